//! `/v1/webhook-endpoints` and `/v1/webhook-deliveries`.

use app::domain::delivery::{DeliveryStatus, Trouble};
use app::domain::event::EventType;
use axum::Json as Answer;
use axum::extract::State;
use axum::response::NoContent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::App;
use super::applications::rfc3339;
use super::auth::Teller;
use super::body::{Id, Json, Listed, Params, bad_field, list as listed, page};
use super::idempotency::{Created, Once};
use super::openapi::Accepted;
use super::problem::Problem;
use crate::service::webhooks::{EndpointChange, EndpointWish};
use crate::store::deliveries::{Delivery, DeliveryFilter};
use crate::store::endpoints::{DisabledReason, Endpoint};
use crate::store::{ApplicationId, ConnectionId, DeliveryId, EndpointId, EventId};
use crate::webhooks::sign::SigningSecret;

/// An endpoint to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointBody {
    /// The key's own when not given.
    application_id: Option<ApplicationId>,
    /// Where events are posted to.
    #[schemars(extend("examples" = ["https://app.example.com/hooks/fairlead"]))]
    url: String,
    /// Which events; all when there are none.
    #[serde(default)]
    #[schemars(with = "Vec<EventType>")]
    events: Vec<String>,
}

/// `POST /v1/webhook-endpoints`.
pub(crate) async fn create(
    State(app): State<App>,
    Teller(caller): Teller,
    once: Once<EndpointBody>,
) -> Result<Created<NewEndpointView>, Problem> {
    once.run(&app, &caller, async |body| {
        let EndpointBody { application_id, url, events } = body;
        let wish = EndpointWish { application: application_id, url, events: known(&events)? };
        let (endpoint, secret) = app.service.create_endpoint(&caller, wish).await?;
        Ok(with_secret(&endpoint, &secret))
    })
    .await
}

/// Which endpoints are listed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointParams {
    application_id: Option<ApplicationId>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// At most so many; 20 when not given.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// `GET /v1/webhook-endpoints`.
pub(crate) async fn list(
    State(app): State<App>,
    Teller(caller): Teller,
    Params(params): Params<EndpointParams>,
) -> Result<Answer<Listed<EndpointView>>, Problem> {
    let page = page(params.cursor.as_deref(), params.limit)?;
    let found = app.service.endpoints(&caller, params.application_id, page).await?;
    Ok(listed(found, |endpoint| shown(&endpoint)))
}

/// What can be changed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointPatch {
    url: Option<String>,
    #[schemars(with = "Option<Vec<EventType>>")]
    events: Option<Vec<String>>,
    enabled: Option<bool>,
}

/// `PATCH /v1/webhook-endpoints/{id}`.
pub(crate) async fn update(
    State(app): State<App>,
    Teller(caller): Teller,
    Id(id): Id<EndpointId>,
    Json(body): Json<EndpointPatch>,
) -> Result<Answer<EndpointView>, Problem> {
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
) -> Result<NoContent, Problem> {
    app.service.delete_endpoint(&caller, id).await?;
    Ok(NoContent)
}

/// Nothing need be said.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// `POST /v1/webhook-endpoints/{id}/rotate`: another secret; an idempotency key makes it one.
pub(crate) async fn rotate(
    State(app): State<App>,
    Teller(caller): Teller,
    Id(id): Id<EndpointId>,
    once: Once<Nothing>,
) -> Result<Created<NewEndpointView>, Problem> {
    once.or_empty()
        .run(&app, &caller, async |_| {
            let (endpoint, secret) = app.service.rotate_endpoint(&caller, id).await?;
            Ok(with_secret(&endpoint, &secret))
        })
        .await
}

/// Which deliveries are listed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeliveryParams {
    application_id: Option<ApplicationId>,
    endpoint_id: Option<EndpointId>,
    connection_id: Option<ConnectionId>,
    status: Option<DeliveryStatus>,
    #[serde(rename = "type")]
    event_type: Option<EventType>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// At most so many; 20 when not given.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// `GET /v1/webhook-deliveries`.
pub(crate) async fn deliveries(
    State(app): State<App>,
    Teller(caller): Teller,
    Params(params): Params<DeliveryParams>,
) -> Result<Answer<Listed<DeliveryView>>, Problem> {
    let page = page(params.cursor.as_deref(), params.limit)?;
    let filter = DeliveryFilter {
        application: params.application_id,
        endpoint: params.endpoint_id,
        connection: params.connection_id,
        status: params.status,
        event_type: params.event_type,
    };
    let found = app.service.deliveries(&caller, filter, page).await?;
    Ok(listed(found, shown_delivery))
}

/// `POST /v1/webhook-deliveries/{id}/replay`.
pub(crate) async fn replay(
    State(app): State<App>,
    Teller(caller): Teller,
    Id(id): Id<DeliveryId>,
) -> Result<Accepted<DeliveryView>, Problem> {
    let delivery = app.service.replay_delivery(&caller, id).await?;
    Ok(Accepted(shown_delivery(delivery)))
}

fn known(events: &[String]) -> Result<Vec<EventType>, Problem> {
    let read = |word: &String| {
        serde_json::from_value(word.as_str().into())
            .map_err(|error| bad_field("events", &error.to_string()))
    };
    events.iter().map(read).collect()
}

/// An endpoint as the API shows it: without its secret.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WebhookEndpoint")]
pub(crate) struct EndpointView {
    id: EndpointId,
    application_id: ApplicationId,
    url: String,
    /// All when there are none.
    events: Vec<EventType>,
    enabled: bool,
    #[schemars(extend("format" = "date-time"))]
    disabled_at: Option<String>,
    disabled_reason: Option<DisabledReason>,
    /// Until when messages are signed with the secret before too.
    #[schemars(extend("format" = "date-time"))]
    old_secret_until: Option<String>,
    #[schemars(extend("format" = "date-time"))]
    created_at: String,
    #[schemars(extend("format" = "date-time"))]
    updated_at: String,
}

/// An endpoint whose secret was made this moment.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NewWebhookEndpoint")]
pub(crate) struct NewEndpointView {
    #[serde(flatten)]
    endpoint: EndpointView,
    /// Shown this once; a replay leaves it out.
    #[serde(skip_serializing_if = "String::is_empty")]
    signing_secret: String,
}

/// An event on its way to one endpoint.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WebhookDelivery")]
pub(crate) struct DeliveryView {
    id: DeliveryId,
    endpoint_id: EndpointId,
    application_id: ApplicationId,
    event_id: EventId,
    connection_id: ConnectionId,
    #[serde(rename = "type")]
    event_type: EventType,
    status: DeliveryStatus,
    attempts: u32,
    #[schemars(extend("format" = "date-time"))]
    next_attempt_at: Option<String>,
    #[schemars(extend("format" = "date-time"))]
    last_attempt_at: Option<String>,
    /// The receiver's HTTP status.
    last_status: Option<u16>,
    last_error: Option<Trouble>,
    /// The beginning of what the receiver said when it did not take it.
    last_answer: Option<String>,
    #[schemars(extend("format" = "date-time"))]
    delivered_at: Option<String>,
    #[schemars(extend("format" = "date-time"))]
    created_at: String,
    /// What is sent.
    payload: Value,
}

fn shown(endpoint: &Endpoint) -> EndpointView {
    EndpointView {
        id: endpoint.id,
        application_id: endpoint.application_id,
        url: endpoint.url.clone(),
        events: endpoint.events.clone(),
        enabled: endpoint.disabled.is_none(),
        disabled_at: endpoint.disabled.map(|(at, _)| rfc3339(at)),
        disabled_reason: endpoint.disabled.map(|(_, reason)| reason),
        old_secret_until: endpoint.old_until.map(rfc3339),
        created_at: rfc3339(endpoint.created_at),
        updated_at: rfc3339(endpoint.updated_at),
    }
}

fn with_secret(endpoint: &Endpoint, secret: &SigningSecret) -> NewEndpointView {
    NewEndpointView { endpoint: shown(endpoint), signing_secret: secret.reveal() }
}

fn shown_delivery(delivery: Delivery) -> DeliveryView {
    DeliveryView {
        id: delivery.id,
        endpoint_id: delivery.endpoint_id,
        application_id: delivery.application_id,
        event_id: delivery.event_id,
        connection_id: delivery.connection_id,
        event_type: delivery.event_type,
        status: delivery.status,
        attempts: delivery.attempts,
        next_attempt_at: delivery.next_at.map(rfc3339),
        last_attempt_at: delivery.last_attempt_at.map(rfc3339),
        last_status: delivery.last_status,
        last_error: delivery.last_error,
        last_answer: delivery.last_answer,
        delivered_at: delivery.delivered_at.map(rfc3339),
        created_at: rfc3339(delivery.created_at),
        payload: serde_json::from_str(&delivery.body).unwrap_or_default(),
    }
}
