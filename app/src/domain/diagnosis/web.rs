//! What web servers said, where the name already leads to the tenant: whether a CA can check it,
//! and what visitors meet.

use std::net::IpAddr;

use super::facts::Facts;
use super::routing;
use super::way::sorted_out;
use crate::domain::connection::Judgement;
use crate::domain::finding::{Actor, Cause, Finding};
use crate::domain::web::{Handshake, HandshakeEnd, Hop, Visit, VisitEnd, Web};

type Check = fn(&Facts<'_>, &Web) -> Vec<Finding>;

const CHECKS: &[Check] = &[unreachable, intercepted, circling, other_certificate, https_alone];

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    // While the name leads elsewhere, so do the visits: whatever they meet, the cause is the way.
    if routing::judge(facts) != Judgement::Right {
        return Vec::new();
    }
    let web = facts.observation.web.as_ref();
    web.map(|web| CHECKS.iter().flat_map(|check| check(facts, web)).collect()).unwrap_or_default()
}

/// What came of one visit.
enum Outcome<'a> {
    /// It ended at our edge, or nothing can be said of it.
    Nothing,
    /// Nobody answered at the address that it began at.
    Unanswered { refused: bool },
    /// Somebody else answered, or led away to where our edge is not: the last who did.
    Away(&'a Hop),
    /// The redirects don't end: the last of them.
    Circle(&'a Hop),
}

fn outcome(visit: &Visit) -> Outcome<'_> {
    match visit.hops.iter().rfind(|hop| hop.status.is_some()) {
        Some(hop) => outcome_after(visit.end, hop),
        None => outcome_alone(visit.end),
    }
}

/// Where somebody answered: whatever follows a redirect, a CA gets no further than we did.
const fn outcome_after(end: VisitEnd, last: &Hop) -> Outcome<'_> {
    match end {
        VisitEnd::Marker | VisitEnd::Unchecked => Outcome::Nothing,
        VisitEnd::Circle | VisitEnd::TooMany => Outcome::Circle(last),
        VisitEnd::Answered
        | VisitEnd::Refused
        | VisitEnd::TimedOut
        | VisitEnd::Broken
        | VisitEnd::Forbidden
        | VisitEnd::Nowhere => Outcome::Away(last),
    }
}

/// Where nobody did. Addresses that may not be contacted were not asked.
const fn outcome_alone<'a>(end: VisitEnd) -> Outcome<'a> {
    match end {
        // A connection that ends without an answer was not left waiting.
        VisitEnd::Refused | VisitEnd::Broken => Outcome::Unanswered { refused: true },
        VisitEnd::TimedOut => Outcome::Unanswered { refused: false },
        VisitEnd::Marker
        | VisitEnd::Unchecked
        | VisitEnd::Answered
        | VisitEnd::Forbidden
        | VisitEnd::Nowhere
        | VisitEnd::Circle
        | VisitEnd::TooMany => Outcome::Nothing,
    }
}

/// Whether the address is one of our edge's, or one that the tenant's target has.
fn is_ours(facts: &Facts<'_>, address: IpAddr) -> bool {
    let (ours, _) = sorted_out(facts, &[address]);
    !ours.is_empty()
}

/// One for each address: what the one family meets, the other need not.
fn unreachable(facts: &Facts<'_>, web: &Web) -> Vec<Finding> {
    let at = |visit: &Visit| {
        let Outcome::Unanswered { refused } = outcome(visit) else { return None };
        let cause = Cause::HttpUnreachable {
            name: facts.desired.hostname.as_owner().clone(),
            address: visit.address,
            refused,
            ours: is_ours(facts, visit.address),
        };
        Some(Finding::new(cause, None, &[visit]))
    };
    web.visits.iter().filter_map(at).collect()
}

fn intercepted(facts: &Facts<'_>, web: &Web) -> Vec<Finding> {
    let away = |visit| match outcome(visit) {
        Outcome::Away(hop) => Some((visit, hop)),
        Outcome::Nothing | Outcome::Unanswered { .. } | Outcome::Circle(_) => None,
    };
    let all: Vec<(&Visit, &Hop)> = web.visits.iter().filter_map(away).collect();
    let Some((visit, hop)) = all.first() else { return Vec::new() };
    let Some(status) = hop.status else { return Vec::new() };
    let cause =
        Cause::AcmePathIntercepted { url: visit.url.clone(), server: hop.server.clone(), status };
    let seen: Vec<&Visit> = all.iter().map(|(visit, _)| *visit).collect();
    let finding = Finding::new(cause, None, &seen);
    // Where nobody but our own edge answered, the customer has nothing to mend.
    let mut hops = all.iter().flat_map(|(visit, _)| &visit.hops);
    let own = hops.all(|hop| is_ours(facts, hop.address.ip()));
    vec![if own { finding.of(Actor::Operator) } else { finding }]
}

fn circling(_: &Facts<'_>, web: &Web) -> Vec<Finding> {
    let circle = |visit| match outcome(visit) {
        Outcome::Circle(hop) => Some((visit, hop)),
        Outcome::Nothing | Outcome::Unanswered { .. } | Outcome::Away(_) => None,
    };
    let all: Vec<(&Visit, &Hop)> = web.visits.iter().filter_map(circle).collect();
    let Some((visit, hop)) = all.first() else { return Vec::new() };
    let cause = Cause::RedirectLoop { url: visit.url.clone(), at: hop.url.clone() };
    let seen: Vec<&Visit> = all.iter().map(|(visit, _)| *visit).collect();
    vec![Finding::new(cause, None, &seen)]
}

fn other_certificate(facts: &Facts<'_>, web: &Web) -> Vec<Finding> {
    let other = |handshake: &&Handshake| match handshake.end {
        HandshakeEnd::Shown { covers, trusted, .. } => !covers || !trusted,
        HandshakeEnd::Alert
        | HandshakeEnd::Refused
        | HandshakeEnd::TimedOut
        | HandshakeEnd::Broken
        | HandshakeEnd::Forbidden => false,
    };
    let seen: Vec<&Handshake> = web.handshakes.iter().filter(other).collect();
    let Some(Handshake {
        end: HandshakeEnd::Shown { names, issuer, trusted, .. }, address, ..
    }) = seen.first()
    else {
        return Vec::new();
    };
    let cause = Cause::WrongCertificate {
        name: facts.desired.hostname.as_owner().clone(),
        names: names.clone(),
        issuer: issuer.clone(),
        address: *address,
        trusted: *trusted,
        ours: is_ours(facts, *address),
    };
    vec![Finding::new(cause, None, &seen)]
}

/// Browsers that were told to use HTTPS alone meet nothing at all until a certificate is there.
fn https_alone(facts: &Facts<'_>, web: &Web) -> Vec<Finding> {
    let now = facts.observation.observed_at;
    // `None` where the handshake tells nothing of a certificate.
    let covered = |handshake: &Handshake| match handshake.end {
        HandshakeEnd::Shown { covers, not_after, trusted, .. } => {
            Some(covers && trusted && now < not_after)
        }
        HandshakeEnd::Alert | HandshakeEnd::Refused => Some(false),
        HandshakeEnd::TimedOut | HandshakeEnd::Broken | HandshakeEnd::Forbidden => None,
    };
    let told: Vec<bool> = web.handshakes.iter().filter_map(covered).collect();
    if told.is_empty() || told.contains(&true) {
        return Vec::new();
    }
    let cause = web.hsts.clone().map(|by| Cause::HstsBeforeCertificate { by });
    let seen: Vec<&Handshake> = web.handshakes.iter().collect();
    cause.map(|cause| Finding::new(cause, None, &seen)).into_iter().collect()
}
