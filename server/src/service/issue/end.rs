//! How an order ends that brought nothing, and a certificate that is not wanted any more.

use app::domain::certificate::Stage;
use app::domain::issuance::{Happened, Refusal};
use time::{Duration, OffsetDateTime};

use super::super::{Service, ServiceError};
use super::{Desk, OBSTACLE, StepError, step};
use crate::acme::{AcmeError, Chain};
use crate::store::certificates::{Issuing, OrderEnd, Paper};

/// How long a CA that is in trouble is asked to revoke a certificate.
pub(super) const INSIST: Duration = Duration::DAY;

impl Service {
    /// Has the certificate revoked, and forgets its key: in a while, where the name's next holder
    /// has none yet.
    pub(super) async fn delete(
        &self,
        certificates: &Desk<'_>,
        issuing: &mut Issuing,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let chain =
            self.bundle_of(issuing).and_then(Chain::read).filter(|chain| now < chain.not_after);
        if chain.is_some() && self.is_heir_without(certificates, issuing) {
            issuing.due_at = Some(now + Duration::minutes(10));
            return Ok(());
        }
        if let (Some(leaf), Some(directory)) =
            (chain.and_then(|chain| chain.leaf()), &issuing.paper.issued_by)
        {
            let login = self.login(certificates, directory).await?;
            login.revoke(&leaf, now).await?;
        }
        forget_certificate(certificates, issuing, now);
        Ok(())
    }

    /// What follows where a CA refused.
    pub(super) async fn refused(
        &self,
        certificates: &Desk<'_>,
        issuing: &mut Issuing,
        mut error: AcmeError,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        tracing::warn!(connection = %issuing.connection, %error, "a CA refused");
        let is_passing = ["unreachable", "unanswered", "badNonce"].contains(&&*error.problem);
        let mut is_lost = error.refusal == Refusal::Trouble && is_passing;
        if error.problem == "accountDoesNotExist" {
            // Another is made; what the old one had ordered is lost with it.
            let is_ending = issuing.issuance.stage == Some(Stage::Deletion);
            let Paper { issued_by, directory, .. } = &issuing.paper;
            let directory = if is_ending { issued_by } else { directory }.clone();
            self.forget_login(certificates, &directory.unwrap_or_default()).await?;
            (error.refusal, error.is_final) = (Refusal::Trouble, issuing.paper.url.is_some());
            is_lost = !error.is_final;
        }
        let passes = matches!(error.refusal, Refusal::Trouble | Refusal::TooMuch);
        match issuing.issuance.stage {
            // A key whose certificate nobody revokes is forgotten all the same, only later.
            Some(Stage::Deletion) if passes && now < issuing.issuance.since + INSIST => {
                // A nonce that was used up is nobody's trouble.
                let pause =
                    if error.problem == "badNonce" { OBSTACLE } else { Duration::minutes(5) };
                issuing.due_at = Some(error.later.unwrap_or(now).max(now + pause));
                return Ok(());
            }
            Some(Stage::Deletion) => {
                forget_certificate(certificates, issuing, now);
                return Ok(());
            }
            Some(Stage::Initializing) if is_lost => {
                let order = issuing.paper.order.take_if(|_| issuing.paper.url.is_none());
                // What the CA may have heard of is counted, though nobody knows it.
                if let Some(order) = order.filter(|_| error.problem != "unanswered") {
                    self.store.forget_order(order).await?;
                }
                issuing.due_at = Some(now + OBSTACLE);
                return Ok(());
            }
            // What was begun is not given up for a moment's trouble: the stage's time bounds that.
            Some(Stage::Validation | Stage::Issuance) if passes && !error.is_final => {
                issuing.due_at = Some(error.later.unwrap_or(now).max(now + OBSTACLE));
                return Ok(());
            }
            Some(_) | None => {}
        }
        if matches!(error.refusal, Refusal::Unproven | Refusal::Forbidden) {
            self.end_order(&mut issuing.paper, OrderEnd::Failed, now).await?;
        }
        issuing.paper.order = None;
        if error.refusal == Refusal::Rejected {
            let Paper { directory, rejected_by, .. } = &mut issuing.paper;
            let directory = directory.clone().filter(|it| !rejected_by.contains(it));
            rejected_by.extend(directory);
        }
        let happened = Happened::Refused(error.refusal, error.later);
        issuing.paper.problem = Some((error.problem, error.detail));
        step(certificates, issuing, happened, now);
        Ok(())
    }
}

pub(super) fn forget_certificate(
    certificates: &Desk<'_>,
    issuing: &mut Issuing,
    now: OffsetDateTime,
) {
    (issuing.bundle, issuing.next_key) = (None, None);
    issuing.paper = Paper { method: issuing.paper.method, ..Paper::default() };
    step(certificates, issuing, Happened::Deleted, now);
}
