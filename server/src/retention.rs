//! The daily sweep: throws away what has been over for longer than the operator wants it kept.

use std::sync::Arc;

use time::Duration;
use tokio_util::sync::CancellationToken;

use crate::service::Service;

/// From one sweep to the next.
const EVERY: Duration = Duration::DAY;
/// A fresh process has better things to do first.
const FIRST: Duration = Duration::MINUTE;

/// Sweeps once a day until `stop`. Nodes that sweep at once find less to do, and no harm.
pub async fn run(service: Arc<Service>, kept: Duration, stop: CancellationToken) {
    let mut next = service.clock.now() + FIRST;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = service.clock.sleep_until(next) => {}
        }
        match service.sweep(kept).await {
            Ok(swept) => tracing::info!(?swept, "threw away what was over for long"),
            Err(error) => tracing::warn!(%error, "could not throw away what was over for long"),
        }
        next = service.clock.now() + EVERY;
    }
}
