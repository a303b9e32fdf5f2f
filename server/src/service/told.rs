//! What a check leaves in a connection's history, and what it announces.

use app::domain::connection::{Input, Transition};
use app::domain::event::EventType;
use app::domain::finding::Finding;
use serde_json::json;

use crate::store::Connection;
use crate::store::history::HistoryKind;
use crate::store::save::{NewEvent, NewHistory};

/// The findings that came and went.
pub(super) fn turnover(before: &[Finding], after: &[Finding]) -> Vec<NewHistory> {
    let missing = |from: &[Finding], finding: &Finding| {
        !from.iter().any(|other| {
            other.cause.code() == finding.cause.code() && other.record == finding.record
        })
    };
    let line = |kind, finding: &Finding| NewHistory {
        kind,
        payload: json!({ "code": finding.cause.code(), "record": finding.record }),
    };
    let came = after.iter().filter(|finding| missing(before, finding));
    let went = before.iter().filter(|finding| missing(after, finding));
    came.map(|finding| line(HistoryKind::FindingCame, finding))
        .chain(went.map(|finding| line(HistoryKind::FindingWent, finding)))
        .collect()
}

/// What moved a connection, for its history.
pub(super) const fn cause(input: Input) -> &'static str {
    match input {
        Input::Looked(_) => "dns",
        Input::Served | Input::NotServed => "edge",
        Input::Waited => "time",
        Input::Archive => "request",
        Input::Fail(_) => "rule",
        Input::LoseClaim => "claim",
    }
}

/// What is announced of one arrow.
pub(super) fn events(connection: &Connection, transition: Transition) -> Vec<NewEvent> {
    let data = json!({
        "hostname": connection.hostname,
        "state": transition.to,
        "reference": connection.reference,
        "application_id": connection.application_id,
        "error_code": connection.progress.error,
    });
    let event = |event_type: &EventType| NewEvent { event_type: *event_type, data: data.clone() };
    transition.events().iter().map(event).collect()
}
