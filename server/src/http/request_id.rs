//! One id for each request: in the answer, in the log, in the error's envelope.

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;
use tracing::Instrument as _;

use super::App;
use super::problem::REQUEST_ID;
use crate::clock::new_id;

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request that is being answered.
pub(crate) fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

/// Gives every request its id and its span. A caller's own id is not taken over: it could
/// forge our log.
pub(crate) async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    let since = Instant::now();
    let id = new_id().to_string();
    // The matched path, never the path: session addresses are secrets.
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let path = matched.as_ref().map_or("unmatched", MatchedPath::as_str);
    let method = request.method().clone();
    // Of the highest level: whatever is logged of a request names it, however little is logged.
    let span = tracing::error_span!("request", request_id = id, %method, path);
    let mut response = CURRENT.scope(id.clone(), next.run(request).instrument(span.clone())).await;
    let status = response.status().as_u16();
    span.in_scope(|| tracing::debug!(status, "answered"));
    app.service.metrics.answered(method.as_str(), path, status, since.elapsed());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// An answer that is given outside of the layer, with an id of its own.
pub(crate) fn scoped(answer: impl FnOnce() -> Response) -> Response {
    let id = new_id().to_string();
    let mut response = CURRENT.sync_scope(id.clone(), answer);
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
