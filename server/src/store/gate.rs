//! What the index behind the edge's questions is made of, and the attempts it grants.
//!
//! Nearly all names need a few facts, which one index holds: they are read in pages that the
//! database makes into one text each, since a row by itself costs more than what it says. The few
//! whose whole row matters are read by id.

use app::domain::certificate::Certificate;
use app::domain::connection::{Progress, State};
use app::domain::gate::Attempts;
use app::domain::name::Hostname;
use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Sqlite, query, query_as, query_scalar};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Store;
use super::connections::{Connection, read_attempts};
use super::engine::{Engine, Pool, on};
use super::error::StoreError;
use super::ids::{ApplicationId, ConnectionId};
use super::row::{from_json, from_word, json, maybe_time, parse, row, us};
use super::tenants::Environment;

/// Rows of one page.
const PAGE: i64 = 8192;

/// How far a reader has come. It survives neither the process nor the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(pub(super) i64);

/// One connection, with all that the gate may need.
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
}

impl From<&Connection> for GateRow {
    fn from(connection: &Connection) -> Self {
        Self {
            id: connection.id,
            application_id: connection.application_id,
            environment: connection.environment,
            hostname: connection.hostname.clone(),
            progress: connection.progress,
            certificate: connection.certificate.clone(),
            observed_at: connection.observed_at,
            refused: connection.refused,
            attempts: connection.attempts,
            due_at: connection.due_at(),
        }
    }
}

/// One connection, as far as nearly all names are judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateLine<'a> {
    pub id: ConnectionId,
    pub application_id: ApplicationId,
    pub environment: Environment,
    pub hostname: &'a str,
    pub state: State,
    pub holds_claim: bool,
    /// The end of the certificate that was seen last.
    pub valid_until: Option<OffsetDateTime>,
    pub refused: bool,
    pub attempts: Attempts,
}

/// What there is to do for somebody who asks again and again; mostly nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct News {
    /// From where to go on, where nothing changed.
    pub mark: Mark,
    /// Connections or applications changed since the mark; never without one.
    pub changed: bool,
    /// Events wait to be handed on.
    pub events: bool,
    /// Deliveries are due.
    pub deliveries: bool,
}

/// Some of what changed, in the order of the changes.
#[derive(Debug)]
pub struct GatePage {
    text: String,
}

/// Reads what changed since a mark, page by page, on a connection of its own.
pub struct GateReader {
    conn: Engine<PoolConnection<Sqlite>, PoolConnection<Postgres>>,
    /// The last row that was read.
    from: (i64, String),
    mark: Mark,
}

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
        })
    }
}

row! {
    struct OriginRow { id: String, origin: Option<String> }
}

impl GatePage {
    /// What each row says; a row that makes no sense is an error of its own.
    pub fn lines(&self) -> impl Iterator<Item = Result<GateLine<'_>, StoreError>> {
        self.text.split(';').map(line)
    }

    /// The last row: its change and its id.
    fn end(&self) -> Result<(i64, String), StoreError> {
        let last = self.text.rsplit(';').next().unwrap_or_default();
        let mut fields = last.split(' ');
        let (Some(change), Some(id)) = (fields.next(), fields.next()) else {
            return Err(StoreError::Corrupt("connections.change"));
        };
        Ok((parse(change, "connections.change")?, id.to_owned()))
    }
}

/// One row's text: no field has a space or a semicolon, and nothing is a dash.
fn line(text: &str) -> Result<GateLine<'_>, StoreError> {
    let mut fields = text.split(' ').skip(1);
    let mut next = |column| fields.next().ok_or(StoreError::Corrupt(column));
    Ok(GateLine {
        id: parse(next("connections.id")?, "connections.id")?,
        application_id: parse(next("connections.application_id")?, "connections.application_id")?,
        environment: match next("connections.environment")? {
            word if word == Environment::Live.as_str() => Environment::Live,
            word if word == Environment::Test.as_str() => Environment::Test,
            _ => return Err(StoreError::Corrupt("connections.environment")),
        },
        hostname: next("connections.hostname")?,
        state: state(next("connections.state")?)?,
        holds_claim: next("connections.claim_held")? != "0",
        refused: next("connections.refused")? != "0",
        attempts: read_attempts(
            parse(next("connections.attempts_count")?, "connections.attempts_count")?,
            number(next("connections.attempts_last_at")?, "connections.attempts_last_at")?,
        )?,
        valid_until: match next("connections.certificate")? {
            "-" => None,
            text => Some(
                OffsetDateTime::parse(text, &Rfc3339)
                    .map_err(|_| StoreError::Corrupt("connections.certificate"))?,
            ),
        },
    })
}

fn state(word: &str) -> Result<State, StoreError> {
    let state = State::ALL.into_iter().find(|state| state.as_str() == word);
    state.ok_or(StoreError::Corrupt("connections.state"))
}

fn number(text: &str, column: &'static str) -> Result<Option<i64>, StoreError> {
    if text == "-" { Ok(None) } else { parse(text, column).map(Some) }
}

impl GateReader {
    /// The next rows; `None` when all are read. Rows may come again, none is left out, whichever
    /// node wrote it: what changes meanwhile comes at the end.
    pub async fn next(&mut self) -> Result<Option<GatePage>, StoreError> {
        let sql = "SELECT string_agg(change || ' ' || id || ' ' || application_id || ' ' || \
            environment || ' ' || hostname || ' ' || state || ' ' || claim_held || ' ' || refused \
            || ' ' || attempts_count || ' ' || COALESCE(CAST(attempts_last_at AS TEXT), '-') \
            || ' ' || COALESCE(valid_until, '-'), ';') FROM (SELECT change, id, application_id, \
            environment, hostname, state, claim_held, refused, attempts_count, attempts_last_at, \
            valid_until FROM connections WHERE (change, id) > ($1, $2) ORDER BY change, id \
            LIMIT $3) AS page";
        let (change, id) = &self.from;
        let text: Option<String> = on!(&mut self.conn, conn => {
            query_scalar(sql).bind(change).bind(id).bind(PAGE).fetch_one(&mut **conn).await?
        });
        let Some(text) = text else { return Ok(None) };
        let page = GatePage { text };
        self.from = page.end()?;
        Ok(Some(page))
    }

    /// From where to go on once all is read.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        self.mark
    }
}

impl Store {
    /// What there is to read since a mark, and to tell: one question that waits for no writer,
    /// since each node asks it several times a second.
    pub async fn news(&self, since: Option<Mark>, now: OffsetDateTime) -> Result<News, StoreError> {
        let sql = self.read.dialect().news;
        let since = since.map_or(i64::MAX, |mark| mark.0);
        let (end, changed, events, deliveries): (i64, bool, bool, bool) = on!(&self.read, pool => {
            query_as(sql).bind(since).bind(us(now)).fetch_one(pool).await?
        });
        Ok(News { mark: Mark(end), changed, events, deliveries })
    }

    /// Begins to read the connections that changed since `mark`, all without one.
    pub async fn read_gate(&self, since: Option<Mark>) -> Result<GateReader, StoreError> {
        let mut conn = match &self.read {
            Engine::Sqlite(pool) => Engine::Sqlite(pool.acquire().await?),
            Engine::Postgres(pool) => Engine::Postgres(pool.acquire().await?),
        };
        // The mark comes first: what commits while the rows are read is read twice.
        let sql = self.read.dialect().changes_end;
        let end: i64 = on!(&mut conn, conn => query_scalar(sql).fetch_one(&mut **conn).await)?;
        // No id is empty: the first row of the mark itself is above this.
        let from = (since.map_or(i64::MIN, |mark| mark.0), String::new());
        Ok(GateReader { conn, from, mark: Mark(end) })
    }

    /// All that the gate may need of these connections.
    pub async fn gate_rows(&self, ids: &[ConnectionId]) -> Result<Vec<GateRow>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = self.read.dialect().gate_rows;
        let ids = json(&ids, "connections.id")?;
        let rows: Vec<Row> =
            on!(&self.read, pool => query_as(sql).bind(ids).fetch_all(pool).await)?;
        rows.into_iter().map(GateRow::try_from).collect()
    }

    /// Where the visitors of the applications are sent that changed since `mark`.
    pub async fn gate_origins(
        &self,
        since: Option<Mark>,
    ) -> Result<Vec<(ApplicationId, Option<String>)>, StoreError> {
        let sql = "SELECT id, origin FROM applications WHERE change >= $1";
        let since = since.map_or(i64::MIN, |mark| mark.0);
        let rows: Vec<OriginRow> =
            on!(&self.read, pool => query_as(sql).bind(since).fetch_all(pool).await)?;
        let read = |row: OriginRow| Ok((parse(&row.id, "applications.id")?, row.origin));
        rows.into_iter().map(read).collect()
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
        applications WHERE change >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint) \
        OR EXISTS (SELECT 1 FROM certificates \
        WHERE change >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)";
    if !query_scalar::<_, bool>(sql).fetch_one(pool).await? {
        return Ok(());
    }
    let mut tx = pool.begin().await?;
    // Nobody writes meanwhile, so that the next snapshot shows all there is.
    let lock = "LOCK TABLE applications, connections, certificates IN SHARE ROW EXCLUSIVE MODE";
    query(lock).execute(&mut *tx).await?;
    for sql in [
        "UPDATE connections SET change = 0 \
            WHERE change >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
        "UPDATE applications SET change = 0 \
            WHERE change >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
        "UPDATE certificates SET change = 0 \
            WHERE change >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
    ] {
        query(sql).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}
