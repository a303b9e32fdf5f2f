//! The widget's page and the calls that it makes below its own address.

use app::backend::{
    Answer, ConnectionView, Door, Focus, Notice, NoticeView, PageContext, RecordView, Refused,
    SessionView, Theme,
};
use app::domain::connection;
use app::domain::provider::Provider;
use app::domain::session::Allow;
use app::widget::words::{Lang, Wanted, WordsContext};
use app::widget::{notice_html, page_html, shown};
use axum::extract::{FromRequestParts, RawQuery, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, LOCATION, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::body::{Form, Path, Text};
use super::problem::Problem;
use super::{App, assets, branding, frame};
use crate::service::ServiceError;
use crate::service::caller::Caller;
use crate::service::tokens::{Session, Whose};
use crate::store::connections::Filter;
use crate::store::{Connection, ConnectionId, Page};

/// What the page's script accepts.
pub(super) const PART: &str = "text/html-part";
/// Every origin (CSP 3 §2.3.1).
const ANYBODY: &str = "*";
/// A visit shows at most so many connections.
const MOST: u32 = 50;

/// Which part of a visit the address asks for, in which colours and in which language.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    focus: Focus,
    theme: Theme,
    wanted: Wanted,
    /// Whether a look was asked for by a form, whose answer the page then holds.
    checked: bool,
}

impl Query {
    pub(super) const fn focus(&self) -> &Focus {
        &self.focus
    }

    /// The same visit, at something else.
    pub(super) fn at(self, focus: Focus) -> Self {
        Self { focus, ..self }
    }

    /// What the page answers to a form that led back to it.
    pub(super) const fn answer(&self) -> Answer {
        if self.checked { Answer::Checked } else { Answer::Nothing }
    }

    /// The query that leads back to the page, which then tells what a look has found.
    pub(super) fn on_to_checked(&self) -> String {
        let query = self.on_to(&self.focus);
        let mark = if query.is_empty() { '?' } else { '&' };
        format!("{query}{mark}checked")
    }

    pub(crate) const fn theme(&self) -> Theme {
        self.theme
    }

    pub(crate) const fn wanted(&self) -> Wanted {
        self.wanted
    }

    /// The same, in the language of a tag, where that is one.
    pub(super) fn in_lang(self, tag: &str) -> Self {
        Self { wanted: self.wanted.choosing(tag), ..self }
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
            checked: query.is_some_and(|query| query.split('&').any(|pair| pair == "checked")),
        })
    }
}

/// `GET /widget/{address}`.
pub(crate) async fn page(
    State(app): State<App>,
    Path(address): Path<String>,
    query: Query,
) -> Response {
    answer_page(&app, &address, &query, None, query.answer()).await
}

/// The page, with what its forms have led to.
pub(super) async fn answer_page(
    app: &App,
    address: &str,
    query: &Query,
    refused: Option<Refused>,
    answer: Answer,
) -> Response {
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let nonce = frame::nonce();
    let session = match app.service.open_session(address).await {
        Ok(session) => session,
        Err(error) => return no_session(app, address, error, query).await,
    };
    let origins = session.caller.application.allowed_origins.clone();
    let view = match view(app, address, session, query).await {
        Ok(view) => view,
        Err(error) => return no_session(app, address, error, query).await,
    };
    let assets = assets::of_pages();
    let context = PageContext { nonce: nonce.clone(), assets, refused, answer };
    frame::page(status, (page_html(&view, &context), view.lang), &nonce, &origins)
}

/// Says why there is no page, to whoever may frame it: in a frame that they may not fill, browsers
/// show a page of their own.
pub(super) async fn no_session(
    app: &App,
    address: &str,
    error: ServiceError,
    query: &Query,
) -> Response {
    let (whose, origins) = match app.service.whose_visit(address).await {
        Ok(Some(whose)) => {
            let origins = whose.application.allowed_origins.clone();
            (Some(whose), origins)
        }
        Ok(None) => (None, Vec::new()),
        // Nobody can be asked, and there is nothing on the page to protect.
        Err(_) => (None, vec![ANYBODY.to_owned()]),
    };
    let to = To { whose: whose.as_ref(), origins, ..To::default() };
    notice(why(error, Notice::Over), query, to)
}

/// How that is told; `over` is what is gone.
pub(super) fn why(error: ServiceError, over: Notice) -> (StatusCode, Notice) {
    match error {
        ServiceError::NotFound => (StatusCode::NOT_FOUND, Notice::NotFound),
        ServiceError::Gone => (StatusCode::GONE, over),
        other => (Problem::from(other).status(), Notice::Unavailable),
    }
}

/// To whom one thing is said.
#[derive(Default)]
pub(super) struct To<'a> {
    /// Whose customer that is, where it is known.
    pub(super) whose: Option<&'a Whose>,
    /// Who may frame it.
    pub(super) origins: Vec<String>,
    /// For which connection a DNS host was asked.
    pub(super) connection: Option<ConnectionId>,
}

/// A page that says one thing.
pub(super) fn notice(
    (status, why): (StatusCode, Notice),
    query: &Query,
    To { whose, origins, connection }: To<'_>,
) -> Response {
    let lang = query.wanted.lang(whose.and_then(|whose| whose.locale.as_deref()));
    let application = whose.map(|whose| &whose.application);
    let view = NoticeView {
        why,
        lang,
        theme: query.theme,
        tenant: application.map(branding::name),
        brand: application.map(branding::brand).unwrap_or_default(),
        origins,
        connection: connection.map(|id| id.to_string()),
        nonce: frame::nonce(),
        assets: assets::of_pages(),
    };
    frame::page(status, (notice_html(&view), lang), &view.nonce, &view.origins)
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
        Ok(address) => back_to(Door::Session, &address, &query.on_to(&Focus::Auto)),
        Err(error) => {
            let why = match error {
                ServiceError::Unauthorized => (StatusCode::UNAUTHORIZED, Notice::Refused),
                other => (Problem::from(other).status(), Notice::Unavailable),
            };
            // Whose it was to be is not known: it says so to whoever sent it.
            let origins = vec![ANYBODY.to_owned()];
            notice(why, &query, To { origins, ..To::default() })
        }
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

/// On to a page that is open at `address`.
pub(super) fn back_to(door: Door, address: &str, query: &str) -> Response {
    let place = door.path(address) + query;
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
    let Session { caller, began_at, expires_at } = session;
    let claims = caller.claims.clone();
    let application = caller.application.clone();
    let page = Page { after: None, limit: MOST };
    let caller = Caller::Token(Box::new(caller));
    let found = app.service.connections(&caller, Filter::default(), page).await?;
    let now = app.service.clock.now();
    // What was taken away is shown to whoever asks for it alone, …
    let is_shown = |it: &&Connection| {
        it.progress.state() != connection::State::Archived
            || *query.focus() == Focus::Connection(it.id.to_string())
    };
    let mut seen: Vec<&Connection> = found.data.iter().filter(is_shown).collect();
    // … came for nothing else, or was here when it went.
    if seen.is_empty() {
        let is_bound = claims.scope.domain.is_some() || claims.scope.connection_id.is_some();
        let was_here = |it: &&Connection| is_bound || began_at <= it.progress.moved_at;
        seen.extend(found.data.iter().find(was_here));
    }
    let connections = seen.into_iter().map(|found| connection_view(app, found, now)).collect();
    let view = SessionView {
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
        theme: query.theme,
        focus: query.focus.clone(),
        connections,
    };
    find_consent(app, &view, &found.data);
    Ok(view)
}

/// Has found out whether the DNS host adds the records of the connection that a page shows; the
/// page's stream tells what was found.
fn find_consent(app: &App, view: &SessionView, found: &[Connection]) {
    let shown = shown(view).and_then(|shown| found.iter().find(|it| it.id.to_string() == shown.id));
    if let Some(connection) = shown.filter(|it| app.service.lacks_consent(it)).cloned() {
        let service = app.service.clone();
        app.carried.spawn(async move { service.find_consent(&connection).await });
    }
}

pub(super) fn connection_view(
    app: &App,
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
        survey: app.service.hub.survey_of(connection.id),
        moves_at: connection.contest.ends_at(&app.service.policy),
        consent: app.service.consent_host(connection),
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
