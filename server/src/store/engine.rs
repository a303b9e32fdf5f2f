//! The two engines behind one text of SQL: pools, transactions, migrations, and the few
//! statements that differ.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, Postgres, SqlSafeStr, Sqlite, Transaction};
use tokio::time::{Instant, interval};

use super::error::StoreError;

/// How long a caller waits for a connection before it hears that there is none.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);
/// How long one statement may take on Postgres, milliseconds.
const STATEMENT_TIMEOUT: &str = "10000";
/// A connection that nobody used for so long is asked whether it still stands: less than a server
/// takes to go away and come back.
const RESTED: Duration = Duration::from_millis(50);
/// Who finds somebody else making or migrating a SQLite database waits so long for them.
pub(super) const MAKING: Duration = Duration::from_mins(2);
const AGAIN: Duration = Duration::from_millis(20);
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

/// A thing of the one engine or of the other.
#[derive(Clone, Debug)]
pub(super) enum Engine<S, P> {
    Sqlite(S),
    Postgres(P),
}

pub(super) type Pool = Engine<SqlitePool, PgPool>;
pub(super) type Tx = Engine<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>;

/// How one pool of connections is used.
#[derive(Clone, Copy, Debug)]
pub struct PoolUse {
    /// What it is for.
    pub name: &'static str,
    /// Connections that somebody uses.
    pub used: u32,
    /// Connections that wait for somebody.
    pub idle: u32,
    /// As many as there may be.
    pub max: u32,
}

/// Runs one expression on whichever engine is open; each arm keeps its own native types.
macro_rules! on {
    ($engine:expr, $at:ident => $query:expr) => {
        match $engine {
            $crate::store::engine::Engine::Sqlite($at) => $query,
            $crate::store::engine::Engine::Postgres($at) => $query,
        }
    };
}
pub(super) use on;

/// The statements for which one text does not do.
pub(super) struct Dialect {
    /// Begins a transaction that writes.
    begin: &'static str,
    /// Leases what is due: `$1` which, `$2` by when, `$3` now, `$4` the lease's end.
    pub(super) claim: &'static str,
    /// Which of `$1` are live, due by `$2`, and leased by nobody.
    pub(super) standing: &'static str,
    /// When each of `$1` is due.
    pub(super) due_of: &'static str,
    /// Remembers looks: `$1` a list of them.
    pub(super) note_looks: &'static str,
    /// The buckets `$1` become the node's `$2`.
    pub(super) take_buckets: &'static str,
    /// The buckets `$1` are free from `$2` on.
    pub(super) give_buckets: &'static str,
    /// Whether no other process may use the database.
    pub(super) alone: bool,
    /// The mark of the change that this transaction makes.
    pub(super) next_change: &'static str,
    /// The mark from which a reader goes on: no change below it can still appear.
    pub(super) changes_end: &'static str,
    /// That mark, whether anything changed since `$1`, whether events wait to be handed on, and
    /// whether a delivery is due by `$2`.
    pub(super) news: &'static str,
    /// Takes events that are not handed on yet: `$1` how many.
    pub(super) take_events: &'static str,
    /// Leases what is due of one endpoint: `$1` which, `$2` now, `$3` the lease's end, `$4` how
    /// many.
    pub(super) claim_deliveries: &'static str,
    /// What the gate needs of the connections in `$1`, a list in JSON.
    pub(super) gate_rows: &'static str,
    /// Makes a connection, unless its hostname is held, and is not to be taken over (`$19`), or
    /// being connected by the same customer: one statement, since each is a round trip.
    pub(super) insert_connection: &'static str,
}

/// Lists are JSON, which both engines unpack, each in its words.
macro_rules! standing {
    ($list:literal) => {
        concat!(
            "SELECT * FROM connections WHERE state = 'live' AND next_check_at <= $2 \
                AND lease_until IS NULL AND id IN ",
            $list
        )
    };
}

/// When each of a list is due.
macro_rules! due_of {
    ($list:literal) => {
        concat!(
            "SELECT id, due_at, COALESCE(last_checked_at, created_at) AS since FROM connections \
                WHERE due_at IS NOT NULL AND id IN ",
            $list
        )
    };
}

macro_rules! take_buckets {
    ($list:literal) => {
        concat!(
            "UPDATE buckets SET node = $2, lease_number = lease_number + 1, tended_at = NULL \
                WHERE number IN ",
            $list
        )
    };
}

macro_rules! give_buckets {
    ($list:literal) => {
        concat!("UPDATE buckets SET node = NULL, tended_at = $2 WHERE number IN ", $list)
    };
}

/// One line of a list becomes the row of that id, version and lease.
macro_rules! note_looks {
    ($field:ident, $from:literal) => {
        concat!(
            "UPDATE connections SET last_checked_at = ",
            $field!("checked"),
            ", next_check_at = ",
            $field!("due"),
            ", observed_at = COALESCE(",
            $field!("observed"),
            ", connections.observed_at), progress = COALESCE(",
            $field!("progress"),
            ", connections.progress), observed = COALESCE(",
            $field!("records"),
            ", connections.observed), findings = COALESCE(",
            $field!("findings"),
            ", connections.findings), earlier = COALESCE(",
            $field!("earlier"),
            ", connections.earlier), contest = COALESCE(",
            $field!("contest"),
            ", connections.contest), lease_until = NULL FROM ",
            $from,
            " WHERE connections.id = ",
            $field!("id"),
            " AND connections.version = ",
            $field!("version"),
            " AND connections.lease_number = ",
            $field!("lease"),
            " RETURNING connections.id"
        )
    };
}

macro_rules! in_sqlite {
    ($name:literal) => {
        concat!("json_extract(line.value, '$.", $name, "')")
    };
}

macro_rules! in_postgres {
    ($name:literal) => {
        concat!("line.", $name)
    };
}

macro_rules! news {
    ($end:literal) => {
        concat!(
            "SELECT (",
            $end,
            "), EXISTS (SELECT 1 FROM connections WHERE change >= $1) \
                OR EXISTS (SELECT 1 FROM applications WHERE change >= $1), \
                EXISTS (SELECT 1 FROM outbox WHERE delivered_at IS NULL), \
                EXISTS (SELECT 1 FROM webhook_deliveries WHERE due_at <= $2)"
        )
    };
}

macro_rules! insert_connection {
    ($change:literal) => {
        concat!(
            "INSERT INTO connections (id, application_id, tenant_id, environment, hostname, \
                display_hostname, setup_type, reference, metadata, batch_id, desired, zone_apex, \
                provider, progress, state, certificate, next_check_at, created_at, updated_at, \
                change, contest) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
                $16, $17, $17, $17, ",
            $change,
            ", $18 WHERE $19 = 1 OR NOT EXISTS (SELECT 1 FROM connections WHERE environment = $4 \
                AND hostname = $5 AND claim_held = 1) ON CONFLICT DO NOTHING RETURNING *"
        )
    };
}

macro_rules! gate_rows {
    ($list:literal) => {
        concat!(
            "SELECT id, application_id, environment, hostname, progress, certificate, \
                observed_at, refused, attempts_count, attempts_last_at, due_at \
                FROM connections WHERE id IN ",
            $list
        )
    };
}

const SQLITE: Dialect = Dialect {
    // A deferred transaction that finds the database changed when it comes to write fails at
    // once, whatever the busy timeout says.
    begin: "BEGIN IMMEDIATE",
    claim: "UPDATE connections SET lease_until = $4, lease_number = lease_number + 1 \
        WHERE id IN (SELECT value FROM json_each($1)) AND next_check_at <= $2 \
        AND (lease_until IS NULL OR lease_until <= $3) RETURNING *",
    standing: standing!("(SELECT value FROM json_each($1))"),
    due_of: due_of!("(SELECT value FROM json_each($1))"),
    note_looks: note_looks!(in_sqlite, "json_each($1) AS line"),
    take_buckets: take_buckets!("(SELECT value FROM json_each($1))"),
    give_buckets: give_buckets!("(SELECT value FROM json_each($1))"),
    alone: true,
    next_change: "UPDATE changes SET last = last + 1 RETURNING last",
    changes_end: "SELECT last + 1 FROM changes",
    news: news!("SELECT last + 1 FROM changes"),
    take_events: "SELECT * FROM outbox WHERE delivered_at IS NULL ORDER BY id LIMIT $1",
    claim_deliveries: "UPDATE webhook_deliveries SET lease_until = $3, \
        lease_number = lease_number + 1 WHERE id IN (SELECT id FROM webhook_deliveries \
        WHERE endpoint_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $4) RETURNING *",
    gate_rows: gate_rows!("(SELECT value FROM json_each($1))"),
    insert_connection: insert_connection!("(SELECT last FROM changes)"),
};

// A sequence would hand a late committer a low number that readers have passed already; a
// transaction id and the snapshot's oldest running one leave no such gap.
const POSTGRES: Dialect = Dialect {
    begin: "BEGIN",
    // What somebody else is claiming is not waited for. ARRAY(…) is evaluated once.
    claim: "UPDATE connections SET lease_until = $4, lease_number = lease_number + 1 \
        WHERE id = ANY(ARRAY(SELECT id FROM connections \
        WHERE id = ANY(ARRAY(SELECT json_array_elements_text($1::json))) AND next_check_at <= $2 \
        AND (lease_until IS NULL OR lease_until <= $3) FOR UPDATE SKIP LOCKED)) RETURNING *",
    standing: standing!("(SELECT json_array_elements_text($1::json))"),
    due_of: due_of!("(SELECT json_array_elements_text($1::json))"),
    note_looks: note_looks!(
        in_postgres,
        "json_to_recordset($1::json) AS line (id text, version bigint, lease bigint, \
        checked bigint, observed bigint, due bigint, progress text, records text, findings text, \
        earlier text, contest text)"
    ),
    take_buckets: take_buckets!("(SELECT json_array_elements_text($1::json)::bigint)"),
    give_buckets: give_buckets!("(SELECT json_array_elements_text($1::json)::bigint)"),
    alone: false,
    next_change: "SELECT pg_current_xact_id()::text::bigint",
    changes_end: "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    news: news!("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"),
    take_events: "SELECT * FROM outbox WHERE delivered_at IS NULL ORDER BY id LIMIT $1 \
        FOR UPDATE SKIP LOCKED",
    claim_deliveries: "UPDATE webhook_deliveries SET lease_until = $3, \
        lease_number = lease_number + 1 WHERE id = ANY(ARRAY(SELECT id FROM webhook_deliveries \
        WHERE endpoint_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $4 \
        FOR UPDATE SKIP LOCKED)) RETURNING *",
    gate_rows: gate_rows!("(SELECT json_array_elements_text($1::json))"),
    insert_connection: insert_connection!("pg_current_xact_id()::text::bigint"),
};

impl<S, P> Engine<S, P> {
    pub(super) const fn dialect(&self) -> &'static Dialect {
        match self {
            Self::Sqlite(_) => &SQLITE,
            Self::Postgres(_) => &POSTGRES,
        }
    }
}

impl Pool {
    pub(super) async fn begin(&self) -> Result<Tx, StoreError> {
        let sql = self.dialect().begin;
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with(sql).await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin_with(sql).await?),
        })
    }
}

impl Tx {
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        Ok(on!(self, tx => tx.commit().await)?)
    }

    /// Undoes everything; a transaction that is only dropped is undone by the next one.
    pub(super) async fn rollback(self) -> Result<(), StoreError> {
        Ok(on!(self, tx => tx.rollback().await)?)
    }
}

impl Pool {
    /// How many of its connections are used, how many wait, and how many there may be.
    pub(super) fn sample(&self, name: &'static str) -> PoolUse {
        on!(self, pool => {
            let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
            let used = pool.size().saturating_sub(idle);
            PoolUse { name, used, idle, max: pool.options().get_max_connections() }
        })
    }
}

/// One connection to a database that is there already, and no attempt to make it so.
pub(super) async fn visit(url: &str) -> Result<Pool, StoreError> {
    if url.starts_with("sqlite:") {
        let options =
            SqliteConnectOptions::from_str(url)?.create_if_missing(false).busy_timeout(PATIENCE);
        return Ok(Pool::Sqlite(pool_options().max_connections(1).connect_with(options).await?));
    }
    let options = PgConnectOptions::from_str(url)?
        .application_name("fairlead doctor")
        .options([("statement_timeout", STATEMENT_TIMEOUT)]);
    let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
    Ok(Pool::Postgres(pool.connect_with(options).await?))
}

/// The file that holds a SQLite database; `None` for one in memory, and for Postgres.
pub(super) fn file(url: &str) -> Option<PathBuf> {
    if !url.starts_with("sqlite:") || url.contains(":memory:") {
        return None;
    }
    let options = SqliteConnectOptions::from_str(url).ok()?;
    Some(options.get_filename().to_owned())
}

/// The pool that reads and the one that writes.
pub(super) async fn open(url: &str) -> Result<(Pool, Pool), StoreError> {
    if url.starts_with("sqlite:") { open_sqlite(url).await } else { open_postgres(url).await }
}

async fn open_sqlite(url: &str) -> Result<(Pool, Pool), StoreError> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL would lose the last commits with the power, and they were acknowledged.
        .synchronous(SqliteSynchronous::Full);
    // SQLite has one writer. A pool of one makes writers queue fairly, where its busy timeout
    // makes them poll.
    let write = connect_sqlite(&options).await?;
    if url.contains(":memory:") {
        return Ok((Pool::Sqlite(write.clone()), Pool::Sqlite(write)));
    }
    let options = options.create_if_missing(false).read_only(true);
    let read = pool_options().max_connections(READERS).connect_lazy_with(options);
    Ok((Pool::Sqlite(read), Pool::Sqlite(write)))
}

/// Waits for whoever is making the database: how it keeps its journal is changed while nobody else
/// has it open, and whoever is second is refused at once or after the busy timeout.
async fn connect_sqlite(options: &SqliteConnectOptions) -> Result<SqlitePool, StoreError> {
    let refused_at = Instant::now() + MAKING;
    let mut again = interval(AGAIN);
    loop {
        again.tick().await;
        let pool = pool_options().max_connections(1);
        match pool.connect_with(options.clone()).await.map_err(StoreError::from) {
            Err(error) if error.is_busy() && Instant::now() < refused_at => {}
            connected => return connected,
        }
    }
}

fn pool_options() -> SqlitePoolOptions {
    // A connection to a database in memory takes the database with it.
    SqlitePoolOptions::new()
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        // There is no server that could have gone away.
        .test_before_acquire(false)
}

async fn open_postgres(url: &str) -> Result<(Pool, Pool), StoreError> {
    let options = PgConnectOptions::from_str(url)?
        .application_name("fairlead")
        .options([("statement_timeout", STATEMENT_TIMEOUT)]);
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(PATIENCE)
        // Asking each time whether the server is still there doubles the round trips; one that
        // was used a moment ago is taken at its word.
        .test_before_acquire(false)
        .before_acquire(|conn, meta| {
            Box::pin(async move {
                if meta.idle_for < RESTED {
                    return Ok(true);
                }
                Ok(conn.ping().await.is_ok())
            })
        })
        .connect_with(options)
        .await?;
    Ok((Pool::Postgres(pool.clone()), Pool::Postgres(pool)))
}

macro_rules! migrations {
    ($engine:literal: $($version:literal $name:literal),+ $(,)?) => {
        [$(migration($version, $name, include_str!(
            concat!("../../migrations/", $engine, "/", $name, ".sql")
        ))),+]
    };
}

/// Every version of the tables that this program knows.
pub(super) fn migrations(pool: &Pool) -> Migrator {
    let migrations = match pool {
        Pool::Sqlite(_) => migrations!(
            "sqlite": 1 "0001_first", 2 "0002_earlier", 3 "0003_webhooks",
            4 "0004_claims_and_shares", 5 "0005_plans", 6 "0006_buckets",
            7 "0007_gate_index", 8 "0008_allowances", 9 "0009_room",
            10 "0010_certificates", 11 "0011_offboarding",
        ),
        Pool::Postgres(_) => migrations!(
            "postgres": 1 "0001_first", 2 "0002_earlier", 3 "0003_webhooks",
            4 "0004_claims_and_shares", 5 "0005_plans", 6 "0006_buckets",
            7 "0007_gate_index", 8 "0008_allowances", 9 "0009_room",
            10 "0010_certificates", 11 "0011_offboarding",
        ),
    };
    Migrator::with_migrations(migrations.into())
}

fn migration(version: i64, name: &'static str, sql: &'static str) -> Migration {
    let description = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    let kind = MigrationType::Simple;
    Migration::new(version, description.into(), kind, sql.into_sql_str(), false)
}
