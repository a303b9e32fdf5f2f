//! Secrets at rest: sealed with AES-256-GCM under `CREDENTIAL_KEY`.
//!
//! ```text
//! <key id>:<base64 of nonce, ciphertext and tag>
//! ```
//!
//! What a secret belongs to is sealed with it: a text that is moved to another row opens no more.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::Sha256;

use crate::clock::random_bytes;
use crate::config::NamedSecret;

/// What the keys are derived for, so that a secret that is used for something else too is another
/// key there.
const LABEL: &[u8] = b"fairlead credential key v1";

/// The keys under which secrets are kept: the first seals, all open. Clones share them.
#[derive(Clone)]
pub struct Seal(Arc<[SealingKey]>);

struct SealingKey {
    id: String,
    key: LessSafeKey,
}

/// A secret as the database has it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(String);

/// Why a secret can't be sealed or opened. It says nothing of what is inside.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// `CREDENTIAL_KEY` is not set.
    #[error("there is no key to seal secrets with: set CREDENTIAL_KEY")]
    NoKey,
    /// `CREDENTIAL_KEY` lacks the key that it was sealed with.
    #[error("a secret was sealed with the key \"{0}\", which CREDENTIAL_KEY does not have")]
    UnknownKey(String),
    /// Changed, moved, or sealed with another key of the same name.
    #[error("a sealed secret can't be opened")]
    Broken,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<&str> = self.0.iter().map(|key| key.id.as_str()).collect();
        write!(f, "Seal({}, …)", ids.join(", "))
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({}, …)", self.key_id())
    }
}

impl Sealed {
    /// As it was read from the database.
    #[must_use]
    pub const fn from_text(text: String) -> Self {
        Self(text)
    }

    /// As it is written there.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The key that it was sealed with.
    #[must_use]
    pub fn key_id(&self) -> &str {
        self.0.split_once(':').map_or("", |(id, _)| id)
    }
}

impl Seal {
    /// Derives the keys once.
    #[must_use]
    pub fn new(secrets: &[NamedSecret]) -> Self {
        let derive = |secret: &NamedSecret| {
            // None of these can fail: HMAC takes keys of any length (RFC 2104 §3) and gives 32
            // bytes, which is what AES-256 takes.
            let mut derived = Hmac::<Sha256>::new_from_slice(&secret.bytes).ok()?;
            derived.update(LABEL);
            let key = UnboundKey::new(&AES_256_GCM, &derived.finalize().into_bytes()).ok()?;
            Some(SealingKey { id: secret.id.clone(), key: LessSafeKey::new(key) })
        };
        Self(secrets.iter().filter_map(derive).collect())
    }

    /// Seals `plain` for what it belongs to.
    pub fn seal(&self, plain: &[u8], belongs_to: &str) -> Result<Sealed, SealError> {
        let SealingKey { id, key } = self.0.first().ok_or(SealError::NoKey)?;
        let nonce: [u8; NONCE_LEN] = random_bytes();
        let mut text = plain.to_vec();
        let aad = Aad::from(belongs_to.as_bytes());
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut text)
            .map_err(|_| SealError::Broken)?;
        let whole = [nonce.as_slice(), &text].concat();
        Ok(Sealed(format!("{id}:{}", BASE64.encode(whole))))
    }

    /// Opens what was sealed for the same.
    pub fn open(&self, sealed: &Sealed, belongs_to: &str) -> Result<Vec<u8>, SealError> {
        let (id, encoded) = sealed.0.split_once(':').ok_or(SealError::Broken)?;
        let key = self.0.iter().find(|key| key.id == id);
        let key = &key.ok_or_else(|| SealError::UnknownKey(id.to_owned()))?.key;
        let whole = BASE64.decode(encoded).map_err(|_| SealError::Broken)?;
        let (nonce, text) = whole.split_first_chunk::<NONCE_LEN>().ok_or(SealError::Broken)?;
        let mut text = text.to_vec();
        let aad = Aad::from(belongs_to.as_bytes());
        let plain = key.open_in_place(Nonce::assume_unique_for_key(*nonce), aad, &mut text);
        plain.map(|plain| plain.to_vec()).map_err(|_| SealError::Broken)
    }

    /// The id of the key that seals.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.0.first().map(|key| key.id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str, byte: u8) -> NamedSecret {
        NamedSecret { id: id.to_owned(), bytes: vec![byte; 32] }
    }

    #[test]
    fn a_secret_is_opened_by_whom_it_was_sealed_for() {
        let seal = Seal::new(&[key("k1", 1)]);
        let (first, second) =
            (seal.seal(b"whsec_abc", "a").unwrap(), seal.seal(b"whsec_abc", "a").unwrap());
        assert_ne!(first, second, "no nonce is used twice");
        assert_eq!(seal.open(&first, "a").unwrap(), b"whsec_abc");
        assert_eq!(seal.open(&first, "b"), Err(SealError::Broken));
        assert!(!first.text().contains("whsec"));
        let mut changed = first.text().to_owned();
        let last = if changed.ends_with("A=") { "B=" } else { "A=" };
        changed.replace_range(changed.len() - 2.., last);
        assert_eq!(seal.open(&Sealed(changed), "a"), Err(SealError::Broken));
        for text in ["", "k1", "k1:", "k1:AAAA", "k1:%"] {
            assert_eq!(seal.open(&Sealed(text.to_owned()), "a"), Err(SealError::Broken), "{text}");
        }
    }

    #[test]
    fn after_a_rotation_the_old_key_opens_and_the_first_seals() {
        let old = Seal::new(&[key("k1", 1)]);
        let both = Seal::new(&[key("k2", 2), key("k1", 1)]);
        let only = Seal::new(&[key("k2", 2)]);
        let sealed = old.seal(b"secret", "a").unwrap();
        assert_eq!(both.open(&sealed, "a").unwrap(), b"secret");
        assert_eq!(only.open(&sealed, "a"), Err(SealError::UnknownKey("k1".to_owned())));
        let fresh = both.seal(b"secret", "a").unwrap();
        assert_eq!(only.open(&fresh, "a").unwrap(), b"secret");
        let impostor = Seal::new(&[key("k1", 3)]);
        assert_eq!(impostor.open(&sealed, "a"), Err(SealError::Broken));
        assert_eq!(Seal::new(&[]).seal(b"secret", "a"), Err(SealError::NoKey));
    }

    #[test]
    fn nothing_secret_is_shown() {
        let seal = Seal::new(&[key("k1", 1)]);
        let sealed = seal.seal(b"secret", "a").unwrap();
        assert_eq!(format!("{seal:?} {sealed:?}"), "Seal(k1, …) Sealed(k1, …)");
    }
}
