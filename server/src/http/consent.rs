//! The way to the DNS host that adds records by itself, and back.
//!
//! The session address is secret and never leaves: who comes back is told apart by the connection
//! alone, and nothing is believed because of it.

use app::backend::{Focus, Notice};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::App;
use super::body::{Params, Path};
use super::widget::{Query, To, no_session, notice};
use crate::service::ServiceError;
use crate::service::caller::Caller;
use crate::service::tokens::Whose;
use crate::store::ConnectionId;

/// What hosts say when their customer did not want it (RFC 6749 §4.1.2.1).
const DENIED: &str = "access_denied";

/// `GET /widget/{address}/consent?connection=`: on to the DNS host.
pub(crate) async fn begin(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
) -> Response {
    match place(&app, &address, &query).await {
        Ok(Ok(place)) => {
            let headers = [
                (LOCATION, place),
                (CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
            ];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Ok(Err(whose)) => {
            let said = (StatusCode::BAD_GATEWAY, Notice::NoConsent);
            notice(said, &query, To { whose: Some(&whose), ..To::default() })
        }
        Err(error) => no_session(&app, &address, error, &query).await,
    }
}

async fn place(
    app: &App,
    address: &str,
    query: &Query,
) -> Result<Result<HeaderValue, Whose>, ServiceError> {
    let session = app.service.open_session(address).await?;
    let Focus::Connection(id) = query.focus() else { return Err(ServiceError::NotFound) };
    let id: ConnectionId = id.parse().map_err(|_| ServiceError::NotFound)?;
    let locale = session.caller.claims.locale.clone();
    let lang = query.wanted().lang(locale.as_deref());
    let application = session.caller.application.clone();
    let connection = app.service.connection(&Caller::Token(Box::new(session.caller)), id).await?;
    let url = app.service.consent_url(&connection, lang.tag()).await?;
    let place = url.and_then(|url| HeaderValue::from_str(url.as_str()).ok());
    Ok(place.ok_or(Whose { application, locale }))
}

/// What a host adds to the address that it leads back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Back {
    state: String,
    error: Option<String>,
}

/// `GET /widget/consent`: where DNS hosts lead back to. Nothing of what they say is shown, and
/// whoever forges it has the page beside look at the DNS once more.
pub(crate) async fn end(query: Query, Params(back): Params<Back>) -> Response {
    let why = match back.error.as_deref() {
        None => Notice::ConsentGiven,
        Some(DENIED) => Notice::ConsentStopped,
        Some(_) => Notice::ConsentRefused,
    };
    let connection = back.state.parse().ok();
    notice((StatusCode::OK, why), &query, To { connection, ..To::default() })
}
