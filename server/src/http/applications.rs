//! `/v1/applications` and their keys.

use app::domain::desired::RecordTemplate;
use app::domain::origin::Origin;
use axum::Json as Answer;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::App;
use super::auth::Admin;
use super::body::{Id, Json, PageParams, Params, bad_field, list as listed};
use super::idempotency::{Created, Once};
use super::problem::Problem;
use crate::service::applications::ApplicationChange;
use crate::service::caller::KeyScope;
use crate::store::keys::ApiKey;
use crate::store::{Application, ApplicationId};

/// What can be set.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApplicationBody {
    name: Option<String>,
    allowed_origins: Option<Vec<Origin>>,
    origin: Option<Origin>,
    record_template: Option<RecordTemplate>,
}

impl From<ApplicationBody> for ApplicationChange {
    fn from(body: ApplicationBody) -> Self {
        let ApplicationBody { name, allowed_origins, origin, record_template } = body;
        Self { name, allowed_origins, origin, record_template }
    }
}

/// `POST /v1/applications`.
pub(crate) async fn create(
    State(app): State<App>,
    Admin(caller): Admin,
    once: Once,
) -> Result<Created, Problem> {
    once.run(&app, &caller, async |body: ApplicationBody| {
        let application = app.service.create_application(&caller, body.into()).await?;
        Ok(shown(&application))
    })
    .await
}

/// `GET /v1/applications`.
pub(crate) async fn list(
    State(app): State<App>,
    Admin(caller): Admin,
    Params(params): Params<PageParams>,
) -> Result<Answer<Value>, Problem> {
    let page = params.page()?;
    Ok(listed(app.service.applications(&caller, page).await?, |application| shown(&application)))
}

/// `GET /v1/applications/{id}`.
pub(crate) async fn read(
    State(app): State<App>,
    Admin(caller): Admin,
    Id(id): Id<ApplicationId>,
) -> Result<Answer<Value>, Problem> {
    Ok(Answer(shown(&app.service.application(&caller, id).await?)))
}

/// `PATCH /v1/applications/{id}`.
pub(crate) async fn update(
    State(app): State<App>,
    Admin(caller): Admin,
    Id(id): Id<ApplicationId>,
    Json(body): Json<ApplicationBody>,
) -> Result<Answer<Value>, Problem> {
    Ok(Answer(shown(&app.service.update_application(&caller, id, body.into()).await?)))
}

/// What a new key is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyBody {
    name: String,
    scopes: Vec<String>,
}

/// `POST /v1/applications/{id}/keys`.
pub(crate) async fn create_key(
    State(app): State<App>,
    Admin(caller): Admin,
    Id(id): Id<ApplicationId>,
    once: Once,
) -> Result<Created, Problem> {
    once.run(&app, &caller, async |body: KeyBody| {
        let scopes: Option<Vec<KeyScope>> =
            body.scopes.iter().map(|word| KeyScope::parse(word)).collect();
        let scopes = scopes.ok_or_else(|| {
            let known = KeyScope::ALL.map(KeyScope::as_str).join(", ");
            bad_field("scopes", &format!("each must be one of {known}"))
        })?;
        let (key, secret) = app.service.create_key(&caller, id, &body.name, &scopes).await?;
        let mut shown = shown_key(&key);
        if let Some(fields) = shown.as_object_mut() {
            fields.insert("secret".to_owned(), secret.into());
        }
        Ok(shown)
    })
    .await
}

/// `GET /v1/applications/{id}/keys`.
pub(crate) async fn list_keys(
    State(app): State<App>,
    Admin(caller): Admin,
    Id(id): Id<ApplicationId>,
    Params(params): Params<PageParams>,
) -> Result<Answer<Value>, Problem> {
    let page = params.page()?;
    Ok(listed(app.service.keys(&caller, id, page).await?, |key| shown_key(&key)))
}

/// `DELETE /v1/applications/{id}/keys/{key_id}`.
pub(crate) async fn revoke_key(
    State(app): State<App>,
    Admin(caller): Admin,
    Path((id, key)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (Ok(id), Ok(key)) = (id.parse(), key.parse()) else { return Err(Problem::not_found()) };
    app.service.revoke_key(&caller, id, key).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn shown(application: &Application) -> Value {
    json!({
        "id": application.id,
        "name": application.name,
        "environment": application.environment,
        "allowed_origins": application.allowed_origins,
        "origin": application.origin,
        "record_template": application.record_template,
        "branding": application.branding,
        "created_at": rfc3339(application.created_at),
        "updated_at": rfc3339(application.updated_at),
    })
}

fn shown_key(key: &ApiKey) -> Value {
    json!({
        "id": key.id,
        "application_id": key.application_id,
        "name": key.name,
        "scopes": key.scopes,
        "last4": key.last4,
        "created_at": rfc3339(key.created_at),
        "revoked_at": key.revoked_at.map(rfc3339),
        "last_used_at": key.last_used_at.map(rfc3339),
    })
}

/// A time as the API writes it; a year that can't be written is none of ours.
pub(crate) fn rfc3339(time: OffsetDateTime) -> String {
    time.format(&Rfc3339).unwrap_or_default()
}
