//! The keys of the CA of these tests: a root, an intermediate that signs, and a door of its own.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use fairlead::clock::random_bytes;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair,
    PKCS_ECDSA_P256_SHA256, PublicKeyData, SerialNumber, SignatureAlgorithm,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::OffsetDateTime;
use tokio_rustls::TlsAcceptor;
use x509_parser::prelude::{FromDer as _, GeneralName, ParsedExtension, X509CertificationRequest};

/// Signs certificates.
pub(super) struct Signer {
    /// The root, PEM.
    pub(super) root: String,
    intermediate: CertifiedIssuer<'static, KeyPair>,
    key_id: Vec<u8>,
}

/// A certificate.
pub(super) struct Leaf {
    /// PEM, with the intermediate.
    pub(super) pem: String,
    /// The leaf itself.
    pub(super) der: CertificateDer<'static>,
    /// Lower-case hex.
    pub(super) serial: String,
    /// What it is called when its renewal is asked for (RFC 9773 §4.1).
    pub(super) id: String,
}

/// A key of somebody else, as a point on P-256.
struct PublicKey(Vec<u8>);

impl PublicKeyData for PublicKey {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

impl Signer {
    /// With fresh keys.
    pub(super) fn new() -> Self {
        let root = root("Root of the tests");
        let (params, key) = authority("Intermediate of the tests");
        let key_id = params.key_identifier(&key);
        let intermediate = CertifiedIssuer::signed_by(params, key, &root).unwrap();
        Self { root: root.pem(), intermediate, key_id }
    }

    /// A certificate of these names for a key, valid from one moment to another.
    pub(super) fn sign(
        &self,
        names: &[String],
        key: &[u8],
        (from, until): (OffsetDateTime, OffsetDateTime),
    ) -> Leaf {
        let mut serial: [u8; 16] = random_bytes();
        // Neither negative nor with a zero before it, so that it is written with these very bytes.
        serial[0] = (serial[0] & 0x3f) | 0x40;
        let mut params = CertificateParams::new(names.to_vec()).unwrap();
        params.distinguished_name = DistinguishedName::new();
        params.serial_number = Some(SerialNumber::from_slice(&serial));
        params.not_before = from;
        params.not_after = until;
        params.use_authority_key_identifier_extension = true;
        let leaf = params.signed_by(&PublicKey(key.to_vec()), &self.intermediate).unwrap();
        Leaf {
            pem: format!("{}{}", leaf.pem(), self.intermediate.pem()),
            der: leaf.der().clone(),
            serial: format!("{:032x}", u128::from_be_bytes(serial)),
            id: format!("{}.{}", BASE64.encode(&self.key_id), BASE64.encode(serial)),
        }
    }
}

/// The key and the names of a request for a certificate (RFC 2986); `None` where it is none with a
/// key on P-256.
pub(super) fn read(request: &[u8]) -> Option<(Vec<u8>, Vec<String>)> {
    let (_, request) = X509CertificationRequest::from_der(request).ok()?;
    let key = request.certification_request_info.subject_pki.subject_public_key.data.to_vec();
    let mut names = Vec::new();
    for extension in request.requested_extensions()? {
        let ParsedExtension::SubjectAlternativeName(found) = extension else { continue };
        for name in &found.general_names {
            if let GeneralName::DNSName(name) = name {
                names.push((*name).to_owned());
            }
        }
    }
    let is_point = key.len() == 65;
    is_point.then_some((key, names))
}

/// What speaks TLS for this machine, and whom to trust for it, PEM.
pub(super) fn door() -> (TlsAcceptor, String) {
    let root = root("Door of the tests");
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(names).unwrap();
    // Who has the issuer's name is taken for the issuer.
    params.distinguished_name.push(DnType::CommonName, "localhost");
    let leaf = params.signed_by(&key, &root).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), root.pem())
}

/// A root of this name.
fn root(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let (params, key) = authority(name);
    CertifiedIssuer::self_signed(params, key).unwrap()
}

/// What a CA of this name is made of.
fn authority(name: &str) -> (CertificateParams, KeyPair) {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    (params, KeyPair::generate().unwrap())
}
