//! Name servers for thousands of names, whose records appear and vanish by a flag: a root, and
//! zones each on an address of its own, so that none is asked faster than is polite; resolvers,
//! which remember nothing; and the plain side of an edge, to which all names lead.

use std::net::{Ipv4Addr, SocketAddr};
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::domain::name::Hostname;
use fairlead::probe::marker::{MarkerKeys, Token};
use hickory_proto::op::{Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::rdata::{A, CNAME, NS, SOA, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Zones, each with a server of its own.
pub(crate) const ZONES: usize = 50;
const ROOTS: u8 = 4;
const RESOLVERS: usize = 4;
const TTL: u32 = 1;
const CHALLENGE: &str = "_customdomain-challenge";

/// One hostname and its records.
#[derive(Debug)]
pub(crate) struct Host {
    /// The value of the TXT that proves it.
    pub(crate) token: String,
    /// Whether that TXT is published.
    pub(crate) proven: AtomicBool,
    /// Whether the alias is published.
    pub(crate) routed: AtomicBool,
}

/// The servers; they end when dropped.
pub(crate) struct Authority {
    pub(crate) port: u16,
    /// Where the edge answers.
    pub(crate) edge_port: u16,
    stop: CancellationToken,
}

impl Drop for Authority {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

pub(crate) fn hostname(nth: usize) -> String {
    format!("h{nth}.{}", zone(nth))
}

/// What the nth hostname must be an alias of: in its own zone, lest one server be asked by all.
pub(crate) fn target(nth: usize) -> String {
    format!("edge.{}", zone(nth))
}

fn zone(nth: usize) -> String {
    format!("z{}.test", nth % ZONES)
}

/// The servers of the root.
pub(crate) fn roots(port: u16) -> Vec<SocketAddr> {
    (1..=ROOTS).map(|nth| (Ipv4Addr::new(127, 53, 1, nth), port).into()).collect()
}

/// The resolver of the nth node.
pub(crate) fn resolver(port: u16, nth: usize) -> SocketAddr {
    (Ipv4Addr::new(127, 53, 3, u8::try_from(nth % RESOLVERS + 1).unwrap()), port).into()
}

fn server_of(zone: usize) -> Ipv4Addr {
    Ipv4Addr::new(127, 53, 2, u8::try_from(zone + 1).unwrap())
}

impl Authority {
    pub(crate) async fn serve(hosts: Arc<[Host]>, markers: MarkerKeys) -> Self {
        let stop = CancellationToken::new();
        let first = UdpSocket::bind((Ipv4Addr::new(127, 53, 1, 1), 0)).await.unwrap();
        let port = first.local_addr().unwrap().port();
        let tasks = TaskTracker::new();
        let mut first = Some(first);
        let roots = roots(port).into_iter().map(|at| (at, Role::Root));
        let zones = (0..ZONES).map(|zone| ((server_of(zone), port).into(), Role::Zone(zone)));
        let resolvers = (0..RESOLVERS).map(|nth| (resolver(port, nth), Role::Resolver));
        for (address, role) in roots.chain(zones).chain(resolvers) {
            let udp = match first.take() {
                Some(first) => first,
                None => UdpSocket::bind(address).await.unwrap(),
            };
            let tcp = TcpListener::bind(address).await.unwrap();
            let server = Server { role, hosts: Arc::clone(&hosts) };
            let (other, until) = (server.clone(), stop.clone());
            tasks.spawn(async move { until.run_until_cancelled(other.datagrams(udp)).await });
            let (until, more) = (stop.clone(), tasks.clone());
            tasks.spawn(async move { until.run_until_cancelled(server.streams(tcp, more)).await });
        }
        let edge = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let edge_port = edge.local_addr().unwrap().port();
        let (until, more) = (stop.clone(), tasks.clone());
        tasks
            .spawn(async move { until.run_until_cancelled(answer_cas(edge, markers, more)).await });
        Self { port, edge_port, stop }
    }
}

/// Answers whoever asks as a CA would.
async fn answer_cas(edge: TcpListener, markers: MarkerKeys, tasks: TaskTracker) {
    while let Ok((stream, _)) = edge.accept().await {
        let markers = markers.clone();
        tasks.spawn(async move { answer_ca(stream, &markers).await });
    }
}

async fn answer_ca(stream: TcpStream, markers: &MarkerKeys) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let (mut token, mut host): (Option<Token>, Option<Hostname>) = (None, None);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        match line.trim_end().split_once(' ') {
            None => break,
            Some(("GET", rest)) => {
                let path = rest.split(' ').next()?;
                token = path.strip_prefix("/.well-known/acme-challenge/")?.parse().ok();
            }
            Some((header, value)) if header.eq_ignore_ascii_case("host:") => {
                host = value.split(':').next()?.parse().ok();
            }
            Some(_) => {}
        }
    }
    let marker = markers.sign(&host?, &token?)?;
    let length = marker.len();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    let answer = head + &marker;
    stream.write_all(answer.as_bytes()).await.ok()
}

#[derive(Clone, Copy)]
enum Role {
    Root,
    Zone(usize),
    Resolver,
}

#[derive(Clone)]
struct Server {
    role: Role,
    hosts: Arc<[Host]>,
}

fn name(text: &str) -> Name {
    Name::from_ascii(format!("{text}.")).unwrap()
}

impl Server {
    async fn datagrams(self, socket: UdpSocket) {
        let mut buffer = vec![0; 4096];
        while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
            if let Some(answer) = self.answer(&buffer[..length]) {
                let _ = socket.send_to(&answer, from).await;
            }
        }
    }

    async fn streams(self, listener: TcpListener, tasks: TaskTracker) {
        while let Ok((stream, _)) = listener.accept().await {
            let server = self.clone();
            tasks.spawn(async move { server.stream(stream).await });
        }
    }

    async fn stream(self, mut stream: TcpStream) -> Option<()> {
        loop {
            let length = stream.read_u16().await.ok()?;
            let mut query = vec![0; usize::from(length)];
            stream.read_exact(&mut query).await.ok()?;
            let answer = self.answer(&query)?;
            stream.write_u16(u16::try_from(answer.len()).ok()?).await.ok()?;
            stream.write_all(&answer).await.ok()?;
        }
    }

    fn answer(&self, query: &[u8]) -> Option<Vec<u8>> {
        let query = Message::from_vec(query).ok()?;
        let asked = query.queries.first()?.clone();
        let mut answer = Message::new(query.metadata.id, MessageType::Response, OpCode::Query);
        answer.metadata.authoritative = true;
        answer.add_query(asked.clone());
        // Askers mix the case of their letters.
        let text = asked.name().to_ascii().to_ascii_lowercase();
        let text = text.trim_end_matches('.');
        match self.role {
            Role::Root => refer(&mut answer, text, asked.query_type()),
            Role::Zone(zone) => {
                self.tell(&mut answer, zone, text, asked.name(), asked.query_type());
            }
            Role::Resolver => {
                (answer.metadata.authoritative, answer.metadata.recursion_available) =
                    (false, true);
                match zone_in(text) {
                    Some(zone) => {
                        self.tell(&mut answer, zone, text, asked.name(), asked.query_type());
                    }
                    None => answer.metadata.response_code = ResponseCode::NXDomain,
                }
            }
        }
        answer.to_vec().ok()
    }

    /// What a zone says.
    fn tell(&self, answer: &mut Message, zone: usize, text: &str, owner: &Name, asked: RecordType) {
        let apex = format!("z{zone}.test");
        let Some(below) = text.strip_suffix(&apex).map(|it| it.trim_end_matches('.')) else {
            answer.metadata.response_code = ResponseCode::Refused;
            return;
        };
        let mut put = |data: RData| {
            answer.add_answer(Record::from_rdata(owner.clone(), TTL, data));
        };
        let exists = match below.rsplit_once('.').unwrap_or(("", below)) {
            ("", "") => {
                match asked {
                    RecordType::SOA => put(start(&apex)),
                    RecordType::NS => put(RData::NS(NS(name(&format!("ns.{apex}"))))),
                    _ => {}
                }
                true
            }
            ("", "ns" | "edge") => {
                if asked == RecordType::A {
                    let address = if below == "ns" { server_of(zone) } else { Ipv4Addr::LOCALHOST };
                    put(RData::A(A(address)));
                }
                true
            }
            (above, label) => match self.host(label, zone) {
                Some(host) => host.tell(above, asked, &apex, put),
                None => false,
            },
        };
        if !exists {
            answer.metadata.response_code = ResponseCode::NXDomain;
        }
        if answer.answers.is_empty() {
            answer.add_authority(Record::from_rdata(name(&apex), TTL, start(&apex)));
        }
    }

    fn host(&self, label: &str, zone: usize) -> Option<&Host> {
        let nth = usize::from_str(label.strip_prefix('h')?).ok()?;
        self.hosts.get(nth).filter(|_| nth % ZONES == zone)
    }
}

impl Host {
    /// What stands at the hostname (nothing `above` it) or at its challenge name; whether the
    /// name exists.
    fn tell(&self, above: &str, asked: RecordType, apex: &str, mut put: impl FnMut(RData)) -> bool {
        let (proven, routed) =
            (self.proven.load(Ordering::Relaxed), self.routed.load(Ordering::Relaxed));
        match above {
            "" if routed => {
                put(RData::CNAME(CNAME(name(&format!("edge.{apex}")))));
                true
            }
            "" => proven,
            CHALLENGE if proven => {
                if asked == RecordType::TXT {
                    put(RData::TXT(TXT::new(vec![self.token.clone()])));
                }
                true
            }
            _ => false,
        }
    }
}

/// The zone that a name is in, or is.
fn zone_in(text: &str) -> Option<usize> {
    let label = text.strip_suffix(".test")?.rsplit('.').next()?;
    label.strip_prefix('z')?.parse().ok().filter(|nth| *nth < ZONES)
}

/// What the root says: who has the zone.
fn refer(answer: &mut Message, text: &str, asked: RecordType) {
    let found = zone_in(text);
    match found {
        Some(nth) if asked != RecordType::DS || text.matches('.').count() != 1 => {
            let (apex, server) = (format!("z{nth}.test"), name(&format!("ns.z{nth}.test")));
            answer.metadata.authoritative = false;
            answer.add_authority(Record::from_rdata(
                name(&apex),
                60,
                RData::NS(NS(server.clone())),
            ));
            answer.add_additional(Record::from_rdata(server, 60, RData::A(A(server_of(nth)))));
        }
        Some(_) | None => {
            if found.is_none() && !text.is_empty() && text != "test" {
                answer.metadata.response_code = ResponseCode::NXDomain;
            }
            answer.add_authority(Record::from_rdata(Name::root(), TTL, start("root")));
        }
    }
}

fn start(apex: &str) -> RData {
    let server = name(&format!("ns.{apex}"));
    RData::SOA(SOA::new(server.clone(), server, 1, 3600, 600, 86_400, 1))
}
