//! What the edge and the operator's monitoring ask; and the two health checks.

use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use app::domain::gate::Denial;
use app::domain::name::Hostname;
use app::domain::problem::Code;
use axum::Json as Answer;
use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use futures::FutureExt as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::body::Params;
use super::problem::Problem;
use super::{App, request_id, router};
use crate::probe::marker::Token;
use crate::service::ask::NoRoute;

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const UPSTREAM: HeaderName = HeaderName::from_static("x-fairlead-upstream");
const SCHEME: HeaderName = HeaderName::from_static("x-fairlead-scheme");
const ASSERTION: HeaderName = HeaderName::from_static("x-fairlead-assertion");

/// The question of an edge.
#[derive(Debug, Deserialize)]
struct AskParams {
    domain: String,
}

/// `GET /internal/ask?domain=`: 200 is yes; nothing else here answers 2xx. An edge waits for it in
/// each handshake, and scanners ask without end: it stands outside of the layers that the other
/// routes share, answers with texts that are there already, and has an id only where it refuses.
///
/// The words are for who says what it accepts (RFC 9110 §12.5.1). Caddy says nothing and reads none:
/// it would close its connection over words that it leaves unread, and open one for each handshake.
pub(crate) async fn ask(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let since = Instant::now();
    let name = match asked(&uri) {
        Ok(name) => name,
        Err(problem) => return request_id::scoped(|| problem.into_response()),
    };
    let answer = AssertUnwindSafe(app.service.ask(&name)).catch_unwind().await;
    let Ok(answer) = answer else { return request_id::scoped(router::panicked) };
    app.service.metrics.asked(answer.err(), since);
    let reads = headers.contains_key(ACCEPT);
    let told = |status: StatusCode, text| {
        if reads { json_text(status, text) } else { status.into_response() }
    };
    match answer {
        Ok(()) => told(StatusCode::OK, r#"{"allow":true}"#),
        Err(reason) => request_id::scoped(|| told(StatusCode::FORBIDDEN, denied(reason))),
    }
}

/// The name that is asked for. What an edge writes needs no decoding and no room of its own.
fn asked(uri: &Uri) -> Result<Cow<'_, str>, Problem> {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_');
    let name = uri.query().and_then(|query| query.strip_prefix("domain="));
    match name {
        Some(name) if !name.ends_with('.') && name.bytes().all(is_plain) => Ok(name.into()),
        Some(_) | None => {
            let Query(params) = Query::<AskParams>::try_from_uri(uri)?;
            Ok(normal(&params.domain).into())
        }
    }
}

/// The answer to a name that is denied.
const fn denied(reason: Denial) -> &'static str {
    match reason {
        Denial::UnknownName => r#"{"allow":false,"reason":"unknown_name"}"#,
        Denial::NotVerified => r#"{"allow":false,"reason":"not_verified"}"#,
        Denial::GraceOver => r#"{"allow":false,"reason":"grace_over"}"#,
        Denial::Ended => r#"{"allow":false,"reason":"ended"}"#,
        Denial::NotObserved => r#"{"allow":false,"reason":"not_observed"}"#,
        Denial::WouldBeRefused => r#"{"allow":false,"reason":"would_be_refused"}"#,
        Denial::AttemptPaused => r#"{"allow":false,"reason":"attempt_paused"}"#,
    }
}

fn json_text(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
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

/// `GET /.well-known/acme-challenge/{token}`, for what an edge does not answer there itself: what a
/// CA wants to find for our order (RFC 8555 §8.3), and the signed marker, by which the edge is known
/// from outside.
pub(crate) async fn challenge(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let name = named(&headers, &FORWARDED_HOST).or_else(|| named(&headers, &HOST));
    let hostname: Option<Hostname> = name.and_then(|name| name.parse().ok());
    let token: Option<Token> = token.ok().and_then(|Path(token)| token.parse().ok());
    let asked = hostname.zip(token);
    let found = asked.and_then(|(name, token)| {
        let answer = app.service.challenge_answer(name.as_str(), token.as_str());
        answer.or_else(|| app.service.marker(&name, &token))
    });
    let found = found.ok_or_else(Problem::not_found)?;
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    Ok((headers, found).into_response())
}

/// The question of an edge for a key and its chain.
#[derive(Deserialize)]
pub(crate) struct CertificateParams {
    #[serde(default)]
    edge_token: String,
    #[serde(default)]
    server_name: String,
}

/// `GET /internal/certificate`, for an edge's `get_certificate http`: key and chain in PEM, from
/// memory; 204 where there is none, which edges take for no.
pub(crate) async fn certificate(
    State(app): State<App>,
    params: Result<Query<CertificateParams>, QueryRejection>,
) -> Result<Response, Problem> {
    // What is wrong with it is not told: it may hold the token.
    let Query(params) = params.map_err(|_| Problem::invalid("the question can't be read"))?;
    let certificates = app.service.certificates.as_ref();
    if !certificates.is_some_and(|it| it.token.is(&params.edge_token)) {
        return Err(Problem::new(Code::Forbidden, "edge_token is not EDGE_TOKEN"));
    }
    let found = app.service.certificate_for(&normal(&params.server_name));
    let Some(bundle) = found else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let headers = [(CONTENT_TYPE, "application/x-pem-file"), (CACHE_CONTROL, "no-store")];
    Ok((headers, bundle).into_response())
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
        return Err(Problem::new(Code::Unavailable, what));
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(query: &str) -> Option<String> {
        let uri: Uri = format!("/internal/ask{query}").parse().unwrap();
        asked(&uri).ok().map(Cow::into_owned)
    }

    #[test]
    fn a_name_is_read_as_edges_and_strangers_write_it() {
        for (query, name) in [
            ("?domain=shop.example", Some("shop.example")),
            ("?domain=Shop.Example.", Some("shop.example")),
            ("?domain=shop%2Eexample", Some("shop.example")),
            ("?domain=%2A.example", Some("*.example")),
            ("?domain=a+b", Some("a b")),
            ("?domain=a&other=b", Some("a")),
            ("?other=b&domain=a", Some("a")),
            ("?domain=", Some("")),
            ("?domain=a&domain=b", None),
            ("?domain", Some("")),
            ("?name=a", None),
            ("?", None),
            ("", None),
        ] {
            assert_eq!(read(query).as_deref(), name, "{query}");
        }
    }

    #[test]
    fn the_texts_say_what_the_rule_says() {
        for reason in [
            Denial::UnknownName,
            Denial::NotVerified,
            Denial::GraceOver,
            Denial::Ended,
            Denial::NotObserved,
            Denial::WouldBeRefused,
            Denial::AttemptPaused,
        ] {
            let text: serde_json::Value = serde_json::from_str(denied(reason)).unwrap();
            assert_eq!(text, json!({ "allow": false, "reason": reason }));
        }
    }
}
