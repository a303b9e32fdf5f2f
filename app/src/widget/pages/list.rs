//! Several connections to choose from.

use leptos::prelude::*;

use super::{may_add, path, path_of};
use crate::backend::{Focus, SessionView};
use crate::widget::parts::pill::state_pill;
use crate::widget::words::{self, text};

pub(super) fn list(view: &SessionView) -> AnyView {
    let lang = view.lang;
    let items = view.connections.iter().map(|connection| {
        view! {
            <li data-key=connection.id.clone()>
                <a href=path_of(view, "", connection)>
                    <b dir="ltr">{connection.display_hostname.clone()}</b>
                    {state_pill(connection.state, words::state_name(connection.state, lang))}
                </a>
            </li>
        }
    });
    let items = items.collect_view();
    let another = may_add(view).then(|| {
        view! { <p class="actions"><a class="btn" href=path(view, &Focus::New)>{text!(lang, another)}</a></p> }
    });
    view! {
        <div class="lead"><h1 tabindex="-1">{text!(lang, domains)}</h1></div>
        <ul class="list">{items}</ul>
        {another}
    }
    .into_any()
}
