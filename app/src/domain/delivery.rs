//! What an answer to a webhook means, and when it is tried again.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// Minutes between an attempt that failed and the next one.
pub const PAUSES: [i64; 6] = [1, 2, 4, 8, 16, 32];
/// A pause grows by up to a tenth of it: receivers that failed together are not all asked again
/// together.
const SPREAD: i64 = 10;

/// What an answer's status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// 2xx: it arrived.
    Taken,
    /// 410: nobody wants to hear any more.
    Gone,
    /// 3xx: somewhere else, where nobody goes.
    Elsewhere,
    /// Anything else.
    Refused,
}

/// How far an event has come on its way to one endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// It is tried, or will be.
    Pending,
    /// It arrived.
    Delivered,
    /// It was tried often enough; somebody may have it tried again.
    DeadLetter,
}

impl DeliveryStatus {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::DeadLetter => "dead_letter",
        }
    }
}

/// Why an attempt came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The name has no address.
    Unresolved,
    /// The name leads to no address that may be contacted.
    UnsafeAddress,
    /// Nobody listens there.
    Refused,
    /// No answer came in time.
    TimedOut,
    /// No secure connection could be made.
    Tls,
    /// The connection broke.
    Broken,
    /// The receiver said no.
    Status,
    /// The receiver sent us elsewhere.
    Redirect,
    /// The endpoint takes no more.
    EndpointDisabled,
    /// It lies with this server.
    Internal,
}

impl Trouble {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unresolved => "unresolved",
            Self::UnsafeAddress => "unsafe_address",
            Self::Refused => "refused",
            Self::TimedOut => "timed_out",
            Self::Tls => "tls",
            Self::Broken => "broken",
            Self::Status => "status",
            Self::Redirect => "redirect",
            Self::EndpointDisabled => "endpoint_disabled",
            Self::Internal => "internal",
        }
    }
}

/// What a status means.
#[must_use]
pub const fn answered(status: u16) -> Answered {
    match status {
        200..=299 => Answered::Taken,
        410 => Answered::Gone,
        300..=399 => Answered::Elsewhere,
        _ => Answered::Refused,
    }
}

/// When to try again after `failed` attempts, the last of them now; `None` when it has been tried
/// often enough. `draw` is random.
#[must_use]
pub fn try_again_at(failed: u32, draw: u16, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let nth = usize::try_from(failed.checked_sub(1)?).ok()?;
    let pause = Duration::minutes(*PAUSES.get(nth)?);
    let most = pause.whole_milliseconds() / i128::from(SPREAD);
    let more = most * i128::from(draw) / i128::from(u16::MAX);
    Some(now + pause + Duration::milliseconds(i64::try_from(more).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    #[test]
    fn pauses_double_and_spread_by_a_tenth_until_nobody_tries_any_more() {
        for (failed, least, most) in [
            (1, 60_000, 66_000),
            (2, 120_000, 132_000),
            (3, 240_000, 264_000),
            (4, 480_000, 528_000),
            (5, 960_000, 1_056_000),
            (6, 1_920_000, 2_112_000),
        ] {
            for (draw, want) in [(0, least), (u16::MAX, most)] {
                let at = NOW + Duration::milliseconds(want);
                assert_eq!(try_again_at(failed, draw, NOW), Some(at), "{failed} {draw}");
            }
            let between = try_again_at(failed, u16::MAX / 2, NOW).unwrap() - NOW;
            assert!((least..most).contains(&i64::try_from(between.whole_milliseconds()).unwrap()));
        }
        for failed in [0, 7, 8, u32::MAX] {
            assert_eq!(try_again_at(failed, 0, NOW), None, "{failed}");
        }
    }

    #[test]
    fn words_are_written_as_they_are_read() {
        for status in
            [DeliveryStatus::Pending, DeliveryStatus::Delivered, DeliveryStatus::DeadLetter]
        {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        for trouble in [
            Trouble::Unresolved,
            Trouble::UnsafeAddress,
            Trouble::Refused,
            Trouble::TimedOut,
            Trouble::Tls,
            Trouble::Broken,
            Trouble::Status,
            Trouble::Redirect,
            Trouble::EndpointDisabled,
            Trouble::Internal,
        ] {
            assert_eq!(serde_json::to_value(trouble).unwrap(), trouble.as_str());
        }
    }

    #[test]
    fn only_success_is_success() {
        for (status, want) in [
            (199, Answered::Refused),
            (200, Answered::Taken),
            (204, Answered::Taken),
            (299, Answered::Taken),
            (301, Answered::Elsewhere),
            (308, Answered::Elsewhere),
            (404, Answered::Refused),
            (410, Answered::Gone),
            (429, Answered::Refused),
            (500, Answered::Refused),
        ] {
            assert_eq!(answered(status), want, "{status}");
        }
    }
}
