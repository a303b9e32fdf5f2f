//! What this look leaves for the next one.

use super::facts::{Facts, LEADING};
use super::propagation::{self, Stand, Standing, kept_until, standings};
use super::{beside, caa};
use crate::domain::desired::{Desired, DesiredRecord, Purpose};
use crate::domain::earlier::{Earlier, Prediction};
use crate::domain::observation::{Delegation, Observation, ServerKind};
use crate::domain::record::RecordType;

/// What the next look is to know of this one and of those before it. What could not be asked
/// leaves what was known.
#[must_use]
pub fn after(desired: &Desired, observation: &Observation) -> Earlier {
    let facts = Facts { desired, observation };
    let (before, now) = (&observation.earlier, observation.observed_at);
    let target = before.of_target(&facts.target_addresses_seen(), now);
    let zone = match &observation.delegation {
        Delegation::Zone(zone) => zone,
        Delegation::NotRegistered { .. }
        | Delegation::NotDelegated { .. }
        | Delegation::Lame(_)
        | Delegation::Unknown => return Earlier { target, ..before.clone() },
    };
    let told = zone.parent.as_ref().map_or(&[][..], |parent| &parent.servers);
    // Servers that differ for good go on disagreeing, by whatever name it is told.
    let disagree =
        !propagation::disagreement(&facts).is_empty() || beside::differing(&facts).is_some();
    let disagreeing_since = match before.disagreeing_since {
        None => disagree.then_some(now),
        Some(_) if !disagree && agree(&facts) => None,
        since @ Some(_) => since,
    };
    Earlier {
        servers: before.formerly(told, &zone.servers),
        in_charge: Earlier::bounded(&zone.servers),
        disagreeing_since,
        predictions: predictions(&facts),
        target,
        left_at: before.left_at,
        forbidden: caa::forbidden(&facts).unwrap_or_else(|| before.forbidden.clone()),
    }
}

/// Whether enough authorities answered to say that they agree: two, or all that were asked.
fn agree(facts: &Facts<'_>) -> bool {
    facts.wanted().iter().all(|record| {
        let all = standings(facts, record, ServerKind::Authoritative);
        let known = all.iter().filter(|standing| standing.stand != Stand::Unknown).count();
        2 <= known || (0 < known && known == all.len())
    })
}

fn predictions(facts: &Facts<'_>) -> Vec<Prediction> {
    let (observation, wanted) = (facts.observation, facts.wanted());
    let made = wanted.iter().flat_map(|record| made(facts, record)).collect();
    let settled = |known: &Prediction| {
        let Some(record) = wanted.iter().find(|record| asks(facts, record, known)) else {
            return true;
        };
        let answered = observation.recursive(&known.name, known.rtype).into_iter().any(|answer| {
            !answer.reply.unanswered() && answer.asked.server.label() == known.resolver
        });
        // What lags may refill a cache: nothing can be promised then.
        let lag = standings(facts, record, ServerKind::Authoritative).iter().any(Standing::lags);
        answered || lag
    };
    observation.earlier.promised(made, settled, observation.observed_at)
}

/// Whether a promise was about this record.
fn asks(facts: &Facts<'_>, record: &DesiredRecord, known: &Prediction) -> bool {
    match record.purpose {
        Purpose::Ownership => {
            known.name == facts.desired.challenge.name && known.rtype == RecordType::Txt
        }
        Purpose::Routing | Purpose::Redirect | Purpose::Certificate | Purpose::Email => {
            known.name == *facts.desired.hostname.as_owner() && LEADING.contains(&known.rtype)
        }
    }
}

/// When each resolver is to let go of what it remembers of a record that all authorities have.
fn made(facts: &Facts<'_>, record: &DesiredRecord) -> Vec<Prediction> {
    let authorities = standings(facts, record, ServerKind::Authoritative);
    let right = authorities.iter().any(|standing| standing.stand == Stand::Right);
    if !right || authorities.iter().any(Standing::lags) {
        return Vec::new();
    }
    let mut resolvers = standings(facts, record, ServerKind::Recursive);
    resolvers.retain(Standing::lags);
    let mut made: Vec<Prediction> = Vec::new();
    for answer in resolvers.iter().flat_map(|standing| &standing.old) {
        let Some(end) = kept_until(answer) else { continue };
        let missed = facts.observation.earlier.missed(answer);
        let one = Prediction { missed, ..Prediction::of(answer, end) };
        // Resolvers of one name are told apart no further: the last of them counts.
        match made.iter_mut().find(|known| known.is_for(&one)) {
            Some(known) if known.visible_at < one.visible_at => *known = one,
            Some(_) => {}
            None => made.push(one),
        }
    }
    made
}
