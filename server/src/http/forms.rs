//! The forms of the widget's page: a name or a pair of them, a look, a link to send, a farewell.
//!
//! Each answers a part of the page to its script, and a whole page to a browser without one.

use app::backend::{Answer, DomainProblem, Door, Focus, Refused, SessionView, ShareLink};
use app::domain::name::{Hostname, NameError};
use app::domain::pair::twin;
use app::widget::{check_answer, link_answer, running_answer, shown};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::Response;
use serde::Deserialize;
use tokio::time::{Duration, timeout};

use super::App;
use super::body::{Form, Path};
use super::problem::Problem;
use super::widget::{PART, Query, answer_page, back_to, no_session, part, view};
use crate::service::ServiceError;
use crate::service::caller::{Actor, Caller};
use crate::service::connections::Wish;
use crate::service::intake::IntakeError;
use crate::store::{Application, Connection, ConnectionId};

/// Whoever asks for a look is answered within two seconds, whatever the servers do.
const PATIENCE: Duration = Duration::from_millis(1600);

/// Whether the page's own script asks, which wants a part of it.
pub(super) fn wants_part(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).is_some_and(|accept| accept.as_bytes() == PART.as_bytes())
}

/// A domain, as typed.
#[derive(Debug, Deserialize)]
pub(crate) struct DomainForm {
    #[serde(default)]
    domain: String,
    /// Ticked: its twin, with or without `www`, is to be connected too.
    both: Option<String>,
    /// Pressed: the name is to be taken over from another connection.
    transfer: Option<String>,
}

/// `POST /widget/{address}/connections`.
pub(crate) async fn connect(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
    Form(form): Form<DomainForm>,
) -> Response {
    let session = match app.service.open_session(&address).await {
        Ok(session) => session,
        Err(error) => return no_session(&app, &address, error, &query).await,
    };
    let application = session.caller.application.clone();
    let bound = session.caller.claims.scope.domain.clone();
    let caller = Caller::Token(Box::new(session.caller));
    let batch_id = form.both.as_ref().map(|_| ConnectionId::fresh().to_string());
    let wish = Wish {
        hostname: form.domain.clone(),
        transfer: form.transfer.is_some(),
        batch_id,
        ..Wish::default()
    };
    match app.service.create_connection(&caller, &application, wish).await {
        Ok(connection) => {
            if form.both.is_some() {
                connect_twin(&app, &caller, &application, &connection).await;
            }
            back_to(
                Door::Session,
                &address,
                &query.on_to(&Focus::Connection(connection.id.to_string())),
            )
        }
        // Coming back to a name that is being connected goes on with it.
        Err(ServiceError::Conflict { own: Some(id) }) => {
            back_to(Door::Session, &address, &query.on_to(&Focus::Connection(id.to_string())))
        }
        Err(error) => {
            let problem = refusal(error, bound);
            let refused = Some(Refused { entered: form.domain, problem });
            let query = query.at(Focus::New);
            answer_page(&app, &address, &query, refused, Answer::Nothing).await
        }
    }
}

/// Connects the other name of a pair. Where that fails the first one's page still offers it, and
/// says why not when it is asked for.
async fn connect_twin(app: &App, caller: &Caller, application: &Application, first: &Connection) {
    let twin = twin(&first.hostname, first.desired.kind, first.zone_apex.as_ref());
    let Some(twin) = twin else { return };
    let batch_id = first.batch_id.clone();
    let wish = Wish { hostname: twin.to_string(), batch_id, ..Wish::default() };
    if let Err(error) = app.service.create_connection(caller, application, wish).await {
        tracing::info!(hostname = %twin, error = %error, "the other name of a pair was not connected");
    }
}

fn refusal(error: ServiceError, bound: Option<Hostname>) -> DomainProblem {
    match error {
        ServiceError::Hostname(IntakeError::Name(error)) => DomainProblem::Name(error),
        ServiceError::Hostname(IntakeError::Characters(_)) => DomainProblem::Letters,
        ServiceError::Hostname(IntakeError::PublicSuffix(name)) => {
            DomainProblem::PublicSuffix(name.to_string())
        }
        ServiceError::Hostname(IntakeError::NoRoom(name)) => {
            DomainProblem::Name(NameError::TooLong(name.as_str().len()))
        }
        ServiceError::Forbidden(_) => {
            bound.map_or(DomainProblem::NotAllowed, DomainProblem::OtherDomain)
        }
        ServiceError::HighRisk { .. } => DomainProblem::HighRisk,
        ServiceError::Conflict { .. } => DomainProblem::Taken,
        ServiceError::TooMany { .. } => DomainProblem::TooMany,
        ServiceError::NoRoom => DomainProblem::NoRoom,
        other => {
            // Logged where it is turned into an answer.
            let _ = Problem::from(other);
            DomainProblem::Unavailable
        }
    }
}

/// What did not work: to a script as every error is told, to a form as a page.
async fn failed(
    app: &App,
    address: &str,
    error: ServiceError,
    (headers, query): (&HeaderMap, &Query),
) -> Result<Response, Problem> {
    if wants_part(headers) {
        return Err(error.into());
    }
    Ok(no_session(app, address, error, query).await)
}

/// `POST /widget/{address}/check`.
pub(crate) async fn check(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match looked(&app, &address, &query, wants_part(&headers)).await {
        Ok(response) => Ok(response),
        Err(error) => failed(&app, &address, error, (&headers, &query)).await,
    }
}

async fn looked(
    app: &App,
    address: &str,
    query: &Query,
    is_part: bool,
) -> Result<Response, ServiceError> {
    let session = app.service.open_session(address).await?;
    let before = view(app, address, session.clone(), query).await?;
    let ended = match shown(&before).and_then(|connection| connection.id.parse().ok()) {
        Some(id) => look_soon(app, id, Actor::Widget).await?,
        None => true,
    };
    if !is_part {
        return Ok(back_to(Door::Session, address, &query.on_to_checked()));
    }
    let after = view(app, address, session, query).await?;
    Ok(said(&after, ended))
}

/// What "Check now" says of a look that has ended, or goes on.
pub(super) fn said(view: &SessionView, ended: bool) -> Response {
    let html = if ended { check_answer(view) } else { running_answer(view) };
    part(html, view.lang)
}

/// Looks at a connection; false where the look goes on without whoever asked for it.
pub(super) async fn look_soon(
    app: &App,
    id: ConnectionId,
    actor: Actor,
) -> Result<bool, ServiceError> {
    let service = app.service.clone();
    let look = app.carried.spawn(async move { service.check_now(id, actor).await.map(|_| ()) });
    match timeout(PATIENCE, look).await {
        Ok(Ok(looked)) => looked.map(|()| true),
        Ok(Err(_)) => Err(ServiceError::Rules("the look was broken off")),
        Err(_) => Ok(false),
    }
}

/// `POST /widget/{address}/share?connection=`: a link that opens the connection for somebody else.
pub(crate) async fn share(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match linked(&app, &address, &query).await {
        Ok((view, link)) if wants_part(&headers) => Ok(part(link_answer(&view, &link), view.lang)),
        Ok((_, link)) => Ok(answer_page(&app, &address, &query, None, Answer::Link(link)).await),
        Err(error) => failed(&app, &address, error, (&headers, &query)).await,
    }
}

async fn linked(
    app: &App,
    address: &str,
    query: &Query,
) -> Result<(SessionView, ShareLink), ServiceError> {
    let session = app.service.open_session(address).await?;
    let view = view(app, address, session.clone(), query).await?;
    let id = shown(&view).and_then(|connection| connection.id.parse().ok());
    let id = id.ok_or(ServiceError::NotFound)?;
    let shared = app.service.share(&Caller::Token(Box::new(session.caller)), id).await?;
    let url = format!("{}/connect/{}", app.service.settings.public_url, shared.address);
    Ok((view, ShareLink { url, expires_at: shared.expires_at }))
}

/// `POST /widget/{address}/delete?connection=`: only where the token allows it. The page that
/// follows says which records may go.
pub(crate) async fn archive(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
) -> Response {
    match remove(&app, &address, &query).await {
        // Whoever may not remove it sees the domain as it stands.
        Ok(()) | Err(ServiceError::Forbidden(_)) => {
            back_to(Door::Session, &address, &query.on_to(query.focus()))
        }
        Err(error) => no_session(&app, &address, error, &query).await,
    }
}

async fn remove(app: &App, address: &str, query: &Query) -> Result<(), ServiceError> {
    let session = app.service.open_session(address).await?;
    let Focus::Connection(id) = query.focus() else { return Err(ServiceError::NotFound) };
    let id = id.parse().map_err(|_| ServiceError::NotFound)?;
    app.service.archive(&Caller::Token(Box::new(session.caller)), id).await?;
    Ok(())
}
