//! The door: parses, proves who asks, calls the service, answers. Never decides.

mod applications;
pub(crate) mod assets;
mod auth;
pub(crate) mod body;
mod branding;
mod cache;
mod connections;
mod consent;
mod domains;
mod events;
mod forms;
pub(crate) mod frame;
mod idempotency;
mod internal;
mod limit;
mod openapi;
mod origins;
mod plans;
pub(crate) mod problem;
mod request_id;
pub mod router;
mod shares;
mod tokens;
mod views;
mod webhooks;
pub(crate) mod widget;

use std::sync::Arc;

use app::domain::rate::Rates;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::service::Service;
use limit::Limits;
pub(crate) use views::with_words;

/// What a handler may hold.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub(crate) service: Arc<Service>,
    /// Where readers find help.
    pub(crate) support_url: Option<Arc<str>>,
    /// The server is going away: streams end, and nobody new is sent here.
    pub(crate) shutdown: CancellationToken,
    /// How often who may ask.
    pub(crate) limits: Arc<Limits>,
    /// What is carried to its end whoever hangs up.
    pub(crate) carried: TaskTracker,
}

impl App {
    /// Puts it together.
    #[must_use]
    pub fn new(
        service: Arc<Service>,
        support_url: Option<String>,
        shutdown: CancellationToken,
    ) -> Self {
        let limits = Arc::new(Limits::new(&Rates::default(), service.clock.clone()));
        let carried = TaskTracker::new();
        Self { service, support_url: support_url.map(Arc::from), shutdown, limits, carried }
    }

    /// The same, whose unfinished work is counted with this.
    #[must_use]
    pub fn carried_by(self, carried: TaskTracker) -> Self {
        Self { carried, ..self }
    }

    /// The same, where nobody may ask more often than that.
    #[must_use]
    pub fn limited(self, rates: &Rates) -> Self {
        let limits = Arc::new(Limits::new(rates, self.service.clock.clone()));
        Self { limits, ..self }
    }
}
