//! Servers that lag, caches that remember, and the proof's hardened look.

use time::Duration;

use super::*;
use crate::domain::finding::Cause;

#[test]
fn servers_that_differ_are_named_and_hide_what_would_follow() {
    let newer = [&RIGHT[..], &["acme.com SOA 2"]].concat();
    let mut case = Case::servers(
        "shop.acme.com",
        Kind::Subdomain,
        &newer,
        &["acme.com SOA 1", "shop.acme.com A 93.184.216.9", TARGET],
    );
    case.resolve(&resolver(1), &[TARGET], NOW);
    check(&case, &["authorities_disagree", "authorities_disagree"]);
    let findings = case.findings();
    let Cause::AuthoritiesDisagree { lagging, serials, .. } = &findings[0].cause else {
        panic!("{findings:#?}")
    };
    assert_eq!(lagging, &["ns2.acme.com"]);
    assert_eq!(serials, &[("ns1.acme.com".to_owned(), 2), ("ns2.acme.com".to_owned(), 1)]);
    assert_eq!(case.verdict(), Verdict { ownership: Judgement::Wrong, routing: Judgement::Wrong });
    let statuses: Vec<_> = case.records().iter().map(|record| record.status).collect();
    assert_eq!(statuses, [RecordStatus::Mismatched; 2]);
}

#[test]
fn a_serial_alone_is_no_disagreement() {
    let with = |soa| [&RIGHT[..], &[soa]].concat();
    let (first, second) = (with("acme.com SOA 2"), with("acme.com SOA 1"));
    check(&Case::servers("shop.acme.com", Kind::Subdomain, &first, &second), &[]);
}

#[test]
fn servers_that_are_wrong_in_different_ways_disagree_on_nothing() {
    let old = [TXT, "shop.acme.com CNAME old.example", TARGET];
    let case = Case::servers("shop.acme.com", Kind::Subdomain, &[TXT, TARGET], &old);
    check(&case, &["cname_wrong_target"]);
}

#[test]
fn the_proof_needs_the_hardened_look_at_half_of_the_names() {
    let over = |transport, at: &[u8]| {
        let mut case = Case::of(&RIGHT);
        for answer in &mut case.observation.answers {
            if at.iter().any(|n| answer.asked.server == server(*n)) {
                answer.asked.transport = transport;
            }
        }
        case.verdict().ownership
    };
    assert_eq!(over(Transport::Tcp, &[]), Judgement::Right);
    assert_eq!(over(Transport::Udp, &[2]), Judgement::Right);
    assert_eq!(over(Transport::Udp, &[1, 2]), Judgement::Unknown);
    let mut case = Case::of(&RIGHT);
    let Delegation::Zone(zone) = &mut case.observation.delegation else { panic!() };
    for n in 3..=5 {
        let addresses = vec![IpAddr::from([198, 51, 100, n])];
        zone.servers.push(NameServer { name: name(&format!("ns{n}.acme.com")), addresses });
    }
    assert_eq!(case.verdict().ownership, Judgement::Unknown);
}

#[test]
fn only_the_latest_look_counts() {
    let mut case = Case::of(&RIGHT);
    let challenge = case.desired.challenge.name.clone();
    let gone = Reply::NoName { negative_ttl: None };
    case.answer(&server(2), &challenge, RecordType::Txt, gone, NOW);
    check(&case, &["authorities_disagree"]);
    assert_eq!(case.verdict().ownership, Judgement::Wrong);
}

#[test]
fn servers_of_other_zones_prove_nothing() {
    let mut case = Case::of(&[CNAME, TARGET]);
    case.ask(&server(9), &RIGHT);
    check(&case, &["ownership_missing"]);
    assert_eq!(case.verdict().ownership, Judgement::Wrong);
}

#[test]
fn an_alias_proves_nothing_whatever_stands_at_its_target() {
    for alias in [
        "_customdomain-challenge.shop.acme.com CNAME proof.example",
        "*.acme.com CNAME proof.example",
    ] {
        let case = Case::of(&[alias, "proof.example TXT fairlead-verify-abc", CNAME, TARGET]);
        assert_eq!(case.verdict().ownership, Judgement::Wrong);
    }
}

/// Right everywhere, and a resolver that was asked with these results, ten seconds apart.
fn remembered(looks: &[&[&str]]) -> Case {
    let mut case = Case::of(&RIGHT);
    let agos: Vec<Duration> = (0..).map(Duration::seconds).step_by(10).take(looks.len()).collect();
    for (lines, ago) in looks.iter().zip(agos.into_iter().rev()) {
        case.resolve(&resolver(1), lines, NOW - ago);
    }
    case
}

#[test]
fn caches_tell_when_they_forget_if_their_ttl_falls() {
    const OLD: &str = "_customdomain-challenge.shop.acme.com 50 TXT old";
    let at = |seconds| Some(NOW + Duration::seconds(seconds));
    let older = OLD.replace(" 50 ", " 60 ");
    for (looks, codes, visible_at) in [
        (&[&[OLD, CNAME, TARGET][..]][..], &["stale_cache"][..], at(50)),
        (&[&[&older, CNAME, TARGET], &[OLD, CNAME, TARGET]], &["stale_cache"], at(50)),
        // Refilled by a server that lags: nobody knows until when.
        (&[&[OLD, CNAME, TARGET], &[OLD, CNAME, TARGET]], &["stale_cache"], None),
        // Another answer before says nothing of this one.
        (&[&[TXT, CNAME, TARGET], &[OLD, CNAME, TARGET]], &["stale_cache"], at(50)),
        (&[&[CNAME, TARGET]], &["negative_cache"], at(60)),
        (&[&[CNAME, TARGET], &RIGHT], &[], None),
    ] {
        let case = remembered(looks);
        check(&case, codes);
        let records = case.records();
        assert_eq!(records[0].visible_at, visible_at, "{looks:?}");
        assert_eq!(records[0].confidence.is_some(), visible_at.is_some());
        // The authorities let the record be kept for 300 seconds, an absence for 60.
        let latest_at = match codes {
            ["stale_cache"] => at(300),
            ["negative_cache"] => at(60),
            _ => None,
        };
        assert_eq!(records[0].latest_at, latest_at, "{looks:?}");
        for finding in case.findings() {
            let (Cause::StaleCache { visible_at: end, latest_at: latest, .. }
            | Cause::NegativeCache { visible_at: end, latest_at: latest, .. }) = finding.cause
            else {
                panic!("{finding:#?}")
            };
            assert_eq!((end, latest), (visible_at, latest_at), "{looks:?}");
        }
        let spread = codes.is_empty();
        let status = if spread { RecordStatus::Propagated } else { RecordStatus::Published };
        assert_eq!((records[0].status, records[0].propagated), (status, spread), "{looks:?}");
        assert_eq!(records[1].status, RecordStatus::Propagated);
    }
}

#[test]
fn a_cache_that_admits_to_be_stale_promises_nothing() {
    for code in [3, 19] {
        let mut case = remembered(&[&[CNAME, TARGET]]);
        for answer in &mut case.observation.answers {
            answer.ede = vec![code];
        }
        check(&case, &["negative_cache"]);
        assert_eq!(case.records()[0].visible_at, None);
        assert!(case.records()[0].latest_at.is_some());
    }
}

#[test]
fn the_cache_that_remembers_longest_is_named_for_all() {
    let mut case = Case::of(&RIGHT);
    for (n, ttl) in [(1, 20), (2, 90), (3, 40)] {
        let old = format!("shop.acme.com {ttl} CNAME old.example");
        case.resolve(&resolver(n), &[TXT, &old], NOW);
    }
    check(&case, &["stale_cache"]);
    let Cause::StaleCache { resolver, visible_at, .. } = &case.findings()[0].cause else {
        panic!()
    };
    assert_eq!((resolver.as_str(), *visible_at), ("resolver 2", Some(NOW + Duration::seconds(90))));
    assert_eq!(case.records()[1].visible_at, *visible_at);
    assert_eq!(case.records()[1].seen_by.len(), 5);
}

#[test]
fn addresses_spread_though_resolvers_were_not_asked_for_a_cname() {
    let txt = "_customdomain-challenge.acme.com TXT fairlead-verify-abc";
    let lines = [txt, "acme.com A 192.0.2.7"];
    let mut case = Case::apex(&lines);
    case.resolve(&resolver(1), &lines, NOW);
    check(&case, &[]);
    assert!(case.records().iter().all(|record| record.propagated));
    case.resolve(&resolver(2), &[txt, "acme.com 30 A 93.184.216.9"], NOW);
    check(&case, &["stale_cache"]);
    assert_eq!(case.records()[1].visible_at, Some(NOW + Duration::seconds(30)));
}

#[test]
fn a_resolver_that_fails_holds_nobody_up() {
    let mut case = Case::of(&RIGHT);
    case.resolve(&resolver(1), &RIGHT, NOW);
    case.resolve(&resolver(2), &RIGHT, NOW);
    let case = case.when(|asked| asked.server == resolver(2), &Reply::ServFail);
    check(&case, &[]);
    assert!(case.records().iter().all(|record| record.propagated));
}

#[test]
fn records_tell_how_they_stand() {
    use RecordStatus::{Mismatched, Missing, Published};
    for (lines, want) in [
        (&RIGHT[..], [Published, Published]),
        (&[], [Missing, Missing]),
        (
            &["_customdomain-challenge.shop.acme.com TXT x", "shop.acme.com A 93.184.216.9"],
            [Mismatched, Mismatched],
        ),
        (&["shop.acme.com A 192.0.2.7"], [Missing, Published]),
    ] {
        let records = Case::of(lines).records();
        let statuses: Vec<RecordStatus> = records.iter().map(|record| record.status).collect();
        assert_eq!(statuses, want, "{lines:?}");
        assert_eq!(records[0].seen_by.len(), 2);
    }
    let records = Case::of(&["shop.acme.com A 93.184.216.9"]).records();
    assert_eq!(records[1].observed_value.as_deref(), Some("93.184.216.9"));
}

#[test]
fn no_cache_is_waited_for_longer_than_it_says_itself_or_less() {
    let old = "_customdomain-challenge.shop.acme.com 86400 TXT old";
    let records = remembered(&[&[old, CNAME, TARGET]]).records();
    assert_eq!(records[0].visible_at, Some(NOW + Duration::DAY));
    assert_eq!(records[0].latest_at, Some(NOW + Duration::DAY));
}

#[test]
fn what_must_be_replaced_and_is_kept_for_long_is_told_beside_its_cause() {
    for (lines, want) in [
        (&["shop.acme.com 3601 CNAME old.example"][..], &["cname_wrong_target", "ttl_high"][..]),
        (&["shop.acme.com 3600 CNAME old.example"], &["cname_wrong_target"]),
        (&["shop.acme.com 86400 A 93.184.216.9"], &["address_wrong", "ttl_high"]),
        // What is right need not be replaced, however long it is kept.
        (
            &["shop.acme.com 60 A 192.0.2.7", "shop.acme.com 7200 AAAA 2a01:4f8::1"],
            &["aaaa_leftover", "ttl_high"],
        ),
        (
            &["shop.acme.com 7200 A 192.0.2.7", "shop.acme.com 60 AAAA 2a01:4f8::1"],
            &["aaaa_leftover"],
        ),
        (&["shop.acme.com 86400 CNAME edge.north.example"], &[]),
        // Neither is what an alias leads to the customer's to lower, nor what is absent.
        (
            &["shop.acme.com 60 CNAME old.example", "old.example 86400 A 93.184.216.9"],
            &["cname_wrong_target"],
        ),
        (&[], &["routing_missing"]),
    ] {
        check(&Case::of(&[&[TXT, TARGET], lines].concat()), want);
    }
    // Neither must an alias go that is right, where something else stands beside it.
    let beside = ["shop.acme.com 7200 CNAME edge.north.example", "shop.acme.com A 93.184.216.9"];
    let case = Case::of(&[&[TXT, TARGET], &beside[..]].concat());
    assert_eq!(case.verdict().routing, Judgement::Wrong);
    assert!(!case.codes().contains(&"ttl_high"), "{:#?}", case.findings());
    // The proof is read from the authorities alone.
    let old = "_customdomain-challenge.shop.acme.com 86400 TXT old";
    check(&Case::of(&[old, CNAME, TARGET]), &["ownership_mismatch"]);
    // What some have replaced already can't be lowered any more.
    let late = [TXT, "shop.acme.com 86400 CNAME old.example", TARGET];
    let case = Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, &late);
    check(&case, &["authorities_disagree"]);
    let case = Case::of(&[TXT, TARGET, "shop.acme.com 7200 CNAME old.example"]);
    assert_eq!(case.findings()[1].cause, Cause::TtlHigh { name: name("shop.acme.com"), ttl: 7200 });
}

#[test]
fn servers_that_disagree_for_an_hour_are_a_warning() {
    use crate::domain::finding::{Actor, Severity};
    for (since, severity) in [
        (None, Severity::Info),
        (Some(NOW - Duration::minutes(59)), Severity::Info),
        (Some(NOW - Duration::HOUR), Severity::Warning),
    ] {
        let mut case = Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, &[TXT, TARGET]);
        case.observation.earlier.disagreeing_since = since;
        check(&case, &["authorities_disagree"]);
        assert_eq!(case.findings()[0].severity, severity, "{since:?}");
        assert_eq!(case.findings()[0].actor, Actor::Nobody);
    }
    let mut case = Case::of(&RIGHT);
    case.observation.earlier.disagreeing_since = Some(NOW - Duration::DAY);
    check(&case, &[]);
}
