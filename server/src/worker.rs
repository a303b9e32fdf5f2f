//! The worker: looks at what is due in this node's share, and writes what came of it; drains at
//! shutdown.

use std::sync::Arc;
use std::thread::available_parallelism;

use time::{Duration, OffsetDateTime};
use tokio::sync::{Mutex, Notify, Semaphore};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::metrics::CheckOutcome;
use crate::service::buckets::{HEARTBEAT, Node};
use crate::service::quiet::BATCH;
use crate::service::{Service, ServiceError};
use crate::store::Connection;
use crate::store::gate::Mark;

/// Checks that run at once, for each processor: more would only wait for it, and run out of time.
const AT_ONCE: usize = 64;
/// What becomes due is claimed, and what came of it written, this often: a hundred rows in one
/// transaction cost little more than one.
const ROUND: Duration = Duration::SECOND;
/// … and this often while nobody watches.
pub const QUIET_ROUND: Duration = Duration::seconds(2);
/// What other nodes write is read this often, so that every gate knows it well within a second:
/// it is what a node that has nothing to do costs the database.
pub const LOOK_ROUND: Duration = Duration::milliseconds(500);
/// How often those who look are told of what is watched at a node that does not.
const NUDGE: Duration = Duration::SECOND;
/// How often looks are forgotten that nobody shares any more.
const FORGET: Duration = Duration::MINUTE;
/// How often what was counted is written down and added up.
const COUNT: Duration = Duration::seconds(10);
/// How often what is over is thrown away.
const TIDY: Duration = Duration::HOUR;

/// Checks what is due until `stop`, gives this node's share back, and returns when the last check
/// has ended and is written; what still runs at `cut` is broken off, and its lease is given back.
pub async fn run(service: Arc<Service>, stop: CancellationToken, cut: CancellationToken) {
    service.agenda.work();
    let processors = available_parallelism().map_or(1, std::num::NonZero::get);
    let checks = Checks {
        running: TaskTracker::new(),
        slots: Arc::new(Semaphore::new(AT_ONCE * processors)),
        ended: Arc::new(Notify::new()),
        cut,
    };
    let node = Mutex::new(Node::default());
    tokio::join!(beat(&service, &node, &stop), look(&service, &node, &checks, &stop));
    // First the share, so that nobody waits for the checks that still run here.
    if let Err(error) = service.leave(node.into_inner()).await {
        tracing::warn!(%error, "could not give the work back: others take it in a while");
    }
    checks.running.close();
    checks.running.wait().await;
    write(&service).await;
}

/// Shows that this node lives: whatever else takes long must not make others take it for dead.
async fn beat(service: &Service, node: &Mutex<Node>, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let next = service.clock.now() + HEARTBEAT;
        if let Err(error) = service.tend(&mut *node.lock().await).await {
            tracing::warn!(%error, "could not take a share of the work");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = service.clock.sleep_until(next) => {}
        }
    }
}

async fn look(
    service: &Arc<Service>,
    node: &Mutex<Node>,
    checks: &Checks,
    stop: &CancellationToken,
) {
    while !stop.is_cancelled() {
        let more = read_some(service, node).await;
        let full = checks.start(service).await;
        write(service).await;
        if more {
            continue;
        }
        let round = if service.hub.is_alone() { QUIET_ROUND } else { ROUND };
        let until = service.clock.now() + round;
        tokio::select! {
            () = stop.cancelled() => {}
            () = service.wake.notified() => {}
            // More was due than there was room for.
            () = checks.ended.notified(), if full => {}
            () = service.clock.sleep_until(until) => {}
        }
    }
}

/// Buckets that are read between two rounds.
const READ_AT_ONCE: usize = 8;

/// Reads some of the buckets that were taken; whether there are more.
async fn read_some(service: &Service, node: &Mutex<Node>) -> bool {
    for _ in 0..READ_AT_ONCE {
        match service.read_bucket(&mut *node.lock().await).await {
            Ok(true) => {}
            Ok(false) => return false,
            Err(error) => {
                tracing::warn!(%error, "could not read what is due");
                return false;
            }
        }
    }
    true
}

async fn write(service: &Service) {
    if let Err(error) = service.write_notes().await {
        tracing::warn!(%error, "could not write what looks came to");
    }
}

/// The checks that run, and the room for more.
struct Checks {
    running: TaskTracker,
    slots: Arc<Semaphore>,
    ended: Arc<Notify>,
    /// Breaks off what runs.
    cut: CancellationToken,
}

impl Checks {
    /// Starts what is due, as far as there is room; whether there may be more.
    async fn start(&self, service: &Arc<Service>) -> bool {
        let free = self.slots.available_permits().min(BATCH);
        if free == 0 {
            return true;
        }
        let claimed = match service.claim_due(free).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::warn!(%error, "could not claim what is due");
                return false;
            }
        };
        let full = claimed.len() == free;
        for connection in claimed {
            self.spawn(service, connection).await;
        }
        full
    }

    async fn spawn(&self, service: &Arc<Service>, connection: Connection) {
        let Ok(slot) = Arc::clone(&self.slots).acquire_owned().await else { return };
        let (service, ended) = (Arc::clone(service), Arc::clone(&self.ended));
        let cut = self.cut.clone();
        self.running.spawn(async move {
            let id = connection.id;
            let since = Instant::now();
            let check = Box::pin(service.check_taken(connection));
            match cut.run_until_cancelled(check).await {
                Some(Ok(())) => {}
                Some(Err(error)) => {
                    // The connection is due again when its lease would have ended.
                    tracing::warn!(connection = %id, %error, "a check failed");
                }
                None => {
                    service.metrics.checked(CheckOutcome::GivenBack, since);
                    if let Err(error) = service.give_back(id).await {
                        tracing::warn!(connection = %id, %error, "a lease could not be given back");
                    }
                }
            }
            drop(slot);
            ended.notify_one();
        });
    }
}

/// Follows what any node writes, so that the gate, the streams and the worker know it within a
/// second.
pub async fn follow(service: Arc<Service>, mut mark: Mark, stop: CancellationToken) {
    let mut nudge_at = service.clock.now();
    let mut forget_at = service.clock.now() + FORGET;
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
        if let Err(error) = service.follow_certificates().await {
            tracing::warn!(%error, "could not read which certificates changed");
        }
        let now = service.clock.now();
        if nudge_at <= now {
            nudge_at = now + NUDGE;
            nudge(&service, now).await;
        }
        if forget_at <= now {
            forget_at = now + FORGET;
            service.forget_old_looks();
        }
    }
}

/// Writes down what was counted and throws away what is over, beside what must be followed
/// within a second.
pub async fn keep(service: Arc<Service>, stop: CancellationToken) {
    let mut tidy_at = service.clock.now() + TIDY;
    loop {
        let until = service.clock.now() + COUNT;
        tokio::select! {
            () = stop.cancelled() => return,
            () = service.clock.sleep_until(until) => {}
        }
        count(&service).await;
        let now = service.clock.now();
        if tidy_at <= now {
            tidy_at = now + TIDY;
            tidy(&service, now).await;
        }
    }
}

/// Where nobody looks at anything, others do for whoever watches here.
async fn nudge(service: &Service, now: OffsetDateTime) {
    if !service.agenda.is_worked()
        && let Err(error) = service.store.wake_waiting(&service.hub.watched(), now).await
    {
        tracing::warn!(%error, "could not tell what is watched");
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
    // A session that has ended is told so for a day; then its address is like none.
    let tokens = service.store.sweep_tokens(now - Duration::DAY).await;
    let requests = service.store.purge_requests(now).await;
    if let Err(error) = tokens.map(drop).and(requests) {
        tracing::warn!(%error, "could not throw away what is over");
    }
}
