//! The names that the gate knows, in memory: what `/internal/ask` and `/internal/route` read.
//!
//! A million names must cost little, so none is kept: each is its keyed digest of 96 bits beside
//! its facts, in one sorted table. The key is drawn at the start and never leaves, so nobody can
//! look for two names with one digest; by chance a name that nobody connected meets one of `n`
//! known ones in `n` of 2⁹⁶ cases, for a million names once in 10²³ questions.

mod record;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::mem;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use app::domain::gate::{Attempts, Denial, Gate, Pass};
use app::domain::origin::Origin;
use sha2::{Digest as _, Sha256};
use time::{Duration, OffsetDateTime};

use crate::clock::random_bytes;
use crate::store::{ApplicationId, ConnectionId};
use record::{Key, Opening, Record, Seconds, Slot};

/// For so long the index is trusted with new certificates while the database is away.
const TRUSTED: Duration = Duration::HOUR;
/// Names that came since the table was sorted wait beside it until they are one in so many.
const RECENT: usize = 32;
/// Fewer than so many are not worth sorting a table for.
const FEW: usize = 1024;
/// The table is entered by the first two bytes of a key.
const ENTRIES: usize = 1 << 16;

/// What the database says of one hostname.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The connection that holds the name.
    pub connection: ConnectionId,
    /// Whose visitors they are.
    pub application: ApplicationId,
    /// The rule's facts. Times are kept in whole seconds, those of attempts as they are.
    pub gate: Gate,
}

/// What is known of one hostname, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The connection that holds the name.
    pub connection: ConnectionId,
    /// The application, which the assertion names.
    pub application: ApplicationId,
    /// Where visitors are sent.
    pub origin: Option<Origin>,
    /// The rule's facts.
    pub gate: Gate,
}

/// Every name that was ever connected.
pub struct AskIndex {
    /// Of this process: what is digested with it can't be made to meet.
    secret: [u8; 16],
    inner: RwLock<Inner>,
}

impl Default for AskIndex {
    fn default() -> Self {
        Self { secret: random_bytes(), inner: RwLock::default() }
    }
}

#[derive(Debug, Default)]
struct Inner {
    /// Sorted by key, each key once.
    table: Vec<Record>,
    /// Where in the table the keys with these first two bytes begin; empty with the table.
    starts: Vec<u32>,
    /// Names that are not in the table yet.
    recent: HashMap<Key, Record>,
    /// Names that were gathered and are not answered yet, in the order in which they came.
    gathered: Vec<Record>,
    /// What few connections have: attempts, or an end.
    details: HashMap<ConnectionId, Detail>,
    applications: Vec<Application>,
    slots: HashMap<ApplicationId, Slot>,
    refreshed_at: Option<OffsetDateTime>,
}

#[derive(Clone, Copy, Debug)]
struct Detail {
    until: OffsetDateTime,
    attempts: Attempts,
}

#[derive(Debug)]
struct Application {
    id: ApplicationId,
    origin: Option<Origin>,
    /// Whether the origin was ever told.
    is_told: bool,
}

impl AskIndex {
    /// Takes over what the database says of these names, at `now`.
    pub fn refresh<'a>(
        &self,
        rows: impl IntoIterator<Item = (&'a str, Known)>,
        now: OffsetDateTime,
    ) {
        let mut inner = self.write();
        for (name, known) in rows {
            inner.put(self.key(name), &known);
        }
        inner.refreshed_at = Some(now);
    }

    /// Takes in many names that are answered only once they are [settled](Self::settle): sorting
    /// them together is cheaper than finding a place for each.
    pub fn gather<'a>(&self, rows: impl IntoIterator<Item = (&'a str, Known)>) {
        let mut inner = self.write();
        for (name, known) in rows {
            let key = self.key(name);
            let record = inner.record_of(key, &known);
            inner.gathered.push(record);
        }
    }

    /// Answers for what was gathered, as of `now`.
    pub fn settle(&self, now: OffsetDateTime) {
        let mut inner = self.write();
        inner.settle();
        inner.refreshed_at = Some(now);
    }

    /// The visitors of an application's names are sent there.
    pub fn lead(&self, application: ApplicationId, origin: Option<Origin>) {
        let mut inner = self.write();
        let slot = inner.slot(application);
        if let Some(entry) = inner.applications.get_mut(slot.place()) {
            (entry.origin, entry.is_told) = (origin, true);
        }
    }

    /// Whether it was ever told where the visitors of an application are sent.
    #[must_use]
    pub fn leads(&self, application: ApplicationId) -> bool {
        let inner = self.read();
        let slot = inner.slots.get(&application);
        slot.and_then(|slot| inner.applications.get(slot.place())).is_some_and(|it| it.is_told)
    }

    /// Asks the gate for `name`; costs one digest and one look into the table.
    #[must_use]
    pub fn pass(&self, name: &str, now: OffsetDateTime) -> Pass {
        let key = self.key(name);
        let inner = self.read();
        let Some(record) = inner.find(&key) else { return Pass::Deny(Denial::UnknownName) };
        match inner.gate(record).pass(now) {
            Pass::Attempt if inner.refreshed_at.is_none_or(|at| at + TRUSTED <= now) => {
                Pass::Deny(Denial::NotObserved)
            }
            pass => pass,
        }
    }

    /// What is known of `name`.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Entry> {
        let key = self.key(name);
        let inner = self.read();
        let record = inner.find(&key)?;
        let application = inner.applications.get(record.application.place())?;
        Some(Entry {
            connection: record.connection,
            application: application.id,
            origin: application.origin.clone(),
            gate: inner.gate(record),
        })
    }

    /// Notes an attempt that was granted; `false` when another took it meanwhile.
    pub fn note_attempt(&self, name: &str, before: Attempts, now: OffsetDateTime) -> bool {
        let key = self.key(name);
        let mut inner = self.write();
        let Some(mut gate) = inner.find(&key).map(|record| inner.gate(record)) else {
            return false;
        };
        if gate.attempts != before {
            return false;
        }
        gate.attempts = Attempts { count: before.count.saturating_add(1), last_at: Some(now) };
        inner.put_detail(&key, &gate);
        true
    }

    /// How many names are known.
    #[must_use]
    pub fn len(&self) -> usize {
        let inner = self.read();
        inner.table.len() + inner.recent.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes that the names take, counted.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let inner = self.read();
        // A hash map keeps an eighth free and a byte of control beside each place.
        let places = |map: usize| (map * 8 / 7).next_power_of_two();
        let Inner { table, starts, recent, gathered, details, .. } = &*inner;
        (table.capacity() + gathered.capacity()) * size_of::<Record>()
            + starts.capacity() * size_of::<u32>()
            + places(recent.capacity()) * (size_of::<(Key, Record)>() + 1)
            + places(details.capacity()) * (size_of::<(ConnectionId, Detail)>() + 1)
    }

    fn key(&self, name: &str) -> Key {
        let mut hash = Sha256::new();
        hash.update(self.secret);
        hash.update(name.as_bytes());
        Key::of(&hash.finalize())
    }

    // A panic while the lock was held leaves whole records behind: the table stays good.
    fn read(&self) -> RwLockReadGuard<'_, Inner> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Inner> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn find(&self, key: &Key) -> Option<&Record> {
        let place = self.place(key).and_then(|place| self.table.get(place));
        place.or_else(|| self.recent.get(key))
    }

    /// Where in the table a key stands.
    fn place(&self, key: &Key) -> Option<usize> {
        let entry = key.entry();
        let bound = |entry: usize| self.starts.get(entry).and_then(|it| usize::try_from(*it).ok());
        let (from, to) = (bound(entry)?, bound(entry + 1)?);
        let near = self.table.get(from..to)?;
        near.binary_search_by(|record| record.key.cmp(key)).ok().map(|place| from + place)
    }

    fn gate(&self, record: &Record) -> Gate {
        // Most names have no details: none is looked for where none can be.
        let detail = record.has_detail.then(|| self.details.get(&record.connection)).flatten();
        Gate {
            open: record.open.open(detail.map(|detail| detail.until)),
            valid_until: record.valid_until.time(),
            observed_at: record.observed_at.time(),
            refused: record.refused,
            attempts: detail.map(|detail| detail.attempts).unwrap_or_default(),
        }
    }

    fn put(&mut self, key: Key, known: &Known) {
        // An archived connection must not hide the one that holds the name today.
        let before = self.find(&key).copied();
        if before.is_some_and(|before| before.outlives(known)) {
            return;
        }
        if let Some(before) = before.filter(|before| before.connection != known.connection) {
            self.details.remove(&before.connection);
        }
        let record = self.record_of(key, known);
        if let Some(standing) = self.place(&key).and_then(|place| self.table.get_mut(place)) {
            *standing = record;
            return;
        }
        self.recent.insert(key, record);
        if FEW.max(self.table.len() / RECENT) < self.recent.len() {
            self.settle();
        }
    }

    /// The record of what is known, its details put where they belong.
    fn record_of(&mut self, key: Key, known: &Known) -> Record {
        let application = self.slot(known.application);
        let gate = &known.gate;
        let mut record = Record {
            key,
            connection: known.connection,
            application,
            valid_until: Seconds::of(gate.valid_until),
            observed_at: Seconds::of(gate.observed_at),
            open: Opening::of(gate.open),
            refused: gate.refused,
            has_detail: false,
        };
        record.has_detail = self.keep_detail(known.connection, gate);
        record
    }

    /// Whether there are details to keep.
    fn keep_detail(&mut self, connection: ConnectionId, gate: &Gate) -> bool {
        let until = Opening::end(gate.open);
        if until.is_none() && gate.attempts == Attempts::default() {
            self.details.remove(&connection);
            return false;
        }
        let until = until.unwrap_or(OffsetDateTime::UNIX_EPOCH);
        self.details.insert(connection, Detail { until, attempts: gate.attempts });
        true
    }

    /// Keeps other details for a name that is known.
    fn put_detail(&mut self, key: &Key, gate: &Gate) {
        let Some(connection) = self.find(key).map(|record| record.connection) else { return };
        let has_detail = self.keep_detail(connection, gate);
        let record = match self.place(key) {
            Some(place) => self.table.get_mut(place),
            None => self.recent.get_mut(key),
        };
        if let Some(record) = record {
            record.has_detail = has_detail;
        }
    }

    fn slot(&mut self, application: ApplicationId) -> Slot {
        if let Some(slot) = self.slots.get(&application) {
            return *slot;
        }
        let slot = Slot::of(self.applications.len());
        self.applications.push(Application { id: application, origin: None, is_told: false });
        self.slots.insert(application, slot);
        slot
    }

    /// Sorts into the table what waits beside it.
    fn settle(&mut self) {
        let mut gathered = mem::take(&mut self.gathered);
        let mut table = mem::take(&mut self.table);
        if table.is_empty() && self.recent.is_empty() {
            table = gathered;
        } else {
            // In the order in which they came, which sorting keeps for the records of one key.
            table.reserve_exact(self.recent.len() + gathered.len());
            table.extend(mem::take(&mut self.recent).into_values());
            table.append(&mut gathered);
        }
        table.sort_by_key(|record| record.key);
        table.dedup_by(|later, kept| {
            let is_same = later.key == kept.key;
            if is_same && !kept.outlives_record(later) {
                *kept = *later;
            }
            is_same
        });
        table.shrink_to_fit();
        self.starts = starts(&table);
        self.table = table;
    }
}

/// Where the keys with each of the first two bytes begin, and at last where they all end.
fn starts(table: &[Record]) -> Vec<u32> {
    let mut starts = Vec::with_capacity(ENTRIES + 1);
    for (place, record) in table.iter().enumerate() {
        while starts.len() <= record.key.entry() {
            starts.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
    }
    starts.resize(ENTRIES + 1, u32::try_from(table.len()).unwrap_or(u32::MAX));
    starts
}
