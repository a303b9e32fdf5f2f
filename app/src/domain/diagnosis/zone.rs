//! The zone itself: is there one, and do its servers answer for it?

use super::dnssec;
use super::facts::{Facts, LEADING, is_no_name, labels, serves};
use crate::domain::earlier::has;
use crate::domain::finding::{Cause, Finding};
use crate::domain::observation::{
    Answer, Delegation, Observation, Reply, Server, ServerKind, Zone,
};
use crate::domain::record::RecordType;

/// What keeps us from asking at all.
pub(super) fn broken(observation: &Observation) -> Option<Finding> {
    if let Some(finding) = held_back(observation) {
        return Some(finding);
    }
    let answers = observation.answers.iter();
    let (cause, seen): (Cause, Vec<&Answer>) = match &observation.delegation {
        // Whoever checks signatures gets no answer at all, as if the zone were not there.
        Delegation::Zone(zone) => return dnssec::bogus(observation, zone),
        Delegation::Unknown => {
            (Cause::LookupFailed, answers.filter(|answer| answer.reply.unanswered()).collect())
        }
        Delegation::NotRegistered { name } => (
            Cause::DomainNotRegistered { name: name.clone() },
            answers.filter(|a| is_no_name(a) && a.asked.name.is_under(name)).collect(),
        ),
        Delegation::NotDelegated { name } => (
            Cause::NoDelegation { zone: name.clone() },
            answers.filter(|answer| answer.asked.name.is_under(name)).collect(),
        ),
        Delegation::Lame(zone) => {
            let servers = zone.servers.iter().map(|server| server.name.to_string()).collect();
            let cause = Cause::LameDelegation { zone: zone.apex.clone(), servers, all: true };
            (cause, answers.filter(|answer| serves(zone, &answer.asked.server)).collect())
        }
    };
    Some(Finding::new(cause, None, &seen))
}

/// What the registry's own service knows better than its zone: the domain is there, and why
/// visitors don't find it.
fn held_back(observation: &Observation) -> Option<Finding> {
    let name = observation.delegation.absent()?.clone();
    let told = observation.registration.as_ref().filter(|told| told.name == name)?;
    if !told.registered {
        return None;
    }
    let ended_at = told.expires_at.filter(|at| *at <= told.visit.at);
    let cause = match told.hold() {
        Some(hold) => Cause::RegistrationHold { name, hold, ended_at },
        None => Cause::NoDelegation { zone: name },
    };
    Some(Finding::new(cause, None, &[&told.visit]))
}

/// Servers of the zone that don't answer what must be known.
pub(super) fn servers(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(zone) = facts.zone() else { return Vec::new() };
    let servers = by_server(facts.observation, zone, |server| serves(zone, server));
    let (mut lame, mut silent) = (Vec::new(), Vec::new());
    for (_, answers) in &servers {
        let mute = answers.iter().all(|answer| answer.reply.unanswered());
        match answers.last() {
            Some(last) if mute && is_lame(last) => lame.push(*last),
            Some(last) if mute => silent.push(*last),
            Some(_) | None => silent.extend(gap(facts, answers)),
        }
    }
    let names = |answers: &[&Answer]| labels(answers.iter().map(|answer| &answer.asked.server));
    let mut findings = Vec::new();
    let all = !lame.is_empty() && lame.len() == servers.len();
    lame.extend(lame_by_parent(facts));
    if !lame.is_empty() {
        let cause = Cause::LameDelegation { zone: zone.apex.clone(), servers: names(&lame), all };
        findings.push(Finding::new(cause, None, &lame));
    }
    let mut unreachable = names(&silent);
    // A name that leads nowhere can't be asked, but counts towards the half that must prove.
    let nowhere = zone.servers.iter().filter(|server| server.addresses.is_empty());
    unreachable.extend(nowhere.map(|server| server.name.to_string()));
    if !unreachable.is_empty() {
        let cause = Cause::NameserverUnreachable { zone: zone.apex.clone(), servers: unreachable };
        findings.push(Finding::new(cause, None, &silent));
    }
    findings
}

/// The servers that only the parent lists, and that don't answer for the zone: the last answer
/// of each.
pub(super) fn lame_by_parent<'a>(facts: &Facts<'a>) -> Vec<&'a Answer> {
    let Some(zone) = facts.zone() else { return Vec::new() };
    let told = zone.parent.as_ref().map_or(&[][..], |parent| &parent.servers);
    let by_parent = |server: &Server| has(told, server.address.ip()) && !serves(zone, server);
    let servers = by_server(facts.observation, zone, by_parent);
    let mute = |answers: &&Vec<&Answer>| answers.iter().all(|answer| answer.reply.unanswered());
    let last = servers.iter().map(|(_, answers)| answers).filter(mute);
    last.filter_map(|answers| answers.last().copied()).filter(|last| is_lame(last)).collect()
}

/// The desired record that a server which answers otherwise keeps silent about.
fn gap<'a>(facts: &Facts<'_>, answers: &[&'a Answer]) -> Option<&'a Answer> {
    let hostname = facts.desired.hostname.as_owner();
    let proof = (&facts.desired.challenge.name, RecordType::Txt);
    let mut questions = LEADING.iter().map(|rtype| (hostname, *rtype)).chain([proof]);
    questions.find_map(|(name, rtype)| {
        let same = |answer: &&&Answer| answer.asked.name == *name && answer.asked.rtype == rtype;
        answers.iter().rfind(same).filter(|last| last.reply.unanswered()).copied()
    })
}

/// Whether the server says that it isn't the right one to ask.
const fn is_lame(answer: &Answer) -> bool {
    match answer.reply {
        Reply::Lame | Reply::Refused => true,
        Reply::Silent
        | Reply::ServFail
        | Reply::Malformed
        | Reply::Records { .. }
        | Reply::NoData { .. }
        | Reply::NoName { .. } => false,
    }
}

/// Whether any of the zone's servers said anything about its names.
pub(super) fn answers_at_all(facts: &Facts<'_>) -> bool {
    facts.zone().is_some_and(|zone| {
        let servers = by_server(facts.observation, zone, |server| serves(zone, server));
        servers.iter().flat_map(|(_, answers)| answers).any(|answer| !answer.reply.unanswered())
    })
}

/// What each of these servers said about the zone, in the order of asking.
fn by_server<'a>(
    observation: &'a Observation,
    zone: &Zone,
    of: impl Fn(&Server) -> bool,
) -> Vec<(&'a Server, Vec<&'a Answer>)> {
    let mut servers: Vec<(&Server, Vec<&Answer>)> = Vec::new();
    for answer in &observation.answers {
        let server = &answer.asked.server;
        if server.kind != ServerKind::Authoritative || !of(server) {
            continue;
        }
        // A server of this zone may serve others on the way: only its own zone counts.
        if !answer.asked.name.is_under(&zone.apex) {
            continue;
        }
        match servers.iter_mut().find(|(known, _)| *known == server) {
            Some((_, answers)) => answers.push(answer),
            None => servers.push((server, vec![answer])),
        }
    }
    servers
}
