//! What an edge asks us, answered from memory; what it tells the origins
//! behind it, and what their caches forget.

pub mod assertion;
pub mod index;
pub mod purge;
