//! Whether a signed zone is sound: by its own records, and by what validating resolvers say.
//!
//! The signatures themselves are not verified here: that is the resolvers' part. What is looked
//! at is what goes wrong at zones: a DS set that was left behind, and signatures that ended.

mod fault;
mod records;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;

use app::domain::name::OwnerName;
use app::domain::observation::{
    Answer, Dnssec, DnssecFault, Reply, Server, ServerKind, Transport, Validation,
};
use app::domain::record::RecordType;
use futures::future::{join, join_all, join3};
use time::Duration;

use self::fault::fault;
pub(super) use self::records::presentation;
use super::look::{Look, witnesses};
use super::public::product;
use super::wire::{Mode, Question, Raw};
use super::zone::Above;

/// How long the parent's word is taken for granted: as long as its NS set.
const DS_AGE: Duration = Duration::minutes(1);
/// Resolvers that are asked for their word.
const RESOLVERS: usize = 3;

/// The DS set of a zone, at its parent.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    answer: Answer,
    raw: Vec<Raw>,
}

impl Look<'_> {
    /// Looks at the zone's own records, where its parent has a DS set for it.
    pub(super) async fn examine(&self, apex: &OwnerName, above: &Above, servers: &[Server]) {
        let Some(signed) = self.signed(apex, above).await else { return };
        let ask = async |server| {
            let question = |rtype| Question::new(apex.clone(), rtype);
            let (keys, start) = (question(RecordType::Dnskey), question(RecordType::Soa));
            let ask = |question| self.query_as(question, server, Transport::Udp, Mode::Signed);
            let (keys, start) = join(ask(&keys), ask(&start)).await;
            let ((number, answer, keys), (_, _, start)) = (keys?, start?);
            self.write(number, answer);
            let told = !keys.reply.unanswered() && !start.reply.unanswered();
            told.then_some((keys.raw, start.raw))
        };
        let told = witnesses(servers, ask).await;
        let now = self.dns.clock.now();
        let judged = |(keys, start): &(Vec<Raw>, Vec<Raw>)| {
            fault(apex, &signed.raw, [keys.as_slice(), start.as_slice()], now)
        };
        let fault: Option<DnssecFault> = told.iter().find_map(judged);
        self.keep_dnssec(Dnssec { ds: signed.answer, fault, validations: Vec::new() });
    }

    /// The DS set by the servers above; `None` where there is none, or nobody tells.
    async fn signed(&self, apex: &OwnerName, above: &Above) -> Option<Signed> {
        let now = self.dns.clock.now();
        if let Some(known) = self.dns.zones.signed.get(apex, now) {
            return known;
        }
        let question = Question::new(apex.clone(), RecordType::Ds);
        let ask = async |server| {
            let (_, answer, response) = self.query(&question, server, Transport::Udp).await?;
            (!answer.reply.unanswered()).then_some((answer, response))
        };
        let told = witnesses(&above.servers, ask).await;
        let heard = !told.is_empty();
        // While the registry's servers differ, the one that has a set is met by somebody.
        let signed = told.into_iter().find_map(|(answer, response)| {
            (!response.raw.is_empty()).then_some(Signed { answer, raw: response.raw })
        });
        if heard {
            self.dns.zones.signed.put(apex.clone(), signed.clone(), now, DS_AGE);
        }
        signed
    }

    /// Asks the resolvers for their word on a signed zone, once that can't spoil anything.
    pub(super) async fn validate(&self, apex: &OwnerName, control: &OwnerName) {
        let resolvers = self.dns.config.resolvers.iter().take(RESOLVERS);
        let asking = resolvers.map(|resolver| self.validation(apex, control, *resolver));
        let validations: Vec<_> = join_all(asking).await.into_iter().flatten().collect();
        self.with_dnssec(|dnssec| dnssec.validations = validations);
    }

    async fn validation(
        &self,
        apex: &OwnerName,
        control: &OwnerName,
        address: SocketAddr,
    ) -> Option<Validation> {
        let name = product(address.ip()).map(str::to_owned);
        let server = Server { name, address, kind: ServerKind::Recursive };
        let start = |name: &OwnerName| Question::new(name.clone(), RecordType::Soa);
        let (start, control) = (start(apex), start(control));
        let ask = |question, mode| self.query_as(question, &server, Transport::Udp, mode);
        let checked = async {
            let (_, first, _) = ask(&start, Mode::Recursive).await?;
            if !first.reply.unanswered() {
                return Some(first);
            }
            // A resolver that was only out of breath answers the second time.
            let second = ask(&start, Mode::Recursive).await;
            Some(second.map_or(first, |(_, second, _)| second))
        };
        let (checked, unchecked, control) =
            join3(checked, ask(&start, Mode::Unchecked), ask(&control, Mode::Recursive)).await;
        // Only who validates says so of the zone above, which is signed: it has a DS set.
        let healthy = control.is_some_and(|(_, answer, response)| {
            response.authentic && matches!(answer.reply, Reply::Records { .. })
        });
        Some(Validation { healthy, checked: checked?, unchecked: unchecked?.1 })
    }
}
