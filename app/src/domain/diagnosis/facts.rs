//! The questions that several checks put to one observation.

use std::net::IpAddr;

use crate::domain::desired::Desired;
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, Observation, Server, Zone};
use crate::domain::record::{Rdata, RecordType};

/// What should be, and what was seen.
pub(super) struct Facts<'a> {
    pub(super) desired: &'a Desired,
    pub(super) observation: &'a Observation,
}

impl<'a> Facts<'a> {
    pub(super) const fn zone(&self) -> Option<&'a Zone> {
        self.observation.delegation.zone()
    }

    /// What the zone's own servers said: servers of zones above or beside it don't count.
    pub(super) fn at_authorities(&self, name: &OwnerName, rtype: RecordType) -> Vec<&'a Answer> {
        let mut answers = self.observation.authoritative(name, rtype);
        if let Some(zone) = self.zone().filter(|zone| name.is_under(&zone.apex)) {
            answers.retain(|answer| serves(zone, &answer.asked.server));
        }
        answers
    }

    /// The answers among those that say something.
    pub(super) fn answered(&self, name: &OwnerName, rtype: RecordType) -> Vec<&'a Answer> {
        let mut answers = self.at_authorities(name, rtype);
        answers.retain(|answer| !answer.reply.unanswered());
        answers
    }

    /// Where `name` is an alias to, by any authority that was asked about it.
    pub(super) fn alias(&self, name: &OwnerName) -> Option<&'a OwnerName> {
        [RecordType::Cname, RecordType::A, RecordType::Aaaa]
            .into_iter()
            .flat_map(|rtype| self.observation.authoritative(name, rtype))
            .find_map(Answer::alias)
    }

    /// Whether some authority says that `name` does not exist, and none that it does.
    pub(super) fn is_absent(&self, name: &OwnerName) -> bool {
        let answers: Vec<&Answer> = [RecordType::Cname, RecordType::A, RecordType::Aaaa]
            .into_iter()
            .flat_map(|rtype| self.observation.authoritative(name, rtype))
            .filter(|answer| !answer.reply.unanswered())
            .collect();
        !answers.is_empty() && answers.iter().all(|answer| is_no_name(answer))
    }

    /// The addresses of the name that customers alias, as its own authorities have them.
    pub(super) fn target_addresses(&self) -> Vec<IpAddr> {
        let target = &self.desired.template.cname_target;
        [RecordType::A, RecordType::Aaaa]
            .into_iter()
            .flat_map(|rtype| self.observation.authoritative(target, rtype))
            .flat_map(|answer| answer.records().iter().filter_map(|record| address(&record.rdata)))
            .collect()
    }

    /// Whether visitors who come to `address` come to the tenant.
    pub(super) fn owns(&self, address: IpAddr, of_target: &[IpAddr]) -> bool {
        self.desired.template.owns(address) || of_target.contains(&address)
    }
}

pub(super) fn is_no_name(answer: &Answer) -> bool {
    matches!(answer.reply, crate::domain::observation::Reply::NoName { .. })
}

pub(super) fn serves(zone: &Zone, server: &Server) -> bool {
    zone.servers.iter().any(|known| known.addresses.contains(&server.address.ip()))
}

/// The server as people know it.
pub(super) fn label(server: &Server) -> String {
    server.name.clone().unwrap_or_else(|| server.address.ip().to_string())
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
