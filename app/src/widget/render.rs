//! From a visit to HTML: the whole page, or the parts of it that changed.

use time::OffsetDateTime;

use crate::backend::{ConnectionView, NoSession, PageContext, SessionView};

/// An element of the page, by its id, with its finished HTML (the element itself included).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The element's id.
    pub id: String,
    /// The element.
    pub html: String,
}

/// The whole document of a session address.
#[must_use]
pub fn page_html(view: &SessionView, page: &PageContext) -> String {
    let _ = (view, page);
    String::new()
}

/// The document that says why there is no session.
#[must_use]
pub fn no_session_html(why: NoSession, nonce: &str) -> String {
    let _ = (why, nonce);
    String::new()
}

/// Every part of the page as it stands.
#[must_use]
pub fn parts(view: &SessionView, now: OffsetDateTime) -> Vec<Part> {
    let _ = (view, now);
    Vec::new()
}

/// What one open page was shown: sends on only what differs.
#[derive(Debug, Default)]
pub struct LiveParts {
    shown: Vec<Part>,
}

impl LiveParts {
    /// The parts that changed since the last call; the first call answers the whole screen.
    pub fn changes(&mut self, view: &SessionView, now: OffsetDateTime) -> Vec<Part> {
        self.shown = parts(view, now);
        self.shown.clone()
    }
}

/// The data of a `state` event: step, state, domain, provider and job id, by tabs; `None` while
/// no connection is shown.
#[must_use]
pub fn state_line(view: &SessionView) -> Option<String> {
    let _ = view;
    None
}

/// What "Check now" answers for the connection shown: always something new to read.
#[must_use]
pub fn check_sentence(view: &SessionView, now: OffsetDateTime) -> String {
    let _ = (view, now);
    String::new()
}

/// The records as lines of a zone file.
#[must_use]
pub fn zone_file(connection: &ConnectionView) -> String {
    let _ = connection;
    String::new()
}
