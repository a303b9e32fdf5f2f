//! Why a domain was refused, and why there is no session.

use crate::backend::{DomainProblem, NoSession};
use crate::domain::name::NameError;
use crate::widget::words::Phrase;
use crate::widget::words::phrase::{name, say};

/// Why a domain was refused, and what would do.
pub(in crate::widget::words) fn problem(problem: &DomainProblem, tenant: &str) -> Phrase {
    match problem {
        DomainProblem::Name(error) => not_a_name(error),
        DomainProblem::Letters => {
            "This has characters that a domain can’t have. Letters, digits and hyphens are fine."
                .into()
        }
        DomainProblem::PublicSuffix(suffix) => {
            say![name(suffix), " is shared by everybody. Enter a name of your own below it."]
        }
        DomainProblem::OtherDomain(hostname) => {
            say!["This page is for ", name(hostname), " only. Go back to connect another one."]
        }
        DomainProblem::NotAllowed => "Another domain can’t be added from here.".into(),
        DomainProblem::Taken => {
            "This domain is connected already, or waits to be. Remove it there first.".into()
        }
        DomainProblem::TooMany => {
            "Too many domains wait for their records. Finish or remove one first.".into()
        }
        DomainProblem::NoRoom => {
            format!("{tenant} can’t take another domain right now. Please ask them.").into()
        }
        DomainProblem::HighRisk => "This name needs a manual check. Certificate authorities look \
             twice at well-known names."
            .into(),
        DomainProblem::Unavailable => {
            "Something of ours failed. Nothing is lost; please try again in a minute.".into()
        }
    }
}

fn not_a_name(error: &NameError) -> Phrase {
    match error {
        NameError::Empty => "Enter the domain that you want to use.".into(),
        NameError::TooLong(length) => {
            format!("This name has {length} characters. At most 253 fit.").into()
        }
        NameError::EmptyLabel => "There are two dots in a row, or one at the start.".into(),
        NameError::LabelTooLong(label) => {
            say!["The part ", name(label), " is too long. Each part has at most 63 characters."]
        }
        NameError::BadLabel(label) => say![
            "The part ",
            name(label),
            " has characters that don’t fit. Letters, digits and hyphens are fine."
        ],
        NameError::Address(address) => {
            say![name(address), " is an IP address. Enter a name like shop.example.com."]
        }
        NameError::SingleLabel(label) => {
            say![name(label), " is only one part of a name. Enter it whole, like shop.example.com."]
        }
    }
}

/// The heading and the sentence of a page without a session.
pub(in crate::widget::words) const fn no_session(why: NoSession) -> (&'static str, &'static str) {
    match why {
        NoSession::NotFound => (
            "This page isn’t here",
            "The address is not complete, or was never used. Go back to where you came from and \
             open it again.",
        ),
        NoSession::Over => (
            "This session has ended",
            "Go back to where you came from and open it again. We keep checking your domain.",
        ),
        NoSession::LinkOver => (
            "This link has ended",
            "Ask whoever sent it to you for a new one. We keep checking the domain.",
        ),
        NoSession::Unavailable => (
            "Something of ours failed",
            "Nothing is wrong with your domain as far as we know. Please try again in a minute.",
        ),
    }
}
