//! What stands beside the desired records, above their zone, and at servers of the past.

use app::domain::earlier::Earlier;
use app::domain::name::OwnerName;
use app::domain::observation::{Delegation, NameServer, Observation, Reply, ServerKind, Zone};
use app::domain::record::RecordType;
use hickory_proto::rr::RecordType as Wire;

use super::{ALIAS, CHALLENGE, Fixture, NS, PROOF, desired, name, values};

/// What the authorities have at `owner`.
fn told(seen: &Observation, owner: &str, rtype: RecordType) -> Vec<String> {
    values(seen, owner, rtype, ServerKind::Authoritative)
}

fn zone(seen: &Observation) -> &Zone {
    let Delegation::Zone(zone) = &seen.delegation else { panic!("{:?}", seen.delegation) };
    zone
}

#[tokio::test]
async fn what_stands_beside_the_records_is_seen() {
    let fixture = Fixture::new().await;
    fixture.publish(&[
        "www.acme.test 300 HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1",
        "www.acme.test 300 MX 10 mail.acme.test.",
        "www.acme.test 300 TXT v=spf1",
        "_acme-challenge.www.acme.test 300 TXT left",
    ]);
    let seen = fixture.observe().await;
    for (owner, rtype, want) in [
        ("www.acme.test", RecordType::Https, "1 . alpn=h2 ipv4hint=192.0.2.1"),
        ("www.acme.test", RecordType::Mx, "10 mail.acme.test"),
        ("www.acme.test", RecordType::Txt, "v=spf1"),
        ("_acme-challenge.www.acme.test", RecordType::Txt, "left"),
    ] {
        assert_eq!(told(&seen, owner, rtype), [want], "{owner} {rtype}");
        assert_eq!(seen.authoritative(&name(owner), rtype).len(), 2, "by two");
    }
    fixture.publish(&["_acme-challenge.www.acme.test 300 CNAME elsewhere.invalid."]);
    let seen = fixture.observe().await;
    let acme = "_acme-challenge.www.acme.test";
    assert_eq!(told(&seen, acme, RecordType::Cname), ["elsewhere.invalid"]);
    fixture.publish(&["_acme-challenge.www.acme.test 60 NS ns1.host.test."]);
    let seen = fixture.observe().await;
    assert_eq!(told(&seen, acme, RecordType::Ns), ["ns1.host.test"]);
}

#[tokio::test]
async fn www_is_asked_for_beside_an_apex_alone() {
    let fixture = Fixture::new().await;
    fixture.publish(&["www.acme.test 300 A 192.0.2.1"]);
    let seen = fixture.look("acme.test").await;
    assert_eq!(told(&seen, "www.acme.test", RecordType::A), ["192.0.2.1"]);
    let seen = fixture.look("shop.acme.test").await;
    assert!(seen.authoritative(&name("www.shop.acme.test"), RecordType::A).is_empty());
}

#[tokio::test]
async fn random_siblings_show_a_wildcard() {
    let fixture = Fixture::new().await;
    fixture.publish(&["*.acme.test 300 A 192.0.2.7", "*.www.acme.test 300 TXT any"]);
    let seen = fixture.observe().await;
    let above = |nth: usize| seen.probes[nth].parent().unwrap().to_string();
    assert_eq!([above(0), above(1)], ["acme.test", "www.acme.test"]);
    assert_eq!(told(&seen, seen.probes[0].as_str(), RecordType::A), ["192.0.2.7"]);
    assert_eq!(told(&seen, seen.probes[1].as_str(), RecordType::Txt), ["any"]);
    let again = fixture.observe().await;
    assert_ne!(again.probes, seen.probes, "nobody can prepare for them");
    for (hostname, parents) in [("*.acme.test", &["acme.test"][..]), ("acme.test", &["acme.test"])]
    {
        let seen = fixture.look(hostname).await;
        let above: Vec<_> = seen.probes.iter().map(|p| p.parent().unwrap().to_string()).collect();
        assert_eq!(above, parents, "{hostname}");
    }
    let random = |name: &str| name.split('.').next().is_some_and(|label| label.len() == 16);
    assert!(!fixture.registry.seen().iter().any(|seen| random(&seen.name)), "not beside an apex");
    assert!(!fixture.resolver.seen().iter().any(|seen| random(&seen.name)));
}

#[tokio::test]
async fn every_authority_tells_its_version_and_its_name_servers() {
    let fixture = Fixture::new().await;
    fixture.customer[1].serve("acme.test", &[NS[0]]);
    let seen = fixture.observe().await;
    let sets: Vec<usize> = seen
        .authoritative(&name("acme.test"), RecordType::Ns)
        .iter()
        .map(|answer| answer.values().count())
        .collect();
    assert_eq!(sets, [2, 1]);
    assert_eq!(seen.authoritative(&name("acme.test"), RecordType::Soa).len(), 2);
}

#[tokio::test]
async fn what_only_the_parent_lists_is_asked_too() {
    let mut fixture = Fixture::new().await;
    let old = fixture.world.authority().await;
    old.serve("acme.test", &[PROOF]);
    let address = format!("ns.old.test 300 A {}", old.ip());
    fixture.register(&["acme.test 120 NS ns.old.test.", &address]);
    let seen = fixture.observe().await;
    let zone = zone(&seen);
    let names = |servers: &[NameServer]| -> Vec<String> {
        servers.iter().map(|server| server.name.to_string()).collect()
    };
    assert_eq!(names(&zone.servers), ["ns1.host.test", "ns2.host.test"]);
    let parent = zone.parent.as_ref().unwrap();
    assert_eq!((parent.zone.as_str(), parent.ttl), ("test", 120), "the least of the set");
    assert_eq!(names(&parent.servers), ["ns1.host.test", "ns2.host.test", "ns.old.test"]);
    let proofs = seen.authoritative(&name(CHALLENGE), RecordType::Txt);
    let at_old = proofs.iter().find(|answer| answer.asked.server.address == old.address);
    assert_eq!(at_old.unwrap().values().count(), 1);
    assert_eq!(old.count("www.acme.test", Wire::CNAME), 1);
    // What it has counts for nobody: no proof, no question to a resolver.
    let of_charge = proofs.iter().filter(|answer| answer.asked.server.address != old.address);
    assert_eq!(of_charge.filter(|answer| matches!(answer.reply, Reply::NoName { .. })).count(), 2);
}

#[tokio::test]
async fn servers_of_the_past_are_asked_but_not_more_than_two() {
    let mut fixture = Fixture::new().await;
    let mut past = Vec::new();
    let mut earlier = Earlier::default();
    for nth in 0..3 {
        let server = fixture.world.authority().await;
        server.serve("acme.test", &[PROOF, ALIAS]);
        let known: OwnerName = name(&format!("ns{nth}.past.test"));
        earlier.servers.push(NameServer { name: known, addresses: vec![server.ip()] });
        past.push(server);
    }
    // Who is in charge again is no past.
    let again = fixture.customer[0].ip();
    earlier.servers.insert(0, NameServer { name: name("ns.past.test"), addresses: vec![again] });
    let seen = fixture.dns.observe(&desired("www.acme.test"), &earlier).await.unwrap();
    let asked: Vec<_> = past.iter().map(|server| server.count(CHALLENGE, Wire::TXT)).collect();
    assert_eq!(asked, [1, 1, 0]);
    assert_eq!(fixture.customer[0].count("www.acme.test", Wire::CNAME), 1);
    let alias = seen.authoritative(&name("www.acme.test"), RecordType::Cname);
    let right = alias.iter().filter(|answer| answer.alias() == Some(&name("edge.shop.test")));
    assert_eq!(right.count(), 2);
    assert_eq!(seen.earlier, earlier);
}

#[tokio::test]
async fn a_redirected_subtree_is_followed() {
    let fixture = Fixture::new().await;
    fixture.publish(&[
        "www.acme.test 300 CNAME edge.old.acme.test.",
        "old.acme.test 300 DNAME shop.test.",
    ]);
    let seen = fixture.observe().await;
    let hop = seen.authoritative(&name("edge.old.acme.test"), RecordType::A);
    assert_eq!(hop[0].alias(), Some(&name("edge.shop.test")));
    assert!(hop[0].records().iter().any(|record| record.rdata.mnemonic() == "DNAME"));
    // The hostname itself within such a subtree.
    let seen = fixture.look("edge.old.acme.test").await;
    assert_eq!(zone(&seen).apex.as_str(), "acme.test");
    let alias = seen.authoritative(&name("edge.old.acme.test"), RecordType::A);
    assert_eq!(alias[0].alias(), Some(&name("edge.shop.test")));
}

#[tokio::test]
async fn a_server_that_answers_differently_each_time_is_found_out() {
    let fixture = Fixture::new().await;
    let with = |address| [NS[0], NS[1], address];
    let (one, other) = (with("www.acme.test 60 A 192.0.2.1"), with("www.acme.test 60 A 192.0.2.2"));
    fixture.customer[0].serve_in_turn("acme.test", &[&one, &other]);
    fixture.customer[1].serve_in_turn("acme.test", &[&other, &one]);
    let seen = fixture.observe().await;
    for server in &fixture.customer {
        let host = name("www.acme.test");
        let answers = seen.asked(&host, RecordType::A, ServerKind::Authoritative);
        let of_it: Vec<_> =
            answers.filter(|answer| answer.asked.server.address == server.address).collect();
        assert_eq!(of_it.len(), 2);
        assert_ne!(of_it[0].records(), of_it[1].records());
    }
}
