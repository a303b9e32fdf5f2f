//! When to look again.

use time::{Duration, OffsetDateTime};

use super::connection::{Progress, State};

/// How often a record that is waited for is polled while somebody watches.
pub const WATCHED: Duration = Duration::SECOND;

/// When to look at a connection again; `None` when never.
///
/// `watched` means that a person has it open; `wake_at` is a moment at which something is known
/// to change (a cache that forgets, a paused attempt).
#[must_use]
pub fn next_check(
    progress: &Progress,
    watched: bool,
    wake_at: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Option<OffsetDateTime> {
    let every = match progress.state() {
        State::Failed | State::Archived => return None,
        State::Live if progress.suspected_at.is_some() => Duration::minutes(5),
        State::Live => Duration::hours(6),
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

/// Often at first, then at most hourly: each wait is a tenth of the time that it lasts already.
fn unwatched(waiting: Duration) -> Duration {
    (waiting / 10_i32).clamp(Duration::seconds(30), Duration::HOUR)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    #[test]
    fn waiting_slows_down_but_never_stops() {
        let progress = Progress::new(NOW);
        for (waited, every) in [
            (Duration::ZERO, Duration::seconds(30)),
            (Duration::hours(1), Duration::minutes(6)),
            (Duration::days(2), Duration::HOUR),
        ] {
            let now = NOW + waited;
            assert_eq!(next_check(&progress, false, None, now), Some(now + every), "{waited}");
        }
        assert_eq!(next_check(&progress, true, None, NOW), Some(NOW + WATCHED));
    }

    #[test]
    fn a_known_moment_is_not_slept_through() {
        let progress = Progress::new(NOW);
        let soon = NOW + Duration::seconds(7);
        assert_eq!(next_check(&progress, false, Some(soon), NOW), Some(soon));
        let past = NOW - Duration::HOUR;
        assert_eq!(next_check(&progress, false, Some(past), NOW), Some(NOW + WATCHED));
    }
}
