//! Everything that needs a socket, a database or the whole house; one binary.

#![cfg(test)]

mod client;
mod database;
mod floors;
mod journey;
mod store;
mod world;
