//! From what a person typed or pasted to a hostname that can be connected.

use app::domain::desired::Kind;
use app::domain::name::{Hostname, NameError, OwnerName};
use app::domain::observation::Zone;

/// Why a text can't be connected. The message is meant for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// Not a name at all.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Characters that no domain can have.
    #[error("\"{0}\" has characters that a domain name can't have")]
    Characters(String),
    /// A name under which others register theirs.
    #[error("\"{0}\" is a public suffix: domains are registered below it")]
    PublicSuffix(Hostname),
    /// So long that the ownership record would not fit.
    #[error("\"{0}\" is too long: its ownership record would have more than 253 characters")]
    NoRoom(Hostname),
}

/// A hostname as it was meant, and as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// In A-labels.
    pub hostname: Hostname,
    /// In U-labels.
    pub display: String,
    /// Where its ownership TXT stands.
    pub challenge_name: OwnerName,
}

/// Reads a pasted address: scheme, user, port, path and blanks are taken off, U-labels become
/// A-labels (UTS 46, transitional processing off).
pub fn read(text: &str) -> Result<Intake, IntakeError> {
    let name = host_part(text);
    if name.is_empty() {
        return Err(NameError::Empty.into());
    }
    if name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok() {
        return Err(NameError::Address(name.to_owned()).into());
    }
    let (wildcard, base) = match name.strip_prefix("*.") {
        Some(base) => ("*.", base),
        None => ("", name),
    };
    let hostname: Hostname = format!("{wildcard}{}", ascii(base)?).parse()?;
    let challenge_name =
        hostname.challenge_name().map_err(|_| IntakeError::NoRoom(hostname.clone()))?;
    if is_public_suffix(&hostname) {
        return Err(IntakeError::PublicSuffix(hostname));
    }
    let display = display(&hostname);
    Ok(Intake { hostname, display, challenge_name })
}

/// The name in U-labels, for people.
#[must_use]
pub fn display(hostname: &Hostname) -> String {
    let (prefix, base) =
        hostname.as_str().strip_prefix("*.").map_or(("", hostname.as_str()), |rest| ("*.", rest));
    let (unicode, result) = idna::domain_to_unicode(base);
    if result.is_ok() { format!("{prefix}{unicode}") } else { hostname.to_string() }
}

/// The shortest name above which one can't register: `example.co.uk` of `a.example.co.uk`.
#[must_use]
pub fn registrable_domain(hostname: &Hostname) -> Option<OwnerName> {
    psl::domain_str(hostname.base().as_str())?.parse().ok()
}

/// The name below which its domain was registered, where the list knows it.
#[must_use]
pub fn public_suffix(hostname: &Hostname) -> Option<OwnerName> {
    psl::suffix_str(hostname.base().as_str())?.parse().ok()
}

/// What `hostname` is to its zone; where that is not known, the registry's way of cutting zones
/// is the best guess.
#[must_use]
pub fn kind(hostname: &Hostname, zone: Option<&Zone>) -> Kind {
    let own = hostname.as_owner();
    let apex = zone.map_or_else(|| registrable_domain(hostname), |zone| Some(zone.apex.clone()));
    if hostname.is_wildcard() {
        Kind::Wildcard
    } else if apex.as_ref() == Some(own) {
        Kind::Apex
    } else {
        Kind::Subdomain
    }
}

fn ascii(base: &str) -> Result<String, IntakeError> {
    if base.is_ascii() {
        return Ok(base.to_owned());
    }
    // A dot of another script is a dot; what UTS 46 does not map is no character of a domain.
    idna::domain_to_ascii_strict(base).map_err(|_| IntakeError::Characters(base.to_owned()))
}

fn host_part(text: &str) -> &str {
    let text = text.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split(['/', '?', '#', ' ', '\t', '\n']).next().unwrap_or_default();
    let text = text.rsplit('@').next().unwrap_or_default();
    // A port, but not the colons of an IPv6 address.
    match text.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') && port.bytes().all(|b| b.is_ascii_digit()) => {
            host
        }
        _ => text,
    }
}

/// Only the suffixes that the list knows: a top-level domain it has never heard of may be a
/// private one.
fn is_public_suffix(hostname: &Hostname) -> bool {
    let base = hostname.base();
    psl::suffix(base.as_str().as_bytes())
        .is_some_and(|suffix| suffix.is_known() && suffix.as_bytes() == base.as_str().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_addresses_are_cleaned() {
        for (text, want) in [
            (" https://Shop.Acme.com/cart?x=1#top ", "shop.acme.com"),
            ("user:pass@shop.acme.com:8443/x", "shop.acme.com"),
            ("shop.acme.com.", "shop.acme.com"),
            ("*.shop.acme.com", "*.shop.acme.com"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("https://日本語。jp/", "xn--wgv71a119e.jp"),
            ("shop.acme.com and more", "shop.acme.com"),
        ] {
            assert_eq!(read(text).unwrap().hostname.as_str(), want, "{text:?}");
        }
        assert_eq!(read("xn--bcher-kva.example").unwrap().display, "bücher.example");
    }

    #[test]
    fn what_is_no_domain_is_refused_with_its_reason() {
        for (text, want) in [
            ("", "the name is empty"),
            ("192.0.2.1", "\"192.0.2.1\" is an IP address, not a name"),
            ("http://[2001:db8::1]/", "\"[2001:db8::1]\" is an IP address, not a name"),
            ("co.uk", "\"co.uk\" is a public suffix: domains are registered below it"),
            ("localhost", "\"localhost\" is a single label, not a domain"),
            (
                "my_shop.acme.com",
                "the label \"my_shop\" has a character that a host name can't have",
            ),
            ("a..acme.com", "the name has an empty label"),
            ("sh op.acme.com", "\"sh\" is a single label, not a domain"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), want, "{text:?}");
        }
        let long = format!("{}.com", ["a".repeat(60).as_str(); 4].join("."));
        assert!(matches!(read(&long), Err(IntakeError::NoRoom(_))), "{long}");
        assert!(read(&format!("{}.com", "a".repeat(64))).is_err());
    }

    #[test]
    fn the_zone_tells_the_kind_and_without_one_the_registry() {
        let zone = |apex: &str| Zone {
            apex: apex.parse().unwrap(),
            servers: Vec::new(),
            negative_ttl: None,
            parent: None,
        };
        for (name, apex, want) in [
            ("acme.com", Some("acme.com"), Kind::Apex),
            ("shop.acme.com", Some("shop.acme.com"), Kind::Apex),
            ("shop.acme.com", Some("acme.com"), Kind::Subdomain),
            ("*.acme.com", Some("acme.com"), Kind::Wildcard),
            ("acme.co.uk", None, Kind::Apex),
            ("shop.acme.co.uk", None, Kind::Subdomain),
        ] {
            let zone = apex.map(zone);
            assert_eq!(kind(&name.parse().unwrap(), zone.as_ref()), want, "{name} {apex:?}");
        }
    }

    #[test]
    fn emoji_become_a_labels_like_any_other_script() {
        assert_eq!(read("😀.example").unwrap().hostname.as_str(), "xn--e28h.example");
    }
}
