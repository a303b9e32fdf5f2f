//! From settings to a running server, and back to nothing without losing anything.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use rustls::pki_types::CertificateDer;
use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::acme::Acme;
use crate::clock::{Clock, random_bytes};
use crate::config::{Config, Drain, Mode, NamedSecret};
use crate::courier;
use crate::dns::challenges::{Answers, ChallengeError};
use crate::dns::{Dns, DnsConfig};
use crate::edge::assertion::AssertionKeys;
use crate::http::{App, router};
use crate::issuer;
use crate::probe::marker::MarkerKeys;
use crate::probe::{Probe, ProbeConfig, RootError};
use crate::retention;
use crate::sandbox::{Sandbox, SandboxConfig, SandboxError};
use crate::seal::Seal;
use crate::service::billing::{Billing, NoBilling};
use crate::service::issue::Certificates;
use crate::service::sessions::TokenKeys;
use crate::service::{Parts, Service, ServiceError, Settings};
use crate::store::{Store, StoreError};
use crate::webhooks::{self, Sender, SenderConfig};
use crate::worker;

/// What was cut off gets so long to give back what it holds.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Why the server can't run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// An address can't be listened on.
    #[error("can't listen on {address}: another program may use it")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The database can't be opened.
    #[error("the database can't be opened")]
    Store(#[from] StoreError),
    /// The database belongs to the other mode.
    #[error("the database was made in mode {stamp}: mode {mode} does not touch it")]
    Stamp {
        /// Whose it is.
        stamp: String,
        /// Who asked.
        mode: &'static str,
    },
    /// The names can't be read.
    #[error("the names can't be read from the database")]
    Service(#[from] ServiceError),
    /// The edge's root can't be used.
    #[error(transparent)]
    Roots(#[from] RootError),
    /// The roots of CAs can't be used.
    #[error("ACME_ROOT can't be used")]
    AcmeRoots(#[source] rustls::Error),
    /// The roots of webhooks can't be used.
    #[error(transparent)]
    Sender(#[from] webhooks::RootError),
    /// The zone for wildcards can't be served.
    #[error(transparent)]
    Challenges(#[from] ChallengeError),
    /// The sandbox can't start.
    #[error("the sandbox can't start")]
    Sandbox(#[from] SandboxError),
    /// A listener failed.
    #[error("a listener failed")]
    Io(#[from] std::io::Error),
}

/// A server that answers.
pub struct Running {
    /// Where the outside asks.
    pub listen: SocketAddr,
    /// Where the edge asks.
    pub internal: SocketAddr,
    /// What the outside calls it.
    pub public_url: String,
    /// The demo page, in the sandbox.
    pub demo_url: Option<String>,
    /// The use cases, for tests.
    pub service: Arc<Service>,
    drain: Drain,
    phases: Phases,
    /// What is waited for: requests of the outside, and checks.
    work: TaskTracker,
    /// What the work needs: the internal listener, the sandbox.
    base: TaskTracker,
}

/// How the server goes away, one after the other.
#[derive(Clone, Default)]
struct Phases {
    /// Not ready any more; streams end, nothing more is claimed.
    leave: CancellationToken,
    /// No new request from outside.
    close: CancellationToken,
    /// What still runs is broken off.
    cut: CancellationToken,
    /// Nothing answers.
    end: CancellationToken,
}

/// Opens everything, in the order in which it must be there: the database and the gate's
/// memory before any port answers.
pub async fn start(config: Config, clock: Clock) -> Result<Running, ServeError> {
    start_with(config, clock, Arc::new(NoBilling)).await
}

/// The same, with somebody who takes the money.
pub async fn start_with(
    config: Config,
    clock: Clock,
    billing: Arc<dyn Billing>,
) -> Result<Running, ServeError> {
    let public = bind(config.listen).await?;
    let internal = bind(config.internal).await?;
    let (listen, internal_addr) = (public.local_addr()?, internal.local_addr()?);
    let public_url = config.public_url.clone().unwrap_or_else(|| format!("http://{listen}"));
    let store = open_store(&config).await?;
    let seal = Seal::new(&credential_keys(&config, &store).await?);
    let secrets: Vec<String> =
        config.token_secrets.iter().map(|secret| secret.note("TOKEN_SECRET")).collect();
    store.note_secrets(&secrets, clock.now()).await?;
    let (phases, base) = (Phases::default(), TaskTracker::new());
    let sandbox = match config.mode {
        Mode::Sandbox => {
            let world = SandboxConfig { internal_addr };
            Some(Sandbox::start(world, clock.clone(), base.clone(), phases.end.clone()).await?)
        }
        Mode::Production => None,
    };
    let service = Arc::new(Service::new(Parts {
        dns: Dns::new(dns_config(&config, sandbox.as_ref()), clock.clone())?,
        probe: Probe::new(probe_config(&config, sandbox.as_ref(), &clock))?,
        edge: sandbox.as_ref().map(Sandbox::edge_addr).or(config.edge),
        certificates: certificates(&config)?,
        tokens: TokenKeys::new(&config.token_secrets),
        assertions: AssertionKeys::new(&config.token_secrets),
        seal,
        sender: Sender::new(SenderConfig {
            rules: config.asking.rules(),
            roots: roots(&config, sandbox.as_ref()),
        })?,
        policy: config.policy,
        settings: Settings {
            public_url: public_url.clone(),
            issuers: config.issuers.clone(),
            sandbox: sandbox.is_some(),
            high_risk: config.high_risk.clone(),
            plans: config.plans.clone(),
            support_url: config.support_url.clone(),
            caches: config.caches.clone(),
            domain_connect: config.domain_connect.clone(),
            acme_zone: config.acme.as_ref().and_then(|acme| Some(acme.zone.as_ref()?.apex.clone())),
        },
        billing,
        store,
        clock,
    }));
    let mark = service.load_index().await?;
    service.want_certificates().await?;
    service.follow_certificates().await?;
    let work = TaskTracker::new();
    let app = App::new(Arc::clone(&service), config.support_url.clone(), phases.leave.clone())
        .limited(&config.rates)
        .carried_by(work.clone());
    let mut more = axum::Router::new();
    let mut demo_url = None;
    if let Some(sandbox) = sandbox {
        let demo = format!("http://localhost:{}/demo", listen.port());
        let seed = sandbox.seed(&service, &demo).await?;
        more = sandbox.router(seed, phases.leave.clone());
        demo_url = Some(demo);
    }
    let running = Running {
        listen,
        internal: internal_addr,
        public_url,
        demo_url,
        service,
        drain: config.drain,
        phases,
        work,
        base,
    };
    let Running { phases, work, base, service, .. } = &running;
    let (close, end) = (phases.close.clone(), phases.end.clone());
    work.spawn(listen_on(public, router::public(app.clone(), more), close, phases.cut.clone()));
    base.spawn(listen_on(internal, router::internal(app), end.clone(), CancellationToken::new()));
    base.spawn(worker::follow(Arc::clone(service), mark, end.clone()));
    base.spawn(worker::keep(Arc::clone(service), end));
    if let Some(zone) = config.acme.as_ref().and_then(|acme| acme.zone.as_ref()) {
        let answers = Arc::clone(service);
        let answers: Answers = Arc::new(move |name| answers.challenge_text(name));
        zone.serve(answers, base, &phases.end).await?;
    }
    if config.worker {
        let (leave, cut) = (phases.leave.clone(), phases.cut.clone());
        work.spawn(worker::run(Arc::clone(service), leave.clone(), cut));
        work.spawn(courier::run(Arc::clone(service), leave.clone()));
        if service.certificates.is_some() {
            work.spawn(issuer::run(Arc::clone(service), leave.clone(), phases.cut.clone()));
        }
        work.spawn(retention::run(Arc::clone(service), config.retention, leave));
    }
    Ok(running)
}

impl Running {
    /// Stops taking work, finishes what was begun, closes the database. The edge is answered
    /// until the work is done, and whoever looks hears that this server is not ready.
    pub async fn stop(self) {
        let Self { phases, work, base, service, drain, .. } = self;
        phases.leave.cancel();
        if !drain.delay.is_zero() {
            let until = service.clock.now() + drain.delay;
            service.clock.sleep_until(until).await;
        }
        phases.close.cancel();
        work.close();
        if timeout(drain.timeout, work.wait()).await.is_err() {
            tracing::warn!("what still runs is cut off");
            phases.cut.cancel();
            let _ = timeout(LAST_WORDS, work.wait()).await;
        }
        phases.end.cancel();
        base.close();
        let _ = timeout(LAST_WORDS, base.wait()).await;
        if let Err(error) = service.keep_tallies().await {
            tracing::warn!(%error, "what was counted last is lost");
        }
        // A request that was cut off may hold a connection to the database.
        let _ = timeout(LAST_WORDS, service.store.close()).await;
    }
}

/// Answers until `close`, and then what was begun; until `cut` at the latest.
async fn listen_on(
    listener: TcpListener,
    routes: axum::Router,
    close: CancellationToken,
    cut: CancellationToken,
) {
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, routes)
        .with_graceful_shutdown(async move { close.cancelled().await })
        .into_future();
    if let Some(Err(error)) = cut.run_until_cancelled(serving).await {
        tracing::error!(%error, "a listener failed");
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })
}

/// Opens the database and makes sure that it is this mode's.
pub async fn open_store(config: &Config) -> Result<Store, ServeError> {
    let store = Store::open(&config.database_url).await?;
    let mode = config.mode.as_str();
    let stamp = store.stamp(mode).await?;
    if stamp == mode { Ok(store) } else { Err(ServeError::Stamp { stamp, mode }) }
}

/// The keys that were given; those that the database keeps, where the sandbox was given none.
async fn credential_keys(config: &Config, store: &Store) -> Result<Vec<NamedSecret>, StoreError> {
    if !config.credential_keys.is_empty() {
        return Ok(config.credential_keys.clone());
    }
    let fresh = BASE64.encode(random_bytes::<32>());
    let kept = store.keep("credential_key", &fresh).await?;
    let bytes = BASE64.decode(kept).map_err(|_| StoreError::Corrupt("meta.credential_key"))?;
    Ok(vec![NamedSecret { id: "sandbox".to_owned(), bytes }])
}

/// Who gets certificates, where that is not the edge.
fn certificates(config: &Config) -> Result<Option<Certificates>, ServeError> {
    let Some(acme) = &config.acme else { return Ok(None) };
    let client = Acme::new(acme.issuers.clone(), acme.contact.clone(), &acme.roots);
    let client = client.map_err(ServeError::AcmeRoots)?;
    Ok(Some(Certificates::new(client, acme.token.clone())))
}

pub(crate) fn dns_config(config: &Config, sandbox: Option<&Sandbox>) -> DnsConfig {
    let asking = &config.asking;
    let rules = asking.rules();
    match sandbox {
        Some(sandbox) => DnsConfig {
            resolvers: vec![sandbox.resolver_addr()],
            root_hints: Vec::new(),
            port: sandbox.dns_port(),
            rules,
        },
        None => DnsConfig {
            resolvers: asking.resolvers.clone(),
            root_hints: asking.root_hints.clone(),
            port: asking.dns_port,
            rules,
        },
    }
}

/// Whom to trust beside the public CAs.
fn roots(config: &Config, sandbox: Option<&Sandbox>) -> Vec<CertificateDer<'static>> {
    config.trusted_roots.iter().cloned().chain(sandbox.map(Sandbox::ca)).collect()
}

pub(crate) fn probe_config(
    config: &Config,
    sandbox: Option<&Sandbox>,
    clock: &Clock,
) -> ProbeConfig {
    let asking = &config.asking;
    ProbeConfig {
        roots: roots(config, sandbox),
        rules: asking.rules(),
        http_port: sandbox.map_or(asking.http_port, |sandbox| sandbox.edge_http_addr().port()),
        https_port: sandbox.map_or(asking.https_port, |sandbox| sandbox.edge_addr().port()),
        markers: MarkerKeys::new(&config.token_secrets),
        registries: asking.registries.clone(),
        plain_hosts: sandbox.is_some(),
        clock: clock.clone(),
    }
}
