//! What moves in the browser: places of the page at which something wakes.
//!
//! An island is thin. The server wrote every element and sentence that it moves, so it shows
//! nothing itself and holds no signals: what it listens to, it puts straight into the page.
//! That keeps the reactive runtime out of what every reader downloads.

use leptos::prelude::*;

/// Counts the last minutes of the session down, and tells its end.
#[island]
pub fn Session() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::browser::session::watch();
}

/// The live status: the event stream, and a note while it is away.
#[island]
pub fn Live() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::browser::stream::watch();
}

/// The messages to the page that embeds this one.
#[island]
pub fn Bridge() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::browser::bridge::start();
}

/// The field of the first screen: tells what a pasted text comes to.
#[island]
pub fn DomainField() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::browser::field::watch();
}
