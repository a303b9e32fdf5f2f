//! Whose well-known addresses are: proxies in front of names, forwarding and parking pages of
//! registrars, and the hosts that people leave.
//!
//! Only what its owner publishes, or what its DNS gives to everybody who uses the service, each
//! with the page that tells of it. An address that is not here is simply somebody's.

use std::net::IpAddr;

use super::desired::Cidr;

/// What stands at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A proxy that may lead on to us.
    Proxy(&'static str),
    /// A page that a registrar shows, or a redirect that it makes, in place of a site.
    Forwarding(&'static str),
    /// Where a site is hosted.
    Host(&'static str),
}

/// One owner's addresses.
struct Known {
    place: Place,
    /// Ranges, or single addresses.
    ranges: &'static [&'static str],
    /// The page that publishes them, or that tells what they are for; read by people, and a test.
    #[cfg_attr(not(test), expect(dead_code, reason = "it tells where the ranges come from"))]
    source: &'static str,
}

/// In the order of the alphabet, proxies first.
const KNOWN: &[Known] = &[
    Known {
        place: Place::Proxy("Cloudflare"),
        ranges: &[
            "103.21.244.0/22",
            "103.22.200.0/22",
            "103.31.4.0/22",
            "104.16.0.0/13",
            "104.24.0.0/14",
            "108.162.192.0/18",
            "131.0.72.0/22",
            "141.101.64.0/18",
            "162.158.0.0/15",
            "172.64.0.0/13",
            "173.245.48.0/20",
            "188.114.96.0/20",
            "190.93.240.0/20",
            "197.234.240.0/22",
            "198.41.128.0/17",
            "2400:cb00::/32",
            "2405:8100::/32",
            "2405:b500::/32",
            "2606:4700::/32",
            "2803:f800::/32",
            "2a06:98c0::/29",
            "2c0f:f248::/32",
        ],
        source: "https://www.cloudflare.com/ips/",
    },
    Known {
        place: Place::Proxy("Fastly"),
        ranges: &[
            "23.235.32.0/20",
            "43.249.72.0/22",
            "103.244.50.0/24",
            "103.245.222.0/23",
            "103.245.224.0/24",
            "104.156.80.0/20",
            "140.248.64.0/18",
            "140.248.128.0/17",
            "146.75.0.0/17",
            "151.101.0.0/16",
            "157.52.64.0/18",
            "167.82.0.0/17",
            "172.111.64.0/18",
            "185.31.16.0/22",
            "199.27.72.0/21",
            "199.232.0.0/16",
            "2a04:4e40::/32",
            "2a04:4e42::/32",
        ],
        source: "https://api.fastly.com/public-ip-list",
    },
    Known {
        place: Place::Proxy("Imperva"),
        ranges: &[
            "45.60.0.0/16",
            "45.64.64.0/22",
            "45.223.0.0/16",
            "103.28.248.0/22",
            "107.154.0.0/16",
            "131.125.128.0/17",
            "149.126.72.0/21",
            "185.11.124.0/22",
            "192.230.64.0/18",
            "198.143.32.0/19",
            "199.83.128.0/21",
            "2a02:e980::/29",
        ],
        source: "https://my.imperva.com/api/integration/v1/ips",
    },
    Known {
        place: Place::Proxy("Sucuri"),
        ranges: &["66.248.200.0/22", "185.93.228.0/22", "192.88.134.0/23", "192.124.249.0/24"],
        source: "https://docs.sucuri.net/website-firewall/sucuri-firewall-troubleshooting-guide",
    },
    Known {
        place: Place::Forwarding("GoDaddy"),
        // Parked, and forwarded.
        ranges: &["3.33.130.190", "15.197.148.33", "3.33.251.168", "15.197.225.128"],
        source: "https://www.godaddy.com/help/forward-my-domain-12123",
    },
    Known {
        place: Place::Forwarding("Namecheap"),
        ranges: &["162.255.119.0/24"],
        source: "https://www.namecheap.com/support/knowledgebase/article.aspx/385/2237/how-to-redirect-a-url-for-a-domain/",
    },
    Known {
        place: Place::Host("GitHub Pages"),
        ranges: &[
            "185.199.108.153",
            "185.199.109.153",
            "185.199.110.153",
            "185.199.111.153",
            "2606:50c0:8000::153",
            "2606:50c0:8001::153",
            "2606:50c0:8002::153",
            "2606:50c0:8003::153",
        ],
        source: "https://docs.github.com/en/pages/configuring-a-custom-domain-for-your-github-pages-site/managing-a-custom-domain-for-your-github-pages-site",
    },
    Known {
        place: Place::Host("Netlify"),
        ranges: &["75.2.60.5"],
        source: "https://docs.netlify.com/domains/configure-domains/configure-external-dns/",
    },
    Known {
        place: Place::Host("Render"),
        ranges: &["216.24.57.1"],
        source: "https://render.com/docs/custom-domains",
    },
    Known {
        place: Place::Host("Shopify"),
        ranges: &["23.227.38.65", "2620:127:f00f:5::"],
        source: "https://help.shopify.com/manual/domains/understanding-domains",
    },
    Known {
        place: Place::Host("Squarespace"),
        ranges: &["198.49.23.144", "198.49.23.145", "198.185.159.144", "198.185.159.145"],
        source: "https://support.squarespace.com/hc/en-us/articles/360035485391",
    },
    Known {
        place: Place::Host("Vercel"),
        ranges: &["76.76.21.21"],
        source: "https://vercel.com/docs/domains/working-with-domains/add-a-domain",
    },
    Known {
        place: Place::Host("Webflow"),
        // The second and third are of before April 2025.
        ranges: &["198.202.211.1", "75.2.70.75", "99.83.190.102"],
        source: "https://help.webflow.com/hc/en-us/articles/33961239562387-Manually-connect-a-custom-domain",
    },
    Known {
        place: Place::Host("Wix"),
        ranges: &["23.236.62.147", "185.230.63.107", "185.230.63.171", "185.230.63.186"],
        source: "https://support.wix.com/en/article/connecting-a-domain-to-wix-using-the-pointing-method",
    },
    Known {
        place: Place::Host("WordPress.com"),
        ranges: &["192.0.78.24", "192.0.78.25"],
        source: "https://github.com/Domain-Connect/Templates/blob/master/wordpress.com.hosting.json",
    },
];

/// Whose address it is, where that is well known.
#[must_use]
pub fn place_of(address: IpAddr) -> Option<Place> {
    let within = |known: &&Known| {
        let holds = |range: &&str| range.parse::<Cidr>().is_ok_and(|range| range.contains(address));
        known.ranges.iter().any(holds)
    };
    KNOWN.iter().find(within).map(|known| known.place)
}

/// Whether no visitor from outside can mean this address: private, shared, loopback, link-local,
/// or meant for documentation (RFC 6890, RFC 5737, RFC 3849).
#[must_use]
pub fn is_private(address: IpAddr) -> bool {
    const RANGES: [&str; 20] = [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
        "::/127",
        "::ffff:0:0/96",
        "64:ff9b:1::/48",
        "2001:db8::/32",
        "fc00::/7",
        "fe80::/10",
        "ff00::/8",
    ];
    RANGES.iter().any(|range| range.parse::<Cidr>().is_ok_and(|range| range.contains(address)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Option<Place> {
        place_of(text.parse().unwrap())
    }

    #[test]
    fn well_known_addresses_are_told_and_others_are_nobodys() {
        for (address, want) in [
            ("104.16.1.1", Some(Place::Proxy("Cloudflare"))),
            ("172.67.3.4", Some(Place::Proxy("Cloudflare"))),
            ("2606:4700:3030::ac43:1", Some(Place::Proxy("Cloudflare"))),
            ("151.101.1.195", Some(Place::Proxy("Fastly"))),
            ("192.124.249.7", Some(Place::Proxy("Sucuri"))),
            ("162.255.119.17", Some(Place::Forwarding("Namecheap"))),
            ("15.197.148.33", Some(Place::Forwarding("GoDaddy"))),
            ("15.197.225.128", Some(Place::Forwarding("GoDaddy"))),
            ("15.197.148.34", None),
            ("192.0.78.25", Some(Place::Host("WordPress.com"))),
            ("192.0.78.26", None),
            ("185.230.63.171", Some(Place::Host("Wix"))),
            ("198.202.211.1", Some(Place::Host("Webflow"))),
            ("185.199.110.153", Some(Place::Host("GitHub Pages"))),
            ("185.199.112.153", None),
            ("8.8.8.8", None),
            ("2001:4860:4860::8888", None),
        ] {
            assert_eq!(place(address), want, "{address}");
        }
    }

    #[test]
    fn every_range_is_one_and_has_its_page() {
        let mut seen: Vec<(Place, Cidr)> = Vec::new();
        for known in KNOWN {
            assert!(known.source.starts_with("https://"), "{}", known.source);
            for range in known.ranges {
                let range: Cidr = range.parse().unwrap();
                // Two owners of one address would make the order of the table a rule.
                let claimed = |(_, other): &&(Place, Cidr)| {
                    other.contains(range.network()) || range.contains(other.network())
                };
                assert_eq!(seen.iter().find(claimed), None, "{range}");
                assert!(!is_private(range.network()), "{range}");
                seen.push((known.place, range));
            }
        }
    }

    #[test]
    fn what_no_visitor_can_mean_is_private() {
        for (address, want) in [
            ("10.1.2.3", true),
            ("192.168.1.10", true),
            ("172.31.255.255", true),
            ("172.32.0.1", false),
            ("100.64.0.1", true),
            ("100.128.0.1", false),
            ("127.0.0.1", true),
            ("169.254.169.254", true),
            ("203.0.113.9", true),
            ("0.0.0.0", true),
            ("255.255.255.255", true),
            ("1.1.1.1", false),
            ("::", true),
            ("::1", true),
            ("fd00::1", true),
            ("fe80::1", true),
            ("2001:db8::1", true),
            ("::ffff:10.0.0.1", true),
            ("2a01:4f8::1", false),
        ] {
            assert_eq!(is_private(address.parse().unwrap()), want, "{address}");
        }
    }
}
