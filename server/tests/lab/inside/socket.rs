//! UDP and TCP on one address.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UdpSocket};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// What a question is answered with.
pub(super) trait Answers: Send + Sync + 'static {
    /// All that is sent back, one after another; nothing at all is silence.
    fn answers(&self, query: &[u8], tcp: bool) -> impl Future<Output = Vec<Vec<u8>>> + Send;
}

/// Never says anything.
pub(super) struct Dark;

impl Answers for Dark {
    async fn answers(&self, _: &[u8], _: bool) -> Vec<Vec<u8>> {
        Vec::new()
    }
}

impl<T: Answers> Answers for Arc<T> {
    async fn answers(&self, query: &[u8], tcp: bool) -> Vec<Vec<u8>> {
        T::answers(self, query, tcp).await
    }
}

pub(super) async fn listen(
    address: SocketAddr,
    answers: impl Answers,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) {
    let answers = Arc::new(answers);
    let udp = Arc::new(UdpSocket::bind(address).await.unwrap());
    let tcp = TcpListener::bind(address).await.unwrap();
    let (spawner, stopped, by_udp) = (tasks.clone(), stop.clone(), Arc::clone(&answers));
    tasks.spawn(async move {
        let serving = serve_udp(udp, by_udp, &spawner, &stopped);
        stopped.run_until_cancelled(serving).await
    });
    let (spawner, stopped) = (tasks.clone(), stop.clone());
    tasks.spawn(async move {
        let serving = serve_tcp(tcp, answers, &spawner, &stopped);
        stopped.run_until_cancelled(serving).await
    });
}

async fn serve_udp(
    socket: Arc<UdpSocket>,
    answers: Arc<impl Answers>,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) {
    let mut buffer = [0; 4096];
    loop {
        let Ok((len, from)) = socket.recv_from(&mut buffer).await else { continue };
        let (query, answers) = (buffer[..len].to_vec(), Arc::clone(&answers));
        let (socket, stop) = (Arc::clone(&socket), stop.clone());
        tasks.spawn(async move {
            let answering = async {
                for answer in answers.answers(&query, false).await {
                    let _ = socket.send_to(&answer, from).await;
                }
            };
            stop.run_until_cancelled(answering).await
        });
    }
}

async fn serve_tcp(
    listener: TcpListener,
    answers: Arc<impl Answers>,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) {
    loop {
        let Ok((mut stream, _)) = listener.accept().await else { continue };
        let (answers, stop) = (Arc::clone(&answers), stop.clone());
        tasks.spawn(async move {
            let talking = async {
                while let Ok(len) = stream.read_u16().await {
                    let mut query = vec![0; usize::from(len)];
                    if stream.read_exact(&mut query).await.is_err() {
                        return;
                    }
                    let answers = answers.answers(&query, true).await;
                    if answers.is_empty() {
                        // Kept open, and silent.
                        std::future::pending::<()>().await;
                    }
                    for answer in answers {
                        let len = u16::try_from(answer.len()).unwrap_or(u16::MAX);
                        let _ = stream.write_u16(len).await;
                        let _ = stream.write_all(&answer).await;
                    }
                }
            };
            stop.run_until_cancelled(talking).await
        });
    }
}
