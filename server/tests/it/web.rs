//! What web servers say once the records are right: the path by which CAs check, from outside.

use fairlead::service::check::LEASE;
use serde_json::{Value, json};

use crate::client::Client;
use crate::world::{World, codes, finding, id};

const TOKEN: &str = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA";

/// What the edge answers a CA.
async fn challenge(client: &Client, host: &str, token: &str) -> (u16, String) {
    let path = format!("/.well-known/acme-challenge/{token}");
    let answer = client.send("GET", &path, &[("x-forwarded-host", host)], "").await;
    (answer.status, answer.text())
}

fn edge(world: &World) -> Client {
    Client::new(world.guide["edge_http_addr"].as_str().unwrap().parse().unwrap(), None)
}

#[tokio::test]
async fn the_marker_is_told_inside_for_names_and_tokens_alone() {
    let world = World::on_demand().await;
    let inside = world.inside();
    let (status, marker) = challenge(&inside, "shop.sandbox.test", TOKEN).await;
    assert_eq!(status, 200);
    assert!(marker.starts_with("fairlead-marker v1 "), "{marker}");
    assert_eq!(challenge(&inside, "Shop.Sandbox.Test.:80", TOKEN).await.1, marker);
    assert_ne!(challenge(&inside, "blog.sandbox.test", TOKEN).await.1, marker);
    assert_ne!(challenge(&inside, "shop.sandbox.test", "other").await.1, marker);
    let long = "a".repeat(129);
    for token in ["a.b", "a%20b", "a%ff", "a=", &long] {
        let path = format!("/.well-known/acme-challenge/{token}");
        inside.get(&path).await.refused(404, "not_found");
    }
    let path = format!("/.well-known/acme-challenge/{TOKEN}");
    let nameless = [("x-forwarded-host", "not a name")];
    inside.send("GET", &path, &nameless, "").await.refused(404, "not_found");
    // Never from outside: whoever could ask there for any name would have its marker.
    world.nobody().get(&path).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_domain_whose_challenge_path_is_intercepted_is_told_who_answers() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    assert_eq!(codes(&world.check(&made).await), Vec::<&str>::new());
    world.fault("edge", "intercept").await;
    let checked = world.check(&made).await;
    let told = finding(&checked, "acme_path_intercepted");
    assert_eq!(told["params"]["server"], "nginx");
    assert_eq!(told["params"]["status"], 404);
    assert_eq!(told["severity"], "blocking");
    let visit = &told["evidence"][0];
    assert_eq!(visit["hops"][0]["address"], world.guide["edge_http_addr"], "{visit:#}");
    // It is said, and stops nothing that runs.
    assert_eq!(checked["state"], "live");
    world.fault("edge", "redirect_loop").await;
    finding(&world.check(&made).await, "redirect_loop");
    world.fault("edge", "http_down").await;
    let down = world.check(&made).await;
    let told = finding(&down, "http_unreachable");
    assert_eq!(
        (&told["params"]["address"], &told["actor"]),
        (&json!("127.0.0.1"), &json!("operator"))
    );
    world.fault("edge", "none").await;
    assert_eq!(codes(&world.check(&made).await), Vec::<&str>::new());
}

#[tokio::test]
async fn everything_but_the_challenge_path_is_sent_to_https() {
    let world = World::on_demand().await;
    let edge = edge(&world);
    let path = "/a/b?c=d";
    let answer = edge.send("GET", path, &[("host", "shop.sandbox.test")], "").await;
    let tls: std::net::SocketAddr = world.guide["edge_addr"].as_str().unwrap().parse().unwrap();
    assert_eq!(answer.status, 308);
    let to = format!("https://shop.sandbox.test:{}{path}", tls.port());
    assert_eq!(answer.headers["location"], to.as_str());
}

#[tokio::test]
async fn web_servers_are_asked_only_where_the_name_leads_to_them() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.fault("edge", "intercept").await;
    world.obey(&made, &["ownership"]).await;
    world.publish("shop.sandbox.test", "A", 5, &["127.0.0.9"]).await;
    let checked = world.check(&made).await;
    let of_the_web = |checked: &Value| codes(checked).contains(&"acme_path_intercepted");
    assert!(!of_the_web(&checked), "{checked:#}");
    world.withdraw("shop.sandbox.test", "A").await;
    world.obey(&made, &["routing"]).await;
    assert!(of_the_web(&world.check(&made).await));
}

#[tokio::test]
async fn while_nobody_asks_web_servers_are_left_in_peace() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    let service = &world.running.service;
    let connection = id(&made).parse().unwrap();
    let look = async || {
        let now = world.clock.now();
        service.store.take_lease(connection, now, LEASE).await.unwrap().unwrap();
        let leased = service.store.find_connection(connection).await.unwrap().unwrap();
        service.check_taken(leased).await.unwrap();
        codes(&world.read(&made).await).contains(&"acme_path_intercepted")
    };
    world.fault("edge", "intercept").await;
    world.advance(50).await;
    assert!(!look().await);
    world.advance(11).await;
    assert!(look().await);
    world.fault("edge", "none").await;
    // What was seen is still known…
    assert!(look().await);
    // … and whoever asks is told what is.
    assert_eq!(codes(&world.check(&made).await), Vec::<&str>::new());
}

#[tokio::test]
async fn a_handshake_never_asks_the_gate_for_more_than_the_one_attempt() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    let asks = async || {
        let metrics = world.inside().get("/metrics").await.text();
        let asks = metrics.lines().filter(|line| line.contains("asks_total{"));
        asks.filter_map(|line| line.rsplit(' ').next()?.parse::<u32>().ok()).sum::<u32>()
    };
    world.check(&made).await;
    world.obey(&made, &["routing"]).await;
    let checked = world.check(&made).await;
    assert_eq!((checked["state"].as_str(), asks().await), (Some("pending_ownership"), 0));
    world.obey(&made, &["ownership"]).await;
    assert_eq!((world.check(&made).await["state"].as_str(), asks().await), (Some("live"), 1));
    world.check(&made).await;
    assert_eq!(asks().await, 1);
}
