//! The real programs of an operator's edge, started and stopped by these tests.

mod acme;
mod cache;
mod caddy;
mod causes;
#[path = "../../shared/daemon.rs"]
mod daemon;
mod killed;
pub(crate) mod pebble;
mod purge;
mod renewal;
mod replaced;

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU16, Ordering};

use axum::Router;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use fairlead::clock::Clock;
use fairlead::serve::Running;
use fairlead::service::applications::ApplicationChange;
use fairlead::store::Environment;
use serde_json::{Value, json};
use tempfile::TempDir;
use time::Duration;
use tokio::net::TcpStream;
use tokio::process::Command;
use tokio_util::task::TaskTracker;

use self::daemon::Daemon;
use self::pebble::{Mood, Pebble};
use crate::client::Client;
use crate::tools::root;
use crate::world::{World, path, shop};

/// Waits until a program listens at `place`.
async fn listens(daemon: &Daemon, place: SocketAddr) {
    for _ in 0..3_000 {
        if TcpStream::connect(place).await.is_ok() {
            return;
        }
        let clock = Clock::default();
        clock.sleep_until(clock.now() + Duration::milliseconds(10)).await;
    }
    panic!("nobody listens at {place}: {}", daemon.said());
}

/// An address where nobody listens: below the ports that systems hand out by themselves, so that
/// nobody comes there by chance.
pub(crate) fn free() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() % 8_000).unwrap();
    for _ in 0..1_000 {
        let port = 20_000 + (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000;
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) {
            return listener.local_addr().unwrap();
        }
    }
    panic!("no port is free");
}

/// Serves until the test ends.
pub(crate) async fn serve(routes: Router) -> SocketAddr {
    serve_at(SocketAddr::from(([127, 0, 0, 1], 0)), routes).await
}

/// The same at a place of one's own.
async fn serve_at(place: SocketAddr, routes: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind(place).await.unwrap();
    let place = listener.local_addr().unwrap();
    TaskTracker::new().spawn(async move { axum::serve(listener, routes).await.unwrap() });
    place
}

/// Where the programs are.
fn programs() -> [PathBuf; 2] {
    let current = std::env::var_os("FAIRLEAD_CADDY")
        .map_or_else(|| root().join("target/tools/python/bin/caddy"), PathBuf::from);
    ["caddy".into(), current]
}

/// An operator's whole set-up: Fairlead for customers, Caddy before it, and a CA.
struct Edge {
    world: World,
    running: Option<Running>,
    /// Where Caddy asks.
    internal: SocketAddr,
    client: Client,
    application: String,
    pebble: Pebble,
    caddy: Option<Daemon>,
    /// Whom Pebble asks, where that is not the world's own server.
    _resolver: Option<Resolver>,
    program: PathBuf,
    /// What Caddy is told beside what it needs.
    told: Vec<(&'static str, String)>,
    issuer: Issuer,
    plain: SocketAddr,
    tls: SocketAddr,
    folder: TempDir,
}

impl Edge {
    /// `reach` is the port at which the CA comes to names; the edge's own where it is none.
    async fn start(program: PathBuf, origin: &str, reach: Option<u16>) -> Self {
        Self::with(program, origin, reach, Vec::new()).await
    }

    /// Where Fairlead itself gets certificates, and looks by itself.
    async fn of_ours(program: PathBuf, origin: &str) -> Self {
        Self::of(program, origin, Issuer::Fairlead, Mood::MOODY).await
    }

    /// The same, where it answers for wildcards too.
    async fn of_ours_in_the_dns(program: PathBuf, origin: &str) -> Self {
        Self::of(program, origin, Issuer::FairleadInTheDns(free()), Mood::MOODY).await
    }

    /// The same, where Caddy is told more than it needs.
    async fn with(
        program: PathBuf,
        origin: &str,
        reach: Option<u16>,
        told: Vec<(&'static str, String)>,
    ) -> Self {
        Self::set_up(program, origin, reach, told, Issuer::Caddy, Mood::CALM).await
    }

    /// Where this one gets certificates, of a CA in this mood.
    async fn of(program: PathBuf, origin: &str, issuer: Issuer, mood: Mood) -> Self {
        let told = match issuer {
            Issuer::Caddy => Vec::new(),
            Issuer::Fairlead | Issuer::FairleadInTheDns(_) => {
                vec![("EDGE_TOKEN", EDGE_TOKEN.to_owned())]
            }
        };
        Self::set_up(program, origin, None, told, issuer, mood).await
    }

    async fn set_up(
        program: PathBuf,
        origin: &str,
        reach: Option<u16>,
        told: Vec<(&'static str, String)>,
        issuer: Issuer,
        mood: Mood,
    ) -> Self {
        let folder = TempDir::new().unwrap();
        let world = World::on_demand().await;
        let (plain, tls) = (free(), free());
        let reach = reach.unwrap_or_else(|| plain.port());
        // A CA asks the name servers itself: what resolvers remember is nothing to it.
        let (resolver, dns) = match issuer {
            Issuer::FairleadInTheDns(zone) => {
                let resolver = resolver(folder.path(), world.dns(), zone).await;
                let place = resolver.place;
                (Some(resolver), place)
            }
            Issuer::Caddy | Issuer::Fairlead => (None, world.dns()),
        };
        let pebble = Pebble::with(folder.path(), dns, reach, mood).await;
        let settings = settings(&pebble, plain, tls, issuer);
        let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, &**value)).collect();
        let running = world.production_with(&settings).await;
        let change = ApplicationChange { origin: Some(origin.parse().unwrap()), ..shop("shop") };
        let made = running.service.create_tenant("Shop", Environment::Live, change, None).await;
        let (application, key) = made.unwrap();
        let client = Client::new(running.listen, Some(&key));
        let application = application.id.to_string();
        let caddy = None;
        let internal = running.internal;
        let running = Some(running);
        let mut edge = Self {
            world,
            running,
            internal,
            client,
            application,
            pebble,
            caddy,
            _resolver: resolver,
            program,
            told,
            issuer,
            plain,
            tls,
            folder,
        };
        edge.start_caddy().await;
        edge
    }

    async fn start_caddy(&mut self) {
        self.caddy = None;
        let folder = self.folder.path();
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let (home, config) =
            (text(folder), text(&root().join("docs/deploy").join(self.issuer.file())));
        let settings = [
            ("HOME", home.clone()),
            ("EDGE_STORAGE", format!("{home}/caddy")),
            ("EDGE_BIND", "127.0.0.1".to_owned()),
            ("HTTP_PORT", self.plain.port().to_string()),
            ("HTTPS_PORT", self.tls.port().to_string()),
            ("EDGE_PUBLIC_PORT", format!(":{}", self.tls.port())),
            ("CONTROLPLANE_URL", format!("http://{}", self.internal)),
            ("ACME_DIRECTORY", self.pebble.directory()),
            ("ACME_ROOT", text(&self.pebble.door)),
        ];
        let settings = settings.into_iter().chain(self.told.iter().cloned());
        let settings: Vec<String> =
            settings.map(|(name, value)| format!("{name}={value}")).collect();
        let program = text(&self.program);
        let run = [&program, "run", "--config", &config, "--adapter", "caddyfile"];
        let arguments: Vec<&str> = settings.iter().map(String::as_str).chain(run).collect();
        let caddy = Daemon::start(&folder.join("caddy.log"), "env", &arguments);
        listens(&caddy, self.tls).await;
        self.caddy = Some(caddy);
    }

    /// Connects a name, and publishes nothing.
    async fn begin(&self, hostname: &str) -> Value {
        let wish = json!({ "application_id": self.application, "hostname": hostname });
        self.client.post("/v1/connections", wish).await.ok(201)
    }

    /// Connects a name, and publishes what it wants.
    async fn connect(&self, hostname: &str) -> Value {
        let made = self.begin(hostname).await;
        self.world.obey(&made, &["ownership", "routing"]).await;
        made
    }

    /// Looks now; the CA and the edge take the time that they take.
    async fn look(&self, connection: &Value) -> Value {
        self.world.advance(3).await;
        self.client.post(&path(connection, "/records:check"), json!({})).await.ok(200)
    }

    /// A visitor, who trusts the CA: the status and the body, or how the handshake failed.
    async fn visit(&self, hostname: &str, more: &[&str]) -> Result<(u16, String), i32> {
        let mut curl = Command::new("curl");
        let (port, root) = (self.tls.port(), &self.pebble.root);
        curl.args(["--silent", "--max-time", "60", "--write-out", "\n%{http_code}", "--cacert"]);
        curl.arg(root).args(["--resolve", &format!("{hostname}:{port}:127.0.0.1")]);
        curl.args(more).arg(format!("https://{hostname}:{port}/a%20b?c=d"));
        let done = curl.kill_on_drop(true).output().await.unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let (body, status) = said.rsplit_once('\n').unwrap();
        match done.status.code() {
            Some(0) => Ok((status.parse().unwrap(), body.to_owned())),
            code => Err(code.unwrap_or_default()),
        }
    }

    /// Fairlead goes away.
    async fn leave(&mut self) {
        self.running.take().unwrap().stop().await;
    }

    fn said(&self) -> String {
        self.caddy.as_ref().map(Daemon::said).unwrap_or_default()
    }
}

/// Who gets the certificates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Issuer {
    Caddy,
    Fairlead,
    /// With a zone for wildcards that is served there.
    FairleadInTheDns(SocketAddr),
}

impl Issuer {
    /// What is shipped for it.
    const fn file(self) -> &'static str {
        match self {
            Self::Caddy => "Caddyfile",
            Self::Fairlead | Self::FairleadInTheDns(_) => "Caddyfile.acme",
        }
    }
}

/// The zone in which wildcards are proven.
pub(crate) const ZONE: &str = "acme.saas.example";

/// A resolver, for as long as it is kept.
pub(crate) struct Resolver {
    _daemon: Daemon,
    pub(crate) place: SocketAddr,
}

/// One that finds the world's names, and that zone where it is served.
pub(crate) async fn resolver(folder: &Path, world: SocketAddr, zone: SocketAddr) -> Resolver {
    let place = free();
    let (at, file) = (folder.display(), folder.join("unbound.conf"));
    let stub = |name: &str, place: SocketAddr| {
        let (ip, port) = (place.ip(), place.port());
        format!("stub-zone:\n  name: \"{name}\"\n  stub-addr: {ip}@{port}\n")
    };
    let text = format!(
        "server:\n  interface: {}@{}\n  do-not-query-localhost: no\n  local-zone: \"test.\" nodefault\n  \
        module-config: \"iterator\"\n  username: \"\"\n  chroot: \"\"\n  directory: \"{at}\"\n  \
        pidfile: \"\"\n  use-syslog: no\nremote-control:\n  control-enable: no\n{}{}",
        place.ip(),
        place.port(),
        stub("test.", world),
        stub(ZONE, zone),
    );
    std::fs::write(&file, text).unwrap();
    let arguments = ["-d", "-p", "-c", file.to_str().unwrap()];
    let daemon = Daemon::start(&folder.join("unbound.log"), "unbound", &arguments);
    listens(&daemon, place).await;
    Resolver { _daemon: daemon, place }
}

/// By which Caddy shows that it may have keys.
const EDGE_TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// The settings of Fairlead before these.
fn settings(
    pebble: &Pebble,
    plain: SocketAddr,
    tls: SocketAddr,
    issuer: Issuer,
) -> Vec<(&'static str, String)> {
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let mut settings = vec![
        ("EDGE_ADDR", tls.to_string()),
        ("EDGE_ISSUER", "pebble.example".to_owned()),
        ("HTTP_PORT", plain.port().to_string()),
        ("HTTPS_PORT", tls.port().to_string()),
        ("TRUSTED_ROOTS", text(&pebble.root)),
    ];
    if issuer == Issuer::Caddy {
        settings.push(("WORKER_ENABLED", "0".to_owned()));
        return settings;
    }
    settings.extend([
        ("EDGE_ISSUER_MODE", "acme".to_owned()),
        ("EDGE_TOKEN", EDGE_TOKEN.to_owned()),
        ("ACME_DIRECTORY", pebble.directory()),
        ("ACME_ROOT", text(&pebble.door)),
        ("ACME_CONTACT", "hostmaster@example.com".to_owned()),
    ]);
    if let Issuer::FairleadInTheDns(zone) = issuer {
        settings.extend([
            ("ACME_DNS_ZONE", ZONE.to_owned()),
            ("ACME_DNS_NS", "ns.saas.example".to_owned()),
            ("ACME_DNS_LISTEN", zone.to_string()),
        ]);
    }
    settings
}

/// What curl says of a handshake that was refused.
const REFUSED: Result<(u16, String), i32> = Err(35);

/// An origin that tells what it was told.
fn teller() -> Router {
    let answer = async |headers: HeaderMap| {
        let told = headers.iter().map(|(name, value)| {
            (name.to_string(), Value::from(String::from_utf8_lossy(value.as_bytes())))
        });
        axum::Json(Value::Object(told.collect())).into_response()
    };
    Router::new().fallback(answer)
}

/// Where one listens.
async fn telling() -> String {
    format!("http://{}", serve(teller()).await)
}
