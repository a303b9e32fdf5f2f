//! `/v1/plans`, `/v1/usage`, `/v1/subscription`.

use app::domain::quota::{Counter, Exceeded, Limit, Limits, Period, Plan, PlanId, Used};
use axum::Json as Answer;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::App;
use super::applications::rfc3339;
use super::auth::{Admin, UsageReader};
use super::body::{Json, Params, bad_field};
use super::problem::Problem;
use crate::service::plans::{Standing, Usage};

/// `GET /v1/plans`.
pub(crate) async fn list(State(app): State<App>, _: UsageReader) -> Answer<Value> {
    let plans = app.service.plans();
    let shown = plans.all().map(|plan| {
        let mut shown = shown_plan(plan);
        if let Some(fields) = shown.as_object_mut() {
            fields.insert("default".to_owned(), plans.is_default(plan).into());
        }
        shown
    });
    Answer(json!({ "data": shown.collect::<Vec<_>>(), "next_cursor": null }))
}

/// Which month is wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsageParams {
    period: Option<String>,
}

/// `GET /v1/usage`.
pub(crate) async fn usage(
    State(app): State<App>,
    UsageReader(caller): UsageReader,
    Params(params): Params<UsageParams>,
) -> Result<Answer<Value>, Problem> {
    let period = params.period.as_deref().map(str::parse::<Period>).transpose();
    let period = period.map_err(|error| bad_field("period", &error.to_string()))?;
    let Usage { period, counts, used, limits } = app.service.usage(&caller, period).await?;
    let counter = |counter: Counter| {
        let n = counts.get(&counter).copied().unwrap_or_default();
        (counter.as_str().to_owned(), Value::from(n))
    };
    Ok(Answer(json!({
        "environment": caller.environment,
        "period": {
            "id": period.to_string(),
            "start": period.start().map(rfc3339),
            "end": period.next().start().map(rfc3339),
        },
        "counters": Counter::OF_PERIOD.into_iter().map(counter).collect::<Map<_, _>>(),
        "quota": shown_quota(&limits, &used),
    })))
}

/// `GET /v1/subscription`.
pub(crate) async fn subscription(
    State(app): State<App>,
    UsageReader(caller): UsageReader,
) -> Result<Answer<Value>, Problem> {
    Ok(Answer(shown_standing(&app.service.standing(&caller).await?)))
}

/// The plan that is wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubscriptionBody {
    plan: String,
}

/// `POST /v1/subscription`.
pub(crate) async fn subscribe(
    State(app): State<App>,
    Admin(caller): Admin,
    Json(body): Json<SubscriptionBody>,
) -> Result<Answer<Value>, Problem> {
    let id = body.plan.parse::<PlanId>();
    let id = id.map_err(|_| bad_field("plan", "is none of /v1/plans"))?;
    Ok(Answer(shown_standing(&app.service.switch_plan(&caller, &id).await?)))
}

fn shown_plan(plan: &Plan) -> Value {
    json!({
        "id": plan.id,
        "name": plan.name,
        "price": plan.price,
        "upgrade_url": plan.upgrade_url,
        "self_service": plan.self_service,
        "limits": plan.limits,
    })
}

fn shown_quota(limits: &Limits, used: &Used) -> Map<String, Value> {
    let quota = |limit: Limit| {
        let quota = json!({ "used": used.of(limit), "limit": limits.of(limit) });
        (limit.as_str().to_owned(), quota)
    };
    Limit::ALL.into_iter().map(quota).collect()
}

fn shown_standing(standing: &Standing) -> Value {
    let Standing { plan, since, used, over } = standing;
    let too_many: Vec<&str> = over.iter().map(|excess| excess.limit.as_str()).collect();
    json!({
        "plan": shown_plan(plan),
        "since": since.map(rfc3339),
        "quota": shown_quota(&plan.limits, used),
        "over_limit": too_many,
        "message": message(over),
    })
}

/// What follows from a plan that is too small.
fn message(over: &[Exceeded]) -> Option<String> {
    let excess = over.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    (!over.is_empty()).then(|| {
        format!("{excess}: every connection goes on, and none is created until there is room")
    })
}
