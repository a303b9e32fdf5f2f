//! Whole looks at a small world: a registry, two servers of a customer's zone, one resolver.

use std::sync::Arc;

use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::name::OwnerName;
use app::domain::observation::{Delegation, Observation, Reply, ServerKind, Transport};
use app::domain::record::{Rdata, RecordType};
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::RecordType as Wire;
use time::Duration;

use super::testbed::{Fault, Server, World};
use super::{Dns, LookupError};

const CHALLENGE: &str = "_customdomain-challenge.www.acme.test";
const PROOF: &str = "_customdomain-challenge.www.acme.test 300 TXT proof";
const ALIAS: &str = "www.acme.test 300 CNAME edge.shop.test.";
const NS: [&str; 2] = ["acme.test 300 NS ns1.host.test.", "acme.test 300 NS ns2.host.test."];

struct Fixture {
    world: World,
    dns: Dns,
    registry: Arc<Server>,
    customer: [Arc<Server>; 2],
    resolver: Arc<Server>,
}

impl Fixture {
    async fn new() -> Self {
        let mut world = World::new();
        let registry = world.authority().await;
        let customer = [world.authority().await, world.authority().await];
        let resolver = world.resolver().await;
        let ns1 = format!("ns1.host.test 300 A {}", customer[0].ip());
        let ns2 = format!("ns2.host.test 300 A {}", customer[1].ip());
        let nic = format!("ns1.nic.test 300 A {}", registry.ip());
        let own = ["test 300 NS ns1.nic.test.", &nic, &ns1, &ns2];
        resolver.serve("test", &own);
        registry.serve("test", &[&own[..], &NS].concat());
        registry.serve("shop.test", &["edge.shop.test 60 A 192.0.2.10"]);
        let dns = world.dns(&[&resolver]);
        let fixture = Self { world, dns, registry, customer, resolver };
        fixture.publish(&[]);
        fixture
    }

    /// Both servers of the customer serve this.
    fn publish(&self, lines: &[&str]) {
        for server in &self.customer {
            server.serve("acme.test", &[&NS, lines].concat());
        }
    }

    async fn observe(&self) -> Observation {
        self.dns.observe(&desired("www.acme.test")).await.unwrap()
    }
}

fn name(text: &str) -> OwnerName {
    text.parse().unwrap()
}

fn desired(hostname: &str) -> Desired {
    let hostname: app::domain::name::Hostname = hostname.parse().unwrap();
    Desired {
        kind: if hostname.is_wildcard() { Kind::Wildcard } else { Kind::Subdomain },
        challenge: Challenge {
            name: hostname.challenge_name().unwrap(),
            value: "proof".to_owned(),
        },
        hostname,
        template: RecordTemplate { cname_target: name("edge.shop.test"), a: vec![], aaaa: vec![] },
        issuers: Vec::new(),
    }
}

/// What all answers to `(owner, rtype)` hold, of either side.
fn values(seen: &Observation, owner: &str, rtype: RecordType, kind: ServerKind) -> Vec<String> {
    let owner = name(owner);
    let mut values = Vec::new();
    for answer in seen.asked(&owner, rtype, kind) {
        values.extend(answer.values().map(ToString::to_string));
    }
    values.sort();
    values.dedup();
    values
}

#[tokio::test]
async fn every_authority_is_asked_for_every_desired_record() {
    let fixture = Fixture::new().await;
    let seen = fixture.observe().await;
    assert!(matches!(seen.delegation, Delegation::Zone(_)));
    for (owner, rtype) in [
        (CHALLENGE, RecordType::Txt),
        ("www.acme.test", RecordType::Cname),
        ("www.acme.test", RecordType::A),
        ("www.acme.test", RecordType::Aaaa),
    ] {
        let answers = seen.authoritative(&name(owner), rtype);
        let addresses: Vec<_> = answers.iter().map(|a| a.asked.server.address).collect();
        assert_eq!(addresses, fixture.customer.each_ref().map(|server| server.address), "{owner}");
        for answer in answers {
            assert_eq!(answer.reply, Reply::NoName { negative_ttl: Some(30) });
        }
    }
    assert_eq!(seen.authoritative(&name("acme.test"), RecordType::Soa).len(), 2);
    let target = values(&seen, "edge.shop.test", RecordType::A, ServerKind::Authoritative);
    assert_eq!(target, ["192.0.2.10"]);
}

#[tokio::test]
async fn records_at_wrong_names_are_found_there() {
    let fixture = Fixture::new().await;
    fixture.publish(&[
        "customdomain-challenge.www.acme.test 300 TXT bare",
        "www.acme.test 300 TXT host",
        "acme.test 300 TXT apex",
        "_customdomain-challenge.www.acme.test.acme.test 300 TXT doubled",
        "www.acme.test.acme.test 300 CNAME edge.shop.test.",
    ]);
    let seen = fixture.observe().await;
    for (owner, rtype, value) in [
        ("customdomain-challenge.www.acme.test", RecordType::Txt, "bare"),
        ("www.acme.test", RecordType::Txt, "host"),
        ("acme.test", RecordType::Txt, "apex"),
        ("_customdomain-challenge.www.acme.test.acme.test", RecordType::Txt, "doubled"),
        ("www.acme.test.acme.test", RecordType::Cname, "edge.shop.test"),
    ] {
        assert_eq!(values(&seen, owner, rtype, ServerKind::Authoritative), [value], "{owner}");
    }
}

#[tokio::test]
async fn resolvers_are_not_asked_before_the_authorities_are_right_twice() {
    let fixture = Fixture::new().await;
    let asked = || fixture.resolver.seen().iter().filter(|s| s.name.contains("acme")).count();
    fixture.observe().await;
    assert_eq!(asked(), 0, "nothing is published");
    fixture.customer[0].serve("acme.test", &[&NS[..], &[PROOF, ALIAS]].concat());
    fixture.observe().await;
    fixture.world.clock.advance(Duration::seconds(6));
    fixture.observe().await;
    assert_eq!(asked(), 0, "one authority lags");
    fixture.publish(&["_customdomain-challenge.www.acme.test 300 TXT wrong"]);
    fixture.observe().await;
    fixture.world.clock.advance(Duration::seconds(6));
    fixture.observe().await;
    assert_eq!(asked(), 0, "the value is wrong");
    fixture.publish(&[PROOF, ALIAS]);
    fixture.observe().await;
    fixture.world.clock.advance(Duration::seconds(4));
    fixture.observe().await;
    assert_eq!(asked(), 0, "not yet settled");
    fixture.world.clock.advance(Duration::seconds(1));
    fixture.resolver.serve("acme.test", &[PROOF, ALIAS]);
    let seen = fixture.observe().await;
    assert_eq!(values(&seen, CHALLENGE, RecordType::Txt, ServerKind::Recursive), ["proof"]);
    let alias = values(&seen, "www.acme.test", RecordType::Cname, ServerKind::Recursive);
    assert_eq!(alias, ["edge.shop.test"]);
    assert_eq!(fixture.resolver.count(CHALLENGE, Wire::TXT), 1);
    assert_eq!(fixture.resolver.count("www.acme.test", Wire::A), 1);
}

#[tokio::test]
async fn the_answer_before_shows_whether_a_ttl_falls() {
    let fixture = Fixture::new().await;
    fixture.publish(&[PROOF, ALIAS]);
    fixture.observe().await;
    for ttl in [40, 33] {
        fixture.world.clock.advance(Duration::seconds(7));
        let old = format!("www.acme.test {ttl} CNAME old.host.test.");
        fixture.resolver.serve("acme.test", &[PROOF, &old]);
        fixture.observe().await;
    }
    let seen = fixture.observe().await;
    let host = name("www.acme.test");
    let looks: Vec<_> = seen.asked(&host, RecordType::Cname, ServerKind::Recursive).collect();
    let ttls: Vec<_> = looks.iter().map(|answer| answer.ttl()).collect();
    assert_eq!(ttls, [Some(33), Some(33)], "the latest is kept");
    fixture.world.clock.advance(Duration::seconds(7));
    fixture.resolver.serve("acme.test", &[PROOF, "www.acme.test 26 CNAME old.host.test."]);
    let seen = fixture.observe().await;
    let looks: Vec<_> = seen.asked(&host, RecordType::Cname, ServerKind::Recursive).collect();
    let ttls: Vec<_> = looks.iter().map(|answer| answer.ttl()).collect();
    assert_eq!(ttls, [Some(33), Some(26)]);
    assert!(Duration::seconds(7) <= looks[1].at - looks[0].at);
}

#[tokio::test]
async fn proof_is_confirmed_over_tcp() {
    let fixture = Fixture::new().await;
    fixture.publish(&[PROOF, ALIAS]);
    let seen = fixture.observe().await;
    let confirmed = seen.authoritative(&name(CHALLENGE), RecordType::Txt);
    assert_eq!(confirmed.len(), 2);
    for answer in confirmed {
        assert_eq!(answer.asked.transport, Transport::Tcp);
        assert_eq!(answer.values().collect::<Vec<_>>(), [&Rdata::Txt("proof".to_owned())]);
    }
}

#[tokio::test]
async fn a_server_without_tcp_is_believed_when_asked_again() {
    let fixture = Fixture::new().await;
    fixture.publish(&[PROOF, ALIAS]);
    fixture.customer[0].fail(Fault::UdpOnly);
    let seen = fixture.observe().await;
    let confirmed = seen.authoritative(&name(CHALLENGE), RecordType::Txt);
    assert!(confirmed.iter().all(|answer| !answer.reply.unanswered()));
}

#[tokio::test]
async fn aliases_are_followed_through_zones_and_loops_end() {
    let fixture = Fixture::new().await;
    fixture.publish(&["www.acme.test 300 CNAME a.shop.test."]);
    fixture.registry.serve(
        "shop.test",
        &["a.shop.test 60 CNAME b.acme.test.", "edge.shop.test 60 A 192.0.2.10"],
    );
    let seen = fixture.observe().await;
    let hop = seen.authoritative(&name("a.shop.test"), RecordType::A);
    assert_eq!(hop[0].alias(), Some(&name("b.acme.test")));
    let end = seen.authoritative(&name("b.acme.test"), RecordType::A);
    assert!(matches!(end[0].reply, Reply::NoName { .. }));

    fixture
        .publish(&["www.acme.test 300 CNAME a.acme.test.", "a.acme.test 300 CNAME www.acme.test."]);
    let seen = fixture.observe().await;
    let hop = seen.authoritative(&name("a.acme.test"), RecordType::A);
    assert_eq!(hop[0].alias(), Some(&name("www.acme.test")));
}

#[tokio::test]
async fn caa_is_looked_for_up_to_the_top_level_domain() {
    let fixture = Fixture::new().await;
    let climbed = async |lines: &[&str]| {
        fixture.publish(lines);
        let seen = fixture.observe().await;
        let mut names = Vec::new();
        for answer in &seen.answers {
            let Some(name) =
                Some(&answer.asked.name).filter(|_| answer.asked.rtype == RecordType::Caa)
            else {
                continue;
            };
            if !names.contains(&name.to_string()) {
                names.push(name.to_string());
            }
        }
        names
    };
    assert_eq!(climbed(&[]).await, ["www.acme.test", "acme.test", "test"]);
    let at_apex = "acme.test 300 CAA 0 issue \"ca.example\"";
    assert_eq!(climbed(&[at_apex]).await, ["www.acme.test", "acme.test"]);
    // The alias' target is asked, its parents are not.
    let chased = climbed(&[at_apex, "www.acme.test 300 CNAME x.shop.test."]).await;
    assert_eq!(chased, ["www.acme.test", "x.shop.test", "acme.test"]);
    for server in &fixture.customer {
        server.fail(Fault::FailsFor(Wire::CAA));
    }
    assert_eq!(climbed(&[at_apex]).await, ["www.acme.test"]);
}

#[tokio::test]
async fn one_silent_server_hides_nothing() {
    let fixture = Fixture::new().await;
    fixture.publish(&[PROOF, ALIAS]);
    fixture.customer[0].fail(Fault::Silent);
    let seen = fixture.observe().await;
    assert!(matches!(seen.delegation, Delegation::Zone(_)));
    let challenge = seen.authoritative(&name(CHALLENGE), RecordType::Txt);
    let mut codes: Vec<_> = challenge.iter().map(|answer| answer.reply.rcode()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["NOERROR", "TIMEOUT"]);
}

#[tokio::test]
async fn a_wildcard_is_asked_for_by_its_star() {
    let fixture = Fixture::new().await;
    fixture.publish(&[
        "*.acme.test 300 CNAME edge.shop.test.",
        "_customdomain-challenge.acme.test 300 TXT proof",
    ]);
    let seen = fixture.dns.observe(&desired("*.acme.test")).await.unwrap();
    let star = values(&seen, "*.acme.test", RecordType::Cname, ServerKind::Authoritative);
    assert_eq!(star, ["edge.shop.test"]);
}

#[tokio::test]
async fn a_zone_that_stops_answering_becomes_lame_or_unknown() {
    let fixture = Fixture::new().await;
    fixture.observe().await;
    for server in &fixture.customer {
        server.fail(Fault::Rcode(ResponseCode::Refused));
    }
    assert!(matches!(fixture.observe().await.delegation, Delegation::Lame(_)));
    fixture.registry.fail(Fault::Rcode(ResponseCode::ServFail));
    assert_eq!(fixture.observe().await.delegation, Delegation::Unknown);
}

#[tokio::test]
async fn what_is_not_registered_comes_with_the_registrys_word() {
    let fixture = Fixture::new().await;
    let seen = fixture.dns.observe(&desired("www.free.test")).await.unwrap();
    assert_eq!(seen.delegation, Delegation::NotRegistered { name: name("free.test") });
    assert_eq!(seen.answers[0].asked.server.address, fixture.registry.address);
    assert!(matches!(seen.answers[0].reply, Reply::NoName { .. }));
}

#[tokio::test]
async fn without_resolvers_nothing_is_observed() {
    let fixture = Fixture::new().await;
    fixture.resolver.fail(Fault::Rcode(ResponseCode::Refused));
    let failed = fixture.dns.observe(&desired("www.acme.test")).await.unwrap_err();
    assert_eq!(failed, LookupError::NoResolver(name("test")));
}

#[tokio::test]
async fn a_poll_notices_values_and_nothing_else() {
    let fixture = Fixture::new().await;
    let desired = desired("www.acme.test");
    let Delegation::Zone(zone) = fixture.observe().await.delegation else { panic!() };
    let poll = async || fixture.dns.poll(&desired, &zone).await;
    let empty = poll().await;
    assert_eq!(poll().await, empty);
    fixture.publish(&["www.acme.test 300 A 192.0.2.1", "www.acme.test 300 A 192.0.2.2"]);
    let routed = poll().await;
    assert_ne!(routed, empty);
    fixture.publish(&["www.acme.test 60 A 192.0.2.2", "www.acme.test 60 A 192.0.2.1"]);
    assert_eq!(poll().await, routed, "order and TTL don't count");
    fixture.customer[1].serve("acme.test", &[PROOF]);
    assert_ne!(poll().await, routed, "one server is enough");
    let before = fixture.customer[0].seen().len();
    poll().await;
    assert_eq!(fixture.customer[0].seen().len() - before, 3);
}
