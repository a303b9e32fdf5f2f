//! Zones as their servers and the resolvers would show them, with the findings that are
//! expected: no more, and no fewer.

mod addresses;
mod beside;
mod books;
mod certificates;
mod challenges;
mod companies;
mod memory;
mod precedence;
mod properties;
mod published;
mod signatures;
mod spread;
mod visited;
mod visits;
mod zones;

use std::net::IpAddr;

use time::OffsetDateTime;
use time::macros::datetime;

use super::*;
use crate::domain::desired::{Challenge, Kind, RecordTemplate};
use crate::domain::name::{Hostname, OwnerName};
use crate::domain::observation::{Answer, Asked, NameServer, Reply, Server, Transport, Zone};
use crate::domain::record::{Rdata, Record, RecordType};

const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
const VALUE: &str = "fairlead-verify-abc";
const TXT: &str = "_customdomain-challenge.shop.acme.com TXT fairlead-verify-abc";
const CNAME: &str = "shop.acme.com CNAME edge.north.example";
const TARGET: &str = "edge.north.example A 192.0.2.7";
/// Everything as it should be.
const RIGHT: [&str; 3] = [TXT, CNAME, TARGET];
const ROUTING: [RecordType; 3] = [RecordType::Cname, RecordType::A, RecordType::Aaaa];

fn name(text: &str) -> OwnerName {
    text.parse().unwrap()
}

fn desired(hostname: &str, kind: Kind) -> Desired {
    let hostname: Hostname = hostname.parse().unwrap();
    Desired {
        challenge: Challenge { name: hostname.challenge_name().unwrap(), value: VALUE.to_owned() },
        hostname,
        kind,
        template: RecordTemplate {
            cname_target: name("edge.north.example"),
            a: vec!["192.0.2.0/28".parse().unwrap(), "192.0.2.7".parse().unwrap()],
            aaaa: vec![],
        },
        accounts: Vec::new(),
        acme_delegation: None,
        issuers: vec!["letsencrypt.org".to_owned(), "Pki.Goog".to_owned()],
    }
}

/// A record in one line: `name [ttl] type value`.
fn record(line: &str) -> Record {
    let (owner, rest) = line.split_once(' ').unwrap();
    let (ttl, rest) = match rest.split_once(' ') {
        Some((ttl, rest)) if ttl.parse::<u32>().is_ok() => (ttl.parse().unwrap(), rest),
        Some(_) | None => (300, rest),
    };
    let (rtype, value) = rest.split_once(' ').unwrap();
    let rdata = match rtype {
        "A" => Rdata::A(value.parse().unwrap()),
        "AAAA" => Rdata::Aaaa(value.parse().unwrap()),
        "CNAME" => Rdata::Cname(name(value)),
        "NS" => Rdata::Ns(name(value)),
        "TXT" => Rdata::Txt(value.to_owned()),
        "SOA" => {
            let primary = name("ns1.acme.com");
            Rdata::Soa { primary, serial: value.parse().unwrap(), minimum: 60 }
        }
        "MX" => Rdata::Mx { preference: 10, exchange: name(value) },
        "DNAME" => Rdata::Dname(name(value)),
        "HTTPS" => Rdata::Other { mnemonic: "HTTPS".to_owned(), text: value.to_owned() },
        "CAA" => {
            let critical = value.starts_with("128 ");
            let (tag, value) = value.trim_start_matches("128 ").split_once(' ').unwrap();
            Rdata::Caa { critical, tag: tag.to_owned(), value: value.to_owned() }
        }
        other => panic!("{other}"),
    };
    Record { owner: name(owner), ttl, rdata }
}

/// What a server says that has exactly these records.
fn reply(lines: &[&str], asked: &OwnerName, rtype: RecordType) -> Reply {
    let all: Vec<Record> = lines.iter().map(|line| record(line)).collect();
    let (mut at, mut records) = (asked.clone(), Vec::<Record>::new());
    loop {
        let here: Vec<&Record> = all.iter().filter(|record| record.owner == at).collect();
        let wanted = here.iter().filter(|record| record.rdata.mnemonic() == rtype.as_str());
        let wanted: Vec<Record> = wanted.map(|record| (*record).clone()).collect();
        if !wanted.is_empty() {
            records.extend(wanted);
            return Reply::Records { records };
        }
        let looped = records.iter().any(|record| record.owner == at);
        let alias = here.iter().find_map(|record| match &record.rdata {
            rdata if rdata.mnemonic() == "CNAME" && !looped => rdata.alias().cloned(),
            _ => None,
        });
        match alias {
            Some(to) => {
                records.extend(here.into_iter().cloned());
                at = to;
            }
            None if !records.is_empty() => return Reply::Records { records },
            None if here.is_empty() => return Reply::NoName { negative_ttl: Some(60) },
            None => return Reply::NoData { negative_ttl: Some(60) },
        }
    }
}

#[derive(Clone, Debug)]
struct Case {
    desired: Desired,
    observation: Observation,
}

fn server(last: u8) -> Server {
    Server {
        name: Some(format!("ns{last}.acme.com")),
        address: (IpAddr::from([198, 51, 100, last]), 53).into(),
        kind: ServerKind::Authoritative,
    }
}

fn resolver(last: u8) -> Server {
    Server {
        name: Some(format!("resolver {last}")),
        address: (IpAddr::from([203, 0, 113, last]), 53).into(),
        kind: ServerKind::Recursive,
    }
}

impl Case {
    /// `acme.com` at two servers, each with its own records; nothing was asked of a resolver.
    fn servers(hostname: &str, kind: Kind, first: &[&str], second: &[&str]) -> Self {
        let servers = [1, 2].map(|n| NameServer {
            name: name(&format!("ns{n}.acme.com")),
            addresses: vec![IpAddr::from([198, 51, 100, n])],
        });
        let zone = Zone {
            apex: name("acme.com"),
            servers: servers.to_vec(),
            negative_ttl: Some(60),
            parent: None,
        };
        let delegation = Delegation::Zone(zone);
        let observation = Observation::of(NOW, delegation, Vec::new());
        let mut case = Self { desired: desired(hostname, kind), observation };
        case.ask(&server(1), first);
        case.ask(&server(2), second);
        case
    }

    fn of(lines: &[&str]) -> Self {
        Self::servers("shop.acme.com", Kind::Subdomain, lines, lines)
    }

    /// With a `www` that leads to the apex.
    fn apex(lines: &[&str]) -> Self {
        Self::bare_apex(&[lines, &["www.acme.com CNAME acme.com"]].concat())
    }

    fn bare_apex(lines: &[&str]) -> Self {
        Self::servers("acme.com", Kind::Apex, lines, lines)
    }

    /// Everything that a look asks of an authority.
    fn ask(&mut self, server: &Server, lines: &[&str]) {
        use RecordType::{A, Aaaa, Caa, Cname, Https, Mx, Soa, Txt};
        let hostname = self.desired.hostname.as_owner().clone();
        let challenge = self.desired.challenge.name.clone();
        let zone = name("acme.com");
        let base = self.desired.hostname.base();
        let mut questions = vec![
            (challenge.clone(), Txt),
            (base.clone(), Txt),
            (base.child("customdomain-challenge").unwrap(), Txt),
            (zone.clone(), Txt),
            (zone.child("_customdomain-challenge").unwrap(), Txt),
            (zone.prefixed(challenge.as_str()).unwrap(), Txt),
            (zone.clone(), Soa),
            (hostname.clone(), Mx),
            (hostname.clone(), Https),
        ];
        let hops = lines.iter().filter_map(|line| record(line).rdata.alias().cloned());
        let hops: Vec<OwnerName> = hops.collect();
        let www = (self.desired.kind == Kind::Apex).then(|| hostname.child("www").unwrap());
        let doubled = zone.prefixed(hostname.as_str()).unwrap();
        for at in [hostname, doubled].into_iter().chain(www) {
            questions.extend([(at.clone(), Cname), (at.clone(), A), (at, Aaaa)]);
        }
        for at in hops.into_iter().chain([self.desired.template.cname_target.clone()]) {
            questions.extend([(at.clone(), A), (at.clone(), Aaaa), (at, Caa)]);
        }
        questions.extend(base.ancestors().map(|at| (at, Caa)));
        for (at, rtype) in questions {
            self.answer(server, &at, rtype, reply(lines, &at, rtype), NOW);
        }
    }

    /// What a look asks of a resolver: the proof, and of the way what the authorities have.
    fn resolve(&mut self, resolver: &Server, lines: &[&str], at: OffsetDateTime) {
        let challenge = self.desired.challenge.name.clone();
        let hostname = self.desired.hostname.as_owner().clone();
        let txt = reply(lines, &challenge, RecordType::Txt);
        self.answer(resolver, &challenge, RecordType::Txt, txt, at);
        for rtype in ROUTING {
            let authoritative = self.observation.authoritative(&hostname, rtype);
            if authoritative.iter().all(|answer| !answer.records().is_empty()) {
                self.answer(resolver, &hostname, rtype, reply(lines, &hostname, rtype), at);
            }
        }
    }

    fn answer(
        &mut self,
        server: &Server,
        name: &OwnerName,
        rtype: RecordType,
        reply: Reply,
        at: OffsetDateTime,
    ) {
        let transport = if rtype == RecordType::Txt { Transport::Tcp } else { Transport::Udp };
        let asked = Asked { name: name.clone(), rtype, server: server.clone(), transport };
        self.observation.answers.push(Answer { asked, reply, ede: Vec::new(), at });
    }

    /// Changes the replies of those answers that are chosen.
    fn when(mut self, chosen: impl Fn(&Asked) -> bool, reply: &Reply) -> Self {
        for answer in self.observation.answers.iter_mut().filter(|answer| chosen(&answer.asked)) {
            answer.reply = reply.clone();
        }
        self
    }

    fn findings(&self) -> Vec<Finding> {
        diagnose(&self.desired, &self.observation)
    }

    fn codes(&self) -> Vec<&'static str> {
        self.findings().iter().map(|finding| finding.cause.code()).collect()
    }

    fn verdict(&self) -> Verdict {
        judge(&self.desired, &self.observation)
    }

    fn records(&self) -> Vec<ObservedRecord> {
        observed_records(&self.desired, &self.observation)
    }
}

/// Exactly these findings, in this order.
fn check(case: &Case, want: &[&str]) {
    assert_eq!(case.codes(), want, "{:#?}", case.findings());
}
