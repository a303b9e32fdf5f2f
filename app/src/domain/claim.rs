//! Who holds a name when more than one has proven it.
//!
//! ```text
//! the holder …                                         a proof that meets it …
//! drifted past its grace                               takes the name
//! never live, and the proof came after its own         takes the name
//! anything else                                        waits, unless it is a bid (`transfer: true`):
//!
//! bid ─proof─▶ notice to the holder ─proof every hour, until it is over─▶ takes the name
//!               └─ the proof goes, or was not seen for too long ─▶ bid, without notice
//! ```

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::connection::{Judgement, Policy, Progress, State};

/// A proof must be seen every hour; one that was not seen for so long has not been there.
pub const MAX_GAP: Duration = Duration::hours(2);
/// How often the proof of a bid is looked at while its notice runs.
pub const EVERY: Duration = Duration::minutes(59);

/// What is remembered of a connection that may meet a holder of its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contest {
    /// Whether it was made to take the name over from a holder that is live.
    pub transfer: bool,
    /// The challenges of others that stood beside the proof when it was last seen; of a holder,
    /// when it proved itself.
    pub beside: Vec<String>,
    /// When the last look began that did not find the proof.
    #[serde(with = "time::serde::rfc3339::option")]
    pub missed_at: Option<OffsetDateTime>,
    /// When the proof was last seen.
    #[serde(with = "time::serde::rfc3339::option")]
    pub proof_seen_at: Option<OffsetDateTime>,
    /// What the holder was told.
    pub notice: Option<Notice>,
}

/// That a holder was told, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The connection that was told.
    pub holder: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub begun_at: OffsetDateTime,
}

/// Another connection that holds the name.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// Its id.
    pub id: &'a str,
    /// How far it is.
    pub progress: &'a Progress,
    /// The challenges of others that stood there when it proved itself.
    pub beside: &'a [String],
}

/// What becomes of a name that one holds and another has just proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The holder keeps it.
    Keeps,
    /// The holder keeps it for now, and must be told.
    Begins,
    /// The holder was told, and keeps it until the notice is over.
    Runs,
    /// The holder gives way in the transaction of the proof.
    Yields,
    /// The holder is told and gives way in one: the notice has no length.
    YieldsUntold,
}

impl Ruling {
    /// Whether the name changes hands.
    #[must_use]
    pub const fn yields(self) -> bool {
        matches!(self, Self::Yields | Self::YieldsUntold)
    }
}

impl Contest {
    /// A fresh one.
    #[must_use]
    pub fn new(transfer: bool) -> Self {
        Self { transfer, ..Self::default() }
    }

    /// What is left once the name is held: who was there before.
    #[must_use]
    pub fn won(self) -> Self {
        Self { beside: self.beside, ..Self::default() }
    }

    /// What a look that began at `began` and ended at `now` leaves. A proof that went takes the
    /// notice with it; not being able to ask changes nothing.
    #[must_use]
    pub fn looked(
        self,
        seen: Judgement,
        beside: Vec<String>,
        began: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Self {
        match seen {
            Judgement::Unknown => self,
            Judgement::Wrong => Self { missed_at: Some(began), ..Self::new(self.transfer) },
            Judgement::Right => {
                let stood = self.proof_seen_at.is_some_and(|at| now <= at + MAX_GAP);
                Self {
                    beside,
                    proof_seen_at: Some(now),
                    notice: self.notice.filter(|_| stood),
                    ..self
                }
            }
        }
    }

    /// What becomes of the name when a look that has just seen the proof, `challenge`, meets
    /// `holder`.
    #[must_use]
    pub fn against(
        self,
        challenge: &str,
        holder: Holder<'_>,
        now: OffsetDateTime,
        policy: &Policy,
    ) -> (Self, Ruling) {
        if is_lost(holder.progress, now, policy) || self.is_fresher_than(challenge, holder) {
            return (self, Ruling::Yields);
        }
        if !self.transfer {
            return (self, Ruling::Keeps);
        }
        match &self.notice {
            Some(notice) if notice.holder == holder.id => {
                let over = notice.begun_at + policy.claim_notice <= now;
                (self, if over { Ruling::Yields } else { Ruling::Runs })
            }
            Some(_) | None => {
                let notice = Some(Notice { holder: holder.id.to_owned(), begun_at: now });
                let untold = policy.claim_notice <= Duration::ZERO;
                let ruling = if untold { Ruling::YieldsUntold } else { Ruling::Begins };
                (Self { notice, ..self }, ruling)
            }
        }
    }

    /// Whether the proof came after that of a holder that was never live. Of those that stood
    /// there together the first to be seen wins, however the looks at them race.
    fn is_fresher_than(&self, challenge: &str, holder: Holder<'_>) -> bool {
        let proven_at = holder.progress.axes.ownership.since;
        let stood = holder.beside.iter().any(|other| other == challenge);
        let came_back = self.missed_at.is_some_and(|at| proven_at < at);
        holder.progress.first_live_at.is_none() && (!stood || came_back)
    }

    /// When the notice is over.
    #[must_use]
    pub fn ends_at(&self, policy: &Policy) -> Option<OffsetDateTime> {
        self.notice.as_ref().map(|notice| notice.begun_at + policy.claim_notice)
    }

    /// When the proof must be looked at next: every hour, and when the notice is over.
    #[must_use]
    pub fn look_at(&self, policy: &Policy) -> Option<OffsetDateTime> {
        let end = self.ends_at(policy)?;
        Some(self.proof_seen_at.map_or(end, |at| end.min(at + EVERY)))
    }
}

/// Whether a holder gives way to any fresh proof.
#[must_use]
pub fn gives_way(holder: &Progress, now: OffsetDateTime, policy: &Policy) -> bool {
    holder.first_live_at.is_none() || is_lost(holder, now, policy)
}

/// Whether a live domain has drifted for longer than its grace.
#[must_use]
pub fn is_lost(holder: &Progress, now: OffsetDateTime, policy: &Policy) -> bool {
    holder.state() == State::Drifted && holder.axes.routing.since + policy.drift_grace <= now
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;
    use crate::domain::connection::{Input, Verdict};

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn stepped(progress: Progress, input: Input, at: OffsetDateTime) -> Progress {
        progress.step(input, at, &Policy::default()).0
    }

    fn proven(at: OffsetDateTime) -> Progress {
        let ownership = Judgement::Right;
        let verdict = Verdict { ownership, routing: Judgement::Right };
        stepped(Progress::new(at), Input::Looked(verdict), at)
    }

    fn live(at: OffsetDateTime) -> Progress {
        stepped(proven(at), Input::Served, at)
    }

    fn drifted(at: OffsetDateTime) -> Progress {
        let lost = Verdict { ownership: Judgement::Right, routing: Judgement::Wrong };
        let before = at - Policy::default().drift_agreement;
        let suspected = stepped(live(before), Input::Looked(lost), before);
        stepped(suspected, Input::Looked(lost), at)
    }

    fn ruled(contest: Contest, holder: &Progress, now: OffsetDateTime) -> (Contest, Ruling) {
        let beside = ["mine".to_owned()];
        let holder = Holder { id: "holder", progress: holder, beside: &beside };
        contest.against("mine", holder, now, &Policy::default())
    }

    fn seen(contest: Contest, at: OffsetDateTime) -> Contest {
        contest.looked(Judgement::Right, Vec::new(), at, at)
    }

    fn missed(contest: Contest, at: OffsetDateTime) -> Contest {
        contest.looked(Judgement::Wrong, Vec::new(), at, at)
    }

    #[test]
    fn a_holder_that_was_never_live_gives_way_to_a_proof_that_came_after_its_own() {
        let (holder, hour) = (proven(NOW), Duration::HOUR);
        // Both stood there when the first was seen: looking later does not make it newer.
        let beside = missed(Contest::default(), NOW - hour);
        let beside = seen(beside, NOW + hour);
        assert_eq!(ruled(beside.clone(), &holder, NOW + hour).1, Ruling::Keeps);
        // It went and came again.
        let back = seen(missed(beside.clone(), NOW + hour), NOW + 2 * hour);
        assert_eq!(ruled(back, &holder, NOW + 2 * hour).1, Ruling::Yields);
        // It was not there.
        let alone = Holder { id: "holder", progress: &holder, beside: &[] };
        let (_, ruling) = beside.against("mine", alone, NOW + hour, &Policy::default());
        assert_eq!(ruling, Ruling::Yields);
    }

    #[test]
    fn who_wins_remembers_who_was_there_and_nothing_else() {
        let others = vec!["theirs".to_owned()];
        let contest = Contest::new(true).looked(Judgement::Right, others.clone(), NOW, NOW);
        assert_eq!(contest.won(), Contest { beside: others, ..Contest::default() });
    }

    #[test]
    fn a_live_holder_keeps_its_name_and_a_drifted_one_until_its_grace_is_over() {
        let grace = Policy::default().drift_grace;
        let contest = seen(Contest::default(), NOW);
        assert_eq!(ruled(contest.clone(), &live(NOW - grace), NOW).1, Ruling::Keeps);
        let in_grace = drifted(NOW - grace + Duration::SECOND);
        assert_eq!(ruled(contest.clone(), &in_grace, NOW).1, Ruling::Keeps);
        assert_eq!(ruled(contest.clone(), &drifted(NOW - grace), NOW).1, Ruling::Yields);
        // It healed in time.
        let right = Verdict { ownership: Judgement::Wrong, routing: Judgement::Right };
        let healed = stepped(drifted(NOW - grace), Input::Looked(right), NOW);
        assert_eq!(ruled(contest, &healed, NOW).1, Ruling::Keeps);
    }

    #[test]
    fn a_bid_gives_notice_and_takes_the_name_when_it_is_over() {
        let (holder, day) = (live(NOW - Duration::DAY), Duration::DAY);
        let (mut contest, ruling) = ruled(seen(Contest::new(true), NOW), &holder, NOW);
        assert_eq!(
            (ruling, contest.ends_at(&Policy::default())),
            (Ruling::Begins, Some(NOW + day))
        );
        let mut now = NOW;
        for _ in 0..23 {
            now += Duration::HOUR;
            let (next, ruling) = ruled(seen(contest, now), &holder, now);
            assert_eq!(ruling, Ruling::Runs, "{now}");
            contest = next;
        }
        now = NOW + day - Duration::SECOND;
        let (contest, ruling) = ruled(seen(contest, now), &holder, now);
        assert_eq!(ruling, Ruling::Runs);
        assert_eq!(ruled(seen(contest, NOW + day), &holder, NOW + day).1, Ruling::Yields);
    }

    #[test]
    fn a_notice_of_no_length_is_told_and_over_in_one() {
        let policy = Policy { claim_notice: Duration::ZERO, ..Policy::default() };
        let live = live(NOW - Duration::DAY);
        let holder = Holder { id: "holder", progress: &live, beside: &[] };
        let (_, ruling) = seen(Contest::new(true), NOW).against("mine", holder, NOW, &policy);
        assert_eq!((ruling, ruling.yields()), (Ruling::YieldsUntold, true));
    }

    #[test]
    fn the_notice_starts_anew_when_the_proof_went_was_not_seen_or_the_holder_is_another() {
        let holder = live(NOW - Duration::DAY);
        let (contest, _) = ruled(seen(Contest::new(true), NOW), &holder, NOW);
        let soon = NOW + Duration::HOUR;
        let gone = missed(contest.clone(), soon);
        assert_eq!((gone.transfer, &gone.notice, gone.proof_seen_at), (true, &None, None));
        assert_eq!(ruled(seen(gone, soon), &holder, soon).1, Ruling::Begins);
        let late = NOW + MAX_GAP + Duration::SECOND;
        assert_eq!(ruled(seen(contest.clone(), late), &holder, late).1, Ruling::Begins);
        let other = Holder { id: "other", progress: &holder, beside: &[] };
        let (_, ruling) = seen(contest, soon).against("mine", other, soon, &Policy::default());
        assert_eq!(ruling, Ruling::Begins);
    }

    fn judgement() -> impl Strategy<Value = Judgement> {
        prop_oneof![
            8 => Just(Judgement::Right),
            1 => Just(Judgement::Wrong),
            2 => Just(Judgement::Unknown)
        ]
    }

    proptest! {
        #[test]
        fn no_live_holder_loses_its_name_without_a_whole_notice_of_unbroken_proof(
            transfer: bool,
            looks in proptest::collection::vec((judgement(), 1_i64..130), 1..80),
        ) {
            let holder = live(NOW - Duration::DAY);
            let (mut contest, mut now) = (Contest::new(transfer), NOW);
            // Since when every look that could look saw it, none too long after the one before.
            let (mut since, mut last) = (None, None);
            for (look, minutes) in looks {
                now += Duration::minutes(minutes);
                let before = contest.clone();
                contest = contest.looked(look, Vec::new(), now, now);
                match look {
                    Judgement::Unknown => {
                        prop_assert_eq!(contest, before.clone());
                        contest = before;
                        continue;
                    }
                    Judgement::Wrong => {
                        (since, last) = (None, None);
                        prop_assert_eq!(&contest.notice, &None);
                        continue;
                    }
                    Judgement::Right => {
                        if last.is_none_or(|at: OffsetDateTime| at + MAX_GAP < now) {
                            since = None;
                        }
                        last = Some(now);
                    }
                }
                let (next, ruling) = ruled(contest, &holder, now);
                contest = next;
                let stood = since.map(|at: OffsetDateTime| now - at);
                let whole = stood.is_some_and(|stood| Policy::default().claim_notice <= stood);
                let want = match (transfer, stood) {
                    (false, _) => Ruling::Keeps,
                    (true, None) => Ruling::Begins,
                    (true, Some(_)) if whole => Ruling::Yields,
                    (true, Some(_)) => Ruling::Runs,
                };
                prop_assert_eq!(ruling, want);
                since = since.or(Some(now));
            }
        }

        #[test]
        fn the_next_look_at_a_bid_comes_within_the_hour_and_never_after_its_end(
            minutes in 0_i64..1440,
        ) {
            let policy = Policy::default();
            let (mut contest, _) =
                ruled(seen(Contest::new(true), NOW), &live(NOW - Duration::DAY), NOW);
            let now = NOW + Duration::minutes(minutes);
            contest.proof_seen_at = Some(now);
            let at = contest.look_at(&policy).unwrap();
            prop_assert!(at <= now + Duration::HOUR && at <= NOW + policy.claim_notice);
            prop_assert!(now < at || NOW + policy.claim_notice <= at);
            prop_assert_eq!(Contest::new(true).look_at(&policy), None);
        }
    }
}
