//! From a visit to HTML: the whole page, or the parts of it that changed.

use std::convert::Infallible;
use std::fmt::{self, Write as _};
use std::hash::{DefaultHasher, Hash, Hasher as _};

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use super::flow::Step;
use super::pages::{self, Screen};
use super::parts::line::steps;
use super::standing::Standing;
use super::words::{self, WordsContext, given, say};
use crate::backend::{ConnectionView, NoticeView, PageContext, SessionView, ShareLink};
use crate::domain::branding::Part as Shown;
use crate::domain::record::{RecordType, quoted};

/// An element of the page, by its id, with its finished HTML (the element itself included).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The element's id.
    pub id: String,
    /// The element.
    pub html: String,
}

/// Renders what `build` makes, with a reactive root of its own that ends with it.
pub(super) fn html(build: impl FnOnce() -> AnyView) -> String {
    let Ok(html) = try_html(|| Ok::<_, Infallible>(build()));
    html
}

/// The same, of what may fail.
pub(super) fn try_html<E>(build: impl FnOnce() -> Result<AnyView, E>) -> Result<String, E> {
    let context = std::sync::Arc::new(SsrSharedContext::new_islands());
    let owner = Owner::new_root(Some(context));
    let html = owner.with(|| build().map(RenderHtml::to_html));
    owner.cleanup();
    // An event stream can't carry a carriage return, and a stranger's TXT may hold one.
    html.map(|html| html.replace('\r', ""))
}

/// The whole document of a session address.
#[must_use]
pub fn page_html(view: &SessionView, page: &PageContext) -> String {
    html(|| pages::document(view, page))
}

/// The document that says one thing.
#[must_use]
pub fn notice_html(view: &NoticeView) -> String {
    html(|| pages::notice(view))
}

/// Every part of the page as it stands, in the order of the page.
#[must_use]
pub fn parts(view: &SessionView) -> Vec<Part> {
    let screen = Screen::of(view);
    let part = |id: &str, html: String| Part { id: id.to_owned(), html };
    let mut parts = Vec::new();
    if !view.hides(Shown::Steps) {
        parts.push(part("steps", html(|| steps(screen.step(), view.lang))));
    }
    match screen {
        Screen::Connection(connection) => {
            let ids = html_pieces(view, connection);
            parts.extend(ids);
        }
        // The question is never replaced under somebody's hands.
        Screen::Domain => {}
        Screen::List => parts.push(part("screen", html(|| screen.view(view, None)))),
    }
    parts.push(part("say", html(|| spoken(view))));
    parts
}

fn html_pieces(view: &SessionView, connection: &ConnectionView) -> Vec<Part> {
    let context = std::sync::Arc::new(SsrSharedContext::new_islands());
    let owner = Owner::new_root(Some(context));
    let parts = owner.with(|| {
        let pieces = pages::pieces(view, connection).into_iter();
        pieces.map(|(id, piece)| Part { id, html: piece.to_html().replace('\r', "") }).collect()
    });
    owner.cleanup();
    parts
}

/// What one open page was shown: sends on only what differs.
#[derive(Debug, Default)]
pub struct LiveParts {
    shown: Mark,
    lingers: bool,
}

impl LiveParts {
    /// Goes on where another stream of the same page ended, whose last [`mark`](Self::mark) that
    /// is. Where it is none, nobody knows what the page has: it is sent the whole screen.
    #[must_use]
    pub fn resumed(mark: &str) -> Self {
        Self { shown: Mark::parse(mark).unwrap_or(Mark::UNKNOWN), lingers: false }
    }

    /// What the page has after all changes so far, in visible characters of ASCII.
    #[must_use]
    pub fn mark(&self) -> String {
        self.shown.to_string()
    }

    /// The parts that changed since the last call. The first call, and any after which the page
    /// is another screen, answers the screen as a whole.
    pub fn changes(&mut self, view: &SessionView) -> Vec<Part> {
        let screen = Screen::of(view);
        let parts = parts(view);
        if let Some(last) = self.last_of_analysis(view, screen) {
            self.lingers = true;
            return vec![last];
        }
        self.lingers = false;
        let mark = Mark::of(view, &screen.shape(), &parts);
        let fits = mark.screen == self.shown.screen;
        let mut changed: Vec<Part> = (parts.into_iter().zip(&mark.parts))
            .filter(|(part, digest)| {
                let anew = !self.shown.parts.contains(digest);
                anew && (fits || matches!(part.id.as_str(), "steps" | "say"))
            })
            .map(|(part, _)| part)
            .collect();
        // The question of a page that was just opened stands there already.
        let asks = self.shown == Mark::default() && matches!(screen, Screen::Domain);
        if !fits && !asks {
            changed.insert(
                0,
                Part { id: "screen".to_owned(), html: html(|| screen.view(view, None)) },
            );
        }
        self.shown = mark;
        changed
    }

    /// Whether what was just sent is to be read for a moment before there is more.
    #[must_use]
    pub const fn lingers(&self) -> bool {
        self.lingers
    }

    /// The first look with all of its lines, once it has ended before the reader's eyes.
    fn last_of_analysis(&self, view: &SessionView, screen: Screen<'_>) -> Option<Part> {
        let Screen::Connection(connection) = screen else { return None };
        let look = Mark::of(view, &Screen::shape_of_first_look(connection), &[]);
        let ended = self.shown.screen == look.screen && screen.step() != Step::Analysis;
        let html = || html(|| pages::last_steps(view, connection));
        (ended && !self.lingers && connection.survey.is_some())
            .then(|| Part { id: "analysis".to_owned(), html: html() })
    }
}

/// What a page shows, as short as what differs can be told by: it travels as the id of an event and
/// comes back with the next stream, to whichever node that leads. The page that was just served is
/// the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Mark {
    /// Of the screen, and of all on it that is no part by itself.
    screen: u32,
    parts: Vec<u32>,
}

impl Mark {
    /// Of a page that may have anything.
    const UNKNOWN: Self = Self { screen: u32::MAX, parts: Vec::new() };

    fn of(view: &SessionView, shape: &str, parts: &[Part]) -> Self {
        let several = 1 < view.connections.len();
        let around = (view.may_delete, several, &view.tenant, &view.support_url);
        Self { screen: digest(&(shape, around)), parts: parts.iter().map(digest).collect() }
    }

    fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let digests = text.split('-').map(|digest| u32::from_str_radix(digest, 16));
        let mut digests = digests.collect::<Result<Vec<_>, _>>().ok()?.into_iter();
        Some(Self { screen: digests.next()?, parts: digests.collect() })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.screen)?;
        self.parts.iter().try_for_each(|digest| write!(f, "-{digest:x}"))
    }
}

/// The same in every process. Pages of another build that say something else differ, and are sent.
fn digest(value: &impl Hash) -> u32 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    let [.., a, b, c, d] = hasher.finish().to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// What is read out when it changes: the heading, and how each record stands. The browser says it
/// by the one live region of the page.
pub(super) fn spoken(view: &SessionView) -> AnyView {
    let lang = view.lang;
    let text = match Screen::of(view) {
        Screen::Domain | Screen::List => String::new(),
        Screen::Connection(connection) => {
            // What its lines say is said again by the screen that follows in a moment.
            if Screen::Connection(connection).step() == Step::Analysis {
                let domain = given(&connection.display_hostname);
                let title = say!(lang, analysis_title, domain = domain).to_string();
                return view! { <p id="say" hidden>{title}</p> }.into_any();
            }
            let to = WordsContext::of(connection, &view.tenant, lang);
            let (title, _) = words::lead(connection, Standing::of(connection), &to);
            let records = connection.records.iter().map(|record| {
                let status = super::standing::status(connection, record);
                let (rtype, status) =
                    (given(&record.wanted.rtype), words::record_status(status, &to));
                say!(lang, spoken_record, type = rtype, status = status).to_string()
            });
            let records = given(&records.collect::<Vec<_>>().join(" "));
            say!(lang, spoken, title = title, records = records).to_string()
        }
    };
    view! { <p id="say" hidden>{text}</p> }.into_any()
}

/// The connection that a visit's page is about; `None` for the question and the list.
#[must_use]
pub fn shown(view: &SessionView) -> Option<&ConnectionView> {
    match Screen::of(view) {
        Screen::Connection(connection) => Some(connection),
        Screen::Domain | Screen::List => None,
    }
}

/// The data of a `state` event: step, state, domain, provider and job id, by tabs; `None` while
/// no connection is shown.
#[must_use]
pub fn state_line(view: &SessionView) -> Option<String> {
    let screen = Screen::of(view);
    let Screen::Connection(connection) = screen else { return None };
    let provider = connection.provider.map_or("", |provider| provider.id);
    let fields = [
        screen.step().as_str(),
        connection.state.as_str(),
        connection.hostname.as_str(),
        provider,
        &connection.id,
    ];
    Some(fields.join("\t"))
}

/// What "Check now" answers for the connection shown, as HTML to stand in a paragraph.
#[must_use]
pub fn check_answer(view: &SessionView) -> String {
    match Screen::of(view) {
        Screen::Connection(connection) => html(|| pages::answer(view, connection)),
        Screen::Domain | Screen::List => String::new(),
    }
}

/// What "Check now" answers while a look takes longer than anybody likes to wait.
#[must_use]
pub fn running_answer(view: &SessionView) -> String {
    match Screen::of(view) {
        Screen::Connection(connection) => html(|| pages::running(view, connection)),
        Screen::Domain | Screen::List => String::new(),
    }
}

/// What making a link answers for the connection shown, as HTML.
#[must_use]
pub fn link_answer(view: &SessionView, link: &ShareLink) -> String {
    match Screen::of(view) {
        Screen::Connection(connection) => html(|| pages::link(view, connection, link)),
        Screen::Domain | Screen::List => String::new(),
    }
}

/// The records as lines of a zone file (RFC 1035 §5.1).
#[must_use]
pub fn zone_file(connection: &ConnectionView) -> String {
    let mut file = String::new();
    for record in &connection.records {
        let wanted = &record.wanted;
        let value = match wanted.rtype {
            RecordType::Txt => quoted(&wanted.value),
            RecordType::Cname | RecordType::Dname | RecordType::Ns => format!("{}.", wanted.value),
            RecordType::A
            | RecordType::Aaaa
            | RecordType::Caa
            | RecordType::Dnskey
            | RecordType::Ds
            | RecordType::Https
            | RecordType::Mx
            | RecordType::Soa => wanted.value.clone(),
        };
        // Writing to a string can't fail.
        let ttl = connection.provider.map_or(wanted.ttl, |provider| provider.ttl(wanted.ttl));
        let _ = writeln!(file, "{}.\t{ttl}\tIN\t{}\t{value}", wanted.host, wanted.rtype);
    }
    file
}
