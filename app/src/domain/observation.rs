//! What the DNS said: every answer, of every server, as it came.
//!
//! An observation holds facts only. "Could not ask" ([`Reply::unanswered`]) and "asked, and it
//! is absent" are different values, and nothing here says what is right or wrong.

use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::earlier::Earlier;
use super::name::OwnerName;
use super::record::{Rdata, Record, RecordType};
use super::registration::Registration;
use super::web::Web;

/// Which side of the DNS a server is on (RFC 9499 §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServerKind {
    /// Holds a zone.
    Authoritative,
    /// Asks around for others, and remembers.
    Recursive,
}

/// Who was asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Server {
    /// The name in the zone's NS set, or the resolver's product name where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address that the question went to.
    pub address: SocketAddr,
    /// Which side it is on.
    pub kind: ServerKind,
}

impl Server {
    /// The server as people know it.
    #[must_use]
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.address.ip().to_string())
    }
}

/// What carried a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// One datagram each way.
    Udp,
    /// A connection: after truncation, or as the hardened second look.
    Tcp,
}

/// One question to one server.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Asked {
    /// The owner name asked for.
    pub name: OwnerName,
    /// The type asked for.
    #[serde(rename = "type")]
    pub rtype: RecordType,
    /// Who was asked.
    pub server: Server,
    /// What carried it.
    pub transport: Transport,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reply {
    /// The answer section: the RRset asked for, or the aliases before it.
    Records {
        /// In the order of the answer.
        records: Vec<Record>,
    },
    /// The name exists, the type does not.
    NoData {
        /// How long that absence may be remembered, seconds (RFC 2308 §5); `None` without SOA.
        negative_ttl: Option<u32>,
    },
    /// The name does not exist, nor anything below it (RFC 8020).
    NoName {
        /// How long that absence may be remembered, seconds.
        negative_ttl: Option<u32>,
    },
    /// The server failed.
    ServFail,
    /// The server does not want to answer.
    Refused,
    /// The server answers, but not for this zone.
    Lame,
    /// Nothing came in time, or the connection was refused.
    Silent,
    /// Something came that is no answer to the question.
    Malformed,
}

impl Reply {
    /// Whether nothing was learnt about the name: a failure of somebody, never a fact.
    #[must_use]
    pub const fn unanswered(&self) -> bool {
        match self {
            Self::Records { .. } | Self::NoData { .. } | Self::NoName { .. } => false,
            Self::ServFail | Self::Refused | Self::Lame | Self::Silent | Self::Malformed => true,
        }
    }

    /// Whether the absence of what was asked for is stated.
    #[must_use]
    pub const fn is_absence(&self) -> bool {
        matches!(self, Self::NoData { .. } | Self::NoName { .. })
    }

    /// The RCODE as it is written (RFC 9499 §3), or what happened instead.
    #[must_use]
    pub const fn rcode(&self) -> &'static str {
        match self {
            Self::Records { .. } | Self::NoData { .. } => "NOERROR",
            Self::NoName { .. } => "NXDOMAIN",
            Self::ServFail => "SERVFAIL",
            Self::Refused => "REFUSED",
            Self::Lame => "LAME",
            Self::Silent => "TIMEOUT",
            Self::Malformed => "FORMERR",
        }
    }
}

/// One question and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What was asked, of whom.
    pub asked: Asked,
    /// What came back.
    pub reply: Reply,
    /// Extended DNS Error codes (RFC 8914 §4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ede: Vec<u16>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Answer {
    /// The records of the answer section; none where there is none.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        match &self.reply {
            Reply::Records { records } => records,
            Reply::NoData { .. }
            | Reply::NoName { .. }
            | Reply::ServFail
            | Reply::Refused
            | Reply::Lame
            | Reply::Silent
            | Reply::Malformed => &[],
        }
    }

    /// What the answer says at exactly the name asked for, of the type asked for.
    pub fn values(&self) -> impl Iterator<Item = &Rdata> {
        let Asked { name, rtype, .. } = &self.asked;
        let here = move |record: &&Record| {
            record.owner == *name && record.rdata.mnemonic() == rtype.as_str()
        };
        self.records().iter().filter(here).map(|record| &record.rdata)
    }

    /// Where the name asked for is an alias to.
    #[must_use]
    pub fn alias(&self) -> Option<&OwnerName> {
        let here = |record: &&Record| record.owner == self.asked.name;
        self.records().iter().filter(here).find_map(|record| record.rdata.alias())
    }

    /// The lowest TTL of the answer section, seconds.
    #[must_use]
    pub fn ttl(&self) -> Option<u32> {
        self.records().iter().map(|record| record.ttl).min()
    }
}

/// One name of a zone's NS set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameServer {
    /// As the NS record has it.
    pub name: OwnerName,
    /// Where it can be asked; empty when its name leads nowhere.
    pub addresses: Vec<IpAddr>,
}

/// The zone in charge of the hostname, found by walking down from the public suffix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The zone's own name.
    pub apex: OwnerName,
    /// Its servers, as the delegation has them.
    pub servers: Vec<NameServer>,
    /// How long an absence in it is remembered, seconds: min(SOA TTL, MINIMUM).
    pub negative_ttl: Option<u32>,
    /// What the zone above says of it; `None` where that was not told, as by servers that hold
    /// both.
    pub parent: Option<Parent>,
}

/// A zone's delegation, as its parent has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// The zone above.
    pub zone: OwnerName,
    /// The NS set, with the addresses that were found for it.
    pub servers: Vec<NameServer>,
    /// How long it may be remembered, seconds.
    pub ttl: u32,
}

/// What is wrong with a signed zone, by its own records (RFC 4035 §5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DnssecFault {
    /// No key of the zone is one that the parent's DS set names.
    NoMatchingKey,
    /// The zone is not signed, though the parent says so.
    NotSigned,
    /// The signatures have ended.
    Expired {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// The signatures begin later.
    NotYetValid {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
}

/// One validating resolver's word on the zone, with and without its check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    /// Whether it answers, and validates, for a name that is known to be well.
    pub healthy: bool,
    /// The apex's SOA, asked twice: the second answer.
    pub checked: Answer,
    /// The same with checking disabled (RFC 4035 §3.2.2, CD).
    pub unchecked: Answer,
}

/// What there is to know of the zone's signatures; only of a zone whose parent has a DS set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dnssec {
    /// The DS set at the parent.
    pub ds: Answer,
    /// What the zone's own records show.
    pub fault: Option<DnssecFault>,
    /// The resolvers' word.
    pub validations: Vec<Validation>,
}

/// What the walk down to the zone found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Delegation {
    /// A zone with at least one server that answers for it.
    Zone(Zone),
    /// The registry's servers say that the name is not there.
    NotRegistered {
        /// The name that is absent.
        name: OwnerName,
    },
    /// The registry has the name, and neither servers nor records for it.
    NotDelegated {
        /// The name that was registered.
        name: OwnerName,
    },
    /// The name is delegated, but no server listed answers for the zone.
    Lame(Zone),
    /// Our own look-ups failed before the zone was found.
    Unknown,
}

impl Delegation {
    /// The domain that the registry's zone has nothing of.
    #[must_use]
    pub const fn absent(&self) -> Option<&OwnerName> {
        match self {
            Self::NotRegistered { name } | Self::NotDelegated { name } => Some(name),
            Self::Zone(_) | Self::Lame(_) | Self::Unknown => None,
        }
    }

    /// The zone, whether its servers answer or not.
    #[must_use]
    pub const fn zone(&self) -> Option<&Zone> {
        match self {
            Self::Zone(zone) | Self::Lame(zone) => Some(zone),
            Self::NotRegistered { .. } | Self::NotDelegated { .. } | Self::Unknown => None,
        }
    }

    /// The zone, where its servers know of it.
    #[must_use]
    pub const fn served(&self) -> Option<&Zone> {
        match self {
            Self::Zone(zone) => Some(zone),
            Self::Lame(_)
            | Self::NotRegistered { .. }
            | Self::NotDelegated { .. }
            | Self::Unknown => None,
        }
    }
}

/// Everything one look found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// When the look ended: "now" for everything that is derived from it.
    #[serde(with = "time::serde::rfc3339")]
    pub observed_at: OffsetDateTime,
    /// Which zone is in charge.
    pub delegation: Delegation,
    /// Every answer, in the order of asking. A server that was asked twice is here twice.
    pub answers: Vec<Answer>,
    /// The random names below wildcards' bases that were asked for, to see a wildcard at work:
    /// whatever one of them has is made from the wildcard (RFC 4592 §2).
    pub probes: Vec<OwnerName>,
    /// The zone's signatures, where the parent has a DS set.
    pub dnssec: Option<Dnssec>,
    /// What web servers said; `None` where none was asked.
    pub web: Option<Web>,
    /// What the registry's own service said, of a domain that its zone does not have.
    pub registration: Option<Registration>,
    /// What the looks before have left.
    pub earlier: Earlier,
}

impl Observation {
    /// A look that asked nothing but the DNS.
    #[must_use]
    pub fn of(observed_at: OffsetDateTime, delegation: Delegation, answers: Vec<Answer>) -> Self {
        Self {
            observed_at,
            delegation,
            answers,
            probes: Vec::new(),
            dnssec: None,
            web: None,
            registration: None,
            earlier: Earlier::default(),
        }
    }

    /// What the authorities said of `(name, rtype)`, the latest answer of each server.
    pub fn authoritative(&self, name: &OwnerName, rtype: RecordType) -> Vec<&Answer> {
        self.latest(name, rtype, ServerKind::Authoritative)
    }

    /// What the resolvers said of `(name, rtype)`, the latest answer of each.
    pub fn recursive(&self, name: &OwnerName, rtype: RecordType) -> Vec<&Answer> {
        self.latest(name, rtype, ServerKind::Recursive)
    }

    /// All answers to `(name, rtype)` by one side, oldest first.
    pub fn asked(
        &self,
        name: &OwnerName,
        rtype: RecordType,
        kind: ServerKind,
    ) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(move |answer| {
            answer.asked.name == *name
                && answer.asked.rtype == rtype
                && answer.asked.server.kind == kind
        })
    }

    fn latest(&self, name: &OwnerName, rtype: RecordType, kind: ServerKind) -> Vec<&Answer> {
        let mut latest: Vec<&Answer> = Vec::new();
        for answer in self.asked(name, rtype, kind) {
            match latest.iter_mut().find(|seen| seen.asked.server == answer.asked.server) {
                Some(seen) => *seen = answer,
                None => latest.push(answer),
            }
        }
        latest
    }
}
