//! Where each record is visible: a row for every server that was asked.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::phrase::moment;
use crate::backend::ConnectionView;
use crate::domain::diagnosis::{ObservedRecord, RecordStatus, SeenBy};
use crate::domain::observation::ServerKind;
use crate::widget::words::{self, Labels, Lang};

/// The table, folded; empty before the first look.
pub(crate) fn seen(connection: &ConnectionView, lang: Lang) -> AnyView {
    let labels = words::labels(lang);
    let records = connection.records.iter().filter_map(|record| record.seen.as_ref());
    let tables: Vec<_> = records
        .filter(|record| !record.seen_by.is_empty())
        .map(|record| table(record, labels))
        .collect();
    if tables.is_empty() {
        return view! { <div id="seen"></div> }.into_any();
    }
    view! {
        <div id="seen">
            <details class="fold">
                <summary>{labels.visible}</summary>
                {tables}
            </details>
        </div>
    }
    .into_any()
}

fn table(record: &ObservedRecord, labels: &'static Labels) -> AnyView {
    let caption = format!("{} {}", record.record.rtype, record.record.host);
    let rows = record.seen_by.iter().map(|seen| row(record, seen, labels)).collect_view();
    let [server, answer, until] = labels.columns;
    view! {
        <table>
            <caption class="mono" dir="ltr">{caption}</caption>
            <thead><tr><th scope="col">{server}</th><th scope="col">{answer}</th><th scope="col">{until}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(record: &ObservedRecord, seen: &SeenBy, labels: &'static Labels) -> impl IntoView + use<> {
    let answer = answer(record, seen);
    let until = match (answer, seen.kind, record.visible_at) {
        (Answer::Nothing | Answer::Other, ServerKind::Recursive, Some(at)) => {
            moment(at, "until").into_any()
        }
        (Answer::Nothing | Answer::Other, ServerKind::Recursive, None)
        | (Answer::Right | Answer::None, _, _)
        | (_, ServerKind::Authoritative, _) => "–".into_any(),
    };
    let said = match answer {
        Answer::Right => {
            view! { <span class="yes">{icon(Icon::Tick)}{labels.right}</span> }.into_any()
        }
        Answer::Nothing => labels.nothing_yet.into_any(),
        Answer::None => labels.no_answer.into_any(),
        Answer::Other => {
            view! { <span class="mono" dir="ltr">{seen.values.join("\n")}</span> }.into_any()
        }
    };
    let server = if seen.server.is_empty() { seen.address.clone() } else { seen.server.clone() };
    view! { <tr><td class="mono" dir="ltr">{server}</td><td>{said}</td><td>{until}</td></tr> }
}

#[derive(Clone, Copy)]
enum Answer {
    Right,
    Nothing,
    None,
    Other,
}

fn answer(record: &ObservedRecord, seen: &SeenBy) -> Answer {
    let wanted = &record.record.value;
    let answered = matches!(seen.rcode.as_str(), "NOERROR" | "NXDOMAIN");
    if seen.values.iter().any(|value| value.eq_ignore_ascii_case(wanted)) {
        Answer::Right
    } else if !answered {
        Answer::None
    } else if seen.values.is_empty() {
        Answer::Nothing
    } else if record.status == RecordStatus::Propagated {
        // Flattened or reached through another name: right, though the text is another.
        Answer::Right
    } else {
        Answer::Other
    }
}
