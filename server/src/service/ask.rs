//! The gate: one look into memory; and the attempt that is the only write it ever makes.

use app::domain::gate::{self, Denial, Gate, Pass};
use time::OffsetDateTime;

use super::sessions::Assertion;
use super::{Service, ServiceError};
use crate::edge::index::Entry;
use crate::store::gate::{GateRow, Mark};
use crate::store::{Connection, ConnectionId, Environment};

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
        // Nobody visits a wildcard itself, and its certificate is not an edge's to order.
        if name.starts_with('*') {
            return Err(Denial::UnknownName);
        }
        let now = self.clock.now();
        match self.index.pass(name, now) {
            Pass::Allow => Ok(()),
            Pass::Deny(denial) => Err(denial),
            // Rare, and its future is large: every question would carry the room for it.
            Pass::Attempt => Box::pin(self.grant(name, now)).await,
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

    /// What the edge tells the origin behind `name`.
    pub fn assertion(&self, name: &str, entry: &Entry) -> Result<String, ServiceError> {
        let now = self.clock.now().unix_timestamp();
        let assertion = Assertion {
            iss: &self.settings.public_url,
            aud: "fairlead-origin",
            sub: entry.connection.to_string(),
            hostname: name,
            application_id: &entry.application,
            iat: now,
            exp: now + 60,
        };
        self.tokens.assert(&assertion).map_err(ServiceError::Token)
    }

    /// Reads every name into memory: done before the port opens. Returns where to go on.
    pub async fn load_index(&self) -> Result<Mark, ServiceError> {
        self.read_gate_rows(None).await
    }

    /// Takes over what changed since `mark`, here or on another node, and tells watchers.
    pub async fn follow_changes(&self, mark: Mark) -> Result<Mark, ServiceError> {
        self.read_gate_rows(Some(mark)).await
    }

    async fn read_gate_rows(&self, since: Option<Mark>) -> Result<Mark, ServiceError> {
        let now = self.clock.now();
        let (rows, mark) = self.store.gate_rows(since).await?;
        let changed: Vec<ConnectionId> = rows.iter().map(|row| row.id).collect();
        for row in &rows {
            self.remember_due(row.id, self.due_here(row.id, &row.progress, row.due_at));
        }
        let rows = rows.into_iter().filter(|row| self.is_served(row.environment));
        self.index.refresh(rows.map(|row| self.entry(row)).collect(), now);
        for id in changed {
            self.hub.changed(id);
        }
        Ok(mark)
    }

    /// Connections for trying out never reach the visitors of an edge for customers.
    const fn is_served(&self, environment: Environment) -> bool {
        match environment {
            Environment::Live => true,
            Environment::Test => self.settings.sandbox,
        }
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
            // Checked when it was set: what can't be read now leads nowhere.
            origin: row.origin.and_then(|text| text.parse().ok()),
            gate,
        };
        (row.hostname.to_string(), entry)
    }

    /// Keeps the memory in step with connections that were saved here together: a name that
    /// changes hands does so between two questions.
    pub(super) async fn remember_gates(&self, saved: &[Connection]) {
        let mut entries = Vec::with_capacity(saved.len());
        for connection in saved.iter().filter(|saved| self.is_served(saved.environment)) {
            entries.push(self.entry_of(connection).await);
        }
        if !entries.is_empty() {
            self.index.refresh(entries, self.clock.now());
        }
    }

    async fn entry_of(&self, connection: &Connection) -> (String, Entry) {
        let origin = self.origin_of(connection).await;
        self.entry(GateRow {
            id: connection.id,
            application_id: connection.application_id,
            environment: connection.environment,
            hostname: connection.hostname.clone(),
            progress: connection.progress,
            certificate: connection.certificate.clone(),
            observed_at: connection.observed_at,
            refused: connection.refused,
            attempts: connection.attempts,
            due_at: connection.due_at(),
            origin,
        })
    }

    /// Where the connection's own visitors are sent: what is known of the name may be another
    /// connection's, and its origin another tenant's.
    async fn origin_of(&self, connection: &Connection) -> Option<String> {
        let known = self.index.find(connection.hostname.as_str());
        if let Some(entry) = known.filter(|entry| entry.connection == connection.id) {
            return entry.origin.map(|origin| origin.to_string());
        }
        // While the database is away nobody is sent anywhere; the next change read tells.
        self.store.find_application(connection.application_id).await.ok().flatten()?.origin
    }
}
