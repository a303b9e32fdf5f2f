//! The names of servers, by a pattern.

/// Whether `name` is as `pattern` has it: `#` stands for one digit or more, `*` for one character
/// or more of one label, anything else for itself.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    fits_from(pattern.as_bytes(), name.as_bytes())
}

fn fits_from(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern, name) {
        ([], []) => true,
        ([], _) | (_, []) => false,
        ([b'#', after @ ..], [first, rest @ ..]) => {
            first.is_ascii_digit() && (fits_from(after, rest) || fits_from(pattern, rest))
        }
        ([b'*', after @ ..], [first, rest @ ..]) => {
            *first != b'.' && (fits_from(after, rest) || fits_from(pattern, rest))
        }
        ([wanted, after @ ..], [first, rest @ ..]) => wanted == first && fits_from(after, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_pattern_fits_whole_names_label_by_label() {
        let table = [
            ("ns#.host.com", "ns1.host.com", true),
            ("ns#.host.com", "ns12.host.com", true),
            ("ns#.host.com", "ns.host.com", false),
            ("ns#.host.com", "nsa.host.com", false),
            ("ns#.host.com", "ns1.host.com.evil.net", false),
            ("ns#.host.com", "a.ns1.host.com", false),
            ("ns-#.awsdns-#.co.uk", "ns-1707.awsdns-21.co.uk", true),
            ("ns-#.awsdns-#.co.uk", "ns-1707.awsdns-.co.uk", false),
            ("*.ns.cloudflare.com", "ada.ns.cloudflare.com", true),
            ("*.ns.cloudflare.com", "ns.cloudflare.com", false),
            ("*.ns.cloudflare.com", ".ns.cloudflare.com", false),
            ("*.ns.cloudflare.com", "a.b.ns.cloudflare.com", false),
            ("*.host.com", "nothost.com", false),
            ("ns#*.name.com", "ns1abc.name.com", true),
            ("ns#*.name.com", "ns1.name.com", false),
        ];
        for (pattern, name, expected) in table {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
