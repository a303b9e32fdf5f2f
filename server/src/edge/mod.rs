//! What an edge asks us, answered from memory.

pub mod index;
