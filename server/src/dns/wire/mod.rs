//! Between octets and meaning: questions are written, answers are read.
//!
//! Answers are hostile input: whatever can't be read is [`Reply::Malformed`], never a panic.

mod answer;
mod query;
mod rdata;

use std::net::IpAddr;

use app::domain::name::OwnerName;
use app::domain::observation::Reply;
use app::domain::record::RecordType;
use hickory_proto::rr::{self, Name};

pub(super) use self::answer::{decode, is_truncated};
pub(super) use self::query::{Edns, Query, encode};

/// Octets before the question (RFC 1035 §4.1.1).
pub(super) const HEADER: usize = 12;
/// The option code of DNS cookies (RFC 7873 §8).
const COOKIE: u16 = 10;

/// A name and a type to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    pub(crate) name: OwnerName,
    pub(crate) rtype: RecordType,
}

impl Question {
    pub(crate) const fn new(name: OwnerName, rtype: RecordType) -> Self {
        Self { name, rtype }
    }
}

/// What kind of answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// From the zone's own data: RD=0, and the answer must have AA.
    Authoritative,
    /// The same with the zone's signatures (RFC 3225, DO).
    Signed,
    /// From whoever asks around: RD=1, and AD to hear of a validation (RFC 6840 §5.7).
    Recursive,
    /// From whoever asks around, without validation (RFC 4035 §3.2.2, CD).
    Unchecked,
}

/// The NS set of a child, told by the parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Referral {
    pub(crate) zone: OwnerName,
    pub(crate) names: Vec<OwnerName>,
    pub(crate) ttl: u32,
}

/// The start of the zone that an answer belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) apex: OwnerName,
    pub(crate) negative_ttl: u32,
}

/// A record of the answer section by its octets: DS, DNSKEY and RRSIG alone are kept so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Raw {
    pub(crate) owner: OwnerName,
    pub(crate) rtype: u16,
    pub(crate) octets: Vec<u8>,
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) reply: Reply,
    pub(crate) ede: Vec<u16>,
    /// The resolver says that it has validated this (RFC 4035 §3.2.3, AD).
    pub(crate) authentic: bool,
    /// From the SOA record in the answer or in the authority section.
    pub(crate) start: Option<Start>,
    pub(crate) referral: Option<Referral>,
    /// Addresses in the additional section.
    pub(crate) glue: Vec<(OwnerName, IpAddr)>,
    pub(crate) raw: Vec<Raw>,
    /// The COOKIE option, as it came.
    pub(crate) cookie: Option<Vec<u8>>,
}

impl Response {
    /// Nothing was learnt, for this reason.
    pub(crate) const fn failed(reply: Reply) -> Self {
        Self {
            reply,
            ede: Vec::new(),
            authentic: false,
            start: None,
            referral: None,
            glue: Vec::new(),
            raw: Vec::new(),
            cookie: None,
        }
    }
}

/// The name as the domain has it; `None` for what could not be written in a zone file as it is.
pub(super) fn owner(name: &Name) -> Option<OwnerName> {
    if name.is_root() {
        return Some(OwnerName::root());
    }
    let mut text = String::with_capacity(name.len());
    for label in name {
        // A dot within a label would be read as two labels.
        let label = std::str::from_utf8(label).ok().filter(|label| !label.contains('.'))?;
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(label);
    }
    text.parse().ok()
}

/// The same, for a name that is most likely `known`: then nothing is read twice.
fn owner_near(name: &Name, known: &OwnerName) -> Option<OwnerName> {
    let mut labels = known.labels();
    let same = name.iter().all(|label| {
        labels.next().is_some_and(|known| label.eq_ignore_ascii_case(known.as_bytes()))
    });
    if same && labels.next().is_none() { Some(known.clone()) } else { owner(name) }
}

/// The type's number.
pub(super) const fn code(rtype: RecordType) -> rr::RecordType {
    match rtype {
        RecordType::A => rr::RecordType::A,
        RecordType::Aaaa => rr::RecordType::AAAA,
        RecordType::Caa => rr::RecordType::CAA,
        RecordType::Cname => rr::RecordType::CNAME,
        RecordType::Dname => rr::RecordType::DNAME,
        RecordType::Dnskey => rr::RecordType::DNSKEY,
        RecordType::Ds => rr::RecordType::DS,
        RecordType::Https => rr::RecordType::HTTPS,
        RecordType::Mx => rr::RecordType::MX,
        RecordType::Ns => rr::RecordType::NS,
        RecordType::Soa => rr::RecordType::SOA,
        RecordType::Txt => rr::RecordType::TXT,
    }
}
