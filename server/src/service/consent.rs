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

use super::web::names_for;
use super::{Service, ServiceError};
use crate::store::Connection;

/// How long what a host has said holds before it is asked again.
const LIFE: Duration = Duration::minutes(10);
/// How long it is left alone when it could not be asked.
const REST: Duration = Duration::seconds(30);
/// How long what it has said is told while it can't be asked again.
const MEMORY: Duration = Duration::hours(1);
/// Zones that are remembered.
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

impl Consents {
    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn asks(&self, key: &Key, now: OffsetDateTime) -> Option<Url> {
        let memory = self.lock();
        memory.kept.get(key).filter(|kept| now < kept.at + MEMORY)?.asks.clone()
    }

    /// Whether it is this caller's to find out: nobody knows it, and nobody else is at it.
    fn begin(&self, key: &Key, now: OffsetDateTime) -> bool {
        let mut memory = self.lock();
        let is_fresh = memory.kept.get(key).is_some_and(|kept| now < kept.again_at);
        !is_fresh && memory.asking.len() < MOST && memory.asking.insert(key.clone())
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
        let asks = self.consents.asks(&key_of(connection)?, self.clock.now())?;
        asks.host_str().map(str::to_owned)
    }

    /// Finds out whether the host of `connection` adds records, unless that is known or somebody is
    /// at it; whoever watches is told.
    pub async fn find_consent(&self, connection: &Connection) {
        let Some(key) = key_of(connection) else { return };
        if self.settings.domain_connect.is_none() || !self.consents.begin(&key, self.clock.now()) {
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
        let asks = key_of(connection).and_then(|key| self.consents.asks(&key, self.clock.now()));
        let query = connection.zone_apex.as_ref();
        let query = query.and_then(|apex| application(&connection.desired, apex));
        let (Some(mut url), Some(mut query)) = (asks, query) else { return Ok(None) };
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
        Ok(Some(url))
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

/// Under what it is remembered; `None` where nothing is to be asked.
fn key_of(connection: &Connection) -> Option<Key> {
    let apex = connection.zone_apex.clone()?;
    application(&connection.desired, &apex)?;
    let is_open = match connection.progress.state() {
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating
        | State::IssuingCert
        | State::Drifted
        | State::Stalled => true,
        State::Live | State::Failed | State::Archived => false,
    };
    let own = *connection.hostname.as_owner() == apex;
    is_open.then_some((apex, own))
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
