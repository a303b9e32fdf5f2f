//! A sentence in pieces, as markup.

use leptos::prelude::*;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::widget::words::{Lang, Phrase, Piece, Slot, say};

/// A sentence: names set apart, values with a button to copy them, times for the reader's clock.
pub(crate) fn phrase(phrase: Phrase, lang: Lang) -> impl IntoView {
    let mut pieces = joined(phrase, lang).into_iter().peekable();
    let mut shown = Vec::new();
    while let Some(piece) = pieces.next() {
        shown.push(match (piece, pieces.peek_mut()) {
            (Piece::Copy(value), Some(Piece::Text(next))) => chip(value, stop(next), lang),
            (piece, _) => show(piece, lang),
        });
    }
    shown
}

/// Texts that stand side by side as one: the browser is sent no marks between them. What runs the
/// other way stays by itself.
fn joined(phrase: Phrase, lang: Lang) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(phrase.0.len());
    for piece in phrase.0 {
        let next = match piece {
            Piece::Given(text) if lang.runs_as(&text) => Piece::Text(text),
            other => other,
        };
        match (joined.last_mut(), next) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, next) => joined.push(next),
        }
    }
    joined
}

/// Takes the stop or comma off the start of a text, so that no line begins with it.
fn stop(text: &mut String) -> String {
    let stops = ['.', ',', ';', ':', '。', '、', '，', '；', '：', '،', '؛'];
    let rest = text.trim_start_matches(stops);
    let (end, rest) = (text.len() - rest.len(), rest.to_owned());
    let mut stop = std::mem::replace(text, rest);
    stop.truncate(end);
    stop
}

/// A value that is copied by a click on it, and what must stay on its line.
fn chip(value: String, stop: String, lang: Lang) -> AnyView {
    let label = say!(lang, copy_text, text = Piece::Text(value.clone())).to_string();
    let copied = value.clone();
    view! {
        <span class="keep">
            <button type="button" class="chip mono" dir="ltr" data-copy=copied aria-label=label>
                {value}
            </button>
            {stop}
        </span>
    }
    .into_any()
}

fn show(piece: Piece, lang: Lang) -> AnyView {
    match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Given(text) => view! { <bdi>{text}</bdi> }.into_any(),
        Piece::Name(name) => view! { <span class="mono" dir="ltr">{name}</span> }.into_any(),
        Piece::Marked(same, other) => {
            let other = (!other.is_empty()).then(|| view! { <mark>{other}</mark> });
            view! { <span class="mono" dir="ltr">{same}{other}</span> }.into_any()
        }
        Piece::Strong(text) => view! { <b>{text}</b> }.into_any(),
        Piece::Copy(value) => chip(value, String::new(), lang),
        Piece::At(at) => moment(at, "at").into_any(),
        Piece::On(at) => moment(at, "on").into_any(),
        Piece::Until(at) => moment(at, "until").into_any(),
        Piece::Ago(at) => moment(at, "ago").into_any(),
        Piece::Slot(Slot::Entered) => {
            view! { <b class="mono" dir="ltr" data-clean></b> }.into_any()
        }
        Piece::Slot(Slot::Left) => view! { <span class="left" role="timer"></span> }.into_any(),
    }
}

/// A moment, by UTC; the page's script turns it to the reader's clock before it is painted.
pub(crate) fn moment(at: OffsetDateTime, how: &'static str) -> impl IntoView {
    let shown = Phrase(vec![Piece::At(at)]).to_string();
    view! { <time datetime=rfc3339(at) data-t=how>{shown}</time> }
}

/// RFC 3339; years that it can't write are of no connection.
pub(crate) fn rfc3339(at: OffsetDateTime) -> String {
    at.replace_nanosecond(0).unwrap_or(at).format(&Rfc3339).unwrap_or_default()
}
