//! Ids that can't be mistaken for one another. All are UUIDv7, so that they sort by age.

use std::fmt;
use std::str::FromStr;

use app::domain::schedule::Slot;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        #[schemars(inline)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh one.
            #[must_use]
            pub fn fresh() -> Self {
                Self(clock::new_id())
            }

            pub(super) fn text(self) -> String {
                self.0.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// Of a tenant.
    TenantId,
    /// Of an application.
    ApplicationId,
    /// Of an API key.
    KeyId,
    /// Of a connection.
    ConnectionId,
    /// Of a line of a connection's history.
    HistoryId,
    /// Of an event in the outbox.
    EventId,
    /// Of a share link.
    ShareId,
    /// Of an endpoint that events are told to.
    EndpointId,
    /// Of an event's way to one endpoint.
    DeliveryId,
    /// Of an order at a CA.
    OrderId,
    /// Of something that was counted.
    CountId,
    /// Of a process that looks at connections, for as long as it is seen without a gap.
    NodeId,
}

impl ConnectionId {
    /// Its share of the work: the last byte, which is random.
    #[must_use]
    pub const fn bucket(self) -> u8 {
        let [.., last] = *self.0.as_bytes();
        last
    }

    /// Its own place in any period, by other random bytes.
    #[must_use]
    pub const fn slot(self) -> Slot {
        let [.., high, low, _] = *self.0.as_bytes();
        Slot::of([high, low])
    }
}
