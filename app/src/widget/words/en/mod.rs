//! English: plain, calm, exact. "You" for the reader, "we" for the service; sentences under
//! twenty words, no blame, no exclamation marks.

pub(super) mod domain;
pub(super) mod findings;
pub(super) mod labels;
pub(super) mod screens;

use crate::widget::words::WordsContext;

/// What the reader's DNS host is called within a sentence.
fn host<'a>(to: &WordsContext<'a>) -> &'a str {
    to.provider.map_or("your DNS host", |provider| provider.name)
}

/// The same at the start of a sentence.
fn host_first<'a>(to: &WordsContext<'a>) -> &'a str {
    to.provider.map_or("Your DNS host", |provider| provider.name)
}

/// `a`, `a and b`, `a, b and c`.
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
