//! The hosts, by their ids. Of the fields an entry has what its sources say, and nothing else; the
//! names of servers and the consoles' addresses, which few hosts document, are those in public use.
//!
//! Two families of names belong to nobody's console and stay unknown: `ns-cloud-*.googledomains.com`
//! serves both Google Cloud DNS and domains that went from Google Domains to Squarespace, and
//! `nsone.net` alone serves NS1's own customers as well as Netlify's. White-label names are the
//! customer's own, and match nothing.

mod a_to_f;
mod g_to_n;
mod o_to_z;

use super::Provider;

/// Every entry.
pub(super) const ALL: [&[Provider]; 3] = [a_to_f::HOSTS, g_to_n::HOSTS, o_to_z::HOSTS];
