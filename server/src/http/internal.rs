//! What the edge and the operator's monitoring ask; and the two health checks.

use app::domain::gate::Denial;
use app::domain::name::Hostname;
use axum::Json as Answer;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::Instant;

use super::App;
use super::body::Params;
use super::problem::Problem;
use crate::probe::marker::Token;
use crate::service::ask::NoRoute;

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const UPSTREAM: HeaderName = HeaderName::from_static("x-fairlead-upstream");
const SCHEME: HeaderName = HeaderName::from_static("x-fairlead-scheme");
const ASSERTION: HeaderName = HeaderName::from_static("x-fairlead-assertion");

/// The question of an edge.
#[derive(Debug, Deserialize)]
pub(crate) struct AskParams {
    domain: String,
}

/// `GET /internal/ask?domain=`: 200 is yes; nothing else here answers 2xx.
pub(crate) async fn ask(State(app): State<App>, Params(params): Params<AskParams>) -> Response {
    let since = Instant::now();
    let answer = app.service.ask(&normal(&params.domain)).await;
    app.service.metrics.asked(answer.err(), since);
    match answer {
        Ok(()) => Answer(json!({ "allow": true })).into_response(),
        Err(reason) => deny(reason),
    }
}

fn deny(reason: Denial) -> Response {
    let body = Answer(json!({ "allow": false, "reason": reason }));
    (StatusCode::FORBIDDEN, body).into_response()
}

/// A name as the index has it.
fn normal(name: &str) -> String {
    name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase()
}

/// The name in a header, without its port.
fn named(headers: &HeaderMap, header: &HeaderName) -> Option<String> {
    let host = headers.get(header)?.to_str().ok()?;
    Some(normal(host.rsplit_once(':').map_or(host, |(name, _)| name)))
}

/// `GET /.well-known/acme-challenge/{token}`, for what an edge does not answer there itself: the
/// signed marker, by which the edge is known from outside.
pub(crate) async fn challenge(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let name = named(&headers, &FORWARDED_HOST).or_else(|| named(&headers, &HOST));
    let hostname: Option<Hostname> = name.and_then(|name| name.parse().ok());
    let token: Option<Token> = token.ok().and_then(|Path(token)| token.parse().ok());
    let marker = hostname.zip(token).and_then(|(name, token)| app.service.marker(&name, &token));
    let marker = marker.ok_or_else(Problem::not_found)?;
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    Ok((headers, marker).into_response())
}

/// `GET /internal/route`, for an edge's `forward_auth`: upstream and assertion, from memory.
pub(crate) async fn route(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let name = named(&headers, &FORWARDED_HOST);
    let name = name.ok_or_else(|| Problem::invalid("X-Forwarded-Host is missing"))?;
    let entry = app.service.route(&name).map_err(|why| match why {
        NoRoute::Ended => Problem::gone("this domain is not connected any more"),
        NoRoute::Unknown | NoRoute::NoOrigin => Problem::not_found(),
    })?;
    let Some(origin) = &entry.origin else { return Err(Problem::not_found()) };
    let assertion = app.service.assertion(&name, &entry)?;
    let mut response = StatusCode::OK.into_response();
    let out = response.headers_mut();
    for (header, text) in [
        (UPSTREAM, origin.authority()),
        (SCHEME, origin.scheme().as_str().to_owned()),
        (ASSERTION, assertion),
    ] {
        let value = HeaderValue::from_str(&text).map_err(|_| Problem::not_found())?;
        out.insert(header, value);
    }
    Ok(response)
}

/// That all is well.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Health")]
pub(crate) struct HealthView {
    status: &'static str,
    /// For `token`, signed under the name of nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<String>,
}

/// Who asks whether it is us.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct HealthParams {
    /// Random, as the edge's marker has it.
    token: Option<String>,
}

/// `GET /healthz`: the process answers; asked with a token, it proves under the name of nobody
/// that it holds this server's secret.
pub(crate) async fn healthz(
    State(app): State<App>,
    Params(params): Params<HealthParams>,
) -> Answer<HealthView> {
    let token: Option<Token> = params.token.and_then(|token| token.parse().ok());
    let marker = token.and_then(|token| app.service.marker_of_nobody(&token));
    Answer(HealthView { status: "ok", marker: marker.map(|text| text.trim_end().to_owned()) })
}

/// `GET /readyz`: the database answers, and we are not stopping.
pub(crate) async fn readyz(State(app): State<App>) -> Result<Answer<HealthView>, Problem> {
    if app.shutdown.is_cancelled() {
        let what = "the server is stopping";
        return Err(Problem::new(app::domain::problem::Code::Unavailable, what));
    }
    app.service.store.ping().await.map_err(crate::service::ServiceError::from)?;
    Ok(Answer(HealthView { status: "ready", marker: None }))
}

/// `GET /metrics`, in the text format of `OpenMetrics`.
pub(crate) async fn metrics(State(app): State<App>) -> Response {
    let text = app.service.metrics.text(&app.service.sample().await);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(CONTENT_TYPE, kind)], text).into_response()
}
