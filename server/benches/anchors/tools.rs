//! What stands beside us and is not ours: programs of Node, and the package that one of them needs.

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A process that ends with its owner.
pub(crate) struct Process(pub(crate) Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Process {
    /// Starts it, and returns its first line.
    pub(crate) fn start(command: &mut Command) -> Result<(Self, String), Box<dyn Error>> {
        let mut child = Self(command.stdout(Stdio::piped()).spawn()?);
        let mut line = String::new();
        let out = child.0.stdout.take().ok_or("no output")?;
        BufReader::new(out).read_line(&mut line)?;
        Ok((child, line.trim().to_owned()))
    }
}

/// Node, to run one of our scripts.
pub(crate) fn node(script: &str) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/anchors/peers");
    let mut command = Command::new("node");
    command.arg(folder.join(script));
    command
}

/// The folder in which a package of npm stands, installed if it isn't.
pub(crate) fn package(name: &str, version: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tools").join(name);
    if folder.join("node_modules").join(name).join("package.json").exists() {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder)?;
    let status = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(&folder)
        .arg(format!("{name}@{version}"))
        .stdout(Stdio::null())
        .status()?;
    if status.success() { Ok(folder) } else { Err(format!("npm could not install {name}").into()) }
}
