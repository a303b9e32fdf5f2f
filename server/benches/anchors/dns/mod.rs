//! Look-ups at one authoritative server: our client beside hand-written packets on one socket,
//! and beside the resolvers of others. Every answer's content is compared.

use std::cell::Cell;
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use app::domain::name::OwnerName;
use app::domain::observation::{Reply, Transport};
use app::domain::record::{Rdata, RecordType};
use fairlead::clock::Clock;
use fairlead::dns::{Dns, DnsConfig};
use fairlead::net::AddressRules;
use futures::future::join_all;
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ProtocolConfig, ResolveHosts, ResolverConfig,
};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{self, Name, RData};
use tokio::net::UdpSocket;
use tokio::runtime::Builder;
use tokio::time::timeout;

use self::peers::Peer;
use self::server::Authority;
use crate::{cpu, report};

mod looks;
mod peers;
mod server;

/// Look-ups of one round; the resolver gets a part of them, for it is slow.
const COUNT: u32 = 100_000;
const RESOLVER_COUNT: u32 = 15_000;
const ROUNDS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(2);
/// Octets before the question.
const HEADER: usize = 12;

/// What came of a round.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: u32,
    lost: u32,
    wrong: u32,
    /// Right, but only over TCP, after the datagram or its answer was lost.
    second_try: u32,
    cpu_us: f64,
    per_second: f64,
}

#[derive(Clone, Copy)]
enum Client {
    Raw,
    Ours,
    Resolver,
    Peer(Peer),
}

impl Client {
    const ALL: [Self; 5] = [
        Self::Raw,
        Self::Ours,
        Self::Resolver,
        Self::Peer(Peer::Node),
        Self::Peer(Peer::Dnspython),
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Raw => "tokio UDP, one socket, packets by hand",
            Self::Ours => "our client",
            Self::Resolver => "hickory-resolver, cache off",
            Self::Peer(peer) => peer.name(),
        }
    }

    const fn count(self) -> u32 {
        match self {
            Self::Raw | Self::Ours => COUNT,
            Self::Resolver => RESOLVER_COUNT,
            Self::Peer(peer) => peer.count(),
        }
    }
}

pub(crate) fn questions() -> Result<(), Box<dyn Error>> {
    let server = Authority::start()?;
    for window in [100, 1_000] {
        let mut rounds: [Vec<Tally>; 5] = Default::default();
        for _ in 0..ROUNDS {
            for (client, kept) in Client::ALL.into_iter().zip(&mut rounds) {
                kept.push(measure(client, &server, window)?);
            }
        }
        print(&server, window, rounds)?;
    }
    Ok(())
}

pub(crate) fn looks() -> Result<(), Box<dyn Error>> {
    looks::run(&Authority::start()?)
}

fn print(server: &Authority, window: u32, rounds: [Vec<Tally>; 5]) -> Result<(), Box<dyn Error>> {
    let title = format!("DNS look-ups, {window} in flight, at {}", server.kind);
    let columns = ["what", "CPU µs", "look-ups/s", "CPU : raw UDP", "goal", "", "lost", "wrong"];
    report::table(&title, &columns)?;
    let tallies = rounds.map(summary);
    let [raw, ours, resolver, node, dnspython] = tallies;
    for (client, tally) in Client::ALL.into_iter().zip(tallies) {
        let ratio = tally.cpu_us / raw.cpu_us;
        let judged = match client {
            Client::Raw => report::anchor(),
            Client::Ours => report::at_most(ratio, 2.0),
            Client::Resolver | Client::Peer(_) => report::told(ratio),
        };
        let measured = [
            client.name().to_owned(),
            format!("{:.1}", tally.cpu_us),
            format!("{:.0}", tally.per_second),
        ];
        let lost = match tally.second_try {
            0 => format!("{} of {}", tally.lost, tally.count),
            again => format!("{} of {}; {again} over TCP", tally.lost, tally.count),
        };
        let losses = [lost, tally.wrong.to_string()];
        report::row(&[measured.as_slice(), &judged, &losses].concat())?;
    }
    let blank = || ["", ""].map(str::to_owned);
    for (name, peer, most) in [
        ("our client : hickory-resolver", resolver, 1.0 / 3.0),
        ("our client : Node", node, 1.0 / 2.0),
        ("our client : dnspython", dnspython, 1.0 / 40.0),
    ] {
        let judged = report::at_most(ours.cpu_us / peer.cpu_us, most);
        report::row(&[[name.to_owned()].as_slice(), &blank(), &judged, &blank()].concat())?;
    }
    Ok(())
}

/// The median by CPU time, with the losses of all rounds.
fn summary(mut rounds: Vec<Tally>) -> Tally {
    rounds.sort_by(|a, b| a.cpu_us.total_cmp(&b.cpu_us));
    let sum = |of: fn(&Tally) -> u32| rounds.iter().map(of).sum();
    Tally {
        count: sum(|tally| tally.count),
        lost: sum(|tally| tally.lost),
        wrong: sum(|tally| tally.wrong),
        second_try: sum(|tally| tally.second_try),
        ..rounds.get(rounds.len() / 2).copied().unwrap_or_default()
    }
}

fn measure(client: Client, server: &Authority, window: u32) -> Result<Tally, Box<dyn Error>> {
    let (at, count) = (server.address, client.count());
    let names = Names::new(server.names)?;
    match client {
        Client::Raw => timed(count, raw(&names, at, window, count)),
        Client::Ours => timed(count, ours(&names, at, window, count)),
        Client::Resolver => timed(count, resolver(&names, at, window, count)),
        Client::Peer(peer) => peer.measure(server, window),
    }
}

/// A round on a runtime of its own; the server's work is another process's or thread's.
fn timed(
    count: u32,
    asking: impl Future<Output = Result<Tally, Box<dyn Error>>>,
) -> Result<Tally, Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let begun = (cpu::instant(), cpu::of_thread()?);
    let tally = runtime.block_on(asking)?;
    let cpu_us = report::micros(cpu::of_thread()?.saturating_sub(begun.1), count);
    let per_second = f64::from(count) / begun.0.elapsed().as_secs_f64();
    Ok(Tally { count, cpu_us, per_second, ..tally })
}

/// The names in each client's own form, made before the clock starts.
struct Names {
    ours: Vec<OwnerName>,
    hickory: Vec<Name>,
    questions: Vec<Vec<u8>>,
    values: Vec<String>,
}

impl Names {
    fn new(count: u32) -> Result<Self, Box<dyn Error>> {
        let texts = || (0..count).map(server::name);
        Ok(Self {
            ours: texts().map(|text| text.parse()).collect::<Result<_, _>>()?,
            hickory: texts().map(|text| Name::from_ascii(text + ".")).collect::<Result<_, _>>()?,
            questions: texts().map(|text| question(&text)).collect::<Result<_, _>>()?,
            values: (0..count).map(server::value).collect(),
        })
    }

    /// Which name the `nth` question is for.
    fn index(&self, nth: u32) -> usize {
        usize::try_from(nth).unwrap_or(0) % self.values.len()
    }
}

/// A TXT question, class IN.
fn question(name: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut octets = Vec::new();
    for label in name.split('.') {
        octets.push(u8::try_from(label.len())?);
        octets.extend(label.bytes());
    }
    octets.extend([0, 0, 16, 0, 1]);
    Ok(octets)
}

/// The least that can be done: one connected socket, no time-out for each, no check but of id
/// and content.
async fn raw(
    names: &Names,
    server: SocketAddr,
    window: u32,
    count: u32,
) -> Result<Tally, Box<dyn Error>> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    socket.connect(server).await?;
    let mut waiting: Vec<Option<usize>> = vec![None; 1 << 16];
    let (mut tally, mut sent, mut open) = (Tally::default(), 0, 0);
    let mut buffer = [0; 1500];
    let mut packet = Vec::new();
    while sent < count || 0 < open {
        if sent < count && open < window {
            let index = names.index(sent);
            let id = u16::try_from(sent % (1 << 16))?;
            packet.clear();
            packet.extend(id.to_be_bytes());
            packet.extend([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
            packet.extend(names.questions.get(index).ok_or("no such name")?);
            socket.send(&packet).await?;
            if let Some(slot) = waiting.get_mut(usize::from(id)) {
                *slot = Some(index);
            }
            sent += 1;
            open += 1;
        }
        // While the window fills, answers are taken only as they are there.
        let full = open == window || sent == count;
        let received = if full {
            let Ok(received) = timeout(PATIENCE, socket.recv(&mut buffer)).await else {
                tally.lost += open;
                open = 0;
                waiting.fill(None);
                continue;
            };
            received?
        } else {
            match socket.try_recv(&mut buffer) {
                Ok(received) => received,
                Err(_) => continue,
            }
        };
        let answer = buffer.get(..received).unwrap_or_default();
        let id = answer.first_chunk::<2>().copied().map_or(0, u16::from_be_bytes);
        let Some(index) = waiting.get_mut(usize::from(id)).and_then(Option::take) else { continue };
        open -= 1;
        tally.wrong += u32::from(!is_right(names, index, answer));
    }
    Ok(tally)
}

/// Whether the first answer is the TXT wanted: a compressed name, type, class, TTL and length,
/// and then one string.
fn is_right(names: &Names, index: usize, answer: &[u8]) -> bool {
    const BEFORE_TEXT: usize = 2 + 2 + 2 + 4 + 2 + 1;
    let (Some(question), Some(value)) = (names.questions.get(index), names.values.get(index))
    else {
        return false;
    };
    let text = HEADER + question.len() + BEFORE_TEXT;
    answer.get(text..text + value.len()) == Some(value.as_bytes())
}

async fn ours(
    names: &Names,
    server: SocketAddr,
    window: u32,
    count: u32,
) -> Result<Tally, Box<dyn Error>> {
    let rules = AddressRules::default();
    let config = DnsConfig { resolvers: vec![], root_hints: vec![], port: server.port(), rules };
    let dns = Arc::new(Dns::new(config, Clock::default())?);
    let next = AtomicU32::new(0);
    let tally = Cell::new(Tally::default());
    let asking = (0..window).map(async |_| {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if count <= nth {
                return;
            }
            let index = names.index(nth);
            let Some(name) = names.ours.get(index) else { return };
            let (reply, transport) = dns.ask_authority(name, RecordType::Txt, server).await;
            let mut sum = tally.get();
            match &reply {
                Reply::Records { records } => {
                    let right = records.first().is_some_and(|record| {
                        matches!(&record.rdata, Rdata::Txt(text) if names.values.get(index) == Some(text))
                    });
                    sum.wrong += u32::from(!right);
                    sum.second_try += u32::from(transport == Transport::Tcp);
                }
                Reply::Silent => sum.lost += 1,
                Reply::NoData { .. }
                | Reply::NoName { .. }
                | Reply::ServFail
                | Reply::Refused
                | Reply::Lame
                | Reply::Malformed => sum.wrong += 1,
            }
            tally.set(sum);
        }
    });
    join_all(asking).await;
    Ok(tally.get())
}

async fn resolver(
    names: &Names,
    server: SocketAddr,
    window: u32,
    count: u32,
) -> Result<Tally, Box<dyn Error>> {
    let mut connection = ConnectionConfig::new(ProtocolConfig::Udp);
    connection.port = server.port();
    let config = NameServerConfig::new(server.ip(), true, vec![connection]);
    let config = ResolverConfig::from_name_servers(vec![config]);
    let provider = TokioRuntimeProvider::default();
    let mut builder = TokioResolver::builder_with_config(config, provider);
    let options = builder.options_mut();
    options.timeout = PATIENCE;
    options.attempts = 1;
    options.cache_size = 0;
    options.use_hosts_file = ResolveHosts::Never;
    options.max_active_requests = 4096;
    let resolver = builder.build()?;
    let next = AtomicU32::new(0);
    let tally = Cell::new(Tally::default());
    let asking = (0..window).map(async |_| {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if count <= nth {
                return;
            }
            let index = names.index(nth);
            let Some(name) = names.hickory.get(index) else { return };
            let found = resolver.lookup(name.clone(), rr::RecordType::TXT).await;
            let mut sum = tally.get();
            match found {
                Ok(found) => {
                    let right = found.answers().first().is_some_and(|record| match &record.data {
                        RData::TXT(found) => {
                            let text = found.txt_data.concat();
                            names.values.get(index).map(String::as_bytes) == Some(&text[..])
                        }
                        _ => false,
                    });
                    sum.wrong += u32::from(!right);
                }
                Err(_) => sum.lost += 1,
            }
            tally.set(sum);
        }
    });
    join_all(asking).await;
    Ok(tally.get())
}
