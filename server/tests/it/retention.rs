//! What is not kept: what a customer wants forgotten, and what is over for long.

use std::process::Command;

use fairlead::clock::new_id;
use fairlead::store::deliveries::DeliveryFilter;
use fairlead::store::endpoints::Endpoint;
use fairlead::store::history::HistoryKind;
use fairlead::store::idempotency::Seen;
use fairlead::store::retention::Swept;
use fairlead::store::shares::Share;
use fairlead::store::tokens::Token;
use fairlead::store::{ApplicationId, ConnectionId, EndpointId, Page, ShareId, Store};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::database::{on_each, on_postgres, on_sqlite};
use crate::store::{NOW, application};
use crate::world::{World, id, path};

const DAY: i64 = 86_400;
const ALL: Page = Page { after: None, limit: 100 };

fn connection_id(made: &Value) -> ConnectionId {
    id(made).parse().unwrap()
}

async fn of_customer(world: &World, hostname: &str, reference: &str) -> Value {
    let mut wish = world.wish(hostname);
    wish["reference"] = reference.into();
    wish["metadata"] = json!({ "mail": format!("{reference}@example.com") });
    let key = new_id().to_string();
    let headers = [("content-type", "application/json"), ("idempotency-key", &*key)];
    world.tenant().send("POST", "/v1/connections", &headers, wish.to_string()).await.ok(201)
}

/// Whether anything that a tenant can read of a connection tells of its customer.
async fn traces(world: &World, made: &Value) -> Vec<String> {
    let store = &world.running.service.store;
    let id = connection_id(made);
    let mut texts = vec![format!("{:?}", store.find_connection(id).await.unwrap().unwrap())];
    texts.extend(store.events_of(id).await.unwrap().iter().map(|it| it.data.to_string()));
    let history = store.history(id, ALL).await.unwrap().data;
    texts.extend(history.iter().map(|line| line.payload.to_string()));
    texts.retain(|text| text.contains("alice"));
    texts
}

/// Has an application's events told to somebody; reads what of one connection is to be told.
async fn hand_on(
    store: &Store,
    application: ApplicationId,
    now: OffsetDateTime,
) -> impl AsyncFn(ConnectionId) -> Vec<String> {
    let endpoint = Endpoint {
        id: EndpointId::fresh(),
        application_id: application,
        url: "https://hooks.example.com/".to_owned(),
        events: Vec::new(),
        secret: String::new(),
        old_secret: None,
        old_until: None,
        disabled: None,
        created_at: now,
        updated_at: now,
    };
    assert!(store.create_endpoint(&endpoint, 10).await.unwrap());
    let application = store.find_application(application).await.unwrap().unwrap();
    async move |connection| {
        let filter = DeliveryFilter { connection: Some(connection), ..DeliveryFilter::default() };
        let (tenant, environment) = (application.tenant_id, application.environment);
        let told = store.list_deliveries(tenant, environment, &filter, ALL).await.unwrap();
        told.data.into_iter().map(|delivery| delivery.body).collect()
    }
}

#[tokio::test]
async fn a_customer_is_forgotten_and_others_are_not() {
    World::on_each(&[], async |world| {
        let made = of_customer(world, "a.sandbox.test", "alice").await;
        let other = of_customer(world, "b.sandbox.test", "bob").await;
        for made in [&made, &other] {
            world.obey(made, &["ownership", "routing"]).await;
            assert_eq!(world.check(made).await["state"], "live");
        }
        let waiting = of_customer(world, "c.sandbox.test", "alice").await;
        let share = world.tenant().post(&path(&made, "/share"), json!({})).await.ok(201);
        let (mine, bobs) = (
            world.token(json!({ "reference": "alice" })).await,
            world.token(json!({ "reference": "bob" })).await,
        );
        let bound = world.token(json!({ "connection_id": made["id"] })).await;
        assert!(!traces(world, &made).await.is_empty());
        let service = &world.running.service;
        let application = world.application().parse().unwrap();
        let told = hand_on(&service.store, application, service.clock.now()).await;
        service.hand_on(100).await.unwrap();
        assert!(told(connection_id(&made)).await.iter().all(|body| body.contains("alice")));
        let erased = service.erase_customer(application, "alice").await.unwrap();
        assert_eq!((erased.connections, erased.shares, erased.tokens), (2, 1, 2), "{erased:?}");
        for made in [&made, &waiting] {
            let shown = world.read(made).await;
            assert_eq!(shown["state"], "archived");
            assert_eq!((&shown["reference"], &shown["metadata"]), (&Value::Null, &json!({})));
            assert_eq!((&shown["findings"], &shown["observed_records"]), (&json!([]), &json!([])));
            assert_eq!(traces(world, made).await, Vec::<String>::new());
            let history = world.tenant().get(&path(made, "/history")).await.ok(200);
            assert_eq!(history["data"], json!([]));
        }
        // That something was announced is kept, not what.
        let events = world.events(&made).await;
        assert_eq!(events.last(), Some(&"domain.archived"));
        let kept = service.store.events_of(connection_id(&made)).await.unwrap();
        assert!(kept.iter().all(|event| event.data == json!({ "erased": true })));
        let bodies = told(connection_id(&made)).await;
        assert_eq!(bodies.len(), 3);
        for body in bodies {
            let body: Value = serde_json::from_str(&body).unwrap();
            assert_eq!((&body["jobId"], &body["data"]), (&made["id"], &json!({ "erased": true })));
        }
        let bobs_body = told(connection_id(&other)).await.remove(0);
        assert!(bobs_body.contains("bob"), "{bobs_body}");
        let link = share["url"].as_str().unwrap();
        let link = &link[link.find("/connect/").unwrap()..];
        assert_eq!(world.nobody().get(link).await.status, 404);
        for token in [&mine, &bound] {
            let client = world.client(token["auth_token"].as_str().unwrap());
            client.get("/v1/connections").await.refused(401, "unauthorized");
        }
        let listed = world.tenant().get("/v1/connections?reference=alice").await.ok(200);
        assert_eq!(listed["data"], json!([]));
        // Visitors of an ended name are refused as ever.
        assert_eq!(world.ask("a.sandbox.test").await, (403, "ended".to_owned()));
        let bob = world.client(bobs["auth_token"].as_str().unwrap());
        let his = bob.get("/v1/connections").await.ok(200);
        assert_eq!(his["data"][0]["state"], "live");
        assert_eq!(his["data"][0]["metadata"]["mail"], "bob@example.com");
        // Once more does nothing.
        let again = service.erase_customer(application, "alice").await.unwrap();
        assert_eq!((again.connections, again.tokens), (0, 0));
    })
    .await;
}

/// The real program on a database, and what it says.
fn erase(url: &str, application: &str, reference: &str) -> (bool, String) {
    use base64::Engine as _;
    let secret: [u8; 32] = fairlead::clock::random_bytes();
    let secret = base64::engine::general_purpose::STANDARD.encode(secret);
    let output = Command::new(env!("CARGO_BIN_EXE_fairlead"))
        .env_clear()
        .env("PUBLIC_URL", "https://connect.example.com")
        .env("TOKEN_SECRET", format!("k1:{secret}"))
        .env("CREDENTIAL_KEY", format!("k1:{secret}"))
        .env("DATABASE_URL", url)
        .args(["customer", "erase", "--application", application, "--reference", reference])
        .output()
        .unwrap();
    let said = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn the_command_forgets_a_customer_and_the_history_names_the_operator() {
    let command = async |store: Store, url: String| {
        let world = World::on_demand().await;
        let settings = [("DATABASE_URL", &*url), ("WORKER_ENABLED", "0")];
        let node = world.production_with(&settings).await;
        let live = fairlead::store::Environment::Live;
        let (application, key) = crate::world::tenant(&node, live).await;
        let client = crate::client::Client::new(node.listen, Some(&key));
        let wish = json!({
            "application_id": application.id, "hostname": "a.sandbox.test", "reference": "alice",
        });
        let made = client.post("/v1/connections", wish).await.ok(201);
        // Beside a server that runs.
        let application = application.id.to_string();
        let (_, said) = erase(&url, &application, "alice");
        let said: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}"));
        assert_eq!((&said["connections"], &said["events"]), (&json!(1), &json!(1)), "{said}");
        let shown = client.get(&path(&made, "")).await.ok(200);
        assert_eq!((&shown["state"], &shown["reference"]), (&json!("archived"), &Value::Null));
        let events = store.events_of(connection_id(&made)).await.unwrap();
        assert_eq!(events.len(), 1);
        let (worked, said) = erase(&url, &new_id().to_string(), "alice");
        assert!(!worked && said.contains("there is no application"), "{said}");
        node.stop().await;
    };
    on_sqlite(async |store, url| command(store, url).await).await;
    on_postgres(async |store, url| command(store, url).await).await;
}

#[tokio::test]
async fn what_is_over_for_long_is_swept_and_nothing_else() {
    World::on_each(&[], async |world| {
        let service = &world.running.service;
        let (ended, live) =
            (world.live("a.sandbox.test").await, world.live("b.sandbox.test").await);
        world.tenant().delete(&path(&ended, "")).await.ok(200);
        let old = world.tenant().post(&path(&live, "/share"), json!({})).await.ok(201);
        let month = Duration::days(30);
        let none = service.sweep(month).await.unwrap();
        assert_eq!(none, Swept::default());
        world.advance(61 * DAY).await;
        let fresh = world.tenant().post(&path(&live, "/share"), json!({})).await.ok(201);
        let swept = service.sweep(month).await.unwrap();
        assert!(0 < swept.history, "{swept:?}");
        assert_eq!(swept.shares, 1, "{swept:?}");
        // What is not delivered yet is told, however late.
        assert_eq!(swept.events, 0, "{swept:?}");
        assert_eq!(service.store.history(connection_id(&ended), ALL).await.unwrap().data, []);
        let kept = service.store.history(connection_id(&live), ALL).await.unwrap().data;
        assert!(kept.iter().any(|line| line.kind == HistoryKind::Created));
        let status = async |shared: &Value| {
            let url = shared["url"].as_str().unwrap();
            world.nobody().get(&url[url.find("/connect/").unwrap()..]).await.status
        };
        assert_eq!((status(&old).await, status(&fresh).await), (404, 200));
        let told = world.events(&ended).await.len() + world.events(&live).await.len();
        assert_eq!(service.hand_on(100).await.unwrap().events, told);
        assert_eq!(service.sweep(month).await.unwrap().events, 0);
        world.advance(31 * DAY).await;
        let swept = service.sweep(month).await.unwrap();
        assert_eq!(swept.events, u64::try_from(told).unwrap(), "{swept:?}");
        assert_eq!(world.events(&ended).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn dead_tokens_their_addresses_and_old_answers_go_and_others_stay() {
    on_each(async |store| {
        let application = application(&store).await;
        let token = |jti: &str, expires_at| {
            let claims = json!({
                "iss": "", "aud": "", "sub": "", "iat": 0, "exp": 0, "jti": jti, "reference": "c1",
            });
            Token {
                jti: jti.to_owned(),
                application_id: application.id,
                claims: serde_json::from_value(claims).unwrap(),
                created_at: NOW - Duration::days(40),
                expires_at,
                revoked_at: None,
            }
        };
        let before = NOW - Duration::days(30);
        store.create_token(&token("old", before - Duration::SECOND), "a").await.unwrap();
        store.create_token(&token("new", before), "b").await.unwrap();
        // An address that was renewed keeps the token that it was minted with.
        store.create_token(&token("renewed", before - Duration::SECOND), "c").await.unwrap();
        assert!(store.renew_session("c", "new").await.unwrap());
        for (key, at) in [("k1", before - Duration::SECOND), ("k2", before)] {
            assert_eq!(store.begin_request("caller", key, "hash", at).await.unwrap(), Seen::First);
        }
        let swept = store.sweep(before).await.unwrap();
        let wanted = Swept { tokens: 1, sessions: 1, requests: 1, ..Swept::default() };
        assert_eq!(swept, wanted);
        assert_eq!(store.find_token("old").await.unwrap(), None);
        assert!(store.find_session("c").await.unwrap().is_some());
        assert_eq!(store.sweep(before).await.unwrap(), Swept::default());
    })
    .await;
}

#[tokio::test]
async fn a_sweep_takes_more_than_one_batch() {
    World::on_each(&[], async |world| {
        let service = &world.running.service;
        let mut made = Vec::new();
        for nth in 0..22 {
            made.push(connection_id(&world.connect(&format!("a{nth}.sandbox.test")).await));
        }
        let now = service.clock.now();
        // Each connection has as many as it can.
        for (nth, made) in made.iter().cycle().copied().take(1100).enumerate() {
            let share = Share {
                id: ShareId::fresh(),
                connection_id: made,
                created_at: now - Duration::days(60),
                expires_at: now - Duration::days(if nth < 1000 { 30 } else { 10 }),
                revoked_at: None,
            };
            service.store.create_share(&share, &nth.to_string()).await.unwrap();
        }
        assert_eq!(service.sweep(Duration::days(20)).await.unwrap().shares, 1000);
        assert_eq!(service.sweep(Duration::days(20)).await.unwrap().shares, 0);
    })
    .await;
}

#[tokio::test]
async fn the_worker_sweeps_once_a_day() {
    let world = World::with(&[("RETENTION_DAYS", "1")]).await;
    let made = world.connect("a.sandbox.test").await;
    world.tenant().delete(&path(&made, "")).await.ok(200);
    let store = &world.running.service.store;
    let left = async || store.history(connection_id(&made), ALL).await.unwrap().data.len();
    assert!(0 < left().await);
    // Days go by; the sweep is another task's, so it is asked for until it has been.
    for _ in 0..200 {
        world.advance(DAY / 2).await;
        world.clock.sleep_until(world.clock.now() + Duration::milliseconds(100)).await;
        world.nobody().get("/readyz").await.ok(200);
        if left().await == 0 {
            return;
        }
    }
    panic!("nobody swept");
}
