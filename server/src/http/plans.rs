//! `/v1/plans`, `/v1/usage`, `/v1/subscription`.

use std::collections::BTreeMap;

use app::domain::quota::{Counter, Exceeded, Limit, Limits, Period, Plan, PlanId, Used};
use axum::Json as Answer;
use axum::extract::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::App;
use super::applications::rfc3339;
use super::auth::{Admin, UsageReader};
use super::body::{Json, Listed, Params, bad_field};
use super::problem::Problem;
use crate::service::plans::{Standing, Usage};
use crate::store::Environment;

/// A plan, and what it has room for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Plan")]
pub(crate) struct PlanView {
    id: String,
    name: String,
    /// As people read it.
    price: Option<String>,
    /// Where a tenant gets more.
    upgrade_url: Option<String>,
    /// Whether a tenant may switch to it by itself.
    self_service: bool,
    /// By what is limited; `null` where nothing is.
    limits: BTreeMap<&'static str, Option<u64>>,
}

/// One of the plans there are.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ListedPlan")]
pub(crate) struct ListedPlanView {
    #[serde(flatten)]
    plan: PlanView,
    /// Whether tenants are on it who chose none.
    default: bool,
}

/// `GET /v1/plans`.
pub(crate) async fn list(State(app): State<App>, _: UsageReader) -> Answer<Listed<ListedPlanView>> {
    let plans = app.service.plans();
    let data = plans
        .all()
        .map(|plan| ListedPlanView { plan: shown_plan(plan), default: plans.is_default(plan) });
    Answer(Listed::all(data.collect()))
}

/// Which month is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsageParams {
    /// `2026-11`, in UTC; this month when not given.
    period: Option<String>,
}

/// A month, in UTC.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Period")]
pub(crate) struct PeriodView {
    id: String,
    /// Its first moment.
    start: Option<String>,
    /// The first moment after it.
    end: Option<String>,
}

/// How much of a limit is used.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Quota")]
pub(crate) struct QuotaView {
    used: u64,
    /// `null` where nothing is limited.
    limit: Option<u64>,
}

/// What was used in a month.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Usage")]
pub(crate) struct UsageView {
    environment: Environment,
    period: PeriodView,
    counters: BTreeMap<&'static str, i64>,
    quota: BTreeMap<&'static str, QuotaView>,
}

/// `GET /v1/usage`.
pub(crate) async fn usage(
    State(app): State<App>,
    UsageReader(caller): UsageReader,
    Params(params): Params<UsageParams>,
) -> Result<Answer<UsageView>, Problem> {
    let period = params.period.as_deref().map(str::parse::<Period>).transpose();
    let period = period.map_err(|error| bad_field("period", &error.to_string()))?;
    let Usage { period, counts, used, limits } = app.service.usage(&caller, period).await?;
    let counter =
        |counter: Counter| (counter.as_str(), counts.get(&counter).copied().unwrap_or_default());
    Ok(Answer(UsageView {
        environment: caller.environment,
        period: PeriodView {
            id: period.to_string(),
            start: period.start().map(rfc3339),
            end: period.next().start().map(rfc3339),
        },
        counters: Counter::OF_PERIOD.into_iter().map(counter).collect(),
        quota: shown_quota(&limits, &used),
    }))
}

/// The tenant's plan, and what is left of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Subscription")]
pub(crate) struct SubscriptionView {
    plan: PlanView,
    /// Since when, where it was chosen.
    since: Option<String>,
    quota: BTreeMap<&'static str, QuotaView>,
    /// The limits that are passed: everything goes on, and nothing more is created.
    over_limit: Vec<&'static str>,
    message: Option<String>,
}

/// `GET /v1/subscription`.
pub(crate) async fn subscription(
    State(app): State<App>,
    UsageReader(caller): UsageReader,
) -> Result<Answer<SubscriptionView>, Problem> {
    Ok(Answer(shown_standing(&app.service.standing(&caller).await?)))
}

/// The plan that is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubscriptionBody {
    /// The id of one of `/v1/plans`.
    plan: String,
}

/// `POST /v1/subscription`.
pub(crate) async fn subscribe(
    State(app): State<App>,
    Admin(caller): Admin,
    Json(body): Json<SubscriptionBody>,
) -> Result<Answer<SubscriptionView>, Problem> {
    let id = body.plan.parse::<PlanId>();
    let id = id.map_err(|_| bad_field("plan", "is none of /v1/plans"))?;
    Ok(Answer(shown_standing(&app.service.switch_plan(&caller, &id).await?)))
}

fn shown_plan(plan: &Plan) -> PlanView {
    PlanView {
        id: plan.id.to_string(),
        name: plan.name.clone(),
        price: plan.price.clone(),
        upgrade_url: plan.upgrade_url.clone(),
        self_service: plan.self_service,
        limits: Limit::ALL.into_iter().map(|it| (it.as_str(), plan.limits.of(it))).collect(),
    }
}

fn shown_quota(limits: &Limits, used: &Used) -> BTreeMap<&'static str, QuotaView> {
    let quota = |limit: Limit| {
        let quota = QuotaView { used: used.of(limit), limit: limits.of(limit) };
        (limit.as_str(), quota)
    };
    Limit::ALL.into_iter().map(quota).collect()
}

fn shown_standing(standing: &Standing) -> SubscriptionView {
    let Standing { plan, since, used, over } = standing;
    SubscriptionView {
        plan: shown_plan(plan),
        since: since.map(rfc3339),
        quota: shown_quota(&plan.limits, used),
        over_limit: over.iter().map(|excess| excess.limit.as_str()).collect(),
        message: message(over),
    }
}

/// What follows from a plan that is too small.
fn message(over: &[Exceeded]) -> Option<String> {
    let excess = over.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    (!over.is_empty()).then(|| {
        format!("{excess}: every connection goes on, and none is created until there is room")
    })
}
