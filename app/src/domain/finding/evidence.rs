//! What was seen, as it is shown.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, Transport};
use crate::domain::record::{Record, RecordType};
use crate::domain::web::{Handshake, Visit};

/// A question, of whom, and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Evidence {
    /// Of the DNS.
    Dns {
        /// What was asked.
        asked: EvidenceAsked,
        /// What came back.
        answer: EvidenceAnswer,
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        #[cfg_attr(feature = "schema", schemars(with = "crate::domain::schema::Time"))]
        at: OffsetDateTime,
    },
    /// Of a web server, over HTTP.
    Http {
        /// What was asked for, and each answer on the way.
        #[serde(flatten)]
        visit: Visit,
        /// The status of the last answer, where there was one.
        status: Option<u16>,
    },
    /// Of a web server, in a TLS handshake.
    Tls(Handshake),
}

/// A question of the DNS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// An answer of the DNS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
        let Answer { asked, reply, ede, at } = answer;
        let (server, address) = (&asked.server, asked.server.address);
        let shown = |record: &Record| {
            if record.owner == asked.name && record.rdata.mnemonic() == asked.rtype.as_str() {
                record.rdata.to_string()
            } else {
                format!("{} {} {}", record.owner, record.rdata.mnemonic(), record.rdata)
            }
        };
        Self::Dns {
            asked: EvidenceAsked {
                name: asked.name.clone(),
                rtype: asked.rtype,
                server: server
                    .name
                    .as_ref()
                    .map_or_else(|| address.to_string(), |name| format!("{name} ({address})")),
                transport: asked.transport,
            },
            answer: EvidenceAnswer {
                rcode: reply.rcode().to_owned(),
                values: answer.records().iter().take(MAX_VALUES).map(shown).collect(),
                ttl: answer.ttl(),
                ede: ede.clone(),
            },
            at: *at,
        }
    }
}

impl From<&Visit> for Evidence {
    fn from(visit: &Visit) -> Self {
        let status = visit.hops.last().and_then(|hop| hop.status);
        Self::Http { visit: visit.clone(), status }
    }
}

impl From<&Handshake> for Evidence {
    fn from(handshake: &Handshake) -> Self {
        Self::Tls(handshake.clone())
    }
}
