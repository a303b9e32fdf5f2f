//! What registries say of a domain that their zones don't have: RDAP (RFC 9082, RFC 9083), found
//! by the bootstrap file (RFC 9224).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::domain::name::OwnerName;
use app::domain::registration::Registration;
use app::domain::web::{Hop, Visit, VisitEnd};
use hyper::header::SERVER;
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use url::Url;

use super::{Probe, Resolve};

/// The bootstrap file is larger than any answer about a domain.
const MAX_FILE: usize = 1024 * 1024;
const MAX_ANSWER: usize = 64 * 1024;
/// How long the file is kept.
const FILE_LIFE: Duration = Duration::DAY;
/// How long an answer is kept: registries limit how often they are asked.
const ANSWER_LIFE: Duration = Duration::minutes(10);
/// Answers that are kept.
const ANSWERS: usize = 1_000;
/// Status values of one domain.
const STATUSES: usize = 20;

/// Which registries there are, and what they said.
pub(super) struct Registries {
    bootstrap: Url,
    file: tokio::sync::Mutex<Option<(OffsetDateTime, Arc<Bootstrap>)>>,
    answers: Mutex<HashMap<OwnerName, Kept>>,
}

/// An answer, or that none could be had.
#[derive(Clone)]
struct Kept {
    at: OffsetDateTime,
    answer: Option<Registration>,
}

impl Kept {
    fn is_fresh(&self, now: OffsetDateTime) -> bool {
        now < self.at + ANSWER_LIFE
    }
}

/// The bootstrap file (RFC 9224 §3): sets of domains, each with the services for it.
#[derive(Deserialize)]
struct Bootstrap {
    services: Vec<(Vec<String>, Vec<Url>)>,
}

/// A domain, as far as we read it (RFC 9083 §5.3).
#[derive(Default, Deserialize)]
struct Domain {
    #[serde(default)]
    status: Vec<String>,
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "eventAction")]
    action: String,
    #[serde(rename = "eventDate", with = "time::serde::rfc3339")]
    at: OffsetDateTime,
}

impl Registries {
    pub(super) fn new(bootstrap: Url) -> Self {
        Self { bootstrap, file: tokio::sync::Mutex::default(), answers: Mutex::default() }
    }

    fn kept(&self, name: &OwnerName, now: OffsetDateTime) -> Option<Kept> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(name).filter(|kept| kept.is_fresh(now)).cloned()
    }

    fn keep(&self, name: &OwnerName, answer: Option<Registration>, now: OffsetDateTime) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if ANSWERS <= answers.len() {
            answers.retain(|_, kept| kept.is_fresh(now));
        }
        if answers.len() < ANSWERS {
            answers.insert(name.clone(), Kept { at: now, answer });
        }
    }
}

impl Bootstrap {
    /// The service for the longest name that `domain` is under (RFC 9224 §4).
    fn service(&self, domain: &OwnerName) -> Option<&Url> {
        let fits = |(names, urls): &(Vec<String>, Vec<Url>)| {
            let names = names.iter().filter_map(|name| name.parse::<OwnerName>().ok());
            let under = names.filter(|name| domain.is_under(name));
            let longest = under.map(|name| name.as_str().len()).max()?;
            let secure = urls.iter().position(|url| url.scheme() == "https").unwrap_or(0);
            Some((longest, secure))
        };
        let found = self.services.iter().filter_map(|entry| Some((fits(entry)?, entry)));
        let ((_, nth), (_, urls)) = found.max_by_key(|((longest, _), _)| *longest)?;
        urls.get(nth)
    }
}

impl Probe {
    /// What the registry's own service says of `domain`; `None` where there is none, or it could
    /// not be asked. Answers are kept for ten minutes.
    pub async fn registration(
        &self,
        domain: &OwnerName,
        resolve: &impl Resolve,
    ) -> Option<Registration> {
        let registries = self.registries.as_ref()?;
        let now = self.clock.now();
        if let Some(kept) = registries.kept(domain, now) {
            return kept.answer;
        }
        let answer = self.ask_registry(registries, domain, resolve).await;
        registries.keep(domain, answer.clone(), now);
        answer
    }

    async fn ask_registry(
        &self,
        registries: &Registries,
        domain: &OwnerName,
        resolve: &impl Resolve,
    ) -> Option<Registration> {
        let file = self.bootstrap(registries, resolve).await?;
        let url = file.service(domain)?.join(&format!("domain/{domain}")).ok()?;
        let plain = registries.bootstrap.scheme() == "http";
        let (heard, address, asked) = self.fetch(url.clone(), MAX_ANSWER, plain, resolve).await?;
        let (registered, said) = match heard.status {
            200 => (true, serde_json::from_slice::<Domain>(&heard.body).ok()?),
            404 => (false, Domain::default()),
            _ => return None,
        };
        let at = self.clock.now();
        let hop = Hop {
            url: asked.to_string(),
            address,
            status: Some(heard.status),
            server: heard.field(&SERVER).map(|server| server.chars().take(100).collect()),
            location: None,
        };
        let visit = Visit {
            url: url.to_string(),
            address: address.ip(),
            end: VisitEnd::Answered,
            hops: vec![hop],
            at,
        };
        let expiration = said.events.iter().find(|event| event.action == "expiration");
        Some(Registration {
            name: domain.clone(),
            visit,
            registered,
            expires_at: expiration.map(|event| event.at),
            status: said.status.into_iter().take(STATUSES).collect(),
        })
    }

    async fn bootstrap(
        &self,
        registries: &Registries,
        resolve: &impl Resolve,
    ) -> Option<Arc<Bootstrap>> {
        let mut kept = registries.file.lock().await;
        let now = self.clock.now();
        if let Some((at, file)) = &*kept
            && now < *at + FILE_LIFE
        {
            return Some(Arc::clone(file));
        }
        let url = registries.bootstrap.clone();
        let plain = url.scheme() == "http";
        let (heard, ..) = self.fetch(url, MAX_FILE, plain, resolve).await?;
        let file: Bootstrap = serde_json::from_slice(&heard.body).ok()?;
        let file = Arc::new(file);
        *kept = Some((now, Arc::clone(&file)));
        Some(file)
    }
}
