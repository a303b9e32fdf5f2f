//! The small things that sentences are made of: lists, spans, who is spoken of.

use super::catalogue::{Arg, say};
use super::lang::Lang;
use super::phrase::{Phrase, Piece, copy, given};
use super::{WordsContext, text};
use crate::domain::name::OwnerName;

/// The reader's DNS host.
pub(super) fn host(to: &WordsContext<'_>) -> Arg {
    Arg::known(to.provider.map(|provider| given(provider.name)))
}

/// Whose service the domain leads to.
pub(super) fn tenant(to: &WordsContext<'_>) -> Arg {
    Arg::known(to.tenant.map(given))
}

/// What is entered into the name field, to copy; of a field that stays empty there is nothing.
pub(super) fn entered(owner: &OwnerName, to: &WordsContext<'_>) -> Piece {
    to.entered(owner).map_or_else(|| Piece::Strong(text!(to.lang, no_name)), copy)
}

/// Every item as a piece of its own: `a`, `a and b`, `a, b and c`.
fn each<T: ToString>(items: &[T], piece: fn(String) -> Piece, lang: Lang) -> Phrase {
    let mut pieces = items.iter().map(|item| Phrase::from(piece(item.to_string())));
    let Some(mut all) = pieces.next() else { return Phrase::default() };
    let end = pieces.next_back();
    for item in pieces {
        all = say!(lang, list_more, a = all, b = item);
    }
    match end {
        Some(end) => say!(lang, list_last, a = all, b = end),
        None => all,
    }
}

/// Names and values, set apart.
pub(super) fn names<T: ToString>(items: &[T], lang: Lang) -> Phrase {
    each(items, Piece::Name, lang)
}

/// Names and values to copy.
pub(super) fn copies<T: ToString>(items: &[T], lang: Lang) -> Phrase {
    each(items, Piece::Copy, lang)
}

/// Types of records, within a sentence.
pub(super) fn types(items: &[String], lang: Lang) -> Phrase {
    each(items, Piece::Given, lang)
}

/// One sentence after the other.
pub(super) fn sentences(one: Phrase, next: Phrase, lang: Lang) -> Phrase {
    if next.is_empty() { one } else { say!(lang, sentences, a = one, b = next) }
}

/// How long: exact where one unit can say it, else rounded up in one that is fine enough.
pub(super) fn span(seconds: u32, lang: Lang) -> Phrase {
    const UNITS: [u32; 3] = [86_400, 3_600, 60];
    let exact = |size: &&u32| **size <= seconds && seconds.is_multiple_of(**size);
    let fine = |size: &&u32| 2 * **size <= seconds;
    let size = UNITS.iter().find(exact).or_else(|| UNITS.iter().find(fine)).copied().unwrap_or(1);
    let count = seconds.div_ceil(size);
    match size {
        86_400 => say!(lang, span_days, count = count),
        3_600 => say!(lang, span_hours, count = count),
        60 => say!(lang, span_minutes, count = count),
        _ => say!(lang, span_seconds, count = count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_exact_or_a_little_too_long() {
        for (seconds, want) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (100, "100 seconds"),
            (150, "3 minutes"),
            (3_600, "1 hour"),
            (5_400, "90 minutes"),
            (7_300, "3 hours"),
            (14_400, "4 hours"),
            (86_400, "1 day"),
            (172_800, "2 days"),
            (2_147_483_647, "24856 days"),
        ] {
            assert_eq!(span(seconds, Lang::En).to_string(), want);
        }
    }

    #[test]
    fn a_list_is_joined_as_its_language_does() {
        let list = |items: &[&str], lang| names(items, lang).to_string();
        assert_eq!(list(&[], Lang::En), "");
        assert_eq!(list(&["a"], Lang::En), "a");
        assert_eq!(list(&["a", "b"], Lang::En), "a and b");
        assert_eq!(list(&["a", "b", "c", "d"], Lang::De), "a, b, c und d");
    }
}
