//! The scripts, styles and icons, from inside the binary.

use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::body::Path;
use super::problem::Problem;
use crate::hex::hex;

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// Tenants get a mended loader within five minutes, and readers don't fetch it for every page.
const SHORT: &str = "public, max-age=300";

/// `GET /pkg/{file}`.
pub(crate) async fn package(Path(file): Path<String>, headers: HeaderMap) -> Response {
    serve(&format!("pkg/{file}"), &headers, "no-cache")
}

/// `GET /embed.js`: the loader as it is today, for pages that follow us.
pub(crate) async fn embed(headers: HeaderMap) -> Response {
    for_all(serve("embed.js", &headers, SHORT))
}

/// `GET /embed.json`: which file a page can pin, and its `integrity`.
pub(crate) async fn embed_manifest(headers: HeaderMap) -> Response {
    for_all(serve("embed.json", &headers, SHORT))
}

/// `GET /embed.d.ts`: the loader's types.
pub(crate) async fn embed_types(headers: HeaderMap) -> Response {
    for_all(serve("embed.d.ts", &headers, SHORT))
}

/// `GET /embed/{file}`: what is named by its content's hash, of this release and of those before.
pub(crate) async fn embed_file(Path(file): Path<String>, headers: HeaderMap) -> Response {
    for_all(serve(&format!("embed/{file}"), &headers, "public, max-age=31536000, immutable"))
}

/// Lets every page read it: `integrity` is checked only on what may be read.
fn for_all(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

/// `GET /favicon.ico`.
pub(crate) async fn favicon(headers: HeaderMap) -> Response {
    serve("favicon.ico", &headers, "public, max-age=86400")
}

fn serve(path: &str, headers: &HeaderMap, caching: &'static str) -> Response {
    let Some(file) = Site::get(path) else { return Problem::not_found().into_response() };
    let tag = format!("\"{}\"", hex(&file.metadata.sha256_hash()));
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let brotli = accepts_brotli(headers).then(|| Site::get(&format!("{path}.br"))).flatten();
    let encoded = brotli.is_some();
    let body = brotli.unwrap_or(file).data;
    let mut response = body.into_response();
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    out.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(ETAG, tag);
    }
    if encoded {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|codings| {
        codings.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("br") && parts.all(|part| part != "q=0")
        })
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("ico") => "image/x-icon",
        Some("json") => "application/json",
        // Browsers know no type for it; people open it to read.
        Some("ts") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
