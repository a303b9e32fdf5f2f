//! When this node looks at what: the due times of its buckets, and of what is watched here, in
//! memory. The database is asked for them once, when a bucket is taken.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use time::OffsetDateTime;

use crate::store::ConnectionId;
use crate::store::buckets::BUCKETS;

/// The due times, in their order and by connection. A million take some 70 MB.
#[derive(Default)]
pub struct Agenda {
    inner: Mutex<Inner>,
    worked: AtomicBool,
}

struct Inner {
    mine: [bool; BUCKETS],
    by_time: BTreeSet<(Due, ConnectionId)>,
    by_id: HashMap<ConnectionId, Due>,
}

/// Microseconds since the epoch.
type Due = i64;

impl Default for Inner {
    fn default() -> Self {
        Self { mine: [false; BUCKETS], by_time: BTreeSet::new(), by_id: HashMap::new() }
    }
}

impl Inner {
    fn is_mine(&self, id: ConnectionId) -> bool {
        self.mine.get(usize::from(id.bucket())).is_some_and(|mine| *mine)
    }

    fn put(&mut self, id: ConnectionId, at: Due) {
        if let Some(before) = self.by_id.insert(id, at) {
            self.by_time.remove(&(before, id));
        }
        self.by_time.insert((at, id));
    }

    fn remove(&mut self, id: ConnectionId) {
        if let Some(before) = self.by_id.remove(&id) {
            self.by_time.remove(&(before, id));
        }
    }
}

fn us(at: OffsetDateTime) -> Due {
    i64::try_from(at.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX)
}

impl Agenda {
    /// Whether somebody here looks at what is due.
    #[must_use]
    pub fn is_worked(&self) -> bool {
        self.worked.load(Ordering::Relaxed)
    }

    /// From here on somebody does.
    pub fn work(&self) {
        self.worked.store(true, Ordering::Relaxed);
    }

    /// From here on what is told of these buckets is kept.
    pub fn take(&self, bucket: u8) {
        if let Some(mine) = self.lock().mine.get_mut(usize::from(bucket)) {
            *mine = true;
        }
    }

    /// Forgets the buckets that are not `held`.
    pub fn keep_only(&self, held: &[u8]) {
        let mut inner = self.lock();
        let mut mine = [false; BUCKETS];
        for bucket in held {
            if let Some(mine) = mine.get_mut(usize::from(*bucket)) {
                *mine = true;
            }
        }
        let lost = |(was, is): (&bool, &bool)| *was && !*is;
        if inner.mine.iter().zip(&mine).any(lost) {
            let is_lost =
                |id: &ConnectionId| !mine.get(usize::from(id.bucket())).is_some_and(|it| *it);
            inner.by_id.retain(|id, _| !is_lost(id));
            inner.by_time.retain(|(_, id)| !is_lost(id));
        }
        for (was, is) in inner.mine.iter_mut().zip(mine) {
            *was &= is;
        }
    }

    /// What a bucket was read to hold. What was told of one since is newer.
    pub fn fill(&self, dues: impl IntoIterator<Item = (ConnectionId, OffsetDateTime)>) {
        let mut inner = self.lock();
        for (id, at) in dues {
            if inner.is_mine(id) && !inner.by_id.contains_key(&id) {
                inner.put(id, us(at));
            }
        }
    }

    /// A connection is due at another time, or never again. It is kept if it is this node's,
    /// or `watched` here.
    pub fn note(&self, id: ConnectionId, due: Option<OffsetDateTime>, watched: bool) {
        let mut inner = self.lock();
        match due {
            Some(at) if watched || inner.is_mine(id) => inner.put(id, us(at)),
            Some(_) | None => inner.remove(id),
        }
    }

    /// At most `limit` of what is due, the longest overdue first, and since when; they are due
    /// again at `later`, should nobody say otherwise.
    pub fn due(
        &self,
        now: OffsetDateTime,
        limit: usize,
        later: OffsetDateTime,
    ) -> Vec<(ConnectionId, OffsetDateTime)> {
        let mut inner = self.lock();
        let mut due = Vec::new();
        while due.len() < limit {
            let Some((at, id)) = inner.by_time.first().copied() else { break };
            if us(now) < at {
                break;
            }
            inner.put(id, us(later));
            let since = OffsetDateTime::from_unix_timestamp_nanos(i128::from(at) * 1_000);
            due.push((id, since.unwrap_or(now)));
        }
        due
    }

    /// Whether it says when this one is due.
    #[must_use]
    pub fn has(&self, id: ConnectionId) -> bool {
        self.lock().by_id.contains_key(&id)
    }

    /// How long the longest overdue waits already; no time when nothing is.
    #[must_use]
    pub fn lag(&self, now: OffsetDateTime) -> std::time::Duration {
        let first = self.lock().by_time.first().map(|(at, _)| *at);
        let late = first.map_or(0, |at| us(now).saturating_sub(at).max(0));
        std::time::Duration::from_micros(late.unsigned_abs())
    }

    /// How many connections are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().by_id.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The buckets that it keeps.
    #[must_use]
    pub fn buckets(&self) -> usize {
        self.lock().mine.iter().filter(|mine| **mine).count()
    }

    // A panic while the lock was held leaves at worst one entry too many, which is then not due.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
    const LATER: OffsetDateTime = datetime!(2026-03-01 12:01 UTC);

    /// An id in this bucket.
    fn in_bucket(bucket: u8) -> ConnectionId {
        let mut bytes = *ConnectionId::fresh().0.as_bytes();
        bytes[15] = bucket;
        ConnectionId(uuid::Uuid::from_bytes(bytes))
    }

    #[test]
    fn the_longest_overdue_comes_first_and_each_once() {
        let agenda = Agenda::default();
        agenda.take(7);
        let ids: Vec<_> = (0..4).map(|_| in_bucket(7)).collect();
        for (nth, id) in (1..).zip(&ids) {
            agenda.note(*id, Some(NOW - Duration::SECOND * nth), false);
        }
        agenda.note(ids[1], Some(NOW + Duration::SECOND), false);
        let late = |nth: usize, seconds: i64| (ids[nth], NOW - Duration::seconds(seconds));
        assert_eq!(agenda.lag(NOW), std::time::Duration::from_secs(4));
        assert_eq!(agenda.due(NOW, 2, LATER), [late(3, 4), late(2, 3)]);
        assert_eq!(agenda.due(NOW, 2, LATER), [late(0, 1)]);
        assert_eq!(agenda.due(NOW, 2, LATER), []);
        assert_eq!(agenda.lag(NOW), std::time::Duration::ZERO);
        assert_eq!(agenda.lag(LATER), std::time::Duration::from_secs(59));
        // Nobody said otherwise: they are due again, as if their process had died.
        assert_eq!(agenda.due(LATER, 9, LATER + Duration::MINUTE).len(), 4);
    }

    #[test]
    fn only_its_own_and_the_watched_are_kept() {
        let agenda = Agenda::default();
        let (own, other, watched) = (in_bucket(1), in_bucket(2), in_bucket(3));
        agenda.take(1);
        agenda.note(own, Some(NOW), false);
        agenda.note(other, Some(NOW), false);
        agenda.note(watched, Some(NOW), true);
        assert_eq!(agenda.len(), 2);
        agenda.note(own, None, false);
        agenda.note(watched, Some(NOW), false);
        assert!(agenda.is_empty());
    }

    #[test]
    fn what_was_told_while_a_bucket_was_read_is_newer() {
        let agenda = Agenda::default();
        let (told, read) = (in_bucket(9), in_bucket(9));
        agenda.take(9);
        agenda.note(told, Some(LATER), false);
        agenda.fill([(told, NOW), (read, NOW), (in_bucket(8), NOW)]);
        assert_eq!(agenda.due(NOW, 9, LATER), [(read, NOW)]);
        agenda.keep_only(&[8]);
        assert!(agenda.is_empty());
        assert_eq!(agenda.buckets(), 0, "a bucket that was never taken is not kept either");
    }
}
