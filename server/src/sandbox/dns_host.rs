//! The sandbox's DNS host that adds records once its customer agrees (Domain Connect).
//!
//! A zone is its customer's when its discovery record says so; the rest of the protocol is as a
//! real host speaks it, on an origin of its own.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use app::domain::domain_connect::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use super::origin::listen;
use super::routes::local_host_only;
use super::zones::{ZoneError, Zones};
use crate::config::SANDBOX_TEMPLATE;
use crate::http::body::Form;

/// Seconds.
const TTL: u32 = 5;
/// What an alias can't stand beside (RFC 1034 §3.6.2), and what would lead elsewhere.
const REPLACED: [&str; 3] = ["A", "AAAA", "CNAME"];

#[derive(Clone)]
struct Host {
    zones: Zones,
    address: SocketAddr,
}

/// Listens on a free port of loopback until `stop`.
pub(super) async fn start(
    zones: &Zones,
    tasks: &TaskTracker,
    stop: CancellationToken,
) -> std::io::Result<SocketAddr> {
    let template = "/v2/domainTemplates/providers/{provider}/services/{service}";
    let router = |address| {
        Router::new()
            .route("/v2/{domain}/settings", get(settings))
            .route(template, get(knows))
            .route(&format!("{template}/apply"), get(ask).post(answer))
            .layer(from_fn(local_host_only))
            .with_state(Host { zones: zones.clone(), address })
    };
    listen("the DNS host", router, tasks, stop).await
}

/// What a query asks for, record set by record set.
type Sets = BTreeMap<(String, &'static str), Vec<String>>;

/// A request for records, as far as every one has it.
#[derive(Debug, Deserialize)]
struct Request {
    domain: String,
    #[serde(default)]
    host: String,
    #[serde(rename = "groupId")]
    groups: String,
    redirect_uri: Url,
    state: String,
    /// The values, by their groups.
    #[serde(flatten)]
    values: BTreeMap<String, String>,
}

impl Request {
    /// The records of the groups; `None` where a group or its value is none that the template has.
    fn sets(&self) -> Option<Sets> {
        // What is shown has none of HTML's letters.
        let is_plain =
            |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-:".contains(&b));
        let name = match self.host.as_str() {
            "" => self.domain.clone(),
            host => format!("{host}.{}", self.domain),
        };
        let mut sets = Sets::new();
        for group in self.groups.split(',') {
            let value = self.values.get(group).filter(|value| is_plain(value))?;
            let (owner, rtype) = match group.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "proof" => (format!("_customdomain-challenge.{name}"), "TXT"),
                "target" => (name.clone(), "CNAME"),
                "a" => (name.clone(), "A"),
                "aaaa" => (name.clone(), "AAAA"),
                _ => return None,
            };
            sets.entry((owner, rtype)).or_default().push(value.clone());
        }
        is_plain(&name).then_some(sets)
    }
}

/// What the host says of a zone that is its customer's.
async fn settings(State(host): State<Host>, Path(domain): Path<String>) -> Response {
    let sets = host.zones.list();
    let at = |name: &str, rtype: &str| {
        let set = sets.iter().find(|set| set.name == name && set.rtype == rtype)?;
        set.values.first().cloned()
    };
    let name = format!("_domainconnect.{domain}");
    let alias = at(&name, "CNAME").map(|target| target.trim_end_matches('.').to_owned());
    if at(&alias.unwrap_or(name), "TXT") != Some(host.address.to_string()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let own = format!("http://{}", host.address);
    axum::Json(json!({
        "providerId": "sandbox.test",
        "providerName": "Sandbox DNS",
        "urlSyncUX": own,
        "urlAPI": own,
        "nameServers": ["ns1.sandbox.test", "ns2.sandbox.test"],
    }))
    .into_response()
}

async fn knows(Path((provider, service)): Path<(String, String)>) -> StatusCode {
    let asked = Template { provider, service };
    let known: Option<Template> = SANDBOX_TEMPLATE.parse().ok();
    if known.is_some_and(|known| [false, true].into_iter().any(|own| known.of(own) == asked)) {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    }
}

async fn ask(Query(request): Query<Request>) -> Response {
    let Some(sets) = request.sets() else { return StatusCode::BAD_REQUEST.into_response() };
    let lines = sets.iter().flat_map(|((owner, rtype), values)| {
        values.iter().map(move |value| format!("<li>{rtype} {owner}<br>{value}</li>"))
    });
    let page = include_str!("dns_host.html").replace("{domain}", &request.domain);
    Html(page.replace("{records}", &lines.collect::<String>())).into_response()
}

#[derive(Debug, Deserialize)]
struct Consent {
    answer: String,
}

async fn answer(
    State(host): State<Host>,
    Query(request): Query<Request>,
    Form(consent): Form<Consent>,
) -> Response {
    let Some(sets) = request.sets() else { return StatusCode::BAD_REQUEST.into_response() };
    let error = match consent.answer.as_str() {
        "yes" => add(&host.zones, &sets).err().map(|error| {
            tracing::info!(%error, "the records could not be added");
            [("error", "server_error"), ("error_description", "the zone does not take them")]
        }),
        _ => Some([("error", "access_denied"), ("error_description", "user_cancel")]),
    };
    let mut back = request.redirect_uri;
    back.query_pairs_mut()
        .append_pair("state", &request.state)
        .extend_pairs(error.into_iter().flatten());
    Redirect::to(back.as_str()).into_response()
}

fn add(zones: &Zones, sets: &Sets) -> Result<(), ZoneError> {
    for (owner, rtype) in sets.keys() {
        for other in REPLACED.iter().filter(|_| *rtype != "TXT") {
            zones.delete_rrset(owner, other)?;
        }
    }
    for ((owner, rtype), values) in sets {
        zones.put_rrset(owner, rtype, TTL, values)?;
    }
    Ok(())
}
