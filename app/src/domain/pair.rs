//! A name and its twin: with `www` in front, and without.

use super::desired::Kind;
use super::name::{Hostname, OwnerName};

/// `www` of a zone's own name, and the other way round; `None` for names that visitors don't mix
/// up.
#[must_use]
pub fn twin(hostname: &Hostname, kind: Kind, zone: Option<&OwnerName>) -> Option<Hostname> {
    match kind {
        Kind::Apex => format!("www.{hostname}").parse().ok(),
        Kind::Subdomain => {
            let bare = hostname.as_str().strip_prefix("www.")?;
            zone.filter(|zone| zone.as_str() == bare)?;
            bare.parse().ok()
        }
        Kind::Wildcard => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_zones_own_name_and_its_www_are_twins() {
        for (name, kind, zone, want) in [
            ("acme.com", Kind::Apex, Some("acme.com"), Some("www.acme.com")),
            ("acme.com", Kind::Apex, None, Some("www.acme.com")),
            ("www.acme.com", Kind::Subdomain, Some("acme.com"), Some("acme.com")),
            ("www.acme.com", Kind::Subdomain, None, None),
            ("www.shop.acme.com", Kind::Subdomain, Some("acme.com"), None),
            ("shop.acme.com", Kind::Subdomain, Some("acme.com"), None),
            ("www.acme.com", Kind::Apex, Some("www.acme.com"), Some("www.www.acme.com")),
            ("*.acme.com", Kind::Wildcard, Some("acme.com"), None),
        ] {
            let zone = zone.map(|zone| zone.parse().unwrap());
            let twin = twin(&name.parse().unwrap(), kind, zone.as_ref());
            assert_eq!(twin.as_ref().map(Hostname::as_str), want, "{name} {kind:?}");
        }
    }
}
