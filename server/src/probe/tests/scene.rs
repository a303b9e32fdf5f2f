//! Web servers on loopback that say exactly what a test wants.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::domain::name::{Hostname, OwnerName};
use app::domain::web::{Visit, VisitEnd};
use rcgen::{CertificateParams, DnType, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::OffsetDateTime;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::super::marker::{MarkerKeys, Token};
use super::super::{Patience, Probe, ProbeConfig, Resolve};
use crate::clock::{Clock, random_bytes};
use crate::config::NamedSecret;
use crate::net::AddressRules;

/// The first octet of a handshake (RFC 8446 §5.1).
const TLS_RECORD: u8 = 22;

pub(super) const SHOP: &str = "shop.acme.com";

/// What a server was asked.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) path: String,
    pub(super) host: String,
    pub(super) head: String,
}

/// What a server does with a request.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Say(Vec<u8>),
    /// And then leaves the connection open.
    Hold(Vec<u8>),
}

type Script = Arc<dyn Fn(&Heard) -> Act + Send + Sync>;

/// Some servers, and names for them.
pub(super) struct Scene {
    pub(super) keys: MarkerKeys,
    pub(super) probe: Probe,
    names: HashMap<OwnerName, Vec<IpAddr>>,
    heard: Arc<Mutex<Vec<Heard>>>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Resolve for Scene {
    async fn addresses(&self, name: &OwnerName) -> Option<Vec<IpAddr>> {
        self.names.get(name).cloned()
    }
}

/// An address of loopback that no other test has.
pub(super) fn own_address() -> IpAddr {
    let [a, b, c] = random_bytes();
    IpAddr::from([127, a, b, c.clamp(1, 254)])
}

pub(super) fn shop() -> Hostname {
    SHOP.parse().unwrap()
}

pub(super) fn text(status: &str, more: &str, body: &str) -> Act {
    let length = body.len();
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{more}\r\n{body}");
    Act::Say(answer.into_bytes())
}

pub(super) fn moved(to: &str) -> Act {
    text("301 Moved Permanently", &format!("Location: {to}\r\n"), "")
}

impl Scene {
    pub(super) fn new() -> Self {
        Self::with(ProbeConfig { rules: AddressRules::private_too(), ..ProbeConfig::default() })
    }

    /// Our edge's key is known, unless the configuration knows others.
    pub(super) fn with(config: ProbeConfig) -> Self {
        let secret = NamedSecret { id: "k1".to_owned(), bytes: random_bytes::<32>().to_vec() };
        let keys = MarkerKeys::new(&[secret]);
        let mut probe = Probe::new(ProbeConfig { markers: keys.clone(), ..config }).unwrap();
        // Long enough for everything that answers, short enough for what does not.
        probe.patience = Patience { step: Duration::from_secs(2), in_all: Duration::from_secs(6) };
        Self {
            keys,
            probe,
            names: HashMap::new(),
            heard: Arc::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        }
    }

    pub(super) fn name(&mut self, name: &str, addresses: &[IpAddr]) {
        self.names.insert(name.parse().unwrap(), addresses.to_vec());
    }

    pub(super) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// Answers requests over HTTP; the probe's HTTP port is this server's from here on.
    pub(super) async fn serve(
        &mut self,
        ip: IpAddr,
        script: impl Fn(&Heard) -> Act + Send + Sync + 'static,
    ) -> SocketAddr {
        let listener = TcpListener::bind((ip, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        self.probe.http_port = address.port();
        self.accept(listener, None, Arc::new(script));
        address
    }

    /// Answers requests over TLS; the probe's HTTPS port is this server's from here on.
    pub(super) async fn serve_tls(
        &mut self,
        ip: IpAddr,
        config: ServerConfig,
        script: impl Fn(&Heard) -> Act + Send + Sync + 'static,
    ) -> SocketAddr {
        let listener = TcpListener::bind((ip, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        self.probe.https_port = address.port();
        self.accept(listener, Some(TlsAcceptor::from(Arc::new(config))), Arc::new(script));
        address
    }

    fn accept(&self, listener: TcpListener, tls: Option<TlsAcceptor>, script: Script) {
        let (heard, tasks, stop) = (Arc::clone(&self.heard), self.tasks.clone(), self.stop.clone());
        self.tasks.spawn(async move {
            loop {
                let accepted = tokio::select! {
                    () = stop.cancelled() => return,
                    accepted = listener.accept() => accepted,
                };
                let (stream, _) = accepted.unwrap();
                let visit = visit(
                    stream,
                    tls.clone(),
                    Arc::clone(&script),
                    Arc::clone(&heard),
                    stop.clone(),
                );
                tasks.spawn(visit);
            }
        });
    }

    /// The marker that our edge answers to this request.
    pub(super) fn marker(keys: &MarkerKeys, heard: &Heard) -> Act {
        let token = heard.path.rsplit('/').next().unwrap().parse::<Token>().unwrap();
        text("200 OK", "", &keys.sign(&shop(), &token).unwrap())
    }

    pub(super) async fn visit(&self, ip: IpAddr) -> Visit {
        self.probe.walk(&shop(), ip, self).await.unwrap()
    }

    /// How a visit to one server that always says the same ends.
    pub(super) async fn end_of(act: Act) -> VisitEnd {
        let mut scene = Self::new();
        let ip = own_address();
        scene.serve(ip, move |_| act.clone()).await;
        scene.visit(ip).await.end
    }
}

async fn visit(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    script: Script,
    log: Arc<Mutex<Vec<Heard>>>,
    stop: CancellationToken,
) {
    match tls {
        None => talk(stream, script, log, stop).await,
        Some(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                talk(stream, script, log, stop).await;
            }
        }
    }
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    script: Script,
    log: Arc<Mutex<Vec<Heard>>>,
    stop: CancellationToken,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(octet) = stream.read_u8().await else { return };
        head.push(octet);
        if !octet.is_ascii() || octet == TLS_RECORD {
            // As servers answer who speaks TLS where none is spoken.
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            return;
        }
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    let host = head.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned();
    let request = Heard { path, host, head };
    log.lock().unwrap().push(request.clone());
    let (octets, holds) = match script(&request) {
        Act::Say(octets) => (octets, false),
        Act::Hold(octets) => (octets, true),
    };
    // Whoever has read enough hangs up.
    let _ = stream.write_all(&octets).await;
    if holds {
        stop.cancelled().await;
    }
    let _ = stream.shutdown().await;
}

/// A server's certificate for these names, valid until then, signed by nobody but itself.
pub(super) fn certificate(
    names: &[&str],
    not_after: OffsetDateTime,
) -> (ServerConfig, CertificateDer<'static>) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, "default.invalid");
    params.distinguished_name.push(DnType::OrganizationName, "Old Hosting Ltd");
    params.not_before = not_after - time::Duration::days(90);
    params.not_after = not_after;
    let key = KeyPair::generate().unwrap();
    let leaf = params.self_signed(&key).unwrap().der().clone();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.clone()], key)
        .unwrap();
    (config, leaf)
}

pub(super) fn now() -> OffsetDateTime {
    Clock::default().now()
}
