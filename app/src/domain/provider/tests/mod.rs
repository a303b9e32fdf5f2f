//! Each host is known by its servers, and told as its pages have it.

mod documented;

use super::*;
use crate::domain::observation::NameServer;

fn name(text: &str) -> OwnerName {
    text.parse().unwrap()
}

fn zone(servers: &[&str]) -> Zone {
    Zone {
        apex: name("acme.com"),
        servers: servers
            .iter()
            .map(|server| NameServer { name: name(server), addresses: Vec::new() })
            .collect(),
        negative_ttl: None,
        parent: None,
    }
}

fn id_of(servers: &[&str]) -> Option<&'static str> {
    Provider::of(&zone(servers)).map(|provider| provider.id)
}

/// Names as registries have them; a whole set where the company mixes its domains.
const SEEN: &[(&str, &[&str])] = &[
    ("alibaba-cloud", &["ns1.alidns.com", "ns2.alidns.com"]),
    ("alibaba-cloud", &["vip3.alidns.com", "vip4.alidns.com"]),
    ("alibaba-cloud", &["dns19.hichina.com", "dns20.hichina.com"]),
    (
        "azure",
        &[
            "ns1-01.azure-dns.com",
            "ns2-01.azure-dns.net",
            "ns3-01.azure-dns.org",
            "ns4-01.azure-dns.info",
        ],
    ),
    ("bluehost", &["ns1.bluehost.com", "ns2.bluehost.com"]),
    ("bunny", &["kiki.bunny.net", "coco.bunny.net"]),
    ("civo", &["ns0.civo.com", "ns1.civo.com"]),
    ("cloudflare", &["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"]),
    ("cloudflare", &["blue.foundationdns.com", "blue.foundationdns.net", "blue.foundationdns.org"]),
    ("cloudns", &["pns31.cloudns.net", "pns32.cloudns.net"]),
    ("constellix", &["ns11.constellix.com", "ns21.constellix.com", "ns41.constellix.net"]),
    ("desec", &["ns1.desec.io", "ns2.desec.org"]),
    ("digitalocean", &["ns1.digitalocean.com", "ns2.digitalocean.com", "ns3.digitalocean.com"]),
    ("dns-made-easy", &["ns0.dnsmadeeasy.com", "ns10.dnsmadeeasy.com"]),
    (
        "dnsimple",
        &[
            "ns1.dnsimple-edge.com",
            "ns2.dnsimple-edge.net",
            "ns3.dnsimple-edge.io",
            "ns4.dnsimple-edge.org",
        ],
    ),
    ("dnsimple", &["ns1.dnsimple.com", "ns2.dnsimple-edge.net"]),
    ("dreamhost", &["ns1.dreamhost.com", "ns2.dreamhost.com", "ns3.dreamhost.com"]),
    ("fastmail", &["ns1.messagingengine.com", "ns2.messagingengine.com"]),
    ("gandi", &["ns-22-a.gandi.net", "ns-140-b.gandi.net", "ns-5-c.gandi.net"]),
    ("gcore", &["ns1.gcorelabs.net", "ns2.gcdn.services"]),
    ("godaddy", &["ns53.domaincontrol.com", "ns54.domaincontrol.com"]),
    ("hetzner", &["hydrogen.ns.hetzner.com", "oxygen.ns.hetzner.com", "helium.ns.hetzner.de"]),
    ("hostgator", &["ns8301.hostgator.com", "ns8302.hostgator.com"]),
    ("hostinger", &["ns1.dns-parking.com", "ns2.dns-parking.com"]),
    ("hover", &["ns1.hover.com", "ns2.hover.com"]),
    ("huawei-cloud", &["ns1.huaweicloud-dns.com", "ns1.huaweicloud-dns.cn"]),
    ("huawei-cloud", &["ns1.huaweicloud-dns.net", "ns1.huaweicloud-dns.org"]),
    ("infomaniak", &["ns11.infomaniak.ch", "ns12.infomaniak.ch"]),
    ("inwx", &["ns.inwx.de", "ns2.inwx.de", "ns3.inwx.eu"]),
    ("ionos", &["ns1045.ui-dns.com", "ns1092.ui-dns.de", "ns1061.ui-dns.org", "ns1079.ui-dns.biz"]),
    ("linode", &["ns1.linode.com", "ns5.linode.com"]),
    ("name-com", &["ns1fkl.name.com", "ns2dhl.name.com"]),
    ("namecheap", &["dns1.registrar-servers.com", "dns2.registrar-servers.com"]),
    ("namecheap", &["pdns1.registrar-servers.com", "pdns2.registrar-servers.com"]),
    ("namesilo", &["ns1.dnsowl.com", "ns2.dnsowl.com"]),
    ("one-com", &["ns01.one.com", "ns02.one.com"]),
    ("ovh", &["dns19.ovh.net", "ns19.ovh.net"]),
    ("ovh", &["dns200.anycast.me", "ns200.anycast.me"]),
    ("porkbun", &["curitiba.ns.porkbun.com", "salvador.ns.porkbun.com"]),
    (
        "route53",
        &[
            "ns-123.awsdns-45.net",
            "ns-1707.awsdns-21.co.uk",
            "ns-2.awsdns-00.com",
            "ns-1024.awsdns-00.org",
        ],
    ),
    ("sandbox", &["ns1.sandbox.test", "ns2.sandbox.test"]),
    ("scaleway", &["ns0.dom.scw.cloud", "ns1.dom.scw.cloud"]),
    ("sitehost", &["ns1.sitehost.co.nz", "ns4.sitehost.co.nz"]),
    ("squarespace", &["connect1.squarespacedns.com", "connect2.squarespacedns.com"]),
    ("squarespace", &["ns01.squarespacedns.com", "dns1.p08.nsone.net"]),
    ("squarespace", &["dns1.p08.nsone.net", "ns01.squarespacedns.com"]),
    ("ultradns", &["pdns196.ultradns.com", "pdns196.ultradns.net", "pdns196.ultradns.co.uk"]),
    ("united-domains", &["ns.udag.de", "ns.udag.net", "ns.udag.org"]),
    ("vercel", &["ns1.vercel-dns.com", "ns2.vercel-dns.com"]),
    ("vultr", &["ns1.vultr.com", "ns2.vultr.com"]),
    ("wix", &["ns10.wixdns.net", "ns11.wixdns.net"]),
    ("wordpress-com", &["ns1.wordpress.com", "ns2.wordpress.com"]),
    ("yandex-cloud", &["ns1.yandexcloud.net", "ns2.yandexcloud.net"]),
];

#[test]
fn every_host_is_known_by_its_servers() {
    for (id, servers) in SEEN {
        assert_eq!(id_of(servers), Some(*id), "{servers:?}");
    }
    for provider in Provider::all() {
        assert!(SEEN.iter().any(|(id, _)| *id == provider.id), "{} has no row", provider.id);
    }
}

#[test]
fn a_zone_of_nobody_or_of_two_companies_has_no_host() {
    let unknown: &[&[&str]] = &[
        &[],
        &["ns1.acme.com", "ns2.acme.com"],
        &["ada.ns.cloudflare.com", "ns53.domaincontrol.com"],
        &["ada.ns.cloudflare.com", "ns1.acme.com"],
        // Whose console these are can't be told from their names.
        &["ns-cloud-a1.googledomains.com", "ns-cloud-a2.googledomains.com"],
        &["dns1.p08.nsone.net", "dns2.p08.nsone.net"],
        &["dns1.p08.nsone.net", "ns53.domaincontrol.com"],
        &["ns1.evilbunny.net"],
        &["ns1.digitalocean.com.evil.net"],
        &["awsdns-45.net"],
        &["ns1.gandi.net"],
    ];
    for servers in unknown {
        assert_eq!(id_of(servers), None, "{servers:?}");
    }
}

/// Whether some name fits both patterns.
fn meet(left: &[u8], right: &[u8]) -> bool {
    let ([first, after @ ..], [other, rest @ ..]) = (left, right) else {
        return left.is_empty() && right.is_empty();
    };
    let common = match (first, other) {
        (b'#' | b'*', b'#' | b'*') => true,
        (b'#', byte) | (byte, b'#') => byte.is_ascii_digit(),
        (b'*', byte) | (byte, b'*') => *byte != b'.',
        (byte, same) => byte == same,
    };
    let stays = |byte: &u8| matches!(byte, b'#' | b'*');
    common
        && (meet(after, rest)
            || (stays(first) && meet(left, rest))
            || (stays(other) && meet(after, right)))
}

#[test]
fn no_server_is_of_two_hosts() {
    assert!(meet(b"ns#.host.com", b"*.host.com") && meet(b"ns#*.host.com", b"n*1a.host.com"));
    assert!(!meet(b"ns#.host.com", b"nsa*.host.com") && !meet(b"*.host.com", b"*.*.host.com"));
    let all: Vec<_> = Provider::all()
        .flat_map(|provider| provider.nameservers.iter().map(move |it| (provider.id, *it)))
        .collect();
    for (id, pattern) in &all {
        for (other, theirs) in all.iter().filter(|(other, _)| other != id) {
            assert!(
                !meet(pattern.as_bytes(), theirs.as_bytes()),
                "{id} {pattern} {other} {theirs}"
            );
        }
    }
}

#[test]
fn every_entry_is_whole() {
    let ids: Vec<&str> = Provider::all().map(|provider| provider.id).collect();
    assert!(ids.is_sorted_by(|left, right| left < right), "{ids:?}");
    // Fewer would leave too many readers with generic words.
    assert!(40 < ids.len());
    for provider in Provider::all() {
        let Provider { id, nameservers, beside, console, sources, .. } = provider;
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        assert!(!nameservers.is_empty(), "{id}");
        for pattern in nameservers.iter().chain(*beside) {
            assert_eq!(*pattern, pattern.to_ascii_lowercase(), "{id}");
            assert!(!pattern.ends_with('.'), "{id}");
        }
        for address in sources.iter().chain(console) {
            assert!(address.starts_with("https://") && !address.contains(' '), "{id} {address}");
        }
        assert!(*id == "sandbox" || !sources.is_empty(), "{id} has no source");
        assert_eq!(Provider::by_id(id), Some(provider));
    }
    assert_eq!(Provider::by_id("nobody"), None);
}

const PLAIN: Provider = entry::host("plain", "Plain", &["ns#.plain.test"]);

#[test]
fn a_name_is_entered_as_the_host_wants_it() {
    let blank = PLAIN.short("Host").apex(Apex::Blank);
    let at = PLAIN.short("Host").apex(Apex::At);
    let full = Provider { names: Some(Names::Full), apex: Some(Apex::Full), ..PLAIN };
    let table = [
        (PLAIN, ["@", "shop", "a.b", "*", "*.shop", "other.net"]),
        (at, ["@", "shop", "a.b", "*", "*.shop", "other.net"]),
        (blank, ["", "shop", "a.b", "*", "*.shop", "other.net"]),
        (
            full,
            [
                "acme.com",
                "shop.acme.com",
                "a.b.acme.com",
                "*.acme.com",
                "*.shop.acme.com",
                "other.net",
            ],
        ),
    ];
    let hosts =
        ["acme.com", "shop.acme.com", "a.b.acme.com", "*.acme.com", "*.shop.acme.com", "other.net"];
    for (provider, expected) in table {
        for (host, expected) in hosts.iter().zip(expected) {
            assert_eq!(provider.entered_name(&name(host), &name("acme.com")), expected, "{host}");
        }
    }
}

#[test]
fn a_value_is_entered_as_the_host_wants_it() {
    let dot = PLAIN.dot(TargetDot::Needed);
    let typed = PLAIN.quotes(TxtQuotes::Typed);
    let table = [
        (PLAIN, RecordType::Cname, "edge.net", "edge.net"),
        (PLAIN.dot(TargetDot::Optional), RecordType::Cname, "edge.net", "edge.net"),
        (dot, RecordType::Cname, "edge.net", "edge.net."),
        (dot, RecordType::Cname, "edge.net.", "edge.net."),
        (dot, RecordType::Mx, "10 mail.net", "10 mail.net."),
        (dot, RecordType::A, "198.51.100.7", "198.51.100.7"),
        (dot, RecordType::Txt, "abc", "abc"),
        (PLAIN, RecordType::Txt, "abc", "abc"),
        (PLAIN.quotes(TxtQuotes::Added), RecordType::Txt, "abc", "abc"),
        (typed, RecordType::Txt, "abc", "\"abc\""),
        (typed, RecordType::Txt, "a\"b", "\"a\\\"b\""),
        (typed, RecordType::Cname, "edge.net", "edge.net"),
    ];
    for (provider, rtype, value, expected) in table {
        assert_eq!(provider.entered_value(rtype, value), expected, "{rtype} {value}");
    }
}

#[test]
fn a_console_opens_at_the_zone_where_that_is_possible() {
    let zone = name("acme.com");
    let console = |id: &str, zone| Provider::by_id(id).unwrap().console_of(zone);
    let godaddy = "https://dcc.godaddy.com/control/acme.com/dns";
    assert_eq!(console("godaddy", Some(&zone)).as_deref(), Some(godaddy));
    assert_eq!(console("godaddy", None), None);
    let wordpress = "https://wordpress.com/domains/manage/acme.com/dns/acme.com";
    assert_eq!(console("wordpress-com", Some(&zone)).as_deref(), Some(wordpress));
    let gcore = "https://dns.gcore.com/zones";
    assert_eq!(console("gcore", None).as_deref(), Some(gcore));
    assert_eq!(console("sandbox", Some(&zone)), None);
}

#[test]
fn a_ttl_is_never_below_what_the_host_takes() {
    assert_eq!(PLAIN.ttl(300), 300);
    assert_eq!(PLAIN.min_ttl(60).ttl(300), 300);
    assert_eq!(PLAIN.min_ttl(3600).ttl(300), 3600);
}

#[test]
fn the_value_field_is_called_by_the_type() {
    let cloudflare = Provider::by_id("cloudflare").unwrap();
    assert_eq!(cloudflare.value_field(RecordType::A), Some("IPv4 address"));
    assert_eq!(cloudflare.value_field(RecordType::Cname), Some("Target"));
    assert_eq!(cloudflare.value_field(RecordType::Txt), Some("Content"));
    assert_eq!(cloudflare.value_field(RecordType::Caa), None);
}
