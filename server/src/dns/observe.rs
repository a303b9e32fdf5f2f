//! The whole look: every authority is asked for everything that a diagnosis may need.

use app::domain::desired::{Desired, DesiredRecord};
use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Delegation, Observation, Server, Transport};
use app::domain::record::{Rdata, RecordType};
use futures::future::{join, join_all, join3, join4};
use tokio::time::timeout_at;

use super::chain::aliases;
use super::look::Look;
use super::poll::one_each;
use super::wire::Question;
use super::zone::Charge;
use super::{Dns, LookupError};

/// Servers asked for records that stand at a wrong name: one that has them is enough.
const WITNESSES: usize = 2;
/// Aliases of one name that are followed.
const VARIANTS: usize = 12;
/// The types that lead a visitor on.
const ROUTING: [RecordType; 3] = [RecordType::Cname, RecordType::A, RecordType::Aaaa];

/// What the authorities said of the records that are desired.
struct Sweep {
    challenge: Vec<Answer>,
    /// By type, in the order of [`ROUTING`].
    routing: Vec<(RecordType, Vec<Answer>)>,
}

impl Dns {
    /// Looks at everything that is known to matter for `desired`, within the budget of a look.
    pub async fn observe(&self, desired: &Desired) -> Result<Observation, LookupError> {
        let look = Look::new(self);
        let base = desired.hostname.base();
        let until = look.until;
        let mut delegation = Delegation::Unknown;
        let looking = async {
            let charge = look.walk(&base).await?;
            delegation = charge.delegation.clone();
            if let Delegation::Zone(zone) = &charge.delegation {
                let answered = look.look_at(desired, &zone.apex, &charge).await;
                if !answered {
                    // Whether the zone is lame or we are cut off: the servers above it tell.
                    self.forget_zone(&base);
                    delegation = look.walk(&base).await?.delegation;
                }
            }
            charge.evidence.into_iter().for_each(|answer| look.note(answer));
            Ok(())
        };
        if let Ok(looked) = timeout_at(until, looking).await {
            looked?;
        }
        let observed_at = self.clock.now();
        Ok(Observation { observed_at, delegation, answers: look.into_answers() })
    }
}

impl Look<'_> {
    /// Asks it all; whether any authority answered.
    async fn look_at(&self, desired: &Desired, apex: &OwnerName, charge: &Charge) -> bool {
        let servers = &charge.servers;
        let some = one_each(servers);
        let base = desired.hostname.base();
        let soa = Question::new(apex.clone(), RecordType::Soa);
        let (sweep, (), (), _) = join4(
            self.sweep(desired, apex, servers),
            self.climb_caa(&base, charge, &some),
            self.follow(desired.template.cname_target.clone()),
            self.ask_all(&soa, &some, Transport::Udp),
        )
        .await;
        let answered = sweep.challenge.iter().any(|answer| !answer.reply.unanswered());
        if answered {
            self.ask_public(sweep.settled(desired)).await;
        }
        answered
    }

    /// The desired records at every authority, then what their absence or presence calls for.
    async fn sweep(&self, desired: &Desired, apex: &OwnerName, servers: &[Server]) -> Sweep {
        let hostname = desired.hostname.as_owner();
        let challenge = Question::new(desired.challenge.name.clone(), RecordType::Txt);
        let routing = ROUTING.map(async |rtype| {
            let question = Question::new(hostname.clone(), rtype);
            (rtype, self.ask_all(&question, servers, Transport::Udp).await)
        });
        let (answers, routing) =
            join(self.ask_all(&challenge, servers, Transport::Udp), join_all(routing)).await;
        let mut sweep = Sweep { challenge: answers, routing };
        let proven = sweep.is_proven(desired);
        let confirm = async {
            // What lets a name go live is confirmed on a way that can't be spoofed blindly.
            let servers = if proven { servers } else { &[] };
            self.ask_all(&challenge, servers, Transport::Tcp).await
        };
        let wrong_names = async {
            if !(proven && sweep.is_routed()) {
                self.ask_wrong_names(desired, apex, &sweep).await;
            }
        };
        let follow = async {
            for target in sweep.aliases() {
                self.follow(target).await;
            }
        };
        let (confirmed, (), ()) = join3(confirm, wrong_names, follow).await;
        if proven {
            sweep.challenge = confirmed;
        }
        sweep
    }

    /// Where records end up that were entered at a wrong name.
    async fn ask_wrong_names(&self, desired: &Desired, apex: &OwnerName, sweep: &Sweep) {
        let witnesses: Vec<Server> = sweep
            .challenge
            .iter()
            .filter(|answer| !answer.reply.unanswered())
            .map(|answer| answer.asked.server.clone())
            .take(WITNESSES)
            .collect();
        let questions = wrong_names(desired, apex);
        let asking =
            questions.iter().map(|question| self.ask_all(question, &witnesses, Transport::Udp));
        join_all(asking).await;
    }
}

impl Sweep {
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

    /// What the hostname is an alias of; authorities that disagree make it several names.
    fn aliases(&self) -> Vec<OwnerName> {
        let targets = self.routing.iter().flat_map(|(_, answers)| aliases(answers));
        targets.take(VARIANTS).collect()
    }

    /// What the resolvers might be asked for, each with whether the authorities all have it.
    fn settled(&self, desired: &Desired) -> Vec<(Question, bool)> {
        let hostname = desired.hostname.as_owner();
        let routing = self.routing.iter().map(|(rtype, answers)| {
            let stands = all(answers, |answer| !answer.records().is_empty());
            (Question::new(hostname.clone(), *rtype), stands)
        });
        let challenge = Question::new(desired.challenge.name.clone(), RecordType::Txt);
        std::iter::once((challenge, self.is_proven(desired))).chain(routing).collect()
    }
}

/// Whether all servers that answer say so, and one does.
fn all(answers: &[Answer], says: impl Fn(&Answer) -> bool) -> bool {
    let mut known = answers.iter().filter(|answer| !answer.reply.unanswered()).peekable();
    known.peek().is_some() && known.all(says)
}

/// The names where a desired record is looked for though it does not belong there.
fn wrong_names(desired: &Desired, apex: &OwnerName) -> Vec<Question> {
    let base = desired.hostname.base();
    let challenge = &desired.challenge.name;
    let bare_label = challenge.as_str().strip_prefix('_').and_then(|text| text.parse().ok());
    let misplaced = [Some(base), Some(apex.clone()), bare_label];
    let misplaced =
        misplaced.into_iter().flatten().map(|name| Question::new(name, RecordType::Txt));
    // DNS hosts that append the zone to a name that already ends with it.
    let doubled = |record: &DesiredRecord| {
        let name = apex.prefixed(record.host.as_str()).ok()?;
        Some(Question::new(name, record.rtype))
    };
    let records = desired.records();
    let mut questions: Vec<Question> = Vec::new();
    for question in misplaced.chain(records.iter().filter_map(doubled)) {
        if !questions.contains(&question) {
            questions.push(question);
        }
    }
    questions
}
