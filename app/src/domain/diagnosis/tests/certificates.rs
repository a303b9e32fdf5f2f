//! Who may issue.

use super::*;
use crate::domain::finding::{Actor, Cause};

#[test]
fn a_set_that_names_others_forbids() {
    for (caa, want) in [
        (&["acme.com CAA issue digicert.com"][..], &["caa_forbids"][..]),
        (&["acme.com CAA issue ;"], &["caa_forbids"]),
        (&["com CAA issue digicert.com"], &["caa_forbids"]),
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

#[test]
fn a_set_that_is_bound_is_met_or_forbids_or_is_told() {
    const OURS: &str = "https://ca.example/acct/1";
    for (hostname, value, account, want) in [
        ("shop.acme.com", "letsencrypt.org; accounturi=https://ca.example/acct/1", OURS, ""),
        (
            "shop.acme.com",
            "letsencrypt.org; accounturi=https://ca.example/acct/2",
            OURS,
            "caa_forbids",
        ),
        (
            "shop.acme.com",
            "letsencrypt.org; accounturi=https://ca.example/acct/2",
            "",
            "caa_account_bound",
        ),
        // More than one can't be met.
        (
            "shop.acme.com",
            "letsencrypt.org; accounturi=https://ca.example/acct/1; accounturi=x",
            OURS,
            "caa_forbids",
        ),
        ("shop.acme.com", "letsencrypt.org; accounturi=x; accounturi=y", "", "caa_forbids"),
        ("shop.acme.com", "letsencrypt.org; validationmethods=dns-01,http-01", OURS, ""),
        ("shop.acme.com", "letsencrypt.org; validationmethods=tls-alpn-01", "", "caa_forbids"),
        ("shop.acme.com", "letsencrypt.org; validationmethods=dns-01", OURS, "caa_forbids"),
        ("shop.acme.com", "letsencrypt.org; validationmethods=", "", "caa_forbids"),
        ("*.acme.com", "letsencrypt.org; validationmethods=dns-01", OURS, ""),
        ("*.acme.com", "letsencrypt.org; validationmethods=http-01", OURS, "caa_forbids"),
        // Bound to somebody, and to a way that is not ours: whoever it is, it is not us.
        (
            "shop.acme.com",
            "letsencrypt.org; accounturi=x; validationmethods=dns-01",
            "",
            "caa_forbids",
        ),
        ("shop.acme.com", "letsencrypt.org; policy=ev", OURS, ""),
        // Another CA's account is no matter of ours.
        ("shop.acme.com", "digicert.com; accounturi=x", "", "caa_forbids"),
    ] {
        let caa = format!("acme.com CAA issue {value}");
        let lines = [TXT, "_customdomain-challenge.acme.com TXT fairlead-verify-abc", &caa];
        let wild = ["*.acme.com CNAME edge.north.example", CNAME, TARGET];
        let lines = [&lines[..], &wild].concat();
        let kind = if hostname.starts_with('*') { Kind::Wildcard } else { Kind::Subdomain };
        let mut case = Case::servers(hostname, kind, &lines, &lines);
        case.desired.accounts = vec![(!account.is_empty()).then(|| account.to_owned())];
        let codes: Vec<&str> = Some(want).filter(|code| !code.is_empty()).into_iter().collect();
        check(&case, &codes);
        // One property that is free is enough.
        case.ask(&server(1), &[&lines[..], &["acme.com CAA issue pki.goog"]].concat());
        case.ask(&server(2), &[&lines[..], &["acme.com CAA issue pki.goog"]].concat());
        check(&case, &[]);
    }
}

#[test]
fn which_of_our_cas_a_set_forbids_is_known_to_who_orders() {
    for (sets, want) in [
        (&[][..], &[][..]),
        (&["acme.com CAA iodef mailto:a@acme.com"], &[]),
        (&["acme.com CAA issue letsencrypt.org"], &["Pki.Goog"]),
        (&["acme.com CAA issue PKI.goog"], &["letsencrypt.org"]),
        (&["acme.com CAA issue letsencrypt.org", "acme.com CAA issue pki.goog"], &[]),
        (&["acme.com CAA issue ;"], &["letsencrypt.org", "Pki.Goog"]),
        // Each account is one CA's.
        (&["acme.com CAA issue letsencrypt.org; accounturi=https://x/1"], &["Pki.Goog"]),
        (
            &["acme.com CAA issue letsencrypt.org; accounturi=https://x/2"],
            &["letsencrypt.org", "Pki.Goog"],
        ),
        // Whose it is isn't known: a CA may be asked.
        (&["acme.com CAA issue pki.goog; accounturi=https://x/1"], &["letsencrypt.org"]),
    ] {
        let mut case = Case::of(&[&RIGHT[..], sets].concat());
        case.desired.accounts = vec![Some("https://x/1".to_owned()), None];
        assert_eq!(after(&case.desired, &case.observation).forbidden, want, "{sets:?}");
        // What can't be asked for is as it was.
        case.observation.earlier.forbidden = vec!["pki.goog".to_owned()];
        case.observation.answers.retain(|answer| answer.asked.rtype != RecordType::Caa);
        assert_eq!(after(&case.desired, &case.observation).forbidden, ["pki.goog"]);
    }
}

#[test]
fn a_set_that_has_our_ca_on_other_terms_shows_them() {
    let mut case = Case::of(
        &[&RIGHT[..], &["acme.com CAA issue letsencrypt.org; accounturi=https://x/2"]].concat(),
    );
    case.desired.accounts = vec![Some("https://x/1".to_owned())];
    let findings = case.findings();
    let [Finding { cause: Cause::CaaForbids { allowed, .. }, .. }] = &findings[..] else {
        panic!("{findings:#?}")
    };
    assert_eq!(allowed, &["letsencrypt.org; accounturi=https://x/2"]);
}

#[test]
fn critical_properties_that_no_ca_has_to_know_make_it_refuse() {
    for (caa, want) in [
        (&["acme.com CAA 128 tbs unknown"][..], &["caa_unknown_critical"][..]),
        (&["acme.com CAA 128 tbs x", "acme.com CAA issue pki.goog"], &["caa_unknown_critical"]),
        (
            &["acme.com CAA 128 tbs x", "acme.com CAA issue digicert.com"],
            &["caa_unknown_critical", "caa_forbids"],
        ),
        (&["acme.com CAA tbs unknown"], &[]),
        (&["acme.com CAA 128 issue letsencrypt.org"], &[]),
        (&["acme.com CAA 128 iodef mailto:a@acme.com"], &[]),
        (&["acme.com CAA 128 issuemail ;"], &[]),
    ] {
        check(&Case::of(&[&RIGHT, caa].concat()), want);
    }
    for (at, actor) in [("acme.com", Actor::Customer), ("edge.north.example", Actor::Tenant)] {
        let case = Case::of(&[&RIGHT[..], &[&format!("{at} CAA 128 tbs x")]].concat());
        check(&case, &["caa_unknown_critical"]);
        assert_eq!(case.findings()[0].actor, actor);
    }
}

#[test]
fn values_that_nobody_can_read_are_told_and_name_nobody() {
    for (caa, want) in [
        (&["acme.com CAA issue \"letsencrypt.org\""][..], &["caa_forbids", "caa_malformed"][..]),
        (&["acme.com CAA issue lets encrypt.org"], &["caa_forbids", "caa_malformed"]),
        (&["acme.com CAA issue letsencrypt.org."], &["caa_forbids", "caa_malformed"]),
        (
            &["acme.com CAA issue letsencrypt.org", "acme.com CAA issue \"pki.goog\""],
            &["caa_malformed"],
        ),
        (
            &["acme.com CAA issue letsencrypt.org", "acme.com CAA issuewild \"pki.goog\""],
            &["caa_malformed"],
        ),
        (&["acme.com CAA issue letsencrypt.org;"], &[]),
        // What has another form is not for us to read.
        (&["acme.com CAA iodef \"mailto:a@acme.com\""], &[]),
    ] {
        check(&Case::of(&[&RIGHT, caa].concat()), want);
    }
    let caa = ["edge.north.example CAA issue pki.goog", "edge.north.example CAA issue a b"];
    let case = Case::of(&[&RIGHT[..], &caa].concat());
    check(&case, &["caa_malformed"]);
    assert_eq!(case.findings()[0].actor, Actor::Tenant);
}
