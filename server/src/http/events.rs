//! Live streams (server-sent events): a connection for the API, finished parts for the widget.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use app::backend::{Door, SessionView};
use app::widget::{LiveParts, state_line};
use axum::extract::{FromRequestParts, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::{self, Stream};
use time::OffsetDateTime;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use super::App;
use super::auth::Reader;
use super::body::{Id, Path};
use super::openapi::Events;
use super::problem::Problem;
use super::shares;
use super::views::shown;
use super::widget::{Query, view};
use crate::clock::random_bytes;
use crate::service::ServiceError;
use crate::service::caller::Caller;
use crate::service::hub::{EVERYBODY, Watch};
use crate::store::ConnectionId;

/// A stream looks at least so often whether its session still stands.
const PULSE: time::Duration = time::Duration::seconds(2);
/// The last line of the first look stands so long before the records take its place.
const LINGER: time::Duration = time::Duration::milliseconds(900);
/// The id of the first of several events; no mark of a page looks so.
const CUT: &str = "cut";
/// So often something is said on a silent stream: lest proxies cut it, and for pages to know that
/// it is not dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Who must reconnect does so between this…
const SOONEST: Duration = Duration::from_millis(500);
/// … and so much later.
const SPREAD: Duration = Duration::from_millis(2500);

/// `GET /v1/connections/{id}/events`.
pub(crate) async fn of_connection(
    State(app): State<App>,
    Reader(caller): Reader,
    Id(id): Id<ConnectionId>,
    headers: HeaderMap,
) -> Result<Events, Problem> {
    app.service.connection(&caller, id).await?;
    let follower = Follower::new(&app, vec![id]).await?;
    let seen = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let shutdown = app.shutdown.clone();
    let state = OfConnection { app, caller, id, seen, follower, first: true };
    Ok(Events(sse(
        shutdown,
        stream::unfold(state, |mut state| async move {
            let events = state.next().await?;
            Some((events, state))
        }),
    )))
}

struct OfConnection {
    app: App,
    caller: Caller,
    id: ConnectionId,
    seen: Option<i64>,
    follower: Follower,
    first: bool,
}

impl OfConnection {
    /// The next events; `None` ends the stream.
    async fn next(&mut self) -> Option<VecDeque<Event>> {
        loop {
            if !std::mem::take(&mut self.first) && !self.follower.wait(&self.app).await {
                return None;
            }
            // What was revoked, or a connection that went out of reach, ends it.
            match &self.caller {
                Caller::Token(token) => self.app.service.token_still_good(&token.claims).await,
                Caller::Key(key) => self.app.service.key_still_good(key).await,
            }
            .ok()?;
            let connection = self.app.service.connection(&self.caller, self.id).await.ok()?;
            if self.seen != Some(connection.version) {
                self.seen = Some(connection.version);
                let event = Event::default().id(connection.version.to_string()).event("connection");
                let event = event.json_data(shown(&connection, &self.app)).ok()?;
                return Some(VecDeque::from([event]));
            }
        }
    }
}

/// `GET /widget/{address}/events`.
pub(crate) async fn of_session(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
    seen: Seen,
) -> Result<Response, Problem> {
    of_visit(app, Visit { door: Door::Session, address, query }, &seen).await
}

/// `GET /connect/{address}/events`.
pub(crate) async fn of_share(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
    seen: Seen,
) -> Result<Response, Problem> {
    of_visit(app, Visit { door: Door::Share, address, query }, &seen).await
}

/// The id of the last event that a page has read: by the header of a browser that opens its stream
/// again, or by the query of a stream that the page has opened anew.
pub(crate) struct Seen(String);

impl<S: Send + Sync> FromRequestParts<S> for Seen {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let header = parts.headers.get("last-event-id").and_then(|id| id.to_str().ok());
        let mut pairs = parts.uri.query().unwrap_or_default().split('&');
        let seen = header.or_else(|| pairs.find_map(|pair| pair.strip_prefix("seen=")));
        Ok(Self(seen.unwrap_or_default().to_owned()))
    }
}

async fn of_visit(app: App, visit: Visit, Seen(seen): &Seen) -> Result<Response, Problem> {
    let shown = visit.view(&app).await?;
    let follower = Follower::new(&app, ids_of(&shown)).await?;
    let shutdown = app.shutdown.clone();
    let state = OfVisit {
        app,
        visit,
        follower,
        parts: LiveParts::resumed(seen),
        line: None,
        over: false,
        first: true,
    };
    Ok(sse(
        shutdown,
        stream::unfold(state, |mut state| async move {
            let events = state.next().await?;
            Some((events, state))
        }),
    ))
}

/// A page that is open, by a session address or by a share link.
struct Visit {
    door: Door,
    address: String,
    query: Query,
}

impl Visit {
    async fn view(&self, app: &App) -> Result<SessionView, ServiceError> {
        match self.door {
            Door::Session => {
                let session = app.service.open_session(&self.address).await?;
                view(app, &self.address, session, &self.query).await
            }
            Door::Share => shares::view(app, &self.address, &self.query).await,
        }
    }
}

fn ids_of(view: &SessionView) -> Vec<ConnectionId> {
    view.connections.iter().filter_map(|connection| connection.id.parse().ok()).collect()
}

struct OfVisit {
    app: App,
    visit: Visit,
    follower: Follower,
    parts: LiveParts,
    line: Option<String>,
    over: bool,
    first: bool,
}

impl OfVisit {
    async fn next(&mut self) -> Option<VecDeque<Event>> {
        loop {
            if self.over || !self.wait().await {
                return None;
            }
            let view = match self.visit.view(&self.app).await {
                Ok(view) => view,
                Err(ServiceError::Gone | ServiceError::NotFound) => {
                    self.over = true;
                    return Some(VecDeque::from([Event::default().event("end").data("over")]));
                }
                // The database may be away for a while; the next pulse tries again.
                Err(_) => continue,
            };
            if self.follower.follow(&self.app, ids_of(&view)).await.is_err() {
                continue;
            }
            let events = self.changes(&view);
            if !events.is_empty() {
                return Some(events);
            }
        }
    }

    /// Returns when there may be something to tell; `false` at shutdown.
    async fn wait(&mut self) -> bool {
        if std::mem::take(&mut self.first) {
            return true;
        }
        if self.parts.lingers() {
            let clock = &self.app.service.clock;
            return tokio::select! {
                () = self.app.shutdown.cancelled() => false,
                () = clock.sleep_until(clock.now() + LINGER) => true,
            };
        }
        self.follower.wait(&self.app).await
    }

    fn changes(&mut self, view: &SessionView) -> VecDeque<Event> {
        let parts = self.parts.changes(view).into_iter();
        let mut events: VecDeque<Event> = parts
            .map(|part| Event::default().event("part").data(format!("{}\n{}", part.id, part.html)))
            .collect();
        let line = state_line(view);
        if line != self.line {
            events.extend(line.clone().map(|line| Event::default().event("state").data(line)));
            self.line = line;
        }
        if let Some(last) = events.pop_back() {
            // Who is cut off within them has what nobody knows.
            if let Some(first) = events.pop_front() {
                events.push_front(first.id(CUT));
            }
            events.push_back(last.id(self.parts.mark()));
        }
        events
    }
}

/// Hears of changes to some connections, and makes the worker look often at them meanwhile.
struct Follower {
    changes: broadcast::Receiver<ConnectionId>,
    ids: Vec<ConnectionId>,
    watch: Watch,
    pulse: OffsetDateTime,
}

impl Follower {
    async fn new(app: &App, ids: Vec<ConnectionId>) -> Result<Self, ServiceError> {
        let changes = app.service.hub.subscribe();
        let watch = app.service.watch(ids.clone()).await?;
        let pulse = app.service.clock.now() + PULSE;
        Ok(Self { changes, ids, watch, pulse })
    }

    async fn follow(&mut self, app: &App, ids: Vec<ConnectionId>) -> Result<(), ServiceError> {
        if ids != self.ids {
            self.watch = app.service.watch(ids.clone()).await?;
            self.ids = ids;
        }
        Ok(())
    }

    /// Returns when there may be something to tell; `false` at shutdown.
    async fn wait(&mut self, app: &App) -> bool {
        let clock = app.service.clock.clone();
        loop {
            tokio::select! {
                () = app.shutdown.cancelled() => return false,
                () = clock.sleep_until(self.pulse) => {
                    self.pulse = clock.now() + PULSE;
                    return true;
                }
                changed = self.changes.recv() => match changed {
                    Ok(id) if id != EVERYBODY && !self.ids.contains(&id) => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => return true,
                    Err(RecvError::Closed) => return false,
                }
            }
        }
    }
}

/// When a stream that broke is to be opened again: at another moment than everybody else's.
fn soon() -> Duration {
    let [random] = random_bytes::<1>();
    SOONEST + SPREAD * u32::from(random) / 255
}

/// Told to whoever has a stream open when the server goes away.
fn come_back() -> Event {
    let after = soon();
    Event::default().event("reconnect").retry(after).data(after.as_millis().to_string())
}

fn sse(
    shutdown: CancellationToken,
    batches: impl Stream<Item = VecDeque<Event>> + Send + 'static,
) -> Response {
    use futures::StreamExt as _;
    let greeting = stream::once(async { VecDeque::from([Event::default().retry(soon())]) });
    let farewell =
        stream::once(async move { VecDeque::from_iter(shutdown.is_cancelled().then(come_back)) });
    let events = greeting.chain(batches).chain(farewell);
    let events = events.flat_map(|batch| stream::iter(batch).map(Ok::<_, Infallible>));
    let alive =
        KeepAlive::new().interval(KEEP_ALIVE).event(Event::default().event("alive").data("yes"));
    let mut response = Sse::new(events).keep_alive(alive).into_response();
    let headers = response.headers_mut();
    // nginx would hold events back until its buffer is full.
    headers.insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    headers.insert("cache-control", axum::http::HeaderValue::from_static("no-store"));
    response
}
