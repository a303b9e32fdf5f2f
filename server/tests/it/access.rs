//! Who reaches what: keys by their scopes, tokens by their reach, tenants by themselves.

use fairlead::clock::new_id;
use fairlead::service::caller::KeyScope;
use fairlead::store::Environment;
use serde_json::{Value, json};

use crate::client::Client;
use crate::world::{World, id, path, tenant};

/// Every route of the API, with a scope that it needs, and whether it takes widget tokens.
const ROUTES: [(&str, &str, KeyScope, bool); 28] = [
    ("POST", "/v1/applications", KeyScope::AppsAdmin, false),
    ("GET", "/v1/applications", KeyScope::AppsAdmin, false),
    ("GET", "/v1/applications/ID", KeyScope::AppsAdmin, false),
    ("PATCH", "/v1/applications/ID", KeyScope::AppsAdmin, false),
    ("POST", "/v1/applications/ID/keys", KeyScope::AppsAdmin, false),
    ("GET", "/v1/applications/ID/keys", KeyScope::AppsAdmin, false),
    ("DELETE", "/v1/applications/ID/keys/ID", KeyScope::AppsAdmin, false),
    ("POST", "/v1/tokens", KeyScope::ConnectionsWrite, false),
    ("DELETE", "/v1/tokens/ID", KeyScope::ConnectionsWrite, false),
    ("POST", "/v1/connections", KeyScope::ConnectionsWrite, true),
    ("GET", "/v1/connections", KeyScope::ConnectionsRead, true),
    ("GET", "/v1/connections/ID", KeyScope::ConnectionsRead, true),
    ("DELETE", "/v1/connections/ID", KeyScope::ConnectionsWrite, true),
    ("POST", "/v1/connections/ID/verify", KeyScope::ConnectionsWrite, true),
    ("POST", "/v1/connections/ID/records:check", KeyScope::ConnectionsWrite, true),
    ("GET", "/v1/connections/ID/events", KeyScope::ConnectionsRead, true),
    ("PATCH", "/v1/applications/ID", KeyScope::AppsAdmin, false),
    ("POST", "/v1/webhook-endpoints", KeyScope::WebhooksWrite, false),
    ("GET", "/v1/webhook-endpoints", KeyScope::WebhooksWrite, false),
    ("PATCH", "/v1/webhook-endpoints/ID", KeyScope::WebhooksWrite, false),
    ("DELETE", "/v1/webhook-endpoints/ID", KeyScope::WebhooksWrite, false),
    ("POST", "/v1/webhook-endpoints/ID/rotate", KeyScope::WebhooksWrite, false),
    ("GET", "/v1/webhook-deliveries", KeyScope::WebhooksWrite, false),
    ("POST", "/v1/webhook-deliveries/ID/replay", KeyScope::WebhooksWrite, false),
    ("GET", "/v1/plans", KeyScope::UsageRead, false),
    ("GET", "/v1/usage", KeyScope::UsageRead, false),
    ("GET", "/v1/subscription", KeyScope::UsageRead, false),
    ("POST", "/v1/subscription", KeyScope::AppsAdmin, false),
];

async fn call(client: &Client, method: &str, route: &str) -> crate::client::Answer {
    let path = route.replace("ID", &new_id().to_string());
    client.send(method, &path, &[("content-type", "application/json")], "{}").await
}

#[tokio::test]
async fn every_route_takes_the_keys_that_hold_its_scope_and_no_others() {
    let world = World::on_demand().await;
    for scope in KeyScope::ALL {
        let client = world.client(&world.key(&[scope]).await);
        for (method, route, needed, _) in ROUTES {
            let answer = call(&client, method, route).await;
            if scope == needed {
                assert!(!matches!(answer.status, 401 | 403 | 405 | 500..), "{scope:?} {answer:?}");
            } else {
                let error = answer.refused(403, "forbidden");
                assert!(error["message"].as_str().unwrap().contains(needed.as_str()), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn every_route_refuses_who_shows_nothing_or_nonsense() {
    let world = World::on_demand().await;
    let liars = ["sk_test_", "sk_live_demo", "nonsense", "a.b.c", ""];
    let liars = liars.map(|credential| world.client(credential));
    for client in liars.iter().chain([&world.nobody()]) {
        for (method, route, _, _) in ROUTES {
            let answer = call(client, method, route).await;
            answer.refused(401, "unauthorized");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn widget_tokens_are_taken_where_they_belong_and_nowhere_else() {
    let world = World::on_demand().await;
    let token = world.token(json!({ "reference": "c1" })).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    for (method, route, _, takes_tokens) in ROUTES {
        let answer = call(&client, method, route).await;
        let deletes = (method, route) == ("DELETE", "/v1/connections/ID");
        if takes_tokens && !deletes {
            assert!(!matches!(answer.status, 401 | 403 | 405 | 500..), "{answer:?}");
        } else {
            answer.refused(403, "forbidden");
        }
    }
}

#[tokio::test]
async fn a_token_sees_and_creates_only_what_its_reference_covers() {
    let world = World::on_demand().await;
    let mut wish = world.wish("hers.sandbox.test");
    wish["reference"] = "hers".into();
    let hers = world.tenant().post("/v1/connections", wish).await.ok(201);
    let token = world.token(json!({ "reference": "his" })).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    let his = client.post("/v1/connections", world.wish("his.sandbox.test")).await.ok(201);
    assert_eq!(his["reference"], "his");
    let mut wish = world.wish("other.sandbox.test");
    wish["reference"] = "hers".into();
    client.post("/v1/connections", wish).await.refused(403, "forbidden");
    only_sees(&client, &his, &hers).await;
}

#[tokio::test]
async fn a_token_for_a_connection_sees_that_and_creates_none() {
    let world = World::on_demand().await;
    let (first, second) =
        (world.connect("a.sandbox.test").await, world.connect("b.sandbox.test").await);
    let token = world.token(json!({ "connection_id": first["id"] })).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    for name in ["a.sandbox.test", "c.sandbox.test"] {
        client.post("/v1/connections", world.wish(name)).await.refused(403, "forbidden");
    }
    only_sees(&client, &first, &second).await;
}

#[tokio::test]
async fn a_token_for_a_domain_sees_and_creates_that_domain() {
    let world = World::on_demand().await;
    let other = world.connect("b.sandbox.test").await;
    let token = world.token(json!({ "domain": "https://A.sandbox.test/" })).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    client.post("/v1/connections", world.wish("c.sandbox.test")).await.refused(403, "forbidden");
    let made = client.post("/v1/connections", world.wish("a.sandbox.test")).await.ok(201);
    only_sees(&client, &made, &other).await;
}

async fn only_sees(client: &Client, own: &Value, foreign: &Value) {
    let list = client.get("/v1/connections").await.ok(200);
    let ids: Vec<&Value> = list["data"].as_array().unwrap().iter().map(|c| &c["id"]).collect();
    assert_eq!(ids, [&own["id"]]);
    client.get(&path(own, "")).await.ok(200);
    client.post(&path(own, "/records:check"), json!({})).await.ok(200);
    invisible(client, foreign).await;
    client.delete(&path(own, "")).await.refused(403, "forbidden");
}

/// What is not reached is like what does not exist.
async fn invisible(client: &Client, foreign: &Value) {
    client.get(&path(foreign, "")).await.refused(404, "not_found");
    client.get(&path(foreign, "/events")).await.refused(404, "not_found");
    client.post(&path(foreign, "/verify"), json!({})).await.refused(404, "not_found");
    client.post(&path(foreign, "/records:check"), json!({})).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_token_deletes_only_where_it_is_allowed_to() {
    let world = World::on_demand().await;
    let made = world.connect("a.sandbox.test").await;
    let body = json!({ "connection_id": made["id"], "allow": ["delete"] });
    let token = world.token(body).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    let other = world.connect("b.sandbox.test").await;
    client.delete(&path(&other, "")).await.refused(404, "not_found");
    assert_eq!(client.delete(&path(&made, "")).await.ok(200)["state"], "archived");
}

#[tokio::test]
async fn a_token_needs_a_reach_of_its_own_application() {
    let world = World::on_demand().await;
    let demo = world.application();
    let client = world.tenant();
    let mint = async |body: Value| client.post("/v1/tokens", body).await;
    mint(json!({ "application_id": demo })).await.refused(400, "invalid");
    mint(json!({ "application_id": new_id(), "reference": "x" })).await.refused(404, "not_found");
    let nowhere = json!({ "application_id": demo, "connection_id": new_id() });
    mint(nowhere).await.refused(404, "not_found");
    for ttl in [0, 59, 3601, -1] {
        let body = json!({ "application_id": demo, "reference": "x", "ttl_seconds": ttl });
        let error = mint(body).await.refused(400, "invalid");
        assert_eq!(error["details"]["fields"], json!(["ttl_seconds"]));
    }
    let (sibling, _) = world.sibling().await;
    let made = world.connect("a.sandbox.test").await;
    let crossed = json!({ "application_id": sibling.id, "connection_id": made["id"] });
    mint(crossed).await.refused(404, "not_found");
    let token = world.token(json!({ "reference": "x" })).await;
    let customer = world.client(token["auth_token"].as_str().unwrap());
    let wish = json!({ "application_id": sibling.id, "hostname": "b.sandbox.test" });
    customer.post("/v1/connections", wish).await.refused(404, "not_found");
}

#[tokio::test]
async fn another_tenants_things_do_not_exist() {
    let world = World::on_demand().await;
    let made = world.connect("a.sandbox.test").await;
    let token = world.token(json!({ "reference": "x" })).await;
    let (other, key) = tenant(&world.running, Environment::Test).await;
    let stranger = world.client(&key);
    invisible(&stranger, &made).await;
    stranger.delete(&path(&made, "")).await.refused(404, "not_found");
    let demo = format!("/v1/applications/{}", world.application());
    stranger.get(&demo).await.refused(404, "not_found");
    stranger.patch(&demo, json!({ "name": "mine" })).await.refused(404, "not_found");
    stranger.get(&format!("{demo}/keys")).await.refused(404, "not_found");
    let body = json!({ "name": "mine", "scopes": ["connections:read"] });
    stranger.post(&format!("{demo}/keys"), body).await.refused(404, "not_found");
    stranger.post("/v1/connections", world.wish("b.sandbox.test")).await.refused(404, "not_found");
    let jti = token["jti"].as_str().unwrap();
    stranger.delete(&format!("/v1/tokens/{jti}")).await.refused(404, "not_found");
    let applications = stranger.get("/v1/applications").await.ok(200);
    assert_eq!(applications["data"].as_array().unwrap().len(), 1);
    assert_eq!(applications["data"][0]["id"], json!(other.id));
    assert_eq!(stranger.get("/v1/connections").await.ok(200)["data"], json!([]));
    world.client(token["auth_token"].as_str().unwrap()).get("/v1/connections").await.ok(200);
}

#[tokio::test]
async fn a_key_reaches_its_application_and_admin_keys_their_tenants() {
    let world = World::on_demand().await;
    let (sibling, narrow) = world.sibling().await;
    let narrow = world.client(&narrow);
    let demos = world.connect("a.sandbox.test").await;
    invisible(&narrow, &demos).await;
    assert_eq!(narrow.get("/v1/connections").await.ok(200)["data"], json!([]));
    let filtered = format!("/v1/connections?application_id={}", world.application());
    assert_eq!(narrow.get(&filtered).await.ok(200)["data"], json!([]));
    let wish = json!({ "application_id": sibling.id, "hostname": "b.sandbox.test" });
    let made = narrow.post("/v1/connections", wish).await.ok(201);
    assert_eq!(world.tenant().get(&path(&made, "")).await.ok(200)["id"], made["id"]);
    let (live, live_key) = tenant(&world.running, Environment::Live).await;
    let live_key = world.client(&live_key);
    invisible(&live_key, &made).await;
    assert_eq!(live_key.get("/v1/applications").await.ok(200)["data"][0]["id"], json!(live.id));
}

#[tokio::test]
async fn a_key_grants_only_scopes_that_it_holds() {
    let world = World::on_demand().await;
    let keys = format!("/v1/applications/{}/keys", world.application());
    let admin = world.client(&world.key(&[KeyScope::AppsAdmin]).await);
    let body = json!({ "name": "more", "scopes": ["apps:admin", "connections:write"] });
    admin.post(&keys, body).await.refused(403, "forbidden");
    for scopes in [json!([]), json!(["everything"])] {
        let error = admin
            .post(&keys, json!({ "name": "x", "scopes": scopes }))
            .await
            .refused(400, "invalid");
        assert_eq!(error["details"]["fields"], json!(["scopes"]));
    }
    let body = json!({ "name": "same", "scopes": ["apps:admin"] });
    let made = admin.post(&keys, body).await.ok(201);
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("sk_test_") && secret.len() == "sk_test_".len() + 43, "{secret}");
    assert!(secret.ends_with(made["last4"].as_str().unwrap()));
    let listed = admin.get(&keys).await.text();
    assert!(listed.contains(id(&made)) && !listed.contains(secret));
}

/// Sooner than a stream would look by itself, which it does every two seconds.
async fn at_once<T>(ending: impl Future<Output = T>) -> T {
    let soon = std::time::Duration::from_millis(1800);
    tokio::time::timeout(soon, ending).await.expect("the stream goes on")
}

#[tokio::test]
async fn a_revoked_key_is_refused_at_once_and_its_stream_ends() {
    let world = World::on_demand().await;
    let keys = format!("/v1/applications/{}/keys", world.application());
    let body = json!({ "name": "x", "scopes": ["connections:read"] });
    let made = world.tenant().post(&keys, body).await.ok(201);
    let client = world.client(made["secret"].as_str().unwrap());
    let connection = world.connect("a.sandbox.test").await;
    let mut stream = client.stream(&path(&connection, "/events")).await;
    stream.next().await.unwrap();
    let key = format!("{keys}/{}", id(&made));
    world.tenant().delete(&key).await.ok(204);
    at_once(stream.end()).await;
    client.get("/v1/connections").await.refused(401, "unauthorized");
    world.tenant().delete(&key).await.ok(204);
}

#[tokio::test]
async fn a_revoked_token_is_refused_at_once_and_its_streams_end() {
    let world = World::on_demand().await;
    let made = world.connect("a.sandbox.test").await;
    let token = world.token(json!({ "connection_id": made["id"] })).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    let address = crate::sessions::address(&token);
    let mut stream = client.stream(&path(&made, "/events")).await;
    stream.next().await.unwrap();
    let mut page = world.nobody().stream(&format!("{address}/events")).await;
    page.next().await.unwrap();
    let jti = token["jti"].as_str().unwrap();
    world.tenant().delete(&format!("/v1/tokens/{jti}")).await.ok(204);
    let ended = at_once(async { (stream.end().await, page.end().await) }).await;
    assert_eq!(ended.1.unwrap().name, "end");
    client.get("/v1/connections").await.refused(401, "unauthorized");
    assert_eq!(world.nobody().get(&address).await.status, 410);
}
