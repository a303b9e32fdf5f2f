//! What was asked, and what came back: the words of machines, each beside its meaning.

use time::OffsetDateTime;

use super::Shown;
use super::catalogue::{Arg, say};
use super::grammar::{names, span};
use super::lang::Lang;
use super::phrase::{Phrase, Piece, name};
use crate::domain::finding::{Evidence, EvidenceAnswer, EvidenceAsked};
use crate::domain::observation::Transport;
use crate::domain::web::{Handshake, HandshakeEnd, Hop, Visit, VisitEnd};

/// What to say about a piece of evidence.
#[must_use]
pub fn shown(evidence: &Evidence, lang: Lang) -> Shown {
    match evidence {
        Evidence::Dns { asked, answer, at } => {
            Shown { asked: question(asked, *at, lang), answer: answers(answer, lang) }
        }
        Evidence::Http { visit, .. } => visited(visit, lang),
        Evidence::Tls(handshake) => shook(handshake, lang),
    }
}

fn question(asked: &EvidenceAsked, at: OffsetDateTime, lang: Lang) -> Phrase {
    let transport = match asked.transport {
        Transport::Udp => Arg::Choice("udp"),
        Transport::Tcp => Arg::Choice("tcp"),
    };
    let question = format!("{} {}", asked.rtype, asked.name);
    say!(
        lang,
        asked_dns,
        server = name(&asked.server),
        transport = transport,
        question = name(&question),
        at = Piece::At(at),
    )
}

fn answers(answer: &EvidenceAnswer, lang: Lang) -> Vec<Phrase> {
    let mut lines: Vec<Phrase> = answer.values.iter().map(|value| name(value).into()).collect();
    if lines.is_empty() {
        lines.push(rcode(&answer.rcode, lang));
    }
    if let Some(ttl) = answer.ttl {
        lines.push(say!(lang, may_be_kept, span = span(ttl, lang), ttl = ttl));
    }
    lines.extend(answer.ede.iter().map(|code| remark(*code, lang)));
    lines
}

/// What an answer without records means, by its RCODE or what happened instead of one.
#[must_use]
pub fn rcode(rcode: &str, lang: Lang) -> Phrase {
    let meaning = match rcode {
        "NOERROR" => say!(lang, rcode_noerror),
        "NXDOMAIN" => say!(lang, rcode_nxdomain),
        "SERVFAIL" => say!(lang, rcode_servfail),
        "REFUSED" => say!(lang, rcode_refused),
        "LAME" => say!(lang, rcode_lame),
        "TIMEOUT" => say!(lang, rcode_timeout),
        "FORMERR" => say!(lang, rcode_formerr),
        _ => say!(lang, rcode_other),
    };
    say!(lang, rcode, meaning = meaning, code = name(rcode))
}

/// An Extended DNS Error (RFC 8914 §4).
fn remark(code: u16, lang: Lang) -> Phrase {
    let reason = match code {
        3 | 19 => "old",
        6..=12 => "signatures",
        13 => "remembered",
        15..=18 => "blocked",
        22 | 23 => "unreachable",
        _ => "unusual",
    };
    say!(lang, remark, reason = Arg::Choice(reason), code = code)
}

fn visited(visit: &Visit, lang: Lang) -> Shown {
    let Visit { url, address, end, hops, at } = visit;
    let mut answer: Vec<Phrase> = hops.iter().filter_map(|it| hop(it, lang)).collect();
    answer.push(visit_end(*end, lang));
    let (url, address) = (name(url), name(address));
    let asked = say!(lang, asked_page, url = url, address = address, at = Piece::At(*at));
    Shown { asked, answer }
}

/// One answer on the way; none where none came.
fn hop(hop: &Hop, lang: Lang) -> Option<Phrase> {
    Some(say!(
        lang,
        hop,
        status = name(&hop.status?),
        server = Arg::known(hop.server.as_ref().map(name)),
        address = name(&hop.address),
        location = Arg::known(hop.location.as_ref().map(name)),
    ))
}

fn visit_end(end: VisitEnd, lang: Lang) -> Phrase {
    match end {
        VisitEnd::Marker => say!(lang, visit_marker),
        VisitEnd::Unchecked => say!(lang, visit_unchecked),
        VisitEnd::Answered => say!(lang, visit_answered),
        VisitEnd::Refused => say!(lang, visit_refused),
        VisitEnd::TimedOut => say!(lang, visit_timed_out),
        VisitEnd::Broken => say!(lang, visit_broken),
        VisitEnd::Forbidden => say!(lang, visit_forbidden),
        VisitEnd::Nowhere => say!(lang, visit_nowhere),
        VisitEnd::Circle => say!(lang, visit_circle),
        VisitEnd::TooMany => say!(lang, visit_too_many),
    }
}

fn shook(handshake: &Handshake, lang: Lang) -> Shown {
    let Handshake { subject, address, end, at } = handshake;
    let (address, subject, at) = (name(address), name(subject), Piece::At(*at));
    let asked = say!(lang, asked_certificate, address = address, subject = subject, at = at);
    let answer = match end {
        HandshakeEnd::Shown { names, covers, issuer, not_after, .. } => {
            certificate(names, *covers, issuer.as_deref(), *not_after, lang)
        }
        HandshakeEnd::Alert => vec![say!(lang, tls_none)],
        HandshakeEnd::Refused => vec![say!(lang, visit_refused)],
        HandshakeEnd::TimedOut => vec![say!(lang, visit_timed_out)],
        HandshakeEnd::Broken => vec![say!(lang, tls_broken)],
        HandshakeEnd::Forbidden => vec![say!(lang, tls_forbidden)],
    };
    Shown { asked, answer }
}

fn certificate(
    subjects: &[String],
    covers: bool,
    issuer: Option<&str>,
    not_after: OffsetDateTime,
    lang: Lang,
) -> Vec<Phrase> {
    let whose = if subjects.is_empty() {
        say!(lang, cert_nameless)
    } else if covers {
        say!(lang, cert_covers, names = names(subjects, lang))
    } else {
        say!(lang, cert_others, names = names(subjects, lang))
    };
    let by = issuer.map(|issuer| say!(lang, cert_issuer, issuer = name(issuer)));
    let until = say!(lang, cert_until, at = Piece::On(not_after));
    std::iter::once(whose).chain(by).chain([until]).collect()
}
