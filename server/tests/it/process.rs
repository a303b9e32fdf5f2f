//! The real program: how it starts, refuses to, stops, and dies.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::client::Client;
use crate::world::{KEY, id, path};

/// A program that is stopped with the test.
pub(crate) struct Program(pub(crate) Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairlead"));
    command
        .env_clear()
        .env("DATABASE_URL", format!("sqlite://{}", folder.join("fairlead.db").display()))
        .env("LISTEN_ADDR", "127.0.0.1:0")
        .env("INTERNAL_ADDR", "127.0.0.1:0")
        .current_dir(folder)
        .arg("serve")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Starts the sandbox; returns once it is ready.
pub(crate) fn sandbox(folder: &Path) -> (Program, SocketAddr) {
    started(command(folder).env("MODE", "sandbox"))
}

/// Starts it; returns once it is ready.
pub(crate) fn started(command: &mut Command) -> (Program, SocketAddr) {
    let (program, ready) = ready(command);
    (program, ready["listen"].as_str().unwrap().parse().unwrap())
}

/// Starts it; what it says once it is ready.
pub(crate) fn ready(command: &mut Command) -> (Program, Value) {
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line:?}"));
    assert_eq!(ready["ready"], true);
    for field in ["internal", "public_url"] {
        assert!(ready[field].is_string(), "{ready}");
    }
    (Program(child), ready)
}

/// Runs it to its end; what it answered and said.
fn fails(command: &mut Command) -> (Option<i32>, String) {
    let mut child = Program(command.spawn().unwrap());
    let mut said = String::new();
    child.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.0.wait().unwrap().code(), said)
}

pub(crate) fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").arg(name).arg(child.id().to_string()).status().unwrap();
    assert!(sent.success());
}

pub(crate) fn secret() -> String {
    use base64::Engine as _;
    let bytes: [u8; 32] = fairlead::clock::random_bytes();
    format!("k1:{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

pub(crate) fn production(folder: &Path) -> Command {
    let mut command = command(folder);
    command.env("PUBLIC_URL", "https://connect.example.com");
    command.env("TOKEN_SECRET", secret()).env("CREDENTIAL_KEY", secret());
    command
}

#[tokio::test]
async fn told_to_stop_it_ends_open_streams_and_exits_well() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, address) = sandbox(folder.path());
    let client = Client::new(address, Some(KEY));
    let guide = client.get("/sandbox").await.ok(200);
    let wish = json!({ "application_id": guide["application_id"], "hostname": "a.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    let mut stream = client.stream(&path(&made, "/events")).await;
    stream.next().await.unwrap();
    signal(&program.0, "-TERM");
    stream.end().await;
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
}

#[tokio::test]
async fn killed_at_any_moment_it_loses_nothing_it_acknowledged_and_carries_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged: Vec<Value> = Vec::new();
    for round in 0..3 {
        let (mut program, address) = sandbox(folder.path());
        let client = Client::new(address, Some(KEY));
        let guide = client.get("/sandbox").await.ok(200);
        for made in &acknowledged {
            assert_eq!(client.get(&path(made, "")).await.ok(200)["hostname"], made["hostname"]);
        }
        let create = |nth: usize| {
            let hostname = format!("s{round}-{nth}.sandbox.test");
            let wish = json!({ "application_id": guide["application_id"], "hostname": hostname });
            client.post("/v1/connections", wish)
        };
        for nth in 0..10 {
            acknowledged.push(create(nth).await.ok(201));
        }
        // The worker is in the middle of its checks.
        program.0.kill().unwrap();
        program.0.wait().unwrap();
    }
    let (_program, address) = sandbox(folder.path());
    let client = Client::new(address, Some(KEY));
    let page = client.get("/v1/connections?limit=100").await.ok(200);
    assert_eq!(page["data"].as_array().unwrap().len(), acknowledged.len());
    let made = &acknowledged[7];
    for record in made["desired_records"].as_array().unwrap() {
        let body = json!({
            "name": record["host"], "type": record["type"], "ttl": 5, "values": [record["value"]],
        });
        client.put("/sandbox/records", body).await.ok(204);
    }
    let mut stream = client.stream(&path(made, "/events")).await;
    // The leases of the dead are over then.
    client.put("/sandbox/clock", json!({ "advance_seconds": 90 })).await.ok(204);
    let live = stream.until(|now| now["state"] == "live").await;
    assert_eq!(id(&live), id(made));
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for setting in ["LISTEN_ADDR", "INTERNAL_ADDR"] {
        let mut command = command(folder.path());
        let (code, said) = fails(command.env("MODE", "sandbox").env(setting, &address));
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(&address), "{said}");
        assert!(said.contains("can't listen"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[tokio::test]
async fn everything_that_is_missing_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = command(folder.path());
    let (code, said) = fails(command.env("RESOLVERS", "one").env("DRIFT_GRACE", "soon"));
    assert_eq!(code, Some(1), "{said}");
    for setting in ["PUBLIC_URL", "TOKEN_SECRET", "CREDENTIAL_KEY", "RESOLVERS", "DRIFT_GRACE"] {
        assert!(said.contains(setting), "{setting}: {said}");
    }
    assert!(!folder.path().join("fairlead.db").exists(), "nothing was begun");
}

#[tokio::test]
async fn short_secrets_are_refused_and_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = production(folder.path());
    let (code, said) = fails(command.env("TOKEN_SECRET", "k1:c2hvcnQgc2VjcmV0"));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("TOKEN_SECRET") && !said.contains("c2hvcnQgc2VjcmV0"), "{said}");
}

#[tokio::test]
async fn the_sandbox_and_production_touch_none_of_each_others_databases() {
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(sandbox(ours.path()));
    let (code, said) = fails(&mut production(ours.path()));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("sandbox") && said.contains("production"), "{said}");
    let mut migrate = Command::new(env!("CARGO_BIN_EXE_fairlead"));
    let url = format!("sqlite://{}", theirs.path().join("fairlead.db").display());
    migrate.env_clear().env("DATABASE_URL", url).arg("migrate");
    migrate.env("PUBLIC_URL", "https://connect.example.com");
    migrate.env("TOKEN_SECRET", secret()).env("CREDENTIAL_KEY", secret());
    assert!(migrate.stdout(Stdio::null()).status().unwrap().success());
    let (code, said) = fails(command(theirs.path()).env("MODE", "sandbox"));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("sandbox") && said.contains("production"), "{said}");
    let mut command = command(theirs.path());
    command.env("MODE", "sandbox").env("DATABASE_URL", "postgres://nobody@127.0.0.1:1/x");
    let (code, said) = fails(&mut command);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("SQLite"), "{said}");
}

#[tokio::test]
async fn a_database_that_is_no_database_is_told_clearly() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("fairlead.db"), "this is a letter, not a database").unwrap();
    let (code, said) = fails(command(folder.path()).env("MODE", "sandbox"));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("database") && !said.contains("panicked"), "{said}");
    let gone = folder.path().join("no/such/folder/fairlead.db");
    let url = format!("sqlite://{}", gone.display());
    let (code, said) = fails(production(folder.path()).env("DATABASE_URL", url));
    assert_eq!(code, Some(1), "{said}");
    let away = "postgres://nobody@127.0.0.1:1/nothing";
    let (code, said) = fails(production(folder.path()).env("DATABASE_URL", away));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("database"), "{said}");
}

/// Creates a tenant by the command line, in the database of `serving`.
pub(crate) fn first_tenant(serving: &Command) -> Value {
    let mut made = like(serving);
    made.args(["tenant", "create", "--name", "Acme", "--cname-target", "edge.acme.example"]);
    made.args(["--address", "192.0.2.0/24", "--allowed-origin", "https://app.acme.example"]);
    said(&mut made)
}

/// Puts a tenant on a plan by the command line.
pub(crate) fn tenant_on_plan(serving: &Command, tenant: &str, plan: &str) -> Value {
    said(like(serving).args(["tenant", "plan", "--tenant", tenant, "--plan", plan]))
}

/// The same program with the same settings, and nothing else.
pub(crate) fn like(serving: &Command) -> Command {
    let mut command = Command::new(serving.get_program());
    command.env_clear();
    for (name, value) in serving.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command
}

fn said(command: &mut Command) -> Value {
    let made = command.output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    serde_json::from_slice(&made.stdout).unwrap()
}

#[tokio::test]
async fn the_first_key_comes_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut serving = production(folder.path());
    let made = first_tenant(&serving);
    let key = made["api_key"].as_str().unwrap();
    assert!(key.starts_with("sk_live_"), "{key}");
    let (_program, address) = started(&mut serving);
    let client = Client::new(address, Some(key));
    let application = made["application_id"].as_str().unwrap();
    let shown = client.get(&format!("/v1/applications/{application}")).await.ok(200);
    assert_eq!(shown["allowed_origins"], json!(["https://app.acme.example"]));
    assert_eq!(shown["environment"], "live");
}
