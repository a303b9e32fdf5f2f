//! The other name of a pair: `www` beside the zone's own name, each a connection of its own.

use leptos::prelude::*;

use super::connection::Page;
use super::{below, may_add, path_of};
use crate::backend::ConnectionView;
use crate::domain::connection::State;
use crate::domain::pair::twin;
use crate::widget::parts::phrase::phrase;
use crate::widget::parts::pill::state_pill;
use crate::widget::words::{self, given, say, text};

/// The way to the other name, or the offer to connect it; empty where there is none.
pub(super) fn pair(page: &Page<'_>) -> AnyView {
    let inner = other(page);
    view! { <div id="pair">{inner}</div> }.into_any()
}

fn other(page: &Page<'_>) -> Option<AnyView> {
    let (connection, lang) = (page.connection, page.lang);
    let twin = twin(&connection.hostname, connection.kind, connection.zone.as_ref())?;
    let known = page.view.connections.iter().find(|other| {
        other.hostname == twin && !matches!(other.state, State::Failed | State::Archived)
    });
    if let Some(other) = known {
        return Some(way(page, other));
    }
    may_add(page.view).then(|| {
        let name = shown(connection);
        let add = phrase(say!(lang, pair_add, name = given(&name)), lang);
        view! {
            <form class="pair" method="post" action=below(page.view, "/connections")>
                <p>{text!(lang, pair_why)}</p>
                <input type="hidden" name="domain" value=twin.to_string() />
                <button class="btn" type="submit">{add}</button>
            </form>
        }
        .into_any()
    })
}

fn way(page: &Page<'_>, other: &ConnectionView) -> AnyView {
    let lang = page.lang;
    view! {
        <p class="pair">
            <a class="link" href=path_of(page.view, "", other)>
                {phrase(say!(lang, pair_other, name = given(&other.display_hostname)), lang)}
            </a>
            {state_pill(other.state, words::state_name(other.state, lang))}
        </p>
    }
    .into_any()
}

/// The other name as people write it.
fn shown(connection: &ConnectionView) -> String {
    let own = &connection.display_hostname;
    own.strip_prefix("www.").map_or_else(|| format!("www.{own}"), str::to_owned)
}
