//! How each desired record stands, server by server.

use super::facts::{Facts, label};
use super::propagation::{Standing, forgets_at, standings};
use super::{Confidence, ObservedRecord, RecordStatus, SeenBy};
use crate::domain::desired::{Desired, DesiredRecord};
use crate::domain::observation::{Answer, Observation, ServerKind};

/// Every desired record with what became of it, in the order of [`Desired::records`].
#[must_use]
pub fn observed_records(desired: &Desired, observation: &Observation) -> Vec<ObservedRecord> {
    let facts = Facts { desired, observation };
    desired.records().into_iter().map(|record| observed(&facts, record)).collect()
}

fn observed(facts: &Facts<'_>, record: DesiredRecord) -> ObservedRecord {
    let authorities = standings(facts, &record, ServerKind::Authoritative);
    let resolvers = standings(facts, &record, ServerKind::Recursive);
    let status = status(&authorities, &resolvers);
    let lagging = resolvers.iter().filter(|resolver| resolver.answered && !resolver.right);
    let ends: Vec<_> = lagging.clone().map(|resolver| forgets_at(facts, resolver)).collect();
    let published = status == RecordStatus::Published;
    // When one can't be told, the whole can't.
    let visible_at =
        if published && !ends.contains(&None) { ends.into_iter().flatten().max() } else { None };
    let negative = lagging.clone().any(|resolver| resolver.absent);
    let latest_at = facts
        .zone()
        .and_then(|zone| zone.negative_ttl)
        .filter(|_| published && negative)
        .map(|ttl| facts.observation.observed_at + time::Duration::seconds(ttl.into()));
    ObservedRecord {
        propagated: status == RecordStatus::Propagated,
        observed_value: value(&authorities),
        status,
        seen_by: authorities.iter().chain(&resolvers).map(seen_by).collect(),
        visible_at,
        latest_at,
        confidence: visible_at.map(|_| Confidence::Sampled),
        record,
    }
}

fn status(authorities: &[Standing<'_>], resolvers: &[Standing<'_>]) -> RecordStatus {
    let answered: Vec<&Standing<'_>> =
        authorities.iter().filter(|standing| standing.answered).collect();
    if answered.iter().all(|standing| standing.absent) {
        return RecordStatus::Missing;
    }
    if !answered.iter().all(|standing| standing.right) {
        return RecordStatus::Mismatched;
    }
    let mut asked = resolvers.iter().filter(|standing| standing.answered).peekable();
    if asked.peek().is_some() && asked.all(|standing| standing.right) {
        RecordStatus::Propagated
    } else {
        RecordStatus::Published
    }
}

/// What stands at the authorities.
fn value(authorities: &[Standing<'_>]) -> Option<String> {
    let mut values: Vec<String> =
        authorities.iter().flat_map(|standing| values_of(&standing.answers)).collect();
    values.sort();
    values.dedup();
    (!values.is_empty()).then(|| values.join(", "))
}

/// What the answers have at exactly the name asked for.
fn values_of(answers: &[&Answer]) -> Vec<String> {
    let mut values: Vec<String> = answers
        .iter()
        .flat_map(|answer| {
            let here = answer.records().iter().filter(|r| r.owner == answer.asked.name);
            here.map(|record| record.rdata.to_string())
        })
        .collect();
    values.sort();
    values.dedup();
    values
}

fn seen_by(standing: &Standing<'_>) -> SeenBy {
    let last = standing.answers.iter().max_by_key(|answer| answer.at);
    let telling = standing.answers.iter().find(|answer| !answer.records().is_empty()).or(last);
    SeenBy {
        server: label(standing.server),
        address: standing.server.address.to_string(),
        kind: standing.server.kind,
        values: values_of(&standing.answers),
        rcode: telling.map_or("TIMEOUT", |answer| answer.reply.rcode()).to_owned(),
        ttl: telling.and_then(|answer| answer.ttl()),
        observed_at: last.map_or(time::OffsetDateTime::UNIX_EPOCH, |answer| answer.at),
    }
}
