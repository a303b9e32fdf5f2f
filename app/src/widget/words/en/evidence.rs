//! What was asked, and what came back: the words of machines, each beside its meaning.

use super::span;
use crate::domain::finding::{Evidence, EvidenceAnswer, EvidenceAsked};
use crate::domain::observation::Transport;
use crate::domain::web::{Handshake, HandshakeEnd, Hop, Visit, VisitEnd};
use crate::widget::words::phrase::{name, say};
use crate::widget::words::{Phrase, Piece, Shown};
use time::OffsetDateTime;

pub(in crate::widget::words) fn shown(evidence: &Evidence) -> Shown {
    match evidence {
        Evidence::Dns { asked, answer, at } => {
            Shown { asked: question(asked, *at), answer: answers(answer) }
        }
        Evidence::Http { visit, .. } => visited(visit),
        Evidence::Tls(handshake) => shook(handshake),
    }
}

fn question(asked: &EvidenceAsked, at: OffsetDateTime) -> Phrase {
    let over = match asked.transport {
        Transport::Udp => "",
        Transport::Tcp => " over TCP",
    };
    say![
        "We asked ",
        name(&asked.server),
        over,
        " for ",
        name(&format!("{} {}", asked.rtype, asked.name)),
        ", at ",
        Piece::At(at),
        ":"
    ]
}

fn answers(answer: &EvidenceAnswer) -> Vec<Phrase> {
    let mut lines: Vec<Phrase> = answer.values.iter().map(|value| say![name(value)]).collect();
    if lines.is_empty() {
        lines.push(rcode(&answer.rcode));
    }
    if let Some(ttl) = answer.ttl {
        lines.push(format!("May be kept for {} (TTL {ttl}).", span(ttl)).into());
    }
    lines.extend(answer.ede.iter().map(|code| remark(*code)));
    lines
}

/// An answer without records, by its RCODE or what happened instead of one.
pub(in crate::widget::words) fn rcode(rcode: &str) -> Phrase {
    let meaning = match rcode {
        "NOERROR" => "Nothing of this type there",
        "NXDOMAIN" => "Nothing there: the name does not exist",
        "SERVFAIL" => "The server failed",
        "REFUSED" => "The server does not want to answer",
        "LAME" => "The server is not in charge of the domain",
        "TIMEOUT" => "No answer in time",
        "FORMERR" => "Nothing that could be read",
        _ => "No answer",
    };
    say![meaning, " (", name(rcode), ")."]
}

/// An Extended DNS Error (RFC 8914 §4).
fn remark(code: u16) -> Phrase {
    let meaning = match code {
        3 | 19 => "it is an old answer",
        6..=12 => "the domain’s signatures don’t fit",
        13 => "the error is remembered from before",
        15..=18 => "the name is blocked there",
        22 | 23 => "the domain’s servers could not be reached",
        _ => "something was unusual",
    };
    format!("The server remarks that {meaning} (EDE {code}).").into()
}

fn visited(visit: &Visit) -> Shown {
    let Visit { url, address, end, hops, at } = visit;
    let mut answer: Vec<Phrase> = hops.iter().filter_map(hop).collect();
    answer.push(visit_end(*end).into());
    let asked = say!["We opened ", name(url), " at ", name(address), ", at ", Piece::At(*at), ":"];
    Shown { asked, answer }
}

/// One answer on the way; none where none came.
fn hop(hop: &Hop) -> Option<Phrase> {
    let mut line = say!["Status ", name(&hop.status?)];
    if let Some(server) = &hop.server {
        line.push(say![" from ", name(server)]);
    }
    line.push(say![" at ", name(&hop.address)]);
    if let Some(location) = &hop.location {
        line.push(say![", on to ", name(location)]);
    }
    line.push(".");
    Some(line)
}

const fn visit_end(end: VisitEnd) -> &'static str {
    match end {
        VisitEnd::Marker => "There our own server answered, with its mark.",
        VisitEnd::Unchecked => "There a server of ours answered, whose mark we could not check.",
        VisitEnd::Answered => "The answer does not carry our mark.",
        VisitEnd::Refused => "The connection was refused.",
        VisitEnd::TimedOut => "No answer came in time.",
        VisitEnd::Broken => "The connection broke, or what came was no web page.",
        VisitEnd::Forbidden => "It led to an address that we don’t visit.",
        VisitEnd::Nowhere => "It led to a name without an address.",
        VisitEnd::Circle => "It led back to where we had been before.",
        VisitEnd::TooMany => "After ten redirects we stopped.",
    }
}

fn shook(handshake: &Handshake) -> Shown {
    let Handshake { subject, address, end, at } = handshake;
    let asked = say![
        "We asked ",
        name(address),
        " for the certificate of ",
        name(subject),
        ", at ",
        Piece::At(*at),
        ":"
    ];
    let answer = match end {
        HandshakeEnd::Shown { names, covers, issuer, not_after } => {
            certificate(names, *covers, issuer.as_deref(), *not_after)
        }
        HandshakeEnd::Alert => vec!["The server has no certificate for this name.".into()],
        HandshakeEnd::Refused => vec!["The connection was refused.".into()],
        HandshakeEnd::TimedOut => vec!["No answer came in time.".into()],
        HandshakeEnd::Broken => vec!["What came was no secure connection.".into()],
        HandshakeEnd::Forbidden => vec!["It is an address that we don’t visit.".into()],
    };
    Shown { asked, answer }
}

fn certificate(
    subjects: &[String],
    covers: bool,
    issuer: Option<&str>,
    not_after: OffsetDateTime,
) -> Vec<Phrase> {
    let subjects = super::names(subjects);
    let whose = if subjects.is_empty() {
        "A certificate without a name.".into()
    } else if covers {
        say!["A certificate for this name: ", subjects, "."]
    } else {
        say!["A certificate for others: ", subjects, "."]
    };
    let mut lines = vec![whose];
    if let Some(issuer) = issuer {
        lines.push(say!["Issued by ", name(issuer), "."]);
    }
    lines.push(say!["Valid until ", Piece::At(not_after), "."]);
    lines
}
