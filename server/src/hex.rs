//! Octets as lower-case hexadecimal digits.

use std::fmt::Write as _;

/// The first 16 digits of a digest: enough to tell versions of one thing apart.
pub(crate) fn short(digest: &[u8]) -> String {
    hex(digest.get(..8).unwrap_or(digest))
}

pub(crate) fn hex(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len() * 2);
    for octet in octets {
        // Writing to a text can't fail.
        let _ = write!(text, "{octet:02x}");
    }
    text
}
