//! The way of a visitor: where each server says that the hostname leads, and whether that is
//! to the tenant. What is right is decided here and nowhere else.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::facts::{Facts, Hop, LEADING, MAX_HOPS, address};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, Server, ServerKind};
use crate::domain::record::Rdata;

/// What one server has at the hostname.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It did not answer everything that must be known.
    Unknown,
    /// Aliases and addresses, in their order; nothing at all is a way that leads nowhere.
    Known { aliases: Vec<OwnerName>, addresses: Vec<IpAddr> },
}

/// Where an alias ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    Target,
    Elsewhere,
    Loop(OwnerName),
    Broken(OwnerName),
    /// Somewhere on the way nobody could be asked.
    Unknown,
}

/// Whether a way leads to the tenant and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    Right,
    Wrong,
    /// There is no way at all.
    Nowhere,
    Unknown,
}

/// A server, the way that it shows, and its answers.
pub(super) struct View<'a> {
    pub(super) server: &'a Server,
    pub(super) way: Way,
    pub(super) course: Course,
    pub(super) answers: Vec<&'a Answer>,
}

/// Each server of one side, with the way that it shows.
pub(super) fn views<'a>(facts: &Facts<'a>, kind: ServerKind) -> Vec<View<'a>> {
    let name = facts.desired.hostname.as_owner();
    let mut servers: Vec<(&Server, Vec<&Answer>)> = Vec::new();
    for answer in LEADING.into_iter().flat_map(|rtype| facts.on_side(name, rtype, kind)) {
        match servers.iter_mut().find(|(server, _)| *server == &answer.asked.server) {
            Some((_, answers)) => answers.push(answer),
            None => servers.push((&answer.asked.server, vec![answer])),
        }
    }
    let view = |(server, answers): (&'a Server, Vec<&'a Answer>)| {
        let way = way(name, &answers, kind);
        View { server, course: course_at(facts, &way, kind), way, answers }
    };
    servers.into_iter().map(view).collect()
}

fn way(name: &OwnerName, answers: &[&Answer], kind: ServerKind) -> Way {
    let here = || {
        let records = answers.iter().flat_map(|answer| answer.records());
        records.filter(|record| record.owner == *name).map(|record| &record.rdata)
    };
    let aliases: BTreeSet<&OwnerName> = here().filter_map(Rdata::alias).collect();
    let addresses: BTreeSet<IpAddr> = here().filter_map(address).collect();
    let complete = match kind {
        ServerKind::Authoritative => {
            LEADING.iter().all(|rtype| answers.iter().any(|answer| answer.asked.rtype == *rtype))
        }
        // Resolvers are asked only for what the authorities have, lest they learn an absence.
        ServerKind::Recursive => true,
    };
    // An alias stands for every type (RFC 1034 §3.6.2): no other answer can add to it.
    let gap = !complete || answers.iter().any(|answer| answer.reply.unanswered());
    if gap && aliases.is_empty() {
        return Way::Unknown;
    }
    Way::Known {
        aliases: aliases.into_iter().cloned().collect(),
        addresses: addresses.into_iter().collect(),
    }
}

/// The course of a way that a server of one side shows.
fn course_at(facts: &Facts<'_>, way: &Way, kind: ServerKind) -> Course {
    match (course(facts, way), way, kind) {
        // Where the authorities lead was followed: what a resolver shows beside it is old.
        (Course::Unknown, Way::Known { .. }, ServerKind::Recursive) => Course::Wrong,
        (course, ..) => course,
    }
}

/// The one answer to "does this lead to the tenant?".
fn course(facts: &Facts<'_>, way: &Way) -> Course {
    let Way::Known { aliases, addresses } = way else { return Course::Unknown };
    let led = match aliases.as_slice() {
        [] if addresses.is_empty() => return Course::Nowhere,
        [] => Course::Right,
        [_, ..] if facts.wants_addresses() => Course::Wrong,
        [target] => match end(facts, target) {
            End::Target => Course::Right,
            End::Unknown => Course::Unknown,
            End::Elsewhere | End::Loop(_) | End::Broken(_) => Course::Wrong,
        },
        [_, _, ..] => Course::Wrong,
    };
    let (_, foreign) = sorted_out(facts, addresses);
    if foreign.is_empty() { led } else { Course::Wrong }
}

/// Whether an answer alone leads a visitor to somebody else.
pub(super) fn leads_astray(facts: &Facts<'_>, answer: &Answer) -> bool {
    let kind = answer.asked.server.kind;
    let way = way(facts.desired.hostname.as_owner(), &[answer], kind);
    match course_at(facts, &way, kind) {
        Course::Wrong => true,
        Course::Right | Course::Nowhere | Course::Unknown => false,
    }
}

/// Which addresses are the tenant's, and which are not: those of the declared pool are, and
/// those of the name that customers alias.
pub(super) fn sorted_out(facts: &Facts<'_>, addresses: &[IpAddr]) -> (Vec<IpAddr>, Vec<IpAddr>) {
    let of_target = facts.target_addresses();
    addresses.iter().partition(|ip| facts.desired.template.owns(**ip) || of_target.contains(ip))
}

/// Follows the aliases from `start`.
pub(super) fn end(facts: &Facts<'_>, start: &OwnerName) -> End {
    let target = &facts.desired.template.cname_target;
    let mut seen = vec![facts.desired.hostname.as_owner()];
    let mut at = start;
    for _ in 0..MAX_HOPS {
        if seen.contains(&at) {
            return End::Loop(at.clone());
        }
        seen.push(at);
        match facts.hop(at) {
            Hop::Absent => return End::Broken(at.clone()),
            Hop::Alias(_) | Hop::End | Hop::Unknown if at == target => return End::Target,
            Hop::Alias(next) => at = next,
            Hop::End => return End::Elsewhere,
            Hop::Unknown => return End::Unknown,
        }
    }
    End::Loop(at.clone())
}
