//! Which web servers are worth a visit: those that the tenant's visitors come to.

use std::net::IpAddr;

use super::facts::{Facts, Hop};
use super::routing;
use super::way::{proxy_at, sorted_out};
use crate::domain::connection::Judgement;
use crate::domain::desired::Desired;
use crate::domain::observation::{Delegation, Observation};

/// The addresses that the hostname leads to, where they are the tenant's, or a proxy's behind
/// which the tenant may be. None while the way leads elsewhere: whatever a visit met there, the
/// way would be its cause. None for a wildcard, which CAs don't check by HTTP (RFC 8555 §7.1.3).
#[must_use]
pub fn addresses_to_visit(desired: &Desired, observation: &Observation) -> Vec<IpAddr> {
    if desired.hostname.is_wildcard() || !matches!(observation.delegation, Delegation::Zone(_)) {
        return Vec::new();
    }
    let facts = Facts { desired, observation };
    let name = desired.hostname.as_owner();
    let mut addresses = facts.addresses_behind(name);
    addresses.sort();
    addresses.dedup();
    let behind_proxies = || {
        let (_, foreign) = sorted_out(&facts, &addresses);
        !matches!(facts.hop(name), Hop::Alias(_))
            && foreign.iter().all(|ip| proxy_at(*ip).is_some())
    };
    let leads_here = routing::judge(&facts) == Judgement::Right || behind_proxies();
    if leads_here { addresses } else { Vec::new() }
}
