//! What comes in: JSON bodies, queries and ids, each refused with the one envelope.

use app::domain::problem::Code;
use axum::extract::{self, FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::store::{Cursor, Page};

/// A JSON body; unknown fields are refused by the type.
pub(crate) struct Json<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let axum::Json(value) = axum::Json::from_request(request, state).await?;
        Ok(Self(value))
    }
}

/// A form, as browsers post it.
pub(crate) struct Form<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let axum::Form(value) = axum::Form::from_request(request, state).await?;
        Ok(Self(value))
    }
}

/// Plain text.
pub(crate) struct Text(pub(crate) String);

impl<S: Send + Sync> FromRequest<S> for Text {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Ok(Self(String::from_request(request, state).await?))
    }
}

/// What stands in the path; what can't be read there is not there.
pub(crate) struct Path<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let extract::Path(value) = extract::Path::from_request_parts(parts, state).await?;
        Ok(Self(value))
    }
}

/// The id in the path.
pub(crate) struct Id<T>(pub(crate) T);

impl<S: Send + Sync, T: std::str::FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path: Path<std::collections::HashMap<String, String>> =
            Path::from_request_parts(parts, state).await?;
        let id = path.0.get("id").ok_or_else(Problem::not_found)?;
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}

/// A query; unknown parameters are refused by the type.
pub(crate) struct Params<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(value) = Query::from_request_parts(parts, state).await?;
        Ok(Self(value))
    }
}

/// Which page of a list is wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageParams {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// At most so many; 20 when not given.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// The page when nothing is said.
const DEFAULT_LIMIT: u32 = 20;
const MAX_LIMIT: u32 = 100;

impl PageParams {
    pub(crate) fn page(&self) -> Result<Page, Problem> {
        page(self.cursor.as_deref(), self.limit)
    }
}

pub(crate) fn page(cursor: Option<&str>, limit: Option<u32>) -> Result<Page, Problem> {
    let after = cursor.map(str::parse::<Cursor>).transpose();
    let after = after.map_err(|_| bad_field("cursor", "is none that was handed out"))?;
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(bad_field("limit", "must be between 1 and 100"));
    }
    Ok(Page { after, limit })
}

pub(crate) fn bad_field(field: &'static str, what: &str) -> Problem {
    Problem::new(Code::Invalid, format!("{field}: {what}")).with("fields", vec![field])
}

/// A page of a list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(inline)]
pub(crate) struct Listed<B> {
    data: Vec<B>,
    /// Where the next page begins; `null` on the last.
    next_cursor: Option<String>,
}

impl<B> Listed<B> {
    /// All there is, on one page.
    pub(crate) const fn all(data: Vec<B>) -> Self {
        Self { data, next_cursor: None }
    }
}

/// A list as it is answered.
pub(crate) fn list<T, B>(
    list: crate::store::List<T>,
    shown: impl FnMut(T) -> B,
) -> axum::Json<Listed<B>> {
    let next_cursor = list.next.map(|cursor| cursor.to_string());
    axum::Json(Listed { data: list.data.into_iter().map(shown).collect(), next_cursor })
}
