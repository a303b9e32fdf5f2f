//! Who serves a zone: by the resolvers at the top, by its parent, and by itself.

use std::net::{IpAddr, SocketAddr};

use app::domain::name::OwnerName;
use app::domain::observation::{NameServer, Parent, Server, ServerKind, Transport};
use app::domain::record::{Rdata, RecordType};
use futures::future::join_all;
use time::Duration;

use super::{Above, Level};
use crate::dns::LookupError;
use crate::dns::look::Look;
use crate::dns::suffix::public_suffix;
use crate::dns::wire::{Question, Referral};

/// Names of an NS set that are looked at.
const NAMES: usize = 13;
/// How long the servers of a public suffix are remembered.
const SUFFIX_AGE: Duration = Duration::hours(1);

impl Look<'_> {
    /// The servers at the top of the walk.
    pub(super) async fn top(&self, name: &OwnerName) -> Result<Level, LookupError> {
        if !self.dns.config.root_hints.is_empty() {
            return Ok(self.root());
        }
        let now = self.dns.clock.now();
        let suffix = public_suffix(name);
        if let Some(known) = self.dns.zones.suffixes.get(&suffix, now) {
            return Ok(known);
        }
        let no_resolver = || LookupError::NoResolver(suffix.clone());
        // Not every public suffix is a zone of its own: then the one above it is the start.
        let mut candidates: Vec<OwnerName> = suffix.ancestors().collect();
        candidates.push(OwnerName::root());
        for zone in candidates {
            let names = self.dns.resolvers.name_servers(&zone).await.map_err(|_| no_resolver())?;
            if names.is_empty() {
                continue;
            }
            let names = self.addresses(names, &[]).await;
            let servers = self.dns.contacts(&names);
            if servers.is_empty() {
                return Err(no_resolver());
            }
            let level = Level { zone, names, servers, parent: None, above: None };
            self.dns.zones.suffixes.put(suffix, level.clone(), now, SUFFIX_AGE);
            return Ok(level);
        }
        Err(no_resolver())
    }

    fn root(&self) -> Level {
        let hint = |address: &SocketAddr| Server {
            name: None,
            address: *address,
            kind: ServerKind::Authoritative,
        };
        let servers = self.dns.config.root_hints.iter().map(hint).collect();
        Level { zone: OwnerName::root(), names: Vec::new(), servers, parent: None, above: None }
    }

    /// The level that a referral leads to. Addresses that the parent tells count only for names
    /// that it is an ancestor of.
    pub(super) async fn enter(
        &self,
        referral: Referral,
        glue: &[(OwnerName, IpAddr)],
        from: Level,
    ) -> Level {
        let mut known = merged(glue, &from.zone);
        known.retain(|server| referral.names.contains(&server.name));
        let names = self.addresses(referral.names, &known).await;
        let servers = self.dns.contacts(&names);
        let parent = Parent { zone: from.zone.clone(), servers: names.clone(), ttl: referral.ttl };
        let above = Above { zone: from.zone, servers: from.servers };
        let zone = referral.zone;
        Level { zone, names, servers, parent: Some(parent), above: Some(above) }
    }

    /// The zone's own NS set where it tells one, else the parent's.
    pub(super) async fn own_servers(
        &self,
        apex: &OwnerName,
        server: &Server,
        level: &Level,
    ) -> Vec<NameServer> {
        let question = Question::new(apex.clone(), RecordType::Ns);
        let Some((_, answer, response)) = self.query(&question, server, Transport::Udp).await
        else {
            return level.names.clone();
        };
        let names: Vec<OwnerName> = answer.values().filter_map(name_server).cloned().collect();
        if names.is_empty() {
            return level.names.clone();
        }
        let mut known = merged(&response.glue, apex);
        known.extend(level.names.iter().cloned());
        self.addresses(names, &known).await
    }

    /// Finds the addresses of those name servers whose addresses aren't known.
    async fn addresses(&self, names: Vec<OwnerName>, known: &[NameServer]) -> Vec<NameServer> {
        let mut wanted: Vec<OwnerName> = Vec::new();
        for name in names {
            if !wanted.contains(&name) {
                wanted.push(name);
            }
        }
        wanted.truncate(NAMES);
        let finding = wanted.into_iter().map(async |name| {
            let told = known.iter().find(|told| told.name == name && !told.addresses.is_empty());
            if let Some(told) = told {
                return told.clone();
            }
            if self.spoils(&name) {
                return NameServer { name, addresses: Vec::new() };
            }
            let addresses = self.dns.resolvers.addresses(&name).await;
            NameServer { name, addresses }
        });
        join_all(finding).await
    }
}

const fn name_server(rdata: &Rdata) -> Option<&OwnerName> {
    match rdata {
        Rdata::Ns(name) => Some(name),
        Rdata::A(_)
        | Rdata::Aaaa(_)
        | Rdata::Caa { .. }
        | Rdata::Cname(_)
        | Rdata::Dname(_)
        | Rdata::Mx { .. }
        | Rdata::Soa { .. }
        | Rdata::Txt(_)
        | Rdata::Other { .. } => None,
    }
}

/// Addresses by name, of those names that `zone` may speak for.
fn merged(glue: &[(OwnerName, IpAddr)], zone: &OwnerName) -> Vec<NameServer> {
    let mut servers: Vec<NameServer> = Vec::new();
    for (name, address) in glue.iter().filter(|(name, _)| name.is_under(zone)) {
        match servers.iter_mut().find(|server| server.name == *name) {
            Some(server) => server.addresses.push(*address),
            None => {
                servers.push(NameServer { name: name.clone(), addresses: vec![*address] });
            }
        }
    }
    servers
}
