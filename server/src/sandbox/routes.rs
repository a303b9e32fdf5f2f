//! The sandbox's controls over HTTP.

use std::net::IpAddr;

use app::domain::problem::Code;
use axum::Router;
use axum::extract::rejection::StringRejection;
use axum::extract::{Request, State};
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
use crate::http::body::{Json, Params, Path};
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
        .route("/sandbox/zones/{name}", put(put_zone).delete(delete_zone))
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
    Params(which): Params<WhichRecords>,
) -> Result<StatusCode, Problem> {
    controls.zones.delete_rrset(&which.name, &which.rtype)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn put_zone(
    State(controls): State<Controls>,
    Path(name): Path<String>,
    text: Result<String, StringRejection>,
) -> Result<StatusCode, Problem> {
    let text = text.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(Code::TooLarge, "the zone file is larger than 64 KiB")
        }
        _ => Problem::invalid(error.body_text()),
    })?;
    controls.zones.put_zone(&name, &text)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The domain's registration ends.
async fn delete_zone(
    State(controls): State<Controls>,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    controls.zones.delete_zone(&name)?;
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
    use axum::body::{Body, to_bytes};
    use axum::http::header::CONTENT_TYPE;
    use axum::middleware::from_fn;
    use serde_json::Value;
    use tower::ServiceExt as _;

    use super::super::tests::Stage;
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

    struct Door {
        router: Router,
        controls: Controls,
        _stage: Stage,
    }

    impl Door {
        async fn open() -> Self {
            let (stage, clock) = (Stage::set().await, Clock::default());
            let (faults, tasks, stop) = (&stage.faults, &stage.tasks, &stage.stop);
            let servers = stage.servers;
            let resolver =
                Resolver::start(servers, faults, clock.clone(), tasks, stop).await.unwrap();
            let (zones, faults) = (stage.zones.clone(), stage.faults.clone());
            let controls = Controls { zones, faults, resolver, clock };
            let router = router(controls.clone()).layer(from_fn(local_host_only));
            Self { router, controls, _stage: stage }
        }

        async fn ask(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
            let request = Request::builder().method(method).uri(path).header(HOST, "localhost:1");
            let request = request.header(CONTENT_TYPE, "application/json");
            self.answer(request.body(Body::from(body.to_owned())).unwrap()).await
        }

        async fn answer(&self, request: Request) -> (u16, Value) {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            let octets = to_bytes(response.into_body(), 1 << 20).await.unwrap();
            (status, serde_json::from_slice(&octets).unwrap_or(Value::Null))
        }
    }

    #[tokio::test]
    async fn records_are_put_listed_and_deleted() {
        let door = Door::open().await;
        let record = r#"{"name":"t.sandbox.test","type":"TXT","ttl":5,"values":["a \"b\""]}"#;
        assert_eq!(door.ask("PUT", "/sandbox/records", record).await.0, 204);
        let listed = async || {
            let (status, list) = door.ask("GET", "/sandbox/records", "").await;
            assert_eq!(status, 200);
            let list = list.as_array().unwrap().clone();
            list.into_iter().find(|set| set["name"] == "t.sandbox.test")
        };
        let sent: Value = serde_json::from_str(record).unwrap();
        assert_eq!(listed().await, Some(sent));
        let gone = "/sandbox/records?name=t.sandbox.test&type=TXT";
        assert_eq!(door.ask("DELETE", gone, "").await.0, 204);
        assert_eq!(listed().await, None);
        assert_eq!(
            door.ask("PUT", "/sandbox/zones/acme.test", "@ 5 IN A 192.0.2.1\n").await.0,
            204
        );
        assert_eq!(door.ask("POST", "/sandbox/resolver:flush", "").await.0, 204);
    }

    #[tokio::test]
    async fn the_clock_only_goes_forward() {
        let door = Door::open().await;
        let before = door.controls.clock.now();
        let move_by = async |seconds: i64| {
            let body = format!(r#"{{"advance_seconds":{seconds}}}"#);
            door.ask("PUT", "/sandbox/clock", &body).await.0
        };
        assert_eq!(move_by(-1).await, 400);
        assert_eq!(move_by(i64::MAX).await, 400);
        assert_eq!(move_by(3600).await, 204);
        assert!(Duration::seconds(3600) <= door.controls.clock.now() - before);
    }

    #[tokio::test]
    async fn what_is_not_understood_is_refused_in_the_one_envelope() {
        let door = Door::open().await;
        for (method, path, body) in [
            ("PUT", "/sandbox/records", "{"),
            (
                "PUT",
                "/sandbox/records",
                r#"{"name":"a.sandbox.test","type":"A","ttl":5,"values":[]}"#,
            ),
            (
                "PUT",
                "/sandbox/records",
                r#"{"name":"a.sandbox.test","type":"A","ttl":5,"values":["192.0.2.1"],"more":1}"#,
            ),
            (
                "PUT",
                "/sandbox/records",
                r#"{"name":"a.sandbox.test","type":"A","ttl":2147483648,"values":["192.0.2.1"]}"#,
            ),
            ("DELETE", "/sandbox/records?name=a.sandbox.test", ""),
            ("DELETE", "/sandbox/records?name=a.example.com&type=A", ""),
            ("PUT", "/sandbox/faults", r#"{"server":3,"name":"*","kind":"silent"}"#),
            ("PUT", "/sandbox/zones/acme.test", "nonsense nonsense nonsense"),
        ] {
            let (status, answer) = door.ask(method, path, body).await;
            assert_eq!(
                (status, &answer["error"]["code"]),
                (400, &"invalid".into()),
                "{path} {body}"
            );
        }
        let foreign = Request::builder().uri("/sandbox/records").header(HOST, "rebound.example");
        let (status, answer) = door.answer(foreign.body(Body::empty()).unwrap()).await;
        assert_eq!((status, &answer["error"]["code"]), (403, &"forbidden".into()));
    }
}
