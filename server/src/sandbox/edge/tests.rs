//! The edge before a gate and an origin that are made up, with real handshakes.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::{HeaderMap, Request};
use hyper_util::rt::TokioIo;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use time::{Duration, OffsetDateTime};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::{CertificateAuthority, Edge};
use crate::clock::Clock;

/// What the gate says, and what it was asked.
#[derive(Clone, Debug, Default)]
struct Gate(Arc<Mutex<Says>>);

#[derive(Debug, Default)]
struct Says {
    shut: bool,
    scheme: &'static str,
    upstream: String,
    asked: Vec<String>,
}

async fn ask(State(gate): State<Gate>, Query(query): Query<HashMap<String, String>>) -> StatusCode {
    let mut says = gate.0.lock().unwrap();
    let name = query["domain"].clone();
    let is_open = !says.shut && name.ends_with(".open.test");
    says.asked.push(name);
    if is_open { StatusCode::OK } else { StatusCode::FORBIDDEN }
}

async fn route(State(gate): State<Gate>, headers: HeaderMap) -> Response {
    let says = gate.0.lock().unwrap();
    match headers["x-forwarded-host"].to_str().unwrap() {
        "unknown.open.test" => StatusCode::NOT_FOUND.into_response(),
        "ended.open.test" => StatusCode::GONE.into_response(),
        "broken.open.test" => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        name => [
            ("x-fairlead-upstream", says.upstream.clone()),
            ("x-fairlead-scheme", says.scheme.to_owned()),
            ("x-fairlead-assertion", format!("signed for {name}")),
        ]
        .into_response(),
    }
}

/// Tells what it was asked, and gives the body back.
async fn origin(request: axum::extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let mut heard = vec![format!("{} {}", parts.method, parts.uri)];
    heard.extend(parts.headers.iter().map(|(name, value)| format!("{name}: {value:?}")));
    let headers = [
        ("x-heard", heard.join("\t").replace('"', "")),
        ("connection", "x-of-the-hop".to_owned()),
        ("x-of-the-hop", "1".to_owned()),
    ];
    (StatusCode::IM_A_TEAPOT, headers, body).into_response()
}

struct Scene {
    gate: Gate,
    clock: Clock,
    root: CertificateDer<'static>,
    edge: SocketAddr,
    stop: CancellationToken,
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Scene {
    async fn set() -> Self {
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let gate = Gate::default();
        let inside = Router::new()
            .route("/internal/ask", get(ask))
            .route("/internal/route", get(route))
            .with_state(gate.clone());
        let internal = serve(inside, &tasks, &stop).await;
        let upstream = serve(Router::new().fallback(origin), &tasks, &stop).await;
        {
            let mut says = gate.0.lock().unwrap();
            (says.upstream, says.scheme) = (upstream.to_string(), "http");
        }
        let clock = Clock::default();
        let authority = Arc::new(CertificateAuthority::new(clock.now()).unwrap());
        let root = authority.certificate().clone();
        let edge = Edge::start(authority, internal, clock.clone(), &tasks, stop.clone());
        let edge = edge.await.unwrap();
        Self { gate, clock, root, edge, stop }
    }

    fn shut(&self) {
        self.gate.0.lock().unwrap().shut = true;
    }

    fn asked(&self) -> usize {
        self.gate.0.lock().unwrap().asked.len()
    }

    /// A handshake as a browser makes it; `None` says no name.
    async fn shake(&self, name: Option<&str>) -> io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(self.root.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.enable_sni = name.is_some();
        let name = ServerName::try_from(name.unwrap_or("none.open.test").to_owned()).unwrap();
        let stream = TcpStream::connect(self.edge).await?;
        TlsConnector::from(Arc::new(config)).connect(name, stream).await
    }

    async fn send(
        &self,
        name: &str,
        request: Request<Full<Bytes>>,
    ) -> (StatusCode, HeaderMap, Bytes) {
        let stream = TokioIo::new(self.shake(Some(name)).await.unwrap());
        let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).await.unwrap();
        let exchange = async {
            let answer = sender.send_request(request).await.unwrap();
            let (parts, body) = answer.into_parts();
            (parts.status, parts.headers, body.collect().await.unwrap().to_bytes())
        };
        tokio::select! {
            answer = exchange => answer,
            ended = connection => unreachable!("the connection ended first: {ended:?}"),
        }
    }

    async fn get(&self, name: &str) -> (StatusCode, String) {
        let request = Request::get("/").header("host", name).body(Full::default()).unwrap();
        let (status, _, body) = self.send(name, request).await;
        (status, String::from_utf8(body.to_vec()).unwrap())
    }
}

async fn serve(app: Router, tasks: &TaskTracker, stop: &CancellationToken) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = stop.clone();
    tasks.spawn(async move {
        let served = axum::serve(listener, app);
        served.with_graceful_shutdown(async move { stop.cancelled().await }).await.unwrap();
    });
    address
}

/// Serial, begin and end of what was shown.
fn shown(stream: &TlsStream<TcpStream>) -> (String, OffsetDateTime, OffsetDateTime) {
    let leaf = &stream.get_ref().1.peer_certificates().unwrap()[0];
    let (_, leaf) = X509Certificate::from_der(leaf).unwrap();
    let validity = leaf.validity();
    let (begin, end) = (validity.not_before.to_datetime(), validity.not_after.to_datetime());
    (leaf.raw_serial_as_string(), begin, end)
}

fn alert(result: io::Result<TlsStream<TcpStream>>) -> String {
    result.map(|_| ()).unwrap_err().to_string()
}

#[tokio::test]
async fn a_name_that_the_gate_allows_gets_a_certificate_for_90_days() {
    let scene = Scene::set().await;
    let stream = scene.shake(Some("Shop.Open.test")).await.unwrap();
    let (serial, begin, end) = shown(&stream);
    let now = scene.clock.now();
    assert!(begin < now && now + Duration::days(89) < end && end < now + Duration::days(91));
    let again = scene.shake(Some("shop.open.test")).await.unwrap();
    assert_eq!(shown(&again).0, serial);
    assert_eq!(scene.gate.0.lock().unwrap().asked, ["shop.open.test"]);
}

#[tokio::test]
async fn a_name_that_the_gate_refuses_gets_an_alert() {
    let scene = Scene::set().await;
    let refused = alert(scene.shake(Some("shop.shut.test")).await);
    assert!(refused.contains("AccessDenied"), "{refused}");
    let nameless = alert(scene.shake(None).await);
    assert!(nameless.contains("AccessDenied"), "{nameless}");
    assert_eq!(scene.asked(), 1);
}

#[tokio::test]
async fn visitors_who_come_at_once_share_one_attempt() {
    let scene = Scene::set().await;
    let shakes = (0..8).map(|_| scene.shake(Some("shop.open.test")));
    let streams = futures::future::join_all(shakes).await;
    let serials: std::collections::BTreeSet<String> =
        streams.into_iter().map(|stream| shown(&stream.unwrap()).0).collect();
    assert_eq!(serials.len(), 1);
    assert_eq!(scene.asked(), 1);
}

#[tokio::test]
async fn a_certificate_is_renewed_in_time_and_shown_to_its_end() {
    let scene = Scene::set().await;
    let shake = async || scene.shake(Some("shop.open.test")).await;
    let first = shown(&shake().await.unwrap()).0;
    scene.clock.advance(Duration::days(61));
    let (second, begin, end) = shown(&shake().await.unwrap());
    assert_ne!(first, second);
    // Visitors' clocks were not moved, and still find it begun.
    assert!(begin < scene.clock.now() - Duration::days(61));
    assert!(scene.clock.now() + Duration::days(89) < end);
    scene.shut();
    scene.clock.advance(Duration::days(89));
    assert_eq!(shown(&shake().await.unwrap()).0, second);
    scene.clock.advance(Duration::days(2));
    assert!(alert(shake().await).contains("AccessDenied"));
}

#[tokio::test]
async fn the_origin_is_told_who_asks_by_us_alone() {
    let scene = Scene::set().await;
    let request = Request::post("/a%20b?c=d")
        .header("host", "shop.open.test:8443")
        .header("x-fairlead-assertion", "forged")
        .header("x-fairlead-other", "forged")
        .header("x-forwarded-for", "192.0.2.1")
        .header("x-forwarded-host", "forged.test")
        .header("connection", "keep-alive, x-mine")
        .header("x-mine", "1")
        .header("x-kept", "1")
        .body(Full::from(vec![b'x'; 1 << 20]))
        .unwrap();
    let (status, headers, body) = scene.send("shop.open.test", request).await;
    assert_eq!((status, body.len()), (StatusCode::IM_A_TEAPOT, 1 << 20));
    assert!(!headers.contains_key("x-of-the-hop"));
    let mut heard: Vec<&str> = headers["x-heard"].to_str().unwrap().split('\t').collect();
    heard.sort_unstable();
    let want = [
        "POST /a%20b?c=d",
        "content-length: 1048576",
        "host: shop.open.test:8443",
        "x-fairlead-assertion: signed for shop.open.test",
        "x-forwarded-for: 127.0.0.1",
        "x-forwarded-host: shop.open.test",
        "x-forwarded-proto: https",
        "x-kept: 1",
    ];
    assert_eq!(heard, want);
}

#[tokio::test]
async fn what_leads_nowhere_says_so() {
    let scene = Scene::set().await;
    for (name, status, words) in [
        ("unknown.open.test", 404, "nothing is connected here\n"),
        ("ended.open.test", 410, "this domain is not connected any more\n"),
        ("broken.open.test", 502, "the control plane does not answer\n"),
    ] {
        let (got, text) = scene.get(name).await;
        assert_eq!((got.as_u16(), text.as_str()), (status, words), "{name}");
    }
    // Nobody listens there.
    "127.0.0.1:9".clone_into(&mut scene.gate.0.lock().unwrap().upstream);
    assert_eq!(scene.get("shop.open.test").await.0, StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn a_handshake_for_one_name_opens_no_other() {
    let scene = Scene::set().await;
    let to = |uri: &str, host: &str| {
        Request::get(uri).header("host", host).body(Full::<Bytes>::default()).unwrap()
    };
    for (request, want) in [
        (to("/", "other.open.test"), StatusCode::MISDIRECTED_REQUEST),
        (to("http://other.open.test/", "shop.open.test"), StatusCode::MISDIRECTED_REQUEST),
        (to("http://shop.open.test/", "shop.open.test"), StatusCode::IM_A_TEAPOT),
        (to("/", "SHOP.open.test:443"), StatusCode::IM_A_TEAPOT),
        (Request::get("/").body(Full::default()).unwrap(), StatusCode::BAD_REQUEST),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(scene.send("shop.open.test", request).await.0, want, "{shown}");
    }
}

#[tokio::test]
async fn an_origin_that_must_speak_tls_is_not_spoken_to_in_the_clear() {
    let scene = Scene::set().await;
    scene.gate.0.lock().unwrap().scheme = "https";
    assert_eq!(scene.get("shop.open.test").await.0, StatusCode::BAD_GATEWAY);
}
