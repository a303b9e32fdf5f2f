//! Certificates that Fairlead gets by itself, from Pebble, for visitors of a real Caddy.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use app::domain::connection::State;
use futures::future::join_all;
use serde_json::Value;
use time::Duration;
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use super::{EDGE_TOKEN, Edge, Issuer, REFUSED, programs, telling};
use crate::client::Client;
use crate::world::{codes, path};

/// Polls until a connection is so.
async fn until(edge: &Edge, connection: &Value, good: impl Fn(&Value) -> bool) -> Value {
    let mut read = Value::Null;
    for _ in 0..600 {
        read = edge.client.get(&path(connection, "")).await.ok(200);
        if good(&read) {
            return read;
        }
        let clock = &edge.world.clock;
        clock.sleep_until(clock.now() + Duration::milliseconds(100)).await;
    }
    panic!("{read:#} {}", edge.said());
}

/// What Caddy would be given.
async fn given(edge: &Edge, token: &str, name: &str) -> (u16, String) {
    let inside = Client::new(edge.internal, None);
    let question = format!("/internal/certificate?edge_token={token}&server_name={name}");
    let answer = inside.get(&question).await;
    (answer.status, answer.text())
}

#[tokio::test]
async fn a_proven_name_gets_a_certificate_from_fairlead_and_loses_it_with_its_end() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::of_ours(program, &origin).await;
        let name = "shop.sandbox.test";
        let made = edge.connect(name).await;
        edge.look(&made).await;
        let live = until(&edge, &made, |it| it["state"] == State::Live.as_str()).await;
        assert_eq!(live["certificate"]["status"], "active", "{live:#}");
        assert_eq!(live["certificate"]["method"], "http", "{live:#}");
        let (status, told) = edge.visit(name, &[]).await.unwrap();
        assert_eq!(status, 200, "{told}");
        assert_eq!(edge.visit("other.sandbox.test", &[]).await, REFUSED);

        // Keys are for edges alone, and for names that are served.
        let (status, pem) = given(&edge, EDGE_TOKEN, name).await;
        assert_eq!(status, 200);
        assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----") && pem.contains("CERTIFICATE"));
        assert_eq!(given(&edge, EDGE_TOKEN, "other.sandbox.test").await, (204, String::new()));
        for token in ["", "0123456789abcdef0123456789abcdeF"] {
            assert_eq!(given(&edge, token, name).await.0, 403);
        }
        assert_eq!(edge.pebble.orders(), 1);

        edge.client.delete(&path(&made, "")).await.ok(200);
        assert_eq!(given(&edge, EDGE_TOKEN, name).await.0, 204);
        until(&edge, &made, |it| it["certificate"]["status"] == "deleted").await;
        let serial = live["certificate"]["serial"].as_str().unwrap();
        assert!(edge.pebble.has_revoked(serial).await, "{}", edge.pebble.said());
        assert_eq!(edge.visit(name, &[]).await, REFUSED);
        edge.leave().await;
        // What Caddy writes down of questions that nobody answers holds no secret.
        assert_eq!(edge.visit(name, &[]).await, REFUSED);
        let said = edge.said();
        assert!(said.contains("edge_token=") && !said.contains(EDGE_TOKEN), "{said}");
    });
    join_all(each).await;
}

/// A proxy that lets nobody through: where it listens, and how many came.
async fn way_out() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (place, came) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&came);
    TaskTracker::new().spawn(async move {
        while listener.accept().await.is_ok() {
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });
    (place, came)
}

#[tokio::test]
async fn where_fairlead_has_no_certificate_its_edge_turns_to_no_ca() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::of_ours_in_the_dns(program, &origin).await;
        // Caddy would come by here on its way to any CA.
        let (place, came) = way_out().await;
        edge.told.push(("HTTPS_PROXY", format!("http://{place}")));
        edge.start_caddy().await;
        edge.pebble.leave();
        let name = "shop.sandbox.test";
        let made = edge.connect(name).await;
        // The alias that proves it is not there.
        let wildcard = edge.begin("*.acme.sandbox.test").await;
        edge.world.obey(&wildcard, &["ownership", "routing"]).await;
        for made in [&wildcard, &made] {
            edge.look(made).await;
            until(&edge, made, |it| it["state"] == State::IssuingCert.as_str()).await;
        }
        for name in [name, "blog.acme.sandbox.test", "other.sandbox.test"] {
            assert_eq!(edge.visit(name, &[]).await, REFUSED, "{name}: {}", edge.said());
        }
        assert_eq!(came.load(Ordering::Relaxed), 0, "{}", edge.said());

        // One that orders what the gate allows is seen there.
        edge.issuer = Issuer::Caddy;
        edge.told.push(("ACME_DIRECTORY", "https://no-orders.invalid/directory".to_owned()));
        edge.start_caddy().await;
        let visit = edge.visit(name, &["--max-time", "10"]).await;
        assert!(matches!(visit, Err(28 | 35)), "{visit:?}");
        assert_ne!(came.load(Ordering::Relaxed), 0, "{}", edge.said());
        edge.leave().await;
    });
    join_all(each).await;
}

#[tokio::test]
async fn a_wildcard_is_proven_in_a_zone_of_ours_and_serves_every_name_below_it() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::of_ours_in_the_dns(program, &origin).await;
        let made = edge.begin("*.acme.sandbox.test").await;
        let records = made["desired_records"].as_array().unwrap();
        let alias = records.iter().find(|it| it["purpose"] == "certificate").unwrap();
        assert_eq!(alias["host"], "_acme-challenge.acme.sandbox.test");
        assert!(alias["value"].as_str().unwrap().ends_with(".acme.saas.example"), "{alias}");

        // Without it no order is spent, and that it is missing is told.
        edge.world.obey(&made, &["ownership", "routing"]).await;
        edge.look(&made).await;
        let told = |it: &Value| codes(it).contains(&"acme_delegation_missing");
        until(&edge, &made, |it| it["state"] == "issuing_cert" && told(it)).await;
        assert_eq!(edge.pebble.orders(), 0);

        edge.world.obey(&made, &["certificate"]).await;
        edge.look(&made).await;
        let live = until(&edge, &made, |it| it["state"] == State::Live.as_str()).await;
        assert_eq!(live["certificate"]["method"], "txt", "{live:#}");
        for name in ["shop.acme.sandbox.test", "blog.acme.sandbox.test"] {
            let (status, told) = edge.visit(name, &[]).await.unwrap();
            assert_eq!(status, 200, "{told}");
        }
        // A wildcard is for one label (RFC 4592), and not for the name above it.
        for name in ["a.shop.acme.sandbox.test", "acme.sandbox.test"] {
            assert_eq!(edge.visit(name, &[]).await, REFUSED);
        }
        assert_eq!((edge.pebble.orders(), edge.pebble.failures()), (1, 0));
        edge.leave().await;
    });
    join_all(each).await;
}
