//! The walk down: from the public suffix by referrals to the zone in charge of a name.
//!
//! A zone cut is where a parent refers to a child, or where an SOA record says so; it is never
//! guessed from the labels.

use std::net::IpAddr;

use app::domain::name::{Hostname, OwnerName};
use app::domain::observation::{
    Answer, Delegation, NameServer, Reply, Server, ServerKind, Transport, Zone,
};
use app::domain::record::{Rdata, RecordType};
use futures::future::join_all;
use time::Duration;
use tokio::time::timeout_at;

use super::look::{Look, first};
use super::memory::Memory;
use super::suffix::{public_suffix, registrable};
use super::wire::{Question, Referral, Response, Start};
use super::{Dns, LookupError};

/// Names of an NS set that are looked at.
const NAMES: usize = 13;
/// Zone cuts on the way down.
const CUTS: usize = 16;
/// How long the servers of a public suffix are remembered.
const SUFFIX_AGE: Duration = Duration::hours(1);
/// How long a zone is: short, since customers change name servers while we watch.
const ZONE_AGE: Duration = Duration::minutes(1);

/// The zone in charge of a name, and who is to be asked about it.
#[derive(Clone, Debug)]
pub(super) struct Charge {
    pub(super) delegation: Delegation,
    /// The zone's servers, or the registry's where the name is not registered.
    pub(super) servers: Vec<Server>,
    /// What says so, where there is no zone to ask.
    pub(super) evidence: Vec<Answer>,
}

/// The servers of one zone on the way down.
#[derive(Clone, Debug)]
struct Level {
    zone: OwnerName,
    names: Vec<NameServer>,
    servers: Vec<Server>,
}

/// What is remembered of the walks.
#[derive(Default)]
pub(super) struct Zones {
    suffixes: Memory<Level>,
    charges: Memory<Charge>,
}

/// Where one step of the walk led.
enum Step {
    Down(Referral, Vec<(OwnerName, IpAddr)>),
    Here(Box<Arrival>),
}

/// A server that answers for the name itself, and what it answered.
struct Arrival {
    server: Server,
    response: Response,
    answer: Answer,
}

impl Dns {
    /// Which zone is in charge of `hostname`: for a wildcard, of the name that it covers.
    pub async fn zone_of(&self, hostname: &Hostname) -> Result<Delegation, LookupError> {
        let look = Look::new(self);
        match timeout_at(look.until, look.walk(&hostname.base())).await {
            Ok(charge) => charge.map(|charge| charge.delegation),
            Err(_) => Ok(Delegation::Unknown),
        }
    }

    /// The next walk to `name` starts anew.
    pub(super) fn forget_zone(&self, name: &OwnerName) {
        self.zones.charges.forget(name);
    }
}

impl Look<'_> {
    /// Walks down to the zone in charge of `name`.
    pub(super) async fn walk(&self, name: &OwnerName) -> Result<Charge, LookupError> {
        let now = self.dns.clock.now();
        if let Some(known) = self.dns.zones.charges.get(name, now) {
            return Ok(known);
        }
        let top = self.top(name).await?;
        let charge = self.descend(top, name).await;
        if matches!(charge.delegation, Delegation::Zone(_)) {
            self.dns.zones.charges.put(name.clone(), charge.clone(), now, ZONE_AGE);
        }
        Ok(charge)
    }

    async fn descend(&self, top: Level, name: &OwnerName) -> Charge {
        let question = Question::new(name.clone(), RecordType::Soa);
        let top_zone = top.zone.clone();
        let mut level = top;
        for _ in 0..CUTS {
            let stepping = |server| self.step(&question, server, &level.zone);
            let step = first(&level.servers, stepping).await;
            match step {
                Some(Step::Down(referral, glue)) => {
                    level = self.enter(referral, &glue, &level.zone).await;
                }
                Some(Step::Here(arrival)) => return self.arrive(level, name, *arrival).await,
                None if level.zone == top_zone => break,
                None => {
                    let zone = Zone { apex: level.zone, servers: level.names, negative_ttl: None };
                    return Charge {
                        delegation: Delegation::Lame(zone),
                        servers: level.servers,
                        evidence: Vec::new(),
                    };
                }
            }
        }
        Charge { delegation: Delegation::Unknown, servers: Vec::new(), evidence: Vec::new() }
    }

    async fn step(&self, question: &Question, server: &Server, zone: &OwnerName) -> Option<Step> {
        let (_, answer, response) = self.query(question, server, Transport::Udp).await?;
        match response.referral {
            // Upward and sideways referrals come from servers that were never told of the zone.
            Some(referral) if referral.zone != *zone && referral.zone.is_under(zone) => {
                Some(Step::Down(referral, response.glue))
            }
            Some(_) | None if response.reply.unanswered() => None,
            Some(_) | None => {
                let server = server.clone();
                Some(Step::Here(Box::new(Arrival { server, response, answer })))
            }
        }
    }

    /// The servers at the top of the walk.
    async fn top(&self, name: &OwnerName) -> Result<Level, LookupError> {
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
            let level = Level { zone, names, servers };
            self.dns.zones.suffixes.put(suffix, level.clone(), now, SUFFIX_AGE);
            return Ok(level);
        }
        Err(no_resolver())
    }

    fn root(&self) -> Level {
        let hint = |address: &std::net::SocketAddr| Server {
            name: None,
            address: *address,
            kind: ServerKind::Authoritative,
        };
        let servers = self.dns.config.root_hints.iter().map(hint).collect();
        Level { zone: OwnerName::root(), names: Vec::new(), servers }
    }

    /// The level that a referral leads to. Addresses that the parent tells count only for names
    /// that it is an ancestor of.
    async fn enter(
        &self,
        referral: Referral,
        glue: &[(OwnerName, IpAddr)],
        parent: &OwnerName,
    ) -> Level {
        let mut known = merged(glue, parent);
        known.retain(|server| referral.names.contains(&server.name));
        let names = self.addresses(referral.names, &known).await;
        let servers = self.dns.contacts(&names);
        Level { zone: referral.zone, names, servers }
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
            let addresses = self.dns.resolvers.addresses(&name).await;
            NameServer { name, addresses }
        });
        join_all(finding).await
    }

    /// The zone in charge, told by a server that answers for it.
    async fn arrive(&self, level: Level, name: &OwnerName, arrival: Arrival) -> Charge {
        let Arrival { server, response, answer } = arrival;
        let absent = matches!(response.reply, Reply::NoName { .. });
        let start = match response.start {
            Some(start) if start.apex.is_under(&level.zone) => Some(start),
            Some(_) | None => self.climb(&level.zone, name, &server).await,
        };
        let negative_ttl = start.as_ref().map(|start| start.negative_ttl);
        let apex = start.map_or_else(|| level.zone.clone(), |start| start.apex);
        if absent && public_suffix(name).is_under(&apex) {
            let delegation = Delegation::NotRegistered { name: registrable(name) };
            return Charge { delegation, servers: level.servers, evidence: vec![answer] };
        }
        let servers = self.own_servers(&apex, &server, &level).await;
        let contacts = self.dns.contacts(&servers);
        let zone = Zone { apex, servers, negative_ttl };
        // A hint of the root, or a child whose own NS set leads nowhere: who answers is asked.
        let servers = if contacts.is_empty() { level.servers } else { contacts };
        Charge { delegation: Delegation::Zone(zone), servers, evidence: Vec::new() }
    }

    /// The zone's own NS set where it tells one, else the parent's.
    async fn own_servers(
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
        let names: Vec<OwnerName> = answer
            .values()
            .filter_map(|data| match data {
                Rdata::Ns(name) => Some(name.clone()),
                Rdata::A(_)
                | Rdata::Aaaa(_)
                | Rdata::Caa { .. }
                | Rdata::Cname(_)
                | Rdata::Dname(_)
                | Rdata::Mx { .. }
                | Rdata::Soa { .. }
                | Rdata::Txt(_)
                | Rdata::Other { .. } => None,
            })
            .collect();
        if names.is_empty() {
            return level.names.clone();
        }
        let mut known = merged(&response.glue, apex);
        known.extend(level.names.iter().cloned());
        self.addresses(names, &known).await
    }

    /// Where an alias hides the start of its zone: the nearest name above that tells one. The
    /// servers of a parent often serve the child too, and then never refer to it.
    async fn climb(&self, zone: &OwnerName, name: &OwnerName, server: &Server) -> Option<Start> {
        let above = name.ancestors().skip(1).take_while(|above| above.is_under(zone));
        for above in above.take(CUTS) {
            let question = Question::new(above, RecordType::Soa);
            let (_, _, response) = self.query(&question, server, Transport::Udp).await?;
            if let Some(start) = response.start.filter(|start| start.apex.is_under(zone)) {
                return Some(start);
            }
        }
        None
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

#[cfg(test)]
mod tests {
    use hickory_proto::op::ResponseCode;
    use hickory_proto::rr::RecordType as Wire;

    use super::super::testbed::{Fault, Server as TestServer, World};
    use super::*;

    /// A registry for `test`, whose servers the resolver tells, and a server for customers.
    async fn world() -> (World, [std::sync::Arc<TestServer>; 3]) {
        let mut world = World::new();
        let registry = world.authority().await;
        let customer = world.authority().await;
        let resolver = world.resolver().await;
        let lines = [
            "test 300 NS ns1.nic.test.".to_owned(),
            format!("ns1.nic.test 300 A {}", registry.ip()),
            "acme.test 300 NS ns1.host.test.".to_owned(),
            "acme.test 300 NS ns2.host.test.".to_owned(),
            format!("ns1.host.test 300 A {}", customer.ip()),
            "ns2.host.test 300 A 127.0.0.250".to_owned(),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        registry.serve("test", &lines);
        // The resolver answers for itself what it would find by asking around.
        let without_cuts: Vec<&str> =
            lines.iter().copied().filter(|line| !line.starts_with("acme")).collect();
        resolver.serve("test", &without_cuts);
        customer.serve(
            "acme.test",
            &["acme.test 300 NS ns1.host.test.", "www.acme.test 300 A 192.0.2.1"],
        );
        (world, [registry, customer, resolver])
    }

    fn zone(delegation: Delegation) -> Zone {
        let Delegation::Zone(zone) = delegation else { panic!("{delegation:?}") };
        zone
    }

    fn host(text: &str) -> Hostname {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn the_zone_in_charge_is_found_by_referrals() {
        let (world, [registry, customer, resolver]) = world().await;
        let dns = world.dns(&[&resolver]);
        for text in ["www.acme.test", "acme.test", "*.shop.acme.test", "no.such.acme.test"] {
            let zone = zone(dns.zone_of(&host(text)).await.unwrap());
            assert_eq!(zone.apex.as_str(), "acme.test", "{text}");
            assert_eq!(zone.negative_ttl, Some(30));
            // The child's own NS set, with the address that the parent told.
            let names: Vec<_> = zone.servers.iter().map(|s| s.name.as_str()).collect();
            assert_eq!(names, ["ns1.host.test"]);
            assert_eq!(zone.servers[0].addresses, [customer.ip()]);
        }
        assert_eq!(resolver.count("test", Wire::NS), 1, "remembered");
        assert!(resolver.seen().iter().all(|seen| !seen.name.contains("acme")));
        assert!(registry.seen().iter().all(|seen| !seen.rd));
    }

    #[tokio::test]
    async fn a_zone_is_remembered_for_a_minute() {
        let (world, [registry, _, resolver]) = world().await;
        let dns = world.dns(&[&resolver]);
        let www = host("www.acme.test");
        for (moved, want) in [(0, 1), (59, 1), (2, 2)] {
            world.clock.advance(Duration::seconds(moved));
            dns.zone_of(&www).await.unwrap();
            assert_eq!(registry.count("www.acme.test", Wire::SOA), want, "after {moved} s more");
        }
    }

    #[tokio::test]
    async fn a_cut_that_the_parents_server_hides_is_found_by_soa() {
        let (world, [_, customer, resolver]) = world().await;
        let alias =
            ["www.eu.acme.test 300 CNAME elsewhere.invalid.", "eu.acme.test 300 NS ns1.host.test."];
        customer.serve("eu.acme.test", &alias);
        let dns = world.dns(&[&resolver]);
        let found = zone(dns.zone_of(&host("www.eu.acme.test")).await.unwrap());
        assert_eq!(found.apex.as_str(), "eu.acme.test");
    }

    #[tokio::test]
    async fn what_the_registry_does_not_have_is_not_registered() {
        let (world, [_, _, resolver]) = world().await;
        let delegation = world.dns(&[&resolver]).zone_of(&host("www.free.test")).await.unwrap();
        assert_eq!(delegation, Delegation::NotRegistered { name: "free.test".parse().unwrap() });
    }

    #[tokio::test]
    async fn a_zone_that_no_listed_server_answers_for_is_lame() {
        let (world, [_, customer, resolver]) = world().await;
        for fault in [Fault::Lame, Fault::Upward, Fault::Rcode(ResponseCode::Refused)] {
            customer.fail(fault);
            let delegation = world.dns(&[&resolver]).zone_of(&host("www.acme.test")).await.unwrap();
            let Delegation::Lame(zone) = delegation else { panic!("{fault:?}: {delegation:?}") };
            assert_eq!(zone.apex.as_str(), "acme.test");
            assert_eq!(zone.servers.len(), 2);
        }
    }

    #[tokio::test]
    async fn when_nobody_can_be_asked_nothing_is_known() {
        let (world, [registry, _, resolver]) = world().await;
        registry.fail(Fault::Rcode(ResponseCode::ServFail));
        let www = host("www.acme.test");
        let delegation = world.dns(&[&resolver]).zone_of(&www).await.unwrap();
        assert_eq!(delegation, Delegation::Unknown);
        resolver.fail(Fault::Rcode(ResponseCode::ServFail));
        let error = world.dns(&[&resolver]).zone_of(&www).await.unwrap_err();
        assert_eq!(error, LookupError::NoResolver("test".parse().unwrap()));
    }

    #[tokio::test]
    async fn the_walk_can_start_at_the_root() {
        let (mut world, [registry, customer, resolver]) = world().await;
        let root = world.authority().await;
        let glue = format!("ns1.nic.test 300 A {}", registry.ip());
        root.serve("", &["test 300 NS ns1.nic.test.", &glue]);
        let dns = world.dns_from_root(&root, &resolver);
        let zone = zone(dns.zone_of(&host("www.acme.test")).await.unwrap());
        assert_eq!(zone.servers[0].addresses, [customer.ip()]);
        assert_eq!(resolver.count("test", Wire::NS), 0);
        let absent = dns.zone_of(&host("www.nowhere.nosuch")).await.unwrap();
        let name = "nowhere.nosuch".parse().unwrap();
        assert_eq!(absent, Delegation::NotRegistered { name });
    }

    #[tokio::test]
    async fn addresses_inside_are_never_contacted() {
        let (world, [registry, _, resolver]) = world().await;
        let config = super::super::DnsConfig {
            resolvers: vec![resolver.address],
            root_hints: Vec::new(),
            port: world.port,
            rules: crate::net::AddressRules::public(),
        };
        let dns = Dns::new(config, world.clock.clone()).unwrap();
        assert!(dns.zone_of(&host("www.acme.test")).await.is_err());
        assert_eq!(registry.seen(), []);
    }
}
