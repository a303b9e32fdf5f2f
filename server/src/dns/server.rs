//! One way to listen for DNS: UDP and TCP on one address, until told to stop.

use std::net::SocketAddr;
use std::time::Duration;

use hickory_proto::op::{Edns, Header, HeaderCounts, Message, Metadata, OpCode, ResponseCode};
use hickory_proto::rr::{DNSClass, Name, Record, RecordType};
use hickory_server::Server;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use hickory_server::zone_handler::MessageResponseBuilder;
use tokio::net::{TcpListener, UdpSocket};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// A connection that says nothing for so long is closed.
const IDLE: Duration = Duration::from_secs(10);
const BUFFER: usize = 64;
/// What no path fragments (RFC 9715 §3).
const MAX_PAYLOAD: u16 = 1232;
/// Free ports that are tried at most.
const TRIES: u32 = 20;

/// What is answered, before it is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sections {
    pub(crate) answers: Vec<Record>,
    pub(crate) authorities: Vec<Record>,
    pub(crate) additionals: Vec<Record>,
}

/// What is asked, or the code that says why it is not answered.
pub(crate) fn question(request: &Request) -> Result<(Name, RecordType), ResponseCode> {
    if request.metadata.op_code != OpCode::Query {
        return Err(ResponseCode::NotImp);
    }
    if request.edns.as_ref().is_some_and(|edns| edns.version() != 0) {
        return Err(ResponseCode::BADVERS);
    }
    let query = request.request_info().map_err(|_| ResponseCode::FormErr)?.query;
    let rtype = query.query_type();
    if query.query_class() != DNSClass::IN || matches!(rtype, RecordType::AXFR | RecordType::IXFR) {
        return Err(ResponseCode::Refused);
    }
    Ok((Name::from(query.name().clone()), rtype))
}

/// Sends an answer, or nothing at all.
pub(crate) async fn respond<R: ResponseHandler>(
    request: &Request,
    mut to: R,
    answer: Option<(Metadata, Sections)>,
) -> ResponseInfo {
    let silence = || {
        let metadata = Metadata::response_from_request(&request.metadata);
        ResponseInfo::from(Header { metadata, counts: HeaderCounts::default() })
    };
    let Some((metadata, sections)) = answer else { return silence() };
    // The asker's options are not ours to repeat; its size is, as it limits what is written.
    let edns = request.edns.as_ref().map(|asked| {
        let mut edns = Edns::new();
        edns.set_max_payload(asked.max_payload().min(MAX_PAYLOAD));
        edns.set_dnssec_ok(asked.flags().dnssec_ok);
        edns
    });
    let response = MessageResponseBuilder::new(&request.queries, edns.as_ref()).build(
        metadata,
        &sections.answers,
        &sections.authorities,
        std::iter::empty(),
        &sections.additionals,
    );
    match to.send_response(response).await {
        Ok(info) => info,
        Err(error) => {
            tracing::debug!(%error, "an answer could not be sent");
            silence()
        }
    }
}

/// Serves `handler` on both sockets.
pub(crate) fn serve(
    handler: impl RequestHandler,
    udp: UdpSocket,
    tcp: TcpListener,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) {
    let mut server = Server::new(handler);
    server.register_socket(udp);
    server.register_listener(tcp, IDLE, BUFFER);
    let stop = stop.clone();
    tasks.spawn(async move {
        tokio::select! {
            () = stop.cancelled() => {}
            ended = server.block_until_done() => {
                if let Err(error) = ended {
                    tracing::error!(%error, "a DNS server ended");
                }
            }
        }
        // Dropping the server ends its tasks; a graceful end would wait for idle connections.
    });
}

/// Both sockets of an address; with port 0 the same free port for both.
pub(crate) async fn bind(address: SocketAddr) -> std::io::Result<(UdpSocket, TcpListener)> {
    let mut attempt = 1;
    loop {
        let udp = UdpSocket::bind(address).await?;
        match TcpListener::bind(udp.local_addr()?).await {
            Ok(tcp) => return Ok((udp, tcp)),
            // Free for one protocol is not free for both.
            Err(_) if address.port() == 0 && attempt < TRIES => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Asks a server over UDP, and over TCP when the answer was cut off.
pub(crate) async fn ask(server: SocketAddr, query: &Message) -> Option<Message> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let octets = query.to_vec().ok()?;
    let asked = async {
        let socket = UdpSocket::bind(("127.0.0.1", 0)).await.ok()?;
        socket.connect(server).await.ok()?;
        socket.send(&octets).await.ok()?;
        let mut buffer = vec![0; 4096];
        let length = socket.recv(&mut buffer).await.ok()?;
        let answer = Message::from_vec(buffer.get(..length)?).ok()?;
        if !answer.metadata.truncation {
            return Some(answer);
        }
        let mut stream = tokio::net::TcpStream::connect(server).await.ok()?;
        stream.write_u16(u16::try_from(octets.len()).ok()?).await.ok()?;
        stream.write_all(&octets).await.ok()?;
        let length = stream.read_u16().await.ok()?;
        let mut buffer = vec![0; usize::from(length)];
        stream.read_exact(&mut buffer).await.ok()?;
        Message::from_vec(&buffer).ok()
    };
    let answer = tokio::time::timeout(Duration::from_millis(1500), asked).await.ok().flatten()?;
    (answer.metadata.id == query.metadata.id).then_some(answer)
}
