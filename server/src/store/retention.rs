//! What is thrown away: what is over for long, and what a customer wants forgotten.

use serde_json::Value;
use sqlx::{query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::ids::{ApplicationId, ConnectionId};
use super::row::{from_json, parse, row, us};
use app::domain::session::Claims;

/// Rows that one statement throws away at most: nobody waits long behind it.
const BATCH: i64 = 500;
/// Connections whose history is thrown away at once.
const CONNECTIONS: i64 = 50;
/// What is left of an event's content.
const ERASED: &str = r#"{"erased":true}"#;

/// How much was thrown away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Lines of history.
    pub history: u64,
    /// Tokens.
    pub tokens: u64,
    /// Session addresses.
    pub sessions: u64,
    /// Share links.
    pub shares: u64,
    /// Answers to requests with an `Idempotency-Key`.
    pub requests: u64,
    /// Events that were delivered.
    pub events: u64,
}

/// What was forgotten of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Connections.
    pub connections: u64,
    /// Lines of history.
    pub history: u64,
    /// Events, which are kept without their content.
    pub events: u64,
    /// Share links.
    pub shares: u64,
    /// Tokens.
    pub tokens: u64,
    /// Names that were allowed for it.
    pub allowances: u64,
}

row! {
    struct EndedRow { id: String, hostname: String }
}

row! {
    struct TokenRow { jti: String, claims: String }
}

row! {
    struct BodyRow { id: String, body: String }
}

impl Store {
    /// Throws away what ended before `before`, a batch at a time.
    pub async fn sweep(&self, before: OffsetDateTime) -> Result<Swept, StoreError> {
        let all = |sql| async move { self.sweep_all(sql, before).await };
        let (sessions, tokens) = self.sweep_tokens(before).await?;
        Ok(Swept {
            history: self.sweep_history(before).await?,
            sessions,
            tokens,
            shares: all("DELETE FROM shares WHERE id IN \
                (SELECT id FROM shares WHERE expires_at < $1 LIMIT $2)")
            .await?,
            requests: all("DELETE FROM idempotency WHERE (caller, key) IN \
                (SELECT caller, key FROM idempotency WHERE created_at < $1 LIMIT $2)")
            .await?,
            events: all("DELETE FROM outbox WHERE id IN (SELECT id FROM outbox \
                WHERE delivered_at IS NOT NULL AND delivered_at < $1 LIMIT $2)")
            .await?,
        })
    }

    /// Throws away addresses and tokens that ended before `before`; how many of each.
    pub async fn sweep_tokens(&self, before: OffsetDateTime) -> Result<(u64, u64), StoreError> {
        let sql = "DELETE FROM sessions WHERE hash IN (SELECT s.hash FROM sessions s \
            JOIN tokens t ON t.jti = s.jti WHERE t.expires_at < $1 LIMIT $2)";
        let sessions = self.sweep_all(sql, before).await?;
        // One that minted a renewed address stays until the address goes.
        let sql = "DELETE FROM tokens WHERE jti IN (SELECT t.jti FROM tokens t \
            WHERE t.expires_at < $1 AND NOT EXISTS (SELECT 1 FROM sessions s \
            WHERE s.minted_jti = t.jti OR s.jti = t.jti) LIMIT $2)";
        Ok((sessions, self.sweep_all(sql, before).await?))
    }

    async fn sweep_all(
        &self,
        sql: &'static str,
        before: OffsetDateTime,
    ) -> Result<u64, StoreError> {
        let mut swept = 0;
        loop {
            let gone = on!(&self.write, pool => {
                query(sql).bind(us(before)).bind(BATCH).execute(pool).await?.rows_affected()
            });
            swept += gone;
            if gone < BATCH.unsigned_abs() {
                return Ok(swept);
            }
        }
    }

    /// The history of what has ended, connection by connection.
    async fn sweep_history(&self, before: OffsetDateTime) -> Result<u64, StoreError> {
        let sql = "SELECT id FROM connections WHERE state IN ('failed', 'archived') AND id > $1 \
            ORDER BY id LIMIT $2";
        let (mut after, mut swept) = (String::new(), 0);
        loop {
            let ended: Vec<String> = on!(&self.read, pool => {
                query_scalar(sql).bind(&after).bind(CONNECTIONS).fetch_all(pool).await?
            });
            let Some(last) = ended.last().cloned() else { return Ok(swept) };
            swept += self.forget_history(&after, &last, before).await?;
            after = last;
        }
    }

    /// The old lines of what has ended, with ids after `after` up to `last`.
    async fn forget_history(
        &self,
        after: &str,
        last: &str,
        before: OffsetDateTime,
    ) -> Result<u64, StoreError> {
        let sql = "DELETE FROM history WHERE at < $3 AND connection_id IN (SELECT id \
            FROM connections WHERE state IN ('failed', 'archived') AND id > $1 AND id <= $2)";
        Ok(on!(&self.write, pool => {
            let delete = query(sql).bind(after).bind(last).bind(us(before));
            delete.execute(pool).await?.rows_affected()
        }))
    }

    /// The connections of one customer, those that are followed and those that have ended.
    pub async fn connections_of_customer(
        &self,
        application: ApplicationId,
        reference: &str,
    ) -> Result<Vec<ConnectionId>, StoreError> {
        let sql = "SELECT id FROM connections WHERE application_id = $1 AND reference = $2 \
            ORDER BY id";
        let ids: Vec<String> = on!(&self.read, pool => {
            query_scalar(sql).bind(application.text()).bind(reference).fetch_all(pool).await?
        });
        ids.iter().map(|id| parse(id, "connections.id")).collect()
    }

    /// Forgets the customer behind connections that have ended: what is left is that there was
    /// one for this hostname, and when. What is still followed is left alone.
    pub async fn erase_customer(
        &self,
        application: ApplicationId,
        reference: &str,
        now: OffsetDateTime,
    ) -> Result<Erased, StoreError> {
        let mut tx = self.begin().await?;
        let mut erased = Erased::default();
        let sql = "UPDATE connections SET version = version + 1, reference = NULL, \
            metadata = '{}', batch_id = NULL, observed = '[]', findings = '[]', earlier = '{}', \
            contest = '{}', provider = NULL, zone_apex = NULL, updated_at = $3, \
            next_check_at = NULL, attended = 0 \
            WHERE application_id = $1 AND reference = $2 AND state IN ('failed', 'archived') \
            RETURNING id, hostname";
        let ended: Vec<EndedRow> = on!(&mut tx, conn => {
            query_as(sql)
                .bind(application.text())
                .bind(reference)
                .bind(us(now))
                .fetch_all(&mut **conn)
                .await?
        });
        for EndedRow { id, hostname } in &ended {
            erased.connections += 1;
            tx.erase_traces(id, &mut erased).await?;
            erased.allowances += tx.erase_allowance(application, hostname).await?;
        }
        let ids: Vec<String> = ended.into_iter().map(|row| row.id).collect();
        erased.tokens = tx.erase_tokens(application, reference, &ids).await?;
        tx.commit().await?;
        Ok(erased)
    }
}

impl Tx {
    /// What else there is of one connection.
    async fn erase_traces(&mut self, id: &str, erased: &mut Erased) -> Result<(), StoreError> {
        self.erase_deliveries(id).await?;
        on!(self, conn => {
            let sql = "DELETE FROM history WHERE connection_id = $1";
            erased.history += query(sql).bind(id).execute(&mut **conn).await?.rows_affected();
            let sql = "DELETE FROM shares WHERE connection_id = $1";
            erased.shares += query(sql).bind(id).execute(&mut **conn).await?.rows_affected();
            let sql = "UPDATE outbox SET data = $2 WHERE connection_id = $1";
            let update = query(sql).bind(id).bind(ERASED);
            erased.events += update.execute(&mut **conn).await?.rows_affected();
            // The answer that created it holds all of it.
            let sql = "DELETE FROM idempotency WHERE response LIKE $1";
            query(sql).bind(format!("%{id}%")).execute(&mut **conn).await?;
        });
        Ok(())
    }

    /// What was told of it to the tenant's server, or is still to be: that it was, and not what.
    async fn erase_deliveries(&mut self, connection: &str) -> Result<(), StoreError> {
        let sql = "SELECT id, body FROM webhook_deliveries WHERE connection_id = $1";
        let rows: Vec<BodyRow> = on!(self, conn => {
            query_as(sql).bind(connection).fetch_all(&mut **conn).await?
        });
        for BodyRow { id, body } in rows {
            let mut body: Value = from_json(&body, "webhook_deliveries.body")?;
            if let Some(data) = body.get_mut("data") {
                *data = from_json(ERASED, "webhook_deliveries.body")?;
            }
            let sql = "UPDATE webhook_deliveries SET body = $2, last_answer = NULL WHERE id = $1";
            on!(self, conn => {
                query(sql).bind(&id).bind(body.to_string()).execute(&mut **conn).await?;
            });
        }
        Ok(())
    }

    /// The tokens for this customer or for one of its connections, and their addresses.
    async fn erase_tokens(
        &mut self,
        application: ApplicationId,
        reference: &str,
        connections: &[String],
    ) -> Result<u64, StoreError> {
        let sql = "SELECT jti, claims FROM tokens WHERE application_id = $1";
        let rows: Vec<TokenRow> = on!(self, conn => {
            query_as(sql).bind(application.text()).fetch_all(&mut **conn).await?
        });
        let mut erased = 0;
        for row in rows {
            let claims: Claims = from_json(&row.claims, "tokens.claims")?;
            let scope = claims.scope;
            let of_connection = scope.connection_id.is_some_and(|id| connections.contains(&id));
            if scope.reference.as_deref() != Some(reference) && !of_connection {
                continue;
            }
            on!(self, conn => {
                let sql = "DELETE FROM sessions WHERE minted_jti = $1 OR jti = $1";
                query(sql).bind(&row.jti).execute(&mut **conn).await?;
                let sql = "DELETE FROM idempotency WHERE caller = $1";
                query(sql).bind(&row.jti).execute(&mut **conn).await?;
                let sql = "DELETE FROM tokens WHERE jti = $1";
                query(sql).bind(&row.jti).execute(&mut **conn).await?;
            });
            erased += 1;
        }
        Ok(erased)
    }
}
