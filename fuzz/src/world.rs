//! Answers that belong together: servers that hold records, asked everything that a look asks.

use std::net::SocketAddr;

use app::domain::desired::Desired;
use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Asked, Reply, Server, ServerKind, Transport};
use app::domain::record::{Rdata, Record, RecordType};

use crate::observation::{NOW, at, name, reply};
use crate::octets::Octets;

/// `owner type value`: the first three are all that a healthy subdomain needs.
const LINES: [&str; 40] = [
    "_customdomain-challenge.shop.acme.com TXT fairlead-verify-abc",
    "shop.acme.com CNAME edge.north.example",
    "edge.north.example A 192.0.2.7",
    "_customdomain-challenge.shop.acme.com TXT fairlead-verify-old",
    "_customdomain-challenge.shop.acme.com TXT \"fairlead-verify-abc\"",
    "_customdomain-challenge.shop.acme.com CNAME www.acme.com",
    "_customdomain-challenge.shop.acme.com.acme.com TXT fairlead-verify-abc",
    "customdomain-challenge.shop.acme.com TXT fairlead-verify-abc",
    "shop.acme.com TXT fairlead-verify-abc",
    "_customdomain-challenge.acme.com TXT fairlead-verify-abc",
    "acme.com TXT fairlead-verify-abc",
    "shop.acme.com CNAME edge.north.exampel",
    "shop.acme.com CNAME edge.north.example.acme.com",
    "shop.acme.com CNAME www.acme.com",
    "shop.acme.com CNAME proxy.cdn.example",
    "shop.acme.com A 192.0.2.7",
    "shop.acme.com A 198.51.100.9",
    "shop.acme.com A 10.0.0.1",
    "shop.acme.com A 104.16.0.1",
    "shop.acme.com AAAA 2001:db8::7",
    "shop.acme.com AAAA 2606:4700::1",
    "shop.acme.com MX mail.acme.com",
    "shop.acme.com HTTPS 1 . ipv4hint=198.51.100.9",
    "shop.acme.com DNAME other.example",
    "shop.acme.com.acme.com CNAME edge.north.example",
    "*.acme.com A 198.51.100.9",
    "probe-1f2e.acme.com A 198.51.100.9",
    "probe-1f2e.acme.com CNAME edge.north.example",
    "www.acme.com CNAME edge.north.example",
    "www.acme.com CNAME shop.acme.com",
    "acme.com A 192.0.2.7",
    "acme.com AAAA 2606:4700::1",
    "acme.com CNAME edge.north.example",
    "acme.com CAA letsencrypt.org",
    "acme.com CAA digicert.com",
    "shop.acme.com CAA letsencrypt.org; accounturi=https://ca.example/acct/2",
    "edge.north.example CAA ;",
    "_acme-challenge.shop.acme.com TXT leftover",
    "_acme-challenge.shop.acme.com CNAME shop.acme.com.acme.north.example",
    "acme.com SOA ns1.acme.com",
];
/// Aliases that one answer follows.
const HOPS: usize = 8;
const ROUTING: [RecordType; 3] = [RecordType::Cname, RecordType::A, RecordType::Aaaa];
const BESIDE: [RecordType; 4] =
    [RecordType::Mx, RecordType::Txt, RecordType::Https, RecordType::Dname];

/// What one server holds.
type Records = Vec<Record>;

/// The answers of two authorities, of two that are not in charge, and of two resolvers; then
/// some of them are changed.
pub(crate) fn answers(octets: &mut Octets<'_>, desired: &Desired) -> Vec<Answer> {
    let questions = questions(desired);
    let first = records(octets);
    let mut answers = Vec::new();
    for last in 1..=2 {
        let others = octets.flag().then(|| records(octets));
        let held = others.as_ref().unwrap_or(&first);
        ask(&mut answers, &authority(last), held, &questions);
    }
    for last in 3..=4 {
        if octets.flag() {
            let held = records(octets);
            ask(&mut answers, &authority(last), &held, &questions);
        }
    }
    for last in 1..=2 {
        for _ in 0..octets.below(3) {
            let before = answers.len();
            ask(&mut answers, &resolver(last), &records(octets), &questions[..4]);
            let (asked_at, ttl) = (at(octets), octets.byte());
            for answer in &mut answers[before..] {
                answer.at = asked_at;
                if let Reply::Records { records } = &mut answer.reply {
                    records.iter_mut().for_each(|record| record.ttl = ttl.into());
                }
            }
        }
    }
    for _ in 0..octets.below(12) {
        let chosen = octets.below(answers.len());
        let reply = reply(octets, &answers[chosen].asked);
        answers[chosen].reply = reply;
    }
    answers
}

fn records(octets: &mut Octets<'_>) -> Records {
    let healthy = LINES.iter().take(3).filter(|_| !octets.flag()).copied().collect::<Vec<_>>();
    let more = octets.some(6, |octets| octets.pick(&LINES));
    healthy.into_iter().chain(more).filter_map(record).collect()
}

fn record(line: &str) -> Option<Record> {
    let (owner, rest) = line.split_once(' ')?;
    let (rtype, value) = rest.split_once(' ')?;
    let name = |text: &str| text.parse::<OwnerName>().ok();
    let rdata = match rtype.parse().ok()? {
        RecordType::A => Rdata::A(value.parse().ok()?),
        RecordType::Aaaa => Rdata::Aaaa(value.parse().ok()?),
        RecordType::Caa => {
            Rdata::Caa { critical: false, tag: "issue".to_owned(), value: value.to_owned() }
        }
        RecordType::Cname => Rdata::Cname(name(value)?),
        RecordType::Dname => Rdata::Dname(name(value)?),
        RecordType::Mx => Rdata::Mx { preference: 10, exchange: name(value)? },
        RecordType::Ns => Rdata::Ns(name(value)?),
        RecordType::Soa => Rdata::Soa { primary: name(value)?, serial: 7, minimum: 60 },
        RecordType::Txt => Rdata::Txt(value.to_owned()),
        RecordType::Dnskey | RecordType::Ds | RecordType::Https => {
            Rdata::Other { mnemonic: rtype.to_owned(), text: value.to_owned() }
        }
    };
    Some(Record { owner: name(owner)?, ttl: 300, rdata })
}

/// What a look asks, that of resolvers first.
fn questions(desired: &Desired) -> Vec<(OwnerName, RecordType)> {
    let hostname = desired.hostname.as_owner();
    let base = desired.hostname.base();
    let mut questions = vec![(desired.challenge.name.clone(), RecordType::Txt)];
    questions.extend(ROUTING.map(|rtype| (hostname.clone(), rtype)));
    questions.extend(BESIDE.map(|rtype| (hostname.clone(), rtype)));
    questions.extend(base.ancestors().map(|above| (above, RecordType::Caa)));
    for text in ["edge.north.example", "www.acme.com", "probe-1f2e.acme.com", "*.acme.com"] {
        let beside = [RecordType::A, RecordType::Aaaa, RecordType::Cname, RecordType::Caa];
        questions.extend(
            text.parse()
                .into_iter()
                .flat_map(|name: OwnerName| beside.map(|rtype| (name.clone(), rtype))),
        );
    }
    for text in [
        "acme.com",
        "shop.acme.com",
        "_customdomain-challenge.acme.com",
        "customdomain-challenge.shop.acme.com",
        "_customdomain-challenge.shop.acme.com.acme.com",
        "_acme-challenge.shop.acme.com",
    ] {
        questions.extend(text.parse().map(|name: OwnerName| (name, RecordType::Txt)));
    }
    questions.extend(
        ["_acme-challenge.shop.acme.com", "shop.acme.com.acme.com"]
            .into_iter()
            .filter_map(|text| Some((text.parse().ok()?, RecordType::Cname))),
    );
    questions.extend("acme.com".parse().map(|apex: OwnerName| (apex, RecordType::Soa)));
    questions
}

fn authority(last: u8) -> Server {
    Server {
        name: Some(format!("ns{last}.acme.com")),
        address: SocketAddr::from(([198, 51, 100, last], 53)),
        kind: ServerKind::Authoritative,
    }
}

fn resolver(last: u8) -> Server {
    Server {
        name: Some(format!("resolver {last}")),
        address: SocketAddr::from(([203, 0, 113, last], 53)),
        kind: ServerKind::Recursive,
    }
}

fn ask(
    answers: &mut Vec<Answer>,
    server: &Server,
    held: &[Record],
    questions: &[(OwnerName, RecordType)],
) {
    for (name, rtype) in questions {
        // Proofs count by the hardened look only.
        let transport = if *rtype == RecordType::Txt { Transport::Tcp } else { Transport::Udp };
        let asked = Asked { name: name.clone(), rtype: *rtype, server: server.clone(), transport };
        let reply = look_up(held, name, *rtype);
        answers.push(Answer { asked, reply, ede: Vec::new(), at: NOW });
    }
}

/// What a server says that holds exactly these records.
fn look_up(held: &[Record], asked: &OwnerName, rtype: RecordType) -> Reply {
    let mut found: Records = Vec::new();
    let mut at = asked.clone();
    for _ in 0..HOPS {
        let here: Vec<&Record> = held.iter().filter(|record| record.owner == at).collect();
        let wanted = here.iter().filter(|record| record.rdata.mnemonic() == rtype.as_str());
        let wanted: Records = wanted.map(|record| (*record).clone()).collect();
        if !wanted.is_empty() {
            found.extend(wanted);
            break;
        }
        let alias = here.iter().find_map(|record| record.rdata.alias());
        let Some(next) = alias.cloned() else {
            if !found.is_empty() {
                break;
            }
            let negative_ttl = Some(60);
            return if here.is_empty() {
                Reply::NoName { negative_ttl }
            } else {
                Reply::NoData { negative_ttl }
            };
        };
        found.extend(here.into_iter().filter(|it| it.rdata.alias().is_some()).cloned());
        at = next;
    }
    Reply::Records { records: found }
}

/// Random names that the wildcard's answers are told by.
pub(crate) fn probes(octets: &mut Octets<'_>) -> Vec<OwnerName> {
    let sibling = "probe-1f2e.acme.com".parse().ok().filter(|_| !octets.flag());
    sibling.into_iter().chain(octets.some(1, name)).collect()
}
