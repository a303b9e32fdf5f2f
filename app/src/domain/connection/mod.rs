//! The life of a connection: four axes, a lifecycle, and what can happen to them.
//!
//! ```text
//! created ─▶ pending_ownership ─▶ verified ─▶ propagating ⇄ issuing_cert ─▶ live ⇄ drifted
//!                   │                              │             │
//!                   └──────────────▶ stalled ◀─────┴─────────────┘
//!                                       └─▶ back where it stood, or archived
//! before live only ─▶ failed            any ─▶ archived
//! ```
//!
//! The headline [`State`] is never stored: it is a pure function of the axes, the lifecycle
//! and `first_live_at`.

mod step;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::event::EventType;

/// How one axis stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AxisStatus {
    /// Looked at, not there yet.
    Waiting,
    /// A look is under way.
    Checking,
    /// As it should be.
    Ok,
    /// It was as it should be, and is no longer.
    Failing,
    /// Nobody has looked.
    Unknown,
}

/// One axis: its status, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// How it stands.
    pub status: AxisStatus,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub since: OffsetDateTime,
}

impl Axis {
    const fn new(now: OffsetDateTime) -> Self {
        Self { status: AxisStatus::Unknown, since: now }
    }

    fn set(&mut self, status: AxisStatus, now: OffsetDateTime) -> bool {
        let changed = self.status != status;
        if changed {
            *self = Self { status, since: now };
        }
        changed
    }

    fn is_ok(self) -> bool {
        self.status == AxisStatus::Ok
    }
}

/// What is followed, each for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axes {
    /// The proof that the name is the customer's.
    pub ownership: Axis,
    /// Whether the name leads to the tenant.
    pub routing: Axis,
    /// Whether a certificate is served for it.
    pub certificate: Axis,
    /// Whether HTTPS answers.
    pub serving: Axis,
}

/// Whether the connection is followed at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lifecycle {
    /// Followed.
    Active,
    /// Followed rarely: nothing moved for long.
    Stalled,
    /// Ended before it was live.
    Failed,
    /// Offboarded; the hostname is free again.
    Archived,
}

/// The headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The row exists, nothing was looked at.
    Created,
    /// Waits for the ownership TXT.
    PendingOwnership,
    /// An ownership check is under way; shown only.
    Verifying,
    /// Ownership is proven, routing was not looked at.
    Verified,
    /// Routing is being observed.
    Propagating,
    /// All records match, the certificate is being obtained.
    IssuingCert,
    /// Records match, HTTPS answers.
    Live,
    /// A live domain's records stopped matching.
    Drifted,
    /// No progress for long.
    Stalled,
    /// Ended before it was live.
    Failed,
    /// Offboarded.
    Archived,
}

impl State {
    /// Every state, in the order of a connection's life.
    pub const ALL: [Self; 11] = [
        Self::Created,
        Self::PendingOwnership,
        Self::Verifying,
        Self::Verified,
        Self::Propagating,
        Self::IssuingCert,
        Self::Live,
        Self::Drifted,
        Self::Stalled,
        Self::Failed,
        Self::Archived,
    ];

    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::PendingOwnership => "pending_ownership",
            Self::Verifying => "verifying",
            Self::Verified => "verified",
            Self::Propagating => "propagating",
            Self::IssuingCert => "issuing_cert",
            Self::Live => "live",
            Self::Drifted => "drifted",
            Self::Stalled => "stalled",
            Self::Failed => "failed",
            Self::Archived => "archived",
        }
    }

    /// Whether nothing can follow.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Failed | Self::Archived)
    }
}

/// Why a connection ended or stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The CA refused for good.
    CertificateRejected,
    /// The name needs a check by hand.
    HighRiskDomain,
    /// The domain does not exist any more.
    DomainGone,
    /// A stage of issuing took too long.
    CertificateTimedOut,
    /// Nothing moved for long.
    NoProgress,
    /// The challenge was not answered in time.
    ChallengeExpired,
    /// Another connection proved the name.
    ClaimTransferred,
}

/// What a look found on one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// As it should be, by every reachable authority.
    Right,
    /// Answered, and not as it should be.
    Wrong,
    /// Could not ask: changes nothing.
    Unknown,
}

/// What a look came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The ownership TXT.
    pub ownership: Judgement,
    /// The routing records.
    pub routing: Judgement,
}

impl Verdict {
    /// The look that could not look.
    pub const INCONCLUSIVE: Self =
        Self { ownership: Judgement::Unknown, routing: Judgement::Unknown };
}

/// What moves a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The DNS was looked at.
    Looked(Verdict),
    /// The edge answered for the name with a valid certificate, and HTTPS answered.
    Served,
    /// The edge answered without a valid certificate, or HTTPS did not answer.
    NotServed,
    /// Time went by.
    Waited,
    /// The registry does not know the domain, which was there before.
    Gone,
    /// Somebody asks to try the certificate again.
    Retry,
    /// Somebody offboarded it.
    Archive,
    /// It can't go on; before live only.
    Fail(ErrorCode),
    /// Another connection took the name over.
    LoseClaim,
}

/// The times that are rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Without progress for so long: stalled.
    pub stall_after: Duration,
    /// How long a drifted name is still served.
    pub drift_grace: Duration,
    /// How far apart two looks must be that agree on a drift.
    pub drift_agreement: Duration,
    /// How long the edge may take to get a certificate.
    pub issuance_timeout: Duration,
    /// How long a challenge may wait for its answer.
    pub challenge_life: Duration,
    /// How long a proof is good for a domain that isn't live.
    pub proof_life: Duration,
    /// Stalled for so long: archived.
    pub archive_after: Duration,
    /// How far apart two looks must be that agree on a domain's end.
    pub gone_agreement: Duration,
    /// How long a live holder is told before its name is taken over.
    pub claim_notice: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            stall_after: Duration::hours(72),
            drift_grace: Duration::hours(72),
            drift_agreement: Duration::minutes(5),
            issuance_timeout: Duration::minutes(15),
            challenge_life: Duration::days(14),
            proof_life: Duration::days(30),
            archive_after: Duration::days(30),
            gone_agreement: Duration::HOUR,
            claim_notice: Duration::hours(24),
        }
    }
}

/// Everything that the state machine remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The four axes.
    pub axes: Axes,
    /// Whether it is followed.
    pub lifecycle: Lifecycle,
    /// When it was created.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When an axis or the lifecycle last changed.
    #[serde(with = "time::serde::rfc3339")]
    pub moved_at: OffsetDateTime,
    /// When ownership was last seen proven.
    #[serde(with = "time::serde::rfc3339::option")]
    pub proven_at: Option<OffsetDateTime>,
    /// When it was live first; set once.
    #[serde(with = "time::serde::rfc3339::option")]
    pub first_live_at: Option<OffsetDateTime>,
    /// When a live domain's records were first seen wrong, not yet confirmed.
    #[serde(with = "time::serde::rfc3339::option")]
    pub suspected_at: Option<OffsetDateTime>,
    /// Since when the registry does not know the domain, not yet confirmed.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub gone_since: Option<OffsetDateTime>,
    /// Why it ended or stands still.
    pub error: Option<ErrorCode>,
}

/// One arrow of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The headline before.
    pub from: State,
    /// The headline after.
    pub to: State,
}

impl Transition {
    /// What is announced.
    #[must_use]
    pub const fn events(self) -> &'static [EventType] {
        match (self.from, self.to) {
            (_, State::Verified) => &[EventType::Verified],
            (State::Drifted, State::Live) => &[EventType::Recovered],
            (State::Stalled | State::IssuingCert, State::Live) => {
                &[EventType::SslIssued, EventType::FlowCompleted]
            }
            (_, State::Drifted) => &[EventType::Drift],
            (_, State::Stalled) => &[EventType::Stalled],
            (_, State::Failed) => &[EventType::Failed],
            (_, State::Archived) => &[EventType::Archived],
            (
                _,
                State::Created
                | State::PendingOwnership
                | State::Verifying
                | State::Propagating
                | State::IssuingCert
                | State::Live,
            ) => &[],
        }
    }
}

impl Progress {
    /// A connection that nobody has looked at.
    #[must_use]
    pub const fn new(now: OffsetDateTime) -> Self {
        let axis = Axis::new(now);
        Self {
            axes: Axes { ownership: axis, routing: axis, certificate: axis, serving: axis },
            lifecycle: Lifecycle::Active,
            created_at: now,
            moved_at: now,
            proven_at: None,
            first_live_at: None,
            suspected_at: None,
            gone_since: None,
            error: None,
        }
    }

    /// The headline.
    #[must_use]
    pub fn state(&self) -> State {
        match self.lifecycle {
            Lifecycle::Stalled => State::Stalled,
            Lifecycle::Failed => State::Failed,
            Lifecycle::Archived => State::Archived,
            Lifecycle::Active => self.active_state(),
        }
    }

    /// The headline, with `verifying` while an ownership check holds its lease.
    #[must_use]
    pub fn shown_state(&self, checking: bool) -> State {
        let state = self.state();
        let asks_for_proof = matches!(state, State::Created | State::PendingOwnership);
        if checking && asks_for_proof { State::Verifying } else { state }
    }

    /// The headline that a stalled connection goes back to.
    fn active_state(&self) -> State {
        let Axes { ownership, routing, .. } = self.axes;
        if self.first_live_at.is_some() {
            return if routing.status == AxisStatus::Failing {
                State::Drifted
            } else {
                State::Live
            };
        }
        match (ownership.status, routing.status) {
            (AxisStatus::Unknown, _) => State::Created,
            (AxisStatus::Ok, AxisStatus::Unknown) => State::Verified,
            (AxisStatus::Ok, AxisStatus::Ok) => State::IssuingCert,
            (AxisStatus::Ok, AxisStatus::Waiting | AxisStatus::Checking | AxisStatus::Failing) => {
                State::Propagating
            }
            (AxisStatus::Waiting | AxisStatus::Checking | AxisStatus::Failing, _) => {
                State::PendingOwnership
            }
        }
    }

    /// Whether the hostname is held against others.
    #[must_use]
    pub fn holds_claim(&self) -> bool {
        let followed = matches!(self.lifecycle, Lifecycle::Active | Lifecycle::Stalled);
        followed && self.was_proven()
    }

    /// Whether it was archived, and may have left records behind that lead here: nobody sets up
    /// a name for good that was never proven.
    #[must_use]
    pub fn may_leave_records(&self) -> bool {
        self.lifecycle == Lifecycle::Archived && self.was_proven()
    }

    fn was_proven(&self) -> bool {
        self.axes.ownership.is_ok() || self.first_live_at.is_some()
    }
}
