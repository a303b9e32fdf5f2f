//! Whose addresses stand there, and whether our edge answers behind them.

use super::*;
use crate::domain::earlier::TargetAddress;
use crate::domain::finding::{Actor, Cause, Severity};
use crate::domain::web::{Visit, VisitEnd, Web};

/// A public address of nobody in particular.
const ELSEWHERE: &str = "shop.acme.com A 93.184.216.9";

impl Case {
    /// A visit that began at `address`.
    pub(super) fn visited(mut self, address: &str, end: VisitEnd) -> Self {
        let address: IpAddr = address.parse().unwrap();
        let url = "http://shop.acme.com/.well-known/acme-challenge/x".to_owned();
        let visit = Visit { url, address, end, hops: vec![], at: NOW };
        self.observation.web.get_or_insert_with(Web::default).visits.push(visit);
        self
    }
}

#[test]
fn whose_address_it_is_decides_what_is_said() {
    for (lines, want) in [
        (&["shop.acme.com A 93.184.216.9"][..], &["address_wrong"][..]),
        (&["shop.acme.com A 23.227.38.65"], &["address_wrong"]),
        (&["shop.acme.com A 10.0.0.5"], &["address_private"]),
        (&["shop.acme.com AAAA 2001:db8::1"], &["address_private"]),
        (&["shop.acme.com A 192.0.2.7", "shop.acme.com A 127.0.0.1"], &["address_private"]),
        (&["shop.acme.com A 15.197.148.33"], &["provider_forwarding"]),
        (&["shop.acme.com A 192.0.2.7", "shop.acme.com A 162.255.119.9"], &["provider_forwarding"]),
        (&["shop.acme.com A 104.16.1.1", "shop.acme.com AAAA 2606:4700::6810:101"], &["proxied"]),
        // Our own pool may be private to us, or behind somebody's proxy: it is ours all the same.
        (&["shop.acme.com A 192.0.2.7"], &["cname_flattened"]),
    ] {
        check(&Case::of(&[&[TXT, TARGET], lines].concat()), want);
    }
    let owners = |line: &str| {
        let findings = Case::of(&[TXT, TARGET, line]).findings();
        let [Finding { cause: Cause::AddressWrong { owner, .. }, .. }] = &findings[..] else {
            panic!("{findings:#?}")
        };
        owner.clone()
    };
    assert_eq!(owners("shop.acme.com A 23.227.38.65").as_deref(), Some("Shopify"));
    assert_eq!(owners(ELSEWHERE), None);
}

#[test]
fn a_proxy_is_right_when_our_edge_answers_behind_it() {
    const V6: &str = "shop.acme.com AAAA 2606:4700::6810:101";
    let proxied = || Case::of(&[TXT, TARGET, "shop.acme.com A 104.16.1.1"]);
    let weight = |case: &Case| {
        let findings = case.findings();
        let [Finding { cause: Cause::Proxied { by, .. }, severity, actor, .. }] = &findings[..]
        else {
            panic!("{findings:#?}")
        };
        assert_eq!((by.as_str(), *actor), ("Cloudflare", Actor::Customer));
        (*severity, case.verdict().routing)
    };
    assert_eq!(weight(&proxied()), (Severity::Blocking, Judgement::Wrong));
    for (end, want) in [
        (VisitEnd::Marker, (Severity::Warning, Judgement::Right)),
        (VisitEnd::Unchecked, (Severity::Warning, Judgement::Right)),
        (VisitEnd::Answered, (Severity::Blocking, Judgement::Wrong)),
        (VisitEnd::TimedOut, (Severity::Blocking, Judgement::Wrong)),
    ] {
        assert_eq!(weight(&proxied().visited("104.16.1.1", end)), want, "{end:?}");
    }
    // What was visited counts by itself; what could not be, by the others of the same proxy.
    let both = || Case::of(&[TXT, TARGET, "shop.acme.com A 104.16.1.1", V6]);
    let half = both().visited("104.16.1.1", VisitEnd::Marker);
    assert_eq!(weight(&half), (Severity::Warning, Judgement::Right));
    let split = half.visited("2606:4700::6810:101", VisitEnd::Answered);
    assert_eq!(weight(&split), (Severity::Blocking, Judgement::Wrong));
    let other = both().visited("151.101.1.195", VisitEnd::Marker);
    assert_eq!(weight(&other), (Severity::Blocking, Judgement::Wrong));
    // No address that is no proxy's is made right by a marker.
    let plain = Case::of(&[TXT, TARGET, ELSEWHERE]).visited("93.184.216.9", VisitEnd::Marker);
    check(&plain, &["address_wrong"]);
}

#[test]
fn an_alias_of_a_proxy_is_right_when_our_edge_answers_behind_it() {
    let lines = [TXT, TARGET, "shop.acme.com CNAME x.cdn.example", "x.cdn.example A 151.101.1.195"];
    let reached = Case::of(&lines).visited("151.101.1.195", VisitEnd::Marker);
    check(&reached, &["proxied"]);
    assert_eq!(reached.findings()[0].severity, Severity::Warning);
    assert_eq!(reached.verdict().routing, Judgement::Right);
    for case in [Case::of(&lines), Case::of(&lines).visited("151.101.1.195", VisitEnd::Answered)] {
        check(&case, &["cname_wrong_target"]);
        assert_eq!(case.verdict().routing, Judgement::Wrong);
    }
    // Half of the way behind the alias is no proxy's.
    let half = [&lines[..], &["x.cdn.example A 93.184.216.9"]].concat();
    let half = Case::of(&half).visited("151.101.1.195", VisitEnd::Marker);
    check(&half, &["cname_wrong_target"]);
}

#[test]
fn an_address_that_the_target_had_within_a_day_counts_as_flattened() {
    for (hours, want) in [(23, "cname_flattened"), (25, "address_wrong")] {
        let mut case = Case::of(&[TXT, TARGET, ELSEWHERE]);
        case.observation.earlier.target = vec![TargetAddress {
            address: "93.184.216.9".parse().unwrap(),
            seen_at: NOW - time::Duration::hours(hours),
        }];
        check(&case, &[want]);
    }
}
