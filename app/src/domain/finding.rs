//! What we say about a domain: one cause each, with what was seen.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::certificate::Stage;
use super::desired::DesiredRecord;
use super::name::OwnerName;
use super::observation::{Answer, Transport};
use super::record::RecordType;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Stops progress.
    Blocking,
    /// Will bite later.
    Warning,
    /// Explains a wait.
    Info,
}

/// Who must do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Whoever edits the domain's DNS.
    Customer,
    /// The company whose service the domain leads to.
    Tenant,
    /// Whoever runs this server.
    Operator,
    /// Time alone helps.
    Nobody,
}

/// How a wrong target came about, where that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// The DNS host appended the zone to the target.
    ZoneAppended,
    /// One or two characters differ.
    Typo,
    /// Simply another name.
    Other,
}

/// The causes, in the words of machines. A code, once published, keeps its meaning.
///
/// `docs/findings.md` has a row for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum Cause {
    /// No TXT at the challenge name on any authority.
    OwnershipMissing {
        /// Where it is looked for.
        name: OwnerName,
    },
    /// A TXT stands there, but none is equal.
    OwnershipMismatch {
        /// Where it was looked for.
        name: OwnerName,
        /// What it must be.
        wanted: String,
        /// What stands there.
        found: Vec<String>,
    },
    /// The right value at another name.
    OwnershipAtWrongName {
        /// Where it is looked for.
        name: OwnerName,
        /// Where it stands.
        found_at: OwnerName,
    },
    /// The right value but for quotes, escapes, blanks or a dot that were typed in.
    OwnershipQuoted {
        /// Where it was looked for.
        name: OwnerName,
        /// What it must be.
        wanted: String,
        /// What stands there.
        found: String,
    },
    /// The challenge name is an alias, so that no TXT of its own can be seen.
    OwnershipBehindCname {
        /// The challenge name.
        name: OwnerName,
        /// What it is an alias of.
        target: OwnerName,
    },
    /// A desired record stands at its name with the zone appended once more.
    NameDoubled {
        /// Where it is looked for.
        name: OwnerName,
        /// Where it stands.
        found_at: OwnerName,
        /// What the DNS host appends.
        zone: OwnerName,
    },
    /// Neither CNAME nor address for the hostname.
    RoutingMissing {
        /// The hostname.
        name: OwnerName,
    },
    /// A CNAME that leads elsewhere.
    CnameWrongTarget {
        /// The hostname.
        name: OwnerName,
        /// Where it must lead.
        wanted: OwnerName,
        /// Where it leads.
        found: OwnerName,
        /// How that came about.
        slip: Slip,
    },
    /// More than one CNAME at one name (RFC 2181 §10.1).
    CnameMultiple {
        /// The hostname.
        name: OwnerName,
        /// Where they must lead.
        wanted: OwnerName,
        /// Where they lead.
        found: Vec<OwnerName>,
    },
    /// A CNAME at the zone's own name, where only other records can stand (RFC 1034 §3.6.2).
    CnameAtApex {
        /// The hostname.
        name: OwnerName,
        /// Where it leads.
        target: OwnerName,
    },
    /// The CNAME leads to the target through another name.
    CnameIndirect {
        /// The hostname.
        name: OwnerName,
        /// The next name on the way.
        via: OwnerName,
    },
    /// No CNAME, but addresses that are the target's.
    CnameFlattened {
        /// The hostname.
        name: OwnerName,
    },
    /// The aliases lead in a circle.
    CnameLoop {
        /// The hostname.
        name: OwnerName,
        /// The name that came twice.
        at: OwnerName,
    },
    /// An alias on the way leads to a name that does not exist.
    CnameChainBroken {
        /// The hostname.
        name: OwnerName,
        /// The name that does not exist.
        at: OwnerName,
        /// Whether that name is the customer's to mend.
        in_zone: bool,
    },
    /// Addresses outside of the pool.
    AddressWrong {
        /// The hostname.
        name: OwnerName,
        /// What stands there.
        found: Vec<IpAddr>,
    },
    /// A right address, and others beside it.
    AddressExtra {
        /// The hostname.
        name: OwnerName,
        /// Those to delete.
        extra: Vec<IpAddr>,
    },
    /// The IPv4 addresses are right, the IPv6 ones lead elsewhere.
    AaaaLeftover {
        /// The hostname.
        name: OwnerName,
        /// Those to delete.
        extra: Vec<IpAddr>,
    },
    /// The servers of the zone don't say the same.
    AuthoritiesDisagree {
        /// The owner name.
        name: OwnerName,
        /// The servers that lag.
        lagging: Vec<String>,
        /// The zone's version at each server that told it.
        serials: Vec<(String, u32)>,
    },
    /// The authorities are right, a resolver still serves the answer before.
    StaleCache {
        /// The owner name.
        name: OwnerName,
        /// Who remembers.
        resolver: String,
        /// When it forgets; `None` where that can't be told.
        #[serde(with = "time::serde::rfc3339::option")]
        visible_at: Option<OffsetDateTime>,
    },
    /// The authorities are right, a resolver remembers that there was nothing.
    NegativeCache {
        /// The owner name.
        name: OwnerName,
        /// Who remembers.
        resolver: String,
        /// When it forgets; `None` where that can't be told.
        #[serde(with = "time::serde::rfc3339::option")]
        visible_at: Option<OffsetDateTime>,
    },
    /// NXDOMAIN from the registry's servers.
    DomainNotRegistered {
        /// The name that is absent.
        name: OwnerName,
    },
    /// Servers that the delegation lists do not answer for the zone.
    LameDelegation {
        /// The zone.
        zone: OwnerName,
        /// Those that do not.
        servers: Vec<String>,
        /// Whether that leaves none.
        all: bool,
    },
    /// Some authorities are silent.
    NameserverUnreachable {
        /// The zone.
        zone: OwnerName,
        /// Those that are.
        servers: Vec<String>,
    },
    /// Our resolvers or our network failed.
    LookupFailed,
    /// The relevant CAA set (RFC 8659 §3) allows none of our CAs.
    CaaForbids {
        /// The owner of the set.
        at: OwnerName,
        /// Whom it allows, by CAA name; empty when nobody.
        allowed: Vec<String>,
        /// Our first CA, which must be added.
        issuer: String,
        /// The tag that counts here: `issue`, or `issuewild` for a wildcard.
        tag: String,
        /// Whether the set is the customer's to change.
        in_zone: bool,
    },
    /// No answer for type CAA on the way up: CAs refuse then (RFC 8659 §6.1).
    CaaLookupFailed {
        /// The name whose CAA could not be had.
        at: OwnerName,
    },
    /// A stage of issuing took too long.
    CertificateTimedOut {
        /// Which.
        stage: Stage,
    },
}

impl Cause {
    /// The published code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OwnershipMissing { .. } => "ownership_missing",
            Self::OwnershipMismatch { .. } => "ownership_mismatch",
            Self::OwnershipAtWrongName { .. } => "ownership_at_wrong_name",
            Self::OwnershipQuoted { .. } => "ownership_quoted",
            Self::OwnershipBehindCname { .. } => "ownership_behind_cname",
            Self::NameDoubled { .. } => "name_doubled",
            Self::RoutingMissing { .. } => "routing_missing",
            Self::CnameWrongTarget { .. } => "cname_wrong_target",
            Self::CnameMultiple { .. } => "cname_multiple",
            Self::CnameAtApex { .. } => "cname_at_apex",
            Self::CnameIndirect { .. } => "cname_indirect",
            Self::CnameFlattened { .. } => "cname_flattened",
            Self::CnameLoop { .. } => "cname_loop",
            Self::CnameChainBroken { .. } => "cname_chain_broken",
            Self::AddressWrong { .. } => "address_wrong",
            Self::AddressExtra { .. } => "address_extra",
            Self::AaaaLeftover { .. } => "aaaa_leftover",
            Self::AuthoritiesDisagree { .. } => "authorities_disagree",
            Self::StaleCache { .. } => "stale_cache",
            Self::NegativeCache { .. } => "negative_cache",
            Self::DomainNotRegistered { .. } => "domain_not_registered",
            Self::LameDelegation { .. } => "lame_delegation",
            Self::NameserverUnreachable { .. } => "nameserver_unreachable",
            Self::LookupFailed => "lookup_failed",
            Self::CaaForbids { .. } => "caa_forbids",
            Self::CaaLookupFailed { .. } => "caa_lookup_failed",
            Self::CertificateTimedOut { .. } => "certificate_timed_out",
        }
    }

    /// How much it matters, and who must act.
    #[must_use]
    pub const fn weight(&self) -> (Severity, Actor) {
        match self {
            Self::OwnershipMissing { .. }
            | Self::OwnershipMismatch { .. }
            | Self::OwnershipAtWrongName { .. }
            | Self::OwnershipQuoted { .. }
            | Self::OwnershipBehindCname { .. }
            | Self::NameDoubled { .. }
            | Self::RoutingMissing { .. }
            | Self::CnameWrongTarget { .. }
            | Self::CnameMultiple { .. }
            | Self::CnameAtApex { .. }
            | Self::CnameLoop { .. }
            | Self::AddressWrong { .. }
            | Self::AddressExtra { .. }
            | Self::AaaaLeftover { .. }
            | Self::DomainNotRegistered { .. }
            | Self::CaaLookupFailed { .. }
            | Self::CertificateTimedOut { .. }
            | Self::LameDelegation { all: true, .. }
            | Self::CaaForbids { in_zone: true, .. }
            | Self::CnameChainBroken { in_zone: true, .. } => (Severity::Blocking, Actor::Customer),
            Self::CaaForbids { in_zone: false, .. }
            | Self::CnameChainBroken { in_zone: false, .. } => (Severity::Blocking, Actor::Tenant),
            Self::NameserverUnreachable { .. } | Self::LameDelegation { all: false, .. } => {
                (Severity::Warning, Actor::Customer)
            }
            Self::LookupFailed => (Severity::Warning, Actor::Operator),
            Self::CnameIndirect { .. } | Self::CnameFlattened { .. } => {
                (Severity::Info, Actor::Customer)
            }
            Self::AuthoritiesDisagree { .. }
            | Self::StaleCache { .. }
            | Self::NegativeCache { .. } => (Severity::Info, Actor::Nobody),
        }
    }

    /// Whether a CA would refuse while this holds: an order would be spent for nothing.
    #[must_use]
    pub const fn refuses_certificate(&self) -> bool {
        match self {
            Self::RoutingMissing { .. }
            | Self::CnameWrongTarget { .. }
            | Self::CnameMultiple { .. }
            | Self::CnameAtApex { .. }
            | Self::CnameLoop { .. }
            | Self::CnameChainBroken { .. }
            | Self::AddressWrong { .. }
            | Self::AddressExtra { .. }
            | Self::AaaaLeftover { .. }
            | Self::DomainNotRegistered { .. }
            | Self::CaaForbids { .. }
            | Self::CaaLookupFailed { .. }
            | Self::LameDelegation { all: true, .. } => true,
            Self::OwnershipMissing { .. }
            | Self::OwnershipMismatch { .. }
            | Self::OwnershipAtWrongName { .. }
            | Self::OwnershipQuoted { .. }
            | Self::OwnershipBehindCname { .. }
            | Self::NameDoubled { .. }
            | Self::CnameIndirect { .. }
            | Self::CnameFlattened { .. }
            | Self::AuthoritiesDisagree { .. }
            | Self::StaleCache { .. }
            | Self::NegativeCache { .. }
            | Self::LameDelegation { all: false, .. }
            | Self::NameserverUnreachable { .. }
            | Self::LookupFailed
            | Self::CertificateTimedOut { .. } => false,
        }
    }
}

/// Which desired record a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordRef {
    /// The record's owner name.
    pub host: OwnerName,
    /// The record's type.
    #[serde(rename = "type")]
    pub rtype: RecordType,
}

impl From<&DesiredRecord> for RecordRef {
    fn from(record: &DesiredRecord) -> Self {
        Self { host: record.host.clone(), rtype: record.rtype }
    }
}

/// A question, of whom, and what came back, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was asked.
    pub asked: EvidenceAsked,
    /// What came back.
    pub answer: EvidenceAnswer,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The question of an [`Evidence`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceAsked {
    /// The owner name.
    pub name: OwnerName,
    /// The type.
    #[serde(rename = "type")]
    pub rtype: RecordType,
    /// `name (address)` of the server.
    pub server: String,
    /// What carried it.
    pub transport: Transport,
}

/// The answer of an [`Evidence`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceAnswer {
    /// The RCODE, or what happened instead.
    pub rcode: String,
    /// The answer section's values, at most 20.
    pub values: Vec<String>,
    /// The lowest TTL, seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttl: Option<u32>,
    /// Extended DNS Error codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ede: Vec<u16>,
}

/// The most values that one piece of evidence shows.
const MAX_VALUES: usize = 20;

impl From<&Answer> for Evidence {
    fn from(answer: &Answer) -> Self {
        let server = &answer.asked.server;
        let address = server.address;
        let shown = |record: &super::record::Record| {
            if record.owner == answer.asked.name
                && record.rdata.mnemonic() == answer.asked.rtype.as_str()
            {
                record.rdata.to_string()
            } else {
                format!("{} {} {}", record.owner, record.rdata.mnemonic(), record.rdata)
            }
        };
        Self {
            asked: EvidenceAsked {
                name: answer.asked.name.clone(),
                rtype: answer.asked.rtype,
                server: server
                    .name
                    .as_ref()
                    .map_or_else(|| address.to_string(), |name| format!("{name} ({address})")),
                transport: answer.asked.transport,
            },
            answer: EvidenceAnswer {
                rcode: answer.reply.rcode().to_owned(),
                values: answer.records().iter().take(MAX_VALUES).map(shown).collect(),
                ttl: answer.ttl(),
                ede: answer.ede.clone(),
            },
            at: answer.at,
        }
    }
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is, with its particulars.
    #[serde(flatten)]
    pub cause: Cause,
    /// How much it matters.
    pub severity: Severity,
    /// Who must act.
    pub actor: Actor,
    /// The record it is about; `None` when it is about the whole zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordRef>,
    /// What was seen.
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// A finding with the weight that its cause has.
    #[must_use]
    pub fn new(cause: Cause, record: Option<&DesiredRecord>, seen: &[&Answer]) -> Self {
        let (severity, actor) = cause.weight();
        Self {
            cause,
            severity,
            actor,
            record: record.map(RecordRef::from),
            evidence: seen.iter().map(|answer| Evidence::from(*answer)).collect(),
        }
    }
}
