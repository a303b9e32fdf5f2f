//! What is said of the way: which record leads elsewhere, and how that came about.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::beside;
use super::facts::{Facts, LEADING};
use super::way::{Course, End, View, Way, end, proxy_at, sorted_out, views};
use crate::domain::connection::Judgement;
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::finding::{Cause, Finding, Slip};
use crate::domain::likeness::distance;
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, ServerKind};
use crate::domain::places::{Place, is_private, place_of};
use crate::domain::provider::Provider;
use crate::domain::record::{Rdata, RecordType};

/// The types that people have beside an address, and that a CNAME would not stand beside.
pub(super) const BESIDE: [RecordType; 2] = [RecordType::Mx, RecordType::Txt];

pub(super) fn judge(facts: &Facts<'_>) -> Judgement {
    // One look shows one of several answers: it proves none of them.
    if beside::varying(facts).is_some() {
        return Judgement::Unknown;
    }
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
    if let Some(finding) = beside::answers_vary(facts) {
        return vec![finding];
    }
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
    let behind = aliases.first().map(|via| facts.addresses_behind(via));
    let met = behind.as_ref().unwrap_or(addresses);
    if let Some(finding) = proxied(facts, record, met, &telling(view)) {
        return Some(finding);
    }
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
        ([], addresses) => return without_alias(facts, record, view, addresses),
        ([target, ..], _) if facts.wants_addresses() && facts.is_apex() => {
            Cause::CnameAtApex { name, target: target.clone() }
        }
        // What must stand in its place leads to the target asked for, wherever this one leads.
        (_, _) if facts.is_apex() => {
            Cause::CnameAtApex { name, target: facts.desired.template.cname_target.clone() }
        }
        // An alias that is right beside addresses that are not: it can only stand alone.
        ([target], addresses) if end(facts, target) == End::Target => {
            conflict(name, addresses, &[])
        }
        (aliases, _) => wrong_alias(facts, name, aliases),
    };
    Finding::new(cause, Some(record), &telling(view))
}

/// What is said where addresses lead elsewhere, or nothing leads anywhere.
fn without_alias(
    facts: &Facts<'_>,
    record: &DesiredRecord,
    view: &View<'_>,
    addresses: &[IpAddr],
) -> Finding {
    let name = facts.desired.hostname.as_owner().clone();
    let seen = telling(view);
    // Behind a proxy the records may be right already, at a host that makes alias records too.
    if let Some(finding) = proxied(facts, record, addresses, &seen) {
        return finding;
    }
    let (ours, _) = sorted_out(facts, addresses);
    // Forwarding is no record that could be deleted; beside an address that is right, nobody
    // misses the alias.
    let forwarded = addresses.iter().any(|ip| forwarder_at(*ip).is_some());
    let beside = in_the_way(facts);
    let (cause, seen) = if ours.is_empty() && !forwarded && !beside.is_empty() {
        (conflict(name, addresses, &beside), [seen, beside].concat())
    } else if needs_alias_record(facts) {
        let target = facts.desired.template.cname_target.clone();
        (Cause::CnameAtApex { name, target }, view.answers.clone())
    } else if addresses.is_empty() {
        (Cause::RoutingMissing { name }, view.answers.clone())
    } else {
        (wrong_addresses(facts, name, addresses), seen)
    };
    Finding::new(cause, Some(record), &seen)
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
        || answer.values().filter_map(Rdata::address).any(|ip| facts.desired.template.owns(ip))
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
        // Where no name is asked for, there is none to enter instead.
        End::Broken(at) if facts.desired.target().is_none() => {
            let in_zone = facts.in_zone(&at);
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

/// The answers with records of other types at the hostname, where a CNAME must stand alone
/// (RFC 1034 §3.6.2). The proof is none of them: it is told to move anyway; nor is what a
/// wildcard makes, which an entry of its own ends.
fn in_the_way<'a>(facts: &Facts<'a>) -> Vec<&'a Answer> {
    if facts.wants_addresses() || facts.is_apex() {
        return Vec::new();
    }
    let name = facts.desired.hostname.as_owner();
    let mut answers: Vec<&Answer> =
        BESIDE.into_iter().flat_map(|rtype| facts.answered(name, rtype)).collect();
    let proof = Some(&facts.desired.challenge.value);
    answers.retain(|answer| answer.values().any(|value| value.text() != proof));
    answers.retain(|answer| !facts.is_made(name, answer.asked.rtype));
    answers
}

fn conflict(name: OwnerName, addresses: &[IpAddr], in_the_way: &[&Answer]) -> Cause {
    let others = in_the_way.iter().map(|answer| answer.asked.rtype);
    let a = addresses.iter().any(IpAddr::is_ipv4).then_some(RecordType::A);
    let aaaa = addresses.iter().any(IpAddr::is_ipv6).then_some(RecordType::Aaaa);
    let types: BTreeSet<RecordType> = others.chain(a).chain(aaaa).collect();
    Cause::CnameConflict {
        name,
        mail: types.contains(&RecordType::Mx),
        types: types.into_iter().map(|rtype| rtype.to_string()).collect(),
    }
}

/// Whether a CNAME is asked for at the zone's own name, and the DNS host is not known to make
/// an alias record of it.
fn needs_alias_record(facts: &Facts<'_>) -> bool {
    let makes = |zone| Provider::of(zone).is_some_and(Provider::makes_alias_records);
    facts.is_apex() && !facts.wants_addresses() && !facts.zone().is_some_and(makes)
}

/// What is said where a proxy stands before the name: that it leads on to us, or that it hides
/// whether it does.
fn proxied(
    facts: &Facts<'_>,
    record: &DesiredRecord,
    addresses: &[IpAddr],
    seen: &[&Answer],
) -> Option<Finding> {
    let by = addresses.iter().find_map(|ip| proxy_at(*ip).filter(|_| !owned(facts, *ip)))?;
    let (_, foreign) = sorted_out(facts, addresses);
    // Something that outweighs it stands beside it.
    if foreign.iter().any(|ip| is_private(*ip) || forwarder_at(*ip).is_some()) {
        return None;
    }
    let name = facts.desired.hostname.as_owner().clone();
    let reached = foreign.is_empty();
    Some(Finding::new(Cause::Proxied { name, by: by.to_owned(), reached }, Some(record), seen))
}

fn owned(facts: &Facts<'_>, address: IpAddr) -> bool {
    facts.desired.template.owns(address) || facts.target_addresses().contains(&address)
}

fn forwarder_at(address: IpAddr) -> Option<&'static str> {
    match place_of(address) {
        Some(Place::Forwarding(by)) => Some(by),
        Some(Place::Proxy(_) | Place::Host(_)) | None => None,
    }
}

fn wrong_addresses(facts: &Facts<'_>, name: OwnerName, found: &[IpAddr]) -> Cause {
    let (ours, extra) = sorted_out(facts, found);
    let private: Vec<IpAddr> = extra.iter().copied().filter(|ip| is_private(*ip)).collect();
    if !private.is_empty() {
        return Cause::AddressPrivate { name, found: private };
    }
    if let Some(by) = extra.iter().find_map(|ip| forwarder_at(*ip)) {
        let found = extra.into_iter().filter(|ip| forwarder_at(*ip).is_some()).collect();
        return Cause::ProviderForwarding { name, by: by.to_owned(), found };
    }
    if ours.is_empty() {
        let owner = extra.iter().find_map(|ip| host_at(*ip)).map(str::to_owned);
        return Cause::AddressWrong { name, found: extra, owner };
    }
    // CAs and most visitors prefer IPv6: a leftover there is what they meet.
    if ours.iter().all(IpAddr::is_ipv4) && extra.iter().all(IpAddr::is_ipv6) {
        return Cause::AaaaLeftover { name, extra };
    }
    Cause::AddressExtra { name, extra }
}

fn host_at(address: IpAddr) -> Option<&'static str> {
    match place_of(address) {
        Some(Place::Host(by) | Place::Proxy(by)) => Some(by),
        Some(Place::Forwarding(_)) | None => None,
    }
}
