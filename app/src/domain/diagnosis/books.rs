//! What our own books tell of a connection, beside what was observed.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::way::{leading_here, views};
use crate::domain::circumstances::{Circumstances, Order, Service};
use crate::domain::desired::Desired;
use crate::domain::finding::{Cause, Finding};
use crate::domain::observation::{Answer, Delegation, Observation, ServerKind};
use crate::domain::record::RecordType;

/// Everything that follows from the books, the most useful first. The observation counts only
/// for a name that is no longer served: whether it still leads to the edge.
#[must_use]
pub fn told_by_books(
    desired: &Desired,
    observation: Option<&Observation>,
    circumstances: &Circumstances,
) -> Vec<Finding> {
    let name = desired.hostname.as_owner();
    let taken = circumstances.taken.then(|| Cause::HostnameTaken { name: name.clone() });
    let risk = circumstances.risk.map(|why| Cause::HighRiskDomain { name: name.clone(), why });
    let told = [taken, risk, of_order(&circumstances.order)];
    let mut findings: Vec<Finding> = told.into_iter().flatten().map(Finding::unseen).collect();
    if circumstances.service == Service::Ended
        && let Some(observation) = observation
        && matches!(observation.delegation, Delegation::Zone(_))
    {
        findings.extend(takeover_risk(&Facts { desired, observation }));
    }
    findings
}

fn of_order(order: &Order) -> Option<Cause> {
    match order {
        Order::Quiet => None,
        Order::TimedOut(stage) => Some(Cause::CertificateTimedOut { stage: *stage }),
        Order::Limited { limit, retry_at } => {
            Some(Cause::CertificateRateLimited { limit: *limit, retry_at: *retry_at })
        }
        Order::Rejected { problem, detail } => {
            Some(Cause::CertificateRejected { problem: problem.clone(), detail: detail.clone() })
        }
        Order::NoOrigin { status } => Some(Cause::OriginUnreachable { status: *status }),
    }
}

/// Whoever connects the name next at the edge would have its visitors: one record that still
/// leads there is enough.
fn takeover_risk(facts: &Facts<'_>) -> Option<Finding> {
    let (mut types, mut seen) = (BTreeSet::<RecordType>::new(), Vec::<&Answer>::new());
    for view in views(facts, ServerKind::Authoritative) {
        let leading = leading_here(facts, &view.way);
        let led = |answer: &&&Answer| !leading.is_empty() && !answer.records().is_empty();
        seen.extend(view.answers.iter().filter(led));
        types.extend(leading);
    }
    let name = facts.desired.hostname.as_owner().clone();
    let told = types.iter().map(ToString::to_string).collect();
    let cause = Cause::TakeoverRisk { name, types: told };
    (!types.is_empty()).then(|| Finding::new(cause, None, &seen))
}
