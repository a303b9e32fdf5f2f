//! The gate: one look into memory; and the attempt that is the only write it ever makes.

use app::domain::gate::{self, Denial, Gate, Pass};
use time::{Duration, OffsetDateTime};

use super::{Service, ServiceError};
use crate::edge::index::Entry;
use crate::store::{Connection, GateRow};

/// Changes of other nodes are read again for so long, since their clocks may lag.
const OVERLAP: Duration = Duration::seconds(5);

/// Why a name is not routed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoute {
    /// Nobody has connected it.
    Unknown,
    /// It was connected, and is not any more.
    Ended,
    /// The tenant has not said where visitors go.
    NoOrigin,
}

impl Service {
    /// Whether the edge may get or serve a certificate for `name`.
    pub async fn ask(&self, name: &str) -> Result<(), Denial> {
        let now = self.clock.now();
        match self.index.pass(name, now) {
            Pass::Allow => Ok(()),
            Pass::Deny(denial) => Err(denial),
            Pass::Attempt => self.grant(name, now).await,
        }
    }

    /// One attempt, shared by all nodes through the database; while that is away, this node
    /// grants it alone.
    async fn grant(&self, name: &str, now: OffsetDateTime) -> Result<(), Denial> {
        let entry = self.index.find(name).ok_or(Denial::UnknownName)?;
        let before = entry.gate.attempts;
        if !self.index.note_attempt(name, before, now) {
            return Err(Denial::AttemptPaused);
        }
        match self.store.grant_attempt(entry.connection, before, now).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Denial::AttemptPaused),
            Err(error) => {
                tracing::warn!(%error, "an attempt is granted without the database");
                Ok(())
            }
        }
    }

    /// Where the visitors of `name` are sent.
    pub fn route(&self, name: &str) -> Result<Entry, NoRoute> {
        let entry = self.index.find(name).ok_or(NoRoute::Unknown)?;
        let now = self.clock.now();
        match entry.gate.open {
            Err(Denial::Ended) => Err(NoRoute::Ended),
            Err(_) => Err(NoRoute::Unknown),
            Ok(gate::Open::Until(end)) if end <= now => Err(NoRoute::Ended),
            Ok(_) if entry.origin.is_none() => Err(NoRoute::NoOrigin),
            Ok(_) => Ok(entry),
        }
    }

    /// Reads every name into memory: done before the port opens.
    pub async fn load_index(&self) -> Result<OffsetDateTime, ServiceError> {
        self.read_gate_rows(None).await
    }

    /// Takes over what changed since `since`, here or on another node, and tells watchers.
    pub async fn follow_changes(
        &self,
        since: OffsetDateTime,
    ) -> Result<OffsetDateTime, ServiceError> {
        self.read_gate_rows(Some(since - OVERLAP)).await
    }

    /// Takes over everything once more, such as after an application changed.
    pub(super) async fn refresh_index(&self) -> Result<(), ServiceError> {
        self.load_index().await.map(|_| ())
    }

    async fn read_gate_rows(
        &self,
        since: Option<OffsetDateTime>,
    ) -> Result<OffsetDateTime, ServiceError> {
        let now = self.clock.now();
        let rows = self.store.gate_rows(since).await?;
        let entries = rows.into_iter().map(|row| self.entry(row)).collect();
        self.index.refresh(entries, now);
        Ok(now)
    }

    fn entry(&self, row: GateRow) -> (String, Entry) {
        let gate = Gate {
            open: gate::open(&row.progress, &self.policy),
            valid_until: row.certificate.not_after,
            observed_at: row.observed_at,
            refused: row.refused,
            attempts: row.attempts,
        };
        let entry = Entry {
            connection: row.id,
            application: row.application_id.to_string(),
            origin: row.origin,
            gate,
        };
        (row.hostname, entry)
    }

    /// Keeps the memory in step with a connection that was saved here.
    pub(super) fn remember_gate(&self, connection: &Connection) {
        let name = connection.desired.hostname.as_str();
        let known = self.index.find(name);
        let mut attempts = connection.attempts;
        // An attempt that was granted since our copy was read must not be forgotten.
        if let Some(entry) = known.as_ref().filter(|entry| entry.connection == connection.id)
            && !connection.certificate.is_valid_at(self.clock.now())
            && attempts.count < entry.gate.attempts.count
        {
            attempts = entry.gate.attempts;
        }
        let row = GateRow {
            id: connection.id,
            application_id: connection.application_id,
            hostname: name.to_owned(),
            progress: connection.progress,
            certificate: connection.certificate.clone(),
            observed_at: connection.observed_at,
            refused: connection.is_refused(),
            attempts,
            origin: known.and_then(|entry| entry.origin),
        };
        let entry = self.entry(row);
        self.index.refresh(vec![entry], self.clock.now());
    }
}
