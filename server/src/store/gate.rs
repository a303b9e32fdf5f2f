//! What the index behind the edge's questions is made of, and the attempts it grants.

use app::domain::certificate::Certificate;
use app::domain::connection::Progress;
use app::domain::gate::Attempts;
use app::domain::name::Hostname;
use sqlx::{query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::connections::read_attempts;
use super::engine::{Pool, on};
use super::error::StoreError;
use super::ids::{ApplicationId, ConnectionId};
use super::row::{from_json, from_word, maybe_time, parse, row, us};
use super::tenants::Environment;

/// How far a reader has come. It survives neither the process nor the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(i64);

/// One connection, as the index needs it.
#[derive(Clone, Debug)]
pub struct GateRow {
    pub id: ConnectionId,
    pub application_id: ApplicationId,
    pub environment: Environment,
    pub hostname: Hostname,
    pub progress: Progress,
    pub certificate: Certificate,
    pub observed_at: Option<OffsetDateTime>,
    pub refused: bool,
    pub attempts: Attempts,
    /// When it is to be looked at next.
    pub due_at: Option<OffsetDateTime>,
    /// The application's: where the edge sends visitors.
    pub origin: Option<String>,
}

macro_rules! gate_rows {
    ($which:literal) => {
        concat!(
            "SELECT c.id, c.application_id, c.environment, c.hostname, c.progress, \
            c.certificate, c.observed_at, c.refused, c.attempts_count, c.attempts_last_at, \
            c.due_at, a.origin FROM connections c JOIN applications a ON a.id = c.application_id",
            $which
        )
    };
}

const GATE_ROWS: &str = gate_rows!("");
// Either half has its index; asked with an OR, each reading would go through all rows.
const CHANGED_GATE_ROWS: &str = gate_rows!(
    " WHERE c.id IN (SELECT id FROM connections WHERE change >= $1 UNION SELECT d.id \
    FROM applications b JOIN connections d ON d.application_id = b.id WHERE b.change >= $1)"
);

row! {
    struct Row {
        id: String,
        application_id: String,
        environment: String,
        hostname: String,
        progress: String,
        certificate: String,
        observed_at: Option<i64>,
        refused: i64,
        attempts_count: i64,
        attempts_last_at: Option<i64>,
        due_at: Option<i64>,
        origin: Option<String>,
    }
}

impl TryFrom<Row> for GateRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(&row.id, "connections.id")?,
            application_id: parse(&row.application_id, "connections.application_id")?,
            environment: from_word(row.environment, "connections.environment")?,
            hostname: parse(&row.hostname, "connections.hostname")?,
            progress: from_json(&row.progress, "connections.progress")?,
            certificate: from_json(&row.certificate, "connections.certificate")?,
            observed_at: maybe_time(row.observed_at, "connections.observed_at")?,
            refused: row.refused != 0,
            attempts: read_attempts(row.attempts_count, row.attempts_last_at)?,
            due_at: maybe_time(row.due_at, "connections.due_at")?,
            origin: row.origin,
        })
    }
}

impl Store {
    /// The connections that changed since `mark`, all without one, and the mark to go on
    /// from. Rows may come again, none is left out, whichever node wrote it.
    pub async fn gate_rows(&self, since: Option<Mark>) -> Result<(Vec<GateRow>, Mark), StoreError> {
        // The mark comes first: what commits between the two questions is read twice.
        let sql = self.read.dialect().changes_end;
        let end: i64 = on!(&self.read, pool => query_scalar(sql).fetch_one(pool).await)?;
        let rows: Vec<Row> = match since {
            None => on!(&self.read, pool => query_as(GATE_ROWS).fetch_all(pool).await)?,
            Some(mark) => on!(&self.read, pool => {
                query_as(CHANGED_GATE_ROWS).bind(mark.0).fetch_all(pool).await
            })?,
        };
        let rows = rows.into_iter().map(GateRow::try_from).collect::<Result<_, _>>()?;
        Ok((rows, Mark(end)))
    }

    /// Counts an attempt, if nobody else did since `seen`: of several nodes one succeeds.
    pub async fn grant_attempt(
        &self,
        id: ConnectionId,
        seen: Attempts,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let change = tx.next_change().await?;
        let sql = "UPDATE connections SET attempts_count = attempts_count + 1, \
            attempts_last_at = $4, change = $5 \
            WHERE id = $1 AND attempts_count = $2 AND COALESCE(attempts_last_at, 0) = $3 \
            RETURNING id";
        let granted: Option<String> = on!(&mut tx, conn => {
            query_scalar(sql)
                .bind(id.text())
                .bind(i64::from(seen.count))
                .bind(seen.last_at.map_or(0, us))
                .bind(us(now))
                .bind(change)
                .fetch_optional(&mut **conn)
                .await?
        });
        tx.commit().await?;
        Ok(granted.is_some())
    }
}

/// Rows that another Postgres cluster counted, as after a restore, bear marks that this one has
/// not reached: they would be read anew by every reader, each second, until it has.
pub(super) async fn own_marks(pool: &Pool) -> Result<(), StoreError> {
    let Pool::Postgres(pool) = pool else { return Ok(()) };
    // What a snapshot shows was written before its end, if it was written here.
    let sql = "SELECT EXISTS (SELECT 1 FROM connections WHERE change >= \
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint) OR EXISTS (SELECT 1 FROM \
        applications WHERE change >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)";
    if !query_scalar::<_, bool>(sql).fetch_one(pool).await? {
        return Ok(());
    }
    let mut tx = pool.begin().await?;
    // Nobody writes meanwhile, so that the next snapshot shows all there is.
    let lock = "LOCK TABLE applications, connections IN SHARE ROW EXCLUSIVE MODE";
    query(lock).execute(&mut *tx).await?;
    for sql in [
        "UPDATE connections SET change = 0 \
            WHERE change >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
        "UPDATE applications SET change = 0 \
            WHERE change >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
    ] {
        query(sql).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}
