//! Which certificate a server shows, whether or not anybody would take it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use app::domain::name::OwnerName;
use app::domain::web::{Handshake, HandshakeEnd};
use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, SignatureScheme};
use time::OffsetDateTime;
use tokio::net::TcpStream;
use tokio::time::timeout_at;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use x509_parser::prelude::{FromDer as _, GeneralName, Validity, X509Certificate};

use super::exchange::Fault;
use super::{Deadline, Probe};

/// Names of a certificate that are told.
const NAMES: usize = 20;

impl From<Fault> for HandshakeEnd {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused => Self::Refused,
            Fault::TimedOut => Self::TimedOut,
            Fault::Broken => Self::Broken,
            Fault::Forbidden => Self::Forbidden,
        }
    }
}

impl Probe {
    /// A handshake for `name` at one address; `None` when it could not be tried for reasons on
    /// our side.
    pub(super) async fn shake(
        &self,
        name: &OwnerName,
        address: IpAddr,
        deadline: Deadline,
    ) -> Option<Handshake> {
        let end = self.shaken(name, address, deadline).await?;
        Some(Handshake { subject: name.clone(), address, end, at: self.clock.now() })
    }

    async fn shaken(
        &self,
        name: &OwnerName,
        address: IpAddr,
        deadline: Deadline,
    ) -> Option<HandshakeEnd> {
        let server = ServerName::try_from(name.as_str().to_owned()).ok()?;
        let tcp = match self.reach(SocketAddr::new(address, self.https_port), deadline).await {
            Ok(tcp) => tcp,
            Err(fault) => return fault.map(HandshakeEnd::from),
        };
        let shaking = self.lenient.connect(server, tcp);
        Some(match timeout_at(deadline.step(), shaking).await {
            Ok(Ok(stream)) => self.shown(&stream, name).unwrap_or(HandshakeEnd::Broken),
            Ok(Err(error)) if is_alert(&error) => HandshakeEnd::Alert,
            Ok(Err(_)) => HandshakeEnd::Broken,
            Err(_) => HandshakeEnd::TimedOut,
        })
    }

    fn shown(&self, stream: &TlsStream<TcpStream>, name: &OwnerName) -> Option<HandshakeEnd> {
        let (_, session) = stream.get_ref();
        let (first, chain) = session.peer_certificates()?.split_first()?;
        let (_, leaf) = X509Certificate::from_der(first).ok()?;
        let subjects = subjects(&leaf);
        let not_after = leaf.validity().not_after.timestamp();
        // A common name counts for nobody any more (RFC 9525 §2), but tells whose certificate it
        // is.
        let common = leaf.subject().iter_common_name().filter_map(|cn| cn.as_str().ok());
        let told: Vec<&str> = if subjects.is_empty() { common.collect() } else { subjects.clone() };
        Some(HandshakeEnd::Shown {
            names: told.iter().take(NAMES).map(|text| legible(text)).collect(),
            covers: subjects.iter().any(|subject| is_for(subject, name)),
            issuer: issuer(&leaf),
            not_after: OffsetDateTime::from_unix_timestamp(not_after).ok()?,
            trusted: self.is_trusted(name, first, chain, leaf.validity()),
        })
    }

    /// Whether browsers would take it, but for its name and its age, which are told apart: it is
    /// looked at in its own time.
    fn is_trusted(
        &self,
        name: &OwnerName,
        leaf: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        validity: &Validity,
    ) -> bool {
        use CertificateError::{NotValidForName, NotValidForNameContext};
        let Ok(server) = ServerName::try_from(name.as_str()) else { return false };
        let (start, end) = (validity.not_before.timestamp(), validity.not_after.timestamp());
        let now = UnixTime::now().as_secs();
        let at = u64::try_from(start).unwrap_or_default().max(now);
        let at = at.min(u64::try_from(end).unwrap_or_default());
        let at = UnixTime::since_unix_epoch(Duration::from_secs(at));
        match self.verifier.verify_server_cert(leaf, chain, &server, &[], at) {
            Ok(_) => true,
            Err(rustls::Error::InvalidCertificate(why)) => {
                matches!(why, NotValidForName | NotValidForNameContext { .. })
            }
            Err(_) => false,
        }
    }
}

pub(super) fn is_alert(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    matches!(inner, Some(rustls::Error::AlertReceived(_)))
}

/// The DNS names that a certificate is for.
fn subjects<'a>(leaf: &'a X509Certificate<'_>) -> Vec<&'a str> {
    let Ok(Some(extension)) = leaf.subject_alternative_name() else { return Vec::new() };
    let names = extension.value.general_names.iter();
    names
        .filter_map(|name| match name {
            GeneralName::DNSName(name) => Some(*name),
            _ => None,
        })
        .collect()
}

/// Whether a name in a certificate stands for `name`: itself, or the wildcard over it (RFC 9525
/// §6.3).
fn is_for(subject: &str, name: &OwnerName) -> bool {
    let stands_for = |subject: &str, name: &str| subject.eq_ignore_ascii_case(name);
    match (subject.strip_prefix("*."), name.as_str().split_once('.')) {
        (Some(base), Some((_, rest))) => stands_for(base, rest),
        (Some(_), None) => false,
        (None, _) => stands_for(subject, name.as_str()),
    }
}

/// Who issued a certificate, as people know them.
pub(super) fn issuer(leaf: &X509Certificate<'_>) -> Option<String> {
    let issuer = leaf.issuer();
    let common = issuer.iter_common_name().next().and_then(|cn| cn.as_str().ok());
    let organisation = issuer.iter_organization().next().and_then(|o| o.as_str().ok());
    organisation.or(common).map(legible)
}

/// What can be shown of a text that a stranger chose; no name is longer than 253 characters.
fn legible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(253).collect()
}

/// Takes any certificate. Nothing that is asked through it is secret, and nothing that comes
/// back is trusted for where it came from.
pub(super) fn lenient(provider: Arc<CryptoProvider>) -> Result<TlsConnector, rustls::Error> {
    let schemes = provider.signature_verification_algorithms.supported_schemes();
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anything { schemes }))
        .with_no_client_auth();
    config.resumption = Resumption::disabled();
    Ok(TlsConnector::from(Arc::new(config)))
}

#[derive(Debug)]
struct Anything {
    schemes: Vec<SignatureScheme>,
}

impl ServerCertVerifier for Anything {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_stands_for_one_label() {
        for (subject, name, want) in [
            ("shop.acme.com", "shop.acme.com", true),
            ("Shop.Acme.COM", "shop.acme.com", true),
            ("*.acme.com", "shop.acme.com", true),
            ("*.acme.com", "acme.com", false),
            ("*.acme.com", "a.shop.acme.com", false),
            ("*.com", "acme.com", true),
            ("acme.com", "shop.acme.com", false),
            ("*", "shop.acme.com", false),
            ("*.", "com", false),
            ("", "shop.acme.com", false),
            ("s*.acme.com", "shop.acme.com", false),
        ] {
            assert_eq!(is_for(subject, &name.parse().unwrap()), want, "{subject} {name}");
        }
    }
}
