//! Everything that needs a socket, a database or the whole house; one binary.

#![cfg(test)]

mod database;
mod floors;
mod store;
