//! Writes every screen of the widget as a page, in each language: a gallery to look at.
//!
//! `cargo run -p app --features ssr --example gallery -- target/gallery`

mod screens;

use std::path::PathBuf;
use std::{env, fs};

use app::widget::words::Lang;
use screens::{Error, screens, screens_in};

fn main() -> Result<(), Error> {
    let dir = env::args().nth(1).map_or_else(|| PathBuf::from("target/gallery"), PathBuf::from);
    fs::create_dir_all(&dir)?;
    for (name, html) in screens()? {
        fs::write(dir.join(format!("{name}.html")), html)?;
    }
    for lang in Lang::ALL {
        let dir = dir.join(lang.tag());
        fs::create_dir_all(&dir)?;
        for (name, html) in screens_in(lang)? {
            fs::write(dir.join(format!("{name}.html")), html)?;
        }
    }
    Ok(())
}
