//! The configured resolvers as a way to name servers and their addresses, and to nothing else.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use app::domain::name::OwnerName;
use app::domain::record::RecordType;
use futures::future::join;
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ProtocolConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{Name, RData};

use super::wire;

/// None of the resolvers gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoAnswer;

/// Asks whichever of the resolvers answers.
pub(super) struct Resolvers(TokioResolver);

impl Resolvers {
    pub(super) fn new(addresses: &[SocketAddr]) -> Result<Self, NetError> {
        let servers = addresses.iter().map(server).collect();
        let config = ResolverConfig::from_name_servers(servers);
        let provider = TokioRuntimeProvider::default();
        let mut builder = TokioResolver::builder_with_config(config, provider);
        *builder.options_mut() = options();
        Ok(Self(builder.build()?))
    }

    /// The NS set of `zone`; empty where there is none.
    pub(super) async fn name_servers(&self, zone: &OwnerName) -> Result<Vec<OwnerName>, NoAnswer> {
        let found = self.lookup(zone, RecordType::Ns).await?;
        let names = found.iter().filter_map(|data| match data {
            RData::NS(name) => wire::owner(&name.0),
            _ => None,
        });
        Ok(names.collect())
    }

    /// The addresses of a name server, of both families; none where it can't be found out.
    pub(super) async fn addresses(&self, name: &OwnerName) -> Vec<IpAddr> {
        let both = join(self.lookup(name, RecordType::A), self.lookup(name, RecordType::Aaaa));
        let (v4, v6) = both.await;
        let found = v4.unwrap_or_default().into_iter().chain(v6.unwrap_or_default());
        found.filter_map(|data| data.ip_addr()).collect()
    }

    async fn lookup(&self, name: &OwnerName, rtype: RecordType) -> Result<Vec<RData>, NoAnswer> {
        let labels = name.labels().map(str::as_bytes);
        let name = Name::from_labels(labels).map_err(|_| NoAnswer)?;
        match self.0.lookup(name, wire::code(rtype)).await {
            Ok(found) => Ok(found.answers().iter().map(|record| record.data.clone()).collect()),
            Err(error) if error.is_no_records_found() => Ok(Vec::new()),
            Err(error) => {
                tracing::debug!(%error, "the resolvers give no answer");
                Err(NoAnswer)
            }
        }
    }
}

fn server(address: &SocketAddr) -> NameServerConfig {
    let connection = |protocol: ProtocolConfig| {
        let mut connection = ConnectionConfig::new(protocol);
        connection.port = address.port();
        connection
    };
    let connections = vec![connection(ProtocolConfig::Udp), connection(ProtocolConfig::Tcp)];
    NameServerConfig::new(address.ip(), true, connections)
}

fn options() -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = Duration::from_secs(2);
    options.attempts = 2;
    // Delegations are remembered in `zone`, by our own clock.
    options.cache_size = 0;
    options.use_hosts_file = ResolveHosts::Never;
    options.max_active_requests = 4096;
    options
}
