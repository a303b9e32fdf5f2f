//! The edge's questions to the gate's server, and the way of a request to the tenant's origin.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{Either, Empty, Full};
use hyper::body::{Body, Bytes, Incoming};
use hyper::client::conn::http1::handshake;
use hyper::header::{CONNECTION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Request, Response, StatusCode, Uri, Version};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// For the head of an answer; its body takes as long as it takes.
const PATIENCE: Duration = Duration::from_secs(10);

const UPSTREAM: HeaderName = HeaderName::from_static("x-fairlead-upstream");
const SCHEME: HeaderName = HeaderName::from_static("x-fairlead-scheme");
const ASSERTION: HeaderName = HeaderName::from_static("x-fairlead-assertion");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
/// What a visitor may not say has one of these in its name, however its words are put together: to
/// many origins `_` is the same as `-`.
const CLAIMS: [&str; 2] = ["fairlead", "forwarded"];

/// Headers of one connection, not of the request (RFC 9110 §7.6.1), beside those that
/// `Connection` names.
const HOP_BY_HOP: [&str; 9] = [
    "connection",
    "expect",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// What is answered: the origin's body as it comes, or a word of our own.
pub(super) type Answer = Response<Either<Incoming, Full<Bytes>>>;

/// Who asks, and for which name they hold a handshake.
#[derive(Clone, Debug)]
pub(super) struct Visitor {
    /// In lower case.
    pub(super) name: String,
    pub(super) address: IpAddr,
}

/// Where a name's visitors go.
struct Route {
    upstream: String,
    is_tls: bool,
    assertion: Option<HeaderValue>,
}

/// Why a request goes nowhere.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("this request can't be read")]
    Request,
    #[error("this connection was made for another name")]
    Misdirected,
    #[error("nothing is connected here")]
    Unknown,
    #[error("this domain is not connected any more")]
    Gone,
    #[error("the control plane does not answer")]
    NoGate,
    #[error("the origin does not answer")]
    NoOrigin,
}

/// Asks and passes on.
pub(super) struct Proxy {
    internal: SocketAddr,
    tls: TlsConnector,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Proxy {
    /// Asks the gate's server at `internal`.
    pub(super) fn new(
        internal: SocketAddr,
        tasks: TaskTracker,
        stop: CancellationToken,
    ) -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { internal, tls: TlsConnector::from(Arc::new(config)), tasks, stop })
    }

    /// Whether the gate lets `name` have a certificate: any 2xx is yes, silence is no.
    pub(super) async fn may(&self, name: &str) -> bool {
        let path = format!("/internal/ask?domain={name}");
        self.ask(&path, None).await.is_some_and(|answer| answer.status().is_success())
    }

    /// Passes a request on to where the gate's server says.
    pub(super) async fn pass(&self, visitor: &Visitor, request: Request<Incoming>) -> Answer {
        match self.try_pass(visitor, request).await {
            Ok(answer) => answer.map(Either::Left),
            Err(refusal) => refusal.answer(),
        }
    }

    async fn try_pass(
        &self,
        visitor: &Visitor,
        request: Request<Incoming>,
    ) -> Result<Response<Incoming>, Refusal> {
        let (mut parts, body) = request.into_parts();
        let asked = asked_host(&parts).ok_or(Refusal::Request)?;
        if !asked.eq_ignore_ascii_case(&visitor.name) {
            return Err(Refusal::Misdirected);
        }
        let path = parts.uri.path_and_query().cloned().ok_or(Refusal::Request)?;
        let route = self.route(&visitor.name).await?;
        parts.uri = Uri::from(path);
        parts.version = Version::HTTP_11;
        dress(&mut parts.headers, visitor, &route);
        let answer = self.send(&route, Request::from_parts(parts, body)).await;
        let mut answer = answer.ok_or(Refusal::NoOrigin)?;
        undress(answer.headers_mut());
        Ok(answer)
    }

    async fn route(&self, name: &str) -> Result<Route, Refusal> {
        let answer = self.ask("/internal/route", Some(name)).await.ok_or(Refusal::NoGate)?;
        match answer.status() {
            status if status.is_success() => {}
            StatusCode::NOT_FOUND => return Err(Refusal::Unknown),
            StatusCode::GONE => return Err(Refusal::Gone),
            _ => return Err(Refusal::NoGate),
        }
        let text = |header| answer.headers().get(header).and_then(|value| value.to_str().ok());
        let upstream = text(UPSTREAM).ok_or(Refusal::NoGate)?.to_owned();
        let is_tls = text(SCHEME) == Some("https");
        Ok(Route { upstream, is_tls, assertion: answer.headers().get(ASSERTION).cloned() })
    }

    /// Asks the gate's server, for the name of `host`.
    pub(super) async fn ask(&self, path: &str, host: Option<&str>) -> Option<Response<Incoming>> {
        let mut request = Request::get(path).header(HOST, self.internal.to_string());
        if let Some(host) = host {
            request = request.header(FORWARDED_HOST, host);
        }
        let request = request.body(Empty::<Bytes>::new()).ok()?;
        let asked = async {
            let stream = TcpStream::connect(self.internal).await.ok()?;
            self.exchange(stream, request).await
        };
        tokio::time::timeout(PATIENCE, asked).await.ok().flatten()
    }

    async fn send(&self, route: &Route, request: Request<Incoming>) -> Option<Response<Incoming>> {
        let sent = async {
            let stream = TcpStream::connect(&route.upstream).await.ok()?;
            if !route.is_tls {
                return self.exchange(stream, request).await;
            }
            let (host, _) = route.upstream.rsplit_once(':')?;
            let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
            let name = ServerName::try_from(host).ok()?;
            let stream = self.tls.connect(name, stream).await.ok()?;
            self.exchange(stream, request).await
        };
        tokio::time::timeout(PATIENCE, sent).await.ok().flatten()
    }

    /// One request over a connection of its own, which ends with the answer's body.
    async fn exchange<S, B>(&self, stream: S, request: Request<B>) -> Option<Response<Incoming>>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        B: Body<Data: Send, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
    {
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await.ok()?;
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                ended = connection => {
                    if let Err(error) = ended {
                        tracing::debug!(%error, "a connection behind the edge broke off");
                    }
                }
            }
        });
        sender.send_request(request).await.ok()
    }
}

impl Refusal {
    const fn status(&self) -> StatusCode {
        match self {
            Self::Request => StatusCode::BAD_REQUEST,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::NoGate | Self::NoOrigin => StatusCode::BAD_GATEWAY,
        }
    }

    fn answer(&self) -> Answer {
        let mut answer = Response::new(Either::Right(Full::from(format!("{self}\n"))));
        *answer.status_mut() = self.status();
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        answer.headers_mut().insert(CONTENT_TYPE, plain);
        answer
    }
}

/// The name that the request is for, without its port.
pub(super) fn asked_host(parts: &Parts) -> Option<&str> {
    if let Some(host) = parts.uri.host() {
        return Some(host);
    }
    let host = parts.headers.get(HOST)?.to_str().ok()?;
    Some(host.split_once(':').map_or(host, |(name, _)| name))
}

/// Takes off what the visitor may not say, and puts on what the origin may rely on.
fn dress(headers: &mut HeaderMap, visitor: &Visitor, route: &Route) {
    undress(headers);
    let claimed: Vec<HeaderName> = headers
        .keys()
        .filter(|name| CLAIMS.iter().any(|it| name.as_str().contains(it)))
        .cloned()
        .collect();
    for name in claimed {
        headers.remove(name);
    }
    if let Some(assertion) = &route.assertion {
        headers.insert(ASSERTION, assertion.clone());
    }
    headers.insert(FORWARDED_PROTO, HeaderValue::from_static("https"));
    let said =
        [(FORWARDED_HOST, visitor.name.clone()), (FORWARDED_FOR, visitor.address.to_string())];
    for (name, text) in said {
        // Names and addresses have no octet that a header could not carry.
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
}

/// Takes off what is of one connection only.
fn undress(headers: &mut HeaderMap) {
    let listed: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in listed {
        headers.remove(name);
    }
    for name in HOP_BY_HOP {
        headers.remove(name);
    }
}
