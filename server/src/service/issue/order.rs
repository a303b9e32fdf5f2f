//! The way to a certificate: what each stage does.

use app::domain::certificate::{Method, Stage};
use app::domain::gate::FRESH;
use app::domain::issuance::{
    DUPLICATES, FAILURES, Failure, Happened, Issuance, ORDERS, Obstacle, next_issuer,
};
use time::{Duration, OffsetDateTime};

use super::super::{Service, ServiceError};
use super::{Certificates, Desk, OBSTACLE, OWN_LIMIT, StepError, soonest, step};
use crate::acme::{Chain, Request, Standing};
use crate::store::Connection;
use crate::store::certificates::{AskedOf, ChallengeAnswer, Issuing, OrderEnd, Paper};

/// How often a CA is asked how it goes.
const POLL: Duration = Duration::seconds(2);
/// How long every node takes to know what a CA wants to find.
const KNOWN: Duration = Duration::milliseconds(1_500);
/// Over how long orders that waited for the same moment are spread; those that have a certificate
/// still leave the first of it to those that have none.
const SPREAD: Duration = Duration::minutes(10);
/// How often it is looked whether a name is served again.
const SHUT: Duration = Duration::HOUR;

impl Service {
    /// Nothing is under way: whether something is to be.
    pub(super) async fn rest(
        &self,
        certificates: &Desk<'_>,
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
        let bundle = self.bundle_of(issuing);
        if let Some(bundle) = &bundle {
            self.seal_bundle_again(issuing, bundle)?;
        }
        if let (Some(bundle), Some(renew_at)) = (bundle, renew_at.filter(|at| now < *at)) {
            if failure == Some(Failure::TimedOut(Stage::Deployment)) {
                step(certificates, issuing, Happened::Issued { renew_at }, now);
                return Ok(());
            }
            // What failed before is made good by what is there.
            let rested =
                Issuance { failures: 0, failure: None, retry_at: None, ..issuing.issuance };
            issuing.issuance = rested;
            let advised = self.advice(certificates, issuing, bundle).await;
            issuing.issuance.renew_at = advised.or(Some(renew_at));
            issuing.due_at = soonest(&issuing.issuance, now).max(Some(now + OBSTACLE));
            return Ok(());
        }
        let is_served = connection.certificate.is_valid_at(now);
        if let Some(at) = self.full_until(certificates, issuing).await? {
            hold(certificates, issuing, at, is_served, now);
            return Ok(());
        }
        match may {
            Ok(()) => {}
            // A look that finds otherwise hurries it.
            Err(obstacle) => {
                let since = retry_at.max(renew_at).unwrap_or(issuing.issuance.since);
                let later = match obstacle {
                    // Less and less often, and still while the look is young.
                    Obstacle::Unseen => Duration::clamp((now - since) / 10, OBSTACLE, FRESH / 2),
                    Obstacle::Refused => FRESH,
                    Obstacle::Shut | Obstacle::Ended => SHUT,
                };
                if obstacle == Obstacle::Unseen {
                    self.look_soon(connection.id, now).await?;
                }
                (issuing.due_at, issuing.waits) = (Some(now + later), true);
                return Ok(());
            }
        }
        if issuing.hostname.is_wildcard() && connection.desired.acme_delegation.is_none() {
            let why = "a wildcard is proven by the DNS, and ACME_DNS_ZONE is not set".to_owned();
            issuing.paper.problem = Some(("unsupported".to_owned(), why));
            issuing.due_at = Some(now + SHUT);
            return Ok(());
        }
        let Paper { method, serial, issued_by, rejected_by, is_untold, .. } = issuing.paper.clone();
        issuing.paper =
            Paper { method, serial, issued_by, rejected_by, is_untold, ..Paper::default() };
        step(certificates, issuing, Happened::Wanted, now);
        Ok(())
    }

    /// Makes the order, which is written down in our books before; and, once it is made, reads what
    /// the CA wants to find.
    pub(super) async fn initialize(
        &self,
        certificates: &Desk<'_>,
        issuing: &mut Issuing,
        connection: &Connection,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let method = method_for(issuing);
        issuing.paper.method = Some(method);
        if issuing.paper.url.is_none() {
            let is_served = connection.certificate.is_valid_at(now);
            return self.place_order(certificates, issuing, is_served).await;
        }
        let login = self.login_of(certificates, issuing).await?;
        let wanted = login.challenge(url(issuing)?, method, now).await?;
        let happened = if wanted.is_some() { Happened::Ordered } else { Happened::Validated };
        issuing.paper.answer = wanted.map(|wanted| ChallengeAnswer {
            token: wanted.token,
            key_authorization: wanted.key_authorization,
            dns_value: wanted.dns_value,
            dns_name: connection.desired.acme_delegation.as_ref().map(ToString::to_string),
        });
        step(certificates, issuing, happened, now);
        if issuing.paper.answer.is_some() {
            // Until every node answers for it.
            issuing.due_at = Some(now + KNOWN);
        }
        Ok(())
    }

    /// Makes the order, if the CA's limits leave room for it.
    pub(super) async fn place_order(
        &self,
        certificates: &Desk<'_>,
        issuing: &mut Issuing,
        is_served: bool,
    ) -> Result<(), StepError> {
        let now = self.clock.now();
        let Some(nth) = next_issuer(&certificates.open, issuing.issuance.issuer) else {
            // CAA records have changed meanwhile.
            step(certificates, issuing, Happened::Held(now + OBSTACLE), now);
            return Ok(());
        };
        issuing.issuance.issuer = nth;
        let issuers = certificates.acme.issuers();
        let issuer = issuers.get(nth).ok_or(ServiceError::Rules("no such CA"))?;
        let directory = issuer.directory.to_string();
        let login = self.login(certificates, &directory).await?;
        if issuing.paper.order.is_none() {
            let noted = self.store.note_order(&directory, &issuing.hostname, room_at(now), now);
            match noted.await? {
                Ok(order) => issuing.paper.order = Some(order),
                // Others were first.
                Err(at) => {
                    if let Some(next) = next_issuer(&certificates.open, nth + 1) {
                        issuing.issuance.issuer = next;
                        issuing.due_at = Some(now);
                    } else {
                        // Those before may have room by then, and are not asked in a hurry.
                        let soonest = self.full_until(certificates, issuing).await?;
                        let at = soonest.unwrap_or_else(|| at.min(now + Duration::HOUR));
                        hold(certificates, issuing, at, is_served, now);
                    }
                    return Ok(());
                }
            }
        }
        let is_of_same = issuing.paper.issued_by.as_deref() == Some(&*directory);
        let before = is_of_same.then(|| self.bundle_of(issuing)).flatten();
        let leaf = before.and_then(Chain::read).and_then(|chain| chain.leaf());
        issuing.paper.directory = Some(directory);
        issuing.paper.url = Some(login.order(&issuing.hostname, leaf.as_ref(), now).await?);
        // A key is for one order: what a CA has seen the other half of is used up with it.
        issuing.next_key = None;
        issuing.due_at = Some(now);
        Ok(())
    }

    /// Until when no CA has room for an order by its limits, where none has.
    pub(super) async fn full_until(
        &self,
        certificates: &Desk<'_>,
        issuing: &Issuing,
    ) -> Result<Option<OffsetDateTime>, ServiceError> {
        let now = self.clock.now();
        let mut until: Option<OffsetDateTime> = None;
        for issuer in certificates.issuers() {
            let directory = issuer.directory.as_str();
            let asked = self.store.asked_of(directory, &issuing.hostname, now).await?;
            let Some(at) = room_at(now)(asked) else { return Ok(None) };
            until = Some(until.map_or(at, |until| until.min(at)));
        }
        Ok(until)
    }

    /// Lets the CA look, and waits until it has.
    pub(super) async fn validate(
        &self,
        certificates: &Desk<'_>,
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
                step(certificates, issuing, Happened::Validated, now);
            }
        }
        Ok(())
    }

    /// Sends the key's other half, which is written down before, and fetches the certificate.
    pub(super) async fn finish(
        &self,
        certificates: &Desk<'_>,
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
                if !issuing.paper.is_finalized {
                    let csr = Request::again(&issuing.hostname, &key).map_err(no_key)?;
                    login.finalize(url(issuing)?, &csr, now).await?;
                    issuing.paper.is_finalized = true;
                    // From here on it is the CA that takes its time.
                    issuing.issuance.since = now;
                }
                issuing.due_at = Some(now + POLL);
            }
            Standing::Pending | Standing::Processing => issuing.due_at = Some(now + POLL),
            Standing::Valid => {
                let name = &issuing.hostname;
                let Some(chain) = login.certificate(url(issuing)?, name, &key, now).await? else {
                    issuing.due_at = Some(now + POLL);
                    return Ok(());
                };
                let advised = login.renew_at(&chain, id.slot().share()).await;
                let renew_at = advised.unwrap_or_else(|| chain.renewal());
                issuing.paper.problem = None;
                issuing.paper.rejected_by.clear();
                issuing.bundle = Some(self.locked(&format!("{key}{}", chain.pem), id)?);
                issuing.next_key = None;
                issuing.paper.serial = Some(chain.serial);
                issuing.paper.issued_by.clone_from(&issuing.paper.directory);
                self.end_order(&mut issuing.paper, OrderEnd::Issued, now).await?;
                step(certificates, issuing, Happened::Issued { renew_at }, now);
            }
        }
        Ok(())
    }

    /// When the CA advises to renew what is served, if it does.
    pub(super) async fn advice(
        &self,
        certificates: &Certificates,
        issuing: &Issuing,
        bundle: String,
    ) -> Option<OffsetDateTime> {
        let directory = issuing.paper.issued_by.as_deref()?;
        let chain = Chain::read(bundle)?;
        let login = self.login(certificates, directory).await.ok()?;
        // The same share of the window each time: by the connection's own random bytes.
        login.renew_at(&chain, issuing.connection.slot().share()).await
    }
}

/// Nothing is sent before `at`: the waiting order tells when it goes. Not all go at once.
fn hold(
    certificates: &Desk<'_>,
    issuing: &mut Issuing,
    at: OffsetDateTime,
    is_served: bool,
    now: OffsetDateTime,
) {
    let spread = if is_served { ORDERS.within } else { SPREAD };
    let at = at + issuing.connection.slot().part_of(spread);
    let why = "the CA's limit is used up; the order waits here".to_owned();
    issuing.paper.problem = Some((OWN_LIMIT.to_owned(), why));
    step(certificates, issuing, Happened::Held(at), now);
}

/// When a CA's limits have room for an order, where they have none.
fn room_at(now: OffsetDateTime) -> impl Fn(AskedOf) -> Option<OffsetDateTime> {
    move |asked| {
        let waits = [
            FAILURES.room_at(asked.failures, now),
            DUPLICATES.room_at(asked.issued, now),
            ORDERS.room_at(asked.orders, now),
        ];
        waits.into_iter().flatten().max()
    }
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
