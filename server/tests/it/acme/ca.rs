//! A CA that does as it is told: refuses at any step, is slow, is asked too often, suggests when to
//! renew. It speaks ACME (RFC 8555 and RFC 9773) over TLS on loopback.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration as Patience;

use fairlead::clock::Clock;
use http_body_util::{BodyExt as _, Collected, Empty, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1 as client;
use hyper::server::conn::http1 as server;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use time::{Duration, OffsetDateTime};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

pub(crate) use super::desk::{At, Hold, Issued, Problem, Wanted};
use super::desk::{Desk, Visit};
use super::signer;

/// How long a name may take to answer.
const PATIENCE: Patience = Patience::from_secs(5);

/// A CA; clones are the same one. It stops with the last of them.
#[derive(Clone)]
pub(crate) struct Ca {
    place: SocketAddr,
    door: String,
    desk: Arc<Mutex<Desk>>,
    _stop: Arc<DropGuard>,
}

impl Ca {
    /// A CA that proves and signs whatever it is asked for, at once, and suggests nothing.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        let (acceptor, door) = signer::door();
        let desk = Arc::new(Mutex::new(Desk::new(format!("https://{place}"))));
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let (shared, end, each) = (Arc::clone(&desk), stop.clone(), tasks.clone());
        let serving = async move {
            while let Ok((stream, _)) = listener.accept().await {
                each.spawn(serve(stream, acceptor.clone(), Arc::clone(&shared)));
            }
        };
        tasks.spawn(async move { end.run_until_cancelled(serving).await });
        Self { place, door, desk, _stop: Arc::new(stop.drop_guard()) }
    }

    /// The URL of its directory (RFC 8555 §7.1.1).
    pub(crate) fn directory(&self) -> String {
        format!("https://{}/directory", self.place)
    }

    /// Whom to trust at its directory, PEM.
    pub(crate) fn root_pem(&self) -> String {
        self.door.clone()
    }

    /// Whom visitors trust who take its certificates, PEM.
    pub(crate) fn issuer_pem(&self) -> String {
        self.desk().signer.root.clone()
    }

    /// The next request there is refused so; those after it as told by further calls, then none.
    pub(crate) fn answer(&self, at: At, problem: Problem) {
        self.desk().queued.entry(at).or_default().push_back(problem);
    }

    /// Every request there is refused so, until it is told otherwise.
    pub(crate) fn refuse_always(&self, at: At, problem: Option<Problem>) {
        let mut desk = self.desk();
        desk.always.remove(&at);
        desk.always.extend(problem.map(|problem| (at, problem)));
    }

    /// Whether a stage goes on and on.
    pub(crate) fn hold(&self, at: Hold, held: bool) {
        let mut desk = self.desk();
        desk.held.remove(&at);
        desk.held.extend(held.then_some(at));
    }

    /// What is wrong with every name that is looked at from now on.
    pub(crate) fn fail_validation(&self, problem: Option<Problem>) {
        self.desk().unproven = problem;
    }

    /// Why every order is given up that is to be signed from now on.
    pub(crate) fn fail_issuance(&self, problem: Option<Problem>) {
        self.desk().unsigned = problem;
    }

    /// When certificates are to be renewed (RFC 9773 §4.2). `None`: its directory does not know of
    /// it. A client that has read the directory keeps what it read.
    pub(crate) fn suggest(&self, window: Option<(OffsetDateTime, OffsetDateTime)>) {
        self.desk().window = window;
    }

    /// The clock by which certificates are dated.
    pub(crate) fn follow(&self, clock: &Clock) {
        self.desk().clock = clock.clone();
    }

    /// How long before and after the present certificates are valid.
    pub(crate) fn lifetime(&self, before: Duration, after: Duration) {
        self.desk().lifetime = (before, after);
    }

    /// Where every name is visited that is to be proven over HTTP; `None`: it is believed. What is
    /// to be proven by the DNS is believed in any case.
    pub(crate) fn check_with(&self, place: Option<SocketAddr>) {
        self.desk().place = place;
    }

    /// How many requests came there, without those that were refused for their nonce.
    pub(crate) fn count(&self, at: At) -> usize {
        self.desk().counts.get(&at).copied().unwrap_or_default()
    }

    /// The certificates, in the order in which they were signed.
    pub(crate) fn issued(&self) -> Vec<Issued> {
        self.desk().issued()
    }

    /// What it wants to find for names that are neither proven nor given up.
    pub(crate) fn challenges(&self) -> Vec<Wanted> {
        self.desk().wanted()
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap()
    }
}

/// Answers what comes by one connection.
async fn serve(stream: TcpStream, acceptor: TlsAcceptor, desk: Arc<Mutex<Desk>>) {
    // Who does not trust us hangs up.
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let answer = service_fn(move |request: Request<Incoming>| {
        let desk = Arc::clone(&desk);
        async move { Ok::<_, Infallible>(respond(&desk, request).await) }
    });
    let _ = server::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
}

/// Answers one request, and does at once what follows from it. The answer says how it stood before
/// that: no client gets away with not asking again.
async fn respond(desk: &Mutex<Desk>, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map(Collected::to_bytes).unwrap_or_default();
    settle(desk).await;
    let (answer, nonce) = desk.lock().unwrap().take(&head.method, head.uri.path(), &body);
    settle(desk).await;
    let mut response = Response::builder()
        .status(answer.status)
        .header("content-type", answer.kind)
        .header("cache-control", "no-store")
        .header("replay-nonce", nonce);
    if let Some(location) = answer.location {
        response = response.header("location", location);
    }
    if let Some(later) = answer.retry_after {
        response = response.header("retry-after", later);
    }
    response.body(Full::new(Bytes::from(answer.body))).unwrap()
}

/// Looks at the names, and signs what can be signed.
async fn settle(desk: &Mutex<Desk>) {
    // Open to others while a name is visited: who is visited may ask meanwhile.
    let visits = desk.lock().unwrap().visits();
    for visit in visits {
        let problem = look(&visit).await;
        desk.lock().unwrap().judge(&visit, problem);
    }
    desk.lock().unwrap().sign();
}

/// What is wrong with a name.
async fn look(visit: &Visit) -> Option<Problem> {
    let Some(place) = visit.place.filter(|_| visit.problem.is_none()) else { return visit.problem };
    let wanted = &visit.wanted;
    let found = timeout(PATIENCE, fetch(place, &wanted.name, &wanted.token)).await;
    let Some((status, body)) = found.ok().flatten() else {
        return Some(Problem::new(400, "connection", "nobody answers there"));
    };
    // White space at the end is nobody's fault (RFC 8555 §8.3).
    let is_found =
        status == StatusCode::OK && body.trim_ascii_end() == wanted.key_authorization.as_bytes();
    let unauthorized = Problem::new(403, "unauthorized", "something else was found there");
    (!is_found).then_some(unauthorized)
}

/// What is found for a name at the place where it is said to be.
async fn fetch(place: SocketAddr, name: &str, token: &str) -> Option<(StatusCode, Bytes)> {
    let stream = TcpStream::connect(place).await.ok()?;
    let (mut sender, connection) = client::handshake(TokioIo::new(stream)).await.ok()?;
    let request = Request::get(format!("/.well-known/acme-challenge/{token}"))
        .header("host", name)
        .header("connection", "close")
        .body(Empty::<Bytes>::new())
        .unwrap();
    // The connection ends when the sender is gone.
    let answer = async move {
        let answer = sender.send_request(request).await.ok()?;
        let status = answer.status();
        let body = answer.into_body().collect().await.ok()?.to_bytes();
        Some((status, body))
    };
    let (answer, _) = tokio::join!(answer, connection);
    answer
}
