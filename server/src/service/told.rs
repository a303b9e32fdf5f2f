//! What a check leaves in a connection's history, and what it announces.

use app::domain::certificate::CertificateStatus;
use app::domain::connection::{Input, State, Transition};
use app::domain::event::EventType;
use app::domain::finding::Finding;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::caller::Actor;
use crate::store::Connection;
use crate::store::history::HistoryKind;
use crate::store::save::{NewEvent, NewHistory};

/// What moved a connection, and who did.
#[derive(Clone, Copy, Debug)]
pub(super) struct By {
    pub(super) cause: &'static str,
    pub(super) actor: Actor,
}

impl By {
    pub(super) const fn new(input: Input, actor: Actor) -> Self {
        Self { cause: cause(input), actor }
    }

    /// A line of history that tells so, beside what its kind tells.
    pub(super) fn line(self, kind: HistoryKind, tells: Value) -> NewHistory {
        let mut payload = tells;
        if let Some(fields) = payload.as_object_mut() {
            fields.insert("cause".to_owned(), self.cause.into());
            fields.insert("actor".to_owned(), self.actor.as_str().into());
            if let Some(key) = self.actor.key() {
                fields.insert("key_id".to_owned(), key.to_string().into());
            }
        }
        NewHistory { kind, payload }
    }
}

/// The findings that came and went.
pub(super) fn turnover(before: &[Finding], after: &[Finding], by: By) -> Vec<NewHistory> {
    let line = |kind, finding: &Finding| {
        by.line(kind, json!({ "code": finding.cause.code(), "record": finding.record }))
    };
    let came = after.iter().filter(|finding| is_new(before, finding));
    let went = before.iter().filter(|finding| is_new(after, finding));
    came.map(|finding| line(HistoryKind::FindingCame, finding))
        .chain(went.map(|finding| line(HistoryKind::FindingWent, finding)))
        .collect()
}

/// Whether nothing of the kind is among `known`.
pub(super) fn is_new(known: &[Finding], finding: &Finding) -> bool {
    !known
        .iter()
        .any(|other| other.cause.code() == finding.cause.code() && other.record == finding.record)
}

/// What moved a connection, for its history.
const fn cause(input: Input) -> &'static str {
    match input {
        Input::Looked(_) | Input::Gone => "dns",
        Input::Served | Input::NotServed => "edge",
        Input::Waited => "time",
        Input::Archive | Input::Retry => "request",
        Input::Fail(_) => "rule",
        Input::LoseClaim => "claim",
    }
}

/// What is announced of one arrow.
pub(super) fn events(connection: &Connection, transition: Transition) -> Vec<NewEvent> {
    let data = data(connection, transition.to);
    let event = |event_type: &EventType| NewEvent { event_type: *event_type, data: data.clone() };
    transition.events().iter().map(event).collect()
}

/// An event that is no arrow's.
pub(super) fn event(connection: &Connection, event_type: EventType) -> NewEvent {
    NewEvent { event_type, data: data(connection, connection.progress.state()) }
}

/// What a holder is told of a notice that ends at `ends_at`: when, and not by whom.
pub(super) fn contested(
    connection: &Connection,
    ends_at: Option<OffsetDateTime>,
    by: By,
) -> (NewEvent, NewHistory) {
    let ends_at: Value = ends_at.and_then(|at| at.format(&Rfc3339).ok()).into();
    let mut event = event(connection, EventType::ClaimContested);
    if let Some(fields) = event.data.as_object_mut() {
        fields.insert("notice_ends_at".to_owned(), ends_at.clone());
    }
    let tells = json!({ "notice_ends_at": ends_at });
    (event, by.line(HistoryKind::ClaimContested, tells))
}

/// What is announced of a certificate that stood at `before`.
pub(super) fn of_certificate(
    connection: &Connection,
    before: CertificateStatus,
) -> Option<NewEvent> {
    let status = connection.certificate.status;
    let followed =
        matches!(connection.progress.state(), State::Live | State::Drifted | State::Stalled);
    if status == before || !followed {
        return None;
    }
    let event_type = match status {
        CertificateStatus::Failed | CertificateStatus::IssuanceTimedOut => EventType::SslFailed,
        CertificateStatus::Expiring => EventType::SslExpiring,
        CertificateStatus::None
        | CertificateStatus::Initializing
        | CertificateStatus::PendingValidation
        | CertificateStatus::PendingIssuance
        | CertificateStatus::PendingDeployment
        | CertificateStatus::Active
        | CertificateStatus::PendingDeletion
        | CertificateStatus::Deleted
        | CertificateStatus::InitializingTimedOut
        | CertificateStatus::ValidationTimedOut
        | CertificateStatus::DeploymentTimedOut
        | CertificateStatus::DeletionTimedOut => return None,
    };
    Some(event(connection, event_type))
}

fn data(connection: &Connection, state: State) -> Value {
    json!({
        "hostname": connection.hostname,
        "state": state,
        "reference": connection.reference,
        "application_id": connection.application_id,
        "error_code": connection.progress.error,
    })
}
