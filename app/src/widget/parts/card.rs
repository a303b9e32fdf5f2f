//! The card of a record, the fields to copy in it, and the findings below them.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::phrase::phrase;
use super::pill::record_pill;
use crate::backend::{ConnectionView, RecordView};
use crate::domain::finding::{Evidence, Finding, Severity};
use crate::widget::standing::{record_findings, status};
use crate::widget::words::{self, Labels, Shown, Told, WordsContext};

/// One record to publish, by its number on the page.
pub(crate) fn record_card(
    connection: &ConnectionView,
    number: usize,
    record: &RecordView,
    to: &WordsContext<'_>,
) -> AnyView {
    let labels = words::labels(to.lang);
    let wanted = &record.wanted;
    let status = status(connection, record);
    let word = words::record_status(status, to);
    let entered = to.entered(&wanted.host).to_owned();
    let full = wanted.host.to_string();
    let hint = (entered != full).then(|| {
        view! { <p class="hint">{labels.full_name} " " <span class="mono" dir="ltr">{full}</span></p> }
    });
    let (name_label, value_label) = to.fields(wanted.rtype);
    let name = if entered == labels.no_name {
        view! { <p class="empty">{entered}</p> }.into_any()
    } else {
        copy_field(labels.name, entered, labels).into_any()
    };
    let value = to.entered_value(wanted).into_owned();
    let findings = record_findings(connection, record).map(|finding| finding_card(finding, to));
    view! {
        <li id=format!("r{number}") class="record">
            <div class="top">
                <span class="type">{wanted.rtype.as_str()}</span>
                <h2 class="why">{words::purpose(wanted.purpose, to)}</h2>
                {record_pill(status, word)}
            </div>
            <dl class="fields">
                <dt>{name_label}</dt>
                <dd>{name} {hint}</dd>
                <dt>{value_label}</dt>
                <dd>{copy_field(labels.value, value, labels)}</dd>
            </dl>
            {findings.collect_view()}
        </li>
    }
    .into_any()
}

/// A text whose whole field is the button that copies it.
fn copy_field(what: &'static str, text: String, labels: &'static Labels) -> impl IntoView {
    let name = format!("{} {} {text}", labels.copy, what.to_lowercase());
    let copied = text.clone();
    view! {
        <button type="button" class="copy" data-copy=copied aria-label=name>
            <span class="mono" dir="ltr">{text}</span>
            {icon(Icon::Copy)}
            {icon(Icon::Tick)}
        </button>
    }
}

/// A finding about one record, below its card.
fn finding_card(finding: &Finding, to: &WordsContext<'_>) -> AnyView {
    let told = words::told(finding, to);
    let title = view! { <h3>{phrase(told.title.clone(), words::labels(to.lang))}</h3> };
    finding_box(finding, title.into_any(), told, to)
}

/// A finding about the whole domain, above all cards.
pub(crate) fn point_card(finding: &Finding, to: &WordsContext<'_>) -> AnyView {
    let told = words::told(finding, to);
    let title = view! { <h2>{phrase(told.title.clone(), words::labels(to.lang))}</h2> };
    finding_box(finding, title.into_any(), told, to)
}

/// What, why, what to do, and what was seen.
fn finding_box(finding: &Finding, title: AnyView, told: Told, to: &WordsContext<'_>) -> AnyView {
    let labels = words::labels(to.lang);
    let class = match finding.severity {
        Severity::Blocking => "finding",
        Severity::Warning => "finding warn",
        Severity::Info => "finding info",
    };
    let evidence = (!finding.evidence.is_empty()).then(|| {
        let seen = finding.evidence.iter();
        let items = seen.map(|evidence| evidence_item(evidence, to)).collect_view();
        view! { <details><summary>{labels.what_we_saw}</summary><ul class="evidence">{items}</ul></details> }
    });
    view! {
        <div class=class>
            {title}
            <p>{phrase(told.why, labels)}</p>
            <p class="do">{phrase(told.fix, labels)}</p>
            {evidence}
        </div>
    }
    .into_any()
}

/// What was asked, and below it what came back.
fn evidence_item(evidence: &Evidence, to: &WordsContext<'_>) -> impl IntoView + use<> {
    let labels = words::labels(to.lang);
    let Shown { asked, answer } = words::shown(evidence, to.lang);
    let lines = answer.into_iter().map(|line| view! { <li>{phrase(line, labels)}</li> });
    view! { <li>{phrase(asked, labels)} <ul>{lines.collect_view()}</ul></li> }
}
