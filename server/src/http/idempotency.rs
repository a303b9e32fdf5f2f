//! `Idempotency-Key`: the same request twice makes one thing.

use std::marker::PhantomData;

use app::domain::problem::Code;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::problem::Problem;
use super::{App, request_id, router};
use crate::service::ServiceError;
use crate::service::caller::{Caller, KeyCaller};
use crate::service::sessions::digest;
use crate::store::idempotency::Seen;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The longest key, characters.
const MAX_KEY: usize = 255;
/// What is shown once, and never again by a replay.
const SECRETS: [&str; 4] = ["secret", "auth_token", "widget_url", "signing_secret"];

/// A body that is acted on once for each key.
pub(crate) struct Once<T = Value> {
    key: Option<String>,
    path: String,
    body: Bytes,
    kind: PhantomData<fn() -> T>,
}

/// What was created, now or then.
pub(crate) struct Created<T = Value> {
    body: Value,
    replayed: bool,
    kind: PhantomData<fn() -> T>,
}

impl<T> FromRequest<App> for Once<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let key = request.headers().get(KEY).map(|value| {
            let text = value.to_str().ok().filter(|text| (1..=MAX_KEY).contains(&text.len()));
            text.map(str::to_owned).ok_or_else(|| {
                Problem::invalid("Idempotency-Key: must be 1 to 255 printable ASCII characters")
            })
        });
        let path = request.uri().path().to_owned();
        let body = Bytes::from_request(request, app)
            .await
            .map_err(|_| Problem::new(Code::TooLarge, "the body is larger than 64 KiB"))?;
        Ok(Self { key: key.transpose()?, path, body, kind: PhantomData })
    }
}

/// Carries a request that has a key to its end, also when whoever sent it has hung up: that is
/// who comes again with the same key, and must find it ended.
pub(crate) async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    if !request.headers().contains_key(KEY) {
        return next.run(request).await;
    }
    match app.carried.spawn(next.run(request)).await {
        Ok(response) => response,
        Err(_) => request_id::scoped(router::panicked),
    }
}

/// Who a key of theirs belongs to.
pub(crate) trait Owner {
    /// Distinct for each API key and for each token.
    fn owner(&self) -> String;
}

impl Owner for KeyCaller {
    fn owner(&self) -> String {
        self.key.to_string()
    }
}

impl Owner for Caller {
    fn owner(&self) -> String {
        match self {
            Self::Key(key) => key.owner(),
            Self::Token(token) => token.claims.jti.clone(),
        }
    }
}

impl<T: DeserializeOwned> Once<T> {
    /// The same, with nothing said taken for nothing to say.
    pub(crate) fn or_empty(self) -> Self {
        let body = if self.body.is_empty() { Bytes::from_static(b"{}") } else { self.body };
        Self { body, ..self }
    }

    /// Reads the body and creates; or, when the key was used before with the same body, answers
    /// what was answered then.
    pub(crate) async fn run<B: Serialize>(
        self,
        app: &App,
        owner: &impl Owner,
        create: impl AsyncFnOnce(T) -> Result<B, Problem>,
    ) -> Result<Created<B>, Problem> {
        let Some(key) = self.key else {
            let body = json(&create(parse(&self.body)?).await?)?;
            return Ok(Created::of(body));
        };
        let store = &app.service.store;
        let owner = owner.owner();
        let hash = digest(&format!("{} {}", self.path, digest_bytes(&self.body)));
        let now = app.service.clock.now();
        let wrong = |error| Problem::from(ServiceError::from(error));
        match store.begin_request(&owner, &key, &hash, now).await.map_err(wrong)? {
            Seen::First => {}
            Seen::Answered { response, .. } => {
                let body = serde_json::from_str(&response).unwrap_or_default();
                return Ok(Created { replayed: true, ..Created::of(body) });
            }
            Seen::OtherBody => return Err(ServiceError::IdempotencyMismatch.into()),
            Seen::UnderWay => {
                return Err(ServiceError::TooMany { retry_after: time::Duration::SECOND }.into());
            }
        }
        let created = async { json(&create(parse(&self.body)?).await?) }.await;
        let body = match created {
            Ok(body) => body,
            Err(problem) => {
                // A request that was refused may be mended and tried again under its key.
                store.forget_request(&owner, &key).await.map_err(wrong)?;
                return Err(problem);
            }
        };
        let response = without_secrets(&body).to_string();
        let status = StatusCode::CREATED.as_u16();
        store.finish_request(&owner, &key, status, &response).await.map_err(wrong)?;
        Ok(Created::of(body))
    }
}

impl<T> Created<T> {
    const fn of(body: Value) -> Self {
        Self { body, replayed: false, kind: PhantomData }
    }
}

fn json<B: Serialize>(body: &B) -> Result<Value, Problem> {
    // What we made ourselves can be written.
    serde_json::to_value(body).map_err(|_| ServiceError::Rules("answer").into())
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    axum::Json::<T>::from_bytes(body).map(|axum::Json(value)| value).map_err(Problem::from)
}

fn digest_bytes(body: &[u8]) -> String {
    digest(&String::from_utf8_lossy(body))
}

fn without_secrets(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(fields) = body.as_object_mut() {
        let before = fields.len();
        for name in SECRETS {
            fields.remove(name);
        }
        // Elsewhere an address is no secret; a share link's opens it.
        if fields.contains_key("share_id") {
            fields.remove("url");
        }
        if fields.len() < before {
            fields.insert("secret_omitted".to_owned(), true.into());
        }
    }
    body
}

impl<T> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::CREATED, axum::Json(self.body)).into_response();
        if self.replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}
