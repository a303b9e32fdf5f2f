//! The domain itself, and the servers that answer for it.

use super::super::{AT_REGISTRAR, copies, host, names};
use time::OffsetDateTime;

use crate::domain::name::OwnerName;
use crate::domain::observation::DnssecFault;
use crate::domain::registration::Hold;
use crate::widget::words::phrase::{copy, name, say};
use crate::widget::words::{Piece, Told, WordsContext};

pub(super) fn not_registered(domain: &OwnerName) -> Told {
    Told::new(
        "This domain isn’t registered.",
        say!["The registry does not know ", name(domain), "."],
        say!["Check the spelling of ", copy(domain), ", or register or renew it."],
    )
}

pub(super) fn held_back(domain: &OwnerName, hold: Hold, ended_at: Option<OffsetDateTime>) -> Told {
    match hold {
        Hold::Expired => {
            let why = match ended_at {
                Some(at) => {
                    say!["The registration of ", name(domain), " ended at ", Piece::At(at), "."]
                }
                None => say!["The registration of ", name(domain), " has ended."],
            };
            let fix = say![AT_REGISTRAR, "renew ", copy(domain), ". It comes back within a day."];
            Told::new("Your domain has expired.", why, fix)
        }
        Hold::Registrar => Told::new(
            "Your registrar holds your domain back.",
            say![name(domain), " is registered, and switched off by the registrar."],
            say![
                "Ask the registrar why ",
                copy(domain),
                " is on hold. Often an e-mail that confirms your address was not answered, or a bill not paid."
            ],
        ),
        Hold::Registry => Told::new(
            "The registry holds your domain back.",
            say![name(domain), " is registered, and switched off by the registry."],
            say![
                "Ask your registrar why ",
                copy(domain),
                " is on hold: only they can ask the registry."
            ],
        ),
    }
}

pub(super) fn no_delegation(zone: &OwnerName) -> Told {
    Told::new(
        "Your domain has no name servers.",
        say!["The registry knows ", name(zone), ", but no server that answers for it."],
        say![AT_REGISTRAR, "enter your DNS host’s name servers for ", copy(zone), "."],
    )
}

pub(super) fn mismatch(zone: &OwnerName, parent_only: &[String], child_only: &[String]) -> Told {
    let (why, fix) = match (parent_only, child_only) {
        (parent, []) => (
            say!["Only the registry lists ", names(parent), "; your DNS host does not."],
            say!["remove ", copies(parent)],
        ),
        ([], child) => (
            say!["Only your DNS host lists ", names(child), "; the registry does not."],
            say!["add ", copies(child)],
        ),
        (parent, child) => (
            say![
                "Only the registry lists ",
                names(parent),
                ", only your DNS host ",
                names(child),
                "."
            ],
            say!["remove ", copies(parent), " and add ", copies(child)],
        ),
    };
    Told::new(
        "Two lists of name servers differ.",
        why,
        say![AT_REGISTRAR, fix, " for ", name(zone), "."],
    )
}

pub(super) fn bogus(zone: &OwnerName, fault: Option<&DnssecFault>, to: &WordsContext<'_>) -> Told {
    let why = match fault {
        Some(DnssecFault::NoMatchingKey) => {
            say!["The registry holds a key (DS record) that isn’t one of ", name(zone), "."]
        }
        Some(DnssecFault::NotSigned) => {
            say!["The registry says that ", name(zone), " is signed (DNSSEC), and it isn’t."]
        }
        Some(DnssecFault::Expired { at }) => {
            say!["The signatures (DNSSEC) of ", name(zone), " ended at ", Piece::At(*at), "."]
        }
        Some(DnssecFault::NotYetValid { at }) => {
            say![
                "The signatures (DNSSEC) of ",
                name(zone),
                " only count from ",
                Piece::At(*at),
                "."
            ]
        }
        None => say!["Servers that check signatures (DNSSEC) refuse ", name(zone), "."],
    };
    let fix = match fault {
        Some(DnssecFault::NoMatchingKey | DnssecFault::NotSigned) => {
            say![AT_REGISTRAR, "delete the DS record of ", copy(zone), "."]
        }
        Some(DnssecFault::Expired { .. } | DnssecFault::NotYetValid { .. }) | None => say![
            format!("Ask {} to sign ", host(to)),
            copy(zone),
            " again, or delete its DS record at your registrar."
        ],
    };
    Told::new("Your domain’s signatures don’t fit.", why, fix)
}

pub(super) fn lame(zone: &OwnerName, servers: &[String], all: bool) -> Told {
    let verb = if servers.len() == 1 { ", and does not." } else { ", and do not." };
    let why = say![names(servers), " should answer for ", name(zone), verb];
    if all {
        let fix = say![AT_REGISTRAR, "check the name servers of ", copy(zone), "."];
        Told::new("No server answers for your domain.", why, fix)
    } else {
        let fix = say![AT_REGISTRAR, "remove ", copies(servers), ", or have it repaired."];
        Told::new("A listed server doesn’t know your domain.", why, fix)
    }
}

pub(super) fn unreachable(zone: &OwnerName, servers: &[String], to: &WordsContext<'_>) -> Told {
    Told::new(
        match servers {
            [] | [_] => "A server of your DNS host is silent.",
            [_, _, ..] => "Servers of your DNS host are silent.",
        },
        say![names(servers), " gave no answer for ", name(zone), "."],
        say![
            format!("Nothing to do at once. If it lasts, ask {} about ", host(to)),
            copies(servers),
            "."
        ],
    )
}

pub(super) fn lookup_failed() -> Told {
    Told::new(
        "Our check failed.",
        "Nothing is wrong with your domain as far as we know.",
        "Nothing to do. We try again by ourselves.",
    )
}
