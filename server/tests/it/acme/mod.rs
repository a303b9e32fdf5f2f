//! Certificates that are got by ourselves, from a CA that does as it is told.

mod ca;
mod client;
mod desk;
mod signer;
