//! Which node looks at which buckets: shared fairly among those that are seen.

use std::collections::HashMap;

use sqlx::{query, query_as, query_scalar};
use time::{Duration, OffsetDateTime};

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::ids::NodeId;
use super::row::{json, maybe_time, parse, row, time, us};

/// How many buckets there are: a connection's is the last byte of its id.
pub const BUCKETS: usize = 256;

/// A bucket that this node holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub bucket: u8,
    /// Rises with each taking.
    pub lease_number: i64,
}

/// What a node holds after it has shown itself.
#[derive(Clone, Debug, Default)]
pub struct Share {
    pub held: Vec<Held>,
    /// Those taken just now, and until when somebody tended them; `None` when nobody ever did.
    pub taken: Vec<(u8, Option<OffsetDateTime>)>,
}

row! {
    struct NodeRow { id: String, seen_at: i64 }
}

row! {
    struct BucketRow { number: i64, node: Option<String>, lease_number: i64, tended_at: Option<i64> }
}

struct Bucket {
    number: u8,
    node: Option<NodeId>,
    lease_number: i64,
    tended_at: Option<OffsetDateTime>,
}

impl TryFrom<BucketRow> for Bucket {
    type Error = StoreError;

    fn try_from(row: BucketRow) -> Result<Self, StoreError> {
        let number = row.number.try_into().map_err(|_| StoreError::Corrupt("buckets.number"))?;
        Ok(Self {
            number,
            node: row.node.map(|node| parse(&node, "buckets.node")).transpose()?,
            lease_number: row.lease_number,
            tended_at: maybe_time(row.tended_at, "buckets.tended_at")?,
        })
    }
}

impl Store {
    /// Shows that `node` lives, gives back what is more than its fair share, and takes what is
    /// less from what is free. Who was not seen for `patience` is dead.
    pub async fn tend(
        &self,
        node: NodeId,
        now: OffsetDateTime,
        patience: Duration,
    ) -> Result<Share, StoreError> {
        let mut tx = self.begin().await?;
        tx.lock_buckets().await?;
        tx.show(node, now).await?;
        let seen = tx.nodes().await?;
        let alone = self.write.dialect().alone;
        let lives = |id: &NodeId| {
            *id == node || !alone && seen.get(id).is_some_and(|at| now < *at + patience)
        };
        let buckets = tx.buckets().await?;
        let living = seen.keys().filter(|id| lives(id)).count();
        let rank = seen.keys().filter(|id| lives(id) && **id < node).count();
        let fair = BUCKETS / living + usize::from(rank < BUCKETS % living);
        let mut share = Share::default();
        let mut surplus = Vec::new();
        for bucket in &buckets {
            if bucket.node == Some(node) {
                if share.held.len() < fair {
                    let Bucket { number, lease_number, .. } = *bucket;
                    share.held.push(Held { bucket: number, lease_number });
                } else {
                    surplus.push(bucket.number);
                }
            }
        }
        let free = buckets.iter().filter(|bucket| bucket.node.is_none_or(|id| !lives(&id)));
        for bucket in free.take(fair - share.held.len()) {
            let tended = bucket.node.and_then(|id| seen.get(&id).copied()).or(bucket.tended_at);
            let lease_number = bucket.lease_number + 1;
            share.taken.push((bucket.number, tended));
            share.held.push(Held { bucket: bucket.number, lease_number });
        }
        let taken: Vec<u8> = share.taken.iter().map(|(number, _)| *number).collect();
        tx.take(&taken, node).await?;
        tx.give_back(&surplus, now).await?;
        tx.forget_dead(now - patience).await?;
        tx.commit().await?;
        Ok(share)
    }

    /// When the first is due of the connections that no living node looks at.
    pub async fn next_untended(
        &self,
        now: OffsetDateTime,
        patience: Duration,
    ) -> Result<Option<OffsetDateTime>, StoreError> {
        let sql = "SELECT number FROM buckets WHERE node IS NULL \
            OR node NOT IN (SELECT id FROM nodes WHERE $1 < seen_at) ORDER BY number";
        let buckets: Vec<i64> = on!(&self.read, pool => {
            query_scalar(sql).bind(us(now - patience)).fetch_all(pool).await?
        });
        let mut first = None;
        for bucket in buckets {
            let bucket = bucket.try_into().map_err(|_| StoreError::Corrupt("buckets.number"))?;
            let due = self.first_due_in(bucket).await?;
            first = first.into_iter().chain(due).min();
        }
        Ok(first)
    }

    /// Gives everything back that `node` holds.
    pub async fn leave(&self, node: NodeId, now: OffsetDateTime) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        tx.lock_buckets().await?;
        let give = "UPDATE buckets SET node = NULL, tended_at = $2 WHERE node = $1";
        let forget = "DELETE FROM nodes WHERE id = $1";
        on!(&mut tx, conn => {
            query(give).bind(node.text()).bind(us(now)).execute(&mut **conn).await?;
            query(forget).bind(node.text()).execute(&mut **conn).await?;
        });
        tx.commit().await
    }
}

impl Tx {
    /// One node at a time: what it reads here is true until it commits.
    async fn lock_buckets(&mut self) -> Result<(), StoreError> {
        let sql = "UPDATE buckets SET number = number WHERE number = 0";
        on!(self, conn => {
            query(sql).execute(&mut **conn).await?;
        });
        Ok(())
    }

    async fn show(&mut self, node: NodeId, now: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "INSERT INTO nodes (id, seen_at) VALUES ($1, $2) \
            ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at";
        on!(self, conn => {
            query(sql).bind(node.text()).bind(us(now)).execute(&mut **conn).await?;
        });
        Ok(())
    }

    async fn nodes(&mut self) -> Result<HashMap<NodeId, OffsetDateTime>, StoreError> {
        let sql = "SELECT id, seen_at FROM nodes";
        let rows: Vec<NodeRow> = on!(self, conn => query_as(sql).fetch_all(&mut **conn).await?);
        let read =
            |row: NodeRow| Ok((parse(&row.id, "nodes.id")?, time(row.seen_at, "nodes.seen_at")?));
        rows.into_iter().map(read).collect()
    }

    async fn buckets(&mut self) -> Result<Vec<Bucket>, StoreError> {
        let sql = "SELECT number, node, lease_number, tended_at FROM buckets ORDER BY number";
        let rows: Vec<BucketRow> = on!(self, conn => query_as(sql).fetch_all(&mut **conn).await?);
        rows.into_iter().map(Bucket::try_from).collect()
    }

    async fn take(&mut self, buckets: &[u8], node: NodeId) -> Result<(), StoreError> {
        if buckets.is_empty() {
            return Ok(());
        }
        let sql = self.dialect().take_buckets;
        let buckets = json(&buckets, "buckets.number")?;
        on!(self, conn => {
            query(sql).bind(buckets).bind(node.text()).execute(&mut **conn).await?;
        });
        Ok(())
    }

    async fn give_back(&mut self, buckets: &[u8], now: OffsetDateTime) -> Result<(), StoreError> {
        if buckets.is_empty() {
            return Ok(());
        }
        let sql = self.dialect().give_buckets;
        let buckets = json(&buckets, "buckets.number")?;
        on!(self, conn => {
            query(sql).bind(buckets).bind(us(now)).execute(&mut **conn).await?;
        });
        Ok(())
    }

    /// Nodes that are dead and hold nothing any more.
    async fn forget_dead(&mut self, before: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "DELETE FROM nodes WHERE seen_at <= $1 \
            AND id NOT IN (SELECT node FROM buckets WHERE node IS NOT NULL)";
        on!(self, conn => {
            query(sql).bind(us(before)).execute(&mut **conn).await?;
        });
        Ok(())
    }
}
