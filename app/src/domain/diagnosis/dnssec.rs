//! Whether validating resolvers refuse the zone, and rightly.

use super::facts::label;
use crate::domain::finding::{Cause, Finding};
use crate::domain::observation::{Answer, Observation, Reply, Validation, Zone};

/// Extended DNS Errors that blame the zone's signatures (RFC 8914 §4.7 to §4.13).
const BOGUS: std::ops::RangeInclusive<u16> = 6..=12;
/// Resolvers that must refuse: one alone may be at fault itself.
const WITNESSES: usize = 2;

/// The zone is signed by its parent's word, resolvers that are well refuse it with their check
/// and answer without, and either they or the zone's own records say that its signatures are at
/// fault.
pub(super) fn bogus(observation: &Observation, zone: &Zone) -> Option<Finding> {
    let dnssec = observation.dnssec.as_ref()?;
    let mut refusing: Vec<&Validation> =
        dnssec.validations.iter().filter(|validation| refuses(validation)).collect();
    refusing.sort_by_key(|validation| label(&validation.checked.asked.server));
    refusing.dedup_by_key(|validation| label(&validation.checked.asked.server));
    let blamed = dnssec.fault.is_some()
        || refusing.iter().any(|one| one.checked.ede.iter().any(|code| BOGUS.contains(code)));
    if dnssec.ds.records().is_empty() || refusing.len() < WITNESSES || !blamed {
        return None;
    }
    let pairs = refusing.iter().flat_map(|one| [&one.checked, &one.unchecked]);
    let seen: Vec<&Answer> = std::iter::once(&dnssec.ds).chain(pairs).collect();
    let cause = Cause::DnssecBogus { zone: zone.apex.clone(), fault: dnssec.fault.clone() };
    Some(Finding::new(cause, None, &seen))
}

fn refuses(validation: &Validation) -> bool {
    validation.healthy
        && validation.checked.reply == Reply::ServFail
        && !validation.unchecked.reply.unanswered()
}
