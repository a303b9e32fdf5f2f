//! Widget tokens: minted and verified here, and nowhere else.

use app::domain::session::{AUDIENCE, Claims};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use crate::config::NamedSecret;
use crate::hex::hex;

/// The keys under which tokens are signed: the first signs, all verify.
pub struct TokenKeys {
    keys: Vec<TokenKey>,
}

struct TokenKey {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// What the edge tells an origin: for whom the visitor came. No widget token, by its audience.
#[derive(Debug, serde::Serialize)]
pub struct Assertion<'a> {
    /// Who says so.
    pub iss: &'a str,
    /// `fairlead-origin`.
    pub aud: &'static str,
    /// The connection.
    pub sub: String,
    /// The hostname that was visited.
    pub hostname: &'a str,
    /// The application.
    pub application_id: &'a str,
    /// When, Unix seconds.
    pub iat: i64,
    /// Until when it can be taken, Unix seconds.
    pub exp: i64,
}

/// Why a token is not taken. The holder is told no more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a token of ours: form, algorithm, key, signature, issuer or audience.
    #[error("the token is not valid")]
    Invalid,
    /// It was ours, and is over.
    #[error("the token has expired")]
    Expired,
    /// No key to sign with.
    #[error("no key to sign tokens with")]
    NoKey,
}

impl TokenKeys {
    /// Builds the keys once.
    #[must_use]
    pub fn new(secrets: &[NamedSecret]) -> Self {
        let keys = secrets.iter().map(|secret| TokenKey {
            id: secret.id.clone(),
            encoding: EncodingKey::from_secret(&secret.bytes),
            decoding: DecodingKey::from_secret(&secret.bytes),
        });
        Self { keys: keys.collect() }
    }

    /// Signs `claims` with the first key.
    pub fn mint(&self, claims: &Claims) -> Result<String, TokenError> {
        let key = self.keys.first().ok_or(TokenError::NoKey)?;
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(key.id.clone());
        jsonwebtoken::encode(&header, claims, &key.encoding).map_err(|_| TokenError::NoKey)
    }

    /// Signs what the edge tells an origin of a visit.
    pub fn assert(&self, assertion: &Assertion<'_>) -> Result<String, TokenError> {
        let key = self.keys.first().ok_or(TokenError::NoKey)?;
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(key.id.clone());
        jsonwebtoken::encode(&header, assertion, &key.encoding).map_err(|_| TokenError::NoKey)
    }

    /// Verifies `token`: HS256 under a key that is known, issued by `issuer`, for the widget,
    /// and not over at `now`.
    pub fn verify(
        &self,
        token: &str,
        issuer: &str,
        now: OffsetDateTime,
    ) -> Result<Claims, TokenError> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| TokenError::Invalid)?;
        let key = self.keys.iter().find(|key| Some(&key.id) == header.kid.as_ref());
        let key = key.ok_or(TokenError::Invalid)?;
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Whether it is over is decided by our clock, not by the library's.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation)
            .map_err(|_| TokenError::Invalid)?
            .claims;
        if claims.scope.is_empty() {
            return Err(TokenError::Invalid);
        }
        if claims.is_over(now) { Err(TokenError::Expired) } else { Ok(claims) }
    }
}

/// A fresh address part that nobody can guess: 128 bits.
#[must_use]
pub fn new_address() -> String {
    URL_SAFE_NO_PAD.encode(crate::clock::random_bytes::<16>())
}

/// What is kept of a secret: enough to recognise it, too little to use it.
#[must_use]
pub fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use app::domain::session::Scope;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
    const ISSUER: &str = "https://connect.example";

    fn secret(id: &str, seed: u8) -> NamedSecret {
        NamedSecret { id: id.to_owned(), bytes: (seed..seed + 32).collect() }
    }

    fn claims() -> Claims {
        Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: "app".to_owned(),
            iat: NOW.unix_timestamp(),
            exp: NOW.unix_timestamp() + 3600,
            jti: "1".to_owned(),
            scope: Scope { reference: Some("c1".to_owned()), ..Scope::default() },
            locale: None,
            allow: Vec::new(),
        }
    }

    #[test]
    fn a_token_is_good_until_its_last_second() {
        let keys = TokenKeys::new(&[secret("a", 1)]);
        let token = keys.mint(&claims()).unwrap();
        let end = NOW + time::Duration::HOUR;
        assert_eq!(keys.verify(&token, ISSUER, end - time::Duration::SECOND), Ok(claims()));
        assert_eq!(keys.verify(&token, ISSUER, end), Err(TokenError::Expired));
    }

    #[test]
    fn keys_rotate_and_retired_ones_are_refused() {
        let old = TokenKeys::new(&[secret("a", 1)]).mint(&claims()).unwrap();
        let both = TokenKeys::new(&[secret("b", 2), secret("a", 1)]);
        let new = TokenKeys::new(&[secret("b", 2)]);
        assert!(both.verify(&old, ISSUER, NOW).is_ok());
        assert_eq!(new.verify(&old, ISSUER, NOW), Err(TokenError::Invalid));
        // The id alone proves nothing.
        let forged = TokenKeys::new(&[secret("a", 9)]);
        assert_eq!(forged.verify(&old, ISSUER, NOW), Err(TokenError::Invalid));
    }

    #[test]
    fn no_algorithm_but_ours_no_issuer_but_us_no_claim_changed() {
        let keys = TokenKeys::new(&[secret("a", 1)]);
        let token = keys.mint(&claims()).unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT","kid":"a"}"#);
        let hs512 = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS512","typ":"JWT","kid":"a"}"#);
        let wider = Claims { sub: "other".to_owned(), ..claims() };
        let wider = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&wider).unwrap());
        for bad in [
            format!("{none}.{}.", parts[1]),
            format!("{none}.{}.{}", parts[1], parts[2]),
            format!("{hs512}.{}.{}", parts[1], parts[2]),
            format!("{}.{wider}.{}", parts[0], parts[2]),
            format!("{}.{}", parts[0], parts[1]),
            String::new(),
        ] {
            assert_eq!(keys.verify(&bad, ISSUER, NOW), Err(TokenError::Invalid), "{bad}");
        }
        assert_eq!(keys.verify(&token, "https://other.example", NOW), Err(TokenError::Invalid));
        let unbound = Claims { scope: Scope::default(), ..claims() };
        let unbound = keys.mint(&unbound).unwrap();
        assert_eq!(keys.verify(&unbound, ISSUER, NOW), Err(TokenError::Invalid));
    }
}
