//! Share links: made and ended by the API, opened by whoever has one.

use app::backend::{Door, Focus, NoSession, PageContext, SessionView};
use app::domain::session::Scope;
use app::widget::words::Lang;
use app::widget::{no_session_html, page_html};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, NoContent, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::applications::rfc3339;
use super::auth::Writer;
use super::body::{Id, Path};
use super::forms::{look_soon, said, wants_part};
use super::idempotency::{Created, Once};
use super::problem::Problem;
use super::widget::{Query, connection_view};
use super::{App, assets, branding, frame};
use crate::service::ServiceError;
use crate::service::caller::Actor;
use crate::store::{ConnectionId, ShareId};

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Nothing is to be said of a new link.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareBody {}

/// A new link. A replay leaves out its address, which is secret.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ShareLink")]
pub(crate) struct ShareView {
    /// By which it is revoked.
    share_id: ShareId,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(extend("format" = "uri"))]
    url: String,
    #[schemars(extend("format" = "date-time"))]
    expires_at: String,
}

/// `POST /v1/connections/{id}/share`.
pub(crate) async fn create(
    State(app): State<App>,
    Writer(caller): Writer,
    Id(id): Id<ConnectionId>,
    once: Once<ShareBody>,
) -> Result<Created<ShareView>, Problem> {
    once.or_empty()
        .run(&app, &caller, async |_| {
            let shared = app.service.share(&caller, id).await?;
            Ok(ShareView {
                share_id: shared.id,
                url: format!("{}/connect/{}", app.service.settings.public_url, shared.address),
                expires_at: rfc3339(shared.expires_at),
            })
        })
        .await
}

/// `DELETE /v1/connections/{id}/share/{share_id}`.
pub(crate) async fn revoke(
    State(app): State<App>,
    Writer(caller): Writer,
    Path((id, share)): Path<(ConnectionId, ShareId)>,
) -> Result<NoContent, Problem> {
    app.service.unshare(&caller, id, share).await?;
    Ok(NoContent)
}

/// `GET /connect/{address}`.
pub(crate) async fn page(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
) -> Response {
    match view(&app, &address, &query).await {
        Ok(view) => {
            let (nonce, assets, answer) = (frame::nonce(), assets::of_pages(), query.answer());
            let context = PageContext { nonce: nonce.clone(), assets, refused: None, answer };
            let html = page_html(&view, &context);
            unlisted(StatusCode::OK, (html, view.lang), &nonce)
        }
        Err(error) => no_link(error, &query),
    }
}

/// The page that says why there is none.
fn no_link(error: ServiceError, query: &Query) -> Response {
    let lang = query.wanted().lang(None);
    let (why, status) = match error {
        ServiceError::NotFound => (NoSession::NotFound, StatusCode::NOT_FOUND),
        ServiceError::Gone => (NoSession::LinkOver, StatusCode::GONE),
        other => (NoSession::Unavailable, Problem::from(other).status()),
    };
    unlisted(status, (no_session_html(why, lang), lang), &frame::nonce())
}

/// A page that nobody frames, and no search engine lists.
fn unlisted(status: StatusCode, html: (String, Lang), nonce: &str) -> Response {
    let mut response = frame::page(status, html, nonce, &[]);
    response.headers_mut().insert(ROBOTS, HeaderValue::from_static("noindex"));
    response
}

/// `POST /connect/{address}/check`: a part of the page to a script, the whole page to a form.
pub(crate) async fn check(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let is_part = wants_part(&headers);
    let opened = match app.service.open_share(&address).await {
        Ok(opened) => opened,
        Err(error) if is_part => return Err(error.into()),
        Err(error) => return Ok(no_link(error, &query)),
    };
    let ended = look_soon(&app, opened.connection.id, Actor::ShareLink).await?;
    let mut response = if is_part {
        said(&view(&app, &address, &query).await?, ended)
    } else {
        // The address was found by its digest: it is one of ours, and fits into a header.
        let place = HeaderValue::from_str(&format!("/connect/{address}{}", query.on_to_checked()));
        let place = place.map_err(|_| Problem::not_found())?;
        (StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response()
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The one connection, as a visit by link shows it: nothing can be added or taken away.
pub(super) async fn view(
    app: &App,
    address: &str,
    query: &Query,
) -> Result<SessionView, ServiceError> {
    let opened = app.service.open_share(address).await?;
    let now = app.service.clock.now();
    let id = opened.connection.id.to_string();
    Ok(SessionView {
        door: Door::Share,
        id: address.to_owned(),
        support_url: branding::help(app, &opened.application),
        tenant: branding::name(&opened.application),
        brand: branding::brand(&opened.application),
        allowed_origins: Vec::new(),
        now,
        expires_at: opened.expires_at,
        scope: Scope { connection_id: Some(id), ..Scope::default() },
        may_delete: false,
        lang: query.wanted().lang(None),
        names_lang: query.wanted().is_named(),
        theme: query.theme(),
        focus: Focus::Auto,
        connections: vec![connection_view(app, &opened.connection, now)],
    })
}
