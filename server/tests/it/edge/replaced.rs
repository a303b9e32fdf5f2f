//! Somebody else's server where the edge was: which certificate it shows is told, and the name is
//! served again as soon as the edge is back.

use std::fs;
use std::sync::Arc;

use app::domain::connection::State;
use futures::future::join_all;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{Edge, programs, telling};
use crate::client::Client;
use crate::world::{codes, finding, gate, id, path};

const SHOP: &str = "shop.sandbox.test";
const BLOG: &str = "blog.sandbox.test";
/// A CA that nobody trusts.
const NOBODY: &str = "A CA of nobody";
/// What curl says of a certificate that browsers would not take.
const DOUBTED: Result<(u16, String), i32> = Err(60);

const PAGE: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// What a server shows, and with which key: PEM.
struct Shown {
    chain: String,
    key: String,
}

impl Shown {
    /// What the edge got for `name` from its CA.
    fn of_edge(edge: &Edge, name: &str) -> Self {
        let mut folders = fs::read_dir(edge.folder.path().join("caddy/certificates")).unwrap();
        // One for each CA, and there is one CA.
        let names = folders.next().unwrap().unwrap().path();
        let read = |kind: &str| {
            fs::read_to_string(names.join(name).join(format!("{name}.{kind}"))).unwrap()
        };
        Self { chain: read("crt"), key: read("key") }
    }

    /// What anybody can make for `name`.
    fn of_nobody(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, NOBODY);
        let ca = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &ca).unwrap();
        Self { chain: leaf.pem(), key: key.serialize_pem() }
    }

    fn acceptor(&self) -> TlsAcceptor {
        let chain = CertificateDer::pem_slice_iter(self.chain.as_bytes());
        let chain: Vec<CertificateDer<'static>> = chain.map(Result::unwrap).collect();
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// A server at both of an edge's places. What is asked over HTTP is answered as before, so that
/// what is told is told of HTTPS.
struct Other {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Other {
    async fn start(edge: &Edge, shown: &Shown) -> Self {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let (acceptor, inside) = (shown.acceptor(), edge.internal);
        let secure = TcpListener::bind(edge.tls).await.unwrap();
        let plain = TcpListener::bind(edge.plain).await.unwrap();
        let shaking = async move {
            while let Ok((stream, _)) = secure.accept().await {
                // Who takes the certificate gets a page.
                if let Ok(mut stream) = acceptor.accept(stream).await {
                    let asked = stream.read(&mut [0; 4096]).await;
                    if asked.is_ok_and(|length| 0 < length) {
                        let _ = stream.write_all(PAGE).await;
                        let _ = stream.shutdown().await;
                    }
                }
            }
        };
        let answering = async move {
            while let Ok((mut near, _)) = plain.accept().await {
                let mut far = TcpStream::connect(inside).await.unwrap();
                let _ = copy_bidirectional(&mut near, &mut far).await;
            }
        };
        tasks.spawn(stop.clone().run_until_cancelled_owned(shaking));
        tasks.spawn(stop.clone().run_until_cancelled_owned(answering));
        Self { stop, tasks }
    }

    /// Its places are free then.
    async fn leave(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Edge {
    /// A name that went the whole way, and the issuer of its certificate.
    async fn serves(&self, name: &str) -> (Value, Value) {
        let made = self.connect(name).await;
        let looked = self.look(&made).await;
        assert_eq!(looked["state"], State::Live.as_str(), "{looked:#} {}", self.said());
        let shown = self.client.get(&path(&made, "")).await.ok(200);
        (made, shown["certificate"]["issuer"].clone())
    }

    /// Whether this was ever announced.
    async fn has_announced(&self, made: &Value, what: &str) -> bool {
        let store = &self.running.as_ref().unwrap().service.store;
        let events = store.events_of(id(made).parse().unwrap()).await.unwrap();
        events.iter().any(|event| event.event_type.as_str() == what)
    }

    /// While somebody shows a certificate in its place, that is told, and nothing else changes.
    async fn is_replaced(&self, made: &Value, shown: &Shown, told: &Value) {
        let other = Other::start(self, shown).await;
        let looked = self.look(made).await;
        assert_eq!(looked["state"], State::Live.as_str(), "{looked:#}");
        assert_eq!(codes(&looked), ["wrong_certificate"], "{looked:#}");
        let found = finding(&looked, "wrong_certificate");
        assert_eq!((&found["severity"], &found["params"]), (&json!("warning"), told));
        assert_eq!(found["actor"], "operator", "{found:#}");
        let inside = Client::new(self.internal, None);
        // The edge may be back at any moment.
        assert_eq!(gate(&inside, SHOP).await, (200, String::new()));
        assert_eq!(self.visit(SHOP, &[]).await, DOUBTED);
        other.leave().await;
    }
}

#[tokio::test]
async fn a_certificate_that_browsers_do_not_take_is_told_until_the_edge_is_back() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::start(program, &origin, None).await;
        let (made, _) = edge.serves(SHOP).await;
        let (_, issuer) = edge.serves(BLOG).await;
        let orders = edge.pebble.orders();
        edge.caddy = None;
        for (shown, names, issuer, trusted) in [
            (Shown::of_edge(&edge, BLOG), [BLOG], &issuer, true),
            (Shown::of_nobody("old.example"), ["old.example"], &json!(NOBODY), false),
            (Shown::of_nobody(SHOP), [SHOP], &json!(NOBODY), false),
        ] {
            let told = json!({
                "name": SHOP,
                "names": names,
                "issuer": issuer,
                "address": edge.tls.ip(),
                "trusted": trusted,
                "ours": true,
            });
            edge.is_replaced(&made, &shown, &told).await;
        }
        edge.start_caddy().await;
        let looked = edge.look(&made).await;
        assert_eq!(looked["state"], State::Live.as_str(), "{looked:#} {}", edge.said());
        assert_eq!(codes(&looked), [""; 0], "{looked:#}");
        assert_eq!(edge.visit(SHOP, &[]).await.unwrap().0, 200, "{}", edge.said());
        assert_eq!(edge.pebble.orders(), orders);
        // The certificate itself was good all the time.
        let failed = edge.has_announced(&made, "ssl.failed").await;
        assert!(!failed, "it was announced that there is none");
        edge.leave().await;
    });
    join_all(each).await;
}

#[tokio::test]
async fn a_name_goes_live_by_a_certificate_that_browsers_take_and_by_no_other() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        let mut edge = Edge::start(program, &origin, None).await;
        edge.serves(BLOG).await;
        edge.caddy = None;
        let made = edge.connect(SHOP).await;
        for shown in [Shown::of_nobody(SHOP), Shown::of_edge(&edge, BLOG)] {
            let other = Other::start(&edge, &shown).await;
            // The certificate alone is wrong there.
            assert_eq!(edge.visit(SHOP, &["--insecure"]).await.unwrap().0, 200);
            assert_eq!(edge.visit(SHOP, &[]).await, DOUBTED);
            let looked = edge.look(&made).await;
            assert_eq!(looked["state"], State::IssuingCert.as_str(), "{looked:#}");
            assert!(!edge.has_announced(&made, "ssl.issued").await, "{looked:#}");
            other.leave().await;
        }
        edge.start_caddy().await;
        edge.goes_live(&made).await;
        assert!(edge.has_announced(&made, "ssl.issued").await);
        edge.leave().await;
    });
    join_all(each).await;
}
