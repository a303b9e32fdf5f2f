//! The names that the gate knows, in memory: what `/internal/ask` and `/internal/route` read.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use app::domain::gate::{Attempts, Denial, Gate, Pass};
use app::domain::origin::Origin;
use time::{Duration, OffsetDateTime};

use crate::store::ConnectionId;

/// For so long the index is trusted with new certificates while the database is away.
const TRUSTED: Duration = Duration::HOUR;

/// What is known of one hostname.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The connection that holds the name.
    pub connection: ConnectionId,
    /// The application, which the assertion names.
    pub application: String,
    /// Where visitors are sent.
    pub origin: Option<Origin>,
    /// The rule's facts.
    pub gate: Gate,
}

/// Every name that was ever verified.
#[derive(Debug, Default)]
pub struct AskIndex {
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    names: HashMap<Box<str>, Entry>,
    refreshed_at: Option<OffsetDateTime>,
}

impl AskIndex {
    /// Takes over what the database says of these names, at `now`.
    pub fn refresh(&self, rows: Vec<(String, Entry)>, now: OffsetDateTime) {
        let mut inner = self.write();
        for (name, entry) in rows {
            // An archived connection must not hide the one that holds the name today.
            let held_by_other = inner.names.get(name.as_str()).is_some_and(|known| {
                known.connection != entry.connection
                    && known.gate.open.is_ok()
                    && entry.gate.open.is_err()
            });
            if !held_by_other {
                inner.names.insert(name.into_boxed_str(), entry);
            }
        }
        inner.refreshed_at = Some(now);
    }

    /// Asks the gate for `name`; costs one look into a map.
    #[must_use]
    pub fn pass(&self, name: &str, now: OffsetDateTime) -> Pass {
        let inner = self.read();
        let Some(entry) = inner.names.get(name) else { return Pass::Deny(Denial::UnknownName) };
        match entry.gate.pass(now) {
            Pass::Attempt if inner.refreshed_at.is_none_or(|at| at + TRUSTED <= now) => {
                Pass::Deny(Denial::NotObserved)
            }
            pass => pass,
        }
    }

    /// What is known of `name`.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Entry> {
        self.read().names.get(name).cloned()
    }

    /// Notes an attempt that was granted; `false` when another took it meanwhile.
    pub fn note_attempt(&self, name: &str, before: Attempts, now: OffsetDateTime) -> bool {
        let mut inner = self.write();
        let Some(entry) = inner.names.get_mut(name) else { return false };
        if entry.gate.attempts != before {
            return false;
        }
        entry.gate.attempts =
            Attempts { count: before.count.saturating_add(1), last_at: Some(now) };
        true
    }

    /// How many names are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read().names.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    // A panic while the lock was held leaves whole entries behind: the map stays good.
    fn read(&self) -> RwLockReadGuard<'_, Inner> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Inner> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }
}
