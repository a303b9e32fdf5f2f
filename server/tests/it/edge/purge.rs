//! Caches before origins: what is purged is fetched anew, what is not stays, and who is not asked
//! is told.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::daemon::Daemon;
use super::{free, listens, serve};
use crate::client::Client;
use crate::tools::root;
use crate::world::World;

/// An origin that says how often it was asked, and that this may be kept.
struct Origin(SocketAddr);

impl Origin {
    async fn start() -> Self {
        let count = Arc::new(AtomicU32::new(0));
        let answer = move || {
            let nth = count.fetch_add(1, Ordering::SeqCst);
            async move { ([("cache-control", "max-age=600")], nth.to_string()) }
        };
        Self(serve(Router::new().fallback(answer)).await)
    }
}

/// Varnish with the shipped configuration, before `origin`.
async fn varnish(folder: &Path, origin: SocketAddr) -> (Daemon, SocketAddr) {
    let shipped = std::fs::read_to_string(root().join("docs/deploy/varnish.vcl")).unwrap();
    let port = format!(".port = \"{}\";", origin.port());
    assert!(shipped.contains(".port = \"8080\";"));
    let file = folder.join("varnish.vcl");
    std::fs::write(&file, shipped.replace(".port = \"8080\";", &port)).unwrap();
    let place = free();
    let (at, home) = (place.to_string(), folder.join("varnish"));
    let files = [file, home].map(|path| path.to_str().unwrap().to_owned());
    let arguments = ["-F", "-f", &files[0], "-a", &at, "-n", &files[1], "-s", "malloc,16m"];
    let daemon = Daemon::start(&folder.join("varnish.log"), "varnishd", &arguments);
    listens(&daemon, place).await;
    (daemon, place)
}

/// A world with these caches.
async fn before(caches: &str) -> World {
    World::with(&[("EDGE_PURGE_URL", caches), ("WORKER_ENABLED", "0")]).await
}

/// What is answered for a page of a host.
async fn page(place: SocketAddr, host: &str, path: &str) -> String {
    let answer = Client::new(place, None).send("GET", path, &[("host", host)], "").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text()
}

async fn purge(world: &World, hosts: &[&str]) -> Value {
    let body = json!({ "hosts": hosts });
    world.tenant().post("/v1/cache:purge", body).await.ok(200)["data"].clone()
}

#[tokio::test]
async fn what_varnish_keeps_of_a_host_is_fetched_anew_and_that_of_others_is_not() {
    let folder = TempDir::new().unwrap();
    let origin = Origin::start().await;
    let (_varnish, place) = varnish(folder.path(), origin.0).await;
    let world = before(&format!("http://{place}")).await;
    let (shop, blog) = ("shop.sandbox.test", "blog.sandbox.test");
    for host in [shop, blog] {
        world.live(host).await;
    }
    let pages = async || {
        let places = [(shop, "/"), (shop, "/a?b"), ("shop.sandbox.test:8443", "/"), (blog, "/")];
        futures::future::join_all(places.map(|(host, path)| page(place, host, path))).await
    };
    let before = pages().await;
    assert_eq!(pages().await, before, "it keeps what it may keep");
    let said = purge(&world, &[shop, "foreign.sandbox.test"]).await;
    assert_eq!(
        said,
        json!([
            { "host": shop, "status": "purged", "error": null },
            { "host": "foreign.sandbox.test", "status": "not_found", "error": null },
        ]),
    );
    let after = pages().await;
    for (nth, (before, after)) in before.iter().zip(&after).enumerate() {
        assert_eq!(before == after, nth == 3, "{before} {after}");
    }
}

#[tokio::test]
async fn a_cache_that_fails_is_told_for_each_host_and_all_that_fail_are_an_error() {
    let folder = TempDir::new().unwrap();
    let origin = Origin::start().await;
    let (_varnish, place) = varnish(folder.path(), origin.0).await;
    let dead = free();
    let both = format!("http://{place},http://{dead}");
    for (caches, wanted) in [(both.as_str(), "the cache can't be reached"), ("", "EDGE_PURGE_URL")]
    {
        let world = before(caches).await;
        world.live("shop.sandbox.test").await;
        let body = json!({ "hosts": ["shop.sandbox.test"] });
        let answer = world.tenant().post("/v1/cache:purge", body).await;
        let error = answer.refused(502, "edge_unavailable");
        assert!(error.to_string().contains(wanted), "{error}");
    }
}

#[tokio::test]
async fn what_fails_for_one_host_is_told_beside_what_went_well() {
    let answer = async |host: axum::http::HeaderMap| {
        let is_blog = host["host"].as_bytes().starts_with(b"blog");
        if is_blog { axum::http::StatusCode::FORBIDDEN } else { axum::http::StatusCode::OK }
    };
    let cache = serve(Router::new().fallback(answer)).await;
    let world = before(&format!("http://{cache}")).await;
    let (shop, blog) = ("shop.sandbox.test", "blog.sandbox.test");
    for host in [shop, blog] {
        world.live(host).await;
    }
    let said = purge(&world, &[blog, shop]).await;
    let why = "the cache answered 403 Forbidden";
    assert_eq!(
        said,
        json!([
            { "host": blog, "status": "failed", "error": why },
            { "host": shop, "status": "purged", "error": null },
        ]),
    );
}

#[tokio::test]
async fn hosts_of_others_and_of_nobody_are_never_purged() {
    let origin = Origin::start().await;
    // It answers anything with 200, and counts.
    let world = before(&format!("http://{}", origin.0)).await;
    let (_, key) = world.sibling().await;
    let other = world.client(&key);
    world.live("shop.sandbox.test").await;
    world.connect("unproven.sandbox.test").await;
    let over = world.live("over.sandbox.test").await;
    let path = crate::world::path(&over, "");
    world.tenant().delete(&path).await.ok(200);
    let hosts = json!({ "hosts": ["shop.sandbox.test"] });
    let said = other.post("/v1/cache:purge", hosts).await.ok(200);
    assert_eq!(said["data"][0]["status"], "not_found");
    let said = purge(&world, &["unproven.sandbox.test", "over.sandbox.test"]).await;
    assert!(said.as_array().unwrap().iter().all(|it| it["status"] == "not_found"), "{said}");
    assert_eq!(page(origin.0, "any", "/").await, "0", "nobody asked the cache");
    for bad in [json!([]), json!(vec!["a.test"; 31]), json!(["no name"]), json!("a.test")] {
        let answer = world.tenant().post("/v1/cache:purge", json!({ "hosts": bad })).await;
        assert!(matches!(answer.status, 400 | 422), "{}", answer.text());
    }
}
