//! Certificates that this server gets by itself: one step of an order at a time, each written down
//! before the next, so that any node goes on where another one died.

mod account;
mod end;
mod order;
mod serve;
mod show;

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use app::domain::certificate::Stage;
use app::domain::issuance::{Failure, Happened, Issuance, Obstacle, may_order};
use time::{Duration, OffsetDateTime};
use tokio::sync::Notify;

use self::end::{INSIST, forget_certificate};
use super::{Service, ServiceError};
use crate::acme::{Acme, AcmeError, Issuer, Login, names_of};
use crate::edge::vault::{EdgeToken, Vault};
use crate::store::certificates::{Issuing, OrderEnd, Paper};
use crate::store::gate::Mark;
use crate::store::{Connection, ConnectionId, StoreError};

/// How long somebody may be at one step: a handful of requests to a CA.
pub const LEASE: Duration = Duration::minutes(2);
/// How often it is looked whether the edge serves what it is offered.
const OFFER: Duration = Duration::seconds(3);
/// How often the edge is visited meanwhile, seconds.
const LOOK: i64 = 15;
/// A stage that has lasted so long is over, whatever its steps come to.
const ENDLESS: Duration = Duration::minutes(15);
/// How often what did not work is tried again, where that costs nothing.
const OBSTACLE: Duration = Duration::seconds(10);
/// The problem of whoever waits for a limit that we keep ourselves.
pub(super) const OWN_LIMIT: &str = "ownLimit";
/// How often a CA is asked when to renew (RFC 9773 §4.2).
const ADVICE: Duration = Duration::hours(6);

/// What it takes to get certificates.
pub struct Certificates {
    acme: Acme,
    /// By which edges show that they may have them.
    pub token: EdgeToken,
    /// What is answered from memory.
    pub vault: Vault,
    /// Wakes whoever goes on with orders.
    pub wake: Notify,
    /// By directory.
    logins: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Slot>>>>,
    /// The URLs of our accounts, by what is kept of them.
    accounts: Mutex<HashMap<String, String>>,
    mark: Mutex<Option<Mark>>,
}

/// The same for one name, which not every CA may issue for.
struct Desk<'a> {
    certificates: &'a Certificates,
    /// Whether each of the CAs may.
    open: Vec<bool>,
}

impl Deref for Desk<'_> {
    type Target = Certificates;

    fn deref(&self) -> &Certificates {
        self.certificates
    }
}

/// Our account at one CA.
#[derive(Default)]
struct Slot {
    /// As it is kept, and opened.
    login: Option<(String, Arc<Login>)>,
    /// When it could not be opened, and why.
    failed: Option<(OffsetDateTime, AcmeError)>,
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
            accounts: Mutex::default(),
            mark: Mutex::default(),
        }
    }

    /// What is known of our account at one CA.
    fn slot(&self, directory: &str) -> Arc<tokio::sync::Mutex<Slot>> {
        let mut logins = self.logins.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(logins.entry(directory.to_owned()).or_default())
    }

    /// For a name of which CAA records keep CAs of these `names` away.
    fn desk(&self, names: &[String], forbidden: &[String]) -> Desk<'_> {
        let issuers = self.acme.issuers();
        let may = |(nth, _)| {
            let mut own = names_of(nth, issuers.len(), names).iter().peekable();
            own.peek().is_none() || own.any(|name| !forbidden.contains(name))
        };
        Desk { certificates: self, open: issuers.iter().enumerate().map(may).collect() }
    }
}

impl Desk<'_> {
    /// Those that may, the first is asked first.
    fn issuers(&self) -> impl Iterator<Item = &Issuer> {
        let all = self.acme.issuers().iter().zip(&self.open);
        all.filter(|(_, may)| **may).map(|(issuer, _)| issuer)
    }
}

impl Service {
    /// Leases what is due.
    pub async fn lease_certificates(&self, most: i64) -> Result<Vec<Issuing>, ServiceError> {
        let now = self.clock.now();
        Ok(self.store.lease_certificates(most, now, now + LEASE).await?)
    }

    /// Goes one step on with a certificate that was leased, and gives it back.
    pub async fn go_on(&self, mut issuing: Issuing) -> Result<(), ServiceError> {
        let Some(certificates) = &self.certificates else { return Ok(()) };
        let found = self.store.find_connection(issuing.connection).await?;
        let Some(connection) = found else { return Ok(()) };
        let names = &self.settings.issuers;
        let certificates = &certificates.desk(names, &connection.earlier.forbidden);
        issuing.waits = false;
        let before = issuing.issuance;
        let (paper, key) = (issuing.paper.clone(), issuing.next_key.clone());
        // A CA that keeps us waiting in a request is no way to have more time.
        let overdue = before.since + ENDLESS <= self.clock.now();
        if before.stage == Some(Stage::Initializing) || overdue {
            self.give_up_late(certificates, &mut issuing).await?;
        }
        if issuing.issuance == before {
            match Box::pin(self.take_step(certificates, &mut issuing, &connection)).await {
                Ok(()) => {}
                Err(StepError::Acme(error)) => {
                    self.refused(certificates, &mut issuing, error).await?;
                }
                Err(StepError::Service(error)) => {
                    let id = issuing.connection;
                    tracing::warn!(connection = %id, %error, "no step towards a certificate");
                    self.put_off(certificates, &mut issuing);
                }
            }
        }
        // Whatever moved has its stage's time before it.
        if issuing.issuance == before {
            self.give_up_late(certificates, &mut issuing).await?;
        }
        if issuing.issuance.stage.is_none() {
            issuing.paper.answer = None;
        }
        let after = issuing.issuance;
        if before.stage != after.stage {
            let Issuance { stage, failure, .. } = after;
            tracing::info!(connection = %issuing.connection, ?stage, ?failure, "a certificate");
        }
        if before.failures < after.failures {
            // Another CA is asked at once: nobody need hear of the first. Nor that what was told is
            // still so.
            let now = self.clock.now();
            let late = Some(Failure::TimedOut(Stage::Deployment));
            let is_news = before.failure != after.failure || after.failure != late;
            issuing.paper.is_untold |= is_news && after.retry_at.is_some_and(|at| now < at);
        }
        let is_as_before = after == before && paper == issuing.paper && key == issuing.next_key;
        if is_as_before && !issuing.paper.is_untold {
            self.store.save_certificate(&issuing, None).await?;
        } else if !self.save_and_tell(certificates, &mut issuing).await? {
            return Ok(());
        }
        if after.stage == Some(Stage::Deployment) && self.is_turn_to_look(&before, &after) {
            self.look_soon(issuing.connection, self.clock.now()).await?;
        }
        certificates.wake.notify_one();
        Ok(())
    }

    /// First what was done, then what is told of it, under the same lease; and, once that it was.
    /// Whoever has to take it over tells it at once. Whether the lease was still ours.
    async fn save_and_tell(
        &self,
        certificates: &Desk<'_>,
        issuing: &mut Issuing,
    ) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        let due_at = issuing.due_at.replace(now);
        if !self.store.save_certificate(issuing, Some(now + LEASE)).await? {
            return Ok(false);
        }
        issuing.due_at = due_at;
        self.shelve(certificates, issuing);
        self.show_certificate(issuing).await?;
        issuing.paper.is_untold = false;
        self.store.save_certificate(issuing, None).await?;
        Ok(true)
    }

    /// What failed on our side is tried again; a key that can't be given back to a CA is forgotten
    /// in the end.
    fn put_off(&self, certificates: &Desk<'_>, issuing: &mut Issuing) {
        let now = self.clock.now();
        let is_ending = issuing.issuance.stage == Some(Stage::Deletion);
        if is_ending && issuing.issuance.since + INSIST <= now {
            forget_certificate(certificates, issuing, now);
        } else {
            let later = if is_ending { Duration::minutes(5) } else { OBSTACLE };
            issuing.due_at = Some(now + later);
        }
    }

    /// Ends a stage that has had its time.
    async fn give_up_late(
        &self,
        certificates: &Desk<'_>,
        issuing: &mut Issuing,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let late = issuing.issuance.step(Happened::Waited, &certificates.open, now);
        if late != issuing.issuance {
            if issuing.issuance.stage == Some(Stage::Validation) {
                self.end_order(&mut issuing.paper, OrderEnd::Failed, now).await?;
            }
            issuing.issuance = late;
            if late.stage.is_none() {
                issuing.due_at = soonest(&late, now);
            }
        }
        Ok(())
    }

    /// Whether it is time to look if the edge has taken over what it is offered: at once, and then
    /// now and again.
    fn is_turn_to_look(&self, before: &Issuance, after: &Issuance) -> bool {
        let waited = (self.clock.now() - after.since).whole_seconds();
        before.stage != after.stage || waited % LOOK < 2 * OFFER.whole_seconds()
    }

    /// One step of its stage.
    async fn take_step(
        &self,
        certificates: &Desk<'_>,
        issuing: &mut Issuing,
        connection: &Connection,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let may = may_order(&self.known_whole(&connection.into()).gate, now);
        let may =
            if certificates.open.contains(&true) { may } else { may.and(Err(Obstacle::Refused)) };
        let is_ending = issuing.issuance.stage == Some(Stage::Deletion);
        if may == Err(Obstacle::Ended) && !is_ending && !issuing.issuance.is_over {
            step(certificates, issuing, Happened::Unwanted, now);
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
                    step(certificates, issuing, Happened::Deployed, now);
                } else {
                    issuing.due_at = Some(now + OFFER);
                }
                Ok(())
            }
            Some(Stage::Deletion) => self.delete(certificates, issuing).await,
        }
    }

    async fn end_order(
        &self,
        paper: &mut Paper,
        end: OrderEnd,
        now: OffsetDateTime,
    ) -> Result<(), ServiceError> {
        match paper.order.take() {
            Some(order) => Ok(self.store.end_order(order, end, now).await?),
            None => Ok(()),
        }
    }

    /// Has a connection looked at in a moment, by whichever node looks at it.
    async fn look_soon(&self, id: ConnectionId, now: OffsetDateTime) -> Result<(), ServiceError> {
        self.store.wake(&[id], now).await?;
        self.wake.notify_one();
        Ok(())
    }
}

/// When somebody is to look at what rests: CAs may want something renewed earlier than they said.
fn soonest(issuance: &Issuance, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let at = issuance.due_at()?;
    let is_renewal = issuance.retry_at.is_none() && issuance.renew_at == Some(at);
    Some(if is_renewal { at.min(now + ADVICE) } else { at })
}

/// What happened, and when somebody is to go on.
fn step(certificates: &Desk<'_>, issuing: &mut Issuing, happened: Happened, now: OffsetDateTime) {
    issuing.issuance = issuing.issuance.step(happened, &certificates.open, now);
    issuing.due_at = match issuing.issuance.stage {
        Some(_) => Some(now),
        None => soonest(&issuing.issuance, now),
    };
}
