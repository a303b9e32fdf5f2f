//! Who may issue: the climb of RFC 8659 §3, over what was seen.

use super::facts::{Facts, MAX_HOPS};
use super::issue::{Grant, Issue};
use super::{elsewhere, routing, zone};
use crate::domain::connection::Judgement;
use crate::domain::finding::{Actor, Cause, Finding};
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
    properties: Vec<Property<'a>>,
    seen: Vec<&'a Answer>,
}

#[derive(Clone, Copy)]
struct Property<'a> {
    critical: bool,
    tag: &'a str,
    value: &'a str,
}

/// The tags that a CA knows: critical ones beside them make it refuse. Those of the Baseline
/// Requirements (§3.2.2.8) and the one for mail certificates (RFC 9495), which Let's Encrypt
/// knows in order to pass over it.
const KNOWN: [&str; 4] = ["issue", "issuewild", "iodef", "issuemail"];

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    match climb(facts) {
        Climb::Nothing | Climb::NotAsked => Vec::new(),
        Climb::Failed(at, seen) => failed(facts, at, &seen).into_iter().collect(),
        Climb::Found(set) if is_consequence(facts, &set.at) => Vec::new(),
        Climb::Found(set) => {
            let findings = [critical(facts, &set), terms(facts, &set), malformed(facts, &set)];
            findings.into_iter().flatten().collect()
        }
    }
}

/// Those of our CAs that may not issue, by their CAA names; `None` where that could not be seen.
/// Where none of them may, that is a finding.
pub(super) fn forbidden(facts: &Facts<'_>) -> Option<Vec<String>> {
    let set = match climb(facts) {
        Climb::Nothing => return Some(Vec::new()),
        Climb::NotAsked | Climb::Failed(..) => return None,
        Climb::Found(set) => set,
    };
    let (_, values) = set.counting(facts);
    let read: Vec<Issue<'_>> = values.iter().filter_map(|value| Issue::parse(value)).collect();
    let is_granted = |nth| {
        values.is_empty()
            || read.iter().any(|issue| issue.grant_by(nth, facts.desired) != Grant::Nothing)
    };
    let ours = || facts.desired.issuers.iter().enumerate();
    // Two accounts at one CA have one name: where the set lets one in, the CA may be asked.
    let may = |name: &String| ours().any(|(nth, other)| other == name && is_granted(nth));
    Some(ours().map(|(_, name)| name).filter(|name| !may(name)).cloned().collect())
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
        let mut all = facts.observation.authoritative(&at, RecordType::Caa);
        all.retain(|answer| !elsewhere::is_bypassed(facts, &answer.asked.server));
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
    let (owners, properties): (Vec<&OwnerName>, Vec<Property<'_>>) = found.unzip();
    let at = (*owners.first()?).clone();
    Some(Set { at, properties, seen: vec![answer] })
}

fn property(rdata: &Rdata) -> Option<Property<'_>> {
    match rdata {
        Rdata::Caa { critical, tag, value } => Some(Property { critical: *critical, tag, value }),
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

impl<'a> Set<'a> {
    fn values(&self, tag: &str) -> Vec<&'a str> {
        let here = self.properties.iter().filter(|found| found.tag.eq_ignore_ascii_case(tag));
        here.map(|found| found.value).collect()
    }

    /// The tag that counts for a name, with its values: none restrict nobody (RFC 8659 §4.2).
    fn counting(&self, facts: &Facts<'_>) -> (&'static str, Vec<&'a str>) {
        let wild = self.values("issuewild");
        if facts.desired.hostname.is_wildcard() && !wild.is_empty() {
            ("issuewild", wild)
        } else {
            ("issue", self.values("issue"))
        }
    }
}

fn failed(facts: &Facts<'_>, at: OwnerName, seen: &[&Answer]) -> Option<Finding> {
    // Servers that answer nothing at all are another finding's matter.
    let mute = facts.in_zone(&at) && !zone::answers_at_all(facts);
    (!mute && !is_consequence(facts, &at))
        .then(|| Finding::new(Cause::CaaLookupFailed { at }, None, seen))
}

/// A critical property that no CA has to know.
fn critical(facts: &Facts<'_>, set: &Set<'_>) -> Option<Finding> {
    let known = |tag: &str| KNOWN.iter().any(|known| known.eq_ignore_ascii_case(tag));
    let unknown = set.properties.iter().find(|found| found.critical && !known(found.tag))?;
    let cause = Cause::CaaUnknownCritical {
        at: set.at.clone(),
        tag: unknown.tag.to_owned(),
        in_zone: is_customers(facts, &set.at),
    };
    Some(Finding::new(cause, None, &set.seen))
}

/// Whether the set lets one of our CAs issue to us: by the best of its properties.
fn terms(facts: &Facts<'_>, set: &Set<'_>) -> Option<Finding> {
    let (desired, ours) = (facts.desired, facts.desired.issuers.first()?);
    let (tag, values) = set.counting(facts);
    // What doesn't have the form names nobody (RFC 8659 §4.2).
    let read = values.iter().filter_map(|value| Some((*value, Issue::parse(value)?)));
    let read: Vec<(&str, Issue<'_>)> = read.collect();
    let best = read.iter().map(|(value, issue)| (issue.grant(desired), *value)).max();
    let cause = match best {
        _ if values.is_empty() => return None,
        Some((Grant::Certificate, _)) => return None,
        Some((Grant::Bound, value)) => {
            Cause::CaaAccountBound { at: set.at.clone(), value: value.to_owned() }
        }
        Some((Grant::Nothing, _)) | None => Cause::CaaForbids {
            at: set.at.clone(),
            allowed: allowed(facts, &read),
            issuer: ours.clone(),
            tag: tag.to_owned(),
            in_zone: is_customers(facts, &set.at),
        },
    };
    Some(Finding::new(cause, None, &set.seen))
}

/// Whom a set allows that does not allow us.
fn allowed(facts: &Facts<'_>, read: &[(&str, Issue<'_>)]) -> Vec<String> {
    let named = read.iter().filter(|(_, issue)| !issue.issuer.is_empty());
    let shown = |(value, issue): &(&str, Issue<'_>)| {
        // Our own CA is there, on terms that aren't ours: the terms say why.
        if issue.is_ours(facts.desired) { value.trim().to_owned() } else { issue.issuer.clone() }
    };
    let mut allowed: Vec<String> = named.map(shown).collect();
    allowed.sort();
    allowed.dedup();
    allowed
}

/// A property of which nobody can tell whom it means, so that it means nobody.
fn malformed(facts: &Facts<'_>, set: &Set<'_>) -> Option<Finding> {
    let mut values = ["issue", "issuewild"].into_iter().flat_map(|tag| set.values(tag));
    let value = values.find(|value| Issue::parse(value).is_none())?;
    let cause = Cause::CaaMalformed { at: set.at.clone(), value: value.to_owned() };
    let finding = Finding::new(cause, None, &set.seen);
    Some(if is_customers(facts, &set.at) { finding } else { finding.of(Actor::Tenant) })
}

/// Whether a set is the customer's to change: those above the zone are, as far as anybody's.
fn is_customers(facts: &Facts<'_>, at: &OwnerName) -> bool {
    !is_aliased(facts, at) || facts.in_zone(at)
}

/// Whether `at` was reached through an alias, rather than by climbing.
fn is_aliased(facts: &Facts<'_>, at: &OwnerName) -> bool {
    !facts.desired.hostname.base().is_under(at)
}

/// Whether a set counts only because the hostname still leads elsewhere: the cause is the way.
fn is_consequence(facts: &Facts<'_>, at: &OwnerName) -> bool {
    is_aliased(facts, at) && routing::judge(facts) != Judgement::Right
}
