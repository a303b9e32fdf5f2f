//! Telling tenants' servers: how a message is signed, where it may be sent, and the sending.
//!
//! The address was named by a tenant: none is contacted that the rules forbid, and no receiver
//! can keep us for long or fill our memory.

mod send;
pub mod sign;
#[cfg(test)]
mod tests;
mod url;

pub use self::send::{Answer, Resolve, RootError, SendError, Sender, SenderConfig};
pub use self::url::{EndpointUrl, Reach, UrlError};
