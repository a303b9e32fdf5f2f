//! The name at which a CA is answered over the DNS (RFC 8555 §8.4): what must stand there, and
//! what must not.

use super::facts::Facts;
use crate::domain::finding::{Cause, Finding};
use crate::domain::name::OwnerName;
use crate::domain::observation::Answer;
use crate::domain::record::{Rdata, RecordType};

const LABEL: &str = "_acme-challenge";

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    // A hostname so long that the label does not fit before it can't have the name.
    let Ok(name) = facts.desired.hostname.base().child(LABEL) else { return Vec::new() };
    [missing(facts, &name), leftover(facts, &name)].into_iter().flatten().collect()
}

/// A CA may ask any of the authorities: all that answer must lead to where we answer.
fn missing(facts: &Facts<'_>, name: &OwnerName) -> Option<Finding> {
    let wanted = facts.desired.acme_delegation.as_ref()?;
    let mut seen = facts.answered(name, RecordType::Cname);
    seen.retain(|answer| answer.alias() != Some(wanted));
    if seen.is_empty() {
        return None;
    }
    let found = seen.iter().find_map(|answer| answer.alias()).cloned();
    let cause = Cause::AcmeDelegationMissing { name: name.clone(), wanted: wanted.clone(), found };
    Some(Finding::new(cause, None, &seen))
}

/// What somebody else's checks have left: where it stands, ours can't, or is not seen.
fn leftover(facts: &Facts<'_>, name: &OwnerName) -> Option<Finding> {
    // Where an alias is wanted, another one is told as what stands in its place.
    let types: &[RecordType] = match facts.desired.acme_delegation {
        Some(_) => &[RecordType::Ns, RecordType::Txt],
        None => &[RecordType::Cname, RecordType::Ns, RecordType::Txt],
    };
    let standing = |rtype: &RecordType| {
        let mut seen = facts.answered(name, *rtype);
        seen.retain(|answer| answer.values().next().is_some() && !is_from_wildcard(facts, answer));
        (*rtype, seen)
    };
    let found: Vec<(RecordType, Vec<&Answer>)> =
        types.iter().map(standing).filter(|(_, seen)| !seen.is_empty()).collect();
    if found.is_empty() {
        return None;
    }
    let types = found.iter().map(|(rtype, _)| rtype.to_string()).collect();
    let seen: Vec<&Answer> = found.into_iter().flat_map(|(_, seen)| seen).collect();
    Some(Finding::new(Cause::AcmeLeftover { name: name.clone(), types }, None, &seen))
}

/// Whether a random name beside it has the same: then nobody put it at this one.
fn is_from_wildcard(facts: &Facts<'_>, answer: &Answer) -> bool {
    let values = |answer: &Answer| {
        let mut values: Vec<Rdata> = answer.values().cloned().collect();
        values.sort();
        values
    };
    let here = values(answer);
    let beside = facts
        .observation
        .probes
        .iter()
        .filter(|probe| probe.parent().is_some_and(|base| answer.asked.name.is_under(&base)));
    let mut made = beside.flat_map(|probe| facts.answered(probe, answer.asked.rtype));
    made.any(|other| values(other) == here)
}
