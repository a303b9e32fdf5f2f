//! The way of a visitor: where each server says that the hostname leads, and whether that is
//! to the tenant. What is right is decided here and nowhere else.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::facts::{Facts, Hop, LEADING, MAX_HOPS};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, Server, ServerKind};
use crate::domain::places::{Place, place_of};
use crate::domain::record::{Rdata, RecordType};
use crate::domain::web::{Visit, VisitEnd};

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
        let way = led_on(facts, way(name, &answers, kind));
        View { server, course: course_at(facts, &way, kind), way, answers }
    };
    servers.into_iter().map(view).collect()
}

/// What the answers have at `name`, whatever they leave out.
fn shown(name: &OwnerName, answers: &[&Answer]) -> (Vec<OwnerName>, Vec<IpAddr>) {
    let here = || {
        let records = answers.iter().flat_map(|answer| answer.records());
        records.filter(|record| record.owner == *name).map(|record| &record.rdata)
    };
    let aliases: BTreeSet<&OwnerName> = here().filter_map(Rdata::alias).collect();
    let addresses: BTreeSet<IpAddr> = here().filter_map(Rdata::address).collect();
    (aliases.into_iter().cloned().collect(), addresses.into_iter().collect())
}

fn way(name: &OwnerName, answers: &[&Answer], kind: ServerKind) -> Way {
    let (aliases, addresses) = shown(name, answers);
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
    Way::Known { aliases, addresses }
}

/// Where only addresses can be right, they count however the name comes by them; an apex has to
/// have them itself.
fn led_on(facts: &Facts<'_>, way: Way) -> Way {
    let Way::Known { aliases, .. } = &way else { return way };
    let [target] = aliases.as_slice() else { return way };
    if facts.desired.target().is_some() || facts.is_apex() {
        return way;
    }
    match (facts.addresses_behind(target), end(facts, target)) {
        (addresses, End::Elsewhere | End::Target) if !addresses.is_empty() => {
            Way::Known { aliases: Vec::new(), addresses }
        }
        (_, End::Unknown) => Way::Unknown,
        (_, End::Elsewhere | End::Target | End::Loop(_) | End::Broken(_)) => way,
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
    let way = led_on(facts, way.clone());
    let Way::Known { aliases, addresses } = &way else { return Course::Unknown };
    let led = match aliases.as_slice() {
        [] if addresses.is_empty() => return Course::Nowhere,
        [] => Course::Right,
        [_, ..] if facts.wants_addresses() || facts.is_apex() => Course::Wrong,
        [target] => match end(facts, target) {
            End::Target => Course::Right,
            End::Elsewhere if is_proxied_to_us(facts, target) => Course::Right,
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

/// Whether what one answer shows, taken alone, leads a visitor to somebody else.
pub(super) fn points_elsewhere(facts: &Facts<'_>, answer: &Answer) -> bool {
    let (aliases, addresses) = shown(&answer.asked.name, &[answer]);
    match course(facts, &Way::Known { aliases, addresses }) {
        Course::Wrong => true,
        Course::Right | Course::Nowhere | Course::Unknown => false,
    }
}

/// Which addresses lead to the tenant, and which do not: those of the declared pool do, those
/// of the name that customers alias, and a proxy's through which our edge was reached.
pub(super) fn sorted_out(facts: &Facts<'_>, addresses: &[IpAddr]) -> (Vec<IpAddr>, Vec<IpAddr>) {
    let of_target = facts.target_addresses();
    addresses.iter().partition(|ip| {
        facts.desired.template.owns(**ip) || of_target.contains(ip) || leads_on(facts, **ip)
    })
}

/// Whether it is a proxy's address, and our edge answered behind it. One that was not visited, as
/// an IPv6 address from a server that has no IPv6, goes by the others of the same proxy.
fn leads_on(facts: &Facts<'_>, address: IpAddr) -> bool {
    let Some(by) = proxy_at(address) else { return false };
    let visits = || facts.observation.web.iter().flat_map(|web| &web.visits);
    let here: Vec<&Visit> = visits().filter(|visit| visit.address == address).collect();
    if here.is_empty() {
        visits().filter(|visit| proxy_at(visit.address) == Some(by)).any(has_reached)
    } else {
        here.into_iter().any(has_reached)
    }
}

/// Whether a visit ended at our edge.
const fn has_reached(visit: &Visit) -> bool {
    match visit.end {
        VisitEnd::Marker | VisitEnd::Unchecked => true,
        VisitEnd::Answered
        | VisitEnd::Refused
        | VisitEnd::TimedOut
        | VisitEnd::Broken
        | VisitEnd::Forbidden
        | VisitEnd::Nowhere
        | VisitEnd::Circle
        | VisitEnd::TooMany => false,
    }
}

/// Whether the aliases from `start` end at a proxy, and our edge answered behind it.
fn is_proxied_to_us(facts: &Facts<'_>, start: &OwnerName) -> bool {
    let addresses = facts.addresses_behind(start);
    !addresses.is_empty() && addresses.iter().all(|ip| leads_on(facts, *ip))
}

/// The types of the records by which some visitors reach the tenant, whatever stands beside them.
pub(super) fn leading_here(facts: &Facts<'_>, way: &Way) -> Vec<RecordType> {
    let Way::Known { aliases, addresses } = way else { return Vec::new() };
    let is_ours = |alias: &OwnerName| match end(facts, alias) {
        End::Target => true,
        End::Elsewhere => is_proxied_to_us(facts, alias),
        End::Loop(_) | End::Broken(_) | End::Unknown => false,
    };
    let (ours, _) = sorted_out(facts, addresses);
    [
        (RecordType::Cname, aliases.iter().any(is_ours)),
        (RecordType::A, ours.iter().any(IpAddr::is_ipv4)),
        (RecordType::Aaaa, ours.iter().any(IpAddr::is_ipv6)),
    ]
    .into_iter()
    .filter_map(|(rtype, leads)| leads.then_some(rtype))
    .collect()
}

/// Whose proxy stands at the address.
pub(super) fn proxy_at(address: IpAddr) -> Option<&'static str> {
    match place_of(address) {
        Some(Place::Proxy(by)) => Some(by),
        Some(Place::Forwarding(_) | Place::Host(_)) | None => None,
    }
}

/// Follows the aliases from `start`.
pub(super) fn end(facts: &Facts<'_>, start: &OwnerName) -> End {
    followed(facts, start).0
}

/// Where the aliases from `start` end, and after how many names.
pub(super) fn followed(facts: &Facts<'_>, start: &OwnerName) -> (End, usize) {
    let target = &facts.desired.template.cname_target;
    let mut seen = vec![facts.desired.hostname.as_owner()];
    let mut at = start;
    for hops in 1..=MAX_HOPS {
        if seen.contains(&at) {
            return (End::Loop(at.clone()), hops);
        }
        seen.push(at);
        match facts.hop(at) {
            Hop::Absent => return (End::Broken(at.clone()), hops),
            Hop::Alias(_) | Hop::End | Hop::Unknown if at == target => return (End::Target, hops),
            Hop::Alias(next) => at = next,
            Hop::End => return (End::Elsewhere, hops),
            Hop::Unknown => return (End::Unknown, hops),
        }
    }
    (End::Loop(at.clone()), MAX_HOPS)
}
