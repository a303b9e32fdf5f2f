//! Where messages may be sent: what can be told from the address alone. Where its name leads is
//! checked at each attempt.

use std::fmt;
use std::net::IpAddr;

use url::{Host, Position, Url};

use crate::net::AddressRules;

/// The longest address, characters.
const MAX_LENGTH: usize = 2000;
/// Names that lead to no public server (RFC 6761, RFC 6762, RFC 8375, ICANN's "internal").
const INSIDE: [&str; 8] =
    ["localhost", "local", "internal", "home.arpa", "test", "invalid", "onion", "localdomain"];

/// An address that a tenant's server listens at.
#[derive(Clone, PartialEq, Eq)]
pub struct EndpointUrl(Url);

/// How far an endpoint's address may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// For customers: HTTPS on port 443.
    Live,
    /// For trying out: HTTPS.
    Test,
    /// For trying out where private addresses are contacted: HTTP too, on any port.
    Private,
}

/// Why events are not sent to an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Not a URL of the web.
    #[error("url: it is not an address like https://example.com/webhooks")]
    NoUrl,
    /// Too long.
    #[error("url: it has more than 2000 characters")]
    TooLong,
    /// In clear text.
    #[error("url: it must begin with https://")]
    NotHttps,
    /// Not the port of HTTPS.
    #[error("url: its port must be 443, not {0}")]
    Port(u16),
    /// A name and a password in it, which would be kept as it is.
    #[error("url: it must not hold a user name or a password: check the signature instead")]
    Credentials,
    /// A part that is never sent.
    #[error("url: it must not have a fragment (#…)")]
    Fragment,
    /// Not on the public internet.
    #[error("url: \"{0}\" is not on the public internet")]
    NotPublic(String),
    /// This server's own.
    #[error("url: it is this server itself")]
    Ourselves,
}

impl EndpointUrl {
    /// Reads an address that somebody wishes to be told at.
    pub fn parse(text: &str, reach: Reach, rules: AddressRules) -> Result<Self, UrlError> {
        if MAX_LENGTH < text.chars().count() {
            return Err(UrlError::TooLong);
        }
        let url = Url::parse(text).map_err(|_| UrlError::NoUrl)?;
        let port = url.port_or_known_default().ok_or(UrlError::NoUrl)?;
        match (url.scheme(), reach) {
            ("https", Reach::Live | Reach::Test | Reach::Private) | ("http", Reach::Private) => {}
            ("http", Reach::Live | Reach::Test) => return Err(UrlError::NotHttps),
            _ => return Err(UrlError::NoUrl),
        }
        let any_port = match reach {
            Reach::Live | Reach::Test => false,
            Reach::Private => true,
        };
        if !any_port && port != 443 {
            return Err(UrlError::Port(port));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UrlError::Credentials);
        }
        if url.fragment().is_some() {
            return Err(UrlError::Fragment);
        }
        let url = Self(url);
        if url.is_inside(rules) { Err(UrlError::NotPublic(url.host().to_owned())) } else { Ok(url) }
    }

    /// As it was read before.
    pub fn stored(text: &str) -> Result<Self, UrlError> {
        Url::parse(text).map(Self).map_err(|_| UrlError::NoUrl)
    }

    /// Whether it can be told without asking that it is not on the public internet.
    fn is_inside(&self, rules: AddressRules) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(ip)) => !rules.permits(ip.into()),
            Some(Host::Ipv6(ip)) => !rules.permits(ip.into()),
            Some(Host::Domain(name)) => !rules.allows_private() && is_inside_name(name),
            None => true,
        }
    }

    /// Whether it has the origin `scheme://host[:port]`.
    #[must_use]
    pub fn is_of(&self, origin: &str) -> bool {
        self.0.origin().ascii_serialization() == origin
    }

    /// The name, or the address in the form of URLs.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The address, where it is one and no name.
    pub(super) fn address(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Ipv4(ip) => Some(ip.into()),
            Host::Ipv6(ip) => Some(ip.into()),
            Host::Domain(_) => None,
        }
    }

    pub(super) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or(443)
    }

    pub(super) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The value of `Host`.
    pub(super) fn authority(&self) -> &str {
        &self.0[Position::BeforeHost..Position::AfterPort]
    }

    pub(super) fn path_and_query(&self) -> &str {
        &self.0[Position::BeforePath..Position::AfterQuery]
    }

    /// The whole, as it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A path may hold what only the receiver should know.
impl fmt::Debug for EndpointUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EndpointUrl({}://{}/…)", self.0.scheme(), self.authority())
    }
}

fn is_inside_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let under = |zone: &str| name.strip_suffix(zone).is_some_and(|rest| rest.ends_with('.'));
    !name.contains('.') || INSIDE.iter().any(|zone| under(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_events_go_to_the_public_internet_over_https_alone() {
        use UrlError as E;
        let inside = |host: &str| Err(E::NotPublic(host.to_owned()));
        for (text, want) in [
            ("https://hooks.example.com/a?b=c", Ok(())),
            ("https://HOOKS.example.com:443", Ok(())),
            ("https://1.1.1.1/", Ok(())),
            ("https://[2606:4700::1111]/", Ok(())),
            ("http://hooks.example.com/", Err(E::NotHttps)),
            ("https://hooks.example.com:8443/", Err(E::Port(8443))),
            ("https://hooks.example.com:80/", Err(E::Port(80))),
            ("https://me:pass@hooks.example.com/", Err(E::Credentials)),
            ("https://me@hooks.example.com/", Err(E::Credentials)),
            ("https://hooks.example.com/#a", Err(E::Fragment)),
            ("ftp://hooks.example.com/", Err(E::NoUrl)),
            ("hooks.example.com", Err(E::NoUrl)),
            ("https://", Err(E::NoUrl)),
            ("javascript:alert(1)", Err(E::NoUrl)),
            ("https://127.0.0.1/", inside("127.0.0.1")),
            ("https://0x7f.1/", inside("127.0.0.1")),
            ("https://2130706433/", inside("127.0.0.1")),
            ("https://169.254.169.254/latest", inside("169.254.169.254")),
            ("https://10.0.0.7/", inside("10.0.0.7")),
            ("https://[::1]/", inside("[::1]")),
            ("https://[::ffff:10.0.0.1]/", inside("[::ffff:a00:1]")),
            ("https://[fd00:ec2::254]/", inside("[fd00:ec2::254]")),
            ("https://localhost/", inside("localhost")),
            ("https://a.localhost./", inside("a.localhost.")),
            ("https://metadata.google.internal/", inside("metadata.google.internal")),
            ("https://printer.local/", inside("printer.local")),
            ("https://intranet/", inside("intranet")),
        ] {
            for reach in [Reach::Live, Reach::Test] {
                let read = EndpointUrl::parse(text, reach, AddressRules::public());
                assert_eq!(read.map(|_| ()), want, "{text} {reach:?}");
            }
        }
        let long = format!("https://hooks.example.com/{}", "a".repeat(MAX_LENGTH));
        let read = EndpointUrl::parse(&long, Reach::Test, AddressRules::public());
        assert_eq!(read, Err(E::TooLong));
    }

    #[test]
    fn where_private_addresses_are_contacted_trying_out_may_stay_at_home() {
        let rules = AddressRules::private_too();
        for (text, private, live) in [
            ("http://127.0.0.1:4567/hook", true, false),
            ("http://localhost:3000/hook", true, false),
            ("https://hooks.sandbox.test:8443/", true, false),
            ("https://10.0.0.7/", true, true),
            ("http://0.0.0.0/", false, false),
            ("https://224.0.0.1/", false, false),
        ] {
            let private_reach = EndpointUrl::parse(text, Reach::Private, rules);
            assert_eq!(private_reach.is_ok(), private, "{text}");
            assert_eq!(EndpointUrl::parse(text, Reach::Live, rules).is_ok(), live, "{text}");
        }
    }

    #[test]
    fn what_is_sent_is_what_was_given_and_the_path_is_shown_to_nobody() {
        let text = "https://hooks.example.com/a%20b/secret?x=1&y";
        let url = EndpointUrl::parse(text, Reach::Live, AddressRules::public()).unwrap();
        assert_eq!((url.authority(), url.port()), ("hooks.example.com", 443));
        assert_eq!(url.path_and_query(), "/a%20b/secret?x=1&y");
        assert!(url.is_of("https://hooks.example.com"));
        assert!(!url.is_of("https://example.com"));
        assert_eq!(format!("{url:?}"), "EndpointUrl(https://hooks.example.com/…)");
    }
}
