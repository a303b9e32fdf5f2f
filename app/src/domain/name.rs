//! Names of the DNS, as it compares them: lower case, A-labels, no trailing dot (RFC 9499 §2).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Longest name in presentation format, octets (RFC 1035 §2.3.4: 255 on the wire).
pub const MAX_NAME: usize = 253;
/// Longest label, octets (RFC 1035 §2.3.4).
pub const MAX_LABEL: usize = 63;
/// The label under which a customer proves that a name is theirs.
pub const CHALLENGE_LABEL: &str = "_customdomain-challenge";

/// Why a text is not a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing was given.
    #[error("the name is empty")]
    Empty,
    /// More than [`MAX_NAME`] octets.
    #[error("the name has {0} characters, at most 253 are allowed")]
    TooLong(usize),
    /// Two dots in a row, or one at the start.
    #[error("the name has an empty label")]
    EmptyLabel,
    /// A label of more than [`MAX_LABEL`] octets.
    #[error("the label \"{0}\" is longer than 63 characters")]
    LabelTooLong(String),
    /// A label with a character that such a name can't have.
    #[error("the label \"{0}\" has a character that a host name can't have")]
    BadLabel(String),
    /// An address, where a name is wanted.
    #[error("\"{0}\" is an IP address, not a name")]
    Address(String),
    /// One label only.
    #[error("\"{0}\" is a single label, not a domain")]
    SingleLabel(String),
}

/// Any owner name: letters, digits, hyphens, underscores, and a leading `*` (RFC 4592).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct OwnerName(String);

impl OwnerName {
    /// The root of the DNS, written as the empty text.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Whether this is the root.
    #[must_use]
    pub const fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The name without trailing dot; the root is empty.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The labels, leftmost first.
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('.').filter(|label| !label.is_empty())
    }

    /// The name without its leftmost label; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        if self.is_root() {
            return None;
        }
        Some(Self(self.0.split_once('.').map_or("", |(_, rest)| rest).to_owned()))
    }

    /// This name and everything above it, without the root.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent).take_while(|name| !name.is_root())
    }

    /// Whether this name is `zone` or below it (RFC 9499 §2, "subdomain").
    #[must_use]
    pub fn is_under(&self, zone: &Self) -> bool {
        zone.is_root()
            || self.0 == zone.0
            || self.0.strip_suffix(&zone.0).is_some_and(|head| head.ends_with('.'))
    }

    /// `label.self`, unless that would be no name any more.
    pub fn child(&self, label: &str) -> Result<Self, NameError> {
        self.prefixed(label)
    }

    /// `head.self`, where `head` may have several labels.
    pub fn prefixed(&self, head: &str) -> Result<Self, NameError> {
        if self.is_root() { head.parse() } else { format!("{head}.{self}").parse() }
    }

    /// The part of the name before `zone`: empty at the apex, `None` outside of it.
    #[must_use]
    pub fn relative_to(&self, zone: &Self) -> Option<&str> {
        if !self.is_under(zone) {
            return None;
        }
        let head = self.0.strip_suffix(&zone.0)?;
        Some(head.strip_suffix('.').unwrap_or(head))
    }

    /// Whether the leftmost label is `*`.
    #[must_use]
    pub fn is_wildcard(&self) -> bool {
        self.0 == "*" || self.0.starts_with("*.")
    }
}

impl FromStr for OwnerName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        if name.is_empty() {
            return if text == "." { Ok(Self::root()) } else { Err(NameError::Empty) };
        }
        if MAX_NAME < name.len() {
            return Err(NameError::TooLong(name.len()));
        }
        for (at, label) in name.split('.').enumerate() {
            check_label(label, at == 0)?;
        }
        Ok(Self(name))
    }
}

fn check_label(label: &str, leftmost: bool) -> Result<(), NameError> {
    if label.is_empty() {
        return Err(NameError::EmptyLabel);
    }
    if MAX_LABEL < label.len() {
        return Err(NameError::LabelTooLong(label.to_owned()));
    }
    // Owner names in the wild hold more than host names: only what could not be written back
    // in a zone file is refused.
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_/~+=".contains(&b);
    if !(label.bytes().all(fits) || (leftmost && label == "*")) {
        return Err(NameError::BadLabel(label.to_owned()));
    }
    Ok(())
}

impl fmt::Display for OwnerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_root() { "." } else { &self.0 })
    }
}

impl fmt::Debug for OwnerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for OwnerName {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl From<OwnerName> for String {
    fn from(name: OwnerName) -> Self {
        name.to_string()
    }
}

/// A name that a customer can connect: two or more LDH labels (RFC 952, RFC 1123 §2.1), or
/// `*.` before such a name.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Hostname(OwnerName);

impl Hostname {
    /// The name without trailing dot, in A-labels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The same name where any owner name fits.
    #[must_use]
    pub const fn as_owner(&self) -> &OwnerName {
        &self.0
    }

    /// Whether every name one label below [`Hostname::base`] is meant.
    #[must_use]
    pub fn is_wildcard(&self) -> bool {
        self.0.is_wildcard()
    }

    /// The name without a leading `*.`.
    #[must_use]
    pub fn base(&self) -> OwnerName {
        if self.is_wildcard() {
            self.0.parent().unwrap_or_else(OwnerName::root)
        } else {
            self.0.clone()
        }
    }

    /// Where the ownership TXT stands.
    ///
    /// # Errors
    /// When the name is so long that the label does not fit before it.
    pub fn challenge_name(&self) -> Result<OwnerName, NameError> {
        self.base().child(CHALLENGE_LABEL)
    }
}

impl FromStr for Hostname {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.parse::<std::net::IpAddr>().is_ok() {
            return Err(NameError::Address(text.to_owned()));
        }
        let name: OwnerName = text.parse()?;
        if name.is_root() {
            return Err(NameError::Empty);
        }
        let base = if name.is_wildcard() { name.parent() } else { None };
        let base = base.as_ref().unwrap_or(&name);
        if let Some(label) = base.labels().find(|label| !is_ldh(label)) {
            return Err(NameError::BadLabel(label.to_owned()));
        }
        if base.labels().count() < 2 {
            return Err(NameError::SingleLabel(text.to_owned()));
        }
        if base.labels().next_back().is_some_and(|tld| tld.bytes().all(|b| b.is_ascii_digit())) {
            return Err(NameError::Address(text.to_owned()));
        }
        Ok(Self(name))
    }
}

fn is_ldh(label: &str) -> bool {
    label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl fmt::Display for Hostname {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Hostname {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl TryFrom<String> for Hostname {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl From<Hostname> for String {
    fn from(name: Hostname) -> Self {
        name.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_host_names_as_the_dns_compares_them() {
        for (text, want) in [
            ("Shop.Example.COM.", Ok("shop.example.com")),
            ("*.shop.example.com", Ok("*.shop.example.com")),
            ("xn--bcher-kva.example", Ok("xn--bcher-kva.example")),
            ("", Err(NameError::Empty)),
            (".", Err(NameError::Empty)),
            ("a..b", Err(NameError::EmptyLabel)),
            ("com", Err(NameError::SingleLabel("com".to_owned()))),
            ("*.com", Err(NameError::SingleLabel("*.com".to_owned()))),
            ("my_shop.example.com", Err(NameError::BadLabel("my_shop".to_owned()))),
            ("-a.example", Err(NameError::BadLabel("-a".to_owned()))),
            ("a.*.example", Err(NameError::BadLabel("*".to_owned()))),
            ("192.0.2.1", Err(NameError::Address("192.0.2.1".to_owned()))),
            ("2001:db8::1", Err(NameError::Address("2001:db8::1".to_owned()))),
            ("192.0.2.300", Err(NameError::Address("192.0.2.300".to_owned()))),
            ("bücher.example", Err(NameError::BadLabel("bücher".to_owned()))),
        ] {
            let got = text.parse::<Hostname>();
            assert_eq!(got.as_ref().map(Hostname::as_str), want.as_ref().copied(), "{text:?}");
        }
    }

    #[test]
    fn long_names_are_refused_at_the_octet() {
        let label = "a".repeat(63);
        let fits = format!("{label}.{label}.{label}.{}", "a".repeat(61));
        assert_eq!(fits.len(), 253);
        assert!(fits.parse::<Hostname>().is_ok());
        assert_eq!(format!("{fits}a").parse::<Hostname>(), Err(NameError::TooLong(254)));
        let long = "a".repeat(64);
        assert_eq!(
            format!("{long}.example").parse::<Hostname>(),
            Err(NameError::LabelTooLong(long))
        );
    }

    #[test]
    fn a_name_knows_where_it_stands() {
        let name: OwnerName = "_x.shop.example.com".parse().unwrap();
        let zone: OwnerName = "example.com".parse().unwrap();
        assert_eq!(name.relative_to(&zone), Some("_x.shop"));
        assert_eq!(zone.relative_to(&zone), Some(""));
        assert_eq!("notexample.com".parse::<OwnerName>().unwrap().relative_to(&zone), None);
        assert_eq!(name.ancestors().count(), 4);
        let wildcard: Hostname = "*.shop.example.com".parse().unwrap();
        assert_eq!(
            wildcard.challenge_name().unwrap().as_str(),
            "_customdomain-challenge.shop.example.com"
        );
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_the_same(text in "[a-zA-Z0-9*_.-]{0,80}") {
            if let Ok(name) = text.parse::<OwnerName>() {
                prop_assert_eq!(name.to_string().parse::<OwnerName>().unwrap(), name);
            }
        }

        #[test]
        fn reading_never_panics(text in ".{0,300}") {
            let _ = text.parse::<Hostname>();
        }
    }
}
