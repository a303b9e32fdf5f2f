//! Every screen of the widget in every state, theme and language: a wall to look at, and the pages
//! that hang there. They are served as they are to customers, and nothing stands behind them.

use std::convert::Infallible;

use app::backend::Theme;
use app::domain::problem::Code;
use app::widget::gallery::{ADDRESS, Error, Index, Screen, Width, screens};
use app::widget::words::{Lang, Wanted};
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::stream::{self, StreamExt as _};
use tokio_util::sync::CancellationToken;

use super::file;
use crate::http::body::Path;
use crate::http::problem::Problem;
use crate::http::{assets, frame};

const BASE: &str = "/demo/gallery";
/// On a page that hangs on the wall: a browser holds six streams of one server, and there are more
/// pages.
const DEAF: &str = "EventSource = function () { \
     return Object.assign(new EventTarget(), { readyState: 1, close() {} }); }";
const STYLE: &str = include_str!("gallery.css");
const STYLE_AT: &str = "/demo/gallery.css";

/// The wall, its pages, and the streams that they listen to; these end with `shutdown`.
pub(super) fn router(shutdown: CancellationToken) -> Router {
    Router::new()
        .route(BASE, get(index))
        .route(&format!("{BASE}/{{screen}}"), get(screen))
        .route(STYLE_AT, get(|| async { file("text/css; charset=utf-8", STYLE) }))
        .route(&format!("/widget/{ADDRESS}/events"), get(silence))
        .route(&format!("/connect/{ADDRESS}/events"), get(silence))
        .with_state(shutdown)
}

async fn index(RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, Problem> {
    let query = query.as_deref();
    let (theme, width) = (Theme::from_query(query), Width::from_query(query));
    let index = Index { lang: lang(query, &headers), theme, width };
    let html = index.html(BASE, STYLE_AT).map_err(broken)?;
    Ok(file("text/html; charset=utf-8", html).into_response())
}

async fn screen(
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = query.as_deref();
    let lang = lang(query, &headers);
    let mut screens = screens(lang).map_err(broken)?.into_iter();
    let screen: Screen = screens.find(|it| it.name == name).ok_or_else(Problem::not_found)?;
    let nonce = frame::nonce();
    let mut html = screen.html(nonce.clone(), assets::of_pages(), Theme::from_query(query));
    if query.is_some_and(|query| query.split('&').any(|pair| pair == "still")) {
        html = html.replacen(
            "</head>",
            &format!("<script nonce=\"{nonce}\">{DEAF}</script></head>"),
            1,
        );
    }
    Ok(frame::page(StatusCode::OK, (html, lang), &nonce, &["'self'".to_owned()]))
}

fn lang(query: Option<&str>, headers: &HeaderMap) -> Lang {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Wanted::of(query, accepted).lang(None)
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
fn broken(error: Error) -> Problem {
    Problem::new(Code::Internal, error.to_string())
}

/// A stream on which nothing ever happens.
async fn silence(State(shutdown): State<CancellationToken>) -> Response {
    let nothing = stream::pending::<Result<Event, Infallible>>();
    let nothing = nothing.take_until(shutdown.cancelled_owned());
    Sse::new(nothing).keep_alive(KeepAlive::default()).into_response()
}
