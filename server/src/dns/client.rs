//! One question to one server, with its second try.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket as StdSocket};
use std::sync::OnceLock;
use std::time::Duration;

use app::domain::observation::{Reply, Transport};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{OnceCell, Semaphore};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::cookies::{Jar, Trust};
use super::pool::{Arrival, Pool};
use super::wire::{self, Edns, HEADER, Mode, Question, Response};
use crate::clock::random_bytes;

/// How long one try may take.
const TRY: Duration = Duration::from_secs(2);
/// Connections at a time; further questions wait for one to close.
const CONNECTIONS: usize = 256;

/// Asks name servers, whoever they are; where to may be asked is decided above.
pub(crate) struct Client {
    v4: OnceCell<Pool>,
    v6: OnceCell<Pool>,
    v6_egress: OnceLock<bool>,
    connections: Semaphore,
    cookies: Jar,
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// What every try at one question has in common.
struct Try<'a> {
    question: &'a Question,
    server: SocketAddr,
    mode: Mode,
}

/// Why a try brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    Silent,
    Malformed,
    /// The server says that it does not understand.
    Rejected,
    /// The answer did not fit.
    Truncated,
}

impl Client {
    /// Sockets are opened by the first question.
    pub(crate) fn new() -> Self {
        Self {
            v4: OnceCell::new(),
            v6: OnceCell::new(),
            v6_egress: OnceLock::new(),
            connections: Semaphore::new(CONNECTIONS),
            cookies: Jar::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        }
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
        let cookie = self.cookies.of(server.ip());
        let asking = Try { question, server, mode };
        let first = match self.attempt(&asking, transport, Edns::Cookie(&cookie)).await {
            Ok(response) => return (response, transport),
            Err(failure) => failure,
        };
        // Plainer each time, for servers that stumble over what they don't know; a cookie stays
        // where the server is known to use them, and BADCOOKIE has just told the right one.
        let cookie = self.cookies.of(server.ip());
        let edns = match first {
            _ if !cookie.server().is_empty() => Edns::Cookie(&cookie),
            Failure::Rejected if mode != Mode::Signed => Edns::Bare,
            Failure::Rejected | Failure::Silent | Failure::Malformed | Failure::Truncated => {
                Edns::Plain
            }
        };
        match (first, self.attempt(&asking, other, edns).await) {
            (_, Ok(response)) => (response, other),
            (Failure::Silent, Err(Failure::Silent)) => (Response::failed(Reply::Silent), other),
            (_, Err(_)) => (Response::failed(Reply::Malformed), other),
        }
    }

    /// One try over this transport alone.
    pub(crate) async fn ask_once(
        &self,
        question: &Question,
        server: SocketAddr,
        mode: Mode,
        transport: Transport,
    ) -> Option<Reply> {
        let asking = Try { question, server, mode };
        self.attempt(&asking, transport, Edns::Plain).await.ok().map(|response| response.reply)
    }

    async fn attempt(
        &self,
        asking: &Try<'_>,
        transport: Transport,
        edns: Edns<'_>,
    ) -> Result<Response, Failure> {
        let octets = match transport {
            Transport::Udp => self.datagram(asking, edns).await?,
            Transport::Tcp => self.stream(asking, edns).await?,
        };
        let response =
            wire::decode(&octets, asking.question, asking.mode).ok_or(Failure::Malformed)?;
        if let Edns::Cookie(sent) = edns {
            let ip = asking.server.ip();
            let trust = self.cookies.check(ip, sent, response.cookie.as_deref());
            match (trust, transport) {
                (Trust::Fine, Transport::Udp | Transport::Tcp) => {}
                (Trust::Doubtful, Transport::Udp) => return Err(Failure::Malformed),
                (Trust::Doubtful, Transport::Tcp) => self.cookies.forget(ip),
            }
        }
        if response.reply == Reply::Malformed {
            return Err(Failure::Rejected);
        }
        Ok(response)
    }

    async fn datagram(&self, asking: &Try<'_>, edns: Edns<'_>) -> Result<Vec<u8>, Failure> {
        let Try { question, server, mode } = *asking;
        let pool = self.pool(server).await.ok_or(Failure::Silent)?;
        let random = random_bytes::<36>();
        let (draw, case) = random.split_first_chunk().ok_or(Failure::Silent)?;
        let case = case.first_chunk().ok_or(Failure::Silent)?;
        let write = |id| wire::encode(question, id, mode, case, edns);
        let mut expected = pool.send(server, *draw, write).await.map_err(|_| Failure::Silent)?;
        match timeout(TRY, expected.arrive()).await {
            Ok(Arrival::Answer(octets)) if !wire::is_truncated(&octets) => Ok(octets),
            Ok(Arrival::Answer(_)) => Err(Failure::Truncated),
            Ok(Arrival::Mangled) => Err(Failure::Malformed),
            Err(_) if expected.garbled() => Err(Failure::Malformed),
            Err(_) => Err(Failure::Silent),
        }
    }

    async fn stream(&self, asking: &Try<'_>, edns: Edns<'_>) -> Result<Vec<u8>, Failure> {
        let Try { question, server, mode } = *asking;
        let _one = self.connections.acquire().await.map_err(|_| Failure::Silent)?;
        let id = u16::from_be_bytes(random_bytes());
        let query = wire::encode(question, id, mode, &random_bytes(), edns);
        let Ok(Ok(octets)) = timeout(TRY, exchange(server, &query.octets)).await else {
            return Err(Failure::Silent);
        };
        let same_id = octets.get(..2) == query.octets.get(..2);
        let echo = octets.get(HEADER..HEADER + query.question().len()).unwrap_or_default();
        // Nobody guesses into a connection: here the case may come back as the server likes it,
        // and errors may come without the question (RFC 1035 is silent on it; some do).
        let same_question = echo.eq_ignore_ascii_case(query.question())
            || octets.get(4..6) == Some(&[0, 0]) && octets.len() <= HEADER + 11;
        if same_id && same_question { Ok(octets) } else { Err(Failure::Malformed) }
    }

    async fn pool(&self, server: SocketAddr) -> Option<&Pool> {
        let (cell, any) = match server {
            SocketAddr::V4(_) => (&self.v4, IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
            SocketAddr::V6(_) => (&self.v6, IpAddr::V6(Ipv6Addr::UNSPECIFIED)),
        };
        let bound = cell.get_or_try_init(async || Pool::bind(any, &self.tasks, &self.stop)).await;
        // Such as too many open files: the next question tries again.
        bound.inspect_err(|error| tracing::error!(%error, "no sockets to ask the DNS with")).ok()
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

#[cfg(test)]
mod tests {
    use app::domain::record::{Rdata, RecordType};
    use hickory_proto::op::ResponseCode;

    use super::super::testbed::{Fault, World};
    use super::*;

    const LONG: usize = 60 * 1024;

    async fn ask_with(fault: Fault) -> (Response, Transport) {
        let mut world = World::new();
        let server = world.authority().await;
        server.serve("acme.test", &["a.acme.test 300 TXT hello"]);
        server.fail(fault);
        let question = Question::new("a.acme.test".parse().unwrap(), RecordType::Txt);
        Client::new().ask(&question, server.address, Mode::Authoritative, Transport::Udp).await
    }

    fn texts(response: &Response) -> Vec<String> {
        let Reply::Records { records } = &response.reply else { return Vec::new() };
        records.iter().map(|record| record.rdata.to_string()).collect()
    }

    #[tokio::test]
    async fn an_answer_is_found_whatever_stands_in_its_way() {
        for (fault, transport) in [
            (Fault::None, Transport::Udp),
            (Fault::UdpOnly, Transport::Udp),
            (Fault::Spoofed, Transport::Udp),
            (Fault::LowerCase, Transport::Tcp),
            (Fault::Truncated, Transport::Tcp),
            (Fault::NoEdns, Transport::Tcp),
            (Fault::Rcode(ResponseCode::BADVERS), Transport::Tcp),
        ] {
            let (response, carried_by) = ask_with(fault).await;
            assert_eq!(texts(&response), ["hello"], "{fault:?}");
            assert_eq!(carried_by, transport, "{fault:?}");
        }
    }

    #[tokio::test]
    async fn what_is_no_answer_is_told_apart() {
        for (fault, reply) in [
            (Fault::Garbage, Reply::Malformed),
            (Fault::Lame, Reply::Lame),
            (Fault::Upward, Reply::Lame),
            (Fault::Rcode(ResponseCode::ServFail), Reply::ServFail),
            (Fault::Rcode(ResponseCode::Refused), Reply::Refused),
            (Fault::Rcode(ResponseCode::NotAuth), Reply::Lame),
            (Fault::Rcode(ResponseCode::NotImp), Reply::Malformed),
        ] {
            let (response, _) = ask_with(fault).await;
            assert_eq!(response.reply, reply, "{fault:?}");
        }
    }

    #[tokio::test]
    async fn a_server_that_babbles_is_not_silent() {
        let (silent, noise, wrong_id) =
            tokio::join!(ask_with(Fault::Silent), ask_with(Fault::Noise), ask_with(Fault::WrongId));
        assert_eq!(silent.0.reply, Reply::Silent);
        assert_eq!(noise.0.reply, Reply::Malformed);
        assert_eq!(wrong_id.0.reply, Reply::Malformed);
    }

    #[tokio::test]
    async fn absences_carry_their_negative_ttl() {
        let mut world = World::new();
        let server = world.authority().await;
        server.serve("acme.test", &["a.acme.test 300 TXT hello"]);
        let client = Client::new();
        for (name, rtype, want) in [
            ("a.acme.test", RecordType::A, Reply::NoData { negative_ttl: Some(30) }),
            ("b.acme.test", RecordType::A, Reply::NoName { negative_ttl: Some(30) }),
            ("acme.test", RecordType::A, Reply::NoData { negative_ttl: Some(30) }),
            ("other.test", RecordType::A, Reply::Refused),
        ] {
            let question = Question::new(name.parse().unwrap(), rtype);
            let asking = client.ask(&question, server.address, Mode::Authoritative, Transport::Udp);
            assert_eq!(asking.await.0.reply, want, "{name} {rtype}");
        }
    }

    #[tokio::test]
    async fn a_server_that_uses_cookies_gets_its_own_back() {
        let mut world = World::new();
        let server = world.authority().await;
        server.serve("acme.test", &["a.acme.test 300 TXT hello"]);
        let client = Client::new();
        let question = Question::new("a.acme.test".parse().unwrap(), RecordType::Txt);
        let ask = async || {
            let mode = Mode::Authoritative;
            let (response, by) = client.ask(&question, server.address, mode, Transport::Udp).await;
            assert_eq!(texts(&response), ["hello"]);
            (by, server.seen().last().unwrap().cookie.clone().unwrap())
        };
        let (_, first) = ask().await;
        assert_eq!(first.len(), 8);
        server.use_cookies(&[5; 16]);
        ask().await;
        let (by, third) = ask().await;
        assert_eq!((by, third), (Transport::Udp, [first, vec![5; 16]].concat()));
        // An answer without the cookie may come from anybody: it is asked for by connection.
        server.forget_cookies();
        assert_eq!(ask().await.0, Transport::Tcp);
        assert_eq!(ask().await.0, Transport::Udp);
    }

    #[tokio::test]
    async fn sixty_kibibytes_of_text_come_over_tcp() {
        let mut world = World::new();
        let server = world.authority().await;
        server.serve("acme.test", &[&format!("a.acme.test 300 TXT {}", "x".repeat(LONG))]);
        let question = Question::new("a.acme.test".parse().unwrap(), RecordType::Txt);
        let (response, transport) =
            Client::new().ask(&question, server.address, Mode::Authoritative, Transport::Udp).await;
        let Reply::Records { records } = response.reply else { panic!("{:?}", response.reply) };
        assert_eq!(records[0].rdata, Rdata::Txt("x".repeat(LONG)));
        assert_eq!(transport, Transport::Tcp);
    }

    #[tokio::test]
    async fn a_thousand_questions_share_the_sockets() {
        let mut world = World::new();
        let server = world.authority().await;
        let lines: Vec<String> = (0..100).map(|n| format!("d{n}.acme.test 60 TXT v{n}")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        server.serve("acme.test", &lines);
        let client = Client::new();
        let asking = (0..1000).map(|n| n % 100).map(async |n| {
            let question =
                Question::new(format!("d{n}.acme.test").parse().unwrap(), RecordType::Txt);
            let (response, _) =
                client.ask(&question, server.address, Mode::Authoritative, Transport::Udp).await;
            assert_eq!(texts(&response), [format!("v{n}")]);
        });
        futures::future::join_all(asking).await;
        let seen = server.seen();
        assert!(seen.iter().all(|seen| !seen.rd));
        assert!(500 < seen.iter().filter(|seen| seen.mixed_case).count());
    }
}
