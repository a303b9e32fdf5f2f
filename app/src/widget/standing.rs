//! How a connection stands as a whole: the few facts that every sentence about it needs.

use super::clearing::Clearing;
use crate::backend::{ConnectionView, RecordView};
use crate::domain::desired::Purpose;
use crate::domain::diagnosis::RecordStatus;
use crate::domain::finding::{Cause, Finding, RecordRef, Severity};

/// How many records stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// All that are asked for.
    pub wanted: usize,
    /// Not there.
    pub missing: usize,
    /// There, and not as they should be.
    pub wrong: usize,
    /// At every authority, remembered wrongly by some resolver.
    pub published: usize,
    /// Everywhere.
    pub everywhere: usize,
}

impl Standing {
    /// The standing of `connection`.
    #[must_use]
    pub fn of(connection: &ConnectionView) -> Self {
        Self::of_those(connection, |_| true)
    }

    /// The same, of the records that serve such a purpose alone.
    #[must_use]
    pub fn of_those(connection: &ConnectionView, wanted: impl Fn(Purpose) -> bool) -> Self {
        let mut standing = Self::default();
        for record in connection.records.iter().filter(|record| wanted(record.wanted.purpose)) {
            standing.wanted += 1;
            match status(connection, record) {
                RecordStatus::Missing => standing.missing += 1,
                RecordStatus::Mismatched => standing.wrong += 1,
                RecordStatus::Published => standing.published += 1,
                RecordStatus::Propagated => standing.everywhere += 1,
            }
        }
        standing
    }

    /// The records that need nothing more of the reader.
    #[must_use]
    pub const fn found(self) -> usize {
        self.published + self.everywhere
    }
}

/// How a record stands for its reader: one that landed at another name is not merely missing.
#[must_use]
pub(super) fn status(connection: &ConnectionView, record: &RecordView) -> RecordStatus {
    let seen = record.seen.as_ref().map_or(RecordStatus::Missing, |seen| seen.status);
    let misplaced = || {
        record_findings(connection, record).any(|finding| finding.severity == Severity::Blocking)
    };
    let about = Some(RecordRef::from(&record.wanted));
    let mut clearings = connection.findings.iter().filter_map(Clearing::of);
    match seen {
        RecordStatus::Missing if misplaced() => RecordStatus::Mismatched,
        // What is wrong there has a card of its own; this one is still to be added.
        RecordStatus::Mismatched
            if clearings.any(|it| it.makes_room() && it.finding.record == about) =>
        {
            RecordStatus::Missing
        }
        RecordStatus::Missing
        | RecordStatus::Mismatched
        | RecordStatus::Published
        | RecordStatus::Propagated => seen,
    }
}

/// Whether the card of the record says it already: it is simply not there yet.
const fn is_plain_absence(cause: &Cause) -> bool {
    matches!(cause, Cause::OwnershipMissing { .. } | Cause::RoutingMissing { .. })
}

/// Whether another card says it: the record's own, or that of what is to be deleted.
fn is_said_elsewhere(finding: &Finding) -> bool {
    is_plain_absence(&finding.cause) || Clearing::of(finding).is_some()
}

/// What there is to say under a record's card.
pub(super) fn record_findings<'a>(
    connection: &'a ConnectionView,
    record: &RecordView,
) -> impl Iterator<Item = &'a Finding> {
    let about = RecordRef::from(&record.wanted);
    connection.findings.iter().filter(move |finding| {
        finding.record.as_ref() == Some(&about) && !is_said_elsewhere(finding)
    })
}

/// What there is to say above all cards.
pub(super) fn zone_findings(connection: &ConnectionView) -> impl Iterator<Item = &Finding> {
    connection.findings.iter().filter(|finding| {
        let carded = finding.record.as_ref().is_some_and(|about| {
            connection.records.iter().any(|record| RecordRef::from(&record.wanted) == *about)
        });
        !carded && !is_said_elsewhere(finding)
    })
}
