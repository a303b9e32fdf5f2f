//! What is shown of a certificate on its connection, and told.

use app::domain::certificate::Certificate;
use app::domain::connection::{ErrorCode, Input, State};
use app::domain::event::EventType;
use app::domain::finding::{Cause, Finding, Risk};
use app::domain::issuance::{Failure, Issuance, Refusal};
use time::OffsetDateTime;

use super::super::caller::Actor;
use super::super::check::Move;
use super::super::circumstances::tell_order;
use super::super::told::{By, event, of_certificate, turnover};
use super::super::{Service, ServiceError};
use crate::store::certificates::Issuing;
use crate::store::save::ConnectionUpdate;
use crate::store::{Connection, StoreError};

/// What was found is saved beside what others save at the same moment.
const TRIES: usize = 5;

impl Service {
    /// Shows on the connection how far its certificate is; a failure is told.
    pub(super) async fn show_certificate(&self, issuing: &Issuing) -> Result<(), ServiceError> {
        for _ in 0..TRIES {
            let connection = self.find(issuing.connection).await?;
            let is_allowed = is_rejected(issuing)
                && self.store.is_allowed(connection.application_id, &connection.hostname).await?;
            let now = self.clock.now();
            let Some(update) = self.shown(&connection, issuing, is_allowed, now) else {
                return Ok(());
            };
            match self.save(vec![update], now).await {
                Ok(_) => {
                    self.hub.changed(issuing.connection);
                    return Ok(());
                }
                Err(ServiceError::Store(StoreError::StaleVersion)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::StaleVersion.into())
    }

    /// What a connection becomes by it, where that is another than it is.
    pub(super) fn shown(
        &self,
        connection: &Connection,
        issuing: &Issuing,
        is_allowed: bool,
        now: OffsetDateTime,
    ) -> Option<ConnectionUpdate> {
        let is_final = connection.progress.state().is_final();
        let mut after = connection.clone();
        if is_final && issuing.issuance.renew_at.is_none() {
            // What ends without ever having had one has nothing to delete; why it failed stands.
            if connection.progress.state() == State::Failed
                || connection.certificate == Certificate::default()
            {
                return None;
            }
            after.certificate = Certificate::default();
            return Some(ConnectionUpdate::of(&after));
        }
        let Issuance { stage, failure, retry_at, .. } = issuing.issuance;
        let moves_on = stage.is_none() && failure.is_some() && retry_at.is_some_and(|at| at <= now);
        if moves_on && !issuing.paper.is_untold && !is_final {
            // Another CA is asked in a moment.
            return None;
        }
        let is_served = after.certificate.is_valid_at(now) && !is_final;
        after.certificate.status = issuing.issuance.status(is_served);
        after.certificate.method = issuing.paper.method;
        let problem = issuing.paper.problem.as_ref();
        after.certificate.error = problem.map(|(kind, detail)| format!("{kind}: {detail}"));
        after.certificate.retry_at = retry_at.filter(|at| now < *at);
        if is_served {
            after.certificate.status = self.certificate_of(&after, now).status;
        }
        let is_told = issuing.paper.is_untold && !is_final;
        if is_told && self.is_rejected_by_all(issuing) && after.progress.first_live_at.is_none() {
            // No CA has one for this name, and no record that the customer adds changes that.
            let input = Input::Fail(ErrorCode::CertificateRejected);
            let rejected = Move { input, actor: Actor::Worker, now };
            if is_rejected(issuing) && !is_allowed {
                let name = after.hostname.as_owner().clone();
                let cause = Cause::HighRiskDomain { name, why: Risk::Refused };
                after.findings.push(Finding::unseen(cause));
            }
            let history = turnover(&connection.findings, &after.findings, rejected.by());
            let mut update = self.stepped(&after, rejected, &history);
            update.last_checked_at = connection.last_checked_at;
            update.events.push(event(&after, EventType::SslFailed));
            return Some(update);
        }
        tell_order(&mut after, now);
        let looks_as_before =
            after.certificate == connection.certificate && after.findings == connection.findings;
        if looks_as_before && !is_told {
            return None;
        }
        let mut update = ConnectionUpdate::of(&after);
        let told = By::new(Input::NotServed, Actor::Worker);
        update.history = turnover(&connection.findings, &after.findings, told);
        if is_told {
            update.events.push(event(&after, EventType::SslFailed));
        }
        // Whoever sees it first tells it: that it ends soon, or has ended.
        let seen = of_certificate(&after, connection.certificate.status);
        let seen = seen.filter(|event| !is_told || event.event_type != EventType::SslFailed);
        update.events.extend(seen);
        Some(update)
    }

    /// Whether there is no CA that takes the name.
    fn is_rejected_by_all(&self, issuing: &Issuing) -> bool {
        let is_rejected = issuing.issuance.failure == Some(Failure::Refused(Refusal::Rejected));
        let mut all = self.certificates.iter().flat_map(|it| it.acme.issuers());
        is_rejected && all.all(|it| issuing.paper.rejected_by.contains(&it.directory.to_string()))
    }
}

/// Whether the last CA has something against the name, and not against its kind.
fn is_rejected(issuing: &Issuing) -> bool {
    let problem = issuing.paper.problem.as_ref();
    problem.is_some_and(|(kind, _)| kind == "rejectedIdentifier")
}
