//! `ask` and the minting of tokens over HTTP, beside the same server with a handler that does
//! next to nothing.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;

use app::domain::connection::Policy;
use app::domain::gate::{Attempts, Gate, Open};
use app::domain::quota::Plans;
use app::domain::risk::HighRisk;
use app::domain::session::Claims;
use axum::Router;
use axum::routing::{get, post};
use fairlead::clock::{Clock, random_bytes};
use fairlead::config::NamedSecret;
use fairlead::dns::{Dns, DnsConfig};
use fairlead::edge::assertion::AssertionKeys;
use fairlead::edge::index::Known;
use fairlead::http::{App, router};
use fairlead::net::AddressRules;
use fairlead::probe::{Probe, ProbeConfig};
use fairlead::seal::Seal;
use fairlead::service::billing::NoBilling;
use fairlead::service::sessions::TokenKeys;
use fairlead::service::{Parts, Service, Settings};
use fairlead::store::{ApplicationId, ConnectionId, Store};
use fairlead::webhooks::{Sender, SenderConfig};
use serde_json::{Value, json};
use time::Duration;
use tokio_util::sync::CancellationToken;

use crate::data::tenant;
use crate::jwt::claims;
use crate::load::{Fault, Figures, Load, Subject, compare, serve};
use crate::tools::Process;
use crate::{report, tools};

/// Names that the gate knows.
const NAMES: u32 = 1_000_000;
const PEER: &str = "Node, http and a Set";
const ASKING: Load = Load { connections: 50, requests: 30_000, rounds: 5 };
const MINTING: Load = Load { connections: 16, requests: 4_000, rounds: 3 };
const COLUMNS: [&str; 8] =
    ["what", "CPU µs", "requests/s", "p50 ms", "p99 ms", "rate : anchor", "goal", ""];

/// The gate, beside a handler that does nothing and beside Node. A rate is what the server's CPU
/// time allows, since wall clock on one machine is the generator's too; that is told beside.
pub(crate) fn ask() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("ask.db").display());
    let bare = serve(async || Ok(Router::new().route("/internal/ask", get(async || "ok"))))?;
    let (tell, told) = std::sync::mpsc::channel();
    let ours = serve(async move || {
        let service = Arc::new(service(&url).await?);
        fill(&service);
        tell.send(service.index.bytes())?;
        Ok(router::internal(App::new(service, None, CancellationToken::new())))
    })?;
    let bytes = told.recv()?;
    let (node, port) = Process::start(tools::node("ask.mjs").arg(NAMES.to_string()))?;
    let peer = SocketAddr::from(([127, 0, 0, 1], port.parse()?));
    // Names come in no order that a cache could like.
    let known = |nth: u32| get_request(&format!("d{}.customer.example", scatter(nth) % NAMES));
    let unknown = |nth: u32| get_request(&format!("u{nth}.scanner.example"));
    let mut of_peer = subject(PEER, peer, known, "200");
    of_peer.process = Some(node.0.id());
    let subjects = [
        subject("axum, a handler that answers 200", bare, known, "200"),
        of_peer,
        subject("`ask`, a name that is served", ours, known, "200"),
        subject("`ask`, a name that nobody connected", ours, unknown, "403"),
    ];
    let figures = compare(ASKING, &subjects)?;
    let title = format!("The gate, {NAMES} names known, {} connections", ASKING.connections);
    let judge = |name: &str, ratio: f64| match name {
        PEER => report::told(1.0 / ratio),
        _ => report::at_least(1.0 / ratio, 0.85),
    };
    print(&title, &subjects, &figures, judge)?;
    let [anchor, peer, asked @ ..] = figures.as_slice() else { return Ok(()) };
    let told = |name: String, judged: [String; 3]| {
        let empty = ["", "", "", ""].map(str::to_owned);
        report::row(&[vec![name], empty.to_vec(), judged.to_vec()].concat())
    };
    for (figures, subject) in asked.iter().zip(subjects.iter().skip(2)) {
        let ratio = peer.cpu_us / figures.cpu_us;
        told(format!("{}, beside Node", subject.name), report::at_least(ratio, 1.8))?;
        let ratio = figures.per_second / anchor.per_second;
        told(format!("{}, wall clock", subject.name), report::told(ratio))?;
        let ratio = figures.p99.as_secs_f64() / anchor.p99.as_secs_f64();
        told(format!("p99 of {}", subject.name), report::at_most(ratio, 1.5))?;
    }
    let share = f64::from(u32::try_from(bytes)?) / f64::from(NAMES);
    let judged = [format!("{share:.1}"), "≤ 48".to_owned(), report::verdict(share <= 48.0)];
    told("bytes a name in the gate's memory, counted".to_owned(), judged)?;
    Ok(())
}

/// Numbers that jump about: a multiplication that meets each once.
const fn scatter(nth: u32) -> u32 {
    nth.wrapping_mul(2_654_435_769)
}

/// Tokens: the anchor signs the same claims, and keeps nothing.
pub(crate) fn minting() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("tokens.db").display());
    let bare = serve(async || Ok(Router::new().route("/v1/tokens", post(async || "ok"))))?;
    let signing = serve(async || {
        let keys = Arc::new(TokenKeys::new(&[secret()]));
        let mint = async move |axum::Json(body): axum::Json<Value>| {
            let claims = Claims { sub: body["application_id"].to_string(), ..claims() };
            axum::Json(json!({ "auth_token": keys.mint(&claims).unwrap_or_default() }))
        };
        Ok(Router::new().route("/v1/tokens", post(mint)))
    })?;
    let (tell, told) = std::sync::mpsc::channel();
    let ours = serve(async move || {
        let service = Arc::new(service(&url).await?);
        let made = tenant(&service).await?;
        tell.send((made.application.id.to_string(), made.key))?;
        Ok(router::public(App::new(service, None, CancellationToken::new()), Router::new()))
    })?;
    let (application, key) = told.recv()?;
    let body = json!({ "application_id": application, "reference": "customer-1" }).to_string();
    let request = format!(
        "POST /v1/tokens HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let asked = [
        ("axum, a handler that answers 200", bare, "200"),
        ("the same, and a token signed", signing, "200"),
        ("`POST /v1/tokens`: key looked up, token signed and stored (SQLite)", ours, "201"),
    ];
    let subjects = asked.map(|(name, server, status)| {
        let request = request.clone();
        subject(name, server, move |_| request.clone().into_bytes(), status)
    });
    let figures = compare(MINTING, &subjects)?;
    let title = format!("Minting tokens, {} connections", MINTING.connections);
    print(&title, &subjects, &figures, |_, ratio| report::told(1.0 / ratio))?;
    Ok(())
}

fn print(
    title: &str,
    subjects: &[Subject],
    figures: &[Figures],
    judge: impl Fn(&str, f64) -> [String; 3],
) -> Result<(), Box<dyn Error>> {
    report::table(title, &COLUMNS)?;
    let anchor = figures.first().ok_or("nothing was measured")?.cpu_us;
    for (nth, (subject, figures)) in subjects.iter().zip(figures).enumerate() {
        let measured = [
            subject.name.to_owned(),
            format!("{:.1}", figures.cpu_us),
            format!("{:.0}", figures.per_second),
            format!("{:.2}", figures.p50.as_secs_f64() * 1e3),
            format!("{:.2}", figures.p99.as_secs_f64() * 1e3),
        ];
        let judged =
            if nth == 0 { report::anchor() } else { judge(subject.name, figures.cpu_us / anchor) };
        report::row(&[measured.as_slice(), judged.as_slice()].concat())?;
    }
    Ok(())
}

fn subject(
    name: &'static str,
    server: SocketAddr,
    request: impl Fn(u32) -> Vec<u8> + 'static,
    status: &'static str,
) -> Subject {
    Subject { name, server, request: Box::new(request), status, process: None }
}

fn get_request(name: &str) -> Vec<u8> {
    format!("GET /internal/ask?domain={name} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes()
}

pub(crate) async fn service(url: &str) -> Result<Service, Fault> {
    let clock = Clock::default();
    let rules = AddressRules::default();
    let nobody = DnsConfig { resolvers: vec![], root_hints: vec![], port: 53, rules };
    Ok(Service::new(Parts {
        store: Store::open(url).await?,
        dns: Dns::new(nobody, clock.clone())?,
        probe: Probe::new(ProbeConfig::default())?,
        edge: None,
        certificates: None,
        clock,
        tokens: TokenKeys::new(&[secret()]),
        assertions: AssertionKeys::new(&[secret()]),
        seal: Seal::new(&[secret()]),
        sender: Sender::new(SenderConfig { rules, roots: Vec::new() })?,
        policy: Policy::default(),
        settings: Settings {
            public_url: "https://connect.example".to_owned(),
            issuers: Vec::new(),
            sandbox: false,
            high_risk: HighRisk::default(),
            support_url: None,
            caches: Vec::new(),
            domain_connect: None,
            acme_zone: None,
            plans: Plans::default(),
        },
        billing: Arc::new(NoBilling),
    }))
}

/// Every name is live, with a certificate that is good.
fn fill(service: &Service) {
    let now = service.clock.now();
    let application = ApplicationId::fresh();
    service.index.lead(application, None);
    for nth in 0..NAMES {
        let gate = Gate {
            open: Ok(Open::Always),
            valid_until: Some(now + Duration::DAY),
            observed_at: Some(now),
            refused: false,
            attempts: Attempts::default(),
        };
        let known = Known { connection: ConnectionId::fresh(), application, gate };
        service.index.gather([(format!("d{nth}.customer.example").as_str(), known)]);
    }
    service.index.settle(now);
}

pub(crate) fn secret() -> NamedSecret {
    NamedSecret { id: "bench".to_owned(), bytes: random_bytes::<32>().to_vec() }
}
