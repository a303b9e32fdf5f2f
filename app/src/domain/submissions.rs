//! How often a tenant may have certificates tried again.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// So many are accepted…
pub const AT_MOST: usize = 15;
/// … in so long.
pub const WITHIN: Duration = Duration::MINUTE;
/// Whoever asks for more waits so long.
pub const PAUSE: Duration = Duration::seconds(30);

/// A time, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(#[serde(with = "time::serde::rfc3339")] pub OffsetDateTime);

/// What one tenant has submitted lately. Refused ones don't count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Submissions {
    /// When, the accepted ones of the last minute.
    pub accepted: Vec<At>,
    /// Until when none is.
    #[serde(with = "time::serde::rfc3339::option")]
    pub paused_until: Option<OffsetDateTime>,
}

impl Submissions {
    /// What is so after another one at `now`; and when it was refused, how long to wait.
    #[must_use]
    pub fn submit(mut self, now: OffsetDateTime) -> (Self, Option<Duration>) {
        if let Some(until) = self.paused_until.filter(|until| now < *until) {
            return (self, Some(until - now));
        }
        self.paused_until = None;
        self.accepted.retain(|At(at)| now < *at + WITHIN);
        if AT_MOST <= self.accepted.len() {
            self.paused_until = Some(now + PAUSE);
            return (self, Some(PAUSE));
        }
        self.accepted.push(At(now));
        (self, None)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    #[test]
    fn the_sixteenth_of_a_minute_waits_and_so_does_whoever_asks_meanwhile() {
        let mut known = Submissions::default();
        for nth in 0..15 {
            let (next, refused) = known.submit(NOW + Duration::seconds(nth));
            assert_eq!(refused, None, "{nth}");
            known = next;
        }
        let at = NOW + Duration::seconds(20);
        let (known, refused) = known.submit(at);
        assert_eq!(refused, Some(PAUSE));
        let (known, refused) = known.submit(at + Duration::seconds(10));
        assert_eq!(refused, Some(Duration::seconds(20)), "a refusal makes nobody wait longer");
        // After the pause those of the last minute still count.
        let (known, refused) = known.submit(at + PAUSE);
        assert_eq!(refused, Some(PAUSE));
        let (known, refused) = known.submit(NOW + Duration::seconds(80));
        assert_eq!(refused, None);
        assert_eq!(known.accepted.len(), 1);
    }

    proptest! {
        #[test]
        fn no_minute_has_more_than_fifteen(gaps in proptest::collection::vec(0_i64..20, 1..120)) {
            let (mut known, mut now) = (Submissions::default(), NOW);
            let mut accepted: Vec<OffsetDateTime> = Vec::new();
            for gap in gaps {
                now += Duration::seconds(gap);
                let (next, refused) = known.submit(now);
                known = next;
                prop_assert!(refused.is_none_or(|wait| Duration::ZERO < wait && wait <= PAUSE));
                if refused.is_none() {
                    accepted.push(now);
                }
                let recent = accepted.iter().filter(|at| now < **at + WITHIN).count();
                prop_assert!(recent <= AT_MOST);
            }
        }
    }
}
