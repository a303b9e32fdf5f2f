//! The web's part of a look: when web servers are asked, and how names on the way are found.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU32, Ordering};

use app::domain::connection::{ErrorCode, State};
use app::domain::desired::Desired;
use app::domain::diagnosis::addresses_to_visit;
use app::domain::name::{Hostname, OwnerName};
use app::domain::observation::Observation;
use app::domain::registration::Registration;
use app::domain::web::Web;
use time::{Duration, OffsetDateTime};

use super::Service;
use crate::dns::Dns;
use crate::probe::marker::Token;
use crate::probe::{Probe, Resolve, Sight};
use crate::store::Connection;

/// While nobody asks for it, web servers are left in peace for so long.
pub(super) const PEACE: Duration = Duration::seconds(60);
/// A name that nobody can connect (RFC 6761 §6.4).
const NOBODY: &str = "fairlead.invalid";
/// Names that the redirects of one look may make us look up.
const NAMES: u32 = 12;

/// The last answers of the web, and for which addresses they are.
#[derive(Clone)]
pub(super) struct LastWeb {
    at: OffsetDateTime,
    addresses: Vec<IpAddr>,
    web: Web,
}

impl Service {
    /// What our edge answers on the path by which a CA checks `hostname`; `None` without a key.
    pub fn marker(&self, hostname: &Hostname, token: &Token) -> Option<String> {
        self.probe.markers().sign(hostname, token)
    }

    /// What proves that this server holds its secret, for a name that nobody can connect: whoever
    /// asks from outside gets no marker that is worth anything at an edge.
    pub fn marker_of_nobody(&self, token: &Token) -> Option<String> {
        self.marker(&NOBODY.parse().ok()?, token)
    }

    /// What web servers say, where the DNS leads visitors to them; the answers of a moment ago
    /// while they are `last`, and the name still leads there.
    pub(super) async fn ask_web(
        &self,
        connection: &Connection,
        observation: &Observation,
        last: &mut Option<LastWeb>,
    ) -> Option<Web> {
        let desired = &connection.desired;
        let addresses = to_visit(&self.dns, desired, observation);
        if addresses.is_empty() {
            *last = None;
            return None;
        }
        let now = self.clock.now();
        if let Some(last) = last
            && now < last.at + PEACE
            && last.addresses == addresses
        {
            return Some(last.web.clone());
        }
        let asker = Asker { probe: &self.probe, dns: &self.dns };
        let handshakes = may_shake_hands(connection, now);
        let web = asker.ask(desired, observation, &addresses, handshakes).await;
        *last = Some(LastWeb { at: self.clock.now(), addresses, web: web.clone() });
        Some(web)
    }
}

/// The addresses that are worth a visit, and can be reached from here.
#[must_use]
pub fn to_visit(dns: &Dns, desired: &Desired, observation: &Observation) -> Vec<IpAddr> {
    let mut addresses = addresses_to_visit(desired, observation);
    addresses.retain(|ip| dns.reaches(*ip));
    addresses
}

/// Who asks web servers, and who looks up the names that they make up.
pub struct Asker<'a> {
    /// Visits.
    pub probe: &'a Probe,
    /// Looks up.
    pub dns: &'a Dns,
}

impl Asker<'_> {
    /// Asks the web servers at `addresses`; with `handshakes` only where they start no order.
    pub async fn ask(
        &self,
        desired: &Desired,
        observation: &Observation,
        addresses: &[IpAddr],
        handshakes: bool,
    ) -> Web {
        let names = names_for(self.dns, &desired.challenge.name);
        let above = above(&desired.hostname, observation);
        let sight = Sight { hostname: &desired.hostname, addresses, above: &above, handshakes };
        // Boxed, lest every look be as large as the largest.
        Box::pin(self.probe.look(&sight, &names)).await
    }

    /// What the registry's own service says of a domain that its zone does not have.
    pub async fn ask_registry(
        &self,
        desired: &Desired,
        observation: &Observation,
    ) -> Option<Registration> {
        let domain = observation.delegation.absent()?;
        let names = names_for(self.dns, &desired.challenge.name);
        Box::pin(self.probe.registration(domain, &names)).await
    }
}

/// Whether handshakes start no order: where the edge has a certificate, and where the gate has
/// just granted an attempt and grants no other.
fn may_shake_hands(connection: &Connection, now: OffsetDateTime) -> bool {
    let paused = || connection.attempts.next_at().is_some_and(|at| now < at);
    match connection.progress.state() {
        State::Live => connection.certificate.is_valid_at(now),
        State::IssuingCert => paused(),
        State::Stalled => {
            connection.progress.error == Some(ErrorCode::CertificateTimedOut) && paused()
        }
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

/// The names above the hostname within its zone, the nearest first.
fn above(hostname: &Hostname, observation: &Observation) -> Vec<OwnerName> {
    let Some(zone) = observation.delegation.zone() else { return Vec::new() };
    let names = hostname.as_owner().ancestors().skip(1);
    names.take_while(|name| name.is_under(&zone.apex)).collect()
}

/// Looks up the names that web servers make up, as many as they may.
struct Names<'a> {
    dns: &'a Dns,
    about: &'a OwnerName,
    left: AtomicU32,
}

/// Who looks up the names of one errand, which is for the sake of `about`.
pub(super) fn names_for<'a>(dns: &'a Dns, about: &'a OwnerName) -> impl Resolve + use<'a> {
    Names { dns, about, left: NAMES.into() }
}

impl Resolve for Names<'_> {
    async fn addresses(&self, name: &OwnerName) -> Option<Vec<IpAddr>> {
        let spend = |left: u32| left.checked_sub(1);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).ok()?;
        self.dns.addresses(name, self.about).await
    }
}
