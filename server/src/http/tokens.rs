//! `/v1/tokens`.

use app::domain::name::Hostname;
use app::domain::session::{Allow, Scope};
use axum::extract::State;
use axum::response::NoContent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::App;
use super::applications::rfc3339;
use super::auth::Minter;
use super::body::{Path, bad_field};
use super::idempotency::{Created, Once};
use super::problem::Problem;
use crate::service::connections::is_reference;
use crate::service::intake;
use crate::service::tokens::TokenWish;
use crate::store::{ApplicationId, ConnectionId};

/// The longest `locale`, characters (RFC 5646 §4.4.1).
const MAX_LOCALE: usize = 35;

/// What a new token is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenBody {
    application_id: ApplicationId,
    /// The connections of this customer.
    #[schemars(length(min = 1, max = 200))]
    reference: Option<String>,
    /// This connection.
    connection_id: Option<ConnectionId>,
    /// This hostname.
    domain: Option<String>,
    /// The reader's language, BCP 47.
    #[schemars(regex(pattern = "^[A-Za-z0-9-]{0,35}$"))]
    locale: Option<String>,
    /// What the visit may do beside looking, creating and checking.
    #[serde(default)]
    allow: Vec<Allow>,
    /// How long it lasts; 3600 when not given.
    #[schemars(range(min = 60, max = 3600))]
    ttl_seconds: Option<i64>,
}

/// A new token. A replay leaves out what is secret.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WidgetToken")]
pub(crate) struct TokenView {
    #[serde(skip_serializing_if = "String::is_empty")]
    auth_token: String,
    #[schemars(extend("format" = "date-time"))]
    expires_at: String,
    /// Opens the widget, the first time within five minutes.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(extend("format" = "uri"))]
    widget_url: String,
    /// By which it is revoked.
    jti: String,
}

impl TokenBody {
    fn wish(self) -> Result<TokenWish, Problem> {
        let domain = self.domain.as_deref().map(intake::read).transpose();
        let domain: Option<Hostname> =
            domain.map_err(crate::service::ServiceError::from)?.map(|intake| intake.hostname);
        if self.reference.as_deref().is_some_and(|text| !is_reference(text)) {
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
    once: Once<TokenBody>,
) -> Result<Created<TokenView>, Problem> {
    once.run(&app, &caller, async |body| {
        let application = body.application_id;
        let minted = app.service.mint_token(&caller, application, body.wish()?).await?;
        let widget_url = format!("{}/widget/{}", app.service.settings.public_url, minted.session);
        Ok(TokenView {
            auth_token: minted.token,
            expires_at: rfc3339(minted.expires_at),
            widget_url,
            jti: minted.claims.jti,
        })
    })
    .await
}

/// `DELETE /v1/tokens/{jti}`.
pub(crate) async fn revoke(
    State(app): State<App>,
    Minter(caller): Minter,
    Path(jti): Path<String>,
) -> Result<NoContent, Problem> {
    app.service.revoke_token(&caller, &jti).await?;
    Ok(NoContent)
}
