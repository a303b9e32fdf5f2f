//! What the widget is given to show: one visit, and the connections that it may see.
//!
//! The server fills these values in from what it stores; [`crate::widget`] turns them into a
//! page. Nothing here asks anybody: the page is a pure function of the values.

use std::fmt;

use time::OffsetDateTime;

use crate::domain::branding::{Branding, Part, Texts};
use crate::domain::certificate::Certificate;
use crate::domain::connection::{Progress, State};
use crate::domain::desired::{DesiredRecord, Kind};
use crate::domain::diagnosis::ObservedRecord;
use crate::domain::finding::Finding;
use crate::domain::name::{Hostname, NameError, OwnerName};
use crate::domain::provider::Provider;
use crate::domain::session::Scope;
use crate::domain::survey::Survey;
use crate::widget::words::Lang;

/// By which kind of address a page is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// A session address, embedded by the tenant.
    Session,
    /// A share link, in a window of its own.
    Share,
}

impl Door {
    /// The path of the page at `address`.
    #[must_use]
    pub fn path(self, address: &str) -> String {
        let door = match self {
            Self::Session => "widget",
            Self::Share => "connect",
        };
        format!("/{door}/{address}")
    }
}

/// One visit to the widget.
#[derive(Clone)]
pub struct SessionView {
    /// By which address it is open.
    pub door: Door,
    /// The random part of the address.
    pub id: String,
    /// The application's name, as the tenant wrote it.
    pub tenant: String,
    /// How the tenant's pages look, and what they say in its own words.
    pub brand: Brand,
    /// The origins that may embed the page, exact.
    pub allowed_origins: Vec<String>,
    /// The server's clock.
    pub now: OffsetDateTime,
    /// When the token ends.
    pub expires_at: OffsetDateTime,
    /// What the token reaches.
    pub scope: Scope,
    /// Whether the token may archive its connections.
    pub may_delete: bool,
    /// The language that is spoken.
    pub lang: Lang,
    /// Whether the address names it, so that the links on the page do, too.
    pub names_lang: bool,
    /// The colours that the address asks for; the links on the page do, too.
    pub theme: Theme,
    /// Where the reader finds help.
    pub support_url: Option<String>,
    /// What of it is asked for.
    pub focus: Focus,
    /// Every connection that the token reaches, the latest first.
    pub connections: Vec<ConnectionView>,
}

impl SessionView {
    /// The path of the page, below which are its own calls.
    #[must_use]
    pub fn base(&self) -> String {
        self.door.path(&self.id)
    }

    /// Whether the tenant leaves a part of the page out.
    #[must_use]
    pub fn hides(&self, part: Part) -> bool {
        self.brand.branding.hides(part)
    }

    /// The tenant's own words in the language of the page.
    #[must_use]
    pub fn own_words(&self) -> Option<&Texts> {
        self.brand.branding.texts(self.lang.tag())
    }

    /// The query of an address of this visit: what of it is asked for, and in which language and
    /// colours where the address of this page says so.
    #[must_use]
    pub fn query(&self, focus: &Focus) -> String {
        self.query_in(focus, self.names_lang.then_some(self.lang))
    }

    /// The same, in a language that is named or in none.
    #[must_use]
    pub fn query_in(&self, focus: &Focus, lang: Option<Lang>) -> String {
        self.theme.carried(focus.to_query_in(lang))
    }
}

impl fmt::Debug for SessionView {
    /// Without the session address: it is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SessionView");
        shown.field("tenant", &self.tenant).field("scope", &self.scope).finish_non_exhaustive()
    }
}

/// A tenant's branding, and where its pictures are.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// What the tenant set.
    pub branding: Branding,
    /// The address of the logo.
    pub logo: Option<String>,
    /// The address of the icon.
    pub icon: Option<String>,
}

/// Which part of a visit an address asks for, by its query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The only connection, the list of them, or the first question.
    #[default]
    Auto,
    /// The question for another domain.
    New,
    /// One connection, by its id.
    Connection(String),
}

impl Focus {
    /// Reads the query of a session address or of one of the paths below it.
    #[must_use]
    pub fn from_query(query: Option<&str>) -> Self {
        let pairs = query.unwrap_or_default().split('&');
        pairs.fold(Self::Auto, |focus, pair| match pair.split_once('=').unwrap_or((pair, "")) {
            ("new", _) => Self::New,
            ("connection", id) if !id.is_empty() => Self::Connection(id.to_owned()),
            _ => focus,
        })
    }

    /// The query that asks for it, with its question mark; empty for [`Focus::Auto`].
    #[must_use]
    pub fn to_query(&self) -> String {
        match self {
            Self::Auto => String::new(),
            Self::New => "?new".to_owned(),
            Self::Connection(id) => format!("?connection={id}"),
        }
    }

    /// The same, with the language that the reader chose.
    #[must_use]
    pub fn to_query_in(&self, lang: Option<Lang>) -> String {
        let query = self.to_query();
        match lang.map(Lang::tag) {
            Some(tag) if query.is_empty() => format!("?lang={tag}"),
            Some(tag) => format!("{query}&lang={tag}"),
            None => query,
        }
    }
}

/// One connection, as it is shown.
#[derive(Clone, Debug)]
pub struct ConnectionView {
    /// Its id.
    pub id: String,
    /// The name, in A-labels.
    pub hostname: Hostname,
    /// The name as people write it, in U-labels.
    pub display_hostname: String,
    /// What the name is to its zone.
    pub kind: Kind,
    /// The headline, `verifying` included.
    pub state: State,
    /// The axes and what else the state machine remembers.
    pub progress: Progress,
    /// The zone's own name, once it was found.
    pub zone: Option<OwnerName>,
    /// Who hosts the zone, where that is known.
    pub provider: Option<&'static Provider>,
    /// The records to publish, in their order.
    pub records: Vec<RecordView>,
    /// What there is to say, the most useful first.
    pub findings: Vec<Finding>,
    /// The certificate.
    pub certificate: Certificate,
    /// When we last looked.
    pub last_checked_at: Option<OffsetDateTime>,
    /// When we look again.
    pub next_check_at: Option<OffsetDateTime>,
    /// What a first look that is under way, or has just ended, has found so far.
    pub survey: Option<Survey>,
    /// When it is taken over from another account that was told, once that is sure.
    pub moves_at: Option<OffsetDateTime>,
    /// Where the DNS host asks its customer before it adds the records by itself, by the name of
    /// that server; `None` where it doesn't.
    pub consent: Option<String>,
}

/// A record to publish, and what was seen of it.
#[derive(Clone, Debug)]
pub struct RecordView {
    /// What is wanted.
    pub wanted: DesiredRecord,
    /// What was seen; `None` before the first look.
    pub seen: Option<ObservedRecord>,
}

impl From<DesiredRecord> for RecordView {
    fn from(wanted: DesiredRecord) -> Self {
        Self { wanted, seen: None }
    }
}

impl From<ObservedRecord> for RecordView {
    fn from(seen: ObservedRecord) -> Self {
        Self { wanted: seen.record.clone(), seen: Some(seen) }
    }
}

/// What one answer to a request adds to the visit.
#[derive(Clone, Debug)]
pub struct PageContext {
    /// The nonce of the page's Content-Security-Policy.
    pub nonce: String,
    /// The files that belong to the page.
    pub assets: &'static Assets,
    /// What was entered and refused, where a form came back.
    pub refused: Option<Refused>,
    /// What another form of the page has led to.
    pub answer: Answer,
}

/// What a form of the page has led to, for readers whose browser sent it by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// None was sent.
    #[default]
    Nothing,
    /// We have looked again.
    Checked,
    /// A link to send on.
    Link(ShareLink),
}

/// A link that opens one connection for somebody else.
#[derive(Clone, PartialEq, Eq)]
pub struct ShareLink {
    /// The whole address.
    pub url: String,
    /// When it ends.
    pub expires_at: OffsetDateTime,
}

impl fmt::Debug for ShareLink {
    /// Without the address: it is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShareLink").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// The style of every page, and where its code is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet itself: it travels inside the page, so that the first flight paints it.
    pub style: String,
    /// The address of the script around the module.
    pub script: String,
    /// The address of the module.
    pub module: String,
}

/// Which colours the host page asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Those of the reader's system.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Reads the query of a session address.
    #[must_use]
    pub fn from_query(query: Option<&str>) -> Self {
        let pairs = query.unwrap_or_default().split('&');
        pairs.fold(Self::Auto, |theme, pair| match pair {
            "theme=light" => Self::Light,
            "theme=dark" => Self::Dark,
            _ => theme,
        })
    }

    /// `query`, which is empty or has its question mark, and the colours that its address asks for.
    #[must_use]
    pub fn carried(self, query: String) -> String {
        let mark = if query.is_empty() { '?' } else { '&' };
        match self {
            Self::Auto => query,
            Self::Light | Self::Dark => format!("{query}{mark}theme={}", self.as_str()),
        }
    }

    /// How the style sheet calls it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A domain that could not be connected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What was entered.
    pub entered: String,
    /// Why not.
    pub problem: DomainProblem,
}

/// Why a domain could not be connected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DomainProblem {
    /// It is no host name.
    Name(NameError),
    /// Its letters can't be written as a domain.
    Letters,
    /// Everybody's, such as `co.uk`.
    PublicSuffix(String),
    /// The visit is for another name.
    OtherDomain(Hostname),
    /// The visit is for one connection that exists.
    NotAllowed,
    /// The same name is connected, or waits to be.
    Taken,
    /// Too many wait to be proven.
    TooMany,
    /// The plan has no room.
    NoRoom,
    /// A well-known name: needs a check by hand.
    HighRisk,
    /// Something of ours failed.
    Unavailable,
}

/// A page that says one thing, as why there is no session: nothing of a visit is in it.
#[derive(Clone, Debug)]
pub struct NoticeView {
    /// What it says.
    pub why: Notice,
    /// The language that is spoken.
    pub lang: Lang,
    /// The colours that the address asks for.
    pub theme: Theme,
    /// Whose visit it was, where that is known.
    pub tenant: Option<String>,
    /// How that one's pages look.
    pub brand: Brand,
    /// The origins that may embed it; `*` alone stands for all of them.
    pub origins: Vec<String>,
    /// For which connection a DNS host was asked, by its id.
    pub connection: Option<String>,
    /// Allows its own script to run (CSP).
    pub nonce: String,
    /// Its style.
    pub assets: &'static Assets,
}

/// Why there is no session to show, or how a window has ended in which a DNS host was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// No such address.
    NotFound,
    /// What was to open one is no token that is good.
    Refused,
    /// It was one, and is over.
    Over,
    /// It was a share link, and is over.
    LinkOver,
    /// Something of ours failed.
    Unavailable,
    /// The DNS host adds the records.
    ConsentGiven,
    /// Its customer stopped before it did.
    ConsentStopped,
    /// It did not.
    ConsentRefused,
    /// It can't be asked.
    NoConsent,
}

impl Notice {
    /// Whether it ends a window of its own, beside the page that led there.
    #[must_use]
    pub const fn is_beside(self) -> bool {
        match self {
            Self::ConsentGiven | Self::ConsentStopped | Self::ConsentRefused | Self::NoConsent => {
                true
            }
            Self::NotFound | Self::Refused | Self::Over | Self::LinkOver | Self::Unavailable => {
                false
            }
        }
    }
}
