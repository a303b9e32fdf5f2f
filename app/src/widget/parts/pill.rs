//! The status of something: shape, word and colour.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::domain::connection::State;
use crate::domain::diagnosis::RecordStatus;

/// The status of a record.
pub(crate) fn record_pill(status: RecordStatus, word: impl IntoView) -> impl IntoView {
    let (class, drawing) = match status {
        RecordStatus::Missing => ("pill", Icon::Wait),
        RecordStatus::Mismatched => ("pill bad", Icon::Bang),
        RecordStatus::Published => ("pill info", Icon::Clock),
        RecordStatus::Propagated => ("pill good", Icon::Tick),
    };
    view! { <span class=class>{icon(drawing)}{word}</span> }
}

/// The state of a connection in a list.
pub(crate) fn state_pill(state: State, word: String) -> impl IntoView {
    let (class, drawing) = match state {
        State::Created | State::PendingOwnership | State::Verifying => ("pill", Icon::Wait),
        State::Verified | State::Propagating | State::IssuingCert => ("pill info", Icon::Clock),
        State::Live => ("pill good", Icon::Tick),
        State::Drifted | State::Failed => ("pill bad", Icon::Bang),
        State::Stalled => ("pill warn", Icon::Bang),
        State::Archived => ("pill", Icon::Clock),
    };
    view! { <span class=class>{icon(drawing)}{word}</span> }
}
