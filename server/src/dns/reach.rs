//! Whether a server answers at all, over one transport and no other: for whoever looks after the
//! network, not for what is told of domains.

use std::net::SocketAddr;
use std::time::Duration;

use app::domain::name::OwnerName;
use app::domain::observation::{Reply, Transport};
use app::domain::record::RecordType;
use tokio::time::Instant;

use super::Dns;
use super::wire::{Mode, Question};

/// Servers of the root (<https://www.iana.org/domains/root/servers>): a, k and m, of three
/// operators.
const ROOT: [[u8; 4]; 3] = [[198, 41, 0, 4], [193, 0, 14, 129], [202, 12, 27, 33]];

impl Dns {
    /// Where the root's servers are: by the settings, or else some that everybody knows.
    #[must_use]
    pub fn root_servers(&self) -> Vec<SocketAddr> {
        if !self.config.root_hints.is_empty() {
            return self.config.root_hints.clone();
        }
        ROOT.map(|address| SocketAddr::from((address, self.config.port))).to_vec()
    }

    /// What a resolver says of the name servers of `zone`, and how long it takes; `None` when
    /// nothing that can be read comes.
    pub async fn resolver_reply(
        &self,
        resolver: SocketAddr,
        zone: &OwnerName,
    ) -> (Option<Reply>, Duration) {
        self.reply(resolver, zone, Mode::Recursive, Transport::Udp).await
    }

    /// The same of a server of the root, over this transport.
    pub async fn root_reply(
        &self,
        server: SocketAddr,
        transport: Transport,
    ) -> (Option<Reply>, Duration) {
        self.reply(server, &OwnerName::root(), Mode::Authoritative, transport).await
    }

    async fn reply(
        &self,
        server: SocketAddr,
        zone: &OwnerName,
        mode: Mode,
        transport: Transport,
    ) -> (Option<Reply>, Duration) {
        let since = Instant::now();
        let question = Question::new(zone.clone(), RecordType::Ns);
        let reply = self.client.ask_once(&question, server, mode, transport).await;
        (reply, since.elapsed())
    }
}
