//! The records that are desired, at every authority.

use app::domain::desired::Desired;
use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Server, Transport};
use app::domain::record::{Rdata, Record, RecordType};
use futures::future::{join, join_all};
use futures::join;

use super::chain::{HOPS, aliases};
use super::look::Look;
use super::observe::all;
use super::wire::Question;

/// Servers asked once more, to see whether each answers the same.
const AGAIN: usize = 2;
/// Aliases of one name that are followed.
const VARIANTS: usize = 12;
/// The types that lead a visitor on.
pub(super) const ROUTING: [RecordType; 3] = [RecordType::Cname, RecordType::A, RecordType::Aaaa];

/// What the authorities said of the records that are desired.
pub(super) struct Sweep {
    challenge: Vec<Answer>,
    /// By type, in the order of [`ROUTING`].
    routing: Vec<(RecordType, Vec<Answer>)>,
}

impl Look<'_> {
    /// The desired records at every authority, then what their absence or presence calls for.
    pub(super) async fn sweep(
        &self,
        desired: &Desired,
        apex: &OwnerName,
        servers: &[Server],
    ) -> Sweep {
        let mut sweep = self.ask_desired(desired, servers).await;
        let challenge = Question::new(desired.challenge.name.clone(), RecordType::Txt);
        let proven = sweep.is_proven(desired);
        let confirm = async {
            // What lets a name go live is confirmed on a way that can't be spoofed blindly.
            let servers = if proven { servers } else { &[] };
            self.ask_all(&challenge, servers, Transport::Tcp).await
        };
        let wrong_names = async {
            if !(proven && sweep.is_routed()) {
                self.ask_wrong_names(desired, apex, &sweep.witnesses()).await;
            }
        };
        let again = async {
            if sweep.varies() {
                self.ask_again(desired, servers).await;
            }
        };
        let follow = join_all(sweep.aliases().into_iter().map(|target| self.follow(target)));
        let (confirmed, (), (), _) = join!(confirm, wrong_names, again, follow);
        if proven {
            sweep.challenge = confirmed;
        }
        sweep
    }

    /// All desired records, of each of `servers`.
    pub(super) async fn ask_desired(&self, desired: &Desired, servers: &[Server]) -> Sweep {
        let hostname = desired.hostname.as_owner();
        let challenge = Question::new(desired.challenge.name.clone(), RecordType::Txt);
        let routing = ROUTING.map(async |rtype| {
            let question = Question::new(hostname.clone(), rtype);
            (rtype, self.ask_all(&question, servers, Transport::Udp).await)
        });
        let asking = join(self.ask_all(&challenge, servers, Transport::Udp), join_all(routing));
        let (challenge, routing) = asking.await;
        Sweep { challenge, routing }
    }

    /// Where servers differ, or each of them does so by the moment: the same servers again.
    async fn ask_again(&self, desired: &Desired, servers: &[Server]) {
        let servers = servers.get(..AGAIN).unwrap_or(servers);
        let hostname = desired.hostname.as_owner();
        let asking = ROUTING.map(async |rtype| {
            let question = Question::new(hostname.clone(), rtype);
            self.ask_all(&question, servers, Transport::Udp).await
        });
        join_all(asking).await;
    }

    /// Whether the answer ends in a record of this type, by what was followed so far.
    fn leads_to(&self, rtype: RecordType, answer: &Answer) -> bool {
        let mut records: Vec<Record> = answer.records().to_vec();
        for _ in 0..HOPS {
            if records.iter().any(|record| record.rdata.mnemonic() == rtype.as_str()) {
                return true;
            }
            let Some(next) = records.iter().rev().find_map(|record| record.rdata.alias()) else {
                return false;
            };
            let told = self.told(&Question::new(next.clone(), rtype));
            let told = told.into_iter().find(|answer| !answer.records().is_empty());
            let Some(answer) = told else { return false };
            records = answer.records().to_vec();
        }
        false
    }
}

impl Sweep {
    /// Whether any authority answered.
    pub(super) fn answered(&self) -> bool {
        self.challenge.iter().any(|answer| !answer.reply.unanswered())
    }

    /// Whether every authority that answers has the wanted proof.
    fn is_proven(&self, desired: &Desired) -> bool {
        let wanted = Rdata::Txt(desired.challenge.value.clone());
        all(&self.challenge, |answer| answer.values().any(|value| *value == wanted))
    }

    /// Whether anything leads a visitor anywhere.
    fn is_routed(&self) -> bool {
        let mut answers = self.routing.iter().flat_map(|(_, answers)| answers);
        answers.any(|answer| !answer.records().is_empty())
    }

    /// Whether two servers lead visitors differently.
    fn varies(&self) -> bool {
        self.routing.iter().any(|(_, answers)| {
            let known = answers.iter().filter(|answer| !answer.reply.unanswered());
            let mut values = known.map(|answer| {
                let mut values: Vec<&Rdata> = answer.values().collect();
                values.sort();
                values
            });
            let first = values.next();
            values.any(|other| Some(other) != first)
        })
    }

    /// The servers that answer.
    fn witnesses(&self) -> Vec<Server> {
        let answered = self.challenge.iter().filter(|answer| !answer.reply.unanswered());
        answered.map(|answer| answer.asked.server.clone()).collect()
    }

    /// What the hostname is an alias of; authorities that disagree make it several names.
    fn aliases(&self) -> Vec<OwnerName> {
        let mut targets: Vec<OwnerName> = Vec::new();
        for target in self.routing.iter().flat_map(|(_, answers)| aliases(answers)) {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        targets.truncate(VARIANTS);
        targets
    }

    /// What the resolvers might be asked for, each with whether the authorities all have it. An
    /// address is there only when the way to it is whole: a resolver follows it to its end.
    pub(super) fn settled(&self, look: &Look<'_>, desired: &Desired) -> Vec<(Question, bool)> {
        let hostname = desired.hostname.as_owner();
        let routing = self.routing.iter().map(|(rtype, answers)| {
            let stands = all(answers, |answer| look.leads_to(*rtype, answer));
            (Question::new(hostname.clone(), *rtype), stands)
        });
        let challenge = Question::new(desired.challenge.name.clone(), RecordType::Txt);
        std::iter::once((challenge, self.is_proven(desired))).chain(routing).collect()
    }
}
