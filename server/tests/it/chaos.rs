//! Nodes that die at any moment, a database that goes away, and records that appear and vanish:
//! every connection reaches what its DNS says, and each transition is told once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::domain::connection::{ErrorCode, State, Transition};
use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::event::EventType;
use app::domain::name::Hostname;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use fairlead::clock::Clock;
use fairlead::config::NamedSecret;
use fairlead::probe::marker::MarkerKeys;
use fairlead::store::connections::{Limits, NewConnection, SetupType};
use fairlead::store::history::HistoryKind;
use fairlead::store::{
    Application, ApplicationId, Connection, ConnectionId, Environment, Page, Store, Tenant,
    TenantId,
};
use futures::stream::{self, StreamExt as _};
use serde_json::json;
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;
use time::{Duration, OffsetDateTime};
use tokio::net::lookup_host;

use crate::authority::{Authority, Host, hostname, resolver, roots, target};
use crate::client::Client;
use crate::database::{on_postgres, on_sqlite};
use crate::outage::Way;
use crate::process::{Program, production, ready, secret};
use crate::world::gate;

const ALL: Page = Page { after: None, limit: 100 };
/// How many things are asked of the database at once.
const AT_ONCE: usize = 12;
/// For so long nothing may come to where it belongs: the leases of the dead last for 75 seconds,
/// the rest is for looking, by a machine that may be busy with other things.
const PATIENCE: Duration = Duration::seconds(180);

/// From one attempt at a certificate to the next, at least.
const PAUSE: Duration = Duration::minutes(12);

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
    /// The secret that all nodes share.
    secret: String,
    /// Attempts that any gate granted, by host.
    granted: std::sync::Mutex<BTreeMap<usize, u32>>,
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
        Self {
            store: store.clone(),
            clock: Clock::default(),
            begun_at: Clock::default().now(),
            ids: made.iter().map(|it| it.id).collect(),
            was_proven: (0..count).map(|nth| AtomicBool::new(nth % 2 == 0)).collect(),
            dns: Authority::serve(Arc::clone(&hosts), markers).await,
            secret,
            hosts,
            granted: std::sync::Mutex::default(),
        }
    }

    /// A node on this database, with the same secret as all others.
    fn node(&self, folder: &Path, database: &str, nth: usize) -> Command {
        let mut roots = roots(self.dns.port);
        let roots_count = roots.len();
        roots.rotate_left(nth % roots_count);
        let mut hints = String::new();
        for root in roots {
            write!(hints, "{root},").unwrap();
        }
        let mut command = production(folder);
        command
            .env("DATABASE_URL", database)
            .env("TOKEN_SECRET", &self.secret)
            .env("CREDENTIAL_KEY", &self.secret)
            .env("ROOT_HINTS", hints.trim_end_matches(','))
            .env("DNS_PORT", self.dns.port.to_string())
            .env("RESOLVERS", resolver(self.dns.port, nth).to_string())
            .env("HTTP_PORT", self.dns.edge_port.to_string())
            .env("HTTPS_PORT", "1")
            .env("ALLOW_PRIVATE_NETWORKS", "1");
        command
    }

    /// Every 25th host in turn changes a record: routing comes and goes, proofs do too.
    fn stir(&self, round: usize) {
        for (nth, host) in self.hosts.iter().enumerate().filter(|(nth, _)| nth % 25 == round % 25) {
            host.routed.fetch_xor(true, Ordering::Relaxed);
            if (nth / 25 + round).is_multiple_of(3) {
                let before = host.proven.fetch_xor(true, Ordering::Relaxed);
                if !before {
                    self.was_proven[nth].store(true, Ordering::Relaxed);
                }
            }
        }
    }

    async fn pass(&self, time: Duration) {
        self.clock.sleep_until(self.clock.now() + time).await;
    }

    /// Edges ask about names all over the place.
    async fn ask(&self, nodes: &[Node], round: usize) {
        let doors: Vec<_> = nodes.iter().map(|node| Client::new(node.door, None)).collect();
        let names = (0..self.hosts.len()).filter(|nth| nth % 40 == round % 40);
        let questions = names.flat_map(|nth| doors.iter().map(move |door| (nth, door)));
        let asked = stream::iter(questions).for_each_concurrent(AT_ONCE, async |(nth, door)| {
            if gate(door, &hostname(nth)).await.0 == 200 {
                *self.granted.lock().unwrap().entry(nth).or_default() += 1;
            }
        });
        asked.await;
    }

    /// Where a connection must have come to, by the DNS and by whether it was proven.
    fn wanted(&self, nth: usize, proven: bool) -> State {
        let host = &self.hosts[nth];
        match (proven, host.routed.load(Ordering::Relaxed)) {
            (false, _) => State::PendingOwnership,
            (true, true) => State::IssuingCert,
            (true, false) => State::Propagating,
        }
    }

    fn is_settled(&self, nth: usize, connection: &Connection) -> bool {
        let is_proven = connection.progress.proven_at.is_some();
        let published = self.hosts[nth].proven.load(Ordering::Relaxed);
        let wanted = self.wanted(nth, is_proven);
        let state = connection.progress.state();
        // Nobody orders a certificate here: where an attempt was granted, waiting for it ends.
        let in_vain = is_proven
            && state == State::Stalled
            && connection.progress.error == Some(ErrorCode::CertificateTimedOut);
        (is_proven || !published) && (state == wanted || in_vain)
    }

    /// Waits until every connection was looked at and stands where its DNS says.
    async fn settle(&self) {
        let still = self.clock.now();
        let mut moved_at = still;
        let mut left: BTreeSet<usize> = (0..self.ids.len()).collect();
        self.store.wake(&self.ids, still).await.unwrap();
        while !left.is_empty() {
            self.pass(Duration::SECOND).await;
            let asked: Vec<_> = left.iter().map(|nth| self.ids[*nth]).collect();
            let dues = self.store.due_of(&asked).await.unwrap();
            let looked: BTreeSet<_> =
                dues.iter().filter(|due| still < due.since).map(|due| due.id).collect();
            let ready = left.iter().copied().filter(|nth| looked.contains(&self.ids[*nth]));
            let found = stream::iter(ready.collect::<Vec<_>>()).map(async |nth| {
                let found = self.store.find_connection(self.ids[nth]).await.unwrap().unwrap();
                (nth, found)
            });
            for (nth, connection) in found.buffered(AT_ONCE).collect::<Vec<_>>().await {
                if self.is_settled(nth, &connection) {
                    left.remove(&nth);
                    moved_at = self.clock.now();
                }
            }
            let stuck = self.clock.now() - moved_at;
            assert!(stuck < PATIENCE, "{} are not where their DNS says: {left:?}", left.len());
        }
    }

    /// Reads what was written of every connection.
    async fn verify(&self) {
        let told = stream::iter(0..self.ids.len()).map(|nth| self.verify_one(nth));
        let events: usize = told.buffered(AT_ONCE).collect::<Vec<_>>().await.into_iter().sum();
        assert!(self.ids.len() / 4 < events, "only {events} events");
    }

    /// One connection's state, history and outbox agree, without a gap and without a double;
    /// how many events it has.
    async fn verify_one(&self, nth: usize) -> usize {
        let id = self.ids[nth];
        let connection = self.store.find_connection(id).await.unwrap().unwrap();
        assert!(self.is_settled(nth, &connection), "{nth}: {:?}", connection.progress);
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
        let granted = self.granted.lock().unwrap().get(&nth).copied().unwrap_or_default();
        let pauses = (self.clock.now() - self.begun_at).whole_minutes() / PAUSE.whole_minutes();
        let most = 1 + u32::try_from(pauses).unwrap();
        assert!(granted <= most, "{nth}: {granted} orders could have been spent");
        assert!(granted <= connection.attempts.count, "{nth}: an attempt that nobody remembers");
        events.len()
    }
}

async fn application(store: &Store) -> Application {
    let now = OffsetDateTime::UNIX_EPOCH;
    let tenant = Tenant { id: TenantId::fresh(), name: "Acme".to_owned(), created_at: now };
    store.create_tenant(&tenant).await.unwrap();
    let application = Application {
        id: ApplicationId::fresh(),
        tenant_id: tenant.id,
        environment: Environment::Live,
        name: "Shop".to_owned(),
        allowed_origins: Vec::new(),
        origin: Some("https://origin.acme.test:443".to_owned()),
        record_template: template(0),
        branding: json!({}),
        created_at: now,
        updated_at: now,
    };
    store.create_application(&application).await.unwrap();
    application
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
        account: None,
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
        let mut way = Way::to(far.unwrap()).await;
        let near = options.host("127.0.0.1").port(way.address.port()).to_url_lossy().to_string();
        let folder = tempfile::tempdir().unwrap();
        let start = |nth| Node::start(&mut chaos.node(folder.path(), &near, nth));
        let mut nodes: Vec<Node> = (0..3).map(start).collect();
        for round in 0..9 {
            chaos.stir(round);
            chaos.ask(&nodes, round).await;
            chaos.pass(Duration::seconds(3)).await;
            if round == 5 {
                way.cut().await;
                chaos.stir(round + 100);
                chaos.pass(Duration::seconds(5)).await;
                way.mend().await;
                // An order is granted by a node alone while the database is away.
                chaos.pass(Duration::seconds(4)).await;
                continue;
            }
            nodes.remove(0).kill();
            nodes.push(start(round));
        }
        chaos.settle().await;
        for round in 0..4 {
            chaos.ask(&nodes, round).await;
        }
        assert!(!chaos.granted.lock().unwrap().is_empty(), "no gate was ever open");
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
        let folder = tempfile::tempdir().unwrap();
        let start = |nth| Node::start(&mut chaos.node(folder.path(), &url, nth));
        let mut node = start(0);
        for round in 1..6 {
            chaos.stir(round);
            chaos.ask(std::slice::from_ref(&node), round).await;
            chaos.pass(Duration::seconds(2)).await;
            node.kill();
            node = start(round);
        }
        chaos.settle().await;
        node.kill();
        chaos.verify().await;
    })
    .await;
}
