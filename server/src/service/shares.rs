//! Share links: addresses that open one connection for whoever adds its records.

use time::{Duration, OffsetDateTime};

use super::caller::Caller;
use super::sessions::{digest, new_address};
use super::tokens::Whose;
use super::{Service, ServiceError};
use crate::store::shares::Share;
use crate::store::{Application, Connection, ConnectionId, ShareId};

/// How long a link lasts.
const LIFE: Duration = Duration::days(30);

/// A link as it is handed out, for once; its address is a secret, so no `Debug`.
pub struct Shared {
    /// By which it is revoked.
    pub id: ShareId,
    /// The random part of its address.
    pub address: String,
    /// When it ends.
    pub expires_at: OffsetDateTime,
}

/// What an open link shows.
#[derive(Clone, Debug)]
pub struct SharedView {
    /// The one connection.
    pub connection: Connection,
    /// Whose it is.
    pub application: Application,
    /// When the link ends.
    pub expires_at: OffsetDateTime,
}

impl Service {
    /// Makes a link to a connection that the caller reaches.
    pub async fn share(&self, caller: &Caller, id: ConnectionId) -> Result<Shared, ServiceError> {
        self.connection(caller, id).await?;
        let (now, address) = (self.clock.now(), new_address());
        let share = Share {
            id: ShareId::fresh(),
            connection_id: id,
            created_at: now,
            expires_at: now + LIFE,
            revoked_at: None,
        };
        self.store.create_share(&share, &digest(&address)).await?;
        Ok(Shared { id: share.id, address, expires_at: share.expires_at })
    }

    /// Ends a link, its page and its open streams.
    pub async fn unshare(
        &self,
        caller: &Caller,
        id: ConnectionId,
        share: ShareId,
    ) -> Result<(), ServiceError> {
        self.connection(caller, id).await?;
        let known = self.store.revoke_share(id, share, self.clock.now()).await?;
        self.hub.look_again();
        if known { Ok(()) } else { Err(ServiceError::NotFound) }
    }

    /// What is behind a link. Opening it changes nothing.
    pub async fn open_share(&self, address: &str) -> Result<SharedView, ServiceError> {
        let share = self.store.find_share(&digest(address)).await?;
        let share = share.ok_or(ServiceError::NotFound)?;
        if share.revoked_at.is_some() || share.expires_at <= self.clock.now() {
            return Err(ServiceError::Gone);
        }
        let connection = self.find(share.connection_id).await?;
        let application = self.store.find_application(connection.application_id).await?;
        let application = application.ok_or(ServiceError::NotFound)?;
        Ok(SharedView { connection, application, expires_at: share.expires_at })
    }

    /// Whose a link is or was; `None` where it was never one.
    pub async fn whose_link(&self, address: &str) -> Result<Option<Whose>, ServiceError> {
        let Some(share) = self.store.find_share(&digest(address)).await? else { return Ok(None) };
        let connection = self.find(share.connection_id).await?;
        let application = self.store.find_application(connection.application_id).await?;
        Ok(application.map(|application| Whose { application, locale: None }))
    }
}
