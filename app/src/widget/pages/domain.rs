//! The first screen: which domain?

use leptos::prelude::*;

use super::{below, help_link, may_add, path};
use crate::backend::{DomainProblem, Focus, Refused, SessionView};
use crate::widget::flow::{self, Shape};
use crate::widget::islands::DomainField;
use crate::widget::parts::phrase::phrase;
use crate::widget::words::{self, Lang, Piece, Slot, name, say, text};

/// One field; filled in and fixed when the visit is for one name.
pub(super) fn domain(view: &SessionView, refused: Option<&Refused>) -> AnyView {
    let lang = view.lang;
    let bound = view.scope.domain.as_ref().map(ToString::to_string);
    let is_bound = bound.is_some();
    let entered = refused.map(|refused| refused.entered.clone()).or(bound).unwrap_or_default();
    let error = refused.map(|refused| {
        let why = words::domain_problem(&refused.problem, &view.tenant, lang);
        view! {
            {cleaned(&refused.entered, lang)}
            <p id="domain-error" class="error" role="alert">{phrase(why, lang)}</p>
        }
    });
    // Whose visit is for one name is not asked for its twin.
    let both = may_add(view).then(|| {
        view! {
            <label class="both">
                <input type="checkbox" name="both" value="1" />
                <span>{text!(lang, use_both)} <small>{text!(lang, use_both_why)}</small></span>
            </label>
        }
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
                <h1 tabindex="-1"><label for="domain">{question}</label></h1>
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
                {both}
                <DomainField />
            </div>
            <button class="btn primary" type="submit">{go_on}</button>
            // After the button that the Enter key presses, which is the first of a form.
            {refused.and_then(|refused| way_on(view, &refused.problem))}
        </form>
    }
    .into_any()
}

/// What the server took for the name, where that is not what was typed.
fn cleaned(entered: &str, lang: Lang) -> Option<AnyView> {
    let cleaned = flow::clean(entered);
    let differs = cleaned != entered && flow::shape(&cleaned) != Shape::Unfinished;
    differs.then(|| {
        view! { <p class="hint">{phrase(say!(lang, we_use, name = name(&cleaned)), lang)}</p> }
            .into_any()
    })
}

/// What can be done about a refusal, beside entering another name.
fn way_on(view: &SessionView, problem: &DomainProblem) -> Option<AnyView> {
    let lang = view.lang;
    match problem {
        DomainProblem::Taken => {
            let way = view! {
                <p class="hint">{text!(lang, move_why)}</p>
                <button class="btn move" type="submit" name="transfer" value="1">
                    {text!(lang, move_here)}
                </button>
            };
            Some(way.into_any())
        }
        DomainProblem::HighRisk | DomainProblem::NoRoom | DomainProblem::NotAllowed => {
            let help = help_link(view, "btn")?;
            Some(view! { <p>{help}</p> }.into_any())
        }
        DomainProblem::Name(_)
        | DomainProblem::Letters
        | DomainProblem::PublicSuffix(_)
        | DomainProblem::OtherDomain(_)
        | DomainProblem::TooMany
        | DomainProblem::Unavailable => None,
    }
}
