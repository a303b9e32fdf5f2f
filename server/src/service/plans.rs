//! Plans, subscriptions, and what is counted of a tenant.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use app::domain::quota::{
    Counter, Counts, Exceeded, Limit, Limits, Period, Plan, PlanId, Plans, Used,
};
use time::OffsetDateTime;

use super::billing::{BillingError, Order};
use super::caller::{Caller, KeyCaller};
use super::{Service, ServiceError};
use crate::store::usage::{Count, Quota};
use crate::store::{Application, ApplicationId, Connection, TenantId};

/// How long whoever takes the money may think.
const BILLING_PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// What this process has counted, and not written down yet.
#[derive(Debug, Default)]
pub(super) struct Tallies(Mutex<BTreeMap<(Quota, Period, Counter), i64>>);

impl Tallies {
    fn add(&self, quota: Quota, period: Period, counter: Counter, n: i64) {
        let mut tallies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *tallies.entry((quota, period, counter)).or_default() += n;
    }

    fn take(&self) -> Vec<Count> {
        let mut tallies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = std::mem::take(&mut *tallies);
        let count = |((quota, period, counter), n): ((Quota, Period, Counter), i64)| {
            let Quota { tenant, environment } = quota;
            Count { tenant, environment, period: Some(period), counter, n }
        };
        taken.into_iter().map(count).collect()
    }

    fn put_back(&self, counts: &[Count]) {
        for count in counts {
            let quota = Quota { tenant: count.tenant, environment: count.environment };
            if let Some(period) = count.period {
                self.add(quota, period, count.counter, count.n);
            }
        }
    }
}

/// A plan that has no room, as its tenant is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullPlan {
    /// What is full.
    pub exceeded: Exceeded,
    /// The plan.
    pub plan: PlanId,
    /// Where more is to be had.
    pub upgrade_url: Option<String>,
}

impl fmt::Display for FullPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Exceeded { limit, max, .. } = self.exceeded;
        let (of_what, way_on) = match limit {
            Limit::ActiveConnections => ("active connections", "archive one, or switch the plan"),
            Limit::NewConnectionsPerMonth => {
                ("new connections a month", "wait for the next month, or switch the plan")
            }
        };
        write!(f, "the plan {} has room for {max} {of_what}: {way_on}", self.plan)
    }
}

/// The plan that a tenant has, and how it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The plan.
    pub plan: Plan,
    /// Since when; `None` where none was chosen.
    pub since: Option<OffsetDateTime>,
    /// What is in use.
    pub used: Used,
    /// What is in use beyond the plan: it stays, and nothing is added to it.
    pub over: Vec<Exceeded>,
}

/// What was counted in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// The month.
    pub period: Period,
    /// How often each was counted.
    pub counts: Counts,
    /// What is in use now.
    pub used: Used,
    /// What may be.
    pub limits: Limits,
}

impl KeyCaller {
    const fn quota(&self) -> Quota {
        Quota { tenant: self.tenant, environment: self.environment }
    }
}

impl Service {
    /// The operator's plans.
    #[must_use]
    pub fn plans(&self) -> &Plans {
        &self.settings.plans
    }

    /// The plan that a tenant has in an environment.
    pub(super) async fn plan_of(&self, quota: Quota) -> Result<&Plan, ServiceError> {
        let plans = self.plans();
        if plans.all().nth(1).is_none() {
            return Ok(plans.of(None));
        }
        let chosen = self.store.subscription(quota).await?;
        Ok(plans.of(chosen.as_ref().map(|chosen| &chosen.plan)))
    }

    /// That there is no room, in as many words as concern the caller: a customer is not the one
    /// to pay.
    pub(super) fn no_room(caller: &Caller, exceeded: Exceeded, plan: &Plan) -> ServiceError {
        match caller {
            Caller::Key(_) => ServiceError::QuotaExceeded(FullPlan {
                exceeded,
                plan: plan.id.clone(),
                upgrade_url: plan.upgrade_url.clone(),
            }),
            Caller::Token(_) => ServiceError::NoRoom,
        }
    }

    /// The plan of the caller's tenant, and how it fits.
    pub async fn standing(&self, caller: &KeyCaller) -> Result<Standing, ServiceError> {
        let quota = caller.quota();
        let chosen = self.store.subscription(quota).await?;
        let plan = self.plans().of(chosen.as_ref().map(|chosen| &chosen.plan)).clone();
        let since = chosen.filter(|it| it.plan == plan.id).map(|it| it.changed_at);
        let used = self.store.used(quota, self.clock.now()).await?;
        let over = plan.limits.over(&used);
        Ok(Standing { plan, since, used, over })
    }

    /// Switches the caller's tenant to another plan. One that is too small is taken too: what is
    /// there stays, and nothing is created until it fits.
    pub async fn switch_plan(
        &self,
        caller: &KeyCaller,
        id: &PlanId,
    ) -> Result<Standing, ServiceError> {
        let to = self.plans().find(id);
        let to = to.ok_or_else(|| ServiceError::invalid("plan", "is none of /v1/plans"))?;
        let quota = caller.quota();
        let from = self.plan_of(quota).await?;
        if from.id != to.id {
            if !to.self_service {
                return Err(ServiceError::Forbidden(
                    "this plan is arranged with whoever runs this server",
                ));
            }
            self.order(Order {
                tenant: quota.tenant,
                environment: quota.environment,
                from: from.clone(),
                to: to.clone(),
            })
            .await?;
            self.store.subscribe(quota, &to.id, self.clock.now()).await?;
            tracing::info!(tenant = %quota.tenant, from = %from.id, to = %to.id, "plan switched");
        }
        self.standing(caller).await
    }

    /// Puts a tenant on a plan without asking whoever takes the money: the operator's own doing.
    pub async fn put_on_plan(
        &self,
        tenant: TenantId,
        environment: crate::store::Environment,
        id: &PlanId,
    ) -> Result<(), ServiceError> {
        let plan = self.plans().find(id);
        let plan = plan.ok_or_else(|| ServiceError::invalid("plan", "is none of PLANS"))?;
        self.store.find_tenant(tenant).await?.ok_or(ServiceError::NotFound)?;
        let quota = Quota { tenant, environment };
        Ok(self.store.subscribe(quota, &plan.id, self.clock.now()).await?)
    }

    async fn order(&self, order: Order) -> Result<(), ServiceError> {
        let switched = tokio::time::timeout(BILLING_PATIENCE, self.billing.switch(&order)).await;
        let silent = BillingError("no answer within ten seconds".to_owned());
        switched.unwrap_or(Err(silent)).map_err(ServiceError::Billing)
    }

    /// What was counted of the caller's tenant in `period`, or in this month.
    pub async fn usage(
        &self,
        caller: &KeyCaller,
        period: Option<Period>,
    ) -> Result<Usage, ServiceError> {
        // What this process knows belongs to the answer.
        self.keep_tallies().await?;
        let (quota, now) = (caller.quota(), self.clock.now());
        let period = period.unwrap_or_else(|| Period::of(now));
        let counts = self.store.counted(quota, Some(period)).await?;
        let used = self.store.used(quota, now).await?;
        let limits = self.plan_of(quota).await?.limits;
        Ok(Usage { period, counts, used, limits })
    }

    /// Counts something that happens too often to be written down each time.
    pub fn tally(&self, of: &Connection, counter: Counter) {
        let quota = Quota { tenant: of.tenant_id, environment: of.environment };
        self.tallies.add(quota, Period::of(self.clock.now()), counter, 1);
    }

    /// The same of an application.
    pub(super) async fn tally_of(
        &self,
        application: ApplicationId,
        counter: Counter,
    ) -> Result<(), ServiceError> {
        let found = self.store.find_application(application).await?;
        let Application { tenant_id: tenant, environment, .. } =
            found.ok_or(ServiceError::NotFound)?;
        let period = Period::of(self.clock.now());
        self.tallies.add(Quota { tenant, environment }, period, counter, 1);
        Ok(())
    }

    /// Writes down what was tallied.
    pub async fn keep_tallies(&self) -> Result<(), ServiceError> {
        let counts = self.tallies.take();
        let kept = self.store.count(&counts).await;
        if kept.is_err() {
            self.tallies.put_back(&counts);
        }
        Ok(kept?)
    }
}
