//! The guide in `docs/api.md`: each of its commands is run, by a shell, against a sandbox.

use std::process::{Command, Stdio};

use tokio::task::spawn_blocking;

use crate::webhooks::receiver::Receiver;
use crate::world::{KEY, World};

const GUIDE: &str = include_str!("../../../docs/api.md");

/// A chapter's title and its commands.
fn chapters() -> Vec<(&'static str, String)> {
    let chapters = GUIDE.split("\n## ").skip(1);
    let commands = |chapter: &'static str| {
        let blocks = chapter.split("\n```sh\n").skip(1);
        blocks.map(|block| block.split("\n```").next().unwrap()).collect::<Vec<_>>().join("\n")
    };
    chapters.map(|chapter| (chapter.lines().next().unwrap(), commands(chapter))).collect()
}

/// One script of all chapters, since each goes on where the last one ended.
fn script() -> String {
    // What is refused ends it, also before a pipe.
    let mut script = "set -euo pipefail\n".to_owned();
    for (title, commands) in chapters() {
        let title = title.replace('\'', "");
        script += &["echo '## ", &title, "' >&2\n", &commands, "\n"].concat();
    }
    script + "echo '## the end' >&2\n"
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_of_the_guide_does_what_it_says() {
    let world = World::start().await;
    let server = format!("http://{}", world.running.listen);
    let folder = tempfile::tempdir().unwrap();
    let mut shell = Command::new("bash");
    shell.arg("-c").arg(script()).current_dir(folder.path()).env_clear();
    shell.env("PATH", std::env::var_os("PATH").unwrap());
    let mut receiver = Receiver::start(&[204]).await;
    shell.env("FAIRLEAD", &server).env("FAIRLEAD_KEY", KEY).env("HOOK", receiver.url());
    let done = spawn_blocking(move || shell.stdin(Stdio::null()).output().unwrap()).await.unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    let shown = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}\n{shown}");
    assert!(said.contains("## the end"), "{said}");
    assert!(shown.contains("\"state\": \"live\""), "{shown}");
    // What the tenant's server was told, on the way to live and at the end.
    let told = receiver.some(4).await.into_iter().map(|message| message.json()["type"].clone());
    let told: std::collections::BTreeSet<String> =
        told.map(|name| name.as_str().unwrap().to_owned()).collect();
    for name in ["domain.verified", "ssl.issued", "domain.flow.completed", "domain.archived"] {
        assert!(told.contains(name), "{told:?}");
    }
}

#[test]
fn the_guide_has_commands_in_every_chapter() {
    let chapters = chapters();
    assert!(6 < chapters.len());
    for (title, commands) in chapters {
        assert!(commands.contains("curl ") || commands.contains("fairlead "), "{title}");
    }
}
