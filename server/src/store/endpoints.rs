//! Whom an application's events are told to.

use app::domain::event::EventType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::{query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::ids::{ApplicationId, EndpointId, TenantId};
use super::page::{List, Page};
use super::row::{from_json, from_word, json, maybe_time, parse, row, time, us};
use super::tenants::Environment;

/// Why nothing is sent to an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisabledReason {
    /// Its tenant wished so.
    Request,
    /// It answered 410.
    Gone,
}

impl DisabledReason {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Gone => "gone",
        }
    }
}

/// An address that events are told to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub id: EndpointId,
    pub application_id: ApplicationId,
    pub url: String,
    /// Which; all when there are none.
    pub events: Vec<EventType>,
    /// The signing secret, sealed.
    pub secret: String,
    /// The one before, sealed.
    pub old_secret: Option<String>,
    /// Until when messages are signed with that one too.
    pub old_until: Option<OffsetDateTime>,
    /// Since when nothing is sent, and why.
    pub disabled: Option<(OffsetDateTime, DisabledReason)>,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
}

impl Endpoint {
    /// Whether it wants to hear of this.
    #[must_use]
    pub fn wants(&self, event: EventType) -> bool {
        self.disabled.is_none() && (self.events.is_empty() || self.events.contains(&event))
    }
}

/// The secrets of an endpoint as they are from here on, each sealed.
#[derive(Clone, Debug)]
pub struct NewSecrets<'a> {
    /// The one that signs.
    pub secret: &'a str,
    /// The one before.
    pub old_secret: Option<&'a str>,
    /// Until when that signs too.
    pub old_until: Option<OffsetDateTime>,
}

row! {
    pub(super) struct EndpointRow {
        id: String,
        application_id: String,
        url: String,
        events: String,
        secret: String,
        old_secret: Option<String>,
        old_until: Option<i64>,
        disabled_at: Option<i64>,
        disabled_reason: Option<String>,
        created_at: i64,
        updated_at: i64,
    }
}

impl TryFrom<EndpointRow> for Endpoint {
    type Error = StoreError;

    fn try_from(row: EndpointRow) -> Result<Self, StoreError> {
        let reason = row.disabled_reason.map(|it| from_word(it, "webhook_endpoints.reason"));
        let disabled_at = maybe_time(row.disabled_at, "webhook_endpoints.disabled_at")?;
        Ok(Self {
            id: parse(&row.id, "webhook_endpoints.id")?,
            application_id: parse(&row.application_id, "webhook_endpoints.application_id")?,
            url: row.url,
            events: from_json(&row.events, "webhook_endpoints.events")?,
            secret: row.secret,
            old_secret: row.old_secret,
            old_until: maybe_time(row.old_until, "webhook_endpoints.old_until")?,
            disabled: disabled_at.zip(reason.transpose()?),
            created_at: time(row.created_at, "webhook_endpoints.created_at")?,
            updated_at: time(row.updated_at, "webhook_endpoints.updated_at")?,
        })
    }
}

impl Store {
    /// Enters an endpoint, unless its application has `most` already.
    pub async fn create_endpoint(&self, new: &Endpoint, most: u32) -> Result<bool, StoreError> {
        let sql = "INSERT INTO webhook_endpoints (id, application_id, url, events, secret, \
            created_at, updated_at) SELECT $1, $2, $3, $4, $5, $6, $6 \
            WHERE (SELECT COUNT(*) FROM webhook_endpoints WHERE application_id = $2) < $7";
        let events = json(&new.events, "webhook_endpoints.events")?;
        let mut tx = self.begin().await?;
        tx.lock_endpoints(new.application_id).await?;
        let made = on!(&mut tx, conn => {
            query(sql)
                .bind(new.id.text())
                .bind(new.application_id.text())
                .bind(&new.url)
                .bind(events)
                .bind(&new.secret)
                .bind(us(new.created_at))
                .bind(i64::from(most))
                .execute(&mut **conn)
                .await?
                .rows_affected()
        });
        tx.commit().await?;
        Ok(made == 1)
    }

    pub async fn find_endpoint(&self, id: EndpointId) -> Result<Option<Endpoint>, StoreError> {
        let sql = "SELECT * FROM webhook_endpoints WHERE id = $1";
        let row: Option<EndpointRow> =
            on!(&self.read, pool => query_as(sql).bind(id.text()).fetch_optional(pool).await)?;
        row.map(Endpoint::try_from).transpose()
    }

    /// The endpoints of a tenant, or of one of its applications.
    pub async fn list_endpoints(
        &self,
        tenant: TenantId,
        environment: Environment,
        application: Option<ApplicationId>,
        page: Page,
    ) -> Result<List<Endpoint>, StoreError> {
        let sql = "SELECT e.* FROM webhook_endpoints e \
            JOIN applications a ON a.id = e.application_id \
            WHERE a.tenant_id = $1 AND a.environment = $2 \
            AND ($3 IS NULL OR e.application_id = $3) AND ($4 IS NULL OR e.id < $4) \
            ORDER BY e.id DESC LIMIT $5";
        let rows: Vec<EndpointRow> = on!(&self.read, pool => {
            query_as(sql)
                .bind(tenant.text())
                .bind(environment.as_str())
                .bind(application.map(ApplicationId::text))
                .bind(page.after())
                .bind(page.fetch())
                .fetch_all(pool)
                .await?
        });
        let data = rows.into_iter().map(Endpoint::try_from).collect::<Result<_, _>>()?;
        Ok(page.list(data, |endpoint: &Endpoint| endpoint.id.0))
    }

    /// Replaces what a tenant may change: address, events, and whether anything is sent. What
    /// waits for an endpoint that takes no more becomes a dead letter.
    pub async fn change_endpoint(&self, endpoint: &Endpoint) -> Result<(), StoreError> {
        let sql = "UPDATE webhook_endpoints SET url = $2, events = $3, disabled_at = $4, \
            disabled_reason = $5, updated_at = $6 WHERE id = $1";
        let events = json(&endpoint.events, "webhook_endpoints.events")?;
        let mut tx = self.begin().await?;
        on!(&mut tx, conn => {
            query(sql)
                .bind(endpoint.id.text())
                .bind(&endpoint.url)
                .bind(events)
                .bind(endpoint.disabled.map(|(at, _)| us(at)))
                .bind(endpoint.disabled.map(|(_, reason)| reason.as_str()))
                .bind(us(endpoint.updated_at))
                .execute(&mut **conn)
                .await?;
        });
        if endpoint.disabled.is_some() {
            tx.give_up(endpoint.id).await?;
        }
        tx.commit().await
    }

    /// Replaces the secrets, if the one that signs is still `before`.
    pub async fn change_secrets(
        &self,
        id: EndpointId,
        before: &str,
        new: &NewSecrets<'_>,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE webhook_endpoints SET secret = $3, old_secret = $4, old_until = $5, \
            updated_at = $6 WHERE id = $1 AND secret = $2";
        Ok(on!(&self.write, pool => {
            query(sql)
                .bind(id.text())
                .bind(before)
                .bind(new.secret)
                .bind(new.old_secret)
                .bind(new.old_until.map(us))
                .bind(us(now))
                .execute(pool)
                .await?
                .rows_affected()
                == 1
        }))
    }

    /// Endpoints with a secret that was sealed with another key than this one.
    pub async fn sealed_otherwise(
        &self,
        key_id: &str,
        limit: u32,
    ) -> Result<Vec<Endpoint>, StoreError> {
        let sql = "SELECT * FROM webhook_endpoints \
            WHERE substr(secret, 1, length($1)) <> $1 \
            OR (old_secret IS NOT NULL AND substr(old_secret, 1, length($1)) <> $1) \
            ORDER BY id LIMIT $2";
        let rows: Vec<EndpointRow> = on!(&self.read, pool => {
            query_as(sql)
                .bind(format!("{key_id}:"))
                .bind(i64::from(limit))
                .fetch_all(pool)
                .await?
        });
        rows.into_iter().map(Endpoint::try_from).collect()
    }

    /// Forgets the secrets whose overlap is over.
    pub async fn forget_old_secrets(&self, now: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE webhook_endpoints SET old_secret = NULL, old_until = NULL \
            WHERE old_until <= $1";
        on!(&self.write, pool => {
            query(sql).bind(us(now)).execute(pool).await?;
        });
        Ok(())
    }

    /// Removes an endpoint, its secrets and its deliveries.
    pub async fn delete_endpoint(&self, id: EndpointId) -> Result<bool, StoreError> {
        let sql = "DELETE FROM webhook_endpoints WHERE id = $1";
        Ok(on!(&self.write, pool => {
            query(sql).bind(id.text()).execute(pool).await?.rows_affected() == 1
        }))
    }
}

impl Tx {
    /// Makes others that count the same application's endpoints wait for this transaction.
    async fn lock_endpoints(&mut self, id: ApplicationId) -> Result<(), StoreError> {
        let sql = "UPDATE applications SET updated_at = updated_at WHERE id = $1 RETURNING id";
        on!(self, conn => {
            let _: Option<String> =
                query_scalar(sql).bind(id.text()).fetch_optional(&mut **conn).await?;
        });
        Ok(())
    }

    /// The endpoints of an application that anything is sent to.
    pub(super) async fn endpoints_of(
        &mut self,
        application: ApplicationId,
    ) -> Result<Vec<Endpoint>, StoreError> {
        let sql = "SELECT * FROM webhook_endpoints \
            WHERE application_id = $1 AND disabled_at IS NULL ORDER BY id";
        let rows: Vec<EndpointRow> = on!(self, conn => {
            query_as(sql).bind(application.text()).fetch_all(&mut **conn).await?
        });
        rows.into_iter().map(Endpoint::try_from).collect()
    }

    /// Disables an endpoint that wants to hear no more. Its row is held from here on, even where
    /// it was disabled before.
    pub(super) async fn retire(
        &mut self,
        id: EndpointId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE webhook_endpoints SET disabled_at = COALESCE(disabled_at, $2), \
            disabled_reason = COALESCE(disabled_reason, $3), updated_at = $2 WHERE id = $1";
        on!(self, conn => {
            query(sql)
                .bind(id.text())
                .bind(us(now))
                .bind(DisabledReason::Gone.as_str())
                .execute(&mut **conn)
                .await?;
        });
        Ok(())
    }
}
