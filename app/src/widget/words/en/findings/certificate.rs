//! The certificate, and what answers where it is checked.

use std::net::IpAddr;

use time::OffsetDateTime;

use super::super::{host, host_first, list, names, tenant_first};
use crate::domain::certificate::Stage;
use crate::domain::finding::{Limit, Risk};
use crate::domain::name::OwnerName;
use crate::widget::words::phrase::{copy, name, say};
use crate::widget::words::{Phrase, Piece, Told, WordsContext};

/// What a customer can do about what is the tenant's.
fn theirs(to: &WordsContext<'_>, what: &str) -> String {
    format!("Nothing to do for you. {} must {what}.", tenant_first(to))
}

pub(super) fn caa(
    at: &OwnerName,
    allowed: &[String],
    record: &str,
    in_zone: bool,
    to: &WordsContext<'_>,
) -> Told {
    let title = match allowed {
        _ if !in_zone => "The record’s target forbids our certificates.".to_owned(),
        [] => "Your domain allows no certificates.".to_owned(),
        [only] => format!("Your domain only allows {} certificates.", issuer(only)),
        [_, _, ..] => "Your domain doesn’t allow our certificates.".to_owned(),
    };
    let fix = if in_zone {
        say!["Add this record beside it: CAA ", copy(record), "."]
    } else {
        theirs(to, "change that rule").into()
    };
    Told::new(title, say!["A rule (CAA) at ", name(at), " keeps us from getting one."], fix)
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

pub(super) fn caa_lookup(at: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told::new(
        "A question about certificates gets no answer.",
        say![
            format!("{} does not say at ", host_first(to)),
            name(at),
            " who may issue certificates (CAA), so nobody will."
        ],
        say![format!("Ask {} to answer questions of type CAA for ", host(to)), copy(at), "."],
    )
}

pub(super) fn caa_critical(
    at: &OwnerName,
    tag: &str,
    in_zone: bool,
    to: &WordsContext<'_>,
) -> Told {
    let fix = if in_zone {
        say!["Delete the CAA record with the tag ", copy(tag), " at ", name(at), "."]
    } else {
        theirs(to, "change that rule").into()
    };
    Told::new(
        "A certificate rule isn’t understood.",
        say![
            "The rule (CAA) at ",
            name(at),
            " must be obeyed, and its tag ",
            name(tag),
            " is unknown."
        ],
        fix,
    )
}

pub(super) fn caa_malformed(at: &OwnerName, value: &str) -> Told {
    let clean = value.trim_matches(['"', '\'', '\\', ' ']);
    let fix = if clean.is_empty() || clean.contains(['"', '\\', ' ']) {
        say!["Enter the value again without extra quotes and blanks, or delete the record."]
    } else {
        say![
            "Change the value to ",
            copy(clean),
            ", without quotes and blanks, or delete the record."
        ]
    };
    Told::new(
        "A certificate rule can’t be read.",
        say!["The rule (CAA) at ", name(at), " has the value ", name(value), "."],
        fix,
    )
}

pub(super) fn caa_bound(at: &OwnerName, value: &str) -> Told {
    let issuer = value.split(';').next().unwrap_or_default().trim();
    Told::new(
        "A certificate rule is for another account.",
        say![
            "The rule (CAA) at ",
            name(at),
            " sets an account or a way of checking: ",
            name(value),
            "."
        ],
        say![
            "If no certificate comes, add beside it: CAA ",
            copy(&format!("0 issue \"{issuer}\"")),
            "."
        ],
    )
}

pub(super) fn intercepted(url: &str, server: Option<&str>) -> Told {
    let what = match server {
        Some(server) => say!["A cache or proxy (", name(server), ")"],
        None => "A cache or proxy".into(),
    };
    // Every check asks for another file of the same folder.
    let folder = url.rfind('/').and_then(|end| url.get(..=end)).unwrap_or(url);
    let host = url.split('/').nth(2).unwrap_or(url);
    Told::new(
        "Something answers before us.",
        say![what, " in front of ", name(host), " replies to the certificate check."],
        say!["Let ", copy(folder), " pass without cache or redirect."],
    )
}

pub(super) fn http(owner: &OwnerName, address: IpAddr, refused: bool, ours: bool) -> Told {
    let shown = name(&address);
    let why = if refused {
        say![shown, " refuses visits to ", name(owner), " over plain http (port 80)."]
    } else {
        say![shown, " gives no answer for ", name(owner), " over plain http (port 80)."]
    };
    if ours {
        return Told::new(
            "Our own server doesn’t answer.",
            why,
            "Nothing to do for you. We are looking after it.",
        );
    }
    Told::new(
        match address {
            IpAddr::V4(_) => "Nothing answers at this address.",
            IpAddr::V6(_) => "Nothing answers at this IPv6 address.",
        },
        why,
        say!["Replace ", copy(&address), " with the value shown here, or open port 80 there."],
    )
}

pub(super) fn redirects(url: &str, at: &str) -> Told {
    Told::new(
        "Redirects lead in a circle.",
        say!["A visit to ", name(url), " is sent on and on, back to ", name(at), "."],
        say![
            "Remove the redirect at ",
            copy(at),
            ". If a proxy makes it, set its encryption to “Full (strict)”."
        ],
    )
}

pub(super) fn delegation(
    owner: &OwnerName,
    wanted: &OwnerName,
    found: Option<&OwnerName>,
    to: &WordsContext<'_>,
) -> Told {
    match found {
        Some(found) => Told::new(
            "The certificate’s record leads elsewhere.",
            say![name(owner), " leads to ", name(found), ", so the check can’t pass."],
            say!["Change the value of ", copy(to.entered(owner)), " to ", copy(wanted), "."],
        ),
        None => Told::new(
            "The certificate’s record isn’t there yet.",
            say!["A name with a star (*) is checked through ", name(owner), "."],
            say![
                "Add a CNAME with name ",
                copy(to.entered(owner)),
                " and value ",
                copy(wanted),
                "."
            ],
        ),
    }
}

pub(super) fn leftover(owner: &OwnerName, types: &[String], to: &WordsContext<'_>) -> Told {
    let types = list(types);
    Told::new(
        "Records of another certificate are left.",
        say![format!("Somebody else’s check left {types} records at "), name(owner), "."],
        say![
            format!("Delete the {types} records with the name "),
            copy(to.entered(owner)),
            ", unless another service needs them."
        ],
    )
}

pub(super) fn timed_out(stage: Stage) -> Told {
    let why = match stage {
        Stage::Initializing => "No order could be placed in time.",
        Stage::Validation => "The check from outside got no answer within 3 minutes.",
        Stage::Issuance => "No certificate came in time.",
        Stage::Deployment => "The certificate did not reach our servers in time.",
        Stage::Deletion => "The old certificate was not removed in time.",
    };
    Told::new(
        "The certificate took too long.",
        why,
        "First fix any other point shown here. We then try again.",
    )
}

pub(super) fn rate_limited(limit: Limit, retry_at: OffsetDateTime) -> Told {
    let why = match limit {
        Limit::Own => "We order only so many at a time, and others came first.",
        Limit::Ca => "The certificate authority gives only so many at a time.",
    };
    Told::new(
        "The certificate has to wait.",
        why,
        say!["Nothing to do. We try again at ", Piece::Until(retry_at), "."],
    )
}

pub(super) fn rejected(problem: &str, detail: &str, to: &WordsContext<'_>) -> Told {
    let words: Phrase = if detail.is_empty() {
        say![name(problem)]
    } else {
        say![name(detail), " (", name(problem), ")"]
    };
    Told::new(
        "The certificate authority refused.",
        say!["Its words are: ", words, "."],
        format!("First fix what it names. {} can help with it.", tenant_first(to)),
    )
}

pub(super) fn high_risk(owner: &OwnerName, why: Risk, to: &WordsContext<'_>) -> Told {
    let why = match why {
        Risk::Listed => "Certificate authorities look twice at well-known names.".into(),
        Risk::LookAlike => {
            say![name(owner), " looks like a well-known name, so people look twice."]
        }
        Risk::Refused => {
            say!["The certificate authority wants a closer look at ", name(owner), "."]
        }
    };
    Told::new(
        "This name needs a manual check.",
        why,
        say![format!("Ask {} for the check of ", to.tenant), copy(owner), "."],
    )
}

pub(super) fn wrong(
    owner: &OwnerName,
    subjects: &[String],
    issuer: Option<&str>,
    address: IpAddr,
) -> Told {
    let by = match issuer {
        Some(issuer) => say![" (by ", name(issuer), ")"],
        None => Phrase::default(),
    };
    // A certificate of a large host has dozens; the evidence has them all.
    let (shown, rest) = subjects.split_at(subjects.len().min(3));
    let rest = match rest.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let whose = if shown.is_empty() {
        " shows one without a name".into()
    } else {
        say![" shows one for ", names(shown), rest]
    };
    Told::new(
        "Another certificate answers here.",
        say!["The server at ", name(&address), whose, by, "."],
        say!["If ", copy(&address), " is your previous host, remove ", name(owner), " there."],
    )
}

pub(super) fn hsts(by: &OwnerName) -> Told {
    Told::new(
        "Visitors have to wait for the certificate.",
        say![name(by), " tells browsers to open all names below it securely only."],
        "Nothing to do. It opens as soon as the certificate is there.",
    )
}

pub(super) fn target(target: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told::new(
        "The target of your record has no address.",
        say!["Your record is to lead to ", name(target), ", and that leads nowhere right now."],
        theirs(to, "repair it"),
    )
}

pub(super) fn origin(status: u16, to: &WordsContext<'_>) -> Told {
    Told::new(
        "The site behind your domain doesn’t answer.",
        format!("Your domain reaches {}, whose own server gave error {status}.", to.tenant),
        theirs(to, "repair it"),
    )
}
