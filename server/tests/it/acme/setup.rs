//! Fairlead as operators run it who have it get certificates: with a CA, an edge and a customer.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use fairlead::clock::Clock;
use fairlead::probe::{Probe, ProbeConfig, ProbeError};
use fairlead::serve::Running;
use fairlead::store::Environment;
use fairlead::store::certificates::Issuing;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::ca::Ca;
use super::edge::Edge;
use crate::client::{Answer, Client};
use crate::world::{World, id, path, tenant};

pub(super) const NAME: &str = "shop.sandbox.test";
pub(super) const MINUTE: i64 = 60;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;
/// The database, where it is a file.
const DATABASE: &str = "certificates.db";
/// By which an edge shows that it may have keys.
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
/// What takes longer, polled ten times a second, does not come.
const POLLS: u32 = 600;

/// A server that gets certificates by itself, and everybody about it.
pub(super) struct Acme {
    pub(super) world: World,
    /// The first of the CAs.
    pub(super) ca: Ca,
    pub(super) edge: Edge,
    pub(super) running: Running,
    /// The tenant.
    pub(super) client: Client,
    application: String,
    settings: Vec<(&'static str, String)>,
    roots: Vec<CertificateDer<'static>>,
    folder: TempDir,
}

impl Acme {
    /// With one CA.
    pub(super) async fn start() -> Self {
        Self::with(&[Ca::start().await], &[]).await
    }

    /// With these CAs, of whom the first is asked first, and other settings than those that it
    /// needs.
    pub(super) async fn with(cas: &[Ca], more: &[(&'static str, &str)]) -> Self {
        let (world, edge) = (World::on_demand().await, Edge::start().await);
        let folder = TempDir::new().unwrap();
        for ca in cas {
            ca.follow(&world.clock);
            // Visitors go by the system's clock, which nobody moves: what is issued months from
            // now is good to them all the same.
            ca.lifetime(Duration::days(100), Duration::days(90));
        }
        let mut settings = settings(folder.path(), cas, edge.place);
        settings.extend(owned(more));
        let running = start(&world, &settings).await;
        edge.ask(&running);
        let (application, key) = tenant(&running, Environment::Live).await;
        let client = Client::new(running.listen, Some(&key));
        let application = application.id.to_string();
        let root = |ca: &Ca| CertificateDer::from_pem_slice(ca.issuer_pem().as_bytes()).unwrap();
        let roots = cas.iter().map(root).collect();
        let ca = cas[0].clone();
        Self { world, ca, edge, running, client, application, settings, roots, folder }
    }

    /// Another node of the same settings; on the same database.
    pub(super) async fn node(&self) -> Running {
        start(&self.world, &self.settings).await
    }

    /// Is stopped, and started so many seconds later; with these settings from then on.
    pub(super) async fn restart(mut self, away: i64, more: &[(&'static str, &str)]) -> Self {
        self.running.stop().await;
        self.world.advance(away).await;
        self.settings.extend(owned(more));
        self.running = start(&self.world, &self.settings).await;
        self.client = Client::new(self.running.listen, self.client.credential());
        self.edge.ask(&self.running);
        self
    }

    /// Asks for a connection.
    pub(super) async fn wish(&self, hostname: &str) -> Answer {
        let wish = json!({ "application_id": self.application, "hostname": hostname });
        self.client.post("/v1/connections", wish).await
    }

    /// Connects a name, publishes what it wants, and looks until that was seen.
    pub(super) async fn connect(&self, hostname: &str) -> Value {
        let made = self.wish(hostname).await.ok(201);
        self.world.obey(&made, &["ownership", "routing"]).await;
        let mut looked = Value::Null;
        for _ in 0..20 {
            looked = self.look(&made).await;
            let state = looked["state"].as_str().unwrap();
            if !["created", "pending_ownership", "verified", "propagating"].contains(&state) {
                return made;
            }
        }
        panic!("{looked:#}");
    }

    /// A name that went the whole way, and whose order rests.
    pub(super) async fn live(&self, hostname: &str) -> Value {
        let made = self.connect(hostname).await;
        self.later(&made, is_live).await;
        self.poll(1, &made, async |_| self.row(&made).await.issuance.stage.is_none()).await
    }

    /// Looks now.
    pub(super) async fn look(&self, made: &Value) -> Value {
        self.look_by(&self.client, made).await
    }

    /// The same at another node, or by another tenant.
    pub(super) async fn look_by(&self, client: &Client, made: &Value) -> Value {
        self.world.advance(3).await;
        client.post(&path(made, "/records:check"), json!({})).await.ok(200)
    }

    pub(super) async fn read(&self, made: &Value) -> Value {
        self.client.get(&path(made, "")).await.ok(200)
    }

    /// Has the certificate tried again.
    pub(super) async fn retry(&self, made: &Value) {
        let retry = json!({ "ssl": { "method": "http", "type": "dv" } });
        self.client.patch(&path(made, ""), retry).await.ok(200);
    }

    /// Polls until a connection is so.
    pub(super) async fn until(&self, made: &Value, good: impl Fn(&Value) -> bool) -> Value {
        self.poll(0, made, async |read: &Value| good(read)).await
    }

    /// The same while time goes by ten times as fast.
    pub(super) async fn later(&self, made: &Value, good: impl Fn(&Value) -> bool) -> Value {
        self.poll(1, made, async |read: &Value| good(read)).await
    }

    /// Polls until something is so; with each poll so many seconds go by.
    pub(super) async fn poll(
        &self,
        seconds: i64,
        made: &Value,
        good: impl AsyncFn(&Value) -> bool,
    ) -> Value {
        let clock = Clock::default();
        let mut read = Value::Null;
        for _ in 0..POLLS {
            read = self.read(made).await;
            if good(&read).await {
                return read;
            }
            if seconds != 0 {
                self.world.advance(seconds).await;
            }
            clock.sleep_until(clock.now() + Duration::milliseconds(100)).await;
        }
        panic!("{read:#}");
    }

    /// How far the certificate is, as it is kept.
    pub(super) async fn row(&self, made: &Value) -> Issuing {
        let rows = self.rows().await;
        rows.into_iter().find(|row| row.connection.to_string() == id(made)).unwrap()
    }

    /// The same of all.
    pub(super) async fn rows(&self) -> Vec<Issuing> {
        let mut rows = Vec::new();
        let store = &self.running.service.store;
        store.read_certificates(None, |row| rows.push(row)).await.unwrap();
        rows
    }

    /// How long it is until its certificate is to be renewed, seconds.
    pub(super) async fn fresh_for(&self, made: &Value) -> i64 {
        let renew_at = self.row(made).await.issuance.renew_at.unwrap();
        (renew_at - self.world.clock.now()).whole_seconds()
    }

    /// Nothing is known of certificates, as where the edge has got them itself.
    pub(super) async fn forget(&self) {
        let url = format!("sqlite://{}", self.folder.path().join(DATABASE).display());
        let mut database = SqliteConnection::connect(&url).await.unwrap();
        sqlx::query("DELETE FROM certificates").execute(&mut database).await.unwrap();
        database.close().await.unwrap();
    }

    /// How often an event was told.
    pub(super) async fn told(&self, made: &Value, event: &str) -> usize {
        let id = id(made).parse().unwrap();
        let events = self.running.service.store.events_of(id).await.unwrap();
        events.iter().filter(|told| told.event_type.as_str() == event).count()
    }

    /// A visitor of the edge who was never there before: the serial of what they are shown.
    pub(super) async fn visit(&self, hostname: &str) -> Result<String, ProbeError> {
        let probe = Probe::new(ProbeConfig { roots: self.roots.clone(), ..ProbeConfig::default() });
        let probe = probe.unwrap();
        let seen = probe.visit(self.edge.place, &hostname.parse().unwrap()).await?;
        Ok(seen.serial.unwrap())
    }

    /// What whoever takes the disk has of the database.
    pub(super) fn disk(&self) -> Vec<u8> {
        let files = fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path());
        let is_ours = |path: &Path| {
            path.file_name().unwrap().to_str().is_some_and(|name| name.starts_with(DATABASE))
        };
        files.filter(|path| is_ours(path)).flat_map(|path| fs::read(path).unwrap()).collect()
    }

    pub(super) async fn stop(self) {
        self.running.stop().await;
    }
}

/// What it takes to get certificates from these CAs for that edge.
fn settings(folder: &Path, cas: &[Ca], edge: SocketAddr) -> Vec<(&'static str, String)> {
    let written = |name: &str, each: fn(&Ca) -> String| {
        let path = folder.join(name);
        fs::write(&path, cas.iter().map(each).collect::<String>()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let directories: Vec<String> = cas.iter().map(Ca::directory).collect();
    let names: Vec<String> = (1..=cas.len()).map(|nth| format!("ca{nth}.example")).collect();
    vec![
        ("DATABASE_URL", format!("sqlite://{}", folder.join(DATABASE).display())),
        ("EDGE_ADDR", edge.to_string()),
        ("HTTPS_PORT", edge.port().to_string()),
        ("EDGE_ISSUER_MODE", "acme".to_owned()),
        ("EDGE_ISSUER", names.join(",")),
        ("EDGE_TOKEN", TOKEN.to_owned()),
        ("ACME_DIRECTORY", directories.join(",")),
        ("ACME_ROOT", written("doors.pem", Ca::root_pem)),
        ("TRUSTED_ROOTS", written("roots.pem", Ca::issuer_pem)),
    ]
}

fn owned(settings: &[(&'static str, &str)]) -> impl Iterator<Item = (&'static str, String)> {
    settings.iter().map(|(name, value)| (*name, (*value).to_owned()))
}

async fn start(world: &World, settings: &[(&'static str, String)]) -> Running {
    let settings: Vec<(&str, &str)> =
        settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.production_with(&settings).await
}

pub(super) fn is_live(read: &Value) -> bool {
    read["state"] == "live"
}

/// Where the certificate stands.
pub(super) fn status(read: &Value) -> &str {
    read["certificate"]["status"].as_str().unwrap()
}

/// The certificate's serial.
pub(super) fn serial(read: &Value) -> &str {
    read["certificate"]["serial"].as_str().unwrap()
}

/// A moment that was told.
#[track_caller]
pub(super) fn moment(told: &Value) -> OffsetDateTime {
    let text = told.as_str().unwrap_or_else(|| panic!("{told} is no moment"));
    OffsetDateTime::parse(text, &Rfc3339).unwrap()
}
