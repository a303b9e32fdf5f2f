//! How a database is, for whoever looks after it.

use std::path::PathBuf;

use sqlx::{Connection as _, query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::engine::{self, Pool, on};
use super::error::StoreError;
use super::row::{time as time_of, us};
use super::schema::{self, Schema};

/// What was seen of a database; nothing in it was changed.
#[derive(Clone, Debug)]
pub struct Condition {
    /// How far its tables have come.
    pub schema: Schema,
    /// What stands in the way of writing, in the engine's own words.
    pub read_only: Option<String>,
    /// Since when each secret is used, by its name.
    pub secrets: Vec<(String, OffsetDateTime)>,
    /// What only the one engine has, or the other.
    pub engine: EngineCondition,
}

/// What only one engine has.
#[derive(Clone, Debug)]
pub enum EngineCondition {
    /// A file.
    Sqlite {
        /// `PRAGMA journal_mode`.
        journal_mode: String,
    },
    /// A server.
    Postgres {
        /// `server_version_num`, such as 150004.
        version: u32,
        /// `default_transaction_isolation`.
        isolation: String,
        /// Settings that make acknowledged writes forgettable.
        forgetful: Vec<String>,
        /// What its clock says.
        now: OffsetDateTime,
    },
}

impl Store {
    /// The file of a SQLite database; `None` where there is none.
    #[must_use]
    pub fn file(url: &str) -> Option<PathBuf> {
        engine::file(url)
    }

    /// How the database at `url` is.
    pub async fn condition(url: &str) -> Result<Condition, StoreError> {
        let pool = engine::visit(url).await?;
        let condition = examine(&pool).await;
        on!(pool, pool => pool.close().await);
        condition
    }

    /// Remembers since when secrets of these names are used.
    pub async fn note_secrets(
        &self,
        names: &[String],
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        for name in names {
            let (name, at) = (format!("{SECRET}{name}"), us(now).to_string());
            on!(&self.write, pool => {
                query(sql).bind(name).bind(at).execute(pool).await?;
            });
        }
        Ok(())
    }
}

/// Before the names of secrets in `meta`.
const SECRET: &str = "secret:";

async fn examine(pool: &Pool) -> Result<Condition, StoreError> {
    let schema = schema::read(pool).await?;
    Ok(Condition {
        secrets: if schema.found.is_some() { secrets(pool).await? } else { Vec::new() },
        schema,
        read_only: write(pool).await.err().map(|error| error.to_string()),
        engine: settings(pool).await?,
    })
}

async fn secrets(pool: &Pool) -> Result<Vec<(String, OffsetDateTime)>, StoreError> {
    let sql = "SELECT name, value FROM meta WHERE name LIKE 'secret:%' ORDER BY name";
    let rows: Vec<(String, String)> = on!(pool, pool => query_as(sql).fetch_all(pool).await)?;
    let known = rows.into_iter().map(|(name, value)| {
        let at = value.parse().map_err(|_| StoreError::Corrupt("meta.value"))?;
        let name = name.trim_start_matches(SECRET).to_owned();
        Ok((name, time_of(at, "meta.value")?))
    });
    known.collect()
}

/// Makes a table, as a migration would, and takes it back.
async fn write(pool: &Pool) -> Result<(), sqlx::Error> {
    let begin = match pool {
        Pool::Sqlite(_) => "BEGIN IMMEDIATE",
        Pool::Postgres(_) => "BEGIN",
    };
    on!(pool, pool => {
        let mut conn = pool.acquire().await?;
        let mut tx = conn.begin_with(begin).await?;
        query("CREATE TABLE fairlead_doctor (n BIGINT)").execute(&mut *tx).await?;
        tx.rollback().await
    })
}

async fn settings(pool: &Pool) -> Result<EngineCondition, StoreError> {
    match pool {
        Pool::Sqlite(pool) => {
            let journal_mode = query_scalar("PRAGMA journal_mode").fetch_one(pool).await?;
            Ok(EngineCondition::Sqlite { journal_mode })
        }
        Pool::Postgres(pool) => {
            let sql = "SELECT current_setting('server_version_num')::bigint, \
                current_setting('default_transaction_isolation'), current_setting('fsync'), \
                current_setting('full_page_writes'), current_setting('synchronous_commit'), \
                (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint";
            let row: (i64, String, String, String, String, i64) =
                query_as(sql).fetch_one(pool).await?;
            let (version, isolation, fsync, full_page_writes, synchronous_commit, now) = row;
            let switches = [
                ("fsync", fsync),
                ("full_page_writes", full_page_writes),
                ("synchronous_commit", synchronous_commit),
            ];
            let forgetful = switches.into_iter().filter(|(_, value)| value == "off");
            Ok(EngineCondition::Postgres {
                version: u32::try_from(version).unwrap_or(0),
                isolation,
                forgetful: forgetful.map(|(name, _)| format!("{name} = off")).collect(),
                now: time_of(now, "clock_timestamp()")?,
            })
        }
    }
}
