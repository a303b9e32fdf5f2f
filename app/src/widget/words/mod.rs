//! Every sentence that a person reads, per language.
//!
//! Only the server compiles this: the page and the event stream carry finished text, and the
//! browser holds none. A language is a module beside `en` and an arm in each function here.

mod en;
mod phrase;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

pub use self::en::labels::Labels;
pub use self::phrase::{Phrase, Piece};
use crate::backend::{ConnectionView, DomainProblem, NoSession};
use crate::domain::connection::State;
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::diagnosis::RecordStatus;
use crate::domain::finding::{Evidence, Finding};
use crate::domain::name::OwnerName;
use crate::domain::provider::Provider;
use crate::domain::record::RecordType;
use crate::widget::standing::Standing;

/// The languages that there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
}

impl Lang {
    /// The best of ours for a BCP 47 tag.
    #[must_use]
    pub const fn best(_locale: Option<&str>) -> Self {
        Self::En
    }

    /// The tag of the language.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
        }
    }
}

/// Whom the words are for: what the reader's DNS host and the tenant are called.
#[derive(Clone, Copy, Debug)]
pub struct WordsContext<'a> {
    /// The language to speak.
    pub lang: Lang,
    /// Who hosts the zone.
    pub provider: Option<&'a Provider>,
    /// The zone's own name.
    pub zone: Option<&'a OwnerName>,
    /// The tenant's name.
    pub tenant: &'a str,
}

impl<'a> WordsContext<'a> {
    /// The words for one connection.
    #[must_use]
    pub const fn of(connection: &'a ConnectionView, tenant: &'a str, lang: Lang) -> Self {
        Self { lang, provider: connection.provider, zone: connection.zone.as_ref(), tenant }
    }

    /// What the customer enters into the name field for `host`, or the words for an empty field.
    #[must_use]
    pub fn entered<'n>(&self, host: &'n OwnerName) -> &'n str
    where
        'a: 'n,
    {
        match (self.zone, self.provider) {
            (None, _) => host.as_str(),
            (Some(zone), Some(provider)) => match provider.entered_name(host, zone) {
                "" => labels(self.lang).no_name,
                name => name,
            },
            (Some(zone), None) => match host.relative_to(zone) {
                Some("") => "@",
                Some(head) => head,
                None => host.as_str(),
            },
        }
    }
}

impl WordsContext<'_> {
    /// What the customer enters into the value field of `record`.
    #[must_use]
    pub fn entered_value<'r>(&self, record: &'r DesiredRecord) -> Cow<'r, str> {
        match self.provider {
            Some(provider) => provider.entered_value(record.rtype, &record.value),
            None => record.value.as_str().into(),
        }
    }

    /// What the fields for the name and the value of such a record are called.
    #[must_use]
    pub fn fields(&self, rtype: RecordType) -> (&'static str, &'static str) {
        let labels = labels(self.lang);
        let name = self.provider.and_then(|provider| provider.name_field);
        let value = self.provider.and_then(|provider| provider.value_field(rtype));
        (name.unwrap_or(labels.name), value.unwrap_or(labels.value))
    }
}

/// A finding as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// What, up to eight words.
    pub title: String,
    /// Why, in a sentence or two.
    pub why: String,
    /// What to do.
    pub fix: String,
}

/// A finding as the page tells it: with names to copy and times that count down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub title: Phrase,
    /// Why.
    pub why: Phrase,
    /// What to do.
    pub fix: Phrase,
}

impl Told {
    fn new(title: impl Into<Phrase>, why: impl Into<Phrase>, fix: impl Into<Phrase>) -> Self {
        Self { title: title.into(), why: why.into(), fix: fix.into() }
    }
}

/// A piece of evidence as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What was asked, of whom, and when.
    pub asked: Phrase,
    /// What came back, line by line.
    pub answer: Vec<Phrase>,
}

/// What to say about `finding`, as plain text.
#[must_use]
pub fn finding_text(finding: &Finding, to: &WordsContext<'_>) -> Text {
    let Told { title, why, fix } = told(finding, to);
    Text { title: title.to_string(), why: why.to_string(), fix: fix.to_string() }
}

/// What to say about `finding`, in pieces.
#[must_use]
pub fn told(finding: &Finding, to: &WordsContext<'_>) -> Told {
    match to.lang {
        Lang::En => en::findings::told(finding, to),
    }
}

/// What to say about a piece of evidence.
#[must_use]
pub fn shown(evidence: &Evidence, lang: Lang) -> Shown {
    match lang {
        Lang::En => en::evidence::shown(evidence),
    }
}

/// What an answer without records means, by its RCODE or what happened instead of one.
#[must_use]
pub fn rcode(rcode: &str, lang: Lang) -> Phrase {
    match lang {
        Lang::En => en::evidence::rcode(rcode),
    }
}

/// The texts that stand on the page whatever it shows.
#[must_use]
pub const fn labels(lang: Lang) -> &'static Labels {
    match lang {
        Lang::En => &en::labels::LABELS,
    }
}

/// The word for a state in a list.
#[must_use]
pub const fn state_name(state: State, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::screens::state_name(state),
    }
}

/// The heading of a connection's page, and the sentence below it.
#[must_use]
pub fn lead(
    connection: &ConnectionView,
    standing: Standing,
    to: &WordsContext<'_>,
) -> (Phrase, Phrase) {
    match to.lang {
        Lang::En => en::screens::lead(connection, standing, to),
    }
}

/// What stands on the page of a live domain, beside when it became so.
#[must_use]
pub fn live_lead(connection: &ConnectionView, since: OffsetDateTime, lang: Lang) -> Phrase {
    match lang {
        Lang::En => en::screens::live_lead(connection, since),
    }
}

/// The words under the four axes of a connection.
#[must_use]
pub fn axes(connection: &ConnectionView, standing: Standing, lang: Lang) -> [Phrase; 4] {
    match lang {
        Lang::En => en::screens::axes(connection, standing),
    }
}

/// What "Check now" answers.
#[must_use]
pub fn check_answer(
    connection: &ConnectionView,
    standing: Standing,
    to: &WordsContext<'_>,
) -> Phrase {
    match to.lang {
        Lang::En => en::screens::check_answer(connection, standing, to),
    }
}

/// What a record is there for.
#[must_use]
pub fn purpose(purpose: Purpose, to: &WordsContext<'_>) -> String {
    match to.lang {
        Lang::En => en::screens::purpose(purpose, to),
    }
}

/// How a record stands.
#[must_use]
pub fn record_status(status: RecordStatus, to: &WordsContext<'_>) -> String {
    match to.lang {
        Lang::En => en::screens::record_status(status, to),
    }
}

/// Why a domain was refused.
#[must_use]
pub fn domain_problem(problem: &DomainProblem, tenant: &str, lang: Lang) -> Phrase {
    match lang {
        Lang::En => en::domain::problem(problem, tenant),
    }
}

/// The heading and the sentence of a page without a session.
#[must_use]
pub const fn no_session(why: NoSession, lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::En => en::domain::no_session(why),
    }
}

/// The steps that add the records at the reader's DNS host.
#[must_use]
pub fn how_to(to: &WordsContext<'_>) -> Vec<Phrase> {
    match to.lang {
        Lang::En => en::screens::how_to(to),
    }
}

/// The banner that says where the records are added.
#[must_use]
pub fn host_banner(connection: &ConnectionView, to: &WordsContext<'_>) -> Phrase {
    match to.lang {
        Lang::En => en::screens::host_banner(connection, to),
    }
}
