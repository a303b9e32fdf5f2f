//! What stands in the way, and what is worth knowing beside it.

use super::*;
use crate::domain::finding::Cause;

/// A public address of nobody in particular.
const ELSEWHERE: &str = "shop.acme.com A 93.184.216.9";

impl Case {
    /// The same zone, of which a random sibling of `name` was asked too.
    pub(super) fn probed(mut self, name: &OwnerName, lines: &[&str]) -> Self {
        let sibling = name.parent().unwrap().child("q7x2k9").unwrap();
        for rtype in ROUTING.into_iter().chain([RecordType::Mx, RecordType::Txt]) {
            let reply = reply(lines, &sibling, rtype);
            self.answer(&server(1), &sibling, rtype, reply, NOW);
        }
        self.observation.probes.push(sibling);
        self
    }
}

#[test]
fn what_must_go_before_a_cname_can_stand_is_named() {
    for (lines, want, types, mail) in [
        (&["shop.acme.com TXT hello"][..], &["cname_conflict"][..], &["TXT"][..], false),
        (&["shop.acme.com TXT hello", ELSEWHERE], &["cname_conflict"], &["A", "TXT"], false),
        (&["shop.acme.com MX mx.acme.com"], &["cname_conflict", "mail_shadowed"], &["MX"], true),
        (
            &["shop.acme.com TXT v=spf1 -all", ELSEWHERE],
            &["cname_conflict", "mail_shadowed"],
            &["A", "TXT"],
            false,
        ),
    ] {
        let case = Case::of(&[&[TXT, TARGET], lines].concat());
        check(&case, want);
        let findings = case.findings();
        let Cause::CnameConflict { types: found, mail: told, .. } = &findings[0].cause else {
            panic!("{findings:#?}")
        };
        assert_eq!((found.as_slice(), *told), (strings(types).as_slice(), mail));
        assert_eq!(case.verdict().routing, Judgement::Wrong);
    }
    // An alias can stand beside nothing, right as it may be.
    check(&Case::of(&[&RIGHT[..], &[ELSEWHERE]].concat()), &["cname_conflict"]);
    check(&Case::of(&[&RIGHT[..], &["shop.acme.com A 192.0.2.7"]].concat()), &[]);
    // Beside a right address, the others are what must go; what forwards can't be deleted.
    let hello = "shop.acme.com TXT hello";
    for (lines, want) in [
        (["shop.acme.com A 192.0.2.7", ELSEWHERE], "address_extra"),
        (["shop.acme.com A 192.0.2.7", "shop.acme.com AAAA 2a01:4f8::1"], "aaaa_leftover"),
        ([hello, "shop.acme.com A 15.197.148.33"], "provider_forwarding"),
        ([hello, "shop.acme.com A 104.16.1.1"], "proxied"),
        ([hello, "shop.acme.com A 10.0.0.5"], "cname_conflict"),
    ] {
        check(&Case::of(&[&[TXT, TARGET, hello], &lines[..]].concat()), &[want]);
    }
    // The proof at the wrong name is told to move; what a wildcard makes goes by itself.
    let misplaced = [TARGET, "shop.acme.com TXT fairlead-verify-abc"];
    check(&Case::of(&misplaced), &["ownership_at_wrong_name", "routing_missing"]);
    let made =
        Case::of(&[TXT, TARGET, hello]).probed(&name("x.acme.com"), &["q7x2k9.acme.com TXT hello"]);
    check(&made, &["routing_missing"]);
    let mail = Case::of(&[TXT, TARGET, "shop.acme.com MX mx.acme.com"])
        .probed(&name("x.acme.com"), &["q7x2k9.acme.com MX mx.acme.com"]);
    check(&mail, &["routing_missing", "mail_shadowed"]);
    // An address alone is replaced; a way that is right leaves mail alone; an apex has no CNAME.
    check(&Case::of(&[TXT, TARGET, ELSEWHERE]), &["address_wrong"]);
    let flattened = [TXT, TARGET, "shop.acme.com A 192.0.2.7", "shop.acme.com MX mx.acme.com"];
    check(&Case::of(&flattened), &["cname_flattened"]);
    let apex =
        ["_customdomain-challenge.acme.com TXT fairlead-verify-abc", "acme.com MX mx.acme.com"];
    check(&Case::apex(&apex), &["routing_missing"]);
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn an_apex_that_must_be_an_alias_record_is_told_so_unless_the_host_makes_one() {
    let txt = "_customdomain-challenge.acme.com TXT fairlead-verify-abc";
    for (lines, host, want) in [
        (&["acme.com SOA 1"][..], "ns1.acme.com", &["cname_at_apex"][..]),
        (&["acme.com A 93.184.216.9"], "ns1.acme.com", &["cname_at_apex"]),
        (
            &["acme.com A 93.184.216.9", "acme.com MX mx.acme.com"],
            "ns1.acme.com",
            &["cname_at_apex", "mail_shadowed"],
        ),
        (&["acme.com SOA 1"], "ada.ns.cloudflare.com", &["routing_missing"]),
        (&["acme.com A 93.184.216.9"], "ada.ns.cloudflare.com", &["address_wrong"]),
        (&["acme.com A 192.0.2.7"], "ns1.acme.com", &["cname_flattened"]),
        // An alias itself can't stand there, wherever it leads.
        (&["acme.com CNAME edge.north.example"], "ns1.acme.com", &["cname_at_apex"]),
        (&["acme.com CNAME old.example"], "ada.ns.cloudflare.com", &["cname_at_apex"]),
        // Forwarding does not help a host that makes no alias record; a proxy's host makes them.
        (&["acme.com A 15.197.148.33"], "ns1.acme.com", &["cname_at_apex"]),
        (&["acme.com A 15.197.148.33"], "ada.ns.cloudflare.com", &["provider_forwarding"]),
        (&["acme.com A 104.16.1.1"], "ns1.acme.com", &["proxied"]),
    ] {
        let mut case = Case::apex(&[&[txt, TARGET], lines].concat());
        case.desired.template.a.clear();
        let Delegation::Zone(zone) = &mut case.observation.delegation else { panic!() };
        for server in &mut zone.servers {
            server.name = name(host);
        }
        check(&case, want);
        if let Some(Cause::CnameAtApex { target, .. }) = case.findings().first().map(|f| &f.cause) {
            assert_eq!(target.as_str(), "edge.north.example");
        }
    }
}

#[test]
fn an_alias_by_a_dname_is_an_alias() {
    // RFC 6672 §3.1: the CNAME is made from the DNAME and stands beside it in the answer.
    let lines = [TXT, TARGET, "shop.acme.com CNAME edge.north.example"];
    let mut case = Case::of(&lines);
    for answer in &mut case.observation.answers {
        if let Reply::Records { records } = &mut answer.reply
            && answer.asked.name == name("shop.acme.com")
        {
            records.insert(0, record("acme.com DNAME north.example"));
        }
    }
    check(&case, &[]);
}

#[test]
fn a_wildcard_that_answers_is_told() {
    let shop = name("shop.acme.com");
    let wild = ["q7x2k9.acme.com CNAME edge.north.example", TARGET];
    check(&Case::of(&RIGHT).probed(&shop, &wild), &["wildcard_masks"]);
    let other = ["q7x2k9.acme.com CNAME other.example"];
    check(&Case::of(&RIGHT).probed(&shop, &other), &[]);
    check(&Case::of(&RIGHT).probed(&shop, &[]), &[]);
    // An entry of its own is known by its TTL.
    let slower = ["q7x2k9.acme.com 3600 CNAME edge.north.example", TARGET];
    check(&Case::of(&RIGHT).probed(&shop, &slower), &[]);
    let lines = [TXT, TARGET, ELSEWHERE];
    let parked = ["q7x2k9.acme.com A 93.184.216.9"];
    check(&Case::of(&lines).probed(&shop, &parked), &["address_wrong", "wildcard_masks"]);
}

#[test]
fn a_proof_behind_a_wildcard_alias_is_added_and_behind_an_alias_of_its_own_freed() {
    let challenge = name("_customdomain-challenge.shop.acme.com");
    let lines = ["_customdomain-challenge.shop.acme.com CNAME site.example", CNAME, TARGET];
    for (sibling, want) in [
        (&["q7x2k9.shop.acme.com CNAME site.example"][..], Some(name("*.shop.acme.com"))),
        (&["q7x2k9.shop.acme.com CNAME other.example"], None),
        (&[], None),
    ] {
        let findings = Case::of(&lines).probed(&challenge, sibling).findings();
        let [Finding { cause: Cause::OwnershipBehindCname { wildcard, .. }, .. }] = &findings[..]
        else {
            panic!("{findings:#?}")
        };
        assert_eq!(*wildcard, want);
    }
}

#[test]
fn an_https_record_that_leads_past_the_addresses_is_told() {
    for (value, want) in [
        ("1 . alpn=h2", &["cname_flattened"][..]),
        ("1 shop.acme.com. alpn=h2", &["cname_flattened"]),
        ("1 edge.north.example. alpn=h2", &["cname_flattened"]),
        ("1 . ipv4hint=192.0.2.7", &["cname_flattened"]),
        ("0 edge.north.example.", &["cname_flattened"]),
        ("0 old.example.", &["cname_flattened", "https_record_leftover"]),
        // There is no service, it says.
        ("0 .", &["cname_flattened", "https_record_leftover"]),
        ("1 old.example. alpn=h2", &["cname_flattened", "https_record_leftover"]),
        ("1 . alpn=h2 ipv4hint=93.184.216.9", &["cname_flattened", "https_record_leftover"]),
        ("1 . ipv6hint=\"2a01:4f8::1\"", &["cname_flattened", "https_record_leftover"]),
    ] {
        let line = format!("shop.acme.com HTTPS {value}");
        let case = Case::of(&[TXT, TARGET, "shop.acme.com A 192.0.2.7", &line]);
        check(&case, want);
        assert_eq!(case.verdict().routing, Judgement::Right, "{value}");
    }
}

#[test]
fn hints_at_addresses_that_stand_there_are_no_cause_of_their_own() {
    let lines = |hint: &str| {
        let https = format!("shop.acme.com HTTPS 1 . ipv4hint={hint}");
        Case::of(&[TXT, TARGET, "shop.acme.com A 104.16.1.1", &https])
    };
    check(&lines("104.16.1.1"), &["proxied"]);
    check(&lines("93.184.216.9"), &["proxied", "https_record_leftover"]);
}

#[test]
fn www_beside_an_apex_is_told_where_it_leads_elsewhere_or_nowhere() {
    let apex = ["_customdomain-challenge.acme.com TXT fairlead-verify-abc", "acme.com A 192.0.2.7"];
    for (lines, want, stands) in [
        (&["www.acme.com CNAME edge.north.example", TARGET][..], &[][..], true),
        (&["www.acme.com CNAME acme.com"], &[], true),
        (&["www.acme.com A 192.0.2.7"], &[], true),
        (&["www.acme.com A 93.184.216.9"], &["www_not_covered"], true),
        (&["www.acme.com CNAME old.example"], &["www_not_covered"], true),
        (&[], &["www_not_covered"], false),
    ] {
        let case = Case::bare_apex(&[&apex, lines].concat());
        check(&case, want);
        if let Some(Finding { cause: Cause::WwwNotCovered { stands: told, .. }, .. }) =
            case.findings().first()
        {
            assert_eq!(*told, stands);
        }
    }
    // While the apex itself is not right, that is what is to be mended first; and below it
    // nobody expects a `www`.
    check(&Case::bare_apex(&[apex[0]]), &["routing_missing"]);
    check(&Case::of(&RIGHT), &[]);
}

#[test]
fn a_way_through_many_names_is_told() {
    let chain = |names: usize| -> Vec<String> {
        let hop = |n: usize| match n {
            0 => "shop.acme.com".to_owned(),
            n if n == names => "edge.north.example".to_owned(),
            n => format!("hop{n}.acme.com"),
        };
        (0..names).map(|n| format!("{} CNAME {}", hop(n), hop(n + 1))).collect()
    };
    for (names, want) in [
        (8, &["cname_indirect"][..]),
        (9, &["cname_indirect", "cname_chain_long"]),
        (15, &["cname_indirect", "cname_chain_long"]),
        (17, &["cname_loop"]),
    ] {
        let lines = chain(names);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        check(&Case::of(&[&[TXT, TARGET], &lines[..]].concat()), want);
    }
}

#[test]
fn a_server_that_answers_differently_each_time_must_be_right_each_time() {
    let shop = name("shop.acme.com");
    let again = |case: &mut Case, lines: &[&str]| {
        for rtype in ROUTING {
            case.answer(&server(1), &shop, rtype, reply(lines, &shop, rtype), NOW);
        }
    };
    let mut case = Case::of(&RIGHT);
    again(&mut case, &[ELSEWHERE]);
    check(&case, &["answers_vary"]);
    assert_eq!(case.verdict().routing, Judgement::Unknown);
    // All variants right: nothing to say but how.
    let mut case = Case::of(&[TXT, TARGET, "shop.acme.com A 192.0.2.7"]);
    again(&mut case, &["shop.acme.com A 192.0.2.9"]);
    check(&case, &["cname_flattened"]);
    // Nobody edits at the wrong company who has it right at the right one each other time.
    let mut case = Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, &[TXT]);
    case.observation.earlier.servers =
        vec![NameServer { name: name("ns9.acme.com"), addresses: vec![server(9).address.ip()] }];
    case.ask(&server(9), &RIGHT);
    again(&mut case, &[ELSEWHERE]);
    check(&case, &["answers_vary"]);
    // What servers of other zones say each time is their affair.
    let mut case = Case::of(&RIGHT);
    case.ask(&server(9), &RIGHT);
    case.ask(&server(9), &[ELSEWHERE]);
    check(&case, &[]);
    // All variants wrong: that is what is wrong.
    let mut case = Case::of(&[TXT, TARGET, ELSEWHERE]);
    again(&mut case, &["shop.acme.com A 93.184.216.10"]);
    check(&case, &["address_wrong"]);
}

#[test]
fn servers_of_one_version_that_differ_for_long_do_not_lag() {
    let ours = [&RIGHT[..], &["acme.com SOA 7"]].concat();
    let theirs = |way: &'static str, soa: &'static str| vec![TXT, TARGET, way, soa];
    let since = |minutes, second: &[&str]| {
        let mut case = Case::servers("shop.acme.com", Kind::Subdomain, &ours, second);
        case.observation.earlier.disagreeing_since = Some(NOW - time::Duration::minutes(minutes));
        case
    };
    let same = theirs(ELSEWHERE, "acme.com SOA 7");
    check(&since(60, &same), &["answers_vary"]);
    assert_eq!(since(60, &same).verdict().routing, Judgement::Wrong);
    let Cause::AnswersVary { wrong, .. } = &since(60, &same).findings()[0].cause else { panic!() };
    assert_eq!(wrong, &["93.184.216.9"]);
    // It is remembered as what it was before, lest it be told anew every hour.
    let after = after(&since(60, &same).desired, &since(60, &same).observation);
    assert_eq!(after.disagreeing_since, Some(NOW - time::Duration::minutes(60)));
    for (minutes, second) in [
        // A change that spreads, at a host whose serial never changes.
        (59, &same),
        (60, &theirs(ELSEWHERE, "acme.com SOA 6")),
        (60, &theirs(ELSEWHERE, "acme.com CAA issue letsencrypt.org")),
        // A server that has nothing has not got it.
        (60, &theirs("acme.com SOA 7", "acme.com CAA issue letsencrypt.org")),
    ] {
        check(&since(minutes, second), &["authorities_disagree"]);
    }
}
