//! Fairlead's rules, and the widget that shows them.
//!
//! With no feature this crate is the pure floor alone; `ssr` renders the pages on the server,
//! `hydrate` is what moves in the browser.

#[cfg(feature = "ssr")]
pub mod backend;
pub mod domain;
pub mod widget;
