//! The one source of time, ids and secrets.
//!
//! Everything below the entries gets `now` as an argument; only the sandbox moves a clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rand::RngExt as _;
use time::{Duration, OffsetDateTime};
use tokio::sync::watch;
use uuid::Uuid;

/// The system's time plus an offset that only `advance` changes.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    offset_us: AtomicI64,
    moved: watch::Sender<()>,
}

impl Default for Clock {
    fn default() -> Self {
        Self(Arc::new(Inner { offset_us: AtomicI64::new(0), moved: watch::Sender::new(()) }))
    }
}

impl Clock {
    /// The present, in UTC.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        #[expect(clippy::disallowed_methods, reason = "this is the one place that reads it")]
        let system = OffsetDateTime::now_utc();
        system + Duration::microseconds(self.0.offset_us.load(Ordering::Relaxed))
    }

    /// Moves the clock forward and wakes whoever waits for a time.
    pub fn advance(&self, by: Duration) {
        let us = i64::try_from(by.whole_microseconds()).unwrap_or(i64::MAX);
        self.0.offset_us.fetch_add(us, Ordering::Relaxed);
        self.0.moved.send_replace(());
    }

    /// Returns when the clock reads `until`, however it got there.
    pub async fn sleep_until(&self, until: OffsetDateTime) {
        let mut moved = self.0.moved.subscribe();
        loop {
            let left = until - self.now();
            let Ok(left) = std::time::Duration::try_from(left) else { return };
            if left.is_zero() {
                return;
            }
            #[expect(clippy::disallowed_methods, reason = "this is the one place that sleeps")]
            let timer = tokio::time::sleep(left);
            tokio::select! {
                () = timer => {}
                _ = moved.changed() => {}
            }
        }
    }
}

/// A fresh UUIDv7 (RFC 9562 §5.7): ids sort by the time they were made.
#[must_use]
pub fn new_id() -> Uuid {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that makes ids")]
    Uuid::now_v7()
}

/// `N` bytes nobody can guess.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that draws randomness")]
    rand::rng().random()
}
