//! `/v1/applications` and their keys.

use app::domain::branding::Branding;
use app::domain::desired::RecordTemplate;
use app::domain::origin::Origin;
use axum::Json as Answer;
use axum::extract::State;
use axum::response::NoContent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::App;
use super::auth::Admin;
use super::body::{Id, Json, Listed, PageParams, Params, Path, bad_field, list as listed};
use super::idempotency::{Created, Once};
use super::problem::Problem;
use crate::service::applications::ApplicationChange;
use crate::service::caller::KeyScope;
use crate::store::keys::ApiKey;
use crate::store::{Application, ApplicationId, Environment, KeyId};

/// What can be set.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApplicationBody {
    #[schemars(length(min = 1, max = 200))]
    name: Option<String>,
    /// The pages that may embed the widget, each an exact `scheme://host[:port]`.
    #[schemars(length(max = 50))]
    allowed_origins: Option<Vec<Origin>>,
    /// Where the edge sends visitors.
    origin: Option<Origin>,
    /// Which records customers publish.
    record_template: Option<RecordTemplate>,
    /// How the widget looks and what it says. It is replaced as a whole: `{}` takes all back.
    branding: Option<Branding>,
}

impl From<ApplicationBody> for ApplicationChange {
    fn from(body: ApplicationBody) -> Self {
        let ApplicationBody { name, allowed_origins, origin, record_template, branding } = body;
        Self { name, allowed_origins, origin, record_template, branding }
    }
}

/// `POST /v1/applications`.
pub(crate) async fn create(
    State(app): State<App>,
    Admin(caller): Admin,
    once: Once<ApplicationBody>,
) -> Result<Created<ApplicationView>, Problem> {
    once.run(&app, &caller, async |body| {
        let application = app.service.create_application(&caller, body.into()).await?;
        Ok(shown(application))
    })
    .await
}

/// `GET /v1/applications`.
pub(crate) async fn list(
    State(app): State<App>,
    Admin(caller): Admin,
    Params(params): Params<PageParams>,
) -> Result<Answer<Listed<ApplicationView>>, Problem> {
    let page = params.page()?;
    Ok(listed(app.service.applications(&caller, page).await?, shown))
}

/// `GET /v1/applications/{id}`.
pub(crate) async fn read(
    State(app): State<App>,
    Admin(caller): Admin,
    Id(id): Id<ApplicationId>,
) -> Result<Answer<ApplicationView>, Problem> {
    Ok(Answer(shown(app.service.application(&caller, id).await?)))
}

/// `PATCH /v1/applications/{id}`.
pub(crate) async fn update(
    State(app): State<App>,
    Admin(caller): Admin,
    Id(id): Id<ApplicationId>,
    Json(body): Json<ApplicationBody>,
) -> Result<Answer<ApplicationView>, Problem> {
    Ok(Answer(shown(app.service.update_application(&caller, id, body.into()).await?)))
}

/// What a new key is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyBody {
    #[schemars(length(min = 1, max = 200))]
    name: String,
    /// What it may do, of what the key that asks may do.
    #[schemars(length(min = 1), with = "Vec<ScopeWord>")]
    scopes: Vec<String>,
}

/// `POST /v1/applications/{id}/keys`.
pub(crate) async fn create_key(
    State(app): State<App>,
    Admin(caller): Admin,
    Id(id): Id<ApplicationId>,
    once: Once<KeyBody>,
) -> Result<Created<NewKeyView>, Problem> {
    once.run(&app, &caller, async |body| {
        let scopes: Option<Vec<KeyScope>> =
            body.scopes.iter().map(|word| KeyScope::parse(word)).collect();
        let scopes = scopes.ok_or_else(|| {
            let known = KeyScope::ALL.map(KeyScope::as_str).join(", ");
            bad_field("scopes", &format!("each must be one of {known}"))
        })?;
        let (key, secret) = app.service.create_key(&caller, id, &body.name, &scopes).await?;
        Ok(NewKeyView { key: shown_key(key), secret })
    })
    .await
}

/// `GET /v1/applications/{id}/keys`.
pub(crate) async fn list_keys(
    State(app): State<App>,
    Admin(caller): Admin,
    Id(id): Id<ApplicationId>,
    Params(params): Params<PageParams>,
) -> Result<Answer<Listed<KeyView>>, Problem> {
    let page = params.page()?;
    Ok(listed(app.service.keys(&caller, id, page).await?, shown_key))
}

/// `DELETE /v1/applications/{id}/keys/{key_id}`.
pub(crate) async fn revoke_key(
    State(app): State<App>,
    Admin(caller): Admin,
    Path((id, key)): Path<(String, String)>,
) -> Result<NoContent, Problem> {
    let (Ok(id), Ok(key)) = (id.parse(), key.parse()) else { return Err(Problem::not_found()) };
    app.service.revoke_key(&caller, id, key).await?;
    Ok(NoContent)
}

/// A word for each scope.
#[derive(JsonSchema)]
#[schemars(inline)]
#[expect(dead_code, reason = "the schema of what `KeyScope` reads and writes")]
enum ScopeWord {
    #[serde(rename = "connections:read")]
    ConnectionsRead,
    #[serde(rename = "connections:write")]
    ConnectionsWrite,
    #[serde(rename = "apps:admin")]
    AppsAdmin,
    #[serde(rename = "webhooks:write")]
    WebhooksWrite,
    #[serde(rename = "usage:read")]
    UsageRead,
}

/// An application as the API shows it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Application")]
pub(crate) struct ApplicationView {
    id: ApplicationId,
    name: String,
    environment: Environment,
    allowed_origins: Vec<String>,
    origin: Option<String>,
    record_template: RecordTemplate,
    branding: Branding,
    #[schemars(extend("format" = "date-time"))]
    created_at: String,
    #[schemars(extend("format" = "date-time"))]
    updated_at: String,
}

/// An API key as the API shows it: without its secret.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ApiKey")]
pub(crate) struct KeyView {
    id: KeyId,
    application_id: ApplicationId,
    name: String,
    #[schemars(with = "Vec<ScopeWord>")]
    scopes: Vec<String>,
    /// The end of its secret, to recognise it by.
    last4: String,
    #[schemars(extend("format" = "date-time"))]
    created_at: String,
    #[schemars(extend("format" = "date-time"))]
    revoked_at: Option<String>,
    #[schemars(extend("format" = "date-time"))]
    last_used_at: Option<String>,
}

/// A key that was made this moment.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NewApiKey")]
pub(crate) struct NewKeyView {
    #[serde(flatten)]
    key: KeyView,
    /// Shown this once; a replay leaves it out.
    #[serde(skip_serializing_if = "String::is_empty")]
    secret: String,
}

fn shown(application: Application) -> ApplicationView {
    ApplicationView {
        id: application.id,
        name: application.name,
        environment: application.environment,
        allowed_origins: application.allowed_origins,
        origin: application.origin,
        record_template: application.record_template,
        branding: application.branding,
        created_at: rfc3339(application.created_at),
        updated_at: rfc3339(application.updated_at),
    }
}

fn shown_key(key: ApiKey) -> KeyView {
    KeyView {
        id: key.id,
        application_id: key.application_id,
        name: key.name,
        scopes: key.scopes,
        last4: key.last4,
        created_at: rfc3339(key.created_at),
        revoked_at: key.revoked_at.map(rfc3339),
        last_used_at: key.last_used_at.map(rfc3339),
    }
}

/// A time as the API writes it; a year that can't be written is none of ours.
pub(crate) fn rfc3339(time: OffsetDateTime) -> String {
    time.format(&Rfc3339).unwrap_or_default()
}
