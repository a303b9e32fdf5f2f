//! The words of the first look.

use super::WordsContext;
use super::catalogue::{Arg, say};
use super::grammar::{copies, host};
use super::phrase::{Phrase, given, strong};
use crate::backend::ConnectionView;
use crate::domain::survey::Survey;

/// How far one line of the first look is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It is being read.
    Open,
    /// Known, and nothing to do.
    Good,
    /// Known, and there will be something to do.
    Attention,
}

/// What the first look has found so far: the zone, its host, what stands there, who may issue
/// certificates, what must go.
#[must_use]
pub fn analysis(connection: &ConnectionView, to: &WordsContext<'_>) -> [(Looked, Phrase); 5] {
    let survey = connection.survey.as_ref();
    [
        zone(connection, to),
        dns_host(connection, to),
        existing(connection, survey, to),
        rules(survey, to),
        conflicts(survey, to),
    ]
}

fn zone(connection: &ConnectionView, to: &WordsContext<'_>) -> (Looked, Phrase) {
    match &connection.zone {
        Some(zone) => (Looked::Good, say!(to.lang, look_zone_found, zone = strong(zone))),
        None if connection.last_checked_at.is_some() => {
            (Looked::Attention, say!(to.lang, look_zone_none))
        }
        None => (Looked::Open, say!(to.lang, look_zone)),
    }
}

fn dns_host(connection: &ConnectionView, to: &WordsContext<'_>) -> (Looked, Phrase) {
    match (to.provider, &connection.zone) {
        (Some(host), _) => (Looked::Good, say!(to.lang, banner_host, host = strong(host.name))),
        (None, Some(_)) => (Looked::Good, say!(to.lang, look_host_unknown)),
        (None, None) => (Looked::Open, say!(to.lang, look_host)),
    }
}

fn existing(
    connection: &ConnectionView,
    survey: Option<&Survey>,
    to: &WordsContext<'_>,
) -> (Looked, Phrase) {
    let name = given(&connection.display_hostname);
    match survey.map(|survey| survey.existing) {
        None => (Looked::Open, say!(to.lang, look_records)),
        Some(0) => (Looked::Good, say!(to.lang, look_records_none, name = name)),
        Some(count) => {
            let some = say!(to.lang, look_records_some, name = name, count = Arg::from(count));
            (Looked::Good, some)
        }
    }
}

fn rules(survey: Option<&Survey>, to: &WordsContext<'_>) -> (Looked, Phrase) {
    match survey.map(|survey| survey.caa_allows) {
        None => (Looked::Open, say!(to.lang, look_rules)),
        Some(Some(true)) => (Looked::Good, say!(to.lang, look_rules_good)),
        Some(Some(false)) => (Looked::Attention, say!(to.lang, look_rules_bad)),
        Some(None) => (Looked::Attention, say!(to.lang, look_rules_unknown)),
    }
}

fn conflicts(survey: Option<&Survey>, to: &WordsContext<'_>) -> (Looked, Phrase) {
    match survey.map(|survey| survey.conflicts) {
        None => (Looked::Open, say!(to.lang, look_conflicts)),
        Some(0) => (Looked::Good, say!(to.lang, look_conflicts_none)),
        Some(count) => {
            (Looked::Attention, say!(to.lang, look_conflicts_some, count = Arg::from(count)))
        }
    }
}

/// What to do with addresses that stand where an alias is to come.
#[must_use]
pub fn delete_addresses(values: &[String], to: &WordsContext<'_>) -> Phrase {
    let (host, found) = (host(to), copies(values, to.lang));
    say!(to.lang, address_extra_fix, host = host, found = found, count = values.len())
}
