//! The key that shows DNS hosts whose request it is: RSA with SHA-256 over the query
//! (draft-ietf-dconn-domainconnect).

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::RSA_PKCS1_SHA256;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;

/// A private key, and under which name hosts find the public one. Clones share it.
#[derive(Clone)]
pub struct TemplateKey {
    name: String,
    pair: Arc<KeyPair>,
}

/// Why a file holds no such key. It says nothing of what is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file holds no RSA key of 2048 bits or more in PEM")]
pub struct KeyError;

impl fmt::Debug for TemplateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TemplateKey({}, …)", self.name)
    }
}

impl TemplateKey {
    /// Reads a key in PEM (PKCS #8 or PKCS #1) whose public half stands in the TXT records at
    /// `name` below the template's `syncPubKeyDomain`.
    pub fn read(name: String, pem: &str) -> Result<Self, KeyError> {
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| KeyError)?;
        let pair = match &key {
            PrivateKeyDer::Pkcs8(der) => KeyPair::from_pkcs8(der.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(der) => KeyPair::from_der(der.secret_pkcs1_der()),
            _ => return Err(KeyError),
        };
        Ok(Self { name, pair: Arc::new(pair.map_err(|_| KeyError)?) })
    }

    /// Where hosts find the public key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The signature of `query`, in base64; `None` where the system gives no randomness.
    #[must_use]
    pub fn sign(&self, query: &str) -> Option<String> {
        let mut signature = vec![0; self.pair.public().modulus_len()];
        let random = SystemRandom::new();
        let signed = self.pair.sign(&RSA_PKCS1_SHA256, &random, query.as_bytes(), &mut signature);
        signed.ok().map(|()| BASE64.encode(signature))
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

    use super::*;

    /// Made for these tests, by `openssl genrsa -traditional 2048` and `openssl pkcs8 -topk8`.
    const PKCS1: &str = include_str!("template_key/pkcs1.pem");
    const PKCS8: &str = include_str!("template_key/pkcs8.pem");

    #[test]
    fn what_is_signed_is_verified_by_the_public_half() {
        for pem in [PKCS1, PKCS8] {
            let key = TemplateKey::read("_dck1".to_owned(), pem).unwrap();
            let signature = BASE64.decode(key.sign("domain=acme.example").unwrap()).unwrap();
            let public = key.pair.public().as_ref();
            let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public);
            assert!(public.verify(b"domain=acme.example", &signature).is_ok());
            assert!(public.verify(b"domain=acme.examplf", &signature).is_err());
        }
    }

    #[test]
    fn a_file_without_such_a_key_is_refused_and_none_is_shown() {
        let elliptic = rcgen::KeyPair::generate().unwrap().serialize_pem();
        for bad in ["", "no PEM", &elliptic, &PKCS8.replace("MII", "MIJ")] {
            assert_eq!(TemplateKey::read(String::new(), bad).map(|_| ()), Err(KeyError));
        }
        let key = TemplateKey::read("_dck1".to_owned(), PKCS8).unwrap();
        assert_eq!(format!("{key:?}"), "TemplateKey(_dck1, …)");
    }
}
