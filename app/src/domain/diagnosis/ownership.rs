//! The proof: is the value there, at exactly its name, at every authority?

use super::facts::Facts;
use crate::domain::connection::Judgement;
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::finding::{Cause, Finding};
use crate::domain::name::{CHALLENGE_LABEL, OwnerName};
use crate::domain::observation::{Answer, Transport};
use crate::domain::record::{Rdata, RecordType};

/// Whether an answer holds the proof: at exactly the name asked for, through no alias, since
/// whoever owns an alias' target could prove every name that leads there.
pub(super) fn is_proof(answer: &Answer, value: &str) -> bool {
    answer.alias().is_none() && answer.values().filter_map(Rdata::text).any(|found| found == value)
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
    // A datagram can be forged by somebody who sees nothing of the way: only answers of the
    // hardened look count towards the half of the NS names that must have it.
    let hardened = || answers.iter().filter(|answer| answer.asked.transport == Transport::Tcp);
    let names = facts.zone().map_or(&[][..], |zone| &zone.servers);
    let proven = names.iter().filter(|server| {
        hardened().any(|answer| server.addresses.contains(&answer.asked.server.address.ip()))
    });
    let proven = proven.count();
    if 0 < proven && names.len() <= 2 * proven { Judgement::Right } else { Judgement::Unknown }
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let challenge = &facts.desired.challenge;
    let answers = facts.answered(&challenge.name, RecordType::Txt);
    // Where some have it, they disagree: that is the cause.
    let some_right = answers.iter().any(|answer| is_proof(answer, &challenge.value));
    match facts.wanted_for(Purpose::Ownership) {
        Some(record) if !some_right && !answers.is_empty() => {
            vec![finding(facts, &record, &answers)]
        }
        Some(_) | None => Vec::new(),
    }
}

fn finding(facts: &Facts<'_>, record: &DesiredRecord, answers: &[&Answer]) -> Finding {
    let name = facts.desired.challenge.name.clone();
    if let Some((found_at, zone, seen)) = doubled(facts) {
        let cause = Cause::NameDoubled { name, found_at, zone };
        return Finding::new(cause, Some(record), &[answers, &seen].concat());
    }
    if let Some((found_at, seen)) = misplaced(facts) {
        let cause = Cause::OwnershipAtWrongName { name, found_at };
        return Finding::new(cause, Some(record), &[answers, &seen].concat());
    }
    Finding::new(cause(facts, name, answers), Some(record), answers)
}

/// What is wrong at the name itself.
fn cause(facts: &Facts<'_>, name: OwnerName, answers: &[&Answer]) -> Cause {
    let wanted = facts.desired.challenge.value.clone();
    let mut found: Vec<String> = answers
        .iter()
        .flat_map(|answer| answer.values().filter_map(Rdata::text))
        .cloned()
        .collect();
    found.sort();
    found.dedup();
    let meant = stripped(&wanted);
    if let Some(found) = found.iter().find(|value| stripped(value) == meant).cloned() {
        return Cause::OwnershipQuoted { name, wanted, found };
    }
    if let Some(target) = answers.iter().find_map(|answer| answer.alias()).cloned() {
        let wildcard = facts.wildcard_over(&name, &[RecordType::Txt, RecordType::Cname]);
        return Cause::OwnershipBehindCname { name, target, wildcard };
    }
    if found.is_empty() {
        Cause::OwnershipMissing { name }
    } else {
        Cause::OwnershipMismatch { name, wanted, found }
    }
}

/// The value without what a person, or a form that escapes, may have put around or into it.
fn stripped(value: &str) -> String {
    let typed_in = |c: char| c.is_whitespace() || "\"'`\\\u{201c}\u{201d}\u{201e}".contains(c);
    let kept: String = value.chars().filter(|c| !typed_in(*c)).collect();
    kept.trim_end_matches('.').to_owned()
}

/// The proof at its name with the zone appended once more.
fn doubled<'a>(facts: &Facts<'a>) -> Option<(OwnerName, OwnerName, Vec<&'a Answer>)> {
    let zone = &facts.zone()?.apex;
    let name = zone.prefixed(facts.desired.challenge.name.as_str()).ok()?;
    let (found_at, seen) = proven_at(facts, name)?;
    Some((found_at, zone.clone(), seen))
}

/// The proof at a name where people put it by mistake.
fn misplaced<'a>(facts: &Facts<'a>) -> Option<(OwnerName, Vec<&'a Answer>)> {
    let base = facts.desired.hostname.base();
    let plain = CHALLENGE_LABEL.trim_start_matches('_');
    let apex = facts.zone().map(|zone| &zone.apex);
    let names = [
        Some(base.clone()),
        base.child(plain).ok(),
        apex.cloned(),
        apex.and_then(|apex| apex.child(CHALLENGE_LABEL).ok()),
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
