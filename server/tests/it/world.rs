//! The real server in this process, in its sandbox: its own DNS, TLS edge, database and clock.

use std::net::SocketAddr;
use std::sync::Arc;

use app::domain::certificate::Certificate;
use fairlead::clock::{Clock, random_bytes};
use fairlead::config::Config;
use fairlead::probe::{Probe, ProbeConfig, ProbeError};
use fairlead::serve::{Running, start_with};
use fairlead::service::applications::ApplicationChange;
use fairlead::service::billing::{Billing, NoBilling};
use fairlead::service::caller::KeyScope;
use fairlead::store::{Application, Environment};
use hickory_proto::op::{Message, MessageType, OpCode, Query};
use hickory_proto::rr::{Name, RecordType};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::UdpSocket;

use crate::client::Client;
use crate::database::on_postgres;

/// The sandbox's key.
pub(crate) const KEY: &str = "sk_test_demo";
/// The secret under which this world signs, and its id.
pub(crate) const SECRET: ([u8; 32], &str) = (*b"01234567890123456789abcdefABCDEF", "k1");

/// A server with its sandbox.
pub(crate) struct World {
    pub(crate) running: Running,
    pub(crate) clock: Clock,
    /// What `GET /sandbox` tells.
    pub(crate) guide: Value,
    folder: TempDir,
}

impl World {
    /// Everything runs.
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// Nobody looks at anything but on demand: each look is the test's own.
    pub(crate) async fn on_demand() -> Self {
        Self::with(&[("WORKER_ENABLED", "0")]).await
    }

    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        Self::on(None, settings, Arc::new(NoBilling)).await
    }

    /// The same, with somebody who takes the money.
    pub(crate) async fn with_billing(settings: &[(&str, &str)], billing: Arc<dyn Billing>) -> Self {
        Self::on(None, settings, billing).await
    }

    /// The same on another database than the one that the sandbox keeps to.
    async fn on(
        database: Option<&str>,
        settings: &[(&str, &str)],
        billing: Arc<dyn Billing>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::default();
        let file = format!("sqlite://{}", folder.path().join("fairlead.db").display());
        let basic = [("MODE", "sandbox"), ("DATABASE_URL", &file)];
        // Boxed, lest every test be as deep as the whole house.
        let settings = [&basic, settings].concat();
        let running = Box::pin(serve_on(database, &settings, &clock, billing)).await;
        let guide = Client::new(running.listen, None).get("/sandbox").await.ok(200);
        Self { running, clock, guide, folder }
    }

    /// Runs a test in a world on each engine, where nobody looks but on demand.
    pub(crate) async fn on_each(settings: &[(&str, &str)], test: impl AsyncFn(&Self)) {
        let settings = [&[("WORKER_ENABLED", "0")], settings].concat();
        let world = Self::with(&settings).await;
        test(&world).await;
        world.running.stop().await;
        on_postgres(async |_, url| {
            let world = Self::on(Some(&url), &settings, Arc::new(NoBilling)).await;
            test(&world).await;
            world.running.stop().await;
        })
        .await;
    }

    /// Another who connects names for its customers here: its client and its application's id.
    pub(crate) async fn rival(&self, name: &str) -> Rival {
        let application = format!("/v1/applications/{}", self.application());
        let demo = self.tenant().get(&application).await.ok(200);
        let origin = demo["origin"].as_str().unwrap().parse().unwrap();
        let change = ApplicationChange { origin: Some(origin), ..shop(name) };
        let made = self.running.service.create_tenant(name, Environment::Test, change, None).await;
        let (application, key) = made.unwrap();
        Rival { client: self.client(&key), application: application.id.to_string() }
    }

    /// The URL of its database.
    pub(crate) fn database(&self) -> String {
        format!("sqlite://{}", self.folder.path().join("fairlead.db").display())
    }

    /// A server for customers beside the sandbox, which looks at the sandbox's DNS; without an
    /// edge, unless it is told of one.
    pub(crate) async fn production(&self, database: Option<&str>) -> Running {
        let database = database.map(|url| ("DATABASE_URL", url));
        self.production_with(database.as_slice()).await
    }

    /// The same with other settings than those that it needs.
    pub(crate) async fn production_with(&self, settings: &[(&str, &str)]) -> Running {
        let file = self.folder.path().join("production.db");
        let database = format!("sqlite://{}", file.display());
        let port = self.dns().port().to_string();
        let [plain, tls] =
            ["edge_http_addr", "edge_addr"].map(|field| self.address(field).port().to_string());
        let basic = [
            ("MODE", "production"),
            ("PUBLIC_URL", "https://connect.example.com"),
            ("DATABASE_URL", &database),
            ("RESOLVERS", self.guide["resolver_addr"].as_str().unwrap()),
            ("DNS_PORT", &port),
            ("HTTP_PORT", &plain),
            ("HTTPS_PORT", &tls),
            ("ALLOW_PRIVATE_NETWORKS", "1"),
        ];
        serve(&[&basic, settings].concat(), &self.clock).await
    }

    pub(crate) fn client(&self, credential: &str) -> Client {
        Client::new(self.running.listen, Some(credential))
    }

    /// The demo's tenant.
    pub(crate) fn tenant(&self) -> Client {
        self.client(KEY)
    }

    pub(crate) fn nobody(&self) -> Client {
        Client::new(self.running.listen, None)
    }

    /// Whoever reaches the internal listener.
    pub(crate) fn inside(&self) -> Client {
        Client::new(self.running.internal, None)
    }

    pub(crate) fn application(&self) -> String {
        self.guide["application_id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn address(&self, field: &str) -> SocketAddr {
        self.guide[field].as_str().unwrap().parse().unwrap()
    }

    pub(crate) fn dns(&self) -> SocketAddr {
        self.guide["dns_addrs"][0].as_str().unwrap().parse().unwrap()
    }

    /// Another application of the demo's tenant, and a key that reaches it alone.
    pub(crate) async fn sibling(&self) -> (Application, String) {
        let service = &self.running.service;
        let demo = service.key_caller(KEY).await.unwrap();
        let made = service.create_application(&demo, shop("sibling")).await.unwrap();
        let scopes = [KeyScope::ConnectionsRead, KeyScope::ConnectionsWrite];
        let (_, secret) = service.new_key(&made, "narrow", &scopes, None).await.unwrap();
        (made, secret)
    }

    /// A key of the demo's application that holds these scopes.
    pub(crate) async fn key(&self, scopes: &[KeyScope]) -> String {
        let service = &self.running.service;
        let application = self.application().parse().unwrap();
        let application = service.store.find_application(application).await.unwrap().unwrap();
        service.new_key(&application, "a key", scopes, None).await.unwrap().1
    }

    /// Moves the clock.
    pub(crate) async fn advance(&self, seconds: i64) {
        let body = json!({ "advance_seconds": seconds });
        self.nobody().put("/sandbox/clock", body).await.ok(204);
    }

    /// Publishes an RRset.
    pub(crate) async fn publish(&self, name: &str, rtype: &str, ttl: u32, values: &[&str]) {
        let body = json!({ "name": name, "type": rtype, "ttl": ttl, "values": values });
        self.nobody().put("/sandbox/records", body).await.ok(204);
    }

    pub(crate) async fn withdraw(&self, name: &str, rtype: &str) {
        let path = format!("/sandbox/records?name={name}&type={rtype}");
        self.nobody().delete(&path).await.ok(204);
    }

    /// Publishes what a connection wants, for these purposes.
    pub(crate) async fn obey(&self, connection: &Value, purposes: &[&str]) {
        for record in connection["desired_records"].as_array().unwrap() {
            if purposes.contains(&record["purpose"].as_str().unwrap()) {
                let text = |field: &str| record[field].as_str().unwrap();
                self.publish(text("host"), text("type"), 5, &[text("value")]).await;
            }
        }
    }

    pub(crate) async fn fault(&self, server: impl Into<Value>, kind: &str) {
        let body = json!({ "server": server.into(), "name": "*", "kind": kind });
        self.nobody().put("/sandbox/faults", body).await.ok(204);
    }

    /// Connects a hostname for the demo's tenant.
    pub(crate) async fn connect(&self, hostname: &str) -> Value {
        self.tenant().post("/v1/connections", self.wish(hostname)).await.ok(201)
    }

    pub(crate) fn wish(&self, hostname: &str) -> Value {
        json!({ "application_id": self.application(), "hostname": hostname })
    }

    /// Looks now: looks on demand are shared for two seconds, so these go by first.
    pub(crate) async fn check(&self, connection: &Value) -> Value {
        self.advance(3).await;
        self.looked(connection).await
    }

    /// Waits for the look that somebody has just asked for: a page doesn't wait for one that takes
    /// long, the interface shares it, and does.
    pub(crate) async fn looked(&self, connection: &Value) -> Value {
        self.tenant().post(&path(connection, "/records:check"), json!({})).await.ok(200)
    }

    /// Looks until the resolvers have been asked too: the authorities must have been right for
    /// five seconds by then.
    pub(crate) async fn check_caches(&self, connection: &Value) -> Value {
        self.check(connection).await;
        self.advance(3).await;
        self.check(connection).await
    }

    pub(crate) async fn read(&self, connection: &Value) -> Value {
        self.tenant().get(&path(connection, "")).await.ok(200)
    }

    /// A hostname that went the whole way.
    pub(crate) async fn live(&self, hostname: &str) -> Value {
        let made = self.connect(hostname).await;
        self.obey(&made, &["ownership", "routing"]).await;
        let checked = self.check(&made).await;
        assert_eq!(checked["state"], "live", "{checked:#}");
        made
    }

    /// A widget token for this reach, given as the body's fields.
    pub(crate) async fn token(&self, mut reach: Value) -> Value {
        reach["application_id"] = self.application().into();
        self.tenant().post("/v1/tokens", reach).await.ok(201)
    }

    /// The names of the events announced so far.
    pub(crate) async fn events(&self, connection: &Value) -> Vec<&'static str> {
        let id = id(connection).parse().unwrap();
        let events = self.running.service.store.events_of(id).await.unwrap();
        events.iter().map(|event| event.event_type.as_str()).collect()
    }

    /// What the gate says: the status, and why not.
    pub(crate) async fn ask(&self, hostname: &str) -> (u16, String) {
        gate(&self.inside(), hostname).await
    }

    /// Visits a name over HTTPS at the edge, as a browser that trusts the sandbox's CA.
    pub(crate) async fn visit(&self, hostname: &str) -> Result<Certificate, ProbeError> {
        let pem = self.guide["ca_pem"].as_str().unwrap();
        let root = CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
        let config = ProbeConfig { roots: vec![root], ..ProbeConfig::default() };
        let probe = Probe::new(config).unwrap();
        probe.visit(self.address("edge_addr"), &hostname.parse().unwrap()).await
    }

    /// Asks the sandbox's resolver, so that it remembers.
    pub(crate) async fn resolve(&self, name: &str, rtype: RecordType) -> Message {
        let resolver: SocketAddr = self.address("resolver_addr");
        let mut query =
            Message::new(u16::from_be_bytes(random_bytes()), MessageType::Query, OpCode::Query);
        query.metadata.recursion_desired = true;
        query.add_query(Query::query(Name::from_ascii(format!("{name}.")).unwrap(), rtype));
        let socket = UdpSocket::bind(("127.0.0.1", 0)).await.unwrap();
        socket.send_to(&query.to_vec().unwrap(), resolver).await.unwrap();
        let mut buffer = vec![0; 4096];
        let length = socket.recv(&mut buffer).await.unwrap();
        Message::from_vec(&buffer[..length]).unwrap()
    }
}

/// Another tenant in a world.
pub(crate) struct Rival {
    pub(crate) client: Client,
    pub(crate) application: String,
}

/// A server of these settings, with everything else as every test has it.
pub(crate) async fn serve(settings: &[(&str, &str)], clock: &Clock) -> Running {
    serve_on(None, settings, clock, Arc::new(NoBilling)).await
}

async fn serve_on(
    database: Option<&str>,
    settings: &[(&str, &str)],
    clock: &Clock,
    billing: Arc<dyn Billing>,
) -> Running {
    use base64::Engine as _;
    let secret = base64::engine::general_purpose::STANDARD.encode(SECRET.0);
    let secret = format!("{}:{secret}", SECRET.1);
    let config = Config::read(|name| match name {
        "LISTEN_ADDR" | "INTERNAL_ADDR" => Some("127.0.0.1:0".to_owned()),
        _ => {
            let mut given = settings.iter().rev();
            let given = given.find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            let is_secret = matches!(name, "TOKEN_SECRET" | "CREDENTIAL_KEY");
            given.or_else(|| is_secret.then(|| secret.clone()))
        }
    });
    let mut config = config.unwrap();
    if let Some(url) = database {
        config.database_url = url.into();
    }
    start_with(config, clock.clone(), billing).await.unwrap()
}

/// An application's beginnings.
pub(crate) fn shop(name: &str) -> ApplicationChange {
    ApplicationChange {
        name: Some(name.to_owned()),
        origin: Some("http://127.0.0.1:9".parse().unwrap()),
        record_template: serde_json::from_value(json!({
            "cname_target": "edge.sandbox.test", "a": ["127.0.0.1"], "aaaa": [],
        }))
        .unwrap(),
        ..ApplicationChange::default()
    }
}

/// A tenant of its own: its application, and a key with every scope.
pub(crate) async fn tenant(running: &Running, environment: Environment) -> (Application, String) {
    running.service.create_tenant("Other", environment, shop("other"), None).await.unwrap()
}

pub(crate) async fn gate(inside: &Client, hostname: &str) -> (u16, String) {
    let path = format!("/internal/ask?domain={hostname}");
    let answer = inside.send("GET", &path, &[("accept", "application/json")], "").await;
    let said = answer.ok(answer.status);
    assert_eq!(said["allow"] == true, answer.status == 200, "{said}");
    assert!(matches!(answer.status, 200 | 403), "{}", answer.status);
    (answer.status, said["reason"].as_str().unwrap_or_default().to_owned())
}

pub(crate) fn id(connection: &Value) -> &str {
    connection["id"].as_str().unwrap()
}

/// The path of a connection, or below it.
pub(crate) fn path(connection: &Value, below: &str) -> String {
    format!("/v1/connections/{}{below}", id(connection))
}

/// The codes of the findings.
pub(crate) fn codes(checked: &Value) -> Vec<&str> {
    let findings = checked["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

/// The finding with this code.
#[track_caller]
pub(crate) fn finding<'a>(checked: &'a Value, code: &str) -> &'a Value {
    let findings = checked["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["code"] == code);
    found.unwrap_or_else(|| panic!("no {code} in {:?}", codes(checked)))
}
