//! How long a look takes, in rounds of questions that wait for each other, and what it costs.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use app::domain::earlier::Earlier;
use app::domain::observation::Reply;
use hickory_proto::rr::RecordType as Wire;
use tokio::time::timeout;

use super::{ALIAS, CHALLENGE, Fixture, NS, PROOF, desired};
use crate::dns::testbed::{Fault, Server};
use crate::dns::{Dns, Pace};

/// Nothing new for so long, thrice, means that everybody waits.
const QUIET: Duration = Duration::from_millis(100);

/// How often `servers` kept a look waiting: every answer of theirs is held back until nothing
/// else happens, and then all are let go together. With a delay at the servers instead, the look
/// would last so many times the delay.
async fn rounds(dns: &Dns, servers: &[Arc<Server>]) -> usize {
    let asked = || servers.iter().map(|server| server.seen().len()).sum::<usize>();
    let desired = desired("www.acme.test");
    let earlier = Earlier::default();
    let mut looking = pin!(dns.observe(&desired, &earlier));
    let (mut rounds, mut still, mut before) = (0, 0, asked());
    loop {
        if let Ok(seen) = timeout(QUIET, &mut looking).await {
            assert!(seen.unwrap().answers.iter().all(|answer| answer.reply != Reply::Silent));
            return rounds;
        }
        let seen = asked();
        still = if seen == before { still + 1 } else { 0 };
        before = seen;
        if still == 3 {
            still = 0;
            let released: usize = servers.iter().map(|server| server.release()).sum();
            rounds += usize::from(0 < released);
        }
    }
}

#[tokio::test]
async fn slow_authorities_are_waited_for_twice_at_most() {
    let mut fixture = Fixture::new().await;
    let mut servers = fixture.customer.to_vec();
    let mut ns = NS.map(str::to_owned).to_vec();
    let mut registered = Vec::new();
    for nth in 3..5 {
        let server = fixture.world.authority().await;
        ns.push(format!("acme.test 300 NS ns{nth}.host.test."));
        registered.push(format!("ns{nth}.host.test 300 A {}", server.ip()));
        servers.push(server);
    }
    registered.extend(ns[2..].to_vec());
    fixture.register(&registered.iter().map(String::as_str).collect::<Vec<_>>());
    let ns: Vec<&str> = ns.iter().map(String::as_str).collect();
    let wrong = "_customdomain-challenge.www.acme.test 300 TXT wrong";
    for lines in [&[][..], &[wrong], &[wrong, ALIAS]] {
        for server in &servers {
            server.fail(Fault::None);
            server.serve("acme.test", &[&ns, lines].concat());
        }
        fixture.dns.observe(&desired("www.acme.test"), &Earlier::default()).await.unwrap();
        for server in &servers {
            server.fail(Fault::Held);
        }
        assert_eq!(rounds(&fixture.dns, &servers).await, 2, "{lines:?}");
    }
}

#[tokio::test]
async fn the_largest_sound_zone_fits_the_budget() {
    let mut fixture = Fixture::new().await;
    let mut resolvers = vec![Arc::clone(&fixture.resolver)];
    for _ in 0..2 {
        let resolver = fixture.world.resolver().await;
        let nic = format!("ns1.nic.test 300 A {}", fixture.registry.ip());
        resolver.serve("test", &["test 300 NS ns1.nic.test.", &nic]);
        resolvers.push(resolver);
    }
    // Thirteen names, three of which have a second address.
    let mut servers = fixture.customer.to_vec();
    let mut registered = vec!["acme.test 300 DS 1 13 2 ab".to_owned()];
    let mut ns = NS.map(str::to_owned).to_vec();
    for nth in 3..17 {
        let server = fixture.world.authority().await;
        let of = if nth < 14 { nth } else { nth - 13 };
        if nth < 14 {
            ns.push(format!("acme.test 300 NS ns{of}.host.test."));
            registered.push(format!("acme.test 300 NS ns{of}.host.test."));
        }
        registered.push(format!("ns{of}.host.test 300 A {}", server.ip()));
        servers.push(server);
    }
    fixture.register(&registered.iter().map(String::as_str).collect::<Vec<_>>());
    let lines: Vec<&str> = ns.iter().map(String::as_str).chain([PROOF, ALIAS]).collect();
    for server in servers.iter().chain(&resolvers) {
        server.serve("acme.test", &lines);
    }
    let dns = fixture.world.dns(&resolvers.iter().collect::<Vec<_>>());
    let look = async || dns.observe(&desired("www.acme.test"), &Earlier::default()).await.unwrap();
    look().await;
    // A minute later nothing of the walk is remembered: the dearest look of all.
    fixture.world.clock.advance(time::Duration::minutes(2));
    let all = || servers.iter().chain(&resolvers).chain([&fixture.registry]);
    let asked = || all().map(|server| server.seen().len()).sum::<usize>();
    let before = asked();
    let seen = look().await;
    let cost = asked() - before;
    assert!(cost <= 180, "{cost} questions");
    let validations = seen.dnssec.unwrap().validations;
    assert_eq!(validations.len(), 3);
    for resolver in &resolvers {
        for (name, rtype) in [(CHALLENGE, Wire::TXT), ("www.acme.test", Wire::CNAME)] {
            assert_eq!(resolver.count(name, rtype), 1, "{name}");
        }
    }
    assert!(servers.iter().all(|server| 2 <= server.count(CHALLENGE, Wire::TXT)));
}

#[tokio::test]
async fn one_server_is_asked_at_its_pace() {
    let fixture = Fixture::new().await;
    let pace = Pace { per_second: 1, burst: 3, in_flight: 10 };
    let dns = fixture.world.dns(&[&fixture.resolver]).at_pace(pace);
    // The time of the look ends long before the turn of the last question.
    let server = &fixture.customer[0];
    let (desired, earlier) = (desired("www.acme.test"), Earlier::default());
    let look = dns.observe(&desired, &earlier);
    assert!(timeout(Duration::from_millis(100), look).await.is_err());
    assert!(server.seen().len() <= 3, "{:?}", server.seen());
}

#[tokio::test]
async fn a_server_that_was_silent_for_long_gets_one_question_first() {
    let fixture = Fixture::new().await;
    let server = &fixture.customer[0];
    let silent_for_long = || (0..6).for_each(|_| fixture.dns.destinations.missed(server.ip()));
    fixture.observe().await;
    silent_for_long();
    let before = server.seen().len();
    fixture.observe().await;
    assert!(10 < server.seen().len() - before, "it answers, and gets them all");
    silent_for_long();
    server.fail(Fault::Silent);
    let before = server.seen().len();
    let seen = fixture.observe().await;
    assert_eq!(server.seen().len() - before, 2, "once over UDP, once over TCP");
    let silent = seen.answers.iter().filter(|answer| answer.reply == Reply::Silent);
    assert_eq!(silent.count(), 1);
}
