//! Builds the widget's bundle and measures it: `cargo xtask widget`, `cargo xtask size`.
//!
//! The bundle lies in `target/site` of the workspace, wherever cargo's own target folder is, because
//! the server embeds it from there.

mod compress;
mod glue;
mod minify;
mod shrink;
mod site;
mod size;
mod widget;

use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

const USAGE: &str = "\
usage: cargo xtask widget [--dev]   build the widget into target/site; --dev: fast to build, large
       cargo xtask size [--check]   print the sizes of the bundle; --check: fail above the budget
";

/// What went wrong, in a sentence for whoever ran the command.
type Error = Box<dyn std::error::Error>;
type Result<T> = std::result::Result<T, Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["widget"] => widget::build(widget::Profile::Release),
        ["widget", "--dev"] => widget::build(widget::Profile::Dev),
        ["size"] => size::print(),
        ["size", "--check"] => size::check(),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell when the terminal itself is gone.
            let _ = writeln!(io::stderr(), "xtask: {}", error.to_string().trim_end());
            ExitCode::FAILURE
        }
    }
}

/// The root of the workspace: xtask is only ever run from its source tree.
fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

fn say(line: &str) -> Result<()> {
    writeln!(io::stdout(), "{line}")?;
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, content))
        .map_err(|error| format!("cannot write {}: {error}", path.display()).into())
}

/// Every file below a folder, sorted, so that nothing depends on the file system's order.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|found| found.to_str()).is_some_and(|e| extensions.contains(&e))
}
