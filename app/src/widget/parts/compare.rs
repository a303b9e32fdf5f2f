//! What stands there beside what should: what is too much is struck out, what is missing
//! underlined, and both are said in words.

use leptos::prelude::*;

use super::phrase::phrase;
use crate::backend::{ConnectionView, RecordView};
use crate::domain::observation::ServerKind;
use crate::widget::words::{Lang, say, text};

/// So many values are shown; the tables of the servers have them all.
const MOST: usize = 4;

/// Two texts of which one was meant to be the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Compared<'a> {
    start: &'a str,
    surplus: &'a str,
    missing: &'a str,
    end: &'a str,
}

impl<'a> Compared<'a> {
    /// `None` where they have so little in common that one is no slip of the other.
    fn of(found: &'a str, wanted: &'a str) -> Option<Self> {
        let same = found.chars().zip(wanted.chars()).take_while(|(a, b)| a == b);
        let start = same.map(|(letter, _)| letter.len_utf8()).sum();
        let (rest, other) = (found.get(start..)?, wanted.get(start..)?);
        let same = rest.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
        let end: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
        let alike = found.len().max(wanted.len()) <= 2 * (start + end);
        alike.then_some(Self {
            start: found.get(..start)?,
            surplus: rest.get(..rest.len() - end)?,
            missing: other.get(..other.len() - end)?,
            end: rest.get(rest.len() - end..)?,
        })
    }
}

/// The line of a record's card that shows what stands there instead; nothing where nothing does.
pub(crate) fn compared(
    connection: &ConnectionView,
    record: &RecordView,
    lang: Lang,
) -> Option<AnyView> {
    let others = others(connection, record);
    if others.is_empty() {
        return None;
    }
    let wanted = &record.wanted.value;
    let marked = others.iter().any(|found| Compared::of(found, wanted).is_some());
    let values = others.iter().map(|found| value(found, wanted, lang)).collect_view();
    let legend = marked.then(|| {
        view! { <p class="hint">{phrase(say!(lang, compared_legend), lang)}</p> }
    });
    let shown = view! {
        <dt>{text!(lang, compared)}</dt>
        <dd class="compared">{values}{legend}</dd>
    };
    Some(shown.into_any())
}

fn value(found: &str, wanted: &str, lang: Lang) -> AnyView {
    let Some(Compared { start, surplus, missing, end }) = Compared::of(found, wanted) else {
        return view! { <p class="mono" dir="ltr">{found.to_owned()}</p> }.into_any();
    };
    let word = |word: String| view! { <span class="sr">" " {word} " "</span> };
    let surplus = (!surplus.is_empty())
        .then(|| view! { <del>{word(text!(lang, compared_surplus))}{surplus.to_owned()}</del> });
    let missing = (!missing.is_empty())
        .then(|| view! { <ins>{word(text!(lang, compared_missing))}{missing.to_owned()}</ins> });
    let (start, end) = (start.to_owned(), end.to_owned());
    view! { <p class="mono" dir="ltr">{start}{surplus}{missing}{end}</p> }.into_any()
}

/// What the authorities have at the record's name that no record there is to have.
fn others<'a>(connection: &ConnectionView, record: &'a RecordView) -> Vec<&'a str> {
    let wanted = |value: &str| {
        connection.records.iter().any(|other| {
            other.wanted.host == record.wanted.host
                && other.wanted.value.eq_ignore_ascii_case(value)
        })
    };
    let mut others: Vec<&str> = Vec::new();
    let seen = record.seen.iter().flat_map(|seen| &seen.seen_by);
    let authorities = seen.filter(|seen| seen.kind == ServerKind::Authoritative);
    for value in authorities.flat_map(|seen| &seen.values) {
        if !wanted(value) && !others.contains(&value.as_str()) {
            others.push(value);
        }
    }
    others.truncate(MOST);
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_marked_where_it_is() {
        let marked = |found, wanted| {
            Compared::of(found, wanted).map(|it| (it.start, it.surplus, it.missing, it.end))
        };
        for (found, wanted, want) in [
            ("verify-abcd", "verify-abcdef", Some(("verify-abcd", "", "ef", ""))),
            ("edge.acme.com.", "edge.acme.com", Some(("edge.acme.com", ".", "", ""))),
            ("egde.acme.com", "edge.acme.com", Some(("e", "gd", "dg", "e.acme.com"))),
            ("\"code-code\"", "code-code", None),
            ("old.host.net", "edge.northwind.example", None),
            ("bücher.example", "bucher.example", Some(("b", "ü", "u", "cher.example"))),
            ("aa", "aaa", Some(("aa", "", "a", ""))),
            ("", "a", None),
        ] {
            assert_eq!(marked(found, wanted), want, "{found} {wanted}");
        }
    }
}
