//! How an origin in Rust knows for whom a request came through the edge.

use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

/// For whom a request came.
#[derive(Debug, Deserialize)]
pub struct Visit {
    /// The customer's hostname.
    pub hostname: String,
    /// The id of its connection.
    #[serde(rename = "sub")]
    pub connection: String,
    application_id: String,
}

/// Verifies the header `X-Fairlead-Assertion`. `server` is Fairlead's `PUBLIC_URL`, `application` the
/// id of the application that is served here, and `keys` what `{server}/.well-known/jwks.json`
/// answers: keep it, and fetch it anew, at most once a minute, when no key has the `kid`.
///
/// # Errors
///
/// Where the request did not come through the edge.
pub fn visit(
    assertion: &str,
    keys: &JwkSet,
    server: &str,
    application: &str,
) -> Result<Visit, Error> {
    let kid = decode_header(assertion)?.kid.unwrap_or_default();
    let key = keys.find(&kid).ok_or(ErrorKind::InvalidKeyFormat)?;
    let mut wanted = Validation::new(Algorithm::EdDSA);
    wanted.set_issuer(&[server]);
    wanted.set_audience(&["fairlead-origin"]);
    wanted.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    wanted.leeway = 30;
    let visit: Visit = decode(assertion, &DecodingKey::from_jwk(key)?, &wanted)?.claims;
    if visit.application_id == application {
        Ok(visit)
    } else {
        Err(ErrorKind::InvalidToken.into())
    }
}
