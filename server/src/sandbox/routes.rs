//! The sandbox's controls over HTTP.

use std::net::IpAddr;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use serde::Deserialize;
use time::Duration;

use super::faults::{Fault, Faults};
use super::resolver::Resolver;
use super::zones::{RecordSet, ZoneError, Zones};
use crate::clock::Clock;
use crate::http::body::Json;
use crate::http::problem::Problem;

/// The clock is moved by at most ten years in one go.
const MAX_ADVANCE: i64 = 10 * 365 * 86_400;

/// What can be moved.
#[derive(Clone)]
pub(super) struct Controls {
    pub(super) zones: Zones,
    pub(super) faults: Faults,
    pub(super) resolver: Resolver,
    pub(super) clock: Clock,
}

pub(super) fn router(controls: Controls) -> Router {
    Router::new()
        .route("/sandbox/records", get(list).put(put_records).delete(delete_records))
        .route("/sandbox/zones/{name}", put(put_zone))
        .route("/sandbox/faults", put(put_fault))
        .route("/sandbox/resolver:flush", post(flush))
        .route("/sandbox/clock", put(move_clock))
        .with_state(controls)
}

/// Pages of other sites can make a browser ask `localhost` under their own name (DNS
/// rebinding): only this machine's names are answered.
pub(crate) async fn local_host_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(is_local) {
        next.run(request).await
    } else {
        Problem::forbidden("the sandbox answers to localhost only").into_response()
    }
}

fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

impl From<ZoneError> for Problem {
    fn from(error: ZoneError) -> Self {
        Self::invalid(error.to_string())
    }
}

async fn list(State(controls): State<Controls>) -> axum::Json<Vec<RecordSet>> {
    axum::Json(controls.zones.list())
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordsBody {
    name: String,
    #[serde(rename = "type")]
    rtype: String,
    ttl: u32,
    values: Vec<String>,
}

async fn put_records(
    State(controls): State<Controls>,
    Json(body): Json<RecordsBody>,
) -> Result<StatusCode, Problem> {
    controls.zones.put_rrset(&body.name, &body.rtype, body.ttl, &body.values)?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WhichRecords {
    name: String,
    #[serde(rename = "type")]
    rtype: String,
}

async fn delete_records(
    State(controls): State<Controls>,
    Query(which): Query<WhichRecords>,
) -> Result<StatusCode, Problem> {
    controls.zones.delete_rrset(&which.name, &which.rtype)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn put_zone(
    State(controls): State<Controls>,
    Path(name): Path<String>,
    text: String,
) -> Result<StatusCode, Problem> {
    controls.zones.put_zone(&name, &text)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn put_fault(State(controls): State<Controls>, Json(fault): Json<Fault>) -> StatusCode {
    controls.faults.set(fault);
    StatusCode::NO_CONTENT
}

async fn flush(State(controls): State<Controls>) -> StatusCode {
    controls.resolver.flush();
    StatusCode::NO_CONTENT
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockBody {
    advance_seconds: i64,
}

async fn move_clock(
    State(controls): State<Controls>,
    Json(body): Json<ClockBody>,
) -> Result<StatusCode, Problem> {
    if !(0..=MAX_ADVANCE).contains(&body.advance_seconds) {
        return Err(Problem::invalid("advance_seconds: must be between 0 and 315360000"));
    }
    controls.clock.advance(Duration::seconds(body.advance_seconds));
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for (host, want) in [
            ("localhost:3000", true),
            ("127.0.0.1:3000", true),
            ("127.0.0.2", true),
            ("[::1]:3000", true),
            ("rebound.example:3000", false),
            ("localhost.example", false),
            ("192.0.2.1", false),
        ] {
            assert_eq!(is_local(host), want, "{host}");
        }
    }
}
