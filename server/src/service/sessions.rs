//! Widget tokens: minted and verified here, and nowhere else.

use std::borrow::Cow;

use app::domain::session::{AUDIENCE, Allow, Claims, Scope};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, crypto};
use serde::{Deserialize, Serialize};
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
    /// The first part of the tokens that are minted under this key.
    header: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// Claims as they travel: flat, and read without a copy of what is only compared.
#[derive(Serialize, Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    iss: Cow<'a, str>,
    #[serde(borrow)]
    aud: Cow<'a, str>,
    #[serde(borrow)]
    sub: Cow<'a, str>,
    iat: i64,
    exp: i64,
    #[serde(borrow)]
    jti: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    connection_id: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    domain: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    locale: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "<[Allow]>::is_empty")]
    allow: Cow<'a, [Allow]>,
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
        Self { keys: secrets.iter().map(TokenKey::new).collect() }
    }

    /// Signs `claims` with the first key.
    pub fn mint(&self, claims: &Claims) -> Result<String, TokenError> {
        let key = self.keys.first().ok_or(TokenError::NoKey)?;
        let claims = serde_json::to_vec(&Wire::of(claims)).map_err(|_| TokenError::NoKey)?;
        let mut token = String::with_capacity(key.header.len() + claims.len() * 3 / 2 + 64);
        token.push_str(&key.header);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        let signature = crypto::sign(token.as_bytes(), &key.encoding, Algorithm::HS256);
        let signature = signature.map_err(|_| TokenError::NoKey)?;
        token.push('.');
        token.push_str(&signature);
        Ok(token)
    }

    /// Verifies `token`: HS256 under a key that is known, issued by `issuer`, for the widget,
    /// and not over at `now`. No claim is read before the signature is right.
    pub fn verify(
        &self,
        token: &str,
        issuer: &str,
        now: OffsetDateTime,
    ) -> Result<Claims, TokenError> {
        let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Invalid)?;
        let (header, claims) = message.split_once('.').ok_or(TokenError::Invalid)?;
        let key = self.key_of(token, header).ok_or(TokenError::Invalid)?;
        match crypto::verify(signature, message.as_bytes(), &key.decoding, Algorithm::HS256) {
            Ok(true) => {}
            Ok(false) | Err(_) => return Err(TokenError::Invalid),
        }
        let claims = URL_SAFE_NO_PAD.decode(claims).map_err(|_| TokenError::Invalid)?;
        let wire: Wire<'_> = serde_json::from_slice(&claims).map_err(|_| TokenError::Invalid)?;
        if wire.iss != issuer || wire.aud != AUDIENCE {
            return Err(TokenError::Invalid);
        }
        let claims = wire.claims().ok_or(TokenError::Invalid)?;
        if claims.scope.is_empty() {
            return Err(TokenError::Invalid);
        }
        if claims.is_over(now) { Err(TokenError::Expired) } else { Ok(claims) }
    }
}

impl TokenKeys {
    /// The key that a header names. What we mint is known by sight; another way to write the same
    /// has to be read, and can name no algorithm but ours.
    fn key_of(&self, token: &str, header: &str) -> Option<&TokenKey> {
        let known = self.keys.iter().find(|key| key.header == header);
        known.or_else(|| {
            let header = jsonwebtoken::decode_header(token).ok()?;
            let id = header.kid.filter(|_| header.alg == Algorithm::HS256)?;
            self.keys.iter().find(|key| key.id == id)
        })
    }
}

impl TokenKey {
    fn new(secret: &NamedSecret) -> Self {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(secret.id.clone());
        // A struct of texts always has a JSON text.
        let header = serde_json::to_vec(&header).unwrap_or_default();
        Self {
            id: secret.id.clone(),
            header: URL_SAFE_NO_PAD.encode(header),
            encoding: EncodingKey::from_secret(&secret.bytes),
            decoding: DecodingKey::from_secret(&secret.bytes),
        }
    }
}

impl<'a> Wire<'a> {
    fn of(claims: &'a Claims) -> Self {
        let Claims { iss, aud, sub, iat, exp, jti, scope, locale, allow } = claims;
        let Scope { reference, connection_id, domain } = scope;
        Self {
            iss: iss.into(),
            aud: aud.into(),
            sub: sub.into(),
            iat: *iat,
            exp: *exp,
            jti: jti.into(),
            reference: reference.as_deref().map(Cow::from),
            connection_id: connection_id.as_deref().map(Cow::from),
            domain: domain.as_ref().map(|name| name.as_str().into()),
            locale: locale.as_deref().map(Cow::from),
            allow: allow.into(),
        }
    }

    /// What was signed; `None` when a name in it is none.
    fn claims(self) -> Option<Claims> {
        let domain = self.domain.map(|name| name.parse());
        Some(Claims {
            iss: self.iss.into_owned(),
            aud: self.aud.into_owned(),
            sub: self.sub.into_owned(),
            iat: self.iat,
            exp: self.exp,
            jti: self.jti.into_owned(),
            scope: Scope {
                reference: self.reference.map(Cow::into_owned),
                connection_id: self.connection_id.map(Cow::into_owned),
                domain: domain.transpose().ok()?,
            },
            locale: self.locale.map(Cow::into_owned),
            allow: self.allow.into_owned(),
        })
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
    fn every_claim_comes_back_as_it_was_signed() {
        let keys = TokenKeys::new(&[secret("a", 1)]);
        let scope = Scope {
            reference: Some("c\"1\u{e9}\\".to_owned()),
            connection_id: Some("x".to_owned()),
            domain: Some("shop.example".parse().unwrap()),
        };
        let full = Claims {
            scope,
            locale: Some("de-AT".to_owned()),
            allow: vec![Allow::Delete, Allow::EmailApply],
            ..claims()
        };
        let token = keys.mint(&full).unwrap();
        assert_eq!(keys.verify(&token, ISSUER, NOW), Ok(full.clone()));
        // The rules' own form and what travels are one.
        let wire = serde_json::to_value(Wire::of(&full)).unwrap();
        assert_eq!(wire, serde_json::to_value(&full).unwrap());
        // Others read it too.
        let mut validation = jsonwebtoken::Validation::new(Algorithm::HS256);
        validation.validate_exp = false;
        validation.set_audience(&[AUDIENCE]);
        let decoding = DecodingKey::from_secret(&secret("a", 1).bytes);
        let read = jsonwebtoken::decode::<Claims>(&token, &decoding, &validation).unwrap();
        assert_eq!((read.claims, read.header.kid.as_deref()), (full, Some("a")));
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
