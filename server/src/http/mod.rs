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
pub(crate) mod metrics;
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
use metrics::Metrics;

/// What a handler may hold.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub(crate) service: Arc<Service>,
    /// What is counted.
    pub(crate) metrics: Arc<Metrics>,
    /// Where readers find help.
    pub(crate) support_url: Option<Arc<str>>,
    /// Ends the open streams at shutdown.
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
        let metrics = Arc::new(Metrics::default());
        Self { service, metrics, support_url: support_url.map(Arc::from), shutdown }
    }
}
