//! English: plain, calm, exact. "You" for the reader, "we" for the service; sentences under
//! twenty words, no blame, no exclamation marks.

pub(super) mod domain;
pub(super) mod evidence;
pub(super) mod findings;
pub(super) mod labels;
pub(super) mod screens;

use crate::widget::words::{Phrase, Piece, WordsContext};

/// Where a delegation is changed; not everybody knows the word.
const AT_REGISTRAR: &str = "At your registrar (where you bought the domain), ";

/// What the reader's DNS host is called within a sentence.
fn host<'a>(to: &WordsContext<'a>) -> &'a str {
    to.provider.map_or("your DNS host", |provider| provider.name)
}

/// The same at the start of a sentence.
fn host_first<'a>(to: &WordsContext<'a>) -> &'a str {
    to.provider.map_or("Your DNS host", |provider| provider.name)
}

/// Every item as a piece of its own: `a`, `a and b`, `a, b and c`.
fn each<T: ToString>(items: &[T], piece: fn(String) -> Piece) -> Phrase {
    let mut phrase = Phrase::default();
    for (at, item) in items.iter().enumerate() {
        if 0 < at {
            phrase.push(if at + 1 == items.len() { " and " } else { ", " });
        }
        phrase.push(piece(item.to_string()));
    }
    phrase
}

/// Names and values, set apart.
fn names<T: ToString>(items: &[T]) -> Phrase {
    each(items, Piece::Name)
}

/// Names and values to copy.
fn copies<T: ToString>(items: &[T]) -> Phrase {
    each(items, Piece::Copy)
}

/// How long: exact where one unit can say it, else rounded up in one that is fine enough.
fn span(seconds: u32) -> String {
    const UNITS: [(u32, &str); 3] = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let exact = |(size, _): &&(u32, &str)| *size <= seconds && seconds.is_multiple_of(*size);
    let fine = |(size, _): &&(u32, &str)| 2 * size <= seconds;
    let unit = UNITS.iter().find(exact).or_else(|| UNITS.iter().find(fine));
    let (size, unit) = unit.copied().unwrap_or((1, "second"));
    let number = seconds.div_ceil(size);
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// What the tenant is called at the start of a sentence; a name keeps its letters.
fn tenant_first(to: &WordsContext<'_>) -> String {
    let article = to.tenant.strip_prefix("the ");
    article.map_or_else(|| to.tenant.to_owned(), |rest| format!("The {rest}"))
}

/// `a`, `a and b`, `a, b and c`, within a sentence.
fn list<T: ToString>(items: &[T]) -> String {
    let words: Vec<String> = items.iter().map(ToString::to_string).collect();
    match words.as_slice() {
        [] => "nobody".to_owned(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// Small numbers as words, as sentences have them.
fn count(number: usize) -> String {
    match number {
        1 => "one".to_owned(),
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        more => more.to_string(),
    }
}

/// The same at the start of a sentence.
fn count_first(number: usize) -> String {
    let word = count(number);
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::span;

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
            assert_eq!(span(seconds), want);
        }
    }
}
