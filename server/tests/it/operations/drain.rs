//! Told to stop: nobody new is sent here, what was begun ends, and what can't end is given back.

use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use super::Node;
use crate::client::Client;
use crate::process::command;
use crate::world::{KEY, path};

/// Asks until the answer has this status, as often as it takes to hear of a signal.
async fn until(client: &Client, path: &str, status: u16) -> String {
    for _ in 0..10_000 {
        let answer = client.get(path).await;
        if answer.status == status {
            return answer.text();
        }
        tokio::task::yield_now().await;
    }
    panic!("{path} never answers {status}");
}

fn wish(guide: &Value, hostname: &str) -> Value {
    json!({ "application_id": guide["application_id"], "hostname": hostname })
}

#[tokio::test]
async fn it_is_not_ready_at_once_ends_what_was_begun_and_answers_the_edge_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::start(command(folder.path()).env("MODE", "sandbox"), folder.path());
    let guide = Client::new(node.listen, None).get("/sandbox").await.ok(200);
    let body = wish(&guide, "slow.sandbox.test").to_string();
    let mut request = BufReader::new(TcpStream::connect(node.listen).await.unwrap());
    let head = format!(
        "POST /v1/connections HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {KEY}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        node.listen,
        body.len()
    );
    request.get_mut().write_all(head.as_bytes()).await.unwrap();
    // The handler runs, and waits for the body.
    let mut line = String::new();
    request.read_line(&mut line).await.unwrap();
    assert!(line.contains("100"), "{line}");

    node.tell_to_stop();
    let inside = Client::new(node.internal, None);
    let told = until(&inside, "/readyz", 503).await;
    assert!(told.contains("stopping"), "{told}");
    assert_eq!(inside.get("/internal/ask?domain=nobody.example").await.status, 403);
    assert_eq!(inside.get("/healthz").await.status, 200);

    request.get_mut().write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    request.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("201 Created") && answer.contains("slow.sandbox.test"), "{answer}");
    let (code, log) = node.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("cut off"), "{log}");
}

#[tokio::test]
async fn while_others_notice_it_goes_on_answering_and_streams_are_told_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = command(folder.path());
    command.env("MODE", "sandbox").env("DRAIN_DELAY", "3s");
    let node = Node::start(&mut command, folder.path());
    let client = Client::new(node.listen, Some(KEY));
    let guide = client.get("/sandbox").await.ok(200);
    let made = client.post("/v1/connections", wish(&guide, "a.sandbox.test")).await.ok(201);
    let mut stream = client.stream(&path(&made, "/events")).await;
    stream.next().await.unwrap();
    node.tell_to_stop();
    let last = stream.end().await.unwrap();
    assert_eq!(last.name, "reconnect");
    let after: u64 = last.data.parse().unwrap();
    assert!((500..=3_000).contains(&after), "{after}");
    assert_eq!(client.get("/readyz").await.status, 503);
    client.get(&path(&made, "")).await.ok(200);
    assert_eq!(node.ended().0, Some(0));
}

#[tokio::test]
async fn a_check_that_does_not_end_is_broken_off_and_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = command(folder.path());
    command.env("MODE", "sandbox").env("DRAIN_TIMEOUT", "0");
    let node = Node::start(&mut command, folder.path());
    let client = Client::new(node.listen, Some(KEY));
    let guide = client.get("/sandbox").await.ok(200);
    for server in [1, 2] {
        let fault = json!({ "server": server, "name": "*", "kind": "silent" });
        client.put("/sandbox/faults", fault).await.ok(204);
    }
    client.post("/v1/connections", wish(&guide, "mute.sandbox.test")).await.ok(201);
    let url = format!("sqlite://{}", folder.path().join("fairlead.db").display());
    let mut rows = SqliteConnection::connect(&url).await.unwrap();
    let leased = "SELECT COUNT(*) FROM connections WHERE lease_until IS NOT NULL";
    let mut count =
        async || -> i64 { sqlx::query_scalar(leased).fetch_one(&mut rows).await.unwrap() };
    while count().await == 0 {
        tokio::task::yield_now().await;
    }
    node.tell_to_stop();
    let (code, log) = node.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("cut off"), "{log}");
    assert_eq!(count().await, 0, "{log}");
    let sql = "SELECT last_checked_at FROM connections";
    let checked: Option<i64> = sqlx::query_scalar(sql).fetch_one(&mut rows).await.unwrap();
    assert_eq!(checked, None, "it was not carried to its end");
}
