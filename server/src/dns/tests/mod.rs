//! Whole looks at a small world: a registry, two servers of a customer's zone, one resolver.

mod addresses;
mod authorities;
mod resolvers;
mod speed;
mod surroundings;

use std::sync::Arc;

use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::earlier::Earlier;
use app::domain::name::OwnerName;
use app::domain::observation::{Observation, ServerKind};
use app::domain::record::RecordType;

use super::Dns;
use super::testbed::{Server, World};

pub(super) const CHALLENGE: &str = "_customdomain-challenge.www.acme.test";
pub(super) const PROOF: &str = "_customdomain-challenge.www.acme.test 300 TXT proof";
pub(super) const ALIAS: &str = "www.acme.test 300 CNAME edge.shop.test.";
pub(super) const NS: [&str; 2] =
    ["acme.test 300 NS ns1.host.test.", "acme.test 300 NS ns2.host.test."];

pub(super) struct Fixture {
    pub(super) world: World,
    pub(super) dns: Dns,
    pub(super) registry: Arc<Server>,
    pub(super) customer: [Arc<Server>; 2],
    pub(super) resolver: Arc<Server>,
    /// What the registry has: delegations, and the addresses of their servers.
    registered: Vec<String>,
}

impl Fixture {
    pub(super) async fn new() -> Self {
        let mut world = World::new();
        let registry = world.authority().await;
        let customer = [world.authority().await, world.authority().await];
        let resolver = world.resolver().await;
        let ns1 = format!("ns1.host.test 300 A {}", customer[0].ip());
        let ns2 = format!("ns2.host.test 300 A {}", customer[1].ip());
        let nic = format!("ns1.nic.test 300 A {}", registry.ip());
        let own = ["test 300 NS ns1.nic.test.", &nic, &ns1, &ns2];
        resolver.serve("test", &own);
        registry.serve("shop.test", &["edge.shop.test 60 A 192.0.2.10"]);
        let dns = world.dns(&[&resolver]);
        let mut fixture = Self { world, dns, registry, customer, resolver, registered: Vec::new() };
        fixture.register(&[&own[..], &NS].concat());
        fixture.publish(&[]);
        fixture
    }

    /// Both servers of the customer serve this.
    pub(super) fn publish(&self, lines: &[&str]) {
        for server in &self.customer {
            server.serve("acme.test", &[&NS, lines].concat());
        }
    }

    pub(super) async fn observe(&self) -> Observation {
        self.look("www.acme.test").await
    }

    pub(super) async fn look(&self, hostname: &str) -> Observation {
        self.dns.observe(&desired(hostname), &Earlier::default()).await.unwrap()
    }

    /// The registry has this too.
    pub(super) fn register(&mut self, lines: &[&str]) {
        self.registered.extend(lines.iter().map(ToString::to_string));
        let lines: Vec<&str> = self.registered.iter().map(String::as_str).collect();
        self.registry.serve("test", &lines);
    }
}

pub(super) fn name(text: &str) -> OwnerName {
    text.parse().unwrap()
}

pub(super) fn desired(hostname: &str) -> Desired {
    let hostname: app::domain::name::Hostname = hostname.parse().unwrap();
    Desired {
        kind: match hostname.as_str() {
            "acme.test" => Kind::Apex,
            _ if hostname.is_wildcard() => Kind::Wildcard,
            _ => Kind::Subdomain,
        },
        challenge: Challenge {
            name: hostname.challenge_name().unwrap(),
            value: "proof".to_owned(),
        },
        hostname,
        template: RecordTemplate { cname_target: name("edge.shop.test"), a: vec![], aaaa: vec![] },
        issuers: Vec::new(),
        accounts: Vec::new(),
        acme_delegation: None,
    }
}

/// What all answers to `(owner, rtype)` hold, of either side.
pub(super) fn values(
    seen: &Observation,
    owner: &str,
    rtype: RecordType,
    kind: ServerKind,
) -> Vec<String> {
    let owner = name(owner);
    let mut values = Vec::new();
    for answer in seen.asked(&owner, rtype, kind) {
        values.extend(answer.values().map(ToString::to_string));
    }
    values.sort();
    values.dedup();
    values
}
