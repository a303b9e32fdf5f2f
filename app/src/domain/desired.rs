//! Which records a hostname must publish.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::name::{Hostname, OwnerName};
use super::record::{Rdata, RecordType};

/// The TTL we ask customers to use, seconds: short enough to mend a mistake within minutes.
pub const SUGGESTED_TTL: u32 = 300;

/// What a hostname is to its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The zone's own name, where a CNAME can't stand (RFC 1034 §3.6.2).
    Apex,
    /// Any name below the apex.
    Subdomain,
    /// `*.` and a name.
    Wildcard,
}

/// A range of addresses; a single address is the range of its full length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Cidr {
    network: IpAddr,
    prefix: u8,
}

/// Why a text is neither an address nor a range of addresses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is neither an IP address nor a range like 192.0.2.0/24")]
pub struct CidrError(pub String);

impl Cidr {
    /// The first address of the range.
    #[must_use]
    pub const fn network(&self) -> IpAddr {
        self.network
    }

    /// Whether the range is one address, which a record can hold.
    #[must_use]
    pub const fn is_single(&self) -> bool {
        self.prefix == full(self.network)
    }

    /// Whether `address` lies in the range; the families are never mixed.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.network, address) {
            (IpAddr::V4(net), IpAddr::V4(ip)) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0);
                (net.to_bits() & mask) == (ip.to_bits() & mask)
            }
            (IpAddr::V6(net), IpAddr::V6(ip)) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0);
                (net.to_bits() & mask) == (ip.to_bits() & mask)
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

impl From<IpAddr> for Cidr {
    fn from(network: IpAddr) -> Self {
        Self { network, prefix: full(network) }
    }
}

const fn full(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

impl FromStr for Cidr {
    type Err = CidrError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || CidrError(text.to_owned());
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let network: IpAddr = address.parse().map_err(|_| error())?;
        let prefix = match prefix {
            Some(prefix) => prefix.parse::<u8>().map_err(|_| error())?,
            None => full(network),
        };
        if full(network) < prefix {
            return Err(error());
        }
        Ok(Self { network, prefix })
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() {
            self.network.fmt(f)
        } else {
            write!(f, "{}/{}", self.network, self.prefix)
        }
    }
}

impl TryFrom<String> for Cidr {
    type Error = CidrError;

    fn try_from(text: String) -> Result<Self, CidrError> {
        text.parse()
    }
}

impl From<Cidr> for String {
    fn from(cidr: Cidr) -> Self {
        cidr.to_string()
    }
}

/// Where a tenant wants its customers' names to lead.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordTemplate {
    /// The name that subdomains alias.
    pub cname_target: OwnerName,
    /// The declared pool of IPv4 addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub a: Vec<Cidr>,
    /// The declared pool of IPv6 addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aaaa: Vec<Cidr>,
}

impl RecordTemplate {
    /// Whether `address` lies in the declared pool.
    #[must_use]
    pub fn owns(&self, address: IpAddr) -> bool {
        self.a.iter().chain(&self.aaaa).any(|range| range.contains(address))
    }
}

/// The proof that a customer is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Where the TXT stands.
    pub name: OwnerName,
    /// What it must equal.
    pub value: String,
}

/// Everything that one connection asks of the DNS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desired {
    /// The name to connect.
    pub hostname: Hostname,
    /// What it is to its zone.
    pub kind: Kind,
    /// The proof of ownership.
    pub challenge: Challenge,
    /// Where it must lead.
    pub template: RecordTemplate,
    /// The CAs that may be asked for a certificate, by their CAA names (RFC 8659 §4.2).
    pub issuers: Vec<String>,
    /// Our accounts at them, in their order, for `accounturi` (RFC 8657 §3); none where they are
    /// the edge's, or not made yet.
    #[serde(default)]
    pub accounts: Vec<Option<String>>,
    /// Where `_acme-challenge` of a wildcard must lead, so that DNS-01 (RFC 8555 §8.4) can be
    /// answered for it; `None` where it is answered otherwise.
    #[serde(default)]
    pub acme_delegation: Option<OwnerName>,
}

/// What a record is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Proves that the name belongs to the customer.
    Ownership,
    /// Leads visitors to the tenant.
    Routing,
    /// Lets a certificate be issued.
    Certificate,
    /// Leads a sibling name here.
    Redirect,
    /// Delivers mail.
    Email,
}

/// One record that the customer is asked to publish.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DesiredRecord {
    /// The owner name, whole, without trailing dot.
    pub host: OwnerName,
    /// The type to choose at the DNS host.
    #[serde(rename = "type")]
    pub rtype: RecordType,
    /// The value; TXT as raw text.
    pub value: String,
    /// Suggested, seconds.
    pub ttl: u32,
    /// What it is there for.
    pub purpose: Purpose,
}

impl Desired {
    /// The name that the hostname may be an alias of. None where that is the hostname itself:
    /// a name can't be its own alias, and the addresses that it has prove nothing.
    #[must_use]
    pub fn target(&self) -> Option<&OwnerName> {
        Some(&self.template.cname_target).filter(|name| **name != *self.hostname.as_owner())
    }

    /// The records to publish, in the order in which a person would add them.
    #[must_use]
    pub fn records(&self) -> Vec<DesiredRecord> {
        let mut records = vec![DesiredRecord {
            host: self.challenge.name.clone(),
            rtype: RecordType::Txt,
            value: self.challenge.value.clone(),
            ttl: SUGGESTED_TTL,
            purpose: Purpose::Ownership,
        }];
        let addresses = self.addresses();
        if addresses.is_empty() {
            records.push(self.routing(RecordType::Cname, self.template.cname_target.to_string()));
        }
        for range in addresses {
            let v4 = range.network().is_ipv4();
            let rtype = if v4 { RecordType::A } else { RecordType::Aaaa };
            records.push(self.routing(rtype, range.to_string()));
        }
        records.extend(self.delegation());
        records
    }

    /// The alias by which a CA is led to where we answer it (RFC 8555 §8.4).
    fn delegation(&self) -> Option<DesiredRecord> {
        let to = self.acme_delegation.as_ref()?;
        Some(DesiredRecord {
            host: self.hostname.base().child("_acme-challenge").ok()?,
            rtype: RecordType::Cname,
            value: to.to_string(),
            ttl: SUGGESTED_TTL,
            purpose: Purpose::Certificate,
        })
    }

    /// The addresses that are asked for; none where a CNAME (or the DNS host's flattening of
    /// one) is asked for instead.
    fn addresses(&self) -> Vec<Cidr> {
        let ranges = self.template.a.iter().chain(&self.template.aaaa).copied();
        match (self.target(), self.kind) {
            // Only addresses can lead it where it must.
            (None, _) => ranges.collect(),
            (Some(_), Kind::Subdomain | Kind::Wildcard) => Vec::new(),
            (Some(_), Kind::Apex) => ranges.filter(Cidr::is_single).collect(),
        }
    }

    fn routing(&self, rtype: RecordType, value: String) -> DesiredRecord {
        DesiredRecord {
            host: self.hostname.as_owner().clone(),
            rtype,
            value,
            ttl: SUGGESTED_TTL,
            purpose: Purpose::Routing,
        }
    }
}

impl DesiredRecord {
    /// The value as data to compare; `None` where it is only told (an address that is none).
    #[must_use]
    pub fn rdata(&self) -> Option<Rdata> {
        match self.rtype {
            RecordType::A => self.value.parse::<Ipv4Addr>().ok().map(Rdata::A),
            RecordType::Aaaa => self.value.parse::<Ipv6Addr>().ok().map(Rdata::Aaaa),
            RecordType::Cname => self.value.parse().ok().map(Rdata::Cname),
            RecordType::Txt => Some(Rdata::Txt(self.value.clone())),
            RecordType::Caa
            | RecordType::Dname
            | RecordType::Dnskey
            | RecordType::Ds
            | RecordType::Https
            | RecordType::Mx
            | RecordType::Ns
            | RecordType::Soa => None,
        }
    }
}
