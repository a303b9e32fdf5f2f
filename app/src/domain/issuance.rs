//! Getting a certificate by ourselves: the stages of an order (RFC 8555 §7.1.6), how long each may
//! take, what follows when a CA refuses, and what its limits leave room for.
//!
//! ```text
//! rest ─▶ initializing ─▶ validation ─▶ issuance ─▶ deployment ─▶ rest, until it is renewed
//!              └─────────────┴─────────────┴────────────┴──▶ rest, until it is tried again
//! any ─▶ deletion ─▶ over
//! ```

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::certificate::{CertificateStatus, Stage};
use super::gate::{Attempts, Denial, Gate, Pass};

/// How long a CA may take to check a name.
const VALIDATION: Duration = Duration::minutes(3);
/// How long any other stage may take.
const PATIENCE: Duration = Duration::minutes(5);
/// How long a CA that is in trouble is left alone; doubles with each time…
const TROUBLED: Duration = Duration::minutes(2);
/// … up to this.
const LONGEST: Duration = Duration::HOUR;
/// How long we wait where a CA says that it was too much, and not until when.
const TOO_MUCH: Duration = Duration::HOUR;
/// The share of its life that a certificate has left when it is renewed.
const RENEW_AT: i32 = 3;

/// How far a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuance {
    /// What is under way.
    pub stage: Option<Stage>,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub since: OffsetDateTime,
    /// Which of the CAs is asked, the first is 0.
    pub issuer: usize,
    /// Failures since the last certificate.
    pub failures: u32,
    /// What became of the last attempt, where it failed.
    pub failure: Option<Failure>,
    /// When it is tried again.
    #[serde(with = "time::serde::rfc3339::option")]
    pub retry_at: Option<OffsetDateTime>,
    /// When the certificate that is served is renewed.
    #[serde(with = "time::serde::rfc3339::option")]
    pub renew_at: Option<OffsetDateTime>,
    /// Whether it is over.
    pub is_over: bool,
}

/// Why an attempt brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// A stage took too long.
    TimedOut(Stage),
    /// The CA refused.
    Refused(Refusal),
}

/// Why a CA refuses, as far as it makes a difference (RFC 8555 §6.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It could not check the name: `connection`, `dns`, `tls`, `unauthorized`, or
    /// `incorrectResponse`.
    Unproven,
    /// A CAA record forbids it: `caa`.
    Forbidden,
    /// It issues nothing for this name: `rejectedIdentifier`, `unsupportedIdentifier`.
    Rejected,
    /// It was asked too often: `rateLimited`.
    TooMuch,
    /// What we sent is not taken: an operator's matter.
    Ours,
    /// It is in trouble: `serverInternal`, or no answer.
    Trouble,
}

/// What happened to an issuance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A certificate is wanted now.
    Wanted,
    /// The order has to wait until then, and nothing was sent.
    Held(OffsetDateTime),
    /// The CA took the order.
    Ordered,
    /// The CA has proven the name.
    Validated,
    /// The certificate is here.
    Issued {
        /// When it is to be renewed.
        renew_at: OffsetDateTime,
    },
    /// The edge was seen to serve it.
    Deployed,
    /// The CA refused, perhaps until a moment.
    Refused(Refusal, Option<OffsetDateTime>),
    /// Time went by.
    Waited,
    /// It is not wanted any more.
    Unwanted,
    /// The key is gone.
    Deleted,
}

impl Refusal {
    /// What an error's type means (RFC 8555 §6.7); no type is trouble.
    #[must_use]
    pub fn of(kind: Option<&str>) -> Self {
        let kind = kind.and_then(|kind| kind.strip_prefix("urn:ietf:params:acme:error:"));
        match kind.unwrap_or_default() {
            "caa" => Self::Forbidden,
            "connection" | "dns" | "incorrectResponse" | "tls" | "unauthorized" => Self::Unproven,
            "rejectedIdentifier" | "unsupportedIdentifier" => Self::Rejected,
            "rateLimited" => Self::TooMuch,
            "accountDoesNotExist"
            | "alreadyRevoked"
            | "badCSR"
            | "badPublicKey"
            | "badRevocationReason"
            | "badSignatureAlgorithm"
            | "externalAccountRequired"
            | "invalidContact"
            | "malformed"
            | "unsupportedContact"
            | "userActionRequired" => Self::Ours,
            // badNonce is tried again where it is met.
            _ => Self::Trouble,
        }
    }

    /// Whether another CA may see it otherwise.
    const fn is_of_this_issuer(self) -> bool {
        match self {
            Self::Forbidden | Self::Rejected | Self::TooMuch | Self::Ours | Self::Trouble => true,
            Self::Unproven => false,
        }
    }
}

impl Issuance {
    /// Nothing was asked for yet.
    #[must_use]
    pub const fn new(now: OffsetDateTime) -> Self {
        Self {
            stage: None,
            since: now,
            issuer: 0,
            failures: 0,
            failure: None,
            retry_at: None,
            renew_at: None,
            is_over: false,
        }
    }

    /// What becomes of it, where these of the CAs may be asked.
    #[must_use]
    pub fn step(self, happened: Happened, issuers: &[bool], now: OffsetDateTime) -> Self {
        match (happened, self.stage) {
            _ if self.is_over => self,
            (Happened::Unwanted, _) => self.at(Some(Stage::Deletion), now),
            (Happened::Deleted, Some(Stage::Deletion)) => {
                Self { is_over: true, ..self.at(None, now) }
            }
            // Whoever is on the way out takes nothing more.
            (_, Some(Stage::Deletion)) | (Happened::Waited, Some(_)) => self.waited(issuers, now),
            (Happened::Wanted, None) => {
                Self { retry_at: None, ..self.at(Some(Stage::Initializing), now) }
            }
            (Happened::Held(until), Some(Stage::Initializing) | None) => {
                Self { retry_at: Some(until), issuer: 0, ..self.at(None, now) }
            }
            (Happened::Ordered, Some(Stage::Initializing)) => self.at(Some(Stage::Validation), now),
            (Happened::Validated, Some(Stage::Initializing | Stage::Validation)) => {
                self.at(Some(Stage::Issuance), now)
            }
            // One that the edge did not take in time is offered again, before another is ordered.
            (Happened::Issued { renew_at }, Some(Stage::Issuance) | None) => {
                let renew_at = Some(renew_at);
                Self { renew_at, retry_at: None, ..self.at(Some(Stage::Deployment), now) }
            }
            (Happened::Deployed, Some(Stage::Deployment)) => {
                Self { failures: 0, failure: None, issuer: 0, ..self.at(None, now) }
            }
            (Happened::Refused(refusal, until), Some(_)) => {
                self.failed(Failure::Refused(refusal), until, issuers, now)
            }
            // What comes late changes nothing.
            (
                Happened::Wanted
                | Happened::Held(_)
                | Happened::Ordered
                | Happened::Validated
                | Happened::Issued { .. }
                | Happened::Deployed
                | Happened::Refused(..)
                | Happened::Waited
                | Happened::Deleted,
                _,
            ) => self,
        }
    }

    const fn at(self, stage: Option<Stage>, now: OffsetDateTime) -> Self {
        Self { stage, since: now, ..self }
    }

    fn waited(self, issuers: &[bool], now: OffsetDateTime) -> Self {
        match self.stage.filter(|stage| self.since + patience(*stage) <= now) {
            None => self,
            // It is tried again at once: what must go, goes.
            Some(Stage::Deletion) => {
                Self { failure: Some(Failure::TimedOut(Stage::Deletion)), ..self }
            }
            Some(stage) => self.failed(Failure::TimedOut(stage), None, issuers, now),
        }
    }

    fn failed(
        self,
        failure: Failure,
        until: Option<OffsetDateTime>,
        issuers: &[bool],
        now: OffsetDateTime,
    ) -> Self {
        let failures = self.failures.saturating_add(1);
        let is_of_this_issuer = match failure {
            Failure::Refused(refusal) => refusal.is_of_this_issuer(),
            Failure::TimedOut(Stage::Initializing | Stage::Issuance) => true,
            // What was not proven or not taken over by the edge is no CA's matter.
            Failure::TimedOut(_) => false,
        };
        let next = next_issuer(issuers, self.issuer + 1).filter(|_| is_of_this_issuer);
        let (issuer, retry_at) = if let Some(next) = next {
            (next, now)
        } else {
            let doubled = TROUBLED * 2_i32.pow(failures.saturating_sub(1).min(8));
            let own = match failure {
                Failure::TimedOut(Stage::Validation)
                | Failure::Refused(Refusal::Unproven | Refusal::Forbidden) => {
                    let attempts = Attempts { count: failures, last_at: Some(now) };
                    attempts.next_at().unwrap_or(now)
                }
                Failure::Refused(Refusal::TooMuch) => now + TOO_MUCH,
                Failure::Refused(Refusal::Rejected | Refusal::Ours) => now + Duration::DAY,
                Failure::Refused(Refusal::Trouble) | Failure::TimedOut(_) => {
                    now + doubled.min(LONGEST)
                }
            };
            // The first is asked again: what was wrong there may be over.
            (0, until.map_or(own, |at| at.max(now + TROUBLED)))
        };
        let failure = Some(failure);
        Self { failures, failure, issuer, retry_at: Some(retry_at), ..self.at(None, now) }
    }

    /// When there is something to do by the clock; what is under way is looked after all the time.
    #[must_use]
    pub fn due_at(&self) -> Option<OffsetDateTime> {
        match self.stage {
            Some(_) => Some(self.since),
            None => self.retry_at.or(self.renew_at).filter(|_| !self.is_over),
        }
    }

    /// The published word, where a certificate is served or not.
    #[must_use]
    pub const fn status(&self, served: bool) -> CertificateStatus {
        match (self.stage, self.failure) {
            (Some(Stage::Deletion), Some(Failure::TimedOut(Stage::Deletion))) => {
                CertificateStatus::DeletionTimedOut
            }
            (Some(Stage::Deletion), _) => CertificateStatus::PendingDeletion,
            (None, _) if self.is_over => CertificateStatus::Deleted,
            // Whatever becomes of the next one, visitors have this.
            _ if served => CertificateStatus::Active,
            (Some(Stage::Initializing), _) => CertificateStatus::Initializing,
            (Some(Stage::Validation), _) => CertificateStatus::PendingValidation,
            (Some(Stage::Issuance), _) => CertificateStatus::PendingIssuance,
            (Some(Stage::Deployment), _) => CertificateStatus::PendingDeployment,
            // One was had, and has ended.
            (None, None) if self.renew_at.is_some() => CertificateStatus::Failed,
            (None, None) => CertificateStatus::None,
            (None, Some(Failure::Refused(_))) => CertificateStatus::Failed,
            (None, Some(Failure::TimedOut(stage))) => match stage {
                Stage::Initializing => CertificateStatus::InitializingTimedOut,
                Stage::Validation => CertificateStatus::ValidationTimedOut,
                Stage::Issuance => CertificateStatus::IssuanceTimedOut,
                Stage::Deployment => CertificateStatus::DeploymentTimedOut,
                Stage::Deletion => CertificateStatus::DeletionTimedOut,
            },
        }
    }
}

/// The first of the CAs that may be asked, from the one on that is named.
#[must_use]
pub fn next_issuer(issuers: &[bool], from: usize) -> Option<usize> {
    (from..issuers.len()).find(|nth| issuers.get(*nth) == Some(&true))
}

/// How long a stage may take.
const fn patience(stage: Stage) -> Duration {
    match stage {
        Stage::Validation => VALIDATION,
        Stage::Initializing | Stage::Issuance | Stage::Deployment | Stage::Deletion => PATIENCE,
    }
}

/// When a certificate is renewed, where its CA does not say: when a third of its life is left.
#[must_use]
pub fn renewal(not_before: OffsetDateTime, not_after: OffsetDateTime) -> OffsetDateTime {
    not_after - (not_after - not_before) / RENEW_AT
}

/// Why no order is made now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The name is served no more.
    Ended,
    /// The name is not served, for now.
    Shut,
    /// The last look is too old to spend an order on.
    Unseen,
    /// The last look found something that makes a CA refuse.
    Refused,
}

/// Whether an order may be spent on a name: whatever an edge may, and for renewals alike.
pub fn may_order(gate: &Gate, now: OffsetDateTime) -> Result<(), Obstacle> {
    // A certificate that is good still says nothing of what a CA finds today.
    match (Gate { valid_until: None, attempts: Attempts::default(), ..*gate }).pass(now) {
        Pass::Allow | Pass::Attempt => Ok(()),
        Pass::Deny(Denial::Ended) => Err(Obstacle::Ended),
        Pass::Deny(Denial::NotObserved | Denial::AttemptPaused) => Err(Obstacle::Unseen),
        Pass::Deny(Denial::WouldBeRefused) => Err(Obstacle::Refused),
        Pass::Deny(Denial::UnknownName | Denial::NotVerified | Denial::GraceOver) => {
            Err(Obstacle::Shut)
        }
    }
}

/// What a CA lets everybody have, counted by us before it is: past it an order would be spent for
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// So many…
    pub at_most: usize,
    /// … in so long.
    pub within: Duration,
}

/// Failed authorizations of one name and account.
pub const FAILURES: Allowance = Allowance { at_most: 5, within: Duration::HOUR };
/// Certificates for the very same names.
pub const DUPLICATES: Allowance = Allowance { at_most: 5, within: Duration::WEEK };
/// Orders of one account.
pub const ORDERS: Allowance = Allowance { at_most: 300, within: Duration::hours(3) };

impl Allowance {
    /// How far apart uses are that never reach it.
    #[must_use]
    pub fn pace(&self) -> Duration {
        self.within / i32::try_from(self.at_most).unwrap_or(i32::MAX)
    }

    /// When there is room again, where there is none; `lately` is when it was used, in any order.
    #[must_use]
    pub fn room_at(
        &self,
        lately: impl IntoIterator<Item = OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Option<OffsetDateTime> {
        let ends = lately.into_iter().map(|at| at + self.within).filter(|end| now < *end);
        let mut ends: Vec<OffsetDateTime> = ends.collect();
        ends.sort_unstable();
        let full = ends.len().checked_sub(self.at_most)?;
        ends.get(full).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    const BOTH: [bool; 2] = [true, true];
    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn after(happened: &[Happened]) -> Issuance {
        happened.iter().fold(Issuance::new(NOW), |it, happened| it.step(*happened, &BOTH, NOW))
    }

    const TO_DEPLOYMENT: [Happened; 4] = [
        Happened::Wanted,
        Happened::Ordered,
        Happened::Validated,
        Happened::Issued { renew_at: datetime!(2026-05-01 12:00 UTC) },
    ];

    #[test]
    fn the_way_to_a_certificate_is_told_stage_by_stage() {
        use CertificateStatus::{
            Initializing, None, PendingDeployment, PendingIssuance, PendingValidation,
        };
        let told = [None, Initializing, PendingValidation, PendingIssuance, PendingDeployment];
        for (count, told) in (0..).zip(told) {
            assert_eq!(after(&TO_DEPLOYMENT[..count]).status(false), told);
            assert_eq!(after(&TO_DEPLOYMENT[..count]).status(true), CertificateStatus::Active);
        }
        let done = after(&TO_DEPLOYMENT).step(Happened::Deployed, &BOTH, NOW);
        assert_eq!((done.stage, done.due_at()), (Option::None, Some(NOW + Duration::days(61))));
    }

    #[test]
    fn each_stage_has_its_time_and_its_own_word_when_that_is_over() {
        for (count, stage, minutes) in [
            (1, Stage::Initializing, 5),
            (2, Stage::Validation, 3),
            (3, Stage::Issuance, 5),
            (4, Stage::Deployment, 5),
        ] {
            let under_way = after(&TO_DEPLOYMENT[..count]);
            let end = NOW + Duration::minutes(minutes);
            assert_eq!(
                under_way.step(Happened::Waited, &[true], end - Duration::SECOND),
                under_way
            );
            let late = under_way.step(Happened::Waited, &[true], end);
            assert_eq!((late.stage, late.failure), (None, Some(Failure::TimedOut(stage))));
            assert!(end < late.retry_at.unwrap(), "{stage:?}");
            // What the CA says of it now is too late.
            assert_eq!(late.step(Happened::Validated, &BOTH, end), late);
        }
    }

    #[test]
    fn a_name_that_can_t_be_proven_is_tried_less_and_less_often_and_by_the_same_ca() {
        let (mut issuance, mut now, mut waits) = (Issuance::new(NOW), NOW, Vec::new());
        for _ in 0..4 {
            let refused = Happened::Refused(Refusal::Unproven, None);
            issuance = issuance.step(Happened::Wanted, &BOTH, now).step(refused, &BOTH, now);
            let next = issuance.retry_at.unwrap();
            waits.push((next - now).whole_minutes());
            now = next;
        }
        assert_eq!((waits, issuance.issuer), (vec![12, 24, 48, 96], 0));
    }

    #[test]
    fn another_ca_is_asked_at_once_where_it_may_see_it_otherwise() {
        for refusal in [Refusal::Rejected, Refusal::TooMuch, Refusal::Ours, Refusal::Trouble] {
            let first = after(&[Happened::Wanted, Happened::Refused(refusal, None)]);
            assert_eq!((first.issuer, first.retry_at), (1, Some(NOW)), "{refusal:?}");
            let refused = Happened::Refused(refusal, Some(NOW + Duration::days(3)));
            let last = first.step(Happened::Wanted, &BOTH, NOW).step(refused, &BOTH, NOW);
            assert_eq!((last.issuer, last.retry_at), (0, Some(NOW + Duration::days(3))));
        }
        // One that may not issue for the name is passed over.
        let refused = Happened::Refused(Refusal::Trouble, None);
        let third = after(&[Happened::Wanted]).step(refused, &[true, false, true], NOW);
        assert_eq!((third.issuer, third.retry_at), (2, Some(NOW)));
    }

    #[test]
    fn each_refusal_has_its_next_ca_and_its_pause() {
        const DAY: i64 = 24 * 60;
        let unproven = [12, 24, 48, 96, 192, 384];
        for (refusal, asks_another, minutes) in [
            (Refusal::Trouble, true, [2, 4, 8, 16, 32, 60]),
            (Refusal::Ours, true, [DAY; 6]),
            (Refusal::TooMuch, true, [60; 6]),
            (Refusal::Forbidden, true, unproven),
            (Refusal::Unproven, false, unproven),
            (Refusal::Rejected, true, [DAY; 6]),
        ] {
            let refused = Happened::Refused(refusal, None);
            let first = after(&[Happened::Wanted, refused]);
            let own = NOW + Duration::minutes(minutes[0]);
            let next = if asks_another { (1, Some(NOW)) } else { (0, Some(own)) };
            assert_eq!((first.issuer, first.retry_at), next, "{refusal:?}");
            // One alone, or another that may not issue for the name.
            for issuers in [&[true][..], &[true, false]] {
                let (mut issuance, mut now, mut waits) = (Issuance::new(NOW), NOW, Vec::new());
                for _ in minutes {
                    issuance = issuance.step(Happened::Wanted, issuers, now);
                    issuance = issuance.step(refused, issuers, now);
                    let next = issuance.retry_at.unwrap();
                    waits.push((next - now).whole_minutes());
                    now = next;
                }
                assert_eq!((waits, issuance.issuer), (minutes.to_vec(), 0), "{refusal:?}");
            }
        }
    }

    #[test]
    fn what_is_not_wanted_any_more_is_deleted_whatever_else_happens() {
        let unwanted = after(&TO_DEPLOYMENT).step(Happened::Unwanted, &BOTH, NOW);
        assert_eq!(unwanted.status(true), CertificateStatus::PendingDeletion);
        assert_eq!(unwanted.step(Happened::Wanted, &BOTH, NOW), unwanted);
        let late = unwanted.step(Happened::Waited, &BOTH, NOW + PATIENCE);
        assert_eq!(late.status(true), CertificateStatus::DeletionTimedOut);
        let over = late.step(Happened::Deleted, &BOTH, NOW);
        assert_eq!((over.status(false), over.due_at()), (CertificateStatus::Deleted, None));
        assert_eq!(over.step(Happened::Wanted, &BOTH, NOW), over);
    }

    #[test]
    fn a_renewal_that_fails_leaves_what_is_served() {
        let live = after(&TO_DEPLOYMENT).step(Happened::Deployed, &BOTH, NOW);
        let refused = Happened::Refused(Refusal::Unproven, None);
        let failed = live.step(Happened::Wanted, &BOTH, NOW).step(refused, &BOTH, NOW);
        assert_eq!(failed.status(true), CertificateStatus::Active);
        assert_eq!(failed.due_at(), failed.retry_at);
        assert!(failed.retry_at.is_some());
    }

    #[test]
    fn the_errors_of_the_standard_have_their_meaning() {
        let of = |kind: &str| Refusal::of(Some(&format!("urn:ietf:params:acme:error:{kind}")));
        assert_eq!(of("unauthorized"), Refusal::Unproven);
        assert_eq!(of("rejectedIdentifier"), Refusal::Rejected);
        assert_eq!(of("rateLimited"), Refusal::TooMuch);
        assert_eq!(of("badCSR"), Refusal::Ours);
        assert_eq!(of("serverInternal"), Refusal::Trouble);
        assert_eq!(Refusal::of(Some("about:blank")), Refusal::Trouble);
        assert_eq!(Refusal::of(None), Refusal::Trouble);
    }

    #[test]
    fn a_third_of_its_life_is_left_when_a_certificate_is_renewed() {
        assert_eq!(renewal(NOW, NOW + Duration::days(90)), NOW + Duration::days(60));
        assert_eq!(renewal(NOW, NOW + Duration::days(6)), NOW + Duration::days(4));
    }

    proptest! {
        #[test]
        fn no_span_has_more_than_its_allowance(gaps in prop::collection::vec(0_i64..1200, 1..80)) {
            let (mut used, mut now) = (Vec::new(), NOW);
            for gap in gaps {
                now += Duration::seconds(gap);
                match FAILURES.room_at(used.iter().copied(), now) {
                    None => used.push(now),
                    Some(at) => prop_assert!(now < at && at <= now + FAILURES.within),
                }
                let lately = used.iter().filter(|at| now < **at + FAILURES.within).count();
                prop_assert!(lately <= FAILURES.at_most);
            }
        }

        #[test]
        fn whatever_happens_something_is_due_until_it_is_over(steps in prop::collection::vec(0..9_u8, 0..40)) {
            let (mut issuance, mut now) = (Issuance::new(NOW).step(Happened::Wanted, &BOTH, NOW), NOW);
            for step in steps {
                let refused = |refusal| Happened::Refused(refusal, None);
                let happened = match step {
                    0 => Happened::Wanted,
                    1 => Happened::Ordered,
                    2 => Happened::Validated,
                    3 => Happened::Issued { renew_at: now + Duration::days(60) },
                    4 => Happened::Deployed,
                    5 => refused(Refusal::Unproven),
                    6 => refused(Refusal::Trouble),
                    7 => Happened::Waited,
                    _ => Happened::Unwanted,
                };
                issuance = issuance.step(happened, &BOTH, now);
                now += Duration::minutes(2);
                prop_assert!(issuance.due_at().is_some(), "{issuance:?}");
            }
        }
    }
}
