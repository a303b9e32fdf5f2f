//! The widget: pages that the server renders, and the few parts of them that move.

pub mod flow;

#[cfg(feature = "ssr")]
mod render;
#[cfg(feature = "ssr")]
pub mod words;

#[cfg(feature = "ssr")]
pub use render::{
    LiveParts, Part, check_sentence, no_session_html, page_html, parts, state_line, zone_file,
};
