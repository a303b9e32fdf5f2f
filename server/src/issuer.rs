//! Goes on with certificates that this server gets by itself, whichever node began them.

use std::sync::Arc;

use time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::service::Service;
use crate::service::issue::LEASE;

/// Orders that this node is at, at once: each waits for a CA nearly all the time.
const AT_ONCE: usize = 32;
/// How often it is looked what is due.
const ROUND: Duration = Duration::SECOND;
/// A step ends well before its lease does.
const STEP: Duration = Duration::seconds(100);

/// Goes on with what is due until `stop`, and ends the steps that were begun; what still runs at
/// `cut` is broken off, and its lease is given back.
pub async fn run(service: Arc<Service>, stop: CancellationToken, cut: CancellationToken) {
    const { assert!(STEP.whole_seconds() < LEASE.whole_seconds()) };
    let Some(certificates) = &service.certificates else { return };
    if let Err(error) = service.seal_accounts_again().await {
        tracing::warn!(%error, "could not look how accounts at CAs are sealed");
    }
    let (steps, slots) = (TaskTracker::new(), Arc::new(Semaphore::new(AT_ONCE)));
    while !stop.is_cancelled() {
        let until = service.clock.now() + ROUND;
        start(&service, &steps, &slots, &cut).await;
        tokio::select! {
            () = stop.cancelled() => {}
            () = certificates.wake.notified() => {}
            () = service.clock.sleep_until(until) => {}
        }
    }
    steps.close();
    steps.wait().await;
}

/// Starts a step of each certificate that is due, as far as there is room.
async fn start(
    service: &Arc<Service>,
    steps: &TaskTracker,
    slots: &Arc<Semaphore>,
    cut: &CancellationToken,
) {
    let free = i64::try_from(slots.available_permits()).unwrap_or_default();
    let leased = match service.lease_certificates(free).await {
        Ok(leased) => leased,
        Err(error) => {
            tracing::warn!(%error, "could not read which certificates are due");
            return;
        }
    };
    for issuing in leased {
        let Ok(slot) = Arc::clone(slots).acquire_owned().await else { return };
        let (service, cut) = (Arc::clone(service), cut.clone());
        steps.spawn(async move {
            let (id, lease) = (issuing.connection, issuing.lease_number);
            let step = timeout(STEP.unsigned_abs(), Box::pin(service.go_on(issuing)));
            match cut.run_until_cancelled(step).await {
                Some(Ok(Ok(()))) => {}
                // It is due again when its lease has ended.
                Some(Ok(Err(error))) => tracing::warn!(connection = %id, %error, "a step failed"),
                Some(Err(_)) => tracing::warn!(connection = %id, "a step took too long"),
                None => {
                    if let Err(error) = service.store.end_certificate_lease(id, lease).await {
                        tracing::warn!(connection = %id, %error, "a lease could not be given back");
                    }
                }
            }
            drop(slot);
        });
    }
}
