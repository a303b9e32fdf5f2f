//! What an edge is told: whether a name may have a certificate, and where its visitors go.

use fairlead::store::Environment;
use hyper::header::HeaderMap;
use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::world::{World, gate, path, tenant};

async fn route(inside: &Client, host: &str) -> Answer {
    inside.send("GET", "/internal/route", &[("x-forwarded-host", host)], "").await
}

fn told(headers: &HeaderMap, name: &str) -> String {
    headers[name].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_gate_opens_for_live_names_and_for_no_others() {
    let world = World::on_demand().await;
    let name = "shop.sandbox.test";
    let deny = |why: &str| (403, why.to_owned());
    assert_eq!(world.ask(name).await, deny("unknown_name"));
    let made = world.connect(name).await;
    assert_eq!(world.ask(name).await.0, 403);
    world.check(&made).await;
    assert_eq!(world.ask(name).await, deny("not_verified"));
    assert!(world.visit(name).await.is_err());
    world.obey(&made, &["ownership"]).await;
    world.check(&made).await;
    assert_eq!(world.ask(name).await, deny("would_be_refused"));
    assert!(world.visit(name).await.is_err());
    world.obey(&made, &["routing"]).await;
    world.check(&made).await;
    for asked in [name, "SHOP.Sandbox.Test", "shop.sandbox.test."] {
        assert_eq!(world.ask(asked).await.0, 200, "{asked}");
    }
    for asked in ["a.shop.sandbox.test", "sandbox.test", "xshop.sandbox.test", "127.0.0.1", "%00"] {
        assert_eq!(world.ask(asked).await, deny("unknown_name"), "{asked}");
    }
    world.visit(name).await.unwrap();
    // Whoever says nothing of what it accepts gets no words.
    for (asked, status) in [(name, 200), ("nobody.sandbox.test", 403)] {
        let silent = world.inside().get(&format!("/internal/ask?domain={asked}")).await;
        assert_eq!((silent.status, silent.bytes.len()), (status, 0), "{asked}");
        assert_eq!(silent.header("content-length"), "0");
    }
    world.tenant().delete(&path(&made, "")).await.ok(200);
    assert_eq!(world.ask(name).await, deny("ended"));
    world.inside().get("/internal/ask").await.refused(400, "invalid");
    world.inside().get("/internal/ask?name=x").await.refused(400, "invalid");
}

#[tokio::test]
async fn a_wildcard_claim_opens_no_name_below_it() {
    let world = World::on_demand().await;
    let made = world.connect("*.shop.sandbox.test").await;
    assert_eq!(made["kind"], "wildcard");
    world.obey(&made, &["ownership", "routing"]).await;
    let checked = world.check(&made).await;
    assert_ne!(checked["state"], "live");
    assert_eq!(world.ask("a.shop.sandbox.test").await.0, 403);
    assert_eq!(world.ask("shop.sandbox.test").await.0, 403);
    assert_eq!(world.ask("*.shop.sandbox.test").await.0, 403);
}

#[tokio::test]
async fn a_name_without_certificate_gets_one_attempt_then_waits_twice_as_long() {
    let world = World::on_demand().await;
    let running = world.production(None).await;
    let (made, client) = issuing(&world, &running).await;
    let inside = Client::new(running.internal, None);
    let look = async || client.post(&path(&made, "/records:check"), json!({})).await.ok(200);
    let name = "shop.sandbox.test";
    assert_eq!(gate(&inside, name).await, (200, String::new()));
    for _ in 0..3 {
        assert_eq!(gate(&inside, name).await, (403, "attempt_paused".to_owned()));
    }
    world.advance(11 * 60).await;
    look().await;
    assert_eq!(gate(&inside, name).await.1, "attempt_paused");
    world.advance(60).await;
    look().await;
    assert_eq!(gate(&inside, name).await.0, 200);
    assert_eq!(gate(&inside, name).await.1, "attempt_paused");
    world.advance(13 * 60).await;
    look().await;
    assert_eq!(gate(&inside, name).await.1, "attempt_paused");
    world.advance(11 * 60).await;
    assert_eq!(gate(&inside, name).await.1, "not_observed");
    look().await;
    assert_eq!(gate(&inside, name).await.0, 200);
}

/// A hostname whose records are right, on a server that has no edge to visit.
async fn issuing(world: &World, running: &fairlead::serve::Running) -> (Value, Client) {
    let (application, key) = tenant(running, Environment::Live).await;
    let client = Client::new(running.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    world.obey(&made, &["ownership", "routing"]).await;
    let mut stream = client.stream(&path(&made, "/events")).await;
    stream.until(|now| now["state"] == "issuing_cert").await;
    (made, client)
}

#[tokio::test]
async fn names_for_trying_out_never_reach_an_edge_for_customers() {
    let world = World::on_demand().await;
    let running = world.production(None).await;
    let (application, key) = tenant(&running, Environment::Test).await;
    let client = Client::new(running.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    world.obey(&made, &["ownership", "routing"]).await;
    let mut stream = client.stream(&path(&made, "/events")).await;
    stream.until(|now| now["state"] == "issuing_cert").await;
    let inside = Client::new(running.internal, None);
    assert_eq!(gate(&inside, "shop.sandbox.test").await, (403, "unknown_name".to_owned()));
    let (_, live) = tenant(&running, Environment::Live).await;
    assert!(live.starts_with("sk_live_") && key.starts_with("sk_test_"));
    Client::new(running.listen, Some(&live)).get(&path(&made, "")).await.refused(404, "not_found");
    Client::new(running.listen, None).get("/sandbox").await.refused(404, "not_found");
    Client::new(running.listen, None).get("/demo").await.refused(404, "not_found");
}

#[tokio::test]
async fn visitors_are_sent_to_the_applications_origin_with_an_assertion() {
    let world = World::on_demand().await;
    let inside = world.inside();
    route(&inside, "shop.sandbox.test").await.refused(404, "not_found");
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    route(&inside, "shop.sandbox.test").await.refused(404, "not_found");
    world.obey(&made, &["ownership", "routing"]).await;
    world.check(&made).await;
    for host in ["shop.sandbox.test", "Shop.sandbox.test:443", "shop.sandbox.test."] {
        let answer = route(&inside, host).await;
        answer.ok(200);
        assert!(told(&answer.headers, "x-fairlead-upstream").starts_with("127.0.0.1:"));
        assert_eq!(told(&answer.headers, "x-fairlead-scheme"), "http");
        let assertion = told(&answer.headers, "x-fairlead-assertion");
        assert_eq!(assertion.split('.').count(), 3);
        // Whoever sees it can't come back with it as a visitor of the widget.
        world.client(&assertion).get("/v1/connections").await.refused(401, "unauthorized");
    }
    world.tenant().delete(&path(&made, "")).await.ok(200);
    route(&inside, "shop.sandbox.test").await.refused(410, "gone");
    world.nobody().get("/internal/route").await.refused(404, "not_found");
}

#[tokio::test]
async fn a_changed_origin_is_followed_by_the_edge() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    let application = format!("/v1/applications/{}", world.application());
    let body = json!({ "origin": "https://origin.acme.example" });
    world.tenant().patch(&application, body).await.ok(200);
    let mut stream = world.tenant().stream(&path(&made, "/events")).await;
    stream.next().await.unwrap();
    loop {
        let answer = route(&world.inside(), "shop.sandbox.test").await;
        if told(&answer.headers, "x-fairlead-upstream") == "origin.acme.example:443" {
            break;
        }
        world.advance(1).await;
        world.nobody().get("/readyz").await.ok(200);
    }
}

#[tokio::test]
async fn visitors_never_reach_another_tenant_that_wanted_the_same_name() {
    let world = World::start().await;
    let (other, key) = tenant(&world.running, Environment::Test).await;
    let wish = json!({ "application_id": other.id, "hostname": "shop.sandbox.test" });
    let stranger = world.client(&key);
    let theirs = stranger.post("/v1/connections", wish).await.ok(201);
    let mut stream = stranger.stream(&path(&theirs, "/events")).await;
    stream.until(|now| now["state"] == "pending_ownership").await;
    let made = world.connect("shop.sandbox.test").await;
    world.obey(&made, &["ownership", "routing"]).await;
    let mut stream = world.tenant().stream(&path(&made, "/events")).await;
    stream.until(|now| now["state"] == "live").await;
    let upstream = route(&world.inside(), "shop.sandbox.test").await.headers;
    assert_ne!(told(&upstream, "x-fairlead-upstream"), "127.0.0.1:9");
    world.visit("shop.sandbox.test").await.unwrap();
}
