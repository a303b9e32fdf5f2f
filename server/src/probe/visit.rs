//! One visit to the edge as a visitor makes it: a TLS handshake with the name, and a request
//! through it.

use std::net::SocketAddr;
use std::time::Duration;

use app::domain::certificate::{Certificate, CertificateStatus};
use app::domain::name::Hostname;
use http_body_util::Empty;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use time::OffsetDateTime;
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::Probe;
use super::tls::issuer;

/// The edge may have to get the certificate first.
const HANDSHAKE: Duration = Duration::from_secs(30);
const REQUEST: Duration = Duration::from_secs(10);

/// Why a visitor would see no page.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// The edge can't be reached.
    #[error("the edge can't be reached")]
    Unreachable(#[source] std::io::Error),
    /// The edge has no good certificate for the name.
    #[error("the edge has no valid certificate for the name")]
    Handshake(#[source] std::io::Error),
    /// It took too long.
    #[error("the edge took too long")]
    TimedOut,
    /// The certificate can't be read.
    #[error("the certificate can't be read")]
    Certificate,
    /// The handshake went well, the request did not.
    #[error("no HTTP answer came through the edge")]
    Http(#[source] hyper::Error),
    /// The edge answered that nothing is behind it.
    #[error("the origin behind the edge does not answer (HTTP {0})")]
    Origin(u16),
    /// The handshake went well, and showed this; what came after it did not.
    #[error("{1}")]
    Behind(Box<Certificate>, #[source] Box<Self>),
}

impl ProbeError {
    /// What the handshake showed, where nothing came after it.
    #[must_use]
    pub fn certificate(&self) -> Option<&Certificate> {
        match self {
            Self::Behind(certificate, _) => Some(certificate),
            Self::Unreachable(_)
            | Self::Handshake(_)
            | Self::TimedOut
            | Self::Certificate
            | Self::Http(_)
            | Self::Origin(_) => None,
        }
    }

    /// The edge's word that the origin behind it does not answer.
    #[must_use]
    pub const fn silent_origin(&self) -> Option<u16> {
        match self {
            Self::Origin(status) => Some(*status),
            Self::Behind(_, why) => why.silent_origin(),
            Self::Unreachable(_)
            | Self::Handshake(_)
            | Self::TimedOut
            | Self::Certificate
            | Self::Http(_) => None,
        }
    }
}

impl Probe {
    /// Visits `https://hostname/` at `edge`. The handshake may make the edge order a
    /// certificate: call it only when the gate allows one.
    pub async fn visit(
        &self,
        edge: SocketAddr,
        hostname: &Hostname,
    ) -> Result<Certificate, ProbeError> {
        let host = host_of(hostname);
        let stream = tokio::time::timeout(HANDSHAKE, self.handshake(edge, &host))
            .await
            .map_err(|_| ProbeError::TimedOut)??;
        let certificate = seen(&stream)?;
        let failed = match tokio::time::timeout(REQUEST, request(stream, &host)).await {
            Ok(Ok(None)) => return Ok(certificate),
            Ok(Ok(Some(status))) => ProbeError::Origin(status),
            Ok(Err(error)) => error,
            Err(_) => ProbeError::TimedOut,
        };
        Err(ProbeError::Behind(Box::new(certificate), Box::new(failed)))
    }

    async fn handshake(
        &self,
        edge: SocketAddr,
        host: &str,
    ) -> Result<TlsStream<TcpStream>, ProbeError> {
        let name = ServerName::try_from(host.to_owned())
            .map_err(|error| ProbeError::Handshake(std::io::Error::other(error)))?;
        let tcp = TcpStream::connect(edge).await.map_err(ProbeError::Unreachable)?;
        self.strict.connect(name, tcp).await.map_err(ProbeError::Handshake)
    }
}

/// What the handshake showed.
fn seen(stream: &TlsStream<TcpStream>) -> Result<Certificate, ProbeError> {
    let (_, session) = stream.get_ref();
    let leaf = session.peer_certificates().and_then(<[_]>::first).ok_or(ProbeError::Certificate)?;
    let (_, leaf) = X509Certificate::from_der(leaf).map_err(|_| ProbeError::Certificate)?;
    let at = |seconds: i64| OffsetDateTime::from_unix_timestamp(seconds).ok();
    Ok(Certificate {
        status: CertificateStatus::Active,
        issuer: issuer(&leaf),
        not_before: at(leaf.validity().not_before.timestamp()),
        not_after: at(leaf.validity().not_after.timestamp()),
        serial: Some(leaf.raw_serial_as_string().replace(':', "")),
        ..Certificate::default()
    })
}

/// Whom a visitor names: of a wildcard, a name below it that nobody else has.
fn host_of(hostname: &Hostname) -> String {
    match hostname.as_str().strip_prefix("*.") {
        Some(base) => format!("fairlead-visit.{base}"),
        None => hostname.as_str().to_owned(),
    }
}

/// The status by which the edge says that it could not reach the origin, if it does.
async fn request(stream: TlsStream<TcpStream>, host: &str) -> Result<Option<u16>, ProbeError> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(ProbeError::Http)?;
    let request = hyper::Request::get("/")
        .header(hyper::header::HOST, host)
        .header(hyper::header::USER_AGENT, "Fairlead")
        .body(Empty::<Bytes>::new());
    let Ok(request) = request else { return Err(ProbeError::Certificate) };
    let answer = async { sender.send_request(request).await.map_err(ProbeError::Http) };
    tokio::pin!(answer, connection);
    let answer = tokio::select! {
        answer = &mut answer => answer?,
        ended = &mut connection => {
            ended.map_err(ProbeError::Http)?;
            // Who closes with the answer has answered.
            answer.await?
        }
    };
    // Whatever the origin says is its own matter; these three are the edge's word that it
    // could not reach it.
    match answer.status().as_u16() {
        status @ 502..=504 => Ok(Some(status)),
        _ => Ok(None),
    }
}
