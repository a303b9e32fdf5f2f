//! The code that proves whose the domain is.

use crate::domain::name::OwnerName;
use crate::widget::words::catalogue::say;
use crate::widget::words::grammar::{entered, host};
use crate::widget::words::lang::Lang;
use crate::widget::words::phrase::{Phrase, Piece, copy, given, name};
use crate::widget::words::{Told, WordsContext};

pub(super) fn missing(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told {
        title: say!(to.lang, ownership_missing_title),
        why: say!(to.lang, ownership_missing_why, name = name(owner)),
        fix: say!(to.lang, ownership_missing_fix, entered = entered(owner, to)),
    }
}

pub(super) fn mismatch(owner: &OwnerName, wanted: &str, found: &[String], lang: Lang) -> Told {
    // The one that is most alike is the one that was meant.
    let nearest = found.iter().max_by_key(|value| common(wanted, value).len());
    let why = nearest.map_or_else(
        || say!(lang, ownership_mismatch_why, name = name(owner)),
        |value| difference(owner, wanted, value, lang),
    );
    Told {
        title: say!(lang, ownership_mismatch_title),
        why,
        fix: say!(lang, ownership_mismatch_fix, wanted = copy(wanted)),
    }
}

/// What stands there, with what is wrong about it.
fn difference(owner: &OwnerName, wanted: &str, found: &str, lang: Lang) -> Phrase {
    let same = common(wanted, found);
    let (lacks, extra) = (after(wanted, same), after(found, same));
    let owner = name(owner);
    let value = Piece::Marked(same.to_owned(), extra.to_owned());
    if found.is_empty() {
        say!(lang, ownership_mismatch_empty, name = owner)
    } else if extra.is_empty() {
        say!(lang, ownership_mismatch_lacks, name = owner, value = value, end = name(lacks))
    } else if lacks.is_empty() {
        say!(lang, ownership_mismatch_extra, name = owner, value = value, end = name(extra))
    } else if wanted.rfind('-').is_some_and(|dash| dash < same.len()) {
        say!(lang, ownership_mismatch_older, name = owner, value = value)
    } else {
        say!(lang, ownership_mismatch_else, name = owner, value = value)
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
    let (found, owner_name) = (name(found_at), name(owner));
    Told {
        title: say!(to.lang, ownership_at_wrong_name_title),
        why: say!(to.lang, ownership_at_wrong_name_why, found = found, name = owner_name),
        fix: say!(to.lang, ownership_at_wrong_name_fix, entered = entered(owner, to)),
    }
}

pub(super) fn quoted(owner: &OwnerName, wanted: &str, found: &str, lang: Lang) -> Told {
    Told {
        title: say!(lang, ownership_quoted_title),
        why: say!(lang, ownership_quoted_why, name = name(owner), found = name(found)),
        fix: say!(lang, ownership_quoted_fix, wanted = copy(wanted)),
    }
}

pub(super) fn behind_cname(
    owner: &OwnerName,
    target: &OwnerName,
    wildcard: Option<&OwnerName>,
    to: &WordsContext<'_>,
) -> Told {
    let (shown, target, entered) = (name(owner), name(target), entered(owner, to));
    match wildcard.map(name) {
        Some(star) => Told {
            title: say!(to.lang, ownership_wildcard_title),
            why: say!(
                to.lang,
                ownership_wildcard_why,
                wildcard = star,
                name = shown,
                target = target,
            ),
            fix: say!(to.lang, ownership_wildcard_fix, entered = entered),
        },
        None => Told {
            title: say!(to.lang, ownership_hidden_title),
            why: say!(to.lang, ownership_hidden_why, name = shown, target = target),
            fix: say!(to.lang, ownership_hidden_fix, entered = entered),
        },
    }
}

pub(super) fn doubled(
    owner: &OwnerName,
    found_at: &OwnerName,
    zone: &OwnerName,
    to: &WordsContext<'_>,
) -> Told {
    let (zone, found) = (given(zone), name(found_at));
    Told {
        title: say!(to.lang, name_doubled_title),
        why: say!(to.lang, name_doubled_why, host = host(to), zone = zone, found = found),
        fix: say!(to.lang, name_doubled_fix, entered = entered(owner, to)),
    }
}
