//! `/v1/webhook-endpoints` and `/v1/webhook-deliveries`.

use app::domain::delivery::{DeliveryStatus, Trouble};
use app::domain::event::EventType;
use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::App;
use super::applications::rfc3339;
use super::auth::Teller;
use super::body::{Id, Json, Params, bad_field, list as listed, page};
use super::idempotency::{Created, Once};
use super::problem::Problem;
use crate::service::webhooks::{EndpointChange, EndpointWish};
use crate::store::deliveries::{Delivery, DeliveryFilter};
use crate::store::endpoints::Endpoint;
use crate::store::{ApplicationId, ConnectionId, DeliveryId, EndpointId};
use crate::webhooks::sign::SigningSecret;

/// An endpoint to be made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointBody {
    application_id: Option<ApplicationId>,
    url: String,
    #[serde(default)]
    events: Vec<String>,
}

/// `POST /v1/webhook-endpoints`.
pub(crate) async fn create(
    State(app): State<App>,
    Teller(caller): Teller,
    once: Once,
) -> Result<Created, Problem> {
    once.run(&app, &caller, async |body: EndpointBody| {
        let EndpointBody { application_id, url, events } = body;
        let wish = EndpointWish { application: application_id, url, events: known(&events)? };
        let (endpoint, secret) = app.service.create_endpoint(&caller, wish).await?;
        Ok(with_secret(&endpoint, &secret))
    })
    .await
}

/// Which endpoints are listed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointParams {
    application_id: Option<ApplicationId>,
    cursor: Option<String>,
    limit: Option<u32>,
}

/// `GET /v1/webhook-endpoints`.
pub(crate) async fn list(
    State(app): State<App>,
    Teller(caller): Teller,
    Params(params): Params<EndpointParams>,
) -> Result<Answer<Value>, Problem> {
    let page = page(params.cursor.as_deref(), params.limit)?;
    let found = app.service.endpoints(&caller, params.application_id, page).await?;
    Ok(listed(found, |endpoint| shown(&endpoint)))
}

/// What can be changed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointPatch {
    url: Option<String>,
    events: Option<Vec<String>>,
    enabled: Option<bool>,
}

/// `PATCH /v1/webhook-endpoints/{id}`.
pub(crate) async fn update(
    State(app): State<App>,
    Teller(caller): Teller,
    Id(id): Id<EndpointId>,
    Json(body): Json<EndpointPatch>,
) -> Result<Answer<Value>, Problem> {
    let EndpointPatch { url, events, enabled } = body;
    let events = events.map(|events| known(&events)).transpose()?;
    let change = EndpointChange { url, events, enabled };
    Ok(Answer(shown(&app.service.change_endpoint(&caller, id, change).await?)))
}

/// `DELETE /v1/webhook-endpoints/{id}`.
pub(crate) async fn remove(
    State(app): State<App>,
    Teller(caller): Teller,
    Id(id): Id<EndpointId>,
) -> Result<StatusCode, Problem> {
    app.service.delete_endpoint(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Nothing need be said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// `POST /v1/webhook-endpoints/{id}/rotate`: another secret; an idempotency key makes it one.
pub(crate) async fn rotate(
    State(app): State<App>,
    Teller(caller): Teller,
    Id(id): Id<EndpointId>,
    once: Once,
) -> Result<Created, Problem> {
    once.or_empty()
        .run(&app, &caller, async |_: Nothing| {
            let (endpoint, secret) = app.service.rotate_endpoint(&caller, id).await?;
            Ok(with_secret(&endpoint, &secret))
        })
        .await
}

/// Which deliveries are listed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeliveryParams {
    application_id: Option<ApplicationId>,
    endpoint_id: Option<EndpointId>,
    connection_id: Option<ConnectionId>,
    status: Option<DeliveryStatus>,
    #[serde(rename = "type")]
    event_type: Option<EventType>,
    cursor: Option<String>,
    limit: Option<u32>,
}

/// `GET /v1/webhook-deliveries`.
pub(crate) async fn deliveries(
    State(app): State<App>,
    Teller(caller): Teller,
    Params(params): Params<DeliveryParams>,
) -> Result<Answer<Value>, Problem> {
    let page = page(params.cursor.as_deref(), params.limit)?;
    let filter = DeliveryFilter {
        application: params.application_id,
        endpoint: params.endpoint_id,
        connection: params.connection_id,
        status: params.status,
        event_type: params.event_type,
    };
    let found = app.service.deliveries(&caller, filter, page).await?;
    Ok(listed(found, |delivery| shown_delivery(&delivery)))
}

/// `POST /v1/webhook-deliveries/{id}/replay`.
pub(crate) async fn replay(
    State(app): State<App>,
    Teller(caller): Teller,
    Id(id): Id<DeliveryId>,
) -> Result<(StatusCode, Answer<Value>), Problem> {
    let delivery = app.service.replay_delivery(&caller, id).await?;
    Ok((StatusCode::ACCEPTED, Answer(shown_delivery(&delivery))))
}

fn known(events: &[String]) -> Result<Vec<EventType>, Problem> {
    let read = |word: &String| {
        serde_json::from_value(word.as_str().into())
            .map_err(|error| bad_field("events", &error.to_string()))
    };
    events.iter().map(read).collect()
}

fn shown(endpoint: &Endpoint) -> Value {
    json!({
        "id": endpoint.id,
        "application_id": endpoint.application_id,
        "url": endpoint.url,
        "events": endpoint.events,
        "enabled": endpoint.disabled.is_none(),
        "disabled_at": endpoint.disabled.map(|(at, _)| rfc3339(at)),
        "disabled_reason": endpoint.disabled.map(|(_, reason)| reason),
        "old_secret_until": endpoint.old_until.map(rfc3339),
        "created_at": rfc3339(endpoint.created_at),
        "updated_at": rfc3339(endpoint.updated_at),
    })
}

fn with_secret(endpoint: &Endpoint, secret: &SigningSecret) -> Value {
    let mut shown = shown(endpoint);
    if let Some(fields) = shown.as_object_mut() {
        fields.insert("signing_secret".to_owned(), secret.reveal().into());
    }
    shown
}

fn shown_delivery(delivery: &Delivery) -> Value {
    json!({
        "id": delivery.id,
        "endpoint_id": delivery.endpoint_id,
        "application_id": delivery.application_id,
        "event_id": delivery.event_id,
        "connection_id": delivery.connection_id,
        "type": delivery.event_type.as_str(),
        "status": delivery.status,
        "attempts": delivery.attempts,
        "next_attempt_at": delivery.next_at.map(rfc3339),
        "last_attempt_at": delivery.last_attempt_at.map(rfc3339),
        "last_status": delivery.last_status,
        "last_error": delivery.last_error.map(Trouble::as_str),
        "last_answer": delivery.last_answer,
        "delivered_at": delivery.delivered_at.map(rfc3339),
        "created_at": rfc3339(delivery.created_at),
        "payload": serde_json::from_str::<Value>(&delivery.body).unwrap_or_default(),
    })
}
