//! Spans on their way to a collector: in batches, behind everybody's back, over plain HTTP or TLS.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper::header::{CONNECTION, CONTENT_TYPE, HOST, USER_AGENT};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::{Position, Url};

use super::otlp;
use super::spans::Span;
use crate::clock::{Clock, new_id};

/// The most spans that are sent at once.
const BATCH: usize = 512;
/// How long a span waits for company.
const EVERY: time::Duration = time::Duration::seconds(2);
/// How long a collector may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// What is read of its answer.
const MAX_ANSWER: usize = 64 * 1024;

/// Why there is nowhere to send traces to.
#[derive(Debug, thiserror::Error)]
pub enum CollectorError {
    /// The address has no host, or no port.
    #[error("\"{0}\" names no server")]
    Address(Url),
    /// TLS can't be had.
    #[error("TLS can't be set up")]
    Tls(#[from] rustls::Error),
}

/// Where traces are sent.
pub(super) struct Collector {
    url: Url,
    host: String,
    port: u16,
    tls: Option<TlsConnector>,
}

/// Why a batch did not arrive.
#[derive(Debug, thiserror::Error)]
enum ExportError {
    #[error("the collector took too long")]
    TimedOut,
    #[error("the collector can't be reached")]
    Unreachable(#[from] std::io::Error),
    #[error("the collector speaks no HTTP")]
    Http(#[from] hyper::Error),
    #[error("the request can't be written")]
    Request(#[from] hyper::http::Error),
    #[error("the collector answered with status {0}")]
    Refused(u16),
}

impl Collector {
    /// `url` is the protocol's base: the path of traces is added to it.
    pub(super) fn new(url: &Url) -> Result<Self, CollectorError> {
        let mut url = url.clone();
        let path = format!("{}/v1/traces", url.path().trim_end_matches('/'));
        url.set_path(&path);
        let host = url.host_str().map(|host| host.trim_matches(['[', ']']).to_owned());
        let address = host.zip(url.port_or_known_default());
        let (host, port) = address.ok_or_else(|| CollectorError::Address(url.clone()))?;
        let tls = (url.scheme() == "https").then(tls).transpose()?;
        Ok(Self { url, host, port, tls })
    }

    async fn send(&self, spans: &[Span], instance: &str) -> Result<(), ExportError> {
        let body = otlp::request(spans, instance).to_string();
        let sending = async {
            let tcp = TcpStream::connect((self.host.as_str(), self.port)).await?;
            match &self.tls {
                Some(tls) => {
                    let name = ServerName::try_from(self.host.clone());
                    let name = name.map_err(std::io::Error::other)?;
                    self.post(tls.connect(name, tcp).await?, body).await
                }
                None => self.post(tcp, body).await,
            }
        };
        timeout(PATIENCE, sending).await.map_err(|_| ExportError::TimedOut)?
    }

    async fn post<S>(&self, stream: S, body: String) -> Result<(), ExportError>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
        let request = Request::post(&self.url[Position::BeforePath..Position::AfterQuery])
            .header(HOST, &self.url[Position::BeforeHost..Position::AfterPort])
            .header(USER_AGENT, concat!("fairlead/", env!("CARGO_PKG_VERSION")))
            .header(CONTENT_TYPE, "application/json")
            .header(CONNECTION, "close")
            .body(Full::new(Bytes::from(body)))?;
        let exchange = async {
            let answer = sender.send_request(request).await?;
            let status = answer.status();
            // Read to its end, so that the collector is not cut off while it answers.
            let _ = Limited::new(answer.into_body(), MAX_ANSWER).collect().await;
            if status.is_success() { Ok(()) } else { Err(ExportError::Refused(status.as_u16())) }
        };
        tokio::pin!(exchange, connection);
        tokio::select! {
            sent = &mut exchange => sent,
            _ = &mut connection => exchange.await,
        }
    }
}

fn tls() -> Result<TlsConnector, rustls::Error> {
    let roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect::<RootCertStore>();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// Sends what is finished until it is told to end.
pub(super) struct Exporter {
    task: TaskTracker,
    end: CancellationToken,
}

impl Exporter {
    pub(super) fn start(collector: Collector, finished: Receiver<Span>, runtime: &Handle) -> Self {
        let (task, end) = (TaskTracker::new(), CancellationToken::new());
        task.spawn_on(export(collector, finished, end.clone()), runtime);
        task.close();
        Self { task, end }
    }

    /// Sends the rest, unless the collector takes too long.
    pub(super) async fn end(self) {
        self.end.cancel();
        let _ = timeout(PATIENCE, self.task.wait()).await;
    }
}

async fn export(collector: Collector, mut finished: Receiver<Span>, end: CancellationToken) {
    let (clock, instance) = (Clock::default(), new_id().to_string());
    let mut failing = false;
    while !end.is_cancelled() {
        let until = clock.now() + EVERY;
        tokio::select! {
            () = end.cancelled() => {}
            () = clock.sleep_until(until) => {}
        }
        loop {
            let mut batch = Vec::new();
            while batch.len() < BATCH
                && let Ok(span) = finished.try_recv()
            {
                batch.push(span);
            }
            if batch.is_empty() {
                break;
            }
            let sent = collector.send(&batch, &instance).await;
            // Said once when it begins and once when it is over, not with every batch.
            match &sent {
                Err(error) if !failing => tracing::warn!(%error, "traces are lost"),
                Ok(()) if failing => tracing::info!("traces arrive again"),
                Ok(()) | Err(_) => {}
            }
            failing = sent.is_err();
        }
    }
}
