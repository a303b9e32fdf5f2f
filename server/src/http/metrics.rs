//! What is counted, in the names that Prometheus' conventions ask for.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use app::domain::gate::Denial;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::service::deliveries::{Outcome, Outcomes};

type Labels = [(&'static str, String); 1];

/// The counters and the registry that they are read through.
pub(crate) struct Metrics {
    registry: Mutex<Registry>,
    asks: Family<Labels, Counter>,
    names: Gauge<i64, AtomicI64>,
    deliveries: Family<Labels, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("fairlead");
        let asks = Family::<Labels, Counter>::default();
        let names = Gauge::<i64, AtomicI64>::default();
        registry.register("asks", "Questions of edges, by answer", asks.clone());
        registry.register("index_names", "Names that the gate knows", names.clone());
        let deliveries = Family::<Labels, Counter>::default();
        let help = "Attempts to tell webhook endpoints, by outcome";
        registry.register("webhook_deliveries", help, deliveries.clone());
        Self { registry: Mutex::new(registry), asks, names, deliveries }
    }
}

impl Metrics {
    /// An edge asked.
    pub(crate) fn asked(&self, denied: Option<Denial>) {
        let answer = denied.map_or("allow", |denial| match denial {
            Denial::UnknownName => "unknown_name",
            Denial::NotVerified => "not_verified",
            Denial::GraceOver => "grace_over",
            Denial::Ended => "ended",
            Denial::NotObserved => "not_observed",
            Denial::WouldBeRefused => "would_be_refused",
            Denial::AttemptPaused => "attempt_paused",
        });
        self.asks.get_or_create(&[("answer", answer.to_owned())]).inc();
    }

    /// Everything counted so far.
    pub(crate) fn text(&self, names: usize, told: &Outcomes) -> String {
        for outcome in Outcome::ALL {
            let counter =
                self.deliveries.get_or_create(&[("outcome", outcome.as_str().to_owned())]);
            counter.inner().store(told.of(outcome), Ordering::Relaxed);
        }
        self.names.set(i64::try_from(names).unwrap_or(i64::MAX));
        let registry = self.registry.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut text = String::new();
        // Writing to a text can't fail.
        let _ = encode(&mut text, &registry);
        text
    }
}
