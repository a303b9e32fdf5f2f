//! Fairlead: connect your own domain.
//!
//! Modules in reading order; `ARCHITECTURE.md` has the floors.

pub mod clock;
pub mod config;

pub mod store;

pub mod probe;

pub mod edge;

pub mod service;

pub mod http;
