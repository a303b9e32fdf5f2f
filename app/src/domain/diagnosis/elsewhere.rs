//! The right records on servers that are not in charge: edited at the wrong company.

use super::beside;
use super::facts::{Facts, LEADING, label, serves};
use super::ownership;
use super::propagation::{Stand, Standing, standings};
use super::way::sorted_out;
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::earlier::has;
use crate::domain::finding::{Cause, Finding, Severity};
use crate::domain::observation::{Answer, Server, ServerKind};
use crate::domain::record::{Rdata, RecordType};

/// Whether a server was in charge of the zone, or is by the parent's word alone. Of no others is
/// it claimed that somebody edits there.
pub(super) fn is_bypassed(facts: &Facts<'_>, server: &Server) -> bool {
    let Some(zone) = facts.zone() else { return false };
    let earlier = &facts.observation.earlier;
    let told = zone.parent.as_ref().map_or(&[][..], |parent| &parent.servers);
    let known = [told, &earlier.servers, &earlier.in_charge];
    server.kind == ServerKind::Authoritative
        && !serves(zone, server)
        && known.into_iter().any(|servers| has(servers, server.address.ip()))
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.wanted().iter().filter_map(|record| edited(facts, record)).collect()
}

fn edited(facts: &Facts<'_>, record: &DesiredRecord) -> Option<Finding> {
    let zone = facts.zone()?;
    let authorities = standings(facts, record, ServerKind::Authoritative);
    // Where one of those in charge has it, they disagree: that is the cause.
    let right = authorities.iter().any(|standing| standing.stand == Stand::Right);
    // Nor where one of them has it each other time.
    let varies = record.purpose == Purpose::Routing && beside::answers_vary(facts).is_some();
    if right || varies || !authorities.iter().any(Standing::lags) {
        return None;
    }
    let found = answers_elsewhere(facts, record);
    if found.is_empty() {
        return None;
    }
    let in_charge: Vec<String> =
        zone.servers.iter().map(|server| server.name.to_string()).collect();
    let mut found_at: Vec<String> =
        found.iter().map(|answer| told_apart(&answer.asked.server, &in_charge)).collect();
    found_at.sort();
    found_at.dedup();
    let lagging = authorities.iter().flat_map(|standing| standing.answers.clone());
    let seen: Vec<&Answer> = found.iter().copied().chain(lagging).collect();
    let cause = Cause::EditedElsewhere { name: record.host.clone(), found_at, in_charge };
    Some(Finding::new(cause, Some(record), &seen))
}

/// The parent may have an old address for a name that is in charge.
fn told_apart(server: &Server, in_charge: &[String]) -> String {
    let name = label(server);
    if in_charge.contains(&name) { server.address.ip().to_string() } else { name }
}

/// The answers of servers not in charge that have the record.
fn answers_elsewhere<'a>(facts: &Facts<'a>, record: &DesiredRecord) -> Vec<&'a Answer> {
    let asked = |name, rtype| facts.observation.authoritative(name, rtype);
    let mut answers = match record.purpose {
        Purpose::Ownership => {
            let challenge = &facts.desired.challenge;
            let mut answers = asked(&challenge.name, RecordType::Txt);
            answers.retain(|answer| ownership::is_proof(answer, &challenge.value));
            answers
        }
        Purpose::Routing | Purpose::Redirect | Purpose::Certificate | Purpose::Email => {
            let hostname = facts.desired.hostname.as_owner();
            let mut answers: Vec<&Answer> =
                LEADING.into_iter().flat_map(|rtype| asked(hostname, rtype)).collect();
            answers.retain(|answer| leads_here(facts, answer));
            answers
        }
    };
    answers.retain(|answer| is_bypassed(facts, &answer.asked.server));
    answers
}

fn leads_here(facts: &Facts<'_>, answer: &Answer) -> bool {
    if let Some(target) = answer.alias() {
        return !facts.wants_addresses()
            && !facts.is_apex()
            && *target == facts.desired.template.cname_target;
    }
    let addresses: Vec<_> = answer.values().filter_map(Rdata::address).collect();
    let (ours, foreign) = sorted_out(facts, &addresses);
    !ours.is_empty() && foreign.is_empty()
}

/// What is left to say: a mistake made at the right company is the cause where there is one,
/// and the wrong company is where something blocks otherwise.
pub(super) fn settled(mut findings: Vec<Finding>) -> Vec<Finding> {
    let about = |chosen: fn(&Cause) -> bool| -> Vec<_> {
        let chosen = findings.iter().filter(|finding| chosen(&finding.cause));
        chosen.filter_map(|finding| finding.record.clone()).collect()
    };
    let mistaken = about(is_mistake);
    let mut edited = about(is_edited_elsewhere);
    edited.retain(|record| !mistaken.contains(record));
    findings.retain(|finding| {
        let explained = finding.record.as_ref().is_some_and(|record| edited.contains(record));
        if is_edited_elsewhere(&finding.cause) {
            explained
        } else {
            !explained || finding.severity != Severity::Blocking
        }
    });
    findings
}

const fn is_edited_elsewhere(cause: &Cause) -> bool {
    matches!(cause, Cause::EditedElsewhere { .. })
}

/// Whether the right thing was entered wrongly.
const fn is_mistake(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::NameDoubled { .. }
            | Cause::OwnershipAtWrongName { .. }
            | Cause::OwnershipQuoted { .. }
            | Cause::OwnershipBehindCname { .. }
    )
}
