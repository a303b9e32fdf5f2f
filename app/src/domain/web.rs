//! What web servers said: each request with what followed from it, each handshake.

use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::name::OwnerName;

/// One request that was sent, and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hop {
    /// What was asked for.
    pub url: String,
    /// The address that was connected to.
    pub address: SocketAddr,
    /// The HTTP status; `None` where no answer came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The `Server` field, at most 100 characters of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// Where it redirects to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VisitEnd {
    /// At our edge: its signed marker was there.
    Marker,
    /// At a signature that could not be checked here, in a form that is our edge's.
    Unchecked,
    /// At somebody's answer; the last [`Hop`] tells it.
    Answered,
    /// The connection was refused.
    Refused,
    /// No connection, or no answer, in time.
    TimedOut,
    /// The connection ended, or what came was no HTTP.
    Broken,
    /// An address that may not be contacted, or a redirect to a URL that is none of the web's.
    Forbidden,
    /// A redirect to a name that has no address.
    Nowhere,
    /// A redirect to what was asked for before.
    Circle,
    /// More than ten redirects.
    TooMany,
}

/// One request for the path by which a CA checks a name (RFC 8555 §8.3), and its redirects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Visit {
    /// What was asked for.
    pub url: String,
    /// The address of the hostname that the visit began at.
    pub address: IpAddr,
    /// How it ended.
    pub end: VisitEnd,
    /// Each request, the first included.
    pub hops: Vec<Hop>,
    /// When it ended.
    #[serde(with = "time::serde::rfc3339")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::domain::schema::Time"))]
    pub at: OffsetDateTime,
}

/// What was seen before it was looked at.
pub(super) const fn yes() -> bool {
    true
}

/// How a handshake ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HandshakeEnd {
    /// A certificate was shown.
    Shown {
        /// The names that it is for, at most 20.
        names: Vec<String>,
        /// Whether the hostname is among them.
        covers: bool,
        /// Who issued it.
        issuer: Option<String>,
        /// Until when it is valid.
        #[serde(with = "time::serde::rfc3339")]
        #[cfg_attr(feature = "schema", schemars(with = "crate::domain::schema::Time"))]
        not_after: OffsetDateTime,
        /// Whether a CA that browsers trust has issued it (or one of `TRUSTED_ROOTS`).
        #[serde(default = "yes")]
        trusted: bool,
    },
    /// The server ended the handshake: it has no certificate for the name.
    Alert,
    /// The connection was refused.
    Refused,
    /// No connection, or no answer, in time.
    TimedOut,
    /// What came was no TLS.
    Broken,
    /// The address may not be contacted.
    Forbidden,
}

/// One TLS handshake with the hostname as server name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Handshake {
    /// The server name that was sent.
    pub subject: OwnerName,
    /// The address that was connected to.
    pub address: IpAddr,
    /// How it ended.
    #[serde(flatten)]
    pub end: HandshakeEnd,
    /// When it ended.
    #[serde(with = "time::serde::rfc3339")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::domain::schema::Time"))]
    pub at: OffsetDateTime,
}

/// Everything that was asked of web servers in one look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Web {
    /// One for each address of the hostname.
    pub visits: Vec<Visit>,
    /// One for each address of the hostname.
    pub handshakes: Vec<Handshake>,
    /// The name above the hostname that tells browsers to use HTTPS alone below it
    /// (RFC 6797 §6.1.2), where there is one.
    pub hsts: Option<OwnerName>,
}
