//! The two signatures of a message. Pure: the same message, secrets and time sign the same.
//!
//! Standard Webhooks (<https://www.standardwebhooks.com>) signs id, time and body with the bytes
//! inside the secret; beside it stands the plain form, which signs time and body with the secret
//! as it is written.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::hex::hex;

/// What a secret begins with.
const PREFIX: &str = "whsec_";
/// Bytes of a secret.
const LENGTH: usize = 32;

/// What an endpoint's messages are signed with: `whsec_` and 32 bytes in base64.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret {
    bytes: [u8; LENGTH],
}

/// Not a signing secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a signing secret is whsec_ and 32 bytes in base64")]
pub struct SecretError;

impl SigningSecret {
    /// Of bytes that nobody can guess.
    #[must_use]
    pub const fn new(bytes: [u8; LENGTH]) -> Self {
        Self { bytes }
    }

    /// As the tenant gets it, once.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", BASE64.encode(self.bytes))
    }

    /// As it was revealed.
    pub fn parse(text: &[u8]) -> Result<Self, SecretError> {
        let encoded = text.strip_prefix(PREFIX.as_bytes()).ok_or(SecretError)?;
        let bytes = BASE64.decode(encoded).map_err(|_| SecretError)?;
        bytes.try_into().map(Self::new).map_err(|_| SecretError)
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(…)")
    }
}

/// What an endpoint signs with, and what it signed with before while both are taken.
#[derive(Clone, Debug)]
pub struct Secrets {
    /// The one that stays.
    pub current: SigningSecret,
    /// The one that goes, during the overlap.
    pub old: Option<SigningSecret>,
}

/// The signatures of a message, each as the value of its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatures {
    /// `webhook-id`.
    pub id: String,
    /// `webhook-timestamp` and `X-CD-Timestamp`: Unix seconds.
    pub timestamp: String,
    /// `webhook-signature`: one or two, separated by a space.
    pub standard: String,
    /// `X-CD-Signature`.
    pub plain: String,
}

impl Secrets {
    /// Signs `body`, sent as `id` at `timestamp`.
    #[must_use]
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> Signatures {
        let timestamp = timestamp.to_string();
        let secrets = [Some(&self.current), self.old.as_ref()];
        let standard = secrets.into_iter().flatten().map(|secret| {
            let parts = [id.as_bytes(), b".", timestamp.as_bytes(), b".", body];
            format!("v1,{}", BASE64.encode(mac(&secret.bytes, &parts)))
        });
        let standard: Vec<String> = standard.collect();
        // Whoever checks this form knows one secret only, and may not have changed it yet.
        let secret = self.old.as_ref().unwrap_or(&self.current).reveal();
        let plain = mac(secret.as_bytes(), &[timestamp.as_bytes(), b".", body]);
        let standard = standard.join(" ");
        Signatures {
            id: id.to_owned(),
            timestamp,
            standard,
            plain: format!("sha256={}", hex(&plain)),
        }
    }
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    // HMAC takes keys of any length (RFC 2104 §3).
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with OpenSSL: `printf … | openssl dgst -sha256 -mac HMAC -macopt hexkey:…`.
    const ID: &str = "0195a0c8-0000-7000-8000-000000000001";
    const AT: i64 = 1_772_366_400;
    const BODY: &[u8] =
        br#"{"id":"0195a0c8-0000-7000-8000-000000000001","type":"domain.verified"}"#;

    fn secret(first: u8) -> SigningSecret {
        SigningSecret::new(std::array::from_fn(|nth| first + u8::try_from(nth).unwrap()))
    }

    #[test]
    fn a_message_is_signed_in_both_forms() {
        let secrets = Secrets { current: secret(0), old: None };
        let signed = secrets.sign(ID, AT, BODY);
        assert_eq!(signed.id, ID);
        assert_eq!(signed.timestamp, "1772366400");
        assert_eq!(signed.standard, "v1,A/6dWXDJEAjnRCJzwJG/9q7vCIq3J1XJ/r5ynecxKRA=");
        assert_eq!(
            signed.plain,
            "sha256=f156ac0c56d685e3a5ca802fc93babf539ccd33c0572d61747064c473ebd5e17"
        );
    }

    #[test]
    fn while_a_rotation_overlaps_both_secrets_verify() {
        let secrets = Secrets { current: secret(100), old: Some(secret(0)) };
        let signed = secrets.sign(ID, AT, BODY);
        assert_eq!(
            signed.standard,
            "v1,O6GQllVodI40koz0PAGoFqQDi+HevPEJJM+GmTgoDS8= v1,A/6dWXDJEAjnRCJzwJG/9q7vCIq3J1XJ/r5ynecxKRA="
        );
        assert_eq!(
            signed.plain,
            "sha256=f156ac0c56d685e3a5ca802fc93babf539ccd33c0572d61747064c473ebd5e17"
        );
    }

    #[test]
    fn a_secret_is_read_as_it_was_revealed_and_shown_to_nobody() {
        let secret = secret(7);
        let text = secret.reveal();
        assert_eq!(text, "whsec_BwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSY=");
        assert_eq!(SigningSecret::parse(text.as_bytes()), Ok(secret.clone()));
        for text in ["", "whsec_", "whsec_BwgJ", "BwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSY="] {
            assert_eq!(SigningSecret::parse(text.as_bytes()), Err(SecretError), "{text}");
        }
        assert_eq!(format!("{secret:?}"), "SigningSecret(…)");
    }
}
