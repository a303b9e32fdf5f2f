//! What we say about a domain: one cause each, with what was seen.

mod cause;
mod evidence;
#[cfg(any(test, feature = "ssr"))]
pub mod examples;
mod weight;

use serde::{Deserialize, Serialize};

use super::desired::DesiredRecord;
use super::name::OwnerName;
use super::record::RecordType;

pub use cause::{Cause, Limit, Risk, Slip};
pub use evidence::{Evidence, EvidenceAnswer, EvidenceAsked};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Stops progress.
    Blocking,
    /// Will bite later.
    Warning,
    /// Explains a wait.
    Info,
}

/// Who must do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Whoever edits the domain's DNS.
    Customer,
    /// The company whose service the domain leads to.
    Tenant,
    /// Whoever runs this server.
    Operator,
    /// Time alone helps.
    Nobody,
}

/// Which desired record a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordRef {
    /// The record's owner name.
    pub host: OwnerName,
    /// The record's type.
    #[serde(rename = "type")]
    pub rtype: RecordType,
}

impl From<&DesiredRecord> for RecordRef {
    fn from(record: &DesiredRecord) -> Self {
        Self { host: record.host.clone(), rtype: record.rtype }
    }
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is, with its particulars.
    #[serde(flatten)]
    pub cause: Cause,
    /// How much it matters.
    pub severity: Severity,
    /// Who must act.
    pub actor: Actor,
    /// The record it is about; `None` when it is about the whole zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordRef>,
    /// What was seen.
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// A finding with the weight that its cause has.
    #[must_use]
    pub fn new<'a, E>(cause: Cause, record: Option<&DesiredRecord>, seen: &[&'a E]) -> Self
    where
        Evidence: From<&'a E>,
    {
        let (severity, actor) = cause.weight();
        Self {
            cause,
            severity,
            actor,
            record: record.map(RecordRef::from),
            evidence: seen.iter().map(|seen| Evidence::from(*seen)).collect(),
        }
    }

    /// The same, when what was seen makes it weigh more, or less, than its cause alone.
    #[must_use]
    pub fn weighing(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// The same, when what was seen makes it somebody else's matter.
    #[must_use]
    pub fn of(self, actor: Actor) -> Self {
        Self { actor, ..self }
    }

    /// A finding that our own books tell: nobody was asked for it.
    #[must_use]
    pub fn unseen(cause: Cause) -> Self {
        let (severity, actor) = cause.weight();
        Self { cause, severity, actor, record: None, evidence: Vec::new() }
    }
}
