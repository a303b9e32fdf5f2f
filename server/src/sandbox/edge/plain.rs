//! The edge's port for HTTP without TLS: the path by which CAs check a name is answered from
//! inside, everything else is sent to HTTPS.

use std::net::SocketAddr;
use std::sync::Arc;

use hickory_proto::rr::Name;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderValue, LOCATION, SERVER};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::super::faults::{Faults, Kind, Which};
use super::proxy::{Answer, Proxy, asked_host};
use super::{EdgeError, PATIENCE, listen};
use crate::clock::Clock;

/// Below it a CA checks a name (RFC 8555 §8.3).
const CHALLENGE: &str = "/.well-known/acme-challenge/";

/// The visitor gets no answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed")]
struct HangUp;

/// The listener's memory and whom it asks.
pub(in crate::sandbox) struct Plain {
    proxy: Proxy,
    https_port: u16,
    faults: Faults,
}

impl Plain {
    /// Listens beside the TLS edge, on a free port, until `stop`.
    pub(in crate::sandbox) async fn start(
        edge: SocketAddr,
        internal: SocketAddr,
        (faults, clock): (Faults, Clock),
        tasks: &TaskTracker,
        stop: CancellationToken,
    ) -> Result<SocketAddr, EdgeError> {
        let listener = TcpListener::bind((edge.ip(), 0)).await?;
        let address = listener.local_addr()?;
        let proxy = Proxy::new(internal, tasks.clone(), stop.clone())?;
        let plain = Arc::new(Self { proxy, https_port: edge.port(), faults });
        let visit = move |stream, _| Arc::clone(&plain).visit(stream);
        tasks.spawn(listen(listener, visit, clock, tasks.clone(), stop));
        Ok(address)
    }

    async fn visit(self: Arc<Self>, stream: TcpStream) {
        let served = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .serve_connection(TokioIo::new(stream), service_fn(|request| self.answer(request)))
            .await;
        if let Err(error) = served {
            tracing::debug!(%error, "a visitor left early");
        }
    }

    async fn answer(&self, request: Request<Incoming>) -> Result<Answer, HangUp> {
        let (parts, _) = request.into_parts();
        let Some(host) = asked_host(&parts) else { return Ok(plain(StatusCode::BAD_REQUEST)) };
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let mut answer = match self.fault(host) {
            Kind::HttpDown => return Err(HangUp),
            Kind::RedirectLoop => {
                let with_port = parts.headers.get(hyper::header::HOST);
                let with_port = with_port.and_then(|host| host.to_str().ok()).unwrap_or(host);
                redirect(&format!("http://{with_port}{path}"))
            }
            Kind::Intercept => plain(StatusCode::NOT_FOUND),
            Kind::None
            | Kind::Servfail
            | Kind::Refused
            | Kind::Silent
            | Kind::Slow
            | Kind::Lame
            | Kind::Truncate
            | Kind::OldData => {
                if path.starts_with(CHALLENGE) {
                    let told = self.proxy.ask(path, Some(host)).await;
                    return Ok(told.map_or_else(
                        || plain(StatusCode::BAD_GATEWAY),
                        |answer| answer.map(Either::Left),
                    ));
                }
                return Ok(redirect(&format!("https://{host}:{}{path}", self.https_port)));
            }
        };
        answer.headers_mut().insert(SERVER, HeaderValue::from_static("nginx"));
        Ok(answer)
    }

    fn fault(&self, host: &str) -> Kind {
        let Ok(mut name) = Name::from_ascii(host.to_ascii_lowercase()) else { return Kind::None };
        name.set_fqdn(true);
        self.faults.of(Which::Edge, &name).0
    }
}

fn plain(status: StatusCode) -> Answer {
    let mut answer = Response::new(Either::Right(Full::from(Bytes::new())));
    *answer.status_mut() = status;
    answer
}

fn redirect(to: &str) -> Answer {
    let Ok(to) = HeaderValue::from_str(to) else { return plain(StatusCode::BAD_REQUEST) };
    let mut answer = plain(StatusCode::PERMANENT_REDIRECT);
    answer.headers_mut().insert(LOCATION, to);
    answer
}
