//! The door: parses, proves who asks, calls the service, answers. Never decides.

mod applications;
mod assets;
mod auth;
pub(crate) mod body;
mod connections;
mod events;
mod frame;
mod idempotency;
mod internal;
mod plans;
pub(crate) mod problem;
mod request_id;
pub mod router;
mod shares;
mod tokens;
mod webhooks;
mod widget;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::service::Service;
pub(crate) use connections::with_words;

/// What a handler may hold.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub(crate) service: Arc<Service>,
    /// Where readers find help.
    pub(crate) support_url: Option<Arc<str>>,
    /// The server is going away: streams end, and nobody new is sent here.
    pub(crate) shutdown: CancellationToken,
}

impl App {
    /// Puts it together.
    #[must_use]
    pub fn new(
        service: Arc<Service>,
        support_url: Option<String>,
        shutdown: CancellationToken,
    ) -> Self {
        Self { service, support_url: support_url.map(Arc::from), shutdown }
    }
}
