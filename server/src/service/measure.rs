//! What is measured when the operator's monitoring looks.

use super::Service;
use super::deliveries::Outcome;
use crate::metrics::{PoolSample, Sample};
use crate::store::PoolUse;

impl Service {
    /// How things stand at this moment.
    pub async fn sample(&self) -> Sample {
        let lag = match self.store.next_due().await {
            Ok(due) => {
                let late = due.map(|at| self.clock.now() - at);
                // What is due later is not late.
                Some(late.and_then(|late| late.try_into().ok()).unwrap_or_default())
            }
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
            deliveries: deliveries.to_vec(),
            pools: pools.collect(),
        }
    }
}
