//! Where things stand: the three steps of the visit, and the four axes of the connection.

use leptos::prelude::*;

use super::phrase::phrase;
use crate::backend::ConnectionView;
use crate::domain::connection::AxisStatus;
use crate::widget::flow::Step;
use crate::widget::words::{self, Lang, text};

/// The marker in the head of the page: a list, the step at hand marked.
pub(crate) fn steps(step: Step, lang: Lang) -> AnyView {
    let at = step.marker();
    let names = [text!(lang, step_domain), text!(lang, step_records), text!(lang, step_live)];
    let items = names.into_iter().enumerate().map(|(number, name)| {
        let current = (number == at).then_some("step");
        let class = (number < at).then_some("done");
        view! { <li class=class aria-current=current><span>{name}</span></li> }
    });
    view! { <ol id="steps" class="steps" aria-label=text!(lang, progress)>{items.collect_view()}</ol> }
        .into_any()
}

/// Ownership, routing, certificate, live: each with its time, or what it waits for.
pub(crate) fn axes(connection: &ConnectionView, lang: Lang) -> AnyView {
    let names = [
        text!(lang, axis_ownership),
        text!(lang, axis_routing),
        text!(lang, axis_certificate),
        text!(lang, axis_live),
    ];
    let axes = connection.progress.axes;
    let statuses = [axes.ownership, axes.routing, axes.certificate, axes.serving];
    let first_open = statuses.iter().position(|axis| axis.status != AxisStatus::Ok);
    let rows = names.into_iter().zip(words::axes(connection, lang)).zip(statuses);
    let items = rows.enumerate().map(|(number, ((name, text), axis))| {
        let open = first_open == Some(number) && !connection.state.is_final();
        let (class, state) = match axis.status {
            AxisStatus::Ok => (Some("done"), Some(text!(lang, axis_done))),
            AxisStatus::Failing => (Some("bad"), None),
            AxisStatus::Waiting | AxisStatus::Checking | AxisStatus::Unknown if open => {
                (Some("now"), Some(text!(lang, axis_now)))
            }
            AxisStatus::Waiting | AxisStatus::Checking | AxisStatus::Unknown => (None, None),
        };
        view! {
            <li class=class>
                {name} {state.map(|state| view! { <span class="sr">{state} " "</span> })}
                <small>{phrase(text, lang)}</small>
            </li>
        }
    });
    view! { <ol id="line" class="line">{items.collect_view()}</ol> }.into_any()
}
