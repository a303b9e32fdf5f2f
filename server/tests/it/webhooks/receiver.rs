//! A tenant's server: answers as it is told to, and keeps what comes.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderMap;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

/// Whatever takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(40);
/// Instead of a status: never answers.
pub(crate) const SILENCE: u16 = 0;

/// What came.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Message {
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.unwrap_or_else(|| panic!("no {name} in {:?}", self.headers)).to_str().unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    answers: Arc<Mutex<VecDeque<u16>>>,
    came: UnboundedReceiver<Message>,
    _stop: DropGuard,
}

impl Receiver {
    /// Answers with these statuses, the last one for ever.
    pub(crate) async fn start(statuses: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let answers = Arc::new(Mutex::new(VecDeque::from(statuses.to_vec())));
        let (tell, came) = unbounded_channel();
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let (told, end) = (Arc::clone(&answers), stop.clone());
        let each = tasks.clone();
        let serving = async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tell, told) = (tell.clone(), Arc::clone(&told));
                let answer = service_fn(move |request: Request<Incoming>| {
                    let (tell, told) = (tell.clone(), Arc::clone(&told));
                    async move {
                        let (head, body) = request.into_parts();
                        let body = body.collect().await.unwrap().to_bytes();
                        let body = String::from_utf8(body.to_vec()).unwrap();
                        assert_eq!((head.method.as_str(), head.uri.path()), ("POST", "/hook"));
                        let status = next(&told);
                        let _ = tell.send(Message { headers: head.headers, body });
                        if status == SILENCE {
                            std::future::pending::<()>().await;
                        }
                        let response = Response::builder().status(status);
                        let response = response.header("location", "http://127.0.0.1:1/");
                        Ok::<_, Infallible>(response.body(Full::new(Bytes::from("said"))).unwrap())
                    }
                });
                let connection = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), answer);
                each.spawn(connection);
            }
        };
        tasks.spawn(async move { end.run_until_cancelled(serving).await });
        Self { address, answers, came, _stop: stop.drop_guard() }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// From now on.
    pub(crate) fn answers(&self, statuses: &[u16]) {
        *self.answers.lock().unwrap() = VecDeque::from(statuses.to_vec());
    }

    /// The next message.
    pub(crate) async fn next(&mut self) -> Message {
        timeout(PATIENCE, self.came.recv()).await.expect("nothing comes").unwrap()
    }

    /// As many messages.
    pub(crate) async fn some(&mut self, count: usize) -> Vec<Message> {
        let mut some = Vec::with_capacity(count);
        while some.len() < count {
            some.push(self.next().await);
        }
        some
    }

    /// What came and was not read.
    pub(crate) fn came(&mut self) -> Option<Message> {
        self.came.try_recv().ok()
    }

    /// Whether nothing came that was not read.
    pub(crate) fn is_quiet(&mut self) -> bool {
        self.came().is_none()
    }
}

fn next(answers: &Mutex<VecDeque<u16>>) -> u16 {
    let mut answers = answers.lock().unwrap();
    if answers.len() <= 1 { *answers.front().unwrap() } else { answers.pop_front().unwrap() }
}
