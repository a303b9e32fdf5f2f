//! Walks through a small world: a registry for `test`, and a server for customers.

use app::domain::name::Hostname;
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::RecordType as Wire;

use super::*;
use crate::dns::testbed::{Fault, Server as TestServer, World};

/// A registry for `test`, whose servers the resolver tells, and a server for customers.
async fn world() -> (World, [std::sync::Arc<TestServer>; 3]) {
    let mut world = World::new();
    let registry = world.authority().await;
    let customer = world.authority().await;
    let resolver = world.resolver().await;
    let lines = [
        "test 300 NS ns1.nic.test.".to_owned(),
        format!("ns1.nic.test 300 A {}", registry.ip()),
        "acme.test 300 NS ns1.host.test.".to_owned(),
        "acme.test 300 NS ns2.host.test.".to_owned(),
        format!("ns1.host.test 300 A {}", customer.ip()),
        "ns2.host.test 300 A 127.0.0.250".to_owned(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    registry.serve("test", &lines);
    // The resolver answers for itself what it would find by asking around.
    let without_cuts: Vec<&str> =
        lines.iter().copied().filter(|line| !line.starts_with("acme")).collect();
    resolver.serve("test", &without_cuts);
    customer
        .serve("acme.test", &["acme.test 300 NS ns1.host.test.", "www.acme.test 300 A 192.0.2.1"]);
    (world, [registry, customer, resolver])
}

fn zone(delegation: Delegation) -> Zone {
    let Delegation::Zone(zone) = delegation else { panic!("{delegation:?}") };
    zone
}

fn host(text: &str) -> Hostname {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_zone_in_charge_is_found_by_referrals() {
    let (world, [registry, customer, resolver]) = world().await;
    let dns = world.dns(&[&resolver]);
    for text in ["www.acme.test", "acme.test", "*.shop.acme.test", "no.such.acme.test"] {
        let zone = zone(dns.zone_of(&host(text)).await.unwrap());
        assert_eq!(zone.apex.as_str(), "acme.test", "{text}");
        assert_eq!(zone.negative_ttl, Some(30));
        // The child's own NS set, with the address that the parent told.
        let names: Vec<_> = zone.servers.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["ns1.host.test"]);
        assert_eq!(zone.servers[0].addresses, [customer.ip()]);
    }
    assert_eq!(resolver.count("test", Wire::NS), 1, "remembered");
    assert!(resolver.seen().iter().all(|seen| !seen.name.contains("acme")));
    assert!(registry.seen().iter().all(|seen| !seen.rd));
}

#[tokio::test]
async fn a_zone_is_remembered_for_a_minute() {
    let (world, [registry, _, resolver]) = world().await;
    let dns = world.dns(&[&resolver]);
    let www = host("www.acme.test");
    for (moved, want) in [(0, 1), (59, 1), (2, 2)] {
        world.clock.advance(Duration::seconds(moved));
        dns.zone_of(&www).await.unwrap();
        assert_eq!(registry.count("www.acme.test", Wire::SOA), want, "after {moved} s more");
    }
}

#[tokio::test]
async fn a_cut_that_the_parents_server_hides_is_found_by_soa() {
    let (world, [_, customer, resolver]) = world().await;
    let alias =
        ["www.eu.acme.test 300 CNAME elsewhere.invalid.", "eu.acme.test 300 NS ns1.host.test."];
    customer.serve("eu.acme.test", &alias);
    let dns = world.dns(&[&resolver]);
    let found = zone(dns.zone_of(&host("www.eu.acme.test")).await.unwrap());
    assert_eq!(found.apex.as_str(), "eu.acme.test");
}

#[tokio::test]
async fn what_the_registry_does_not_have_is_not_registered() {
    let (world, [_, _, resolver]) = world().await;
    let delegation = world.dns(&[&resolver]).zone_of(&host("www.free.test")).await.unwrap();
    assert_eq!(delegation, Delegation::NotRegistered { name: "free.test".parse().unwrap() });
}

#[tokio::test]
async fn a_zone_that_no_listed_server_answers_for_is_lame() {
    let (world, [_, customer, resolver]) = world().await;
    for fault in [Fault::Lame, Fault::Upward, Fault::Rcode(ResponseCode::Refused)] {
        customer.fail(fault);
        let delegation = world.dns(&[&resolver]).zone_of(&host("www.acme.test")).await.unwrap();
        let Delegation::Lame(zone) = delegation else { panic!("{fault:?}: {delegation:?}") };
        assert_eq!(zone.apex.as_str(), "acme.test");
        assert_eq!(zone.servers.len(), 2);
    }
}

#[tokio::test]
async fn when_nobody_can_be_asked_nothing_is_known() {
    let (world, [registry, _, resolver]) = world().await;
    registry.fail(Fault::Rcode(ResponseCode::ServFail));
    let www = host("www.acme.test");
    let delegation = world.dns(&[&resolver]).zone_of(&www).await.unwrap();
    assert_eq!(delegation, Delegation::Unknown);
    resolver.fail(Fault::Rcode(ResponseCode::ServFail));
    let error = world.dns(&[&resolver]).zone_of(&www).await.unwrap_err();
    assert_eq!(error, LookupError::NoResolver("test".parse().unwrap()));
}

#[tokio::test]
async fn the_walk_can_start_at_the_root() {
    let (mut world, [registry, customer, resolver]) = world().await;
    let root = world.authority().await;
    let glue = format!("ns1.nic.test 300 A {}", registry.ip());
    root.serve("", &["test 300 NS ns1.nic.test.", &glue]);
    let dns = world.dns_from_root(&root, &resolver);
    let zone = zone(dns.zone_of(&host("www.acme.test")).await.unwrap());
    assert_eq!(zone.servers[0].addresses, [customer.ip()]);
    assert_eq!(resolver.count("test", Wire::NS), 0);
    let absent = dns.zone_of(&host("www.nowhere.nosuch")).await.unwrap();
    let name = "nowhere.nosuch".parse().unwrap();
    assert_eq!(absent, Delegation::NotRegistered { name });
}

#[tokio::test]
async fn addresses_inside_are_never_contacted() {
    let (world, [registry, _, resolver]) = world().await;
    let config = crate::dns::DnsConfig {
        resolvers: vec![resolver.address],
        root_hints: Vec::new(),
        port: world.port,
        rules: crate::net::AddressRules::public(),
    };
    let dns = Dns::new(config, world.clock.clone()).unwrap();
    assert!(dns.zone_of(&host("www.acme.test")).await.is_err());
    assert_eq!(registry.seen(), []);
}

#[tokio::test]
async fn what_the_registry_has_without_servers_is_not_delegated() {
    let (world, [registry, _, resolver]) = world().await;
    let nic = format!("ns1.nic.test 300 A {}", registry.ip());
    let lines = [
        "test 300 NS ns1.nic.test.",
        &nic,
        "bare.test 300 DS 1 13 2 ab",
        "parked.test 300 A 192.0.2.1",
    ];
    registry.serve("test", &lines);
    let dns = world.dns(&[&resolver]);
    for text in ["bare.test", "www.bare.test", "*.bare.test"] {
        let delegation = dns.zone_of(&host(text)).await.unwrap();
        let name = "bare.test".parse().unwrap();
        assert_eq!(delegation, Delegation::NotDelegated { name }, "{text}");
    }
    // The registry's own zone holds the records, and is in charge.
    for text in ["parked.test", "www.parked.test"] {
        assert_eq!(zone(dns.zone_of(&host(text)).await.unwrap()).apex.as_str(), "test", "{text}");
    }
}

#[tokio::test]
async fn the_customers_own_name_is_no_server_to_look_up() {
    let (world, [_, customer, resolver]) = world().await;
    customer.serve(
        "acme.test",
        &["acme.test 300 NS ns1.host.test.", "acme.test 300 NS www.acme.test."],
    );
    let dns = world.dns(&[&resolver]);
    let found = zone(dns.zone_of(&host("www.acme.test")).await.unwrap());
    assert_eq!(found.servers[1].addresses, [] as [IpAddr; 0]);
    assert!(resolver.seen().iter().all(|seen| !seen.name.contains("acme")));
}
