//! Visits to servers of this process that answer as they are told, or do not answer.

mod above;
mod dns_host;
mod handshakes;
mod redirects;
mod registry;
mod scene;
mod visits;
