//! `/v1/tokens`.

use app::domain::name::Hostname;
use app::domain::session::{Allow, Scope};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::App;
use super::applications::rfc3339;
use super::auth::Minter;
use super::body::bad_field;
use super::idempotency::{Created, Once};
use super::problem::Problem;
use crate::service::connections::MAX_REFERENCE;
use crate::service::intake;
use crate::service::tokens::TokenWish;
use crate::store::{ApplicationId, ConnectionId};

/// The longest `locale`, characters (RFC 5646 §4.4.1).
const MAX_LOCALE: usize = 35;

/// What a new token is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenBody {
    application_id: ApplicationId,
    reference: Option<String>,
    connection_id: Option<ConnectionId>,
    domain: Option<String>,
    locale: Option<String>,
    #[serde(default)]
    allow: Vec<Allow>,
    ttl_seconds: Option<i64>,
}

impl TokenBody {
    fn wish(self) -> Result<TokenWish, Problem> {
        let domain = self.domain.as_deref().map(intake::read).transpose();
        let domain: Option<Hostname> =
            domain.map_err(crate::service::ServiceError::from)?.map(|intake| intake.hostname);
        if self.reference.as_ref().is_some_and(|text| text.is_empty() || MAX_REFERENCE < text.len())
        {
            return Err(bad_field("reference", "must have 1 to 200 characters"));
        }
        let locale = self.locale.filter(|text| !text.is_empty());
        let is_tag = |text: &String| {
            text.len() <= MAX_LOCALE && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        if locale.as_ref().is_some_and(|text| !is_tag(text)) {
            return Err(bad_field("locale", "is no language tag such as en or pt-BR"));
        }
        let scope = Scope {
            reference: self.reference,
            connection_id: self.connection_id.map(|id| id.to_string()),
            domain,
        };
        Ok(TokenWish { scope, locale, allow: self.allow, ttl_seconds: self.ttl_seconds })
    }
}

/// `POST /v1/tokens`.
pub(crate) async fn mint(
    State(app): State<App>,
    Minter(caller): Minter,
    once: Once,
) -> Result<Created, Problem> {
    once.run(&app, &caller, async |body: TokenBody| {
        let application = body.application_id;
        let minted = app.service.mint_token(&caller, application, body.wish()?).await?;
        Ok(json!({
            "auth_token": minted.token,
            "expires_at": rfc3339(minted.expires_at),
            "widget_url": format!("{}/widget/{}", app.service.settings.public_url, minted.session),
            "jti": minted.claims.jti,
        }))
    })
    .await
}

/// `DELETE /v1/tokens/{jti}`.
pub(crate) async fn revoke(
    State(app): State<App>,
    Minter(caller): Minter,
    Path(jti): Path<String>,
) -> Result<StatusCode, Problem> {
    app.service.revoke_token(&caller, &jti).await?;
    Ok(StatusCode::NO_CONTENT)
}
