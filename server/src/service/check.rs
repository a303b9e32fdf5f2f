//! One check: look, diagnose, step, save; and, where the records are right, visit the edge.

use std::sync::{Arc, PoisonError};

use app::domain::certificate::{Certificate, CertificateStatus};
use app::domain::connection::{Input, State, Transition, Verdict};
use app::domain::diagnosis::{ObservedRecord, RecordStatus, diagnose, judge, observed_records};
use app::domain::finding::{Cause, Finding};
use app::domain::observation::{Delegation, Observation, Zone};
use app::domain::provider::{Provider, ProviderRef};
use app::domain::schedule::next_check;
use time::{Duration, OffsetDateTime};

use super::{Service, ServiceError};
use crate::dns::Fingerprint;
use crate::store::{Connection, ConnectionId, ConnectionUpdate, StoreError};

/// How long a check may hold a connection for itself.
pub const LEASE: Duration = Duration::seconds(60);
/// Checks on demand run at most once in so long; further callers share the result.
const SHARED: Duration = Duration::seconds(2);
/// While nothing changes, the authorities are looked at in full so often…
const FULL: Duration = Duration::seconds(15);
/// … and so often while resolvers are expected to let an old answer go.
const FULL_WHILE_SPREADING: Duration = Duration::seconds(5);

/// What this process remembers of its looks at one connection.
#[derive(Default)]
pub struct Looks {
    finished_at: Option<OffsetDateTime>,
    last: Option<LastLook>,
}

struct LastLook {
    at: OffsetDateTime,
    zone: Zone,
    fingerprint: Fingerprint,
    spreading: bool,
}

/// What one look came to.
struct Outcome {
    verdict: Verdict,
    findings: Vec<Finding>,
    records: Vec<ObservedRecord>,
    zone: Option<Zone>,
}

impl Service {
    /// Checks a connection now, for somebody who waits. Callers within two seconds share one
    /// check.
    pub async fn check_now(&self, id: ConnectionId) -> Result<Connection, ServiceError> {
        let looks = self.looks_of(id);
        let mut looks = looks.lock().await;
        let now = self.clock.now();
        let recent = looks.finished_at.is_some_and(|at| now < at + SHARED);
        if !recent && self.store.take_lease(id, now, LEASE).await?.is_some() {
            let connection = self.find(id).await?;
            looks.last = None;
            self.look(connection, &mut looks).await?;
        }
        self.find(id).await
    }

    /// Checks a connection whose lease the worker holds.
    pub async fn check_leased(&self, connection: Connection) -> Result<(), ServiceError> {
        let looks = self.looks_of(connection.id);
        let mut looks = looks.lock().await;
        if self.unchanged(&connection, &looks).await {
            let now = self.clock.now();
            let next = self.next_check(&connection, now);
            self.store.mark_checked(connection.id, connection.lease_number, now, next).await?;
            self.hub.changed(connection.id);
            return Ok(());
        }
        self.look(connection, &mut looks).await
    }

    /// Whether a cheap poll shows what the last look showed.
    async fn unchanged(&self, connection: &Connection, looks: &Looks) -> bool {
        let Some(last) = &looks.last else { return false };
        let every = if last.spreading { FULL_WHILE_SPREADING } else { FULL };
        let fresh = self.clock.now() < last.at + every;
        let settling = matches!(connection.state(), State::IssuingCert | State::Verified);
        fresh
            && !settling
            && self.hub.is_watched(connection.id)
            && self.dns.poll(&connection.desired, &last.zone).await == last.fingerprint
    }

    async fn look(&self, connection: Connection, looks: &mut Looks) -> Result<(), ServiceError> {
        let id = connection.id;
        let outcome = self.observe(&connection).await;
        let now = self.clock.now();
        looks.last = match &outcome.zone {
            Some(zone) => Some(LastLook {
                at: now,
                zone: zone.clone(),
                fingerprint: self.dns.poll(&connection.desired, zone).await,
                spreading: outcome.records.iter().any(|r| r.status == RecordStatus::Published),
            }),
            None => None,
        };
        let saved = self.remember(connection, outcome, now).await;
        looks.finished_at = Some(self.clock.now());
        let connection = match saved {
            Ok(connection) => connection,
            // Another node moved it on, or another connection proved the name first.
            Err(ServiceError::Store(StoreError::StaleVersion)) => return Ok(()),
            Err(error) => return Err(error),
        };
        if self.is_worth_a_visit(&connection, now) {
            self.visit(connection).await?;
        }
        self.hub.changed(id);
        Ok(())
    }

    async fn observe(&self, connection: &Connection) -> Outcome {
        let desired = &connection.desired;
        match self.dns.observe(desired).await {
            Ok(observation) => Outcome {
                verdict: judge(desired, &observation),
                findings: diagnose(desired, &observation),
                records: observed_records(desired, &observation),
                zone: in_charge(observation),
            },
            Err(error) => {
                tracing::warn!(connection = %connection.id, %error, "could not look");
                Outcome {
                    verdict: Verdict::INCONCLUSIVE,
                    findings: vec![Finding::new(Cause::LookupFailed, None, &[])],
                    records: Vec::new(),
                    zone: None,
                }
            }
        }
    }

    /// Steps and saves; returns the connection as it is afterwards.
    async fn remember(
        &self,
        mut connection: Connection,
        outcome: Outcome,
        now: OffsetDateTime,
    ) -> Result<Connection, ServiceError> {
        let looked = Input::Looked(outcome.verdict);
        let (progress, mut transitions) = connection.progress.step(looked, now, &self.policy);
        let (progress, waited) = progress.step(Input::Waited, now, &self.policy);
        transitions.extend(waited);
        connection.progress = progress;
        if outcome.verdict != Verdict::INCONCLUSIVE {
            connection.observed_at = Some(now);
        }
        // What could not be looked at is still as it was last seen.
        if !outcome.records.is_empty() {
            connection.observed = outcome.records;
        }
        connection.findings = outcome.findings;
        if let Some(zone) = outcome.zone {
            connection.provider = Provider::of(&zone).map(ProviderRef::from);
            connection.zone_apex = Some(zone.apex);
        }
        connection.certificate = self.certificate_of(&connection, now);
        self.save(connection, &transitions, now).await
    }

    /// Saves, keeps the gate's memory in step, and returns what was saved.
    pub(super) async fn save(
        &self,
        mut connection: Connection,
        transitions: &[Transition],
        now: OffsetDateTime,
    ) -> Result<Connection, ServiceError> {
        connection.last_checked_at = Some(now);
        connection.next_check_at = self.next_check(&connection, now);
        let update = ConnectionUpdate::of(&connection, now);
        connection.version = self.store.save(&update, transitions, now).await?;
        self.remember_gate(&connection);
        Ok(connection)
    }

    fn next_check(&self, connection: &Connection, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let forgets = connection.observed.iter().filter_map(|record| record.visible_at).min();
        let attempt = (connection.state() == State::IssuingCert)
            .then(|| connection.attempts.next_at())
            .flatten();
        let wake_at = forgets.into_iter().chain(attempt).min();
        next_check(&connection.progress, self.hub.is_watched(connection.id), wake_at, now)
    }

    fn certificate_of(&self, connection: &Connection, now: OffsetDateTime) -> Certificate {
        let mut certificate = connection.certificate.clone();
        let timed_out = connection.progress.error
            == Some(app::domain::connection::ErrorCode::CertificateTimedOut);
        if certificate.is_valid_at(now) {
            return certificate;
        }
        certificate.status = match connection.progress.state() {
            State::Stalled if timed_out => CertificateStatus::IssuanceTimedOut,
            State::IssuingCert => CertificateStatus::PendingIssuance,
            State::Live | State::Drifted => CertificateStatus::Failed,
            State::Created
            | State::PendingOwnership
            | State::Verifying
            | State::Verified
            | State::Propagating
            | State::Stalled
            | State::Failed
            | State::Archived => CertificateStatus::None,
        };
        certificate
    }

    /// A handshake may start an order: never before all records match.
    fn is_worth_a_visit(&self, connection: &Connection, now: OffsetDateTime) -> bool {
        let timed_out = connection.progress.error
            == Some(app::domain::connection::ErrorCode::CertificateTimedOut);
        self.edge.is_some()
            && match connection.progress.state() {
                State::IssuingCert => connection.attempts.next_at().is_none_or(|at| at <= now),
                State::Live => true,
                State::Stalled => timed_out,
                State::Created
                | State::PendingOwnership
                | State::Verifying
                | State::Verified
                | State::Propagating
                | State::Drifted
                | State::Failed
                | State::Archived => false,
            }
    }

    /// Visits the edge and remembers what a visitor would see.
    async fn visit(&self, mut connection: Connection) -> Result<(), ServiceError> {
        let Some(edge) = &self.edge else { return Ok(()) };
        let seen = edge.probe.visit(edge.address, &connection.desired.hostname).await;
        let now = self.clock.now();
        // The attempt that the gate granted meanwhile is in the row, not in our copy.
        connection.attempts = self.find(connection.id).await?.attempts;
        let input = match seen {
            Ok(certificate) => {
                connection.certificate = certificate;
                connection.attempts = app::domain::gate::Attempts::default();
                Input::Served
            }
            Err(error) => {
                tracing::info!(hostname = %connection.desired.hostname, %error, "no page at the edge");
                connection.certificate.error = Some(error.to_string());
                connection.certificate.retry_at = connection.attempts.next_at();
                Input::NotServed
            }
        };
        let (progress, mut transitions) = connection.progress.step(input, now, &self.policy);
        let (progress, waited) = progress.step(Input::Waited, now, &self.policy);
        transitions.extend(waited);
        connection.progress = progress;
        connection.certificate = self.certificate_of(&connection, now);
        match self.save(connection, &transitions, now).await {
            Ok(_) | Err(ServiceError::Store(StoreError::StaleVersion)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn find(&self, id: ConnectionId) -> Result<Connection, ServiceError> {
        self.store.find_connection(id).await?.ok_or(ServiceError::NotFound)
    }

    fn looks_of(&self, id: ConnectionId) -> Arc<tokio::sync::Mutex<Looks>> {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(looks.entry(id).or_default())
    }

    /// Forgets looks at connections that nobody is looking at.
    pub fn forget_old_looks(&self) {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        looks.retain(|id, looks| 1 < Arc::strong_count(looks) || self.hub.is_watched(*id));
    }
}

fn in_charge(observation: Observation) -> Option<Zone> {
    match observation.delegation {
        Delegation::Zone(zone) => Some(zone),
        Delegation::Lame(_) | Delegation::NotRegistered { .. } | Delegation::Unknown => None,
    }
}
