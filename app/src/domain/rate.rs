//! How often one caller may ask: so many in a window, all of them at once if need be.
//!
//! The generic cell rate algorithm (ITU-T I.371): all that is remembered of a caller is when its
//! quota will be whole again.

use time::{Duration, OffsetDateTime};

use super::desired::Cidr;

/// So many requests in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    quota: u32,
    window: Duration,
}

/// How often who may ask; `None` is no limit.
#[derive(Clone, Debug, Default)]
pub struct Rates {
    /// An API key.
    pub key: Option<Rate>,
    /// A widget token.
    pub token: Option<Rate>,
    /// Requests of one address without a good key or token.
    pub failures: Option<Rate>,
    /// Who tells, in `X-Forwarded-For`, for whom they ask.
    pub proxies: Vec<Cidr>,
}

/// How a caller stands after it has asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Requests that are left at once.
    pub remaining: u32,
    /// When the quota is whole again.
    pub whole_at: OffsetDateTime,
}

impl Rate {
    /// `quota` requests in `window`; none where either is nothing, which is no limit.
    #[must_use]
    pub fn new(quota: u32, window: Duration) -> Option<Self> {
        (0 < quota && Duration::ZERO < window).then_some(Self { quota, window })
    }

    /// The most that can be asked in a window.
    #[must_use]
    pub const fn quota(&self) -> u32 {
        self.quota
    }

    /// The window.
    #[must_use]
    pub const fn window(&self) -> Duration {
        self.window
    }

    /// How a caller stands whose quota is whole at `whole_at`, if it asks nothing.
    #[must_use]
    pub fn standing(&self, whole_at: Option<OffsetDateTime>, now: OffsetDateTime) -> Standing {
        let whole_at = whole_at.map_or(now, |at| at.max(now));
        let left = (self.window - (whole_at - now)).max(Duration::ZERO);
        let remaining = (left.whole_microseconds() / self.each().whole_microseconds().max(1))
            .clamp(0, i128::from(self.quota));
        Standing { remaining: u32::try_from(remaining).unwrap_or(self.quota), whole_at }
    }

    /// Takes one; or says how long to wait for it.
    pub fn take(
        &self,
        whole_at: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Result<Standing, Duration> {
        let next = whole_at.map_or(now, |at| at.max(now)) + self.each();
        let wait = next - now - self.window;
        if Duration::ZERO < wait { Err(wait) } else { Ok(self.standing(Some(next), now)) }
    }

    /// What one request costs.
    fn each(&self) -> Duration {
        self.window / self.quota
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn rate(quota: u32) -> Rate {
        Rate::new(quota, Duration::MINUTE).unwrap()
    }

    #[test]
    fn the_whole_quota_may_be_spent_at_once_and_comes_back_evenly() {
        let rate = rate(3);
        let mut whole_at = None;
        for left in [2, 1, 0] {
            let standing = rate.take(whole_at, NOW).unwrap();
            assert_eq!(standing.remaining, left);
            whole_at = Some(standing.whole_at);
        }
        assert_eq!(rate.take(whole_at, NOW), Err(Duration::seconds(20)));
        let later = NOW + Duration::seconds(20);
        assert_eq!(rate.take(whole_at, later).unwrap().remaining, 0);
        assert_eq!(rate.standing(whole_at, NOW + Duration::MINUTE).remaining, 3);
    }

    #[test]
    fn nothing_is_no_limit() {
        assert_eq!(Rate::new(0, Duration::MINUTE), None);
        assert_eq!(Rate::new(1, Duration::ZERO), None);
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_twice_the_quota_in_a_window(
            quota in 1_u32..50,
            steps in prop::collection::vec(0_i64..5_000, 1..200),
        ) {
            let (rate, mut now, mut whole_at, mut got) = (rate(quota), NOW, None, 0);
            for step in steps {
                now += Duration::milliseconds(step);
                if NOW + Duration::MINUTE <= now {
                    break;
                }
                if let Ok(standing) = rate.take(whole_at, now) {
                    whole_at = Some(standing.whole_at);
                    got += 1;
                }
            }
            prop_assert!(got <= 2 * quota);
        }
    }
}
