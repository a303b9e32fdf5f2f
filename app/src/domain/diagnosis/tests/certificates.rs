//! Who may issue.

use super::*;
use crate::domain::finding::{Actor, Cause};

#[test]
fn a_set_that_names_others_forbids() {
    for (caa, want) in [
        (&["acme.com CAA issue digicert.com"][..], &["caa_forbids"][..]),
        (&["acme.com CAA issue ;"], &["caa_forbids"]),
        (&["com CAA issue digicert.com"], &["caa_forbids"]),
        (&["acme.com CAA issue letsencrypt.org; accounturi=https://x/1"], &[]),
        (&["acme.com CAA issue  LetsEncrypt.Org "], &[]),
        (&["acme.com CAA issue digicert.com", "acme.com CAA issue pki.goog"], &[]),
        // A set without the tag restricts nobody.
        (&["acme.com CAA issuewild digicert.com"], &[]),
        (&["acme.com CAA iodef mailto:a@acme.com"], &[]),
        // The nearest set counts alone.
        (&["acme.com CAA iodef mailto:a@acme.com", "com CAA issue digicert.com"], &[]),
    ] {
        check(&Case::of(&[&RIGHT, caa].concat()), want);
    }
}

#[test]
fn a_set_at_a_lower_name_counts_alone_and_a_wildcard_has_its_own_tag() {
    let lines = [TXT, "shop.acme.com A 192.0.2.7", "shop.acme.com CAA issue letsencrypt.org"];
    let higher = ["acme.com CAA issue digicert.com"];
    check(&Case::of(&[&lines[..], &higher].concat()), &["cname_flattened"]);
    let wild = |lines: &[&str]| {
        let case = Case::servers("*.shop.acme.com", Kind::Wildcard, lines, lines);
        case.codes().contains(&"caa_forbids")
    };
    assert!(wild(&["acme.com CAA issuewild digicert.com", "acme.com CAA issue letsencrypt.org"]));
    assert!(!wild(&["acme.com CAA issuewild letsencrypt.org", "acme.com CAA issue digicert.com"]));
    assert!(wild(&["acme.com CAA issue digicert.com"]));
}

#[test]
fn a_set_is_told_with_who_can_change_it() {
    for (caa, actor, at) in [
        ("acme.com CAA issue digicert.com", Actor::Customer, "acme.com"),
        ("com CAA issue digicert.com", Actor::Customer, "com"),
        ("edge.north.example CAA issue digicert.com", Actor::Tenant, "edge.north.example"),
    ] {
        let findings = Case::of(&[&RIGHT[..], &[caa]].concat()).findings();
        let [Finding { cause: Cause::CaaForbids { at: found, allowed, issuer, tag, .. }, .. }] =
            &findings[..]
        else {
            panic!("{findings:#?}")
        };
        assert_eq!((findings[0].actor, found.as_str()), (actor, at));
        assert_eq!((issuer.as_str(), tag.as_str()), ("letsencrypt.org", "issue"));
        assert_eq!(allowed, &["digicert.com"]);
    }
}

#[test]
fn a_set_at_another_name_of_the_zone_is_the_customers() {
    let case = Case::of(&[
        TXT,
        TARGET,
        "shop.acme.com CNAME www.acme.com",
        "www.acme.com A 192.0.2.7",
        "www.acme.com CAA issue digicert.com",
    ]);
    // Through a wrong alias it is a consequence…
    check(&case, &["cname_wrong_target"]);
    let mut case = case;
    case.desired.template.cname_target = name("www.acme.com");
    // … and through the right one the customer's own matter.
    check(&case, &["caa_forbids"]);
    assert_eq!(case.findings()[0].actor, Actor::Customer);
}

#[test]
fn servers_that_fail_for_the_type_make_a_ca_refuse() {
    let at = |at: &'static str| {
        move |asked: &Asked| asked.rtype == RecordType::Caa && asked.name == name(at)
    };
    for reply in [Reply::ServFail, Reply::Silent] {
        for level in ["shop.acme.com", "acme.com", "com", "edge.north.example"] {
            check(&Case::of(&RIGHT).when(at(level), &reply), &["caa_lookup_failed"]);
        }
    }
    // One server that answers is enough.
    let second = |asked: &Asked| asked.rtype == RecordType::Caa && asked.server == server(2);
    check(&Case::of(&RIGHT).when(second, &Reply::ServFail), &[]);
    // A set below the failure ends the climb before it.
    let lines = [&RIGHT[..], &["edge.north.example CAA issue pki.goog"]].concat();
    check(&Case::of(&lines).when(at("acme.com"), &Reply::ServFail), &[]);
}

#[test]
fn what_was_not_asked_is_not_spoken_of() {
    let forbidding = [&RIGHT[..], &["acme.com CAA issue digicert.com"]].concat();
    let mut case = Case::of(&forbidding);
    case.observation.answers.retain(|answer| {
        answer.asked.name != name("shop.acme.com") || answer.asked.rtype != RecordType::Caa
    });
    check(&case, &[]);
    let mut case = Case::of(&forbidding);
    case.desired.issuers.clear();
    check(&case, &[]);
}
