//! What caches before origins keep of a hostname, and that they forget it.

use app::domain::gate::{self, Open};
use app::domain::name::Hostname;
use futures::future::join_all;

use super::caller::{Caller, KeyCaller};
use super::{Service, ServiceError};
use crate::edge::purge::{PurgeError, purge};

/// What became of one host.
#[derive(Debug)]
pub enum Purged {
    /// No cache has it any more.
    Done,
    /// No connection of the caller's serves it.
    NotFound,
    /// A cache may have it still.
    Failed(PurgeError),
}

impl Service {
    /// Has all caches forget `hosts`, those that the caller's connections serve.
    pub async fn purge(
        &self,
        caller: &KeyCaller,
        hosts: &[Hostname],
    ) -> Result<Vec<Purged>, ServiceError> {
        if self.settings.caches.is_empty() {
            return Err(ServiceError::NoCache);
        }
        let purged = hosts.iter().map(async |host| {
            if !self.serves(caller, host).await? {
                return Ok(Purged::NotFound);
            }
            let done = purge(&self.settings.caches, host).await;
            Ok(done.map_or_else(Purged::Failed, |()| Purged::Done))
        });
        join_all(purged).await.into_iter().collect()
    }

    /// Whether a connection that the caller reaches has the visitors of `host`.
    async fn serves(&self, caller: &KeyCaller, host: &Hostname) -> Result<bool, ServiceError> {
        let holder = self.store.claim_of(caller.environment, host).await?;
        let Some((id, _)) = holder.filter(|(_, tenant)| *tenant == caller.tenant) else {
            return Ok(false);
        };
        match self.connection(&Caller::Key(caller.clone()), id).await {
            Ok(connection) => {
                let now = self.clock.now();
                Ok(match gate::open(&connection.progress, &self.policy) {
                    Ok(Open::Always) => true,
                    Ok(Open::Until(end)) => now < end,
                    Err(_) => false,
                })
            }
            Err(ServiceError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
