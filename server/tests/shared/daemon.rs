//! A server program as a child of the test: it ends with it, whatever happens.

use std::fs::{self, File};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running program, with what it says.
pub(super) struct Daemon {
    child: Child,
    log: PathBuf,
}

impl Daemon {
    /// `program` with its arguments; what it says goes to `log`.
    pub(super) fn start(log: &Path, program: &str, arguments: &[&str]) -> Self {
        let file = File::options().create(true).append(true).open(log).unwrap();
        // The program's own children are in its group and end with it; the signal ends all, should
        // this process be killed before it can.
        let child = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--", program])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .process_group(0)
            .spawn();
        let child = child.unwrap_or_else(|e| {
            panic!("{program} does not start ({e}): ./fairlead test installs what it needs")
        });
        Self { child, log: log.to_owned() }
    }

    /// What it said so far.
    pub(super) fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.child.wait();
    }
}
