//! Tells tenants' servers: hands events on, tries what is due, sleeps until the next; drains at
//! shutdown.
//!
//! A receiver that is slow or dead delays no other: each has a few attempts at once and no more,
//! one that is silent has one, and the silent ones together leave half of all to the others.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use time::{Duration, OffsetDateTime};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::service::Service;
use crate::service::deliveries::{LEASE, Receiver};
use crate::store::{EndpointId, StoreError};

/// Attempts at once.
const AT_ONCE: u32 = 256;
/// Of them, those of receivers that were silent the last time.
const SILENT_AT_ONCE: u32 = 128;
/// Attempts at once of one receiver.
const EACH: u32 = 8;
/// Who takes longer is as good as silent the next time.
const SLOW: Duration = Duration::SECOND;
/// Events handed on in one transaction.
const BATCH: u32 = 200;
/// Endpoints looked at in one round.
const ENDPOINTS: u32 = 512;
/// The follower calls when there is something to tell; the courier asks by itself in case the
/// call went unheard.
const LOOK_ROUND: Duration = Duration::MINUTE;
/// How often what is over is thrown away.
const TIDY: Duration = Duration::HOUR;

/// Tells what there is to tell until `stop`, and returns when the last attempt has ended.
pub async fn run(service: Arc<Service>, stop: CancellationToken) {
    let round = Round { service, attempts: TaskTracker::new(), slots: Arc::default() };
    let mut after = None;
    let mut tidy_at = round.service.clock.now();
    while !stop.is_cancelled() {
        match round.go(after).await {
            Ok(next) => after = next,
            Err(error) => tracing::warn!(%error, "could not see what there is to tell"),
        }
        let now = round.service.clock.now();
        if tidy_at <= now {
            tidy_at = now + TIDY;
            if let Err(error) = round.service.tidy_webhooks().await {
                tracing::warn!(%error, "could not tidy up webhooks");
            }
        }
        if after.is_some() {
            continue;
        }
        let until = round.service.clock.now() + LOOK_ROUND;
        tokio::select! {
            () = stop.cancelled() => {}
            () = round.service.hooks.notified() => {}
            () = round.service.clock.sleep_until(until) => {}
        }
    }
    round.attempts.close();
    round.attempts.wait().await;
}

struct Round {
    service: Arc<Service>,
    attempts: TaskTracker,
    slots: Arc<Slots>,
}

impl Round {
    /// Hands on, then begins attempts for the endpoints after `after`; where the next round goes
    /// on, if it was not all.
    async fn go(&self, after: Option<EndpointId>) -> Result<Option<EndpointId>, StoreError> {
        let news = self.service.store.news(None, self.service.clock.now()).await?;
        let mut due = news.deliveries;
        if news.events {
            let handed = self.service.hand_on(BATCH).await?;
            due |= 0 < handed.deliveries;
            if usize::try_from(BATCH).is_ok_and(|batch| batch <= handed.events) {
                self.service.hooks.notify_one();
            }
        }
        if due { self.begin(after, self.service.clock.now()).await } else { Ok(None) }
    }

    async fn begin(
        &self,
        after: Option<EndpointId>,
        now: OffsetDateTime,
    ) -> Result<Option<EndpointId>, StoreError> {
        let store = &self.service.store;
        let endpoints = store.due_endpoints(now, after, ENDPOINTS).await?;
        let more = usize::try_from(ENDPOINTS).is_ok_and(|most| most <= endpoints.len());
        let next = endpoints.last().copied().filter(|_| more);
        let wanted = self.slots.take(&endpoints);
        if wanted.is_empty() {
            return Ok(next);
        }
        let claimed = store.claim_deliveries(&wanted, now, LEASE).await;
        let counted = claimed.as_ref().map_or(&[][..], Vec::as_slice);
        for (endpoint, taken) in wanted {
            let of_it = counted.iter().filter(|delivery| delivery.endpoint_id == endpoint).count();
            self.slots
                .give_back(endpoint, taken - u32::try_from(of_it).unwrap_or(taken).min(taken));
        }
        for delivery in claimed? {
            let (service, slots) = (Arc::clone(&self.service), Arc::clone(&self.slots));
            self.attempts.spawn(async move {
                let since = Instant::now();
                let mut receiver = service.deliver(&delivery).await.unwrap_or_else(|error| {
                    // The lease ends by itself: the delivery is due again then.
                    tracing::warn!(delivery = %delivery.id, %error, "a delivery failed");
                    Receiver::Speaks
                });
                if SLOW < since.elapsed() {
                    receiver = Receiver::Silent;
                }
                slots.end(delivery.endpoint_id, receiver);
                service.hooks.notify_one();
            });
        }
        Ok(next)
    }
}

/// Who is being told, and who was silent the last time.
#[derive(Default)]
struct Slots(Mutex<HashMap<EndpointId, Slot>>);

#[derive(Clone, Copy, Default)]
struct Slot {
    running: u32,
    is_silent: bool,
}

impl Slots {
    /// Takes as many slots for each endpoint as it may have beside those that it has; who has the
    /// fewest comes first, lest what is freed always goes to the same.
    fn take(&self, endpoints: &[EndpointId]) -> Vec<(EndpointId, u32)> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let running = |silent: bool| {
            let of_kind = slots.values().filter(|slot| !silent || slot.is_silent);
            of_kind.map(|slot| slot.running).sum::<u32>()
        };
        let mut left = AT_ONCE.saturating_sub(running(false));
        let mut left_to_silent = SILENT_AT_ONCE.saturating_sub(running(true)).min(left);
        let mut taken = Vec::new();
        let mut endpoints = endpoints.to_vec();
        endpoints.sort_by_key(|endpoint| slots.get(endpoint).map_or(0, |slot| slot.running));
        for endpoint in &endpoints {
            let slot = slots.entry(*endpoint).or_default();
            let (most, free) = if slot.is_silent { (1, left_to_silent) } else { (EACH, left) };
            let count = most.saturating_sub(slot.running).min(free).min(left);
            if 0 < count {
                slot.running += count;
                left -= count;
                left_to_silent = left_to_silent.saturating_sub(u32::from(slot.is_silent)).min(left);
                taken.push((*endpoint, count));
            }
        }
        taken
    }

    fn give_back(&self, endpoint: EndpointId, count: u32) {
        self.update(endpoint, |slot| slot.running = slot.running.saturating_sub(count));
    }

    fn end(&self, endpoint: EndpointId, receiver: Receiver) {
        self.update(endpoint, |slot| {
            slot.running = slot.running.saturating_sub(1);
            slot.is_silent = receiver == Receiver::Silent;
        });
    }

    /// What is like one that was never seen is forgotten.
    fn update(&self, endpoint: EndpointId, with: impl FnOnce(&mut Slot)) {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = slots.entry(endpoint).or_default();
        with(slot);
        if slot.running == 0 && !slot.is_silent {
            slots.remove(&endpoint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_has_a_few_at_once_and_a_silent_one_has_one() {
        let (slots, one) = (Slots::default(), EndpointId::fresh());
        assert_eq!(slots.take(&[one]), [(one, EACH)]);
        assert_eq!(slots.take(&[one]), []);
        slots.give_back(one, EACH - 1);
        slots.end(one, Receiver::Silent);
        assert_eq!(slots.take(&[one]), [(one, 1)]);
        assert_eq!(slots.take(&[one]), []);
        slots.end(one, Receiver::Speaks);
        assert!(slots.0.lock().unwrap().is_empty());
        assert_eq!(slots.take(&[one]), [(one, EACH)]);
    }

    #[test]
    fn what_is_freed_goes_to_who_has_nothing() {
        let slots = Slots::default();
        let all: Vec<EndpointId> = (0..=AT_ONCE / EACH).map(|_| EndpointId::fresh()).collect();
        let (last, busy) = all.split_last().unwrap();
        assert_eq!(slots.take(&all).len(), busy.len());
        slots.end(busy[0], Receiver::Speaks);
        assert_eq!(slots.take(&all), [(*last, 1)]);
    }

    #[test]
    fn the_silent_ones_together_leave_half_to_the_others() {
        let slots = Slots::default();
        let silent: Vec<EndpointId> = (0..300).map(|_| EndpointId::fresh()).collect();
        for endpoint in &silent {
            slots.take(&[*endpoint]);
            slots.give_back(*endpoint, EACH - 1);
            slots.end(*endpoint, Receiver::Silent);
        }
        let taken = slots.take(&silent);
        assert_eq!(taken.len(), usize::try_from(SILENT_AT_ONCE).unwrap());
        let good = EndpointId::fresh();
        assert_eq!(slots.take(&[good]), [(good, EACH)]);
    }

    #[test]
    fn never_more_run_at_once_than_may() {
        let slots = Slots::default();
        let many: Vec<EndpointId> = (0..100).map(|_| EndpointId::fresh()).collect();
        let taken: u32 = slots.take(&many).iter().map(|(_, count)| count).sum();
        assert_eq!(taken, AT_ONCE);
        assert_eq!(slots.take(&many), []);
    }
}
