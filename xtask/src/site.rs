//! `target/site`: every file the server sends as it is, and its compressed twin.

use crate::{
    Result,
    compress::{self, Effort},
    files_below, has_extension, minify, read, read_text, workspace, write,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What lies in the bundle, by the address it is served at.
pub(crate) const SCRIPT: &str = "pkg/app.js";
pub(crate) const WASM: &str = "pkg/app_bg.wasm";
pub(crate) const STYLE: &str = "pkg/app.css";
pub(crate) const EMBED: &str = "embed.js";
/// Names the other files of the loader.
pub(crate) const EMBED_MANIFEST: &str = "embed.json";

/// These come first and in this order, every other sheet by its name after them: the tokens must be
/// known before anything uses them.
const STYLE_ORDER: [&str; 2] = ["tokens.css", "widget.css"];

const COMPRESSIBLE: [&str; 9] = ["css", "html", "ico", "js", "json", "svg", "ts", "txt", "wasm"];

pub(crate) fn folder() -> PathBuf {
    workspace().join("target/site")
}

/// The sheets of `style/` in the order in which they are joined.
pub(crate) fn style_sheets() -> Result<Vec<PathBuf>> {
    let mut sheets = files_below(&workspace().join("style"))?;
    sheets.retain(|path| has_extension(path, &["css"]));
    sheets.sort_by_key(|path| {
        let known = STYLE_ORDER.iter().position(|name| path.ends_with(name));
        (known.unwrap_or(STYLE_ORDER.len()), path.clone())
    });
    Ok(sheets)
}

/// What the loader is made from; what is made of it lies beside it, and is what ships.
const LOADER_SOURCE: &str = "loader";

/// The files of `public/`, each with its place in the bundle.
pub(crate) fn public_files() -> Result<Vec<(PathBuf, PathBuf)>> {
    let public = workspace().join("public");
    let mut files = Vec::new();
    for path in files_below(&public)? {
        let place = path.strip_prefix(&public)?.to_path_buf();
        if !place.starts_with(LOADER_SOURCE) {
            files.push((path, place));
        }
    }
    Ok(files)
}

/// Fills a new bundle folder that already holds what wasm-bindgen wrote.
pub(crate) fn fill(site: &Path, effort: Effort) -> Result<()> {
    let mut style = String::new();
    for sheet in style_sheets()? {
        style.push_str(&minify::css(&read_text(&sheet)?));
        style.push('\n');
    }
    write(&site.join(STYLE), style.as_bytes())?;
    for (path, place) in public_files()? {
        write(&site.join(place), &read(&path)?)?;
    }
    let script = site.join(SCRIPT);
    // The loader stays as it is, byte by byte: pages name its hash.
    write(&script, minify::script(&read_text(&script)?).as_bytes())?;
    add_twins(site, effort)
}

/// Puts its twins beside each file that gets smaller by them.
fn add_twins(site: &Path, effort: Effort) -> Result<()> {
    for path in files_below(site)? {
        if !has_extension(&path, &COMPRESSIBLE) {
            continue;
        }
        let content = read(&path)?;
        let twins =
            [("br", compress::brotli(&content, effort)?), ("gz", compress::gzip(&content)?)];
        for (end, packed) in twins {
            if packed.len() < content.len() {
                write(&twin(&path, end), &packed)?;
            }
        }
    }
    Ok(())
}

fn twin(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

/// Replaces the bundle by a finished new one, so that a build that broke leaves the old one whole.
pub(crate) fn replace(site: &Path, new: &Path) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::rename(new, site)?;
    Ok(())
}
