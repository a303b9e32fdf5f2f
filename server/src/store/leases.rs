//! Who checks what, and when: leases that fall back by themselves when their holder died.

use sqlx::{query, query_scalar};
use time::{Duration, OffsetDateTime};

use super::Store;
use super::connections::{Connection, read_all};
use super::engine::on;
use super::error::StoreError;
use super::ids::ConnectionId;
use super::row::{maybe_time, us};

impl Store {
    /// Leases at most `limit` connections that are due, the longest overdue first. No other
    /// caller gets the same until the lease is over.
    pub async fn claim_due(
        &self,
        now: OffsetDateTime,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<Connection>, StoreError> {
        let sql = self.write.dialect().claim_due;
        let rows = on!(&self.write, pool => {
            sqlx::query_as(sql)
                .bind(us(now))
                .bind(us(now + lease))
                .bind(i64::from(limit))
                .fetch_all(pool)
                .await?
        });
        read_all(rows)
    }

    /// When something is due next; in the past when something is overdue.
    pub async fn next_due(&self) -> Result<Option<OffsetDateTime>, StoreError> {
        let sql = "SELECT MIN(due_at) FROM connections WHERE due_at IS NOT NULL";
        let at: Option<i64> = on!(&self.read, pool => query_scalar(sql).fetch_one(pool).await)?;
        maybe_time(at, "connections.due_at")
    }

    /// Leases one connection, due or not; the lease's number, or none while somebody holds one
    /// or when the connection has ended.
    pub async fn take_lease(
        &self,
        id: ConnectionId,
        now: OffsetDateTime,
        lease: Duration,
    ) -> Result<Option<i64>, StoreError> {
        let sql = "UPDATE connections SET lease_until = $3, lease_number = lease_number + 1 \
            WHERE id = $1 AND (lease_until IS NULL OR lease_until <= $2) \
            AND state NOT IN ('failed', 'archived') RETURNING lease_number";
        Ok(on!(&self.write, pool => {
            query_scalar(sql)
                .bind(id.text())
                .bind(us(now))
                .bind(us(now + lease))
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Ends a lease that came to nothing, if it is still the last.
    pub async fn end_lease(&self, id: ConnectionId, number: i64) -> Result<(), StoreError> {
        let sql = "UPDATE connections SET lease_until = NULL WHERE id = $1 AND lease_number = $2";
        on!(&self.write, pool => {
            query(sql).bind(id.text()).bind(number).execute(pool).await?;
        });
        Ok(())
    }

    /// Makes connections due at `at` that were due later; what has ended stays so.
    pub async fn wake(&self, ids: &[ConnectionId], at: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE connections SET next_check_at = $2 \
            WHERE id = $1 AND (next_check_at IS NULL OR next_check_at > $2) \
            AND state NOT IN ('failed', 'archived')";
        let mut tx = self.begin().await?;
        for id in ids {
            on!(&mut tx, conn => {
                query(sql).bind(id.text()).bind(us(at)).execute(&mut **conn).await?;
            });
        }
        tx.commit().await
    }
}
