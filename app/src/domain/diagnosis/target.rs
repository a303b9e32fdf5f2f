//! The name that customers alias: whether it leads to any address at all.

use super::facts::{Facts, Hop, MAX_HOPS};
use super::routing;
use super::way::{Way, views};
use crate::domain::connection::Judgement;
use crate::domain::finding::{Cause, Finding};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, ServerKind};
use crate::domain::record::RecordType;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    // The customer's part comes first: until the name leads there, nobody misses the target.
    if routing::judge(facts) != Judgement::Right || !leads_by_alias(facts) {
        return Vec::new();
    }
    let target = &facts.desired.template.cname_target;
    let seen = without_address(facts, target);
    let cause = || Cause::TargetBroken { target: target.clone() };
    seen.map(|seen| Finding::new(cause(), None, &seen)).into_iter().collect()
}

fn leads_by_alias(facts: &Facts<'_>) -> bool {
    views(facts, ServerKind::Authoritative).iter().any(|view| match &view.way {
        Way::Known { aliases, .. } => !aliases.is_empty(),
        Way::Unknown => false,
    })
}

/// What says that the way from `start` ends without an address; `None` when it has one, or when
/// that can't be told.
fn without_address<'a>(facts: &Facts<'a>, start: &OwnerName) -> Option<Vec<&'a Answer>> {
    let mut at = start;
    let mut seen: Vec<&Answer> = Vec::new();
    for _ in 0..MAX_HOPS {
        let [v4, v6] = [RecordType::A, RecordType::Aaaa].map(|rtype| {
            let mut answers = facts.observation.authoritative(at, rtype);
            answers.retain(|answer| !answer.reply.unanswered());
            answers
        });
        let both = !v4.is_empty() && !v6.is_empty();
        let here = [v4, v6].concat();
        let has_address = here.iter().any(|answer| answer.values().next().is_some());
        seen.extend(here);
        match facts.hop(at) {
            Hop::Alias(next) => at = next,
            Hop::Absent | Hop::End if both && !has_address => return Some(seen),
            Hop::Absent | Hop::End | Hop::Unknown => return None,
        }
    }
    // A circle ends nowhere.
    Some(seen)
}
