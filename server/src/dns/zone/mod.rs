//! The walk down: from the public suffix by referrals to the zone in charge of a name.
//!
//! A zone cut is where a parent refers to a child, or where an SOA record says so; it is never
//! guessed from the labels.

mod registry;
mod servers;
#[cfg(test)]
mod tests;

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use app::domain::name::{Hostname, OwnerName};
use app::domain::observation::{Answer, Delegation, NameServer, Parent, Server, Transport, Zone};
use app::domain::record::RecordType;
use time::Duration;
use tokio::time::timeout_at;

use super::dnssec::Signed;
use super::look::{Look, first};
use super::memory::Memory;
use super::suffix::public_suffix;
use super::wire::{Question, Referral, Response, Start};
use super::{Dns, LookupError};

/// Zone cuts on the way down.
const CUTS: usize = 16;
/// How long a zone is remembered: short, since customers change name servers while we watch.
const ZONE_AGE: Duration = Duration::minutes(1);

/// The zone in charge of a name, and who is to be asked about it.
#[derive(Clone, Debug)]
pub(super) struct Charge {
    pub(super) delegation: Delegation,
    /// The zone's servers, or the registry's where the name is not registered.
    pub(super) servers: Vec<Server>,
    /// What says so, where there is no zone to ask.
    pub(super) evidence: Vec<Answer>,
    /// Who delegates to it; `None` at the top of the walk.
    pub(super) above: Option<Above>,
}

/// The zone above another one.
#[derive(Clone, Debug)]
pub(super) struct Above {
    pub(super) zone: OwnerName,
    pub(super) servers: Vec<Server>,
}

/// The servers of one zone on the way down.
#[derive(Clone, Debug)]
struct Level {
    zone: OwnerName,
    names: Vec<NameServer>,
    servers: Vec<Server>,
    parent: Option<Parent>,
    above: Option<Above>,
}

/// What is remembered of the walks.
#[derive(Default)]
pub(super) struct Zones {
    suffixes: Memory<Level>,
    charges: Memory<Charge>,
    /// The DS sets by apex.
    pub(super) signed: Memory<Option<Signed>>,
}

/// Where one step of the walk led.
enum Step {
    Down(Referral, Vec<(OwnerName, IpAddr)>),
    Here(Box<Arrival>),
}

/// A server that answers for the name itself, and what it answered.
struct Arrival {
    server: Server,
    response: Response,
    answer: Answer,
}

impl Dns {
    /// Which zone is in charge of `hostname`: for a wildcard, of the name that it covers.
    pub async fn zone_of(&self, hostname: &Hostname) -> Result<Delegation, LookupError> {
        let base = hostname.base();
        let look = Look::new(self, hostname.challenge_name().unwrap_or_else(|_| base.clone()));
        match timeout_at(look.until, look.walk(&base)).await {
            Ok(charge) => charge.map(|charge| charge.delegation),
            Err(_) => Ok(Delegation::Unknown),
        }
    }

    /// The next walk to `name` starts anew.
    pub(super) fn forget_zone(&self, name: &OwnerName) {
        self.zones.charges.forget(name);
    }
}

impl Look<'_> {
    /// Walks down to the zone in charge of `name`.
    pub(super) async fn walk(&self, name: &OwnerName) -> Result<Charge, LookupError> {
        let now = self.dns.clock.now();
        if let Some(known) = self.dns.zones.charges.get(name, now) {
            return Ok(known);
        }
        let top = self.top(name).await?;
        let charge = self.descend(top, name).await;
        if matches!(charge.delegation, Delegation::Zone(_)) {
            self.dns.zones.charges.put(name.clone(), charge.clone(), now, ZONE_AGE);
        }
        Ok(charge)
    }

    async fn descend(&self, top: Level, name: &OwnerName) -> Charge {
        let question = Question::new(name.clone(), RecordType::Soa);
        let top_zone = top.zone.clone();
        let mut level = top;
        for _ in 0..CUTS {
            let failed = Mutex::default();
            let stepping = |server| self.step(&question, server, &level.zone, &failed);
            let step = first(&level.servers, stepping).await;
            match step {
                Some(Step::Down(referral, glue)) => {
                    level = self.enter(referral, &glue, level).await;
                }
                Some(Step::Here(arrival)) => return self.arrive(level, name, *arrival).await,
                None if level.zone == top_zone => break,
                None => {
                    let evidence = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
                    return lame(level, evidence);
                }
            }
        }
        Charge::nowhere()
    }

    async fn step(
        &self,
        question: &Question,
        server: &Server,
        zone: &OwnerName,
        failed: &Mutex<Vec<Answer>>,
    ) -> Option<Step> {
        let (_, answer, response) = self.query(question, server, Transport::Udp).await?;
        match response.referral {
            // Upward and sideways referrals come from servers that were never told of the zone.
            Some(referral) if referral.zone != *zone && referral.zone.is_under(zone) => {
                Some(Step::Down(referral, response.glue))
            }
            Some(_) | None if response.reply.unanswered() => {
                failed.lock().unwrap_or_else(PoisonError::into_inner).push(answer);
                None
            }
            Some(_) | None => {
                let server = server.clone();
                Some(Step::Here(Box::new(Arrival { server, response, answer })))
            }
        }
    }

    /// The zone in charge, told by a server that answers for it.
    async fn arrive(&self, level: Level, name: &OwnerName, arrival: Arrival) -> Charge {
        let start = match &arrival.response.start {
            Some(start) if start.apex.is_under(&level.zone) => Some(start.clone()),
            Some(_) | None => self.climb(&level.zone, name, &arrival.server).await,
        };
        let negative_ttl = start.as_ref().map(|start| start.negative_ttl);
        let apex = start.map_or_else(|| level.zone.clone(), |start| start.apex);
        if public_suffix(name).is_under(&apex)
            && let Some(charge) = self.at_registry(&level, name, &arrival).await
        {
            return charge;
        }
        let servers = self.own_servers(&apex, &arrival.server, &level).await;
        let contacts = self.dns.contacts(&servers);
        // A cut that the parent's servers hide: they hold both sides of it.
        let hidden = apex != level.zone;
        let above = Above { zone: level.zone, servers: level.servers.clone() };
        let (parent, above) =
            if hidden { (None, Some(above)) } else { (level.parent, level.above) };
        let zone = Zone { apex, servers, negative_ttl, parent };
        // A hint of the root, or a child whose own NS set leads nowhere: who answers is asked.
        let servers = if contacts.is_empty() { level.servers } else { contacts };
        Charge { delegation: Delegation::Zone(zone), servers, evidence: Vec::new(), above }
    }

    /// Where an alias hides the start of its zone: the nearest name above that tells one. The
    /// servers of a parent often serve the child too, and then never refer to it.
    async fn climb(&self, zone: &OwnerName, name: &OwnerName, server: &Server) -> Option<Start> {
        let above = name.ancestors().skip(1).take_while(|above| above.is_under(zone));
        for above in above.take(CUTS) {
            let question = Question::new(above, RecordType::Soa);
            let (_, _, response) = self.query(&question, server, Transport::Udp).await?;
            if let Some(start) = response.start.filter(|start| start.apex.is_under(zone)) {
                return Some(start);
            }
        }
        None
    }
}

impl Charge {
    const fn nowhere() -> Self {
        Self {
            delegation: Delegation::Unknown,
            servers: Vec::new(),
            evidence: Vec::new(),
            above: None,
        }
    }
}

/// A zone that was delegated to servers of which none answers for it.
fn lame(level: Level, evidence: Vec<Answer>) -> Charge {
    let Level { zone: apex, names, servers, parent, above } = level;
    let zone = Zone { apex, servers: names, negative_ttl: None, parent };
    Charge { delegation: Delegation::Lame(zone), servers, evidence, above }
}
