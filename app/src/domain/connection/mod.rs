//! The life of a connection: four axes, a lifecycle, and the one function that moves them.
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

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::event::EventType;

/// How one axis stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
        followed && (self.axes.ownership.is_ok() || self.first_live_at.is_some())
    }

    /// Applies `input`, arrow by arrow, until nothing moves. Each arrow announces its own.
    #[must_use]
    pub fn step(
        self,
        input: Input,
        now: OffsetDateTime,
        policy: &Policy,
    ) -> (Self, Vec<Transition>) {
        let (mut progress, mut transitions) = (self, Vec::new());
        // The longest way from one input is pending → verified → propagating or issuing.
        for _ in 0..4 {
            let from = progress.state();
            progress = progress.moved(input, now, policy);
            let to = progress.state();
            if from == to {
                break;
            }
            transitions.push(Transition { from, to });
        }
        (progress, transitions)
    }

    fn moved(mut self, input: Input, now: OffsetDateTime, policy: &Policy) -> Self {
        if self.state().is_final() {
            return self;
        }
        let changed = match input {
            Input::Looked(verdict) => self.look(verdict, now, policy),
            Input::Served => self.serve(now, policy),
            Input::NotServed => self.miss(now),
            Input::Waited => self.wait(now, policy),
            Input::Archive => self.end(Lifecycle::Archived, None),
            Input::LoseClaim => self.end(Lifecycle::Archived, Some(ErrorCode::ClaimTransferred)),
            Input::Fail(code) => {
                self.first_live_at.is_none() && self.end(Lifecycle::Failed, Some(code))
            }
        };
        if changed {
            self.moved_at = now;
        }
        self
    }

    fn look(&mut self, verdict: Verdict, now: OffsetDateTime, policy: &Policy) -> bool {
        // One arrow at a time: a first proof is announced before routing is looked at.
        if self.look_ownership(verdict.ownership, now, policy) {
            return self.wake();
        }
        if !self.axes.ownership.is_ok() && self.first_live_at.is_none() {
            return false;
        }
        self.look_routing(verdict.routing, now, policy) && self.wake()
    }

    fn look_ownership(&mut self, seen: Judgement, now: OffsetDateTime, policy: &Policy) -> bool {
        match seen {
            Judgement::Unknown => false,
            Judgement::Right => {
                self.proven_at = Some(now);
                self.axes.ownership.set(AxisStatus::Ok, now)
            }
            Judgement::Wrong if self.axes.ownership.is_ok() => {
                // A lost TXT takes nothing down; but a proof that is too old must be renewed
                // before the domain goes live.
                if self.first_live_at.is_some() || !self.is_proof_old(now, policy) {
                    return false;
                }
                self.axes.routing = Axis::new(now);
                self.axes.ownership.set(AxisStatus::Waiting, now)
            }
            Judgement::Wrong => self.axes.ownership.set(AxisStatus::Waiting, now),
        }
    }

    fn is_proof_old(&self, now: OffsetDateTime, policy: &Policy) -> bool {
        self.proven_at.is_none_or(|at| at + policy.proof_life <= now)
    }

    fn look_routing(&mut self, seen: Judgement, now: OffsetDateTime, policy: &Policy) -> bool {
        match (seen, self.first_live_at) {
            (Judgement::Unknown, _) => false,
            (Judgement::Right, _) => {
                self.suspected_at = None;
                self.axes.routing.set(AxisStatus::Ok, now)
            }
            (Judgement::Wrong, None) => self.axes.routing.set(AxisStatus::Waiting, now),
            (Judgement::Wrong, Some(_)) => self.look_drift(now, policy),
        }
    }

    /// Drift needs two looks that agree, some minutes apart.
    fn look_drift(&mut self, now: OffsetDateTime, policy: &Policy) -> bool {
        match self.suspected_at {
            None => {
                self.suspected_at = Some(now);
                false
            }
            Some(at) if now < at + policy.drift_agreement => false,
            Some(_) => self.axes.routing.set(AxisStatus::Failing, now),
        }
    }

    fn serve(&mut self, now: OffsetDateTime, policy: &Policy) -> bool {
        if !matches!(self.active_state(), State::IssuingCert | State::Live | State::Drifted) {
            return false;
        }
        // Looks that could not look renew nothing: a domain goes live on a proof, not on a memory.
        if self.first_live_at.is_none() && self.is_proof_old(now, policy) {
            return false;
        }
        let mut changed = self.axes.certificate.set(AxisStatus::Ok, now);
        changed |= self.axes.serving.set(AxisStatus::Ok, now);
        if self.first_live_at.is_none() {
            self.first_live_at = Some(now);
            changed = true;
        }
        changed && self.wake()
    }

    fn miss(&mut self, now: OffsetDateTime) -> bool {
        if !matches!(self.active_state(), State::IssuingCert | State::Live | State::Drifted) {
            return false;
        }
        let status = match self.axes.certificate.status {
            AxisStatus::Ok | AxisStatus::Failing => AxisStatus::Failing,
            AxisStatus::Unknown | AxisStatus::Waiting | AxisStatus::Checking => AxisStatus::Waiting,
        };
        let changed = self.axes.certificate.set(status, now);
        self.axes.serving.set(status, now) || changed
    }

    fn wait(&mut self, now: OffsetDateTime, policy: &Policy) -> bool {
        match self.state() {
            State::Live | State::Drifted | State::Failed | State::Archived => false,
            State::Stalled if self.moved_at + policy.archive_after <= now => {
                let code = self.error;
                self.end(Lifecycle::Archived, code)
            }
            _ if self.proven_at.is_none() && self.created_at + policy.challenge_life <= now => {
                self.end(Lifecycle::Archived, Some(ErrorCode::ChallengeExpired))
            }
            State::Stalled => false,
            State::IssuingCert if self.issuing_for(now) >= policy.issuance_timeout => {
                self.end(Lifecycle::Stalled, Some(ErrorCode::CertificateTimedOut))
            }
            State::Created
            | State::PendingOwnership
            | State::Verifying
            | State::Verified
            | State::Propagating
            | State::IssuingCert => {
                self.moved_at + policy.stall_after <= now
                    && self.end(Lifecycle::Stalled, Some(ErrorCode::NoProgress))
            }
        }
    }

    /// How long the edge has had to get a certificate.
    fn issuing_for(&self, now: OffsetDateTime) -> Duration {
        now - self.axes.routing.since.max(self.axes.ownership.since).max(self.moved_at)
    }

    fn wake(&mut self) -> bool {
        if self.lifecycle == Lifecycle::Stalled {
            self.lifecycle = Lifecycle::Active;
            self.error = None;
        }
        true
    }

    fn end(&mut self, lifecycle: Lifecycle, error: Option<ErrorCode>) -> bool {
        self.lifecycle = lifecycle;
        self.error = error;
        true
    }
}

#[cfg(test)]
mod tests;
