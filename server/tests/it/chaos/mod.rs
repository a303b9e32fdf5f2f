//! Nodes that die at any moment, a database that goes away, and records that appear and vanish:
//! every connection reaches what its DNS says, each transition is told once, and whoever listens
//! hears of all of them.

mod edge;
mod listener;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::str::FromStr as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use app::domain::connection::{ErrorCode, Progress, State, Transition};
use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::event::EventType;
use app::domain::name::Hostname;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use fairlead::clock::Clock;
use fairlead::config::NamedSecret;
use fairlead::probe::marker::MarkerKeys;
use fairlead::store::connections::{Limits, NewConnection, SetupType};
use fairlead::store::history::{Event, HistoryKind};
use fairlead::store::{Application, Connection, ConnectionId, Page, Store};
use futures::stream::{self, StreamExt as _};
use serde_json::json;
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use tokio::net::lookup_host;

use self::edge::Edge;
use self::listener::{Heard, Listener};
use crate::authority::{Authority, Host, hostname, resolver, roots, target};
use crate::database::{on_postgres, on_sqlite};
use crate::outage::Way;
use crate::process::{Program, production, ready, secret};
use crate::store::application;

const ALL: Page = Page { after: None, limit: 100 };
/// How many things are asked of the database at once.
const AT_ONCE: usize = 12;
/// For so long nothing may come to where it belongs: the leases of the dead last for 75 seconds,
/// the rest is for looking, by a machine that may be busy with other things.
const PATIENCE: Duration = Duration::seconds(180);

/// From one attempt at a certificate to the next, at least.
const PAUSE: Duration = Duration::minutes(12);

/// Nodes that run at once.
const NODES: usize = 3;

/// What the tenant's server wants to hear of.
const HEARD: [EventType; 3] = [EventType::FlowCompleted, EventType::Drift, EventType::Recovered];
/// How far apart two looks must be that agree on a drift.
const AGREEMENT: Duration = Duration::seconds(5);

/// Connections, and the DNS that they are looked for in.
struct Chaos {
    store: Store,
    clock: Clock,
    begun_at: OffsetDateTime,
    hosts: Arc<[Host]>,
    ids: Vec<ConnectionId>,
    /// Whether a host's proof was ever published.
    was_proven: Vec<AtomicBool>,
    dns: Authority,
    edge: Edge,
    listener: Mutex<Listener>,
    /// The secret that all nodes share.
    secret: String,
    folder: TempDir,
}

impl Chaos {
    async fn of(store: &Store, count: usize) -> Self {
        let application = application(store).await;
        let made = stream::iter(0..count).map(|nth| connect(store, &application, nth));
        let made: Vec<Connection> = made.buffered(AT_ONCE).collect().await;
        let host = |(nth, it): (usize, &Connection)| Host {
            token: it.desired.challenge.value.clone(),
            // All four kinds of beginning.
            proven: AtomicBool::new(nth % 2 == 0),
            routed: AtomicBool::new(nth % 4 < 2),
        };
        let hosts: Arc<[Host]> = made.iter().enumerate().map(host).collect();
        let secret = secret();
        let markers = MarkerKeys::new(&[named(&secret)]);
        let listener = Listener::start(store, application.id, &named(&secret)).await;
        let (edge, folder) = (Edge::start().await, tempfile::tempdir().unwrap());
        std::fs::write(roots_file(&folder), edge.root()).unwrap();
        Self {
            store: store.clone(),
            clock: Clock::default(),
            begun_at: Clock::default().now(),
            ids: made.iter().map(|it| it.id).collect(),
            was_proven: (0..count).map(|nth| AtomicBool::new(nth % 2 == 0)).collect(),
            dns: Authority::serve(Arc::clone(&hosts), markers).await,
            edge,
            listener: Mutex::new(listener),
            secret,
            hosts,
            folder,
        }
    }

    /// A node on this database, with the same secret as all others.
    fn node(&self, database: &str, nth: usize) -> Command {
        let mut roots = roots(self.dns.port);
        let roots_count = roots.len();
        roots.rotate_left(nth % roots_count);
        let mut hints = String::new();
        for root in roots {
            write!(hints, "{root},").unwrap();
        }
        let mut command = production(self.folder.path());
        command
            .env("DATABASE_URL", database)
            .env("TOKEN_SECRET", &self.secret)
            .env("CREDENTIAL_KEY", &self.secret)
            .env("ROOT_HINTS", hints.trim_end_matches(','))
            .env("DNS_PORT", self.dns.port.to_string())
            .env("RESOLVERS", resolver(self.dns.port, nth).to_string())
            .env("HTTP_PORT", self.dns.edge_port.to_string())
            .env("HTTPS_PORT", "1")
            .env("EDGE_ADDR", self.edge.address.to_string())
            .env("TRUSTED_ROOTS", roots_file(&self.folder))
            .env("DRIFT_AGREEMENT", format!("{}s", AGREEMENT.whole_seconds()))
            .env("ALLOW_PRIVATE_NETWORKS", "1");
        command
    }

    /// Every 25th host in turn changes a record: routing comes and goes, proofs do too. They are
    /// looked at, however seldom it would be their turn.
    async fn stir(&self, round: usize) {
        for (nth, host) in self.hosts.iter().enumerate().filter(|(nth, _)| nth % 25 == round % 25) {
            host.routed.fetch_xor(true, Ordering::Relaxed);
            if (nth / 25 + round).is_multiple_of(3) {
                let before = host.proven.fetch_xor(true, Ordering::Relaxed);
                if !before {
                    self.was_proven[nth].store(true, Ordering::Relaxed);
                }
            }
        }
        let stirred = self.ids.iter().copied().skip(round % 25).step_by(25);
        self.store.wake(&stirred.collect::<Vec<_>>(), self.clock.now()).await.unwrap();
    }

    async fn pass(&self, time: Duration) {
        self.clock.sleep_until(self.clock.now() + time).await;
    }

    /// Visitors come to names all over the place.
    async fn visit(&self, round: usize) {
        let names = (0..self.hosts.len()).filter(|nth| nth % 40 == round % 40);
        let names = stream::iter(names.map(hostname));
        names.for_each_concurrent(AT_ONCE, async |name| self.edge.visit(&name).await).await;
    }

    /// Where a connection must have come to, by the DNS and by what it was before.
    fn wanted(&self, nth: usize, progress: &Progress) -> State {
        let is_routed = self.hosts[nth].routed.load(Ordering::Relaxed);
        match (progress.proven_at.is_some(), is_routed, progress.first_live_at.is_some()) {
            (false, _, _) => State::PendingOwnership,
            (true, true, _) => State::Live,
            (true, false, true) => State::Drifted,
            (true, false, false) => State::Propagating,
        }
    }

    async fn is_settled(&self, nth: usize, connection: &Connection) -> bool {
        let progress = &connection.progress;
        let published = self.hosts[nth].proven.load(Ordering::Relaxed);
        let is_there = progress.state() == self.wanted(nth, progress);
        (progress.proven_at.is_some() || !published)
            && (is_there || self.is_in_vain(nth, connection).await)
    }

    /// The yes was lost with the node that said it: an order that nobody spent, and the next one
    /// has its time to wait.
    async fn is_in_vain(&self, nth: usize, connection: &Connection) -> bool {
        let state = connection.progress.state();
        let waits = state == State::IssuingCert
            || state == State::Stalled
                && connection.progress.error == Some(ErrorCode::CertificateTimedOut);
        let (granted, has_certificate) = self.edge.of(&hostname(nth)).await;
        waits && !has_certificate && granted < connection.attempts.count
    }

    /// Those that change in these rounds.
    fn stirred(&self, rounds: std::ops::Range<usize>) -> BTreeSet<usize> {
        (0..self.ids.len()).filter(|nth| rounds.contains(&(nth % 25))).collect()
    }

    /// Waits until these connections were looked at and stand where their DNS says.
    async fn settle(&self, mut left: BTreeSet<usize>) {
        let still = self.clock.now();
        let mut moved_at = still;
        let mut wake_at = still;
        while !left.is_empty() {
            let asked: Vec<_> = left.iter().map(|nth| self.ids[*nth]).collect();
            if wake_at <= self.clock.now() {
                // A drift is two looks that agree.
                wake_at = self.clock.now() + AGREEMENT * 3;
                self.store.wake(&asked, self.clock.now()).await.unwrap();
            }
            self.pass(Duration::SECOND).await;
            let dues = self.store.due_of(&asked).await.unwrap();
            let looked: BTreeSet<_> =
                dues.iter().filter(|due| still < due.since).map(|due| due.id).collect();
            let ready = left.iter().copied().filter(|nth| looked.contains(&self.ids[*nth]));
            let found = stream::iter(ready.collect::<Vec<_>>()).map(async |nth| {
                let found = self.store.find_connection(self.ids[nth]).await.unwrap().unwrap();
                (nth, found)
            });
            for (nth, connection) in found.buffered(AT_ONCE).collect::<Vec<_>>().await {
                if self.is_settled(nth, &connection).await {
                    left.remove(&nth);
                    moved_at = self.clock.now();
                }
            }
            if PATIENCE <= self.clock.now() - moved_at {
                let Some(first) = left.first() else { return };
                let stuck = self.store.find_connection(self.ids[*first]).await.unwrap();
                panic!("{} are not where their DNS says, {left:?}, as {stuck:#?}", left.len());
            }
        }
    }

    /// Waits until whoever listens has heard what there was to hear.
    async fn tell(&self) {
        let mut told_at = self.clock.now();
        let mut before = 0;
        loop {
            let heard = self.listener.lock().unwrap().heard().len();
            let due = self.store.news(None, self.clock.now()).await.unwrap();
            let quiet = !due.events && !due.deliveries;
            if quiet && heard == self.to_be_heard().await {
                return;
            }
            if before < heard {
                (before, told_at) = (heard, self.clock.now());
            }
            let stuck = self.clock.now() - told_at;
            assert!(stuck < PATIENCE, "only {heard} events were heard, {due:?}");
            self.pass(Duration::SECOND).await;
        }
    }

    async fn to_be_heard(&self) -> usize {
        let told = stream::iter(&self.ids).map(|id| self.store.events_of(*id)).buffered(AT_ONCE);
        let heard = |events: Vec<Event>| {
            events.iter().filter(|event| HEARD.contains(&event.event_type)).count()
        };
        told.map(|events| heard(events.unwrap())).fold(0, async |sum, it| sum + it).await
    }

    /// Reads what was written of every connection.
    async fn verify(&self) {
        let heard = self.listener.lock().unwrap().heard().clone();
        let told = stream::iter(0..self.ids.len()).map(|nth| self.verify_one(nth, &heard));
        let told: Vec<Verified> = told.buffered(AT_ONCE).collect().await;
        let count = |which: EventType| -> usize {
            told.iter().flat_map(|it| &it.events).filter(|event| **event == which).count()
        };
        let all = self.ids.len();
        let in_vain = told.iter().filter(|it| it.in_vain).count();
        assert!(in_vain * 50 < all, "{in_vain} orders were lost");
        for (which, least) in [
            (EventType::Verified, all / 3),
            (EventType::FlowCompleted, all / 5),
            (EventType::Drift, all / 50),
            (EventType::Recovered, all / 100),
        ] {
            assert!(least < count(which), "{which:?}: only {}", count(which));
        }
    }

    /// One connection's state, history, outbox and what was heard of it agree, without a gap and
    /// without a double.
    async fn verify_one(&self, nth: usize, heard: &Heard) -> Verified {
        let id = self.ids[nth];
        let connection = self.store.find_connection(id).await.unwrap().unwrap();
        assert!(self.is_settled(nth, &connection).await, "{nth}: {:?}", connection.progress);
        if !self.was_proven[nth].load(Ordering::Relaxed) {
            assert_eq!(connection.progress.proven_at, None, "{nth} was never proven");
        }
        let history = self.store.history(id, ALL).await.unwrap();
        assert_eq!(history.next, None, "{nth}: more than a page");
        let mut at = State::Created;
        let mut announced: Vec<EventType> = Vec::new();
        for line in history.data.iter().rev().filter(|it| it.kind == HistoryKind::Transition) {
            let state = |field: &str| -> State {
                serde_json::from_value(line.payload[field].clone()).unwrap()
            };
            let transition = Transition { from: state("from"), to: state("to") };
            assert_eq!(transition.from, at, "{nth}: {:?}", history.data);
            assert_ne!(transition.from, transition.to);
            at = transition.to;
            announced.extend(transition.events());
        }
        assert_eq!(at, connection.progress.state(), "{nth}: {:?}", history.data);
        let events = self.store.events_of(id).await.unwrap();
        let types: Vec<_> = events.iter().map(|it| it.event_type).collect();
        assert_eq!(types, announced, "{nth}: {:?}", history.data);
        let sequence: Vec<i64> = events.iter().map(|it| it.sequence).collect();
        assert_eq!(sequence, (1..=connection.sequence).collect::<Vec<_>>(), "{nth}");
        for event in events.iter().filter(|it| HEARD.contains(&it.event_type)) {
            let said = heard.get(&event.id.to_string());
            assert_eq!(said, Some(&(id.to_string(), event.sequence)), "{nth}: {event:?}");
        }
        self.verify_orders(nth, &connection).await;
        Verified { events: types, in_vain: self.is_in_vain(nth, &connection).await }
    }

    /// No gate was open more often than a CA bears.
    async fn verify_orders(&self, nth: usize, connection: &Connection) {
        let (granted, _) = self.edge.of(&hostname(nth)).await;
        let shared = self.edge.shared(&hostname(nth));
        let pauses = (self.clock.now() - self.begun_at).whole_minutes() / PAUSE.whole_minutes();
        let most = 1 + u32::try_from(pauses).unwrap();
        assert!(shared <= most, "{nth}: {shared} orders could have been spent");
        // Nodes that are cut off from their database don't know of each other.
        let alone = usize::try_from((granted - shared).div_ceil(most)).unwrap();
        assert!(alone <= NODES, "{nth}: {alone} nodes could have spent an order each, cut off");
        // Once the certificate was seen, its attempts are forgotten.
        let is_remembered = shared <= connection.attempts.count;
        let is_live = connection.progress.first_live_at.is_some();
        assert!(is_live || is_remembered, "{nth}: an attempt that nobody remembers");
    }
}

/// What was read of one connection.
struct Verified {
    events: Vec<EventType>,
    in_vain: bool,
}

fn roots_file(folder: &TempDir) -> PathBuf {
    folder.path().join("roots.pem")
}

fn named(secret: &str) -> NamedSecret {
    let (id, bytes) = secret.split_once(':').unwrap();
    NamedSecret { id: id.to_owned(), bytes: BASE64.decode(bytes).unwrap() }
}

fn template(nth: usize) -> RecordTemplate {
    RecordTemplate {
        cname_target: target(nth).parse().unwrap(),
        a: vec!["127.0.0.1".parse().unwrap()],
        aaaa: Vec::new(),
    }
}

async fn connect(store: &Store, application: &Application, nth: usize) -> Connection {
    let hostname: Hostname = hostname(nth).parse().unwrap();
    let challenge = Challenge {
        name: hostname.challenge_name().unwrap(),
        value: format!("fairlead-verify-{nth}"),
    };
    let desired = Desired {
        hostname: hostname.clone(),
        kind: Kind::Subdomain,
        challenge,
        template: template(nth),
        issuers: vec!["ca.test".to_owned()],
        accounts: Vec::new(),
        acme_delegation: None,
    };
    let new = NewConnection {
        id: ConnectionId::fresh(),
        application,
        display_hostname: hostname.as_str(),
        setup_type: SetupType::Manual,
        reference: None,
        metadata: &json!({}),
        batch_id: None,
        desired: &desired,
        zone_apex: None,
        provider: None,
        transfer: false,
        history: &[],
    };
    store.create_connection(&new, Limits::default(), Clock::default().now()).await.unwrap()
}

/// A node that runs, and where its gate is.
struct Node {
    program: Program,
    door: SocketAddr,
}

impl Node {
    fn start(command: &mut Command) -> Self {
        let (program, ready) = ready(command);
        Self { program, door: ready["internal"].as_str().unwrap().parse().unwrap() }
    }

    fn kill(mut self) {
        // SIGKILL: nothing is finished, nothing given back.
        self.program.0.kill().unwrap();
        self.program.0.wait().unwrap();
    }
}

// The way to the database and the name servers are carried by threads of their own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_nodes_that_die_and_lose_their_database_tell_every_transition_once() {
    on_postgres(async |store, url| {
        let chaos = Chaos::of(&store, 5_000).await;
        let options = PgConnectOptions::from_str(&url).unwrap();
        let far = lookup_host((options.get_host(), options.get_port())).await.unwrap().next();
        let way = Way::to(far.unwrap()).await;
        let near = options.host("127.0.0.1").port(way.address.port()).to_url_lossy().to_string();
        let start = |nth| Node::start(&mut chaos.node(&near, nth));
        let mut nodes: Vec<Node> = (0..NODES).map(start).collect();
        let doors = |nodes: &[Node]| nodes.iter().map(|node| node.door).collect();
        chaos.edge.ask_at(doors(&nodes));
        for round in 0..9 {
            chaos.stir(round).await;
            chaos.visit(round).await;
            chaos.pass(Duration::seconds(3)).await;
            if round == 5 {
                // Longer than a node may be unseen before others take what it held.
                chaos.edge.cut_off(true);
                way.cut().await;
                chaos.stir(round + 100).await;
                chaos.pass(Duration::seconds(15)).await;
                way.mend();
                // An order is granted by a node alone while the database is away.
                chaos.pass(Duration::seconds(4)).await;
                chaos.edge.cut_off(false);
                continue;
            }
            nodes.remove(0).kill();
            nodes.push(start(round));
            chaos.edge.ask_at(doors(&nodes));
        }
        chaos.settle((0..chaos.ids.len()).collect()).await;
        // What is live by now drifts, and what has drifted comes back.
        for _ in 0..2 {
            for round in 0..4 {
                chaos.visit(round).await;
                chaos.stir(round).await;
                nodes.remove(0).kill();
                nodes.push(start(round));
                chaos.edge.ask_at(doors(&nodes));
            }
            chaos.settle(chaos.stirred(0..4)).await;
        }
        chaos.tell().await;
        for node in nodes {
            node.kill();
        }
        chaos.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_single_node_on_sqlite_that_dies_tells_every_transition_once() {
    on_sqlite(async |store, url| {
        let chaos = Chaos::of(&store, 400).await;
        let start = |nth| {
            let node = Node::start(&mut chaos.node(&url, nth));
            chaos.edge.ask_at(vec![node.door]);
            node
        };
        let mut node = start(0);
        for round in 1..6 {
            chaos.stir(round).await;
            chaos.visit(round).await;
            chaos.pass(Duration::seconds(2)).await;
            node.kill();
            node = start(round);
        }
        chaos.settle((0..chaos.ids.len()).collect()).await;
        for _ in 0..2 {
            for round in 1..6 {
                chaos.stir(round).await;
            }
            chaos.settle(chaos.stirred(1..6)).await;
        }
        chaos.tell().await;
        node.kill();
        chaos.verify().await;
    })
    .await;
}
