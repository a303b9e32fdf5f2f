//! A sentence in pieces: text, names to set apart, values to copy, and times.

use std::fmt;

use time::OffsetDateTime;

/// One piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// A name or a value, set apart.
    Name(String),
    /// A name or a value that is meant to be copied.
    Copy(String),
    /// Something that matters.
    Strong(String),
    /// A moment, on the reader's clock.
    At(OffsetDateTime),
    /// A moment, on the reader's clock, and how far off it is.
    Until(OffsetDateTime),
    /// How long ago a moment was.
    Ago(OffsetDateTime),
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A name or a value, set apart.
pub(super) fn name(text: &(impl ToString + ?Sized)) -> Piece {
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

/// One or more sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Piece>);

impl Phrase {
    /// Whether there is nothing to say.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        Self(vec![text.into()])
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self(vec![text.into()])
    }
}

/// As plain text; times are those of UTC, for nobody's clock is known.
impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) | Piece::Name(text) | Piece::Copy(text) | Piece::Strong(text) => {
                    f.write_str(text)?;
                }
                Piece::At(at) | Piece::Until(at) | Piece::Ago(at) => f.write_str(&clock(*at))?,
            }
        }
        Ok(())
    }
}

/// `14:32 UTC`.
fn clock(at: OffsetDateTime) -> String {
    format!("{:02}:{:02} UTC", at.hour(), at.minute())
}

/// A [`Phrase`] of pieces.
macro_rules! say {
    ($($piece:expr),* $(,)?) => {
        $crate::widget::words::Phrase(vec![$($crate::widget::words::Piece::from($piece)),*])
    };
}
pub(super) use say;
