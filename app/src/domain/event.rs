//! What is announced to the tenant's server, and nothing else is.

use serde::{Deserialize, Serialize};

/// The webhook events of the transitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EventType {
    /// Ownership is proven.
    #[serde(rename = "domain.verified")]
    Verified,
    /// The first certificate serves; always with [`EventType::FlowCompleted`].
    #[serde(rename = "ssl.issued")]
    SslIssued,
    /// The domain is live for the first time.
    #[serde(rename = "domain.flow.completed")]
    FlowCompleted,
    /// A live domain's records stopped matching.
    #[serde(rename = "domain.drift")]
    Drift,
    /// They match again.
    #[serde(rename = "domain.recovered")]
    Recovered,
    /// No progress for too long.
    #[serde(rename = "domain.stalled")]
    Stalled,
    /// It can't go on.
    #[serde(rename = "domain.failed")]
    Failed,
    /// Offboarded.
    #[serde(rename = "domain.archived")]
    Archived,
    /// Another connection has proven the name, and takes it over when the notice is over.
    #[serde(rename = "domain.claim_contested")]
    ClaimContested,
    /// Another connection took the name over.
    #[serde(rename = "domain.claim_lost")]
    ClaimLost,
    /// A certificate could not be had, or ended while live.
    #[serde(rename = "ssl.failed")]
    SslFailed,
    /// A certificate ends soon, and none has followed.
    #[serde(rename = "ssl.expiring")]
    SslExpiring,
}

impl EventType {
    /// The published name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "domain.verified",
            Self::SslIssued => "ssl.issued",
            Self::FlowCompleted => "domain.flow.completed",
            Self::Drift => "domain.drift",
            Self::Recovered => "domain.recovered",
            Self::Stalled => "domain.stalled",
            Self::Failed => "domain.failed",
            Self::Archived => "domain.archived",
            Self::ClaimContested => "domain.claim_contested",
            Self::ClaimLost => "domain.claim_lost",
            Self::SslFailed => "ssl.failed",
            Self::SslExpiring => "ssl.expiring",
        }
    }
}
