//! The whole look: every authority is asked for everything that a diagnosis may need.
//!
//! Three rounds: all that can be asked at once; what the answers call for; and, where nothing
//! can be spoilt by it, the resolvers.

use app::domain::desired::Desired;
use app::domain::earlier::Earlier;
use app::domain::observation::{Answer, Delegation, Observation, Transport, Zone};
use app::domain::record::{Rdata, RecordType};
use futures::join;
use tokio::time::timeout_at;

use super::look::{Look, Notebook};
use super::poll::one_each;
use super::public::Key;
use super::wire::Question;
use super::zone::Charge;
use super::{Dns, LookupError};

/// Servers asked for CAA: a CA meets one of them.
const CAA_SERVERS: usize = 4;

impl Dns {
    /// Looks at everything that is known to matter for `desired`, within the budget of a look.
    /// `earlier` is what the looks before have left: it tells whom else to ask.
    pub async fn observe(
        &self,
        desired: &Desired,
        earlier: &Earlier,
    ) -> Result<Observation, LookupError> {
        let look = Look::new(self, desired.challenge.name.clone());
        let base = desired.hostname.base();
        let until = look.until;
        let mut delegation = Delegation::Unknown;
        let looking = Box::pin(async {
            let mut charge = look.walk(&base).await?;
            delegation = charge.delegation.clone();
            if let Delegation::Zone(zone) = &delegation
                && !look.look_at(desired, earlier, zone, &charge).await
            {
                // Whether the zone is lame or we are cut off: the servers above it tell.
                self.forget_zone(&base);
                charge = look.walk(&base).await?;
                delegation = charge.delegation;
            }
            charge.evidence.into_iter().for_each(|answer| look.note(answer));
            Ok(())
        });
        if let Ok(looked) = timeout_at(until, looking).await {
            looked?;
        }
        let observed_at = self.clock.now();
        let Notebook { answers, probes, dnssec } = look.into_notebook();
        let seen = Observation::of(observed_at, delegation, answers);
        Ok(Observation { probes, dnssec, earlier: earlier.clone(), ..seen })
    }
}

impl Look<'_> {
    /// Asks it all; whether any authority answered.
    async fn look_at(
        &self,
        desired: &Desired,
        earlier: &Earlier,
        zone: &Zone,
        charge: &Charge,
    ) -> bool {
        let apex = &zone.apex;
        let some = one_each(&charge.servers);
        let base = desired.hostname.base();
        let at_apex = |rtype| Question::new(apex.clone(), rtype);
        let (start, servers) = (at_apex(RecordType::Soa), at_apex(RecordType::Ns));
        let caa_servers = some.get(..CAA_SERVERS).unwrap_or(&some);
        let examined = async {
            if let Some(above) = &charge.above {
                self.examine(apex, above, &some).await;
            }
        };
        let (sweep, start, _, (), (), (), (), ()) = join!(
            self.sweep(desired, apex, &charge.servers),
            self.ask_all(&start, &some, Transport::Udp),
            self.ask_all(&servers, &some, Transport::Udp),
            self.ask_elsewhere(desired, zone, earlier),
            self.ask_aside(desired, apex, &some),
            self.climb_caa(&base, charge, caa_servers),
            self.follow(desired.template.cname_target.clone()),
            examined,
        );
        let answered = sweep.answered();
        if answered {
            let stands = all(&start, |answer| answer.values().any(is_start));
            join!(
                self.ask_public(sweep.settled(self, desired), desired),
                self.ask_validators(zone, charge, stands),
            );
        }
        answered
    }

    /// The resolvers' word on a signed zone, once all of its servers have had it for a while.
    async fn ask_validators(&self, zone: &Zone, charge: &Charge, stands: bool) {
        let (Some(above), true) = (&charge.above, self.is_signed()) else { return };
        let key = Key::of(zone.apex.clone(), RecordType::Soa);
        if self.dns.views.may_ask(&key, stands, self.dns.clock.now()) {
            self.validate(&zone.apex, &above.zone).await;
        }
    }
}

/// Whether all servers that answer say so, and one does.
pub(super) fn all(answers: &[Answer], says: impl Fn(&Answer) -> bool) -> bool {
    let mut known = answers.iter().filter(|answer| !answer.reply.unanswered()).peekable();
    known.peek().is_some() && known.all(says)
}

const fn is_start(rdata: &Rdata) -> bool {
    matches!(rdata, Rdata::Soa { .. })
}
