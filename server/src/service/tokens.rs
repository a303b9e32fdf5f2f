//! Widget tokens and the session addresses that they open.

use app::domain::session::{AUDIENCE, Allow, Claims, FIRST_OPENING, MAX_TTL, MIN_TTL, Scope};
use time::{Duration, OffsetDateTime};

use super::caller::{KeyCaller, TokenCaller};
use super::sessions::{TokenError, digest, new_address};
use super::{Service, ServiceError};
use crate::clock::new_id;
use crate::store::tokens::Token;
use crate::store::{Application, ApplicationId};

/// What a new token is asked to be.
#[derive(Clone, Debug, Default)]
pub struct TokenWish {
    /// What it reaches.
    pub scope: Scope,
    /// The reader's language.
    pub locale: Option<String>,
    /// What it may do beside looking.
    pub allow: Vec<Allow>,
    /// How long it lasts, seconds; 60 minutes when not given.
    pub ttl_seconds: Option<i64>,
}

/// A token, and the address that opens the widget for it. Both are secrets, so no `Debug`.
pub struct Minted {
    /// The JWT.
    pub token: String,
    /// What it says.
    pub claims: Claims,
    /// The random part of the session address.
    pub session: String,
    /// When it ends.
    pub expires_at: OffsetDateTime,
}

/// Whose an address is, be it over.
#[derive(Clone, Debug)]
pub struct Whose {
    /// The application that it belongs to.
    pub application: Application,
    /// The language that its tenant's server asked for.
    pub locale: Option<String>,
}

/// An open visit to the widget.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who visits.
    pub caller: TokenCaller,
    /// When its address was made: before anything that was seen in it.
    pub began_at: OffsetDateTime,
    /// When the visit ends.
    pub expires_at: OffsetDateTime,
}

impl Service {
    /// Mints a token for an application that the caller reaches.
    pub async fn mint_token(
        &self,
        caller: &KeyCaller,
        application: ApplicationId,
        wish: TokenWish,
    ) -> Result<Minted, ServiceError> {
        let application = self.application(caller, application).await?;
        if wish.scope.is_empty() {
            return Err(ServiceError::Invalid {
                message: "one of reference, connection_id, domain is needed".to_owned(),
                fields: vec!["reference", "connection_id", "domain"],
            });
        }
        if let Some(id) = &wish.scope.connection_id {
            let id = id.parse().map_err(|_| ServiceError::NotFound)?;
            let found = self.store.find_connection(id).await?;
            found
                .filter(|found| found.application_id == application.id)
                .ok_or(ServiceError::NotFound)?;
        }
        let ttl = wish.ttl_seconds.map_or(MAX_TTL, Duration::seconds);
        if !(MIN_TTL..=MAX_TTL).contains(&ttl) {
            return Err(ServiceError::invalid("ttl_seconds", "must be between 60 and 3600"));
        }
        let now = self.clock.now();
        let claims = Claims {
            iss: self.settings.public_url.clone(),
            aud: AUDIENCE.to_owned(),
            sub: application.id.to_string(),
            iat: now.unix_timestamp(),
            exp: (now + ttl).unix_timestamp(),
            jti: new_id().to_string(),
            scope: wish.scope,
            locale: wish.locale,
            allow: wish.allow,
        };
        let token = self.tokens.mint(&claims).map_err(ServiceError::Token)?;
        let session = new_address();
        let expires_at = ends_at(&claims)?;
        let stored = Token {
            jti: claims.jti.clone(),
            application_id: application.id,
            claims: claims.clone(),
            created_at: now,
            expires_at,
            revoked_at: None,
        };
        self.store.create_token(&stored, &digest(&session)).await?;
        Ok(Minted { token, claims, session, expires_at })
    }

    /// Revokes a token, its session address and its open streams.
    pub async fn revoke_token(&self, caller: &KeyCaller, jti: &str) -> Result<(), ServiceError> {
        let token = self.store.find_token(jti).await?.ok_or(ServiceError::NotFound)?;
        self.application(caller, token.application_id).await?;
        self.store.revoke_token(jti, self.clock.now()).await?;
        self.hub.look_again();
        Ok(())
    }

    /// The holder of a token.
    pub async fn token_caller(&self, token: &str) -> Result<TokenCaller, ServiceError> {
        let claims = self.read_token(token)?;
        let known = self.store.find_token(&claims.jti).await?;
        let known = known.filter(|known| known.revoked_at.is_none());
        let known = known.ok_or(ServiceError::Unauthorized)?;
        let application = self.store.find_application(known.application_id).await?;
        let application = application.ok_or(ServiceError::Unauthorized)?;
        Ok(TokenCaller { claims, application })
    }

    /// Whether a token that was good still is: streams outlive their first look.
    pub async fn token_still_good(&self, claims: &Claims) -> Result<(), ServiceError> {
        let known = self.store.find_token(&claims.jti).await?;
        let good = known.is_some_and(|known| known.revoked_at.is_none());
        let over = claims.is_over(self.clock.now());
        if good && !over { Ok(()) } else { Err(ServiceError::Gone) }
    }

    /// Exchanges a token for a session address of its own.
    pub async fn open_with_token(&self, token: &str) -> Result<String, ServiceError> {
        let caller = self.token_caller(token).await?;
        let now = self.clock.now();
        let session = new_address();
        self.store.create_session(&digest(&session), &caller.claims.jti, now).await?;
        Ok(session)
    }

    /// The visit behind a session address. The first opening must come within five minutes.
    pub async fn open_session(&self, address: &str) -> Result<Session, ServiceError> {
        let now = self.clock.now();
        let session = self.store.find_session(&digest(address)).await?;
        let session = session.ok_or(ServiceError::NotFound)?;
        let over = session.revoked_at.is_some()
            || session.token.expires_at <= now
            || (session.first_opened_at.is_none() && session.created_at + FIRST_OPENING <= now);
        if over {
            return Err(ServiceError::Gone);
        }
        if session.first_opened_at.is_none() {
            self.store.mark_opened(&session.hash, now).await?;
        }
        let application = self.store.find_application(session.token.application_id).await?;
        let application = application.ok_or(ServiceError::NotFound)?;
        let expires_at = session.token.expires_at;
        let caller = TokenCaller { claims: session.token.claims, application };
        Ok(Session { caller, began_at: session.created_at, expires_at })
    }

    /// Whose visit an address is or was; `None` where it was never one.
    pub async fn whose_visit(&self, address: &str) -> Result<Option<Whose>, ServiceError> {
        let Some(session) = self.store.find_session(&digest(address)).await? else {
            return Ok(None);
        };
        let application = self.store.find_application(session.token.application_id).await?;
        let locale = session.token.claims.locale;
        Ok(application.map(|application| Whose { application, locale }))
    }

    /// Goes on with a fresh token for the same application and the same reach.
    pub async fn renew_session(
        &self,
        address: &str,
        token: &str,
    ) -> Result<OffsetDateTime, ServiceError> {
        let known = self.store.find_session(&digest(address)).await?;
        let known = known.ok_or(ServiceError::NotFound)?;
        if known.token.expires_at <= self.clock.now() {
            return Err(ServiceError::Gone);
        }
        let fresh = self.token_caller(token).await?;
        let before = &known.token.claims;
        if fresh.claims.sub != before.sub || fresh.claims.scope != before.scope {
            return Err(ServiceError::Forbidden("the token is for another session"));
        }
        if self.store.renew_session(&known.hash, &fresh.claims.jti).await? {
            ends_at(&fresh.claims)
        } else {
            Err(ServiceError::Gone)
        }
    }

    fn read_token(&self, token: &str) -> Result<Claims, ServiceError> {
        let now = self.clock.now();
        self.tokens.verify(token, &self.settings.public_url, now).map_err(|error| match error {
            TokenError::Invalid | TokenError::Expired => ServiceError::Unauthorized,
            TokenError::NoKey => ServiceError::Token(error),
        })
    }
}

fn ends_at(claims: &Claims) -> Result<OffsetDateTime, ServiceError> {
    OffsetDateTime::from_unix_timestamp(claims.exp).map_err(|_| ServiceError::Rules("exp"))
}
