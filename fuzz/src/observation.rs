//! Observations out of octets: names and values that matter to each other, in any disorder.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::earlier::{Earlier, Prediction, TargetAddress};
use app::domain::name::{Hostname, OwnerName};
use app::domain::observation::{
    Answer, Asked, Delegation, Dnssec, DnssecFault, NameServer, Observation, Parent, Reply, Server,
    ServerKind, Transport, Validation, Zone,
};
use app::domain::record::{Rdata, Record, RecordType};
use app::domain::registration::Registration;
use app::domain::web::{Handshake, HandshakeEnd, Hop, Visit, VisitEnd, Web};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use crate::octets::Octets;
use crate::world::{answers, probes};

pub(crate) const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
pub(crate) const PROOF: &str = "fairlead-verify-abc";
/// Answers that belong to nothing.
const MOST_STRAY: usize = 20;
const HOSTNAMES: [&str; 4] = ["shop.acme.com", "acme.com", "*.shop.acme.com", "edge.north.example"];
const NAMES: [&str; 24] = [
    "shop.acme.com",
    "_customdomain-challenge.shop.acme.com",
    "acme.com",
    "_customdomain-challenge.acme.com",
    "customdomain-challenge.shop.acme.com",
    "shop.acme.com.acme.com",
    "_customdomain-challenge.shop.acme.com.acme.com",
    "edge.north.example",
    "north.example",
    "www.acme.com",
    "www.shop.acme.com",
    "*.acme.com",
    "*.shop.acme.com",
    "probe-1f2e.acme.com",
    "probe-1f2e.shop.acme.com",
    "_acme-challenge.shop.acme.com",
    "_acme-challenge.acme.com",
    "com",
    ".",
    "edge.north.exampel",
    "edge.north.example.acme.com",
    "proxy.cdn.example",
    "ns1.acme.com",
    "ns1.other.example",
];
const TEXTS: [&str; 10] = [
    PROOF,
    "fairlead-verify-old",
    "\"fairlead-verify-abc\"",
    " fairlead-verify-abc.",
    "fairlead-verify-ab",
    "",
    "v=spf1 -all",
    "\u{202e}abc\u{1b}[2J",
    "letsencrypt.org; accounturi=https://ca.example/acct/1",
    ";",
];
const TTLS: [u32; 6] = [0, 1, 60, 3600, 86_400, u32::MAX];
const TYPES: [RecordType; 12] = RecordType::ALL;

pub(crate) fn desired(octets: &mut Octets<'_>) -> Desired {
    let hostname: Hostname = octets.pick(&HOSTNAMES).parse().expect("a hostname of our own");
    let challenge = hostname.challenge_name().expect("a short name");
    let pool = |text: &str| text.parse().expect("a range of our own");
    Desired {
        hostname,
        kind: octets.pick(&[Kind::Subdomain, Kind::Apex, Kind::Wildcard]),
        challenge: Challenge { name: challenge, value: PROOF.to_owned() },
        template: RecordTemplate {
            cname_target: "edge.north.example".parse().expect("a name of our own"),
            a: octets.some(2, |octets| pool(octets.pick(&["192.0.2.0/28", "192.0.2.7"]))),
            aaaa: octets.some(1, |octets| pool(octets.pick(&["2001:db8::/32", "2001:db8::7"]))),
        },
        issuers: octets.some(2, |octets| octets.pick(&["letsencrypt.org", "Pki.Goog"]).to_owned()),
        accounts: octets.some(2, |octets| octets.maybe(|_| "https://ca.example/acct/1".to_owned())),
        acme_delegation: octets.maybe(name),
    }
}

pub(crate) fn observation(octets: &mut Octets<'_>, desired: &Desired) -> Observation {
    let mut answers = answers(octets, desired);
    Observation {
        observed_at: NOW,
        delegation: delegation(octets),
        probes: probes(octets),
        web: octets.maybe(web),
        dnssec: octets.maybe(dnssec),
        earlier: earlier(octets),
        answers: {
            answers.extend(octets.some(MOST_STRAY, answer));
            answers
        },
        registration: octets.maybe(registration),
    }
}

fn registration(octets: &mut Octets<'_>) -> Registration {
    let words = ["client hold", "server hold", "redemption period", "active"];
    Registration {
        name: name(octets),
        visit: visit(octets),
        registered: octets.flag(),
        status: octets.some(3, |octets| octets.pick(&words).to_owned()),
        expires_at: octets.maybe(at),
    }
}

pub(crate) fn name(octets: &mut Octets<'_>) -> OwnerName {
    octets.pick(&NAMES).parse().expect("a name of our own")
}

fn text(octets: &mut Octets<'_>) -> String {
    octets.pick(&TEXTS).to_owned()
}

pub(crate) fn at(octets: &mut Octets<'_>) -> OffsetDateTime {
    NOW - Duration::seconds([0, 1, 5, 60, 3600, 200_000, -60][octets.below(7)])
}

fn address(octets: &mut Octets<'_>) -> IpAddr {
    let last = octets.below(10);
    let last = u8::try_from(last).unwrap_or_default();
    match octets.below(8) {
        0 | 1 => Ipv4Addr::new(192, 0, 2, last).into(),
        2 => Ipv4Addr::new(198, 51, 100, last).into(),
        3 => Ipv4Addr::new(127, 0, 0, last).into(),
        4 => Ipv4Addr::new(104, 16, 0, last).into(),
        5 => Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, last.into()).into(),
        6 => Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, last.into()).into(),
        _ => Ipv4Addr::UNSPECIFIED.into(),
    }
}

/// One of those that hold the zone, or held it.
fn holder(octets: &mut Octets<'_>) -> NameServer {
    let last = 1 + octets.byte() % 4;
    let text = format!("ns{last}.acme.com");
    NameServer {
        name: text.parse().expect("a name of our own"),
        addresses: vec![Ipv4Addr::new(198, 51, 100, last).into()],
    }
}

fn name_server(octets: &mut Octets<'_>) -> NameServer {
    if !octets.flag() {
        return holder(octets);
    }
    let ends = ["acme.com", "ns.cloudflare.com", "other.example"];
    let text = format!("ns{}.{}", 1 + octets.below(3), octets.pick(&ends));
    NameServer {
        name: text.parse().expect("a name of our own"),
        addresses: octets.some(2, |octets| Ipv4Addr::new(198, 51, 100, octets.byte() % 4).into()),
    }
}

fn zone(octets: &mut Octets<'_>) -> Zone {
    if !octets.flag() {
        let name = |last: u8| NameServer {
            name: format!("ns{last}.acme.com").parse().expect("a name of our own"),
            addresses: vec![Ipv4Addr::new(198, 51, 100, last).into()],
        };
        let servers = vec![name(1), name(2)];
        let zone = "com".parse().expect("a name of our own");
        let parent = octets.maybe(|octets| Parent {
            zone,
            servers: octets.some(3, holder),
            ttl: octets.pick(&TTLS),
        });
        let apex = "acme.com".parse().expect("a name of our own");
        return Zone { apex, servers, negative_ttl: Some(60), parent };
    }
    Zone {
        apex: octets.pick(&["acme.com", "shop.acme.com", "com"]).parse().expect("a name"),
        servers: octets.some(4, name_server),
        negative_ttl: octets.maybe(|octets| octets.pick(&TTLS)),
        parent: octets.maybe(|octets| Parent {
            zone: name(octets),
            servers: octets.some(4, name_server),
            ttl: octets.pick(&TTLS),
        }),
    }
}

fn delegation(octets: &mut Octets<'_>) -> Delegation {
    match octets.below(12) {
        8 => Delegation::NotRegistered { name: name(octets) },
        9 => Delegation::NotDelegated { name: name(octets) },
        10 => Delegation::Lame(zone(octets)),
        11 => Delegation::Unknown,
        _ => Delegation::Zone(zone(octets)),
    }
}

fn answer(octets: &mut Octets<'_>) -> Answer {
    let authoritative = octets.below(4) != 3;
    let last = octets.byte() % 4;
    let server = if authoritative {
        Server {
            name: octets.maybe(|octets| name(octets).to_string()),
            address: SocketAddr::from(([198, 51, 100, last], 53)),
            kind: ServerKind::Authoritative,
        }
    } else {
        Server {
            name: octets.maybe(|_| "Quad9".to_owned()),
            address: SocketAddr::from(([203, 0, 113, last], 53)),
            kind: ServerKind::Recursive,
        }
    };
    let asked = Asked {
        name: name(octets),
        rtype: octets.pick(&TYPES),
        server,
        transport: octets.pick(&[Transport::Udp, Transport::Tcp]),
    };
    Answer {
        reply: reply(octets, &asked),
        asked,
        ede: octets.some(2, |octets| u16::from(octets.byte())),
        at: at(octets),
    }
}

pub(crate) fn reply(octets: &mut Octets<'_>, asked: &Asked) -> Reply {
    match octets.below(12) {
        0 => Reply::NoData { negative_ttl: octets.maybe(|octets| octets.pick(&TTLS)) },
        1 => Reply::NoName { negative_ttl: octets.maybe(|octets| octets.pick(&TTLS)) },
        2 => Reply::ServFail,
        3 => Reply::Refused,
        4 => Reply::Lame,
        5 => Reply::Silent,
        6 => Reply::Malformed,
        _ => Reply::Records { records: octets.some(5, |octets| record(octets, asked)) },
    }
}

fn record(octets: &mut Octets<'_>, asked: &Asked) -> Record {
    // Mostly what was asked for, at the name asked for.
    let (owner, rtype) = match octets.below(4) {
        0 => (name(octets), octets.pick(&TYPES)),
        1 => (asked.name.clone(), RecordType::Cname),
        _ => (asked.name.clone(), asked.rtype),
    };
    Record { owner, ttl: octets.pick(&TTLS), rdata: rdata(octets, rtype) }
}

fn rdata(octets: &mut Octets<'_>, rtype: RecordType) -> Rdata {
    match (rtype, address(octets)) {
        (RecordType::A, IpAddr::V4(ip)) => Rdata::A(ip),
        (RecordType::Aaaa, IpAddr::V6(ip)) => Rdata::Aaaa(ip),
        (RecordType::A | RecordType::Aaaa, _) => Rdata::Cname(name(octets)),
        (RecordType::Caa, _) => Rdata::Caa {
            critical: octets.flag(),
            tag: octets.pick(&["issue", "issuewild", "iodef", "tbs", ""]).to_owned(),
            value: octets.pick(&["letsencrypt.org", "digicert.com", ";", " \"x", ""]).to_owned(),
        },
        (RecordType::Cname, _) => Rdata::Cname(name(octets)),
        (RecordType::Dname, _) => Rdata::Dname(name(octets)),
        (RecordType::Mx, _) => Rdata::Mx { preference: 10, exchange: name(octets) },
        (RecordType::Ns, _) => Rdata::Ns(name(octets)),
        (RecordType::Soa, _) => Rdata::Soa {
            primary: name(octets),
            serial: octets.byte().into(),
            minimum: octets.pick(&TTLS),
        },
        (RecordType::Txt, _) => Rdata::Txt(text(octets)),
        (RecordType::Dnskey | RecordType::Ds | RecordType::Https, _) => Rdata::Other {
            mnemonic: rtype.as_str().to_owned(),
            text: octets
                .pick(&["1 . ipv4hint=198.51.100.9", "0 proxy.cdn.example.", "1 2 3", ""])
                .to_owned(),
        },
    }
}

fn dnssec(octets: &mut Octets<'_>) -> Dnssec {
    let fault = |octets: &mut Octets<'_>| match octets.below(4) {
        0 => DnssecFault::NoMatchingKey,
        1 => DnssecFault::NotSigned,
        2 => DnssecFault::Expired { at: at(octets) },
        _ => DnssecFault::NotYetValid { at: at(octets) },
    };
    Dnssec {
        ds: answer(octets),
        fault: octets.maybe(fault),
        validations: octets.some(3, |octets| Validation {
            healthy: octets.flag(),
            checked: validated(octets, Reply::ServFail),
            unchecked: validated(octets, Reply::NoData { negative_ttl: None }),
        }),
    }
}

/// A resolver's answer to the apex's SOA.
fn validated(octets: &mut Octets<'_>, plain: Reply) -> Answer {
    let mut answer = answer(octets);
    answer.asked.server.kind = ServerKind::Recursive;
    if !octets.flag() {
        answer.reply = plain;
    }
    answer
}

fn web(octets: &mut Octets<'_>) -> Web {
    Web {
        visits: octets.some(3, visit),
        handshakes: octets.some(3, handshake),
        hsts: octets.maybe(name),
    }
}

fn url(octets: &mut Octets<'_>) -> String {
    let ends = ["/.well-known/acme-challenge/x", "/", ""];
    format!("{}://{}{}", octets.pick(&["http", "https"]), name(octets), octets.pick(&ends))
}

fn visit(octets: &mut Octets<'_>) -> Visit {
    const ENDS: [VisitEnd; 10] = [
        VisitEnd::Marker,
        VisitEnd::Unchecked,
        VisitEnd::Answered,
        VisitEnd::Refused,
        VisitEnd::TimedOut,
        VisitEnd::Broken,
        VisitEnd::Forbidden,
        VisitEnd::Nowhere,
        VisitEnd::Circle,
        VisitEnd::TooMany,
    ];
    Visit {
        url: url(octets),
        address: address(octets),
        end: octets.pick(&ENDS),
        hops: octets.some(3, |octets| Hop {
            url: url(octets),
            address: (address(octets), 80).into(),
            status: octets.maybe(|octets| 200 + u16::from(octets.byte())),
            server: octets.maybe(|_| "cloudflare".to_owned()),
            location: octets.maybe(url),
        }),
        at: at(octets),
    }
}

fn handshake(octets: &mut Octets<'_>) -> Handshake {
    let end = match octets.below(6) {
        0 => HandshakeEnd::Alert,
        1 => HandshakeEnd::Refused,
        2 => HandshakeEnd::TimedOut,
        3 => HandshakeEnd::Broken,
        4 => HandshakeEnd::Forbidden,
        _ => HandshakeEnd::Shown {
            names: octets.some(3, |octets| name(octets).to_string()),
            covers: octets.flag(),
            issuer: octets.maybe(|_| "An Authority".to_owned()),
            not_after: at(octets),
            trusted: octets.flag(),
        },
    };
    Handshake { subject: name(octets), address: address(octets), end, at: at(octets) }
}

fn earlier(octets: &mut Octets<'_>) -> Earlier {
    Earlier {
        servers: octets.some(2, name_server),
        in_charge: octets.some(2, name_server),
        disagreeing_since: octets.maybe(at),
        predictions: octets.some(2, |octets| Prediction {
            name: name(octets),
            rtype: octets.pick(&TYPES),
            resolver: octets.pick(&["Quad9", "203.0.113.1"]).to_owned(),
            visible_at: at(octets),
            missed: octets.byte(),
            found: text(octets),
        }),
        target: octets
            .some(2, |octets| TargetAddress { address: address(octets), seen_at: at(octets) }),
        left_at: octets.maybe(at),
        forbidden: octets
            .some(2, |octets| octets.pick(&["letsencrypt.org", "Pki.Goog"]).to_owned()),
    }
}
