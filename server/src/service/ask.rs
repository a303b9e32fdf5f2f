//! The gate: one look into memory; and the attempt that is the only write it ever makes.

use std::collections::BTreeSet;

use app::domain::gate::{self, Denial, FRESH, Gate, Open, Pass, Standing};
use app::domain::origin::Origin;
use time::OffsetDateTime;

use super::sessions::TokenError;
use super::{Service, ServiceError};
use crate::edge::assertion::{AUDIENCE, Assertion, LIFE, NoKey, PublicKey};
use crate::edge::index::{Entry, Known};
use crate::store::gate::{GateLine, GatePage, GateRow, Mark};
use crate::store::{ApplicationId, Connection, ConnectionId, Environment, StoreError};

/// So many rows are read by their ids at once.
const AT_ONCE: usize = 1024;

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
        // What is served itself goes before the wildcard above it.
        let is_open = |entry: &Entry| entry.gate.open.is_ok();
        let above = || self.index.find(&wildcard_above(name)?).filter(is_open);
        let own = self.index.find(name);
        let entry = own.clone().filter(is_open).or_else(above).or(own).ok_or(NoRoute::Unknown)?;
        let now = self.clock.now();
        match entry.gate.open {
            Err(Denial::Ended) => Err(NoRoute::Ended),
            Err(_) => Err(NoRoute::Unknown),
            Ok(Open::Until(end)) if end <= now => Err(NoRoute::Ended),
            Ok(_) if entry.origin.is_none() => Err(NoRoute::NoOrigin),
            Ok(_) => Ok(entry),
        }
    }

    /// What the edge tells the origin behind `name`.
    pub fn assertion(&self, name: &str, entry: &Entry) -> Result<String, ServiceError> {
        let now = self.clock.now().unix_timestamp();
        let assertion = Assertion {
            iss: &self.settings.public_url,
            aud: AUDIENCE,
            sub: entry.connection.to_string(),
            hostname: name,
            application_id: entry.application.to_string(),
            iat: now,
            exp: now + LIFE,
        };
        let signed = self.assertions.sign(&assertion);
        signed.map_err(|NoKey| ServiceError::Token(TokenError::NoKey))
    }

    /// What origins verify assertions with.
    #[must_use]
    pub fn assertion_keys(&self) -> Vec<PublicKey> {
        self.assertions.public()
    }

    /// Reads every name into memory: done before the port opens. Returns where to go on.
    pub async fn load_index(&self) -> Result<Mark, ServiceError> {
        let now = self.clock.now();
        self.read_origins(None).await?;
        let mut reader = self.store.read_gate(None).await?;
        let mut left = Left::default();
        let mut page = reader.next().await?;
        while let Some(read) = page {
            // The database makes the next page while this one is taken in.
            let taking = async {
                self.index.gather(self.sort_out(&read, now, &mut left)?);
                Ok::<_, ServiceError>(())
            };
            let (next, taken) = futures::join!(reader.next(), taking);
            taken?;
            page = next?;
        }
        let mark = reader.mark();
        // In a database in memory no second connection could be had.
        drop(reader);
        self.index.settle(now);
        self.take_in(left, now).await?;
        Ok(mark)
    }

    /// Takes over what changed since `mark`, here or on another node, and tells whoever waits for
    /// it: those who watch, and the courier.
    pub async fn follow_changes(&self, mark: Mark) -> Result<Mark, ServiceError> {
        let news = self.store.news(Some(mark), self.clock.now()).await?;
        if news.events || news.deliveries {
            self.hooks.notify_one();
        }
        if news.changed { self.read_changes(mark).await } else { Ok(news.mark) }
    }

    async fn read_changes(&self, mark: Mark) -> Result<Mark, ServiceError> {
        let now = self.clock.now();
        if self.read_origins(Some(mark)).await? {
            self.hub.look_again();
        }
        let mut reader = self.store.read_gate(Some(mark)).await?;
        let mut changed = Left::default();
        while let Some(page) = reader.next().await? {
            for line in page.lines() {
                let line = line?;
                // They are few, and when they are due next no line tells.
                changed.connections.push(line.id);
                self.need_origin(&line, &mut changed);
            }
        }
        let mark = reader.mark();
        drop(reader);
        let ids = changed.connections.clone();
        self.take_in(changed, now).await?;
        for id in ids {
            self.hub.changed(id);
        }
        Ok(mark)
    }

    /// What a page says of the names that are served here; what it can't say is left.
    fn sort_out<'a>(
        &self,
        page: &'a GatePage,
        now: OffsetDateTime,
        left: &mut Left,
    ) -> Result<Vec<(&'a str, Known)>, StoreError> {
        let mut rows = Vec::new();
        let mut last = None;
        for line in page.lines() {
            let line = line?;
            if !self.is_served(line.environment) {
                continue;
            }
            if last != Some(line.application_id) {
                self.need_origin(&line, left);
            }
            last = Some(line.application_id);
            match known(&line, now) {
                Some(known) => rows.push((line.hostname, known)),
                None => left.connections.push(line.id),
            }
        }
        Ok(rows)
    }

    fn need_origin(&self, line: &GateLine<'_>, left: &mut Left) {
        if !self.index.leads(line.application_id) {
            left.applications.insert(line.application_id);
        }
    }

    /// Reads what pages could not say.
    async fn take_in(&self, left: Left, now: OffsetDateTime) -> Result<(), ServiceError> {
        for id in left.applications {
            self.learn_origin(id).await?;
        }
        for ids in left.connections.chunks(AT_ONCE) {
            let rows = self.store.gate_rows(ids).await?;
            for row in &rows {
                self.remember_due(row.id, self.due_here(row.id, &row.progress, row.due_at));
            }
            self.put_whole(&rows, now);
        }
        // Also when nothing changed: the database was asked.
        self.index.refresh([], now);
        Ok(())
    }

    /// Whether there were any.
    async fn read_origins(&self, since: Option<Mark>) -> Result<bool, ServiceError> {
        let origins = self.store.gate_origins(since).await?;
        let changed = !origins.is_empty();
        for (application, origin) in origins {
            self.index.lead(application, read_origin(origin));
        }
        Ok(changed)
    }

    async fn learn_origin(&self, id: ApplicationId) -> Result<(), StoreError> {
        if let Some(application) = self.store.find_application(id).await? {
            self.index.lead(id, read_origin(application.origin));
        }
        Ok(())
    }

    /// Connections for trying out never reach the visitors of an edge for customers.
    pub(super) const fn is_served(&self, environment: Environment) -> bool {
        match environment {
            Environment::Live => true,
            Environment::Test => self.settings.sandbox,
        }
    }

    fn put_whole(&self, rows: &[GateRow], now: OffsetDateTime) {
        let served = rows.iter().filter(|row| self.is_served(row.environment));
        let known: Vec<_> =
            served.map(|row| (row.hostname.as_str(), self.known_whole(row))).collect();
        if !known.is_empty() {
            self.index.refresh(known, now);
        }
    }

    pub(super) fn known_whole(&self, row: &GateRow) -> Known {
        let gate = Gate {
            open: gate::open(&row.progress, &self.policy),
            valid_until: row.certificate.not_after,
            observed_at: row.observed_at,
            refused: row.refused,
            attempts: row.attempts,
        };
        Known { connection: row.id, application: row.application_id, gate }
    }

    /// Keeps the memory in step with connections that were saved here together: a name that
    /// changes hands does so between two questions.
    pub(super) async fn remember_gates(&self, saved: &[Connection]) {
        for connection in saved.iter().filter(|saved| self.is_served(saved.environment)) {
            if self.index.leads(connection.application_id) {
                continue;
            }
            // While the database is away nobody is sent anywhere; the next change read tells.
            if let Err(error) = self.learn_origin(connection.application_id).await {
                tracing::warn!(%error, "where visitors are sent could not be read");
            }
        }
        let rows: Vec<_> = saved.iter().map(GateRow::from).collect();
        self.put_whole(&rows, self.clock.now());
    }
}

/// The wildcard that a name may be served by.
pub(super) fn wildcard_above(name: &str) -> Option<String> {
    name.split_once('.').map(|(_, above)| format!("*.{above}"))
}

/// What pages could not say.
#[derive(Default)]
struct Left {
    connections: Vec<ConnectionId>,
    applications: BTreeSet<ApplicationId>,
}

/// What a line alone says of a name; `None` where the whole row is needed.
fn known(line: &GateLine<'_>, now: OffsetDateTime) -> Option<Known> {
    let open = match gate::standing(line.state, line.holds_claim) {
        Standing::Shut(denial) => Err(denial),
        // For longer than a look is young: when the last one was can't matter any more.
        Standing::Served if line.valid_until.is_some_and(|end| now + FRESH < end) => {
            Ok(Open::Always)
        }
        Standing::Served | Standing::Drifted => return None,
    };
    let gate = Gate {
        open,
        valid_until: line.valid_until,
        observed_at: None,
        refused: line.refused,
        attempts: line.attempts,
    };
    Some(Known { connection: line.id, application: line.application_id, gate })
}

/// Checked when it was set: what can't be read now leads nowhere.
fn read_origin(text: Option<String>) -> Option<Origin> {
    text.and_then(|text| text.parse().ok())
}
