//! Ownership, routing and the zone: what stands there, and what is said of it.

use super::*;
use crate::domain::finding::{Cause, Severity, Slip};

#[test]
fn the_proof_is_looked_for_where_it_belongs_and_where_people_put_it() {
    let challenge = "_customdomain-challenge.shop.acme.com";
    for (lines, want) in [
        (&[TXT][..], &[][..]),
        // Other values beside it are none of our business.
        (&[TXT, "_customdomain-challenge.shop.acme.com TXT other"], &[]),
        (&[], &["ownership_missing"]),
        (&["_customdomain-challenge.shop.acme.com A 192.0.2.1"], &["ownership_missing"]),
        (
            &["_customdomain-challenge.shop.acme.com TXT fairlead-verify-ab"],
            &["ownership_mismatch"],
        ),
        (
            &["_customdomain-challenge.shop.acme.com TXT \"fairlead-verify-abc\""],
            &["ownership_quoted"],
        ),
        (
            &["_customdomain-challenge.shop.acme.com TXT  fairlead-verify-abc. "],
            &["ownership_quoted"],
        ),
        (
            &["_customdomain-challenge.shop.acme.com TXT fairlead\\-verify- abc"],
            &["ownership_quoted"],
        ),
        (
            &["_customdomain-challenge.acme.com TXT fairlead-verify-abc"],
            &["ownership_at_wrong_name"],
        ),
        (&["acme.com TXT fairlead-verify-abc"], &["ownership_at_wrong_name"]),
        (
            &["customdomain-challenge.shop.acme.com TXT fairlead-verify-abc"],
            &["ownership_at_wrong_name"],
        ),
        (
            &["_customdomain-challenge.shop.acme.com.acme.com TXT fairlead-verify-abc"],
            &["name_doubled"],
        ),
        (&["_customdomain-challenge.shop.acme.com CNAME x.example"], &["ownership_behind_cname"]),
        // What hides what.
        (
            &[
                "_customdomain-challenge.shop.acme.com.acme.com TXT fairlead-verify-abc",
                "_customdomain-challenge.shop.acme.com TXT old",
            ],
            &["name_doubled"],
        ),
        (
            &["acme.com TXT fairlead-verify-abc", "_customdomain-challenge.shop.acme.com TXT old"],
            &["ownership_at_wrong_name"],
        ),
        (
            &[
                "_customdomain-challenge.shop.acme.com TXT old",
                "_customdomain-challenge.shop.acme.com TXT 'fairlead-verify-abc'",
            ],
            &["ownership_quoted"],
        ),
    ] {
        let case = Case::of(&[lines, &[CNAME, TARGET]].concat());
        check(&case, want);
        let right = if want.is_empty() { Judgement::Right } else { Judgement::Wrong };
        assert_eq!(case.verdict().ownership, right, "{lines:?}");
        for finding in case.findings() {
            let about = finding.record.unwrap();
            assert_eq!((about.host.as_str(), about.rtype), (challenge, RecordType::Txt));
        }
    }
}

#[test]
fn the_bare_hostname_is_a_wrong_name_too() {
    let lines = ["shop.acme.com TXT fairlead-verify-abc", "shop.acme.com A 192.0.2.7"];
    check(&Case::of(&lines), &["ownership_at_wrong_name", "cname_flattened"]);
}

#[test]
fn the_way_leads_to_the_tenant_or_something_says_why_not() {
    for (lines, want) in [
        (&[CNAME][..], &[][..]),
        (&["shop.acme.com CNAME Edge.North.Example"], &[]),
        (&[], &["routing_missing"]),
        (&["shop.acme.com TXT x"], &["cname_conflict"]),
        (
            &["shop.acme.com CNAME other.example", "other.example A 93.184.216.9"],
            &["cname_wrong_target"],
        ),
        (&["shop.acme.com CNAME gone.example"], &["cname_wrong_target"]),
        (
            &["shop.acme.com CNAME one.example", "shop.acme.com CNAME two.example"],
            &["cname_multiple"],
        ),
        (
            &["shop.acme.com CNAME www.acme.com", "www.acme.com CNAME edge.north.example"],
            &["cname_indirect"],
        ),
        (
            &["shop.acme.com CNAME www.acme.com", "www.acme.com CNAME shop.acme.com"],
            &["cname_loop"],
        ),
        (&["shop.acme.com CNAME shop.acme.com"], &["cname_loop"]),
        (
            &["shop.acme.com CNAME www.acme.com", "www.acme.com CNAME gone.acme.com"],
            &["cname_chain_broken"],
        ),
        (&["shop.acme.com A 192.0.2.7"], &["cname_flattened"]),
        (&["shop.acme.com A 192.0.2.9"], &["cname_flattened"]),
        (&["shop.acme.com A 93.184.216.99"], &["address_wrong"]),
        (&["shop.acme.com AAAA 2a01:4f8::1"], &["address_wrong"]),
        (&["shop.acme.com A 192.0.2.7", "shop.acme.com A 93.184.216.99"], &["address_extra"]),
        (&["shop.acme.com A 192.0.2.7", "shop.acme.com AAAA 2a01:4f8::1"], &["aaaa_leftover"]),
        (&["shop.acme.com.acme.com CNAME edge.north.example"], &["name_doubled"]),
        (&["shop.acme.com.acme.com A 192.0.2.7"], &["name_doubled"]),
        // Something else at the doubled name is somebody's own affair.
        (&["shop.acme.com.acme.com CNAME other.example"], &["routing_missing"]),
        // What hides what.
        (
            &["shop.acme.com.acme.com CNAME edge.north.example", "shop.acme.com A 93.184.216.99"],
            &["name_doubled"],
        ),
        (&["shop.acme.com.acme.com CNAME edge.north.example", CNAME], &[]),
        (
            &[
                "shop.acme.com A 192.0.2.7",
                "shop.acme.com A 93.184.216.99",
                "shop.acme.com AAAA 2a01:4f8::1",
            ],
            &["address_extra"],
        ),
    ] {
        let case = Case::of(&[&[TXT, TARGET], lines].concat());
        check(&case, want);
        let blocked = case.findings().iter().any(|finding| finding.severity == Severity::Blocking);
        let right = if blocked { Judgement::Wrong } else { Judgement::Right };
        assert_eq!(case.verdict().routing, right, "{lines:?}");
    }
}

#[test]
fn the_addresses_of_the_target_count_though_nobody_declared_them() {
    let case = Case::of(&[
        TXT,
        "edge.north.example CNAME lb.north.example",
        "lb.north.example A 203.0.113.80",
        "shop.acme.com A 203.0.113.80",
    ]);
    check(&case, &["cname_flattened"]);
}

#[test]
fn a_target_that_nearly_is_the_right_one_tells_how_it_came_about() {
    for (target, want) in [
        ("edge.north.example.acme.com", Slip::ZoneAppended),
        ("egde.north.example", Slip::Typo),
        ("edge.north.exampl", Slip::Typo),
        ("shops.example", Slip::Other),
    ] {
        let line = format!("shop.acme.com CNAME {target}");
        let findings = Case::of(&[TXT, TARGET, &line]).findings();
        let [Finding { cause: Cause::CnameWrongTarget { slip, found, .. }, .. }] = &findings[..]
        else {
            panic!("{findings:#?}")
        };
        assert_eq!((*slip, found.as_str()), (want, target));
    }
}

#[test]
fn a_target_that_is_gone_is_the_tenants_matter() {
    let findings = Case::of(&[TXT, CNAME]).findings();
    let codes: Vec<_> = findings.iter().map(|f| (f.cause.code(), f.actor)).collect();
    assert_eq!(codes, [("cname_chain_broken", crate::domain::finding::Actor::Tenant)]);
}

#[test]
fn an_alias_that_could_not_be_followed_is_told_and_changes_nothing() {
    let hop = |asked: &Asked| asked.name == name("www.acme.com");
    let lines = [TXT, TARGET, "shop.acme.com CNAME www.acme.com", "www.acme.com CNAME a.example"];
    let case = Case::of(&lines).when(hop, &Reply::Silent);
    check(&case, &["cname_wrong_target"]);
    assert_eq!(case.verdict().routing, Judgement::Unknown);
    // The target itself need not answer us: it is the one asked for.
    let target =
        |asked: &Asked| asked.name == name("edge.north.example") && asked.rtype != RecordType::Caa;
    let case = Case::of(&RIGHT).when(target, &Reply::ServFail);
    check(&case, &[]);
    assert_eq!(case.verdict().routing, Judgement::Right);
}

#[test]
fn an_apex_wants_addresses_of_the_pool_and_no_others() {
    let txt = "_customdomain-challenge.acme.com TXT fairlead-verify-abc";
    for (lines, want) in [
        (&["acme.com A 192.0.2.7"][..], &[][..]),
        (&["acme.com A 192.0.2.9", "acme.com A 192.0.2.7"], &[]),
        (&["acme.com A 93.184.216.1"], &["address_wrong"]),
        (&["acme.com SOA 1"], &["routing_missing"]),
        (&["acme.com A 192.0.2.7", "acme.com AAAA 2a01:4f8::1"], &["aaaa_leftover"]),
        (&["acme.com CNAME edge.north.example", TARGET], &["cname_at_apex"]),
        // An alias record of the DNS host, made of the target's own addresses.
        (&["edge.north.example A 203.0.113.80", "acme.com A 203.0.113.80"], &["cname_flattened"]),
    ] {
        check(&Case::apex(&[&[txt], lines].concat()), want);
    }
    // Without addresses to ask for, whatever leads to the target is right.
    let mut case = Case::apex(&[txt, "acme.com A 192.0.2.9"]);
    case.desired.template.a = vec!["192.0.2.0/28".parse().unwrap()];
    check(&case, &["cname_flattened"]);
}

#[test]
fn a_wildcard_is_proven_below_its_base() {
    let txt = "_customdomain-challenge.shop.acme.com TXT fairlead-verify-abc";
    let lines = [txt, "*.shop.acme.com CNAME edge.north.example", TARGET];
    let case = Case::servers("*.shop.acme.com", Kind::Wildcard, &lines, &lines);
    check(&case, &[]);
    let case = Case::servers("*.shop.acme.com", Kind::Wildcard, &[txt], &[txt]);
    check(&case, &["routing_missing"]);
}

#[test]
fn without_a_zone_only_the_zone_is_spoken_of() {
    let case = Case::of(&[]);
    let zone = case.observation.delegation.zone().unwrap().clone();
    let gone = Verdict { ownership: Judgement::Wrong, routing: Judgement::Wrong };
    let absent = Delegation::NotRegistered { name: name("acme.com") };
    for (delegation, code, verdict, records) in [
        (Delegation::Unknown, "lookup_failed", Verdict::INCONCLUSIVE, 0),
        (Delegation::Lame(zone), "lame_delegation", Verdict::INCONCLUSIVE, 0),
        (absent, "domain_not_registered", gone, 2),
    ] {
        let observation = Observation { delegation, ..case.observation.clone() };
        let case = Case { desired: case.desired.clone(), observation };
        check(&case, &[code]);
        assert_eq!(case.verdict(), verdict);
        assert_eq!(case.records().len(), records);
    }
}

#[test]
fn a_silent_server_is_named_and_changes_nothing() {
    let second = |asked: &Asked| asked.server == server(2);
    let right = Verdict { ownership: Judgement::Right, routing: Judgement::Right };
    for (reply, code) in [
        (Reply::Silent, "nameserver_unreachable"),
        (Reply::ServFail, "nameserver_unreachable"),
        (Reply::Refused, "lame_delegation"),
        (Reply::Lame, "lame_delegation"),
    ] {
        let case = Case::of(&RIGHT).when(second, &reply);
        check(&case, &[code]);
        assert_eq!(case.findings()[0].severity, Severity::Warning);
        assert_eq!(case.verdict(), right);
        let case = Case::of(&RIGHT).when(|_| true, &reply);
        check(&case, &[code]);
        assert_eq!(case.verdict(), Verdict::INCONCLUSIVE);
        assert!(case.records().is_empty());
    }
}

#[test]
fn a_server_that_keeps_silent_about_one_type_is_named() {
    let aaaa = |asked: &Asked| asked.rtype == RecordType::Aaaa && asked.server == server(2);
    let lines = [TXT, "shop.acme.com A 192.0.2.7"];
    check(
        &Case::of(&lines).when(aaaa, &Reply::Silent),
        &["cname_flattened", "nameserver_unreachable"],
    );
    // What an alias leads to is told by any type.
    let a = |asked: &Asked| asked.rtype == RecordType::A && asked.name == name("shop.acme.com");
    let case = Case::of(&RIGHT).when(a, &Reply::Silent);
    check(&case, &["nameserver_unreachable"]);
    assert_eq!(case.verdict().routing, Judgement::Right);
}

#[test]
fn a_name_server_without_an_address_is_named() {
    let mut case = Case::of(&RIGHT);
    let Delegation::Zone(zone) = &mut case.observation.delegation else { panic!() };
    zone.servers.push(NameServer { name: name("ns3.acme.com"), addresses: vec![] });
    check(&case, &["nameserver_unreachable"]);
}

#[test]
fn a_name_that_can_be_no_alias_of_the_target_is_judged_by_its_addresses() {
    // The target itself is to be connected.
    let target = |lines: &[&str]| {
        let mut case = Case::of(lines);
        case.desired.template.cname_target = case.desired.hostname.as_owner().clone();
        case
    };
    let own = "shop.acme.com A 93.184.216.99";
    for (lines, want) in [
        (&[TXT, "shop.acme.com A 192.0.2.7"][..], &[][..]),
        (&[TXT, "shop.acme.com CNAME cdn.example", "cdn.example A 192.0.2.7"], &[]),
        // What it has proves nothing by being there.
        (&[TXT, own], &["address_wrong"]),
        (
            &[TXT, "shop.acme.com CNAME cdn.example", "cdn.example A 93.184.216.99"],
            &["address_wrong"],
        ),
        (&[TXT, "shop.acme.com CNAME gone.example"], &["cname_chain_broken"]),
        (&[TXT], &["routing_missing"]),
    ] {
        check(&target(lines), want);
    }
}
