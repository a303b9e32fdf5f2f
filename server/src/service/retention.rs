//! What is not kept: what is over for long, and what a customer wants forgotten.

use time::Duration;

use super::caller::Actor;
use super::{Service, ServiceError, deliveries};
use crate::store::ApplicationId;
use crate::store::retention::{Erased, Swept};

impl Service {
    /// Throws away what has been over for longer than `kept`.
    pub async fn sweep(&self, kept: Duration) -> Result<Swept, ServiceError> {
        let now = self.clock.now();
        self.store.purge_deliveries(now - kept.min(deliveries::KEPT)).await?;
        Ok(self.store.sweep(now - kept).await?)
    }

    /// Archives what is followed for a customer, and forgets the customer.
    pub async fn erase_customer(
        &self,
        application: ApplicationId,
        reference: &str,
    ) -> Result<Erased, ServiceError> {
        for id in self.store.connections_of_customer(application, reference).await? {
            self.end(id, Actor::Operator).await?;
        }
        Ok(self.store.erase_customer(application, reference, self.clock.now()).await?)
    }
}
