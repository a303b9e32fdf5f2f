//! What is said of the way: which record leads elsewhere, and how that came about.

use std::net::IpAddr;

use super::facts::{Facts, LEADING, address};
use super::way::{Course, End, View, Way, end, sorted_out, views};
use crate::domain::connection::Judgement;
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::finding::{Cause, Finding, Slip};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, ServerKind};
use crate::domain::record::RecordType;

pub(super) fn judge(facts: &Facts<'_>) -> Judgement {
    let mut views = views(facts, ServerKind::Authoritative);
    views.retain(|view| view.course != Course::Unknown);
    if views.is_empty() {
        Judgement::Unknown
    } else if views.iter().all(|view| view.course == Course::Right) {
        Judgement::Right
    } else {
        Judgement::Wrong
    }
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut views = views(facts, ServerKind::Authoritative);
    views.retain(|view| view.way != Way::Unknown);
    let Some(record) = facts.wanted_for(Purpose::Routing) else { return Vec::new() };
    let right = views.iter().filter(|view| view.course == Course::Right).count();
    let finding = match views.iter().min_by_key(|view| rank(&view.way)) {
        Some(view) if right == views.len() => detour(facts, &record, view),
        Some(view) if right == 0 => Some(wrong(facts, &record, view)),
        // Where some are right, they disagree: that is the cause.
        Some(_) | None => None,
    };
    finding.into_iter().collect()
}

/// Servers that are wrong in several ways: what stands there says more than what is missing.
fn rank(way: &Way) -> u8 {
    match way {
        Way::Known { aliases, .. } if !aliases.is_empty() => 0,
        Way::Known { addresses, .. } if !addresses.is_empty() => 1,
        Way::Known { .. } => 2,
        Way::Unknown => 3,
    }
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
    let template = &facts.desired.template;
    let Way::Known { aliases, addresses } = &view.way else { return None };
    let cause = match aliases.first() {
        Some(via) if *via == template.cname_target => return None,
        Some(via) => Cause::CnameIndirect { name, via: via.clone() },
        None => {
            let pooled = addresses.iter().all(|ip| template.owns(*ip));
            if pooled && record.rtype != RecordType::Cname {
                return None;
            }
            Cause::CnameFlattened { name }
        }
    };
    Some(Finding::new(cause, Some(record), &telling(view)))
}

fn wrong(facts: &Facts<'_>, record: &DesiredRecord, view: &View<'_>) -> Finding {
    let name = facts.desired.hostname.as_owner().clone();
    if let Some((found_at, zone, seen)) = doubled(facts) {
        let cause = Cause::NameDoubled { name, found_at, zone };
        return Finding::new(cause, Some(record), &[view.answers.as_slice(), &seen].concat());
    }
    let (aliases, addresses): (&[OwnerName], &[IpAddr]) = match &view.way {
        Way::Known { aliases, addresses } => (aliases, addresses),
        Way::Unknown => (&[], &[]),
    };
    let cause = match (aliases, addresses) {
        ([], []) => {
            return Finding::new(Cause::RoutingMissing { name }, Some(record), &view.answers);
        }
        ([], addresses) => wrong_addresses(facts, name, addresses),
        ([target, ..], _) if facts.wants_addresses() => {
            Cause::CnameAtApex { name, target: target.clone() }
        }
        // An alias that is right beside addresses that are not: those addresses are the fault.
        ([target], addresses) if end(facts, target) == End::Target => {
            wrong_addresses(facts, name, addresses)
        }
        (aliases, _) => wrong_alias(facts, name, aliases),
    };
    Finding::new(cause, Some(record), &telling(view))
}

/// The record that is wanted here, at its name with the zone appended once more.
fn doubled<'a>(facts: &Facts<'a>) -> Option<(OwnerName, OwnerName, Vec<&'a Answer>)> {
    let zone = &facts.zone()?.apex;
    let found_at = zone.prefixed(facts.desired.hostname.as_str()).ok()?;
    let mut seen: Vec<&Answer> =
        LEADING.into_iter().flat_map(|rtype| facts.answered(&found_at, rtype)).collect();
    seen.retain(|answer| leads_here(facts, answer));
    (!seen.is_empty()).then(|| (found_at, zone.clone(), seen))
}

/// Whether an answer at another name is the one that is wanted here.
fn leads_here(facts: &Facts<'_>, answer: &Answer) -> bool {
    answer.alias() == Some(&facts.desired.template.cname_target)
        || answer.values().filter_map(address).any(|ip| facts.desired.template.owns(ip))
}

fn wrong_alias(facts: &Facts<'_>, name: OwnerName, targets: &[OwnerName]) -> Cause {
    let wanted = facts.desired.template.cname_target.clone();
    let [found] = targets else {
        return Cause::CnameMultiple { name, wanted, found: targets.to_vec() };
    };
    match end(facts, found) {
        End::Loop(at) => Cause::CnameLoop { name, at },
        // A target that does not exist is a wrong target, unless it is the very one asked for.
        End::Broken(at) if at != *found || at == wanted => {
            let in_zone = at != wanted && facts.in_zone(&at);
            Cause::CnameChainBroken { name, at, in_zone }
        }
        // Where the way could not be followed, what stands here still isn't what is wanted.
        End::Broken(_) | End::Elsewhere | End::Unknown | End::Target => {
            let slip = slip(facts, found, &wanted);
            Cause::CnameWrongTarget { name, wanted, found: found.clone(), slip }
        }
    }
}

fn slip(facts: &Facts<'_>, found: &OwnerName, wanted: &OwnerName) -> Slip {
    let appended = facts.zone().and_then(|zone| zone.apex.prefixed(wanted.as_str()).ok());
    if appended.as_ref() == Some(found) {
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

fn wrong_addresses(facts: &Facts<'_>, name: OwnerName, found: &[IpAddr]) -> Cause {
    let (ours, extra) = sorted_out(facts, found);
    if ours.is_empty() {
        return Cause::AddressWrong { name, found: extra };
    }
    // CAs and most visitors prefer IPv6: a leftover there is what they meet.
    if ours.iter().all(IpAddr::is_ipv4) && extra.iter().all(IpAddr::is_ipv6) {
        return Cause::AaaaLeftover { name, extra };
    }
    Cause::AddressExtra { name, extra }
}
