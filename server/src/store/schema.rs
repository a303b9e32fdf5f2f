//! Which version of the tables a database has, and how it gets the one that this program knows:
//! forward only, one at a time, and never past what a newer program made of it.

use std::collections::BTreeMap;
use std::time::Duration;

use sqlx::migrate::{Migrate as _, MigrateError, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::{
    AssertSqlSafe, Connection as _, Postgres, Sqlite, SqliteConnection, query, query_as,
    query_scalar,
};

use super::Store;
use super::engine::{self, Pool, on};
use super::error::StoreError;

/// How far a database has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The database's version; `None` for an empty one.
    pub found: Option<i64>,
    /// The newest that this program knows.
    pub known: i64,
    /// What migrating would apply, in order.
    pub pending: Vec<(i64, String)>,
}

impl Store {
    /// How far the database at `url` has come; nothing in it is touched.
    pub async fn schema(url: &str) -> Result<Schema, StoreError> {
        let pool = match engine::file(url) {
            // In memory, or not there yet: what would be made is empty.
            None if url.starts_with("sqlite:") => return empty().await,
            Some(file) if !file.exists() => return empty().await,
            Some(_) | None => engine::visit(url).await?,
        };
        let schema = read(&pool).await;
        on!(pool, pool => pool.close().await);
        schema
    }
}

async fn empty() -> Result<Schema, StoreError> {
    read(&engine::visit("sqlite::memory:").await?).await
}

/// How far the database has come; refused when a newer program has been there, or when what was
/// applied is not what this program would have applied.
pub(super) async fn read(pool: &Pool) -> Result<Schema, StoreError> {
    let migrator = engine::migrations(pool);
    let sql = match pool {
        Pool::Sqlite(_) => {
            "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = '_sqlx_migrations')"
        }
        Pool::Postgres(_) => "SELECT to_regclass('_sqlx_migrations') IS NOT NULL",
    };
    let begun: bool = on!(pool, pool => query_scalar(sql).fetch_one(pool).await)?;
    let applied: Vec<(i64, Vec<u8>)> = if begun {
        let sql = "SELECT version, checksum FROM _sqlx_migrations ORDER BY version";
        on!(pool, pool => query_as(sql).fetch_all(pool).await)?
    } else {
        Vec::new()
    };
    compare(&migrator, applied)
}

fn compare(migrator: &Migrator, applied: Vec<(i64, Vec<u8>)>) -> Result<Schema, StoreError> {
    let known = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
    let applied: BTreeMap<i64, Vec<u8>> = applied.into_iter().collect();
    let found = applied.keys().next_back().copied();
    if let Some(found) = found.filter(|found| known < *found) {
        return Err(StoreError::Newer { found, known });
    }
    if let Some(missing) = applied.keys().find(|version| !migrator.version_exists(**version)) {
        return Err(MigrateError::VersionMissing(*missing).into());
    }
    let mut pending = Vec::new();
    for migration in migrator.iter() {
        match applied.get(&migration.version) {
            Some(checksum) if *checksum == *migration.checksum => {}
            Some(_) => return Err(MigrateError::VersionMismatch(migration.version).into()),
            None => pending.push((migration.version, migration.description.to_string())),
        }
    }
    Ok(Schema { found, known, pending })
}

/// Brings the tables up to date. Nodes that start together wait for each other.
pub(super) async fn migrate(pool: &Pool) -> Result<(), StoreError> {
    // Whoever finds nothing to do waits for nobody.
    if read(pool).await?.pending.is_empty() {
        return Ok(());
    }
    let migrator = engine::migrations(pool);
    match pool {
        Pool::Sqlite(pool) => migrate_sqlite(pool.acquire().await?, &migrator).await,
        Pool::Postgres(pool) => migrate_postgres(pool.acquire().await?, migrator).await,
    }
}

/// The lock is the writer's own: all of it is one transaction.
async fn migrate_sqlite(
    mut conn: PoolConnection<Sqlite>,
    migrator: &Migrator,
) -> Result<(), StoreError> {
    wait_for(engine::MAKING, &mut conn).await?;
    let migrated = async {
        let mut tx = conn.begin_with("BEGIN IMMEDIATE").await?;
        // What was pending may have been applied while we waited, by a newer program even.
        let refused = migrator.run_direct(None, &mut *tx, false).await;
        refused.map_err(|error| newer(error, migrator))?;
        Ok(tx.commit().await?)
    }
    .await;
    wait_for(engine::PATIENCE, &mut conn).await?;
    migrated
}

async fn wait_for(patience: Duration, conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let sql = format!("PRAGMA busy_timeout = {}", patience.as_millis());
    query(AssertSqlSafe(sql)).execute(conn).await.map(drop)
}

/// The lock is an advisory one, which ends with the connection at the latest.
async fn migrate_postgres(
    mut conn: PoolConnection<Postgres>,
    mut migrator: Migrator,
) -> Result<(), StoreError> {
    // Neither waiting for another node nor building an index is a statement that got stuck.
    query("SET statement_timeout = 0").execute(&mut *conn).await?;
    let migrated = async {
        conn.lock().await?;
        migrator.set_locking(false);
        migrator.run_direct(None, &mut *conn, false).await
    }
    .await;
    conn.close().await?;
    migrated.map_err(|error| newer(error, &migrator))
}

fn newer(error: MigrateError, migrator: &Migrator) -> StoreError {
    let known = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
    match error {
        MigrateError::VersionMissing(found) if known < found => StoreError::Newer { found, known },
        other => other.into(),
    }
}
