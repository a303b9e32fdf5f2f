//! What tenants use, on Node and in Python: `./fairlead test` has installed both.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What a script of `end2end` answers.
#[track_caller]
pub(crate) fn said_by(script: &str, input: &Value) -> Value {
    let is_python = Path::new(script).extension().is_some_and(|it| it == "py");
    let mut command = if is_python {
        let python: PathBuf = std::env::var_os("FAIRLEAD_PYTHON")
            .map_or_else(|| root().join("target/tools/python/bin/python"), Into::into);
        Command::new(python)
    } else {
        Command::new("node")
    };
    command.arg(root().join("end2end").join(script));
    let missing = "./fairlead test installs what it needs";
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let child = child.as_mut();
    let child = child.unwrap_or_else(|why| panic!("{script} does not start ({why}): {missing}"));
    serde_json::to_writer(child.stdin.take().unwrap(), input).unwrap();
    let said = serde_json::from_reader(child.stdout.take().unwrap());
    let said = said.unwrap_or_else(|why| panic!("{script} says nothing ({why}): {missing}"));
    assert!(child.wait().unwrap().success(), "{script}");
    said
}
