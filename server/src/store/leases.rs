//! Who checks what, and when: leases that fall back by themselves when their holder died.

use sqlx::{query, query_as, query_scalar};
use time::{Duration, OffsetDateTime};

use super::Store;
use super::connections::{Connection, read_all};
use super::engine::on;
use super::error::StoreError;
use super::ids::ConnectionId;
use super::row::{json, maybe_time, parse, row, time, us};

/// When a connection is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub id: ConnectionId,
    /// Not before the lease is over that somebody holds.
    pub at: OffsetDateTime,
    /// When it was looked at last, or made.
    pub since: OffsetDateTime,
}

row! {
    struct DueRow { id: String, due_at: i64, since: i64 }
}

impl TryFrom<DueRow> for Due {
    type Error = StoreError;

    fn try_from(row: DueRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(&row.id, "connections.id")?,
            at: time(row.due_at, "connections.due_at")?,
            since: time(row.since, "connections.last_checked_at")?,
        })
    }
}

/// The last byte of an id as it stands in its text.
fn suffix(bucket: u8) -> String {
    format!("{bucket:02x}")
}

impl Store {
    /// Leases those of `ids` that are due by `by` and that nobody checks. No other caller gets
    /// the same until the lease is over.
    pub async fn claim(
        &self,
        ids: &[ConnectionId],
        by: OffsetDateTime,
        now: OffsetDateTime,
        lease: Duration,
    ) -> Result<Vec<Connection>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = self.write.dialect().claim;
        let ids = json(&ids, "connections.id")?;
        let rows = on!(&self.write, pool => {
            query_as(sql)
                .bind(ids)
                .bind(us(by))
                .bind(us(now))
                .bind(us(now + lease))
                .fetch_all(pool)
                .await?
        });
        read_all(rows)
    }

    /// Those of `ids` that are live, due by `by`, and leased by nobody: read, and not leased.
    pub async fn standing(
        &self,
        ids: &[ConnectionId],
        by: OffsetDateTime,
    ) -> Result<Vec<Connection>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = self.read.dialect().standing;
        let ids = json(&ids, "connections.id")?;
        read_all(on!(&self.read, pool => {
            query_as(sql).bind(ids).bind(us(by)).fetch_all(pool).await?
        }))
    }

    /// When those of `ids` are due that are still looked at.
    pub async fn due_of(&self, ids: &[ConnectionId]) -> Result<Vec<Due>, StoreError> {
        let sql = self.read.dialect().due_of;
        let ids = json(&ids, "connections.id")?;
        let rows: Vec<DueRow> =
            on!(&self.read, pool => query_as(sql).bind(ids).fetch_all(pool).await)?;
        rows.into_iter().map(Due::try_from).collect()
    }

    /// When the connections of a bucket are due.
    pub async fn due_in(&self, bucket: u8) -> Result<Vec<Due>, StoreError> {
        let sql = "SELECT id, due_at, COALESCE(last_checked_at, created_at) AS since \
            FROM connections WHERE substr(id, 35, 2) = $1 \
            AND attended = 1 AND due_at IS NOT NULL";
        let rows: Vec<DueRow> =
            on!(&self.read, pool => query_as(sql).bind(suffix(bucket)).fetch_all(pool).await)?;
        rows.into_iter().map(Due::try_from).collect()
    }

    /// When the first connection of a bucket is due.
    pub(super) async fn first_due_in(
        &self,
        bucket: u8,
    ) -> Result<Option<OffsetDateTime>, StoreError> {
        let sql = "SELECT MIN(due_at) FROM connections WHERE substr(id, 35, 2) = $1 \
            AND attended = 1 AND due_at IS NOT NULL";
        let at: Option<i64> =
            on!(&self.read, pool => query_scalar(sql).bind(suffix(bucket)).fetch_one(pool).await)?;
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

    /// Ends a lease that came to nothing, if it is still the last. Whoever has the connection in
    /// its memory reads that it is free.
    pub async fn end_lease(&self, id: ConnectionId, number: i64) -> Result<(), StoreError> {
        let sql = "UPDATE connections SET lease_until = NULL, change = $3 \
            WHERE id = $1 AND lease_number = $2";
        let mut tx = self.begin().await?;
        let change = tx.next_change().await?;
        on!(&mut tx, conn => {
            query(sql).bind(id.text()).bind(number).bind(change).execute(&mut **conn).await?;
        });
        tx.commit().await
    }

    /// Until when the lease lasts, if it is still this one: asked before anything is done that
    /// can't be undone.
    pub async fn lease_end(
        &self,
        id: ConnectionId,
        number: i64,
    ) -> Result<Option<OffsetDateTime>, StoreError> {
        let sql = "SELECT lease_until FROM connections WHERE id = $1 AND lease_number = $2";
        let until: Option<Option<i64>> = on!(&self.read, pool => {
            query_scalar(sql).bind(id.text()).bind(number).fetch_optional(pool).await?
        });
        maybe_time(until.flatten(), "connections.lease_until")
    }

    /// Makes connections due at `at` that were due later; what has ended stays so. Whoever has
    /// them in its memory reads of it, and looks then, though it meant to catch up on them later.
    pub async fn wake(&self, ids: &[ConnectionId], at: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE connections SET change = $3, \
            next_check_at = CASE WHEN next_check_at < $2 THEN next_check_at ELSE $2 END \
            WHERE id = $1 AND state NOT IN ('failed', 'archived')";
        self.wake_by(sql, ids, at).await
    }

    /// The same for those alone that wait for something that somebody who watches would see.
    pub async fn wake_waiting(
        &self,
        ids: &[ConnectionId],
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE connections SET next_check_at = $2, change = $3 \
            WHERE id = $1 AND next_check_at > $2 \
            AND state NOT IN ('failed', 'archived', 'live', 'stalled')";
        if ids.is_empty() { Ok(()) } else { self.wake_by(sql, ids, at).await }
    }

    async fn wake_by(
        &self,
        sql: &'static str,
        ids: &[ConnectionId],
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let change = tx.next_change().await?;
        for id in ids {
            on!(&mut tx, conn => {
                query(sql).bind(id.text()).bind(us(at)).bind(change).execute(&mut **conn).await?;
            });
        }
        tx.commit().await
    }
}
