//! Lists in pages, newest first.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// Where a page ended. To the outside an opaque text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor(Uuid);

/// Not a cursor that was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor")]
pub struct CursorError;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0.as_bytes()))
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| CursorError)?;
        Uuid::from_slice(&bytes).map(Self).map_err(|_| CursorError)
    }
}

/// Which page is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this; from the newest without.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: u32,
}

/// One page.
#[derive(Clone, Debug)]
pub struct List<T> {
    /// Newest first.
    pub data: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

impl Page {
    pub(super) fn after(&self) -> Option<String> {
        self.after.map(|cursor| cursor.0.to_string())
    }

    /// One more than wanted, which tells whether there is a next page.
    pub(super) fn fetch(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    pub(super) fn list<T>(&self, mut data: Vec<T>, id: impl Fn(&T) -> Uuid) -> List<T> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = limit < data.len();
        data.truncate(limit);
        let next = data.last().filter(|_| more).map(|last| Cursor(id(last)));
        List { data, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_handed_out() {
        let cursor = Cursor(crate::clock::new_id());
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in ["", "a", "!", "AAAA"] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text:?}");
        }
    }
}
