//! What the holder of a widget token may see and do.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::name::Hostname;

/// The longest life of a token.
pub const MAX_TTL: Duration = Duration::minutes(60);
/// The shortest life that may be asked for.
pub const MIN_TTL: Duration = Duration::seconds(60);
/// Within so long a session address must be opened first.
pub const FIRST_OPENING: Duration = Duration::minutes(5);
/// The audience of every widget token.
pub const AUDIENCE: &str = "fairlead-widget";

/// What a token may do beside looking, creating and checking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Allow {
    /// Archive its connections.
    #[serde(rename = "delete")]
    Delete,
    /// Write mail records.
    #[serde(rename = "email:apply")]
    EmailApply,
}

/// Which connections a token reaches. All that are given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Those of one customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// One connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<String>,
    /// One hostname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Hostname>,
}

impl Scope {
    /// Whether the scope names anything; a token that names nothing is refused.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.reference.is_none() && self.connection_id.is_none() && self.domain.is_none()
    }

    /// Whether a connection with these particulars lies within.
    #[must_use]
    pub fn reaches(&self, reference: Option<&str>, id: &str, hostname: &Hostname) -> bool {
        self.reference.as_deref().is_none_or(|wanted| reference == Some(wanted))
            && self.connection_id.as_deref().is_none_or(|wanted| wanted == id)
            && self.domain.as_ref().is_none_or(|wanted| wanted == hostname)
    }

    /// Whether a connection for `hostname` may be created.
    #[must_use]
    pub fn may_create(&self, hostname: &Hostname) -> bool {
        self.connection_id.is_none() && self.domain.as_ref().is_none_or(|wanted| wanted == hostname)
    }
}

/// The claims of a widget token (RFC 7519 §4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// `PUBLIC_URL`.
    pub iss: String,
    /// [`AUDIENCE`].
    pub aud: String,
    /// The application.
    pub sub: String,
    /// When it was minted, Unix seconds.
    pub iat: i64,
    /// When it ends, Unix seconds.
    pub exp: i64,
    /// The token's own id.
    pub jti: String,
    /// What it reaches.
    #[serde(flatten)]
    pub scope: Scope,
    /// The language of the reader, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// What it may do beside looking.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
}

impl Claims {
    /// Whether the token is over.
    #[must_use]
    pub const fn is_over(&self, now: OffsetDateTime) -> bool {
        self.exp <= now.unix_timestamp()
    }
}
