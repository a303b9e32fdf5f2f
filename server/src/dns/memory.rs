//! What was learnt and may be used again for a while.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use app::domain::name::OwnerName;
use time::{Duration, OffsetDateTime};

/// What is remembered at most; hostile names must not fill the memory.
const REMEMBERED: usize = 10_000;

/// Values by name, each with its end.
pub(super) struct Memory<T>(Mutex<HashMap<OwnerName, (OffsetDateTime, T)>>);

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Memory<T> {
    pub(super) fn get(&self, name: &OwnerName, now: OffsetDateTime) -> Option<T> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(name).filter(|(until, _)| now < *until).map(|(_, value)| value.clone())
    }

    pub(super) fn put(&self, name: OwnerName, value: T, now: OffsetDateTime, age: Duration) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if REMEMBERED <= known.len() {
            known.retain(|_, (until, _)| now < *until);
        }
        if known.len() < REMEMBERED {
            known.insert(name, (now + age, value));
        }
    }

    pub(super) fn forget(&self, name: &OwnerName) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}
