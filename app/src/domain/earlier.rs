//! What the looks before leave for the next one.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::name::OwnerName;
use super::observation::{Answer, NameServer};
use super::record::{Record, RecordType};

/// Looks at one cache may differ by so much when they mean the same end.
pub const TOLERANCE: Duration = Duration::seconds(2);
/// How long the target's addresses of before count as its own, and promises are remembered.
pub const MEMORY: Duration = Duration::DAY;
/// Promises that were broken before none is made any more.
pub const PATIENCE: u8 = 2;
/// Servers that are remembered, and addresses of one of them.
const MAX_SERVERS: usize = 16;
const MAX_PREDICTIONS: usize = 32;
const MAX_ADDRESSES: usize = 64;
/// Characters by which an answer is known again.
const MAX_FOUND: usize = 200;

/// A time at which a resolver was to let an old answer go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prediction {
    /// The owner name.
    pub name: OwnerName,
    /// The type.
    #[serde(rename = "type")]
    pub rtype: RecordType,
    /// The resolver, as it was named.
    pub resolver: String,
    /// The old answer, at most 200 characters of it; empty for an absence.
    #[serde(default)]
    pub found: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub visible_at: OffsetDateTime,
    /// How often it was promised for this answer, and not kept.
    pub missed: u8,
}

impl Prediction {
    /// What can be promised by an answer that is kept until `visible_at`.
    #[must_use]
    pub fn of(answer: &Answer, visible_at: OffsetDateTime) -> Self {
        Self {
            name: answer.asked.name.clone(),
            rtype: answer.asked.rtype,
            resolver: answer.asked.server.label(),
            found: found(answer),
            visible_at,
            missed: 0,
        }
    }

    /// Whether both are about one question to one resolver.
    #[must_use]
    pub fn is_for(&self, other: &Self) -> bool {
        (&self.name, self.rtype, &self.resolver) == (&other.name, other.rtype, &other.resolver)
    }

    /// How often the promise was broken, when `answer` is still served.
    fn missed_with(&self, answer: &Answer) -> Option<u8> {
        let same = self.name == answer.asked.name
            && self.rtype == answer.asked.rtype
            && self.resolver == answer.asked.server.label()
            && self.found == found(answer);
        let late = u8::from(self.visible_at + TOLERANCE < answer.at);
        same.then(|| self.missed.saturating_add(late))
    }
}

/// What an answer says, in a form that is short and does not depend on the order.
fn found(answer: &Answer) -> String {
    let shown =
        |record: &Record| format!("{} {} {}", record.owner, record.rdata.mnemonic(), record.rdata);
    let mut lines: Vec<String> = answer.records().iter().map(shown).collect();
    lines.sort();
    lines.join("\n").chars().take(MAX_FOUND).collect()
}

/// An address that the tenant's target has, or had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetAddress {
    /// Which.
    pub address: IpAddr,
    /// When the target was last seen to have it.
    #[serde(with = "time::serde::rfc3339")]
    pub seen_at: OffsetDateTime,
}

/// What the looks at one connection before this one have left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Earlier {
    /// Servers that were in charge of the zone and are no more, or that only the parent told.
    pub servers: Vec<NameServer>,
    /// The servers in charge at the last look.
    pub in_charge: Vec<NameServer>,
    /// Since when the authorities disagree.
    #[serde(with = "time::serde::rfc3339::option")]
    pub disagreeing_since: Option<OffsetDateTime>,
    /// What was promised of resolvers.
    pub predictions: Vec<Prediction>,
    /// The addresses that the tenant's target had.
    pub target: Vec<TargetAddress>,
    /// Since when the records of a name that was archived lead here no more.
    #[serde(with = "time::serde::rfc3339::option")]
    pub left_at: Option<OffsetDateTime>,
    /// Those of our CAs that may not issue by the CAA records, by their CAA names.
    pub forbidden: Vec<String>,
}

impl Earlier {
    /// How often it was promised in vain that this answer would be gone, by the time of it.
    #[must_use]
    pub fn missed(&self, answer: &Answer) -> u8 {
        self.predictions.iter().find_map(|known| known.missed_with(answer)).unwrap_or_default()
    }

    /// The servers that were in charge, or are by the parent's word alone, once `now` are.
    /// Those heard of last come first: the oldest are forgotten first.
    #[must_use]
    pub fn formerly(&self, told: &[NameServer], now: &[NameServer]) -> Vec<NameServer> {
        let mut former: Vec<NameServer> = Vec::new();
        for server in told.iter().chain(&self.in_charge).chain(&self.servers) {
            let stays = now.iter().any(|current| current.name == server.name);
            let known = former.iter().any(|other| other.name == server.name);
            // Another name of a server in charge is nobody else.
            let elsewhere = server.addresses.iter().any(|ip| !has(now, *ip));
            if !stays && !known && elsewhere {
                former.push(server.clone());
            }
        }
        Self::bounded(&former)
    }

    /// As many of the servers, and of the addresses of each, as are remembered.
    #[must_use]
    pub fn bounded(servers: &[NameServer]) -> Vec<NameServer> {
        let mut servers: Vec<NameServer> = servers.iter().take(MAX_SERVERS).cloned().collect();
        for server in &mut servers {
            server.addresses.truncate(MAX_SERVERS);
        }
        servers
    }

    /// The promises made now, and those of before to whose resolvers nobody has talked since.
    #[must_use]
    pub fn promised(
        &self,
        made: Vec<Prediction>,
        settled: impl Fn(&Prediction) -> bool,
        now: OffsetDateTime,
    ) -> Vec<Prediction> {
        let mut promised = made;
        for known in &self.predictions {
            let renewed = promised.iter().any(|other| other.is_for(known));
            if !renewed && !settled(known) && now < known.visible_at + MEMORY {
                promised.push(known.clone());
            }
        }
        promised.truncate(MAX_PREDICTIONS);
        promised
    }

    /// The target's addresses of the last day, when it has `addresses` now.
    #[must_use]
    pub fn of_target(&self, addresses: &[IpAddr], now: OffsetDateTime) -> Vec<TargetAddress> {
        let mut target: Vec<TargetAddress> = Vec::new();
        let current = addresses.iter().map(|ip| TargetAddress { address: *ip, seen_at: now });
        let before = self.target.iter().filter(|known| now < known.seen_at + MEMORY).cloned();
        for one in current.chain(before) {
            if !target.iter().any(|known| known.address == one.address) {
                target.push(one);
            }
        }
        target.sort_by_key(|known| std::cmp::Reverse(known.seen_at));
        target.truncate(MAX_ADDRESSES);
        target
    }
}

/// Whether one of the servers has this address.
#[must_use]
pub fn has(servers: &[NameServer], address: IpAddr) -> bool {
    servers.iter().any(|server| server.addresses.contains(&address))
}
