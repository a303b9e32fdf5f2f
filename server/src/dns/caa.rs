//! Looking for the CAA set that a CA would find (RFC 8659 §3).

use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Server, Transport};
use app::domain::record::RecordType;
use futures::future::join_all;

use super::chain::aliases;
use super::look::Look;
use super::wire::Question;
use super::zone::Charge;

/// Names climbed, and aliases chased at each.
const STEPS: usize = 16;

/// What one name of the climb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Climb {
    /// A set stands here, or nobody could be asked: a CA goes no further either.
    Ends,
    /// Nothing stands here.
    GoesOn,
}

impl Look<'_> {
    /// Asks for CAA at `base` and each name above it in the zone, all at once; then above the
    /// zone, one after another until a set is found.
    pub(super) async fn climb_caa(&self, base: &OwnerName, charge: &Charge, servers: &[Server]) {
        let apex = charge.delegation.zone().map(|zone| &zone.apex);
        let inside = |name: &OwnerName| apex.is_some_and(|apex| name.is_under(apex));
        let (inside, above): (Vec<_>, Vec<_>) = base.ancestors().take(STEPS).partition(inside);
        let asking = inside.iter().map(|name| self.caa_at(name, servers, Whom::All));
        if join_all(asking).await.contains(&Climb::Ends) {
            return;
        }
        for name in above {
            let Ok(charge) = self.walk(&name).await else { return };
            if self.caa_at(&name, &charge.servers, Whom::Any).await == Climb::Ends {
                return;
            }
        }
    }

    /// Asks at one name, and at what it is an alias of; the target's parents aren't climbed.
    async fn caa_at(&self, name: &OwnerName, servers: &[Server], whom: Whom) -> Climb {
        let question = Question::new(name.clone(), RecordType::Caa);
        let mut answers = match whom {
            Whom::All => self.ask_all(&question, servers, Transport::Udp).await,
            Whom::Any => self.ask_any(&question, servers).await.into_iter().collect(),
        };
        let mut chased = vec![name.clone()];
        for _ in 0..STEPS {
            if ends(&answers) {
                return Climb::Ends;
            }
            let next = aliases(&answers).into_iter().find(|target| !chased.contains(target));
            let Some(target) = next else { return Climb::GoesOn };
            let Ok(charge) = self.walk(&target).await else { return Climb::Ends };
            let question = Question::new(target.clone(), RecordType::Caa);
            answers = self.ask_any(&question, &charge.servers).await.into_iter().collect();
            chased.push(target);
        }
        Climb::Ends
    }
}

/// How many of a zone's servers are asked.
#[derive(Clone, Copy)]
enum Whom {
    All,
    Any,
}

fn ends(answers: &[Answer]) -> bool {
    answers.iter().all(|answer| answer.reply.unanswered())
        || answers.iter().any(|answer| answer.values().next().is_some())
}
