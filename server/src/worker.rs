//! The worker: claims what is due, checks it, sleeps until the next; drains at shutdown.

use std::sync::Arc;

use time::{Duration, OffsetDateTime};
use tokio::sync::Semaphore;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::metrics::CheckOutcome;
use crate::service::check::LEASE;
use crate::service::{Service, ServiceError};
use crate::store::ConnectionId;
use crate::store::gate::Mark;

/// Checks that run at once.
const AT_ONCE: usize = 64;
/// Claimed in one go.
const BATCH: u32 = 32;
/// Another node may have made something due: the database is asked at least so often.
const LOOK_ROUND: Duration = Duration::SECOND;
/// How often what was counted is written down and added up.
const COUNT: Duration = Duration::seconds(10);
/// How often what is over is thrown away.
const TIDY: Duration = Duration::HOUR;

/// Checks what is due until `stop`, and returns when the last check has ended; what still runs at
/// `cut` is broken off, and what it held is given back.
pub async fn run(service: Arc<Service>, stop: CancellationToken, cut: CancellationToken) {
    let checks = TaskTracker::new();
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    while !stop.is_cancelled() {
        let free = u32::try_from(slots.available_permits()).unwrap_or(BATCH).min(BATCH);
        let claimed = claim(&service, &checks, &slots, &cut, free).await;
        if 0 < claimed && claimed == free {
            continue;
        }
        let until = service.clock.now() + LOOK_ROUND;
        tokio::select! {
            () = stop.cancelled() => {}
            () = service.wake.notified() => {}
            () = service.clock.sleep_until(until) => {}
        }
    }
    checks.close();
    checks.wait().await;
}

/// Claims at most `free` connections and starts their checks; returns how many.
async fn claim(
    service: &Arc<Service>,
    checks: &TaskTracker,
    slots: &Arc<Semaphore>,
    cut: &CancellationToken,
    free: u32,
) -> u32 {
    if free == 0 {
        return 0;
    }
    let claimed = match service.store.claim_due(service.clock.now(), LEASE, free).await {
        Ok(claimed) => claimed,
        Err(error) => {
            tracing::warn!(%error, "could not claim what is due");
            return 0;
        }
    };
    let count = u32::try_from(claimed.len()).unwrap_or(u32::MAX);
    for connection in claimed {
        let Ok(slot) = Arc::clone(slots).acquire_owned().await else { return count };
        let (service, cut) = (Arc::clone(service), cut.clone());
        checks.spawn(async move {
            let (id, lease) = (connection.id, connection.lease_number);
            let since = Instant::now();
            let check = Box::pin(service.check_leased(connection));
            match cut.run_until_cancelled(check).await {
                Some(Ok(())) => {}
                Some(Err(error)) => {
                    // The lease ends by itself: the connection is due again then.
                    tracing::warn!(connection = %id, lease, %error, "a check failed");
                }
                None => {
                    service.metrics.checked(CheckOutcome::GivenBack, since);
                    give_back(&service, id, lease).await;
                }
            }
            drop(slot);
        });
    }
    count
}

/// Another node, or this one when it is back, need not wait for the lease's end.
async fn give_back(service: &Service, id: ConnectionId, lease: i64) {
    if let Err(error) = service.store.end_lease(id, lease).await {
        tracing::warn!(connection = %id, lease, %error, "a lease could not be given back");
    }
}

/// Follows what any node writes, so that the gate and the streams know it within a second.
pub async fn follow(service: Arc<Service>, mut mark: Mark, stop: CancellationToken) {
    let mut tidy_at = service.clock.now() + TIDY;
    let mut count_at = service.clock.now() + COUNT;
    loop {
        let until = service.clock.now() + LOOK_ROUND;
        tokio::select! {
            () = stop.cancelled() => return,
            () = service.clock.sleep_until(until) => {}
        }
        match service.follow_changes(mark).await {
            Ok(next) => mark = next,
            Err(error) => tracing::warn!(%error, "could not read what changed"),
        }
        let now = service.clock.now();
        if count_at <= now {
            count_at = now + COUNT;
            count(&service).await;
        }
        if tidy_at <= now {
            tidy_at = now + TIDY;
            tidy(&service, now).await;
        }
    }
}

/// Counts what was tallied. What can't be written down now is written down the next time.
async fn count(service: &Service) {
    let kept = service.keep_tallies().await;
    let folded = service.store.fold_usage().await;
    let folded = folded.map(drop).map_err(ServiceError::from);
    if let Err(error) = kept.and(folded) {
        tracing::warn!(%error, "could not write down what was counted");
    }
}

async fn tidy(service: &Service, now: OffsetDateTime) {
    service.forget_old_looks();
    // A session that has ended is told so for a day; then its address is like none.
    let tokens = service.store.purge_tokens(now - Duration::DAY).await;
    let requests = service.store.purge_requests(now).await;
    if let Err(error) = tokens.and(requests) {
        tracing::warn!(%error, "could not throw away what is over");
    }
}
