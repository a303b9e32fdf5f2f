//! Sockets that many questions share, each known by its id.
//!
//! A fresh socket for each question would cost more than the question itself; 64 random ports,
//! a random id and the letters' random case make up for what sharing gives away to a spoofer.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::io;
use std::net::{IpAddr, SocketAddr, UdpSocket as StdSocket};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use socket2::SockRef;
use tokio::net::UdpSocket;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::wire::{HEADER, Query};

/// Sockets of one address family.
const SOCKETS: usize = 64;
/// We ask for 1232 octets; what is longer than this gets cut, and is asked again over TCP.
const BUFFER: usize = 4096;
/// Questions under way on one socket; more would leave too few ids to draw from.
const CROWDED: usize = 1 << 14;

/// What one socket may hold of answers that came at once: the default overflows at a thousand.
const RECEIVE_BUFFER: usize = 1 << 20;

/// Questions by id. The ids are drawn here, so that nobody can choose those that collide.
type Ids = HashMap<u16, Waiting, BuildHasherDefault<AsItIs>>;

/// Spreads an id over the bits that the map looks at.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, octets: &[u8]) {
        for octet in octets {
            self.0 = self.0 << 8 | u64::from(*octet);
        }
    }

    fn write_u16(&mut self, id: u16) {
        self.0 = u64::from(id).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The sockets of one address family.
pub(super) struct Pool(Vec<Arc<Socket>>);

struct Socket {
    udp: UdpSocket,
    waiting: Mutex<Ids>,
}

/// A question under way.
struct Waiting {
    server: SocketAddr,
    question: Vec<u8>,
    /// Taken when the answer is passed on.
    answer: Option<oneshot::Sender<Arrival>>,
    garbled: bool,
}

/// What a datagram brought.
pub(super) enum Arrival {
    /// An answer that repeats the question to the letter's case.
    Answer(Vec<u8>),
    /// The right server and id, but not the question as it was written.
    Mangled,
}

/// A question that waits for its answer; gives its id back when dropped.
pub(super) struct Expected<'a> {
    socket: &'a Socket,
    id: u16,
    answer: oneshot::Receiver<Arrival>,
}

impl Pool {
    /// Opens them on random ports.
    pub(super) fn bind(
        any: IpAddr,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) -> io::Result<Self> {
        let mut sockets = Vec::with_capacity(SOCKETS);
        for _ in 0..SOCKETS {
            let socket = StdSocket::bind((any, 0))?;
            socket.set_nonblocking(true)?;
            if let Err(error) = SockRef::from(&socket).set_recv_buffer_size(RECEIVE_BUFFER) {
                tracing::debug!(%error, "the receive buffer stays as it is");
            }
            let udp = UdpSocket::from_std(socket)?;
            let socket = Arc::new(Socket { udp, waiting: Mutex::default() });
            let (receiving, stop) = (Arc::clone(&socket), stop.clone());
            tasks.spawn(async move { stop.run_until_cancelled(receiving.receive()).await });
            sockets.push(socket);
        }
        Ok(Self(sockets))
    }

    /// Sends the query that `write` makes for an id that is free, near `draw`.
    pub(super) async fn send(
        &self,
        server: SocketAddr,
        draw: [u8; 4],
        write: impl FnOnce(u16) -> Query,
    ) -> io::Result<Expected<'_>> {
        let [id_0, id_1, which_0, which_1] = draw;
        let which = usize::from(u16::from_be_bytes([which_0, which_1])) % SOCKETS;
        let socket = self.0.get(which).ok_or(io::ErrorKind::AddrNotAvailable)?;
        let (answer, receiver) = oneshot::channel();
        let query;
        let id;
        {
            let mut waiting = socket.lock();
            if CROWDED < waiting.len() {
                return Err(io::ErrorKind::ResourceBusy.into());
            }
            let mut free = u16::from_be_bytes([id_0, id_1]);
            while waiting.contains_key(&free) {
                free = free.wrapping_add(1);
            }
            id = free;
            query = write(id);
            let question = query.question().to_vec();
            let entry = Waiting { server, question, answer: Some(answer), garbled: false };
            waiting.insert(id, entry);
        }
        let expected = Expected { socket, id, answer: receiver };
        // Nearly always there is room, and no need to ask for it first.
        match socket.udp.try_send_to(&query.octets, server) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                socket.udp.send_to(&query.octets, server).await?;
            }
            sent => {
                sent?;
            }
        }
        Ok(expected)
    }
}

impl Expected<'_> {
    /// The answer; wrap it in a time-out.
    pub(super) async fn arrive(&mut self) -> Arrival {
        (&mut self.answer).await.unwrap_or(Arrival::Mangled)
    }

    /// Whether something came from the server that was no answer to this question.
    pub(super) fn garbled(&self) -> bool {
        self.socket.lock().get(&self.id).is_some_and(|waiting| waiting.garbled)
    }
}

impl Drop for Expected<'_> {
    fn drop(&mut self) {
        self.socket.lock().remove(&self.id);
    }
}

impl Socket {
    fn lock(&self) -> MutexGuard<'_, Ids> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn receive(&self) {
        let mut buffer = vec![0; BUFFER];
        loop {
            match self.udp.recv_from(&mut buffer).await {
                Ok((len, from)) => self.deliver(buffer.get(..len).unwrap_or_default(), from),
                // Such as an ICMP message about an earlier question, which runs into its time-out.
                Err(_) => tokio::task::yield_now().await,
            }
        }
    }

    fn deliver(&self, octets: &[u8], from: SocketAddr) {
        let mut waiting = self.lock();
        let id = octets.first_chunk::<2>().copied().map(u16::from_be_bytes);
        match id.and_then(|id| waiting.get_mut(&id)) {
            Some(entry) if same_endpoint(entry.server, from) => entry.take(octets),
            // Only to tell a silent server from one that babbles; anybody may send this.
            Some(_) | None => {
                for entry in waiting.values_mut().filter(|e| same_endpoint(e.server, from)) {
                    entry.garbled = true;
                }
            }
        }
    }
}

/// Scope and flow label of IPv6 don't make another server.
fn same_endpoint(a: SocketAddr, b: SocketAddr) -> bool {
    a.ip() == b.ip() && a.port() == b.port()
}

impl Waiting {
    fn take(&mut self, octets: &[u8]) {
        let is_response = octets.get(2).is_some_and(|flags| flags & 0x80 != 0);
        let one_question = octets.get(4..6) == Some(&[0, 1]);
        let echo = octets.get(HEADER..HEADER + self.question.len()).unwrap_or_default();
        let arrival = if !is_response {
            self.garbled = true;
            return;
        } else if one_question && echo == self.question {
            Arrival::Answer(octets.to_vec())
        } else if !one_question || echo.eq_ignore_ascii_case(&self.question) {
            Arrival::Mangled
        } else {
            // Another question: a guess at our id. The true answer may still come.
            self.garbled = true;
            return;
        };
        if let Some(answer) = self.answer.take() {
            // Whoever asked may have given up in this moment.
            let _ = answer.send(arrival);
        }
    }
}
