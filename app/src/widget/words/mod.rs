//! Every sentence that a person reads, per language.
//!
//! Only the server compiles this: the page and the event stream carry finished text, and the
//! browser holds none. The sentences stand in the catalogues of `app/words`, one a language;
//! which of them is said, and of what, is decided here for all languages alike.

pub(in crate::widget) mod catalogue;
mod domain;
mod evidence;
mod findings;
mod grammar;
pub(in crate::widget) mod keys;
mod lang;
mod phrase;
mod screens;
mod way;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub(in crate::widget) use self::catalogue::{say, text};
pub use self::domain::{domain_problem, notice};
pub use self::evidence::{rcode, shown};
pub use self::findings::{finding_text, told};
pub use self::lang::{Lang, Wanted};
pub use self::phrase::{Phrase, Piece, Slot};
pub(in crate::widget) use self::phrase::{given, name};
pub use self::screens::{
    axes, check_answer, check_running, consent, glossary, host_banner, how_to, lead, live_lead,
    purpose, record_status, state_name,
};
pub use self::way::{Looked, analysis, delete_addresses};
use crate::backend::ConnectionView;
use crate::domain::desired::{DesiredRecord, SUGGESTED_TTL};
use crate::domain::name::OwnerName;
use crate::domain::provider::Provider;
use crate::domain::record::RecordType;

/// Whom the words are for: what the reader's DNS host and the tenant are called.
#[derive(Clone, Copy, Debug)]
pub struct WordsContext<'a> {
    /// The language to speak.
    pub lang: Lang,
    /// Who hosts the zone.
    pub provider: Option<&'a Provider>,
    /// The zone's own name.
    pub zone: Option<&'a OwnerName>,
    /// The tenant's name; `None` for readers who know the tenant by itself.
    pub tenant: Option<&'a str>,
}

impl<'a> WordsContext<'a> {
    /// The words for one connection.
    #[must_use]
    pub const fn of(connection: &'a ConnectionView, tenant: &'a str, lang: Lang) -> Self {
        let zone = connection.zone.as_ref();
        Self { lang, provider: connection.provider, zone, tenant: Some(tenant) }
    }

    /// What the customer enters into the name field for `host`; `None` where it stays empty.
    #[must_use]
    pub fn entered<'n>(&self, host: &'n OwnerName) -> Option<&'n str>
    where
        'a: 'n,
    {
        match (self.zone, self.provider) {
            (None, _) => Some(host.as_str()),
            (Some(zone), Some(provider)) => match provider.entered_name(host, zone) {
                "" => None,
                name => Some(name),
            },
            (Some(zone), None) => match host.relative_to(zone) {
                Some("") => Some("@"),
                Some(head) => Some(head),
                None => Some(host.as_str()),
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

    /// The fields for the name and the value of such a record.
    #[must_use]
    pub fn fields(&self, rtype: RecordType) -> (Field, Field) {
        let name = self.provider.and_then(|provider| provider.name_field);
        let value = self.provider.and_then(|provider| provider.value_field(rtype));
        (
            name.map_or_else(|| Field::ours(text!(self.lang, field_name)), |it| self.theirs(it)),
            value.map_or_else(|| Field::ours(text!(self.lang, field_value)), |it| self.theirs(it)),
        )
    }

    /// What else the host's console has for such a record, and what is chosen there.
    #[must_use]
    pub fn choices(&self, rtype: RecordType) -> Vec<(Field, Field)> {
        let Some(provider) = self.provider else { return Vec::new() };
        let leads = matches!(rtype, RecordType::A | RecordType::Aaaa | RecordType::Cname);
        let proxy = provider.proxy.filter(|_| leads);
        let proxy = proxy.map(|it| (self.theirs(it.switch), self.theirs(it.off)));
        let ttl = provider.min_ttl.map(|_| format!("{} s", provider.ttl(SUGGESTED_TTL)));
        let ttl = ttl.map(|ttl| (Field::ours("TTL".to_owned()), Field::ours(ttl)));
        ttl.into_iter().chain(proxy).collect()
    }

    /// In the words of the host's console, which its guides have in English.
    fn theirs(&self, text: &'static str) -> Field {
        Field { text: text.into(), lang: (self.lang != Lang::En).then_some(Lang::En.tag()) }
    }
}

/// What stands on a host's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// As it is read there.
    pub text: Cow<'static, str>,
    /// In which language that is, where it isn't the page's own.
    pub lang: Option<&'static str>,
}

impl Field {
    const fn ours(text: String) -> Self {
        Self { text: Cow::Owned(text), lang: None }
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

/// A piece of evidence as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What was asked, of whom, and when.
    pub asked: Phrase,
    /// What came back, line by line.
    pub answer: Vec<Phrase>,
}
