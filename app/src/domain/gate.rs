//! Whether an edge may get or serve a certificate for a name: the rule behind `/internal/ask`.

use serde::Serialize;
use time::{Duration, OffsetDateTime};

use super::connection::{Policy, Progress, State};

/// A name without a certificate needs a look that is younger than this.
pub const FRESH: Duration = Duration::minutes(10);
/// How long the gate stays shut after an attempt was granted, the attempt's own minute
/// included; doubles with each. CAs allow five failures per name and hour.
pub const PAUSE: Duration = Duration::minutes(12);
/// The pause doubles at most so often: 12 min · 2^7 is a day.
const MAX_DOUBLINGS: u32 = 7;

/// Why the gate is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Denial {
    /// Nobody has connected the name.
    UnknownName,
    /// Ownership is not proven.
    NotVerified,
    /// Drifted for longer than the grace.
    GraceOver,
    /// Ended.
    Ended,
    /// The last look is too old to spend an order on.
    NotObserved,
    /// The last look found something that makes a CA refuse.
    WouldBeRefused,
    /// An attempt was made a short time ago.
    AttemptPaused,
}

/// What the gate must know of one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Until when the name is served at all; `None` where it isn't.
    pub open: Result<Open, Denial>,
    /// The end of the certificate that was seen last.
    pub valid_until: Option<OffsetDateTime>,
    /// When the DNS was last looked at with an answer.
    pub observed_at: Option<OffsetDateTime>,
    /// Whether that look found something that makes a CA refuse.
    pub refused: bool,
    /// The attempts since a certificate was last seen.
    pub attempts: Attempts,
}

/// How long an open gate stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Until something changes.
    Always,
    /// Until the grace is over.
    Until(OffsetDateTime),
}

/// Attempts to get a certificate without one being seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// How many.
    pub count: u32,
    /// When the last was granted.
    pub last_at: Option<OffsetDateTime>,
}

impl Attempts {
    /// When the next may be granted; `None` when at once.
    #[must_use]
    pub fn next_at(&self) -> Option<OffsetDateTime> {
        let doublings = self.count.saturating_sub(1).min(MAX_DOUBLINGS);
        self.last_at.map(|at| at + PAUSE * 2_i32.pow(doublings))
    }

    /// Whether another minute of the last attempt is over since `before`: what it brought may be
    /// at the edge, though whoever waited for it is gone.
    #[must_use]
    pub fn is_minute_over(&self, before: Option<OffsetDateTime>, now: OffsetDateTime) -> bool {
        self.last_at.is_some_and(|at| {
            let minutes = |moment: OffsetDateTime| (moment - at).whole_minutes();
            before.map_or(0, minutes).max(0) < minutes(now)
        })
    }
}

/// What the gate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pass {
    /// Yes.
    Allow,
    /// Yes, if the attempt's lease can be had.
    Attempt,
    /// No.
    Deny(Denial),
}

impl Gate {
    /// Why the name is not served at all; `None` where it is.
    #[must_use]
    pub fn shut(&self, now: OffsetDateTime) -> Option<Denial> {
        match self.open {
            Err(denial) => Some(denial),
            Ok(Open::Until(end)) if end <= now => Some(Denial::GraceOver),
            Ok(Open::Until(_) | Open::Always) => None,
        }
    }

    /// Asks the gate.
    #[must_use]
    pub fn pass(&self, now: OffsetDateTime) -> Pass {
        if let Some(denial) = self.shut(now) {
            return Pass::Deny(denial);
        }
        if self.valid_until.is_some_and(|end| now < end) {
            return Pass::Allow;
        }
        if self.observed_at.is_none_or(|at| at + FRESH <= now) {
            return Pass::Deny(Denial::NotObserved);
        }
        if self.refused {
            return Pass::Deny(Denial::WouldBeRefused);
        }
        if self.attempts.next_at().is_some_and(|at| now < at) {
            return Pass::Deny(Denial::AttemptPaused);
        }
        Pass::Attempt
    }
}

/// Whether a connection's progress opens the gate, and until when.
pub fn open(progress: &Progress, policy: &Policy) -> Result<Open, Denial> {
    match standing(progress.state(), progress.holds_claim()) {
        Standing::Drifted => Ok(Open::Until(progress.axes.routing.since + policy.drift_grace)),
        Standing::Served => Ok(Open::Always),
        Standing::Shut(denial) => Err(denial),
    }
}

/// What the headline and the claim alone say of the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Open.
    Served,
    /// Open for the grace, which the whole progress tells.
    Drifted,
    /// Not open.
    Shut(Denial),
}

/// What the headline and the claim alone say of the gate.
#[must_use]
pub const fn standing(state: State, holds_claim: bool) -> Standing {
    match state {
        State::Failed | State::Archived => Standing::Shut(Denial::Ended),
        State::Drifted => Standing::Drifted,
        // Stalled is as it was before it stalled: what counts is the proof.
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating
        | State::IssuingCert
        | State::Live
        | State::Stalled => {
            if holds_claim {
                Standing::Served
            } else {
                Standing::Shut(Denial::NotVerified)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn verified() -> Gate {
        Gate {
            open: Ok(Open::Always),
            valid_until: None,
            observed_at: Some(NOW),
            refused: false,
            attempts: Attempts::default(),
        }
    }

    #[test]
    fn an_attempt_is_looked_after_each_minute() {
        let attempts = Attempts { count: 1, last_at: Some(NOW) };
        let at = |seconds| NOW + Duration::seconds(seconds);
        for (before, now, want) in [
            (None, 59, false),
            (None, 60, true),
            (Some(-300), 59, false),
            (Some(-300), 61, true),
            (Some(30), 60, true),
            (Some(60), 119, false),
            (Some(119), 120, true),
            (Some(61), 600, true),
        ] {
            let seen = attempts.is_minute_over(before.map(at), at(now));
            assert_eq!(seen, want, "{before:?} {now}");
        }
        assert!(!Attempts::default().is_minute_over(None, NOW));
    }

    #[test]
    fn a_name_without_certificate_gets_one_attempt_and_then_waits() {
        let mut gate = verified();
        assert_eq!(gate.pass(NOW), Pass::Attempt);
        gate.attempts = Attempts { count: 1, last_at: Some(NOW) };
        let fresh = |gate: &Gate, at| Gate { observed_at: Some(at), ..*gate }.pass(at);
        let shut = Pass::Deny(Denial::AttemptPaused);
        assert_eq!(fresh(&gate, NOW + PAUSE - Duration::SECOND), shut);
        assert_eq!(fresh(&gate, NOW + PAUSE), Pass::Attempt);
        gate.attempts.count = 3;
        assert_eq!(fresh(&gate, NOW + PAUSE * 4 - Duration::SECOND), shut);
        assert_eq!(fresh(&gate, NOW + PAUSE * 4), Pass::Attempt);
        gate.attempts.count = u32::MAX;
        assert_eq!(fresh(&gate, NOW + Duration::days(2)), Pass::Attempt);
    }

    #[test]
    fn an_order_is_never_spent_on_an_old_or_bad_look() {
        let old = Gate { observed_at: Some(NOW - FRESH), ..verified() };
        let never = Gate { observed_at: None, ..verified() };
        let refused = Gate { refused: true, ..verified() };
        assert_eq!(old.pass(NOW), Pass::Deny(Denial::NotObserved));
        assert_eq!(never.pass(NOW), Pass::Deny(Denial::NotObserved));
        assert_eq!(refused.pass(NOW), Pass::Deny(Denial::WouldBeRefused));
    }

    #[test]
    fn a_name_with_a_certificate_needs_no_fresh_look() {
        let valid = Some(NOW + Duration::DAY);
        let gate = Gate { valid_until: valid, observed_at: None, refused: true, ..verified() };
        assert_eq!(gate.pass(NOW), Pass::Allow);
        assert_eq!(gate.pass(NOW + Duration::DAY), Pass::Deny(Denial::NotObserved));
    }

    #[test]
    fn a_drifted_name_is_served_until_the_grace_is_over() {
        let open = Ok(Open::Until(NOW + Duration::HOUR));
        let gate = Gate { open, valid_until: Some(NOW + Duration::DAY), ..verified() };
        assert_eq!(gate.pass(NOW), Pass::Allow);
        assert_eq!(gate.pass(NOW + Duration::HOUR), Pass::Deny(Denial::GraceOver));
    }
}
