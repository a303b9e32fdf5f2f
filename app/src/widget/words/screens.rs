//! The headings, the axes, the answers and the small words of a connection's page.

use time::OffsetDateTime;

use super::WordsContext;
use super::catalogue::{Arg, say, text};
use super::grammar::{host, sentences, tenant};
use super::lang::Lang;
use super::phrase::{Phrase, Piece, given, name, strong};
use crate::backend::ConnectionView;
use crate::domain::connection::{Axis, AxisStatus, ErrorCode, State};
use crate::domain::desired::{Purpose, SUGGESTED_TTL};
use crate::domain::diagnosis::RecordStatus;
use crate::domain::finding::Cause;
use crate::domain::provider::{Names, TargetDot, TxtQuotes};
use crate::domain::record::RecordType;
use crate::widget::standing::Standing;

/// The word for a state in a list.
#[must_use]
pub fn state_name(state: State, lang: Lang) -> String {
    match state {
        State::Created | State::PendingOwnership | State::Verifying => text!(lang, state_waiting),
        State::Verified | State::Propagating => text!(lang, state_last),
        State::IssuingCert => text!(lang, state_certificate),
        State::Live => text!(lang, state_live),
        State::Drifted => text!(lang, state_drifted),
        State::Stalled => text!(lang, state_stalled),
        State::Failed => text!(lang, state_failed),
        State::Archived => text!(lang, state_archived),
    }
}

/// The heading of a connection's page, and the sentence below it.
#[must_use]
pub fn lead(
    connection: &ConnectionView,
    standing: Standing,
    to: &WordsContext<'_>,
) -> (Phrase, Phrase) {
    let (domain, lang) = (given(&connection.display_hostname), to.lang);
    match connection.state {
        State::Live => (say!(lang, live_title, domain = domain), Phrase::default()),
        State::Drifted => (say!(lang, drifted_title, domain = domain), say!(lang, drifted_why)),
        State::Stalled => stalled(connection, standing, lang),
        State::Failed => (say!(lang, failed_title, domain = domain), failed(connection, to)),
        State::Archived => {
            (say!(lang, archived_title, domain = domain), archived(connection, lang))
        }
        State::IssuingCert => (say!(lang, issuing_title, domain = domain), say!(lang, issuing_why)),
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating => match connection.moves_at {
            Some(at) => {
                let why = say!(lang, moves_why, at = Piece::Until(at));
                (say!(lang, moves_title, domain = domain), why)
            }
            None => waiting(domain, standing, lang),
        },
    }
}

fn waiting(domain: Piece, standing: Standing, lang: Lang) -> (Phrase, Phrase) {
    let Standing { wanted, missing, wrong, .. } = standing;
    let found = standing.found();
    if 0 < wrong {
        (say!(lang, correct_title, count = wrong), correcting(standing, lang))
    } else if missing == 0 {
        (say!(lang, all_found_title, count = wanted), say!(lang, all_found_why))
    } else if 0 < found {
        let title = say!(lang, to_go_title, count = missing, domain = domain);
        (title, say!(lang, to_go_why, count = found))
    } else {
        (say!(lang, add_title, count = wanted, domain = domain), say!(lang, add_why))
    }
}

fn correcting(standing: Standing, lang: Lang) -> Phrase {
    match (standing.found(), standing.missing) {
        (0, 0) => say!(lang, correct_why),
        (0, missing) => say!(lang, correct_missing, count = missing),
        (found, 0) => say!(lang, correct_found, count = found),
        (found, missing) => {
            let missing = say!(lang, correct_missing, count = missing);
            sentences(missing, say!(lang, correct_found, count = found), lang)
        }
    }
}

fn stalled(connection: &ConnectionView, standing: Standing, lang: Lang) -> (Phrase, Phrase) {
    let domain = given(&connection.display_hostname);
    match connection.progress.error {
        Some(ErrorCode::CertificateTimedOut) => (
            say!(lang, stalled_certificate_title, domain = domain),
            say!(lang, stalled_certificate_why),
        ),
        Some(
            ErrorCode::CertificateRejected
            | ErrorCode::HighRiskDomain
            | ErrorCode::DomainGone
            | ErrorCode::NoProgress
            | ErrorCode::ChallengeExpired
            | ErrorCode::ClaimTransferred,
        )
        | None => (
            say!(lang, stalled_title, domain = domain),
            if standing.found() < standing.wanted {
                say!(lang, stalled_why)
            } else {
                say!(lang, stalled_right_why)
            },
        ),
    }
}

fn failed(connection: &ConnectionView, to: &WordsContext<'_>) -> Phrase {
    match connection.progress.error {
        Some(ErrorCode::CertificateRejected) => say!(to.lang, failed_rejected),
        Some(ErrorCode::HighRiskDomain) => say!(to.lang, high_risk),
        Some(ErrorCode::DomainGone) => say!(to.lang, failed_gone),
        Some(
            ErrorCode::CertificateTimedOut
            | ErrorCode::NoProgress
            | ErrorCode::ChallengeExpired
            | ErrorCode::ClaimTransferred,
        )
        | None => say!(to.lang, failed_ask, tenant = tenant(to)),
    }
}

/// Why it is not followed any more, and what may go.
fn archived(connection: &ConnectionView, lang: Lang) -> Phrase {
    match connection.progress.error {
        Some(ErrorCode::ClaimTransferred) => say!(lang, archived_transferred),
        Some(ErrorCode::ChallengeExpired) => say!(lang, archived_expired),
        Some(ErrorCode::NoProgress | ErrorCode::CertificateTimedOut) => say!(lang, archived_idle),
        Some(
            ErrorCode::CertificateRejected | ErrorCode::HighRiskDomain | ErrorCode::DomainGone,
        )
        | None => say!(lang, archived_why),
    }
}

/// What stands on the page of a live domain, beside when it became so.
#[must_use]
pub fn live_lead(connection: &ConnectionView, since: OffsetDateTime, lang: Lang) -> Phrase {
    say!(lang, live_why, at = Piece::At(since), count = connection.records.len())
}

/// The words under the four axes of a connection.
#[must_use]
pub fn axes(connection: &ConnectionView, lang: Lang) -> [Phrase; 4] {
    let axes = connection.progress.axes;
    let certificate = match connection.state {
        State::IssuingCert => say!(lang, waits_certificate),
        State::Stalled | State::Failed => say!(lang, waits_long),
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating
        | State::Live
        | State::Drifted
        | State::Archived => say!(lang, waits_routing),
    };
    [
        axis(axes.ownership, say!(lang, waits_record), lang),
        axis(axes.routing, routing_count(connection, lang), lang),
        axis(axes.certificate, certificate, lang),
        axis(axes.serving, say!(lang, waits_serving), lang),
    ]
}

fn axis(axis: Axis, waiting: Phrase, lang: Lang) -> Phrase {
    match axis.status {
        AxisStatus::Ok => Piece::At(axis.since).into(),
        AxisStatus::Failing => say!(lang, broken_since, at = Piece::At(axis.since)),
        AxisStatus::Waiting | AxisStatus::Checking | AxisStatus::Unknown => waiting,
    }
}

fn routing_count(connection: &ConnectionView, lang: Lang) -> Phrase {
    let standing = Standing::of_those(connection, |purpose| purpose == Purpose::Routing);
    let (found, wanted) = (standing.found(), standing.wanted);
    if 0 < found && found < wanted {
        return say!(lang, routing_count, found = found, wanted = wanted);
    }
    match connection.state {
        State::Created | State::PendingOwnership | State::Verifying => {
            say!(lang, waits_ownership)
        }
        State::Verified
        | State::Propagating
        | State::IssuingCert
        | State::Live
        | State::Drifted
        | State::Stalled
        | State::Failed
        | State::Archived => say!(lang, waits_record),
    }
}

/// What "Check now" answers.
#[must_use]
pub fn check_answer(
    connection: &ConnectionView,
    standing: Standing,
    to: &WordsContext<'_>,
) -> Phrase {
    let unanswered = connection.findings.iter().any(|finding| {
        matches!(finding.cause, Cause::LookupFailed | Cause::LameDelegation { all: true, .. })
    });
    let what = match connection.state {
        State::Failed | State::Archived => say!(to.lang, check_over),
        // What an earlier look has seen is no answer to this one.
        _ if unanswered => say!(to.lang, lookup_failed_title),
        State::Live => say!(to.lang, check_live, domain = given(&connection.display_hostname)),
        State::IssuingCert => say!(to.lang, check_certificate),
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating
        | State::Drifted
        | State::Stalled => looked(standing, to),
    };
    checked(connection, what, to.lang)
}

/// What it answers while a look goes on.
#[must_use]
pub fn check_running(connection: &ConnectionView, lang: Lang) -> Phrase {
    checked(connection, say!(lang, check_running), lang)
}

fn checked(connection: &ConnectionView, what: Phrase, lang: Lang) -> Phrase {
    match connection.last_checked_at {
        Some(at) => say!(lang, checked, what = what, at = Piece::Ago(at)),
        None => what,
    }
}

fn looked(standing: Standing, to: &WordsContext<'_>) -> Phrase {
    let Standing { wanted, missing, wrong, .. } = standing;
    let (found, host, lang) = (standing.found(), host(to), to.lang);
    if 0 < wrong {
        say!(lang, looked_wrong, count = wrong, host = host)
    } else if missing == wanted {
        say!(lang, looked_none, host = host)
    } else if 0 < missing {
        say!(lang, looked_some, found = found, wanted = wanted, count = missing, host = host)
    } else {
        say!(lang, looked_all, host = host)
    }
}

/// What a record is there for.
#[must_use]
pub fn purpose(purpose: Purpose, to: &WordsContext<'_>) -> Phrase {
    match purpose {
        Purpose::Ownership => say!(to.lang, purpose_ownership),
        Purpose::Routing => say!(to.lang, purpose_routing, tenant = tenant(to)),
        Purpose::Certificate => say!(to.lang, purpose_certificate),
        Purpose::Redirect => say!(to.lang, purpose_redirect),
        Purpose::Email => say!(to.lang, purpose_email),
    }
}

/// How a record stands.
#[must_use]
pub fn record_status(status: RecordStatus, to: &WordsContext<'_>) -> Phrase {
    match status {
        RecordStatus::Missing => say!(to.lang, record_missing),
        RecordStatus::Mismatched => say!(to.lang, record_wrong),
        RecordStatus::Published => say!(to.lang, record_published, host = host(to)),
        RecordStatus::Propagated => say!(to.lang, record_everywhere),
    }
}

/// The banner that says where the records are added.
#[must_use]
pub fn host_banner(connection: &ConnectionView, to: &WordsContext<'_>) -> Phrase {
    match (to.provider, &connection.zone) {
        (Some(provider), _) => say!(to.lang, banner_host, host = strong(provider.name)),
        (None, Some(zone)) => say!(to.lang, banner_zone, zone = strong(zone)),
        (None, None) => say!(to.lang, banner_zone, zone = strong(&connection.display_hostname)),
    }
}

/// That the DNS host adds the records by itself, which it asks about at `place`; and the way there.
pub fn consent(place: &str, to: &WordsContext<'_>) -> (Phrase, Phrase) {
    let host = to.provider.map_or(place, |provider| provider.name);
    let why = say!(to.lang, consent, host = strong(host), place = strong(place));
    // Whose window it is depends on the zone alone: the button names where it leads.
    (why, say!(to.lang, consent_open, host = given(place)))
}

/// The steps that add the records at the reader's DNS host, in that host's words.
#[must_use]
pub fn how_to(to: &WordsContext<'_>) -> Vec<Phrase> {
    let (name_field, _) = to.fields(RecordType::Txt);
    let names = match to.provider.and_then(|provider| provider.names) {
        Some(Names::Full) => Arg::Choice("full"),
        Some(Names::Short) | None => Arg::Choice("short"),
    };
    let mut steps = vec![
        say!(to.lang, how_sign_in, host = host(to), zone = Arg::known(to.zone.map(name))),
        say!(to.lang, how_add),
        say!(to.lang, how_name, field = strong(&name_field.text), names = names),
        value_step(to),
    ];
    if let Some(proxy) = to.provider.and_then(|provider| provider.proxy) {
        let (switch, off) = (strong(proxy.switch), strong(proxy.off));
        steps.push(say!(to.lang, how_switch, switch = switch, off = off));
    }
    steps.push(ttl_step(to));
    steps
}

/// The words that every DNS host uses, each with what it means.
pub fn glossary(lang: Lang) -> impl Iterator<Item = (String, String)> {
    let lines = [
        text!(lang, word_dns),
        text!(lang, word_host),
        text!(lang, word_server),
        text!(lang, word_record),
        text!(lang, word_txt),
        text!(lang, word_cname),
        text!(lang, word_a),
        text!(lang, word_wildcard),
        text!(lang, word_zone),
        text!(lang, word_certificate),
        text!(lang, word_proxy),
        text!(lang, word_registry),
        text!(lang, word_cache),
        text!(lang, word_redirect),
    ];
    lines.into_iter().filter_map(|line| {
        let (word, meaning) = line.split_once([':', '：'])?;
        Some((word.trim().to_owned(), meaning.trim().to_owned()))
    })
}

/// Where the value goes, and what belongs to it.
fn value_step(to: &WordsContext<'_>) -> Phrase {
    let mut fields = Vec::new();
    for rtype in [RecordType::A, RecordType::Aaaa, RecordType::Cname, RecordType::Txt] {
        let (_, field) = to.fields(rtype);
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let dot = match to.provider.and_then(|provider| provider.target_dot) {
        Some(TargetDot::Needed) => say!(to.lang, how_dot),
        Some(TargetDot::Optional) | None => Phrase::default(),
    };
    let quotes = match to.provider.and_then(|provider| provider.txt_quotes) {
        Some(TxtQuotes::Typed) => say!(to.lang, how_quotes),
        Some(TxtQuotes::Added) | None => Phrase::default(),
    };
    let paste = match fields.as_slice() {
        [field] => say!(to.lang, how_value, field = strong(&field.text)),
        _ => say!(to.lang, how_value_card),
    };
    sentences(sentences(paste, dot, to.lang), quotes, to.lang)
}

/// A TTL that the host takes.
fn ttl_step(to: &WordsContext<'_>) -> Phrase {
    match to.provider.map(|provider| (provider, provider.min_ttl)) {
        Some((provider, Some(_))) => {
            let seconds = provider.ttl(SUGGESTED_TTL);
            say!(to.lang, how_ttl, host = given(provider.name), seconds = seconds)
        }
        Some((_, None)) | None => say!(to.lang, how_ttl_lowest, host = host(to)),
    }
}
