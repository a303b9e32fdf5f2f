//! The way that visitors take.

use std::net::IpAddr;

use super::super::{copies, count_first, host, host_first, list, names, tenant_first};
use crate::domain::finding::Slip;
use crate::domain::name::OwnerName;
use crate::domain::record::RecordType;
use crate::widget::words::phrase::{copy, name, say};
use crate::widget::words::{Phrase, Piece, Told, WordsContext};

pub(super) fn missing(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told::new(
        "The domain leads nowhere yet.",
        say!["There is no address or CNAME record at ", name(owner), "."],
        say!["Add the record shown here, with the name ", copy(to.entered(owner)), "."],
    )
}

pub(super) fn wrong_target(
    owner: &OwnerName,
    wanted: &OwnerName,
    found: &OwnerName,
    slip: Slip,
    to: &WordsContext<'_>,
) -> Told {
    let change = say!["Change the value to ", copy(wanted), "."];
    match slip {
        Slip::ZoneAppended => Told::new(
            "Your domain was added to the value.",
            say![
                format!("{} added it by itself, so ", host_first(to)),
                name(owner),
                " leads to ",
                name(found),
                "."
            ],
            say!["Change the value to ", copy(&format!("{wanted}.")), ", with the dot at its end."],
        ),
        Slip::Typo => Told::new(
            "The value has a typo.",
            say![name(owner), " leads to ", name(found), ", which is almost right."],
            change,
        ),
        Slip::Other => Told::new(
            "It leads somewhere else.",
            say![name(owner), " leads to ", name(found), "."],
            change,
        ),
    }
}

pub(super) fn multiple(owner: &OwnerName, wanted: &OwnerName, found: &[OwnerName]) -> Told {
    let others: Vec<&OwnerName> = found.iter().filter(|target| *target != wanted).collect();
    let fix = if others.len() < found.len() {
        say!["Delete the CNAME to ", copies(&others), ". Keep the one to ", name(wanted), "."]
    } else {
        say!["Delete all but one, and change its value to ", copy(wanted), "."]
    };
    Told::new(
        format!("{} CNAME records stand at one name.", count_first(found.len())),
        say!["Only one can count; ", name(owner), " leads to ", names(found), "."],
        fix,
    )
}

pub(super) fn at_apex(
    owner: &OwnerName,
    target: &OwnerName,
    wanted: Option<RecordType>,
    to: &WordsContext<'_>,
) -> Told {
    let fix = if wanted == Some(RecordType::Cname) {
        say![
            format!("At {}, add an alias record (ALIAS or ANAME) to ", host(to)),
            copy(target),
            ", or connect ",
            copy(&format!("www.{owner}")),
            " instead."
        ]
    } else {
        say![
            format!("At {}, replace any CNAME named ", host(to)),
            copy(to.entered(owner)),
            " by the records shown here."
        ]
    };
    Told::new(
        "A CNAME can’t stand here.",
        say![
            "At the start of your domain, a CNAME to ",
            name(target),
            " would hide mail and name servers."
        ],
        fix,
    )
}

pub(super) fn conflict(
    owner: &OwnerName,
    types: &[String],
    mail: bool,
    to: &WordsContext<'_>,
) -> Told {
    let types = list(types);
    let mut fix = say![
        format!("At {}, delete the {types} records with the name ", host(to)),
        copy(to.entered(owner)),
        ".",
    ];
    if mail {
        fix.push(say![" Mail to ", name(owner), " stops then; to keep it, connect another name."]);
    }
    Told::new(
        if mail { "Mail records stand in the way." } else { "Other records stand in the way." },
        say!["A CNAME must stand alone, and ", name(owner), format!(" has {types} too.")],
        fix,
    )
}

pub(super) fn indirect(owner: &OwnerName, via: &OwnerName) -> Told {
    Told::new(
        "It works through another name.",
        say![name(owner), " leads to us through ", name(via), "."],
        say!["Nothing to do. Keep ", name(via), " in place: without it the domain stops working."],
    )
}

pub(super) fn flattened(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told::new(
        "The addresses are right.",
        say![
            format!("{} answers for ", host_first(to)),
            name(owner),
            " with addresses instead of a CNAME."
        ],
        "Nothing to do. That counts as right.",
    )
}

pub(super) fn proxied(owner: &OwnerName, by: &str, reached: bool, to: &WordsContext<'_>) -> Told {
    let entered = copy(to.entered(owner));
    if reached {
        return Told::new(
            format!("It works through {by}’s proxy."),
            say![
                format!("{by} stands between visitors of "),
                name(owner),
                " and us, which can hinder certificates."
            ],
            say!["To be safe: ", proxy_off(by, entered)],
        );
    }
    Told::new(
        format!("{by}’s proxy hides your record."),
        say![
            "The addresses of ",
            name(owner),
            format!(" are {by}’s, and we can’t be reached there.")
        ],
        proxy_off(by, entered),
    )
}

/// How a proxy is switched off, in its owner's words.
fn proxy_off(by: &str, entered: Piece) -> Phrase {
    match by {
        "Cloudflare" => say![
            "In Cloudflare DNS, switch the cloud of ",
            entered,
            " from orange to grey (“DNS only”)."
        ],
        other => say![format!("At {other}, switch the proxy (CDN) off for "), entered, "."],
    }
}

pub(super) fn forwarding(
    owner: &OwnerName,
    by: &str,
    found: &[IpAddr],
    to: &WordsContext<'_>,
) -> Told {
    Told::new(
        "A parking or forwarding page answers.",
        say![name(owner), " has the address ", names(found), format!(", which is {by}’s page.")],
        say![
            format!("At {by}, switch forwarding and parking off for "),
            copy(to.entered(owner)),
            ", then add the record shown here."
        ],
    )
}

pub(super) fn looped(owner: &OwnerName, at: &OwnerName) -> Told {
    let fix = if owner == at {
        say!["Change the CNAME at ", copy(at), " to the value shown here."]
    } else {
        say!["Change the CNAME at ", copy(at), " so that it leads on."]
    };
    Told::new(
        "The records lead in a circle.",
        say!["Following them from ", name(owner), ", we came to ", name(at), " twice."],
        fix,
    )
}

pub(super) fn broken(
    owner: &OwnerName,
    at: &OwnerName,
    in_zone: bool,
    to: &WordsContext<'_>,
) -> Told {
    let why = say![name(owner), " leads to ", name(at), ", which does not exist."];
    if in_zone {
        let fix = say!["Add a record for ", copy(at), ", or use the value shown here instead."];
        Told::new("The records end nowhere.", why, fix)
    } else {
        let fix = format!("Nothing to do for you. {} must repair it.", tenant_first(to));
        Told::new("The target isn’t there.", why, fix)
    }
}

pub(super) fn long(owner: &OwnerName, hops: usize, to: &WordsContext<'_>) -> Told {
    Told::new(
        "The way to us is long.",
        say![
            format!("{} names stand between ", count_first(hops)),
            name(owner),
            " and us, and some servers give up before."
        ],
        say!["Let ", copy(to.entered(owner)), " lead straight to the value shown here."],
    )
}

pub(super) fn wildcard(owner: &OwnerName, wildcard: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told::new(
        "A wildcard answers for this name.",
        say![
            "The record ",
            name(wildcard),
            " stands for all names without one, so for ",
            name(owner),
            " too."
        ],
        say![
            "Add the record shown here with the name ",
            copy(to.entered(owner)),
            ", so that it lasts."
        ],
    )
}

pub(super) fn mail(owner: &OwnerName, types: &[String], to: &WordsContext<'_>) -> Told {
    // Addresses are asked for at a zone's own name only; anywhere else it is the name that gives.
    let fix = if to.zone == Some(owner) {
        "Use the A record below instead.".into()
    } else {
        say![
            "Connect another name, such as ",
            copy(&format!("www.{owner}")),
            ", or move the mail first."
        ]
    };
    Told::new(
        "This change would stop your mail.",
        say![
            format!("A CNAME here would hide the mail records ({}) of ", list(types)),
            name(owner),
            "."
        ],
        fix,
    )
}

pub(super) fn vary(owner: &OwnerName, wrong: &[String], to: &WordsContext<'_>) -> Told {
    Told::new(
        "The answer changes from time to time.",
        say!["Some visitors of ", name(owner), " are sent to ", names(wrong), "."],
        say![
            format!("At {}, change every variant of ", host(to)),
            copy(to.entered(owner)),
            " (by region or by turns) to the value shown here."
        ],
    )
}

pub(super) fn https_record(owner: &OwnerName, found: &str, to: &WordsContext<'_>) -> Told {
    Told::new(
        "An HTTPS record leads elsewhere.",
        say![
            "Newer browsers follow it: for ",
            name(owner),
            " it says ",
            name(found),
            ", which isn’t ours."
        ],
        say![
            format!("At {}, delete the record of type HTTPS with the name ", host(to)),
            copy(to.entered(owner)),
            "."
        ],
    )
}

pub(super) fn private(owner: &OwnerName, found: &[IpAddr], to: &WordsContext<'_>) -> Told {
    Told::new(
        "This address isn’t on the internet.",
        say![name(owner), " has ", names(found), ", which works inside private networks at most."],
        say![format!("At {}, replace ", host(to)), copies(found), " with the value shown here."],
    )
}

pub(super) fn www(www: &OwnerName, stands: bool, to: &WordsContext<'_>) -> Told {
    let end = if stands { " arrive somewhere else." } else { " arrive nowhere." };
    Told::new(
        "The name with www isn’t connected.",
        say!["Visitors of ", name(www), end],
        say!["Connect ", copy(www), format!(" too, or redirect it at {}.", host(to))],
    )
}

pub(super) fn address_wrong(
    owner: &OwnerName,
    found: &[IpAddr],
    whose: Option<&str>,
    to: &WordsContext<'_>,
) -> Told {
    let (title, end) = match whose {
        Some(whose) => (format!("It still leads to {whose}."), format!(", which is {whose}’s.")),
        None => ("It leads to another server.".to_owned(), ", which isn’t ours.".to_owned()),
    };
    Told::new(
        title,
        say![name(owner), " has the address ", names(found), end],
        say![format!("At {}, replace ", host(to)), copies(found), " with the value shown here."],
    )
}

pub(super) fn address_extra(owner: &OwnerName, extra: &[IpAddr], to: &WordsContext<'_>) -> Told {
    let records = if extra.len() == 1 { "record" } else { "records" };
    Told::new(
        "An old address stands beside the new.",
        say!["Some visitors of ", name(owner), " would reach ", names(extra), " instead."],
        say![format!("At {}, delete the {records} with ", host(to)), copies(extra), "."],
    )
}

pub(super) fn leftover(owner: &OwnerName, extra: &[IpAddr]) -> Told {
    let (title, records) = match extra {
        [] | [_] => ("An old IPv6 address is still there.", "record"),
        [_, _, ..] => ("Old IPv6 addresses are still there.", "records"),
    };
    Told::new(
        title,
        say!["Many visitors of ", name(owner), " would reach your previous host."],
        say![format!("Delete the AAAA {records} "), copies(extra), "."],
    )
}
