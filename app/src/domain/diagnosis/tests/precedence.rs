//! One cause is said, and what follows from it is not. Each pair of the list has a zone where the
//! consequence stands alone, and lines that bring the cause: then the cause alone is said.

use super::*;
use crate::domain::finding::Cause;

const CHALLENGE: &str = "_customdomain-challenge.shop.acme.com";
const WRONG: &str = "shop.acme.com A 93.184.216.9";
const OURS: &str = "shop.acme.com A 192.0.2.7";
const PRIVATE: &str = "shop.acme.com A 10.0.0.1";
const FORWARDING: &str = "shop.acme.com A 15.197.148.33";
const PROXY: &str = "shop.acme.com A 104.16.1.1";
const LEFTOVER: &str = "shop.acme.com AAAA 2a01:4f8::1";

/// `hidden` is said of `lines`, and `said` in its place when one server has the lines of the
/// cause instead.
fn hides(common: &[&str], lines: &[&str], cause: &[&str], [said, hidden]: [&str; 2]) {
    let [lines, cause] = [lines, cause].map(|more| [common, more].concat());
    check(&Case::of(&lines), &[hidden]);
    check(&Case::servers("shop.acme.com", Kind::Subdomain, &cause, &lines), &[said]);
}

#[test]
fn a_cause_of_the_proof_hides_its_consequences() {
    let txt = |value: &str| format!("{CHALLENGE} TXT {value}");
    let (old, quoted) = (txt("old"), txt("'fairlead-verify-abc'"));
    let doubled = format!("{CHALLENGE}.acme.com TXT fairlead-verify-abc");
    let aliased = format!("{CHALLENGE} CNAME site.example");
    let misplaced = "acme.com TXT fairlead-verify-abc";
    let causes = [
        (doubled.as_str(), "name_doubled"),
        (misplaced, "ownership_at_wrong_name"),
        (&quoted, "ownership_quoted"),
        (&aliased, "ownership_behind_cname"),
    ];
    for (cause, said) in causes {
        hides(&[CNAME, TARGET], &[&old], &[cause], [said, "ownership_mismatch"]);
        hides(&[CNAME, TARGET], &[], &[cause], [said, "ownership_missing"]);
    }
    hides(&[CNAME, TARGET], &[], &[&old], ["ownership_mismatch", "ownership_missing"]);
}

#[test]
fn a_cause_of_the_way_hides_its_consequences() {
    let wrong = "shop.acme.com CNAME other.example";
    let looped = ["shop.acme.com CNAME a.acme.com", "a.acme.com CNAME shop.acme.com"];
    let broken = ["shop.acme.com CNAME a.acme.com", "a.acme.com CNAME gone.acme.com"];
    let common = [TXT, TARGET];
    for (cause, said) in [(looped, "cname_loop"), (broken, "cname_chain_broken")] {
        hides(&common, &[], &cause, [said, "routing_missing"]);
        // The same alias, where the name that it leads to is all right.
        let lines = [&common[..], &cause[..1], &["a.acme.com A 93.184.216.9"]].concat();
        check(&Case::of(&lines), &["cname_wrong_target"]);
        check(&Case::of(&[&common[..], &cause].concat()), &[said]);
    }
    hides(&common, &[], &[wrong], ["cname_wrong_target", "routing_missing"]);
    let doubled = "shop.acme.com.acme.com CNAME edge.north.example";
    for (lines, hidden) in [
        (&[][..], "routing_missing"),
        (&[wrong], "cname_wrong_target"),
        (&[WRONG], "address_wrong"),
        (&[WRONG, "shop.acme.com TXT x"], "cname_conflict"),
    ] {
        hides(&common, lines, &[doubled], ["name_doubled", hidden]);
    }
}

#[test]
fn what_kind_of_address_it_is_decides_which_is_told() {
    for (lines, cause, pair) in [
        (&[WRONG][..], "shop.acme.com TXT x", ["cname_conflict", "address_wrong"]),
        (&[FORWARDING], PRIVATE, ["address_private", "provider_forwarding"]),
        (&[PROXY], PRIVATE, ["address_private", "proxied"]),
        (&[WRONG], PRIVATE, ["address_private", "address_wrong"]),
        (&[OURS, WRONG], PRIVATE, ["address_private", "address_extra"]),
        (&[PROXY], FORWARDING, ["provider_forwarding", "proxied"]),
        (&[WRONG], FORWARDING, ["provider_forwarding", "address_wrong"]),
        (&[OURS, WRONG], FORWARDING, ["provider_forwarding", "address_extra"]),
        (&[WRONG], PROXY, ["proxied", "address_wrong"]),
        (&[OURS, WRONG], PROXY, ["proxied", "address_extra"]),
    ] {
        let lines = [&[TXT, TARGET], lines].concat();
        check(&Case::of(&lines), &pair[1..]);
        check(&Case::of(&[&lines[..], &[cause]].concat()), &pair[..1]);
    }
    // Where all that is extra is IPv6, that it is IPv6 is the point.
    check(&Case::of(&[TXT, TARGET, OURS, LEFTOVER]), &["aaaa_leftover"]);
    check(&Case::of(&[TXT, TARGET, OURS, LEFTOVER, WRONG]), &["address_extra"]);
}

#[test]
fn a_cname_at_an_apex_hides_the_address_that_it_stands_for() {
    let proof = "_customdomain-challenge.acme.com TXT fairlead-verify-abc";
    let elsewhere = [proof, "acme.com A 93.184.216.9"];
    check(&Case::apex(&elsewhere), &["address_wrong"]);
    let aliased = [&elsewhere[..], &["acme.com CNAME other.example"]].concat();
    check(&Case::apex(&aliased), &["cname_at_apex"]);
    // What must go below an apex stays at one: no CNAME is to stand there, so that nothing is in
    // its way, and the two never hold at once.
    for (aliased, want) in [(false, "address_wrong"), (true, "cname_at_apex")] {
        let alias = if aliased { &["acme.com CNAME other.example"][..] } else { &[] };
        check(&Case::apex(&[&elsewhere[..], alias, &["acme.com TXT x"]].concat()), &[want]);
    }
}

#[test]
fn the_zone_hides_everything() {
    let mut case = Case::of(&[]);
    check(&case, &["ownership_missing", "routing_missing"]);
    let zone = case.observation.delegation.zone().unwrap().clone();
    for (delegation, want) in [
        (Delegation::NotRegistered { name: name("acme.com") }, "domain_not_registered"),
        (Delegation::NotDelegated { name: name("acme.com") }, "no_delegation"),
        (Delegation::Lame(zone), "lame_delegation"),
        (Delegation::Unknown, "lookup_failed"),
    ] {
        case.observation.delegation = delegation;
        check(&case, &[want]);
    }
}

#[test]
fn servers_that_disagree_hide_what_resolvers_remember() {
    let old = [TXT, "shop.acme.com CNAME old.example"];
    for (remembered, hidden) in [(&[TXT][..], "negative_cache"), (&old, "stale_cache")] {
        let resolved = |second: &[&str]| {
            let mut case = Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, second);
            for rtype in ROUTING {
                let answer = reply(remembered, &name("shop.acme.com"), rtype);
                case.answer(&resolver(1), &name("shop.acme.com"), rtype, answer, NOW);
            }
            case
        };
        check(&resolved(&RIGHT), &[hidden]);
        check(&resolved(&[TXT, TARGET]), &["authorities_disagree"]);
    }
}

#[test]
fn high_ttls_and_mail_stand_beside_what_they_explain() {
    let lines = [TXT, TARGET, "shop.acme.com 7200 A 93.184.216.9", "shop.acme.com MX mx.acme.com"];
    check(&Case::of(&lines), &["cname_conflict", "mail_shadowed", "ttl_high"]);
    let findings = Case::of(&lines).findings();
    let about = |finding: &Finding| finding.record.clone();
    assert!(findings.iter().all(|finding| about(finding) == about(&findings[0])));
    assert!(matches!(findings[2].cause, Cause::TtlHigh { ttl: 7200, .. }));
}
