//! What must outlive the process, in SQLite or Postgres; the only importer of sqlx.
//!
//! A method is a transaction: what is atomic is decided here, and no transaction leaves the
//! module. Every write that returned has reached the disk.

mod engine;
mod error;
mod group;
mod row;

pub mod condition;
pub mod ids;
pub mod page;
pub mod schema;

pub mod allowances;
pub mod tenants;

pub mod keys;

pub mod tokens;

pub mod connections;

mod claims;

pub mod history;
pub mod save;

pub mod buckets;
pub mod gate;
pub mod leases;
pub mod notes;

pub mod certificates;

pub mod idempotency;

pub mod endpoints;
pub mod retention;
pub mod shares;
mod submissions;
pub mod usage;

pub mod deliveries;

use sqlx::query_scalar;

pub use connections::Connection;
pub use engine::PoolUse;
pub use error::StoreError;
pub use ids::{
    ApplicationId, ConnectionId, DeliveryId, EndpointId, EventId, HistoryId, KeyId, NodeId,
    OrderId, ShareId, TenantId,
};
pub use page::{Cursor, List, Page};
pub use tenants::{Application, Environment, Tenant};

use engine::{Engine, Pool, on};
use group::{Command, Group};

/// An open database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    read: Pool,
    write: Pool,
    /// Where many writers would wait for each other's commits.
    group: Option<Group>,
}

impl Store {
    /// Opens `sqlite://path` or `postgres://…` and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let (read, write) = engine::open(url).await?;
        schema::migrate(&write).await?;
        gate::own_marks(&write).await?;
        let group = match &write {
            Engine::Sqlite(_) => Some(Group::start(write.clone())),
            Engine::Postgres(_) => None,
        };
        Ok(Self { read, write, group })
    }

    /// How the connections to the database are used.
    #[must_use]
    pub fn pools(&self) -> Vec<PoolUse> {
        match &self.write {
            Pool::Sqlite(_) => vec![self.read.sample("read"), self.write.sample("write")],
            // One for both.
            Pool::Postgres(_) => vec![self.write.sample("all")],
        }
    }

    /// Answers when the database does.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let asked = async {
            on!(&self.read, pool => query_scalar::<_, i64>("SELECT CAST(1 AS BIGINT)").fetch_one(pool).await)
        };
        match tokio::time::timeout(engine::PATIENCE, asked).await {
            Ok(answer) => answer.map(|_| ()).map_err(StoreError::from),
            Err(_) => Err(StoreError::Unavailable(sqlx::Error::PoolTimedOut)),
        }
    }

    /// Stamps a fresh database with the mode that opened it first, and tells whose it is.
    pub async fn stamp(&self, mode: &str) -> Result<String, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO meta (name, value) VALUES ('mode', $1) ON CONFLICT DO NOTHING";
        on!(&mut tx, conn => sqlx::query(sql).bind(mode).execute(&mut **conn).await.map(|_| ()))?;
        let sql = "SELECT value FROM meta WHERE name = 'mode'";
        let stamp = on!(&mut tx, conn => query_scalar(sql).fetch_one(&mut **conn).await)?;
        tx.commit().await?;
        Ok(stamp)
    }

    /// Keeps a text under a name in a fresh database, and tells what is kept there.
    pub async fn keep(&self, name: &str, text: &str) -> Result<String, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        on!(&mut tx, conn => {
            sqlx::query(sql).bind(name).bind(text).execute(&mut **conn).await.map(|_| ())
        })?;
        let sql = "SELECT value FROM meta WHERE name = $1";
        let kept = on!(&mut tx, conn => query_scalar(sql).bind(name).fetch_one(&mut **conn).await)?;
        tx.commit().await?;
        Ok(kept)
    }

    /// Closes every connection; what was begun is finished first.
    pub async fn close(&self) {
        on!(&self.read, pool => pool.close().await);
        on!(&self.write, pool => pool.close().await);
    }

    /// Carries out a command that many callers may have at once; returns when it is on the disk.
    async fn run<C: Command>(&self, command: C) -> Result<C::Made, StoreError> {
        match &self.group {
            Some(group) => group.run(command).await,
            None => group::alone(&self.write, &command).await,
        }
    }

    async fn begin(&self) -> Result<engine::Tx, StoreError> {
        self.write.begin().await
    }
}
