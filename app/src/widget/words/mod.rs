//! Every sentence that a person reads.

use serde::{Deserialize, Serialize};

use crate::domain::finding::Finding;
use crate::domain::name::OwnerName;
use crate::domain::provider::Provider;

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
    pub fn best(_locale: Option<&str>) -> Self {
        Self::En
    }
}

/// Whom the words are about: what the reader's DNS host and the tenant are called.
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

/// A finding as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// What, up to eight words.
    pub title: String,
    /// Why, in a sentence.
    pub why: String,
    /// What to do.
    pub fix: String,
}

/// What to say about `finding`.
#[must_use]
pub fn finding_text(finding: &Finding, _to: &WordsContext<'_>) -> Text {
    Text { title: finding.cause.code().to_owned(), why: String::new(), fix: String::new() }
}
