//! Whether a zone's host adds the records by itself once its customer agrees (Domain Connect), and
//! where it asks.
//!
//! It is found out for pages that are open, beside everything else that a look does, and kept by
//! each node for itself.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration as Span;

use app::domain::connection::State;
use app::domain::domain_connect::{Unknown, application, discovery};
use app::domain::name::OwnerName;
use time::{Duration, OffsetDateTime};
use tokio::time::timeout;
use url::Url;
use url::form_urlencoded::Serializer;

use super::caller::Actor;
use super::web::names_for;
use super::{Service, ServiceError};
use crate::store::{Connection, ConnectionId};

/// How long what a host has said holds before it is asked again.
const LIFE: Duration = Duration::minutes(10);
/// How long it is left alone when it could not be asked.
const REST: Duration = Duration::seconds(30);
/// How long what it has said is told while it can't be asked again.
const MEMORY: Duration = Duration::hours(1);
/// How long somebody may take there.
const ERRAND: Duration = Duration::hours(1);
/// Zones, and customers on their way, that are remembered.
const MOST: usize = 10_000;
/// How long a host is waited for.
const PATIENCE: Span = Span::from_secs(8);

/// What hosts have said of the zones of open pages.
#[derive(Default)]
pub struct Consents(Mutex<Memory>);

#[derive(Default)]
struct Memory {
    kept: HashMap<Key, Kept>,
    /// What somebody is finding out.
    asking: HashSet<Key>,
    /// For whom a customer was led to the host, and when.
    led: HashMap<ConnectionId, OffsetDateTime>,
}

/// A zone, and whether it is about the zone's own name: that is another template.
type Key = (OwnerName, bool);

struct Kept {
    /// When it was said.
    at: OffsetDateTime,
    /// When it is asked again.
    again_at: OffsetDateTime,
    /// Where customers are asked; `None` where nobody does it for them.
    asks: Option<Url>,
}

impl Memory {
    fn lacks(&self, key: &Key, now: OffsetDateTime) -> bool {
        let is_fresh = self.kept.get(key).is_some_and(|kept| now < kept.again_at);
        !is_fresh && self.asking.len() < MOST && !self.asking.contains(key)
    }
}

impl Consents {
    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn asks(&self, key: &Key, now: OffsetDateTime) -> Option<Url> {
        let memory = self.lock();
        memory.kept.get(key).filter(|kept| now < kept.at + MEMORY)?.asks.clone()
    }

    /// Whether nobody knows it, and nobody is at it.
    fn lacks(&self, key: &Key, now: OffsetDateTime) -> bool {
        self.lock().lacks(key, now)
    }

    /// Whether it is this caller's to find out; from here on it is.
    fn begin(&self, key: &Key, now: OffsetDateTime) -> bool {
        let mut memory = self.lock();
        memory.lacks(key, now) && memory.asking.insert(key.clone())
    }

    /// Somebody is led to the host for the sake of a connection.
    fn lead(&self, id: ConnectionId, now: OffsetDateTime) {
        let mut memory = self.lock();
        if MOST <= memory.led.len() {
            memory.led.retain(|_, at| now < *at + ERRAND);
        }
        if memory.led.len() < MOST {
            memory.led.insert(id, now);
        }
    }

    /// Whether it is they who come back; they do so once.
    fn came_back(&self, id: ConnectionId, now: OffsetDateTime) -> bool {
        self.lock().led.remove(&id).is_some_and(|at| now < at + ERRAND)
    }

    /// Keeps what was found; where that is nothing, what was known before.
    fn end(&self, key: Key, found: Result<Option<Url>, Unknown>, now: OffsetDateTime) {
        let mut memory = self.lock();
        memory.asking.remove(&key);
        if MOST <= memory.kept.len() {
            memory.kept.retain(|_, kept| now < kept.at + LIFE);
        }
        let kept = match (found, memory.kept.remove(&key)) {
            (Ok(asks), _) => Kept { at: now, again_at: now + LIFE, asks },
            (Err(Unknown), Some(before)) => Kept { again_at: now + REST, ..before },
            (Err(Unknown), None) => Kept { at: now, again_at: now + REST, asks: None },
        };
        if memory.kept.len() < MOST {
            memory.kept.insert(key, kept);
        }
    }
}

impl Service {
    /// Who is asked at the host of `connection`, as far as that is known.
    #[must_use]
    pub fn consent_host(&self, connection: &Connection) -> Option<String> {
        let (key, _) = self.errand(connection)?;
        self.consents.asks(&key, self.clock.now())?.host_str().map(str::to_owned)
    }

    /// Whether it is to be found out if the host of `connection` adds records.
    #[must_use]
    pub fn lacks_consent(&self, connection: &Connection) -> bool {
        let errand = self.errand(connection);
        errand.is_some_and(|(key, _)| self.consents.lacks(&key, self.clock.now()))
    }

    /// Finds out whether the host of `connection` adds records, unless that is known or somebody is
    /// at it; whoever watches is told.
    pub async fn find_consent(&self, connection: &Connection) {
        let Some((key, _)) = self.errand(connection) else { return };
        if !self.consents.begin(&key, self.clock.now()) {
            return;
        }
        let found = timeout(PATIENCE, Box::pin(self.ask_host(connection, &key)));
        let found = found.await.unwrap_or(Err(Unknown));
        self.consents.end(key, found, self.clock.now());
        self.hub.changed(connection.id);
    }

    /// Where the customer is asked whether the host may add the records of `connection`; `None`
    /// where it does not do that. It leads back to this server, in the language of the tag `lang`.
    pub async fn consent_url(
        &self,
        connection: &Connection,
        lang: &str,
    ) -> Result<Option<Url>, ServiceError> {
        self.find_consent(connection).await;
        let Some((key, mut query)) = self.errand(connection) else { return Ok(None) };
        let Some(mut url) = self.consents.asks(&key, self.clock.now()) else { return Ok(None) };
        let back = format!("{}/widget/consent/{lang}", self.settings.public_url);
        query.push(("redirect_uri".to_owned(), back));
        query.push(("state".to_owned(), connection.id.to_string()));
        // In the order in which they are signed.
        query.sort();
        let mut text = Serializer::new(String::new()).extend_pairs(&query).finish();
        if let Some(key) = self.settings.domain_connect.as_ref().and_then(|it| it.key.as_ref()) {
            let signature = key.sign(&text).ok_or(ServiceError::Rules("no signature"))?;
            let signed = [("sig", signature.as_str()), ("key", key.name())];
            text = Serializer::for_suffix(text, 0).extend_pairs(signed).finish();
        }
        url.set_query(Some(&text));
        self.consents.lead(connection.id, self.clock.now());
        Ok(Some(url))
    }

    /// Looks at a connection for whose sake somebody came back from the host, once for each who was
    /// led there from this node within the hour; nobody else has us look at anything by this.
    pub async fn look_after_consent(&self, id: ConnectionId) -> Result<(), ServiceError> {
        if self.consents.came_back(id, self.clock.now()) {
            self.check_now(id, Actor::Widget).await?;
        }
        Ok(())
    }

    /// Under what the host's word is remembered, and what it is asked for; `None` where nothing is
    /// to be asked.
    fn errand(&self, connection: &Connection) -> Option<(Key, Vec<(String, String)>)> {
        self.settings.domain_connect.as_ref()?;
        let state = connection.progress.state();
        if state.is_final() || state == State::Live {
            return None;
        }
        let apex = connection.zone_apex.as_ref()?;
        let query = application(&connection.desired, apex)?;
        let own = connection.hostname.as_owner() == apex;
        Some(((apex.clone(), own), query))
    }

    /// Where the host asks; `None` where it doesn't.
    async fn ask_host(
        &self,
        connection: &Connection,
        (apex, own): &Key,
    ) -> Result<Option<Url>, Unknown> {
        let Some(set) = &self.settings.domain_connect else { return Ok(None) };
        let template = set.template.of(*own);
        let delegation = self.dns.zone_of(&connection.hostname).await.map_err(|_| Unknown)?;
        let zone = delegation.served().filter(|zone| zone.apex == *apex).ok_or(Unknown)?;
        let Some(name) = discovery(apex) else { return Ok(None) };
        let Some(place) = self.dns.text(&name).await? else { return Ok(None) };
        let names = names_for(&self.dns, &name);
        self.probe.dns_host(&place, zone, &template, &names).await
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn key(n: usize) -> Key {
        (format!("d{n}.test").parse().unwrap(), false)
    }

    fn url() -> Url {
        "https://host.example/ask".parse().unwrap()
    }

    #[test]
    fn one_asks_at_a_time_and_what_was_said_is_kept() {
        let consents = Consents::default();
        assert!(consents.begin(&key(1), NOW));
        assert!(!consents.begin(&key(1), NOW), "somebody is at it");
        assert!(consents.begin(&key(2), NOW));
        consents.end(key(1), Ok(Some(url())), NOW);
        assert!(!consents.begin(&key(1), NOW + LIFE - Duration::SECOND));
        assert_eq!(consents.asks(&key(1), NOW), Some(url()));
        assert!(consents.begin(&key(1), NOW + LIFE));
        // It stands until there is another answer.
        assert_eq!(consents.asks(&key(1), NOW + LIFE), Some(url()));
        consents.end(key(1), Ok(None), NOW + LIFE);
        assert_eq!(consents.asks(&key(1), NOW + LIFE), None);
    }

    #[test]
    fn not_being_able_to_ask_changes_nothing_and_is_tried_again_soon() {
        let consents = Consents::default();
        assert!(consents.begin(&key(1), NOW));
        consents.end(key(1), Err(Unknown), NOW);
        assert_eq!(consents.asks(&key(1), NOW), None);
        assert!(!consents.begin(&key(1), NOW + REST - Duration::SECOND));
        assert!(consents.begin(&key(1), NOW + REST));
        consents.end(key(1), Ok(Some(url())), NOW + REST);
        let later = NOW + REST + LIFE;
        assert!(consents.begin(&key(1), later));
        consents.end(key(1), Err(Unknown), later);
        assert_eq!(consents.asks(&key(1), later), Some(url()));
        assert!(consents.begin(&key(1), later + REST));
        consents.end(key(1), Err(Unknown), later + REST);
        assert_eq!(consents.asks(&key(1), NOW + REST + MEMORY), None, "not for ever");
    }

    #[test]
    fn many_zones_do_not_fill_the_memory() {
        let consents = Consents::default();
        for n in 0..=MOST {
            consents.end(key(n), Ok(Some(url())), NOW);
        }
        assert_eq!(consents.lock().kept.len(), MOST);
        consents.end(key(MOST), Ok(Some(url())), NOW + LIFE);
        assert_eq!(consents.lock().kept.len(), 1);
    }
}
