//! The API's surface: what the document says, what the router answers, what the contract lists.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use fairlead::http::{App, router};
use fairlead::service::caller::KeyScope;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use crate::client::{Answer, Client};
use crate::world::{KEY, World, id};

/// The contract's table.
const ROUTES: &str = include_str!("../../../docs/contract-routes.md");
/// Where the routes are put together.
const ROUTER: &str = include_str!("../../src/http/router.rs");

/// One row of the contract's table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub(crate) path: String,
    pub(crate) method: String,
    /// What a key must hold; empty where anybody may ask.
    pub(crate) scope: String,
    /// `yes`, `no`, or what its `allow` must have.
    pub(crate) token: String,
}

/// The contract's rows: those that exist, and those of later work.
pub(crate) fn contract() -> (Vec<Row>, Vec<Row>) {
    let rows = ROUTES.lines().filter(|line| line.contains("| `/"));
    let rows = rows.map(|line| {
        let cell = |nth| line.split('|').nth(nth).unwrap().trim().replace('`', "");
        let method = cell(1);
        let later = method.contains('†');
        let method = method.trim_end_matches('†').trim().to_owned();
        (later, Row { method, path: cell(2), scope: cell(3), token: cell(4) })
    });
    let (later, rows): (Vec<_>, Vec<_>) = rows.partition(|(later, _)| *later);
    let strip = |rows: Vec<(bool, Row)>| rows.into_iter().map(|(_, row)| row).collect();
    (strip(rows), strip(later))
}

/// The document's operations as such rows, each with itself.
pub(crate) fn operations(document: &Value) -> Vec<(Row, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(verb, operation)| {
            let text = |field: &str| operation[field].as_str().unwrap_or_default().to_owned();
            let row = Row {
                path: path.clone(),
                method: verb.to_uppercase(),
                scope: text("x-scope"),
                token: text("x-widget-token"),
            };
            (row, operation)
        })
    });
    all.collect()
}

/// A body that a route takes, as far as one can be given without knowing more.
pub(crate) fn body(method: &str, path: &str, application: &str, hostname: &str) -> Value {
    match (method, path) {
        ("POST", "/v1/applications") => {
            json!({ "name": "a shop", "record_template": { "cname_target": "edge.sandbox.test" } })
        }
        ("PATCH", "/v1/applications/{id}") => json!({ "name": "another shop" }),
        ("POST", "/v1/applications/{id}/keys") => {
            json!({ "name": "a key", "scopes": ["apps:admin"] })
        }
        ("POST", "/v1/tokens") => json!({ "application_id": application, "reference": "c1" }),
        ("POST", "/v1/connections") => {
            json!({ "application_id": application, "hostname": hostname })
        }
        ("POST", "/v1/domains:check") => json!({ "domain": hostname }),
        ("POST", "/v1/cache:purge") => json!({ "hosts": [hostname] }),
        ("PATCH", "/v1/connections/{id}") => json!({ "ssl": { "method": "http", "type": "dv" } }),
        ("POST", "/v1/subscription") => json!({ "plan": "unlimited" }),
        ("POST", "/v1/webhook-endpoints") => {
            json!({ "url": "http://127.0.0.1:9/hook", "events": [] })
        }
        _ => json!({}),
    }
}

async fn document(world: &World) -> Value {
    world.nobody().get("/openapi.json").await.ok(200)
}

#[tokio::test]
async fn the_document_lists_what_the_contract_lists() {
    let world = World::on_demand().await;
    let document = document(&world).await;
    assert_eq!(document["openapi"], "3.1.0");
    let told: BTreeSet<Row> = operations(&document).into_iter().map(|(row, _)| row).collect();
    let (promised, later) = contract();
    assert_eq!(told, promised.into_iter().collect());
    for row in later {
        let exists = told.iter().any(|it| (&it.method, &it.path) == (&row.method, &row.path));
        assert!(!exists, "{row:?} exists: it is not of later work");
    }
}

#[tokio::test]
async fn the_router_answers_what_the_document_lists_and_nothing_else() {
    let world = World::on_demand().await;
    let document = document(&world).await;
    let told: BTreeSet<(String, String)> =
        operations(&document).into_iter().map(|(row, _)| (row.path, row.method)).collect();
    let client = world.nobody();
    for path in document["paths"].as_object().unwrap().keys() {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let answer = client.send(method, &path.replace(['{', '}'], "x"), &[], "").await;
            let unknown = answer.status == 400 && answer.text().contains("method is not known");
            let listed = told.contains(&(path.clone(), method.to_owned()));
            assert_eq!(!unknown, listed, "{method} {path}: {}", answer.status);
            assert_ne!(answer.status, 404, "{method} {path}");
        }
    }
    // Whatever stands in the router's source under `/v1` went through the document.
    let written: BTreeSet<&str> =
        ROUTER.split('"').filter(|text| text.starts_with("/v1/")).collect();
    let paths = document["paths"].as_object().unwrap().keys().map(String::as_str);
    assert_eq!(written, paths.filter(|path| path.starts_with("/v1/")).collect());
}

#[tokio::test]
async fn every_operation_says_what_it_is_and_how_it_fails() {
    let world = World::on_demand().await;
    let document = document(&world).await;
    let codes = app::domain::problem::Code::ALL.map(|code| json!(code));
    for (row, operation) in operations(&document) {
        let known = document["tags"].as_array().unwrap().iter();
        assert!(known.map(|tag| &tag["name"]).any(|tag| *tag == operation["tags"][0]), "{row:?}");
        assert!(!operation["summary"].as_str().unwrap().is_empty(), "{row:?} has no summary");
        let responses = operation["responses"].as_object().unwrap();
        assert_eq!(responses.keys().filter(|status| status.starts_with('2')).count(), 1);
        for (status, response) in responses {
            assert!(response["headers"]["X-Request-Id"].is_object(), "{row:?} {status}");
            let limited = row.path.starts_with("/v1/");
            assert_eq!(response["headers"]["RateLimit"].is_object(), limited, "{row:?} {status}");
            if status.starts_with('2') {
                continue;
            }
            let schema = &response["content"]["application/json"]["schema"]["allOf"];
            assert_eq!(schema[0]["$ref"], "#/components/schemas/Error", "{row:?} {status}");
            let told = &schema[1]["properties"]["error"]["properties"]["code"]["enum"];
            let told = told.as_array().unwrap();
            assert!(!told.is_empty() && told.iter().all(|code| codes.contains(code)), "{told:?}");
        }
        if row.scope.is_empty() {
            assert_eq!(operation["security"], json!([]), "{row:?}");
            continue;
        }
        for status in ["401", "403", "429", "500", "503"] {
            let told = responses.contains_key(status);
            assert!(told, "{row:?} does not tell of {status}");
        }
        let schemes = operation["security"].as_array().unwrap().len();
        assert_eq!(schemes, if row.token == "no" { 1 } else { 2 }, "{row:?}");
        assert!(!row.path.contains('{') || responses.contains_key("404"), "{row:?}");
    }
}

#[tokio::test]
async fn every_schema_that_is_pointed_to_is_there() {
    fn pointers<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str));
                fields.values().for_each(|value| pointers(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| pointers(value, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let world = World::on_demand().await;
    let document = document(&world).await;
    let mut found = Vec::new();
    pointers(&document, &mut found);
    assert!(20 < found.len(), "{found:?}");
    for pointer in found {
        let path = pointer.strip_prefix('#').unwrap();
        assert!(document.pointer(path).is_some(), "{pointer}");
    }
}

#[tokio::test]
async fn the_reference_shows_every_route_and_loads_nothing_from_elsewhere() {
    let world = World::on_demand().await;
    let document = document(&world).await;
    let answer = world.nobody().get("/docs").await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").starts_with("text/html"));
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    let page = answer.text();
    for (row, operation) in operations(&document) {
        assert!(page.contains(&format!("<code>{}</code>", row.path)), "{row:?}");
        assert!(page.contains(&format!("id=\"{}\"", operation["operationId"].as_str().unwrap())));
    }
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(page.contains(&format!("id=\"schema-{name}\"")), "{name}");
    }
    assert!(!page.contains("<script") && !page.contains("style="));
    assert!(!page.contains("src=") && !page.contains("href=\"http"), "something from elsewhere");
    let style = world.nobody().get("/docs/docs.css").await;
    assert!(style.text().contains("--accent"));
}

/// `"name";key=value` as numbers, by the header's names.
fn told(answer: &Answer, header: &str) -> (String, Vec<i64>) {
    let mut parts = answer.header(header).split(';');
    let name = parts.next().unwrap().trim_matches('"').to_owned();
    (name, parts.map(|part| part.split_once('=').unwrap().1.parse().unwrap()).collect())
}

#[tokio::test]
async fn every_answer_of_the_api_tells_how_often_one_may_ask() {
    let world = World::with(&[("WORKER_ENABLED", "0"), ("RATE_LIMIT_KEY", "50")]).await;
    let (key, nobody) = (world.tenant(), world.nobody());
    let token = world.token(json!({ "reference": "c1" })).await;
    let token = world.client(token["auth_token"].as_str().unwrap());
    for (client, policy, quota) in [(&key, "key", 50), (&token, "token", 600)] {
        for path in ["/v1/connections", "/v1/connections/none", "/v1/nowhere", "/v1/applications"] {
            let answer = client.get(path).await;
            let at = format!("{policy} {path}");
            assert_eq!(told(&answer, "ratelimit-policy"), (policy.into(), vec![quota, 60]), "{at}");
            let (name, left) = told(&answer, "ratelimit");
            assert_eq!(name, policy, "{at}");
            assert!((0..quota).contains(&left[0]) && (1..=60).contains(&left[1]), "{left:?}");
        }
    }
    for path in ["/v1/connections", "/v1/nowhere"] {
        assert_eq!(told(&nobody.get(path).await, "ratelimit-policy").0, "address");
    }
    for (client, path) in [(&nobody, "/healthz"), (&world.inside(), "/internal/ask?domain=a.test")]
    {
        assert!(!client.get(path).await.headers.contains_key("ratelimit"), "{path}");
    }
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_again() {
    let world = World::with(&[("WORKER_ENABLED", "0"), ("RATE_LIMIT_KEY", "3")]).await;
    let client = world.client(&world.key(&KeyScope::ALL).await);
    for left in [2, 1, 0] {
        assert_eq!(told(&client.get("/v1/connections").await, "ratelimit").1[0], left);
    }
    let answer = client.get("/v1/connections").await;
    answer.refused(429, "rate_limited");
    assert_eq!(told(&answer, "ratelimit").1[0], 0);
    let wait: i64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    // Another key has a quota of its own, and so has the first one again when it is told.
    world.client(&world.key(&KeyScope::ALL).await).get("/v1/connections").await.ok(200);
    world.advance(wait).await;
    client.get("/v1/connections").await.ok(200);
    client.get("/v1/connections").await.refused(429, "rate_limited");
}

#[tokio::test]
async fn who_guesses_is_held_up_and_nobody_else_is() {
    let world = World::with(&[("WORKER_ENABLED", "0"), ("RATE_LIMIT_FAILURES", "5")]).await;
    let good = world.tenant();
    good.get("/v1/connections").await.ok(200);
    for guess in 0..5 {
        let liar = world.client(&format!("sk_test_guess{guess}"));
        liar.get("/v1/connections").await.refused(401, "unauthorized");
    }
    let answer = world.client("sk_test_guess").get("/v1/connections").await;
    answer.refused(429, "rate_limited");
    assert_eq!(told(&answer, "ratelimit-policy").0, "address");
    world.nobody().get("/v1/connections").await.refused(429, "rate_limited");
    // A credential that nobody looked at is none.
    world.client("sk_test_other").get("/v1/nothing").await.refused(429, "rate_limited");
    // Who was good before is let in from the same address.
    good.get("/v1/connections").await.ok(200);
    // A proxy on this machine tells of other addresses; what others wrote before it is not taken.
    let from = async |address: &str| {
        let headers = [("x-forwarded-for", address)];
        world.nobody().send("GET", "/v1/connections", &headers, "").await.status
    };
    assert_eq!(from("192.0.2.1").await, 401);
    for nth in 0..4 {
        assert_eq!(from(&format!("198.51.100.{nth}, 192.0.2.1")).await, 401);
    }
    assert_eq!(from("198.51.100.9, 192.0.2.1").await, 429);
    assert_eq!(from("192.0.2.2").await, 401);
    world.advance(60).await;
    world.nobody().get("/v1/connections").await.refused(401, "unauthorized");
    for guess in 0..4 {
        let liar = world.client(&format!("sk_test_more{guess}"));
        liar.get("/v1/nothing").await.refused(404, "not_found");
    }
    world.client("sk_test_last").get("/v1/nothing").await.refused(429, "rate_limited");
}

#[tokio::test]
async fn every_creation_is_done_once_for_each_key() {
    let world = World::on_demand().await;
    let document = document(&world).await;
    let (application, client) = (world.application(), world.tenant());
    for (nth, (row, operation)) in operations(&document).into_iter().enumerate() {
        if operation["responses"]["201"].is_null() {
            continue;
        }
        let made = world.connect(&format!("for{nth}.sandbox.test")).await;
        let endpoint = json!({ "url": "http://127.0.0.1:9/hook" });
        let endpoint = client.post("/v1/webhook-endpoints", endpoint).await.ok(201);
        let target = match row.path.split('/').nth(2) {
            Some("connections") => id(&made),
            Some("webhook-endpoints") => id(&endpoint),
            _ => &application,
        };
        let path = row.path.replace("{id}", target);
        let once = [("content-type", "application/json"), ("idempotency-key", &*row.path)];
        let send = async |hostname: &str, more: &str| {
            let mut body = body(&row.method, &row.path, &application, hostname);
            if !more.is_empty() {
                body["no_such_field"] = more.into();
            }
            client.send("POST", &path, &once, body.to_string()).await
        };
        let first = send("once.sandbox.test", "").await;
        let made = first.ok(201);
        let again = send("once.sandbox.test", "").await;
        assert_eq!(again.header("idempotency-replayed"), "true", "{row:?}");
        let replayed = again.ok(201);
        for (field, value) in replayed.as_object().unwrap() {
            assert!(made[field] == *value || field == "secret_omitted", "{row:?}: {field}");
        }
        send("once.sandbox.test", "other").await.refused(409, "idempotency_mismatch");
    }
}

#[tokio::test]
async fn whatever_a_caller_sends_is_refused_in_the_one_envelope() {
    let world = World::on_demand().await;
    let client = world.tenant();
    let application = format!("/v1/applications/{}", world.application());
    for (kind, content) in
        [("text/plain", "{}"), ("application/json", "\u{0}"), ("application/json", "{\"a\":")]
    {
        let headers = [("content-type", kind)];
        let answer = client.send("PATCH", &application, &headers, content).await;
        answer.refused(400, "invalid");
    }
    client.send("PATCH", &application, &[], "{}").await.refused(400, "invalid");
    client.send("PUT", "/v1/connections", &[], "").await.refused(400, "invalid");
    client.get("/v1/connections?limit=1&limit=2").await.refused(400, "invalid");
    client.get("/v1/connections?unknown=1").await.refused(400, "invalid");
    client.get("/v1/connections/%ff").await.refused(404, "not_found");
    client.delete("/v1/tokens/%ff").await.refused(404, "not_found");
    client.delete(&format!("{application}/keys/%ff")).await.refused(404, "not_found");
    for name in ["", " ", "é"] {
        let headers = [("idempotency-key", name), ("content-type", "application/json")];
        let answer = client.send("POST", "/v1/tokens", &headers, "{}").await;
        answer.refused(400, "invalid");
    }
}

#[tokio::test]
async fn a_handler_that_panics_answers_in_the_one_envelope_too() {
    let world = World::on_demand().await;
    let app = App::new(Arc::clone(&world.running.service), None, CancellationToken::new());
    let boom = || async { assert!(KEY.is_empty(), "the test's own") };
    let router = router::public(app, Router::new().route("/v1/boom", get(boom)));
    let request = axum::http::Request::get("/v1/boom").body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 500);
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let body = axum::body::to_bytes(response.into_body(), 4096).await.unwrap();
    let error: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(error["error"]["code"], "internal");
    assert_eq!(error["error"]["request_id"], id);
    assert!(!error.to_string().contains("the test's own"));
}

#[tokio::test]
async fn requests_have_distinct_ids_and_none_is_taken_over() {
    let world = World::on_demand().await;
    let mine = [("x-request-id", "mine")];
    let ask = async |client: &Client| {
        let answer = client.send("GET", "/v1/connections", &mine, "").await;
        answer.header("x-request-id").to_owned()
    };
    let (first, second) = (ask(&world.tenant()).await, ask(&world.nobody()).await);
    assert!(first != second && first != "mine" && second != "mine", "{first} {second}");
}
