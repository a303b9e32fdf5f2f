//! The certificate of a connection, as far as the outside is told.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// The stages of getting a certificate (RFC 8555 §7.1.6 underneath).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// An order is being made.
    Initializing,
    /// The CA checks the name.
    Validation,
    /// The CA signs.
    Issuance,
    /// The edge takes it over.
    Deployment,
    /// It is being removed.
    Deletion,
}

/// Where a certificate stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CertificateStatus {
    /// Nothing has been asked for.
    #[default]
    None,
    /// An order is being made.
    Initializing,
    /// The CA checks the name.
    PendingValidation,
    /// The edge or the CA is at work.
    PendingIssuance,
    /// The edge takes it over.
    PendingDeployment,
    /// It was seen at a handshake.
    Active,
    /// It was seen, and ends soon.
    Expiring,
    /// It is being removed.
    PendingDeletion,
    /// It was removed.
    Deleted,
    /// No order in time.
    InitializingTimedOut,
    /// No validation in time.
    ValidationTimedOut,
    /// No certificate in time.
    IssuanceTimedOut,
    /// Not at the edge in time.
    DeploymentTimedOut,
    /// Not removed in time.
    DeletionTimedOut,
    /// The CA refused.
    Failed,
}

/// What is known of a connection's certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certificate {
    /// Where it stands.
    pub status: CertificateStatus,
    /// The issuer's common name or organisation.
    pub issuer: Option<String>,
    /// Valid from.
    #[serde(with = "time::serde::rfc3339::option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::domain::schema::Time>"))]
    pub not_before: Option<OffsetDateTime>,
    /// Valid to.
    #[serde(with = "time::serde::rfc3339::option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::domain::schema::Time>"))]
    pub not_after: Option<OffsetDateTime>,
    /// Lower-case hex.
    pub serial: Option<String>,
    /// How the CA checks the name.
    pub method: Option<Method>,
    /// What went wrong last, for people.
    pub error: Option<String>,
    /// When it is tried again.
    #[serde(with = "time::serde::rfc3339::option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::domain::schema::Time>"))]
    pub retry_at: Option<OffsetDateTime>,
}

/// How a CA checks a name (RFC 8555 §8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// HTTP-01 or TLS-ALPN-01, as the edge likes.
    Http,
    /// DNS-01.
    Txt,
}

impl Certificate {
    /// Whether so little of its life is left that the next one should be there.
    #[must_use]
    pub fn is_expiring_at(&self, now: OffsetDateTime) -> bool {
        match (self.not_before, self.not_after) {
            // CAs advise to renew when a third is left.
            (Some(start), Some(end)) => end - now < (end - start) / 6,
            (None | Some(_), _) => false,
        }
    }

    /// Whether a certificate was seen that is valid at `now`.
    #[must_use]
    pub fn is_valid_at(&self, now: OffsetDateTime) -> bool {
        self.not_after.is_some_and(|end| now < end)
            && self.not_before.is_none_or(|start| start <= now)
    }
}
