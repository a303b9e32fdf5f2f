//! The cheap look between two whole ones: has anything changed?

use app::domain::desired::Desired;
use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Reply, Server, Transport, Zone};
use app::domain::record::{Rdata, RecordType};
use futures::future::join_all;
use tokio::time::timeout;

use super::Dns;
use super::look::Look;
use super::wire::Question;

/// A server that takes longer is left for the next poll.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// What one address of each name server said; equal as long as no answer changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(Vec<Option<Seen>>);

/// The values of an answer; TTLs don't count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Seen {
    rcode: &'static str,
    values: Vec<(OwnerName, Rdata)>,
}

impl Dns {
    /// Asks one address of each name server of `zone` for what is desired.
    pub async fn poll(&self, desired: &Desired, zone: &Zone) -> Fingerprint {
        let look = Look::new(self, desired.challenge.name.clone());
        let servers = one_each(&self.contacts(&zone.servers));
        let hostname = desired.hostname.as_owner();
        let questions = [
            Question::new(desired.challenge.name.clone(), RecordType::Txt),
            Question::new(hostname.clone(), RecordType::Cname),
            Question::new(hostname.clone(), RecordType::A),
        ];
        let each = servers.iter().flat_map(|server| questions.iter().map(move |q| (server, q)));
        let asking = each.map(async |(server, question)| {
            let query = look.query(question, server, Transport::Udp);
            let (_, answer, _) = timeout(PATIENCE, query).await.ok()??;
            seen(&answer)
        });
        Fingerprint(join_all(asking).await)
    }
}

/// The first contact of each name server.
pub(super) fn one_each(contacts: &[Server]) -> Vec<Server> {
    let mut chosen: Vec<Server> = Vec::new();
    for server in contacts {
        if chosen.iter().all(|known| known.name != server.name || server.name.is_none()) {
            chosen.push(server.clone());
        }
    }
    chosen
}

/// `None` where nothing was learnt.
fn seen(answer: &Answer) -> Option<Seen> {
    let records = match &answer.reply {
        Reply::Records { records } => records.as_slice(),
        Reply::NoData { .. } | Reply::NoName { .. } => &[],
        Reply::ServFail | Reply::Refused | Reply::Lame | Reply::Silent | Reply::Malformed => {
            return None;
        }
    };
    let mut values: Vec<_> =
        records.iter().map(|record| (record.owner.clone(), record.rdata.clone())).collect();
    values.sort();
    Some(Seen { rcode: answer.reply.rcode(), values })
}
