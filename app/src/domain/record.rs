//! Resource records as values to compare (RFC 1035 §3.2).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::name::OwnerName;

/// The types that Fairlead asks for or shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum RecordType {
    /// IPv4 address (RFC 1035 §3.4.1).
    A,
    /// IPv6 address (RFC 3596).
    Aaaa,
    /// Who may issue certificates (RFC 8659).
    Caa,
    /// The canonical name behind an alias (RFC 1035 §3.3.1).
    Cname,
    /// A whole subtree redirected (RFC 6672).
    Dname,
    /// Public key of a zone (RFC 4034 §2).
    Dnskey,
    /// The digest of a child's key, at its parent (RFC 4034 §5).
    Ds,
    /// How to reach a web server (RFC 9460).
    Https,
    /// Where mail goes (RFC 1035 §3.3.9).
    Mx,
    /// An authoritative server of a zone (RFC 1035 §3.3.11).
    Ns,
    /// The start of a zone (RFC 1035 §3.3.13).
    Soa,
    /// Text (RFC 1035 §3.3.14).
    Txt,
}

impl RecordType {
    /// Every type, in the order of its mnemonic.
    pub const ALL: [Self; 12] = [
        Self::A,
        Self::Aaaa,
        Self::Caa,
        Self::Cname,
        Self::Dname,
        Self::Dnskey,
        Self::Ds,
        Self::Https,
        Self::Mx,
        Self::Ns,
        Self::Soa,
        Self::Txt,
    ];

    /// The mnemonic, as zone files have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Caa => "CAA",
            Self::Cname => "CNAME",
            Self::Dname => "DNAME",
            Self::Dnskey => "DNSKEY",
            Self::Ds => "DS",
            Self::Https => "HTTPS",
            Self::Mx => "MX",
            Self::Ns => "NS",
            Self::Soa => "SOA",
            Self::Txt => "TXT",
        }
    }
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A mnemonic that is none of [`RecordType`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a record type that is known here")]
pub struct UnknownType(pub String);

impl FromStr for RecordType {
    type Err = UnknownType;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|rtype| rtype.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownType(text.to_owned()))
    }
}

/// What a record says. Two are equal when the DNS would call them equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "UPPERCASE")]
pub enum Rdata {
    /// IPv4 address.
    A(Ipv4Addr),
    /// IPv6 address.
    Aaaa(Ipv6Addr),
    /// One property of a CAA set (RFC 8659 §4.1).
    Caa {
        /// Whether a CA that does not know the tag must refuse.
        critical: bool,
        /// The property's tag, lower case.
        tag: String,
        /// The property's value, as it stands.
        value: String,
    },
    /// The canonical name.
    Cname(OwnerName),
    /// The name that replaces the owner in all names below it.
    Dname(OwnerName),
    /// A mail exchange.
    Mx {
        /// Lower is tried first.
        preference: u16,
        /// The mail server.
        exchange: OwnerName,
    },
    /// A name server.
    Ns(OwnerName),
    /// The start of a zone.
    Soa {
        /// The primary server's name.
        primary: OwnerName,
        /// The version of the zone's data (RFC 1982).
        serial: u32,
        /// Bounds how long an absence is cached, seconds (RFC 2308 §4).
        minimum: u32,
    },
    /// The concatenation of the record's strings; octets that are not UTF-8 are replaced.
    Txt(String),
    /// Anything else, in presentation format.
    Other {
        /// The mnemonic, or `TYPE123` (RFC 3597 §5).
        mnemonic: String,
        /// The rest of the zone-file line.
        text: String,
    },
}

impl Rdata {
    /// The type as a mnemonic.
    #[must_use]
    pub fn mnemonic(&self) -> &str {
        match self {
            Self::A(_) => "A",
            Self::Aaaa(_) => "AAAA",
            Self::Caa { .. } => "CAA",
            Self::Cname(_) => "CNAME",
            Self::Dname(_) => "DNAME",
            Self::Mx { .. } => "MX",
            Self::Ns(_) => "NS",
            Self::Soa { .. } => "SOA",
            Self::Txt(_) => "TXT",
            Self::Other { mnemonic, .. } => mnemonic,
        }
    }
}

impl Rdata {
    /// The canonical name, where this is an alias (RFC 1034 §3.6.2).
    #[must_use]
    pub const fn alias(&self) -> Option<&OwnerName> {
        match self {
            Self::Cname(target) => Some(target),
            Self::A(_)
            | Self::Aaaa(_)
            | Self::Caa { .. }
            | Self::Dname(_)
            | Self::Mx { .. }
            | Self::Ns(_)
            | Self::Soa { .. }
            | Self::Txt(_)
            | Self::Other { .. } => None,
        }
    }

    /// The address, where this is one.
    #[must_use]
    pub const fn address(&self) -> Option<IpAddr> {
        match self {
            Self::A(ip) => Some(IpAddr::V4(*ip)),
            Self::Aaaa(ip) => Some(IpAddr::V6(*ip)),
            Self::Caa { .. }
            | Self::Cname(_)
            | Self::Dname(_)
            | Self::Mx { .. }
            | Self::Ns(_)
            | Self::Soa { .. }
            | Self::Txt(_)
            | Self::Other { .. } => None,
        }
    }

    /// The version of a zone's data, where this is its start.
    #[must_use]
    pub const fn serial(&self) -> Option<u32> {
        match self {
            Self::Soa { serial, .. } => Some(*serial),
            Self::A(_)
            | Self::Aaaa(_)
            | Self::Caa { .. }
            | Self::Cname(_)
            | Self::Dname(_)
            | Self::Mx { .. }
            | Self::Ns(_)
            | Self::Txt(_)
            | Self::Other { .. } => None,
        }
    }

    /// The text, where this is one.
    #[must_use]
    pub const fn text(&self) -> Option<&String> {
        match self {
            Self::Txt(text) => Some(text),
            Self::A(_)
            | Self::Aaaa(_)
            | Self::Caa { .. }
            | Self::Cname(_)
            | Self::Dname(_)
            | Self::Mx { .. }
            | Self::Ns(_)
            | Self::Soa { .. }
            | Self::Other { .. } => None,
        }
    }
}

/// As people compare it: TXT as raw text, names without trailing dot.
impl fmt::Display for Rdata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::A(address) => address.fmt(f),
            Self::Aaaa(address) => address.fmt(f),
            Self::Caa { critical, tag, value } => {
                write!(f, "{} {tag} \"{value}\"", if *critical { 128 } else { 0 })
            }
            Self::Cname(name) | Self::Dname(name) | Self::Ns(name) => name.fmt(f),
            Self::Mx { preference, exchange } => write!(f, "{preference} {exchange}"),
            Self::Soa { primary, serial, minimum } => write!(f, "{primary} {serial} {minimum}"),
            Self::Txt(text) | Self::Other { text, .. } => f.write_str(text),
        }
    }
}

/// One record of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Record {
    /// Whom it belongs to.
    pub owner: OwnerName,
    /// How long it may be kept, seconds (RFC 2181 §8: 0 to 2^31 - 1).
    pub ttl: u32,
    /// What it says.
    pub rdata: Rdata,
}

/// A TXT value as a zone file has it: strings of at most 255 octets each, quotes and backslashes
/// escaped (RFC 1035 §5.1).
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut strings = vec![String::new()];
    let mut length = 0;
    for letter in text.chars() {
        length += letter.len_utf8();
        if 255 < length {
            length = letter.len_utf8();
            strings.push(String::new());
        }
        if let Some(string) = strings.last_mut() {
            if matches!(letter, '"' | '\\') {
                string.push('\\');
            }
            string.push(letter);
        }
    }
    strings.iter().map(|string| format!("\"{string}\"")).collect::<Vec<_>>().join(" ")
}
