//! A cache before the edge that takes every check of a name for the same page: it is told and costs
//! no order, and once it lets them pass the name goes live through it.

use std::fs;
use std::net::SocketAddr;

use futures::future::join_all;
use serde_json::{Value, json};
use tokio::process::Command;

use super::daemon::Daemon;
use super::{Edge, REFUSED, listens, programs, telling};
use crate::client::Client;
use crate::outage::Way;
use crate::world::{codes, finding};

/// Whatever the edge answers for a token is kept, and answered for every other.
const KEEPS: &str = r#"
sub vcl_hash {
    if (req.url ~ "^/\.well-known/acme-challenge/") {
        hash_data("/.well-known/acme-challenge/");
    } else {
        hash_data(req.url);
    }
    hash_data(req.http.Host);
    return (lookup);
}

sub vcl_backend_response {
    if (bereq.url ~ "^/\.well-known/acme-challenge/") {
        set beresp.ttl = 10m;
        # Not asked whether it may be kept.
        return (deliver);
    }
}
"#;

/// What is done about it.
const PASSES: &str = r#"
sub vcl_recv {
    if (req.url ~ "^/\.well-known/acme-challenge/") {
        return (pass);
    }
}
"#;

/// Names, what is asked for before anybody checks them, and the status that is kept: a marker, which
/// is good for one token alone; and that there is nothing.
const KEPT: [(&str, &str, u16); 2] =
    [("kept.sandbox.test", "abcdefghijk", 200), ("nothing.sandbox.test", "no.token", 404)];

/// Varnish before an edge.
struct Cache<'a> {
    edge: &'a Edge,
    home: String,
    _daemon: Daemon,
}

impl<'a> Cache<'a> {
    async fn start(edge: &'a Edge, place: SocketAddr) -> Self {
        let folder = edge.folder.path();
        let home = folder.join("varnish").to_str().unwrap().to_owned();
        let (rules, at) = (written(edge, "keeps", KEEPS), place.to_string());
        let arguments = ["-F", "-f", &rules, "-a", &at, "-n", &home, "-s", "malloc,16m"];
        let daemon = Daemon::start(&folder.join("varnish.log"), "varnishd", &arguments);
        listens(&daemon, place).await;
        Self { edge, home, _daemon: daemon }
    }

    /// From now on it lets pass what a CA asks.
    async fn mend(&self) {
        let rules = written(self.edge, "passes", PASSES);
        for order in [&["vcl.load", "passes", &rules][..], &["vcl.use", "passes"]] {
            let mut command = Command::new("varnishadm");
            let done = command.args(["-n", &self.home]).args(order).output().await.unwrap();
            assert!(done.status.success(), "{order:?}: {done:?}");
        }
    }
}

/// Where these rules of a cache before `edge` are.
fn written(edge: &Edge, name: &str, rules: &str) -> String {
    let backend = format!(".host = \"127.0.0.1\"; .port = \"{}\";", edge.plain.port());
    let file = edge.folder.path().join(format!("{name}.vcl"));
    fs::write(&file, format!("vcl 4.1;\nbackend edge {{ {backend} }}\n{rules}")).unwrap();
    file.to_str().unwrap().to_owned()
}

impl Edge {
    /// What is kept at `place` for a name stands in the way of the CA, and is told.
    async fn is_stuck_at(&self, place: SocketAddr, kept: (&str, &str, u16)) -> Value {
        let (name, token, status) = kept;
        let question = format!("/.well-known/acme-challenge/{token}");
        let cache = Client::new(place, None);
        let kept = cache.send("GET", &question, &[("host", name)], "").await;
        assert_eq!(kept.status, status, "{}", kept.text());
        let made = self.connect(name).await;
        let shown = self.is_stuck(&made, "acme_path_intercepted", "would_be_refused").await;
        let told = finding(&shown, "acme_path_intercepted");
        // The records are right: whoever has them lead there mends it, and not the customer.
        let weight = (&told["severity"], &told["actor"]);
        assert_eq!(weight, (&json!("blocking"), &json!("operator")));
        // The server that is named is whoever has answered the cache.
        let server = kept.headers.get("server").map(|server| server.to_str().unwrap());
        let params = &told["params"];
        assert_eq!((&params["server"], &params["status"]), (&json!(server), &json!(status)));
        assert!(!params["url"].as_str().unwrap().contains(token), "{told:#}");
        assert_eq!(told["evidence"][0]["end"], "answered", "{told:#}");
        assert_eq!(told["evidence"][0]["hops"][0]["address"], place.to_string(), "{told:#}");
        made
    }
}

#[tokio::test]
async fn a_cache_that_keeps_checks_is_told_and_once_it_lets_them_pass_the_name_goes_live() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::start(program, &origin, None).await;
        let place = SocketAddr::from(([127, 0, 0, 10], edge.plain.port()));
        let cache = Cache::start(&edge, place).await;
        // Handshakes go past it.
        let past = Way::at(SocketAddr::new(place.ip(), edge.tls.port()), edge.tls).await;
        let there = format!("::{}", past.address);
        let by_dns = ["--connect-to", &there];
        edge.world.publish("edge.sandbox.test", "A", 5, &["127.0.0.10"]).await;
        let mut stuck = Vec::new();
        for kept in KEPT {
            stuck.push(edge.is_stuck_at(place, kept).await);
            assert_eq!(edge.visit(kept.0, &by_dns).await, REFUSED, "{}", edge.said());
        }
        cache.mend().await;
        for (made, (name, ..)) in stuck.iter().zip(KEPT) {
            edge.goes_live(made).await;
            assert_eq!(edge.visit(name, &by_dns).await.unwrap().0, 200, "{}", edge.said());
        }
        // Now handshakes are tried where the names lead, too.
        for made in &stuck {
            let looked = edge.look(made).await;
            assert_eq!(codes(&looked), [""; 0], "{looked:#}");
        }
        assert_eq!((edge.pebble.orders(), edge.pebble.failures()), (KEPT.len(), 0));
        drop(cache);
        edge.leave().await;
    });
    join_all(each).await;
}
