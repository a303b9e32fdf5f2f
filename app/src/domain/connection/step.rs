//! The one function that moves a connection, and what each input does.

use time::{Duration, OffsetDateTime};

use super::{
    Axis, AxisStatus, ErrorCode, Input, Judgement, Lifecycle, Policy, Progress, State, Transition,
    Verdict,
};

impl Progress {
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
            Input::Gone => self.vanish(now, policy),
            Input::Retry => self.retry(),
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
        if verdict != Verdict::INCONCLUSIVE {
            self.gone_since = None;
        }
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

    /// The end of a domain needs two looks that agree; one that was live drifts instead.
    fn vanish(&mut self, now: OffsetDateTime, policy: &Policy) -> bool {
        let since = self.gone_since.unwrap_or(now);
        if self.first_live_at.is_none() && since + policy.gone_agreement <= now {
            return self.end(Lifecycle::Failed, Some(ErrorCode::DomainGone));
        }
        let wrong = Verdict { ownership: Judgement::Wrong, routing: Judgement::Wrong };
        let changed = self.look(wrong, now, policy);
        self.gone_since = Some(since);
        changed
    }

    /// What stands still though its name is proven goes on from where it stood, with all of its
    /// time before it.
    fn retry(&mut self) -> bool {
        let proven = self.axes.ownership.is_ok() && self.first_live_at.is_none();
        let stood = self.lifecycle == Lifecycle::Stalled;
        proven && stood && self.wake()
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
