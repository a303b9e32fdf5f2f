//! Every machine code that the API answers. Once published, a code keeps its meaning.

use serde::{Deserialize, Serialize};

/// What went wrong, for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// 400: unknown or malformed fields; `details.fields` names them.
    Invalid,
    /// 401: no key or token, or one that is not good any more.
    Unauthorized,
    /// 402: the plan has no room for it.
    #[serde(rename = "QuotaExceeded")]
    QuotaExceeded,
    /// 403: the key or token does not reach so far.
    Forbidden,
    /// 404: not there, or somebody else's.
    NotFound,
    /// 409: the hostname is claimed; `details.connection_id` to its own tenant.
    #[serde(rename = "HostnameConflict")]
    HostnameConflict,
    /// 409: the proof was not found; findings in `details`.
    OwnershipNotFound,
    /// 409: the connection is not so far.
    NotReady,
    /// 409: the same idempotency key with another body.
    IdempotencyMismatch,
    /// 410: it was there, and is over.
    Gone,
    /// 413: the body is larger than 64 KiB.
    TooLarge,
    /// 422: the text is no name that can be connected.
    InvalidHostname,
    /// 422: the name needs a check by hand; `details.support_url` says where.
    HighRiskDomain,
    /// 422: the address is not one that events may be sent to.
    UnsafeUrl,
    /// 429: later; `Retry-After` says when.
    RateLimited,
    /// 429: certificates are tried again too often; `Retry-After` says when.
    CertificateRateLimited,
    /// 500: our fault.
    Internal,
    /// 502: whoever takes the money did not answer.
    BillingUnavailable,
    /// 502: no cache forgot what it was told to.
    EdgeUnavailable,
    /// 503: the database is away, or the server is stopping.
    Unavailable,
}

impl Code {
    /// Every code.
    pub const ALL: [Self; 20] = [
        Self::Invalid,
        Self::Unauthorized,
        Self::QuotaExceeded,
        Self::Forbidden,
        Self::NotFound,
        Self::HostnameConflict,
        Self::OwnershipNotFound,
        Self::NotReady,
        Self::IdempotencyMismatch,
        Self::Gone,
        Self::TooLarge,
        Self::InvalidHostname,
        Self::HighRiskDomain,
        Self::UnsafeUrl,
        Self::RateLimited,
        Self::CertificateRateLimited,
        Self::Internal,
        Self::BillingUnavailable,
        Self::EdgeUnavailable,
        Self::Unavailable,
    ];
}
