//! Nodes that are killed in the middle of orders, at a real edge with a real CA: whoever runs then
//! goes on with what was written down, so that each name has one certificate, and its key.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use app::domain::certificate::Stage;
use app::domain::connection::State;
use app::domain::event::EventType;
use fairlead::probe::{Probe, ProbeConfig};
use fairlead::store::certificates::Issuing;
use fairlead::store::{ConnectionId, Store};
use futures::future::join_all;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use time::Duration;

use super::pebble::{Mood, Pebble};
use super::{EDGE_TOKEN, Edge, Issuer, free, programs, settings, telling};
use crate::client::Client;
use crate::database::{on_postgres, on_sqlite};
use crate::process::{Program, like, production, started};
use crate::world::{World, id, path};

/// What the CA has just done, in its own words, when a node is killed: whoever asked for it has had
/// no time to write that down.
const MOMENTS: [&str; 4] = [
    "Added order",
    // It was told to check a name.
    "POST /chalZ/",
    "Issued certificate",
    // It was asked for that.
    "POST /certZ/",
];

/// What was not done by then does not come. The dead keep orders for two minutes.
const PATIENCE: Duration = Duration::minutes(4);

/// An operator's set-up whose nodes are processes.
struct Site {
    edge: Edge,
    store: Store,
    /// What starts a node.
    node: Command,
    /// The tenant's key.
    key: String,
}

impl Site {
    async fn start(store: &Store, database: &str) -> Self {
        let (world, folder) = (World::on_demand().await, TempDir::new().unwrap());
        let (internal, plain, tls, dns) = (free(), free(), free(), world.dns());
        let pebble = Pebble::with(folder.path(), dns, plain.port(), Mood::MOODY).await;
        let mut node = production(folder.path());
        node.envs(settings(&pebble, plain, tls, Issuer::Fairlead))
            .env("DATABASE_URL", database)
            .env("RESOLVERS", world.guide["resolver_addr"].as_str().unwrap())
            .env("DNS_PORT", dns.port().to_string())
            .env("ALLOW_PRIVATE_NETWORKS", "1");
        let made = tenant(&node, &telling().await);
        let text = |field: &str| made[field].as_str().unwrap().to_owned();
        let [_, program] = programs();
        let mut edge = Edge {
            world,
            running: None,
            internal,
            // Until a node runs.
            client: Client::new(internal, None),
            application: text("application_id"),
            pebble,
            caddy: None,
            _resolver: None,
            program,
            told: vec![("EDGE_TOKEN", EDGE_TOKEN.to_owned())],
            issuer: Issuer::Fairlead,
            plain,
            tls,
            folder,
        };
        edge.start_caddy().await;
        Self { edge, store: store.clone(), node, key: text("api_key") }
    }

    /// Starts the nth node, whom the tenant asks from here on. Caddy asks the first.
    fn run(&mut self, nth: usize) -> Program {
        let door = if nth == 0 { self.edge.internal.to_string() } else { "127.0.0.1:0".to_owned() };
        let (program, place) = started(self.node.env("INTERNAL_ADDR", door));
        self.edge.client = Client::new(place, Some(&self.key));
        program
    }

    async fn pass(&self, time: Duration) {
        let clock = &self.edge.world.clock;
        clock.sleep_until(clock.now() + time).await;
    }

    /// Polls until something is so.
    async fn until(&self, pause: Duration, mut is_so: impl AsyncFnMut() -> bool) {
        let clock = &self.edge.world.clock;
        let end = clock.now() + PATIENCE;
        while !is_so().await {
            assert!(clock.now() < end, "{} {}", self.edge.said(), self.edge.pebble.said());
            self.pass(pause).await;
        }
    }

    /// How often the CA has said so.
    fn heard(&self, word: &str) -> usize {
        self.edge.pebble.said().matches(word).count()
    }

    /// Connects a name, and looks until its certificate is wanted.
    async fn connect(&self, name: &str) -> Value {
        let made = self.edge.connect(name).await;
        let check = path(&made, "/records:check");
        self.until(Duration::milliseconds(500), async || {
            let looked = self.edge.client.post(&check, json!({})).await.ok(200);
            [State::IssuingCert, State::Live].iter().any(|it| looked["state"] == it.as_str())
        })
        .await;
        made
    }

    /// How far each certificate is, as it is kept.
    async fn rows(&self) -> Vec<Issuing> {
        let mut rows = Vec::new();
        self.store.read_certificates(None, |row| rows.push(row)).await.unwrap();
        rows
    }

    /// Waits until all are live and nothing is left to do for their certificates; how they are shown
    /// then.
    async fn settle(&self, all: &[Value]) -> Vec<Value> {
        let client = &self.edge.client;
        let mut shown = Vec::new();
        self.until(Duration::SECOND, async || {
            shown.clear();
            for made in all {
                let read = client.get(&path(made, "")).await.ok(200);
                // The CA came while no node ran: somebody asks for another order.
                if read["certificate"]["status"] == "failed" {
                    let retry = json!({ "ssl": { "method": "http", "type": "dv" } });
                    client.patch(&path(made, ""), retry).await.ok(200);
                }
                shown.push(read);
            }
            let is_live = shown.iter().all(|read| read["state"] == State::Live.as_str());
            is_live && self.rows().await.iter().all(|row| row.issuance.stage.is_none())
        })
        .await;
        shown
    }

    /// The serials of what the CA has issued.
    fn issued(&self) -> Vec<String> {
        let said = self.edge.pebble.said();
        let told = said.split("Issued certificate serial ").skip(1);
        sorted(told.map(|it| it.split(' ').next().unwrap()))
    }

    /// Visitors of each name get the page, with the certificate that is shown, and its key.
    async fn serves(&self, all: &[Value]) {
        let root = fs::read(&self.edge.pebble.root).unwrap();
        let roots = vec![CertificateDer::from_pem_slice(&root).unwrap()];
        let probe = Probe::new(ProbeConfig { roots, ..ProbeConfig::default() }).unwrap();
        for live in all {
            let name = live["hostname"].as_str().unwrap();
            let seen = probe.visit(self.edge.tls, &name.parse().unwrap()).await.unwrap();
            assert_eq!(seen.serial.unwrap(), live["certificate"]["serial"], "{name}");
            let visit = self.edge.visit(name, &[]).await;
            assert!(matches!(visit, Ok((200, _))), "{name}: {visit:?} {}", self.edge.said());
        }
    }

    /// That there is a certificate was told once of each.
    async fn told_once(&self, all: &[Value]) {
        for live in all {
            let told = self.store.events_of(id(live).parse().unwrap()).await.unwrap();
            let told = told.iter().filter(|it| it.event_type == EventType::SslIssued);
            assert_eq!(told.count(), 1, "{live:#}");
        }
    }
}

/// Makes a tenant whose visitors go to `origin`.
fn tenant(node: &Command, origin: &str) -> Value {
    let mut making = like(node);
    making.args(["tenant", "create", "--name", "Shop", "--origin", origin]);
    making.args(["--cname-target", "edge.sandbox.test", "--address", "127.0.0.1"]);
    let made = making.output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    serde_json::from_slice(&made.stdout).unwrap()
}

/// Serials as everybody writes them: some begin with zeros.
fn sorted<'a>(serials: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut serials: Vec<String> =
        serials.map(|serial| serial.trim_start_matches('0').to_owned()).collect();
    serials.sort_unstable();
    serials
}

/// Of so many nodes one is killed at each of the moments, and started again.
async fn amid_orders(store: &Store, database: &str, count: usize) {
    let mut site = Box::pin(Site::start(store, database)).await;
    let mut nodes: Vec<Program> = (0..count).map(|nth| site.run(nth)).collect();
    let mut all = Vec::new();
    let mut hit: BTreeSet<ConnectionId> = BTreeSet::new();
    let mut unwritten: BTreeSet<ConnectionId> = BTreeSet::new();
    for moment in MOMENTS {
        let heard = site.heard(moment);
        let names = [0, 1].map(|nth| format!("shop{}.sandbox.test", all.len() + nth));
        // Both at once: otherwise the first may be through before the second is wanted.
        all.extend(join_all(names.iter().map(|name| site.connect(name))).await);
        site.until(Duration::milliseconds(2), async || heard < site.heard(moment)).await;
        // SIGKILL: nothing is finished, nothing given back.
        drop(nodes.pop());
        for row in site.rows().await {
            match row.issuance.stage {
                Some(Stage::Initializing) if row.paper.url.is_none() => {
                    unwritten.insert(row.connection);
                    hit.insert(row.connection);
                }
                Some(Stage::Initializing | Stage::Validation | Stage::Issuance) => {
                    hit.insert(row.connection);
                }
                Some(Stage::Deployment | Stage::Deletion) | None => {}
            }
        }
        nodes.push(site.run(nodes.len()));
    }
    // Otherwise nothing is shown by this.
    assert!(MOMENTS.len() <= hit.len(), "only {} orders were under way at a kill", hit.len());
    let live = site.settle(&all).await;
    // One for each, and of none was the key lost.
    let serials = live.iter().map(|it| it["certificate"]["serial"].as_str().unwrap());
    assert_eq!(site.issued(), sorted(serials), "{}", site.edge.pebble.said());
    let (orders, failures) = (site.edge.pebble.orders(), site.edge.pebble.failures());
    let most = all.len() + unwritten.len() + failures;
    assert!(orders <= most && failures <= hit.len(), "{orders} orders, {failures} failures");
    site.serves(&live).await;

    nodes.clear();
    nodes.extend((0..count).map(|nth| site.run(nth)));
    site.serves(&live).await;
    // There is a look at what is due each second.
    site.pass(Duration::seconds(3)).await;
    assert_eq!(site.edge.pebble.orders(), orders, "{}", site.edge.pebble.said());
    site.told_once(&live).await;
}

// The name servers are carried by a thread of their own: starting a program blocks this one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_single_node_killed_amid_orders_gets_each_name_one_certificate_once_it_is_back() {
    on_sqlite(async |store, url| Box::pin(amid_orders(&store, &url, 1)).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_killed_amid_orders_leaves_them_to_another_that_answers_the_ca_meanwhile() {
    on_postgres(async |store, url| Box::pin(amid_orders(&store, &url, 2)).await).await;
}
