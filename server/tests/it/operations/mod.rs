//! What whoever runs a server relies on: migrating, stopping, logs, figures, traces, backups, and
//! the files that come with it.

mod backup;
mod deploy;
mod drain;
mod logs;
mod metrics;
mod migrate;
mod traces;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::process::Program;

/// The program, running, with its log in a file.
struct Node {
    program: Program,
    listen: SocketAddr,
    internal: SocketAddr,
    log: PathBuf,
}

impl Node {
    /// Starts it; returns once it is ready.
    fn start(command: &mut Command, folder: &Path) -> Self {
        let log = folder.join("log");
        let mut child = command.stderr(fs::File::create(&log).unwrap()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line)
            .unwrap_or_else(|_| panic!("{line:?}: {}", fs::read_to_string(&log).unwrap()));
        let address = |field: &str| ready[field].as_str().unwrap().parse().unwrap();
        let (listen, internal) = (address("listen"), address("internal"));
        Self { program: Program(child), listen, internal, log }
    }

    fn tell_to_stop(&self) {
        let id = self.program.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits for its end; its exit code and its log.
    fn ended(mut self) -> (Option<i32>, String) {
        let code = self.program.0.wait().unwrap().code();
        (code, fs::read_to_string(&self.log).unwrap())
    }
}

/// The workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn document(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// Runs the commands of the box in `docs/operations.md` that has this title.
fn follow(title: &str, settings: &[(&str, &str)]) {
    let text = document("operations.md");
    let begin = format!("```sh\n# {title}\n");
    let (_, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("no box {title}"));
    let (commands, _) = rest.split_once("```").unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-euc", commands]).envs(settings.iter().copied()).stdin(Stdio::null());
    let out = shell.output().unwrap();
    assert!(out.status.success(), "{title}: {}", String::from_utf8_lossy(&out.stderr));
}
