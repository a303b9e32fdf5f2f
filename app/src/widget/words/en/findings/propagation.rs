//! Who does not know it yet.

use time::OffsetDateTime;

use super::super::{host, names, span};
use crate::domain::finding::Severity;
use crate::domain::name::OwnerName;
use crate::domain::record::RecordType;
use crate::widget::words::phrase::{copy, name, say};
use crate::widget::words::{Phrase, Piece, Told, WordsContext};

/// The TTL that we ask for, seconds.
const SHORT_TTL: &str = "300";

pub(super) fn disagree(
    lagging: &[String],
    serials: &[(String, u32)],
    severity: Severity,
    to: &WordsContext<'_>,
) -> Told {
    let (who, verb) = match lagging {
        [] | [_] => ("One of your DNS host’s servers is behind.", " has"),
        [_, _, ..] => ("Some of your DNS host’s servers are behind.", " have"),
    };
    let lasting = match severity {
        Severity::Info => false,
        Severity::Warning | Severity::Blocking => true,
    };
    let since = if lasting {
        " not taken over the change in an hour"
    } else {
        " not taken over the change yet"
    };
    let why = say![names(lagging), verb, since, versions(lagging, serials), "."];
    let fix = if lasting {
        say![format!("Ask {} why ", host(to)), names(lagging), verb, " not taken it over."]
    } else {
        "Nothing to do for the next hour.".into()
    };
    Told::new(who, why, fix)
}

/// The zone's version at the first server that lags, beside one at the others.
fn versions(lagging: &[String], serials: &[(String, u32)]) -> Phrase {
    let late = serials.iter().find(|(server, _)| lagging.contains(server));
    let ahead = late.and_then(|(_, old)| {
        serials.iter().find(|(server, serial)| !lagging.contains(server) && serial != old)
    });
    match (late, ahead) {
        (Some((_, old)), Some((_, new))) => {
            say![" (version ", name(old), " instead of ", name(new), ")"]
        }
        (None | Some(_), None) | (None, Some(_)) => Phrase::default(),
    }
}

pub(super) fn ttl_high(owner: &OwnerName, ttl: u32, to: &WordsContext<'_>) -> Told {
    let span = span(ttl);
    Told::new(
        format!("Old copies are kept for {span}."),
        say!["The record at ", name(owner), format!(" allows that: its TTL is {ttl} seconds.")],
        say![
            "Before you change ",
            copy(to.entered(owner)),
            ", set its TTL to ",
            copy(SHORT_TTL),
            format!(" and wait {span}; else that wait comes after.")
        ],
    )
}

pub(super) fn edited_elsewhere(
    owner: &OwnerName,
    found_at: &[String],
    in_charge: &[String],
    to: &WordsContext<'_>,
) -> Told {
    let entered = copy(to.entered(owner));
    let fix = match to.provider {
        Some(provider) => {
            say![format!("At {}, add the record with the name ", provider.name), entered, "."]
        }
        None => say![
            "Add the record with the name ",
            entered,
            " at the company that runs ",
            names(in_charge),
            "."
        ],
    };
    Told::new(
        "The record is at another DNS host.",
        say![
            "It stands on ",
            names(found_at),
            ", but in charge of your domain ",
            if in_charge.len() == 1 { "is " } else { "are " },
            names(in_charge),
            "."
        ],
        fix,
    )
}

pub(super) fn changing(zone: &OwnerName, parent: &[String], child: &[String], ttl: u32) -> Told {
    Told::new(
        "Your domain is changing its DNS host.",
        say!["Some ask ", names(parent), " for ", name(zone), ", others ", names(child), "."],
        format!("Enter the records at both DNS hosts. The change can take {}.", span(ttl)),
    )
}

/// When an old answer goes: the moment that was read, and the last that is possible.
pub(super) type Ends = (Option<OffsetDateTime>, Option<OffsetDateTime>);

pub(super) fn stale(
    resolver: &str,
    (visible_at, latest_at): Ends,
    rtype: Option<RecordType>,
) -> Told {
    let title = match rtype {
        Some(RecordType::A | RecordType::Aaaa | RecordType::Cname | RecordType::Dname) => {
            "The old address is still remembered."
        }
        Some(RecordType::Txt) => "The old value is still remembered.",
        Some(
            RecordType::Caa
            | RecordType::Dnskey
            | RecordType::Ds
            | RecordType::Https
            | RecordType::Mx
            | RecordType::Ns
            | RecordType::Soa,
        )
        | None => "The old answer is still remembered.",
    };
    let fix = match (visible_at, latest_at) {
        (Some(at), _) => say!["Nothing to do. The last copy goes at ", Piece::Until(at), "."],
        (None, Some(at)) => {
            say!["Nothing to do. The last copy should be gone by ", Piece::Until(at), "."]
        }
        (None, None) => "Nothing to do. The last copy goes by itself.".into(),
    };
    let why =
        say![name(resolver), " keeps a copy of your previous record for as long as it allowed."];
    Told::new(title, why, fix)
}

pub(super) fn negative(
    resolver: &str,
    (visible_at, latest_at): Ends,
    to: &WordsContext<'_>,
) -> Told {
    let who = to.provider.map_or("Your host", |provider| provider.name);
    let fix = match (visible_at, latest_at) {
        (Some(at), _) => say!["Nothing to do. It looks again at ", Piece::Until(at), "."],
        (None, Some(at)) => {
            say!["Nothing to do. It should look again by ", Piece::Until(at), "."]
        }
        (None, None) => "Nothing to do. It looks again by itself.".into(),
    };
    Told::new(
        format!("{who} has it; some copies are old."),
        say![name(resolver), " looked before you added it and remembers “nothing there”."],
        fix,
    )
}
