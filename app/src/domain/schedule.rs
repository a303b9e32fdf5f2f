//! When to look again.

use time::{Duration, OffsetDateTime};

use super::connection::{Progress, State};

/// How often a record that is waited for is polled while somebody watches.
pub const WATCHED: Duration = Duration::SECOND;
/// How often a live connection is looked at while all is well.
pub const LIVE: Duration = Duration::hours(6);
/// For how long it is looked whether what was archived still leads here.
pub const LOOK_BACK: Duration = Duration::days(30);

/// A connection's own place in any period, so that those that were made or woken together are
/// not looked at together ever after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(u16);

impl Slot {
    /// The place of whoever has these bytes, which are random.
    #[must_use]
    pub const fn of(random: [u8; 2]) -> Self {
        Self(u16::from_be_bytes(random))
    }

    /// Its share of anything: from nothing to just short of 1.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.0) / (f64::from(u16::MAX) + 1.0)
    }

    /// Its part of a span: from nothing to just short of all.
    #[must_use]
    pub fn part_of(self, span: Duration) -> Duration {
        let us = span.whole_microseconds() * i128::from(self.0) / (i128::from(u16::MAX) + 1);
        Duration::microseconds(i64::try_from(us).unwrap_or(i64::MAX))
    }

    /// Its next turn: never more than a period away, and a period after the last one for whoever
    /// keeps to it, however late.
    #[must_use]
    pub fn turn_after(self, now: OffsetDateTime, period: Duration) -> OffsetDateTime {
        let period_us = period.whole_microseconds().max(1);
        let now_us = now.unix_timestamp_nanos().div_euclid(1_000);
        let passed = (now_us - self.part_of(period).whole_microseconds()).rem_euclid(period_us);
        let ahead = i64::try_from(period_us - passed).unwrap_or(i64::MAX);
        let begun = Duration::nanoseconds(i64::from(now.nanosecond() % 1_000));
        now - begun + Duration::microseconds(ahead)
    }
}

/// When to look at what was due at `due`, had nobody been away until `now` for `away`.
///
/// What an outage missed is caught up in as long as it lasted, at twice the usual rate and never
/// at once; and nothing waits longer for it than it waits anyway (`every`).
#[must_use]
pub fn caught_up(
    due: OffsetDateTime,
    every: Duration,
    away: Duration,
    slot: Slot,
    now: OffsetDateTime,
) -> OffsetDateTime {
    if now < due {
        return due;
    }
    now + slot.part_of(away.min(every).max(Duration::ZERO))
}

/// When to look at a connection again that is followed; `None` when never.
///
/// `watched` means that a person has it open; `wake_at` is a moment at which something is known
/// to change (a cache that forgets, a paused attempt); `slot` spreads what is looked at rarely.
#[must_use]
pub fn next_check(
    progress: &Progress,
    watched: bool,
    wake_at: Option<OffsetDateTime>,
    slot: Slot,
    now: OffsetDateTime,
) -> Option<OffsetDateTime> {
    let every = match progress.state() {
        State::Failed | State::Archived => return None,
        State::Live if progress.suspected_at.is_some() => Duration::minutes(5),
        State::Live => slot.turn_after(now, LIVE) - now,
        State::Drifted if watched => WATCHED,
        State::Drifted => Duration::minutes(5),
        State::Stalled if watched => Duration::seconds(10),
        State::Stalled => Duration::HOUR,
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating
        | State::IssuingCert => {
            if watched {
                WATCHED
            } else {
                unwatched(now - progress.moved_at)
            }
        }
    };
    let next = now + every;
    // A known moment is not slept through, but never makes us look more than once a second.
    Some(wake_at.map_or(next, |at: OffsetDateTime| next.min(at.max(now + WATCHED))))
}

/// When to look again whether what was archived still leads here: soon, hourly for a day, then
/// daily; until it does not at two looks a day apart, or [`LOOK_BACK`] is over. `None` when never.
///
/// `left_at` is since when it does not, `observed_at` when it was looked at last with an answer.
#[must_use]
pub fn next_look_back(
    progress: &Progress,
    left_at: Option<OffsetDateTime>,
    observed_at: Option<OffsetDateTime>,
    slot: Slot,
    now: OffsetDateTime,
) -> Option<OffsetDateTime> {
    let agreed_at = left_at.map(|at| at + Duration::DAY);
    let is_agreed = agreed_at.zip(observed_at).is_some_and(|(agreed, seen)| agreed <= seen);
    if is_agreed || !progress.may_leave_records() {
        return None;
    }
    let ended_at = progress.moved_at;
    let soon = ended_at + Duration::MINUTE + slot.part_of(Duration::MINUTE);
    let turn = if now < soon {
        soon
    } else if now < ended_at + Duration::DAY {
        slot.turn_after(now, Duration::HOUR)
    } else {
        slot.turn_after(now, Duration::DAY)
    };
    let next = agreed_at.filter(|at| now < *at).map_or(turn, |at| at.min(turn));
    Some(next).filter(|at| *at < ended_at + LOOK_BACK)
}

/// Often at first, then at most hourly: each wait is a tenth of the time that it lasts already.
fn unwatched(waiting: Duration) -> Duration {
    (waiting / 10_i32).clamp(Duration::seconds(30), Duration::HOUR)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;
    use crate::domain::connection::{ErrorCode, Input, Judgement, Policy, Verdict};

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
    const SLOT: Slot = Slot(12_345);
    const RIGHT: Input =
        Input::Looked(Verdict { ownership: Judgement::Right, routing: Judgement::Right });

    #[test]
    fn waiting_slows_down_but_never_stops() {
        let progress = Progress::new(NOW);
        for (waited, every) in [
            (Duration::ZERO, Duration::seconds(30)),
            (Duration::hours(1), Duration::minutes(6)),
            (Duration::days(2), Duration::HOUR),
        ] {
            let now = NOW + waited;
            assert_eq!(
                next_check(&progress, false, None, SLOT, now),
                Some(now + every),
                "{waited}"
            );
        }
        assert_eq!(next_check(&progress, true, None, SLOT, NOW), Some(NOW + WATCHED));
    }

    #[test]
    fn a_known_moment_is_not_slept_through() {
        let progress = Progress::new(NOW);
        let soon = NOW + Duration::seconds(7);
        assert_eq!(next_check(&progress, false, Some(soon), SLOT, NOW), Some(soon));
        let past = NOW - Duration::HOUR;
        assert_eq!(next_check(&progress, false, Some(past), SLOT, NOW), Some(NOW + WATCHED));
    }

    /// What these inputs make of a connection, all at once.
    fn moved(inputs: &[Input]) -> Progress {
        let step =
            |progress: Progress, input: &Input| progress.step(*input, NOW, &Policy::default()).0;
        inputs.iter().fold(Progress::new(NOW), step)
    }

    /// When it is looked back, if its records lead here until `left`, and are asked for in vain
    /// until `silent`: after how long, each.
    fn looks_back(
        progress: &Progress,
        slot: Slot,
        left: Duration,
        silent: Duration,
    ) -> Vec<Duration> {
        let (mut looks, mut now) = (Vec::new(), NOW);
        let (mut left_at, mut observed_at) = (None, None);
        while let Some(next) = next_look_back(progress, left_at, observed_at, slot, now) {
            assert!(now < next, "{next} at {now}");
            now = next;
            looks.push(now - NOW);
            if NOW + silent <= now {
                observed_at = Some(now);
                left_at = (NOW + left <= now).then(|| left_at.unwrap_or(now));
            }
        }
        looks
    }

    #[test]
    fn whoever_left_is_looked_after_often_at_first_and_not_for_ever() {
        let ended = moved(&[RIGHT, Input::Served, Input::Archive]);
        let looks = looks_back(&ended, SLOT, LOOK_BACK, Duration::ZERO);
        assert!(Duration::MINUTE <= looks[0] && looks[0] < Duration::minutes(2), "{looks:?}");
        let first_day = looks.iter().filter(|at| **at <= Duration::DAY).count();
        assert!((24..=26).contains(&first_day), "{looks:?}");
        let later = looks.iter().filter(|at| Duration::DAY < **at).count();
        assert!((29..=31).contains(&later), "{looks:?}");
        assert!(looks.iter().all(|at| *at < LOOK_BACK), "{looks:?}");
        // Where nobody can be asked, it ends as well.
        assert_eq!(looks_back(&ended, SLOT, Duration::ZERO, LOOK_BACK), looks);
    }

    #[test]
    fn it_takes_two_looks_a_day_apart_to_believe_that_records_are_gone() {
        let ended = moved(&[RIGHT, Input::Served, Input::Archive]);
        for left in [Duration::ZERO, Duration::hours(5), Duration::days(3)] {
            let looks = looks_back(&ended, SLOT, left, Duration::ZERO);
            let seen = looks.iter().find(|at| left <= **at).copied().unwrap();
            assert_eq!(looks.last().copied(), Some(seen + Duration::DAY), "{left}");
        }
        // Whoever could not be asked agrees with nobody.
        let silent = Duration::days(5);
        let looks = looks_back(&ended, SLOT, Duration::ZERO, silent);
        assert!(looks.last().is_some_and(|at| silent + Duration::DAY <= *at), "{looks:?}");
        let late = NOW + Duration::days(9);
        let (left, seen) = (NOW + Duration::days(3), NOW + Duration::days(3));
        let next = next_look_back(&ended, Some(left), Some(seen), SLOT, late);
        assert_eq!(next, Some(SLOT.turn_after(late, Duration::DAY)), "nothing is due in the past");
    }

    #[test]
    fn what_was_never_proven_failed_or_is_followed_is_not_looked_back_at() {
        let asked =
            Input::Looked(Verdict { ownership: Judgement::Wrong, routing: Judgement::Right });
        for inputs in [
            &[Input::Archive][..],
            &[asked, Input::Archive],
            &[RIGHT, Input::Fail(ErrorCode::CertificateRejected)],
            &[RIGHT, Input::Served],
        ] {
            let progress = moved(inputs);
            assert_eq!(next_look_back(&progress, None, None, SLOT, NOW), None, "{inputs:?}");
        }
        // A proof is enough: its records may have come since.
        let proven = moved(&[RIGHT, Input::Archive]);
        assert!(next_look_back(&proven, None, None, SLOT, NOW).is_some());
    }

    #[test]
    fn whoever_left_together_is_not_looked_at_together() {
        let ended = moved(&[RIGHT, Input::Served, Input::Archive]);
        for (after, span, most) in [
            (Duration::ZERO, Duration::SECOND, 20),
            (Duration::HOUR, Duration::MINUTE, 20),
            (Duration::days(2), Duration::minutes(24), 20),
        ] {
            let count = 600;
            let next = |slot| next_look_back(&ended, None, None, slot, NOW + after);
            let times: Vec<_> = slots(count).filter_map(next).collect();
            assert_eq!(times.len(), usize::from(count));
            let found = busiest(&times, span);
            assert!(found <= most, "{found} in {span} after {after}");
        }
    }

    /// The busiest of the spans of this length from now on, and how many fall into it.
    fn busiest(times: &[OffsetDateTime], span: Duration) -> usize {
        let mut times = times.to_vec();
        times.sort();
        let within =
            |at: OffsetDateTime| times.iter().filter(|it| (at..at + span).contains(*it)).count();
        times.iter().map(|at| within(*at)).max().unwrap_or_default()
    }

    /// Slots as random as ids are.
    fn slots(count: u16) -> impl Iterator<Item = Slot> {
        (0..count).map(|nth| Slot(nth.wrapping_mul(40_503).wrapping_add(7)))
    }

    #[test]
    fn what_was_made_together_is_not_looked_at_together() {
        let times: Vec<_> = slots(3_600).map(|slot| slot.turn_after(NOW, LIVE)).collect();
        // A tenth of a second's worth each second would be even; a minute is 1/360 of it.
        let most = busiest(&times, Duration::MINUTE);
        assert!(most <= 20, "{most} in one minute");
    }

    #[test]
    fn an_outage_is_caught_up_without_a_burst() {
        let away = Duration::hours(3);
        let late = slots(1_800).enumerate().map(|(nth, slot)| {
            let due = NOW - away * (i32::try_from(nth).unwrap() + 1) / 1_800;
            caught_up(due, LIVE, away, slot, NOW)
        });
        let times: Vec<_> = late.collect();
        // Ten a minute were missed, and ten a minute are caught up.
        let most = busiest(&times, Duration::MINUTE);
        assert!(most <= 20, "{most} in one minute");
        assert!(times.iter().all(|at| *at < NOW + away));
    }

    proptest! {
        #[test]
        fn a_turn_comes_within_a_period_and_then_one_each(
            slot: u16, seconds in 0_i64..10_000_000, period in 1_i64..1_000_000, late in 0.0..1.0,
        ) {
            let (now, period) = (NOW + Duration::seconds(seconds), Duration::seconds(period));
            let turn = Slot(slot).turn_after(now, period);
            prop_assert!(now < turn && turn <= now + period);
            let looked_at = turn + period * late;
            prop_assert_eq!(Slot(slot).turn_after(looked_at, period), turn + period);
        }

        #[test]
        fn catching_up_delays_nothing_that_is_not_late_and_nothing_by_more_than_its_pace(
            slot: u16, late in -100_000_i64..100_000, every in 0_i64..100_000, away in 0_i64..100_000,
        ) {
            let [late, every, away] = [late, every, away].map(Duration::seconds);
            let at = caught_up(NOW - late, every, away, Slot(slot), NOW);
            if late < Duration::ZERO {
                prop_assert_eq!(at, NOW - late);
            } else {
                prop_assert!(NOW <= at && at - NOW <= every.min(away));
            }
        }
    }
}
