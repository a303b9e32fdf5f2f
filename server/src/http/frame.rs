//! Who may frame the widget's page, and what the page itself may load.

use app::widget::words::Lang;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::service::sessions::new_address;

/// A nonce (CSP 3 §2.3.1: 128 bits or more, one for each answer).
pub(crate) fn nonce() -> String {
    new_address()
}

/// An HTML answer for anybody: no script, framed by nobody.
pub(crate) fn plain(html: String) -> Response {
    const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
                          base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, html).into_response()
}

/// An HTML answer of the widget: framed by `origins` alone, never stored, never referred to.
pub(crate) fn page(
    status: StatusCode,
    (html, lang): (String, Lang),
    nonce: &str,
    origins: &[String],
) -> Response {
    let ancestors = if origins.is_empty() { "'none'".to_owned() } else { origins.join(" ") };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors {ancestors}"
    );
    // Origins are checked against a grammar when they are set: a value that does not fit in a
    // header can't be one.
    let policy = HeaderValue::from_str(&policy)
        .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    let mut response = (status, html).into_response();
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    out.insert(CONTENT_SECURITY_POLICY, policy);
    out.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    out.insert(VARY, HeaderValue::from_static("accept-language"));
    out.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    out.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    out.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
