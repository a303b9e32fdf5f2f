//! Webhooks over real HTTP, on both engines: what receivers get, and what they never get.

mod endpoints;
mod house;
pub(crate) mod receiver;
mod seals;
mod signatures;
mod survival;
mod telling;
