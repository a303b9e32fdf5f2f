//! A DNS and TLS world on loopback, for newcomers, for integrators' tests and for ours.
//!
//! Real packets, real caches, a real handshake: only the names are under `.test`.

pub mod authority;
mod demo;
mod dns_host;
mod edge;
pub mod faults;
mod origin;
mod resolver;
mod routes;
#[cfg(test)]
mod tests;
mod values;
mod world;
pub mod zones;

pub use world::{Guide, Sandbox, SandboxConfig, SandboxError};
