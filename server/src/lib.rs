//! Fairlead: connect your own domain.
//!
//! Modules in reading order; `ARCHITECTURE.md` has the floors.

pub mod clock;
pub mod config;
mod hex;

pub mod metrics;
pub mod net;
pub mod seal;
mod shape;
pub mod telemetry;
pub mod template_key;

pub mod acme;
pub mod dns;
pub mod edge;
pub mod probe;
pub mod store;
pub mod webhooks;

pub mod service;

pub mod courier;
pub mod doctor;
pub mod issuer;

pub mod http;
pub mod retention;
pub mod worker;

pub mod sandbox;

pub mod cli;
pub mod serve;
