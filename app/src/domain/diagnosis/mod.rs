//! From what should be and what was seen to what is to be said.
//!
//! Five pure questions over one observation: [`addresses_to_visit`], where to ask the web;
//! [`diagnose`], what to say; [`observed_records`], how each record stands; [`judge`], what the
//! state machine is told; [`after`], what the next look is to know of this one.

mod acme;
mod beside;
mod books;
mod caa;
mod delegation;
mod dnssec;
mod earlier;
mod elsewhere;
mod facts;
mod issue;
mod ownership;
mod propagation;
mod records;
mod routing;
mod target;
mod visited;
mod way;
mod web;
mod zone;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::connection::{Judgement, Verdict};
use super::desired::{Desired, DesiredRecord};
use super::finding::Finding;
use super::observation::{Delegation, Observation, ServerKind};
use facts::Facts;

pub use books::told_by_books;
pub use earlier::after;
pub use records::observed_records;
pub use visited::addresses_to_visit;

type Check = fn(&Facts<'_>) -> Vec<Finding>;

/// In order of usefulness: what must be mended first comes first.
const CHECKS: &[Check] = &[
    elsewhere::check,
    ownership::check,
    routing::check,
    beside::check,
    propagation::ttl,
    target::check,
    caa::check,
    acme::check,
    web::check,
    propagation::disagreement,
    propagation::caches,
    delegation::check,
    zone::servers,
];

/// Everything there is to say, the most useful first.
///
/// Where a record isn't right, something blocking says so, or that the authorities disagree;
/// where all is right, nothing blocks.
#[must_use]
pub fn diagnose(desired: &Desired, observation: &Observation) -> Vec<Finding> {
    // A zone that can't be asked hides everything that would follow from it.
    if let Some(finding) = zone::broken(observation) {
        return vec![finding];
    }
    let facts = Facts { desired, observation };
    elsewhere::settled(CHECKS.iter().flat_map(|check| check(&facts)).collect())
}

/// What the state machine is told.
#[must_use]
pub fn judge(desired: &Desired, observation: &Observation) -> Verdict {
    match observation.delegation {
        Delegation::NotRegistered { .. } | Delegation::NotDelegated { .. } => {
            Verdict { ownership: Judgement::Wrong, routing: Judgement::Wrong }
        }
        Delegation::Lame(_) | Delegation::Unknown => Verdict::INCONCLUSIVE,
        Delegation::Zone(_) => {
            let facts = Facts { desired, observation };
            Verdict { ownership: ownership::judge(&facts), routing: routing::judge(&facts) }
        }
    }
}

/// How a desired record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordStatus {
    /// No authority has anything there.
    Missing,
    /// Something else stands there, or not every authority has it.
    Mismatched,
    /// Every reachable authority has it; a resolver still serves an old answer.
    Published,
    /// Every authority and every resolver that was asked has it.
    Propagated,
}

/// How far a promised time can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// One look at one cache of an anycast service.
    Sampled,
}

/// What one server has for a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeenBy {
    /// The server's name.
    pub server: String,
    /// Where it was asked.
    pub address: String,
    /// Which side of the DNS it is on.
    pub kind: ServerKind,
    /// What it has at the record's name and type.
    pub values: Vec<String>,
    /// The RCODE, or what happened instead.
    pub rcode: String,
    /// Seconds left.
    pub ttl: Option<u32>,
    /// When it was asked.
    #[serde(with = "time::serde::rfc3339")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::domain::schema::Time"))]
    pub observed_at: OffsetDateTime,
}

/// A desired record and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ObservedRecord {
    /// The record that is wanted.
    #[serde(flatten)]
    pub record: DesiredRecord,
    /// Whether it is visible everywhere we asked.
    pub propagated: bool,
    /// What stands there at the authorities; several values joined by `, `.
    pub observed_value: Option<String>,
    /// How it stands.
    pub status: RecordStatus,
    /// Each server's answer.
    pub seen_by: Vec<SeenBy>,
    /// When the resolver that lags longest lets its old answer go.
    #[serde(with = "time::serde::rfc3339::option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::domain::schema::Time>"))]
    pub visible_at: Option<OffsetDateTime>,
    /// When every well-behaved cache has it.
    #[serde(with = "time::serde::rfc3339::option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::domain::schema::Time>"))]
    pub latest_at: Option<OffsetDateTime>,
    /// How far `visible_at` can be trusted.
    pub confidence: Option<Confidence>,
}
