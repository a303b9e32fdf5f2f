//! Certificates that this server gets by itself: one step of an order at a time, each written down
//! before the next, so that any node goes on where another one died.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::domain::certificate::{Method, Stage};
use app::domain::connection::State;
use app::domain::event::EventType;
use app::domain::gate::{self, Gate};
use app::domain::issuance::{
    DUPLICATES, FAILURES, Failure, Happened, Issuance, ORDERS, Obstacle, Refusal, may_order,
};
use app::domain::name::Hostname;
use time::{Duration, OffsetDateTime};
use tokio::sync::Notify;

use super::circumstances::tell_order;
use super::told::event;
use super::{Service, ServiceError};
use crate::acme::{Acme, AcmeError, Chain, Issuer, Login, Request, Standing};
use crate::edge::vault::{Answer, EdgeToken, Vault};
use crate::seal::Sealed;
use crate::store::certificates::{ChallengeAnswer, Issuing, OrderEnd, Paper};
use crate::store::gate::Mark;
use crate::store::save::ConnectionUpdate;
use crate::store::{Connection, ConnectionId, StoreError};

/// How long somebody may be at one step: a handful of requests to a CA.
pub const LEASE: Duration = Duration::minutes(3);
/// How often a CA is asked how it goes.
const POLL: Duration = Duration::seconds(2);
/// How long every node takes to know what a CA wants to find.
const KNOWN: Duration = Duration::milliseconds(1_500);
/// How often it is looked whether the edge serves what it is offered.
const OFFER: Duration = Duration::seconds(3);
/// How often it is looked whether an order may be made that may not be made yet.
const OBSTACLE: Duration = Duration::seconds(10);
/// The same, for a name that is not served.
const SHUT: Duration = Duration::HOUR;
/// How often a CA is asked when to renew (RFC 9773 §4.2).
const ADVICE: Duration = Duration::hours(6);
/// What was found is saved beside what others save at the same moment.
const TRIES: usize = 5;

/// What it takes to get certificates.
pub struct Certificates {
    acme: Acme,
    /// By which edges show that they may have them.
    pub token: EdgeToken,
    /// What is answered from memory.
    pub vault: Vault,
    /// Wakes whoever goes on with orders.
    pub wake: Notify,
    logins: Mutex<HashMap<String, Arc<Login>>>,
    mark: Mutex<Option<Mark>>,
}

/// Why a step did not come to its end.
#[derive(Debug, thiserror::Error)]
enum StepError {
    #[error(transparent)]
    Service(#[from] ServiceError),
    #[error(transparent)]
    Acme(#[from] AcmeError),
}

impl From<StoreError> for StepError {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

impl Certificates {
    /// From these CAs, for edges with this token.
    #[must_use]
    pub fn new(acme: Acme, token: EdgeToken) -> Self {
        Self {
            acme,
            token,
            vault: Vault::default(),
            wake: Notify::new(),
            logins: Mutex::default(),
            mark: Mutex::default(),
        }
    }

    fn issuer(&self, nth: usize) -> Result<&Issuer, ServiceError> {
        let issuers = self.acme.issuers();
        issuers.get(nth).or_else(|| issuers.first()).ok_or(ServiceError::Rules("no CA"))
    }
}

impl Service {
    /// The key and the chain for visitors of `name`, PEM: its own, or those of the wildcard above.
    #[must_use]
    pub fn certificate_for(&self, name: &str) -> Option<String> {
        let certificates = self.certificates.as_ref()?;
        let above = name.split_once('.').map(|(_, above)| format!("*.{above}"));
        let now = self.clock.now();
        [Some(name.to_owned()), above].into_iter().flatten().find_map(|name| {
            let (connection, bundle) = certificates.vault.bundle(&name)?;
            let known = self.index.find(&name)?;
            let is_open = match known.gate.open {
                Ok(gate::Open::Until(end)) => now < end,
                Ok(gate::Open::Always) => true,
                Err(_) => false,
            };
            (is_open && known.connection == connection).then_some(bundle)
        })
    }

    /// What a CA wants to find at a token of `name`.
    #[must_use]
    pub fn challenge_answer(&self, name: &str, token: &str) -> Option<String> {
        self.certificates.as_ref()?.vault.answer(name, token)
    }

    /// What stands at a name of the zone that is ours.
    #[must_use]
    pub fn challenge_text(&self, name: &str) -> Option<String> {
        self.certificates.as_ref()?.vault.text(name)
    }

    /// Takes over what any node wrote of certificates.
    pub async fn follow_certificates(&self) -> Result<(), ServiceError> {
        let Some(certificates) = &self.certificates else { return Ok(()) };
        let mark = *certificates.mark.lock().unwrap_or_else(PoisonError::into_inner);
        let (changed, mark) = self.store.certificates_since(mark).await?;
        for issuing in &changed {
            self.shelve(certificates, issuing);
        }
        *certificates.mark.lock().unwrap_or_else(PoisonError::into_inner) = Some(mark);
        Ok(())
    }

    fn shelve(&self, certificates: &Certificates, issuing: &Issuing) {
        let is_ending = issuing.issuance.is_over || issuing.issuance.stage == Some(Stage::Deletion);
        let bundle = issuing.bundle.as_ref().filter(|_| !is_ending);
        let bundle = bundle.and_then(|sealed| match self.unlocked(sealed, issuing.connection) {
            Ok(bundle) => Some(bundle),
            Err(error) => {
                // Without its key of CREDENTIAL_KEY nothing can be served.
                tracing::error!(connection = %issuing.connection, %error, "a key can't be opened");
                None
            }
        });
        let answer = issuing.paper.answer.as_ref().map(|answer| Answer {
            token: answer.token.clone(),
            key_authorization: answer.key_authorization.clone(),
            text: answer.dns_name.clone().map(|name| (name, answer.dns_value.clone())),
        });
        let (connection, hostname) = (issuing.connection, &issuing.hostname);
        certificates.vault.put(connection, hostname, bundle.as_deref(), answer);
    }

    fn locked(&self, text: &str, id: ConnectionId) -> Result<String, ServiceError> {
        let sealed = self.seal.seal(text.as_bytes(), &format!("certificate {id}"))?;
        Ok(sealed.text().to_owned())
    }

    fn unlocked(&self, sealed: &str, id: ConnectionId) -> Result<String, ServiceError> {
        let sealed = Sealed::from_text(sealed.to_owned());
        let text = self.seal.open(&sealed, &format!("certificate {id}"))?;
        String::from_utf8(text).map_err(|_| ServiceError::Rules("a key that is no text"))
    }

    /// What a connection that was saved wants of its certificate.
    pub(super) async fn tend_certificate(&self, saved: &Connection) -> Result<(), ServiceError> {
        let Some(certificates) = &self.certificates else { return Ok(()) };
        let now = self.clock.now();
        match saved.progress.state() {
            State::IssuingCert if !certificates.vault.serves(saved.id, &saved.hostname) => {
                self.store.want_certificate(saved.id, &saved.hostname, now).await?;
            }
            State::Failed | State::Archived => {
                self.store.hurry_certificate(saved.id, now).await?;
            }
            State::IssuingCert
            | State::Created
            | State::PendingOwnership
            | State::Verifying
            | State::Verified
            | State::Propagating
            | State::Live
            | State::Drifted
            | State::Stalled => return Ok(()),
        }
        certificates.wake.notify_one();
        Ok(())
    }

    /// Whether the edge can have a certificate for it: always, where it gets them itself.
    pub(super) fn is_offered(&self, connection: &Connection) -> bool {
        let certificates = self.certificates.as_ref();
        certificates.is_none_or(|it| it.vault.serves(connection.id, &connection.hostname))
    }

    /// Has what failed tried again now.
    pub(super) async fn restart_certificate(
        &self,
        id: ConnectionId,
        method: Method,
        now: OffsetDateTime,
    ) -> Result<(), ServiceError> {
        let Some(certificates) = &self.certificates else { return Ok(()) };
        self.store.restart_certificate(id, method, now).await?;
        certificates.wake.notify_one();
        Ok(())
    }

    /// Leases what is due.
    pub async fn lease_certificates(&self, most: i64) -> Result<Vec<Issuing>, ServiceError> {
        let now = self.clock.now();
        Ok(self.store.lease_certificates(most, now, now + LEASE).await?)
    }

    /// Goes one step on with a certificate that was leased, and gives it back.
    pub async fn go_on(&self, mut issuing: Issuing) -> Result<(), ServiceError> {
        let Some(certificates) = &self.certificates else { return Ok(()) };
        let failures = issuing.issuance.failures;
        let before = issuing.issuance.stage;
        let found = self.store.find_connection(issuing.connection).await?;
        let Some(connection) = found else { return Ok(()) };
        let stepped = Box::pin(self.take_step(certificates, &mut issuing, &connection)).await;
        let now = self.clock.now();
        match stepped {
            Ok(()) => {}
            Err(StepError::Acme(error)) => self.refused(certificates, &mut issuing, error).await?,
            Err(StepError::Service(error)) => {
                tracing::warn!(connection = %issuing.connection, %error, "no step towards a certificate");
                issuing.due_at = Some(now + OBSTACLE);
            }
        }
        let late = issuing.issuance.step(Happened::Waited, certificates.acme.issuers().len(), now);
        if late != issuing.issuance {
            self.end_order(&issuing.paper, OrderEnd::Failed, now).await?;
            issuing.issuance = late;
            if late.stage.is_none() {
                issuing.due_at = soonest(&late, now);
            }
        }
        if issuing.issuance.stage.is_none() {
            issuing.paper.answer = None;
        }
        if !self.store.save_certificate(&issuing, None).await? {
            return Ok(());
        }
        self.shelve(certificates, &issuing);
        if before != issuing.issuance.stage || failures != issuing.issuance.failures {
            tracing::info!(
                connection = %issuing.connection, stage = ?issuing.issuance.stage,
                failure = ?issuing.issuance.failure, "a certificate's stage",
            );
        }
        let failed_again = failures < issuing.issuance.failures;
        self.show_certificate(&issuing, failed_again).await?;
        if issuing.issuance.stage == Some(Stage::Deployment) {
            self.look_soon(issuing.connection, now).await?;
        }
        certificates.wake.notify_one();
        Ok(())
    }

    /// One step of its stage.
    async fn take_step(
        &self,
        certificates: &Certificates,
        issuing: &mut Issuing,
        connection: &Connection,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let open = gate::open(&connection.progress, &self.policy);
        let gate = Gate {
            open,
            valid_until: None,
            observed_at: connection.observed_at,
            refused: connection.refused,
            attempts: connection.attempts,
        };
        let may = may_order(&gate, now);
        let is_ending = issuing.issuance.stage == Some(Stage::Deletion);
        if may == Err(Obstacle::Ended) && !is_ending && !issuing.issuance.is_over {
            self.step(certificates, issuing, Happened::Unwanted, now);
            return Ok(());
        }
        match issuing.issuance.stage {
            None => self.rest(certificates, issuing, connection, may).await,
            Some(Stage::Initializing) => self.initialize(certificates, issuing, connection).await,
            Some(Stage::Validation) => self.validate(certificates, issuing).await,
            Some(Stage::Issuance) => self.finish(certificates, issuing).await,
            Some(Stage::Deployment) => {
                if issuing.paper.serial.is_some()
                    && connection.certificate.serial == issuing.paper.serial
                {
                    self.step(certificates, issuing, Happened::Deployed, now);
                } else {
                    issuing.due_at = Some(now + OFFER);
                }
                Ok(())
            }
            Some(Stage::Deletion) => self.delete(certificates, issuing).await,
        }
    }

    /// What happened, and when somebody is to go on.
    fn step(
        &self,
        certificates: &Certificates,
        issuing: &mut Issuing,
        happened: Happened,
        now: OffsetDateTime,
    ) {
        let issuers = certificates.acme.issuers().len();
        issuing.issuance = issuing.issuance.step(happened, issuers, now);
        issuing.due_at = match issuing.issuance.stage {
            Some(_) => Some(now),
            None => soonest(&issuing.issuance, now),
        };
    }

    /// Nothing is under way: whether something is to be.
    async fn rest(
        &self,
        certificates: &Certificates,
        issuing: &mut Issuing,
        connection: &Connection,
        may: Result<(), Obstacle>,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let Issuance { retry_at, renew_at, failure, is_over, .. } = issuing.issuance;
        if is_over {
            issuing.due_at = None;
            return Ok(());
        }
        if retry_at.is_some_and(|at| now < at) {
            issuing.due_at = retry_at;
            return Ok(());
        }
        if let (Some(bundle), Some(at)) = (&issuing.bundle, renew_at) {
            if failure == Some(Failure::TimedOut(Stage::Deployment)) && now < at {
                let renew_at = at;
                self.step(certificates, issuing, Happened::Issued { renew_at }, now);
                return Ok(());
            }
            if now < at {
                let bundle = self.unlocked(bundle, issuing.connection)?;
                issuing.issuance.renew_at = self.advice(certificates, issuing, &bundle).await;
                issuing.due_at = soonest(&issuing.issuance, now);
                return Ok(());
            }
        }
        match may {
            Ok(()) => {}
            Err(Obstacle::Unseen) => {
                self.look_soon(connection.id, now).await?;
                issuing.due_at = Some(now + OBSTACLE);
                return Ok(());
            }
            Err(Obstacle::Refused) => {
                issuing.due_at = Some(now + OBSTACLE);
                return Ok(());
            }
            Err(Obstacle::Shut | Obstacle::Ended) => {
                issuing.due_at = Some(now + SHUT);
                return Ok(());
            }
        }
        if issuing.hostname.is_wildcard() && connection.desired.acme_delegation.is_none() {
            let why = "a wildcard is proven by the DNS, and ACME_DNS_ZONE is not set".to_owned();
            issuing.paper.problem = Some(("unsupported".to_owned(), why));
            issuing.due_at = Some(now + SHUT);
            return Ok(());
        }
        let issuer = certificates.issuer(issuing.issuance.issuer)?;
        if let Some(at) = self.room_at(issuer.directory.as_str(), &issuing.hostname, now).await? {
            // Nothing was sent: the waiting order tells when it goes.
            issuing.issuance.retry_at = Some(at);
            let why = "the CA's limit is used up; the order waits here".to_owned();
            issuing.paper.problem = Some(("rateLimited".to_owned(), why));
            issuing.due_at = Some(at);
            return Ok(());
        }
        issuing.paper.problem = None;
        self.step(certificates, issuing, Happened::Wanted, now);
        Ok(())
    }

    /// When a CA's limits have room for an order, where they have none.
    async fn room_at(
        &self,
        directory: &str,
        hostname: &Hostname,
        now: OffsetDateTime,
    ) -> Result<Option<OffsetDateTime>, ServiceError> {
        let asked = self.store.asked_of(directory, hostname, now - ORDERS.within).await?;
        let waits = [
            FAILURES.room_at(asked.failures, now),
            DUPLICATES.room_at(asked.issued, now),
            ORDERS.room_at(asked.orders, now),
        ];
        Ok(waits.into_iter().flatten().max())
    }

    /// Makes the order, which is written down in our books before.
    async fn initialize(
        &self,
        certificates: &Certificates,
        issuing: &mut Issuing,
        connection: &Connection,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let issuer = certificates.issuer(issuing.issuance.issuer)?;
        let directory = issuer.directory.to_string();
        let login = self.login(certificates, &directory).await?;
        let method = method_for(issuing);
        let replaces = match &issuing.bundle {
            Some(bundle) if issuing.paper.issued_by.as_deref() == Some(&directory) => {
                Chain::read(self.unlocked(bundle, issuing.connection)?)
            }
            Some(_) | None => None,
        };
        let leaf = replaces.as_ref().and_then(Chain::leaf);
        let order = self.store.note_order(&directory, &issuing.hostname, now).await?;
        issuing.paper.order = Some(order);
        issuing.paper.directory = Some(directory);
        issuing.paper.url = Some(login.order(&issuing.hostname, leaf.as_ref(), now).await?);
        issuing.paper.method = Some(method);
        issuing.paper.is_told = false;
        // A key is for one order: what a CA has seen the other half of is used up with it.
        issuing.next_key = None;
        let wanted = login.challenge(url(issuing)?, method, now).await?;
        let happened = if wanted.is_some() { Happened::Ordered } else { Happened::Validated };
        issuing.paper.answer = wanted.map(|wanted| ChallengeAnswer {
            token: wanted.token,
            key_authorization: wanted.key_authorization,
            dns_value: wanted.dns_value,
            dns_name: connection.desired.acme_delegation.as_ref().map(ToString::to_string),
        });
        self.step(certificates, issuing, happened, now);
        if issuing.paper.answer.is_some() {
            // Until every node answers for it.
            issuing.due_at = Some(now + KNOWN);
        }
        Ok(())
    }

    /// Lets the CA look, and waits until it has.
    async fn validate(
        &self,
        certificates: &Certificates,
        issuing: &mut Issuing,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let login = self.login_of(certificates, issuing).await?;
        if !issuing.paper.is_told {
            login.ready(url(issuing)?, method_for(issuing), now).await?;
            issuing.paper.is_told = true;
        }
        match login.standing(url(issuing)?, now).await? {
            Standing::Pending => issuing.due_at = Some(now + POLL),
            Standing::Ready | Standing::Processing | Standing::Valid => {
                issuing.paper.answer = None;
                self.step(certificates, issuing, Happened::Validated, now);
            }
        }
        Ok(())
    }

    /// Sends the key's other half, which is written down before, and fetches the certificate.
    async fn finish(
        &self,
        certificates: &Certificates,
        issuing: &mut Issuing,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let id = issuing.connection;
        let no_key = |_| StepError::Service(ServiceError::Rules("no key could be made"));
        let Some(sealed) = &issuing.next_key else {
            let request = Request::new(&issuing.hostname).map_err(no_key)?;
            issuing.next_key = Some(self.locked(&request.key, id)?);
            issuing.due_at = Some(now);
            return Ok(());
        };
        let key = self.unlocked(sealed, id)?;
        let login = self.login_of(certificates, issuing).await?;
        match login.standing(url(issuing)?, now).await? {
            Standing::Ready => {
                let csr = Request::again(&issuing.hostname, &key).map_err(no_key)?;
                login.finalize(url(issuing)?, &csr, now).await?;
                issuing.due_at = Some(now);
            }
            Standing::Pending | Standing::Processing => issuing.due_at = Some(now + POLL),
            Standing::Valid => {
                let Some(chain) = login.certificate(url(issuing)?, now).await? else {
                    issuing.due_at = Some(now + POLL);
                    return Ok(());
                };
                let renew_at = login.renew_at(&chain, id.slot().share()).await;
                issuing.paper.problem = None;
                issuing.bundle = Some(self.locked(&format!("{key}{}", chain.pem), id)?);
                issuing.next_key = None;
                issuing.paper.serial = Some(chain.serial);
                issuing.paper.issued_by.clone_from(&issuing.paper.directory);
                self.end_order(&issuing.paper, OrderEnd::Issued, now).await?;
                issuing.paper.order = None;
                self.step(certificates, issuing, Happened::Issued { renew_at }, now);
            }
        }
        Ok(())
    }

    /// Has the certificate revoked, and forgets its key.
    async fn delete(
        &self,
        certificates: &Certificates,
        issuing: &mut Issuing,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        issuing.due_at = Some(now + OBSTACLE);
        if let (Some(bundle), Some(directory)) = (&issuing.bundle, &issuing.paper.issued_by) {
            let chain = Chain::read(self.unlocked(bundle, issuing.connection)?);
            if let Some(chain) = chain.filter(|chain| now < chain.not_after)
                && let Some(leaf) = chain.leaf()
            {
                let login = self.login(certificates, directory).await?;
                login.revoke(&leaf, now).await?;
            }
        }
        (issuing.bundle, issuing.next_key) = (None, None);
        issuing.paper = Paper { method: issuing.paper.method, ..Paper::default() };
        self.step(certificates, issuing, Happened::Deleted, now);
        Ok(())
    }

    /// What follows where a CA refused.
    async fn refused(
        &self,
        certificates: &Certificates,
        issuing: &mut Issuing,
        error: AcmeError,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        tracing::warn!(connection = %issuing.connection, %error, "a CA refused");
        if issuing.issuance.stage == Some(Stage::Deletion) {
            issuing.due_at = Some(now + Duration::MINUTE);
            return Ok(());
        }
        // Who can't be reached is asked again: the stage's own time bounds that.
        if error.refusal == Refusal::Trouble && error.problem == "unreachable" {
            issuing.due_at = Some(now + OBSTACLE);
            return Ok(());
        }
        if error.refusal == Refusal::Ours && error.problem == "accountDoesNotExist" {
            let directory = issuing.paper.directory.as_deref().unwrap_or_default();
            self.store.forget_acme_account(directory).await?;
            let mut logins = certificates.logins.lock().unwrap_or_else(PoisonError::into_inner);
            logins.remove(directory);
        }
        self.end_order(&issuing.paper, OrderEnd::Failed, now).await?;
        issuing.paper.order = None;
        let happened = Happened::Refused(error.refusal, error.later);
        issuing.paper.problem = Some((error.problem, error.detail));
        self.step(certificates, issuing, happened, now);
        Ok(())
    }

    async fn end_order(
        &self,
        paper: &Paper,
        end: OrderEnd,
        now: OffsetDateTime,
    ) -> Result<(), ServiceError> {
        match paper.order {
            Some(order) => Ok(self.store.end_order(order, end, now).await?),
            None => Ok(()),
        }
    }

    /// When the CA advises to renew what is served.
    async fn advice(
        &self,
        certificates: &Certificates,
        issuing: &Issuing,
        bundle: &str,
    ) -> Option<OffsetDateTime> {
        let usual = issuing.issuance.renew_at;
        let Some(directory) = &issuing.paper.issued_by else { return usual };
        let Some(chain) = Chain::read(bundle.to_owned()) else { return usual };
        let Ok(login) = self.login(certificates, directory).await else { return usual };
        // The same share of the window each time: by the connection's own random bytes.
        let advised = login.renew_at(&chain, issuing.connection.slot().share()).await;
        Some(advised)
    }

    async fn login_of(
        &self,
        certificates: &Certificates,
        issuing: &Issuing,
    ) -> Result<Arc<Login>, StepError> {
        let directory = issuing.paper.directory.as_deref();
        let directory = directory.ok_or(ServiceError::Rules("an order of no CA"))?;
        self.login(certificates, directory).await
    }

    /// Our account at a CA: the one that all nodes use, made where there is none.
    async fn login(
        &self,
        certificates: &Certificates,
        directory: &str,
    ) -> Result<Arc<Login>, StepError> {
        let known = {
            let logins = certificates.logins.lock().unwrap_or_else(PoisonError::into_inner);
            logins.get(directory).map(Arc::clone)
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let now = self.clock.now();
        let belongs_to = format!("account {directory}");
        let acme = &certificates.acme;
        let kept = match self.store.acme_account(directory).await? {
            Some(kept) => kept,
            None => {
                let issuer = acme.issuers().iter().find(|it| it.directory.as_str() == directory);
                let issuer = issuer.ok_or(ServiceError::Rules("a CA that is not set any more"))?;
                let (_, credentials) = acme.register(issuer, now).await?;
                let sealed = self.seal.seal(credentials.as_bytes(), &belongs_to);
                let sealed = sealed.map_err(ServiceError::from)?;
                self.store.keep_acme_account(directory, sealed.text()).await?
            }
        };
        let kept = self.seal.open(&Sealed::from_text(kept), &belongs_to);
        let kept = String::from_utf8(kept.map_err(ServiceError::from)?);
        let kept = kept.map_err(|_| ServiceError::Rules("an account that is no text"))?;
        let login = Arc::new(acme.login(&kept, now).await?);
        let mut logins = certificates.logins.lock().unwrap_or_else(PoisonError::into_inner);
        logins.insert(directory.to_owned(), Arc::clone(&login));
        Ok(login)
    }

    /// Has a connection looked at in a moment, by whichever node looks at it.
    async fn look_soon(&self, id: ConnectionId, now: OffsetDateTime) -> Result<(), ServiceError> {
        self.store.wake(&[id], now).await?;
        self.wake.notify_one();
        Ok(())
    }

    /// Shows on the connection how far its certificate is; a failure is told once.
    async fn show_certificate(
        &self,
        issuing: &Issuing,
        failed_again: bool,
    ) -> Result<(), ServiceError> {
        for _ in 0..TRIES {
            let mut connection = self.find(issuing.connection).await?;
            let now = self.clock.now();
            let before = (connection.certificate.clone(), connection.findings.clone());
            let is_served =
                connection.certificate.is_valid_at(now) && !connection.progress.state().is_final();
            let certificate = &mut connection.certificate;
            certificate.status = issuing.issuance.status(is_served);
            certificate.method = issuing.paper.method;
            let problem = issuing.paper.problem.as_ref();
            certificate.error = problem.map(|(kind, detail)| format!("{kind}: {detail}"));
            certificate.retry_at = issuing.issuance.retry_at.filter(|at| now < *at);
            tell_order(&mut connection, now);
            // Another CA is asked at once: nobody need hear of the first.
            let waits = issuing.issuance.retry_at.is_some_and(|at| now < at);
            let is_told = failed_again && waits;
            if before == (connection.certificate.clone(), connection.findings.clone()) && !is_told {
                return Ok(());
            }
            let mut update = ConnectionUpdate::of(&connection);
            if is_told {
                update.events.push(event(&connection, EventType::SslFailed));
            }
            match self.save(vec![update], now).await {
                Ok(_) => {
                    self.hub.changed(issuing.connection);
                    return Ok(());
                }
                Err(ServiceError::Store(StoreError::StaleVersion)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// When somebody is to look at what rests: CAs may want something renewed earlier than they said.
fn soonest(issuance: &Issuance, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let at = issuance.due_at()?;
    let is_renewal = issuance.retry_at.is_none() && issuance.renew_at == Some(at);
    Some(if is_renewal { at.min(now + ADVICE) } else { at })
}

/// CAs prove a wildcard by the DNS alone (RFC 8555 §7.1.3).
fn method_for(issuing: &Issuing) -> Method {
    if issuing.hostname.is_wildcard() {
        return Method::Txt;
    }
    // Nothing answers for a name that is not a wildcard in the DNS.
    Method::Http
}

fn url(issuing: &Issuing) -> Result<&str, ServiceError> {
    issuing.paper.url.as_deref().ok_or(ServiceError::Rules("an order without its URL"))
}
