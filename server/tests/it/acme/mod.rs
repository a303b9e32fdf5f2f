//! Certificates that are got by ourselves, from a CA that does as it is told.

mod ca;
mod client;
mod desk;
mod edge;
mod end;
mod leases;
mod refusals;
mod relay;
mod renewal;
mod setup;
mod signer;
mod stages;
