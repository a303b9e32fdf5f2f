//! What a service says that speaks JSON over HTTP: a registry's, a DNS host's.

use std::net::{IpAddr, SocketAddr};

use app::domain::name::OwnerName;
use hyper::header::LOCATION;
use rustls::pki_types::ServerName;
use tokio::time::timeout_at;
use url::{Host, Url};

use super::exchange::{Heard, get};
use super::{Deadline, Probe, Resolve};

/// A registry may send us on to the registrar (RFC 7480 §5.2), a host to another of its servers.
const REDIRECTS: usize = 3;

impl Probe {
    /// Asks for `url`, and where it leads; without TLS only where `plain` allows it.
    pub(super) async fn fetch(
        &self,
        mut url: Url,
        limit: usize,
        plain: bool,
        resolve: &impl Resolve,
    ) -> Option<(Heard, SocketAddr, Url)> {
        let deadline = self.patience.begin();
        for _ in 0..=REDIRECTS {
            let (heard, address) = self.fetch_once(&url, limit, plain, resolve, deadline).await?;
            if !matches!(heard.status, 301 | 302 | 303 | 307 | 308) {
                return Some((heard, address, url));
            }
            url = url.join(&heard.field(&LOCATION)?).ok()?;
        }
        None
    }

    async fn fetch_once(
        &self,
        url: &Url,
        limit: usize,
        plain: bool,
        resolve: &impl Resolve,
        deadline: Deadline,
    ) -> Option<(Heard, SocketAddr)> {
        let (host, addresses) = match url.host()? {
            Host::Domain(host) => {
                let name: OwnerName = host.parse().ok()?;
                let resolving = timeout_at(deadline.step(), resolve.addresses(&name));
                (host.to_owned(), resolving.await.ok()??)
            }
            Host::Ipv4(ip) => (ip.to_string(), vec![IpAddr::V4(ip)]),
            Host::Ipv6(ip) => (ip.to_string(), vec![IpAddr::V6(ip)]),
        };
        let ip = self.candidates(&addresses).into_iter().next()?;
        let address = SocketAddr::new(ip, url.port_or_known_default()?);
        let tcp = self.reach(address, deadline).await.ok()?;
        let heard = match url.scheme() {
            "https" => {
                let server = ServerName::try_from(host).ok()?;
                let shaking = timeout_at(deadline.step(), self.strict.connect(server, tcp));
                get(shaking.await.ok()?.ok()?, url, limit, deadline).await.ok()?
            }
            "http" if plain => get(tcp, url, limit, deadline).await.ok()?,
            _ => return None,
        };
        Some((heard, address))
    }
}
