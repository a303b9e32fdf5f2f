//! One attempt: one connection to one address, one request, the beginning of one answer.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::Builder;
use hyper::header::{ACCEPT, CONNECTION, CONTENT_TYPE, HOST, USER_AGENT};
use hyper_util::rt::TokioIo;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsConnector;

use super::sign::Signatures;
use super::url::EndpointUrl;
use crate::net::{AddressRules, beside};

/// How long an attempt may take until the answer's status is there.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the answer's beginning is waited for after its status.
const AFTERWARDS: Duration = Duration::from_secs(1);
/// Addresses of one name that are tried.
const ADDRESSES: usize = 4;
/// How long one of several addresses may keep us from the next.
const STEP: Duration = Duration::from_secs(2);
/// The head of an answer.
const MAX_HEAD: usize = 16 * 1024;
const MAX_HEADERS: usize = 100;
/// What is kept of an answer's body, bytes.
const BEGINNING: usize = 1024;

/// Whom to trust, and what is out of bounds.
#[derive(Clone, Debug)]
pub struct SenderConfig {
    /// Which addresses may be contacted.
    pub rules: AddressRules,
    /// Roots that are trusted beside the public ones.
    pub roots: Vec<CertificateDer<'static>>,
}

/// The roots can't be used.
#[derive(Debug, thiserror::Error)]
#[error("the trusted certificate can't be used")]
pub struct RootError(#[from] rustls::Error);

/// Sends messages.
pub struct Sender {
    rules: AddressRules,
    tls: TlsConnector,
    patience: Duration,
}

/// Finds the addresses of receivers.
pub trait Resolve: Sync {
    /// The addresses of a name; empty when it has none, or when that can't be found out.
    fn addresses(&self, name: &str) -> impl Future<Output = Vec<IpAddr>> + Send;
}

/// What a receiver answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// The beginning of its body, where that was not a success.
    pub beginning: String,
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The name leads nowhere.
    #[error("the name has no address")]
    Unresolved,
    /// The name leads to addresses that are not on the public internet.
    #[error("the name leads to no address that may be contacted")]
    Unsafe,
    /// Nobody listens there.
    #[error("the connection was refused")]
    Refused,
    /// Five seconds went by.
    #[error("no answer came within 5 seconds")]
    TimedOut,
    /// The certificate is not good for the name, or there is no TLS.
    #[error("no secure connection could be made")]
    Tls,
    /// Cut off, or no HTTP.
    #[error("the connection broke before there was an answer")]
    Broken,
}

impl Sender {
    /// Nothing is sent before the first message.
    pub fn new(config: SenderConfig) -> Result<Self, RootError> {
        let SenderConfig { rules, roots } = config;
        let mut trusted = RootCertStore::empty();
        trusted.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        for root in roots {
            trusted.add(root)?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(trusted)
            .with_no_client_auth();
        Ok(Self { rules, tls: TlsConnector::from(Arc::new(tls)), patience: PATIENCE })
    }

    /// The same with less patience.
    #[cfg(test)]
    pub(super) fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Which addresses may be contacted.
    #[must_use]
    pub const fn rules(&self) -> AddressRules {
        self.rules
    }

    /// Sends a message, and reads what the receiver says to it.
    pub async fn send(
        &self,
        url: &EndpointUrl,
        signatures: &Signatures,
        body: &str,
        resolve: &impl Resolve,
    ) -> Result<Answer, SendError> {
        let end = Instant::now() + self.patience;
        let tcp = in_time(end, self.connect(url, resolve)).await?;
        let request = request(url, signatures, body).ok_or(SendError::Broken)?;
        if !url.is_https() {
            return exchange(tcp, request, end).await;
        }
        let host = url.host().trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(host).map_err(|_| SendError::Tls)?;
        let shaking = async { self.tls.connect(name, tcp).await.map_err(|_| SendError::Tls) };
        exchange(in_time(end, shaking).await?, request, end).await
    }

    /// A connection to an address that was looked up for this attempt and is looked at here: what
    /// the name led to before counts for nothing.
    async fn connect(
        &self,
        url: &EndpointUrl,
        resolve: &impl Resolve,
    ) -> Result<TcpStream, SendError> {
        let addresses = match url.address() {
            Some(ip) => vec![ip],
            None => resolve.addresses(url.host()).await,
        };
        let mut last = if addresses.is_empty() { SendError::Unresolved } else { SendError::Unsafe };
        let safe: Vec<IpAddr> =
            addresses.into_iter().filter(|ip| self.rules.permits(*ip)).take(ADDRESSES).collect();
        let limit = if safe.len() <= 1 { self.patience } else { STEP.min(self.patience) };
        for ip in safe {
            match self.rules.connect(SocketAddr::new(ip, url.port()), limit).await {
                Ok(stream) => return Ok(stream),
                Err(error) => last = SendError::of(&error),
            }
        }
        Err(last)
    }
}

impl SendError {
    fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::Unsafe,
            io::ErrorKind::TimedOut => Self::TimedOut,
            io::ErrorKind::ConnectionRefused => Self::Refused,
            _ => Self::Broken,
        }
    }
}

fn request(url: &EndpointUrl, signatures: &Signatures, body: &str) -> Option<Request<Full<Bytes>>> {
    let Signatures { id, timestamp, standard, plain } = signatures;
    Request::post(url.path_and_query())
        .header(HOST, url.authority())
        .header(USER_AGENT, "Fairlead-Webhooks")
        .header(ACCEPT, "*/*")
        .header(CONNECTION, "close")
        .header(CONTENT_TYPE, "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", standard)
        .header("x-cd-timestamp", timestamp)
        .header("x-cd-signature", plain)
        .body(Full::new(Bytes::from(body.to_owned())))
        .ok()
}

async fn in_time<T>(
    end: Instant,
    step: impl Future<Output = Result<T, SendError>>,
) -> Result<T, SendError> {
    timeout_at(end, step).await.unwrap_or(Err(SendError::TimedOut))
}

async fn exchange<S>(
    stream: S,
    request: Request<Full<Bytes>>,
    end: Instant,
) -> Result<Answer, SendError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut sender, connection) = Builder::new()
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADERS)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| SendError::Broken)?;
    let exchange = async {
        let asking = sender.send_request(request);
        let answer = in_time(end, async { asking.await.map_err(|_| SendError::Broken) }).await?;
        let (head, body) = answer.into_parts();
        let beginning =
            if head.status.is_success() { String::new() } else { beginning(body).await };
        Ok(Answer { status: head.status.as_u16(), beginning })
    };
    beside(exchange, connection).await
}

/// The beginning of a body, as text that can be kept and shown.
async fn beginning(mut body: Incoming) -> String {
    let mut read = Vec::new();
    let reading = async {
        while read.len() < BEGINNING
            && let Some(Ok(frame)) = body.frame().await
        {
            read.extend(frame.into_data().unwrap_or_default());
        }
    };
    // What has not come by then is not waited for: the status is what counts.
    let _ = timeout(AFTERWARDS, reading).await;
    read.truncate(BEGINNING);
    let shown = |c: &char| !c.is_control() || *c == '\n';
    String::from_utf8_lossy(&read).chars().filter(shown).collect()
}
