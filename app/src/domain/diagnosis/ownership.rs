//! The proof: is the value there, at exactly its name, at every authority?

use super::facts::{Facts, text};
use crate::domain::connection::Judgement;
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::finding::{Cause, Finding};
use crate::domain::name::{CHALLENGE_LABEL, OwnerName};
use crate::domain::observation::{Answer, Transport};
use crate::domain::record::RecordType;

/// Whether an answer holds the proof: at exactly the name asked for, through no alias, since
/// whoever owns an alias' target could prove every name that leads there.
pub(super) fn is_proof(answer: &Answer, value: &str) -> bool {
    answer.values().filter_map(text).any(|found| found == value)
}

pub(super) fn judge(facts: &Facts<'_>) -> Judgement {
    let challenge = &facts.desired.challenge;
    let answers = facts.answered(&challenge.name, RecordType::Txt);
    if answers.is_empty() {
        return Judgement::Unknown;
    }
    if !answers.iter().all(|answer| is_proof(answer, &challenge.value)) {
        return Judgement::Wrong;
    }
    let names = facts.zone().map_or(&[][..], |zone| &zone.servers);
    let proven = names.iter().filter(|server| {
        answers.iter().any(|answer| server.addresses.contains(&answer.asked.server.address.ip()))
    });
    let hardened = answers.iter().any(|answer| answer.asked.transport == Transport::Tcp);
    if hardened && names.len() <= 2 * proven.count() {
        Judgement::Right
    } else {
        Judgement::Unknown
    }
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let challenge = &facts.desired.challenge;
    let answers = facts.answered(&challenge.name, RecordType::Txt);
    let none_right = !answers.iter().any(|answer| is_proof(answer, &challenge.value));
    let record = facts.desired.records().into_iter().find(|r| r.purpose == Purpose::Ownership);
    match record {
        Some(record) if none_right && !answers.is_empty() => vec![cause(facts, &record, &answers)],
        Some(_) | None => Vec::new(),
    }
}

fn cause(facts: &Facts<'_>, record: &DesiredRecord, answers: &[&Answer]) -> Finding {
    let challenge = &facts.desired.challenge;
    let (name, wanted) = (challenge.name.clone(), challenge.value.clone());
    if let Some((found_at, seen)) = doubled(facts) {
        let zone = facts.zone().map_or_else(OwnerName::root, |zone| zone.apex.clone());
        let cause = Cause::NameDoubled { name, found_at, zone };
        return Finding::new(cause, Some(record), &[answers, &seen].concat());
    }
    if let Some((found_at, seen)) = misplaced(facts) {
        let cause = Cause::OwnershipAtWrongName { name, found_at };
        return Finding::new(cause, Some(record), &[answers, &seen].concat());
    }
    if let Some(target) = answers.iter().find_map(|answer| answer.alias()) {
        let cause = Cause::OwnershipBehindCname { name, target: target.clone() };
        return Finding::new(cause, Some(record), answers);
    }
    let mut found: Vec<String> =
        answers.iter().flat_map(|answer| answer.values().filter_map(text)).cloned().collect();
    found.sort();
    found.dedup();
    let typed_in = found.iter().find(|value| stripped(value) == wanted).cloned();
    let cause = match typed_in {
        Some(found) => Cause::OwnershipQuoted { name, wanted, found },
        None if found.is_empty() => Cause::OwnershipMissing { name },
        None => Cause::OwnershipMismatch { name, wanted, found },
    };
    Finding::new(cause, Some(record), answers)
}

/// The value without what a person may have typed around it.
fn stripped(value: &str) -> String {
    let noise = |c: char| c.is_whitespace() || "\"'\\.\u{201c}\u{201d}".contains(c);
    value.trim_matches(noise).replace('\\', "")
}

/// The proof at its name with the zone appended once more.
fn doubled<'a>(facts: &Facts<'a>) -> Option<(OwnerName, Vec<&'a Answer>)> {
    let zone = facts.zone()?;
    let name = zone.apex.prefixed(facts.desired.challenge.name.as_str()).ok()?;
    proven_at(facts, name)
}

/// The proof at a name where people put it by mistake.
fn misplaced<'a>(facts: &Facts<'a>) -> Option<(OwnerName, Vec<&'a Answer>)> {
    let base = facts.desired.hostname.base();
    let plain = CHALLENGE_LABEL.trim_start_matches('_');
    let names = [
        Some(base.clone()),
        base.child(plain).ok(),
        facts.zone().map(|zone| zone.apex.clone()),
        facts.zone().and_then(|zone| zone.apex.child(CHALLENGE_LABEL).ok()),
    ];
    names
        .into_iter()
        .flatten()
        .filter(|name| *name != facts.desired.challenge.name)
        .find_map(|name| proven_at(facts, name))
}

fn proven_at<'a>(facts: &Facts<'a>, name: OwnerName) -> Option<(OwnerName, Vec<&'a Answer>)> {
    let mut seen = facts.answered(&name, RecordType::Txt);
    seen.retain(|answer| is_proof(answer, &facts.desired.challenge.value));
    (!seen.is_empty()).then_some((name, seen))
}
