//! The questions that several checks put to one observation.

use std::net::IpAddr;

use crate::domain::desired::{Desired, DesiredRecord, Purpose};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, Observation, Reply, Server, ServerKind, Zone};
use crate::domain::record::{Rdata, RecordType};

/// The types that lead a visitor on.
pub(super) const LEADING: [RecordType; 3] = [RecordType::Cname, RecordType::A, RecordType::Aaaa];
/// Aliases that are followed at most.
pub(super) const MAX_HOPS: usize = 16;

/// What should be, and what was seen.
pub(super) struct Facts<'a> {
    pub(super) desired: &'a Desired,
    pub(super) observation: &'a Observation,
}

impl<'a> Facts<'a> {
    pub(super) const fn zone(&self) -> Option<&'a Zone> {
        self.observation.delegation.zone()
    }

    /// Whether `name` is in the zone that the customer edits.
    pub(super) fn in_zone(&self, name: &OwnerName) -> bool {
        self.zone().is_some_and(|zone| name.is_under(&zone.apex))
    }

    /// What the zone's own servers said: servers of zones above or beside it don't count.
    pub(super) fn at_authorities(&self, name: &OwnerName, rtype: RecordType) -> Vec<&'a Answer> {
        let Some(zone) = self.zone().filter(|zone| name.is_under(&zone.apex)) else {
            return Vec::new();
        };
        let mut answers = self.observation.authoritative(name, rtype);
        answers.retain(|answer| serves(zone, &answer.asked.server));
        answers
    }

    /// The answers among those that say something.
    pub(super) fn answered(&self, name: &OwnerName, rtype: RecordType) -> Vec<&'a Answer> {
        let mut answers = self.at_authorities(name, rtype);
        answers.retain(|answer| !answer.reply.unanswered());
        answers
    }

    /// The servers of one side that were asked for `(name, rtype)`.
    pub(super) fn on_side(
        &self,
        name: &OwnerName,
        rtype: RecordType,
        kind: ServerKind,
    ) -> Vec<&'a Answer> {
        match kind {
            ServerKind::Authoritative => self.at_authorities(name, rtype),
            ServerKind::Recursive => self.observation.recursive(name, rtype),
        }
    }

    /// One record for each purpose: several addresses at one name stand or fall together.
    pub(super) fn wanted(&self) -> Vec<DesiredRecord> {
        let mut records = self.desired.records();
        records.dedup_by(|later, first| later.purpose == first.purpose);
        records
    }

    pub(super) fn wanted_for(&self, purpose: Purpose) -> Option<DesiredRecord> {
        self.wanted().into_iter().find(|record| record.purpose == purpose)
    }

    /// Whether the way is asked for as addresses: at an apex no CNAME can stand.
    pub(super) fn wants_addresses(&self) -> bool {
        self.wanted_for(Purpose::Routing).is_some_and(|record| record.rtype != RecordType::Cname)
    }

    /// What is known of `name` on the way of a visitor, in whatever zone it is.
    pub(super) fn hop(&self, name: &OwnerName) -> Hop<'a> {
        let mut answers: Vec<&Answer> = LEADING
            .into_iter()
            .flat_map(|rtype| self.observation.authoritative(name, rtype))
            .collect();
        answers.retain(|answer| !answer.reply.unanswered());
        if let Some(next) = answers.iter().find_map(|answer| answer.alias()) {
            return Hop::Alias(next);
        }
        if answers.is_empty() {
            Hop::Unknown
        } else if answers.iter().all(|answer| is_no_name(answer)) {
            Hop::Absent
        } else {
            Hop::End
        }
    }

    /// The addresses that the name which customers alias leads to, by the authorities on its way.
    pub(super) fn target_addresses(&self) -> Vec<IpAddr> {
        let mut at = &self.desired.template.cname_target;
        let mut addresses = Vec::new();
        for _ in 0..MAX_HOPS {
            for rtype in [RecordType::A, RecordType::Aaaa] {
                for answer in self.observation.authoritative(at, rtype) {
                    addresses.extend(answer.values().filter_map(address));
                }
            }
            let Hop::Alias(next) = self.hop(at) else { break };
            at = next;
        }
        addresses
    }
}

/// What is known of one name on the way of a visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hop<'a> {
    /// It leads on.
    Alias(&'a OwnerName),
    /// It exists, and is no alias.
    End,
    /// It does not exist.
    Absent,
    /// Nobody was asked, or nobody answered.
    Unknown,
}

pub(super) const fn is_no_name(answer: &Answer) -> bool {
    matches!(answer.reply, Reply::NoName { .. })
}

pub(super) fn serves(zone: &Zone, server: &Server) -> bool {
    zone.servers.iter().any(|known| known.addresses.contains(&server.address.ip()))
}

/// The server as people know it.
pub(super) fn label(server: &Server) -> String {
    server.name.clone().unwrap_or_else(|| server.address.ip().to_string())
}

/// The servers as people know them, each once.
pub(super) fn labels<'a>(servers: impl Iterator<Item = &'a Server>) -> Vec<String> {
    let mut names: Vec<String> = servers.map(label).collect();
    names.sort();
    names.dedup();
    names
}

pub(super) const fn address(rdata: &Rdata) -> Option<IpAddr> {
    match rdata {
        Rdata::A(ip) => Some(IpAddr::V4(*ip)),
        Rdata::Aaaa(ip) => Some(IpAddr::V6(*ip)),
        Rdata::Caa { .. }
        | Rdata::Cname(_)
        | Rdata::Dname(_)
        | Rdata::Mx { .. }
        | Rdata::Ns(_)
        | Rdata::Soa { .. }
        | Rdata::Txt(_)
        | Rdata::Other { .. } => None,
    }
}

pub(super) const fn serial(rdata: &Rdata) -> Option<u32> {
    match rdata {
        Rdata::Soa { serial, .. } => Some(*serial),
        Rdata::A(_)
        | Rdata::Aaaa(_)
        | Rdata::Caa { .. }
        | Rdata::Cname(_)
        | Rdata::Dname(_)
        | Rdata::Mx { .. }
        | Rdata::Ns(_)
        | Rdata::Txt(_)
        | Rdata::Other { .. } => None,
    }
}

pub(super) const fn text(rdata: &Rdata) -> Option<&String> {
    match rdata {
        Rdata::Txt(text) => Some(text),
        Rdata::A(_)
        | Rdata::Aaaa(_)
        | Rdata::Caa { .. }
        | Rdata::Cname(_)
        | Rdata::Dname(_)
        | Rdata::Mx { .. }
        | Rdata::Ns(_)
        | Rdata::Soa { .. }
        | Rdata::Other { .. } => None,
    }
}
