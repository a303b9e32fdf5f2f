//! What our own books say of a connection, beyond what can be observed.

use time::OffsetDateTime;

use super::certificate::Stage;
use super::finding::{Limit, Risk};

/// Whether the name is served, as far as the tenant is concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Service {
    /// It is, or is to be.
    #[default]
    Wanted,
    /// It was archived, or has drifted for longer than the grace.
    Ended,
}

/// What happened to the last order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nothing that must be told.
    #[default]
    Quiet,
    /// A stage took too long.
    TimedOut(Stage),
    /// The next one must wait.
    Limited {
        /// By whose limit.
        limit: Limit,
        /// Until when.
        retry_at: OffsetDateTime,
    },
    /// The CA refused.
    Rejected {
        /// The type of its problem document, without the namespace.
        problem: String,
        /// Its words.
        detail: String,
    },
    /// The certificate is there, the origin behind the edge does not answer.
    NoOrigin {
        /// The edge's HTTP status.
        status: u16,
    },
}

/// Everything that a diagnosis needs to know of us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Whether another connection holds the claim, and this one may be told: it has proven
    /// itself, or is the same tenant's.
    pub taken: bool,
    /// Whether the name is served.
    pub service: Service,
    /// Why a person must look first.
    pub risk: Option<Risk>,
    /// What happened to the last order.
    pub order: Order,
}
