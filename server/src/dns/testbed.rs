//! A small world of DNS servers on loopback, which say what a test tells them to.
//!
//! Every server has an address of its own and they share one port, as on the internet.

use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use hickory_proto::op::{Edns, Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::rdata::SOA;
use hickory_proto::rr::{Name, RData, Record, RecordType};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UdpSocket};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{Dns, DnsConfig};
use crate::clock::{Clock, random_bytes};
use crate::net::AddressRules;

/// How a server misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    Silent,
    /// Octets that are no message, under the right id and question.
    Garbage,
    /// A flood of random octets.
    Noise,
    /// The answer to somebody else's id.
    WrongId,
    /// The answer to another question, then the right one.
    Spoofed,
    /// The question comes back in lower case; over TCP too.
    LowerCase,
    /// TC over UDP.
    Truncated,
    /// Answers without AA.
    Lame,
    /// A referral to the root.
    Upward,
    Rcode(ResponseCode),
    /// Fails for one type only.
    FailsFor(RecordType),
    /// No TCP.
    UdpOnly,
}

/// A question that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) rtype: RecordType,
    pub(super) tcp: bool,
    pub(super) rd: bool,
    pub(super) mixed_case: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Authority,
    Resolver,
}

#[derive(Clone)]
struct Zone {
    apex: Name,
    records: Vec<Record>,
}

/// One server.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    role: Role,
    state: Mutex<State>,
}

struct State {
    zones: HashMap<String, Zone>,
    fault: Fault,
    seen: Vec<Seen>,
}

/// All servers of a test; they stop with it.
pub(super) struct World {
    pub(super) clock: Clock,
    pub(super) port: u16,
    net: [u8; 2],
    next: u8,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Drop for World {
    fn drop(&mut self) {
        self.stop.cancel();
        self.tasks.close();
    }
}

impl World {
    pub(super) fn new() -> Self {
        // Addresses of its own, so that tests beside it may take the same port.
        let [a, b, hi, lo] = random_bytes::<4>();
        Self {
            clock: Clock::default(),
            port: 20_000 + u16::from_be_bytes([hi, lo]) % 12_000,
            net: [a, b],
            next: 1,
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        }
    }

    pub(super) async fn authority(&mut self) -> Arc<Server> {
        self.start(Role::Authority).await
    }

    pub(super) async fn resolver(&mut self) -> Arc<Server> {
        self.start(Role::Resolver).await
    }

    async fn start(&mut self, role: Role) -> Arc<Server> {
        let [a, b] = self.net;
        let address = SocketAddr::from((Ipv4Addr::new(127, a, b, self.next), self.port));
        self.next += 1;
        let udp = UdpSocket::bind(address).await.unwrap();
        let tcp = TcpListener::bind(address).await.unwrap();
        let state = State { zones: HashMap::new(), fault: Fault::None, seen: Vec::new() };
        let server = Arc::new(Server { address, role, state: Mutex::new(state) });
        let (stop, by_udp) = (self.stop.clone(), Arc::clone(&server));
        self.tasks.spawn(async move { stop.run_until_cancelled(by_udp.serve_udp(udp)).await });
        let (stop, by_tcp) = (self.stop.clone(), Arc::clone(&server));
        self.tasks.spawn(async move { stop.run_until_cancelled(by_tcp.serve_tcp(tcp)).await });
        server
    }

    /// What is tested, with these resolvers.
    pub(super) fn dns(&self, resolvers: &[&Arc<Server>]) -> Dns {
        let config = DnsConfig {
            resolvers: resolvers.iter().map(|server| server.address).collect(),
            root_hints: Vec::new(),
            port: self.port,
            rules: AddressRules::private_too(),
        };
        Dns::new(config, self.clock.clone()).unwrap()
    }

    /// The same, starting at the root.
    pub(super) fn dns_from_root(&self, root: &Arc<Server>, resolver: &Arc<Server>) -> Dns {
        let config = DnsConfig {
            resolvers: vec![resolver.address],
            root_hints: vec![root.address],
            port: self.port,
            rules: AddressRules::private_too(),
        };
        Dns::new(config, self.clock.clone()).unwrap()
    }
}

pub(super) fn name(text: &str) -> Name {
    Name::from_labels(text.split('.').filter(|l| !l.is_empty()).map(str::as_bytes)).unwrap()
}

impl Server {
    pub(super) fn ip(&self) -> IpAddr {
        self.address.ip()
    }

    /// Replaces a zone; a line is `owner ttl TYPE data`, the owner whole.
    pub(super) fn serve(&self, apex: &str, lines: &[&str]) {
        let soa = SOA::new(name("ns"), name("hostmaster"), 7, 60, 60, 600, 30);
        let mut records = vec![Record::from_rdata(name(apex), 60, RData::SOA(soa))];
        records.extend(lines.iter().map(|line| parse(line)));
        let zone = Zone { apex: name(apex), records };
        self.state.lock().unwrap().zones.insert(apex.to_owned(), zone);
    }

    pub(super) fn fail(&self, fault: Fault) {
        self.state.lock().unwrap().fault = fault;
    }

    pub(super) fn seen(&self) -> Vec<Seen> {
        self.state.lock().unwrap().seen.clone()
    }

    /// How often it was asked for this.
    pub(super) fn count(&self, owner: &str, rtype: RecordType) -> usize {
        let wanted = |seen: &&Seen| seen.name == owner && seen.rtype == rtype;
        self.seen().iter().filter(wanted).count()
    }

    async fn serve_udp(&self, socket: UdpSocket) {
        let mut buffer = [0; 4096];
        loop {
            let Ok((len, from)) = socket.recv_from(&mut buffer).await else { continue };
            for answer in self.replies(&buffer[..len], false) {
                let _ = socket.send_to(&answer, from).await;
            }
        }
    }

    async fn serve_tcp(&self, listener: TcpListener) {
        loop {
            let Ok((mut stream, _)) = listener.accept().await else { continue };
            let Ok(len) = stream.read_u16().await else { continue };
            let mut query = vec![0; usize::from(len)];
            if stream.read_exact(&mut query).await.is_err() {
                continue;
            }
            for answer in self.replies(&query, true) {
                let _ = stream.write_u16(u16::try_from(answer.len()).unwrap()).await;
                let _ = stream.write_all(&answer).await;
            }
        }
    }

    fn replies(&self, query: &[u8], tcp: bool) -> Vec<Vec<u8>> {
        let Ok(query) = Message::from_vec(query) else { return Vec::new() };
        let question = query.queries[0].clone();
        let text = question.name().to_ascii();
        let lower = text.trim_end_matches('.').to_ascii_lowercase();
        let mut state = self.state.lock().unwrap();
        state.seen.push(Seen {
            mixed_case: text.trim_end_matches('.') != lower,
            name: lower,
            rtype: question.query_type(),
            tcp,
            rd: query.metadata.recursion_desired,
        });
        let right = state.answer(&query, self.role);
        let fault = if tcp && state.fault == Fault::Truncated { Fault::None } else { state.fault };
        misbehave(&right, fault, tcp)
    }
}

fn misbehave(right: &Message, fault: Fault, tcp: bool) -> Vec<Vec<u8>> {
    let mut wrong = right.clone();
    let right = right.to_vec().unwrap();
    match fault {
        Fault::Silent => return Vec::new(),
        Fault::UdpOnly if tcp => return Vec::new(),
        Fault::None | Fault::UdpOnly => return vec![right],
        Fault::Noise => return vec![vec![0xff; 40], random_bytes::<40>().to_vec()],
        Fault::Garbage => {
            let mut octets = right;
            // One answer is announced, and what follows the question is no record.
            octets[6..12].copy_from_slice(&[0, 1, 0, 0, 0, 0]);
            let end = 12 + wrong.queries[0].name().len() + 4;
            octets.truncate(end);
            octets.extend([0xc0; 30]);
            return vec![octets];
        }
        Fault::WrongId => wrong.metadata.id = wrong.metadata.id.wrapping_add(1),
        Fault::Spoofed => {
            wrong.queries[0].set_name(name("evil.example"));
            return vec![wrong.to_vec().unwrap(), right];
        }
        Fault::LowerCase => {
            let lower = wrong.queries[0].name().to_lowercase();
            wrong.queries[0].set_name(lower);
        }
        Fault::Truncated => {
            wrong.metadata.truncation = true;
            wrong.answers.clear();
        }
        Fault::Lame => wrong.metadata.authoritative = false,
        Fault::Upward => {
            wrong.metadata.authoritative = false;
            wrong.answers.clear();
            let root = RData::NS(hickory_proto::rr::rdata::NS(name("a.root")));
            wrong.authorities = vec![Record::from_rdata(Name::root(), 60, root)];
        }
        Fault::Rcode(code) => {
            wrong.metadata.response_code = code;
            wrong.answers.clear();
        }
        Fault::FailsFor(rtype) => {
            if wrong.queries[0].query_type() == rtype {
                wrong.metadata.response_code = ResponseCode::ServFail;
                wrong.answers.clear();
            }
        }
    }
    vec![wrong.to_vec().unwrap()]
}

impl State {
    fn answer(&self, query: &Message, role: Role) -> Message {
        let mut answer = Message::response(query.metadata.id, OpCode::Query);
        answer.metadata.message_type = MessageType::Response;
        answer.metadata.recursion_desired = query.metadata.recursion_desired;
        answer.queries.clone_from(&query.queries);
        answer.edns = Some(Edns::new());
        answer.metadata.recursion_available = role == Role::Resolver;
        let mut wanted = query.queries[0].name().clone();
        let rtype = query.queries[0].query_type();
        let mut chased = HashSet::new();
        while chased.insert(wanted.clone()) {
            let Some(zone) = self.zone_of(&wanted) else {
                if answer.answers.is_empty() {
                    answer.metadata.response_code = ResponseCode::Refused;
                }
                break;
            };
            answer.metadata.authoritative = role == Role::Authority;
            match zone.look_up(&wanted, rtype, &mut answer) {
                Some(target) => wanted = target,
                None => break,
            }
        }
        answer
    }

    fn zone_of(&self, wanted: &Name) -> Option<&Zone> {
        let holding = self.zones.values().filter(|zone| zone.apex.zone_of(wanted));
        holding.max_by_key(|zone| zone.apex.num_labels())
    }
}

impl Zone {
    /// Fills in the answer; the target if there is a CNAME to chase.
    fn look_up(&self, wanted: &Name, rtype: RecordType, answer: &mut Message) -> Option<Name> {
        let cut = self.records.iter().find(|record| {
            record.record_type() == RecordType::NS
                && record.name != self.apex
                && record.name.zone_of(wanted)
        });
        if let Some(cut) = cut {
            // AA is about the first name of the answer (RFC 1035 §4.1.1).
            answer.metadata.authoritative &= !answer.answers.is_empty();
            let ns = self.records.iter().filter(|record| record.name == cut.name);
            answer.authorities.extend(ns.cloned());
            let glue = self.records.iter().filter(|record| record.data.ip_addr().is_some());
            answer.additionals.extend(glue.cloned());
            return None;
        }
        let here = || self.records.iter().filter(|record| record.name == *wanted);
        let cname = here().find(|record| record.record_type() == RecordType::CNAME);
        if let Some(record) = cname.filter(|_| rtype != RecordType::CNAME) {
            answer.answers.push(record.clone());
            let RData::CNAME(target) = &record.data else { return None };
            return Some(target.0.clone());
        }
        let found: Vec<_> = here().filter(|record| record.record_type() == rtype).collect();
        if found.is_empty() {
            let below = |record: &Record| wanted.zone_of(&record.name);
            if !self.records.iter().any(below) {
                answer.metadata.response_code = ResponseCode::NXDomain;
            }
            answer.authorities.push(self.records[0].clone());
        }
        answer.answers.extend(found.into_iter().cloned());
        None
    }
}

fn parse(line: &str) -> Record {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap();
    let (owner, ttl, rtype, data) = (word(), word(), word(), word());
    let rtype: RecordType = rtype.parse().unwrap();
    let data = match rtype {
        RecordType::TXT => {
            let strings = data.as_bytes().chunks(255).collect();
            RData::TXT(hickory_proto::rr::rdata::TXT::from_bytes(strings))
        }
        _ => RData::try_from_str(rtype, data).unwrap(),
    };
    Record::from_rdata(name(owner), ttl.parse().unwrap(), data)
}
