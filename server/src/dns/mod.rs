//! The DNS as seen from here: who is in charge of a name, and what every server says of it.
//!
//! The only importer of hickory. The authorities are asked first and all of them; resolvers are
//! asked for a customer's name only once nothing can be spoilt by it.

mod addresses;
mod asides;
mod caa;
mod chain;
pub mod challenges;
mod client;
mod cookies;
mod dnssec;
mod limits;
mod look;
mod memory;
mod observe;
mod poll;
mod pool;
mod public;
mod reach;
mod resolvers;
pub(crate) mod server;
mod suffix;
mod sweep;
#[cfg(test)]
mod testbed;
#[cfg(test)]
mod tests;
mod wire;
mod zone;

use std::io;
use std::net::SocketAddr;

use app::domain::name::OwnerName;
use app::domain::observation::{Reply, Transport};
use app::domain::record::RecordType;

use self::client::Client;
use self::limits::Destinations;
pub use self::limits::Pace;
pub use self::poll::Fingerprint;
use self::public::Views;
use self::resolvers::Resolvers;
use self::wire::{Mode, Question};
use self::zone::Zones;
use crate::clock::Clock;
use crate::net::AddressRules;

/// Whom to ask, and what is out of bounds.
#[derive(Clone, Debug)]
pub struct DnsConfig {
    /// Where the walk down finds its start, and what visitors are taken to see.
    pub resolvers: Vec<SocketAddr>,
    /// Servers of the root; when there are any, the walk down starts at them.
    pub root_hints: Vec<SocketAddr>,
    /// The port of every authoritative server.
    pub port: u16,
    /// Which authoritative servers may be contacted.
    pub rules: AddressRules,
}

/// We could not look at all; nothing follows from it about the domain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// No resolver told the name servers of the public suffix, or their addresses.
    #[error("no resolver tells the name servers of \"{0}\"")]
    NoResolver(OwnerName),
}

/// Looks names up. Clone the `Arc` around it, not the sockets in it.
pub struct Dns {
    config: DnsConfig,
    clock: Clock,
    client: Client,
    destinations: Destinations,
    resolvers: Resolvers,
    zones: Zones,
    views: Views,
}

impl Dns {
    /// Nothing is sent, and no socket opened, before the first question.
    pub fn new(config: DnsConfig, clock: Clock) -> io::Result<Self> {
        Ok(Self {
            client: Client::new(),
            destinations: Destinations::new(Pace::default()),
            resolvers: Resolvers::new(&config.resolvers).map_err(io::Error::other)?,
            zones: Zones::default(),
            views: Views::default(),
            config,
            clock,
        })
    }

    /// The same, asking each server at another pace than the one that is polite.
    #[must_use]
    pub fn at_pace(self, pace: Pace) -> Self {
        Self { destinations: Destinations::new(pace), ..self }
    }

    /// One question to one server over UDP, and over TCP when that brings nothing: the step that
    /// every look is made of. Whether the server may be contacted is for the caller to decide.
    pub async fn ask_authority(
        &self,
        name: &OwnerName,
        rtype: RecordType,
        server: SocketAddr,
    ) -> (Reply, Transport) {
        let question = Question::new(name.clone(), rtype);
        let asking = self.client.ask(&question, server, Mode::Authoritative, Transport::Udp);
        let (response, transport) = asking.await;
        (response.reply, transport)
    }
}
