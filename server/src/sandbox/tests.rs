//! The two servers over real sockets, and the stage that the resolver's tests share.

use std::net::SocketAddr;
use std::time::Duration;

use hickory_proto::op::{Edns, Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::{Name, Record, RecordType};
use tokio::net::UdpSocket;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::authority::{bind_one, bind_pair};
use super::faults::{Asked, Fault, Faults, Kind, Which};
use super::zones::Zones;
use crate::dns::server::ask;

/// How long a test waits for an answer, …
const PATIENCE: Duration = Duration::from_secs(5);
/// … and for one that must not come.
const SILENCE: Duration = Duration::from_millis(200);

/// Two servers, each on a port of its own.
pub(super) struct Stage {
    pub(super) zones: Zones,
    pub(super) faults: Faults,
    pub(super) servers: [SocketAddr; 2],
    pub(super) tasks: TaskTracker,
    pub(super) stop: CancellationToken,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Stage {
    pub(super) async fn set() -> Self {
        let zones = Zones::seeded("127.0.0.4".parse().unwrap()).unwrap();
        let (faults, tasks) = (Faults::default(), TaskTracker::new());
        let stop = CancellationToken::new();
        let start = async |which| {
            let address = "127.0.0.1:0".parse().unwrap();
            bind_one(address, which, &zones, &faults, &tasks, &stop).await.unwrap()
        };
        let servers = [start(Which::First).await, start(Which::Second).await];
        Self { zones, faults, servers, tasks, stop }
    }

    /// Sets what `server` does, whatever it is asked.
    pub(super) fn misbehave(&self, server: Which, kind: Kind) {
        self.faults.set(Fault { server, name: Asked::Everything, kind, delay_ms: 0 });
    }

    /// What one datagram brings back.
    pub(super) async fn datagram(&self, server: usize, query: &Message) -> Message {
        self.within(PATIENCE, server, query).await.expect("an answer")
    }

    /// Whether a datagram brings nothing back.
    pub(super) async fn is_silent(&self, server: usize, query: &Message) -> bool {
        self.within(SILENCE, server, query).await.is_none()
    }

    async fn within(&self, wait: Duration, server: usize, query: &Message) -> Option<Message> {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        socket.send_to(&query.to_vec().unwrap(), self.servers[server]).await.unwrap();
        let mut buffer = [0; 4096];
        let received = tokio::time::timeout(wait, socket.recv(&mut buffer)).await.ok()?;
        Some(Message::from_vec(&buffer[..received.unwrap()]).unwrap())
    }
}

pub(super) fn question(name: &str, rtype: RecordType) -> Message {
    let mut query = Message::new(7, MessageType::Query, OpCode::Query);
    query.add_query(Query::query(Name::from_ascii(name).unwrap(), rtype));
    query.metadata.recursion_desired = true;
    query
}

pub(super) async fn answered(server: SocketAddr, query: &Message) -> Option<Message> {
    ask(server, query).await
}

async fn stage() -> Stage {
    let stage = Stage::set().await;
    for (owner, rtype, value) in [
        ("shop.sandbox.test", "CNAME", "edge.sandbox.test"),
        ("away.sandbox.test", "CNAME", "shop.elsewhere.test"),
        ("loop.sandbox.test", "CNAME", "loop.sandbox.test"),
        ("*.wild.sandbox.test", "TXT", "anything"),
        ("a.b.deep.sandbox.test", "TXT", "below"),
        ("sub.sandbox.test", "NS", "ns.sub.sandbox.test"),
        ("ns.sub.sandbox.test", "A", "127.0.0.9"),
        ("into.sandbox.test", "CNAME", "x.sub.sandbox.test"),
        ("old.sandbox.test", "DNAME", "sandbox.test"),
    ] {
        stage.zones.put_rrset(owner, rtype, 300, &[value.to_owned()]).unwrap();
    }
    stage
}

/// Code, AA, and the three sections as text, types and owners only.
async fn said(stage: &Stage, name: &str, rtype: RecordType) -> (ResponseCode, bool, [String; 3]) {
    let answer = answered(stage.servers[0], &question(name, rtype)).await.unwrap();
    let shown = |records: &[Record]| {
        let shown = records.iter().map(|r| format!("{} {}", r.name, r.record_type()));
        shown.collect::<Vec<_>>().join(", ")
    };
    let sections = [&answer.answers, &answer.authorities, &answer.additionals];
    let metadata = answer.metadata;
    (metadata.response_code, metadata.authoritative, sections.map(|section| shown(section)))
}

#[tokio::test]
async fn what_is_there_is_answered() {
    use ResponseCode::{NXDomain, NoError, Refused};
    let stage = stage().await;
    let soa = "sandbox.test. SOA";
    for (name, rtype, code, authoritative, sections) in [
        ("edge.sandbox.test.", RecordType::A, NoError, true, ["edge.sandbox.test. A", "", ""]),
        (
            "shop.sandbox.test.",
            RecordType::A,
            NoError,
            true,
            ["shop.sandbox.test. CNAME, edge.sandbox.test. A", "", ""],
        ),
        ("away.sandbox.test.", RecordType::A, NoError, true, ["away.sandbox.test. CNAME", "", ""]),
        ("into.sandbox.test.", RecordType::A, NoError, true, ["into.sandbox.test. CNAME", "", ""]),
        ("edge.sandbox.test.", RecordType::TXT, NoError, true, ["", soa, ""]),
        ("none.sandbox.test.", RecordType::A, NXDomain, true, ["", soa, ""]),
        ("b.deep.sandbox.test.", RecordType::TXT, NoError, true, ["", soa, ""]),
        ("c.deep.sandbox.test.", RecordType::TXT, NXDomain, true, ["", soa, ""]),
        (
            "x.y.wild.sandbox.test.",
            RecordType::TXT,
            NoError,
            true,
            ["x.y.wild.sandbox.test. TXT", "", ""],
        ),
        ("x.wild.sandbox.test.", RecordType::A, NoError, true, ["", soa, ""]),
        (
            "x.sub.sandbox.test.",
            RecordType::A,
            NoError,
            false,
            ["", "sub.sandbox.test. NS", "ns.sub.sandbox.test. A"],
        ),
        (
            "edge.old.sandbox.test.",
            RecordType::A,
            NoError,
            true,
            ["old.sandbox.test. DNAME, edge.old.sandbox.test. CNAME, edge.sandbox.test. A", "", ""],
        ),
        ("example.com.", RecordType::A, Refused, false, ["", "", ""]),
    ] {
        let want = (code, authoritative, sections.map(str::to_owned));
        assert_eq!(said(&stage, name, rtype).await, want, "{name} {rtype}");
    }
}

#[tokio::test]
async fn an_alias_of_itself_ends() {
    let stage = stage().await;
    let answer = answered(stage.servers[0], &question("loop.sandbox.test.", RecordType::A)).await;
    let answer = answer.unwrap();
    assert_eq!((answer.metadata.response_code, answer.answers.len()), (ResponseCode::NoError, 1));
}

#[tokio::test]
async fn an_absence_lasts_the_lesser_of_the_two_times() {
    let stage = stage().await;
    let file = "$TTL 60\n@ 600 IN SOA ns1.sandbox.test. me.sandbox.test. 7 60 60 60 5\n";
    stage.zones.put_zone("acme.test", file).unwrap();
    let answer = answered(stage.servers[0], &question("no.acme.test.", RecordType::A)).await;
    assert_eq!(answer.unwrap().authorities[0].ttl, 5);
}

#[tokio::test]
async fn what_does_not_fit_a_datagram_is_fetched_over_tcp() {
    let stage = stage().await;
    let long = "x".repeat(3000);
    stage.zones.put_rrset("long.sandbox.test", "TXT", 5, &[long]).unwrap();
    let query = question("long.sandbox.test.", RecordType::TXT);
    let cut_off = stage.datagram(0, &query).await;
    assert!(cut_off.metadata.truncation);
    let whole = answered(stage.servers[0], &query).await.unwrap();
    assert_eq!((whole.metadata.truncation, whole.answers.len()), (false, 1));
}

#[tokio::test]
async fn each_fault_shows() {
    let stage = stage().await;
    let query = question("edge.sandbox.test.", RecordType::A);
    for (kind, code) in [
        (Kind::Servfail, ResponseCode::ServFail),
        (Kind::Refused, ResponseCode::Refused),
        (Kind::Lame, ResponseCode::NoError),
    ] {
        stage.misbehave(Which::First, kind);
        let answer = answered(stage.servers[0], &query).await.unwrap();
        assert_eq!(answer.metadata.response_code, code);
        assert!(!answer.metadata.authoritative && answer.answers.is_empty());
        let other = answered(stage.servers[1], &query).await.unwrap();
        assert_eq!(other.answers.len(), 1);
    }
    stage.misbehave(Which::First, Kind::Truncate);
    assert!(stage.datagram(0, &query).await.metadata.truncation);
    assert_eq!(answered(stage.servers[0], &query).await.unwrap().answers.len(), 1);
    stage.misbehave(Which::First, Kind::Silent);
    assert!(stage.is_silent(0, &query).await);
    let slow = |delay_ms| {
        let (server, name, kind) = (Which::First, Asked::Everything, Kind::Slow);
        stage.faults.set(Fault { server, name, kind, delay_ms });
    };
    slow(10_000);
    assert!(stage.is_silent(0, &query).await);
    slow(1);
    assert_eq!(answered(stage.servers[0], &query).await.unwrap().answers.len(), 1);
    stage.misbehave(Which::First, Kind::None);
    assert_eq!(answered(stage.servers[0], &query).await.unwrap().answers.len(), 1);
}

#[tokio::test]
async fn a_lagging_server_serves_what_was() {
    let stage = stage().await;
    stage.misbehave(Which::Second, Kind::OldData);
    stage.zones.put_rrset("new.sandbox.test", "A", 5, &["192.0.2.1".to_owned()]).unwrap();
    let query = question("new.sandbox.test.", RecordType::A);
    assert_eq!(answered(stage.servers[0], &query).await.unwrap().answers.len(), 1);
    let lagging = answered(stage.servers[1], &query).await.unwrap();
    assert_eq!(lagging.metadata.response_code, ResponseCode::NXDomain);
}

#[tokio::test]
async fn both_servers_share_a_port() {
    let stage = stage().await;
    let pair = bind_pair(&stage.zones, &stage.faults, &stage.tasks, &stage.stop).await.unwrap();
    assert!(pair.addrs.iter().all(|address| address.port() == pair.port));
    let query = question("edge.sandbox.test.", RecordType::A);
    for address in pair.addrs {
        assert_eq!(answered(address, &query).await.unwrap().answers.len(), 1);
    }
}

#[tokio::test]
async fn other_questions_are_declined() {
    let stage = stage().await;
    let code = async |query| stage.datagram(0, &query).await.metadata.response_code;
    let mut update = question("edge.sandbox.test.", RecordType::A);
    update.metadata.op_code = OpCode::Notify;
    assert_eq!(code(update).await, ResponseCode::NotImp);
    assert_eq!(code(question("sandbox.test.", RecordType::AXFR)).await, ResponseCode::Refused);
    let mut later = question("edge.sandbox.test.", RecordType::A);
    let mut edns = Edns::new();
    edns.set_version(1);
    later.edns = Some(edns);
    // Its number has a second name in TSIG.
    assert_eq!(u16::from(code(later).await), u16::from(ResponseCode::BADVERS));
}
