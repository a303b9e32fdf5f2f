//! The zone itself: is there one, and do its servers answer for it?

use super::facts::{Facts, label, serves};
use crate::domain::finding::{Cause, Finding};
use crate::domain::observation::{Answer, Delegation, Observation, Reply, ServerKind, Zone};

/// What keeps us from asking at all.
pub(super) fn broken(observation: &Observation) -> Option<Finding> {
    let seen: Vec<&Answer> = observation.answers.iter().collect();
    let cause = match &observation.delegation {
        Delegation::Zone(_) => return None,
        Delegation::Unknown => Cause::LookupFailed,
        Delegation::NotRegistered { name } => Cause::DomainNotRegistered { name: name.clone() },
        Delegation::Lame(zone) => Cause::LameDelegation {
            zone: zone.apex.clone(),
            servers: zone.servers.iter().map(|server| server.name.to_string()).collect(),
            all: true,
        },
    };
    Some(Finding::new(cause, None, &seen))
}

/// Servers of the zone that never answered, while others did.
pub(super) fn servers(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(zone) = facts.zone() else { return Vec::new() };
    let (mut lame, mut silent) = (Vec::new(), Vec::new());
    for answers in by_server(facts.observation, zone) {
        let Some(last) = answers.last() else { continue };
        if answers.iter().any(|answer| !answer.reply.unanswered()) {
            continue;
        }
        match last.reply {
            Reply::Lame | Reply::Refused => lame.push(*last),
            Reply::Silent | Reply::ServFail | Reply::Malformed => silent.push(*last),
            Reply::Records { .. } | Reply::NoData { .. } | Reply::NoName { .. } => {}
        }
    }
    let names = |answers: &[&Answer]| answers.iter().map(|a| label(&a.asked.server)).collect();
    let apex = || zone.apex.clone();
    let mut findings = Vec::new();
    if !lame.is_empty() {
        let cause = Cause::LameDelegation { zone: apex(), servers: names(&lame), all: false };
        findings.push(Finding::new(cause, None, &lame));
    }
    if !silent.is_empty() {
        let cause = Cause::NameserverUnreachable { zone: apex(), servers: names(&silent) };
        findings.push(Finding::new(cause, None, &silent));
    }
    findings
}

/// The answers of each of the zone's servers, in the order of asking.
fn by_server<'a>(observation: &'a Observation, zone: &Zone) -> Vec<Vec<&'a Answer>> {
    let mut servers: Vec<Vec<&Answer>> = Vec::new();
    for answer in &observation.answers {
        let server = &answer.asked.server;
        if server.kind != ServerKind::Authoritative || !serves(zone, server) {
            continue;
        }
        // A server of this zone may serve others on the way: only its own zone counts.
        if !answer.asked.name.is_under(&zone.apex) {
            continue;
        }
        let known = servers
            .iter_mut()
            .find(|answers| answers.first().is_some_and(|first| first.asked.server == *server));
        match known {
            Some(answers) => answers.push(answer),
            None => servers.push(vec![answer]),
        }
    }
    servers
}
