//! The headings, the axes, the answers and the small words of a connection's page.

use time::OffsetDateTime;

use super::{count, count_first, host, host_first};
use crate::backend::ConnectionView;
use crate::domain::connection::{Axis, AxisStatus, ErrorCode, State};
use crate::domain::desired::{Purpose, SUGGESTED_TTL};
use crate::domain::diagnosis::RecordStatus;
use crate::domain::provider::{Names, TargetDot, TxtQuotes};
use crate::domain::record::RecordType;
use crate::widget::standing::Standing;
use crate::widget::words::phrase::{name, say, strong};
use crate::widget::words::{Phrase, Piece, WordsContext};

pub(in crate::widget::words) const fn state_name(state: State) -> &'static str {
    match state {
        State::Created | State::PendingOwnership | State::Verifying => "Waiting for your records",
        State::Verified | State::Propagating => "Waiting for the last record",
        State::IssuingCert => "Getting the certificate",
        State::Live => "Live",
        State::Drifted => "Needs your attention",
        State::Stalled => "Stands still",
        State::Failed => "Could not be connected",
        State::Archived => "No longer connected",
    }
}

/// The heading of a connection's page, and the sentence below it.
pub(in crate::widget::words) fn lead(
    connection: &ConnectionView,
    standing: Standing,
    to: &WordsContext<'_>,
) -> (Phrase, Phrase) {
    let domain = &connection.display_hostname;
    match connection.state {
        State::Live => (format!("{domain} is live").into(), Phrase::default()),
        State::Drifted => (
            format!("{domain} needs your attention").into(),
            "Its records changed. Put them back as shown here to keep the domain working.".into(),
        ),
        State::Stalled => stalled(connection, standing),
        State::Failed => {
            (format!("{domain} could not be connected").into(), failed(connection, to))
        }
        State::Archived => (
            format!("{domain} is no longer connected").into(),
            "You can remove the records below. The domain is free to be connected again.".into(),
        ),
        State::IssuingCert => (
            format!("Getting the certificate for {domain}").into(),
            "Your records are right, and nothing is left to do. This takes about a minute.".into(),
        ),
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating => waiting(domain, standing),
    }
}

fn records(number: usize) -> &'static str {
    if number == 1 { "record" } else { "records" }
}

fn waiting(domain: &str, standing: Standing) -> (Phrase, Phrase) {
    let Standing { wanted, missing, wrong, .. } = standing;
    let found = standing.found();
    if 0 < wrong {
        let title = format!("{} {} to correct", count_first(wrong), records(wrong));
        return (title.into(), correcting(standing));
    }
    if missing == 0 {
        let which = if wanted == 2 { "Both".to_owned() } else { format!("All {}", count(wanted)) };
        return (
            format!("{which} records are found").into(),
            "Nothing is left to do. We wait until every server we ask has them.".into(),
        );
    }
    if 0 < found {
        let title = format!("{} {} to go for {domain}", count_first(missing), records(missing));
        let why = if found == 1 {
            "One is right already. This page turns green by itself.".to_owned()
        } else {
            format!("{} are right already. This page turns green by itself.", count_first(found))
        };
        return (title.into(), why.into());
    }
    (
        format!("Add {} {} for {domain}", count(wanted), records(wanted)).into(),
        "You add them where your DNS is managed. We are already looking: this page turns green by \
         itself, usually within seconds."
            .into(),
    )
}

fn correcting(standing: Standing) -> Phrase {
    match (standing.found(), standing.missing) {
        (0, 0) => "What to change stands below the record.".into(),
        (0, missing) => {
            format!("{} more {} missing.", count_first(missing), is_are(missing)).into()
        }
        (1, _) => "The other one is right. What to change stands below.".into(),
        (found, _) => {
            format!("{} are right. What to change stands below.", count_first(found)).into()
        }
    }
}

const fn is_are(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

fn stalled(connection: &ConnectionView, standing: Standing) -> (Phrase, Phrase) {
    match connection.progress.error {
        Some(ErrorCode::CertificateTimedOut) => (
            format!("{} waits for its certificate", connection.display_hostname).into(),
            "Keep your records in place. The reason stands below.".into(),
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
            format!("Nothing has changed for {} for a while", connection.display_hostname).into(),
            if standing.found() < standing.wanted {
                "The records below are still needed. We keep looking, less often.".into()
            } else {
                "The records are right. We keep looking, less often.".into()
            },
        ),
    }
}

fn failed(connection: &ConnectionView, to: &WordsContext<'_>) -> Phrase {
    match connection.progress.error {
        Some(ErrorCode::CertificateRejected) => {
            "The certificate authority refused a certificate for this name.".into()
        }
        Some(ErrorCode::HighRiskDomain) => "This name needs a manual check. Certificate \
             authorities look twice at well-known names."
            .into(),
        Some(ErrorCode::DomainGone) => "The domain does not exist any more.".into(),
        Some(ErrorCode::ClaimTransferred) => "Another account has proven the name.".into(),
        Some(
            ErrorCode::CertificateTimedOut | ErrorCode::NoProgress | ErrorCode::ChallengeExpired,
        )
        | None => format!("Please ask {}.", to.tenant).into(),
    }
}

pub(in crate::widget::words) fn live_lead(
    connection: &ConnectionView,
    since: OffsetDateTime,
) -> Phrase {
    let which = match connection.records.len() {
        1 => "the record",
        2 => "both records",
        _ => "all records",
    };
    say![
        "Secured since ",
        Piece::At(since),
        format!(". Keep {which} in place: without them the domain stops working here.")
    ]
}

/// The words under the four axes of a connection.
pub(in crate::widget::words) fn axes(
    connection: &ConnectionView,
    standing: Standing,
) -> [Phrase; 4] {
    let axes = connection.progress.axes;
    let routing = routing_count(connection, standing);
    [
        axis(axes.ownership, "waiting for its record".into()),
        axis(axes.routing, routing),
        axis(
            axes.certificate,
            match connection.state {
                State::IssuingCert => "on its way".into(),
                State::Stalled | State::Failed => "not yet".into(),
                State::Created
                | State::PendingOwnership
                | State::Verifying
                | State::Verified
                | State::Propagating
                | State::Live
                | State::Drifted
                | State::Archived => "after routing".into(),
            },
        ),
        axis(axes.serving, "about a minute later".into()),
    ]
}

fn axis(axis: Axis, waiting: Phrase) -> Phrase {
    match axis.status {
        AxisStatus::Ok => say![Piece::At(axis.since)],
        AxisStatus::Failing => say!["broken since ", Piece::At(axis.since)],
        AxisStatus::Waiting | AxisStatus::Checking | AxisStatus::Unknown => waiting,
    }
}

fn routing_count(connection: &ConnectionView, standing: Standing) -> Phrase {
    if 0 < standing.found() && 0 < standing.wanted && standing.found() < standing.wanted {
        return format!("{} of {} records right", standing.found(), standing.wanted).into();
    }
    match connection.state {
        State::Created | State::PendingOwnership | State::Verifying => "after ownership".into(),
        State::Verified
        | State::Propagating
        | State::IssuingCert
        | State::Live
        | State::Drifted
        | State::Stalled
        | State::Failed
        | State::Archived => "waiting for its record".into(),
    }
}

/// What "Check now" answers.
pub(in crate::widget::words) fn check_answer(
    connection: &ConnectionView,
    standing: Standing,
    to: &WordsContext<'_>,
) -> Phrase {
    let what = match connection.state {
        State::Live => format!("{} is live, and its records are right.", connection.hostname),
        State::IssuingCert => "The records are right; the certificate is on its way.".to_owned(),
        State::Failed | State::Archived => "This domain is not looked at any more.".to_owned(),
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating
        | State::Drifted
        | State::Stalled => looked(standing, to),
    };
    match connection.last_checked_at {
        Some(at) => say![what, " Checked ", Piece::Ago(at), "."],
        None => say![what],
    }
}

fn looked(standing: Standing, to: &WordsContext<'_>) -> String {
    let host = host(to);
    let Standing { wanted, missing, wrong, .. } = standing;
    if 0 < wrong {
        format!("{} {} not right yet at {host}’s servers.", count_first(wrong), is_are(wrong))
    } else if missing == wanted {
        format!("Still not at {host}’s servers.")
    } else if 0 < missing {
        let (found, rest) = (standing.found(), count(missing));
        format!("{found} of {wanted} at {host}’s servers; {rest} {} missing.", is_are(missing))
    } else {
        format!("All records are at {host}’s servers.")
    }
}

pub(in crate::widget::words) fn purpose(purpose: Purpose, to: &WordsContext<'_>) -> String {
    match purpose {
        Purpose::Ownership => "Proves the domain is yours".to_owned(),
        Purpose::Routing => format!("Sends visitors to {}", to.tenant),
        Purpose::Certificate => "Allows the certificate".to_owned(),
        Purpose::Redirect => "Leads a second name here".to_owned(),
        Purpose::Email => "Delivers your mail".to_owned(),
    }
}

pub(in crate::widget::words) fn record_status(
    status: RecordStatus,
    to: &WordsContext<'_>,
) -> String {
    match status {
        RecordStatus::Missing => "Waiting for you".to_owned(),
        RecordStatus::Mismatched => "Not right yet".to_owned(),
        RecordStatus::Published => format!("Found at {}", host(to)),
        RecordStatus::Propagated => "Visible everywhere".to_owned(),
    }
}

pub(in crate::widget::words) fn host_banner(
    connection: &ConnectionView,
    to: &WordsContext<'_>,
) -> Phrase {
    match (to.provider, &connection.zone) {
        (Some(provider), _) => say!["Your DNS is at ", strong(provider.name)],
        (None, Some(zone)) => say!["Add them where the DNS of ", strong(zone), " is managed"],
        (None, None) => {
            say!["Add them where the DNS of ", strong(&connection.display_hostname), " is managed"]
        }
    }
}

/// The steps that add the records at the reader's DNS host, in that host's words.
pub(in crate::widget::words) fn how_to(to: &WordsContext<'_>) -> Vec<Phrase> {
    let zone = to.zone.map_or_else(|| "your domain".to_owned(), ToString::to_string);
    let (name_field, _) = to.fields(RecordType::Txt);
    let whole = match to.provider.and_then(|provider| provider.names) {
        Some(Names::Full) => "Enter it whole, with your domain at its end.",
        Some(Names::Short) | None => "Leave out your domain at its end.",
    };
    let mut steps = vec![
        say![format!("Sign in at {} and open the DNS records of ", host(to)), name(&zone), "."],
        "Choose to add a record, and select the type shown on the card.".into(),
        say!["Paste the name into “", strong(name_field), "”. ", whole],
        value_step(to),
    ];
    if let Some(proxy) = to.provider.and_then(|provider| provider.proxy) {
        steps.push(say!["Set “", strong(proxy.switch), "” to “", strong(proxy.off), "”."]);
    }
    steps.push(ttl_step(to));
    steps
}

/// Where the value goes, and what belongs to it.
fn value_step(to: &WordsContext<'_>) -> Phrase {
    let mut fields: Vec<&str> = Vec::new();
    for rtype in [RecordType::A, RecordType::Aaaa, RecordType::Cname, RecordType::Txt] {
        let (_, field) = to.fields(rtype);
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let dot = match to.provider.and_then(|provider| provider.target_dot) {
        Some(TargetDot::Needed) => " The dot at the end of a CNAME’s value belongs to it.",
        Some(TargetDot::Optional) | None => "",
    };
    let quotes = match to.provider.and_then(|provider| provider.txt_quotes) {
        Some(TxtQuotes::Typed) => " The quotes around a TXT value belong to it.",
        Some(TxtQuotes::Added) | None => "",
    };
    match fields.as_slice() {
        [field] => say!["Paste the value into “", strong(*field), "”, and save.", dot, quotes],
        _ => say!["Paste the value into the field that the card names, and save.", dot, quotes],
    }
}

/// A TTL that the host takes.
fn ttl_step(to: &WordsContext<'_>) -> Phrase {
    match to.provider.map(|provider| (provider.name, provider.ttl(SUGGESTED_TTL), provider.min_ttl))
    {
        Some((host, seconds, Some(_))) => {
            say![format!("If {host} asks for a TTL, enter {seconds} seconds.")]
        }
        Some((_, _, None)) | None => {
            say![format!("{} may offer a TTL: the lowest it has is fine.", host_first(to))]
        }
    }
}
