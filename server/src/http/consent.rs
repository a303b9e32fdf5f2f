//! The way to the DNS host that adds records by itself, and back.
//!
//! The session address is secret and never leaves: who comes back is told apart by the connection
//! alone, and nothing is believed because of it.

use app::backend::{Focus, Notice};
use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use url::form_urlencoded::parse;

use super::App;
use super::body::Path;
use super::widget::{Query, To, no_session, notice};
use crate::service::ServiceError;
use crate::service::caller::Caller;
use crate::service::tokens::Whose;
use crate::store::ConnectionId;

/// What hosts say when it was refused (RFC 6749 §4.1.2.1)…
const DENIED: &str = "access_denied";
/// … and how they begin to say that it was their customer who did not want it.
const CANCELLED: &str = "user_cancel";
/// Who led here (Fetch Metadata §2.4).
const SITE: &str = "sec-fetch-site";

/// Where a visit for a connection leads.
enum Way {
    /// On to the host.
    On(HeaderValue),
    /// Nowhere, for this tenant's customer.
    Nowhere(Box<Whose>),
}

/// `GET /widget/{address}/consent?connection=`: on to the DNS host.
pub(crate) async fn begin(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Response {
    // Our own pages lead here, and people; lest others lead somebody elsewhere by our name.
    let by_others = headers.get(SITE).is_some_and(|site| site != "same-origin" && site != "none");
    match way(&app, &address, &query).await {
        Ok(Way::On(place)) if !by_others => {
            let headers = [
                (LOCATION, place),
                (CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
            ];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Ok(Way::On(_)) => notice((StatusCode::FORBIDDEN, Notice::NoConsent), &query, To::default()),
        Ok(Way::Nowhere(whose)) => {
            let said = (StatusCode::BAD_GATEWAY, Notice::NoConsent);
            notice(said, &query, To { whose: Some(&whose), ..To::default() })
        }
        Err(error) => no_session(&app, &address, error, &query).await,
    }
}

async fn way(app: &App, address: &str, query: &Query) -> Result<Way, ServiceError> {
    let session = app.service.open_session(address).await?;
    let Focus::Connection(id) = query.focus() else { return Err(ServiceError::NotFound) };
    let id: ConnectionId = id.parse().map_err(|_| ServiceError::NotFound)?;
    let locale = session.caller.claims.locale.clone();
    let lang = query.wanted().lang(locale.as_deref());
    let application = session.caller.application.clone();
    let connection = app.service.connection(&Caller::Token(Box::new(session.caller)), id).await?;
    let url = app.service.consent_url(&connection, lang.tag()).await?;
    let place = url.and_then(|url| HeaderValue::from_str(url.as_str()).ok());
    Ok(place.map_or(Way::Nowhere(Box::new(Whose { application, locale })), Way::On))
}

/// `GET /widget/consent/{lang}`: where DNS hosts lead back to. Nothing of what they say is shown.
///
/// A window that the host has cut off from its opener can't tell the page in the frame anything: so
/// we look ourselves, and that page hears of it as of every look.
pub(crate) async fn end(
    State(app): State<App>,
    Path(lang): Path<String>,
    query: Query,
    RawQuery(said): RawQuery,
) -> Response {
    let said = said.unwrap_or_default();
    let value = |name: &str| parse(said.as_bytes()).find(|(key, _)| key == name).map(|it| it.1);
    let cancelled = || value("error_description").is_some_and(|it| it.starts_with(CANCELLED));
    let why = match value("error").as_deref() {
        None => Notice::ConsentGiven,
        Some(DENIED) if cancelled() => Notice::ConsentStopped,
        Some(_) => Notice::ConsentRefused,
    };
    let connection: Option<ConnectionId> = value("state").and_then(|state| state.parse().ok());
    if let (Notice::ConsentGiven, Some(id)) = (why, connection) {
        let service = app.service.clone();
        // Nobody waits for it, and nobody is told whether there is such a connection.
        app.carried.spawn(async move {
            if let Err(error) = service.look_after_consent(id).await {
                tracing::warn!(connection = %id, %error, "a look after consent failed");
            }
        });
    }
    notice((StatusCode::OK, why), &query.in_lang(&lang), To { connection, ..To::default() })
}
