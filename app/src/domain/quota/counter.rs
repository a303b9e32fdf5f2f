//! What is counted, and in which calendar month.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime, UtcOffset};

use crate::domain::event::EventType;

/// What is counted of a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counter {
    /// Connections that have not ended; of no month.
    Active,
    /// Connections that were created.
    ConnectionsCreated,
    /// Connections of the month that ended unproven, and gave their place of it back.
    ConnectionsReturned,
    /// Proofs of ownership.
    ConnectionsVerified,
    /// Connections that went live for the first time.
    ConnectionsLive,
    /// Looks at a connection.
    Checks,
    /// Attempts to tell a webhook.
    WebhookDeliveries,
    /// Certificates that were seen at the edge, each once.
    CertificatesSeen,
}

impl Counter {
    /// What is told of a month.
    pub const OF_PERIOD: [Self; 7] = [
        Self::ConnectionsCreated,
        Self::ConnectionsReturned,
        Self::ConnectionsVerified,
        Self::ConnectionsLive,
        Self::Checks,
        Self::WebhookDeliveries,
        Self::CertificatesSeen,
    ];

    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::ConnectionsCreated => "connections_created",
            Self::ConnectionsReturned => "connections_returned",
            Self::ConnectionsVerified => "connections_verified",
            Self::ConnectionsLive => "connections_live",
            Self::Checks => "checks",
            Self::WebhookDeliveries => "webhook_deliveries",
            Self::CertificatesSeen => "certificates_seen",
        }
    }

    /// What an announcement counts for.
    #[must_use]
    pub const fn of_event(event: EventType) -> Option<Self> {
        match event {
            EventType::Verified => Some(Self::ConnectionsVerified),
            EventType::FlowCompleted => Some(Self::ConnectionsLive),
            EventType::SslIssued
            | EventType::Drift
            | EventType::Recovered
            | EventType::Stalled
            | EventType::Failed
            | EventType::Archived
            | EventType::ClaimContested
            | EventType::ClaimLost
            | EventType::SslFailed
            | EventType::SslExpiring => None,
        }
    }
}

/// A calendar month in UTC, such as `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    year: u16,
    month: Month,
}

/// A text that names no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a month like 2026-03")]
pub struct PeriodError;

impl Period {
    /// The month of `at`; what lies outside of four digits is taken for the nearest year.
    #[must_use]
    pub fn of(at: OffsetDateTime) -> Self {
        let at = at.to_offset(UtcOffset::UTC);
        let year = u16::try_from(at.year().clamp(0, 9999)).unwrap_or_default();
        Self { year, month: at.month() }
    }

    /// Its first moment.
    #[must_use]
    pub fn start(self) -> Option<OffsetDateTime> {
        let day = Date::from_calendar_date(i32::from(self.year), self.month, 1).ok()?;
        Some(day.midnight().assume_utc())
    }

    /// The month that follows.
    #[must_use]
    pub const fn next(self) -> Self {
        let year = match self.month {
            Month::December => self.year + 1,
            Month::January
            | Month::February
            | Month::March
            | Month::April
            | Month::May
            | Month::June
            | Month::July
            | Month::August
            | Month::September
            | Month::October
            | Month::November => self.year,
        };
        Self { year, month: self.month.next() }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, u8::from(self.month))
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (year, month) = text.split_once('-').ok_or(PeriodError)?;
        let digits = |part: &str, length| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) {
            return Err(PeriodError);
        }
        let month: u8 = month.parse().map_err(|_| PeriodError)?;
        Ok(Self {
            year: year.parse().map_err(|_| PeriodError)?,
            month: Month::try_from(month).map_err(|_| PeriodError)?,
        })
    }
}
