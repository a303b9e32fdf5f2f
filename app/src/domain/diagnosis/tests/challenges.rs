//! The name at which a CA is answered over the DNS, and the name that customers alias.

use super::*;
use crate::domain::finding::{Actor, Cause, Severity};

const WILD: [&str; 3] = [
    "_customdomain-challenge.acme.com TXT fairlead-verify-abc",
    "*.acme.com CNAME edge.north.example",
    TARGET,
];

/// `*.acme.com` as it should be, and these lines at each of its two servers.
fn wild(delegation: Option<&str>, first: &[&str], second: &[&str]) -> Case {
    let with = |lines: &[&'static str]| [&WILD[..], lines].concat();
    let mut case = Case::servers("*.acme.com", Kind::Wildcard, &WILD, &WILD);
    case.desired.acme_delegation = delegation.map(name);
    let at = name("_acme-challenge.acme.com");
    for (n, lines) in [(1, first), (2, second)] {
        let lines: Vec<&str> = with(&[]).into_iter().chain(lines.iter().copied()).collect();
        for rtype in [RecordType::Cname, RecordType::Ns, RecordType::Txt] {
            case.answer(&server(n), &at, rtype, reply(&lines, &at, rtype), NOW);
        }
    }
    case
}

#[test]
fn the_alias_for_dns_01_stands_where_it_is_asked_for() {
    const TO: &str = "abc.acme.north.example";
    const RIGHT: &str = "_acme-challenge.acme.com CNAME abc.acme.north.example";
    const OTHER: &str = "_acme-challenge.acme.com CNAME other.example";
    const TXT: &str = "_acme-challenge.acme.com TXT old";
    for (delegation, lines, want) in [
        (Some(TO), &[RIGHT][..], &[][..]),
        (Some(TO), &[RIGHT, "abc.acme.north.example TXT proof"], &[]),
        (Some(TO), &[], &["acme_delegation_missing"]),
        (Some(TO), &[OTHER], &["acme_delegation_missing"]),
        (Some(TO), &[TXT], &["acme_delegation_missing", "acme_leftover"]),
        (None, &[], &[]),
        (None, &[OTHER], &["acme_leftover"]),
        (None, &[TXT], &["acme_leftover"]),
        (None, &["_acme-challenge.acme.com NS ns.other.example"], &["acme_leftover"]),
        // At another name it is nobody's challenge for this one.
        (None, &["_acme-challenge.www.acme.com TXT old"], &[]),
    ] {
        check(&wild(delegation, lines, lines), want);
    }
    // A CA may ask the server that lacks it.
    check(&wild(Some(TO), &[RIGHT], &[]), &["acme_delegation_missing"]);
    let at = |asked: &Asked| asked.name == name("_acme-challenge.acme.com");
    check(&wild(Some(TO), &[], &[]).when(at, &Reply::Silent), &[]);
    // What was not asked is not spoken of.
    let mut case = Case::servers("*.acme.com", Kind::Wildcard, &WILD, &WILD);
    case.desired.acme_delegation = Some(name(TO));
    check(&case, &[]);
}

#[test]
fn what_stands_in_the_place_of_the_alias_is_told() {
    for (lines, found) in [
        (&[][..], None),
        (&["_acme-challenge.acme.com CNAME other.example"], Some("other.example")),
    ] {
        let case = wild(Some("abc.acme.north.example"), lines, lines);
        let finding = case.findings().swap_remove(0);
        let told = Cause::AcmeDelegationMissing {
            name: name("_acme-challenge.acme.com"),
            wanted: name("abc.acme.north.example"),
            found: found.map(name),
        };
        assert_eq!((finding.cause, finding.severity), (told, Severity::Blocking));
    }
    let both = ["_acme-challenge.acme.com TXT a", "_acme-challenge.acme.com NS ns.other.example"];
    let Cause::AcmeLeftover { types, .. } =
        wild(None, &both, &both).findings().swap_remove(0).cause
    else {
        panic!()
    };
    assert_eq!(types, ["NS", "TXT"]);
}

#[test]
fn what_a_wildcard_makes_was_left_by_nobody() {
    let (at, probe) = (name("_acme-challenge.acme.com"), name("zq7f.acme.com"));
    let synthesised = ["_acme-challenge.acme.com TXT v=spf1 -all", "zq7f.acme.com TXT v=spf1 -all"];
    for (lines, want) in [
        (&synthesised[..], &[][..]),
        // The random name has something else: the one at the name was put there.
        (
            &["_acme-challenge.acme.com TXT old", "zq7f.acme.com TXT v=spf1 -all"],
            &["acme_leftover"],
        ),
    ] {
        let mut case = wild(None, &[], &[]);
        case.observation.probes = vec![probe.clone()];
        for owner in [&at, &probe] {
            let txt = reply(lines, owner, RecordType::Txt);
            case.answer(&server(1), owner, RecordType::Txt, txt, NOW);
        }
        check(&case, want);
    }
}

#[test]
fn a_target_without_address_is_the_tenants_matter() {
    const LB: &str = "edge.north.example CNAME lb.north.example";
    for (target, want) in [
        (&["edge.north.example A 203.0.113.80"][..], &[][..]),
        (&["edge.north.example AAAA 2001:db8::80"], &[]),
        (&["edge.north.example TXT nothing else"], &["target_broken"]),
        (&[LB], &["target_broken"]),
        (&[LB, "lb.north.example TXT nothing else"], &["target_broken"]),
        (&[LB, "lb.north.example A 203.0.113.80"], &[]),
        (&[LB, "lb.north.example CNAME edge.north.example"], &["target_broken"]),
    ] {
        let case = Case::of(&[&[TXT, CNAME], target].concat());
        check(&case, want);
        for finding in case.findings() {
            assert_eq!((finding.severity, finding.actor), (Severity::Blocking, Actor::Tenant));
            assert!(!finding.evidence.is_empty());
        }
        // The customer has done their part all the same.
        assert_eq!(case.verdict().routing, Judgement::Right);
    }
}

#[test]
fn a_target_is_broken_only_by_answers_and_for_who_leads_there() {
    let empty = "edge.north.example TXT nothing else";
    let asked = |rtype| {
        move |asked: &Asked| asked.name == name("edge.north.example") && asked.rtype == rtype
    };
    for rtype in [RecordType::A, RecordType::Aaaa] {
        check(&Case::of(&[TXT, CNAME, empty]).when(asked(rtype), &Reply::Silent), &[]);
    }
    check(&Case::of(&[TXT, empty]), &["routing_missing"]);
    check(&Case::of(&[TXT, empty, "shop.acme.com A 192.0.2.7"]), &["cname_flattened"]);
    // Through another name it is missed as well.
    let indirect = ["shop.acme.com CNAME www.acme.com", "www.acme.com CNAME edge.north.example"];
    check(
        &Case::of(&[&[TXT, empty], &indirect[..]].concat()),
        &["cname_indirect", "target_broken"],
    );
}
