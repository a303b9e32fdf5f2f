//! What came of looks that changed nothing, many in one statement.

use app::domain::claim::Contest;
use app::domain::connection::Progress;
use app::domain::diagnosis::ObservedRecord;
use app::domain::earlier::Earlier;
use app::domain::finding::Finding;
use serde::Serialize;
use sqlx::query_scalar;
use time::OffsetDateTime;

use super::Store;
use super::engine::on;
use super::error::StoreError;
use super::ids::ConnectionId;
use super::row::{json, parse, us};

/// A look after which the connection is what it was.
#[derive(Clone, Debug)]
pub struct Note {
    pub id: ConnectionId,
    /// The version that was looked at.
    pub version: i64,
    /// The lease under which it was looked at; it ends with this.
    pub lease_number: i64,
    pub checked_at: OffsetDateTime,
    pub observed_at: Option<OffsetDateTime>,
    pub next_check_at: OffsetDateTime,
    /// What was seen, where what is stored is so old that its times are misleading.
    pub sight: Option<Box<Sight>>,
    /// What is left for meeting another holder of the name, where that moved.
    pub contest: Option<Contest>,
}

/// What a look saw: the same as before, at another time.
#[derive(Clone, Debug)]
pub struct Sight {
    pub progress: Progress,
    pub observed: Vec<ObservedRecord>,
    pub findings: Vec<Finding>,
    pub earlier: Earlier,
}

/// A note as the statement unpacks it.
#[derive(Serialize)]
struct Line {
    id: ConnectionId,
    version: i64,
    lease: i64,
    checked: i64,
    observed: Option<i64>,
    due: i64,
    progress: Option<String>,
    records: Option<String>,
    findings: Option<String>,
    earlier: Option<String>,
    contest: Option<String>,
}

impl TryFrom<&Note> for Line {
    type Error = StoreError;

    fn try_from(note: &Note) -> Result<Self, StoreError> {
        let sight = note.sight.as_deref();
        Ok(Self {
            id: note.id,
            version: note.version,
            lease: note.lease_number,
            checked: us(note.checked_at),
            observed: note.observed_at.map(us),
            due: us(note.next_check_at),
            progress: sight.map(|it| json(&it.progress, "connections.progress")).transpose()?,
            records: sight.map(|it| json(&it.observed, "connections.observed")).transpose()?,
            findings: sight.map(|it| json(&it.findings, "connections.findings")).transpose()?,
            earlier: sight.map(|it| json(&it.earlier, "connections.earlier")).transpose()?,
            contest: note.contest.as_ref().map(|it| json(it, "connections.contest")).transpose()?,
        })
    }
}

impl Store {
    /// Remembers looks that changed nothing, ends their leases, and returns whose were
    /// remembered. A row that somebody else saved or leased meanwhile stays as it is. Neither
    /// version nor change moves: there is nothing to tell.
    pub async fn note_looks(&self, notes: &[Note]) -> Result<Vec<ConnectionId>, StoreError> {
        if notes.is_empty() {
            return Ok(Vec::new());
        }
        let mut lines = notes.iter().map(Line::try_from).collect::<Result<Vec<_>, _>>()?;
        // Rows are locked in this order by everybody.
        lines.sort_by_key(|line| line.id);
        let lines = json(&lines, "connections")?;
        let sql = self.write.dialect().note_looks;
        let kept: Vec<String> =
            on!(&self.write, pool => query_scalar(sql).bind(lines).fetch_all(pool).await)?;
        kept.iter().map(|id| parse(id, "connections.id")).collect()
    }
}
