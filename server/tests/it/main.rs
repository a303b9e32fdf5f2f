//! Everything that needs a socket, a database or the whole house; one binary.

mod database;
mod floors;
mod store;
