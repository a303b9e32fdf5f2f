//! The widget's page and the calls that it makes below its own address.

use app::backend::{
    ConnectionView, DomainProblem, Door, Focus, NoSession, PageContext, RecordView, Refused,
    SessionView, Theme,
};
use app::domain::name::Hostname;
use app::domain::provider::Provider;
use app::domain::session::Allow;
use app::widget::words::{Lang, Wanted, WordsContext};
use app::widget::{check_answer, no_session_html, page_html, shown};
use axum::extract::{FromRequestParts, RawQuery, State};
use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, LOCATION, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::body::{Form, Path, Text};
use super::problem::Problem;
use super::{App, assets, branding, frame};
use crate::service::ServiceError;
use crate::service::caller::{Actor, Caller};
use crate::service::connections::Wish;
use crate::service::intake::IntakeError;
use crate::service::tokens::Session;
use crate::store::connections::Filter;
use crate::store::{Connection, Page};

/// What the page's script accepts.
pub(super) const PART: &str = "text/html-part";
/// A visit shows at most so many connections.
const MOST: u32 = 50;

/// Which part of a visit the address asks for, in which colours and in which language.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    focus: Focus,
    theme: Theme,
    wanted: Wanted,
}

impl Query {
    pub(super) const fn theme(&self) -> Theme {
        self.theme
    }

    pub(super) const fn wanted(&self) -> Wanted {
        self.wanted
    }

    /// The query that leads on to `focus`, with what this address says of languages and colours.
    pub(super) fn on_to(&self, focus: &Focus) -> String {
        self.theme.carried(self.wanted.carried(focus.to_query()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let RawQuery(query) = RawQuery::from_request_parts(parts, state).await?;
        let query = query.as_deref();
        let accepted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Ok(Self {
            focus: Focus::from_query(query),
            theme: Theme::from_query(query),
            wanted: Wanted::of(query, accepted),
        })
    }
}

/// `GET /widget/{address}`.
pub(crate) async fn page(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
) -> Response {
    answer_page(&app, &address, &query, None).await
}

async fn answer_page(
    app: &App,
    address: &str,
    query: &Query,
    refused: Option<Refused>,
) -> Response {
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let nonce = frame::nonce();
    let session = match app.service.open_session(address).await {
        Ok(session) => session,
        Err(error) => return no_session(error, &nonce, query.wanted),
    };
    let origins = session.caller.application.allowed_origins.clone();
    let view = match view(app, address, session, query).await {
        Ok(view) => view,
        Err(error) => return no_session(error, &nonce, query.wanted),
    };
    let assets = assets::of_pages();
    let context = PageContext { nonce: nonce.clone(), assets, theme: query.theme, refused };
    frame::page(status, (page_html(&view, &context), view.lang), &nonce, &origins)
}

/// No page without a session, so no application whose origins could be asked: nobody frames it
/// but whoever holds the address' frame open already.
fn no_session(error: ServiceError, nonce: &str, wanted: Wanted) -> Response {
    let (why, status) = match error {
        ServiceError::NotFound => (NoSession::NotFound, StatusCode::NOT_FOUND),
        ServiceError::Gone => (NoSession::Over, StatusCode::GONE),
        other => {
            let problem = Problem::from(other);
            (NoSession::Unavailable, problem.status())
        }
    };
    let lang = wanted.lang(None);
    frame::page(status, (no_session_html(why, lang), lang), nonce, &[])
}

/// A domain, as typed.
#[derive(Debug, Deserialize)]
pub(crate) struct DomainForm {
    #[serde(default)]
    domain: String,
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
        Err(error) => return no_session(error, &frame::nonce(), query.wanted),
    };
    let application = session.caller.application.clone();
    let bound = session.caller.claims.scope.domain.clone();
    let caller = Caller::Token(Box::new(session.caller));
    let wish = Wish { hostname: form.domain.clone(), ..Wish::default() };
    match app.service.create_connection(&caller, &application, wish).await {
        Ok(connection) => {
            back_to(&address, &query.on_to(&Focus::Connection(connection.id.to_string())))
        }
        // Coming back to a name that is being connected goes on with it.
        Err(ServiceError::Conflict { own: Some(id) }) => {
            back_to(&address, &query.on_to(&Focus::Connection(id.to_string())))
        }
        Err(error) => {
            let problem = refusal(error, bound);
            let refused = Some(Refused { entered: form.domain, problem });
            let query = Query { focus: Focus::New, theme: Theme::default(), ..query };
            answer_page(&app, &address, &query, refused).await
        }
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
            DomainProblem::Name(app::domain::name::NameError::TooLong(name.as_str().len()))
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

/// `POST /widget/{address}/check`: a part of the page to a script, the whole page to a form.
pub(crate) async fn check(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let session = app.service.open_session(&address).await?;
    let before = view(&app, &address, session.clone(), &query).await?;
    if let Some(id) = shown(&before).and_then(|connection| connection.id.parse().ok()) {
        app.service.check_now(id, Actor::Widget).await?;
    }
    if headers.get(ACCEPT).is_none_or(|accept| accept.as_bytes() != PART.as_bytes()) {
        return Ok(back_to(&address, &query.on_to(&query.focus)));
    }
    let after = view(&app, &address, session, &query).await?;
    Ok(part(check_answer(&after), after.lang))
}

/// `POST /widget/{address}/delete?connection=`: only where the token allows it.
pub(crate) async fn archive(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    let session = app.service.open_session(&address).await?;
    let Focus::Connection(id) = &query.focus else { return Err(Problem::not_found()) };
    let id = id.parse().map_err(|_| Problem::not_found())?;
    app.service.archive(&Caller::Token(Box::new(session.caller)), id).await?;
    Ok(back_to(&address, &query.on_to(&Focus::Auto)))
}

/// `POST /widget/{address}/token`: a fresh token for the same visit, as plain text.
pub(crate) async fn renew(
    State(app): State<App>,
    Path(address): Path<String>,
    Text(token): Text,
) -> Result<Response, Problem> {
    let expires_at = app.service.renew_session(&address, token.trim()).await?;
    // The page counts down to the second that it is told.
    Ok(expires_at.unix_timestamp().to_string().into_response())
}

/// A token, posted by the loader's form; a secret, so no `Debug`.
#[derive(Deserialize)]
pub(crate) struct TokenForm {
    #[serde(default)]
    token: String,
}

/// `POST /widget`: a token for a session address.
///
/// `?locale=` and `?theme=` are what the embedding page asks for: they go on to the address, where
/// the token's own language has precedence.
pub(crate) async fn open(
    State(app): State<App>,
    query: Query,
    Form(form): Form<TokenForm>,
) -> Response {
    match app.service.open_with_token(form.token.trim()).await {
        Ok(address) => back_to(&address, &query.on_to(&Focus::Auto)),
        Err(ServiceError::Unauthorized) => {
            let lang = query.wanted.lang(None);
            let html = no_session_html(NoSession::Over, lang);
            frame::page(StatusCode::UNAUTHORIZED, (html, lang), &frame::nonce(), &[])
        }
        Err(error) => no_session(error, &frame::nonce(), query.wanted),
    }
}

/// A part of a page, for its script.
pub(super) fn part(html: String, lang: Lang) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_LANGUAGE, lang.tag()),
        (VARY, "accept-language"),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, html).into_response()
}

fn back_to(address: &str, query: &str) -> Response {
    let place = format!("/widget/{address}{query}");
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(LOCATION, place);
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Everything that the page shows of a visit.
pub(crate) async fn view(
    app: &App,
    address: &str,
    session: Session,
    query: &Query,
) -> Result<SessionView, ServiceError> {
    let Session { caller, expires_at } = session;
    let claims = caller.claims.clone();
    let application = caller.application.clone();
    let page = Page { after: None, limit: MOST };
    let caller = Caller::Token(Box::new(caller));
    let found = app.service.connections(&caller, Filter::default(), page).await?;
    let now = app.service.clock.now();
    let connections = found.data.iter().map(|found| connection_view(found, now)).collect();
    Ok(SessionView {
        door: Door::Session,
        id: address.to_owned(),
        support_url: branding::help(app, &application),
        tenant: branding::name(&application),
        brand: branding::brand(&application),
        allowed_origins: application.allowed_origins,
        now,
        expires_at,
        scope: claims.scope,
        may_delete: claims.allow.contains(&Allow::Delete),
        lang: query.wanted.lang(claims.locale.as_deref()),
        names_lang: query.wanted.is_named(),
        focus: query.focus.clone(),
        connections,
    })
}

pub(super) fn connection_view(
    connection: &Connection,
    now: time::OffsetDateTime,
) -> ConnectionView {
    let records = if connection.observed.is_empty() {
        connection.desired.records().into_iter().map(RecordView::from).collect()
    } else {
        connection.observed.iter().cloned().map(RecordView::from).collect()
    };
    ConnectionView {
        id: connection.id.to_string(),
        hostname: connection.hostname.clone(),
        display_hostname: connection.display_hostname.clone(),
        kind: connection.desired.kind,
        state: connection.shown_state(now),
        progress: connection.progress,
        zone: connection.zone_apex.clone(),
        provider: provider(connection),
        records,
        findings: connection.findings.clone(),
        certificate: connection.certificate.clone(),
        last_checked_at: connection.last_checked_at,
        next_check_at: connection.next_check_at,
    }
}

/// For whom the API words its findings: whoever reads them knows the tenant by itself.
pub(crate) fn words_for(connection: &Connection) -> WordsContext<'_> {
    WordsContext {
        lang: Lang::default(),
        provider: provider(connection),
        zone: connection.zone_apex.as_ref(),
        tenant: None,
    }
}

fn provider(connection: &Connection) -> Option<&'static Provider> {
    connection.provider.as_ref().and_then(|known| Provider::by_id(&known.id))
}
