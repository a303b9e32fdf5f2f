//! What is asked of resolvers, and when.

use std::sync::Arc;

use app::domain::earlier::Earlier;
use app::domain::observation::ServerKind;
use app::domain::record::RecordType;
use hickory_proto::rr::RecordType as Wire;
use time::Duration;

use super::{ALIAS, CHALLENGE, Fixture, NS, PROOF, desired, name, values};
use crate::dns::testbed::Server;

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

/// One look of a run: what the two authorities serve, how long after the look before it comes,
/// and what the resolvers have been asked for after it.
struct Act {
    published: [&'static [&'static str]; 2],
    after: i64,
    asked: &'static [(&'static str, Wire)],
}

const fn act(
    published: &'static [&'static str],
    after: i64,
    asked: &'static [(&'static str, Wire)],
) -> Act {
    Act { published: [published, published], after, asked }
}

/// The questions to the resolvers for anything that is not a name server's or the suffix'.
fn asked(resolvers: &[&Arc<Server>]) -> Vec<(String, Wire)> {
    let all = resolvers.iter().flat_map(|resolver| resolver.seen());
    let mut asked: Vec<_> = all.map(|seen| (seen.name, seen.rtype)).collect();
    asked.retain(|(name, _)| name != "test" && !name.ends_with("host.test"));
    asked.retain(|(name, _)| name != "ns1.nic.test");
    asked.sort();
    asked.dedup();
    asked
}

async fn run(hostname: &str, signed: &[&str], acts: &[Act]) {
    let mut fixture = Fixture::new().await;
    fixture.register(signed);
    let others = [fixture.world.resolver().await, fixture.world.resolver().await];
    let resolvers = [&fixture.resolver, &others[0], &others[1]];
    let nic = format!("ns1.nic.test 300 A {}", fixture.registry.ip());
    for other in &others {
        other.serve("test", &["test 300 NS ns1.nic.test.", &nic]);
    }
    let dns = fixture.world.dns(&resolvers);
    for (nth, act) in acts.iter().enumerate() {
        for (server, lines) in fixture.customer.iter().zip(act.published) {
            server.serve("acme.test", &[&NS, lines].concat());
        }
        fixture.world.clock.advance(Duration::seconds(act.after));
        dns.observe(&desired(hostname), &Earlier::default()).await.unwrap();
        let want: Vec<_> =
            act.asked.iter().map(|(name, rtype)| ((*name).to_owned(), *rtype)).collect();
        assert_eq!(asked(&resolvers), want, "{hostname}, look {nth}");
    }
}

#[tokio::test]
async fn who_wants_another_proof_does_not_undo_what_is_known_of_the_first() {
    let fixture = Fixture::new().await;
    for server in &fixture.customer {
        server.serve("acme.test", &[&NS[..], &[PROOF, ALIAS]].concat());
    }
    let dns = fixture.world.dns(&[&fixture.resolver]);
    let first = desired("www.acme.test");
    let mut second = first.clone();
    "another-value".clone_into(&mut second.challenge.value);
    dns.observe(&first, &Earlier::default()).await.unwrap();
    for _ in 0..5 {
        fixture.world.clock.advance(Duration::seconds(1));
        dns.observe(&second, &Earlier::default()).await.unwrap();
    }
    let of_proof = (CHALLENGE.to_owned(), Wire::TXT);
    assert!(!asked(&[&fixture.resolver]).contains(&of_proof), "there is none that is right");
    dns.observe(&first, &Earlier::default()).await.unwrap();
    assert!(asked(&[&fixture.resolver]).contains(&of_proof));
}

const OF_PROOF: (&str, Wire) = (CHALLENGE, Wire::TXT);
const WWW_A: (&str, Wire) = ("www.acme.test", Wire::A);
const WWW_CNAME: (&str, Wire) = ("www.acme.test", Wire::CNAME);

#[tokio::test]
async fn no_resolver_hears_of_a_subdomain_too_early() {
    let both: &[&str] = &[PROOF, ALIAS];
    let lagging = Act { published: [both, &[PROOF]], after: 6, asked: &[OF_PROOF] };
    run(
        "www.acme.test",
        &[],
        &[
            act(&[], 0, &[]),
            act(&[], 60, &[]),
            act(&[PROOF], 1, &[]),
            act(&[PROOF], 4, &[]),
            act(&[PROOF], 1, &[OF_PROOF]),
            lagging,
            // The alias stands everywhere from here on, its proof for long.
            act(both, 6, &[OF_PROOF]),
            act(both, 5, &[OF_PROOF, WWW_A, WWW_CNAME]),
        ],
    )
    .await;
}

#[tokio::test]
async fn no_resolver_is_led_to_where_a_chain_has_no_end() {
    let broken: &[&str] = &[PROOF, "www.acme.test 300 CNAME shop.acme.test."];
    let whole: &[&str] = &[
        PROOF,
        "www.acme.test 300 CNAME shop.acme.test.",
        "shop.acme.test 300 CNAME edge.shop.test.",
    ];
    run(
        "www.acme.test",
        &[],
        &[
            act(broken, 0, &[]),
            // The alias itself can be told without following it.
            act(broken, 5, &[OF_PROOF, WWW_CNAME]),
            act(whole, 5, &[OF_PROOF, WWW_CNAME]),
            act(whole, 5, &[OF_PROOF, WWW_A, WWW_CNAME]),
        ],
    )
    .await;
}

#[tokio::test]
async fn no_resolver_hears_of_an_apex_or_a_wildcard_too_early() {
    const OF_APEX: (&str, Wire) = ("_customdomain-challenge.acme.test", Wire::TXT);
    const STAR: &str = "*.acme.test";
    let proof: &[&str] = &["_customdomain-challenge.acme.test 300 TXT proof"];
    let apex: &[&str] =
        &["_customdomain-challenge.acme.test 300 TXT proof", "acme.test 300 A 192.0.2.10"];
    run(
        "acme.test",
        &[],
        &[
            act(&[], 0, &[]),
            act(proof, 5, &[]),
            act(proof, 5, &[OF_APEX]),
            act(apex, 1, &[OF_APEX]),
            act(apex, 5, &[OF_APEX, ("acme.test", Wire::A)]),
        ],
    )
    .await;
    let star: &[&str] = &[
        "_customdomain-challenge.acme.test 300 TXT proof",
        "*.acme.test 300 CNAME edge.shop.test.",
    ];
    run(
        STAR,
        &[],
        &[
            act(&[], 0, &[]),
            act(&[], 5, &[]),
            act(star, 5, &[]),
            act(star, 5, &[(STAR, Wire::A), (STAR, Wire::CNAME), OF_APEX]),
        ],
    )
    .await;
}

#[tokio::test]
async fn resolvers_judge_a_signed_zone_before_any_record_exists() {
    const START: (&str, Wire) = ("acme.test", Wire::SOA);
    run(
        "www.acme.test",
        &["acme.test 300 DS 1 13 2 ab"],
        &[
            act(&[], 0, &[]),
            act(&[], 4, &[]),
            act(&[], 1, &[START]),
            act(&[PROOF, ALIAS], 1, &[START]),
            act(&[PROOF, ALIAS], 5, &[OF_PROOF, START, WWW_A, WWW_CNAME]),
        ],
    )
    .await;
}
