//! Octets as lower-case hexadecimal digits.

use std::fmt::Write as _;

pub(crate) fn hex(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len() * 2);
    for octet in octets {
        // Writing to a text can't fail.
        let _ = write!(text, "{octet:02x}");
    }
    text
}
