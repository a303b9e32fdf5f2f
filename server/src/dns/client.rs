//! One question to one server, with its second try.

use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr, UdpSocket as StdSocket};
use std::sync::OnceLock;
use std::time::Duration;

use app::domain::observation::{Reply, Transport};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::pool::{Arrival, Pool};
use super::wire::{self, HEADER, Mode, Question, Response};
use crate::clock::random_bytes;

/// How long one try may take.
const TRY: Duration = Duration::from_secs(2);
/// Connections at a time; further questions wait for one to close.
const CONNECTIONS: usize = 256;

/// Asks name servers, whoever they are; where to may be asked is decided above.
pub(crate) struct Client {
    v4: Pool,
    v6: OnceLock<Option<Pool>>,
    v6_egress: OnceLock<bool>,
    connections: Semaphore,
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// Why a try brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    Silent,
    Malformed,
}

impl Client {
    /// Opens its sockets, within a tokio runtime.
    pub(crate) fn new() -> io::Result<Self> {
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        Ok(Self {
            v4: Pool::bind_v4(&tasks, &stop)?,
            v6: OnceLock::new(),
            v6_egress: OnceLock::new(),
            connections: Semaphore::new(CONNECTIONS),
            tasks,
            stop,
        })
    }

    /// Whether we have a route there at all: without IPv6 of our own, a server that has only
    /// IPv6 is not silent, it is just not asked.
    pub(crate) fn reaches(&self, address: IpAddr) -> bool {
        match address {
            IpAddr::V4(_) => true,
            IpAddr::V6(v6) if v6.is_loopback() => true,
            IpAddr::V6(_) => *self.v6_egress.get_or_init(has_v6_route),
        }
    }

    /// Asks, and once more the other way when the first way brings nothing: servers that drop
    /// mixed case or limit their rate answer over TCP, and some networks let only UDP through.
    pub(crate) async fn ask(
        &self,
        question: &Question,
        server: SocketAddr,
        mode: Mode,
        transport: Transport,
    ) -> (Response, Transport) {
        let other = match transport {
            Transport::Udp => Transport::Tcp,
            Transport::Tcp => Transport::Udp,
        };
        let first = match self.attempt(question, server, mode, transport).await {
            Ok(response) => return (response, transport),
            Err(failure) => failure,
        };
        match (first, self.attempt(question, server, mode, other).await) {
            (_, Ok(response)) => (response, other),
            (Failure::Silent, Err(Failure::Silent)) => (Response::failed(Reply::Silent), other),
            (_, Err(_)) => (Response::failed(Reply::Malformed), other),
        }
    }

    async fn attempt(
        &self,
        question: &Question,
        server: SocketAddr,
        mode: Mode,
        transport: Transport,
    ) -> Result<Response, Failure> {
        let octets = match transport {
            Transport::Udp => self.datagram(question, server, mode).await?,
            Transport::Tcp => self.stream(question, server, mode).await?,
        };
        wire::decode(&octets, question, mode).ok_or(Failure::Malformed)
    }

    async fn datagram(
        &self,
        question: &Question,
        server: SocketAddr,
        mode: Mode,
    ) -> Result<Vec<u8>, Failure> {
        let pool = self.pool(server).ok_or(Failure::Silent)?;
        let draw = random_bytes::<4>();
        let case = random_bytes::<32>();
        let write = |id| wire::encode(question, id, mode, &case);
        let mut expected = pool.send(server, draw, write).await.map_err(|_| Failure::Silent)?;
        match timeout(TRY, expected.arrive()).await {
            Ok(Arrival::Answer(octets)) if !wire::is_truncated(&octets) => Ok(octets),
            Ok(Arrival::Answer(_) | Arrival::Mangled) => Err(Failure::Malformed),
            Err(_) if expected.garbled() => Err(Failure::Malformed),
            Err(_) => Err(Failure::Silent),
        }
    }

    async fn stream(
        &self,
        question: &Question,
        server: SocketAddr,
        mode: Mode,
    ) -> Result<Vec<u8>, Failure> {
        let _one = self.connections.acquire().await.map_err(|_| Failure::Silent)?;
        let [id_0, id_1] = random_bytes::<2>();
        let query = wire::encode(question, u16::from_be_bytes([id_0, id_1]), mode, &random_bytes());
        let octets = match timeout(TRY, exchange(server, &query.octets)).await {
            Ok(Ok(octets)) => octets,
            Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(Failure::Malformed);
            }
            Ok(Err(_)) | Err(_) => return Err(Failure::Silent),
        };
        let same_id = octets.get(..2) == query.octets.get(..2);
        let echo = octets.get(HEADER..HEADER + query.question().len()).unwrap_or_default();
        // Nobody guesses into a connection: here the case may come back as the server likes it,
        // and errors may come without the question (RFC 1035 is silent on it; some do).
        let same_question = echo.eq_ignore_ascii_case(query.question())
            || octets.get(4..6) == Some(&[0, 0]) && octets.len() <= HEADER + 11;
        if same_id && same_question { Ok(octets) } else { Err(Failure::Malformed) }
    }

    fn pool(&self, server: SocketAddr) -> Option<&Pool> {
        if server.is_ipv4() {
            return Some(&self.v4);
        }
        self.v6.get_or_init(|| Pool::bind_v6(&self.tasks, &self.stop).ok()).as_ref()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.stop.cancel();
        self.tasks.close();
    }
}

/// One message each way; its length comes first (RFC 1035 §4.2.2), which also caps it at 64 KiB.
async fn exchange(server: SocketAddr, query: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await?;
    let len = u16::try_from(query.len()).map_err(io::Error::other)?;
    let mut message = len.to_be_bytes().to_vec();
    message.extend(query);
    stream.write_all(&message).await?;
    let len = usize::from(stream.read_u16().await?);
    let mut answer = vec![0; len];
    stream.read_exact(&mut answer).await?;
    Ok(answer)
}

/// Connecting a datagram socket sends nothing: it only looks the route up.
fn has_v6_route() -> bool {
    /// A well-known public resolver; any global address would do.
    const ANYWHERE: Ipv6Addr = Ipv6Addr::new(0x2620, 0xfe, 0, 0, 0, 0, 0, 0xfe);
    StdSocket::bind((Ipv6Addr::UNSPECIFIED, 0))
        .and_then(|socket| socket.connect((ANYWHERE, 53)))
        .is_ok()
}
