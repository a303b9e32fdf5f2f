//! One connection, one request, one answer, with a limit on everything that the server decides.

use std::io;
use std::net::{IpAddr, SocketAddr};

use http_body_util::{BodyExt as _, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::Builder;
use hyper::header::{ACCEPT, CONNECTION, HOST, HeaderMap, HeaderName, USER_AGENT};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use url::{Position, Url};

use super::{Deadline, Probe};
use crate::net::beside;

/// The head of an answer.
const MAX_HEAD: usize = 16 * 1024;
const MAX_HEADERS: usize = 100;

/// Why nobody could be spoken to, where that lies with the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Refused,
    TimedOut,
    Broken,
    Forbidden,
}

impl Fault {
    /// `None` when it lies with us, as without a route or without a free port: then nothing
    /// follows from it.
    pub(super) fn of(error: &io::Error) -> Option<Self> {
        match error.kind() {
            io::ErrorKind::ConnectionRefused => Some(Self::Refused),
            io::ErrorKind::TimedOut | io::ErrorKind::HostUnreachable => Some(Self::TimedOut),
            io::ErrorKind::PermissionDenied => Some(Self::Forbidden),
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData => Some(Self::Broken),
            _ => None,
        }
    }
}

/// What came back.
pub(super) struct Heard {
    pub(super) status: u16,
    headers: HeaderMap,
    /// Its beginning.
    pub(super) body: Vec<u8>,
}

impl Heard {
    /// The first field of this name, as far as it can be read.
    pub(super) fn field(&self, name: &HeaderName) -> Option<String> {
        let value = self.headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }
}

impl Probe {
    /// A connection to exactly this address, if it may be contacted.
    pub(super) async fn reach(
        &self,
        address: SocketAddr,
        deadline: Deadline,
    ) -> Result<TcpStream, Option<Fault>> {
        let limit = deadline.step().saturating_duration_since(Instant::now());
        self.rules.connect(address, limit).await.map_err(|error| Fault::of(&error))
    }

    /// Those addresses that may be contacted, in the order in which CAs try them: the first of
    /// IPv6, then the first of IPv4.
    pub(super) fn candidates(&self, addresses: &[IpAddr]) -> Vec<IpAddr> {
        let first = |fits: fn(&IpAddr) -> bool| {
            addresses.iter().copied().find(|ip| fits(ip) && self.rules.permits(*ip))
        };
        first(IpAddr::is_ipv6).into_iter().chain(first(IpAddr::is_ipv4)).collect()
    }
}

/// Asks for `url` over `stream`, and reads at most `limit` octets of the body.
pub(super) async fn get<S>(
    stream: S,
    url: &Url,
    limit: usize,
    deadline: Deadline,
) -> Result<Heard, Fault>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let request = Request::get(&url[Position::BeforePath..Position::AfterQuery])
        .header(HOST, &url[Position::BeforeHost..Position::AfterPort])
        .header(USER_AGENT, "Fairlead")
        .header(ACCEPT, "*/*")
        .header(CONNECTION, "close")
        .body(Empty::<Bytes>::new())
        .map_err(|_| Fault::Forbidden)?;
    let (mut sender, connection) = Builder::new()
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADERS)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| Fault::Broken)?;
    let exchange = async {
        let answer = timeout_at(deadline.step(), sender.send_request(request)).await;
        let answer: Response<Incoming> =
            answer.map_err(|_| Fault::TimedOut)?.map_err(|_| Fault::Broken)?;
        let (head, body) = answer.into_parts();
        let body = beginning(body, limit, deadline).await;
        Ok(Heard { status: head.status.as_u16(), headers: head.headers, body })
    };
    beside(exchange, connection).await
}

/// The body's beginning, as far as it comes in time.
async fn beginning(mut body: Incoming, limit: usize, deadline: Deadline) -> Vec<u8> {
    let mut read = Vec::new();
    let reading = async {
        while read.len() < limit
            && let Some(Ok(frame)) = body.frame().await
        {
            read.extend(frame.into_data().unwrap_or_default());
        }
    };
    // What has not come by then does not come: what there is decides.
    let _ = timeout_at(deadline.step(), reading).await;
    read.truncate(limit);
    read
}
