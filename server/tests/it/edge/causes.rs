//! Why a name has no certificate yet, at a real edge with a real CA: what is known of it is told,
//! no order is spent while it stands, and once it is mended the name goes live.

use std::net::{Ipv6Addr, SocketAddr, TcpListener};

use app::domain::connection::State;
use axum::Router;
use futures::future::join_all;
use hickory_proto::rr::RecordType;
use serde_json::{Value, json};
use time::Duration;

use super::{Edge, REFUSED, programs, serve_at, telling};
use crate::client::Client;
use crate::faults::{at, near};
use crate::world::{codes, finding, gate, path};

const MINUTE: i64 = 60;

/// A record: owner, type and value.
type Record = (&'static str, &'static str, &'static str);

/// What a customer has published.
struct Case {
    name: &'static str,
    /// Which of the records that are wanted.
    there: &'static [&'static str],
    /// What must not be so…
    wrong: &'static [Record],
    /// … and what is to be instead, beside the records that are wanted.
    right: &'static [Record],
    /// What they are told first.
    told: &'static str,
    /// Why the gate is shut.
    shut: &'static str,
}

const CASES: [Case; 5] = [
    Case {
        name: "unproven.sandbox.test",
        there: &[],
        wrong: &[],
        right: &[],
        told: "ownership_missing",
        shut: "not_verified",
    },
    Case {
        name: "missing.sandbox.test",
        there: &["ownership"],
        wrong: &[],
        right: &[],
        told: "routing_missing",
        shut: "would_be_refused",
    },
    Case {
        name: "misled.sandbox.test",
        there: &["ownership"],
        wrong: &[("misled.sandbox.test", "CNAME", "elsewhere.sandbox.test")],
        right: &[],
        told: "cname_wrong_target",
        shut: "would_be_refused",
    },
    Case {
        name: "left.sandbox.test",
        there: &["ownership"],
        wrong: &[("left.sandbox.test", "A", "8.8.8.8")],
        right: &[],
        told: "address_wrong",
        shut: "would_be_refused",
    },
    Case {
        name: "shop.forbidden.sandbox.test",
        there: &["ownership", "routing"],
        wrong: &[("forbidden.sandbox.test", "CAA", "0 issue \"other.example\"")],
        right: &[("forbidden.sandbox.test", "CAA", "0 issue \"pebble.example\"")],
        told: "caa_forbids",
        shut: "would_be_refused",
    },
];

impl Edge {
    /// They are told `cause` before all else, and whoever comes gets neither page nor order.
    pub(super) async fn is_stuck(&self, made: &Value, cause: &str, shut: &str) -> Value {
        let orders = self.pebble.orders();
        self.look(made).await;
        let shown = self.client.get(&path(made, "")).await.ok(200);
        assert_eq!(codes(&shown).first(), Some(&cause), "{shown:#}");
        let name = made["hostname"].as_str().unwrap();
        assert_eq!(self.visit(name, &[]).await, REFUSED, "{cause}: {}", self.said());
        let inside = Client::new(self.internal, None);
        assert_eq!(gate(&inside, name).await, (403, shut.to_owned()), "{cause}");
        assert_eq!(self.pebble.orders(), orders, "{cause}: {}", self.said());
        shown
    }

    /// The next look brings it there, by one order.
    pub(super) async fn goes_live(&self, made: &Value) {
        let orders = self.pebble.orders();
        let looked = self.look(made).await;
        assert_eq!(looked["state"], State::Live.as_str(), "{looked:#} {}", self.said());
        assert_eq!(codes(&looked), [""; 0], "{looked:#}");
        assert_eq!((self.pebble.orders(), self.pebble.failures()), (orders + 1, 0));
        let name = made["hostname"].as_str().unwrap();
        assert_eq!(self.visit(name, &[]).await.unwrap().0, 200, "{}", self.said());
    }

    /// The records lack something, or say too much.
    async fn mends_records(&self) {
        for case in CASES {
            for &(owner, rtype, value) in case.wrong {
                self.world.publish(owner, rtype, 5, &[value]).await;
            }
            let made = self.begin(case.name).await;
            self.world.obey(&made, case.there).await;
            self.is_stuck(&made, case.told, case.shut).await;
            for &(owner, rtype, _) in case.wrong {
                self.world.withdraw(owner, rtype).await;
            }
            for &(owner, rtype, value) in case.right {
                self.world.publish(owner, rtype, 5, &[value]).await;
            }
            self.world.obey(&made, &["ownership", "routing"]).await;
            self.goes_live(&made).await;
        }
    }

    /// The records are right, and lead to another web server before the edge.
    async fn mends_the_way(&self) {
        let place = SocketAddr::from(([127, 0, 0, 9], self.plain.port()));
        let other = async || ([("server", "old-proxy")], "It works!");
        serve_at(place, Router::new().fallback(other)).await;
        let target = "edge.sandbox.test";
        self.world.publish(target, "A", 5, &["127.0.0.9"]).await;
        let made = self.connect("intercepted.sandbox.test").await;
        let shown = self.is_stuck(&made, "acme_path_intercepted", "would_be_refused").await;
        let told = finding(&shown, "acme_path_intercepted");
        let who = (&told["params"]["server"], &told["params"]["status"]);
        assert_eq!(who, (&json!("old-proxy"), &json!(200)));
        assert_eq!(told["evidence"][0]["hops"][0]["address"], place.to_string(), "{told:#}");
        let edge = self.tls.ip().to_string();
        self.world.publish(target, "A", 5, &[edge.as_str()]).await;
        self.goes_live(&made).await;
    }

    /// The tenant's target has an address more, at which nobody answers.
    async fn mends_the_target(&self) {
        // Without any IPv6 there is none to be visited.
        if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_err() {
            return;
        }
        let nobody = SocketAddr::from((Ipv6Addr::LOCALHOST, self.plain.port()));
        let target = "edge.sandbox.test";
        self.world.publish(target, "AAAA", 5, &["::1"]).await;
        let made = self.connect("half.sandbox.test").await;
        let shown = self.is_stuck(&made, "http_unreachable", "would_be_refused").await;
        let told = finding(&shown, "http_unreachable");
        assert_eq!(told["params"]["address"], "::1", "{told:#}");
        assert_eq!(told["actor"], "operator", "{told:#}");
        assert_eq!(told["evidence"][0]["hops"][0]["address"], nobody.to_string(), "{told:#}");
        self.world.withdraw(target, "AAAA").await;
        self.goes_live(&made).await;
    }

    /// The records are right, and a resolver remembers what was before. The authorities decide: no
    /// name waits for a cache, and the order does not fail.
    async fn outlives_caches(&self) {
        let (moved, early) = ("moved.sandbox.test", "early.sandbox.test");
        self.world.publish(moved, "A", 600, &["8.8.8.8"]).await;
        let old = self.world.resolve(moved, RecordType::A).await.answers[0].ttl;
        self.world.withdraw(moved, "A").await;
        self.outlives(moved, "stale_cache", old).await;
        let none = self.world.resolve(early, RecordType::A).await.authorities[0].ttl;
        self.outlives(early, "negative_cache", none).await;
    }

    /// What is remembered of `name` for `ttl` seconds from here on is told with its end.
    async fn outlives(&self, name: &str, cause: &str, ttl: u32) {
        let ttl = Duration::seconds(ttl.into());
        let forgets = self.world.clock.now() + ttl;
        let made = self.connect(name).await;
        self.goes_live(&made).await;
        let orders = self.pebble.orders();
        // Resolvers are asked once the authorities have been right for five seconds.
        self.world.advance(3).await;
        let looked = self.look(&made).await;
        assert_eq!(looked["state"], State::Live.as_str(), "{looked:#}");
        assert_eq!(codes(&looked).first(), Some(&cause), "{looked:#}");
        let told = finding(&looked, cause);
        assert_eq!((&told["severity"], &told["actor"]), (&json!("info"), &json!("nobody")));
        near(at(&told["params"]["visible_at"]), forgets);
        self.world.advance(ttl.whole_seconds()).await;
        // What a resolver said last is compared with once more.
        self.look(&made).await;
        let looked = self.look(&made).await;
        assert_eq!(codes(&looked), [""; 0], "{looked:#}");
        assert_eq!((self.pebble.orders(), self.pebble.failures()), (orders, 0));
    }
}

#[tokio::test]
async fn each_known_cause_is_told_costs_no_order_and_once_it_is_mended_the_name_goes_live() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::start(program, &origin, None).await;
        edge.mends_records().await;
        edge.mends_the_way().await;
        edge.mends_the_target().await;
        edge.outlives_caches().await;
        edge.leave().await;
    });
    join_all(each).await;
}

#[tokio::test]
async fn a_certificate_that_an_edge_never_got_is_tried_again_as_soon_as_somebody_asks() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::start(program, &origin, None).await;
        edge.caddy = None;
        let made = edge.connect("shop.sandbox.test").await;
        let looked = edge.look(&made).await;
        assert_eq!(looked["state"], State::IssuingCert.as_str(), "{looked:#}");
        let down = finding(&looked, "http_unreachable");
        assert_eq!(down["actor"], "operator", "{down:#}");
        edge.world.advance(16 * MINUTE).await;
        let late = edge.look(&made).await;
        assert_eq!(late["state"], State::Stalled.as_str(), "{late:#}");
        assert_eq!(finding(&late, "certificate_timed_out")["params"]["stage"], "issuance");
        let shown = edge.client.get(&path(&made, "")).await.ok(200);
        assert_eq!(shown["certificate"]["status"], "issuance_timed_out", "{shown:#}");
        edge.start_caddy().await;
        assert_eq!(edge.pebble.orders(), 0);
        let retry = json!({ "ssl": { "method": "http", "type": "dv" } });
        let again = edge.client.patch(&path(&made, ""), retry).await.ok(200);
        assert_eq!(again["state"], State::IssuingCert.as_str(), "{again:#}");
        assert_eq!(again["certificate"]["status"], "pending_issuance", "{again:#}");
        edge.goes_live(&made).await;
        edge.leave().await;
    });
    join_all(each).await;
}
