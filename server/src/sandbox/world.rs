//! The sandbox as a whole: what runs, where, and what it is filled with.

use std::net::SocketAddr;
use std::sync::Arc;

use app::domain::desired::RecordTemplate;
use app::domain::origin::OriginError;
use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::routing::get;
use rustls::pki_types::CertificateDer;
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::authority::{Pair, bind_pair};
use super::edge::{CertificateAuthority, Edge, EdgeError, IssueError, Plain};
use super::faults::Faults;
use super::resolver::Resolver;
use super::routes::{self, Controls};
use super::zones::{ZoneError, Zones};
use super::{demo, dns_host, origin};
use crate::clock::Clock;
use crate::service::applications::ApplicationChange;
use crate::service::{Service, ServiceError};
use crate::store::Environment;

/// The zone that newcomers play in.
const ZONE: &str = "sandbox.test";
/// Where connected names lead.
const CNAME_TARGET: &str = "edge.sandbox.test";
/// The key that everybody knows: the sandbox leaves the machine never.
const API_KEY: &str = "sk_test_demo";

/// What the sandbox must be told.
#[derive(Clone, Copy, Debug)]
pub struct SandboxConfig {
    /// Where the edge asks.
    pub internal_addr: SocketAddr,
}

/// Why the sandbox can't start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// No address to listen on.
    #[error("an address can't be listened on")]
    Listen(#[from] std::io::Error),
    /// The edge's certificates.
    #[error("the sandbox's certificate authority can't be made")]
    Authority(#[from] IssueError),
    /// The edge.
    #[error(transparent)]
    Edge(#[from] EdgeError),
    /// The zones.
    #[error("the zones can't be filled")]
    Zone(#[from] ZoneError),
    /// The tenant.
    #[error("the tenant can't be made")]
    Seed(#[from] ServiceError),
    /// The origins.
    #[error(transparent)]
    Origin(#[from] OriginError),
    /// A name that is written here is none.
    #[error(transparent)]
    Name(#[from] app::domain::name::NameError),
}

/// A DNS and TLS world on loopback.
pub struct Sandbox {
    zones: Zones,
    faults: Faults,
    clock: Clock,
    dns: Pair,
    resolver: Resolver,
    dns_host: SocketAddr,
    authority: Arc<CertificateAuthority>,
    edge: SocketAddr,
    edge_http: SocketAddr,
    origin: SocketAddr,
    internal: SocketAddr,
}

/// What a newcomer needs to know, as `GET /sandbox` answers it.
#[derive(Clone, Debug, Serialize)]
pub struct Guide {
    zone: &'static str,
    dns_addrs: [SocketAddr; 2],
    resolver_addr: SocketAddr,
    /// What a zone's discovery record says, where its host is the one that adds records by itself.
    domain_connect: String,
    edge_addr: SocketAddr,
    edge_http_addr: SocketAddr,
    internal_addr: SocketAddr,
    ca_pem: String,
    api_key: &'static str,
    application_id: String,
    cname_target: &'static str,
    demo_url: String,
    public_url: String,
}

impl Sandbox {
    /// Starts everything but the demo's page.
    pub async fn start(
        config: SandboxConfig,
        clock: Clock,
        tasks: TaskTracker,
        stop: CancellationToken,
    ) -> Result<Self, SandboxError> {
        let internal = config.internal_addr;
        let authority = Arc::new(CertificateAuthority::new(clock.now())?);
        let (ca, moved) = (Arc::clone(&authority), clock.clone());
        let edge = Edge::start(ca, internal, moved, &tasks, stop.clone()).await?;
        let origin = origin::start(&tasks, stop.clone()).await?;
        let zones = Zones::seeded(edge.ip())?;
        let faults = Faults::default();
        let beside = (faults.clone(), clock.clone());
        let edge_http = Plain::start(edge, internal, beside, &tasks, stop.clone()).await?;
        let dns = bind_pair(&zones, &faults, &tasks, &stop).await?;
        let resolver = Resolver::start(dns.addrs, &faults, clock.clone(), &tasks, &stop).await?;
        let dns_host = dns_host::start(&zones, &tasks, stop.clone()).await?;
        Ok(Self {
            zones,
            faults,
            clock,
            dns,
            resolver,
            dns_host,
            authority,
            edge,
            edge_http,
            origin,
            internal,
        })
    }

    /// The resolver that stands for the public ones.
    #[must_use]
    pub const fn resolver_addr(&self) -> SocketAddr {
        self.resolver.address()
    }

    /// The port of the authoritative servers.
    #[must_use]
    pub const fn dns_port(&self) -> u16 {
        self.dns.port
    }

    /// Where visitors arrive.
    #[must_use]
    pub const fn edge_addr(&self) -> SocketAddr {
        self.edge
    }

    /// Where they arrive without TLS.
    #[must_use]
    pub const fn edge_http_addr(&self) -> SocketAddr {
        self.edge_http
    }

    /// The root to trust.
    #[must_use]
    pub fn ca(&self) -> CertificateDer<'static> {
        self.authority.certificate().clone()
    }

    /// Makes the demo's tenant, unless the database has it already, and keeps the application's
    /// addresses in step with the ports of this run.
    pub async fn seed(&self, service: &Service, demo_url: &str) -> Result<Guide, SandboxError> {
        let host_page = demo_url.trim_end_matches("/demo").parse()?;
        let change = ApplicationChange {
            name: Some("Northwind Shops".to_owned()),
            allowed_origins: Some(vec![host_page]),
            origin: Some(format!("http://{}", self.origin).parse()?),
            record_template: Some(RecordTemplate {
                cname_target: CNAME_TARGET.parse()?,
                a: vec![self.edge.ip().into()],
                aaaa: Vec::new(),
            }),
            ..ApplicationChange::default()
        };
        let application = match service.key_caller(API_KEY).await {
            Ok(caller) => service.update_application(&caller, caller.application, change).await?,
            Err(ServiceError::Unauthorized) => {
                let key = Some(API_KEY.to_owned());
                service.create_tenant("Northwind", Environment::Test, change, key).await?.0
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Guide {
            zone: ZONE,
            dns_addrs: self.dns.addrs,
            resolver_addr: self.resolver.address(),
            domain_connect: self.dns_host.to_string(),
            edge_addr: self.edge,
            edge_http_addr: self.edge_http,
            internal_addr: self.internal,
            ca_pem: self.authority.pem().to_owned(),
            api_key: API_KEY,
            application_id: application.id.to_string(),
            cname_target: CNAME_TARGET,
            demo_url: demo_url.to_owned(),
            public_url: service.settings.public_url.clone(),
        })
    }

    /// The sandbox's routes; they answer to this machine's names alone, and their streams end with
    /// `shutdown`.
    pub fn router(&self, guide: Guide, shutdown: CancellationToken) -> Router {
        let controls = Controls {
            zones: self.zones.clone(),
            faults: self.faults.clone(),
            resolver: self.resolver.clone(),
            clock: self.clock.clone(),
        };
        Router::new()
            .route("/sandbox", get(async |State(guide): State<Guide>| axum::Json(guide)))
            .with_state(guide)
            .merge(routes::router(controls))
            .merge(demo::router(shutdown))
            .layer(from_fn(routes::local_host_only))
    }
}
