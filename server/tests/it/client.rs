//! A client that speaks real HTTP, one connection for each request, and nothing more.

use std::net::SocketAddr;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HOST, HeaderMap};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_util::task::TaskTracker;

/// Whatever takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(40);
/// What a stream says while there is nothing to tell.
const ALIVE: &str = "alive";

/// Somebody who asks.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    address: SocketAddr,
    credential: Option<String>,
}

impl Client {
    pub(crate) fn new(address: SocketAddr, credential: Option<&str>) -> Self {
        Self { address, credential: credential.map(str::to_owned) }
    }

    pub(crate) fn credential(&self) -> Option<&str> {
        self.credential.as_deref()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "").await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[], "").await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.json("POST", path, body).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.json("PUT", path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.json("PATCH", path, body).await
    }

    async fn json(&self, method: &str, path: &str, body: Value) -> Answer {
        self.send(method, path, &[("content-type", "application/json")], body.to_string()).await
    }

    pub(crate) async fn form(&self, path: &str, body: &str) -> Answer {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &form, body.to_owned()).await
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Answer {
        let answered = async {
            let response = self.begin(method, path, headers, body.into()).await;
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            let asked = format!("{method} {path}");
            Answer { asked, status: parts.status.as_u16(), headers: parts.headers, bytes }
        };
        timeout(PATIENCE, answered).await.unwrap_or_else(|_| panic!("{method} {path} hangs"))
    }

    /// Opens a stream of server-sent events.
    pub(crate) async fn stream(&self, path: &str) -> Stream {
        self.open(path, &[]).await
    }

    /// The same, by somebody who has seen everything up to the event `last`.
    pub(crate) async fn resumed(&self, path: &str, last: &str) -> Stream {
        self.open(path, &[("last-event-id", last)]).await
    }

    async fn open(&self, path: &str, headers: &[(&str, &str)]) -> Stream {
        let response = self.begin("GET", path, headers, Bytes::new()).await;
        assert_eq!(response.status(), 200, "GET {path}");
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Stream { body: response.into_body(), text: String::new() }
    }

    async fn begin(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Response<Incoming> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        TaskTracker::new().spawn(connection);
        let mut request = Request::builder().method(method).uri(path);
        if headers.iter().all(|(name, _)| *name != "host") {
            request = request.header(HOST, self.address.to_string());
        }
        if let Some(credential) = &self.credential {
            request = request.header("authorization", format!("Bearer {credential}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        sender.send_request(request.body(Full::new(body)).unwrap()).await.unwrap()
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    asked: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).unwrap()
    }

    /// Its JSON, if it has this status.
    #[track_caller]
    pub(crate) fn ok(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text());
        if self.bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&self.bytes).unwrap()
        }
    }

    /// The error, if it is this one, in the one envelope.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) -> Value {
        let error = self.ok(status)["error"].clone();
        assert_eq!(error["code"], code, "{}: {}", self.asked, self.text());
        assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()), "{error}");
        assert_eq!(error["request_id"], self.header("x-request-id"), "{}: {error}", self.asked);
        error
    }

    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.unwrap_or_else(|| panic!("{}: no {name}", self.asked)).to_str().unwrap()
    }
}

/// One server-sent event.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) data: String,
}

/// A stream that is open.
pub(crate) struct Stream {
    body: Incoming,
    text: String,
}

impl Stream {
    /// The next event; `None` when the server has ended the stream.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        timeout(PATIENCE, self.read()).await.expect("nothing comes")
    }

    /// Waits until it is told that the stream is alive, which it is while there is nothing to tell.
    pub(crate) async fn hears_that_it_is_alive(&mut self) {
        let hearing = async {
            while let Some(event) = self.any().await {
                if event.name == ALIVE {
                    return;
                }
            }
            panic!("the stream ended");
        };
        timeout(PATIENCE, hearing).await.expect("nothing is said");
    }

    async fn read(&mut self) -> Option<Event> {
        loop {
            let event = self.any().await?;
            if event.name != ALIVE {
                return Some(event);
            }
        }
    }

    async fn any(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| -> Vec<String> {
                    let values = block.lines().filter_map(|line| line.strip_prefix(name));
                    values.map(|value| value.trim_start().to_owned()).collect()
                };
                if let Some(name) = field("event:").pop() {
                    let id = field("id:").concat();
                    return Some(Event { name, id, data: field("data:").join("\n") });
                }
            }
            let frame = self.body.frame().await?.unwrap();
            if let Ok(bytes) = frame.into_data() {
                self.text.push_str(std::str::from_utf8(&bytes).unwrap());
            }
        }
    }

    /// The first connection told of that is so.
    pub(crate) async fn until(&mut self, is_so: impl Fn(&Value) -> bool) -> Value {
        loop {
            let event = self.next().await.expect("the stream ended");
            let connection: Value = serde_json::from_str(&event.data).unwrap();
            if event.name == "connection" && is_so(&connection) {
                return connection;
            }
        }
    }

    /// Reads on until the server ends the stream; what it said last.
    pub(crate) async fn end(&mut self) -> Option<Event> {
        let mut last = None;
        while let Some(event) = self.next().await {
            last = Some(event);
        }
        last
    }
}
