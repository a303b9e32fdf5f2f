//! The shipped configuration of Caddy, run as operators run it: on the distribution's version, and
//! on a current one.

use std::fs;
use std::net::SocketAddr;
use std::sync::Arc;

use app::domain::connection::State;
use axum::Router;
use axum::serve::Listener;
use futures::future::join_all;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::task::TaskTracker;

use super::pebble::certificates;
use super::{Edge, REFUSED, free, programs, teller, telling};
use crate::client::Client;
use crate::origins::verify;
use crate::tools::root;
use crate::world::{gate, id, path};

impl Edge {
    /// A new Caddy has the certificate of a name on its disk: the current one shows it to nobody
    /// where it is told not to, or nothing; the older one doesn't ask, and passes on this status.
    async fn begins_anew_with(&mut self, name: &str, status: u16) {
        self.start_caddy().await;
        let visited = self.visit(name, &[]).await;
        if self.program.is_absolute() {
            assert_eq!(visited, REFUSED);
        } else {
            assert_eq!(visited.unwrap().0, status);
        }
    }
}

#[tokio::test]
async fn a_verified_name_gets_a_certificate_and_its_origin_and_no_other_name_does() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::start(program, &origin, None).await;
        let name = "shop.sandbox.test";
        let made = edge.connect(name).await;
        assert_eq!(edge.visit(name, &[]).await, REFUSED, "before it is proven: {}", edge.said());
        assert_eq!(edge.pebble.orders(), 0);
        // The look visits the edge, and the edge gets the certificate.
        let looked = edge.look(&made).await;
        assert_eq!(looked["state"], State::Live.as_str(), "{looked:#} {}", edge.said());
        assert_eq!((edge.pebble.orders(), edge.pebble.failures()), (1, 0));
        let seen = edge.client.get(&path(&made, "")).await.ok(200);
        assert_eq!(seen["certificate"]["status"], "active", "{seen:#}");

        // What the origin is told comes from us, whatever a visitor says.
        let lies = [
            "X-Fairlead-Assertion: forged",
            "X_Fairlead_Assertion: forged",
            "X-Fairlead-Upstream: 127.0.0.1:1",
            "X-Fairlead-Scheme: https",
            "X-Forwarded-Host: forged.test",
            "Forwarded: host=forged.test",
            "Connection: X-Fairlead-Assertion",
            "X-Forwarded-For: 192.0.2.66",
            "X-Forwarded-Proto: gopher",
            "X-Real-IP: 192.0.2.66",
        ];
        let lies: Vec<&str> = lies.iter().flat_map(|lie| ["--header", lie]).collect();
        let (status, told) = edge.visit(name, &[&lies[..], &["--http1.1"]].concat()).await.unwrap();
        assert_eq!(status, 200, "{told}");
        let told: Value = serde_json::from_str(&told).unwrap();
        assert!(!told.to_string().contains("forged"), "{told:#}");
        assert!(told["host"].as_str().unwrap().starts_with(name), "{told:#}");
        assert_eq!(told["x-forwarded-host"], name, "{told:#}");
        assert_eq!(
            (&told["x-forwarded-for"], &told["x-forwarded-proto"]),
            (&json!("127.0.0.1"), &json!("https")),
        );
        assert!(!told.to_string().contains("192.0.2.66"), "{told:#}");
        let names: Vec<&String> = told.as_object().unwrap().keys().collect();
        let ours: Vec<_> = names.iter().filter(|name| name.contains("fairlead")).collect();
        assert_eq!(ours, [&"x-fairlead-assertion"], "{told:#}");
        assert_eq!(told["x-fairlead-assertion"].as_str().unwrap().split('.').count(), 3);

        // Nobody else's name is answered, in the handshake or after it.
        assert_eq!(edge.visit("other.sandbox.test", &[]).await, REFUSED);
        let masked = edge.visit(name, &["--header", "Host: other.sandbox.test"]).await.unwrap();
        assert_eq!(masked.0, 421, "{}", masked.1);
        assert_eq!(edge.pebble.orders(), 1);

        // No visitor gives orders to a cache behind the edge.
        assert_eq!(edge.visit(name, &["--request", "PURGE"]).await.unwrap().0, 405);

        // Over HTTP the path of a CA is ours, and everything else leads to HTTPS.
        let plain = Client::new(edge.plain, None);
        let answer = plain.send("GET", "/a%20b?c=d", &[("host", name)], "").await;
        let port = edge.tls.port();
        assert_eq!(answer.header("location"), format!("https://{name}:{port}/a%20b?c=d"));
        let marker = "/.well-known/acme-challenge/abcdefghijk";
        let answer = plain.send("GET", marker, &[("host", name)], "").await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let inside = plain.send("GET", "/internal/ask?domain=x", &[("host", name)], "").await;
        assert_eq!(inside.status, 308);

        // Once it is over, the next request is told so, whatever the edge remembers.
        edge.client.delete(&path(&made, "")).await.ok(200);
        assert_eq!(edge.visit(name, &[]).await.unwrap().0, 410);
        edge.begins_anew_with(name, 410).await;
        edge.leave().await;
    });
    join_all(each).await;
}

#[tokio::test]
async fn a_storm_of_visitors_for_a_name_that_gets_no_certificate_is_one_failure_at_the_ca() {
    let each = programs().map(async |program| {
        // The CA comes to a port where nobody listens.
        let mut edge = Edge::start(program, "http://127.0.0.1:9", Some(free().port())).await;
        let name = "shop.sandbox.test";
        let made = edge.connect(name).await;
        let storm = async || {
            let visits = (0..50).map(|_| edge.visit(name, &["--max-time", "20"]));
            for visit in join_all(visits).await {
                // Refused, or given up while the edge still tried.
                assert!(matches!(visit, Err(28 | 35)), "{visit:?}");
            }
        };
        // The visit of the look is one of them.
        let (looked, ()) = tokio::join!(edge.look(&made), storm());
        assert_eq!(looked["state"], State::IssuingCert.as_str(), "{looked:#} {}", edge.said());
        storm().await;
        let inside = Client::new(edge.internal, None);
        assert_eq!(gate(&inside, name).await, (403, "attempt_paused".to_owned()));
        assert!(1 <= edge.pebble.orders(), "{}", edge.said());
        assert_eq!(edge.pebble.failures(), 1, "{}", edge.said());
        edge.leave().await;
    });
    join_all(each).await;
}

#[tokio::test]
async fn while_fairlead_is_away_who_is_known_is_not_let_in_and_nobody_is_given_a_certificate() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::start(program, &origin, None).await;
        let name = "shop.sandbox.test";
        let made = edge.connect(name).await;
        assert_eq!(edge.look(&made).await["state"], State::Live.as_str(), "{}", edge.said());
        edge.connect("other.sandbox.test").await;
        edge.leave().await;
        assert_eq!(edge.visit(name, &[]).await.unwrap().0, 502);
        assert_eq!(edge.visit("other.sandbox.test", &[]).await, REFUSED);
        edge.begins_anew_with(name, 502).await;
        assert_eq!(edge.visit("other.sandbox.test", &[]).await, REFUSED);
        assert_eq!(edge.pebble.orders(), 1);
    });
    join_all(each).await;
}

#[tokio::test]
async fn the_named_ca_is_the_only_one() {
    let (ca, file) = ("https://ca.example/directory", root().join("docs/deploy/Caddyfile"));
    for program in programs() {
        let mut caddy = Command::new(program);
        caddy.args(["adapt", "--adapter", "caddyfile", "--config"]).arg(&file);
        let done = caddy.env("ACME_DIRECTORY", ca).output().await.unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let config: Value = serde_json::from_slice(&done.stdout).unwrap();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let policies = list(&config["apps"]["tls"]["automation"]["policies"]);
        // A second would be for other names; without an issuer, one would have Caddy's own two.
        let [policy] = &policies[..] else { panic!("{policies:#?}") };
        assert_eq!((&policy["subjects"], &policy["on_demand"]), (&Value::Null, &json!(true)));
        let issuers = list(&policy["issuers"]);
        let [issuer] = &issuers[..] else { panic!("{issuers:#?}") };
        assert_eq!((&issuer["module"], &issuer["ca"]), (&json!("acme"), &json!(ca)));
        // Where it tries again after a failure, nobody is (RFC 6761 §6.4).
        let again = issuer["test_ca"].as_str().unwrap();
        assert!(again.ends_with(".invalid/directory"), "{again}");
    }
}

/// Takes visitors who speak TLS, one handshake after the other.
struct Tls {
    tcp: TcpListener,
    acceptor: TlsAcceptor,
}

impl Listener for Tls {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, peer) = self.tcp.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, peer);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.tcp.local_addr()
    }
}

/// Serves over TLS until the test ends; certificate and key are PEM.
async fn serve_tls(routes: Router, leaf: &str, key: &str) -> SocketAddr {
    let chain = vec![CertificateDer::from_pem_slice(leaf.as_bytes()).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = tcp.local_addr().unwrap();
    let listener = Tls { tcp, acceptor: TlsAcceptor::from(Arc::new(config)) };
    TaskTracker::new().spawn(async move { axum::serve(listener, routes).await.unwrap() });
    place
}

#[tokio::test]
async fn an_origin_that_speaks_tls_is_told_who_comes_if_it_is_whom_the_edge_trusts() {
    let folder = TempDir::new().unwrap();
    let (ca, leaf, key) = certificates();
    let trusted = folder.path().join("origins.pem");
    fs::write(&trusted, ca).unwrap();
    let origin = format!("https://{}", serve_tls(teller(), &leaf, &key).await);
    let each = programs().map(async |program| {
        let trusts = ("SSL_CERT_FILE", trusted.to_str().unwrap().to_owned());
        let mut edge = Edge::with(program, &origin, None, vec![trusts]).await;
        let name = "shop.sandbox.test";
        let made = edge.connect(name).await;
        let looked = edge.look(&made).await;
        assert_eq!(looked["state"], State::Live.as_str(), "{looked:#} {}", edge.said());
        let (status, told) = edge.visit(name, &[]).await.unwrap();
        assert_eq!(status, 200, "{told}");
        let told: Value = serde_json::from_str(&told).unwrap();
        assert!(told["host"].as_str().unwrap().starts_with(name), "{told:#}");
        let keys = edge.client.get("/.well-known/jwks.json").await.ok(200);
        let keys = serde_json::from_value(keys).unwrap();
        let assertion = told["x-fairlead-assertion"].as_str().unwrap();
        let server = &edge.running.as_ref().unwrap().public_url;
        let visit = verify::visit(assertion, &keys, server, &edge.application).unwrap();
        assert_eq!((visit.hostname.as_str(), visit.connection.as_str()), (name, id(&made)));

        // To whom the edge doesn't trust, it sends nobody.
        edge.told.clear();
        edge.start_caddy().await;
        assert_eq!(edge.visit(name, &[]).await.unwrap().0, 502, "{}", edge.said());
        edge.leave().await;
    });
    join_all(each).await;
}
