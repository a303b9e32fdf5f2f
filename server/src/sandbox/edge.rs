//! The sandbox's TLS edge: issues from a throw-away CA when the gate allows it, and proxies to
//! where the gate's server says. What Caddy does in production, in small.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HOST, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::OffsetDateTime;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::LazyConfigAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;

/// How long a certificate lasts.
const LIFETIME: time::Duration = time::Duration::days(90);
/// Before its end by so much it is replaced.
const RENEW: time::Duration = time::Duration::days(30);
/// The system's clock may lie behind the sandbox's, or before it.
const SKEW: time::Duration = time::Duration::DAY;
/// For one question to the server behind, or one step of a handshake.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why the edge can't be.
#[derive(Debug, thiserror::Error)]
pub enum EdgeError {
    /// The throw-away CA could not be made.
    #[error("the sandbox's certificate authority could not be made")]
    Authority(#[from] rcgen::Error),
    /// No address to listen on.
    #[error("the sandbox's edge can't listen")]
    Listen(#[from] std::io::Error),
}

/// A CA that lives as long as the process.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pem: String,
}

impl Authority {
    /// Makes a key and its root.
    pub(super) fn new(now: OffsetDateTime) -> Result<Self, EdgeError> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Fairlead Sandbox CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = now - SKEW;
        // The sandbox's clock is moved by months, and the root must outlive that.
        params.not_after = now + time::Duration::days(3650);
        let key = KeyPair::generate()?;
        let root = params.self_signed(&key)?;
        let (certificate, pem) = (root.der().clone(), root.pem());
        Ok(Self { issuer: Issuer::new(params, key), certificate, pem })
    }

    /// The root, to be trusted by whoever visits.
    #[must_use]
    pub(super) const fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// The root as PEM.
    #[must_use]
    pub(super) fn pem(&self) -> &str {
        &self.pem
    }

    fn issue(&self, name: &str, now: OffsetDateTime, system: OffsetDateTime) -> Option<Leaf> {
        let key = KeyPair::generate().ok()?;
        let mut params = CertificateParams::new(vec![name.to_owned()]).ok()?;
        params.distinguished_name.push(DnType::CommonName, "Fairlead sandbox");
        params.not_before = now.min(system) - SKEW;
        let not_after = now + LIFETIME;
        params.not_after = not_after;
        let leaf = params.signed_by(&key, &self.issuer).ok()?;
        let chain = vec![leaf.der().clone(), self.certificate.clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .ok()?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .ok()?;
        Some(Leaf { config: Arc::new(config), not_after })
    }
}

#[derive(Clone)]
struct Leaf {
    config: Arc<ServerConfig>,
    not_after: OffsetDateTime,
}

/// The edge's memory and whom it asks.
pub(super) struct Edge {
    authority: Arc<Authority>,
    internal: SocketAddr,
    clock: Clock,
    started: OffsetDateTime,
    leaves: Mutex<HashMap<String, Leaf>>,
}

impl Edge {
    /// Listens on a free port of loopback until `stop`; asks the gate at `internal`.
    pub(super) async fn start(
        authority: Arc<Authority>,
        internal: SocketAddr,
        clock: Clock,
        tasks: &TaskTracker,
        stop: CancellationToken,
    ) -> Result<SocketAddr, EdgeError> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let started = clock.now();
        let leaves = Mutex::default();
        let edge = Arc::new(Self { authority, internal, clock, started, leaves });
        let visits = tasks.clone();
        tasks.spawn(async move {
            loop {
                let (stream, _) = tokio::select! {
                    () = stop.cancelled() => return,
                    accepted = listener.accept() => match accepted {
                        Ok(accepted) => accepted,
                        Err(error) => {
                            tracing::warn!(%error, "the edge could not accept");
                            continue;
                        }
                    },
                };
                let (edge, stop) = (Arc::clone(&edge), stop.clone());
                visits.spawn(async move {
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = edge.visit(stream) => {}
                    }
                });
            }
        });
        Ok(address)
    }

    /// One visitor: name, gate, certificate, requests.
    async fn visit(self: Arc<Self>, stream: TcpStream) {
        let acceptor = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream);
        let Ok(Ok(start)) = tokio::time::timeout(PATIENCE, acceptor).await else { return };
        let name = start.client_hello().server_name().map(str::to_ascii_lowercase);
        // Dropping the connection without a certificate is what a visitor of an unknown name
        // sees; a polite alert would need a certificate of its own.
        let Some(name) = name else { return };
        let Some(leaf) = self.leaf(&name).await else { return };
        let accepted = tokio::time::timeout(PATIENCE, start.into_stream(leaf.config)).await;
        let Ok(Ok(stream)) = accepted else { return };
        let service = hyper::service::service_fn(move |request| {
            let (edge, name) = (Arc::clone(&self), name.clone());
            async move { Ok::<_, std::convert::Infallible>(edge.proxy(&name, request).await) }
        });
        let served = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service)
            .await;
        if let Err(error) = served {
            tracing::debug!(%error, "a visitor left early");
        }
    }

    /// The name's certificate: from memory, or a fresh one when the gate allows it.
    async fn leaf(&self, name: &str) -> Option<Leaf> {
        let now = self.clock.now();
        let known = self.leaves().get(name).cloned();
        if let Some(leaf) = known.filter(|leaf| now + RENEW < leaf.not_after) {
            return Some(leaf);
        }
        let ask = format!("/internal/ask?domain={name}");
        let answer = self.ask(&ask, None).await?;
        if !answer.status().is_success() {
            return None;
        }
        let leaf = self.authority.issue(name, now, self.started)?;
        self.leaves().insert(name.to_owned(), leaf.clone());
        Some(leaf)
    }

    fn leaves(&self) -> std::sync::MutexGuard<'_, HashMap<String, Leaf>> {
        self.leaves.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask(&self, path: &str, host: Option<&str>) -> Option<Response<Incoming>> {
        let mut request = Request::get(path).header(HOST, self.internal.to_string());
        if let Some(host) = host {
            request = request.header("x-forwarded-host", host);
        }
        let request = request.body(Full::<Bytes>::default()).ok()?;
        send(&self.internal.to_string(), request).await
    }

    /// Passes a request on to where the gate's server says.
    async fn proxy(&self, name: &str, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let Some(route) = self.ask("/internal/route", Some(name)).await else {
            return plain(StatusCode::BAD_GATEWAY, "the control plane does not answer");
        };
        let header = |header: &str| route.headers().get(header).cloned();
        let upstream = header("x-fairlead-upstream");
        let Some(upstream) = upstream.and_then(|at| at.to_str().map(str::to_owned).ok()) else {
            let status = route.status();
            let status = if status.is_success() { StatusCode::BAD_GATEWAY } else { status };
            return plain(status, "nothing is connected here");
        };
        let (mut parts, body) = request.into_parts();
        let Ok(body) = body.collect().await else {
            return plain(StatusCode::BAD_REQUEST, "the request broke off");
        };
        // What a visitor claims to be from us is dropped.
        let theirs: Vec<HeaderName> = parts
            .headers
            .keys()
            .filter(|name| name.as_str().starts_with("x-fairlead-"))
            .cloned()
            .collect();
        theirs.iter().for_each(|name| {
            parts.headers.remove(name);
        });
        if let Some(assertion) = header("x-fairlead-assertion") {
            parts.headers.insert("x-fairlead-assertion", assertion);
        }
        if let Ok(host) = HeaderValue::from_str(name) {
            parts.headers.insert("x-forwarded-host", host);
        }
        let request = Request::from_parts(parts, Full::new(body.to_bytes()));
        let Some(answer) = send(&upstream, request).await else {
            return plain(StatusCode::BAD_GATEWAY, "the origin does not answer");
        };
        let (parts, body) = answer.into_parts();
        match body.collect().await {
            Ok(body) => Response::from_parts(parts, Full::new(body.to_bytes())),
            Err(_) => plain(StatusCode::BAD_GATEWAY, "the origin broke off"),
        }
    }
}

/// One request over a connection of its own.
async fn send(address: &str, request: Request<Full<Bytes>>) -> Option<Response<Incoming>> {
    let asked = async {
        let stream = TcpStream::connect(address).await.ok()?;
        let io = TokioIo::new(stream);
        let (mut sender, connection) = hyper::client::conn::http1::handshake(io).await.ok()?;
        let driver = TaskTracker::new();
        driver.spawn(async move {
            // It ends with the answer's body.
            let _ = connection.await;
        });
        sender.send_request(request).await.ok()
    };
    tokio::time::timeout(PATIENCE, asked).await.ok().flatten()
}

fn plain(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
    *response.status_mut() = status;
    response
}
