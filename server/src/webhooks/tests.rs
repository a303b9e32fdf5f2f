//! Messages to receivers of our own: where they go, and where they never go.

use std::net::{IpAddr, SocketAddr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use super::sign::{Secrets, Signatures, SigningSecret};
use super::{Answer, EndpointUrl, Reach, Resolve, SendError, Sender, SenderConfig};
use crate::net::AddressRules;

/// Tells another address at each question, and the last one for ever.
struct Script(Mutex<Vec<IpAddr>>);

impl Script {
    fn new(addresses: &[&str]) -> Self {
        let addresses = addresses.iter().rev().map(|text| text.parse().unwrap());
        Self(Mutex::new(addresses.collect()))
    }
}

impl Resolve for Script {
    async fn addresses(&self, _: &str) -> Vec<IpAddr> {
        let mut left = self.0.lock().unwrap();
        let next = if left.len() <= 1 { left.last().copied() } else { left.pop() };
        next.into_iter().collect()
    }
}

/// A receiver that counts who comes, and answers the same to everybody; nothing when that is
/// empty.
struct Receiver {
    address: SocketAddr,
    came: &'static AtomicUsize,
    _tasks: TaskTracker,
}

async fn receiver(address: &str, answer: &'static str) -> Receiver {
    let listener = TcpListener::bind(address).await.unwrap();
    let address = listener.local_addr().unwrap();
    let came: &'static AtomicUsize = Box::leak(Box::default());
    let tasks = TaskTracker::new();
    let each = tasks.clone();
    tasks.spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            came.fetch_add(1, Ordering::SeqCst);
            each.spawn(async move {
                let mut read = vec![0; 4096];
                let _ = stream.read(&mut read).await;
                if answer.is_empty() {
                    std::future::pending::<()>().await;
                }
                let _ = stream.write_all(answer.as_bytes()).await;
            });
        }
    });
    Receiver { address, came, _tasks: tasks }
}

impl Receiver {
    fn came(&self) -> usize {
        self.came.load(Ordering::SeqCst)
    }
}

fn sender(rules: AddressRules) -> Sender {
    let sender = Sender::new(SenderConfig { rules, roots: Vec::new() }).unwrap();
    sender.with_patience(Duration::from_secs(3))
}

fn signatures() -> Signatures {
    Secrets { current: SigningSecret::new([7; 32]), old: None }.sign("id", 1, b"{}")
}

fn url(text: &str) -> EndpointUrl {
    EndpointUrl::parse(text, Reach::Private, AddressRules::private_too()).unwrap()
}

async fn send(sender: &Sender, to: &str, names: &Script) -> Result<Answer, SendError> {
    sender.send(&url(to), &signatures(), "{}", names).await
}

#[tokio::test]
async fn a_name_that_moves_inside_later_is_not_followed_there() {
    let outside = receiver("127.0.0.2:0", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let port = outside.address.port();
    let inside = receiver(&format!("127.0.0.1:{port}"), "HTTP/1.1 200 OK\r\n\r\n").await;
    // The one stands for the public internet here; everything else on this machine is inside.
    let sender = sender(AddressRules::public_and(outside.address));
    let names = Script::new(&["127.0.0.2", "127.0.0.1"]);
    let to = format!("http://rebound.example:{port}/");
    assert_eq!(send(&sender, &to, &names).await.unwrap().status, 200);
    assert_eq!(send(&sender, &to, &names).await, Err(SendError::Unsafe));
    assert_eq!(send(&sender, &to, &names).await, Err(SendError::Unsafe));
    assert_eq!((outside.came(), inside.came()), (1, 0));
}

#[tokio::test]
async fn no_address_inside_is_contacted_however_it_is_named() {
    let inside = receiver("127.0.0.1:0", "HTTP/1.1 200 OK\r\n\r\n").await;
    let (sender, port) = (sender(AddressRules::public()), inside.address.port());
    let names = Script::new(&["127.0.0.1"]);
    for host in ["rebound.example", "localhost", "127.0.0.1", "[::ffff:127.0.0.1]"] {
        let sent = send(&sender, &format!("http://{host}:{port}/"), &names).await;
        assert_eq!(sent, Err(SendError::Unsafe), "{host}");
    }
    assert_eq!(inside.came(), 0);
    assert_eq!(
        send(&sender, "http://a.example/", &Script::new(&[])).await,
        Err(SendError::Unresolved)
    );
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_no_way_to_go() {
    let moved = "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/\r\n\
        content-length: 4\r\n\r\nover";
    let receiver = receiver("127.0.0.1:0", moved).await;
    let (sender, to) =
        (sender(AddressRules::private_too()), format!("http://{}/", receiver.address));
    let answer = send(&sender, &to, &Script::new(&[])).await.unwrap();
    assert_eq!(answer, Answer { status: 307, beginning: "over".to_owned() });
    assert_eq!(receiver.came(), 1);
}

#[tokio::test]
async fn whoever_says_nothing_or_nonsense_keeps_us_for_no_long() {
    let sender = sender(AddressRules::private_too());
    let head = Box::leak(format!("HTTP/1.1 200 OK\r\na: {}", "b".repeat(40_000)).into_boxed_str());
    for (answer, want) in [
        ("", SendError::TimedOut),
        ("220 mail.example ESMTP\r\n", SendError::Broken),
        (&*head, SendError::Broken),
    ] {
        let receiver = receiver("127.0.0.1:0", answer).await;
        let to = format!("http://{}/", receiver.address);
        assert_eq!(send(&sender, &to, &Script::new(&[])).await, Err(want), "{answer:.20}");
    }
    let plain = receiver("127.0.0.1:0", "HTTP/1.1 400 Bad Request\r\n\r\n").await;
    let to = format!("https://{}/", plain.address);
    assert_eq!(send(&sender, &to, &Script::new(&[])).await, Err(SendError::Tls));
}

#[tokio::test]
async fn of_a_refusal_the_beginning_is_kept_as_text() {
    let long = format!("HTTP/1.1 410 Gone\r\n\r\n\u{0}{}", "x".repeat(5000));
    let receiver = receiver("127.0.0.1:0", Box::leak(long.into_boxed_str())).await;
    let (sender, to) =
        (sender(AddressRules::private_too()), format!("http://{}/", receiver.address));
    let answer = send(&sender, &to, &Script::new(&[])).await.unwrap();
    assert_eq!((answer.status, answer.beginning), (410, "x".repeat(1023)));
}

#[tokio::test]
async fn the_next_address_is_tried_where_nobody_listens() {
    struct Both(Vec<IpAddr>);
    impl Resolve for Both {
        async fn addresses(&self, _: &str) -> Vec<IpAddr> {
            self.0.clone()
        }
    }
    let receiver = receiver("127.0.0.3:0", "HTTP/1.1 204 No Content\r\n\r\n").await;
    let to = url(&format!("http://a.example:{}/", receiver.address.port()));
    let names = Both(vec!["127.0.0.4".parse().unwrap(), "127.0.0.3".parse().unwrap()]);
    let sender = sender(AddressRules::private_too());
    assert_eq!(sender.send(&to, &signatures(), "{}", &names).await.unwrap().status, 204);
}
