//! What holds of any observation, however odd.

use proptest::prelude::*;
use time::Duration;

use super::*;
use crate::domain::desired::Purpose;
use crate::domain::earlier::{Earlier, Prediction, TargetAddress};
use crate::domain::finding::{Cause, Severity};
use crate::domain::web::VisitEnd;

/// Lines of which each server has some: right ones, wrong ones, and traps.
const LINES: [&str; 24] = [
    TXT,
    CNAME,
    TARGET,
    "_customdomain-challenge.shop.acme.com TXT old",
    "_customdomain-challenge.shop.acme.com CNAME www.acme.com",
    "_customdomain-challenge.shop.acme.com.acme.com TXT fairlead-verify-abc",
    "acme.com TXT fairlead-verify-abc",
    "shop.acme.com CNAME www.acme.com",
    "shop.acme.com A 192.0.2.7",
    "shop.acme.com A 93.184.216.9",
    "shop.acme.com AAAA 2a01:4f8::1",
    "shop.acme.com.acme.com CNAME edge.north.example",
    "www.acme.com CNAME edge.north.example",
    "www.acme.com CNAME shop.acme.com",
    "acme.com CAA issue digicert.com",
    "acme.com SOA 1",
    "shop.acme.com TXT v=spf1 -all",
    "shop.acme.com MX mx.acme.com",
    "shop.acme.com HTTPS 0 old.example.",
    "shop.acme.com A 10.0.0.5",
    "shop.acme.com A 15.197.148.33",
    "shop.acme.com A 104.16.1.1",
    "shop.acme.com CNAME cdn.example",
    "cdn.example A 104.16.1.2",
];

/// What a wildcard may make for a random name.
const MADE: [&str; 3] = [
    "q7x2k9.acme.com CNAME edge.north.example",
    "q7x2k9.acme.com A 93.184.216.9",
    "q7x2k9.acme.com TXT v=spf1 -all",
];

fn lines() -> impl Strategy<Value = Vec<&'static str>> {
    let some = proptest::sample::subsequence(LINES.to_vec(), 0..8);
    let nearly = some.clone().prop_map(|some| [&RIGHT[..], &some].concat());
    prop_oneof![some, nearly, Just(RIGHT.to_vec())]
}

fn failure() -> impl Strategy<Value = Reply> {
    prop_oneof![
        Just(Reply::ServFail),
        Just(Reply::Refused),
        Just(Reply::Lame),
        Just(Reply::Silent),
        Just(Reply::Malformed)
    ]
}

prop_compose! {
    /// What looks before may have left: server 9 was in charge, or nobody knows it.
    fn memory()(
        formerly in any::<bool>(),
        lagging in proptest::option::of(0_i64..100),
        missed in proptest::collection::vec((1_u8..3, 0_u8..4), 0..3),
        target in proptest::collection::vec((0_u8..20, 0_i64..50), 0..3),
    ) -> Earlier {
        let address = |last| IpAddr::from([198, 51, 100, last]);
        let former = NameServer { name: name("ns9.acme.com"), addresses: vec![address(9)] };
        let promise = |(resolver, missed)| Prediction {
            name: name("_customdomain-challenge.shop.acme.com"),
            rtype: RecordType::Txt,
            resolver: format!("resolver {resolver}"),
            found: String::new(),
            visible_at: NOW - Duration::MINUTE,
            missed,
        };
        let seen = |(last, hours)| TargetAddress {
            address: address(last),
            seen_at: NOW - Duration::hours(hours),
        };
        Earlier {
            servers: if formerly { vec![former] } else { Vec::new() },
            disagreeing_since: lagging.map(|minutes| NOW - Duration::minutes(minutes)),
            predictions: missed.into_iter().map(promise).collect(),
            target: target.into_iter().map(seen).collect(),
            ..Earlier::default()
        }
    }
}

prop_compose! {
    fn case()(
        kind in prop_oneof![Just(Kind::Subdomain), Just(Kind::Apex)],
        servers in (lines(), lines(), any::<bool>()),
        looks in proptest::collection::vec((lines(), 1_u8..3, 0_i64..100), 0..4),
        failing in proptest::collection::vec((any::<proptest::sample::Index>(), failure()), 0..12),
        end in 0_u8..12,
        memory in memory(),
        beside in proptest::option::of(lines()),
        again in proptest::option::of(lines()),
        probed in proptest::option::of(proptest::sample::subsequence(MADE.to_vec(), 0..3)),
        visits in proptest::collection::vec((1_u8..3, any::<bool>()), 0..3),
    ) -> Case {
        let (first, second, alike) = servers;
        let second = if alike { &first } else { &second };
        let mut case = Case::servers("shop.acme.com", kind, &first, second);
        case.observation.earlier = memory;
        if let Some(lines) = beside {
            case.ask(&server(9), &lines);
        }
        // The first server once more, perhaps with another answer.
        if let Some(lines) = again {
            case.ask(&server(1), &lines);
        }
        if let Some(lines) = probed {
            case = case.probed(&name("shop.acme.com"), &lines);
        }
        for (last, reached) in visits {
            let end = if reached { VisitEnd::Marker } else { VisitEnd::Answered };
            case = case.visited(&format!("104.16.1.{last}"), end);
        }
        for (lines, last, ago) in looks {
            case.resolve(&resolver(last), &lines, NOW - Duration::seconds(ago));
        }
        for (index, reply) in failing {
            let at = index.index(case.observation.answers.len());
            case.observation.answers[at].reply = reply;
        }
        let zone = case.observation.delegation.zone().cloned().unwrap();
        case.observation.delegation = match end {
            0 => Delegation::Unknown,
            1 => Delegation::Lame(zone),
            2 => Delegation::NotRegistered { name: zone.apex },
            _ => Delegation::Zone(zone),
        };
        case
    }
}

/// Whether a finding is about records of this purpose, or about all of them.
fn concerns(case: &Case, finding: &Finding, purpose: Purpose) -> bool {
    let zone_wide = matches!(
        finding.cause,
        Cause::DomainNotRegistered { .. } | Cause::LameDelegation { all: true, .. }
    );
    let about = case.desired.records().into_iter().find(|record| record.purpose == purpose);
    zone_wide
        || finding.record.as_ref().map(|record| &record.host) == about.map(|r| r.host).as_ref()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_same_facts_give_the_same_findings(case in case()) {
        prop_assert_eq!(case.findings(), case.findings());
        prop_assert_eq!(case.verdict(), case.verdict());
        prop_assert_eq!(case.records(), case.records());
    }

    #[test]
    fn what_is_wrong_is_explained_and_what_is_right_is_not_blocked(case in case()) {
        let (findings, verdict) = (case.findings(), case.verdict());
        for (judgement, purpose) in
            [(verdict.ownership, Purpose::Ownership), (verdict.routing, Purpose::Routing)]
        {
            let about: Vec<&Finding> =
                findings.iter().filter(|finding| concerns(&case, finding, purpose)).collect();
            let blocking = about.iter().filter(|f| f.severity == Severity::Blocking).count();
            let split = about.iter().any(|f| {
                matches!(f.cause, Cause::AuthoritiesDisagree { .. } | Cause::AnswersVary { .. })
            });
            // One cause, not its consequences.
            prop_assert!(blocking + usize::from(split) <= 1, "{findings:#?}");
            match judgement {
                Judgement::Right => prop_assert!(blocking == 0 && !split, "{findings:#?}"),
                Judgement::Wrong => prop_assert!(blocking == 1 || split, "{findings:#?}"),
                // Something must tell why nothing moves.
                Judgement::Unknown => prop_assert!(!findings.is_empty()),
            }
        }
    }

    #[test]
    fn records_stand_as_the_verdict_has_it(case in case()) {
        let verdict = case.verdict();
        for record in case.records() {
            let judgement = match record.record.purpose {
                Purpose::Ownership => verdict.ownership,
                Purpose::Routing | Purpose::Certificate | Purpose::Redirect | Purpose::Email => {
                    verdict.routing
                }
            };
            let there =
                matches!(record.status, RecordStatus::Published | RecordStatus::Propagated);
            match judgement {
                Judgement::Right => prop_assert!(there),
                Judgement::Wrong => prop_assert!(!there),
                Judgement::Unknown => {}
            }
            prop_assert_eq!(record.propagated, record.status == RecordStatus::Propagated);
            prop_assert!(record.visible_at.is_none() || record.status == RecordStatus::Published);
        }
    }

    #[test]
    fn nobody_answering_is_no_answer(case in case(), reply in failure()) {
        let asked = matches!(case.observation.delegation, Delegation::Zone(_));
        let case = case.when(|_| true, &reply);
        if asked {
            prop_assert_eq!(case.verdict(), Verdict::INCONCLUSIVE);
            prop_assert!(case.records().is_empty());
            prop_assert_eq!(case.findings().len(), 1);
        }
    }

    #[test]
    fn what_is_left_is_what_was_seen(case in case()) {
        let (before, left) = (&case.observation.earlier, after(&case.desired, &case.observation));
        let asked = matches!(case.observation.delegation, Delegation::Zone(_));
        let split = case.codes().contains(&"authorities_disagree");
        if split {
            prop_assert!(left.disagreeing_since.is_some());
        }
        if !asked {
            prop_assert_eq!(&left.predictions, &before.predictions);
            prop_assert_eq!(left.disagreeing_since, before.disagreeing_since);
        }
        // Nobody in charge is elsewhere.
        let in_charge = |server: &NameServer| left.in_charge.iter().any(|s| s.name == server.name);
        prop_assert!(!left.servers.iter().any(in_charge));
        // Looking at the same once more leaves the same.
        let mut again = case.clone();
        again.observation.earlier = left.clone();
        let last = after(&again.desired, &again.observation);
        prop_assert_eq!(&last.servers, &left.servers);
        prop_assert_eq!(last.disagreeing_since, left.disagreeing_since);
        prop_assert_eq!(last.target, left.target);
        prop_assert_eq!(last.predictions.len(), left.predictions.len());
    }
}
