//! What happened to a connection: its history for people, its events for the tenant's server.

use app::domain::event::EventType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::query_as;
use time::OffsetDateTime;

use super::Store;
use super::engine::on;
use super::error::StoreError;
use super::ids::{ApplicationId, ConnectionId, EventId, HistoryId};
use super::page::{List, Page};
use super::row::{from_json, from_word, parse, row, time};

/// What a line of history tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    /// It was created.
    Created,
    /// The headline changed.
    Transition,
    /// A finding came.
    FindingCame,
    /// A finding went.
    FindingWent,
    /// Another connection proved the name, and takes it over when the notice is over.
    ClaimContested,
    /// This one proved a name that another holds, who was told.
    NoticeBegun,
    /// The proof went, and with it the notice.
    NoticeLost,
    /// Somebody looked at the name, and allows it whatever the operator's list says.
    Allowed,
    /// That was taken back.
    AllowanceRevoked,
}

impl HistoryKind {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Transition => "transition",
            Self::FindingCame => "finding_came",
            Self::FindingWent => "finding_went",
            Self::ClaimContested => "claim_contested",
            Self::NoticeBegun => "notice_begun",
            Self::NoticeLost => "notice_lost",
            Self::Allowed => "allowed",
            Self::AllowanceRevoked => "allowance_revoked",
        }
    }
}

/// A line of a connection's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    pub id: HistoryId,
    pub connection_id: ConnectionId,
    pub at: OffsetDateTime,
    pub kind: HistoryKind,
    /// The cause and the actor, by kind.
    pub payload: serde_json::Value,
}

/// An event in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    pub connection_id: ConnectionId,
    pub application_id: ApplicationId,
    pub event_type: EventType,
    /// Rises per connection.
    pub sequence: i64,
    /// The `data` of the webhook's body.
    pub data: serde_json::Value,
    pub created_at: OffsetDateTime,
}

row! {
    struct HistoryRow { id: String, connection_id: String, at: i64, kind: String, payload: String }
}

row! {
    pub(super) struct EventRow {
        id: String,
        connection_id: String,
        application_id: String,
        event_type: String,
        sequence: i64,
        data: String,
        created_at: i64,
    }
}

impl TryFrom<HistoryRow> for HistoryEntry {
    type Error = StoreError;

    fn try_from(row: HistoryRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(&row.id, "history.id")?,
            connection_id: parse(&row.connection_id, "history.connection_id")?,
            at: time(row.at, "history.at")?,
            kind: from_word(row.kind, "history.kind")?,
            payload: from_json(&row.payload, "history.payload")?,
        })
    }
}

impl TryFrom<EventRow> for Event {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(&row.id, "outbox.id")?,
            connection_id: parse(&row.connection_id, "outbox.connection_id")?,
            application_id: parse(&row.application_id, "outbox.application_id")?,
            event_type: from_word(row.event_type, "outbox.event_type")?,
            sequence: row.sequence,
            data: from_json(&row.data, "outbox.data")?,
            created_at: time(row.created_at, "outbox.created_at")?,
        })
    }
}

impl Store {
    /// A connection's history, newest first.
    pub async fn history(
        &self,
        connection: ConnectionId,
        page: Page,
    ) -> Result<List<HistoryEntry>, StoreError> {
        let sql = "SELECT * FROM history WHERE connection_id = $1 AND ($2 IS NULL OR id < $2) \
            ORDER BY id DESC LIMIT $3";
        let rows: Vec<HistoryRow> = on!(&self.read, pool => {
            query_as(sql)
                .bind(connection.text())
                .bind(page.after())
                .bind(page.fetch())
                .fetch_all(pool)
                .await?
        });
        let data = rows.into_iter().map(HistoryEntry::try_from).collect::<Result<_, _>>()?;
        Ok(page.list(data, |entry: &HistoryEntry| entry.id.0))
    }

    /// What was announced of a connection, in the order of its sequence.
    pub async fn events_of(&self, connection: ConnectionId) -> Result<Vec<Event>, StoreError> {
        let sql = "SELECT * FROM outbox WHERE connection_id = $1 ORDER BY sequence";
        let rows: Vec<EventRow> =
            on!(&self.read, pool => query_as(sql).bind(connection.text()).fetch_all(pool).await)?;
        rows.into_iter().map(Event::try_from).collect()
    }

    /// What was not handed on yet, oldest first.
    pub async fn pending_events(&self, limit: u32) -> Result<Vec<Event>, StoreError> {
        let sql = "SELECT * FROM outbox WHERE delivered_at IS NULL ORDER BY id LIMIT $1";
        let rows: Vec<EventRow> = on!(&self.read, pool => {
            query_as(sql).bind(i64::from(limit)).fetch_all(pool).await?
        });
        rows.into_iter().map(Event::try_from).collect()
    }
}
