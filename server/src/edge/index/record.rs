//! One name in the table: bytes without gaps, since there may be millions.

use app::domain::gate::{Denial, Open};
use time::OffsetDateTime;

use super::Known;
use crate::store::ConnectionId;

/// What stands for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key([u8; 12]);

impl Key {
    /// The beginning of a digest.
    pub(super) fn of(digest: &[u8]) -> Self {
        let mut key = [0; 12];
        for (byte, from) in key.iter_mut().zip(digest) {
            *byte = *from;
        }
        Self(key)
    }

    /// The first two bytes.
    pub(super) fn entry(self) -> usize {
        let [first, second, ..] = self.0;
        usize::from(u16::from_be_bytes([first, second]))
    }
}

/// A name's facts; every part is made of bytes, so that none is lost to alignment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) key: Key,
    pub(super) connection: ConnectionId,
    pub(super) application: Slot,
    pub(super) valid_until: Seconds,
    pub(super) observed_at: Seconds,
    pub(super) open: Opening,
    pub(super) refused: bool,
    pub(super) has_detail: bool,
}

const _: () = assert!(size_of::<Record>() == 43 && align_of::<Record>() == 1);

impl Record {
    /// Whether this stays although `other` came later: an ended connection must not hide the
    /// one that holds the name.
    pub(super) fn outlives(&self, other: &Known) -> bool {
        self.outlives_one(other.connection, other.gate.open.is_ok())
    }

    pub(super) fn outlives_record(&self, other: &Self) -> bool {
        self.outlives_one(other.connection, other.open.is_open())
    }

    fn outlives_one(&self, connection: ConnectionId, is_open: bool) -> bool {
        self.connection != connection && self.open.is_open() && !is_open
    }
}

/// Where an application stands in the list of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot([u8; 4]);

impl Slot {
    pub(super) fn of(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX).to_be_bytes())
    }

    pub(super) fn place(self) -> usize {
        usize::try_from(u32::from_be_bytes(self.0)).unwrap_or(usize::MAX)
    }
}

/// A time in whole seconds, rounded down; nothing is the beginning of 1970. Nothing earlier is
/// ever meant, and nothing after 2106.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seconds([u8; 4]);

impl Seconds {
    pub(super) fn of(at: Option<OffsetDateTime>) -> Self {
        let seconds = at.map_or(0, |at| at.unix_timestamp().clamp(0, u32::MAX.into()));
        Self(u32::try_from(seconds).unwrap_or(u32::MAX).to_be_bytes())
    }

    pub(super) fn time(self) -> Option<OffsetDateTime> {
        let seconds = u32::from_be_bytes(self.0);
        let at = (seconds != 0).then(|| OffsetDateTime::from_unix_timestamp(seconds.into()));
        at.and_then(Result::ok)
    }
}

/// Whether the gate is open; until when is kept elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) enum Opening {
    Always,
    Until,
    Shut(Denial),
}

impl Opening {
    pub(super) const fn of(open: Result<Open, Denial>) -> Self {
        match open {
            Ok(Open::Always) => Self::Always,
            Ok(Open::Until(_)) => Self::Until,
            Err(denial) => Self::Shut(denial),
        }
    }

    /// Until when it is open, if that is known.
    pub(super) const fn end(open: Result<Open, Denial>) -> Option<OffsetDateTime> {
        match open {
            Ok(Open::Until(end)) => Some(end),
            Ok(Open::Always) | Err(_) => None,
        }
    }

    pub(super) fn open(self, until: Option<OffsetDateTime>) -> Result<Open, Denial> {
        match self {
            Self::Always => Ok(Open::Always),
            // Without its end it has ended.
            Self::Until => Ok(Open::Until(until.unwrap_or(OffsetDateTime::UNIX_EPOCH))),
            Self::Shut(denial) => Err(denial),
        }
    }

    const fn is_open(self) -> bool {
        match self {
            Self::Always | Self::Until => true,
            Self::Shut(_) => false,
        }
    }
}
