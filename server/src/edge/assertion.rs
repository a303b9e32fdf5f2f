//! What the edge tells an origin of a visit: a JWT (RFC 7519) signed with Ed25519 (RFC 8037), so
//! that an origin verifies it by public keys and could sign none itself.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::config::NamedSecret;

/// What the keys are derived for: nobody learns from a signature here anything of a token's.
const LABEL: &[u8] = b"fairlead origin assertion key v1";
/// For whom assertions are.
pub const AUDIENCE: &str = "fairlead-origin";
/// How long one can be taken, seconds: it is made anew for each request.
pub const LIFE: i64 = 60;

/// The keys that are derived from `TOKEN_SECRET`: the first signs, all are published.
pub struct AssertionKeys {
    keys: Vec<AssertionKey>,
}

struct AssertionKey {
    id: String,
    /// The first part of what is signed with it.
    header: String,
    pair: Ed25519KeyPair,
}

/// For whom a visitor came.
#[derive(Debug, Serialize)]
pub struct Assertion<'a> {
    /// Who says so: `PUBLIC_URL`.
    pub iss: &'a str,
    /// [`AUDIENCE`].
    pub aud: &'static str,
    /// The connection's id.
    pub sub: String,
    /// The hostname that was visited.
    pub hostname: &'a str,
    /// The application's id.
    pub application_id: String,
    /// When, Unix seconds.
    pub iat: i64,
    /// Until when it can be taken, Unix seconds.
    pub exp: i64,
}

/// What origins verify with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// Its thumbprint (RFC 7638), which an assertion names as its `kid`: another key never has the
    /// same, whatever its secret is called.
    pub id: String,
    /// 32 bytes, base64url.
    pub x: String,
}

/// There is no key to sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key to sign assertions with")]
pub struct NoKey;

impl AssertionKeys {
    /// Derives the keys once.
    #[must_use]
    pub fn new(secrets: &[NamedSecret]) -> Self {
        Self { keys: secrets.iter().filter_map(AssertionKey::new).collect() }
    }

    /// Signs with the first key.
    pub fn sign(&self, assertion: &Assertion<'_>) -> Result<String, NoKey> {
        let AssertionKey { header, pair, .. } = self.keys.first().ok_or(NoKey)?;
        let claims = serde_json::to_vec(assertion).map_err(|_| NoKey)?;
        let mut token = String::with_capacity(header.len() + claims.len() * 3 / 2 + 96);
        token.push_str(header);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        let signature = pair.sign(token.as_bytes());
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        Ok(token)
    }

    /// What origins verify with, in the order of the secrets.
    #[must_use]
    pub fn public(&self) -> Vec<PublicKey> {
        let public = |key: &AssertionKey| PublicKey {
            id: key.id.clone(),
            x: URL_SAFE_NO_PAD.encode(key.pair.public_key()),
        };
        self.keys.iter().map(public).collect()
    }
}

impl AssertionKey {
    /// `None` never comes: HMAC takes keys of any length (RFC 2104 §3) and gives 32 bytes, which is
    /// what a seed has (RFC 8032 §5.1.5).
    fn new(secret: &NamedSecret) -> Option<Self> {
        let mut seed = Hmac::<Sha256>::new_from_slice(&secret.bytes).ok()?;
        seed.update(LABEL);
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed.finalize().into_bytes()).ok()?;
        let id = thumbprint(&URL_SAFE_NO_PAD.encode(pair.public_key()));
        let header = json!({ "alg": "EdDSA", "kid": id, "typ": "JWT" }).to_string();
        Some(Self { id, header: URL_SAFE_NO_PAD.encode(header), pair })
    }
}

/// The digest of a public key's members, in their order and without blanks (RFC 7638 §3,
/// RFC 8037 §2).
fn thumbprint(x: &str) -> String {
    let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
    URL_SAFE_NO_PAD.encode(Sha256::digest(members))
}

#[cfg(test)]
mod tests {
    use ring::signature::{ED25519, UnparsedPublicKey};

    use super::*;

    fn keys(names: &[&str]) -> AssertionKeys {
        let secret = |name: &&str| NamedSecret {
            id: (*name).to_owned(),
            bytes: name.bytes().cycle().take(32).collect(),
        };
        AssertionKeys::new(&names.iter().map(secret).collect::<Vec<_>>())
    }

    fn assertion() -> Assertion<'static> {
        Assertion {
            iss: "https://connect.example",
            aud: AUDIENCE,
            sub: "connection".to_owned(),
            hostname: "shop.example",
            application_id: "application".to_owned(),
            iat: 1_772_366_400,
            exp: 1_772_366_460,
        }
    }

    fn verifies(token: &str, key: &PublicKey) -> bool {
        let (message, signature) = token.rsplit_once('.').unwrap();
        let public = UnparsedPublicKey::new(&ED25519, URL_SAFE_NO_PAD.decode(&key.x).unwrap());
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        public.verify(message.as_bytes(), &signature).is_ok()
    }

    #[test]
    fn the_first_key_signs_and_the_public_half_of_that_key_alone_verifies() {
        let keys = keys(&["new", "old"]);
        let token = keys.sign(&assertion()).unwrap();
        let keys = keys.public();
        assert_ne!(keys[0].id, keys[1].id);
        assert!(verifies(&token, &keys[0]));
        assert!(!verifies(&token, &keys[1]));
        let (header, rest) = token.split_once('.').unwrap();
        assert!(!verifies(&format!("{header}.e30{rest}"), &keys[0]));
    }

    #[test]
    fn the_thumbprint_is_that_of_the_standard() {
        // RFC 8037 Appendix A.3.
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        assert_eq!(thumbprint(x), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn the_same_secret_gives_the_same_key_on_every_node_and_none_gives_none() {
        assert_eq!(keys(&["a"]).public()[0].x, keys(&["a"]).public()[0].x);
        assert_ne!(keys(&["a"]).public()[0].x, keys(&["b"]).public()[0].x);
        assert_eq!(keys(&[]).sign(&assertion()), Err(NoKey));
    }
}
