//! What is measured when the operator's monitoring looks.

use std::time::Duration;

use super::Service;
use super::buckets::PATIENCE;
use super::deliveries::Outcome;
use crate::metrics::{PoolSample, Sample};
use crate::store::{PoolUse, StoreError};

impl Service {
    /// How things stand at this moment.
    pub async fn sample(&self) -> Sample {
        let lag = match self.lag().await {
            Ok(lag) => Some(lag),
            Err(error) => {
                tracing::debug!(%error, "the queue can't be measured");
                None
            }
        };
        let pools = self.store.pools().into_iter().map(|pool| {
            let PoolUse { name, used, idle, max } = pool;
            PoolSample { name, used, idle, max }
        });
        let outcomes = &self.courier.outcomes;
        let deliveries = Outcome::ALL.map(|outcome| (outcome.as_str(), outcomes.of(outcome)));
        Sample {
            names: self.index.len(),
            lag,
            buckets: self.agenda.buckets(),
            deliveries: deliveries.to_vec(),
            pools: pools.collect(),
        }
    }

    /// How late is what has waited longest: of this node's share, and of what nobody has taken.
    async fn lag(&self) -> Result<Duration, StoreError> {
        let now = self.clock.now();
        let orphan = self.store.next_untended(now, PATIENCE).await?;
        // What is due later is not late.
        let late = orphan.and_then(|at| Duration::try_from(now - at).ok()).unwrap_or_default();
        Ok(late.max(self.agenda.lag(now)))
    }
}
