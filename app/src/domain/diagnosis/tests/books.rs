//! What our own books tell.

use super::*;
use crate::domain::certificate::Stage;
use crate::domain::circumstances::{Circumstances, Order, Service};
use crate::domain::finding::{Cause, Limit, Risk};

fn told(case: &Case, circumstances: &Circumstances) -> Vec<&'static str> {
    let findings = told_by_books(&case.desired, Some(&case.observation), circumstances);
    findings.iter().map(|finding| finding.cause.code()).collect()
}

#[test]
fn the_books_tell_what_nobody_can_observe() {
    let case = Case::of(&RIGHT);
    let order = |order| Circumstances { order, ..Circumstances::default() };
    for (circumstances, want) in [
        (Circumstances::default(), &[][..]),
        (Circumstances { taken: true, ..Circumstances::default() }, &["hostname_taken"]),
        (
            Circumstances { risk: Some(Risk::LookAlike), ..Circumstances::default() },
            &["high_risk_domain"],
        ),
        (order(Order::TimedOut(Stage::Validation)), &["certificate_timed_out"]),
        (order(Order::Limited { limit: Limit::Own, retry_at: NOW }), &["certificate_rate_limited"]),
        (
            order(Order::Rejected { problem: "caa".to_owned(), detail: "no".to_owned() }),
            &["certificate_rejected"],
        ),
        (order(Order::NoOrigin { status: 502 }), &["origin_unreachable"]),
        (
            Circumstances {
                taken: true,
                risk: Some(Risk::Listed),
                order: Order::TimedOut(Stage::Issuance),
                ..Circumstances::default()
            },
            &["hostname_taken", "high_risk_domain", "certificate_timed_out"],
        ),
    ] {
        assert_eq!(told(&case, &circumstances), want);
        assert_eq!(told_by_books(&case.desired, None, &circumstances).len(), want.len());
    }
}

#[test]
fn a_name_that_is_no_longer_served_and_still_leads_here_is_a_risk() {
    let ended = Circumstances { service: Service::Ended, ..Circumstances::default() };
    for (lines, want) in [
        (&RIGHT[..], Some(&["CNAME"][..])),
        (&["shop.acme.com A 192.0.2.7"], Some(&["A"])),
        // One record that leads there is enough.
        (&["shop.acme.com A 192.0.2.7", "shop.acme.com A 93.184.216.9"], Some(&["A"])),
        (
            &[CNAME, TARGET, "shop.acme.com AAAA 2a01:4f8::1", "shop.acme.com A 192.0.2.9"],
            Some(&["A", "CNAME"]),
        ),
        (&["shop.acme.com CNAME www.acme.com", "www.acme.com CNAME old.example"], None),
        (&["shop.acme.com A 93.184.216.9"], None),
        (&[TXT], None),
    ] {
        let case = Case::of(lines);
        let findings = told_by_books(&case.desired, Some(&case.observation), &ended);
        let types = findings.first().map(|finding| {
            let Cause::TakeoverRisk { types, .. } = &finding.cause else { panic!("{finding:?}") };
            types.clone()
        });
        let want = want.map(|types| types.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(types, want, "{lines:?}");
    }
    // One server that still leads there is enough, too.
    let case = Case::servers("shop.acme.com", Kind::Subdomain, &[], &RIGHT);
    assert_eq!(told(&case, &ended), ["takeover_risk"]);
    // Nobody looked, or nobody could: nothing is claimed.
    let case = Case::of(&RIGHT);
    assert!(told_by_books(&case.desired, None, &ended).is_empty());
    let gone = Observation { delegation: Delegation::Unknown, ..case.observation };
    assert!(told_by_books(&case.desired, Some(&gone), &ended).is_empty());
}
