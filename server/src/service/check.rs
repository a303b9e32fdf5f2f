//! One check: look, diagnose, step, save; and, where the records are right, visit the edge.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use app::domain::certificate::{Certificate, CertificateStatus};
use app::domain::claim::Contest;
use app::domain::connection::{ErrorCode, Input, Judgement, Policy, State, Verdict};
use app::domain::desired::{Desired, Purpose};
use app::domain::diagnosis::{
    ObservedRecord, RecordStatus, after, diagnose, judge, observed_records, told_by_books,
};
use app::domain::earlier::Earlier;
use app::domain::finding::{Cause, Finding};
use app::domain::observation::{Delegation, Observation, Zone};
use app::domain::provider::{Provider, ProviderRef};
use app::domain::quota::Counter;
use app::domain::schedule::{next_check, next_look_back};
use app::domain::survey::Survey;
use serde_json::json;
use time::{Duration, OffsetDateTime};
use tokio::time::Instant;
use tracing::Instrument as _;

use super::caller::Actor;
use super::circumstances::{silent_origin, tell_order, tell_origin, waits_for_room};
use super::connections::CHALLENGE;
use super::told::{By, events, is_new, of_certificate, turnover};
use super::web::{Asker, LastWeb, PEACE};
use super::{Service, ServiceError};
use crate::dns::Fingerprint;
use crate::metrics::CheckOutcome;
use crate::probe::ProbeError;
use crate::store::history::HistoryKind;
use crate::store::save::{AttemptChange, ConnectionUpdate, NewHistory};
use crate::store::{Connection, ConnectionId, StoreError};

/// How long a check may hold a connection for itself: ten seconds for the DNS, ten for the web,
/// forty for the edge, and some to remember it.
pub const LEASE: Duration = Duration::seconds(75);
/// The part of it that the edge may take.
const VISIT: Duration = Duration::seconds(40);
/// Checks on demand run at most once in so long; further callers share the result.
const SHARED: Duration = Duration::seconds(2);
/// While another look runs, whoever waits for it looks whether it has ended every so often…
const GLANCE: Duration = Duration::milliseconds(100);
/// … and so many times: as long as most looks take.
const GLANCES: u32 = 100;
/// While nothing changes, the authorities are looked at in full so often…
const FULL: Duration = Duration::seconds(15);
/// … and so often while resolvers are expected to let an old answer go.
const FULL_WHILE_SPREADING: Duration = Duration::seconds(5);

/// The challenges of others that are remembered.
const MOST_BESIDE: usize = 32;
/// What a visit found is saved beside what others save at the same moment.
const TRIES: usize = 3;

/// What a visitor would see at the edge.
type Seen = Result<Certificate, ProbeError>;

/// How far a look must have come before it returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    /// Whoever reads the row reads what was found.
    Saved,
    /// What changed is saved; that nothing changed is written soon.
    Noted,
}

/// What this process remembers of its looks at one connection.
#[derive(Default)]
pub struct Looks {
    /// The lease under which one runs.
    lease: Option<i64>,
    finished_at: Option<OffsetDateTime>,
    last: Option<LastLook>,
    web: Option<LastWeb>,
}

struct LastLook {
    at: OffsetDateTime,
    zone: Zone,
    fingerprint: Fingerprint,
    spreading: bool,
}

/// What moves a connection, who does, and when.
#[derive(Clone, Copy)]
pub(super) struct Move {
    pub(super) input: Input,
    pub(super) actor: Actor,
    pub(super) now: OffsetDateTime,
}

impl Move {
    pub(super) const fn by(self) -> By {
        By::new(self.input, self.actor)
    }

    pub(super) const fn with(self, input: Input) -> Self {
        Self { input, ..self }
    }
}

/// What one look came to.
struct Outcome {
    verdict: Verdict,
    /// What it tells the state machine.
    input: Input,
    contest: Contest,
    findings: Vec<Finding>,
    records: Vec<ObservedRecord>,
    zone: Option<Zone>,
    earlier: Earlier,
}

impl Service {
    /// Checks a connection now, for somebody who waits. Callers within two seconds share one
    /// check; one that runs already, on whichever node, is waited for and shared too.
    pub async fn check_now(
        &self,
        id: ConnectionId,
        actor: Actor,
    ) -> Result<Connection, ServiceError> {
        let looks = self.looks_of(id);
        let asked_at = self.clock.now();
        for _ in 0..GLANCES {
            if self.looked(id, &looks, actor).await? {
                return self.find(id).await;
            }
            let found = self.find(id).await?;
            let is_told = found.last_checked_at.is_some_and(|at| asked_at <= at);
            if is_told || found.progress.state().is_final() {
                return Ok(found);
            }
            self.clock.sleep_until(self.clock.now() + GLANCE).await;
        }
        self.find(id).await
    }

    /// Looks, unless that was done just now; false while somebody else does.
    async fn looked(
        &self,
        id: ConnectionId,
        looks: &tokio::sync::Mutex<Looks>,
        actor: Actor,
    ) -> Result<bool, ServiceError> {
        let mut looks = looks.lock().await;
        let now = self.clock.now();
        self.write_note_of(id).await?;
        // Here, or at another node.
        let seen_at = self.find(id).await?.observed_at;
        if looks.finished_at.max(seen_at).is_some_and(|at| now < at + SHARED) {
            return Ok(true);
        }
        if self.store.take_lease(id, now, LEASE).await?.is_none() {
            return Ok(false);
        }
        let connection = self.find(id).await?;
        (looks.last, looks.web) = (None, None);
        // Boxed, lest every caller be as large as a whole look.
        Box::pin(self.look(connection, &mut looks, actor, Until::Saved)).await?;
        Ok(true)
    }

    /// Checks a connection that the worker took.
    pub async fn check_taken(&self, connection: Connection) -> Result<(), ServiceError> {
        let looks = self.looks_of(connection.id);
        let mut looks = looks.lock().await;
        looks.lease = connection.lease_until.map(|_| connection.lease_number);
        let since = Instant::now();
        if self.unchanged(&connection, &looks).await {
            let now = self.clock.now();
            self.metrics.checked(CheckOutcome::Unchanged, since);
            let next = self.next_check(&connection, now);
            let mut update = ConnectionUpdate::of(&connection);
            update.last_checked_at = Some(now);
            update.next_check_at = next;
            update.ends_lease = Some(connection.lease_number);
            match self.store.save(&update, now).await {
                // Somebody else moved it on: what they saw is newer.
                Ok(_) => self.remember_due(connection.id, next),
                Err(StoreError::StaleVersion) => {
                    self.let_go(connection.id, connection.lease_number).await?;
                }
                Err(error) => return Err(error.into()),
            }
            self.hub.changed(connection.id);
            return Ok(());
        }
        Box::pin(self.look(connection, &mut looks, Actor::Worker, Until::Noted)).await
    }

    /// Gives the lease back of a look that was broken off: another node, or this one when it is
    /// back, need not wait for its end.
    pub async fn give_back(&self, id: ConnectionId) -> Result<(), ServiceError> {
        let looks = self.looks_of(id);
        let lease = looks.lock().await.lease.take();
        if let Some(lease) = lease {
            self.store.end_lease(id, lease).await?;
        }
        Ok(())
    }

    /// Whether a cheap poll shows what the last look showed.
    async fn unchanged(&self, connection: &Connection, looks: &Looks) -> bool {
        let Some(last) = &looks.last else { return false };
        let every = if last.spreading { FULL_WHILE_SPREADING } else { FULL };
        let fresh = self.clock.now() < last.at + every;
        let settling = matches!(connection.progress.state(), State::IssuingCert | State::Verified);
        fresh
            && !settling
            && self.hub.is_watched(connection.id)
            && self.dns.poll(&connection.desired, &last.zone).await == last.fingerprint
    }

    async fn look(
        &self,
        connection: Connection,
        looks: &mut Looks,
        actor: Actor,
        until: Until,
    ) -> Result<(), ServiceError> {
        let since = Instant::now();
        let span = tracing::error_span!("check", connection = %connection.id);
        let look = Box::pin(self.look_once(connection, looks, actor, until));
        let looked = look.instrument(span).await;
        let outcome = *looked.as_ref().unwrap_or(&CheckOutcome::Failed);
        self.metrics.checked(outcome, since);
        looked.map(|_| ())
    }

    async fn look_once(
        &self,
        connection: Connection,
        looks: &mut Looks,
        actor: Actor,
        until: Until,
    ) -> Result<CheckOutcome, ServiceError> {
        let id = connection.id;
        if connection.progress.may_leave_records() {
            return Box::pin(self.look_back(connection, actor)).await;
        }
        let outcome = self.observe(&connection, &mut looks.web).await?;
        self.tally(&connection, Counter::Checks);
        let now = self.clock.now();
        looks.last = match &outcome.zone {
            // Only who watches is polled for.
            Some(zone) if self.hub.is_watched(id) => Some(LastLook {
                at: now,
                zone: zone.clone(),
                fingerprint: self.dns.poll(&connection.desired, zone).await,
                spreading: outcome.records.iter().any(|r| r.status == RecordStatus::Published),
            }),
            Some(_) | None => None,
        };
        let came_to = came_to(outcome.verdict);
        let looked = Move { input: outcome.input, actor, now };
        let before = connection.clone();
        let (connection, history) = self.took_in(connection, outcome, looked);
        let mut seen = None;
        if until == Until::Noted {
            let update = self.stepped(&connection, looked, &history);
            if self.is_noted(&before, &update, &mut seen, now).await {
                looks.finished_at = Some(now);
                return Ok(came_to);
            }
        }
        let Some(connection) = self.leased(connection).await? else {
            return Ok(CheckOutcome::Overtaken);
        };
        let lease = connection.lease_number;
        looks.lease = Some(lease);
        let saved = self.settle(connection, looked, history).await;
        looks.finished_at = Some(self.clock.now());
        let connection = match saved {
            Ok(connection) => connection,
            // Somebody else moved it on: what it is now is looked at when it is due.
            Err(ServiceError::Store(StoreError::StaleVersion)) => {
                self.let_go(id, lease).await?;
                return Ok(CheckOutcome::Overtaken);
            }
            Err(error) => return Err(error),
        };
        if self.is_worth_a_visit(&connection, before.last_checked_at, now) {
            self.visit(connection, lease, seen, actor).await?;
        } else if connection.lease_number == lease && connection.lease_until.is_some() {
            // An attempt was granted meanwhile: there is nothing to visit until it is over.
            self.let_go(id, lease).await?;
        }
        self.hub.changed(id);
        Ok(came_to)
    }

    async fn observe(
        &self,
        connection: &Connection,
        web: &mut Option<LastWeb>,
    ) -> Result<Outcome, ServiceError> {
        let desired = &self.desired_of(connection).await?;
        let began = self.clock.now();
        let (verdict, observation) = match self.dns.observe(desired, &connection.earlier).await {
            Ok(mut observation) => {
                self.tell_first(connection, desired, &observation);
                observation.web = self.ask_web(connection, &observation, web).await;
                let asker = Asker { probe: &self.probe, dns: &self.dns };
                observation.registration = asker.ask_registry(desired, &observation).await;
                (judge(desired, &observation), Some(observation))
            }
            Err(error) => {
                tracing::warn!(connection = %connection.id, %error, "could not look");
                (Verdict::INCONCLUSIVE, None)
            }
        };
        let now = self.clock.now();
        let records = observation.as_ref().map(|seen| observed_records(desired, seen));
        let records = records.unwrap_or_default();
        let contest = contest_after(connection, verdict, &records, began, now);
        let books = self.circumstances(connection, verdict, &contest, now).await?;
        let input = told_by(connection, verdict, observation.as_ref(), books.risk.is_some());
        let mut findings = told_by_books(desired, observation.as_ref(), &books);
        let Some(observation) = observation else {
            findings.push(Finding::unseen(Cause::LookupFailed));
            let earlier = connection.earlier.clone();
            return Ok(Outcome { verdict, input, contest, findings, records, zone: None, earlier });
        };
        findings.extend(diagnose(desired, &observation));
        Ok(Outcome {
            verdict,
            input,
            contest,
            findings,
            records,
            earlier: after(desired, &observation),
            zone: observation.delegation.served().cloned(),
        })
    }

    /// What is asked of the DNS, for the CAs of today.
    async fn desired_of(&self, connection: &Connection) -> Result<Desired, ServiceError> {
        let accounts = self.accounts().await?;
        let issuers = self.settings.issuers.clone();
        Ok(Desired { issuers, accounts, ..connection.desired.clone() })
    }

    /// Whoever waits for the first look is told what the DNS says before the web is asked, which
    /// can take longer.
    fn tell_first(&self, connection: &Connection, desired: &Desired, observation: &Observation) {
        if connection.last_checked_at.is_none() && self.hub.is_watched(connection.id) {
            let findings = diagnose(desired, observation);
            self.hub.found(connection.id, Survey::of(desired, observation, &findings));
        }
    }

    /// Whether a look changed nothing, and was noted; what a visit found that it took to know
    /// is left in `seen`.
    async fn is_noted(
        &self,
        before: &Connection,
        looked: &ConnectionUpdate,
        seen: &mut Option<Seen>,
        now: OffsetDateTime,
    ) -> bool {
        if !self.is_quiet(before, looked, now) {
            return false;
        }
        // A quiet look has a good certificate, and no handshake orders another.
        if let Some(edge) = self.edge
            && self.is_worth_a_visit(before, before.last_checked_at, now)
        {
            let found = self.probe.visit(edge, &before.hostname).await;
            let quiet = found.as_ref().is_ok_and(|found| self.is_quiet_visit(before, found, now));
            *seen = Some(found);
            if !quiet {
                return false;
            }
        }
        self.note(before, looked, now);
        true
    }

    /// What a look found, taken over into the connection; and the findings that came and went.
    fn took_in(
        &self,
        mut connection: Connection,
        outcome: Outcome,
        looked: Move,
    ) -> (Connection, Vec<NewHistory>) {
        if outcome.verdict != Verdict::INCONCLUSIVE {
            connection.observed_at = Some(looked.now);
        }
        // What could not be looked at is still as it was last seen.
        if !outcome.records.is_empty() {
            connection.observed = outcome.records;
        }
        let before = std::mem::replace(&mut connection.findings, outcome.findings);
        connection.refused =
            connection.findings.iter().any(|finding| finding.cause.refuses_certificate());
        connection.earlier = outcome.earlier;
        if let Some(zone) = outcome.zone {
            connection.provider = Provider::of(&zone).map(ProviderRef::from);
            connection.zone_apex = Some(zone.apex);
        }
        for finding in connection.findings.iter().filter(|finding| is_new(&before, finding)) {
            self.metrics.found(finding.cause.code());
        }
        let by = By::new(Input::Looked(outcome.verdict), looked.actor);
        let mut history = turnover(&before, &connection.findings, by);
        if connection.contest.notice.is_some() && outcome.contest.notice.is_none() {
            history.push(by.line(HistoryKind::NoticeLost, json!({})));
        }
        connection.contest = outcome.contest;
        (connection, history)
    }

    /// What a connection becomes by a look. What a visit may start then is done under the same
    /// lease.
    pub(super) fn looked_at(
        &self,
        connection: &Connection,
        looked: Move,
        history: &[NewHistory],
    ) -> ConnectionUpdate {
        let mut update = self.stepped(connection, looked, history);
        let findings = update.findings.clone();
        let after = Connection { progress: update.progress, findings, ..connection.clone() };
        if self.is_worth_a_visit(&after, connection.last_checked_at, looked.now) {
            update.ends_lease = None;
        }
        update
    }

    /// What a connection becomes by a move (and by the time that went by), with what is told.
    pub(super) fn stepped(
        &self,
        connection: &Connection,
        moved: Move,
        history: &[NewHistory],
    ) -> ConnectionUpdate {
        let Move { input, now, .. } = moved;
        let policy = self.policy_of(connection);
        let (progress, mut transitions) = connection.progress.step(input, now, &policy);
        let arrows = transitions.len();
        let (progress, waited) = progress.step(Input::Waited, now, &policy);
        transitions.extend(waited);
        let mut after = connection.clone();
        after.progress = progress;
        if progress.holds_claim() {
            after.contest = after.contest.won();
        }
        if !self.is_about_to_visit(&after, input) {
            after.certificate = self.certificate_of(&after, now);
        }
        tell_order(&mut after, now);
        let mut update = ConnectionUpdate::of(&after);
        update.last_checked_at = Some(now);
        update.next_check_at = self.next_check(&after, now);
        update.ends_lease = Some(connection.lease_number);
        update.history = history.to_vec();
        update.history.extend(turnover(&connection.findings, &after.findings, moved.by()));
        update.history.extend(transitions.iter().enumerate().map(|(nth, transition)| {
            let by = if nth < arrows { moved.by() } else { moved.with(Input::Waited).by() };
            let tells = json!({ "from": transition.from, "to": transition.to });
            by.line(HistoryKind::Transition, tells)
        }));
        update.events =
            transitions.iter().flat_map(|transition| events(&after, *transition)).collect();
        update.events.extend(of_certificate(&after, connection.certificate.status));
        update
    }

    /// How long a connection may take: where we get certificates ourselves, each stage has its own
    /// time, and what waits for room at a CA is not late.
    fn policy_of(&self, connection: &Connection) -> Policy {
        let is_ours = self.certificates.is_some() && self.is_served(connection.environment);
        let is_under_way = match connection.certificate.status {
            CertificateStatus::Initializing
            | CertificateStatus::PendingValidation
            | CertificateStatus::PendingIssuance
            | CertificateStatus::PendingDeployment => true,
            CertificateStatus::None
            | CertificateStatus::Active
            | CertificateStatus::Expiring
            | CertificateStatus::PendingDeletion
            | CertificateStatus::Deleted
            | CertificateStatus::InitializingTimedOut
            | CertificateStatus::ValidationTimedOut
            | CertificateStatus::IssuanceTimedOut
            | CertificateStatus::DeploymentTimedOut
            | CertificateStatus::DeletionTimedOut
            | CertificateStatus::Failed => waits_for_room(&connection.certificate),
        };
        let issuance_timeout =
            if is_ours && is_under_way { Duration::MAX } else { self.policy.issuance_timeout };
        Policy { issuance_timeout, ..self.policy }
    }

    /// Whether the edge is asked in a moment, who knows more of the certificate than the books.
    fn is_about_to_visit(&self, connection: &Connection, input: Input) -> bool {
        let looked = matches!(input, Input::Looked(_) | Input::Gone);
        looked && self.edge.is_some() && connection.progress.state() == State::Live
    }

    /// Saves all or nothing, keeps the gate's memory in step, and returns the last.
    pub(super) async fn save(
        &self,
        updates: Vec<ConnectionUpdate>,
        now: OffsetDateTime,
    ) -> Result<Connection, ServiceError> {
        let saved = self.store.save_together(&updates, now).await.map_err(ServiceError::Store)?;
        self.remember_gates(&saved).await;
        for connection in &saved {
            self.remember_due(connection.id, connection.due_at());
            self.tend_certificate(connection).await;
        }
        saved.into_iter().next_back().ok_or(ServiceError::NotFound)
    }

    pub(super) fn next_check(
        &self,
        connection: &Connection,
        now: OffsetDateTime,
    ) -> Option<OffsetDateTime> {
        let Connection { progress, earlier, observed_at, .. } = connection;
        if progress.may_leave_records() {
            let slot = connection.id.slot();
            return next_look_back(progress, earlier.left_at, *observed_at, slot, now);
        }
        let forgets = connection.observed.iter().filter_map(|record| record.visible_at).min();
        let attempt = (connection.progress.state() == State::IssuingCert)
            .then(|| connection.attempts.next_at())
            .flatten();
        let bid = connection.contest.look_at(&self.policy);
        let wake_at = forgets.into_iter().chain(attempt).chain(bid).min();
        let watched = self.hub.is_watched(connection.id);
        next_check(progress, watched, wake_at, connection.id.slot(), now)
    }

    /// A handshake may start an order: never before all records match.
    fn is_worth_a_visit(
        &self,
        connection: &Connection,
        before: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> bool {
        let timed_out = connection.progress.error == Some(ErrorCode::CertificateTimedOut);
        self.edge.is_some()
            && match connection.progress.state() {
                // Where only the origin was missing, the edge has a certificate: no handshake
                // makes it order one.
                State::IssuingCert if !self.is_offered(connection) => false,
                State::IssuingCert => {
                    silent_origin(&connection.findings).is_some()
                        || connection.attempts.next_at().is_none_or(|at| at <= now)
                        // While an attempt is paused, the gate lets no handshake order anything.
                        || connection.attempts.is_minute_over(before, now)
                }
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

    /// Visits the edge, if that was not done just now, and remembers what a visitor would see;
    /// under the lease of the look, which may have fallen to another since.
    async fn visit(
        &self,
        connection: Connection,
        lease: i64,
        seen: Option<Seen>,
        actor: Actor,
    ) -> Result<(), ServiceError> {
        let Some(edge) = self.edge else { return Ok(()) };
        let id = connection.id;
        let seen = if let Some(seen) = seen {
            seen
        } else {
            let lease_end = self.store.lease_end(id, lease).await?;
            if !has_time_to_visit(lease_end, self.clock.now()) {
                // Somebody else may lead by the time that the handshake would start an order.
                return self.let_go(id, lease).await;
            }
            self.probe.visit(edge, &connection.hostname).await
        };
        for _ in 0..TRIES {
            // The gate may have granted an attempt meanwhile: that is in the row, not in our copy.
            let connection = self.find(id).await?;
            if connection.lease_number != lease {
                return Ok(());
            }
            match self.remember_visit(connection, &seen, actor).await {
                Err(ServiceError::Store(StoreError::StaleVersion)) => {}
                remembered => return remembered,
            }
        }
        self.let_go(id, lease).await
    }

    async fn remember_visit(
        &self,
        mut connection: Connection,
        seen: &Seen,
        actor: Actor,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let known = connection.certificate.serial.clone();
        let (input, silent_origin) = match seen {
            Ok(certificate) => {
                let seen = self.beside_ours(certificate.clone(), &connection.certificate);
                connection.certificate = seen;
                (Input::Served, None)
            }
            Err(error) => {
                let hostname = &connection.hostname;
                tracing::info!(%hostname, error = %error, "no page at the edge");
                if self.certificates.is_none() {
                    connection.certificate.error = Some(error.to_string());
                    connection.certificate.retry_at = connection.attempts.next_at();
                } else if let Some(seen) = error.certificate() {
                    // The edge has taken it over, though nothing answers behind it.
                    let seen = self.beside_ours(seen.clone(), &connection.certificate);
                    connection.certificate = seen;
                }
                (Input::NotServed, error.silent_origin())
            }
        };
        let before = connection.findings.clone();
        tell_origin(&mut connection.findings, silent_origin);
        let visited = Move { input, actor, now };
        let history = turnover(&before, &connection.findings, visited.by());
        let mut update = self.stepped(&connection, visited, &history);
        if input == Input::Served {
            update.attempts = AttemptChange::Over;
        }
        let serial = &update.certificate.serial;
        update.new_certificate = input == Input::Served && serial.is_some() && *serial != known;
        self.save(vec![update], now).await.map(|_| ())
    }

    /// What a handshake showed, beside what is known by other ways; whether its status is another
    /// is found out by comparing.
    fn beside_ours(&self, seen: Certificate, known: &Certificate) -> Certificate {
        let Certificate { status, method, .. } = *known;
        let seen = Certificate { status, method, ..seen };
        if self.certificates.is_none() {
            return seen;
        }
        Certificate { error: known.error.clone(), retry_at: known.retry_at, ..seen }
    }

    /// The certificate as far as the outside is told.
    pub(super) fn certificate_of(
        &self,
        connection: &Connection,
        now: OffsetDateTime,
    ) -> Certificate {
        let is_ours = self.certificates.is_some() && !connection.certificate.is_valid_at(now);
        if !is_ours {
            return seen_certificate_of(connection, now);
        }
        // How far it is stands there already, unless it was good and is not any more.
        let mut certificate = connection.certificate.clone();
        if matches!(certificate.status, CertificateStatus::Active | CertificateStatus::Expiring) {
            certificate.status = CertificateStatus::Failed;
        }
        certificate
    }

    pub(super) async fn find(&self, id: ConnectionId) -> Result<Connection, ServiceError> {
        self.store.find_connection(id).await?.ok_or(ServiceError::NotFound)
    }

    fn looks_of(&self, id: ConnectionId) -> Arc<tokio::sync::Mutex<Looks>> {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(looks.entry(id).or_default())
    }

    /// Forgets looks at connections that nobody is looking at, once nothing of them can be shared.
    pub fn forget_old_looks(&self) {
        let now = self.clock.now();
        let is_recent = |looks: &Looks| looks.finished_at.is_some_and(|at| now < at + PEACE);
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        looks.retain(|id, looks| {
            1 < Arc::strong_count(looks)
                || self.hub.is_watched(*id)
                || looks.try_lock().is_ok_and(|looks| is_recent(&looks))
        });
    }
}

/// Whether a lease lasts until the longest visit has ended.
fn has_time_to_visit(lease_end: Option<OffsetDateTime>, now: OffsetDateTime) -> bool {
    lease_end.is_some_and(|end| now + VISIT <= end)
}

pub(super) fn came_to(verdict: Verdict) -> CheckOutcome {
    match (verdict.ownership, verdict.routing) {
        (Judgement::Unknown, Judgement::Unknown) => CheckOutcome::Inconclusive,
        (Judgement::Right, Judgement::Right) => CheckOutcome::Right,
        (_, _) => CheckOutcome::Wrong,
    }
}

/// The certificate that the edge gets, as far as the outside is told.
fn seen_certificate_of(connection: &Connection, now: OffsetDateTime) -> Certificate {
    let mut certificate = connection.certificate.clone();
    if certificate.is_valid_at(now) {
        certificate.status = if certificate.is_expiring_at(now) {
            CertificateStatus::Expiring
        } else {
            CertificateStatus::Active
        };
        return certificate;
    }
    let timed_out = connection.progress.error == Some(ErrorCode::CertificateTimedOut);
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

/// What a look leaves for meeting another holder of the name. Whoever holds it has proven itself
/// before.
fn contest_after(
    connection: &Connection,
    verdict: Verdict,
    records: &[ObservedRecord],
    began: OffsetDateTime,
    now: OffsetDateTime,
) -> Contest {
    let contest = connection.contest.clone();
    if connection.progress.holds_claim() {
        return contest;
    }
    contest.looked(verdict.ownership, challenges_beside(connection, records), began, now)
}

/// The challenges of other connections that stand at the same name.
fn challenges_beside(connection: &Connection, records: &[ObservedRecord]) -> Vec<String> {
    let own = &connection.desired.challenge.value;
    let proofs = records.iter().filter(|record| record.record.purpose == Purpose::Ownership);
    let values = proofs.flat_map(|record| &record.seen_by).flat_map(|seen| &seen.values);
    let others = values.filter(|value| value.starts_with(CHALLENGE) && *value != own).cloned();
    others.collect::<BTreeSet<_>>().into_iter().take(MOST_BESIDE).collect()
}

/// What a look tells the state machine beyond its verdict. A name that was never there is not
/// gone: people connect what they are about to register.
fn told_by(
    connection: &Connection,
    verdict: Verdict,
    observation: Option<&Observation>,
    listed: bool,
) -> Input {
    let unknown =
        observation.is_some_and(|seen| matches!(seen.delegation, Delegation::NotRegistered { .. }));
    // What the registry holds back is registered, and may be there again tomorrow.
    let held = observation
        .and_then(|seen| seen.registration.as_ref())
        .is_some_and(|registration| registration.registered);
    if listed && connection.progress.first_live_at.is_none() {
        Input::Fail(ErrorCode::HighRiskDomain)
    } else if unknown && !held && connection.zone_apex.is_some() {
        Input::Gone
    } else {
        Input::Looked(verdict)
    }
}
