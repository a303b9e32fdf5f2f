//! Whoever takes the money: asked before a tenant is put on another plan.

use app::domain::quota::Plan;
use futures::future::BoxFuture;

use crate::store::{Environment, TenantId};

/// A switch that a tenant asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Who.
    pub tenant: TenantId,
    /// For which of its environments.
    pub environment: Environment,
    /// The plan it has.
    pub from: Plan,
    /// The plan it wants.
    pub to: Plan,
}

/// Whoever takes the money could not be asked, or did not agree.
#[derive(Debug, thiserror::Error)]
#[error("whoever takes the money did not agree: {0}")]
pub struct BillingError(pub String);

/// The port to whoever takes the money.
pub trait Billing: Send + Sync {
    /// Returns once the switch is arranged. The same order may come again, when what it led to
    /// could not be remembered: it must be taken once.
    fn switch<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Result<(), BillingError>>;
}

/// Nobody takes money: every switch is fine.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoBilling;

impl Billing for NoBilling {
    fn switch<'a>(&'a self, _: &'a Order) -> BoxFuture<'a, Result<(), BillingError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}
