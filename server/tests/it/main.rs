//! Everything that needs a socket, a database or the whole house; one binary.

#![cfg(test)]

mod access;
mod allowances;
mod authority;
mod books;
mod branding;
mod chaos;
mod check;
mod claims;
mod client;
mod consent;
mod database;
mod doctor;
mod documents;
mod domains;
mod faults;
mod floors;
mod gate;
mod generated;
mod guide;
mod index;
mod journey;
mod leaks;
mod lifecycle;
mod looks;
mod nodes;
mod operations;
mod outage;
mod process;
mod quota;
mod requests;
mod retention;
mod sessions;
mod shares;
mod store;
mod surface;
mod tenancy;
mod usage;
mod visits;
mod waiting;
mod web;
mod webhooks;
mod world;
