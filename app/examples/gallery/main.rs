//! Writes every screen of the widget as a page: a gallery to look at.
//!
//! `cargo run -p app --features ssr --example gallery -- target/gallery`

mod screens;

use std::path::PathBuf;
use std::{env, fs};

use screens::{Error, screens};

fn main() -> Result<(), Error> {
    let dir = env::args().nth(1).map_or_else(|| PathBuf::from("target/gallery"), PathBuf::from);
    fs::create_dir_all(&dir)?;
    for (name, html) in screens()? {
        fs::write(dir.join(format!("{name}.html")), html)?;
    }
    Ok(())
}
