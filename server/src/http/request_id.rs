//! One id for each request: in the answer, in the log, in the error's envelope.

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

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
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let id = new_id().to_string();
    // The matched path, never the path: session addresses are secrets.
    let path = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str);
    let span = tracing::info_span!("request", id, method = %request.method(), path);
    let mut response = CURRENT.scope(id.clone(), next.run(request).instrument(span.clone())).await;
    span.in_scope(|| tracing::debug!(status = response.status().as_u16(), "answered"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
