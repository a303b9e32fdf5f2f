//! `/v1/cache:purge`.

use std::collections::BTreeSet;

use app::domain::name::Hostname;
use app::domain::problem::Code;
use axum::Json as Answer;
use axum::extract::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::App;
use super::auth::Purger;
use super::body::{Json, Listed, bad_field};
use super::problem::{Chain, Problem};
use crate::service::intake;
use crate::service::purge::Purged;

/// So many at once.
const MAX_HOSTS: usize = 30;

/// Which hosts caches shall forget.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PurgeBody {
    /// Hostnames that the tenant has connected.
    #[schemars(length(min = 1, max = 30))]
    hosts: Vec<String>,
}

/// What became of one host.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Purge")]
pub(crate) struct PurgeView {
    host: Hostname,
    status: PurgeStatus,
    /// What a cache did instead.
    error: Option<String>,
}

/// What became of one host, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum PurgeStatus {
    /// No cache has it any more.
    Purged,
    /// No connection that the key reaches serves it.
    NotFound,
    /// A cache may have it still.
    Failed,
}

impl PurgeView {
    fn of(host: Hostname, purged: &Purged) -> Self {
        let (status, error) = match purged {
            Purged::Done => (PurgeStatus::Purged, None),
            Purged::NotFound => (PurgeStatus::NotFound, None),
            Purged::Failed(error) => {
                tracing::warn!(%host, error = %Chain(error), "a cache was not purged");
                (PurgeStatus::Failed, Some(error.to_string()))
            }
        };
        Self { host, status, error }
    }
}

/// `POST /v1/cache:purge`.
pub(crate) async fn purge(
    State(app): State<App>,
    Purger(caller): Purger,
    Json(body): Json<PurgeBody>,
) -> Result<Answer<Listed<PurgeView>>, Problem> {
    if body.hosts.is_empty() || MAX_HOSTS < body.hosts.len() {
        return Err(bad_field("hosts", "must have 1 to 30 names"));
    }
    let read = |host: &String| intake::read(host).map(|intake| intake.hostname);
    let hosts: Result<Vec<Hostname>, _> = body.hosts.iter().map(read).collect();
    let mut hosts = hosts.map_err(crate::service::ServiceError::from)?;
    if hosts.iter().any(Hostname::is_wildcard) {
        return Err(bad_field("hosts", "no cache knows a wildcard: name the hosts below it"));
    }
    let mut seen = BTreeSet::new();
    hosts.retain(|host| seen.insert(host.clone()));
    let purged = app.service.purge(&caller, &hosts).await?;
    let was = |status| move |view: &PurgeView| view.status == status;
    let views: Vec<PurgeView> =
        hosts.into_iter().zip(&purged).map(|(host, purged)| PurgeView::of(host, purged)).collect();
    let is_lost =
        views.iter().any(was(PurgeStatus::Failed)) && !views.iter().any(was(PurgeStatus::Purged));
    if is_lost {
        let problem = Problem::new(Code::EdgeUnavailable, "no host could be purged");
        return Err(problem.with("hosts", json!(views)));
    }
    Ok(Answer(Listed::all(views)))
}
