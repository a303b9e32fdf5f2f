//! How each desired record stands, server by server.

use super::facts::{Facts, label};
use super::propagation::{Stand, Standing, forgets_at, latest_at, standings};
use super::zone;
use super::{Confidence, ObservedRecord, RecordStatus, SeenBy};
use crate::domain::desired::{Desired, DesiredRecord};
use crate::domain::observation::{Answer, Delegation, Observation, ServerKind};

/// Every desired record with what became of it, in the order of [`Desired::records`]; none at
/// all when nobody could be asked, since that is no answer about any of them.
#[must_use]
pub fn observed_records(desired: &Desired, observation: &Observation) -> Vec<ObservedRecord> {
    let facts = Facts { desired, observation };
    let could_ask = match observation.delegation {
        Delegation::NotRegistered { .. } | Delegation::NotDelegated { .. } => true,
        Delegation::Zone(_) => zone::answers_at_all(&facts),
        Delegation::Lame(_) | Delegation::Unknown => false,
    };
    let records = if could_ask { desired.records() } else { Vec::new() };
    records.into_iter().map(|record| observed(&facts, record)).collect()
}

fn observed(facts: &Facts<'_>, record: DesiredRecord) -> ObservedRecord {
    let authorities = standings(facts, &record, ServerKind::Authoritative);
    let resolvers = standings(facts, &record, ServerKind::Recursive);
    let status = status(&authorities, &resolvers);
    let published = status == RecordStatus::Published;
    let lagging: Vec<&Standing<'_>> =
        resolvers.iter().filter(|resolver| published && resolver.lags()).collect();
    // When one of the ends can't be told, the last can't.
    let ends: Option<Vec<_>> = lagging.iter().map(|resolver| forgets_at(facts, resolver)).collect();
    let visible_at = ends.and_then(|ends| ends.into_iter().max());
    let latest_at = latest_at(facts, &record, &authorities, &lagging);
    ObservedRecord {
        propagated: status == RecordStatus::Propagated,
        observed_value: value(&authorities),
        status,
        seen_by: authorities.iter().chain(&resolvers).filter_map(seen_by).collect(),
        visible_at,
        latest_at,
        confidence: visible_at.map(|_| Confidence::Sampled),
        record,
    }
}

fn status(authorities: &[Standing<'_>], resolvers: &[Standing<'_>]) -> RecordStatus {
    let stands = |all: &[Standing<'_>], stand| all.iter().any(|standing| standing.stand == stand);
    if !stands(authorities, Stand::Right) && !stands(authorities, Stand::Wrong) {
        // Half an answer is not nothing.
        return if value(authorities).is_some() {
            RecordStatus::Mismatched
        } else {
            RecordStatus::Missing
        };
    }
    if authorities.iter().any(Standing::lags) {
        RecordStatus::Mismatched
    } else if stands(resolvers, Stand::Right) && !resolvers.iter().any(Standing::lags) {
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

fn seen_by(standing: &Standing<'_>) -> Option<SeenBy> {
    let last = standing.answers.iter().max_by_key(|answer| answer.at)?;
    let telling = standing.answers.iter().find(|answer| !answer.records().is_empty());
    let telling = telling.unwrap_or(last);
    Some(SeenBy {
        server: label(standing.server),
        address: standing.server.address.to_string(),
        kind: standing.server.kind,
        values: values_of(&standing.answers),
        rcode: telling.reply.rcode().to_owned(),
        ttl: telling.ttl(),
        observed_at: last.at,
    })
}
