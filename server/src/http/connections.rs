//! `/v1/connections`.

use app::domain::certificate::Method;
use app::domain::connection::State as Headline;
use app::domain::desired::{DesiredRecord, RecordTemplate};
use app::domain::diagnosis::ObservedRecord;
use app::domain::name::Hostname;
use axum::Json as Answer;
use axum::extract::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::App;
use super::applications::rfc3339;
use super::auth::{Reader, Writer};
use super::body::{Id, Json, Listed, PageParams, Params, bad_field, list as listed, page};
use super::idempotency::{Created, Once};
use super::problem::Problem;
use super::views::{ConnectionView, FindingView, shown, told};
use crate::service::caller::Caller;
use crate::service::connections::{Wish, is_reference};
use crate::store::connections::{Filter, SetupType};
use crate::store::history::{HistoryEntry, HistoryKind};
use crate::store::{ApplicationId, ConnectionId, HistoryId};

/// The largest `metadata`, bytes of JSON.
const MAX_METADATA: usize = 8 * 1024;

/// What a new connection is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConnectionBody {
    application_id: ApplicationId,
    /// As the customer typed or pasted it.
    #[schemars(length(min = 1), extend("examples" = ["shop.sandbox.test"]))]
    hostname: String,
    /// The tenant's own id of its customer.
    #[schemars(length(min = 1, max = 200))]
    reference: Option<String>,
    setup_type: Option<SetupType>,
    /// Other records than the application's.
    dns_records: Option<RecordTemplate>,
    /// The same for several that are made together.
    #[schemars(length(min = 1, max = 200))]
    batch_id: Option<String>,
    /// Opaque to us, at most 8 KiB.
    metadata: Option<Map<String, Value>>,
    /// Whether to take the name over from whoever holds it, with notice.
    #[serde(default)]
    transfer: bool,
}

impl ConnectionBody {
    fn wish(self) -> Result<Wish, Problem> {
        let SetupType::Manual = self.setup_type.unwrap_or(SetupType::Manual);
        for (field, text) in [("reference", &self.reference), ("batch_id", &self.batch_id)] {
            if text.as_deref().is_some_and(|text| !is_reference(text)) {
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
    once: Once<ConnectionBody>,
) -> Result<Created<ConnectionView>, Problem> {
    once.run(&app, &caller, async |body| {
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
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListParams {
    state: Option<Headline>,
    hostname: Option<Hostname>,
    application_id: Option<ApplicationId>,
    reference: Option<String>,
    batch_id: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// At most so many; 20 when not given.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// `GET /v1/connections`.
pub(crate) async fn list(
    State(app): State<App>,
    Reader(caller): Reader,
    Params(params): Params<ListParams>,
) -> Result<Answer<Listed<ConnectionView>>, Problem> {
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
) -> Result<Answer<ConnectionView>, Problem> {
    Ok(Answer(shown(&app.service.connection(&caller, id).await?, &app)))
}

/// How a certificate is tried again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SslBody {
    method: Method,
    #[serde(rename = "type")]
    _validation: Validation,
}

/// What a CA vouches for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Validation {
    /// The name, and nothing else.
    Dv,
}

/// What can be changed; read by hand, so that each field is named that can't.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct RetryBody(#[schemars(with = "RetryFields")] Map<String, Value>);

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the schema of what is read by hand")]
struct RetryFields {
    ssl: SslBody,
}

/// `PATCH /v1/connections/{id}`.
pub(crate) async fn retry(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
    Json(RetryBody(mut body)): Json<RetryBody>,
) -> Result<Answer<ConnectionView>, Problem> {
    let ssl = body.remove("ssl");
    let others: Vec<&String> = body.keys().collect();
    if !others.is_empty() {
        return Err(Problem::invalid("nothing but ssl can be changed")
            .with("fields", serde_json::json!(others)));
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
) -> Result<Answer<Listed<HistoryView>>, Problem> {
    let found = app.service.history(&caller, id, params.page()?).await?;
    Ok(listed(found, shown_line))
}

/// A line of a connection's history.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "HistoryLine")]
pub(crate) struct HistoryView {
    id: HistoryId,
    #[schemars(extend("format" = "date-time"))]
    at: String,
    kind: HistoryKind,
    /// What its kind tells, with the cause and the actor among it.
    #[serde(flatten)]
    particulars: Map<String, Value>,
}

fn shown_line(entry: HistoryEntry) -> HistoryView {
    let HistoryEntry { id, at, kind, payload, .. } = entry;
    let particulars = payload.as_object().cloned().unwrap_or_default();
    HistoryView { id, at: rfc3339(at), kind, particulars }
}

/// What is left of a connection that was archived.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Archived")]
pub(crate) struct ArchivedView {
    state: Headline,
    /// The customer may remove these now.
    records_to_remove: Vec<DesiredRecord>,
}

/// `DELETE /v1/connections/{id}`.
pub(crate) async fn archive(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
) -> Result<Answer<ArchivedView>, Problem> {
    let (connection, records_to_remove) = app.service.archive(&caller, id).await?;
    Ok(Answer(ArchivedView { state: connection.progress.state(), records_to_remove }))
}

/// `POST /v1/connections/{id}/verify`.
pub(crate) async fn verify(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
) -> Result<Answer<ConnectionView>, Problem> {
    Ok(Answer(shown(&app.service.verify(&caller, id).await?, &app)))
}

/// What a check found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Checked")]
pub(crate) struct CheckedView {
    state: Headline,
    records: Vec<ObservedRecord>,
    findings: Vec<FindingView>,
}

/// `POST /v1/connections/{id}/records:check`.
pub(crate) async fn check_records(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
) -> Result<Answer<CheckedView>, Problem> {
    app.service.connection(&caller, id).await?;
    let connection = app.service.check_now(id, caller.actor()).await?;
    let now = app.service.clock.now();
    Ok(Answer(CheckedView {
        state: connection.shown_state(now),
        findings: told(&connection),
        records: connection.observed,
    }))
}
