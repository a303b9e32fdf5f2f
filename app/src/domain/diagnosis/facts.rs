//! The questions that several checks put to one observation.

use std::collections::BTreeSet;
use std::net::IpAddr;

use crate::domain::desired::{Desired, DesiredRecord, Kind, Purpose};
use crate::domain::earlier::MEMORY;
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

    /// Whether the hostname is the zone's own name.
    pub(super) fn is_apex(&self) -> bool {
        self.desired.kind == Kind::Apex
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

    /// The addresses that count as the target's: those of the last day too, since a DNS host that
    /// flattens renews its copy by itself.
    pub(super) fn target_addresses(&self) -> Vec<IpAddr> {
        let recent = self.observation.observed_at - MEMORY;
        let kept = self.observation.earlier.target.iter().filter(|seen| recent <= seen.seen_at);
        let kept = kept.map(|seen| seen.address);
        self.target_addresses_seen().into_iter().chain(kept).collect()
    }

    /// Those that this look shows.
    pub(super) fn target_addresses_seen(&self) -> Vec<IpAddr> {
        self.desired.target().map(|target| self.addresses_behind(target)).unwrap_or_default()
    }

    /// The addresses that `start` leads to, by the authorities on its way.
    pub(super) fn addresses_behind(&self, start: &OwnerName) -> Vec<IpAddr> {
        let mut at = start;
        let mut addresses = Vec::new();
        for _ in 0..MAX_HOPS {
            for rtype in [RecordType::A, RecordType::Aaaa] {
                for answer in self.observation.authoritative(at, rtype) {
                    addresses.extend(answer.values().filter_map(Rdata::address));
                }
            }
            let Hop::Alias(next) = self.hop(at) else { break };
            at = next;
        }
        addresses
    }
}

impl<'a> Facts<'a> {
    /// The wildcard that `name` is answered from: a random name beside it or beside one above it,
    /// which nobody entered, has the very same (RFC 4592 §2).
    pub(super) fn wildcard_over(
        &self,
        name: &OwnerName,
        types: &[RecordType],
    ) -> Option<OwnerName> {
        if self.stands_itself(name) {
            return None;
        }
        let same = |probe: &&OwnerName| {
            types.iter().any(|rtype| {
                let (here, there) = (self.said(name, *rtype), self.said(probe, *rtype));
                here == there && !here.is_empty()
            })
        };
        let made = self.observation.probes.iter().filter(same).filter_map(OwnerName::parent);
        // What the wildcard above makes, it makes below as well: the highest one is the cause.
        let bases = made.filter(|base| name != base && name.is_under(base));
        bases.min_by_key(|base| base.labels().count())?.child("*").ok()
    }

    /// Whether `name` is in the zone by itself, as a random name below it tells: no wildcard
    /// above reaches past a name that exists (RFC 4592 §2.2.1).
    fn stands_itself(&self, name: &OwnerName) -> bool {
        let below = self.observation.probes.iter();
        let mut below = below.filter(|probe| *probe != name && probe.is_under(name));
        let types = [RecordType::Txt, RecordType::Cname];
        below.any(|probe| {
            types.iter().flat_map(|rtype| self.answered(probe, *rtype)).any(is_no_name)
        })
    }

    /// Whether what `name` has of one type is made from a wildcard: a random name beside or below
    /// it has the very same. An entry of its own takes the wildcard's place (RFC 4592 §2.2.1).
    pub(super) fn is_made(&self, name: &OwnerName, rtype: RecordType) -> bool {
        let here = self.said(name, rtype);
        !here.is_empty()
            && !self.stands_itself(name)
            && self.observation.probes.iter().any(|probe| self.said(probe, rtype) == here)
    }

    /// What the authorities have of one type at exactly `name`, whatever they were asked for: an
    /// alias answers for every type. With its TTL, since an entry of its own that says the same
    /// mostly has another.
    fn said(&self, name: &OwnerName, rtype: RecordType) -> BTreeSet<(u32, &'a Rdata)> {
        let asked = LEADING.into_iter().chain([RecordType::Mx, RecordType::Txt]);
        let answers = asked.flat_map(|rtype| self.answered(name, rtype));
        let records = answers.flat_map(Answer::records);
        let here = records.filter(|r| r.owner == *name && r.rdata.mnemonic() == rtype.as_str());
        here.map(|r| (r.ttl, &r.rdata)).collect()
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
    server.label()
}

/// The servers as people know them, each once.
pub(super) fn labels<'a>(servers: impl Iterator<Item = &'a Server>) -> Vec<String> {
    let mut names: Vec<String> = servers.map(label).collect();
    names.sort();
    names.dedup();
    names
}
