//! What came of a check, saved with its history and its events, or not at all.

use app::domain::certificate::Certificate;
use app::domain::claim::Contest;
use app::domain::connection::Progress;
use app::domain::desired::Desired;
use app::domain::diagnosis::ObservedRecord;
use app::domain::earlier::Earlier;
use app::domain::event::EventType;
use app::domain::finding::Finding;
use app::domain::name::OwnerName;
use app::domain::provider::ProviderRef;
use app::domain::quota::{Counter, GivenBack, Period, given_back};
use sqlx::{query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::connections::{Connection, ConnectionRow};
use super::engine::{Tx, on};
use super::error::{StoreError, is_unique_violation};
use super::history::HistoryKind;
use super::ids::{ConnectionId, EventId, HistoryId};
use super::row::{from_json, json, us};
use super::usage::Count;

/// What becomes of the attempts at a certificate that were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptChange {
    Kept,
    /// The pauses are short again; the last attempt's own still holds.
    Eased,
    /// They start over, since a certificate was seen.
    Over,
}

/// What a connection is from here on, and what is told of it.
#[derive(Clone, Debug)]
pub struct ConnectionUpdate {
    pub id: ConnectionId,
    /// The version that was loaded.
    pub version: i64,
    pub desired: Desired,
    pub zone_apex: Option<OwnerName>,
    pub provider: Option<ProviderRef>,
    pub progress: Progress,
    pub observed: Vec<ObservedRecord>,
    pub findings: Vec<Finding>,
    pub earlier: Earlier,
    pub certificate: Certificate,
    pub contest: Contest,
    /// Whether the look found something that makes a CA refuse.
    pub refused: bool,
    pub observed_at: Option<OffsetDateTime>,
    pub last_checked_at: Option<OffsetDateTime>,
    /// Ignored once it has ended, unless it may have left records behind.
    pub next_check_at: Option<OffsetDateTime>,
    pub attempts: AttemptChange,
    /// The lease that ends with this, if it is still the last.
    pub ends_lease: Option<i64>,
    pub history: Vec<NewHistory>,
    pub events: Vec<NewEvent>,
    /// Whether the edge showed a certificate that was not known.
    pub new_certificate: bool,
}

/// A line of history to be written.
#[derive(Clone, Debug)]
pub struct NewHistory {
    pub kind: HistoryKind,
    pub payload: serde_json::Value,
}

/// An event to be announced; its id and sequence are given as it is written.
#[derive(Clone, Debug)]
pub struct NewEvent {
    pub event_type: EventType,
    /// The `data` of the webhook's body.
    pub data: serde_json::Value,
}

impl ConnectionUpdate {
    /// The connection as it was loaded, with nothing to tell.
    #[must_use]
    pub fn of(connection: &Connection) -> Self {
        Self {
            id: connection.id,
            version: connection.version,
            desired: connection.desired.clone(),
            zone_apex: connection.zone_apex.clone(),
            provider: connection.provider.clone(),
            progress: connection.progress,
            observed: connection.observed.clone(),
            findings: connection.findings.clone(),
            earlier: connection.earlier.clone(),
            certificate: connection.certificate.clone(),
            contest: connection.contest.clone(),
            refused: connection.refused,
            observed_at: connection.observed_at,
            last_checked_at: connection.last_checked_at,
            next_check_at: connection.next_check_at,
            attempts: AttemptChange::Kept,
            ends_lease: None,
            history: Vec::new(),
            events: Vec::new(),
            new_certificate: false,
        }
    }

    /// When it is due next: never, once it has ended and can't have left records behind.
    fn due(&self) -> Option<i64> {
        let may_be_due = !self.progress.state().is_final() || self.progress.may_leave_records();
        self.next_check_at.filter(|_| may_be_due).map(us)
    }

    /// Whether it is still looked at.
    fn is_attended(&self) -> bool {
        !self.progress.state().is_final() || self.due().is_some()
    }
}

impl Store {
    /// Saves one connection, guarded by its version.
    pub async fn save(
        &self,
        update: &ConnectionUpdate,
        now: OffsetDateTime,
    ) -> Result<Connection, StoreError> {
        let mut saved = self.save_together(std::slice::from_ref(update), now).await?;
        saved.pop().ok_or(StoreError::StaleVersion)
    }

    /// Saves several connections or none: a holder that yields comes before the one that
    /// takes its hostname.
    pub async fn save_together(
        &self,
        updates: &[ConnectionUpdate],
        now: OffsetDateTime,
    ) -> Result<Vec<Connection>, StoreError> {
        let mut tx = self.begin().await?;
        let change = tx.next_change().await?;
        let mut saved = Vec::with_capacity(updates.len());
        for update in updates {
            match tx.save(update, now, change).await {
                Ok(connection) => saved.push(connection),
                Err(StoreError::Foreign(error)) if is_unique_violation(&error) => {
                    tx.rollback().await?;
                    return Err(self.who_holds(update).await?);
                }
                Err(error) => return Err(error),
            }
        }
        tx.commit().await?;
        Ok(saved)
    }

    /// Whom a unique index protected from this update.
    async fn who_holds(&self, update: &ConnectionUpdate) -> Result<StoreError, StoreError> {
        let Some(connection) = self.find_connection(update.id).await? else {
            return Ok(StoreError::StaleVersion);
        };
        let Connection { environment, application_id, reference, hostname, .. } = connection;
        let mut tx = self.begin().await?;
        let other = if update.progress.holds_claim() {
            tx.holder(environment, &hostname).await?
        } else {
            tx.duplicate(application_id, reference.as_deref(), &hostname).await?
        };
        tx.rollback().await?;
        // It let go in between: whoever loads again succeeds.
        Ok(other.unwrap_or(StoreError::StaleVersion))
    }
}

impl Tx {
    async fn save(
        &mut self,
        update: &ConnectionUpdate,
        now: OffsetDateTime,
        change: i64,
    ) -> Result<Connection, StoreError> {
        let back = self.given_back(update).await?;
        let row = self.update_connection(update, now, change).await?;
        let connection = Connection::try_from(row.ok_or(StoreError::StaleVersion)?)?;
        self.count(&counted(&connection, update, back, now)).await?;
        for line in &update.history {
            self.insert_history(update.id, line, now).await?;
        }
        let told = i64::try_from(update.events.len()).unwrap_or(i64::MAX);
        for (event, sequence) in update.events.iter().zip(connection.sequence - told + 1..) {
            self.insert_event(&connection, event, sequence, now).await?;
        }
        Ok(connection)
    }

    /// What the update gives back: decided on what is there, not on what somebody loaded.
    async fn given_back(&mut self, update: &ConnectionUpdate) -> Result<GivenBack, StoreError> {
        if !update.progress.state().is_final() {
            return Ok(GivenBack::default());
        }
        let sql = "SELECT progress FROM connections WHERE id = $1 AND version = $2";
        let before: Option<String> = on!(self, conn => {
            let select = query_scalar(sql).bind(update.id.text()).bind(update.version);
            select.fetch_optional(&mut **conn).await?
        });
        let Some(before) = before else { return Ok(GivenBack::default()) };
        Ok(given_back(&from_json(&before, "connections.progress")?, &update.progress))
    }

    async fn update_connection(
        &mut self,
        update: &ConnectionUpdate,
        now: OffsetDateTime,
        change: i64,
    ) -> Result<Option<ConnectionRow>, StoreError> {
        let sql = "UPDATE connections SET version = version + 1, desired = $3, zone_apex = $4, \
            provider = $5, progress = $6, state = $7, claim_held = $8, observed = $9, \
            findings = $10, certificate = $11, refused = $12, observed_at = $13, \
            last_checked_at = $14, next_check_at = $15, sequence = sequence + $16, \
            attempts_count = CASE WHEN $17 = 1 THEN 0 \
            WHEN $23 = 1 AND 1 < attempts_count THEN 1 ELSE attempts_count END, \
            attempts_last_at = CASE WHEN $17 = 1 THEN NULL ELSE attempts_last_at END, \
            lease_until = CASE WHEN lease_number = $18 THEN NULL ELSE lease_until END, \
            updated_at = $19, change = $20, earlier = $21, contest = $22, attended = $24 \
            WHERE id = $1 AND version = $2 RETURNING *";
        let provider = update.provider.as_ref().map(|it| json(it, "connections.provider"));
        let provider = provider.transpose()?;
        let desired = json(&update.desired, "connections.desired")?;
        let progress = json(&update.progress, "connections.progress")?;
        let observed = json(&update.observed, "connections.observed")?;
        let findings = json(&update.findings, "connections.findings")?;
        let earlier = json(&update.earlier, "connections.earlier")?;
        let certificate = json(&update.certificate, "connections.certificate")?;
        let contest = json(&update.contest, "connections.contest")?;
        Ok(on!(self, conn => {
            query_as(sql)
                .bind(update.id.text())
                .bind(update.version)
                .bind(desired)
                .bind(update.zone_apex.as_ref().map(OwnerName::as_str))
                .bind(provider)
                .bind(progress)
                .bind(update.progress.state().as_str())
                .bind(i64::from(update.progress.holds_claim()))
                .bind(observed)
                .bind(findings)
                .bind(certificate)
                .bind(i64::from(update.refused))
                .bind(update.observed_at.map(us))
                .bind(update.last_checked_at.map(us))
                .bind(update.due())
                .bind(i64::try_from(update.events.len()).unwrap_or(i64::MAX))
                .bind(i64::from(update.attempts == AttemptChange::Over))
                .bind(update.ends_lease)
                .bind(us(now))
                .bind(change)
                .bind(earlier)
                .bind(contest)
                .bind(i64::from(update.attempts == AttemptChange::Eased))
                .bind(i64::from(update.is_attended()))
                .fetch_optional(&mut **conn)
                .await?
        }))
    }

    pub(super) async fn insert_history(
        &mut self,
        connection: ConnectionId,
        line: &NewHistory,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO history (id, connection_id, at, kind, payload) \
            VALUES ($1, $2, $3, $4, $5)";
        on!(self, conn => {
            query(sql)
                .bind(HistoryId::fresh().text())
                .bind(connection.text())
                .bind(us(now))
                .bind(line.kind.as_str())
                .bind(line.payload.to_string())
                .execute(&mut **conn)
                .await?;
        });
        Ok(())
    }

    async fn insert_event(
        &mut self,
        connection: &Connection,
        event: &NewEvent,
        sequence: i64,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO outbox (id, connection_id, application_id, event_type, sequence, \
            data, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        on!(self, conn => {
            query(sql)
                .bind(EventId::fresh().text())
                .bind(connection.id.text())
                .bind(connection.application_id.text())
                .bind(event.event_type.as_str())
                .bind(sequence)
                .bind(event.data.to_string())
                .bind(us(now))
                .execute(&mut **conn)
                .await?;
        });
        Ok(())
    }
}

/// What a save counts for its tenant.
fn counted(
    connection: &Connection,
    update: &ConnectionUpdate,
    back: GivenBack,
    now: OffsetDateTime,
) -> Vec<Count> {
    let (this, birth) = (Period::of(now), Period::of(connection.created_at));
    let events = update.events.iter().filter_map(|event| Counter::of_event(event.event_type));
    let mut counts: Vec<_> = events.map(|counter| (Some(this), counter, 1)).collect();
    if update.new_certificate {
        counts.push((Some(this), Counter::CertificatesSeen, 1));
    }
    if back.active {
        counts.push((None, Counter::Active, -1));
    }
    if back.new {
        counts.push((Some(birth), Counter::ConnectionsReturned, 1));
    }
    let Connection { tenant_id: tenant, environment, .. } = *connection;
    let count = |(period, counter, n)| Count { tenant, environment, period, counter, n };
    counts.into_iter().map(count).collect()
}
