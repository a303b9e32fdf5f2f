//! One file a screen, and the document around them.

mod analysis;
mod connection;
mod document;
mod domain;
mod list;
mod pair;
mod send;

use leptos::prelude::*;

pub(super) use self::connection::{answer, last_steps, link, pieces, running};
pub(super) use self::document::{document, notice, parts};
use crate::backend::{Answer, ConnectionView, Focus, PageContext, SessionView};
use crate::domain::branding::Part;
use crate::domain::connection::State;
use crate::widget::flow::Step;
use crate::widget::words::text;

/// Which screen a visit shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Screen<'a> {
    /// The first question.
    Domain,
    /// One connection.
    Connection(&'a ConnectionView),
    /// Several to choose from.
    List,
}

impl<'a> Screen<'a> {
    pub(super) fn of(view: &'a SessionView) -> Self {
        match (&view.focus, view.connections.as_slice()) {
            (Focus::New, _) => Self::Domain,
            (Focus::Connection(id), all) => all
                .iter()
                .find(|connection| connection.id == *id)
                .map_or_else(|| Self::of_all(all), Self::Connection),
            (Focus::Auto, all) => Self::of_all(all),
        }
    }

    const fn of_all(all: &'a [ConnectionView]) -> Self {
        match all {
            [] => Self::Domain,
            [only] => Self::Connection(only),
            [_, _, ..] => Self::List,
        }
    }

    pub(super) fn step(self) -> Step {
        match self {
            Self::Domain | Self::List => Step::Domain,
            Self::Connection(connection) => connection::step(connection),
        }
    }

    /// What must be equal for parts to fit into the page that is open.
    pub(super) fn shape(self) -> String {
        match self {
            Self::Domain => "domain".to_owned(),
            Self::List => "list".to_owned(),
            Self::Connection(connection) => {
                let kind = match connection.state {
                    State::Live => "live",
                    State::Failed | State::Archived => "ended",
                    State::Created
                    | State::PendingOwnership
                    | State::Verifying
                    | State::Verified
                    | State::Propagating
                    | State::IssuingCert
                    | State::Drifted
                    | State::Stalled => "records",
                };
                if self.step() == Step::Analysis {
                    return Self::shape_of_first_look(connection);
                }
                let (id, count) = (&connection.id, connection.records.len());
                // What is said of all records together is in the words of the zone and its host.
                let zone = connection.zone.as_ref().map_or("", |zone| zone.as_str());
                let host = connection.provider.map_or("", |provider| provider.id);
                format!("{kind} {id} {count} {zone} {host}")
            }
        }
    }

    /// The same, while a connection is looked at for the first time.
    pub(super) fn shape_of_first_look(connection: &ConnectionView) -> String {
        format!("analysis {} {}", connection.id, connection.records.len())
    }

    pub(super) fn view(self, view: &SessionView, page: Option<&PageContext>) -> AnyView {
        let inner = match self {
            Self::Domain => domain::domain(view, page.and_then(|page| page.refused.as_ref())),
            Self::List => list::list(view),
            Self::Connection(connection) => {
                let answer = page.map_or(&Answer::Nothing, |page| &page.answer);
                connection::connection(view, connection, answer)
            }
        };
        view! { <div id="screen" data-screen=self.shape()>{inner}</div> }.into_any()
    }
}

/// The address of what `focus` says, in the same language.
fn path(view: &SessionView, focus: &Focus) -> String {
    format!("{}{}", view.base(), view.query(focus))
}

/// An address below the session's own.
fn below(view: &SessionView, tail: &str) -> String {
    format!("{}{tail}{}", view.base(), view.query(&Focus::Auto))
}

/// The same, for one connection.
fn path_of(view: &SessionView, tail: &str, connection: &ConnectionView) -> String {
    let focus = Focus::Connection(connection.id.clone());
    format!("{}{tail}{}", view.base(), view.query(&focus))
}

/// The way to whoever helps, where the tenant names one.
fn help_link(view: &SessionView, class: &'static str) -> Option<AnyView> {
    let href = view.support_url.clone().filter(|_| !view.hides(Part::Help))?;
    let own = view.own_words().and_then(|own| own.help.as_ref());
    let help = own.map_or_else(|| text!(view.lang, help), ToString::to_string);
    let link = view! {
        <a class=class href=href target="_blank" rel="noopener noreferrer">{help}</a>
    };
    Some(link.into_any())
}

/// Whether the visit may connect another domain.
fn may_add(view: &SessionView) -> bool {
    view.scope.connection_id.is_none() && view.scope.domain.is_none()
}
