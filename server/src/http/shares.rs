//! Share links: made and ended by the API, opened by whoever has one.

use app::backend::{Door, Focus, Notice, PageContext, SessionView};
use app::domain::session::Scope;
use app::widget::page_html;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{NoContent, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::applications::rfc3339;
use super::auth::Writer;
use super::body::{Id, Path};
use super::forms::{look_soon, said, wants_part};
use super::idempotency::{Created, Once};
use super::problem::Problem;
use super::widget::{Query, To, back_to, connection_view, notice, why};
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
            let html = (page_html(&view, &context), view.lang);
            unlisted(frame::page(StatusCode::OK, html, &nonce, &[]))
        }
        Err(error) => no_link(&app, &address, error, &query).await,
    }
}

/// The page that says why there is none, which nobody frames.
async fn no_link(app: &App, address: &str, error: ServiceError, query: &Query) -> Response {
    let why = why(error, Notice::LinkOver);
    let whose = app.service.whose_link(address).await.unwrap_or_default();
    unlisted(notice(why, query, To { whose: whose.as_ref(), ..To::default() }))
}

/// No search engine is to list it.
fn unlisted(mut response: Response) -> Response {
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
    match looked(&app, &address, &query, wants_part(&headers)).await {
        Ok(response) => Ok(response),
        Err(error) if wants_part(&headers) => Err(error.into()),
        Err(error) => Ok(no_link(&app, &address, error, &query).await),
    }
}

async fn looked(
    app: &App,
    address: &str,
    query: &Query,
    is_part: bool,
) -> Result<Response, ServiceError> {
    let opened = app.service.open_share(address).await?;
    let ended = look_soon(app, opened.connection.id, Actor::ShareLink).await?;
    if is_part {
        return Ok(said(&view(app, address, query).await?, ended));
    }
    Ok(back_to(Door::Share, address, &query.on_to_checked()))
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
