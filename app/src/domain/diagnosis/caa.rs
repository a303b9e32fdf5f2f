//! Who may issue: the climb of RFC 8659 §3, over what was seen.

use super::facts::Facts;
use crate::domain::finding::{Cause, Finding};
use crate::domain::name::OwnerName;
use crate::domain::observation::Answer;
use crate::domain::record::{Rdata, RecordType};

/// Aliases that are chased at most.
const MAX_HOPS: usize = 8;

/// The CAA set that counts, and where it stands.
struct Relevant<'a> {
    at: OwnerName,
    /// Whether it was found by chasing an alias: then it is the target's owner's.
    aliased: bool,
    properties: Vec<(&'a str, &'a str)>,
    seen: Vec<&'a Answer>,
}

enum Climb<'a> {
    Nothing,
    Failed(OwnerName, Vec<&'a Answer>),
    Found(Relevant<'a>),
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    match climb(facts) {
        Climb::Nothing => Vec::new(),
        Climb::Failed(at, seen) => {
            vec![Finding::new(Cause::CaaLookupFailed { at }, None, &seen)]
        }
        Climb::Found(set) => forbids(facts, &set).into_iter().collect(),
    }
}

/// From the name up to the top-level domain: the first set that isn't empty.
fn climb<'a>(facts: &Facts<'a>) -> Climb<'a> {
    for name in facts.desired.hostname.base().ancestors() {
        let all = facts.observation.authoritative(&name, RecordType::Caa);
        if all.is_empty() {
            // Not asked: nothing can be said of what stands here or above.
            return Climb::Nothing;
        }
        let Some(answer) = all.iter().find(|answer| !answer.reply.unanswered()) else {
            return Climb::Failed(name, all);
        };
        if let Some(found) = set_of(facts, &name, answer) {
            return Climb::Found(found);
        }
    }
    Climb::Nothing
}

/// The set at `name`, or at what it is an alias of.
fn set_of<'a>(facts: &Facts<'a>, name: &OwnerName, answer: &'a Answer) -> Option<Relevant<'a>> {
    let (mut at, mut answer) = (name.clone(), answer);
    for _ in 0..MAX_HOPS {
        let properties: Vec<(&str, &str)> =
            answer.records().iter().filter_map(|record| property(&record.rdata)).collect();
        if !properties.is_empty() {
            let owner = answer.records().iter().find(|r| property(&r.rdata).is_some());
            let owner = owner.map_or(at, |record| record.owner.clone());
            let aliased = owner != *name;
            return Some(Relevant { at: owner, aliased, properties, seen: vec![answer] });
        }
        let next = answer.alias()?.clone();
        let chased = facts.observation.authoritative(&next, RecordType::Caa);
        answer = chased.into_iter().find(|answer| !answer.reply.unanswered())?;
        at = next;
    }
    None
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

fn forbids(facts: &Facts<'_>, set: &Relevant<'_>) -> Option<Finding> {
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
    if values.is_empty() {
        return None;
    }
    let allowed: Vec<String> = values.into_iter().map(issuer).filter(|ca| !ca.is_empty()).collect();
    if facts.desired.issuers.iter().any(|ours| allowed.contains(ours)) {
        return None;
    }
    let cause = Cause::CaaForbids {
        at: set.at.clone(),
        allowed,
        issuer: facts.desired.issuers.first().cloned().unwrap_or_default(),
        tag: tag.to_owned(),
        in_zone: !set.aliased,
    };
    Some(Finding::new(cause, None, &set.seen))
}

/// The CA's name, without its parameters.
fn issuer(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().trim_end_matches('.').to_ascii_lowercase()
}
