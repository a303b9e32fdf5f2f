//! Who watches which connection, and who is told when one changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::domain::survey::Survey;
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::store::ConnectionId;

/// Changes that a slow reader may lag behind before it re-reads the row anyway.
const BACKLOG: usize = 256;

/// Told to all who listen, whatever they watch.
pub const EVERYBODY: ConnectionId = ConnectionId(Uuid::nil());

/// Tells watchers of changes, and the worker of watchers. Cheap to clone.
#[derive(Clone)]
pub struct Hub {
    changes: broadcast::Sender<ConnectionId>,
    watchers: Arc<Mutex<HashMap<ConnectionId, usize>>>,
    /// What first looks have found, for as long as somebody watches.
    surveys: Arc<Mutex<HashMap<ConnectionId, Survey>>>,
}

impl Default for Hub {
    fn default() -> Self {
        let changes = broadcast::Sender::new(BACKLOG);
        Self { changes, watchers: Arc::default(), surveys: Arc::default() }
    }
}

impl Hub {
    /// Tells that a connection was saved.
    pub fn changed(&self, id: ConnectionId) {
        // Nobody listening is no failure.
        let _ = self.changes.send(id);
    }

    /// Tells what a first look has found, before it has ended. It is kept while somebody watches:
    /// whoever stops watching in this moment is waited for.
    pub fn found(&self, id: ConnectionId, survey: Survey) {
        let watchers = self.lock();
        if watchers.contains_key(&id) {
            self.surveys().insert(id, survey);
        }
        drop(watchers);
        self.changed(id);
    }

    /// What a first look has found that somebody watches.
    #[must_use]
    pub fn survey_of(&self, id: ConnectionId) -> Option<Survey> {
        self.surveys().get(&id).cloned()
    }

    /// Tells that a key, token or link was revoked, or an application changed: whoever listens
    /// looks whether it was theirs.
    pub fn look_again(&self) {
        self.changed(EVERYBODY);
    }

    /// Hears of every change from here on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<ConnectionId> {
        self.changes.subscribe()
    }

    /// Watches connections until the returned guard is dropped.
    #[must_use]
    pub fn watch(&self, ids: Vec<ConnectionId>) -> Watch {
        let mut watchers = self.lock();
        for id in &ids {
            *watchers.entry(*id).or_insert(0) += 1;
        }
        drop(watchers);
        Watch { hub: self.clone(), ids }
    }

    /// Whether somebody has the connection open.
    #[must_use]
    pub fn is_watched(&self, id: ConnectionId) -> bool {
        self.lock().contains_key(&id)
    }

    /// Whether nobody has anything open.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.lock().is_empty()
    }

    /// What somebody has open.
    #[must_use]
    pub fn watched(&self) -> Vec<ConnectionId> {
        self.lock().keys().copied().collect()
    }

    fn surveys(&self) -> std::sync::MutexGuard<'_, HashMap<ConnectionId, Survey>> {
        self.surveys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<ConnectionId, usize>> {
        self.watchers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody has connections open.
pub struct Watch {
    hub: Hub,
    ids: Vec<ConnectionId>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut watchers = self.hub.lock();
        for id in &self.ids {
            if let Some(count) = watchers.get_mut(id) {
                *count -= 1;
                if *count == 0 {
                    watchers.remove(id);
                    self.hub.surveys().remove(id);
                }
            }
        }
    }
}
