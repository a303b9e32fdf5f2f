//! The scripts, styles and icons, from inside the binary.

use std::sync::LazyLock;

use app::backend::Assets;
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::body::Path;
use super::problem::Problem;
use crate::hex::{hex, short};

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// What an answer may be kept for whose address changes with its content.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";

/// Tenants get a mended loader within five minutes, and readers don't fetch it for every page.
const SHORT: &str = "public, max-age=300";

/// What the widget's pages are given of this.
static OF_PAGES: LazyLock<Assets> = LazyLock::new(|| Assets {
    style: Site::get("pkg/app.css")
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .unwrap_or_default(),
    script: address("app.js"),
    module: address("app_bg.wasm"),
});

/// The style of the widget's pages, and the addresses of their code.
pub(crate) fn of_pages() -> &'static Assets {
    &OF_PAGES
}

/// The address of a file of the bundle: with its content, it changes.
fn address(file: &str) -> String {
    version(&format!("pkg/{file}"))
        .map_or_else(|| format!("/pkg/{file}"), |version| format!("/pkg/{version}/{file}"))
}

/// A file's digest, shortened.
fn version(path: &str) -> Option<String> {
    Some(short(&Site::get(path)?.metadata.sha256_hash()))
}

/// `GET /pkg/{file}`.
pub(crate) async fn package(Path(file): Path<String>, headers: HeaderMap) -> Response {
    serve(&format!("pkg/{file}"), &headers, "no-cache")
}

/// `GET /pkg/{version}/{file}`. While a new release rolls out, a page of one node may ask another
/// for its files: it gets those that are here, and nobody keeps them.
pub(crate) async fn versioned_package(
    Path((wanted, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let path = format!("pkg/{file}");
    let caching = if version(&path).as_ref() == Some(&wanted) { FOREVER } else { "no-store" };
    serve(&path, &headers, caching)
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
    for_all(serve(&format!("embed/{file}"), &headers, FOREVER))
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
    let (coding, body) = match encoded(path, headers) {
        Some((coding, twin)) => (Some(coding), twin.data),
        None => (None, file.data),
    };
    let mut response = body.into_response();
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    out.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(ETAG, tag);
    }
    if let Some(coding) = coding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// The twins of a file that were compressed when it was built, the smaller first.
const TWINS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The smallest form of a file that the reader takes; `None` where that is the file itself.
fn encoded(path: &str, headers: &HeaderMap) -> Option<(&'static str, EmbeddedFile)> {
    let mut taken = TWINS.into_iter().filter(|(coding, _)| accepts(headers, coding));
    taken.find_map(|(coding, end)| Some((coding, Site::get(&format!("{path}{end}"))?)))
}

/// Whether the reader takes a coding (RFC 9110 §12.5.3).
fn accepts(headers: &HeaderMap, wanted: &str) -> bool {
    headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|codings| {
        codings.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some(wanted) && parts.all(|part| !refuses(part))
        })
    })
}

/// A weight of nought, however many digits it is written with.
fn refuses(part: &str) -> bool {
    part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok()).is_some_and(|q| q <= 0.0)
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
