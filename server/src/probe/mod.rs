//! What visitors and CAs meet: the edge with its certificate, and whatever answers on the web
//! at the addresses that a name leads to.
//!
//! Every address was named by somebody else: none is contacted that the rules forbid, nothing
//! secret is sent, and no server can keep us for long or fill our memory.

mod dns_host;
mod exchange;
mod fetch;
mod hsts;
mod http;
pub mod marker;
pub mod operator;
pub mod picture;
mod registry;
#[cfg(test)]
mod tests;
mod tls;
mod visit;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use app::domain::name::{Hostname, OwnerName};
use app::domain::web::{Handshake, HandshakeEnd, Visit, Web};
use futures::future::{join, join_all};
use rustls::client::{Resumption, VerifierBuilderError, WebPkiServerVerifier};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use tokio::time::Instant;
use tokio_rustls::TlsConnector;
use url::Url;

use self::marker::MarkerKeys;
use self::registry::Registries;
pub use self::visit::ProbeError;
use crate::clock::Clock;
use crate::net::AddressRules;

/// Addresses of one name that are visited.
const ADDRESSES: usize = 4;
const PATIENCE: Patience =
    Patience { step: Duration::from_secs(5), in_all: Duration::from_secs(10) };

/// Whom to trust, and what is out of bounds.
#[derive(Clone)]
pub struct ProbeConfig {
    /// The roots to trust beside the public ones.
    pub roots: Vec<CertificateDer<'static>>,
    /// Which addresses may be contacted.
    pub rules: AddressRules,
    /// The port of `http:` URLs that name none.
    pub http_port: u16,
    /// The port of `https:` URLs that name none.
    pub https_port: u16,
    /// The keys under which our edge's marker is signed.
    pub markers: MarkerKeys,
    /// Where it is told which registry answers for which domains (RFC 9224); `None`: nobody is
    /// asked.
    pub registries: Option<Url>,
    /// Whether DNS hosts are asked without TLS: those of the sandbox have none.
    pub plain_hosts: bool,
    /// The time.
    pub clock: Clock,
}

impl Default for ProbeConfig {
    fn default() -> Self {
        Self {
            roots: Vec::new(),
            rules: AddressRules::public(),
            http_port: 80,
            https_port: 443,
            markers: MarkerKeys::default(),
            registries: None,
            plain_hosts: false,
            clock: Clock::default(),
        }
    }
}

/// The roots can't be used.
#[derive(Debug, thiserror::Error)]
#[error("the trusted certificate can't be used")]
pub enum RootError {
    /// One of them is no certificate.
    Tls(#[from] rustls::Error),
    /// There are none.
    Verifier(#[from] VerifierBuilderError),
}

/// Visits names.
pub struct Probe {
    rules: AddressRules,
    http_port: u16,
    https_port: u16,
    markers: MarkerKeys,
    registries: Option<Registries>,
    plain_hosts: bool,
    clock: Clock,
    patience: Patience,
    /// Takes valid certificates alone.
    strict: TlsConnector,
    /// Takes any certificate: to see which one it is, and to go where a CA would go.
    lenient: TlsConnector,
    /// Whether browsers would take it.
    verifier: Arc<WebPkiServerVerifier>,
}

/// What to look at.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The name; a wildcard is never visited.
    pub hostname: &'a Hostname,
    /// Where it leads: four of them are visited, of both families.
    pub addresses: &'a [IpAddr],
    /// The names above it whose word counts for it too, the nearest first.
    pub above: &'a [OwnerName],
    /// Whether to shake hands: at an edge that may start an order, so never before the gate
    /// allows one.
    pub handshakes: bool,
}

/// Finds the addresses of names that redirects lead to.
pub trait Resolve: Sync {
    /// The addresses that can be reached from here; empty when the name has none, `None` when
    /// that could not be found out.
    fn addresses(&self, name: &OwnerName) -> impl Future<Output = Option<Vec<IpAddr>>> + Send;
}

impl Probe {
    /// Nothing is sent before the first visit.
    pub fn new(config: ProbeConfig) -> Result<Self, RootError> {
        let ProbeConfig {
            roots,
            rules,
            http_port,
            https_port,
            markers,
            registries,
            plain_hosts,
            clock,
        } = config;
        let mut store = RootCertStore::empty();
        store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        for root in roots {
            store.add(root)?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = Arc::new(store);
        let verifier =
            WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider)).build()?;
        let mut strict = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()?
            .with_webpki_verifier(Arc::clone(&verifier))
            .with_no_client_auth();
        // A session that goes on shows the certificate that it began with.
        strict.resumption = Resumption::disabled();
        let strict = TlsConnector::from(Arc::new(strict));
        let lenient = tls::lenient(provider)?;
        let patience = PATIENCE;
        let registries = registries.map(Registries::new);
        Ok(Self {
            rules,
            http_port,
            https_port,
            markers,
            registries,
            plain_hosts,
            clock,
            patience,
            strict,
            lenient,
            verifier,
        })
    }

    /// The keys under which markers are signed.
    #[must_use]
    pub const fn markers(&self) -> &MarkerKeys {
        &self.markers
    }

    /// Asks the web servers at every address at once. What could not be asked, for reasons on
    /// our side, is left out.
    pub async fn look(&self, sight: &Sight<'_>, resolve: &impl Resolve) -> Web {
        if sight.hostname.is_wildcard() {
            return Web::default();
        }
        let addresses = some(sight.addresses);
        let visits = addresses.iter().map(|ip| self.walk(sight.hostname, *ip, resolve));
        let secured = async {
            if sight.handshakes {
                self.secured(sight, &addresses, resolve).await
            } else {
                (vec![], None)
            }
        };
        let (visits, (handshakes, hsts)) = join(join_all(visits), secured).await;
        let visits: Vec<Visit> = visits.into_iter().flatten().collect();
        Web { visits, handshakes, hsts }
    }

    /// The handshakes; and, where none shows a good certificate, whether browsers insist on one.
    async fn secured(
        &self,
        sight: &Sight<'_>,
        addresses: &[IpAddr],
        resolve: &impl Resolve,
    ) -> (Vec<Handshake>, Option<OwnerName>) {
        let name = sight.hostname.as_owner();
        let deadline = self.patience.begin();
        let handshakes = addresses.iter().map(|ip| self.shake(name, *ip, deadline));
        let handshakes: Vec<Handshake> = join_all(handshakes).await.into_iter().flatten().collect();
        let now = self.clock.now();
        let good = |handshake: &Handshake| match handshake.end {
            HandshakeEnd::Shown { covers, not_after, trusted, .. } => {
                covers && trusted && now < not_after
            }
            HandshakeEnd::Alert
            | HandshakeEnd::Refused
            | HandshakeEnd::TimedOut
            | HandshakeEnd::Broken
            | HandshakeEnd::Forbidden => false,
        };
        let hsts = if handshakes.is_empty() || handshakes.iter().any(good) {
            None
        } else {
            self.insists_on_https(sight.above, resolve, deadline).await
        };
        (handshakes, hsts)
    }
}

/// A few addresses, of both families where there are both; the one that CAs prefer first.
fn some(addresses: &[IpAddr]) -> Vec<IpAddr> {
    let mut sixes = addresses.iter().filter(|ip| ip.is_ipv6());
    let mut fours = addresses.iter().filter(|ip| ip.is_ipv4());
    let mut some: Vec<IpAddr> = Vec::new();
    while some.len() < ADDRESSES {
        let before = some.len();
        some.extend(sixes.next());
        some.extend(fours.next());
        if some.len() == before {
            break;
        }
    }
    some.truncate(ADDRESSES);
    some
}

/// How long servers are waited for.
#[derive(Clone, Copy, Debug)]
struct Patience {
    /// For a connection, for a handshake, for an answer.
    step: Duration,
    /// For a visit with all its redirects.
    in_all: Duration,
}

/// The time of one visit.
#[derive(Clone, Copy, Debug)]
struct Deadline {
    step: Duration,
    end: Instant,
}

impl Patience {
    fn begin(self) -> Deadline {
        Deadline { step: self.step, end: Instant::now() + self.in_all }
    }
}

impl Deadline {
    /// Until when the next step may take.
    fn step(self) -> Instant {
        self.end.min(Instant::now() + self.step)
    }
}
