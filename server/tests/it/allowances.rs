//! Names that a person must look at first, once a person has.

use std::process::Command;

use app::domain::connection::State;
use app::domain::finding::Risk;
use fairlead::clock::new_id;
use fairlead::service::allowances::Decided;
use fairlead::store::allowances::Decision;
use fairlead::store::history::HistoryKind;
use fairlead::store::save::ConnectionUpdate;
use fairlead::store::{ApplicationId, ConnectionId, Environment, Page, Store, StoreError};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;
use crate::database::{on_postgres, on_sqlite};
use crate::process::secret;
use crate::world::{World, codes, id, path, tenant};

const NAME: &str = "shop.bank.sandbox.test";
const DAY: i64 = 86_400;

/// A list with one name and all below it, and one that others resemble.
fn list() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("names");
    std::fs::write(&file, "bank.sandbox.test\n~paypal.com\n").unwrap();
    let path = file.to_str().unwrap().to_owned();
    (folder, path)
}

/// Runs a test on each engine, in a world with that list.
async fn on_each(test: impl AsyncFn(&World)) {
    let (_folder, list) = list();
    World::on_each(&[("HIGH_RISK_DOMAINS", &list)], test).await;
}

async fn decide(world: &World, hostname: &str, decision: Decision) -> Decided {
    let application = world.application().parse().unwrap();
    world.running.service.decide(application, hostname, decision).await.unwrap()
}

fn connection_id(made: &Value) -> ConnectionId {
    id(made).parse().unwrap()
}

/// What the operator decided of a connection, the latest first.
async fn decided(world: &World, made: &Value) -> Vec<String> {
    let history = world.tenant().get(&path(made, "/history")).await.ok(200);
    let mut lines = history["data"].as_array().unwrap().clone();
    lines.retain(|line| line["actor"] == "operator" && line["cause"] == "request");
    lines.iter().map(|line| line["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_an_application_was_allowed_it_alone_may_connect_until_that_is_revoked() {
    on_each(async |world| {
        let (sibling, siblings_key) = world.sibling().await;
        let siblings = world.client(&siblings_key);
        let told = async |client: &Client, hostname: &str| {
            let body = json!({ "domain": hostname });
            let told = client.post("/v1/domains:check", body).await.ok(200);
            codes(&told).contains(&"high_risk_domain")
        };
        let cases = [(NAME, Risk::Listed), ("shop.paypa1.example", Risk::LookAlike)];
        for (name, risk) in cases {
            let wish = world.wish(name);
            let refused = world.tenant().post("/v1/connections", wish.clone()).await;
            refused.refused(422, "high_risk_domain");
            assert!(told(&world.tenant(), name).await, "{name}");
            let allowed = decide(world, name, Decision::Allow).await;
            let wanted = (Some(risk), true, vec![]);
            assert_eq!((allowed.risk, allowed.changed, allowed.connections), wanted, "{name}");
            let theirs = json!({ "application_id": sibling.id, "hostname": name });
            siblings.post("/v1/connections", theirs).await.refused(422, "high_risk_domain");
            assert!(told(&siblings, name).await, "{name}");
            assert!(!told(&world.tenant(), name).await, "{name}");
            for other in [format!("www.{name}"), format!("*.{name}")] {
                let refused = world.tenant().post("/v1/connections", world.wish(&other)).await;
                refused.refused(422, "high_risk_domain");
            }
            let made = world.tenant().post("/v1/connections", wish.clone()).await.ok(201);
            world.tenant().delete(&path(&made, "")).await.ok(200);
            let revoked = decide(world, name, Decision::Revoke).await;
            assert_eq!((revoked.changed, revoked.connections), (true, vec![]), "{name}");
            let refused = world.tenant().post("/v1/connections", wish).await;
            refused.refused(422, "high_risk_domain");
            assert!(told(&world.tenant(), name).await, "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn revoking_stops_what_is_not_live_yet_and_what_is_live_goes_on() {
    on_each(async |world| {
        let live_name = "live.bank.sandbox.test";
        for name in [NAME, live_name] {
            decide(world, name, Decision::Allow).await;
        }
        let (made, live) = (world.connect(NAME).await, world.live(live_name).await);
        assert_eq!(world.check(&made).await["state"], "pending_ownership");
        assert_eq!(codes(&world.check(&live).await), [""; 0]);
        for (name, made) in [(NAME, &made), (live_name, &live)] {
            let revoked = decide(world, name, Decision::Revoke).await;
            assert_eq!(revoked.connections, [connection_id(made)]);
            // Once more is no news.
            let again = decide(world, name, Decision::Revoke).await;
            assert_eq!((again.changed, again.connections), (false, vec![]));
            assert_eq!(decided(world, made).await, ["allowance_revoked"]);
        }
        let failed = world.check(&made).await;
        assert_eq!(failed["state"], "failed");
        assert_eq!(world.read(&made).await["error_code"], "high_risk_domain");
        assert_eq!(world.events(&made).await, ["domain.failed"]);
        let listed = world.check(&live).await;
        assert_eq!((&listed["state"], codes(&listed)), (&json!("live"), vec!["high_risk_domain"]));
        let store = &world.running.service.store;
        let refused =
            async || store.find_connection(connection_id(&live)).await.unwrap().unwrap().refused;
        assert!(refused().await, "no order is spent on it");
        // What has ended does not come back; it is connected anew.
        assert_eq!(decide(world, NAME, Decision::Allow).await.connections, []);
        assert_eq!(decided(world, &made).await, ["allowance_revoked"]);
        world.connect(NAME).await;
        let allowed = decide(world, live_name, Decision::Allow).await;
        assert_eq!(allowed.connections, [connection_id(&live)]);
        assert_eq!(decided(world, &live).await, ["allowed", "allowance_revoked"]);
        let checked = world.check(&live).await;
        assert_eq!((&checked["state"], codes(&checked)), (&json!("live"), vec![]));
        assert!(!refused().await);
    })
    .await;
}

#[tokio::test]
async fn who_looks_on_the_strength_of_what_was_decided_before_comes_too_late() {
    on_each(async |world| {
        let service = &world.running.service;
        decide(world, NAME, Decision::Allow).await;
        let made = world.connect(NAME).await;
        let loaded = service.store.find_connection(connection_id(&made)).await.unwrap().unwrap();
        decide(world, NAME, Decision::Revoke).await;
        let now = service.clock.now();
        let late = service.store.save(&ConnectionUpdate::of(&loaded), now).await;
        assert!(matches!(late, Err(StoreError::StaleVersion)), "{late:?}");
        // And a look is due at once, whenever the next one was to be.
        let found = service.store.find_connection(loaded.id).await.unwrap().unwrap();
        assert!(found.next_check_at.is_some_and(|at| at <= now), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn what_was_allowed_goes_with_the_last_customer_of_the_name_and_not_with_time() {
    on_each(async |world| {
        let service = &world.running.service;
        let application: ApplicationId = world.application().parse().unwrap();
        decide(world, NAME, Decision::Allow).await;
        for reference in ["alice", "bob"] {
            let mut wish = world.wish(NAME);
            wish["reference"] = reference.into();
            world.tenant().post("/v1/connections", wish).await.ok(201);
        }
        let name = NAME.parse().unwrap();
        let is_allowed = async || service.store.is_allowed(application, &name).await.unwrap();
        world.advance(1000 * DAY).await;
        service.sweep(time::Duration::days(1)).await.unwrap();
        let erased = service.erase_customer(application, "alice").await.unwrap();
        assert_eq!((erased.connections, erased.allowances), (1, 0));
        assert!(is_allowed().await);
        let erased = service.erase_customer(application, "bob").await.unwrap();
        assert_eq!((erased.connections, erased.allowances), (1, 1));
        assert!(!is_allowed().await);
    })
    .await;
}

/// The real program on a database with a list, and what it says.
fn allow(url: &str, list: &str, arguments: &[&str]) -> Result<Value, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_fairlead"))
        .env_clear()
        .env("PUBLIC_URL", "https://connect.example.com")
        .env("TOKEN_SECRET", secret())
        .env("CREDENTIAL_KEY", secret())
        .env("DATABASE_URL", url)
        .env("HIGH_RISK_DOMAINS", list)
        .args(["domain", "allow"])
        .args(arguments)
        .output()
        .unwrap();
    if output.status.success() {
        Ok(serde_json::from_slice(&output.stdout).unwrap())
    } else {
        Err(String::from_utf8(output.stderr).unwrap())
    }
}

/// Beside a server that works.
async fn command(store: Store, url: String) {
    let (_folder, list) = list();
    let world = World::on_demand().await;
    let settings = [("DATABASE_URL", &*url), ("HIGH_RISK_DOMAINS", &list)];
    let node = world.production_with(&settings).await;
    let (application, key) = tenant(&node, Environment::Live).await;
    let client = Client::new(node.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": NAME });
    let create = async || client.post("/v1/connections", wish.clone()).await;
    create().await.refused(422, "high_risk_domain");
    let its_id = application.id.to_string();
    let run = |name: &str, more: &[&str]| {
        allow(&url, &list, &[&[name, "--application", &its_id], more].concat())
    };
    let said = run("https://Shop.Bank.sandbox.test/", &[]).unwrap();
    let wanted = json!({
        "hostname": NAME, "application_id": its_id, "allowed": true, "changed": true,
        "high_risk": true, "risk": "listed", "connections": [],
    });
    assert_eq!(said, wanted);
    let made = create().await.ok(201);
    let id = connection_id(&made);
    let reaches = async |wanted: State| {
        while store.find_connection(id).await.unwrap().unwrap().progress.state() != wanted {}
    };
    reaches(State::PendingOwnership).await;
    let said = run(NAME, &["--revoke"]).unwrap();
    assert_eq!((&said["allowed"], &said["connections"]), (&json!(false), &json!([made["id"]])));
    // The server finds out by itself.
    reaches(State::Failed).await;
    let history = store.history(id, Page { after: None, limit: 100 }).await.unwrap().data;
    let revoked = history.iter().find(|line| line.kind == HistoryKind::AllowanceRevoked).unwrap();
    assert_eq!(revoked.payload, json!({ "cause": "request", "actor": "operator" }));
    assert_eq!(client.get(&path(&made, "")).await.ok(200)["error_code"], "high_risk_domain");
    create().await.refused(422, "high_risk_domain");
    // A name that nobody need look at.
    let said = run("bücher.sandbox.test", &[]).unwrap();
    assert_eq!(said["hostname"], "xn--bcher-kva.sandbox.test");
    let listed = (&said["allowed"], &said["high_risk"], &said["risk"]);
    assert_eq!(listed, (&json!(true), &json!(false), &Value::Null));
    assert_eq!(run("bücher.sandbox.test", &[]).unwrap()["changed"], false);
    // What it can't do is said.
    let nobody = new_id().to_string();
    for (arguments, why) in [
        (vec![NAME, "--application", &nobody], format!("there is no application {nobody}")),
        (vec!["co.uk", "--application", &its_id], "\"co.uk\" is a public suffix".to_owned()),
        (vec!["a b", "--application", &its_id], "\"a\" is a single label".to_owned()),
        (vec![NAME, "--application", "shop"], "invalid value 'shop'".to_owned()),
        (vec![NAME], "--application".to_owned()),
    ] {
        let said = allow(&url, &list, &arguments).unwrap_err();
        assert!(said.contains(&why), "{arguments:?}: {said}");
    }
    node.stop().await;
}

/// The server works on while the command runs: neither may wait for the other with the writer's
/// turn in its hands.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_decides_beside_a_server_which_follows() {
    on_sqlite(command).await;
    on_postgres(command).await;
}
