//! The two authoritative servers: referrals, wildcards, absences, and faults on command.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use hickory_proto::op::{Metadata, ResponseCode};
use hickory_proto::rr::rdata::CNAME;
use hickory_proto::rr::{Name, RData, Record, RecordType};
use hickory_server::net::runtime::Time;
use hickory_server::net::xfer::Protocol;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::faults::{Faults, Kind, Which};
use super::values::subtree;
use super::zones::{Set, Version, Zones};
use crate::dns::server::{Sections, bind, question, respond, serve};

/// The port that newcomers find in the guide, if it is free.
const FIRST_PORT: u16 = 5353;
/// Ports that are tried at most.
const TRIES: u32 = 50;
/// Aliases that are followed within a zone.
const MAX_HOPS: usize = 16;

/// Two servers of the same zones.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Where they answer.
    pub addrs: [SocketAddr; 2],
    /// The port of both.
    pub port: u16,
}

/// Starts both on 127.0.0.1 and 127.0.0.2, on one port.
pub async fn bind_pair(
    zones: &Zones,
    faults: &Faults,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> io::Result<Pair> {
    let ips = [Ipv4Addr::LOCALHOST, Ipv4Addr::new(127, 0, 0, 2)].map(IpAddr::V4);
    let mut last = None;
    for attempt in 0..TRIES {
        let port = if attempt == 0 { FIRST_PORT } else { 0 };
        match bind_both(ips, port).await {
            Ok((first, second, port)) => {
                for (which, (udp, tcp)) in [(Which::First, first), (Which::Second, second)] {
                    serve(Authority::new(which, zones, faults), udp, tcp, tasks, stop);
                }
                return Ok(Pair { addrs: ips.map(|ip| SocketAddr::new(ip, port)), port });
            }
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| io::Error::other("no port is free")))
}

/// Starts one of the two at `address`, and says where it answers.
pub async fn bind_one(
    address: SocketAddr,
    which: Which,
    zones: &Zones,
    faults: &Faults,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> io::Result<SocketAddr> {
    let (udp, tcp) = bind(address).await?;
    let address = udp.local_addr()?;
    serve(Authority::new(which, zones, faults), udp, tcp, tasks, stop);
    Ok(address)
}

type Sockets = (tokio::net::UdpSocket, tokio::net::TcpListener);

async fn bind_both(ips: [IpAddr; 2], port: u16) -> io::Result<(Sockets, Sockets, u16)> {
    let first = bind(SocketAddr::new(ips[0], port)).await?;
    let port = first.0.local_addr()?.port();
    let second = bind(SocketAddr::new(ips[1], port)).await?;
    Ok((first, second, port))
}

struct Authority {
    which: Which,
    zones: Zones,
    faults: Faults,
}

#[async_trait::async_trait]
impl RequestHandler for Authority {
    async fn handle_request<R: ResponseHandler, T: Time>(
        &self,
        request: &Request,
        to: R,
    ) -> ResponseInfo {
        let mut metadata = Metadata::response_from_request(&request.metadata);
        let (name, rtype) = match question(request) {
            Ok(question) => question,
            Err(code) => {
                metadata.response_code = code;
                return respond(request, to, Some((metadata, Sections::default()))).await;
            }
        };
        let (kind, delay_ms) = self.faults.of(self.which, &name);
        let refused = |code| {
            let mut metadata = metadata;
            metadata.response_code = code;
            Some((metadata, Sections::default()))
        };
        let answer = match kind {
            Kind::Silent => None,
            Kind::Servfail => refused(ResponseCode::ServFail),
            Kind::Refused => refused(ResponseCode::Refused),
            Kind::Lame => refused(ResponseCode::NoError),
            Kind::Truncate if request.protocol() == Protocol::Udp => {
                metadata.truncation = true;
                metadata.authoritative = true;
                Some((metadata, Sections::default()))
            }
            Kind::Slow => {
                T::delay_for(Duration::from_millis(delay_ms.into())).await;
                Some(self.answer(metadata, &name, rtype, false))
            }
            Kind::OldData => Some(self.answer(metadata, &name, rtype, true)),
            Kind::None | Kind::Truncate | Kind::Intercept | Kind::RedirectLoop | Kind::HttpDown => {
                Some(self.answer(metadata, &name, rtype, false))
            }
        };
        respond(request, to, answer).await
    }
}

impl Authority {
    fn new(which: Which, zones: &Zones, faults: &Faults) -> Self {
        Self { which, zones: zones.clone(), faults: faults.clone() }
    }

    fn answer(
        &self,
        mut metadata: Metadata,
        name: &Name,
        rtype: RecordType,
        old: bool,
    ) -> (Metadata, Sections) {
        let Some((apex, zone)) = self.zones.version_for(name, old) else {
            metadata.response_code = ResponseCode::Refused;
            return (metadata, Sections::default());
        };
        if let Some((cut, servers)) = cut(&apex, &zone, name) {
            return (metadata, referral(&zone, &cut, servers));
        }
        metadata.authoritative = true;
        let mut sections = Sections::default();
        let mut at = name.clone();
        for _ in 0..MAX_HOPS {
            // An alias leads on as far as this zone's own data goes.
            if !apex.zone_of(&at) || cut(&apex, &zone, &at).is_some() {
                return (metadata, sections);
            }
            match moved(&apex, &zone, &at) {
                Some(Moved { records, to: Some(to) }) => {
                    sections.answers.extend(records);
                    at = to;
                    continue;
                }
                Some(Moved { records, to: None }) => {
                    sections.answers.extend(records);
                    metadata.response_code = ResponseCode::YXDomain;
                    return (metadata, sections);
                }
                None => {}
            }
            let Some(sets) = owner(&apex, &zone, &at) else {
                let exists = zone.keys().any(|below| at.zone_of(below));
                if !exists {
                    metadata.response_code = ResponseCode::NXDomain;
                }
                break;
            };
            if rtype == RecordType::ANY {
                sections.answers.extend(sets.values().flat_map(|set| records(&at, set)));
                return (metadata, sections);
            }
            if let Some(set) = sets.get(&rtype) {
                sections.answers.extend(records(&at, set));
                return (metadata, sections);
            }
            let alias = sets.get(&RecordType::CNAME).filter(|_| rtype != RecordType::CNAME);
            let Some(alias) = alias else { break };
            if sections.answers.iter().any(|record| record.name == at) {
                // Round and round: once is what there is to say.
                return (metadata, sections);
            }
            sections.answers.extend(records(&at, alias));
            match alias.data.first() {
                Some(RData::CNAME(to)) => at = to.0.to_lowercase(),
                _ => break,
            }
        }
        sections.authorities.extend(start(&apex, &zone));
        (metadata, sections)
    }
}

/// The deepest zone cut between the apex and the name, if there is one.
fn cut<'a>(apex: &Name, zone: &'a Version, name: &Name) -> Option<(Name, &'a Set)> {
    let mut at = name.clone();
    let mut found = None;
    while apex.zone_of(&at) && at != *apex {
        if let Some(servers) = zone.get(&at).and_then(|sets| sets.get(&RecordType::NS)) {
            found = Some((at.clone(), servers));
        }
        at = at.base_name();
    }
    found
}

/// A subtree that stands elsewhere (RFC 6672).
struct Moved {
    records: Vec<Record>,
    /// The name's place there, unless it is too long for one.
    to: Option<Name>,
}

fn moved(apex: &Name, zone: &Version, name: &Name) -> Option<Moved> {
    let mut above = name.base_name();
    while apex.zone_of(&above) {
        let set = zone.get(&above).and_then(|sets| sets.get(&RecordType::DNAME));
        if let Some((set, target)) = set.and_then(|set| Some((set, subtree(set.data.first()?)?))) {
            let kept = name.iter().count().saturating_sub(above.iter().count());
            let prefix = Name::from_labels(name.iter().take(kept));
            let to = prefix.and_then(|prefix| prefix.append_domain(&target)).ok();
            let alias = to
                .clone()
                .map(|to| Record::from_rdata(name.clone(), set.ttl, RData::CNAME(CNAME(to))));
            return Some(Moved { records: records(&above, set).chain(alias).collect(), to });
        }
        above = above.base_name();
    }
    None
}

fn referral(zone: &Version, cut: &Name, servers: &Set) -> Sections {
    let glue = servers.data.iter().filter_map(|data| match data {
        RData::NS(host) => Some(host.0.to_lowercase()),
        _ => None,
    });
    let glue = glue.flat_map(|host| {
        let sets = zone.get(&host);
        let address = |rtype| sets.and_then(|sets| sets.get(&rtype));
        [address(RecordType::A), address(RecordType::AAAA)]
            .into_iter()
            .flatten()
            .flat_map(|set| records(&host, set))
            .collect::<Vec<_>>()
    });
    Sections {
        additionals: glue.collect(),
        authorities: records(cut, servers).collect(),
        answers: Vec::new(),
    }
}

/// What stands at a name, by itself or through a wildcard (RFC 4592 §3.3.1).
fn owner<'a>(apex: &Name, zone: &'a Version, name: &Name) -> Option<&'a BTreeMap<RecordType, Set>> {
    if let Some(sets) = zone.get(name) {
        return Some(sets);
    }
    if zone.keys().any(|below| name.zone_of(below)) {
        // An empty non-terminal exists, and no wildcard reaches through it.
        return None;
    }
    let mut encloser = name.base_name();
    while apex.zone_of(&encloser) {
        let exists = zone.keys().any(|below| encloser.zone_of(below));
        if exists {
            return encloser.prepend_label("*").ok().and_then(|wildcard| zone.get(&wildcard));
        }
        encloser = encloser.base_name();
    }
    None
}

fn records<'a>(name: &'a Name, set: &'a Set) -> impl Iterator<Item = Record> + 'a {
    set.data.iter().map(|data| Record::from_rdata(name.clone(), set.ttl, data.clone()))
}

/// The SOA that says how long an absence lasts (RFC 2308 §3).
fn start(apex: &Name, zone: &Version) -> Option<Record> {
    let set = zone.get(apex)?.get(&RecordType::SOA)?;
    let data = set.data.first()?;
    let RData::SOA(soa) = data else { return None };
    Some(Record::from_rdata(apex.clone(), set.ttl.min(soa.minimum), data.clone()))
}
