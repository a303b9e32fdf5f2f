//! Events on their way to endpoints: each written once, tried until it arrives or is given up.

use app::domain::delivery::{DeliveryStatus, Trouble};
use app::domain::event::EventType;
use sqlx::{query, query_as, query_scalar};
use time::{Duration, OffsetDateTime};

use super::Store;
use super::endpoints::Endpoint;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::history::{Event, EventRow};
use super::ids::{ApplicationId, ConnectionId, DeliveryId, EndpointId, EventId, TenantId};
use super::page::{List, Page};
use super::row::{from_word, maybe_time, parse, row, time, us};
use super::tenants::Environment;

/// An event on its way to one endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub endpoint_id: EndpointId,
    pub event_id: EventId,
    pub application_id: ApplicationId,
    pub connection_id: ConnectionId,
    pub event_type: EventType,
    /// What is sent, the same at each attempt.
    pub body: String,
    pub status: DeliveryStatus,
    /// Since it was written or last had to be tried again.
    pub attempts: u32,
    pub next_at: Option<OffsetDateTime>,
    /// Rises with each lease, so that a late result can be told.
    pub lease_number: i64,
    pub last_attempt_at: Option<OffsetDateTime>,
    pub last_status: Option<u16>,
    pub last_error: Option<Trouble>,
    /// The beginning of what the receiver said when it did not take it.
    pub last_answer: Option<String>,
    pub delivered_at: Option<OffsetDateTime>,
    pub created_at: OffsetDateTime,
}

/// Which deliveries are listed; all that are given must hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeliveryFilter {
    pub application: Option<ApplicationId>,
    pub endpoint: Option<EndpointId>,
    pub connection: Option<ConnectionId>,
    pub status: Option<DeliveryStatus>,
    pub event_type: Option<EventType>,
}

/// What an attempt came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub at: OffsetDateTime,
    pub status: Option<u16>,
    pub error: Option<Trouble>,
    pub answer: Option<String>,
    pub then: Then,
}

/// What follows from an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing more: it arrived.
    Arrived,
    /// Another.
    Again(OffsetDateTime),
    /// No other.
    GiveUp,
    /// No other, nor anything else to this endpoint.
    Retire,
}

/// What one round of handing on did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedOn {
    pub events: usize,
    pub deliveries: usize,
}

row! {
    struct DeliveryRow {
        id: String,
        endpoint_id: String,
        event_id: String,
        application_id: String,
        connection_id: String,
        event_type: String,
        body: String,
        status: String,
        attempts: i64,
        next_at: Option<i64>,
        lease_number: i64,
        last_attempt_at: Option<i64>,
        last_status: Option<i64>,
        last_error: Option<String>,
        last_answer: Option<String>,
        delivered_at: Option<i64>,
        created_at: i64,
    }
}

impl TryFrom<DeliveryRow> for Delivery {
    type Error = StoreError;

    fn try_from(row: DeliveryRow) -> Result<Self, StoreError> {
        let corrupt = StoreError::Corrupt;
        let status = row.last_status.map(u16::try_from).transpose();
        let error = row.last_error.map(|it| from_word(it, "webhook_deliveries.last_error"));
        Ok(Self {
            id: parse(&row.id, "webhook_deliveries.id")?,
            endpoint_id: parse(&row.endpoint_id, "webhook_deliveries.endpoint_id")?,
            event_id: parse(&row.event_id, "webhook_deliveries.event_id")?,
            application_id: parse(&row.application_id, "webhook_deliveries.application_id")?,
            connection_id: parse(&row.connection_id, "webhook_deliveries.connection_id")?,
            event_type: from_word(row.event_type, "webhook_deliveries.event_type")?,
            body: row.body,
            status: from_word(row.status, "webhook_deliveries.status")?,
            attempts: row
                .attempts
                .try_into()
                .map_err(|_| corrupt("webhook_deliveries.attempts"))?,
            next_at: maybe_time(row.next_at, "webhook_deliveries.next_at")?,
            lease_number: row.lease_number,
            last_attempt_at: maybe_time(row.last_attempt_at, "webhook_deliveries.last_attempt_at")?,
            last_status: status.map_err(|_| corrupt("webhook_deliveries.last_status"))?,
            last_error: error.transpose()?,
            last_answer: row.last_answer,
            delivered_at: maybe_time(row.delivered_at, "webhook_deliveries.delivered_at")?,
            created_at: time(row.created_at, "webhook_deliveries.created_at")?,
        })
    }
}

fn read_all(rows: Vec<DeliveryRow>) -> Result<Vec<Delivery>, StoreError> {
    rows.into_iter().map(Delivery::try_from).collect()
}

impl Store {
    /// Hands at most `limit` events on to the endpoints that want them, and marks them: all in
    /// one transaction, so that each is handed on once however many do this, and wherever they
    /// die. `body` writes what is sent.
    pub async fn hand_on(
        &self,
        limit: u32,
        now: OffsetDateTime,
        body: impl Fn(&Event) -> String + Send + Sync,
    ) -> Result<HandedOn, StoreError> {
        let mut tx = self.begin().await?;
        let sql = tx.dialect().take_events;
        let rows: Vec<EventRow> = on!(&mut tx, conn => {
            query_as(sql).bind(i64::from(limit)).fetch_all(&mut **conn).await?
        });
        let mut known: Vec<(ApplicationId, Vec<Endpoint>)> = Vec::new();
        let mut done = HandedOn { events: rows.len(), deliveries: 0 };
        for row in rows {
            let event = Event::try_from(row)?;
            let application = event.application_id;
            if known.iter().all(|(id, _)| *id != application) {
                known.push((application, tx.endpoints_of(application).await?));
            }
            let of_application = known.iter().filter(|(id, _)| *id == application);
            let endpoints = of_application.flat_map(|(_, endpoints)| endpoints);
            let wanting = endpoints.filter(|endpoint| endpoint.wants(event.event_type));
            let body = body(&event);
            for endpoint in wanting {
                tx.insert_delivery(&event, endpoint.id, &body, now).await?;
                done.deliveries += 1;
            }
            tx.mark_handed_on(event.id, now).await?;
        }
        tx.commit().await?;
        Ok(done)
    }

    /// Endpoints with something due, after `after` in the order of their ids.
    pub async fn due_endpoints(
        &self,
        now: OffsetDateTime,
        after: Option<EndpointId>,
        limit: u32,
    ) -> Result<Vec<EndpointId>, StoreError> {
        let sql = "SELECT e.id FROM webhook_endpoints e WHERE ($2 IS NULL OR $2 < e.id) \
            AND EXISTS (SELECT 1 FROM webhook_deliveries d \
            WHERE d.endpoint_id = e.id AND d.due_at <= $1) ORDER BY e.id LIMIT $3";
        let ids: Vec<String> = on!(&self.read, pool => {
            query_scalar(sql)
                .bind(us(now))
                .bind(after.map(EndpointId::text))
                .bind(i64::from(limit))
                .fetch_all(pool)
                .await?
        });
        ids.iter().map(|id| parse(id, "webhook_endpoints.id")).collect()
    }

    /// Leases what is due, of each endpoint at most so many. No other caller gets the same until
    /// the lease is over.
    pub async fn claim_deliveries(
        &self,
        wanted: &[(EndpointId, u32)],
        now: OffsetDateTime,
        lease: Duration,
    ) -> Result<Vec<Delivery>, StoreError> {
        let mut tx = self.begin().await?;
        let sql = tx.dialect().claim_deliveries;
        let mut claimed = Vec::new();
        for (endpoint, most) in wanted {
            let rows: Vec<DeliveryRow> = on!(&mut tx, conn => {
                query_as(sql)
                    .bind(endpoint.text())
                    .bind(us(now))
                    .bind(us(now + lease))
                    .bind(i64::from(*most))
                    .fetch_all(&mut **conn)
                    .await?
            });
            claimed.extend(read_all(rows)?);
        }
        tx.commit().await?;
        Ok(claimed)
    }

    /// Writes down what an attempt came to; `false` when its lease was over and somebody else
    /// has it.
    pub async fn finish_delivery(
        &self,
        delivery: &Delivery,
        attempt: &Attempt,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        // The endpoint's row comes before those of its deliveries, here as everywhere: two that
        // hear 410 at once would wait for each other otherwise.
        let retires = attempt.then == Then::Retire;
        if retires {
            tx.retire(delivery.endpoint_id, attempt.at).await?;
        }
        let finished = tx.finish(delivery, attempt).await?;
        if retires {
            tx.give_up(delivery.endpoint_id).await?;
        }
        tx.commit().await?;
        Ok(finished)
    }

    pub async fn find_delivery(&self, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
        let sql = "SELECT * FROM webhook_deliveries WHERE id = $1";
        let row: Option<DeliveryRow> =
            on!(&self.read, pool => query_as(sql).bind(id.text()).fetch_optional(pool).await)?;
        row.map(Delivery::try_from).transpose()
    }

    pub async fn list_deliveries(
        &self,
        tenant: TenantId,
        environment: Environment,
        filter: &DeliveryFilter,
        page: Page,
    ) -> Result<List<Delivery>, StoreError> {
        let sql = "SELECT d.* FROM webhook_deliveries d \
            JOIN applications a ON a.id = d.application_id \
            WHERE a.tenant_id = $1 AND a.environment = $2 \
            AND ($3 IS NULL OR d.application_id = $3) AND ($4 IS NULL OR d.endpoint_id = $4) \
            AND ($5 IS NULL OR d.connection_id = $5) AND ($6 IS NULL OR d.status = $6) \
            AND ($7 IS NULL OR d.event_type = $7) AND ($8 IS NULL OR d.id < $8) \
            ORDER BY d.id DESC LIMIT $9";
        let rows: Vec<DeliveryRow> = on!(&self.read, pool => {
            query_as(sql)
                .bind(tenant.text())
                .bind(environment.as_str())
                .bind(filter.application.map(ApplicationId::text))
                .bind(filter.endpoint.map(EndpointId::text))
                .bind(filter.connection.map(ConnectionId::text))
                .bind(filter.status.map(DeliveryStatus::as_str))
                .bind(filter.event_type.map(EventType::as_str))
                .bind(page.after())
                .bind(page.fetch())
                .fetch_all(pool)
                .await?
        });
        Ok(page.list(read_all(rows)?, |delivery| delivery.id.0))
    }

    /// Has a delivery tried again from `now` on, as if it were new. Whoever tries it just then
    /// has lost it.
    pub async fn replay_delivery(
        &self,
        id: DeliveryId,
        now: OffsetDateTime,
    ) -> Result<Option<Delivery>, StoreError> {
        let sql = "UPDATE webhook_deliveries SET status = $2, attempts = 0, next_at = $3, \
            delivered_at = NULL, lease_until = NULL, lease_number = lease_number + 1 WHERE id = $1 RETURNING *";
        let row: Option<DeliveryRow> = on!(&self.write, pool => {
            query_as(sql)
                .bind(id.text())
                .bind(DeliveryStatus::Pending.as_str())
                .bind(us(now))
                .fetch_optional(pool)
                .await?
        });
        row.map(Delivery::try_from).transpose()
    }

    /// Forgets what was written before `before` and is not tried any more.
    pub async fn purge_deliveries(&self, before: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "DELETE FROM webhook_deliveries WHERE created_at < $1 AND next_at IS NULL";
        on!(&self.write, pool => {
            query(sql).bind(us(before)).execute(pool).await?;
        });
        Ok(())
    }
}

impl Tx {
    async fn insert_delivery(
        &mut self,
        event: &Event,
        endpoint: EndpointId,
        body: &str,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO webhook_deliveries (id, endpoint_id, event_id, application_id, \
            connection_id, event_type, body, status, next_at, created_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
        on!(self, conn => {
            query(sql)
                .bind(DeliveryId::fresh().text())
                .bind(endpoint.text())
                .bind(event.id.text())
                .bind(event.application_id.text())
                .bind(event.connection_id.text())
                .bind(event.event_type.as_str())
                .bind(body)
                .bind(DeliveryStatus::Pending.as_str())
                .bind(us(now))
                .execute(&mut **conn)
                .await?;
        });
        Ok(())
    }

    async fn mark_handed_on(&mut self, id: EventId, now: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET delivered_at = $2 WHERE id = $1";
        on!(self, conn => {
            query(sql).bind(id.text()).bind(us(now)).execute(&mut **conn).await?;
        });
        Ok(())
    }

    /// A success counts even where the endpoint was disabled meanwhile.
    async fn finish(&mut self, delivery: &Delivery, attempt: &Attempt) -> Result<bool, StoreError> {
        let (status, next_at) = match attempt.then {
            Then::Arrived => (DeliveryStatus::Delivered, None),
            Then::Again(at) => (DeliveryStatus::Pending, Some(at)),
            Then::GiveUp | Then::Retire => (DeliveryStatus::DeadLetter, None),
        };
        let arrived = (attempt.then == Then::Arrived).then_some(attempt.at);
        let sql = "UPDATE webhook_deliveries SET status = $3, attempts = attempts + 1, \
            next_at = $4, lease_until = NULL, last_attempt_at = $5, last_status = $6, \
            last_error = $7, last_answer = $8, delivered_at = $9 \
            WHERE id = $1 AND lease_number = $2 AND (status = 'pending' OR $9 IS NOT NULL)";
        let rows = on!(self, conn => {
            query(sql)
                .bind(delivery.id.text())
                .bind(delivery.lease_number)
                .bind(status.as_str())
                .bind(next_at.map(us))
                .bind(us(attempt.at))
                .bind(attempt.status.map(i64::from))
                .bind(attempt.error.map(Trouble::as_str))
                .bind(&attempt.answer)
                .bind(arrived.map(us))
                .execute(&mut **conn)
                .await?
                .rows_affected()
        });
        Ok(rows == 1)
    }

    /// Makes dead letters of everything that waits for an endpoint.
    pub(super) async fn give_up(&mut self, endpoint: EndpointId) -> Result<(), StoreError> {
        let sql = "UPDATE webhook_deliveries SET status = $2, next_at = NULL, last_error = $3 \
            WHERE endpoint_id = $1 AND status = 'pending'";
        on!(self, conn => {
            query(sql)
                .bind(endpoint.text())
                .bind(DeliveryStatus::DeadLetter.as_str())
                .bind(Trouble::EndpointDisabled.as_str())
                .execute(&mut **conn)
                .await?;
        });
        Ok(())
    }
}
