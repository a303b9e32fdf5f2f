//! The first screen: which domain?

use leptos::prelude::*;

use super::{below, path};
use crate::backend::{Focus, Refused, SessionView};
use crate::widget::islands::DomainField;
use crate::widget::parts::phrase::phrase;
use crate::widget::words::{self, Piece, Slot, say, text};

/// One field; filled in and fixed when the visit is for one name.
pub(super) fn domain(view: &SessionView, refused: Option<&Refused>) -> AnyView {
    let lang = view.lang;
    let bound = view.scope.domain.as_ref().map(ToString::to_string);
    let is_bound = bound.is_some();
    let entered = refused.map(|refused| refused.entered.clone()).or(bound).unwrap_or_default();
    let error = refused.map(|refused| {
        let why = words::domain_problem(&refused.problem, &view.tenant, lang);
        view! { <p id="domain-error" class="error" role="alert">{phrase(why, lang)}</p> }
    });
    let described = if error.is_some() { "domain-error domain-hint" } else { "domain-hint" };
    let own = view.own_words();
    let question = own.and_then(|own| own.question.as_ref());
    let question = question.map_or_else(|| text!(lang, question), ToString::to_string);
    let ours = || if is_bound { text!(lang, question_bound) } else { text!(lang, question_why) };
    let why = own.and_then(|own| own.question_why.as_ref());
    let why = why.map_or_else(ours, ToString::to_string);
    let go_on = own.and_then(|own| own.go_on.as_ref());
    let go_on = go_on.map_or_else(|| text!(lang, go_on), ToString::to_string);
    let we_use = say!(lang, we_use, name = Piece::Slot(Slot::Entered));
    let back = (!view.connections.is_empty()).then(|| {
        view! { <p class="back"><a class="link" href=path(view, &Focus::Auto)>{text!(lang, all_domains)}</a></p> }
    });
    view! {
        {back}
        <form class="ask" method="post" action=below(view, "/connections")>
            <div class="field" data-shape="unfinished">
                <h1><label for="domain">{question}</label></h1>
                <p class="lede">{why}</p>
                <input
                    id="domain"
                    class="mono"
                    name="domain"
                    type="text"
                    inputmode="url"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    dir="ltr"
                    value=entered
                    readonly=is_bound
                    aria-describedby=described
                    aria-invalid=error.is_some().then_some("true")
                />
                {error}
                <div id="domain-hint" class="hints">
                    <p class="hint example">{text!(lang, example)}</p>
                    <p class="hint use">{phrase(we_use, lang)}</p>
                    <p class="hint apex">{text!(lang, apex_advice)}</p>
                    <p class="hint www">{text!(lang, www_advice)}</p>
                </div>
                <DomainField />
            </div>
            <button class="btn primary" type="submit">{go_on}</button>
        </form>
    }
    .into_any()
}
