//! Whether a zone's host adds the records by itself once its customer agrees (Domain Connect), and
//! where it asks.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration as Span;

use app::domain::desired::Kind;
use app::domain::domain_connect::{application, discovery};
use app::domain::name::OwnerName;
use app::domain::observation::{Delegation, Zone};
use time::{Duration, OffsetDateTime};
use tokio::time::timeout;
use url::Url;
use url::form_urlencoded::Serializer;

use super::web::names_for;
use super::{Service, ServiceError};
use crate::store::Connection;

/// How long an answer is kept.
const LIFE: Duration = Duration::minutes(10);
/// Answers that are kept.
const MOST: usize = 10_000;
/// How long hosts are waited for: a look goes on beside them.
const PATIENCE: Span = Span::from_secs(5);

/// What hosts have said of the zones that somebody watched.
#[derive(Default)]
pub struct Consents(Mutex<HashMap<OwnerName, Kept>>);

#[derive(Clone)]
struct Kept {
    at: OffsetDateTime,
    /// Where customers are asked; `None` where nobody does it for them.
    asks: Option<Url>,
}

impl Consents {
    fn of(&self, apex: &OwnerName, now: OffsetDateTime) -> Option<Kept> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(apex).filter(|kept| now < kept.at + LIFE).cloned()
    }

    fn keep(&self, apex: OwnerName, asks: Option<Url>, now: OffsetDateTime) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if MOST <= kept.len() {
            kept.retain(|_, kept| now < kept.at + LIFE);
        }
        if kept.len() < MOST {
            kept.insert(apex, Kept { at: now, asks });
        }
    }
}

impl Service {
    /// Finds out whether the host of `zone` adds records, for whoever watches `connection` or is
    /// about to.
    pub(super) async fn ask_host(&self, connection: &Connection, zone: Option<&Zone>) {
        let Some(zone) = zone.filter(|_| connection.desired.kind != Kind::Wildcard) else { return };
        if connection.last_checked_at.is_none() || self.hub.is_watched(connection.id) {
            self.host_of(zone).await;
        }
    }

    /// Who is asked at the host of `connection`, as far as that is known.
    #[must_use]
    pub fn consent_host(&self, connection: &Connection) -> Option<String> {
        let apex = connection.zone_apex.as_ref()?;
        application(&connection.desired, apex)?;
        let asks = self.consents.of(apex, self.clock.now())?.asks?;
        asks.host_str().map(str::to_owned)
    }

    /// Where the customer is asked whether the host may add the records of `connection`; `None`
    /// where it does not do that. It leads back to this server, in the language of the tag `lang`.
    pub async fn consent_url(
        &self,
        connection: &Connection,
        lang: &str,
    ) -> Result<Option<Url>, ServiceError> {
        let Some(apex) = &connection.zone_apex else { return Ok(None) };
        let asks = match self.consents.of(apex, self.clock.now()) {
            Some(kept) => kept.asks,
            // Another node has found it out.
            None => {
                match self.dns.zone_of(&connection.hostname).await.as_ref().map(Delegation::served)
                {
                    Ok(Some(zone)) => self.host_of(zone).await,
                    Ok(None) | Err(_) => None,
                }
            }
        };
        let (Some(mut url), Some(mut query)) = (asks, application(&connection.desired, apex))
        else {
            return Ok(None);
        };
        let back = format!("{}/widget/consent?lang={lang}", self.settings.public_url);
        query.push(("redirect_uri".to_owned(), back));
        query.push(("state".to_owned(), connection.id.to_string()));
        let mut text = Serializer::new(String::new()).extend_pairs(&query).finish();
        if let Some(key) = self.settings.domain_connect.as_ref().and_then(|it| it.key.as_ref()) {
            let signature = key.sign(&text).ok_or(ServiceError::Rules("no signature"))?;
            let signed = [("sig", signature.as_str()), ("key", key.name())];
            text = Serializer::for_suffix(text, 0).extend_pairs(signed).finish();
        }
        url.set_query(Some(&text));
        Ok(Some(url))
    }

    async fn host_of(&self, zone: &Zone) -> Option<Url> {
        let template = &self.settings.domain_connect.as_ref()?.template;
        let now = self.clock.now();
        if let Some(kept) = self.consents.of(&zone.apex, now) {
            return kept.asks;
        }
        let asking = async {
            let name = discovery(&zone.apex)?;
            let place = self.dns.text(&name, zone).await?;
            let names = names_for(&self.dns, &name);
            self.probe.dns_host(&place, zone, template, &names).await
        };
        let asks = timeout(PATIENCE, Box::pin(asking)).await.ok().flatten();
        self.consents.keep(zone.apex.clone(), asks.clone(), now);
        asks
    }
}
