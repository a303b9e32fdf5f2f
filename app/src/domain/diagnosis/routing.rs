//! The way: does the hostname lead to the tenant, at every authority, and nowhere else?

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::facts::{Facts, address};
use crate::domain::connection::Judgement;
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::finding::{Cause, Finding, Slip};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, Server, ServerKind};
use crate::domain::record::{Rdata, RecordType};

/// The types that decide where visitors go.
pub(super) const TYPES: [RecordType; 3] = [RecordType::Cname, RecordType::A, RecordType::Aaaa];
/// Aliases that are followed at most.
const MAX_HOPS: usize = 16;

/// What one server has at the hostname.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It did not answer everything that must be known.
    Unknown,
    /// Nothing.
    Nowhere,
    /// One or more aliases.
    Alias(Vec<OwnerName>),
    /// Addresses of its own.
    Addresses(Vec<IpAddr>),
}

/// Where an alias ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    Target,
    Loop(OwnerName),
    Broken(OwnerName),
    Elsewhere,
}

/// A server, the way that it shows, and its answers.
pub(super) struct View<'a> {
    pub(super) server: &'a Server,
    pub(super) way: Way,
    pub(super) answers: Vec<&'a Answer>,
}

/// Each server of one side, with the way that it shows.
pub(super) fn views<'a>(facts: &Facts<'a>, kind: ServerKind) -> Vec<View<'a>> {
    let name = facts.desired.hostname.as_owner();
    let mut views: Vec<View<'a>> = Vec::new();
    for rtype in TYPES {
        let answers = match kind {
            ServerKind::Authoritative => facts.at_authorities(name, rtype),
            ServerKind::Recursive => facts.observation.recursive(name, rtype),
        };
        for answer in answers {
            let server = &answer.asked.server;
            match views.iter_mut().find(|view| view.server == server) {
                Some(view) => view.answers.push(answer),
                None => views.push(View { server, way: Way::Unknown, answers: vec![answer] }),
            }
        }
    }
    for view in &mut views {
        view.way = way(name, &view.answers);
    }
    views
}

fn way(name: &OwnerName, answers: &[&Answer]) -> Way {
    let records = || answers.iter().flat_map(|answer| answer.records());
    let aliases: BTreeSet<&OwnerName> = records()
        .filter(|record| record.owner == *name)
        .filter_map(|record| alias(&record.rdata))
        .collect();
    if !aliases.is_empty() {
        return Way::Alias(aliases.into_iter().cloned().collect());
    }
    let complete =
        TYPES.iter().all(|rtype| answers.iter().any(|answer| answer.asked.rtype == *rtype));
    if !complete || answers.iter().any(|answer| answer.reply.unanswered()) {
        return Way::Unknown;
    }
    let addresses: BTreeSet<IpAddr> =
        records().filter_map(|record| address(&record.rdata)).collect();
    if addresses.is_empty() {
        Way::Nowhere
    } else {
        Way::Addresses(addresses.into_iter().collect())
    }
}

const fn alias(rdata: &Rdata) -> Option<&OwnerName> {
    match rdata {
        Rdata::Cname(target) => Some(target),
        Rdata::A(_)
        | Rdata::Aaaa(_)
        | Rdata::Caa { .. }
        | Rdata::Dname(_)
        | Rdata::Mx { .. }
        | Rdata::Ns(_)
        | Rdata::Soa { .. }
        | Rdata::Txt(_)
        | Rdata::Other { .. } => None,
    }
}

/// Whether a way leads to the tenant and nowhere else.
pub(super) fn is_right(facts: &Facts<'_>, way: &Way) -> bool {
    match way {
        Way::Unknown | Way::Nowhere => false,
        Way::Alias(targets) => match targets.as_slice() {
            [target] => end(facts, target) == End::Target,
            _ => false,
        },
        Way::Addresses(addresses) => {
            let of_target = facts.target_addresses();
            addresses.iter().all(|ip| facts.owns(*ip, &of_target))
        }
    }
}

/// Follows the aliases from `start`.
fn end(facts: &Facts<'_>, start: &OwnerName) -> End {
    let target = &facts.desired.template.cname_target;
    let mut seen = vec![facts.desired.hostname.as_owner()];
    let mut at = start;
    for _ in 0..MAX_HOPS {
        if seen.contains(&at) {
            return End::Loop(at.clone());
        }
        seen.push(at);
        if at == target {
            return if facts.is_absent(at) { End::Broken(at.clone()) } else { End::Target };
        }
        match facts.alias(at) {
            Some(next) => at = next,
            None if facts.is_absent(at) => return End::Broken(at.clone()),
            None => return End::Elsewhere,
        }
    }
    End::Loop(at.clone())
}

pub(super) fn judge(facts: &Facts<'_>) -> Judgement {
    let mut ways = views(facts, ServerKind::Authoritative);
    ways.retain(|view| view.way != Way::Unknown);
    match ways.as_slice() {
        [] => Judgement::Unknown,
        ways if ways.iter().all(|view| is_right(facts, &view.way)) => Judgement::Right,
        _ => Judgement::Wrong,
    }
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut ways = views(facts, ServerKind::Authoritative);
    ways.retain(|view| view.way != Way::Unknown);
    let wanted = facts.desired.records().into_iter().find(|r| r.purpose == Purpose::Routing);
    let (Some(record), Some(first)) = (wanted, ways.first()) else { return Vec::new() };
    if let Some(right) = ways.iter().find(|view| is_right(facts, &view.way)) {
        return detour(facts, &record, right).into_iter().collect();
    }
    let cause = match &first.way {
        Way::Unknown => return Vec::new(),
        Way::Nowhere => return vec![nowhere(facts, &record, &first.answers)],
        Way::Alias(targets) => wrong_alias(facts, targets),
        Way::Addresses(addresses) => wrong_addresses(facts, addresses),
    };
    vec![Finding::new(cause, Some(&record), &telling(first))]
}

/// The answers that show what is there, rather than those that show what is not.
fn telling<'a>(view: &View<'a>) -> Vec<&'a Answer> {
    let mut answers = view.answers.clone();
    answers.retain(|answer| !answer.records().is_empty());
    answers
}

/// What is worth saying of a way that is right.
fn detour(facts: &Facts<'_>, record: &DesiredRecord, view: &View<'_>) -> Option<Finding> {
    let name = facts.desired.hostname.as_owner().clone();
    let cause = match &view.way {
        Way::Alias(targets) => {
            let via = targets.first().filter(|to| **to != facts.desired.template.cname_target)?;
            Cause::CnameIndirect { name, via: via.clone() }
        }
        Way::Addresses(_) if record.rtype == RecordType::Cname => Cause::CnameFlattened { name },
        Way::Addresses(_) | Way::Unknown | Way::Nowhere => return None,
    };
    Some(Finding::new(cause, Some(record), &telling(view)))
}

fn nowhere(facts: &Facts<'_>, record: &DesiredRecord, answers: &[&Answer]) -> Finding {
    let name = facts.desired.hostname.as_owner().clone();
    let doubled = facts.zone().and_then(|zone| {
        let found_at = zone.apex.prefixed(name.as_str()).ok()?;
        let mut seen: Vec<&Answer> = TYPES
            .into_iter()
            .flat_map(|rtype| facts.answered(&found_at, rtype))
            .filter(|answer| leads_here(facts, answer))
            .collect();
        seen.dedup_by_key(|answer| &answer.asked.server);
        (!seen.is_empty()).then(|| (found_at, zone.apex.clone(), seen))
    });
    match doubled {
        Some((found_at, zone, seen)) => {
            let cause = Cause::NameDoubled { name, found_at, zone };
            Finding::new(cause, Some(record), &[answers, &seen].concat())
        }
        None => Finding::new(Cause::RoutingMissing { name }, Some(record), answers),
    }
}

/// Whether an answer at another name is the one that is wanted here.
fn leads_here(facts: &Facts<'_>, answer: &Answer) -> bool {
    answer.alias() == Some(&facts.desired.template.cname_target)
        || answer.values().filter_map(address).any(|ip| facts.desired.template.owns(ip))
}

fn wrong_alias(facts: &Facts<'_>, targets: &[OwnerName]) -> Cause {
    let name = facts.desired.hostname.as_owner().clone();
    let wanted = facts.desired.template.cname_target.clone();
    let [found] = targets else {
        return Cause::CnameMultiple { name, wanted, found: targets.to_vec() };
    };
    let in_zone = |at: &OwnerName| facts.zone().is_some_and(|zone| at.is_under(&zone.apex));
    match end(facts, found) {
        End::Loop(at) => Cause::CnameLoop { name, at },
        // A target that does not exist is a wrong target, unless it is the very one asked for.
        End::Broken(at) if at != *found || at == wanted => {
            let in_zone = in_zone(&at) && at != wanted;
            Cause::CnameChainBroken { name, at, in_zone }
        }
        End::Broken(_) | End::Elsewhere | End::Target => {
            let slip = slip(facts, found, &wanted);
            Cause::CnameWrongTarget { name, wanted, found: found.clone(), slip }
        }
    }
}

fn slip(facts: &Facts<'_>, found: &OwnerName, wanted: &OwnerName) -> Slip {
    let appended = facts
        .zone()
        .and_then(|zone| zone.apex.prefixed(wanted.as_str()).ok())
        .is_some_and(|name| name == *found);
    if appended {
        Slip::ZoneAppended
    } else if distance(found.as_str(), wanted.as_str()) <= 2 {
        Slip::Typo
    } else {
        Slip::Other
    }
}

/// Levenshtein's distance of two names, octet by octet.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, a) in left.bytes().enumerate() {
        let mut corner = at;
        let mut left_of = at + 1;
        let mut next = vec![left_of];
        for (b, above) in right.bytes().zip(row.iter().skip(1)) {
            let cost = corner + usize::from(a != b);
            corner = *above;
            left_of = cost.min(*above + 1).min(left_of + 1);
            next.push(left_of);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

fn wrong_addresses(facts: &Facts<'_>, found: &[IpAddr]) -> Cause {
    let name = facts.desired.hostname.as_owner().clone();
    let of_target = facts.target_addresses();
    let (ours, extra): (Vec<IpAddr>, Vec<IpAddr>) =
        found.iter().partition(|ip| facts.owns(**ip, &of_target));
    if ours.is_empty() {
        return Cause::AddressWrong { name, found: extra };
    }
    // CAs and most visitors prefer IPv6: a leftover there is what they meet.
    if ours.iter().all(IpAddr::is_ipv4) && extra.iter().all(IpAddr::is_ipv6) {
        return Cause::AaaaLeftover { name, extra };
    }
    Cause::AddressExtra { name, extra }
}
