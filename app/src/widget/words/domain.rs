//! Why a domain was refused, and what pages say that are of no visit.

use super::catalogue::{Arg, say, text};
use super::lang::Lang;
use super::phrase::{Phrase, given, name};
use crate::backend::{DomainProblem, Notice};
use crate::domain::name::NameError;

/// Why a domain was refused, and what would do.
#[must_use]
pub fn domain_problem(problem: &DomainProblem, tenant: &str, lang: Lang) -> Phrase {
    match problem {
        DomainProblem::Name(error) => not_a_name(error, lang),
        DomainProblem::Letters => say!(lang, problem_letters),
        DomainProblem::PublicSuffix(suffix) => say!(lang, problem_suffix, name = name(suffix)),
        DomainProblem::OtherDomain(hostname) => say!(lang, problem_other, name = name(hostname)),
        DomainProblem::NotAllowed => say!(lang, problem_not_allowed),
        DomainProblem::Taken => say!(lang, problem_taken),
        DomainProblem::TooMany => say!(lang, problem_too_many),
        DomainProblem::NoRoom => say!(lang, problem_no_room, tenant = given(tenant)),
        DomainProblem::HighRisk => say!(lang, high_risk),
        DomainProblem::Unavailable => say!(lang, problem_ours),
    }
}

fn not_a_name(error: &NameError, lang: Lang) -> Phrase {
    match error {
        NameError::Empty => say!(lang, name_empty),
        NameError::TooLong(length) => say!(lang, name_too_long, count = Arg::from(*length)),
        NameError::EmptyLabel => say!(lang, name_dots),
        NameError::LabelTooLong(label) => say!(lang, name_part_too_long, part = name(label)),
        NameError::BadLabel(label) => say!(lang, name_part_bad, part = name(label)),
        NameError::Address(address) => say!(lang, name_address, name = name(address)),
        NameError::SingleLabel(label) => say!(lang, name_single, name = name(label)),
    }
}

/// The heading and the sentence of a page that says one thing.
#[must_use]
pub fn notice(why: Notice, lang: Lang) -> (String, String) {
    match why {
        Notice::NotFound => (text!(lang, no_page_title), text!(lang, no_page_why)),
        Notice::Over | Notice::Refused => (text!(lang, over_title), text!(lang, over_why)),
        Notice::LinkOver => (text!(lang, link_over_title), text!(lang, link_over_why)),
        Notice::Unavailable => (text!(lang, ours_title), text!(lang, ours_why)),
        Notice::ConsentGiven => (text!(lang, consent_given_title), text!(lang, consent_given_why)),
        Notice::ConsentStopped => {
            (text!(lang, consent_stopped_title), text!(lang, consent_stopped_why))
        }
        Notice::ConsentRefused => {
            (text!(lang, consent_refused_title), text!(lang, consent_refused_why))
        }
        Notice::NoConsent => (text!(lang, no_consent_title), text!(lang, no_consent_why)),
    }
}
