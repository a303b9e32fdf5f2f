//! What our own books say of a connection: who holds the name, whether it is served, how the
//! last order went.

use app::domain::certificate::{Certificate, CertificateStatus, Stage};
use app::domain::circumstances::{Circumstances, Order, Service as Served};
use app::domain::claim::{self, Contest, Holder};
use app::domain::connection::{ErrorCode, Judgement, Policy, State, Verdict};
use app::domain::diagnosis::told_by_books;
use app::domain::finding::{Cause, Finding, Limit, Risk};
use app::domain::gate::{self, Denial, Open};
use app::domain::name::Hostname;
use time::OffsetDateTime;

use super::intake::registrable_domain;
use super::issue::OWN_LIMIT;
use super::{Service, ServiceError};
use crate::shape::shape;
use crate::store::Connection;

impl Service {
    /// What the books say of `connection`, of which a look has just found `verdict`.
    pub(super) async fn circumstances(
        &self,
        connection: &Connection,
        verdict: Verdict,
        contest: &Contest,
        now: OffsetDateTime,
    ) -> Result<Circumstances, ServiceError> {
        Ok(Circumstances {
            taken: self.is_taken(connection, verdict, contest, now).await?,
            service: served(connection, &self.policy, now),
            risk: self.risk_to(connection).await?,
            order: order(connection, now),
        })
    }

    /// Why a person must look at what a connection asks for. One that was live has a certificate,
    /// and CAs no word in it.
    async fn risk_to(&self, connection: &Connection) -> Result<Option<Risk>, ServiceError> {
        let Connection { application_id, environment, hostname, progress, .. } = connection;
        if progress.first_live_at.is_some() && self.risk_by_list(hostname).is_none() {
            return Ok(None);
        }
        self.risk_of(*application_id, *environment, hostname).await
    }

    /// Why a person must look at `hostname` first, if the operator's list says so.
    pub(super) fn risk_by_list(&self, hostname: &Hostname) -> Option<Risk> {
        self.settings.high_risk.of(hostname, &registered_shape(hostname))
    }

    /// Whether another connection holds the name and keeps it. A stranger is told only once it
    /// has proven itself.
    async fn is_taken(
        &self,
        connection: &Connection,
        verdict: Verdict,
        contest: &Contest,
        now: OffsetDateTime,
    ) -> Result<bool, ServiceError> {
        if connection.progress.holds_claim() {
            return Ok(false);
        }
        let held = self.store.claim_of(connection.environment, &connection.hostname).await?;
        let Some((holder, tenant)) = held else { return Ok(false) };
        let proven = verdict.ownership == Judgement::Right;
        let may_know = proven || tenant == connection.tenant_id;
        if holder == connection.id || !may_know {
            return Ok(false);
        }
        let held = self.find(holder).await?;
        if !proven {
            return Ok(!claim::gives_way(&held.progress, now, &self.policy));
        }
        let id = held.id.to_string();
        let beside = &held.contest.beside;
        let rival = Holder { id: &id, progress: &held.progress, beside };
        let challenge = &connection.desired.challenge.value;
        let (contest, ruling) = contest.clone().against(challenge, rival, now, &self.policy);
        // Where it is about to move there is nothing to do.
        Ok(!ruling.yields() && contest.ends_at(&self.policy).is_none())
    }
}

fn served(connection: &Connection, policy: &Policy, now: OffsetDateTime) -> Served {
    match gate::open(&connection.progress, policy) {
        Ok(Open::Until(end)) if end <= now => Served::Ended,
        Err(Denial::Ended) => Served::Ended,
        Ok(Open::Until(_) | Open::Always)
        | Err(
            Denial::UnknownName
            | Denial::NotVerified
            | Denial::GraceOver
            | Denial::NotObserved
            | Denial::WouldBeRefused
            | Denial::AttemptPaused,
        ) => Served::Wanted,
    }
}

/// What must be told of the last order: the end of a wait comes before the wait.
fn order(connection: &Connection, now: OffsetDateTime) -> Order {
    // What the last visit found stands until the next one: in between nobody asks the origin.
    if let Some(status) = silent_origin(&connection.findings)
        && timed_out_stage(connection).is_some()
    {
        return Order::NoOrigin { status };
    }
    if let Some(stage) = timed_out_stage(connection) {
        return Order::TimedOut(stage);
    }
    if connection.progress.error == Some(ErrorCode::CertificateTimedOut)
        && told_by_ca(connection, now).is_none()
    {
        // With a certificate got on demand, that is all that our handshakes can tell.
        return Order::TimedOut(Stage::Issuance);
    }
    // What the last visit found stands until the next one: in between nobody asks the origin.
    if let Some(status) = silent_origin(&connection.findings) {
        return Order::NoOrigin { status };
    }
    if let Some(told) = told_by_ca(connection, now) {
        return told;
    }
    if connection.certificate.status == CertificateStatus::Failed
        && connection.progress.state() == State::Live
    {
        // It has ended, and none followed.
        return Order::TimedOut(Stage::Issuance);
    }
    match connection.attempts.next_at() {
        Some(retry_at)
            if now < retry_at
                && connection.progress.state() == State::IssuingCert
                && !connection.certificate.is_valid_at(now) =>
        {
            Order::Limited { limit: Limit::Own, retry_at }
        }
        Some(_) | None => Order::Quiet,
    }
}

/// What a CA said to our own order; nothing where visitors have a certificate all the same.
fn told_by_ca(connection: &Connection, now: OffsetDateTime) -> Option<Order> {
    let Certificate { status, retry_at, .. } = &connection.certificate;
    let has_left = connection.progress.state() == State::Archived;
    if connection.certificate.is_valid_at(now) || has_left {
        return None;
    }
    let (problem, detail) = problem_of(&connection.certificate)?;
    match (problem, *retry_at) {
        (OWN_LIMIT, Some(retry_at)) if now < retry_at => {
            Some(Order::Limited { limit: Limit::Own, retry_at })
        }
        ("rateLimited", Some(retry_at)) if now < retry_at => {
            Some(Order::Limited { limit: Limit::Ca, retry_at })
        }
        _ if *status == CertificateStatus::Failed => {
            Some(Order::Rejected { problem: problem.to_owned(), detail: detail.to_owned() })
        }
        _ => None,
    }
}

/// Whether an order waits for room at a CA, or is about to go after it.
pub(super) fn waits_for_room(certificate: &Certificate) -> bool {
    problem_of(certificate)
        .is_some_and(|(problem, _)| [OWN_LIMIT, "rateLimited"].contains(&problem))
}

/// The type of what went wrong at a CA, and its words.
fn problem_of(certificate: &Certificate) -> Option<(&str, &str)> {
    certificate.error.as_ref()?.split_once(": ")
}

/// The stage that took too long.
fn timed_out_stage(connection: &Connection) -> Option<Stage> {
    match connection.certificate.status {
        CertificateStatus::InitializingTimedOut => Some(Stage::Initializing),
        CertificateStatus::ValidationTimedOut => Some(Stage::Validation),
        CertificateStatus::IssuanceTimedOut => Some(Stage::Issuance),
        CertificateStatus::DeploymentTimedOut => Some(Stage::Deployment),
        CertificateStatus::None
        | CertificateStatus::Initializing
        | CertificateStatus::PendingValidation
        | CertificateStatus::PendingIssuance
        | CertificateStatus::PendingDeployment
        | CertificateStatus::Active
        | CertificateStatus::Expiring
        | CertificateStatus::PendingDeletion
        | CertificateStatus::Deleted
        | CertificateStatus::DeletionTimedOut
        | CertificateStatus::Failed => None,
    }
}

/// Says of the last order what is so at `now`, in place of what was said of it before.
pub(super) fn tell_order(connection: &mut Connection, now: OffsetDateTime) {
    let circumstances = Circumstances { order: order(connection, now), ..Circumstances::default() };
    let told = told_by_books(&connection.desired, None, &circumstances);
    connection.findings.retain(|finding| !is_of_order(&finding.cause));
    connection.findings.extend(told);
}

/// Takes over what a visit found of the origin behind the edge.
pub(super) fn tell_origin(findings: &mut Vec<Finding>, silent: Option<u16>) {
    findings.retain(|finding| !matches!(finding.cause, Cause::OriginUnreachable { .. }));
    findings.extend(silent.map(|status| Finding::unseen(Cause::OriginUnreachable { status })));
}

/// What the edge answered in place of the origin at the last visit.
pub(super) fn silent_origin(findings: &[Finding]) -> Option<u16> {
    findings.iter().find_map(|finding| match finding.cause {
        Cause::OriginUnreachable { status } => Some(status),
        _ => None,
    })
}

const fn is_of_order(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::CertificateTimedOut { .. }
            | Cause::CertificateRateLimited { .. }
            | Cause::CertificateRejected { .. }
            | Cause::OriginUnreachable { .. }
    )
}

/// What the label looks like that was registered: `example` of `www.example.co.uk`.
fn registered_shape(hostname: &Hostname) -> String {
    let registered = registrable_domain(hostname).unwrap_or_else(|| hostname.base());
    let (registered, _) = idna::domain_to_unicode(registered.as_str());
    shape(registered.split('.').next().unwrap_or_default())
}
