//! Zones as two servers and a resolver would show them, with the findings that are expected:
//! no more, and no fewer.

use std::net::IpAddr;

use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::*;
use crate::domain::desired::{Challenge, Kind, RecordTemplate};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, Asked, NameServer, Reply, Server, Transport, Zone};
use crate::domain::record::{Rdata, Record, RecordType};

const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
const VALUE: &str = "fairlead-verify-abc";
const CHALLENGE: &str = "_customdomain-challenge.shop.acme.com";

fn name(text: &str) -> OwnerName {
    text.parse().unwrap()
}

fn desired(hostname: &str, kind: Kind) -> Desired {
    let hostname: crate::domain::name::Hostname = hostname.parse().unwrap();
    Desired {
        challenge: Challenge { name: hostname.challenge_name().unwrap(), value: VALUE.to_owned() },
        hostname,
        kind,
        template: RecordTemplate {
            cname_target: name("edge.north.example"),
            a: vec!["192.0.2.0/28".parse().unwrap(), "192.0.2.7".parse().unwrap()],
            aaaa: vec![],
        },
        issuers: vec!["letsencrypt.org".to_owned()],
    }
}

/// A record in one line: `name type value`.
fn record(line: &str) -> Record {
    let mut parts = line.splitn(3, ' ');
    let owner = name(parts.next().unwrap());
    let (rtype, value) = (parts.next().unwrap(), parts.next().unwrap());
    let rdata = match rtype {
        "A" => Rdata::A(value.parse().unwrap()),
        "AAAA" => Rdata::Aaaa(value.parse().unwrap()),
        "CNAME" => Rdata::Cname(name(value)),
        "TXT" => Rdata::Txt(value.to_owned()),
        "SOA" => Rdata::Soa {
            primary: name("ns1.acme.com"),
            serial: value.parse().unwrap(),
            minimum: 60,
        },
        "CAA" => {
            let (tag, value) = value.split_once(' ').unwrap();
            Rdata::Caa { critical: false, tag: tag.to_owned(), value: value.to_owned() }
        }
        other => panic!("{other}"),
    };
    Record { owner, ttl: 300, rdata }
}

/// What a server says that has exactly these records.
fn reply(lines: &[&str], asked: &OwnerName, rtype: RecordType) -> Reply {
    let all: Vec<Record> = lines.iter().map(|line| record(line)).collect();
    let (mut at, mut records) = (asked.clone(), Vec::new());
    loop {
        let here = all.iter().filter(|record| record.owner == at);
        let wanted: Vec<Record> = here
            .clone()
            .filter(|record| record.rdata.mnemonic() == rtype.as_str())
            .cloned()
            .collect();
        if !wanted.is_empty() {
            records.extend(wanted);
            return Reply::Records { records };
        }
        let alias = here.clone().find_map(|record| match &record.rdata {
            Rdata::Cname(to) if records.len() < 4 => Some((record.clone(), to.clone())),
            _ => None,
        });
        match alias {
            Some((record, to)) => {
                records.push(record);
                at = to;
            }
            None if !records.is_empty() => return Reply::Records { records },
            None if here.count() > 0 => return Reply::NoData { negative_ttl: Some(60) },
            None => return Reply::NoName { negative_ttl: Some(60) },
        }
    }
}

struct Case {
    desired: Desired,
    observation: Observation,
}

fn server(last: u8) -> Server {
    Server {
        name: Some(format!("ns{last}.acme.com")),
        address: (IpAddr::from([198, 51, 100, last]), 53).into(),
        kind: ServerKind::Authoritative,
    }
}

fn resolver() -> Server {
    Server {
        name: Some("resolver".to_owned()),
        address: (IpAddr::from([203, 0, 113, 1]), 53).into(),
        kind: ServerKind::Recursive,
    }
}

impl Case {
    /// `acme.com` at two servers, each with its own records; nothing was asked of a resolver.
    fn servers(hostname: &str, kind: Kind, first: &[&str], second: &[&str]) -> Self {
        let desired = desired(hostname, kind);
        let servers = [1, 2].map(|n| NameServer {
            name: name(&format!("ns{n}.acme.com")),
            addresses: vec![IpAddr::from([198, 51, 100, n])],
        });
        let zone =
            Zone { apex: name("acme.com"), servers: servers.to_vec(), negative_ttl: Some(60) };
        let observation = Observation {
            observed_at: NOW,
            delegation: Delegation::Zone(zone),
            answers: Vec::new(),
        };
        let mut case = Self { desired, observation };
        case.ask(&server(1), first);
        case.ask(&server(2), second);
        case
    }

    fn of(lines: &[&str]) -> Self {
        Self::servers("shop.acme.com", Kind::Subdomain, lines, lines)
    }

    fn apex(lines: &[&str]) -> Self {
        Self::servers("acme.com", Kind::Apex, lines, lines)
    }

    fn ask(&mut self, server: &Server, lines: &[&str]) {
        use RecordType::{A, Aaaa, Caa, Cname, Soa, Txt};
        let hostname = self.desired.hostname.as_owner().clone();
        let challenge = self.desired.challenge.name.clone();
        let zone = name("acme.com");
        let base = self.desired.hostname.base();
        let mut questions = vec![
            (challenge.clone(), Txt),
            (base.clone(), Txt),
            (base.child("customdomain-challenge").unwrap(), Txt),
            (zone.clone(), Txt),
            (zone.child("_customdomain-challenge").unwrap(), Txt),
            (zone.prefixed(challenge.as_str()).unwrap(), Txt),
            (zone.clone(), Soa),
        ];
        for at in [hostname.clone(), zone.prefixed(hostname.as_str()).unwrap()] {
            questions.extend([(at.clone(), Cname), (at.clone(), A), (at, Aaaa)]);
        }
        let hops: Vec<OwnerName> = lines
            .iter()
            .map(|line| record(line))
            .filter_map(|record| match record.rdata {
                Rdata::Cname(to) => Some(to),
                _ => None,
            })
            .collect();
        for hop in hops {
            questions.extend([(hop.clone(), Cname), (hop.clone(), A), (hop.clone(), Caa)]);
        }
        questions.extend(base.ancestors().map(|at| (at, Caa)));
        for (at, rtype) in questions {
            self.answer(server, &at, rtype, reply(lines, &at, rtype), NOW);
        }
    }

    fn answer(
        &mut self,
        server: &Server,
        name: &OwnerName,
        rtype: RecordType,
        reply: Reply,
        at: OffsetDateTime,
    ) {
        self.observation.answers.push(Answer {
            asked: Asked {
                name: name.clone(),
                rtype,
                server: server.clone(),
                transport: if rtype == RecordType::Txt { Transport::Tcp } else { Transport::Udp },
            },
            reply,
            ede: Vec::new(),
            at,
        });
    }

    fn codes(&self) -> Vec<&'static str> {
        diagnose(&self.desired, &self.observation).iter().map(|f| f.cause.code()).collect()
    }
}

const TXT: &str = "_customdomain-challenge.shop.acme.com TXT fairlead-verify-abc";
const CNAME: &str = "shop.acme.com CNAME edge.north.example";
const TARGET: &str = "edge.north.example A 192.0.2.7";

#[test]
fn every_zone_gets_the_findings_that_it_deserves() {
    for (lines, want) in [
        (&[TXT, CNAME, TARGET][..], &[][..]),
        (&[], &["ownership_missing", "routing_missing"]),
        (&[CNAME, TARGET], &["ownership_missing"]),
        (&[TXT], &["routing_missing"]),
        (
            &["_customdomain-challenge.shop.acme.com TXT fairlead-verify-old", CNAME, TARGET],
            &["ownership_mismatch"],
        ),
        (
            &["_customdomain-challenge.shop.acme.com TXT \"fairlead-verify-abc\"", CNAME, TARGET],
            &["ownership_quoted"],
        ),
        (
            &["_customdomain-challenge.acme.com TXT fairlead-verify-abc", CNAME, TARGET],
            &["ownership_at_wrong_name"],
        ),
        (
            &["customdomain-challenge.shop.acme.com TXT fairlead-verify-abc", CNAME, TARGET],
            &["ownership_at_wrong_name"],
        ),
        (
            &[
                "_customdomain-challenge.shop.acme.com.acme.com TXT fairlead-verify-abc",
                CNAME,
                TARGET,
            ],
            &["name_doubled"],
        ),
        (
            &["_customdomain-challenge.shop.acme.com CNAME other.example", CNAME, TARGET],
            &["ownership_behind_cname"],
        ),
        (&[TXT, "shop.acme.com.acme.com CNAME edge.north.example", TARGET], &["name_doubled"]),
        (&[TXT, "shop.acme.com CNAME egde.north.example", TARGET], &["cname_wrong_target"]),
        (
            &[
                TXT,
                "shop.acme.com CNAME www.acme.com",
                "www.acme.com CNAME edge.north.example",
                TARGET,
            ],
            &["cname_indirect"],
        ),
        (
            &[TXT, "shop.acme.com CNAME www.acme.com", "www.acme.com CNAME shop.acme.com"],
            &["cname_loop"],
        ),
        (
            &[TXT, "shop.acme.com CNAME www.acme.com", "www.acme.com CNAME gone.acme.com"],
            &["cname_chain_broken"],
        ),
        (&[TXT, "shop.acme.com A 192.0.2.7"], &["cname_flattened"]),
        (&[TXT, "shop.acme.com A 198.51.100.99"], &["address_wrong"]),
        (&[TXT, "shop.acme.com A 192.0.2.7", "shop.acme.com A 198.51.100.99"], &["address_extra"]),
        (&[TXT, "shop.acme.com A 192.0.2.7", "shop.acme.com AAAA 2001:db8::1"], &["aaaa_leftover"]),
        (&[TXT, CNAME, TARGET, "acme.com CAA issue digicert.com"], &["caa_forbids"]),
        (&[TXT, CNAME, TARGET, "acme.com CAA issue ;"], &["caa_forbids"]),
        (&[TXT, CNAME, TARGET, "acme.com CAA issue letsencrypt.org; a=b"], &[]),
        (&[TXT, CNAME, TARGET, "acme.com CAA issuewild digicert.com"], &[]),
    ] {
        let case = Case::of(lines);
        assert_eq!(case.codes(), want, "{lines:?}");
    }
}

#[test]
fn an_apex_wants_addresses_of_the_pool_and_no_others() {
    let txt = "_customdomain-challenge.acme.com TXT fairlead-verify-abc";
    for (lines, want) in [
        (&[txt, "acme.com A 192.0.2.7"][..], &[][..]),
        (&[txt, "acme.com A 192.0.2.9", "acme.com A 192.0.2.7"], &[]),
        (&[txt, "acme.com A 198.51.100.1"], &["address_wrong"]),
        (&[txt, "acme.com SOA 1"], &["routing_missing"]),
        (&[txt, "acme.com A 192.0.2.7", "acme.com AAAA 2001:db8::1"], &["aaaa_leftover"]),
    ] {
        assert_eq!(Case::apex(lines).codes(), want, "{lines:?}");
    }
}

#[test]
fn caa_at_a_lower_name_counts_alone_and_a_wildcard_has_its_own_tag() {
    let lower = [TXT, "shop.acme.com A 192.0.2.7", "shop.acme.com CAA issue letsencrypt.org"];
    let higher = ["acme.com CAA issue digicert.com"];
    let case = Case::of(&[&lower[..], &higher].concat());
    assert_eq!(case.codes(), ["cname_flattened"]);
    let wild = |lines: &[&str]| {
        Case::servers("*.shop.acme.com", Kind::Wildcard, lines, lines)
            .codes()
            .contains(&"caa_forbids")
    };
    assert!(wild(&["acme.com CAA issuewild digicert.com", "acme.com CAA issue letsencrypt.org"]));
    assert!(!wild(&["acme.com CAA issuewild letsencrypt.org", "acme.com CAA issue digicert.com"]));
    assert!(wild(&["acme.com CAA issue digicert.com"]));
}

#[test]
fn caa_at_the_target_of_an_alias_is_its_owners_matter() {
    let case = Case::of(&[TXT, CNAME, TARGET, "edge.north.example CAA issue digicert.com"]);
    let findings = diagnose(&case.desired, &case.observation);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].actor, crate::domain::finding::Actor::Tenant);
}

#[test]
fn servers_that_differ_are_named_and_hide_what_would_follow() {
    let case = Case::servers(
        "shop.acme.com",
        Kind::Subdomain,
        &[TXT, CNAME, TARGET, "acme.com SOA 2"],
        &["acme.com SOA 1", TARGET],
    );
    assert_eq!(case.codes(), ["authorities_disagree", "authorities_disagree"]);
    let findings = diagnose(&case.desired, &case.observation);
    let crate::domain::finding::Cause::AuthoritiesDisagree { lagging, serials, .. } =
        &findings[0].cause
    else {
        panic!("{findings:?}")
    };
    assert_eq!(lagging, &["ns2.acme.com"]);
    assert_eq!(serials, &[("ns1.acme.com".to_owned(), 2), ("ns2.acme.com".to_owned(), 1)]);
    let verdict = judge(&case.desired, &case.observation);
    assert_eq!(verdict, Verdict { ownership: Judgement::Wrong, routing: Judgement::Wrong });
}

#[test]
fn a_silent_server_is_named_and_changes_nothing() {
    let mut case = Case::of(&[TXT, CNAME, TARGET]);
    for answer in &mut case.observation.answers {
        if answer.asked.server == server(2) {
            answer.reply = Reply::Silent;
        }
    }
    assert_eq!(case.codes(), ["nameserver_unreachable"]);
    assert_eq!(judge(&case.desired, &case.observation).routing, Judgement::Right);
    for answer in &mut case.observation.answers {
        answer.reply = Reply::Silent;
    }
    assert_eq!(judge(&case.desired, &case.observation), Verdict::INCONCLUSIVE);
}

#[test]
fn the_proof_needs_the_hardened_look() {
    let mut case = Case::of(&[TXT, CNAME, TARGET]);
    let right = Verdict { ownership: Judgement::Right, routing: Judgement::Right };
    assert_eq!(judge(&case.desired, &case.observation), right);
    for answer in &mut case.observation.answers {
        answer.asked.transport = Transport::Udp;
    }
    assert_eq!(judge(&case.desired, &case.observation).ownership, Judgement::Unknown);
}

#[test]
fn an_alias_proves_nothing_whatever_stands_at_its_target() {
    let case = Case::of(&[
        "_customdomain-challenge.shop.acme.com CNAME proof.other.example",
        "proof.other.example TXT fairlead-verify-abc",
        CNAME,
        TARGET,
    ]);
    assert_eq!(case.codes(), ["ownership_behind_cname"]);
    assert_eq!(judge(&case.desired, &case.observation).ownership, Judgement::Wrong);
}

#[test]
fn without_a_zone_only_the_zone_is_spoken_of() {
    let case = Case::of(&[]);
    let zone = case.observation.delegation.zone().unwrap().clone();
    for (delegation, code, verdict) in [
        (Delegation::Unknown, "lookup_failed", Verdict::INCONCLUSIVE),
        (Delegation::Lame(zone), "lame_delegation", Verdict::INCONCLUSIVE),
        (
            Delegation::NotRegistered { name: name("acme.com") },
            "domain_not_registered",
            Verdict { ownership: Judgement::Wrong, routing: Judgement::Wrong },
        ),
    ] {
        let observation = Observation { delegation, ..case.observation.clone() };
        let findings = diagnose(&case.desired, &observation);
        assert_eq!(findings.iter().map(|f| f.cause.code()).collect::<Vec<_>>(), [code]);
        assert_eq!(judge(&case.desired, &observation), verdict);
    }
}

/// A resolver's two looks at the challenge, `apart` seconds apart, with these TTLs.
fn remembered(case: &mut Case, replies: [Reply; 2], apart: i64) {
    let challenge = name(CHALLENGE);
    for (reply, at) in replies.into_iter().zip([NOW - Duration::seconds(apart), NOW]) {
        case.answer(&resolver(), &challenge, RecordType::Txt, reply, at);
    }
    let hostname = name("shop.acme.com");
    for rtype in [RecordType::Cname, RecordType::A, RecordType::Aaaa] {
        let right = reply(&[CNAME, TARGET], &hostname, rtype);
        case.answer(&resolver(), &hostname, rtype, right, NOW);
    }
}

fn old(ttl: u32) -> Reply {
    let mut record = record("_customdomain-challenge.shop.acme.com TXT old");
    record.ttl = ttl;
    Reply::Records { records: vec![record] }
}

#[test]
fn caches_tell_when_they_forget_if_their_ttl_falls() {
    let nothing = |ttl| Reply::NoName { negative_ttl: Some(ttl) };
    let soon = Some(NOW + Duration::seconds(50));
    for (replies, code, visible_at) in [
        ([old(60), old(50)], "stale_cache", soon),
        ([nothing(60), nothing(50)], "negative_cache", soon),
        // Refilled by a server that lags: nobody knows until when.
        ([old(60), old(60)], "stale_cache", None),
    ] {
        let mut case = Case::of(&[TXT, CNAME, TARGET]);
        remembered(&mut case, replies, 10);
        assert_eq!(case.codes(), [code]);
        let records = observed_records(&case.desired, &case.observation);
        assert_eq!(records[0].status, RecordStatus::Published);
        assert_eq!(records[0].visible_at, visible_at, "{code}");
        assert_eq!(records[1].status, RecordStatus::Propagated);
    }
}

#[test]
fn records_tell_how_they_stand() {
    use RecordStatus::{Mismatched, Missing, Published};
    for (lines, want) in [
        (&[TXT, CNAME, TARGET][..], [Published, Published]),
        (&[], [Missing, Missing]),
        (
            &["_customdomain-challenge.shop.acme.com TXT x", "shop.acme.com A 198.51.100.9"],
            [Mismatched, Mismatched],
        ),
    ] {
        let case = Case::of(lines);
        let records = observed_records(&case.desired, &case.observation);
        let statuses: Vec<RecordStatus> = records.iter().map(|record| record.status).collect();
        assert_eq!(statuses, want, "{lines:?}");
        assert_eq!(records[0].seen_by.len(), 2);
    }
}

#[test]
fn a_finding_is_written_as_the_contract_has_it() {
    let case = Case::of(&[CNAME, TARGET]);
    let findings = diagnose(&case.desired, &case.observation);
    let json = serde_json::to_value(&findings[0]).unwrap();
    assert_eq!(json["code"], "ownership_missing");
    assert_eq!(json["severity"], "blocking");
    assert_eq!(json["actor"], "customer");
    assert_eq!(json["params"]["name"], CHALLENGE);
    assert_eq!(json["record"]["type"], "TXT");
    assert_eq!(json["evidence"][0]["asked"]["server"], "ns1.acme.com (198.51.100.1:53)");
    assert_eq!(json["evidence"][0]["answer"]["rcode"], "NXDOMAIN");
    assert_eq!(serde_json::from_value::<Finding>(json).unwrap(), findings[0]);
}
