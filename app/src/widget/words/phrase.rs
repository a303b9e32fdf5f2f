//! A sentence in pieces: text, names to set apart, values to copy, and times.

use std::fmt;

use time::OffsetDateTime;

/// One piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// Plain text of somebody else's, in whatever direction it runs.
    Given(String),
    /// A name or a value, set apart.
    Name(String),
    /// A name or a value that is meant to be copied.
    Copy(String),
    /// A value that begins as it should, and the end of it that should not be so.
    Marked(String, String),
    /// Something that matters.
    Strong(String),
    /// A moment, on the reader's clock.
    At(OffsetDateTime),
    /// A moment with its day, even where that is today.
    On(OffsetDateTime),
    /// A moment, on the reader's clock, and how far off it is.
    Until(OffsetDateTime),
    /// How long ago a moment was.
    Ago(OffsetDateTime),
    /// Left to the browser, which writes into it.
    Slot(Slot),
}

/// What the browser writes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The name that what was entered comes to.
    Entered,
    /// The time that is left of a session.
    Left,
}

/// A name or a value, set apart.
pub(in crate::widget) fn name(text: &(impl ToString + ?Sized)) -> Piece {
    Piece::Name(text.to_string())
}

/// A name or a value to copy.
pub(super) fn copy(text: &(impl ToString + ?Sized)) -> Piece {
    Piece::Copy(text.to_string())
}

/// Something that matters.
pub(super) fn strong(text: &(impl ToString + ?Sized)) -> Piece {
    Piece::Strong(text.to_string())
}

/// What somebody else wrote, or is called.
pub(in crate::widget) fn given(text: &(impl ToString + ?Sized)) -> Piece {
    Piece::Given(text.to_string())
}

/// One or more sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Piece>);

impl Phrase {
    /// Adds what comes next.
    pub fn push(&mut self, next: impl Into<Self>) {
        self.0.extend(next.into().0);
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Piece> for Phrase {
    fn from(piece: Piece) -> Self {
        Self(vec![piece])
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        let pieces = (!text.is_empty()).then(|| Piece::Text(text.to_owned()));
        Self(pieces.into_iter().collect())
    }
}

/// As plain text; times are those of UTC, for nobody's clock is known.
impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Text(text)
                | Piece::Given(text)
                | Piece::Name(text)
                | Piece::Copy(text)
                | Piece::Strong(text) => f.write_str(text)?,
                Piece::Marked(same, other) => write!(f, "{same}{other}")?,
                Piece::At(at) | Piece::On(at) | Piece::Until(at) | Piece::Ago(at) => {
                    f.write_str(&clock(*at))?;
                }
                Piece::Slot(_) => {}
            }
        }
        Ok(())
    }
}

/// `2026-11-21 14:32 UTC`: whoever reads it may read it on another day.
fn clock(at: OffsetDateTime) -> String {
    format!("{} {:02}:{:02} UTC", at.date(), at.hour(), at.minute())
}
