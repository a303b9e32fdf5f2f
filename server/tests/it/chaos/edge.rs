//! A TLS edge that issues on demand, as trusting as one may be: before it gets a certificate it
//! asks every node's gate at once, and one yes is enough.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::future::join_all;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::Acceptor;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::LazyConfigAcceptor;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

/// A gate that takes longer says no.
const PATIENCE: Duration = Duration::from_secs(10);

/// The edge; it ends when dropped.
pub(super) struct Edge {
    pub(super) address: SocketAddr,
    shelf: Arc<Shelf>,
    _stop: DropGuard,
}

/// The CA, and what it has issued.
struct Shelf {
    issuer: Issuer<'static, KeyPair>,
    root: String,
    /// Where the gates are.
    doors: Mutex<Vec<SocketAddr>>,
    names: Mutex<HashMap<String, Arc<Name>>>,
    /// Whether they may be without their database.
    is_cut_off: AtomicBool,
}

#[derive(Default)]
struct Name {
    certificate: tokio::sync::Mutex<Option<Arc<ServerConfig>>>,
    /// How often a gate said yes: so many orders could have been spent.
    granted: AtomicU32,
    /// Of these, those that nodes granted while they could have been cut off from their database.
    alone: AtomicU32,
}

impl Edge {
    pub(super) async fn start() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        let key = KeyPair::generate().unwrap();
        let root = params.self_signed(&key).unwrap().pem();
        let shelf = Arc::new(Shelf {
            issuer: Issuer::new(params, key),
            root,
            doors: Mutex::default(),
            names: Mutex::default(),
            is_cut_off: AtomicBool::new(false),
        });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, tasks, served) = (CancellationToken::new(), TaskTracker::new(), shelf.clone());
        let (until, each) = (stop.clone(), tasks.clone());
        let serving = async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shelf = served.clone();
                each.spawn(async move { shelf.serve(stream).await });
            }
        };
        tasks.spawn(async move { until.run_until_cancelled(serving).await });
        Self { address, shelf, _stop: stop.drop_guard() }
    }

    /// The root that visitors must trust, in PEM.
    pub(super) fn root(&self) -> &str {
        &self.shelf.root
    }

    /// From now on the gates are here.
    pub(super) fn ask_at(&self, doors: Vec<SocketAddr>) {
        *self.shelf.doors.lock().unwrap() = doors;
    }

    /// From now on the gates may be without their database, or not any more.
    pub(super) fn cut_off(&self, is_cut_off: bool) {
        self.shelf.is_cut_off.store(is_cut_off, Ordering::Relaxed);
    }

    /// How often gates said yes to this name that could ask their database.
    pub(super) fn shared(&self, name: &str) -> u32 {
        let name = self.shelf.name(name);
        name.granted.load(Ordering::Relaxed) - name.alone.load(Ordering::Relaxed)
    }

    /// A visitor comes.
    pub(super) async fn visit(&self, name: &str) {
        self.shelf.obtain(name).await;
    }

    /// How often gates said yes to this name, and whether it has a certificate.
    pub(super) async fn of(&self, name: &str) -> (u32, bool) {
        let name = self.shelf.name(name);
        let certificate = name.certificate.lock().await;
        (name.granted.load(Ordering::Relaxed), certificate.is_some())
    }
}

impl Shelf {
    fn name(&self, name: &str) -> Arc<Name> {
        self.names.lock().unwrap().entry(name.to_owned()).or_default().clone()
    }

    async fn obtain(&self, name: &str) -> Option<Arc<ServerConfig>> {
        let kept = self.name(name);
        let mut certificate = kept.certificate.lock().await;
        if certificate.is_none() {
            let doors = self.doors.lock().unwrap().clone();
            let asked = join_all(doors.into_iter().map(|door| asked(door, name))).await;
            let granted = asked.into_iter().filter(|yes| *yes).count();
            let count = u32::try_from(granted).unwrap();
            kept.granted.fetch_add(count, Ordering::Relaxed);
            if self.is_cut_off.load(Ordering::Relaxed) {
                kept.alone.fetch_add(count, Ordering::Relaxed);
            }
            *certificate = (0 < granted).then(|| self.issue(name));
        }
        certificate.clone()
    }

    fn issue(&self, name: &str) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let leaf = params.signed_by(&key, &self.issuer).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![leaf.der().clone()],
                PrivateKeyDer::Pkcs8(key.serialize_der().into()),
            );
        Arc::new(config.unwrap())
    }

    /// One handshake, and one request: whatever it asks for is there.
    async fn serve(&self, stream: TcpStream) -> Option<()> {
        let begun = LazyConfigAcceptor::new(Acceptor::default(), stream).await.ok()?;
        let name = begun.client_hello().server_name()?.to_owned();
        let mut stream = BufReader::new(begun.into_stream(self.obtain(&name).await?).await.ok()?);
        let mut line = String::new();
        while stream.read_line(&mut line).await.ok()? != 0 && !line.trim_end().is_empty() {
            line.clear();
        }
        let answer = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
        stream.write_all(answer).await.ok()?;
        stream.shutdown().await.ok()
    }
}

/// Whether a gate lets the edge get a certificate; one that is dead does not.
async fn asked(door: SocketAddr, name: &str) -> bool {
    let asking = async {
        let mut stream = TcpStream::connect(door).await.ok()?;
        let request = format!(
            "GET /internal/ask?domain={name} HTTP/1.1\r\nhost: gate\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        Some(answer.starts_with("HTTP/1.1 200 "))
    };
    timeout(PATIENCE, asking).await.ok().flatten().unwrap_or(false)
}
