//! Traces: what a collector gets that the settings name.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

use super::Node;
use crate::client::Client;
use crate::process::command;
use crate::world::{KEY, path};

/// A collector that keeps what it gets.
struct Collector {
    address: SocketAddr,
    got: Arc<Mutex<Vec<(String, Value)>>>,
    _stop: DropGuard,
}

impl Collector {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let got: Arc<Mutex<Vec<(String, Value)>>> = Arc::default();
        let stop = CancellationToken::new();
        let (kept, end) = (Arc::clone(&got), stop.clone());
        TaskTracker::new().spawn(async move {
            end.run_until_cancelled(async {
                while let Ok((stream, _)) = listener.accept().await {
                    take(stream, &kept).await;
                }
            })
            .await;
        });
        Self { address, got, _stop: stop.drop_guard() }
    }

    /// Every span that came, with the request lines that brought them.
    fn spans(&self) -> (Vec<String>, Vec<Value>) {
        let got = self.got.lock().unwrap();
        let lines = got.iter().map(|(line, _)| line.clone()).collect();
        let spans = got.iter().flat_map(|(_, body)| {
            let resource = &body["resourceSpans"][0];
            let service = &resource["resource"]["attributes"][0];
            assert_eq!(service["key"], "service.name");
            assert_eq!(service["value"]["stringValue"], "fairlead");
            resource["scopeSpans"][0]["spans"].as_array().unwrap().clone()
        });
        (lines, spans.collect())
    }
}

/// One request: its first line, and its body. It is kept before it is answered: after the answer
/// nobody waits for us.
async fn take(stream: TcpStream, kept: &Mutex<Vec<(String, Value)>>) {
    let mut stream = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    stream.read_line(&mut first).await.unwrap();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.unwrap();
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
        if let Some(value) = line.strip_prefix("content-type: ") {
            assert_eq!(value, "application/json");
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.unwrap();
    let body = serde_json::from_slice(&body).unwrap();
    kept.lock().unwrap().push((first.trim().to_owned(), body));
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    stream.get_mut().write_all(answer.as_bytes()).await.unwrap();
}

fn attribute<'a>(span: &'a Value, name: &str) -> &'a Value {
    let all = span["attributes"].as_array().unwrap();
    let found = all.iter().find(|attribute| attribute["key"] == name);
    &found.unwrap_or_else(|| panic!("no {name} in {span:#}"))["value"]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_checks_and_questions_are_told_as_one_trace() {
    let collector = Collector::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut serving = command(folder.path());
    serving
        .env("MODE", "sandbox")
        .env("WORKER_ENABLED", "0")
        // What is logged decides nothing of what is traced.
        .env("LOG", "error")
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", format!("http://{}", collector.address));
    let node = Node::start(&mut serving, folder.path());
    let client = Client::new(node.listen, Some(KEY));
    let guide = client.get("/sandbox").await.ok(200);
    let wish = json!({ "application_id": guide["application_id"], "hostname": "t.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    let checked = client.post(&path(&made, "/records:check"), json!({})).await;
    checked.ok(200);
    node.tell_to_stop();
    assert_eq!(node.ended().0, Some(0));

    let (lines, spans) = collector.spans();
    assert!(lines.iter().all(|line| line == "POST /v1/traces HTTP/1.1"), "{lines:?}");
    let named = |name: &str| {
        let found = spans.iter().find(|span| span["name"] == name);
        found.unwrap_or_else(|| panic!("no {name}")).clone()
    };
    let request = named("POST /v1/connections/{id}/records:check");
    assert_eq!(request["kind"], 2);
    assert_eq!(attribute(&request, "http.response.status_code")["intValue"], "200");
    let id = checked.header("x-request-id");
    assert_eq!(attribute(&request, "fairlead.request_id")["stringValue"], id);
    assert_eq!(request["parentSpanId"], Value::Null);
    let check = named("check");
    assert_eq!(check["parentSpanId"], request["spanId"]);
    assert_eq!(attribute(&check, "fairlead.connection")["stringValue"], made["id"]);
    let question = named("DNS TXT");
    assert_eq!(question["kind"], 3);
    assert_eq!(question["parentSpanId"], check["spanId"]);
    assert_eq!(question["traceId"], request["traceId"]);
    let time =
        |span: &Value, field: &str| -> u64 { span[field].as_str().unwrap().parse().unwrap() };
    assert!(time(&request, "startTimeUnixNano") <= time(&question, "startTimeUnixNano"));
    assert!(time(&question, "endTimeUnixNano") <= time(&request, "endTimeUnixNano"));
    // Another request is another trace.
    assert_ne!(named("POST /v1/connections")["traceId"], request["traceId"]);
}

#[tokio::test]
async fn a_collector_that_is_away_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut serving = command(folder.path());
    serving.env("MODE", "sandbox").env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1");
    let node = Node::start(&mut serving, folder.path());
    Client::new(node.listen, Some(KEY)).get("/v1/connections").await.ok(200);
    node.tell_to_stop();
    let (code, log) = node.ended();
    assert_eq!(code, Some(0), "{log}");
    assert_eq!(log.matches("traces are lost").count(), 1, "{log}");
}
