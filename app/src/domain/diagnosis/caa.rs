//! Who may issue: the climb of RFC 8659 §3, over what was seen.

use super::facts::{Facts, MAX_HOPS};
use super::{routing, zone};
use crate::domain::connection::Judgement;
use crate::domain::finding::{Cause, Finding};
use crate::domain::name::OwnerName;
use crate::domain::observation::Answer;
use crate::domain::record::{Rdata, RecordType};

/// What the climb, or one name of it, came to.
enum Climb<'a> {
    /// No set stands here.
    Nothing,
    /// Nobody was asked: nothing can be said of what stands here or above.
    NotAsked,
    Failed(OwnerName, Vec<&'a Answer>),
    Found(Set<'a>),
}

/// The CAA set that counts, and where it stands.
struct Set<'a> {
    at: OwnerName,
    properties: Vec<(&'a str, &'a str)>,
    seen: Vec<&'a Answer>,
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let finding = match climb(facts) {
        Climb::Nothing | Climb::NotAsked => None,
        Climb::Failed(at, seen) => failed(facts, at, &seen),
        Climb::Found(set) => forbids(facts, &set),
    };
    finding.into_iter().collect()
}

/// From the name up to the top-level domain: the first set that isn't empty.
fn climb<'a>(facts: &Facts<'a>) -> Climb<'a> {
    for name in facts.desired.hostname.base().ancestors() {
        match level(facts, &name) {
            Climb::Nothing => {}
            end @ (Climb::NotAsked | Climb::Failed(..) | Climb::Found(_)) => return end,
        }
    }
    Climb::Nothing
}

/// The set at `name`, or at what it is an alias of; the parents of an alias' target are not
/// climbed.
fn level<'a>(facts: &Facts<'a>, name: &OwnerName) -> Climb<'a> {
    let mut at = name.clone();
    for _ in 0..MAX_HOPS {
        let all = facts.observation.authoritative(&at, RecordType::Caa);
        if all.is_empty() {
            return Climb::NotAsked;
        }
        if all.iter().all(|answer| answer.reply.unanswered()) {
            return Climb::Failed(at, all);
        }
        // Servers that differ: a CA may meet the one that has a set.
        if let Some(set) = all.iter().find_map(|answer| set_of(answer)) {
            return Climb::Found(set);
        }
        match all.iter().find_map(|answer| answer.alias()) {
            Some(target) => at = target.clone(),
            None => return Climb::Nothing,
        }
    }
    Climb::Nothing
}

/// The set in an answer: at the name asked for, or at the end of the aliases before it.
fn set_of(answer: &Answer) -> Option<Set<'_>> {
    let found = answer.records().iter();
    let found = found.filter_map(|record| Some((&record.owner, property(&record.rdata)?)));
    let (owners, properties): (Vec<&OwnerName>, Vec<(&str, &str)>) = found.unzip();
    let at = (*owners.first()?).clone();
    Some(Set { at, properties, seen: vec![answer] })
}

fn property(rdata: &Rdata) -> Option<(&str, &str)> {
    match rdata {
        Rdata::Caa { tag, value, .. } => Some((tag, value)),
        Rdata::A(_)
        | Rdata::Aaaa(_)
        | Rdata::Cname(_)
        | Rdata::Dname(_)
        | Rdata::Mx { .. }
        | Rdata::Ns(_)
        | Rdata::Soa { .. }
        | Rdata::Txt(_)
        | Rdata::Other { .. } => None,
    }
}

fn failed(facts: &Facts<'_>, at: OwnerName, seen: &[&Answer]) -> Option<Finding> {
    // Servers that answer nothing at all are another finding's matter.
    let mute = facts.in_zone(&at) && !zone::answers_at_all(facts);
    (!mute && !is_consequence(facts, &at))
        .then(|| Finding::new(Cause::CaaLookupFailed { at }, None, seen))
}

fn forbids(facts: &Facts<'_>, set: &Set<'_>) -> Option<Finding> {
    let ours = facts.desired.issuers.first()?;
    let values_of = |tag: &str| -> Vec<&str> {
        let here = set.properties.iter().filter(|(found, _)| found.eq_ignore_ascii_case(tag));
        here.map(|(_, value)| *value).collect()
    };
    let (mut tag, mut values) = ("issue", values_of("issue"));
    if facts.desired.hostname.is_wildcard() {
        let wild = values_of("issuewild");
        if !wild.is_empty() {
            (tag, values) = ("issuewild", wild);
        }
    }
    // A set without the tag restricts nobody (RFC 8659 §4.2).
    if values.is_empty() || is_consequence(facts, &set.at) {
        return None;
    }
    let mut allowed: Vec<String> =
        values.into_iter().map(issuer).filter(|ca| !ca.is_empty()).collect();
    allowed.sort();
    allowed.dedup();
    if facts.desired.issuers.iter().any(|ours| allowed.contains(&issuer(ours))) {
        return None;
    }
    let cause = Cause::CaaForbids {
        at: set.at.clone(),
        allowed,
        issuer: ours.clone(),
        tag: tag.to_owned(),
        in_zone: !is_aliased(facts, &set.at) || facts.in_zone(&set.at),
    };
    Some(Finding::new(cause, None, &set.seen))
}

/// Whether `at` was reached through an alias, rather than by climbing.
fn is_aliased(facts: &Facts<'_>, at: &OwnerName) -> bool {
    !facts.desired.hostname.base().is_under(at)
}

/// Whether a set counts only because the hostname still leads elsewhere: the cause is the way.
fn is_consequence(facts: &Facts<'_>, at: &OwnerName) -> bool {
    is_aliased(facts, at) && routing::judge(facts) != Judgement::Right
}

/// The CA's name, without its parameters.
fn issuer(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().trim_end_matches('.').to_ascii_lowercase()
}
