//! A small edge in this process: it serves what Fairlead gives it, and has one answer for everybody.

use std::convert::Infallible;
use std::fmt;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use fairlead::serve::Running;
use fairlead::service::Service;
use http_body_util::Empty;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::ServerConfig;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::task::TaskTracker;

/// An edge. It lets visitors resume their sessions, as edges do.
pub(super) struct Edge {
    /// Where it listens.
    pub(super) place: SocketAddr,
    source: Arc<Source>,
}

/// Where its certificates come from.
#[derive(Default)]
struct Source {
    node: Mutex<Option<Arc<Service>>>,
    /// What is shown whatever there is to be had.
    held: Mutex<Option<String>>,
    is_shut: AtomicBool,
}

impl Edge {
    /// An edge that has nobody to ask yet.
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        let source = Arc::new(Source::default());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let resolver: Arc<dyn ResolvesServerCert> = Arc::<Source>::clone(&source);
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(resolver);
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let tasks = TaskTracker::new();
        let each = tasks.clone();
        tasks.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                each.spawn(serve(stream, acceptor.clone()));
            }
        });
        Self { place, source }
    }

    /// Whom it asks from now on.
    pub(super) fn ask(&self, node: &Running) {
        *self.source.node.lock().unwrap() = Some(Arc::clone(&node.service));
    }

    /// Goes on showing what it shows for this name, until it asks again.
    pub(super) fn hold(&self, name: &str) {
        *self.source.held.lock().unwrap() = self.source.given(name);
    }

    /// Asks for each visitor, as it does from its start.
    pub(super) fn hold_no_more(&self) {
        *self.source.held.lock().unwrap() = None;
    }

    /// Whether it serves anything.
    pub(super) fn serves(&self, serves: bool) {
        self.source.is_shut.store(!serves, Ordering::Relaxed);
    }
}

impl Source {
    fn given(&self, name: &str) -> Option<String> {
        self.node.lock().unwrap().as_ref()?.certificate_for(name)
    }
}

impl ResolvesServerCert for Source {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        if self.is_shut.load(Ordering::Relaxed) {
            return None;
        }
        let held = self.held.lock().unwrap().clone();
        let pem = held.or_else(|| self.given(hello.server_name()?))?;
        let chain = CertificateDer::pem_slice_iter(pem.as_bytes());
        let chain: Vec<CertificateDer<'static>> = chain.map(Result::unwrap).collect();
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).unwrap();
        Some(Arc::new(CertifiedKey::new(chain, any_supported_type(&key).unwrap())))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source(…)")
    }
}

/// Answers what comes by one connection.
async fn serve(stream: TcpStream, acceptor: TlsAcceptor) {
    // Who is shown no certificate hangs up.
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let answer = service_fn(|_: Request<Incoming>| async {
        Ok::<_, Infallible>(Response::new(Empty::<Bytes>::new()))
    });
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
}
