//! The signed marker: by it our edge is known, whatever stands before it.
//!
//! ```text
//! fairlead-marker v1 <key id, base64url> <HMAC-SHA256 of hostname and token, base64url>
//! ```
//!
//! Whoever lacks the key can fetch a marker from our edge and pass it on, which is what a proxy
//! does; it can't make one, nor use one again for another token.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use app::domain::name::Hostname;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::clock::random_bytes;
use crate::config::NamedSecret;

/// What the body begins with.
const FORM: [&str; 2] = ["fairlead-marker", "v1"];
/// What the keys are derived for: a marker is no token, and no token is a marker.
const LABEL: &[u8] = b"fairlead marker v1";
/// The longest token; those of CAs have 43 characters (RFC 8555 §8.1 asks for 22 or more).
const MAX_TOKEN: usize = 128;

/// The last part of the path by which a CA checks a name: base64url, not empty, not endless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token(String);

/// Why a text is no [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a token has 1 to 128 characters of base64url")]
pub struct TokenError;

impl Token {
    /// One that nobody has seen before, as long as those of CAs.
    #[must_use]
    pub fn random() -> Self {
        Self(BASE64.encode(random_bytes::<32>()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        let fits = (1..=MAX_TOKEN).contains(&text.len());
        let is_base64url = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if fits && text.bytes().all(is_base64url) {
            Ok(Self(text.to_owned()))
        } else {
            Err(TokenError)
        }
    }
}

/// The keys under which markers are signed: the first signs, all verify. Clones share them.
#[derive(Clone, Default)]
pub struct MarkerKeys(Arc<[MarkerKey]>);

struct MarkerKey {
    /// As it is written in a marker.
    id: String,
    mac: Hmac<Sha256>,
}

impl fmt::Debug for MarkerKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MarkerKeys({}, …)", self.0.len())
    }
}

/// What an answer is, taken for a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Our edge's, made for this very request.
    Genuine,
    /// In the form of one, signed under a key that is not known here.
    UnknownKey,
    /// None, or one that was made for something else.
    Foreign,
}

impl MarkerKeys {
    /// Derives the keys once.
    #[must_use]
    pub fn new(secrets: &[NamedSecret]) -> Self {
        let derive = |secret: &NamedSecret| {
            // Neither can fail: HMAC takes keys of any length (RFC 2104 §3).
            let mut derived = Hmac::<Sha256>::new_from_slice(&secret.bytes).ok()?;
            derived.update(LABEL);
            let mac = Hmac::new_from_slice(&derived.finalize().into_bytes()).ok()?;
            Some(MarkerKey { id: BASE64.encode(&secret.id), mac })
        };
        Self(secrets.iter().filter_map(derive).collect())
    }

    /// What our edge answers for `token` under `hostname`; `None` without a key.
    #[must_use]
    pub fn sign(&self, hostname: &Hostname, token: &Token) -> Option<String> {
        let key = self.0.first()?;
        let signature = BASE64.encode(key.over(hostname, token).finalize().into_bytes());
        let [name, version] = FORM;
        Some(format!("{name} {version} {} {signature}\n", key.id))
    }

    /// What an answer for `token` under `hostname` is.
    #[must_use]
    pub fn read(&self, hostname: &Hostname, token: &Token, body: &[u8]) -> Reading {
        let Some((id, signature)) = parts(body) else { return Reading::Foreign };
        let Some(key) = self.0.iter().find(|key| key.id == id) else { return Reading::UnknownKey };
        match key.over(hostname, token).verify_slice(&signature) {
            Ok(()) => Reading::Genuine,
            Err(_) => Reading::Foreign,
        }
    }
}

impl MarkerKey {
    fn over(&self, hostname: &Hostname, token: &Token) -> Hmac<Sha256> {
        let mut mac = self.mac.clone();
        // Neither a name nor a token has a line break in it.
        mac.update(hostname.as_str().as_bytes());
        mac.update(b"\n");
        mac.update(token.as_str().as_bytes());
        mac
    }
}

/// Key id and signature; CAs too look past blanks at the end (RFC 8555 §8.3).
fn parts(body: &[u8]) -> Option<(&str, Vec<u8>)> {
    let text = std::str::from_utf8(body).ok()?.trim_ascii_end();
    let mut words = text.split(' ');
    let form = [words.next()?, words.next()?];
    let (id, signature) = (words.next()?, words.next()?);
    let signature = BASE64.decode(signature).ok().filter(|octets| octets.len() == 32)?;
    let known = form == FORM && words.next().is_none() && BASE64.decode(id).is_ok();
    known.then_some((id, signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(id: &str, seed: u8) -> NamedSecret {
        NamedSecret { id: id.to_owned(), bytes: (seed..seed + 32).collect() }
    }

    fn keys(secrets: &[(&str, u8)]) -> MarkerKeys {
        let secrets: Vec<NamedSecret> = secrets.iter().map(|(id, at)| secret(id, *at)).collect();
        MarkerKeys::new(&secrets)
    }

    fn host(text: &str) -> Hostname {
        text.parse().unwrap()
    }

    #[test]
    fn a_marker_holds_for_one_name_and_one_token() {
        let keys = keys(&[("a", 1)]);
        let (shop, token) = (host("shop.acme.com"), Token::random());
        let marker = keys.sign(&shop, &token).unwrap();
        let read = |name: &str, token, body: &str| keys.read(&host(name), token, body.as_bytes());
        assert_eq!(read("shop.acme.com", &token, &marker), Reading::Genuine);
        assert_eq!(read("shop.acme.com", &token, marker.trim_end()), Reading::Genuine);
        assert_eq!(read("shop.acme.com", &token, &format!("{marker}\r\n ")), Reading::Genuine);
        assert_eq!(read("blog.acme.com", &token, &marker), Reading::Foreign);
        assert_eq!(read("shop.acme.com", &Token::random(), &marker), Reading::Foreign);
    }

    #[test]
    fn keys_rotate_and_unknown_ones_are_told_from_forgeries() {
        let (shop, token) = (host("shop.acme.com"), Token::random());
        let old = keys(&[("a", 1)]).sign(&shop, &token).unwrap();
        for (known, want) in [
            (&[("b", 2), ("a", 1)][..], Reading::Genuine),
            (&[("b", 2)], Reading::UnknownKey),
            (&[], Reading::UnknownKey),
            // The id alone proves nothing.
            (&[("a", 9)], Reading::Foreign),
        ] {
            assert_eq!(keys(known).read(&shop, &token, old.as_bytes()), want, "{known:?}");
        }
        assert_eq!(MarkerKeys::default().sign(&shop, &token), None);
    }

    #[test]
    fn what_has_not_the_form_is_foreign() {
        let (shop, token) = (host("shop.acme.com"), Token::random());
        let unknown = MarkerKeys::default();
        let mac = BASE64.encode([7; 32]);
        for (body, want) in [
            (format!("fairlead-marker v1 YQ {mac}"), Reading::UnknownKey),
            (format!("fairlead-marker v2 YQ {mac}"), Reading::Foreign),
            (format!("fairlead-marker v1 YQ {mac} more"), Reading::Foreign),
            (format!(" fairlead-marker v1 YQ {mac}"), Reading::Foreign),
            (format!("fairlead-marker v1 Y! {mac}"), Reading::Foreign),
            (format!("fairlead-marker v1 YQ {}", BASE64.encode([7; 31])), Reading::Foreign),
            ("fairlead-marker v1 YQ".to_owned(), Reading::Foreign),
            ("<!doctype html>".to_owned(), Reading::Foreign),
            (String::new(), Reading::Foreign),
        ] {
            assert_eq!(unknown.read(&shop, &token, body.as_bytes()), want, "{body}");
        }
        assert_eq!(unknown.read(&shop, &token, &[0xff; 80]), Reading::Foreign);
    }

    #[test]
    fn a_marker_is_no_widget_token_and_says_nothing_of_its_secret() {
        let secret = secret("k 1,é", 1);
        let keys = MarkerKeys::new(std::slice::from_ref(&secret));
        let marker = keys.sign(&host("shop.acme.com"), &Token::random()).unwrap();
        assert_eq!(marker.split(' ').count(), 4, "{marker}");
        assert!(!format!("{keys:?}").contains(&BASE64.encode(&secret.bytes)));
        // Signed with the secret itself it would be as good as a token's signature.
        let (shop, token) = (host("shop.acme.com"), Token::random());
        let mut plain = Hmac::<Sha256>::new_from_slice(&secret.bytes).unwrap();
        plain.update(format!("{shop}\n{}", token.as_str()).as_bytes());
        let signature = BASE64.encode(plain.finalize().into_bytes());
        let forged = format!("fairlead-marker v1 {} {signature}", BASE64.encode(&secret.id));
        assert_eq!(keys.read(&shop, &token, forged.as_bytes()), Reading::Foreign);
    }

    #[test]
    fn tokens_are_base64url_and_not_endless() {
        for (text, want) in [
            ("a".repeat(128), true),
            ("AZaz09-_".to_owned(), true),
            ("a".repeat(129), false),
            (String::new(), false),
            ("a=".to_owned(), false),
            ("a/b".to_owned(), false),
            ("a.b".to_owned(), false),
            ("ä".to_owned(), false),
        ] {
            assert_eq!(text.parse::<Token>().is_ok(), want, "{text}");
        }
        let random = Token::random();
        assert_eq!(random.as_str().len(), 43);
        assert_ne!(random, Token::random());
    }
}
