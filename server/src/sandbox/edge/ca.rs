//! The throw-away CA of the sandbox: as old as the process, trusted by nobody else.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::OffsetDateTime;

/// How long a certificate lasts.
const LIFETIME: time::Duration = time::Duration::days(90);
/// Before its end by so much it is replaced.
const RENEW: time::Duration = time::Duration::days(30);
/// Visitors whose clock is behind ours.
const SKEW: time::Duration = time::Duration::DAY;
/// The root outlives every move of the sandbox's clock that anybody tries.
const ROOT_LIFETIME: time::Duration = time::Duration::days(3650);

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// It could not be made.
    #[error("a certificate can't be made")]
    Make(#[from] rcgen::Error),
    /// It can't be served.
    #[error("a certificate can't be served")]
    Serve(#[from] rustls::Error),
}

/// A CA that lives as long as the process.
pub(crate) struct CertificateAuthority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pem: String,
    /// The system's time, as the sandbox's clock is not moved before the start.
    started: OffsetDateTime,
}

impl CertificateAuthority {
    /// Makes a key and its root.
    pub(crate) fn new(now: OffsetDateTime) -> Result<Self, IssueError> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Fairlead Sandbox CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = now - SKEW;
        params.not_after = now + ROOT_LIFETIME;
        let key = KeyPair::generate()?;
        let root = params.self_signed(&key)?;
        let (certificate, pem) = (root.der().clone(), root.pem());
        Ok(Self { issuer: Issuer::new(params, key), certificate, pem, started: now })
    }

    /// The root, to be trusted by whoever visits.
    pub(crate) const fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// The root as PEM.
    pub(crate) fn pem(&self) -> &str {
        &self.pem
    }

    /// A certificate for `name`. Visitors go by the system's time, of which the sandbox's may be
    /// far ahead, so it begins at the earlier of the two.
    pub(super) fn issue(&self, name: &str, now: OffsetDateTime) -> Result<Leaf, IssueError> {
        let not_after = now + LIFETIME;
        let mut params = CertificateParams::new(vec![name.to_owned()])?;
        params.distinguished_name.push(DnType::CommonName, "Fairlead sandbox");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        params.not_before = now.min(self.started) - SKEW;
        params.not_after = not_after;
        let key = KeyPair::generate()?;
        let leaf = params.signed_by(&key, &self.issuer)?;
        let chain = vec![leaf.der().clone(), self.certificate.clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        Ok(Leaf { config: Arc::new(config), not_after })
    }
}

/// A certificate, ready to be shown.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) config: Arc<ServerConfig>,
    not_after: OffsetDateTime,
}

impl Leaf {
    /// Whether it can be shown at `now`.
    pub(super) fn is_valid(&self, now: OffsetDateTime) -> bool {
        now < self.not_after
    }

    /// Whether it is time for the next one.
    pub(super) fn is_due(&self, now: OffsetDateTime) -> bool {
        self.not_after <= now + RENEW
    }
}
