//! What each cause is called, why it is one, and what to do about it.

use std::net::IpAddr;

use time::OffsetDateTime;

use super::{host, host_first, list};
use crate::domain::certificate::Stage;
use crate::domain::finding::{Cause, Slip};
use crate::domain::name::OwnerName;
use crate::widget::words::phrase::{copy, name, say};
use crate::widget::words::{Phrase, Piece, Told, WordsContext};

/// The words for `cause`.
pub(in crate::widget::words) fn told(cause: &Cause, to: &WordsContext<'_>) -> Told {
    match cause {
        Cause::OwnershipMissing { name } => ownership_missing(name, to),
        Cause::OwnershipMismatch { name, wanted, found } => mismatch(name, wanted, found),
        Cause::OwnershipAtWrongName { name, found_at } => wrong_name(name, found_at, to),
        Cause::OwnershipQuoted { name, wanted, .. } => quoted(name, wanted),
        Cause::OwnershipBehindCname { name, target } => behind_cname(name, target, to),
        Cause::NameDoubled { name, found_at, zone } => doubled(name, found_at, zone, to),
        Cause::RoutingMissing { name } => routing_missing(name, to),
        Cause::CnameWrongTarget { name, wanted, found, slip } => {
            wrong_target(name, wanted, found, *slip, to)
        }
        Cause::CnameMultiple { name, wanted, found } => multiple(name, wanted, found),
        Cause::CnameAtApex { name, target } => at_apex(name, target, to),
        Cause::CnameIndirect { name, via } => indirect(name, via),
        Cause::CnameFlattened { name } => flattened(name, to),
        Cause::CnameLoop { at, .. } => looped(at),
        Cause::CnameChainBroken { at, in_zone, .. } => broken(at, *in_zone, to),
        Cause::AddressWrong { name, found } => address_wrong(name, found, to),
        Cause::AddressExtra { name, extra } => address_extra(name, extra, to),
        Cause::AaaaLeftover { extra, .. } => leftover(extra),
        Cause::AuthoritiesDisagree { lagging, .. } => disagree(lagging),
        Cause::StaleCache { resolver, visible_at, .. } => stale(resolver, *visible_at),
        Cause::NegativeCache { resolver, visible_at, .. } => negative(resolver, *visible_at, to),
        Cause::DomainNotRegistered { name } => not_registered(name),
        Cause::LameDelegation { zone, servers, all } => lame(zone, servers, *all),
        Cause::NameserverUnreachable { zone, servers } => unreachable(zone, servers),
        Cause::LookupFailed => lookup_failed(),
        Cause::CaaForbids { at, allowed, issuer, tag, in_zone } => {
            caa(at, allowed, &format!("0 {tag} \"{issuer}\""), *in_zone, to)
        }
        Cause::CaaLookupFailed { at } => caa_lookup(at, to),
        Cause::CertificateTimedOut { stage } => timed_out(*stage),
    }
}

fn finding(title: impl Into<Phrase>, why: Phrase, fix: Phrase) -> Told {
    Told { title: title.into(), why, fix }
}

fn ownership_missing(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    finding(
        "The code isn’t there yet.",
        say!["There is no TXT record at ", name(owner), "."],
        say!["Add the TXT record with the name ", copy(to.entered(owner)), "."],
    )
}

/// The longest common start, cut where a character ends.
fn common(one: &str, other: &str) -> usize {
    one.char_indices()
        .zip(other.chars())
        .find(|((_, a), b)| a != b)
        .map_or_else(|| one.len().min(other.len()), |((at, _), _)| at)
}

fn mismatch(owner: &OwnerName, wanted: &str, found: &[String]) -> Told {
    // The one that is most alike is the one that was meant.
    let nearest = found.iter().max_by_key(|value| common(wanted, value));
    let why = match nearest {
        Some(value) if !value.is_empty() && wanted.starts_with(value.as_str()) => {
            say![
                "The value at ",
                name(owner),
                " is cut off: it ends with ",
                name(&tail(value)),
                "."
            ]
        }
        Some(value) if value.starts_with(wanted) => {
            let extra = value.get(wanted.len()..).unwrap_or_default();
            say!["The value at ", name(owner), " has more at its end: ", name(extra), "."]
        }
        Some(value) => say!["At ", name(owner), " we found ", name(value), "."],
        None => say!["At ", name(owner), " stands another value."],
    };
    finding("The code has another value.", why, say!["Replace the value with ", copy(wanted), "."])
}

/// Enough of an end to find it again.
fn tail(value: &str) -> String {
    let start = value.char_indices().rev().nth(7).map_or(0, |(at, _)| at);
    format!("…{}", value.get(start..).unwrap_or_default())
}

fn wrong_name(owner: &OwnerName, found_at: &OwnerName, to: &WordsContext<'_>) -> Told {
    finding(
        "Right value, wrong place.",
        say!["The code is at ", name(found_at), "; we look for it at ", name(owner), "."],
        say!["Move it: name ", copy(to.entered(owner)), "."],
    )
}

fn quoted(owner: &OwnerName, wanted: &str) -> Told {
    finding(
        "The value has extra characters.",
        say!["Quotes, blanks or a dot were typed into the record at ", name(owner), "."],
        say!["Enter the value without them: ", copy(wanted), "."],
    )
}

fn behind_cname(owner: &OwnerName, target: &OwnerName, to: &WordsContext<'_>) -> Told {
    finding(
        "Another record hides the code.",
        say![
            "The name ",
            name(owner),
            " is an alias (CNAME) of ",
            name(target),
            ", so no code of its own shows."
        ],
        say![
            "Remove that CNAME, then add the TXT record at ",
            copy(to.entered(owner)),
            ". Where the CNAME comes from a wildcard, adding the TXT record is enough."
        ],
    )
}

fn doubled(
    owner: &OwnerName,
    found_at: &OwnerName,
    zone: &OwnerName,
    to: &WordsContext<'_>,
) -> Told {
    finding(
        "The name was entered twice.",
        say![
            format!("{} adds “{zone}” by itself, so the record landed at ", host_first(to)),
            name(found_at),
            "."
        ],
        say!["Change the name to ", copy(to.entered(owner)), "."],
    )
}

fn routing_missing(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    finding(
        "The domain leads nowhere yet.",
        say!["There is no address or CNAME record at ", name(owner), "."],
        say!["Add the record shown here, with the name ", copy(to.entered(owner)), "."],
    )
}

fn wrong_target(
    owner: &OwnerName,
    wanted: &OwnerName,
    found: &OwnerName,
    slip: Slip,
    to: &WordsContext<'_>,
) -> Told {
    let (title, why) = match slip {
        Slip::ZoneAppended => (
            "The value got an ending too much.",
            say![
                format!("{} added your domain to the value: it leads to ", host_first(to)),
                name(found),
                "."
            ],
        ),
        Slip::Typo => (
            "The value has a typo.",
            say![name(owner), " leads to ", name(found), ", which is almost right."],
        ),
        Slip::Other => {
            ("It leads somewhere else.", say![name(owner), " leads to ", name(found), "."])
        }
    };
    let fix = match slip {
        Slip::ZoneAppended => {
            say!["Change the value to ", copy(&format!("{wanted}.")), ", with the dot at its end."]
        }
        Slip::Typo | Slip::Other => say!["Change the value to ", copy(wanted), "."],
    };
    finding(title, why, fix)
}

fn multiple(owner: &OwnerName, wanted: &OwnerName, found: &[OwnerName]) -> Told {
    let others: Vec<&OwnerName> = found.iter().filter(|target| *target != wanted).collect();
    finding(
        "Two CNAME records stand at one name.",
        say!["Only one can count, and ", name(owner), " has ", found.len().to_string(), "."],
        say!["Delete the CNAME to ", name(&list(&others)), ". Keep ", name(wanted), "."],
    )
}

fn at_apex(owner: &OwnerName, target: &OwnerName, to: &WordsContext<'_>) -> Told {
    finding(
        "A CNAME can’t stand here.",
        say![
            name(owner),
            " is the start of your domain. A CNAME to ",
            name(target),
            " hides its mail and name servers there."
        ],
        say![format!("At {}, replace the CNAME with the records shown here.", host(to))],
    )
}

fn indirect(owner: &OwnerName, via: &OwnerName) -> Told {
    finding(
        "It works through another name.",
        say![name(owner), " leads to us through ", name(via), "."],
        say!["Nothing to do. Keep ", name(via), " in place: without it the domain stops working."],
    )
}

fn flattened(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    finding(
        "The addresses are right.",
        say![
            format!("{} answers for ", host_first(to)),
            name(owner),
            " with addresses instead of a CNAME."
        ],
        "Nothing to do. That counts as right.".into(),
    )
}

fn looped(at: &OwnerName) -> Told {
    finding(
        "The records lead in a circle.",
        say!["Following them, we came to ", name(at), " twice."],
        say!["Change the CNAME at ", name(at), " so that it leads on."],
    )
}

fn broken(at: &OwnerName, in_zone: bool, to: &WordsContext<'_>) -> Told {
    let why = say!["On the way, ", name(at), " does not exist."];
    if in_zone {
        let fix = say!["Add ", name(at), ", or use the value shown here."];
        finding("The records end nowhere.", why, fix)
    } else {
        let fix = format!("Nothing to do for you. {} must repair it.", to.tenant);
        finding("The target isn’t there.", why, fix.into())
    }
}

fn address_wrong(owner: &OwnerName, found: &[IpAddr], to: &WordsContext<'_>) -> Told {
    finding(
        "It leads to another server.",
        say![name(owner), " has the address ", name(&list(found)), ", which isn’t ours."],
        say![format!("At {}, replace it with the value shown here.", host(to))],
    )
}

fn address_extra(owner: &OwnerName, extra: &[IpAddr], to: &WordsContext<'_>) -> Told {
    finding(
        "An old address stands beside the new.",
        say!["Some visitors of ", name(owner), " would reach ", name(&list(extra)), " instead."],
        say![format!("At {}, delete the record with ", host(to)), name(&list(extra)), "."],
    )
}

fn leftover(extra: &[IpAddr]) -> Told {
    finding(
        "An old IPv6 address is still there.",
        "Many visitors would reach your previous host.".into(),
        say!["Delete the AAAA record ", name(&list(extra)), "."],
    )
}

fn disagree(lagging: &[String]) -> Told {
    let (title, verb) = match lagging {
        [] | [_] => ("One of your DNS host’s servers is behind.", " has"),
        [_, ..] => ("Some of your DNS host’s servers are behind.", " have"),
    };
    let fix = "Nothing to do for the next hour.".into();
    finding(title, say![name(&list(lagging)), verb, " not taken over the change yet."], fix)
}

fn stale(resolver: &str, visible_at: Option<OffsetDateTime>) -> Told {
    let fix = match visible_at {
        Some(at) => say!["Nothing to do. The last copy goes at ", Piece::Until(at), "."],
        None => "Nothing to do. The last copy goes by itself.".into(),
    };
    finding(
        "The old answer is still remembered.",
        say![name(resolver), " keeps a copy of your previous record for as long as it allowed."],
        fix,
    )
}

fn negative(resolver: &str, visible_at: Option<OffsetDateTime>, to: &WordsContext<'_>) -> Told {
    let fix = match visible_at {
        Some(at) => say!["Nothing to do. It looks again at ", Piece::Until(at), "."],
        None => "Nothing to do. It looks again by itself.".into(),
    };
    finding(
        say![format!("{} has it; some copies are old.", host_first(to))],
        say![name(resolver), " looked before you added it and remembers “nothing there”."],
        fix,
    )
}

fn not_registered(domain: &OwnerName) -> Told {
    finding(
        "This domain isn’t registered.",
        say!["The registry does not know ", name(domain), "."],
        "Check the spelling, or register or renew the domain.".into(),
    )
}

fn lame(zone: &OwnerName, servers: &[String], all: bool) -> Told {
    let why = say![name(&list(servers)), " should answer for ", name(zone), " and does not."];
    if all {
        let fix = say!["At your registrar, check the name servers of ", name(zone), "."];
        finding("No server answers for your domain.", why, fix)
    } else {
        let fix = say!["At your registrar, remove ", name(&list(servers)), " or repair it."];
        finding("A listed server doesn’t know your domain.", why, fix)
    }
}

fn unreachable(zone: &OwnerName, servers: &[String]) -> Told {
    finding(
        "A server of your DNS host is silent.",
        say![name(&list(servers)), " gave no answer for ", name(zone), "."],
        "Nothing to do at once. If it lasts, ask your DNS host.".into(),
    )
}

fn lookup_failed() -> Told {
    finding(
        "Our check failed.",
        "Nothing is wrong with your domain as far as we know.".into(),
        "Nothing to do. We try again by ourselves.".into(),
    )
}

fn caa(
    at: &OwnerName,
    allowed: &[String],
    record: &str,
    in_zone: bool,
    to: &WordsContext<'_>,
) -> Told {
    let title = match allowed {
        [] => "Your domain allows no certificates.".into(),
        [only] => say![format!("Your domain only allows {} certificates.", issuer(only))],
        [_, _, ..] => "Your domain doesn’t allow our certificates.".into(),
    };
    let why = say!["A rule (CAA) at ", name(at), " keeps us from getting one."];
    let fix = if in_zone {
        say!["Add this record beside it: CAA ", copy(record), "."]
    } else {
        format!("Nothing to do for you. {} must change that rule.", to.tenant).into()
    };
    finding(title, why, fix)
}

/// The names that people know some CAs by.
fn issuer(caa_name: &str) -> &str {
    match caa_name {
        "digicert.com" => "DigiCert",
        "letsencrypt.org" => "Let’s Encrypt",
        "pki.goog" => "Google",
        "sectigo.com" => "Sectigo",
        "globalsign.com" => "GlobalSign",
        other => other,
    }
}

fn caa_lookup(at: &OwnerName, to: &WordsContext<'_>) -> Told {
    finding(
        "A question about certificates gets no answer.",
        say![
            format!("{} does not answer for type CAA at ", host_first(to)),
            name(at),
            ". Certificate authorities refuse then."
        ],
        say![format!("Ask {} to answer questions of type CAA.", host(to))],
    )
}

fn timed_out(stage: Stage) -> Told {
    let why = match stage {
        Stage::Initializing => "No order could be placed in time.",
        Stage::Validation => "The check from outside got no answer within 3 minutes.",
        Stage::Issuance => "No certificate came in time.",
        Stage::Deployment => "The certificate did not reach our servers in time.",
        Stage::Deletion => "The old certificate was not removed in time.",
    };
    finding(
        "The certificate took too long.",
        why.into(),
        "First fix any other point shown here. We then try again.".into(),
    )
}

#[cfg(test)]
mod tests;
