//! Events handed on, told, and told again.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use app::domain::delivery::{Answered, Trouble, answered, try_again_at};
use app::domain::name::OwnerName;
use app::domain::quota::Counter;
use futures::FutureExt as _;
use futures::future::{BoxFuture, Shared};
use serde::Serialize;
use time::Duration;
use time::format_description::well_known::Rfc3339;
use tokio::net::lookup_host;
use tokio_util::task::TaskTracker;

use super::caller::KeyCaller;
use super::webhooks::reached;
use super::{Service, ServiceError};
use crate::clock::random_bytes;
use crate::store::deliveries::{Attempt, Delivery, DeliveryFilter, HandedOn, Then};
use crate::store::endpoints::Endpoint;
use crate::store::history::Event;
use crate::store::{ConnectionId, DeliveryId, EventId, List, Page, StoreError};
use crate::webhooks::{Answer, EndpointUrl, Resolve, SendError, Sender};

/// How long an attempt is somebody's: longer than it can take.
pub const LEASE: Duration = Duration::seconds(30);
/// How long deliveries that are over are listed.
pub(super) const KEPT: Duration = Duration::days(30);

/// Who sends, who looks receivers up, and what came of it.
pub struct Courier {
    /// Sends.
    pub sender: Sender,
    /// What came of it.
    pub outcomes: Outcomes,
    lookups: Lookups,
}

impl Courier {
    /// Nothing is sent before the first message.
    #[must_use]
    pub fn new(sender: Sender) -> Self {
        Self { sender, outcomes: Outcomes::default(), lookups: Lookups::default() }
    }
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Delivered,
    /// It is tried again.
    Failed,
    /// It is not tried again.
    DeadLetter,
    /// The receiver wants to hear no more.
    Gone,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Delivered, Self::Failed, Self::DeadLetter, Self::Gone];

    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::DeadLetter => "dead_letter",
            Self::Gone => "gone",
        }
    }
}

/// How often each outcome came of an attempt of this process.
#[derive(Debug, Default)]
pub struct Outcomes {
    delivered: AtomicU64,
    failed: AtomicU64,
    dead_letter: AtomicU64,
    gone: AtomicU64,
}

impl Outcomes {
    /// How often.
    #[must_use]
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.counter(outcome).load(Ordering::Relaxed)
    }

    fn count(&self, outcome: Outcome) {
        self.counter(outcome).fetch_add(1, Ordering::Relaxed);
    }

    const fn counter(&self, outcome: Outcome) -> &AtomicU64 {
        match outcome {
            Outcome::Delivered => &self.delivered,
            Outcome::Failed => &self.failed,
            Outcome::DeadLetter => &self.dead_letter,
            Outcome::Gone => &self.gone,
        }
    }
}

/// Whether a receiver spoke to us at all: one that does not gets less of our time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// It answered, whatever it said.
    Speaks,
    /// Nothing came.
    Silent,
}

/// The body of a message.
#[derive(Serialize)]
struct Body<'a> {
    id: EventId,
    #[serde(rename = "type")]
    event_type: &'static str,
    #[serde(rename = "jobId")]
    job_id: ConnectionId,
    sequence: i64,
    data: &'a serde_json::Value,
    sent_at: String,
}

impl Service {
    /// Hands at most `limit` events on to the endpoints that want them.
    pub async fn hand_on(&self, limit: u32) -> Result<HandedOn, StoreError> {
        let now = self.clock.now();
        let sent_at = now.format(&Rfc3339).unwrap_or_default();
        self.store.hand_on(limit, now, |event| body(event, sent_at.clone())).await
    }

    /// Tries a delivery whose lease the caller holds.
    pub async fn deliver(&self, delivery: &Delivery) -> Result<Receiver, ServiceError> {
        let Some(endpoint) = self.store.find_endpoint(delivery.endpoint_id).await? else {
            return Ok(Receiver::Speaks);
        };
        let (attempt, receiver) = self.attempt(delivery, &endpoint).await;
        if attempt.error != Some(Trouble::EndpointDisabled) {
            let counted = self.tally_of(delivery.application_id, Counter::WebhookDeliveries).await;
            // What was sent was sent, counted or not.
            if let Err(error) = counted {
                tracing::warn!(delivery = %delivery.id, %error, "a delivery is not counted");
            }
        }
        let outcome = match attempt.then {
            Then::Arrived => Outcome::Delivered,
            Then::Again(_) => Outcome::Failed,
            Then::GiveUp => Outcome::DeadLetter,
            Then::Retire => Outcome::Gone,
        };
        tracing::debug!(
            delivery = %delivery.id, endpoint = %endpoint.id, status = attempt.status,
            error = attempt.error.map(Trouble::as_str), "told a webhook endpoint"
        );
        self.store.finish_delivery(delivery, &attempt).await?;
        self.courier.outcomes.count(outcome);
        Ok(receiver)
    }

    async fn attempt(&self, delivery: &Delivery, endpoint: &Endpoint) -> (Attempt, Receiver) {
        if endpoint.disabled.is_some() {
            let at = self.clock.now();
            let error = Some(Trouble::EndpointDisabled);
            let then = Then::GiveUp;
            return (Attempt { at, status: None, error, answer: None, then }, Receiver::Speaks);
        }
        let sent = self.send(delivery, endpoint).await;
        let at = self.clock.now();
        let draw = u16::from_be_bytes(random_bytes());
        let again = try_again_at(delivery.attempts + 1, draw, at).map_or(Then::GiveUp, Then::Again);
        let (status, answer, error, then, receiver) = match sent {
            Ok(Answer { status, beginning }) => {
                let (error, then) = match answered(status) {
                    Answered::Taken => (None, Then::Arrived),
                    Answered::Gone => (Some(Trouble::Status), Then::Retire),
                    Answered::Elsewhere => (Some(Trouble::Redirect), again),
                    Answered::Refused => (Some(Trouble::Status), again),
                };
                let answer = Some(beginning).filter(|text| !text.is_empty());
                (Some(status), answer, error, then, Receiver::Speaks)
            }
            Err(trouble) => (None, None, Some(trouble), again, Receiver::Silent),
        };
        (Attempt { at, status, error, answer, then }, receiver)
    }

    async fn send(&self, delivery: &Delivery, endpoint: &Endpoint) -> Result<Answer, Trouble> {
        let now = self.clock.now();
        let secrets = self.secrets(endpoint, now).map_err(|error| {
            tracing::error!(endpoint = %endpoint.id, %error, "a message can't be signed");
            Trouble::Internal
        })?;
        let url = EndpointUrl::stored(&endpoint.url).map_err(|_| Trouble::Internal)?;
        let id = delivery.event_id.to_string();
        let signatures = secrets.sign(&id, now.unix_timestamp(), delivery.body.as_bytes());
        let names = Names { service: self };
        let sent = self.courier.sender.send(&url, &signatures, &delivery.body, &names).await;
        sent.map_err(|error| match error {
            SendError::Unresolved => Trouble::Unresolved,
            SendError::Unsafe => Trouble::UnsafeAddress,
            SendError::Refused => Trouble::Refused,
            SendError::TimedOut => Trouble::TimedOut,
            SendError::Tls => Trouble::Tls,
            SendError::Broken => Trouble::Broken,
        })
    }

    /// The deliveries that the caller reaches.
    pub async fn deliveries(
        &self,
        caller: &KeyCaller,
        mut filter: DeliveryFilter,
        page: Page,
    ) -> Result<List<Delivery>, ServiceError> {
        let Ok(application) = reached(caller, filter.application) else {
            return Ok(List { data: Vec::new(), next: None });
        };
        filter.application = application;
        let (tenant, environment) = (caller.tenant, caller.environment);
        Ok(self.store.list_deliveries(tenant, environment, &filter, page).await?)
    }

    /// Has a delivery tried again from now on, whatever came of it before.
    pub async fn replay_delivery(
        &self,
        caller: &KeyCaller,
        id: DeliveryId,
    ) -> Result<Delivery, ServiceError> {
        let delivery = self.store.find_delivery(id).await?.ok_or(ServiceError::NotFound)?;
        let endpoint = self.endpoint(caller, delivery.endpoint_id).await?;
        if endpoint.disabled.is_some() {
            return Err(ServiceError::NotReady("the endpoint is disabled: enable it first"));
        }
        let replayed = self.store.replay_delivery(id, self.clock.now()).await?;
        self.hooks.notify_one();
        replayed.ok_or(ServiceError::NotFound)
    }

    /// Throws away what is over, and seals secrets with the key that seals.
    pub async fn tidy_webhooks(&self) -> Result<(), ServiceError> {
        let now = self.clock.now();
        self.store.forget_old_secrets(now).await?;
        self.seal_again().await
    }
}

fn body(event: &Event, sent_at: String) -> String {
    let body = Body {
        id: event.id,
        event_type: event.event_type.as_str(),
        job_id: event.connection_id,
        sequence: event.sequence,
        data: &event.data,
        sent_at,
    };
    // Texts, numbers and JSON: nothing in it that can't be written.
    serde_json::to_string(&body).unwrap_or_default()
}

/// Looks receivers up as this machine does; the sandbox's own names in its own DNS.
struct Names<'a> {
    service: &'a Service,
}

impl Resolve for Names<'_> {
    async fn addresses(&self, name: &str) -> Vec<IpAddr> {
        let service = self.service;
        let ours = name.rsplit('.').next().is_some_and(|label| label.eq_ignore_ascii_case("test"));
        if service.settings.sandbox && ours {
            let Ok(name) = name.parse::<OwnerName>() else { return Vec::new() };
            return service.dns.addresses(&name, &name).await.unwrap_or_default();
        }
        service.courier.lookups.addresses(name).await
    }
}

type Lookup = Shared<BoxFuture<'static, Vec<IpAddr>>>;

/// The lookups that run. The system's takes a thread, for as long as dead name servers keep it:
/// nobody asks for a name twice at once, so that one name never takes more than one.
#[derive(Clone, Default)]
struct Lookups {
    running: Arc<Mutex<HashMap<String, Lookup>>>,
    tasks: TaskTracker,
}

impl Lookups {
    async fn addresses(&self, name: &str) -> Vec<IpAddr> {
        self.begun(name).await
    }

    fn begun(&self, name: &str) -> Lookup {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lookup) = running.get(name) {
            return lookup.clone();
        }
        let (all, key) = (Arc::clone(&self.running), name.to_owned());
        let task = self.tasks.spawn(async move {
            let found = lookup_host((key.as_str(), 0)).await;
            let found = found.map(|found| found.map(|address| address.ip()).collect());
            all.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
            found.unwrap_or_default()
        });
        let lookup = task.map(Result::unwrap_or_default).boxed().shared();
        running.insert(name.to_owned(), lookup.clone());
        lookup
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use app::domain::event::EventType;

    #[test]
    fn a_body_has_its_published_form() {
        let id = "0195a0c8-0000-7000-8000-000000000001";
        let event = Event {
            id: id.parse().unwrap(),
            connection_id: id.parse().unwrap(),
            application_id: id.parse().unwrap(),
            event_type: EventType::Verified,
            sequence: 3,
            data: serde_json::json!({ "hostname": "shop.example.com", "state": "verified" }),
            created_at: datetime!(2026-03-01 12:00 UTC),
        };
        assert_eq!(
            body(&event, "2026-03-01T12:00:01Z".to_owned()),
            format!(
                "{{\"id\":\"{id}\",\"type\":\"domain.verified\",\"jobId\":\"{id}\",\"sequence\":3,\
                \"data\":{{\"hostname\":\"shop.example.com\",\"state\":\"verified\"}},\
                \"sent_at\":\"2026-03-01T12:00:01Z\"}}"
            )
        );
    }

    #[tokio::test]
    async fn a_name_is_looked_up_once_at_a_time() {
        let lookups = Lookups::default();
        let (first, second) = (lookups.begun("localhost"), lookups.begun("localhost"));
        assert!(first.ptr_eq(&second));
        assert!(first.await.iter().all(IpAddr::is_loopback));
        assert!(!second.await.is_empty());
        assert!(lookups.running.lock().unwrap().is_empty());
    }
}
