//! The sandbox's edge: what Caddy does in production, in small.
//!
//! name → gate → certificate → request → where the gate's server says

mod ca;
mod plain;
mod proxy;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rustls::ServerConfig;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::LazyConfigAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(crate) use self::ca::CertificateAuthority;
pub(crate) use self::ca::IssueError;
use self::ca::Leaf;
pub(super) use self::plain::Plain;
use self::proxy::{Proxy, Visitor};
use crate::clock::Clock;

/// For one step of a handshake, or for the head of a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// After an error of the listener, such as too many open files.
const PAUSE: time::Duration = time::Duration::milliseconds(100);
/// Names remembered at most; then all are forgotten, and the gate is asked again.
const MAX_NAMES: usize = 10_000;

/// Why the edge can't be.
#[derive(Debug, thiserror::Error)]
pub enum EdgeError {
    /// No address to listen on.
    #[error("the sandbox's edge can't listen")]
    Listen(#[from] std::io::Error),
    /// TLS can't be set up.
    #[error("the sandbox's edge can't speak TLS")]
    Tls(#[from] rustls::Error),
}

/// A name's certificate. Whoever holds it asks for all: the gate grants one attempt, and a
/// browser opens many connections at once.
type Slot = Arc<tokio::sync::Mutex<Option<Leaf>>>;

/// The edge's memory and whom it asks.
pub(super) struct Edge {
    authority: Arc<CertificateAuthority>,
    clock: Clock,
    proxy: Proxy,
    refusal: Arc<ServerConfig>,
    slots: Mutex<HashMap<String, Slot>>,
}

impl Edge {
    /// Listens on a free port of loopback until `stop`; asks the gate at `internal`.
    pub(super) async fn start(
        authority: Arc<CertificateAuthority>,
        internal: SocketAddr,
        clock: Clock,
        tasks: &TaskTracker,
        stop: CancellationToken,
    ) -> Result<SocketAddr, EdgeError> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let proxy = Proxy::new(internal, tasks.clone(), stop.clone())?;
        let refusal = Arc::new(refusal()?);
        let edge = Arc::new(Self { authority, clock, proxy, refusal, slots: Mutex::default() });
        let clock = edge.clock.clone();
        let visit = move |stream, peer| Arc::clone(&edge).visit(stream, peer);
        tasks.spawn(listen(listener, visit, clock, tasks.clone(), stop));
        Ok(address)
    }

    /// One visitor: name, gate, certificate, requests.
    async fn visit(self: Arc<Self>, stream: TcpStream, peer: SocketAddr) {
        let acceptor = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream);
        let Ok(Ok(start)) = tokio::time::timeout(PATIENCE, acceptor).await else { return };
        let name = start.client_hello().server_name().map(str::to_ascii_lowercase);
        let leaf = match &name {
            Some(name) => self.leaf(name).await,
            None => None,
        };
        let config = leaf.map_or_else(|| Arc::clone(&self.refusal), |leaf| leaf.config);
        let accepted = tokio::time::timeout(PATIENCE, start.into_stream(config)).await;
        let (Ok(Ok(stream)), Some(name)) = (accepted, name) else { return };
        let visitor = Visitor { name, address: peer.ip() };
        let service = service_fn(|request| async {
            Ok::<_, Infallible>(self.proxy.pass(&visitor, request).await)
        });
        let served = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .serve_connection(TokioIo::new(stream), service)
            .await;
        if let Err(error) = served {
            tracing::debug!(%error, "a visitor left early");
        }
    }

    /// The name's certificate: from memory, or a fresh one when the gate allows it. One that is
    /// still valid is shown even when the gate refuses the next.
    async fn leaf(&self, name: &str) -> Option<Leaf> {
        let slot = self.slot(name);
        let mut held = slot.lock().await;
        let now = self.clock.now();
        let known = held.clone().filter(|leaf| leaf.is_valid(now));
        if known.as_ref().is_some_and(|leaf| !leaf.is_due(now)) || !self.proxy.may(name).await {
            return known;
        }
        match self.authority.issue(name, now) {
            Ok(leaf) => *held = Some(leaf),
            Err(error) => tracing::warn!(name, %error, "the sandbox's CA failed"),
        }
        held.clone()
    }

    fn slot(&self, name: &str) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if MAX_NAMES <= slots.len() {
            slots.clear();
        }
        Arc::clone(slots.entry(name.to_owned()).or_default())
    }
}

/// Lets visitors in until `stop`.
async fn listen<Visit>(
    listener: TcpListener,
    visit: impl Fn(TcpStream, SocketAddr) -> Visit,
    clock: Clock,
    tasks: TaskTracker,
    stop: CancellationToken,
) where
    Visit: Future<Output = ()> + Send + 'static,
{
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (visit, stop) = (visit(stream, peer), stop.clone());
                tasks.spawn(async move {
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = visit => {}
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "the edge could not accept");
                clock.sleep_until(clock.now() + PAUSE).await;
            }
        }
    }
}

/// Ends a handshake with the alert `access_denied`.
fn refusal() -> Result<ServerConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(NoCertificate));
    Ok(config)
}

#[derive(Debug)]
struct NoCertificate;

impl ResolvesServerCert for NoCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        None
    }
}
