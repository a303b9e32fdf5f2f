//! The two NS sets of a zone: its parent's, by which everybody comes, and its own (RFC 1034
//! §4.2.2).

use super::facts::Facts;
use super::zone;
use crate::domain::earlier::has;
use crate::domain::finding::{Cause, Finding};
use crate::domain::observation::{NameServer, Parent, ServerKind, Zone};
use crate::domain::record::RecordType;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(zone) = facts.zone() else { return Vec::new() };
    let Some(parent) = &zone.parent else { return Vec::new() };
    let cause = changing(facts, zone, parent).or_else(|| mismatch(facts, zone, parent));
    let seen = facts.observation.authoritative(&zone.apex, RecordType::Ns);
    cause.map(|cause| Finding::new(cause, None, &seen)).into_iter().collect()
}

/// The servers of the one set that the other has not, by name.
fn only<'a>(one: &'a [NameServer], other: &[NameServer]) -> Vec<&'a NameServer> {
    one.iter().filter(|server| other.iter().all(|known| known.name != server.name)).collect()
}

fn names<'a>(servers: impl IntoIterator<Item = &'a NameServer>) -> Vec<String> {
    let mut names: Vec<String> =
        servers.into_iter().map(|server| server.name.to_string()).collect();
    names.sort();
    names
}

/// Both sets have servers of their own that answer: one company is taking over from another.
fn changing(facts: &Facts<'_>, zone: &Zone, parent: &Parent) -> Option<Cause> {
    let both_answer = answers_beside(facts, zone, &parent.servers, &zone.servers)
        && answers_beside(facts, zone, &zone.servers, &parent.servers);
    both_answer.then(|| Cause::NameserversChanging {
        zone: zone.apex.clone(),
        parent: names(&parent.servers),
        child: names(&zone.servers),
        ttl: parent.ttl,
    })
}

/// Whether a server that only `one` set has says something about the zone; another name for an
/// address of the other set is no other server.
fn answers_beside(
    facts: &Facts<'_>,
    zone: &Zone,
    one: &[NameServer],
    other: &[NameServer],
) -> bool {
    let beside = only(one, other);
    facts.observation.answers.iter().any(|answer| {
        let (asked, ip) = (&answer.asked, answer.asked.server.address.ip());
        asked.server.kind == ServerKind::Authoritative
            && asked.name.is_under(&zone.apex)
            && !answer.reply.unanswered()
            && !has(other, ip)
            && beside.iter().any(|server| server.addresses.contains(&ip))
    })
}

fn mismatch(facts: &Facts<'_>, zone: &Zone, parent: &Parent) -> Option<Cause> {
    let mut parent_only = only(&parent.servers, &zone.servers);
    // That these must go is told with why: they don't answer for the zone.
    let lame = zone::lame_by_parent(facts);
    parent_only.retain(|server| {
        !lame.iter().any(|answer| server.addresses.contains(&answer.asked.server.address.ip()))
    });
    let child_only = only(&zone.servers, &parent.servers);
    let told = !parent.servers.is_empty();
    let differ = !parent_only.is_empty() || !child_only.is_empty();
    (told && differ).then(|| Cause::DelegationMismatch {
        zone: zone.apex.clone(),
        parent_only: names(parent_only),
        child_only: names(child_only),
    })
}
