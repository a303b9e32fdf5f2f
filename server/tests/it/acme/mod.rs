//! Certificates that are got by ourselves, from a CA that does as it is told.

pub(crate) mod ca;
mod caa;
mod client;
mod desk;
mod edge;
mod end;
mod keys;
mod leases;
mod limits;
mod refusals;
mod relay;
mod renewal;
mod setup;
mod signer;
mod stages;
