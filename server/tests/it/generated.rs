//! Requests that nobody thought of: `schemathesis` makes them from the document, good and bad
//! ones and whole sequences, and holds each answer to it.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;
use tokio::task::spawn_blocking;

use crate::world::{KEY, World};

/// What each answer is held to. That whatever fits the schema is taken is not among them: a
/// schema can't tell a domain from a text.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
response_schema_conformance,response_headers_conformance,negative_data_rejection,\
missing_required_header,use_after_free,ignored_auth";
/// How many requests it makes up for each operation as one caller: a number, so that a slow
/// machine tries no less.
const EXAMPLES: &str = "20";

/// What they are made from, so that a change alone decides whether they pass; the long run draws
/// anew each time.
const SEED: &str = "9499";

/// The program, as `./fairlead test` installs it; without it there is nothing to run.
fn program() -> Option<String> {
    let named = std::env::var("FAIRLEAD_SCHEMATHESIS").ok()?;
    assert!(Path::new(&named).exists(), "FAIRLEAD_SCHEMATHESIS names {named}, which is not there");
    Some(named)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_generated_request_gets_an_answer_outside_the_document() {
    let Some(program) = program() else { return };
    let settings =
        [("RATE_LIMIT_KEY", "0"), ("RATE_LIMIT_TOKEN", "0"), ("RATE_LIMIT_FAILURES", "0")];
    let world = World::with(&settings).await;
    let made = world.connect("schemathesis.sandbox.test").await;
    let token = world.token(json!({ "connection_id": made["id"] })).await;
    for credential in [KEY, token["auth_token"].as_str().unwrap()] {
        let server = format!("http://{}", world.running.listen);
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(&program);
        command.current_dir(folder.path()).stdin(Stdio::null());
        command.args(["run", &format!("{server}/openapi.json"), "--url", &server]);
        command.args(["--header", &format!("Authorization: Bearer {credential}")]);
        // A stream has no end that could be waited for.
        command.args(["--exclude-path", "/v1/connections/{id}/events"]);
        command.args(["--checks", CHECKS, "--max-examples", EXAMPLES, "--request-timeout", "60"]);
        command.args(["--continue-on-failure", "--warnings", "off", "--no-color"]);
        command.args(["--suppress-health-check", "all", "--generation-database", "none"]);
        if std::env::var_os("FAIRLEAD_TEST_FULL").is_none() {
            command.args(["--seed", SEED]);
        }
        let done = spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
        assert!(said.contains("No issues found"), "{said}");
        // Of all operations it tried every one but the stream.
        let (_, selected) = said.split_once("Selected: ").unwrap();
        let (selected, all) = selected.split_once('/').unwrap();
        let [selected, all] = [selected, all].map(leading_number);
        let (_, tested) = said.split_once("Tested: ").unwrap();
        assert!(20 < all, "{said}");
        assert_eq!((selected, leading_number(tested)), (all - 1, all - 1), "{said}");
    }
    // The server is as well as before.
    world.nobody().get("/readyz").await.ok(200);
}

fn leading_number(text: &str) -> u32 {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().unwrap()
}
