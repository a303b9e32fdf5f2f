//! What a look may have seen, however odd, and what is said of it.

use app::domain::certificate::Stage;
use app::domain::circumstances::{Circumstances, Order, Service};
use app::domain::connection::{Judgement, Verdict};
use app::domain::desired::{Desired, Kind};
use app::domain::diagnosis::{after, diagnose, judge, observed_records, told_by_books};
use app::domain::earlier::Earlier;
use app::domain::expectation::{Destination, Expectation};
use app::domain::finding::{Evidence, Finding, Limit, Risk};
use app::domain::observation::Observation;

use crate::observation::{at, desired, observation};
use crate::octets::Octets;

/// More than there are causes: each is told of a record once.
const MOST_FINDINGS: usize = 64;
/// Servers, promises and addresses together.
const MOST_REMEMBERED: usize = 128;
/// What one piece of evidence shows at most.
const MOST_VALUES: usize = 20;

/// Diagnoses what the octets describe.
pub fn run(octets: &[u8]) {
    let mut octets = Octets::new(octets);
    let desired = desired(&mut octets);
    let seen = observation(&mut octets, &desired);
    let books = circumstances(&mut octets);
    let told = told_by_books(&desired, Some(&seen), &books);
    assert_eq!(told, told_by_books(&desired, Some(&seen), &books));
    is_bounded(&told, &seen);
    let findings = diagnose(&desired, &seen);
    assert_eq!(findings, diagnose(&desired, &seen), "the same facts, other findings");
    is_bounded(&findings, &seen);
    let verdict = judge(&desired, &seen);
    assert_eq!(verdict, judge(&desired, &seen));
    explains(verdict, &findings);
    let records = observed_records(&desired, &seen);
    assert!(records.is_empty() || records.len() == desired.records().len());
    expects_less(&desired, &seen);
    remembers_little(desired, seen);
}

fn circumstances(octets: &mut Octets<'_>) -> Circumstances {
    let order = match octets.below(5) {
        0 => Order::Quiet,
        1 => Order::TimedOut(octets.pick(&[Stage::Issuance, Stage::Validation])),
        2 => Order::Limited { limit: octets.pick(&[Limit::Own, Limit::Ca]), retry_at: at(octets) },
        3 => Order::Rejected { problem: "rejectedIdentifier".to_owned(), detail: String::new() },
        _ => Order::NoOrigin { status: 502 },
    };
    Circumstances {
        taken: octets.flag(),
        service: octets.pick(&[Service::Wanted, Service::Ended]),
        risk: octets.maybe(|octets| octets.pick(&[Risk::Listed, Risk::LookAlike, Risk::Refused])),
        order,
    }
}

fn is_bounded(findings: &[Finding], seen: &Observation) {
    assert!(findings.len() <= MOST_FINDINGS, "{} findings", findings.len());
    let web = seen.web.as_ref().map_or(0, |web| web.visits.len() + web.handshakes.len());
    let dnssec = seen.dnssec.as_ref().map_or(0, |dnssec| 1 + 2 * dnssec.validations.len());
    for finding in findings {
        // Each answer may speak for the record and for a name beside it.
        let facts = 2 * (seen.answers.len() + web + dnssec);
        assert!(finding.evidence.len() <= facts, "{finding:#?}");
        for evidence in &finding.evidence {
            if let Evidence::Dns { answer, .. } = evidence {
                assert!(answer.values.len() <= MOST_VALUES);
            }
        }
    }
}

/// What is left for the next look does not grow from look to look.
fn remembers_little(desired: Desired, mut seen: Observation) {
    let size = |earlier: &Earlier| {
        let Earlier { servers, in_charge, predictions, target, .. } = earlier;
        servers.len() + in_charge.len() + predictions.len() + target.len()
    };
    let first = after(&desired, &seen);
    assert_eq!(first, after(&desired, &seen), "the same facts, another memory");
    for _ in 0..2 {
        seen.earlier = after(&desired, &seen);
        assert!(size(&seen.earlier) <= MOST_REMEMBERED, "{:#?}", seen.earlier);
    }
}

/// Whoever waits is told why.
fn explains(verdict: Verdict, findings: &[Finding]) {
    let wrong = [verdict.ownership, verdict.routing].contains(&Judgement::Wrong);
    assert!(!wrong || !findings.is_empty(), "{verdict:?} and nothing to say");
}

/// Whoever expects less is told less, and nothing else.
fn expects_less(desired: &Desired, seen: &Observation) {
    let all = Expectation {
        hostname: desired.hostname.clone(),
        kind: if desired.hostname.is_wildcard() { Kind::Wildcard } else { desired.kind },
        challenge_name: desired.challenge.name.clone(),
        ownership: Some(desired.challenge.value.clone()),
        routing: Some(Destination::Name(desired.template.clone())),
        issuers: desired.issuers.clone(),
        accounts: desired.accounts.clone(),
    };
    let told = all.findings(seen);
    let least = Expectation { ownership: None, routing: None, issuers: Vec::new(), ..all };
    assert!(least.records(seen).is_empty());
    let least = least.findings(seen);
    assert!(least.iter().all(|finding| finding.record.is_none() && told.contains(finding)));
}
