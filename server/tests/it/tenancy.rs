//! Who may do what: every route of the document, asked by everybody, held to the contract's table.

use fairlead::clock::new_id;
use fairlead::service::caller::KeyScope;
use fairlead::store::{ApplicationId, Environment};
use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::surface::{Row, body, contract, operations};
use crate::world::{World, id, path, shop, tenant};

/// What a caller is to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    /// Whatever the request comes to, but no refusal of who asks.
    Let,
    /// 401.
    Unknown,
    /// 403.
    Refused,
    /// 404: what is not reached does not exist.
    Hidden,
}

/// Somebody, by what they may.
enum Who {
    /// Nobody, or nobody any more.
    Nobody,
    /// A key of the application with these scopes.
    Key(Vec<KeyScope>),
    /// A key with every scope, of another tenant or environment.
    Stranger,
    /// A token; what it is bound to, whether that is what is asked for, and whether it deletes.
    Token { bound: Bound, own: bool, deletes: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Reference,
    Connection,
    Domain,
}

impl Who {
    fn due(&self, row: &Row) -> Due {
        let names_something = row.path.contains('{')
            || matches!((&*row.method, &*row.path), ("POST", "/v1/tokens" | "/v1/connections"));
        match self {
            Self::Nobody => Due::Unknown,
            Self::Key(scopes) if scopes.iter().any(|scope| scope.as_str() == row.scope) => Due::Let,
            Self::Key(_) => Due::Refused,
            Self::Stranger if names_something => Due::Hidden,
            Self::Stranger => Due::Let,
            Self::Token { bound, own, deletes } => match &*row.token {
                "yes" => of_token(*bound, *own, row),
                "delete" if *deletes => of_token(*bound, *own, row),
                // Not taken, or only with a word that nobody here has.
                _ => Due::Refused,
            },
        }
    }
}

fn of_token(bound: Bound, own: bool, row: &Row) -> Due {
    match (&*row.method, &*row.path, bound) {
        // It makes one of its own reference, or of its own domain, and none beside a connection.
        ("POST", "/v1/connections", Bound::Connection) => Due::Refused,
        ("POST", "/v1/connections", Bound::Domain)
        | ("POST", "/v1/domains:check", Bound::Connection | Bound::Domain)
            if !own =>
        {
            Due::Refused
        }
        (_, path, _) if path.contains('{') && !own => Due::Hidden,
        _ => Due::Let,
    }
}

/// What is asked for: everything of the demo's tenant.
struct Target {
    application: String,
    connection: Value,
    key: String,
    jti: String,
    endpoint: String,
    delivery: String,
    share: String,
}

impl Target {
    async fn make(world: &World, hostname: &str) -> Self {
        let application = world.application();
        let mut wish = world.wish(hostname);
        wish["reference"] = "own".into();
        let connection = world.tenant().post("/v1/connections", wish).await.ok(201);
        let keys = format!("/v1/applications/{application}/keys");
        let wish = json!({ "name": "x", "scopes": ["connections:read"] });
        let key = id(&world.tenant().post(&keys, wish).await.ok(201)).to_owned();
        let jti =
            world.token(json!({ "reference": "x" })).await["jti"].as_str().unwrap().to_owned();
        let hook = json!({ "url": "http://127.0.0.1:9/hook" });
        let endpoint = world.tenant().post("/v1/webhook-endpoints", hook).await.ok(201);
        let told = world.connect(&format!("told.{hostname}")).await;
        world.obey(&told, &["ownership"]).await;
        world.check(&told).await;
        assert!(0 < world.running.service.hand_on(10).await.unwrap().deliveries);
        let deliveries = world.tenant().get("/v1/webhook-deliveries").await.ok(200);
        let delivery = id(&deliveries["data"][0]).to_owned();
        let share = world.tenant().post(&path(&connection, "/share"), json!({})).await.ok(201);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let (endpoint, share) = (text(&endpoint["id"]), text(&share["share_id"]));
        Self { application, connection, key, jti, endpoint, delivery, share }
    }

    fn path(&self, route: &str) -> String {
        let own = if route.starts_with("/v1/applications") {
            self.application.clone()
        } else if route.starts_with("/v1/connections") {
            id(&self.connection).to_owned()
        } else if route.starts_with("/v1/webhook-endpoints") {
            self.endpoint.clone()
        } else {
            self.delivery.clone()
        };
        let path = route.replace("{id}", &own).replace("{key_id}", &self.key);
        let path = path.replace("{jti}", &self.jti).replace("{share_id}", &self.share);
        assert!(!path.contains('{'), "{path}");
        path
    }

    fn hostname(&self) -> &str {
        self.connection["hostname"].as_str().unwrap()
    }
}

/// Everybody, with a word for the message.
async fn everybody(world: &World, target: &Target) -> Vec<(String, Client, Who)> {
    let mut all = Vec::new();
    let mut add = |name: &str, credential: &str, who: Who| {
        all.push((name.to_owned(), world.client(credential), who));
    };
    let over = world.token(json!({ "reference": "own", "ttl_seconds": 60 })).await;
    world.advance(61).await;
    add("an expired token", over["auth_token"].as_str().unwrap(), Who::Nobody);
    let revoked = world.token(json!({ "reference": "own" })).await;
    let jti = revoked["jti"].as_str().unwrap();
    world.tenant().delete(&format!("/v1/tokens/{jti}")).await.ok(204);
    add("a revoked token", revoked["auth_token"].as_str().unwrap(), Who::Nobody);
    let keys = format!("/v1/applications/{}/keys", target.application);
    let scopes: Vec<&str> = KeyScope::ALL.map(KeyScope::as_str).to_vec();
    let wish = json!({ "name": "gone", "scopes": scopes });
    let revoked = world.tenant().post(&keys, wish).await.ok(201);
    world.tenant().delete(&format!("{keys}/{}", id(&revoked))).await.ok(204);
    add("a revoked key", revoked["secret"].as_str().unwrap(), Who::Nobody);
    add("nonsense", "nonsense", Who::Nobody);
    add("a key without scopes", &world.key(&[]).await, Who::Key(Vec::new()));
    for scope in KeyScope::ALL {
        add(scope.as_str(), &world.key(&[scope]).await, Who::Key(vec![scope]));
    }
    add("every scope", &world.key(&KeyScope::ALL).await, Who::Key(KeyScope::ALL.to_vec()));
    let (_, stranger) = tenant(&world.running, Environment::Test).await;
    add("another tenant", &stranger, Who::Stranger);
    add("another environment", &live_key(world, target).await, Who::Stranger);
    let connection = target.connection["id"].clone();
    let other = world.connect("other.sandbox.test").await["id"].clone();
    for (bound, own, reach) in [
        (Bound::Reference, true, json!({ "reference": "own" })),
        (Bound::Reference, false, json!({ "reference": "other" })),
        (Bound::Connection, true, json!({ "connection_id": connection })),
        (Bound::Connection, false, json!({ "connection_id": other })),
        (Bound::Domain, true, json!({ "domain": target.hostname() })),
        (Bound::Domain, false, json!({ "domain": "other.sandbox.test" })),
    ] {
        for deletes in [false, true] {
            let mut reach = reach.clone();
            reach["allow"] = if deletes { json!(["delete"]) } else { json!([]) };
            let token = world.token(reach).await;
            let name = format!("a token for {bound:?}, own: {own}, deletes: {deletes}");
            let who = Who::Token { bound, own, deletes };
            add(&name, token["auth_token"].as_str().unwrap(), who);
        }
    }
    all
}

/// A key of the same tenant, in the other environment.
async fn live_key(world: &World, target: &Target) -> String {
    let service = &world.running.service;
    let demo: ApplicationId = target.application.parse().unwrap();
    let demo = service.store.find_application(demo).await.unwrap().unwrap();
    let live =
        service.new_application(demo.tenant_id, Environment::Live, shop("live")).await.unwrap();
    service.new_key(&live, "live", &KeyScope::ALL, None).await.unwrap().1
}

async fn ask(client: &Client, row: &Row, target: &Target, hostname: &str) -> Answer {
    let body = body(&row.method, &row.path, &target.application, hostname);
    let json = [("content-type", "application/json")];
    client.send(&row.method, &target.path(&row.path), &json, body.to_string()).await
}

#[track_caller]
fn check(due: Due, answer: &Answer, what: &str) {
    let said = || format!("{what}: {} {}", answer.status, answer.text());
    match due {
        Due::Let => {
            assert!(!matches!(answer.status, 401 | 403..=405 | 500..), "{}", said());
        }
        Due::Unknown => assert_eq!(answer.status, 401, "{}", said()),
        Due::Refused => assert_eq!(answer.status, 403, "{}", said()),
        Due::Hidden => assert_eq!(answer.status, 404, "{}", said()),
    }
}

#[tokio::test]
async fn every_route_lets_in_whom_the_contract_names_and_nobody_else() {
    let world = World::with(&[
        ("WORKER_ENABLED", "0"),
        ("RATE_LIMIT_FAILURES", "0"),
        ("RATE_LIMIT_KEY", "0"),
        // Nobody is there, and nobody's host is purged.
        ("EDGE_PURGE_URL", "http://127.0.0.1:9"),
    ])
    .await;
    let target = Target::make(&world, "own.sandbox.test").await;
    let everybody = everybody(&world, &target).await;
    let document = world.nobody().get("/openapi.json").await.ok(200);
    let (rows, _) = contract();
    let asked = operations(&document).into_iter().map(|(row, _)| row);
    let asked: Vec<Row> = asked.filter(|row| !row.scope.is_empty()).collect();
    assert!(17 < asked.len());
    for row in &asked {
        let row = rows.iter().find(|it| (&it.method, &it.path) == (&row.method, &row.path));
        let row = row.expect("the contract does not list it");
        for (nth, (name, client, who)) in everybody.iter().enumerate() {
            let what = format!("{} {} by {name}", row.method, row.path);
            let due = who.due(row);
            // Who checks or makes a domain does so for the one that is bound.
            let own = matches!(who, Who::Token { bound: Bound::Domain, .. })
                || row.path == "/v1/domains:check";
            let hostname =
                if own { target.hostname().to_owned() } else { format!("n{nth}.sandbox.test") };
            if due == Due::Let && row.path.ends_with("/events") {
                // The stream does not end by itself.
                client.stream(&target.path(&row.path)).await;
            } else if due == Due::Let && row.method == "DELETE" {
                deletes(&world, client, who, row, &what).await;
            } else {
                check(due, &ask(client, row, &target, &hostname).await, &what);
            }
        }
    }
    // After all of that, what was asked for is as it was.
    let left = world.tenant().get(&path(&target.connection, "")).await.ok(200);
    assert_ne!(left["state"], "archived");
}

/// What is deleted must not be missing for those who ask later.
async fn deletes(world: &World, client: &Client, who: &Who, row: &Row, what: &str) {
    match who {
        Who::Token { bound: Bound::Reference, .. } | Who::Key(_) => {
            let target = Target::make(world, &format!("{}.sandbox.test", new_id().simple())).await;
            check(Due::Let, &ask(client, row, &target, "").await, what);
            // An application has no room for one for each of them.
            world.tenant().delete(&format!("/v1/webhook-endpoints/{}", target.endpoint)).await;
        }
        // It reaches one connection only: whether it may delete that is tested in `access`.
        Who::Token { .. } => {}
        Who::Nobody | Who::Stranger => unreachable!("{what}"),
    }
}

#[tokio::test]
async fn lists_hold_only_what_the_caller_reaches() {
    let world = World::on_demand().await;
    let target = Target::make(&world, "own.sandbox.test").await;
    let document = world.nobody().get("/openapi.json").await.ok(200);
    let lists = operations(&document).into_iter().map(|(row, _)| row);
    let lists: Vec<Row> = lists
        .filter(|row| row.method == "GET" && !row.path.contains('{') && !row.scope.is_empty())
        .collect();
    let secrets = [&target.application, id(&target.connection), &target.key, &target.jti];
    for (name, client, who) in everybody(&world, &target).await {
        let foreign = match who {
            Who::Stranger => true,
            Who::Token { own, .. } => !own,
            Who::Nobody | Who::Key(_) => continue,
        };
        for row in lists.iter().filter(|row| who.due(row) == Due::Let) {
            let text = client.get(&row.path).await.text();
            let at = format!("{} by {name}: {text}", row.path);
            if foreign {
                // A token tells of its own application; of nobody's things in it.
                let told = secrets.iter().skip(usize::from(matches!(who, Who::Token { .. })));
                assert!(told.into_iter().all(|secret| !text.contains(*secret)), "{at}");
                assert!(!text.contains("own.sandbox.test"), "{at}");
            } else {
                assert!(text.contains("own.sandbox.test") || row.path != "/v1/connections", "{at}");
            }
        }
    }
}

#[tokio::test]
async fn no_key_makes_a_key_that_may_more_than_itself() {
    let world = World::on_demand().await;
    let keys = format!("/v1/applications/{}/keys", world.application());
    let sets: Vec<Vec<KeyScope>> = (0_u32..32)
        .map(|set| {
            let member = |(nth, scope): (usize, KeyScope)| (set & 1 << nth != 0).then_some(scope);
            KeyScope::ALL.into_iter().enumerate().filter_map(member).collect()
        })
        .collect();
    for held in sets.iter().filter(|set| set.contains(&KeyScope::AppsAdmin)) {
        let client = world.client(&world.key(held).await);
        for wanted in sets.iter().filter(|set| !set.is_empty()) {
            let words: Vec<&str> = wanted.iter().map(|scope| scope.as_str()).collect();
            let body = json!({ "name": "x", "scopes": words });
            let answer = client.post(&keys, body).await;
            if wanted.iter().all(|scope| held.contains(scope)) {
                assert_eq!(answer.ok(201)["scopes"].as_array().unwrap().len(), wanted.len());
            } else {
                answer.refused(403, "forbidden");
            }
        }
    }
}
