//! The shipped configuration of Caddy, run as operators run it: on the distribution's version, and
//! on a current one.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use app::domain::connection::State;
use axum::Router;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use fairlead::serve::Running;
use fairlead::service::applications::ApplicationChange;
use fairlead::store::Environment;
use futures::future::join_all;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;

use super::daemon::Daemon;
use super::pebble::Pebble;
use super::{free, listens, serve};
use crate::client::Client;
use crate::tools::root;
use crate::world::{World, gate, path, shop};

/// Where the programs are.
fn programs() -> [PathBuf; 2] {
    let current = std::env::var_os("FAIRLEAD_CADDY")
        .map_or_else(|| root().join("target/tools/python/bin/caddy"), PathBuf::from);
    ["caddy".into(), current]
}

/// An operator's whole set-up: Fairlead for customers, Caddy before it, and a CA.
struct Edge {
    world: World,
    running: Option<Running>,
    /// Where Caddy asks.
    internal: SocketAddr,
    client: Client,
    application: String,
    pebble: Pebble,
    caddy: Option<Daemon>,
    program: PathBuf,
    plain: SocketAddr,
    tls: SocketAddr,
    folder: TempDir,
}

impl Edge {
    /// `reach` is the port at which the CA comes to names; the edge's own where it is none.
    async fn start(program: PathBuf, origin: &str, reach: Option<u16>) -> Self {
        let folder = TempDir::new().unwrap();
        let world = World::on_demand().await;
        let (plain, tls) = (free(), free());
        let reach = reach.unwrap_or_else(|| plain.port());
        let pebble = Pebble::start(folder.path(), world.address("resolver_addr"), reach).await;
        let [http, https] = [plain, tls].map(|place| place.port().to_string());
        let running = world
            .production_with(&[
                ("WORKER_ENABLED", "0"),
                ("EDGE_ADDR", &tls.to_string()),
                ("EDGE_ISSUER", "pebble.example"),
                ("HTTP_PORT", &http),
                ("HTTPS_PORT", &https),
                ("TRUSTED_ROOTS", pebble.root.to_str().unwrap()),
            ])
            .await;
        let change = ApplicationChange { origin: Some(origin.parse().unwrap()), ..shop("shop") };
        let made = running.service.create_tenant("Shop", Environment::Live, change, None).await;
        let (application, key) = made.unwrap();
        let client = Client::new(running.listen, Some(&key));
        let application = application.id.to_string();
        let caddy = None;
        let internal = running.internal;
        let running = Some(running);
        let mut edge = Self {
            world,
            running,
            internal,
            client,
            application,
            pebble,
            caddy,
            program,
            plain,
            tls,
            folder,
        };
        edge.start_caddy().await;
        edge
    }

    async fn start_caddy(&mut self) {
        self.caddy = None;
        let folder = self.folder.path();
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let (home, config) = (text(folder), text(&root().join("docs/deploy/Caddyfile")));
        let settings = [
            ("HOME", home.clone()),
            ("EDGE_STORAGE", format!("{home}/caddy")),
            ("EDGE_BIND", "127.0.0.1".to_owned()),
            ("HTTP_PORT", self.plain.port().to_string()),
            ("HTTPS_PORT", self.tls.port().to_string()),
            ("EDGE_PUBLIC_PORT", format!(":{}", self.tls.port())),
            ("CONTROLPLANE_URL", format!("http://{}", self.internal)),
            ("ACME_DIRECTORY", self.pebble.directory()),
            ("ACME_ROOT", text(&self.pebble.door)),
        ];
        let settings = settings.map(|(name, value)| format!("{name}={value}"));
        let program = text(&self.program);
        let run = [&program, "run", "--config", &config, "--adapter", "caddyfile"];
        let arguments: Vec<&str> = settings.iter().map(String::as_str).chain(run).collect();
        let caddy = Daemon::start(&folder.join("caddy.log"), "env", &arguments);
        listens(&caddy, self.tls).await;
        self.caddy = Some(caddy);
    }

    /// Connects a name, and publishes what it wants.
    async fn connect(&self, hostname: &str) -> Value {
        let wish = json!({ "application_id": self.application, "hostname": hostname });
        let made = self.client.post("/v1/connections", wish).await.ok(201);
        self.world.obey(&made, &["ownership", "routing"]).await;
        made
    }

    /// Looks now; the CA and the edge take the time that they take.
    async fn look(&self, connection: &Value) -> Value {
        self.world.advance(3).await;
        self.client.post(&path(connection, "/records:check"), json!({})).await.ok(200)
    }

    /// A visitor, who trusts the CA: the status and the body, or how the handshake failed.
    async fn visit(&self, hostname: &str, more: &[&str]) -> Result<(u16, String), i32> {
        let mut curl = Command::new("curl");
        let (port, root) = (self.tls.port(), &self.pebble.root);
        curl.args(["--silent", "--max-time", "60", "--write-out", "\n%{http_code}", "--cacert"]);
        curl.arg(root).args(["--resolve", &format!("{hostname}:{port}:127.0.0.1")]);
        curl.args(more).arg(format!("https://{hostname}:{port}/a%20b?c=d"));
        let done = curl.kill_on_drop(true).output().await.unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let (body, status) = said.rsplit_once('\n').unwrap();
        match done.status.code() {
            Some(0) => Ok((status.parse().unwrap(), body.to_owned())),
            code => Err(code.unwrap_or_default()),
        }
    }

    /// Fairlead goes away.
    async fn leave(&mut self) {
        self.running.take().unwrap().stop().await;
    }

    fn said(&self) -> String {
        self.caddy.as_ref().map(Daemon::said).unwrap_or_default()
    }
}

/// What curl says of a handshake that was refused.
const REFUSED: Result<(u16, String), i32> = Err(35);

/// An origin that tells what it was told.
async fn telling() -> String {
    let answer = async |headers: HeaderMap| {
        let told = headers.iter().map(|(name, value)| {
            (name.to_string(), Value::from(String::from_utf8_lossy(value.as_bytes())))
        });
        axum::Json(Value::Object(told.collect())).into_response()
    };
    format!("http://{}", serve(Router::new().fallback(answer)).await)
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
        edge.start_caddy().await;
        let (is_current, over) = (edge.program.is_absolute(), edge.visit(name, &[]).await);
        // The older one serves what is on its disk without asking.
        if is_current {
            assert_eq!(over, REFUSED);
        } else {
            assert_eq!(over.unwrap().0, 410);
        }
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
        assert_eq!(edge.pebble.orders(), 1);
    });
    join_all(each).await;
}
