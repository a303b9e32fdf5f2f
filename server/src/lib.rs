//! Fairlead: connect your own domain.
//!
//! Modules in reading order; `ARCHITECTURE.md` has the floors.

pub mod clock;
pub mod store;
