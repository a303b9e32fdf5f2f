//! What an edge asks us, answered from memory; what it tells the origins
//! behind it, what their caches forget, and which certificates it serves.

pub mod assertion;
pub mod index;
pub mod purge;
pub mod vault;
