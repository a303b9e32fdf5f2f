//! `/v1/connections`.

use app::domain::certificate::Method;
use app::domain::connection::{Axis, State as Headline};
use app::domain::desired::RecordTemplate;
use app::domain::finding::Finding;
use app::domain::name::Hostname;
use app::widget::words::{self, WordsContext};
use axum::Json as Answer;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::App;
use super::applications::rfc3339;
use super::auth::{Reader, Writer};
use super::body::{Id, Json, PageParams, Params, bad_field, list as listed, page};
use super::idempotency::{Created, Once};
use super::problem::Problem;
use crate::service::caller::Caller;
use crate::service::connections::{MAX_REFERENCE, Wish};
use crate::store::connections::{Filter, SetupType};
use crate::store::history::HistoryEntry;
use crate::store::{ApplicationId, Connection, ConnectionId};

/// The largest `metadata`, bytes of JSON.
const MAX_METADATA: usize = 8 * 1024;

/// What a new connection is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConnectionBody {
    application_id: ApplicationId,
    hostname: String,
    reference: Option<String>,
    setup_type: Option<SetupType>,
    dns_records: Option<RecordTemplate>,
    batch_id: Option<String>,
    metadata: Option<Map<String, Value>>,
    #[serde(default)]
    transfer: bool,
}

impl ConnectionBody {
    fn wish(self) -> Result<Wish, Problem> {
        let SetupType::Manual = self.setup_type.unwrap_or(SetupType::Manual);
        for (field, text) in [("reference", &self.reference), ("batch_id", &self.batch_id)] {
            if text.as_ref().is_some_and(|text| text.is_empty() || MAX_REFERENCE < text.len()) {
                return Err(bad_field(field, "must have 1 to 200 characters"));
            }
        }
        let metadata = Value::Object(self.metadata.unwrap_or_default());
        if MAX_METADATA < metadata.to_string().len() {
            return Err(bad_field("metadata", "is larger than 8 KiB"));
        }
        Ok(Wish {
            hostname: self.hostname,
            reference: self.reference,
            batch_id: self.batch_id,
            template: self.dns_records,
            metadata,
            transfer: self.transfer,
        })
    }
}

/// `POST /v1/connections`.
pub(crate) async fn create(
    State(app): State<App>,
    Writer(caller): Writer,
    once: Once,
) -> Result<Created, Problem> {
    once.run(&app, &caller, async |body: ConnectionBody| {
        let application = match &caller {
            Caller::Key(key) => app.service.application(key, body.application_id).await?,
            Caller::Token(token) if token.application.id == body.application_id => {
                token.application.clone()
            }
            Caller::Token(_) => return Err(Problem::not_found()),
        };
        let connection = app.service.create_connection(&caller, &application, body.wish()?).await?;
        Ok(shown(&connection, &app))
    })
    .await
}

/// What a list is narrowed by.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListParams {
    state: Option<Headline>,
    hostname: Option<Hostname>,
    application_id: Option<ApplicationId>,
    reference: Option<String>,
    batch_id: Option<String>,
    cursor: Option<String>,
    limit: Option<u32>,
}

/// `GET /v1/connections`.
pub(crate) async fn list(
    State(app): State<App>,
    Reader(caller): Reader,
    Params(params): Params<ListParams>,
) -> Result<Answer<Value>, Problem> {
    let page = page(params.cursor.as_deref(), params.limit)?;
    let filter = Filter {
        state: params.state,
        hostname: params.hostname.as_ref(),
        application: params.application_id,
        reference: params.reference.as_deref(),
        batch_id: params.batch_id.as_deref(),
    };
    let found = app.service.connections(&caller, filter, page).await?;
    Ok(listed(found, |connection| shown(&connection, &app)))
}

/// `GET /v1/connections/{id}`.
pub(crate) async fn read(
    State(app): State<App>,
    Reader(caller): Reader,
    Id(id): Id<ConnectionId>,
) -> Result<Answer<Value>, Problem> {
    Ok(Answer(shown(&app.service.connection(&caller, id).await?, &app)))
}

/// How a certificate is tried again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SslBody {
    method: Method,
    #[serde(rename = "type")]
    _validation: Validation,
}

/// What a CA vouches for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Validation {
    /// The name, and nothing else.
    Dv,
}

/// `PATCH /v1/connections/{id}`.
pub(crate) async fn retry(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
    Json(mut body): Json<Map<String, Value>>,
) -> Result<Answer<Value>, Problem> {
    let ssl = body.remove("ssl");
    let others: Vec<&String> = body.keys().collect();
    if !others.is_empty() {
        return Err(
            Problem::invalid("nothing but ssl can be changed").with("fields", json!(others))
        );
    }
    let ssl = ssl.ok_or_else(|| bad_field("ssl", "is missing"))?;
    let SslBody { method, .. } =
        serde_json::from_value(ssl).map_err(|error| bad_field("ssl", &error.to_string()))?;
    Ok(Answer(shown(&app.service.retry_certificate(&caller, id, method).await?, &app)))
}

/// `GET /v1/connections/{id}/history`.
pub(crate) async fn history(
    State(app): State<App>,
    Reader(caller): Reader,
    Id(id): Id<ConnectionId>,
    Params(params): Params<PageParams>,
) -> Result<Answer<Value>, Problem> {
    let found = app.service.history(&caller, id, params.page()?).await?;
    Ok(listed(found, |entry| shown_line(&entry)))
}

/// A line of history: what its kind tells, with the cause and the actor among it.
fn shown_line(entry: &HistoryEntry) -> Value {
    let mut line = entry.payload.clone();
    if let Some(fields) = line.as_object_mut() {
        fields.insert("id".to_owned(), json!(entry.id));
        fields.insert("at".to_owned(), rfc3339(entry.at).into());
        fields.insert("kind".to_owned(), entry.kind.as_str().into());
    }
    line
}

/// `DELETE /v1/connections/{id}`.
pub(crate) async fn archive(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
) -> Result<Answer<Value>, Problem> {
    let (connection, records) = app.service.archive(&caller, id).await?;
    Ok(Answer(json!({ "state": connection.progress.state(), "records_to_remove": records })))
}

/// `POST /v1/connections/{id}/verify`.
pub(crate) async fn verify(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
) -> Result<Answer<Value>, Problem> {
    Ok(Answer(shown(&app.service.verify(&caller, id).await?, &app)))
}

/// `POST /v1/connections/{id}/records:check`.
pub(crate) async fn check_records(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
) -> Result<Answer<Value>, Problem> {
    app.service.connection(&caller, id).await?;
    let connection = app.service.check_now(id, caller.actor()).await?;
    let now = app.service.clock.now();
    Ok(Answer(json!({
        "state": connection.shown_state(now),
        "records": connection.observed,
        "findings": told(&connection),
    })))
}

/// A connection as the API shows it.
pub(crate) fn shown(connection: &Connection, app: &App) -> Value {
    let now = app.service.clock.now();
    let progress = &connection.progress;
    let axis = |axis: Axis| {
        json!({
            "status": axis.status,
            "since": rfc3339(axis.since),
            "next_check_at": connection.next_check_at.map(rfc3339),
        })
    };
    json!({
        "id": connection.id,
        "application_id": connection.application_id,
        "environment": connection.environment,
        "hostname": connection.hostname,
        "display_hostname": connection.display_hostname,
        "kind": connection.desired.kind,
        "setup_type": connection.setup_type,
        "state": connection.shown_state(now),
        "lifecycle": progress.lifecycle,
        "checks": {
            "ownership": axis(progress.axes.ownership),
            "routing": axis(progress.axes.routing),
            "certificate": axis(progress.axes.certificate),
            "serving": axis(progress.axes.serving),
        },
        "provider": connection.provider,
        "batch_id": connection.batch_id,
        "reference": connection.reference,
        "metadata": connection.metadata,
        "ownership_challenge": {
            "name": connection.desired.challenge.name,
            "type": "TXT",
            "value": connection.desired.challenge.value,
        },
        "desired_records": connection.desired.records(),
        "observed_records": connection.observed,
        "findings": told(connection),
        "certificate": connection.certificate,
        "transfer": transfer(connection, app),
        "error_code": progress.error,
        "first_live_at": progress.first_live_at.map(rfc3339),
        "created_at": rfc3339(connection.created_at),
        "updated_at": rfc3339(connection.updated_at),
        "last_checked_at": connection.last_checked_at.map(rfc3339),
        "next_check_at": connection.next_check_at.map(rfc3339),
        "version": connection.version,
    })
}

/// How far taking the name over is, for one that was made for that.
fn transfer(connection: &Connection, app: &App) -> Option<Value> {
    let contest = &connection.contest;
    contest.transfer.then(|| {
        json!({
            "notice_begun_at": contest.notice.as_ref().map(|notice| rfc3339(notice.begun_at)),
            "notice_ends_at": contest.ends_at(&app.service.policy).map(rfc3339),
        })
    })
}

/// The findings, each with its words.
pub(crate) fn told(connection: &Connection) -> Vec<Value> {
    let to = super::widget::words_for(connection);
    connection.findings.iter().map(|finding| with_words(finding, &to)).collect()
}

/// A finding with its words.
pub(crate) fn with_words(finding: &Finding, to: &WordsContext<'_>) -> Value {
    let mut value = json!(finding);
    let text = words::finding_text(finding, to);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("text".to_owned(), json!(text));
    }
    value
}
