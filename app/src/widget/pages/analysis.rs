//! The first look, as it is under way: what was found so far, and what is still being read.

use leptos::prelude::*;

use super::connection::{Page, back, cards, foot, tools};
use crate::widget::parts::icon::{Icon, icon};
use crate::widget::parts::phrase::phrase;
use crate::widget::words::{self, Looked, given, say, text};

/// The whole screen. The records are there already, folded: nobody has to wait to read them.
pub(super) fn analysis(page: &Page<'_>) -> AnyView {
    let lang = page.lang;
    let title = say!(lang, analysis_title, domain = given(&page.connection.display_hostname));
    view! {
        {back(page)}
        <div class="lead"><h1 tabindex="-1">{phrase(title, lang)}</h1><p>{text!(lang, analysis_why)}</p></div>
        {steps(page)}
        <details class="fold">
            <summary>{text!(lang, records_ended)}</summary>
            {cards(page)}
            {tools(page)}
        </details>
        {foot(page)}
    }
    .into_any()
}

/// The five lines, each ticked off as soon as it is known.
pub(super) fn steps(page: &Page<'_>) -> AnyView {
    let lines = words::analysis(page.connection, &page.to).into_iter().map(|(looked, line)| {
        let (class, drawing) = match looked {
            Looked::Open => ("open", Icon::Wait),
            Looked::Good => ("found", Icon::Tick),
            Looked::Attention => ("found attention", Icon::Bang),
        };
        view! { <li class=class>{icon(drawing)}<span>{phrase(line, page.lang)}</span></li> }
    });
    view! { <ol id="analysis" class="analysis">{lines.collect_view()}</ol> }.into_any()
}
