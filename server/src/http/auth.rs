//! Extractors that are proofs: a handler that takes one can't run without the right.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::App;
use super::limit::Recognised;
use super::problem::Problem;
use crate::service::caller::{Caller, KeyCaller, KeyScope};

/// Whoever may read connections: a key with the scope, or a widget token.
pub(crate) struct Reader(pub(crate) Caller);

/// Whoever may create and check connections: a key with the scope, or a widget token.
pub(crate) struct Writer(pub(crate) Caller);

/// A key that reads connections.
pub(crate) struct KeyReader;

/// A key that manages applications.
pub(crate) struct Admin(pub(crate) KeyCaller);

/// A key that reads plans and usage.
pub(crate) struct UsageReader(pub(crate) KeyCaller);

/// A key that mints widget tokens.
pub(crate) struct Minter(pub(crate) KeyCaller);

/// A key that has caches forget what its tenant's hosts answer.
pub(crate) struct Purger(pub(crate) KeyCaller);

/// A key that manages whom events are told to.
pub(crate) struct Teller(pub(crate) KeyCaller);

impl FromRequestParts<App> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        caller(parts, app, KeyScope::ConnectionsRead).await.map(Self)
    }
}

impl FromRequestParts<App> for Writer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        caller(parts, app, KeyScope::ConnectionsWrite).await.map(Self)
    }
}

impl FromRequestParts<App> for KeyReader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        key(parts, app, KeyScope::ConnectionsRead).await.map(|_| Self)
    }
}

impl FromRequestParts<App> for Admin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        key(parts, app, KeyScope::AppsAdmin).await.map(Self)
    }
}

impl FromRequestParts<App> for Minter {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        key(parts, app, KeyScope::ConnectionsWrite).await.map(Self)
    }
}

impl FromRequestParts<App> for Purger {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        key(parts, app, KeyScope::ConnectionsWrite).await.map(Self)
    }
}

impl FromRequestParts<App> for UsageReader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        key(parts, app, KeyScope::UsageRead).await.map(Self)
    }
}

impl FromRequestParts<App> for Teller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        key(parts, app, KeyScope::WebhooksWrite).await.map(Self)
    }
}

async fn key(parts: &Parts, app: &App, scope: KeyScope) -> Result<KeyCaller, Problem> {
    match caller(parts, app, scope).await? {
        Caller::Key(key) => Ok(key),
        Caller::Token(_) => Err(Problem::forbidden("a widget token is not taken here")),
    }
}

async fn caller(parts: &Parts, app: &App, scope: KeyScope) -> Result<Caller, Problem> {
    let credential = bearer(&parts.headers).ok_or_else(Problem::unauthorized)?;
    if !credential.starts_with("sk_") {
        let token = app.service.token_caller(credential).await?;
        note(parts);
        return Ok(Caller::Token(Box::new(token)));
    }
    let key = app.service.key_caller(credential).await?;
    note(parts);
    if key.holds(scope) {
        Ok(Caller::Key(key))
    } else {
        Err(Problem::forbidden(format!("the key does not hold the scope {}", scope.as_str())))
    }
}

fn note(parts: &Parts) {
    if let Some(recognised) = parts.extensions.get::<Recognised>() {
        recognised.note();
    }
}

/// The credential (RFC 6750 §2.1); never taken from the address.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credential) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| credential.trim()).filter(|text| !text.is_empty())
}
