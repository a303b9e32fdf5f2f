//! The answers to requests that carried an `Idempotency-Key`.

use sqlx::{query, query_as};
use time::{Duration, OffsetDateTime};

use super::Store;
use super::engine::on;
use super::error::StoreError;
use super::row::{row, us};

/// How long an answer is kept.
pub const KEPT: Duration = Duration::hours(24);
/// After so long without an answer the first request is taken for dead.
const ABANDONED: Duration = Duration::minutes(1);

/// What is known of a request as it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing: it is this caller's to carry out, and then to [`Store::finish_request`] or
    /// [`Store::forget_request`].
    First,
    /// It was carried out, with this answer.
    Answered { status: u16, response: String },
    /// The same key came with another body.
    OtherBody,
    /// It is being carried out.
    UnderWay,
}

row! {
    struct RequestRow { body_hash: String, status: Option<i64>, response: String }
}

impl Store {
    /// Enters a request under its key. Of several at once only one is the first. `caller` is
    /// whose keys these are: an API key's or a token's id.
    pub async fn begin_request(
        &self,
        caller: &str,
        key: &str,
        body_hash: &str,
        now: OffsetDateTime,
    ) -> Result<Seen, StoreError> {
        let mut tx = self.begin().await?;
        let row: Option<RequestRow> = on!(&mut tx, conn => {
            let sql = "DELETE FROM idempotency WHERE caller = $1 AND key = $2 \
                AND (created_at <= $3 OR (status IS NULL AND created_at <= $4))";
            query(sql)
                .bind(caller)
                .bind(key)
                .bind(us(now - KEPT))
                .bind(us(now - ABANDONED))
                .execute(&mut **conn)
                .await?;
            let sql = "INSERT INTO idempotency (caller, key, body_hash, created_at) \
                VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
            let insert = query(sql).bind(caller).bind(key).bind(body_hash).bind(us(now));
            if insert.execute(&mut **conn).await?.rows_affected() == 1 {
                None
            } else {
                let sql = "SELECT * FROM idempotency WHERE caller = $1 AND key = $2";
                Some(query_as(sql).bind(caller).bind(key).fetch_one(&mut **conn).await?)
            }
        });
        tx.commit().await?;
        let Some(row) = row else { return Ok(Seen::First) };
        if row.body_hash != body_hash {
            return Ok(Seen::OtherBody);
        }
        let Some(status) = row.status else { return Ok(Seen::UnderWay) };
        let status = status.try_into().map_err(|_| StoreError::Corrupt("idempotency.status"))?;
        Ok(Seen::Answered { status, response: row.response })
    }

    /// Keeps the answer to a request that was begun.
    pub async fn finish_request(
        &self,
        caller: &str,
        key: &str,
        status: u16,
        response: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE idempotency SET status = $3, response = $4 \
            WHERE caller = $1 AND key = $2 AND status IS NULL";
        on!(&self.write, pool => {
            query(sql)
                .bind(caller)
                .bind(key)
                .bind(i64::from(status))
                .bind(response)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Lets a request that came to nothing be tried again.
    pub async fn forget_request(&self, caller: &str, key: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM idempotency WHERE caller = $1 AND key = $2 AND status IS NULL";
        on!(&self.write, pool => {
            query(sql).bind(caller).bind(key).execute(pool).await?;
        });
        Ok(())
    }

    /// Forgets answers that were kept long enough.
    pub async fn purge_requests(&self, now: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "DELETE FROM idempotency WHERE created_at <= $1";
        on!(&self.write, pool => {
            query(sql).bind(us(now - KEPT)).execute(pool).await?;
        });
        Ok(())
    }
}
