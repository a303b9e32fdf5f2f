//! From every failure to the one error envelope; the only module that knows status codes.

use app::domain::problem::Code;
use axum::extract::rejection::{
    FormRejection, JsonRejection, PathRejection, QueryRejection, StringRejection,
};
use axum::http::header::{HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use time::Duration;

use crate::service::ServiceError;
use crate::store::StoreError;

/// Where the request's id travels, in and out.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a 402 says beside its message, too.
const ABOVE: [&str; 3] = ["limit", "plan", "upgrade_url"];

/// An answer that says what went wrong.
#[derive(Debug)]
pub(crate) struct Problem {
    code: Code,
    message: String,
    details: Map<String, Value>,
    retry_after: Option<i64>,
}

impl Problem {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), details: Map::new(), retry_after: None }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(Code::Invalid, message)
    }

    pub(crate) fn not_found() -> Self {
        Self::new(Code::NotFound, "there is nothing here, or it is somebody else's")
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(Code::Unauthorized, "a valid API key or widget token is needed")
    }

    pub(crate) fn forbidden(what: impl Into<String>) -> Self {
        Self::new(Code::Forbidden, what)
    }

    pub(crate) fn gone(what: impl Into<String>) -> Self {
        Self::new(Code::Gone, what)
    }

    fn too_large() -> Self {
        Self::new(Code::TooLarge, "the body is larger than 64 KiB")
    }

    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.details.insert(key.to_owned(), value.into());
        self
    }

    pub(crate) const fn status(&self) -> StatusCode {
        match self.code {
            Code::Invalid => StatusCode::BAD_REQUEST,
            Code::Unauthorized => StatusCode::UNAUTHORIZED,
            Code::QuotaExceeded => StatusCode::PAYMENT_REQUIRED,
            Code::Forbidden => StatusCode::FORBIDDEN,
            Code::NotFound => StatusCode::NOT_FOUND,
            Code::HostnameConflict
            | Code::OwnershipNotFound
            | Code::NotReady
            | Code::IdempotencyMismatch => StatusCode::CONFLICT,
            Code::Gone => StatusCode::GONE,
            Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Code::InvalidHostname | Code::HighRiskDomain | Code::UnsafeUrl => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Code::RateLimited | Code::CertificateRateLimited => StatusCode::TOO_MANY_REQUESTS,
            Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Code::BillingUnavailable | Code::EdgeUnavailable => StatusCode::BAD_GATEWAY,
            Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The envelope, for `request_id`.
    pub(crate) fn body(&self, request_id: &str) -> Value {
        let mut error = json!({ "code": self.code, "message": self.message });
        if let Some(fields) = error.as_object_mut() {
            if !self.details.is_empty() {
                fields.insert("details".to_owned(), Value::Object(self.details.clone()));
            }
            // Whoever shows somebody the way to a larger plan finds it at once.
            let above = self.details.iter().filter(|(key, _)| {
                self.code == Code::QuotaExceeded && ABOVE.contains(&key.as_str())
            });
            fields.extend(above.map(|(key, value)| (key.clone(), value.clone())));
            fields.insert("request_id".to_owned(), request_id.into());
        }
        json!({ "error": error })
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let request_id = super::request_id::current();
        let mut response = (self.status(), axum::Json(self.body(&request_id))).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        if self.code == Code::Unauthorized {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        let message = error.to_string();
        match error {
            ServiceError::NotFound => Self::not_found(),
            ServiceError::Unauthorized => Self::unauthorized(),
            ServiceError::Forbidden(_) => Self::forbidden(message),
            ServiceError::Invalid { fields, .. } => Self::invalid(message)
                .with("fields", fields.iter().map(|f| Value::from(*f)).collect::<Vec<_>>()),
            ServiceError::HighRisk { support_url } => {
                let problem = Self::new(Code::HighRiskDomain, message);
                support_url.into_iter().fold(problem, |it, url| it.with("support_url", url))
            }
            ServiceError::Hostname(_) => Self::new(Code::InvalidHostname, message),
            ServiceError::UnsafeUrl(_) => Self::new(Code::UnsafeUrl, message),
            ServiceError::Conflict { own: Some(id) } => {
                Self::new(Code::HostnameConflict, message).with("connection_id", id.to_string())
            }
            ServiceError::Conflict { own: None } => Self::new(Code::HostnameConflict, message),
            ServiceError::OwnershipNotFound(connection) => {
                let findings = json!(super::views::told(&connection));
                Self::new(Code::OwnershipNotFound, message).with("findings", findings)
            }
            ServiceError::QuotaExceeded(full) => Self::new(Code::QuotaExceeded, message)
                .with("limit", full.exceeded.max)
                .with("quota", full.exceeded.limit.as_str())
                .with("plan", full.plan.as_str())
                .with("upgrade_url", full.upgrade_url),
            ServiceError::NoRoom => Self::new(Code::QuotaExceeded, message),
            ServiceError::Billing(_) => {
                tracing::error!(error = %Chain(&error), "a plan could not be switched");
                Self::new(Code::BillingUnavailable, message)
            }
            ServiceError::NoCache => Self::new(Code::EdgeUnavailable, message),
            ServiceError::NotReady(_) => Self::new(Code::NotReady, message),
            ServiceError::IdempotencyMismatch => Self::new(Code::IdempotencyMismatch, message),
            ServiceError::Gone => Self::gone(message),
            ServiceError::TooMany { retry_after } => Self {
                retry_after: Some(retry_after.whole_seconds()),
                ..Self::new(Code::RateLimited, message)
            },
            ServiceError::TooManySubmissions { retry_after } => Self {
                retry_after: Some((retry_after + Duration::milliseconds(999)).whole_seconds()),
                ..Self::new(Code::CertificateRateLimited, message)
            },
            ServiceError::Store(StoreError::Unavailable(_)) => {
                tracing::warn!(error = %Chain(&error), "the database is away");
                Self {
                    retry_after: Some(1),
                    ..Self::new(Code::Unavailable, "the database can't be reached, try again")
                }
            }
            ServiceError::Store(_)
            | ServiceError::Token(_)
            | ServiceError::Seal(_)
            | ServiceError::Rules(_) => {
                tracing::error!(error = %Chain(&error), "a request failed");
                Self::new(Code::Internal, "something went wrong on our side")
            }
        }
    }
}

/// An error and what caused it, on one line.
pub(crate) struct Chain<'a>(pub(crate) &'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        let status = rejection.status();
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            return Self::too_large();
        }
        // The reader's own words name the field and the place.
        let text = rejection.body_text();
        let field = text.split('`').nth(1).map(str::to_owned);
        let message = text
            .strip_prefix("Failed to deserialize the JSON body into the target type: ")
            .or_else(|| text.strip_prefix("Failed to parse the request body as JSON: "))
            .unwrap_or(&text);
        let problem = Self::invalid(message);
        let field = field.filter(|_| text.contains("field `")).or_else(|| place(message));
        field.into_iter().fold(problem, |it, field| it.with("fields", vec![Value::from(field)]))
    }
}

/// The path of a value that can't be read, as the reader puts it before its message.
fn place(message: &str) -> Option<String> {
    let (path, _) = message.split_once(": ")?;
    let fits = |c: char| c.is_ascii_alphanumeric() || "_.[]-".contains(c);
    (path.starts_with(char::is_alphabetic) && path.chars().all(fits)).then(|| path.to_owned())
}

impl From<FormRejection> for Problem {
    fn from(rejection: FormRejection) -> Self {
        of_body(rejection.status(), rejection.body_text())
    }
}

impl From<StringRejection> for Problem {
    fn from(rejection: StringRejection) -> Self {
        of_body(rejection.status(), rejection.body_text())
    }
}

fn of_body(status: StatusCode, text: String) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large()
    } else {
        Problem::invalid(text)
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        let text = rejection.body_text();
        Self::invalid(text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text))
    }
}

impl From<PathRejection> for Problem {
    fn from(_: PathRejection) -> Self {
        // An id that is none of ours is like an id that is somebody else's.
        Self::not_found()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_and_their_statuses_are_published() {
        let list: Vec<String> = Code::ALL
            .iter()
            .map(|code| {
                let status = Problem::new(*code, "").status().as_u16();
                format!("{} {status}", serde_json::to_value(code).unwrap().as_str().unwrap())
            })
            .collect();
        assert_eq!(
            list,
            [
                "invalid 400",
                "unauthorized 401",
                "QuotaExceeded 402",
                "forbidden 403",
                "not_found 404",
                "HostnameConflict 409",
                "ownership_not_found 409",
                "not_ready 409",
                "idempotency_mismatch 409",
                "gone 410",
                "too_large 413",
                "invalid_hostname 422",
                "high_risk_domain 422",
                "unsafe_url 422",
                "rate_limited 429",
                "certificate_rate_limited 429",
                "internal 500",
                "billing_unavailable 502",
                "edge_unavailable 502",
                "unavailable 503",
            ]
        );
    }
}
