//! The rules: what must be published, what the answers mean, what follows from it.
//!
//! No IO, no clock, no randomness, no async. `now` is an argument, and the same facts always
//! give the same findings.

#![deny(missing_docs)]
#![deny(clippy::wildcard_enum_match_arm)]
#![warn(clippy::indexing_slicing)]

pub mod name;
pub mod record;

pub mod desired;
pub mod earlier;
mod likeness;
pub mod observation;
pub mod registration;
pub mod web;

pub mod finding;

pub mod circumstances;
pub mod diagnosis;
pub mod expectation;
pub mod risk;
pub mod survey;

pub mod branding;

pub mod certificate;
pub mod claim;
pub mod connection;
pub mod issuance;
pub mod schedule;
pub mod submissions;

pub mod delivery;
pub mod domain_connect;
pub mod event;
pub mod gate;
pub mod origin;
pub mod pair;
pub mod places;
pub mod problem;
pub mod provider;
pub mod quota;
pub mod rate;
#[cfg(feature = "schema")]
pub mod schema;
pub mod session;
