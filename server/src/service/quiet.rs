//! Looks that changed nothing: kept for a moment, and written many at a time.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use app::domain::certificate::Certificate;
use app::domain::claim::Contest;
use app::domain::connection::{Input, Judgement, Progress, State, Verdict};
use app::domain::diagnosis::ObservedRecord;
use app::domain::earlier::Earlier;
use app::domain::finding::Finding;
use time::{Duration, OffsetDateTime};

use super::caller::Actor;
use super::check::Move;
use super::circumstances::silent_origin;
use super::{Service, ServiceError};
use crate::store::notes::{Note, Sight};
use crate::store::save::ConnectionUpdate;
use crate::store::{Connection, ConnectionId};

/// So many are written at once, if a second does not bring fewer.
pub const BATCH: usize = 256;
/// What was seen is written anew when what is stored is older, though nothing but its times
/// differs.
const STALE: Duration = Duration::hours(3);

/// What is to be written.
#[derive(Default)]
pub struct Notes(Mutex<Vec<Note>>);

impl Notes {
    fn lock(&self) -> MutexGuard<'_, Vec<Note>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }
}

impl Service {
    /// Writes what came of looks that changed nothing.
    pub async fn write_notes(&self) -> Result<(), ServiceError> {
        let notes = std::mem::take(&mut *self.notes.lock());
        let kept = match self.store.note_looks(&notes).await {
            Ok(kept) => kept,
            Err(error) => {
                // While their leases last nobody else looks; afterwards they are refused.
                self.notes.lock().extend(notes);
                return Err(error.into());
            }
        };
        let kept: HashSet<ConnectionId> = kept.into_iter().collect();
        for note in notes {
            if kept.contains(&note.id) {
                self.remember_due(note.id, Some(note.next_check_at));
            } else {
                self.let_go(note.id, note.lease_number).await?;
            }
        }
        Ok(())
    }

    /// Whoever asks for a connection by its lease finds it free, where only our note holds it.
    pub(super) async fn write_note_of(&self, id: ConnectionId) -> Result<(), ServiceError> {
        let waits = self.notes.lock().iter().any(|note| note.id == id);
        if waits { self.write_notes().await } else { Ok(()) }
    }

    /// Whether a look after which a connection is `after` says the same of it as `before`.
    pub(super) fn is_quiet(
        &self,
        before: &Connection,
        after: &ConnectionUpdate,
        now: OffsetDateTime,
    ) -> bool {
        after.history.is_empty()
            && after.events.is_empty()
            && self.may_be_quiet(before, now)
            && same_progress(before.progress, after.progress)
            && after.certificate == before.certificate
            && after.refused == before.refused
            && after.zone_apex == before.zone_apex
            && after.provider == before.provider
            && after.desired == before.desired
            && same_findings(&before.findings, &after.findings)
            && same_records(&before.observed, &after.observed)
            && same_earlier(&before.earlier, &after.earlier)
            && same_contest(&before.contest, &after.contest)
    }

    /// All of a look but the looking, for one that found a live connection as it was; whether
    /// it was quiet.
    pub fn found_same(&self, connection: &Connection) -> bool {
        let now = self.clock.now();
        let right = Verdict { ownership: Judgement::Right, routing: Judgement::Right };
        let moved = Move { input: Input::Looked(right), actor: Actor::Worker, now };
        let looked = self.stepped(connection, moved, &[]);
        let quiet = self.is_quiet(connection, &looked, now);
        if quiet {
            self.note(connection, &looked, now);
        }
        quiet
    }

    /// Remembers a quiet look.
    pub(super) fn note(&self, before: &Connection, after: &ConnectionUpdate, now: OffsetDateTime) {
        let stale = oldest_sight(before).is_none_or(|at| at + STALE <= now);
        let sight = stale.then(|| {
            Box::new(Sight {
                progress: after.progress,
                observed: after.observed.clone(),
                findings: after.findings.clone(),
                earlier: after.earlier.clone(),
            })
        });
        self.notes.lock().push(Note {
            id: before.id,
            version: before.version,
            lease_number: before.lease_number,
            checked_at: now,
            observed_at: after.observed_at,
            next_check_at: after.next_check_at.unwrap_or(now),
            sight,
            contest: (before.contest != after.contest).then(|| after.contest.clone()),
        });
    }

    /// Whether it is enough to write it within a second: nobody watches, and no gate of any
    /// node waits for a young look.
    fn may_be_quiet(&self, connection: &Connection, now: OffsetDateTime) -> bool {
        let gate_needs_none = match connection.progress.state() {
            State::Live => connection.certificate.is_valid_at(now) || self.edge.is_none(),
            State::PendingOwnership => true,
            State::Created
            | State::Verifying
            | State::Verified
            | State::Propagating
            | State::IssuingCert
            | State::Drifted
            | State::Stalled
            | State::Failed
            | State::Archived => false,
        };
        gate_needs_none && !self.hub.is_watched(connection.id)
    }

    /// Whether a visit that found this certificate says nothing new either.
    pub(super) fn is_quiet_visit(
        &self,
        connection: &Connection,
        seen: &Certificate,
        now: OffsetDateTime,
    ) -> bool {
        let known = &connection.certificate;
        let (served, transitions) = connection.progress.step(Input::Served, now, &self.policy);
        transitions.is_empty()
            && served == connection.progress
            && connection.attempts.count == 0
            && silent_origin(&connection.findings).is_none()
            && known.error.is_none()
            && known.retry_at.is_none()
            && self.certificate_of(connection, now).status == known.status
            && (&seen.serial, seen.not_before, seen.not_after)
                == (&known.serial, known.not_before, known.not_after)
    }
}

/// The same but for when the proof was seen last.
fn same_progress(before: Progress, after: Progress) -> bool {
    Progress { proven_at: after.proven_at, ..before } == after
        && before.proven_at.is_some() == after.proven_at.is_some()
}

fn same_findings(before: &[Finding], after: &[Finding]) -> bool {
    let says = |it: &Finding| (it.cause.clone(), it.severity, it.actor, it.record.clone());
    before.iter().map(says).eq(after.iter().map(says))
}

/// The same but for when it was seen, and how long a resolver still keeps it.
fn same_records(before: &[ObservedRecord], after: &[ObservedRecord]) -> bool {
    let timeless = |record: &ObservedRecord| {
        let mut record = record.clone();
        for seen in &mut record.seen_by {
            (seen.observed_at, seen.ttl) = (OffsetDateTime::UNIX_EPOCH, None);
        }
        record
    };
    before.iter().map(timeless).eq(after.iter().map(timeless))
}

fn same_earlier(before: &Earlier, after: &Earlier) -> bool {
    let timeless = |earlier: &Earlier| {
        let mut earlier = earlier.clone();
        for target in &mut earlier.target {
            target.seen_at = OffsetDateTime::UNIX_EPOCH;
        }
        earlier
    };
    timeless(before) == timeless(after)
}

/// The same but for when the proof was missed last.
fn same_contest(before: &Contest, after: &Contest) -> bool {
    let timeless = |contest: &Contest| Contest { missed_at: None, ..contest.clone() };
    timeless(before) == timeless(after)
}

fn oldest_sight(connection: &Connection) -> Option<OffsetDateTime> {
    let seen = connection.observed.iter().flat_map(|record| &record.seen_by);
    seen.map(|seen| seen.observed_at).min()
}
