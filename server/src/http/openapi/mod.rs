//! The API's document (`OpenAPI` 3.1), told by the handlers' own types.
//!
//! What a handler takes and answers is in its signature; `describe` reads it there. The words
//! for people, and the codes that only a use case knows of, stand in `about`.

mod about;
mod describe;
mod document;
mod page;
mod routes;

use std::sync::OnceLock;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::App;
pub(crate) use describe::{Accepted, Events, Html};
pub(crate) use routes::{Routes, delete, get, patch, post};

static DOCUMENT: OnceLock<Value> = OnceLock::new();

/// The document of this program.
fn document() -> &'static Value {
    DOCUMENT.get_or_init(|| document::of(&super::router::api()))
}

/// `GET /openapi.json`.
pub(crate) async fn read(State(app): State<App>) -> axum::Json<Value> {
    axum::Json(document::at(document(), &app.service.settings.public_url))
}

/// `GET /docs`: the same for people.
pub(crate) async fn reference(State(app): State<App>) -> Html {
    Html(page::render(document(), &app.service.settings.public_url))
}

/// `GET /docs/docs.css`.
pub(crate) async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], page::STYLE)
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        super::frame::plain(self.0)
    }
}
