//! Who is in charge: delegations, and records that stand where nobody looks.

use super::*;
use crate::domain::finding::{Actor, Cause, Severity};
use crate::domain::observation::Parent;

/// `ns<n>.acme.com`, for each.
fn name_servers(all: &[u8]) -> Vec<NameServer> {
    let of = |n: &u8| NameServer {
        name: name(&format!("ns{n}.acme.com")),
        addresses: vec![IpAddr::from([198, 51, 100, *n])],
    };
    all.iter().map(of).collect()
}

/// The zone's own servers are 1 and 2; its parent lists these.
fn listed(case: Case, parent: &[u8]) -> Case {
    let mut case = case;
    let Delegation::Zone(zone) = &mut case.observation.delegation else { panic!() };
    let servers = name_servers(parent);
    zone.parent = Some(Parent { zone: name("com"), servers, ttl: 172_800 });
    case
}

/// All that a server which isn't in charge answers, of the records that are wanted.
fn beside(case: &mut Case, n: u8, lines: &[&str]) {
    let challenge = case.desired.challenge.name.clone();
    let hostname = case.desired.hostname.as_owner().clone();
    let txt = reply(lines, &challenge, RecordType::Txt);
    case.answer(&server(n), &challenge, RecordType::Txt, txt, NOW);
    for rtype in ROUTING {
        case.answer(&server(n), &hostname, rtype, reply(lines, &hostname, rtype), NOW);
    }
}

#[test]
fn a_domain_without_name_servers_is_told_so() {
    let mut case = Case::of(&[]);
    case.observation.delegation = Delegation::NotDelegated { name: name("acme.com") };
    check(&case, &["no_delegation"]);
    let finding = case.findings().swap_remove(0);
    assert_eq!((finding.severity, finding.actor), (Severity::Blocking, Actor::Customer));
    assert_eq!(finding.cause, Cause::NoDelegation { zone: name("acme.com") });
    assert!(!finding.evidence.is_empty());
    let gone = Verdict { ownership: Judgement::Wrong, routing: Judgement::Wrong };
    assert_eq!(case.verdict(), gone);
}

#[test]
fn parents_and_zones_that_list_other_servers_are_told_apart() {
    let case = listed(Case::of(&RIGHT), &[2, 1]);
    check(&case, &[]);
    for (parent, parent_only, child_only) in [
        (&[1][..], &[][..], &["ns2.acme.com"][..]),
        (&[1, 2, 3], &["ns3.acme.com"], &[]),
        (&[1, 3], &["ns3.acme.com"], &["ns2.acme.com"]),
    ] {
        let case = listed(Case::of(&RIGHT), parent);
        check(&case, &["delegation_mismatch"]);
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let told = Cause::DelegationMismatch {
            zone: name("acme.com"),
            parent_only: owned(parent_only),
            child_only: owned(child_only),
        };
        assert_eq!(case.findings()[0].cause, told);
    }
    // A parent that told nothing does not differ.
    check(&listed(Case::of(&RIGHT), &[]), &[]);
}

#[test]
fn servers_that_change_are_no_mismatch_while_both_answer() {
    let mut case = listed(Case::of(&RIGHT), &[3, 4]);
    beside(&mut case, 3, &RIGHT);
    check(&case, &["nameservers_changing"]);
    let told = Cause::NameserversChanging {
        zone: name("acme.com"),
        parent: vec!["ns3.acme.com".to_owned(), "ns4.acme.com".to_owned()],
        child: vec!["ns1.acme.com".to_owned(), "ns2.acme.com".to_owned()],
        ttl: 172_800,
    };
    assert_eq!(case.findings()[0].cause, told);
    // One of the two companies is silent.
    let mute = case.clone().when(|asked| asked.server == server(3), &Reply::Silent);
    check(&mute, &["delegation_mismatch"]);
    // Nobody leaves where a server is only added.
    let mut case = listed(Case::of(&RIGHT), &[1, 2, 3]);
    beside(&mut case, 3, &RIGHT);
    check(&case, &["delegation_mismatch"]);
    // Another name for the same servers is no other company.
    let mut case = listed(Case::of(&RIGHT), &[3]);
    let Delegation::Zone(zone) = &mut case.observation.delegation else { panic!() };
    zone.parent.as_mut().unwrap().servers[0].addresses = vec![IpAddr::from([198, 51, 100, 1])];
    check(&case, &["delegation_mismatch"]);
}

#[test]
fn a_server_that_only_the_parent_lists_and_that_knows_nothing_is_lame() {
    for reply in [Reply::Refused, Reply::Lame] {
        let mut case = listed(Case::of(&RIGHT), &[1, 2, 3]);
        beside(&mut case, 3, &[]);
        let mut case = case.when(|asked| asked.server == server(3), &reply);
        check(&case, &["lame_delegation"]);
        let finding = case.findings().swap_remove(0);
        assert_eq!(finding.severity, Severity::Warning);
        let servers = vec!["ns3.acme.com".to_owned()];
        let told = Cause::LameDelegation { zone: name("acme.com"), servers, all: false };
        assert_eq!(finding.cause, told);
        // What else differs is told beside it.
        let Delegation::Zone(zone) = &mut case.observation.delegation else { panic!() };
        zone.parent.as_mut().unwrap().servers.remove(0);
        check(&case, &["delegation_mismatch", "lame_delegation"]);
        let mismatch = case.findings().swap_remove(0).cause;
        let Cause::DelegationMismatch { parent_only, child_only, .. } = mismatch else { panic!() };
        assert_eq!((parent_only.len(), child_only), (0, vec!["ns1.acme.com".to_owned()]));
        // It does not count towards all of the zone's own.
        let case = case.when(|asked| asked.server != server(3), &reply);
        assert!(case.findings().iter().any(|finding| matches!(
            &finding.cause,
            Cause::LameDelegation { all: true, servers, .. } if servers.len() == 3
        )));
    }
    // A silent one is no more than a difference.
    let mut case = listed(Case::of(&RIGHT), &[1, 2, 3]);
    beside(&mut case, 3, &[]);
    let case = case.when(|asked| asked.server == server(3), &Reply::Silent);
    check(&case, &["delegation_mismatch"]);
}

/// Nothing at those in charge, and these lines at server 9, which was in charge before.
fn formerly(here: &[&str], there: &[&str]) -> Case {
    let mut case = Case::of(here);
    case.observation.earlier.servers = name_servers(&[9]);
    beside(&mut case, 9, there);
    case
}

#[test]
fn records_at_the_wrong_company_are_the_cause_of_their_absence() {
    const OLD: &str = "_customdomain-challenge.shop.acme.com TXT old";
    const ELSE: &str = "shop.acme.com 86400 CNAME old.example";
    for (here, there, want) in [
        (&[TARGET][..], &RIGHT[..], &["edited_elsewhere", "edited_elsewhere"][..]),
        (&[TARGET], &[TXT], &["edited_elsewhere", "routing_missing"]),
        (&[TARGET], &[CNAME], &["edited_elsewhere", "ownership_missing"]),
        (&[TARGET], &["shop.acme.com A 192.0.2.7"], &["edited_elsewhere", "ownership_missing"]),
        (&[OLD, ELSE, TARGET], &RIGHT, &["edited_elsewhere", "edited_elsewhere", "ttl_high"]),
        // The wrong thing there is nobody's plan.
        (&[TARGET], &[OLD, ELSE], &["ownership_missing", "routing_missing"]),
        (
            &[TARGET],
            &["shop.acme.com A 192.0.2.7", "shop.acme.com A 198.51.100.9"],
            &["ownership_missing", "routing_missing"],
        ),
        (&RIGHT, &RIGHT, &[]),
        (&RIGHT, &[], &[]),
        // A mistake at the right company is nearer.
        (
            &["acme.com TXT fairlead-verify-abc", CNAME, TARGET],
            &RIGHT,
            &["ownership_at_wrong_name"],
        ),
        (
            &[TXT, "shop.acme.com.acme.com CNAME edge.north.example", TARGET],
            &RIGHT,
            &["name_doubled"],
        ),
    ] {
        check(&formerly(here, there), want);
    }
}

#[test]
fn only_servers_that_could_be_meant_are_spoken_of() {
    let absent = ["ownership_missing", "routing_missing"];
    let found = ["edited_elsewhere", "edited_elsewhere"];
    let mut unknown = formerly(&[TARGET], &RIGHT);
    unknown.observation.earlier.servers.clear();
    check(&unknown, &absent);
    // In charge at the last look.
    let mut last = unknown.clone();
    last.observation.earlier.in_charge = name_servers(&[9]);
    check(&last, &found);
    // By the parent's word alone.
    check(&listed(unknown, &[1, 2, 9]), &[&found[..], &["delegation_mismatch"]].concat());
    // In charge again.
    let mut again = formerly(&[TARGET], &[]);
    again.observation.earlier.servers = name_servers(&[1]);
    check(&again, &absent);
}

#[test]
fn who_has_it_and_who_is_in_charge_is_told() {
    let case = formerly(&[TARGET], &[TXT]);
    let finding = case.findings().swap_remove(0);
    let servers = ["ns1.acme.com", "ns2.acme.com"].map(str::to_owned).to_vec();
    let told = Cause::EditedElsewhere {
        name: name("_customdomain-challenge.shop.acme.com"),
        found_at: vec!["ns9.acme.com".to_owned()],
        in_charge: servers,
    };
    assert_eq!((finding.cause, finding.severity), (told, Severity::Blocking));
    assert_eq!(finding.evidence.len(), 3);
    // A name that is in charge, at an address of before.
    let mut case = case;
    for answer in &mut case.observation.answers {
        if answer.asked.server == server(9) {
            answer.asked.server.name = Some("ns1.acme.com".to_owned());
        }
    }
    let Cause::EditedElsewhere { found_at, .. } = case.findings().swap_remove(0).cause else {
        panic!()
    };
    assert_eq!(found_at, ["198.51.100.9"]);
}

#[test]
fn one_server_in_charge_that_has_it_makes_it_a_disagreement() {
    let mut case = Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, &[TARGET]);
    case.observation.earlier.servers = name_servers(&[9]);
    beside(&mut case, 9, &RIGHT);
    check(&case, &["authorities_disagree", "authorities_disagree"]);
    // Nor is anything claimed where nobody in charge answers.
    let case = formerly(&[TARGET], &RIGHT);
    let case = case.when(|asked| asked.server != server(9), &Reply::Silent);
    check(&case, &["nameserver_unreachable"]);
}

#[test]
fn servers_not_in_charge_have_no_say_on_certificates() {
    let mut case = formerly(&RIGHT, &RIGHT);
    let forbidding = reply(&["acme.com CAA issue ;"], &name("acme.com"), RecordType::Caa);
    case.answer(&server(9), &name("acme.com"), RecordType::Caa, forbidding, NOW);
    check(&case, &[]);
    // Those in charge at the last look and now have it.
    let mut case = Case::of(&[&RIGHT[..], &["acme.com CAA issue ;"]].concat());
    case.observation.earlier.in_charge = name_servers(&[1, 2]);
    check(&case, &["caa_forbids"]);
}
