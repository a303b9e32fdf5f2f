//! Plans and their places: exactly as many are taken as there are, whoever asks at once.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fairlead::store::{Environment, Store};
use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::database::{on_postgres, on_sqlite};
use crate::process::{Program, first_tenant, like, production, started};
use crate::world::{World, id, path, tenant};

/// As many as ask at once.
const CROWD: usize = 64;

/// Three plans: of the first `active` connections, of the second one a month, of the third all.
fn plans(folder: &Path, active: u64) -> PathBuf {
    let file = folder.join("plans.toml");
    let text = format!(
        "default = \"free\"\n\
        [[plan]]\nid = \"free\"\nname = \"Free\"\nupgrade_url = \"https://acme.example/up\"\n\
        [plan.limits]\nactive_connections = {active}\n\
        [[plan]]\nid = \"monthly\"\nname = \"Monthly\"\n\
        [plan.limits]\nnew_connections_per_month = 1\n\
        [[plan]]\nid = \"all\"\nname = \"All\"\n\
        [[plan]]\nid = \"arranged\"\nname = \"Arranged\"\nself_service = false\n"
    );
    std::fs::write(&file, text).unwrap();
    file
}

/// A world with these plans, where nobody looks but on demand.
async fn limited(folder: &Path, active: u64) -> World {
    let file = plans(folder, active);
    World::with(&[("PLANS", file.to_str().unwrap()), ("WORKER_ENABLED", "0")]).await
}

/// What was counted is what is there.
async fn adds_up(store: &Store) {
    assert_eq!(store.miscounts().await.unwrap(), []);
    store.fold_usage().await.unwrap();
    assert_eq!(store.miscounts().await.unwrap(), []);
}

/// A crowd creates at once, each at the next of these doors; what was made. The others were told
/// why not.
async fn crowd(doors: &[Client], application: &str, round: &str, limit: u64) -> Vec<Value> {
    let create = |nth: usize| {
        let hostname = format!("{round}{nth}.sandbox.test");
        let wish = json!({ "application_id": application, "hostname": hostname });
        doors[nth % doors.len()].post("/v1/connections", wish)
    };
    let answers: Vec<Answer> = futures::future::join_all((0..CROWD).map(create)).await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|it| it.status == 201);
    for answer in refused {
        let error = answer.refused(402, "QuotaExceeded");
        for told in [&error, &error["details"]] {
            assert_eq!(told["limit"], limit, "{error}");
            assert_eq!(told["plan"], "free");
            assert_eq!(told["upgrade_url"], "https://acme.example/up");
        }
        assert_eq!(error["details"]["quota"], "active_connections");
    }
    made.iter().map(|answer| answer.ok(201)).collect()
}

/// The places are taken once; what is archived, by many at once, makes room once.
async fn taken_and_given_back(doors: &[Client], store: &Store, application: &str) {
    let made = crowd(doors, application, "a", 20).await;
    assert_eq!(made.len(), 20);
    let archive = |nth: usize| {
        let place = path(&made[nth % 7], "");
        async move { doors[nth % doors.len()].delete(&place).await }
    };
    for answer in futures::future::join_all((0..28).map(archive)).await {
        assert_eq!(answer.ok(200)["state"], "archived");
    }
    assert_eq!(crowd(doors, application, "b", 20).await.len(), 7);
    adds_up(store).await;
    let usage = doors[0].get("/v1/usage").await.ok(200);
    assert_eq!(usage["quota"]["active_connections"], json!({ "used": 20, "limit": 20 }));
    assert_eq!(usage["counters"]["connections_created"], 27);
    assert_eq!(usage["counters"]["connections_returned"], 7);
}

#[tokio::test]
async fn a_crowd_at_several_processes_takes_exactly_the_places_there_are() {
    on_postgres(async |store, url| {
        let (world, folder) = (World::on_demand().await, tempfile::tempdir().unwrap());
        let serving = node(&world, folder.path(), &url);
        let made = first_tenant(&serving);
        let key = made["api_key"].as_str().unwrap();
        let nodes: Vec<_> = (0..3).map(|_| spawned(&serving)).collect();
        let doors = nodes.iter().map(|(_, address)| Client::new(*address, Some(key)));
        let doors: Vec<Client> = doors.collect();
        let application = made["application_id"].as_str().unwrap();
        taken_and_given_back(&doors, &store, application).await;
    })
    .await;
}

/// A process that looks at the world's DNS and keeps its rows in the database at `url`.
fn node(world: &World, folder: &Path, url: &str) -> Command {
    let mut command = production(folder);
    command
        .env("DATABASE_URL", url)
        .env("PLANS", plans(folder, 20))
        .env("WORKER_ENABLED", "0")
        .env("RESOLVERS", world.guide["resolver_addr"].as_str().unwrap())
        .env("DNS_PORT", world.dns().port().to_string())
        .env("ALLOW_PRIVATE_NETWORKS", "1");
    command
}

fn spawned(serving: &Command) -> (Program, SocketAddr) {
    started(like(serving).arg("serve").stdout(Stdio::piped()))
}

#[tokio::test]
async fn a_crowd_at_one_process_on_sqlite_takes_exactly_the_places_there_are() {
    on_sqlite(async |store, url| {
        let (world, folder) = (World::on_demand().await, tempfile::tempdir().unwrap());
        let serving = node(&world, folder.path(), &url);
        let made = first_tenant(&serving);
        let (_program, address) = spawned(&serving);
        let doors = [Client::new(address, made["api_key"].as_str())];
        taken_and_given_back(&doors, &store, made["application_id"].as_str().unwrap()).await;
    })
    .await;
}

#[tokio::test]
async fn a_live_domain_never_stops_for_its_plan_and_a_smaller_plan_creates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = limited(folder.path(), 1).await;
    let tenant = world.tenant();
    let switched = tenant.post("/v1/subscription", json!({ "plan": "all" })).await.ok(200);
    assert_eq!(switched["plan"]["id"], "all");
    assert_eq!((&switched["over_limit"], &switched["message"]), (&json!([]), &Value::Null));
    let live = world.live("shop.sandbox.test").await;
    let other = world.connect("other.sandbox.test").await;
    let third = world.connect("third.sandbox.test").await;
    let smaller = tenant.post("/v1/subscription", json!({ "plan": "free" })).await.ok(200);
    assert_eq!(smaller["over_limit"], json!(["active_connections"]));
    assert!(smaller["message"].as_str().unwrap().contains("none is created"), "{smaller}");
    assert_eq!(smaller["quota"]["active_connections"], json!({ "used": 3, "limit": 1 }));
    // What is there goes on, to live and beyond.
    assert_eq!(world.check(&live).await["state"], "live");
    assert_eq!(world.ask("shop.sandbox.test").await.0, 200);
    world.obey(&other, &["ownership", "routing"]).await;
    assert_eq!(world.check(&other).await["state"], "live");
    let more = world.wish("more.sandbox.test");
    tenant.post("/v1/connections", more.clone()).await.refused(402, "QuotaExceeded");
    tenant.delete(&path(&third, "")).await.ok(200);
    tenant.delete(&path(&other, "")).await.ok(200);
    tenant.post("/v1/connections", more.clone()).await.refused(402, "QuotaExceeded");
    tenant.delete(&path(&live, "")).await.ok(200);
    tenant.post("/v1/connections", more).await.ok(201);
    adds_up(&world.running.service.store).await;
}

#[tokio::test]
async fn what_expires_unproven_gives_its_places_back() {
    let folder = tempfile::tempdir().unwrap();
    let world = limited(folder.path(), 1).await;
    let tenant = world.tenant();
    let made = world.connect("a.sandbox.test").await;
    let wish = world.wish("b.sandbox.test");
    tenant.post("/v1/connections", wish.clone()).await.refused(402, "QuotaExceeded");
    // The same name again is the same connection, plan or no plan.
    let again = tenant.post("/v1/connections", world.wish("a.sandbox.test")).await;
    let told = again.refused(409, "HostnameConflict");
    assert_eq!(told["details"]["connection_id"], made["id"]);
    world.advance(14 * 86_400).await;
    assert_eq!(world.check(&made).await["state"], "archived");
    assert_eq!(world.read(&made).await["error_code"], "challenge_expired");
    tenant.post("/v1/connections", wish).await.ok(201);
    adds_up(&world.running.service.store).await;
}

#[tokio::test]
async fn a_month_has_room_again_for_what_was_never_proven_and_for_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let world = limited(folder.path(), 9).await;
    let tenant = world.tenant();
    tenant.post("/v1/subscription", json!({ "plan": "monthly" })).await.ok(200);
    let first = world.connect("a.sandbox.test").await;
    let full = tenant.post("/v1/connections", world.wish("b.sandbox.test")).await;
    let full = full.refused(402, "QuotaExceeded");
    assert_eq!(full["details"]["quota"], "new_connections_per_month");
    assert_eq!((&full["limit"], &full["upgrade_url"]), (&json!(1), &Value::Null));
    tenant.delete(&path(&first, "")).await.ok(200);
    let second = world.connect("b.sandbox.test").await;
    world.obey(&second, &["ownership"]).await;
    assert_eq!(world.check(&second).await["state"], "propagating");
    tenant.delete(&path(&second, "")).await.ok(200);
    let wish = world.wish("c.sandbox.test");
    tenant.post("/v1/connections", wish.clone()).await.refused(402, "QuotaExceeded");
    world.advance(31 * 86_400).await;
    tenant.post("/v1/connections", wish).await.ok(201);
    adds_up(&world.running.service.store).await;
}

#[tokio::test]
async fn test_and_live_have_places_of_their_own_and_so_has_every_tenant() {
    let folder = tempfile::tempdir().unwrap();
    let world = limited(folder.path(), 1).await;
    let mut keys = Vec::new();
    for environment in [Environment::Test, Environment::Live] {
        keys.push(tenant(&world.running, environment).await);
    }
    world.connect("a.sandbox.test").await;
    for (application, key) in keys {
        let client = world.client(&key);
        let wish = |name| json!({ "application_id": application.id, "hostname": name });
        client.post("/v1/connections", wish("b.sandbox.test")).await.ok(201);
        let more = client.post("/v1/connections", wish("c.sandbox.test")).await;
        more.refused(402, "QuotaExceeded");
    }
    adds_up(&world.running.service.store).await;
}

#[tokio::test]
async fn a_customer_is_told_neither_plan_nor_price() {
    let folder = tempfile::tempdir().unwrap();
    let world = limited(folder.path(), 1).await;
    world.connect("a.sandbox.test").await;
    let token = world.token(json!({ "reference": "c1" })).await;
    let customer = world.client(token["auth_token"].as_str().unwrap());
    let answer = customer.post("/v1/connections", world.wish("b.sandbox.test")).await;
    let error = answer.refused(402, "QuotaExceeded");
    let fields: Vec<&String> = error.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["code", "message", "request_id"]);
    assert!(!answer.text().contains("free") && !answer.text().contains("up\""), "{error}");
    // The widget says it in words that a customer can do something with.
    let address = token["widget_url"].as_str().unwrap().split("/widget/").nth(1).unwrap();
    let place = format!("/widget/{address}/connections");
    let page = world.nobody().form(&place, "domain=b.sandbox.test").await;
    assert_eq!(page.status, 422);
    let page = page.text();
    assert!(page.contains("take another domain right now"), "{page}");
    assert!(!page.contains("acme.example/up") && !page.contains("QuotaExceeded"), "{page}");
    for place in ["/v1/plans", "/v1/usage", "/v1/subscription"] {
        customer.get(place).await.refused(403, "forbidden");
    }
}

#[tokio::test]
async fn one_customer_has_five_unproven_at_once_and_uses_no_plan_up() {
    let folder = tempfile::tempdir().unwrap();
    let world = limited(folder.path(), 30).await;
    let token = world.token(json!({ "reference": "c1" })).await;
    let customer = world.client(token["auth_token"].as_str().unwrap());
    let create =
        |nth: usize| customer.post("/v1/connections", world.wish(&format!("c{nth}.sandbox.test")));
    let answers = futures::future::join_all((0..CROWD).map(create)).await;
    let made: Vec<Value> =
        answers.iter().filter(|answer| answer.status == 201).map(|answer| answer.ok(201)).collect();
    assert_eq!(made.len(), 5);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused(429, "rate_limited");
        assert!(0 < answer.header("retry-after").parse::<i64>().unwrap());
    }
    world.obey(&made[0], &["ownership"]).await;
    world.check(&made[0]).await;
    create(CROWD).await.ok(201);
    create(CROWD + 1).await.refused(429, "rate_limited");
    // Another customer has five of its own, and the tenant's server as many as the plan has.
    let token = world.token(json!({ "reference": "c2" })).await;
    let other = world.client(token["auth_token"].as_str().unwrap());
    other.post("/v1/connections", world.wish("d.sandbox.test")).await.ok(201);
    let mut wish = world.wish("e.sandbox.test");
    wish["reference"] = "c1".into();
    world.tenant().post("/v1/connections", wish).await.ok(201);
    adds_up(&world.running.service.store).await;
}

#[tokio::test]
async fn a_token_for_one_domain_is_not_held_up_by_what_has_no_reference() {
    let world = World::on_demand().await;
    for nth in 0..6 {
        world.connect(&format!("n{nth}.sandbox.test")).await;
    }
    let token = world.token(json!({ "domain": "mine.sandbox.test" })).await;
    let customer = world.client(token["auth_token"].as_str().unwrap());
    customer.post("/v1/connections", world.wish("mine.sandbox.test")).await.ok(201);
}

#[tokio::test]
async fn a_request_that_is_replayed_takes_one_place() {
    let folder = tempfile::tempdir().unwrap();
    let world = limited(folder.path(), 2).await;
    let body = world.wish("a.sandbox.test").to_string();
    let headers = [("content-type", "application/json"), ("idempotency-key", "k1")];
    let mut made = Vec::new();
    for _ in 0..3 {
        let answer = world.tenant().send("POST", "/v1/connections", &headers, body.clone()).await;
        made.push(id(&answer.ok(201)).to_owned());
    }
    made.dedup();
    assert_eq!(made.len(), 1);
    let usage = world.tenant().get("/v1/usage").await.ok(200);
    assert_eq!(usage["quota"]["active_connections"]["used"], 1);
}
