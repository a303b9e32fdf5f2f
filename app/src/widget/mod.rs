//! The widget: pages that the server renders, and the few parts of them that move.
//!
//! The whole page is HTML before any script runs. The islands listen and replace finished parts;
//! they hold no rule and no sentence.

pub mod flow;

#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod islands;

#[cfg(feature = "hydrate")]
mod browser;

#[cfg(feature = "ssr")]
mod clearing;
#[cfg(feature = "ssr")]
pub mod gallery;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod render;
#[cfg(feature = "ssr")]
mod standing;
#[cfg(feature = "ssr")]
pub mod words;

#[cfg(feature = "ssr")]
pub use render::{
    LiveParts, Part, check_answer, link_answer, notice_html, page_html, parts, running_answer,
    shown, state_line, zone_file,
};
