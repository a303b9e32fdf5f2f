//! What is asked of the zone's own servers.

use app::domain::earlier::Earlier;
use app::domain::observation::{Delegation, Reply, ServerKind, Transport};
use app::domain::record::{Rdata, RecordType};
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::RecordType as Wire;

use super::{ALIAS, CHALLENGE, Fixture, PROOF, desired, name, values};
use crate::dns::LookupError;
use crate::dns::testbed::Fault;

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
    assert_eq!(chased, ["www.acme.test", "acme.test", "x.shop.test"]);
    for server in &fixture.customer {
        server.fail(Fault::FailsFor(Wire::CAA));
    }
    assert_eq!(climbed(&[at_apex]).await, ["www.acme.test", "acme.test"], "not above");
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
    let seen = fixture.look("*.acme.test").await;
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
    let seen = fixture.observe().await;
    assert!(matches!(seen.delegation, Delegation::Lame(_)));
    let asked = seen.authoritative(&name("www.acme.test"), RecordType::Soa);
    assert_eq!(asked.iter().filter(|answer| answer.reply == Reply::Refused).count(), 2);
    fixture.registry.fail(Fault::Rcode(ResponseCode::ServFail));
    assert_eq!(fixture.observe().await.delegation, Delegation::Unknown);
}

#[tokio::test]
async fn what_is_not_registered_comes_with_the_registrys_word() {
    let fixture = Fixture::new().await;
    let seen = fixture.look("www.free.test").await;
    assert_eq!(seen.delegation, Delegation::NotRegistered { name: name("free.test") });
    assert_eq!(seen.answers[0].asked.server.address, fixture.registry.address);
    assert!(matches!(seen.answers[0].reply, Reply::NoName { .. }));
}

#[tokio::test]
async fn without_resolvers_nothing_is_observed() {
    let fixture = Fixture::new().await;
    fixture.resolver.fail(Fault::Rcode(ResponseCode::Refused));
    let failed = {
        let desired = desired("www.acme.test");
        fixture.dns.observe(&desired, &Earlier::default()).await.unwrap_err()
    };
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
