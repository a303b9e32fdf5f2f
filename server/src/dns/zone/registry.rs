//! What a registry's own servers say of a name that they delegate to nobody.

use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Delegation, Reply, Transport};
use app::domain::record::RecordType;
use futures::future::join_all;

use super::{Arrival, Charge, Level};
use crate::dns::look::Look;
use crate::dns::suffix::{public_suffix, registrable};
use crate::dns::wire::Question;

/// What a name may have without having servers.
const RECORDS: [RecordType; 4] = [RecordType::A, RecordType::Aaaa, RecordType::Mx, RecordType::Txt];

impl Look<'_> {
    /// Whether the name is free, or registered without servers; `None` where the registry's
    /// zone holds records for it, and so is in charge itself.
    pub(super) async fn at_registry(
        &self,
        level: &Level,
        name: &OwnerName,
        arrival: &Arrival,
    ) -> Option<Charge> {
        // A suffix that is no zone of its own is registered by nobody.
        if public_suffix(name) == *name && !is_no_name(&arrival.answer) {
            return None;
        }
        let registered = registrable(name);
        let mut evidence = vec![arrival.answer.clone()];
        if registered != *name {
            // Below a name without records, only an absence tells anything.
            if !is_no_name(&arrival.answer) {
                return None;
            }
            let question = Question::new(registered.clone(), RecordType::Soa);
            let Some((_, answer, _)) = self.query(&question, &arrival.server, Transport::Udp).await
            else {
                return Some(Charge::nowhere());
            };
            evidence.push(answer);
        }
        let delegation = match &evidence.last()?.reply {
            Reply::NoName { .. } => Delegation::NotRegistered { name: registered },
            Reply::NoData { .. } if self.is_bare(&registered, arrival).await => {
                Delegation::NotDelegated { name: registered }
            }
            Reply::NoData { .. } | Reply::Records { .. } => return None,
            Reply::ServFail | Reply::Refused | Reply::Lame | Reply::Silent | Reply::Malformed => {
                return Some(Charge::nowhere());
            }
        };
        let (servers, above) = (level.servers.clone(), level.above.clone());
        Some(Charge { delegation, servers, evidence, above })
    }

    /// Whether the registry holds no record of a kind that names are used by.
    async fn is_bare(&self, name: &OwnerName, arrival: &Arrival) -> bool {
        let asking = RECORDS.map(async |rtype| {
            let question = Question::new(name.clone(), rtype);
            self.query(&question, &arrival.server, Transport::Udp).await
        });
        let told = join_all(asking).await;
        told.iter().flatten().all(|(_, answer, _)| answer.reply.is_absence())
    }
}

const fn is_no_name(answer: &Answer) -> bool {
    matches!(answer.reply, Reply::NoName { .. })
}
