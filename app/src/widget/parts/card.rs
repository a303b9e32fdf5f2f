//! The card of a record, the fields to copy in it, and the findings below them.

use leptos::prelude::*;

use super::compare::compared;
use super::icon::{Icon, icon};
use super::phrase::phrase;
use super::pill::record_pill;
use crate::backend::{ConnectionView, RecordView};
use crate::domain::diagnosis::RecordStatus;
use crate::domain::finding::{Evidence, Finding, Severity};
use crate::domain::provider::Order;
use crate::widget::standing::{record_findings, status};
use crate::widget::words::{self, Field, Lang, Piece, Shown, Told, WordsContext, name, say, text};

/// One record to publish, by its number on the page.
pub(crate) fn record_card(
    connection: &ConnectionView,
    number: usize,
    record: &RecordView,
    to: &WordsContext<'_>,
) -> AnyView {
    let lang = to.lang;
    let wanted = &record.wanted;
    let status = status(connection, record);
    let word = phrase(words::record_status(status, to), lang);
    let entered = to.entered(&wanted.host);
    let is_short = entered != Some(wanted.host.as_str());
    let full = is_short.then(|| {
        let full = wanted.host.to_string();
        let label = say!(lang, copy_name, text = Piece::Text(full.clone())).to_string();
        let hint = say!(lang, full_name, name = name(&wanted.host));
        view! { {copy_field(label, full, "copy full")} <p class="hint short">{phrase(hint, lang)}</p> }
    });
    let (name_label, value_label) = to.fields(wanted.rtype);
    let choices = to.choices(wanted.rtype).into_iter().map(|(field, choice)| {
        view! { {label_of(field)} <dd class="choice" lang=choice.lang><bdi dir="ltr">{choice.text}</bdi></dd> }
    });
    let choices = choices.collect_view();
    let (before, after) = match to.provider.and_then(|provider| provider.order) {
        Some(Order::NameTypeTtlValue) => (Some(choices), None),
        Some(Order::TypeNameValueTtl) | None => (None, Some(choices)),
    };
    let name = match entered.map(str::to_owned) {
        None => view! { <p class="empty short">{text!(lang, no_name)}</p> }.into_any(),
        Some(entered) => {
            let label = say!(lang, copy_name, text = Piece::Text(entered.clone()));
            let class = if is_short { "copy short" } else { "copy" };
            copy_field(label.to_string(), entered, class).into_any()
        }
    };
    let value = to.entered_value(wanted).into_owned();
    let label = say!(lang, copy_value, text = Piece::Text(value.clone())).to_string();
    let compared = match status {
        RecordStatus::Mismatched => compared(connection, record, lang),
        RecordStatus::Missing | RecordStatus::Published | RecordStatus::Propagated => None,
    };
    let findings = record_findings(connection, record).map(|finding| finding_card(finding, to));
    view! {
        <li id=format!("r{number}") class="record">
            <div class="top">
                <span class="type">{wanted.rtype.as_str()}</span>
                <h2 class="why">{phrase(words::purpose(wanted.purpose, to), lang)}</h2>
                {record_pill(status, word)}
            </div>
            <dl class="fields">
                {label_of(name_label)}
                <dd>{name} {full}</dd>
                {before}
                {label_of(value_label)}
                <dd>{copy_field(label, value, "copy")}</dd>
                {compared}
                {after}
            </dl>
            {findings.collect_view()}
        </li>
    }
    .into_any()
}

/// What a field of the host's console is called.
pub(crate) fn label_of(field: Field) -> impl IntoView {
    view! { <dt lang=field.lang>{field.text}</dt> }
}

/// A text whose whole field is the button that copies it.
pub(crate) fn copy_field(label: String, text: String, class: &'static str) -> impl IntoView {
    let copied = text.clone();
    view! {
        <button type="button" class=class data-copy=copied aria-label=label>
            <span class="mono" dir="ltr">{text}</span>
            {icon(Icon::Copy)}
            {icon(Icon::Tick)}
        </button>
    }
}

/// A finding about one record, below its card.
fn finding_card(finding: &Finding, to: &WordsContext<'_>) -> AnyView {
    let told = words::told(finding, to);
    let title = view! { <h3>{phrase(told.title.clone(), to.lang)}</h3> };
    finding_box(finding, title.into_any(), told, to)
}

/// A finding about the whole domain, above all cards.
pub(crate) fn point_card(finding: &Finding, to: &WordsContext<'_>) -> AnyView {
    let told = words::told(finding, to);
    let title = view! { <h2>{phrase(told.title.clone(), to.lang)}</h2> };
    finding_box(finding, title.into_any(), told, to)
}

/// What, why, what to do, and what was seen.
pub(crate) fn finding_box(
    finding: &Finding,
    title: AnyView,
    told: Told,
    to: &WordsContext<'_>,
) -> AnyView {
    let lang = to.lang;
    let class = match finding.severity {
        Severity::Blocking => "finding",
        Severity::Warning => "finding warn",
        Severity::Info => "finding info",
    };
    let evidence = (!finding.evidence.is_empty()).then(|| {
        let seen = finding.evidence.iter();
        let items = seen.map(|evidence| evidence_item(evidence, lang)).collect_view();
        view! { <details><summary>{text!(lang, what_we_saw)}</summary><ul class="evidence">{items}</ul></details> }
    });
    view! {
        <div class=class data-key=finding.cause.code()>
            {title}
            <p>{phrase(told.why, lang)}</p>
            <p class="do">{phrase(told.fix, lang)}</p>
            {evidence}
        </div>
    }
    .into_any()
}

/// What was asked, and below it what came back.
pub(crate) fn evidence_item(evidence: &Evidence, lang: Lang) -> impl IntoView + use<> {
    let Shown { asked, answer } = words::shown(evidence, lang);
    let lines = answer.into_iter().map(|line| view! { <li>{phrase(line, lang)}</li> });
    view! { <li>{phrase(asked, lang)} <ul>{lines.collect_view()}</ul></li> }
}
