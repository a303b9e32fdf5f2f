//! Web servers of this process, as a case has them, and the visits to them.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use app::domain::name::Hostname;
use app::domain::web::Web;
use fairlead::clock::{Clock, random_bytes};
use fairlead::config::NamedSecret;
use fairlead::dns::Dns;
use fairlead::net::AddressRules;
use fairlead::probe::marker::{MarkerKeys, Token};
use fairlead::probe::{Probe, ProbeConfig};
use fairlead::service::web::{Asker, to_visit};
use rcgen::{CertificateParams, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::super::case::{Scene, WebServer};
use super::super::look::Seen;

/// What tells browsers to use HTTPS alone, below the name too.
const POLICY: &str = "strict-transport-security: max-age=600; includeSubDomains\r\n";

/// The web servers of a case.
pub(super) struct Webs {
    probe: Probe,
    /// Ports that are nobody's: connections there are refused.
    _closed: Vec<TcpSocket>,
}

/// What a server answers to every request.
#[derive(Clone)]
struct Manner {
    hostname: Hostname,
    keys: MarkerKeys,
    says: String,
    policy: &'static str,
}

impl Webs {
    /// Starts them; each listens at its address on two ports that all of them share.
    pub(super) fn start(
        scene: &Scene,
        clock: &Clock,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) -> Self {
        let secret = NamedSecret { id: "k1".to_owned(), bytes: random_bytes::<32>().to_vec() };
        let keys = MarkerKeys::new(&[secret]);
        let (mut roots, mut closed) = (Vec::new(), Vec::new());
        let (plain_port, plain) = shared_port(&scene.web);
        let (secure_port, secure) = shared_port(&scene.web);
        for ((server, http), https) in scene.web.values().zip(plain).zip(secure) {
            let manner = |says: &str| Manner {
                hostname: scene.hostname.clone(),
                keys: keys.clone(),
                says: says.to_owned(),
                policy: if server.policy { POLICY } else { "" },
            };
            match &server.http {
                Some(says) => serve(http, None, manner(says), tasks, stop),
                None => closed.push(http),
            }
            match &server.certificate {
                Some(names) => {
                    let (config, root) = certificate(names, clock);
                    roots.extend(root);
                    let tls = TlsAcceptor::from(Arc::new(config));
                    serve(https, Some(tls), manner("edge"), tasks, stop);
                }
                None => closed.push(https),
            }
        }
        let config = ProbeConfig {
            roots,
            rules: AddressRules::private_too(),
            http_port: plain_port,
            https_port: secure_port,
            markers: keys,
            registries: None,
            plain_hosts: false,
            clock: clock.clone(),
        };
        Self { probe: Probe::new(config).unwrap(), _closed: closed }
    }

    /// What they say, where the last look leads.
    pub(super) async fn ask(&self, dns: &Dns, seen: &Seen) -> Web {
        let asker = Asker { probe: &self.probe, dns };
        let addresses = to_visit(dns, &seen.desired, seen.last());
        asker.ask(&seen.desired, seen.last(), &addresses, true).await
    }
}

/// A port that is free at every address, and bound there.
fn shared_port(web: &BTreeMap<IpAddr, WebServer>) -> (u16, Vec<TcpSocket>) {
    let bind = || -> io::Result<(u16, Vec<TcpSocket>)> {
        let mut port = 0;
        let mut sockets = Vec::new();
        for ip in web.keys() {
            let socket = TcpSocket::new_v4()?;
            socket.bind(SocketAddr::new(*ip, port))?;
            port = socket.local_addr()?.port();
            sockets.push(socket);
        }
        Ok((port, sockets))
    };
    // What is free at the first may be taken at another.
    (0..100).find_map(|_| bind().ok()).unwrap()
}

fn serve(
    socket: TcpSocket,
    tls: Option<TlsAcceptor>,
    manner: Manner,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) {
    let listener = socket.listen(16).unwrap();
    let (spawner, stop) = (tasks.clone(), stop.clone());
    tasks.spawn(async move {
        let stopped = stop.clone();
        let accepting = async {
            loop {
                let Ok((stream, _)) = listener.accept().await else { continue };
                let (tls, manner, stop) = (tls.clone(), manner.clone(), stop.clone());
                spawner.spawn(
                    async move { stop.run_until_cancelled(greet(stream, tls, manner)).await },
                );
            }
        };
        stopped.run_until_cancelled::<_>(accepting).await
    });
}

async fn greet(stream: TcpStream, tls: Option<TlsAcceptor>, manner: Manner) {
    match tls {
        None => talk(stream, &manner).await,
        Some(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                talk(stream, &manner).await;
            }
        }
    }
}

async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin, manner: &Manner) {
    if manner.says == "silent" {
        std::future::pending::<()>().await;
    }
    let mut stream = BufReader::new(stream);
    let (mut first, mut line) = (String::new(), String::new());
    if stream.read_line(&mut first).await.is_err() {
        return;
    }
    while stream.read_line(&mut line).await.is_ok_and(|read| 2 < read) {
        line.clear();
    }
    let Some(path) = first.split(' ').nth(1) else { return };
    let _ = stream.write_all(manner.answer(path).as_bytes()).await;
    let _ = stream.shutdown().await;
}

impl Manner {
    /// `edge`, or a status with what belongs to it: a place to go to, or the server's name.
    fn answer(&self, path: &str) -> String {
        let policy = self.policy;
        let marker = || {
            let token: Token = path.rsplit('/').next()?.parse().ok()?;
            self.keys.sign(&self.hostname, &token)
        };
        let (status, field, body) = match self.says.split_once(' ') {
            None => ("200", String::new(), marker().unwrap_or_default()),
            Some((status, to)) if status.starts_with('3') => {
                (status, format!("location: {}\r\n", to.replace("{path}", path)), String::new())
            }
            Some((status, name)) => (status, format!("server: {name}\r\n"), String::new()),
        };
        let length = body.len();
        format!("HTTP/1.1 {status} \r\n{policy}{field}content-length: {length}\r\n\r\n{body}")
    }
}

/// Has a certificate for no name.
#[derive(Debug)]
struct NoCertificate;

impl ResolvesServerCert for NoCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        None
    }
}

/// A certificate for these names, and itself as who may be trusted.
fn certificate(names: &[String], clock: &Clock) -> (ServerConfig, Option<CertificateDer<'static>>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth();
    if names.is_empty() {
        return (config.with_cert_resolver(Arc::new(NoCertificate)), None);
    }
    let mut params = CertificateParams::new(names).unwrap();
    let now = clock.now();
    params.not_before = now - time::Duration::DAY;
    params.not_after = now + time::Duration::days(30);
    let key = KeyPair::generate().unwrap();
    let leaf = params.self_signed(&key).unwrap().der().clone();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    (config.with_single_cert(vec![leaf.clone()], key).unwrap(), Some(leaf))
}
