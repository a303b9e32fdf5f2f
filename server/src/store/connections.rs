//! Connections: what is remembered of one, how they are made, found and listed.

use app::domain::certificate::Certificate;
use app::domain::claim::Contest;
use app::domain::connection::{Progress, State};
use app::domain::desired::Desired;
use app::domain::diagnosis::ObservedRecord;
use app::domain::earlier::Earlier;
use app::domain::finding::Finding;
use app::domain::gate::Attempts;
use app::domain::name::{Hostname, OwnerName};
use app::domain::provider::ProviderRef;
use app::domain::quota;
use app::domain::session::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::{query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::group::Command;
use super::ids::{ApplicationId, ConnectionId, TenantId};
use super::page::{List, Page};
use super::row::{from_json, from_word, json, maybe_time, parse, row, time, us};
use super::save::NewHistory;
use super::tenants::{Application, Environment};
use super::usage::Quota;

/// How the customer's records get where they belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SetupType {
    /// The customer writes them.
    Manual,
}

impl SetupType {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Manual => "manual",
        }
    }
}

/// One hostname of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    pub id: ConnectionId,
    pub application_id: ApplicationId,
    pub tenant_id: TenantId,
    pub environment: Environment,
    pub hostname: Hostname,
    /// In U-labels.
    pub display_hostname: String,
    pub setup_type: SetupType,
    /// The tenant's own id of its customer.
    pub reference: Option<String>,
    pub metadata: serde_json::Value,
    pub batch_id: Option<String>,
    pub desired: Desired,
    pub zone_apex: Option<OwnerName>,
    pub provider: Option<ProviderRef>,
    pub progress: Progress,
    pub observed: Vec<ObservedRecord>,
    pub findings: Vec<Finding>,
    /// What the looks have left for the next one.
    pub earlier: Earlier,
    pub certificate: Certificate,
    /// What is remembered for meeting another holder of the name.
    pub contest: Contest,
    /// Whether the last look found something that makes a CA refuse.
    pub refused: bool,
    pub attempts: Attempts,
    /// When the DNS was last looked at with an answer.
    pub observed_at: Option<OffsetDateTime>,
    pub last_checked_at: Option<OffsetDateTime>,
    /// `None` once it has ended, and it is not looked any more whether its records still lead here.
    pub next_check_at: Option<OffsetDateTime>,
    /// Until when somebody checks it; fallen back when past.
    pub lease_until: Option<OffsetDateTime>,
    /// Rises with each lease, so that a late effect can be told.
    pub lease_number: i64,
    /// Rises with each save.
    pub version: i64,
    /// Of the last event.
    pub sequence: i64,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
}

impl Connection {
    /// The headline, with `verifying` while a check holds the lease.
    #[must_use]
    pub fn shown_state(&self, now: OffsetDateTime) -> State {
        self.progress.shown_state(self.is_being_checked(now))
    }

    /// When it may be looked at next: not before the lease is over that somebody holds.
    #[must_use]
    pub fn due_at(&self) -> Option<OffsetDateTime> {
        self.next_check_at.map(|at| self.lease_until.map_or(at, |until| at.max(until)))
    }

    /// Whether a check holds its lease.
    #[must_use]
    pub fn is_being_checked(&self, now: OffsetDateTime) -> bool {
        self.lease_until.is_some_and(|until| now < until)
    }
}

/// A connection to be made. It is due for its first check at once.
#[derive(Clone, Debug)]
pub struct NewConnection<'a> {
    pub id: ConnectionId,
    pub application: &'a Application,
    pub display_hostname: &'a str,
    pub setup_type: SetupType,
    pub reference: Option<&'a str>,
    pub metadata: &'a serde_json::Value,
    pub batch_id: Option<&'a str>,
    pub desired: &'a Desired,
    pub zone_apex: Option<&'a OwnerName>,
    pub provider: Option<&'a ProviderRef>,
    /// Whether it may stand beside a holder, to take the name over.
    pub transfer: bool,
    /// What its history begins with.
    pub history: &'a [NewHistory],
}

/// The same, kept until a writer is free.
struct Create {
    id: ConnectionId,
    application: Application,
    display_hostname: String,
    setup_type: SetupType,
    reference: Option<String>,
    metadata: serde_json::Value,
    batch_id: Option<String>,
    desired: Desired,
    zone_apex: Option<OwnerName>,
    provider: Option<ProviderRef>,
    transfer: bool,
    history: Vec<NewHistory>,
    limits: Limits,
    now: OffsetDateTime,
}

impl Create {
    fn of(new: &NewConnection<'_>, limits: Limits, now: OffsetDateTime) -> Self {
        Self {
            id: new.id,
            application: new.application.clone(),
            display_hostname: new.display_hostname.to_owned(),
            setup_type: new.setup_type,
            reference: new.reference.map(str::to_owned),
            metadata: new.metadata.clone(),
            batch_id: new.batch_id.map(str::to_owned),
            desired: new.desired.clone(),
            zone_apex: new.zone_apex.cloned(),
            provider: new.provider.cloned(),
            transfer: new.transfer,
            history: new.history.to_vec(),
            limits,
            now,
        }
    }

    fn wish(&self) -> NewConnection<'_> {
        NewConnection {
            id: self.id,
            application: &self.application,
            display_hostname: &self.display_hostname,
            setup_type: self.setup_type,
            reference: self.reference.as_deref(),
            metadata: &self.metadata,
            batch_id: self.batch_id.as_deref(),
            desired: &self.desired,
            zone_apex: self.zone_apex.as_ref(),
            provider: self.provider.as_ref(),
            transfer: self.transfer,
            history: &self.history,
        }
    }
}

impl Command for Create {
    type Made = Connection;

    async fn run(&self, tx: &mut Tx) -> Result<Connection, StoreError> {
        tx.create_connection(&self.wish(), self.limits, self.now).await
    }
}

/// What one customer may have, counted in the same transaction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// Connections of one reference that wait for their proof.
    pub max_unproven_per_reference: Option<u32>,
    /// What the tenant's plan allows.
    pub plan: quota::Limits,
}

/// Which connections of a tenant are listed; all that are given must hold.
#[derive(Clone, Debug, Default)]
pub struct Filter<'a> {
    pub application: Option<ApplicationId>,
    pub state: Option<State>,
    pub hostname: Option<&'a Hostname>,
    pub reference: Option<&'a str>,
    pub batch_id: Option<&'a str>,
}

impl Filter<'_> {
    /// Whether a connection that was read is one of those.
    #[must_use]
    pub fn admits(&self, connection: &Connection) -> bool {
        let Self { application, state, hostname, reference, batch_id } = self;
        application.is_none_or(|wanted| wanted == connection.application_id)
            && state.is_none_or(|wanted| wanted == connection.progress.state())
            && hostname.is_none_or(|wanted| *wanted == connection.hostname)
            && reference.is_none_or(|wanted| connection.reference.as_deref() == Some(wanted))
            && batch_id.is_none_or(|wanted| connection.batch_id.as_deref() == Some(wanted))
    }
}

row! {
    pub(super) struct ConnectionRow {
        id: String,
        application_id: String,
        tenant_id: String,
        environment: String,
        hostname: String,
        display_hostname: String,
        setup_type: String,
        reference: Option<String>,
        metadata: String,
        batch_id: Option<String>,
        desired: String,
        zone_apex: Option<String>,
        provider: Option<String>,
        progress: String,
        observed: String,
        findings: String,
        earlier: String,
        certificate: String,
        contest: String,
        refused: i64,
        attempts_count: i64,
        attempts_last_at: Option<i64>,
        observed_at: Option<i64>,
        last_checked_at: Option<i64>,
        next_check_at: Option<i64>,
        lease_until: Option<i64>,
        lease_number: i64,
        version: i64,
        sequence: i64,
        created_at: i64,
        updated_at: i64,
    }
}

impl TryFrom<ConnectionRow> for Connection {
    type Error = StoreError;

    fn try_from(row: ConnectionRow) -> Result<Self, StoreError> {
        let attempts = read_attempts(row.attempts_count, row.attempts_last_at)?;
        let zone_apex = row.zone_apex.map(|apex| parse(&apex, "connections.zone_apex"));
        let provider = row.provider.map(|text| from_json(&text, "connections.provider"));
        Ok(Self {
            id: parse(&row.id, "connections.id")?,
            application_id: parse(&row.application_id, "connections.application_id")?,
            tenant_id: parse(&row.tenant_id, "connections.tenant_id")?,
            environment: from_word(row.environment, "connections.environment")?,
            hostname: parse(&row.hostname, "connections.hostname")?,
            display_hostname: row.display_hostname,
            setup_type: from_word(row.setup_type, "connections.setup_type")?,
            reference: row.reference,
            metadata: from_json(&row.metadata, "connections.metadata")?,
            batch_id: row.batch_id,
            desired: from_json(&row.desired, "connections.desired")?,
            zone_apex: zone_apex.transpose()?,
            provider: provider.transpose()?,
            progress: from_json(&row.progress, "connections.progress")?,
            observed: from_json(&row.observed, "connections.observed")?,
            findings: from_json(&row.findings, "connections.findings")?,
            earlier: from_json(&row.earlier, "connections.earlier")?,
            certificate: from_json(&row.certificate, "connections.certificate")?,
            contest: from_json(&row.contest, "connections.contest")?,
            refused: row.refused != 0,
            attempts,
            observed_at: maybe_time(row.observed_at, "connections.observed_at")?,
            last_checked_at: maybe_time(row.last_checked_at, "connections.last_checked_at")?,
            next_check_at: maybe_time(row.next_check_at, "connections.next_check_at")?,
            lease_until: maybe_time(row.lease_until, "connections.lease_until")?,
            lease_number: row.lease_number,
            version: row.version,
            sequence: row.sequence,
            created_at: time(row.created_at, "connections.created_at")?,
            updated_at: time(row.updated_at, "connections.updated_at")?,
        })
    }
}

pub(super) fn read_attempts(count: i64, last_at: Option<i64>) -> Result<Attempts, StoreError> {
    Ok(Attempts {
        count: count.try_into().map_err(|_| StoreError::Corrupt("connections.attempts_count"))?,
        last_at: maybe_time(last_at, "connections.attempts_last_at")?,
    })
}

pub(super) fn read_all(rows: Vec<ConnectionRow>) -> Result<Vec<Connection>, StoreError> {
    rows.into_iter().map(Connection::try_from).collect()
}

impl Store {
    /// Makes a connection, unless the hostname is held, the same customer is connecting it
    /// already, or has too many that wait.
    pub async fn create_connection(
        &self,
        new: &NewConnection<'_>,
        limits: Limits,
        now: OffsetDateTime,
    ) -> Result<Connection, StoreError> {
        self.run(Create::of(new, limits, now)).await
    }

    pub async fn find_connection(
        &self,
        id: ConnectionId,
    ) -> Result<Option<Connection>, StoreError> {
        let sql = "SELECT * FROM connections WHERE id = $1";
        let row: Option<ConnectionRow> =
            on!(&self.read, pool => query_as(sql).bind(id.text()).fetch_optional(pool).await)?;
        row.map(Connection::try_from).transpose()
    }

    pub async fn list_connections(
        &self,
        tenant: TenantId,
        environment: Environment,
        filter: &Filter<'_>,
        page: Page,
    ) -> Result<List<Connection>, StoreError> {
        let sql = "SELECT * FROM connections WHERE tenant_id = $1 AND environment = $2 \
            AND ($3 IS NULL OR application_id = $3) AND ($4 IS NULL OR state = $4) \
            AND ($5 IS NULL OR hostname = $5) AND ($6 IS NULL OR reference = $6) \
            AND ($7 IS NULL OR batch_id = $7) AND ($8 IS NULL OR id < $8) \
            ORDER BY id DESC LIMIT $9";
        let rows = on!(&self.read, pool => {
            query_as(sql)
                .bind(tenant.text())
                .bind(environment.as_str())
                .bind(filter.application.map(ApplicationId::text))
                .bind(filter.state.map(State::as_str))
                .bind(filter.hostname.map(Hostname::as_str))
                .bind(filter.reference)
                .bind(filter.batch_id)
                .bind(page.after())
                .bind(page.fetch())
                .fetch_all(pool)
                .await?
        });
        Ok(page.list(read_all(rows)?, |connection| connection.id.0))
    }

    /// The connections that a widget token reaches, newest first. An empty scope reaches none.
    pub async fn connections_in_scope(
        &self,
        application: ApplicationId,
        scope: &Scope,
        page: Page,
    ) -> Result<List<Connection>, StoreError> {
        if scope.is_empty() {
            return Ok(List { data: Vec::new(), next: None });
        }
        let sql = "SELECT * FROM connections WHERE application_id = $1 \
            AND ($2 IS NULL OR reference = $2) AND ($3 IS NULL OR id = $3) \
            AND ($4 IS NULL OR hostname = $4) AND ($5 IS NULL OR id < $5) \
            ORDER BY id DESC LIMIT $6";
        let rows = on!(&self.read, pool => {
            query_as(sql)
                .bind(application.text())
                .bind(&scope.reference)
                .bind(&scope.connection_id)
                .bind(scope.domain.as_ref().map(Hostname::as_str))
                .bind(page.after())
                .bind(page.fetch())
                .fetch_all(pool)
                .await?
        });
        Ok(page.list(read_all(rows)?, |connection| connection.id.0))
    }
}

impl Tx {
    async fn create_connection(
        &mut self,
        new: &NewConnection<'_>,
        limits: Limits,
        now: OffsetDateTime,
    ) -> Result<Connection, StoreError> {
        if let Some(max) = limits.max_unproven_per_reference {
            self.lock_application(new.application.id).await?;
            if i64::from(max) <= self.count_unproven(new).await? {
                let refusal = self.refusal(new).await?;
                return Err(refusal.unwrap_or(StoreError::TooManyUnproven));
            }
        }
        let of = new.application;
        let quota = Quota { tenant: of.tenant_id, environment: of.environment };
        if let Err(full) = self.take_place(quota, &limits.plan, now).await? {
            return Err(self.refusal(new).await?.unwrap_or(StoreError::QuotaExceeded(full)));
        }
        self.mark_change().await?;
        let Some(row) = self.insert_connection(new, now).await? else {
            // With neither a holder nor a duplicate it ended between the two statements: trying
            // again succeeds.
            return Err(self.refusal(new).await?.unwrap_or(StoreError::StaleVersion));
        };
        for line in new.history {
            self.insert_history(new.id, line, now).await?;
        }
        row.try_into()
    }

    /// Why the hostname itself can't be connected, which is a better answer than a full count.
    async fn refusal(&mut self, new: &NewConnection<'_>) -> Result<Option<StoreError>, StoreError> {
        if let Some(held) = self.in_the_way(new).await? {
            return Ok(Some(held));
        }
        self.duplicate(new.application.id, new.reference, &new.desired.hostname).await
    }

    /// The holder of the name, beside whom only one that is to take it over may stand.
    async fn in_the_way(
        &mut self,
        new: &NewConnection<'_>,
    ) -> Result<Option<StoreError>, StoreError> {
        if new.transfer {
            return Ok(None);
        }
        self.holder(new.application.environment, &new.desired.hostname).await
    }

    /// Makes others that count the same application's rows wait for this transaction.
    async fn lock_application(&mut self, id: ApplicationId) -> Result<(), StoreError> {
        let sql = "UPDATE applications SET updated_at = updated_at WHERE id = $1";
        on!(self, conn => {
            query(sql).bind(id.text()).execute(&mut **conn).await?;
        });
        Ok(())
    }

    async fn count_unproven(&mut self, new: &NewConnection<'_>) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM connections WHERE application_id = $1 \
            AND COALESCE(reference, '') = $2 AND claim_held = 0 \
            AND state NOT IN ('failed', 'archived')";
        Ok(on!(self, conn => {
            query_scalar(sql)
                .bind(new.application.id.text())
                .bind(new.reference.unwrap_or_default())
                .fetch_one(&mut **conn)
                .await?
        }))
    }

    /// Inserts it, unless the hostname is held or being connected by the same customer.
    async fn insert_connection(
        &mut self,
        new: &NewConnection<'_>,
        now: OffsetDateTime,
    ) -> Result<Option<ConnectionRow>, StoreError> {
        let sql = self.dialect().insert_connection;
        let progress = Progress::new(now);
        let desired = json(new.desired, "connections.desired")?;
        let provider = new.provider.map(|it| json(it, "connections.provider")).transpose()?;
        let progress_json = json(&progress, "connections.progress")?;
        let certificate = json(&Certificate::default(), "connections.certificate")?;
        let contest = json(&Contest::new(new.transfer), "connections.contest")?;
        Ok(on!(self, conn => {
            query_as(sql)
                .bind(new.id.text())
                .bind(new.application.id.text())
                .bind(new.application.tenant_id.text())
                .bind(new.application.environment.as_str())
                .bind(new.desired.hostname.as_str())
                .bind(new.display_hostname)
                .bind(new.setup_type.as_str())
                .bind(new.reference)
                .bind(new.metadata.to_string())
                .bind(new.batch_id)
                .bind(desired)
                .bind(new.zone_apex.map(OwnerName::as_str))
                .bind(provider)
                .bind(progress_json)
                .bind(progress.state().as_str())
                .bind(certificate)
                .bind(us(now))
                .bind(contest)
                .bind(i64::from(new.transfer))
                .fetch_optional(&mut **conn)
                .await?
        }))
    }

    /// Sees to it that the change of this transaction has its mark.
    async fn mark_change(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => self.next_change().await.map(|_| ()),
            // There it is the transaction's own id.
            Self::Postgres(_) => Ok(()),
        }
    }

    pub(super) async fn next_change(&mut self) -> Result<i64, StoreError> {
        let sql = self.dialect().next_change;
        Ok(on!(self, conn => query_scalar(sql).fetch_one(&mut **conn).await)?)
    }
}
