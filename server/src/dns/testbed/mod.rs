//! A small world of DNS servers on loopback, which say what a test tells them to.
//!
//! Every server has an address of its own and they share one port, as on the internet.

mod faults;
mod zone;

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use hickory_proto::op::{Edns, Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::rdata::opt::{EdnsCode, EdnsOption};
use hickory_proto::rr::{Name, RecordType};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UdpSocket};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(super) use self::faults::Fault;
use self::faults::misbehave;
use self::zone::Zone;
use super::{Dns, DnsConfig};
use crate::clock::{Clock, random_bytes};
use crate::net::AddressRules;

/// A question that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) rtype: RecordType,
    pub(super) tcp: bool,
    pub(super) rd: bool,
    pub(super) mixed_case: bool,
    /// The COOKIE option.
    pub(super) cookie: Option<Vec<u8>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Authority,
    Resolver,
}

/// One server.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    role: Role,
    udp: UdpSocket,
    state: Mutex<State>,
}

struct State {
    zones: HashMap<String, Zone>,
    fault: Fault,
    seen: Vec<Seen>,
    /// The server's part of a cookie, where it uses them (RFC 7873).
    cookie: Option<Vec<u8>>,
    /// For a resolver that validates: the zones that it finds bogus.
    bogus: Option<Vec<Name>>,
    held: Vec<(Vec<u8>, SocketAddr)>,
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
        let state = State {
            zones: HashMap::new(),
            fault: Fault::None,
            seen: Vec::new(),
            cookie: None,
            bogus: None,
            held: Vec::new(),
        };
        let server = Arc::new(Server { address, role, udp, state: Mutex::new(state) });
        let (stop, by_udp) = (self.stop.clone(), Arc::clone(&server));
        self.tasks.spawn(async move { stop.run_until_cancelled(by_udp.serve_udp()).await });
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
        self.serve_in_turn(apex, &[lines]);
    }

    /// Each question is answered from the next of these.
    pub(super) fn serve_in_turn(&self, apex: &str, variants: &[&[&str]]) {
        let zone = Zone::new(apex, variants);
        self.state.lock().unwrap().zones.insert(apex.to_owned(), zone);
    }

    /// From here on cookies are used, and this is the server's part.
    pub(super) fn use_cookies(&self, part: &[u8]) {
        self.state.lock().unwrap().cookie = Some(part.to_vec());
    }

    pub(super) fn forget_cookies(&self) {
        self.state.lock().unwrap().cookie = None;
    }

    /// A resolver that validates, and finds these zones bogus.
    pub(super) fn validate(&self, bogus: &[&str]) {
        let bogus = bogus.iter().map(|apex| name(apex)).collect();
        self.state.lock().unwrap().bogus = Some(bogus);
    }

    /// Sends what was held back; how much that was.
    pub(super) fn release(&self) -> usize {
        let held = std::mem::take(&mut self.state.lock().unwrap().held);
        for (answer, to) in &held {
            self.udp.try_send_to(answer, *to).unwrap();
        }
        held.len()
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

    async fn serve_udp(&self) {
        let mut buffer = [0; 4096];
        loop {
            let Ok((len, from)) = self.udp.recv_from(&mut buffer).await else { continue };
            let answers = self.replies(&buffer[..len], false);
            for answer in self.hold_back(answers, from) {
                let _ = self.udp.send_to(&answer, from).await;
            }
        }
    }

    /// What is not held back.
    fn hold_back(&self, answers: Vec<Vec<u8>>, to: SocketAddr) -> Vec<Vec<u8>> {
        let mut state = self.state.lock().unwrap();
        if state.fault != Fault::Held {
            return answers;
        }
        state.held.extend(answers.into_iter().map(|answer| (answer, to)));
        Vec::new()
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
            cookie: cookie(&query),
        });
        let right = state.answer(&query, self.role);
        let fault = if tcp && state.fault == Fault::Truncated { Fault::None } else { state.fault };
        misbehave(&right, &query, fault, tcp)
    }
}

fn cookie(message: &Message) -> Option<Vec<u8>> {
    match message.edns.as_ref()?.option(EdnsCode::Cookie)? {
        EdnsOption::Unknown(_, octets) => Some(octets.clone()),
        _ => None,
    }
}

impl State {
    fn answer(&mut self, query: &Message, role: Role) -> Message {
        let mut answer = Message::response(query.metadata.id, OpCode::Query);
        answer.metadata.message_type = MessageType::Response;
        answer.metadata.recursion_desired = query.metadata.recursion_desired;
        answer.queries.clone_from(&query.queries);
        answer.edns = query.edns.as_ref().map(|_| self.edns(query));
        answer.metadata.recursion_available = role == Role::Resolver;
        let mut wanted = query.queries[0].name().clone();
        let rtype = query.queries[0].query_type();
        if self.distrusts(query, &wanted) {
            answer.metadata.response_code = ResponseCode::ServFail;
            let ede = EdnsOption::Unknown(15, vec![0, 9]);
            answer.edns.as_mut().unwrap().options_mut().insert(ede);
            return answer;
        }
        answer.metadata.authentic_data = query.metadata.authentic_data && self.bogus.is_some();
        let signed = query.edns.as_ref().is_some_and(|edns| edns.flags().dnssec_ok);
        let mut chased = Vec::new();
        while !chased.contains(&wanted) {
            chased.push(wanted.clone());
            let Some(zone) = self.zone_of(&wanted, rtype) else {
                if answer.answers.is_empty() {
                    answer.metadata.response_code = ResponseCode::Refused;
                }
                break;
            };
            answer.metadata.authoritative = role == Role::Authority;
            match zone.look_up(&wanted, rtype, signed, &mut answer) {
                Some(target) => wanted = target,
                None => break,
            }
        }
        answer
    }

    /// OPT with the cookie, where cookies are used.
    fn edns(&self, query: &Message) -> Edns {
        let mut edns = Edns::new();
        if let (Some(part), Some(came)) = (&self.cookie, cookie(query)) {
            let whole = [&came[..8], part].concat();
            edns.options_mut().insert(EdnsOption::Unknown(10, whole));
        }
        edns
    }

    fn distrusts(&self, query: &Message, wanted: &Name) -> bool {
        let bogus = self.bogus.iter().flatten();
        !query.metadata.checking_disabled && bogus.into_iter().any(|apex| apex.zone_of(wanted))
    }

    /// The DS set is its parent's (RFC 4035 §3.1.4.1).
    fn zone_of(&mut self, wanted: &Name, rtype: RecordType) -> Option<&mut Zone> {
        let holds = |zone: &&mut Zone| {
            zone.apex.zone_of(wanted) && !(rtype == RecordType::DS && zone.apex == *wanted)
        };
        let holding = self.zones.values_mut().filter(holds);
        holding.max_by_key(|zone| zone.apex.num_labels())
    }
}
