//! What holds of any observation, however odd.

use proptest::prelude::*;
use time::Duration;

use super::*;
use crate::domain::desired::Purpose;
use crate::domain::finding::{Cause, Severity};

/// Lines of which each server has some: right ones, wrong ones, and traps.
const LINES: [&str; 16] = [
    TXT,
    CNAME,
    TARGET,
    "_customdomain-challenge.shop.acme.com TXT old",
    "_customdomain-challenge.shop.acme.com CNAME www.acme.com",
    "_customdomain-challenge.shop.acme.com.acme.com TXT fairlead-verify-abc",
    "acme.com TXT fairlead-verify-abc",
    "shop.acme.com CNAME www.acme.com",
    "shop.acme.com A 192.0.2.7",
    "shop.acme.com A 198.51.100.9",
    "shop.acme.com AAAA 2001:db8::1",
    "shop.acme.com.acme.com CNAME edge.north.example",
    "www.acme.com CNAME edge.north.example",
    "www.acme.com CNAME shop.acme.com",
    "acme.com CAA issue digicert.com",
    "acme.com SOA 1",
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
    fn case()(
        kind in prop_oneof![Just(Kind::Subdomain), Just(Kind::Apex)],
        servers in (lines(), lines(), any::<bool>()),
        looks in proptest::collection::vec((lines(), 1_u8..3, 0_i64..100), 0..4),
        failing in proptest::collection::vec((any::<proptest::sample::Index>(), failure()), 0..12),
        end in 0_u8..12,
    ) -> Case {
        let (first, second, alike) = servers;
        let second = if alike { &first } else { &second };
        let mut case = Case::servers("shop.acme.com", kind, &first, second);
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
            let split =
                about.iter().any(|f| matches!(f.cause, Cause::AuthoritiesDisagree { .. }));
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
}
