//! The code that proves whose the domain is.

use super::super::host_first;
use crate::domain::name::OwnerName;
use crate::widget::words::phrase::{copy, name, say};
use crate::widget::words::{Phrase, Piece, Told, WordsContext};

pub(super) fn missing(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told::new(
        "The code isn’t there yet.",
        say!["There is no TXT record at ", name(owner), "."],
        say!["Add the TXT record with the name ", copy(to.entered(owner)), "."],
    )
}

pub(super) fn mismatch(owner: &OwnerName, wanted: &str, found: &[String]) -> Told {
    // The one that is most alike is the one that was meant.
    let nearest = found.iter().max_by_key(|value| common(wanted, value).len());
    let why = nearest.map_or_else(
        || say!["Another value stands at ", name(owner), "."],
        |value| difference(owner, wanted, value),
    );
    Told::new(
        "The code has another value.",
        why,
        say!["Replace the value with ", copy(wanted), "."],
    )
}

/// What stands there, with what is wrong about it.
fn difference(owner: &OwnerName, wanted: &str, found: &str) -> Phrase {
    let same = common(wanted, found);
    let (lacks, extra) = (after(wanted, same), after(found, same));
    let value = Piece::Marked(same.to_owned(), extra.to_owned());
    if found.is_empty() {
        say!["The value at ", name(owner), " is empty."]
    } else if extra.is_empty() {
        say!["At ", name(owner), " stands ", value, ", without its end ", name(lacks), "."]
    } else if lacks.is_empty() {
        say!["At ", name(owner), " stands ", value, ": its end ", name(extra), " is too much."]
    } else if wanted.rfind('-').is_some_and(|dash| dash < same.len()) {
        say!["At ", name(owner), " stands ", value, ", which is an older or another code."]
    } else {
        say!["At ", name(owner), " stands ", value, ", which is something else."]
    }
}

/// The longest common start, cut where a character ends.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let differ = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b);
    let end = differ.map_or_else(|| one.len().min(other.len()), |((at, _), _)| at);
    one.get(..end).unwrap_or(one)
}

fn after<'a>(value: &'a str, start: &str) -> &'a str {
    value.get(start.len()..).unwrap_or_default()
}

pub(super) fn wrong_name(owner: &OwnerName, found_at: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told::new(
        "Right value, wrong place.",
        say!["The code is at ", name(found_at), "; we look for it at ", name(owner), "."],
        say!["Move it: name ", copy(to.entered(owner)), "."],
    )
}

pub(super) fn quoted(owner: &OwnerName, wanted: &str, found: &str) -> Told {
    Told::new(
        "The value has extra characters.",
        say![
            "With its quotes, blanks or dots, the value at ",
            name(owner),
            " is ",
            name(found),
            "."
        ],
        say!["Enter the value without them: ", copy(wanted), "."],
    )
}

pub(super) fn behind_cname(
    owner: &OwnerName,
    target: &OwnerName,
    wildcard: Option<&OwnerName>,
    to: &WordsContext<'_>,
) -> Told {
    match wildcard {
        Some(wildcard) => Told::new(
            "A wildcard answers instead of the code.",
            say![
                "The CNAME at ",
                name(wildcard),
                " makes ",
                name(owner),
                " lead to ",
                name(target),
                "."
            ],
            say![
                "Keep the wildcard, and add the TXT record with the name ",
                copy(to.entered(owner)),
                "."
            ],
        ),
        None => Told::new(
            "Another record hides the code.",
            say![
                name(owner),
                " is an alias (CNAME) of ",
                name(target),
                ", so no code shows there."
            ],
            say![
                "Delete the CNAME with the name ",
                copy(to.entered(owner)),
                ", then add the TXT record there."
            ],
        ),
    }
}

pub(super) fn doubled(
    owner: &OwnerName,
    found_at: &OwnerName,
    zone: &OwnerName,
    to: &WordsContext<'_>,
) -> Told {
    Told::new(
        "The name was entered twice.",
        say![
            format!("{} adds “{zone}” by itself, so the record landed at ", host_first(to)),
            name(found_at),
            "."
        ],
        say!["Change the name to ", copy(to.entered(owner)), "."],
    )
}
