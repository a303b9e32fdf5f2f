//! Every screen of the widget in every state, theme and language: a wall to look at, and the pages
//! that hang there. They are served as they are to customers, and nothing stands behind them.

use std::convert::Infallible;

use app::domain::problem::Code;
use app::widget::gallery::{ADDRESS, Error, Index, Palette, Screen, Width, screens};
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::stream::{self, StreamExt as _};
use tokio_util::sync::CancellationToken;

use super::file;
use crate::http::body::Path;
use crate::http::problem::Problem;
use crate::http::widget::Query;
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

async fn index(query: Query, RawQuery(all): RawQuery) -> Result<Response, Problem> {
    let (lang, theme) = (query.wanted().lang(None), query.theme());
    let (palette, width) = (Palette::from_query(all.as_deref()), Width::from_query(all.as_deref()));
    let index = Index { lang, theme, palette, width };
    let html = index.html(BASE, STYLE_AT).map_err(broken)?;
    Ok(file("text/html; charset=utf-8", html).into_response())
}

async fn screen(
    Path(name): Path<String>,
    query: Query,
    RawQuery(all): RawQuery,
) -> Result<Response, Problem> {
    let lang = query.wanted().lang(None);
    let mut screens = screens(lang).map_err(broken)?.into_iter();
    let screen: Screen = screens.find(|it| it.name == name).ok_or_else(Problem::not_found)?;
    let nonce = frame::nonce();
    let colours = (query.theme(), Palette::from_query(all.as_deref()));
    let mut html = screen.html(nonce.clone(), assets::of_pages(), colours).map_err(broken)?;
    if all.is_some_and(|all| all.split('&').any(|pair| pair == "still")) {
        html = html.replacen(
            "</head>",
            &format!("<script nonce=\"{nonce}\">{DEAF}</script></head>"),
            1,
        );
    }
    Ok(frame::page(StatusCode::OK, (html, lang), &nonce, &["'self'".to_owned()]))
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
