//! Everything that needs a socket, a database or the whole house; one binary.

#![cfg(test)]

mod access;
mod client;
mod database;
mod floors;
mod journey;
mod requests;
mod sessions;
mod store;
mod world;
