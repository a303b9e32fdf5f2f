//! The demo page: a tenant's dashboard with the widget in it, beside the console of a DNS host.
//!
//! It is a host page like any other: it knows the public API, `embed.js` and the sandbox's routes.

mod gallery;

use axum::Router;
use axum::http::HeaderName;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::routing::get;
use tokio_util::sync::CancellationToken;

const PAGE: &str = include_str!("demo.html");
const STYLE: &str = include_str!("demo.css");
const SCRIPT: &str = include_str!("demo.js");

/// As strict as a careful tenant would have it: nothing inline, and of another origin only
/// `embed.js` and the frame, which the sandbox serves at 127.0.0.1.
const POLICY: &str = "default-src 'self'; script-src 'self' http://127.0.0.1:*; \
     frame-src http://127.0.0.1:*; connect-src 'self'; style-src 'self'; img-src 'self' data:; \
     object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page and its two files, and the gallery, whose streams end with `shutdown`.
pub(crate) fn router(shutdown: CancellationToken) -> Router {
    gallery::router(shutdown)
        .route("/demo", get(|| async { file("text/html; charset=utf-8", PAGE) }))
        .route("/demo/demo.css", get(|| async { file("text/css; charset=utf-8", STYLE) }))
        .route("/demo/demo.js", get(|| async { file("text/javascript; charset=utf-8", SCRIPT) }))
}

fn file<B>(content_type: &'static str, body: B) -> ([(HeaderName, &'static str); 5], B) {
    let headers = [
        (CONTENT_TYPE, content_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, "no-cache"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, body)
}
