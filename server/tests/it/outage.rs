//! A database that is locked, full or away while the program runs: every request hears so, the
//! program stays up, nothing that it acknowledged is lost, and it goes on by itself.

use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::str::FromStr as _;

use fairlead::clock::{Clock, random_bytes};
use fairlead::store::Store;
use serde_json::{Value, json};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tempfile::TempDir;
use time::Duration;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream, lookup_host};
use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

use crate::client::{Answer, Client};
use crate::database::on_postgres;
use crate::process::{command, first_tenant, production, ready, sandbox, started};
use crate::world::{KEY, World, gate, path};

/// What a file may grow to in blocks of 512 bytes: room for the tables, not for many rows.
const BLOCKS: u32 = 1_600;

async fn create(client: &Client, application: &Value) -> Answer {
    let name = random_bytes::<6>().map(|byte| format!("{byte:02x}")).concat();
    let wish = json!({ "application_id": application, "hostname": format!("{name}.sandbox.test") });
    client.post("/v1/connections", wish).await
}

#[track_caller]
fn expect_unavailable(answer: &Answer) {
    assert_eq!(answer.ok(503)["error"]["code"], "unavailable");
}

#[tokio::test]
async fn while_the_database_is_locked_writers_hear_so_and_readers_go_on() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    let application = json!(world.application());
    let mut other = SqliteConnection::connect(&world.database()).await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    expect_unavailable(&create(&world.tenant(), &application).await);
    world.tenant().get(&path(&made, "")).await.ok(200);
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    create(&world.tenant(), &application).await.ok(201);
    other.close().await.unwrap();
}

#[tokio::test]
async fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let plain = command(folder.path());
    let mut limited = Command::new("sh");
    // The shell's signal for it, ignored, is inherited: what is left is a write that fails.
    limited
        .args(["-c", &format!("trap '' XFSZ; ulimit -f {BLOCKS}; exec \"$0\" serve")])
        .arg(plain.get_program())
        .env_clear()
        .envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .env("MODE", "sandbox")
        .env("WORKER_ENABLED", "0")
        .current_dir(folder.path())
        .stdout(Stdio::piped());
    let mut acknowledged = Vec::new();
    {
        let (_program, address) = started(&mut limited);
        let client = Client::new(address, Some(KEY));
        let application = client.get("/sandbox").await.ok(200)["application_id"].clone();
        let refused = loop {
            let answer = create(&client, &application).await;
            if answer.status != 201 {
                break answer;
            }
            acknowledged.push(answer.ok(201));
            assert!(acknowledged.len() < 2_000, "it never gets full");
        };
        expect_unavailable(&refused);
        assert!(!acknowledged.is_empty());
        // It still stands, and still reads.
        for made in &acknowledged {
            client.get(&path(made, "")).await.ok(200);
        }
        assert_eq!(client.get("/healthz").await.status, 200);
    }
    let (_program, address) = sandbox(folder.path());
    let client = Client::new(address, Some(KEY));
    for made in &acknowledged {
        assert_eq!(client.get(&path(made, "")).await.ok(200)["hostname"], made["hostname"]);
    }
    let application = client.get("/sandbox").await.ok(200)["application_id"].clone();
    create(&client, &application).await.ok(201);
}

/// How a way stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Passage {
    Open,
    Stalled,
    Cut,
}

/// The way to a server, which can be cut, stalled and mended. It keeps its port meanwhile: whoever
/// comes is turned away, or waits.
pub(crate) struct Way {
    pub(crate) address: SocketAddr,
    passage: watch::Sender<Passage>,
    carried: TaskTracker,
    _stop: DropGuard,
}

impl Way {
    pub(crate) async fn to(to: SocketAddr) -> Self {
        Self::at(SocketAddr::from(([127, 0, 0, 1], 0)), to).await
    }

    /// One that begins at a place of its own.
    pub(crate) async fn at(place: SocketAddr, to: SocketAddr) -> Self {
        let listener = TcpListener::bind(place).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (passage, stop, carried) =
            (watch::Sender::new(Passage::Open), CancellationToken::new(), TaskTracker::new());
        let (state, each) = (passage.subscribe(), carried.clone());
        let carrying = async move {
            while let Ok((near, _)) = listener.accept().await {
                each.spawn(carry(near, to, state.clone()));
            }
        };
        TaskTracker::new().spawn(stop.clone().run_until_cancelled_owned(carrying));
        Self { address, passage, carried, _stop: stop.drop_guard() }
    }

    /// Every connection is broken off.
    pub(crate) async fn cut(&self) {
        self.passage.send_replace(Passage::Cut);
        self.carried.close();
        self.carried.wait().await;
        self.carried.reopen();
    }

    /// Nothing comes through any more, and no end hears of it.
    fn stall(&self) {
        self.passage.send_replace(Passage::Stalled);
    }

    /// What was stalled is broken off.
    pub(crate) fn mend(&self) {
        self.passage.send_replace(Passage::Open);
    }
}

/// Carries what comes by one connection.
async fn carry(mut near: TcpStream, to: SocketAddr, mut passage: watch::Receiver<Passage>) {
    let is_open = *passage.borrow_and_update() == Passage::Open;
    let mut far = if is_open { TcpStream::connect(to).await.ok() } else { None };
    if let Some(far) = &mut far {
        tokio::select! {
            _ = copy_bidirectional(&mut near, far) => return,
            _ = passage.wait_for(|now| *now != Passage::Open) => {}
        }
    }
    // While it is stalled, both ends stand.
    let _ = passage.wait_for(|now| *now != Passage::Stalled).await;
}

/// A way to the database at `url`, and what starts a program that takes it, in a folder of its own.
async fn way_to(store: Store, url: &str) -> (Way, TempDir, Command) {
    store.close().await;
    let options = PgConnectOptions::from_str(url).unwrap();
    let far = lookup_host((options.get_host(), options.get_port())).await.unwrap().next();
    let way = Way::to(far.unwrap()).await;
    let near = options.host("127.0.0.1").port(way.address.port()).to_url_lossy().to_string();
    let folder = tempfile::tempdir().unwrap();
    let mut serving = production(folder.path());
    serving.env("DATABASE_URL", near);
    (way, folder, serving)
}

// The way is carried by a thread of its own: starting a program blocks this one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_postgres_is_away_everybody_hears_so_and_then_it_goes_on() {
    on_postgres(async |store, url| {
        let (way, _folder, mut serving) = way_to(store, &url).await;
        serving.env("RESOLVERS", "127.0.0.1:1");
        let tenant = first_tenant(&serving);
        let (_program, address) = started(&mut serving);
        let client = Client::new(address, tenant["api_key"].as_str());
        let shown = format!("/v1/applications/{}", tenant["application_id"].as_str().unwrap());
        client.get(&shown).await.ok(200);
        assert_eq!(client.get("/readyz").await.status, 200);

        way.cut().await;
        expect_unavailable(&client.get(&shown).await);
        assert_eq!(client.get("/readyz").await.status, 503);
        assert_eq!(client.get("/healthz").await.status, 200);

        way.mend();
        // One that was being opened while the way was cut may still be met.
        let clock = Clock::default();
        let until = clock.now() + Duration::seconds(10);
        while client.get(&shown).await.status == 503 && clock.now() < until {
            clock.sleep_until(clock.now() + Duration::milliseconds(50)).await;
        }
        client.get(&shown).await.ok(200);
        assert_eq!(client.get("/readyz").await.status, 200);
    })
    .await;
}

/// The certificate of a name that edges serve for a long time to come.
fn certificate() -> String {
    json!({
        "status": "active", "issuer": "A CA", "not_before": null,
        "not_after": "2126-01-01T00:00:00Z", "serial": null, "method": null, "error": null,
        "retry_at": null,
    })
    .to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_postgres_is_away_the_gate_answers_for_what_it_knows_and_denies_the_rest() {
    on_postgres(async |store, url| {
        let (way, _folder, mut serving) = way_to(store, &url).await;
        serving.env("WORKER_ENABLED", "0");
        let tenant = first_tenant(&serving);
        let (program, address) = started(&mut serving);
        let client = Client::new(address, tenant["api_key"].as_str());
        let names = ["shop.customer.example", "blog.customer.example"];
        for hostname in names {
            let wish = json!({ "application_id": tenant["application_id"], "hostname": hostname });
            client.post("/v1/connections", wish).await.ok(201);
        }
        drop(program);
        let mut direct = PgConnection::connect(&url).await.unwrap();
        let live = "UPDATE connections SET state = 'live', claim_held = 1, certificate = $1 \
            WHERE hostname = 'shop.customer.example'";
        sqlx::query(live).bind(certificate()).execute(&mut direct).await.unwrap();
        direct.close().await.unwrap();

        let (_program, told) = ready(&mut serving);
        let inside = Client::new(told["internal"].as_str().unwrap().parse().unwrap(), None);
        way.cut().await;
        assert_eq!(inside.get("/readyz").await.status, 503);
        let answers = [
            (names[0], 200, ""),
            (names[1], 403, "not_verified"),
            ("nobody.customer.example", 403, "unknown_name"),
        ];
        for (hostname, status, reason) in answers {
            assert_eq!(gate(&inside, hostname).await, (status, reason.to_owned()), "{hostname}");
        }
    })
    .await;
}

/// So many names that nobody connected are asked for…
const NAMES: u32 = 1_000;
/// … before so many are answered, one after the other, who need the database.
const NEEDY: u32 = NAMES / 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scan_of_unknown_names_asks_the_database_nothing() {
    on_postgres(async |store, url| {
        let (way, _folder, mut serving) = way_to(store, &url).await;
        serving.env("WORKER_ENABLED", "0");
        let (_program, told) = ready(&mut serving);
        let inside = Client::new(told["internal"].as_str().unwrap().parse().unwrap(), None);
        assert_eq!(inside.get("/readyz").await.status, 200);

        // From here on each question to the database waits for as long as anybody is patient.
        way.stall();
        let waits = async || assert_eq!(inside.get("/readyz").await.status, 503);
        waits().await;
        let needy = async {
            for _ in 0..NEEDY {
                waits().await;
            }
        };
        let scan = async {
            for nth in 0..NAMES {
                let name = format!("n{nth}.customer.example");
                assert_eq!(gate(&inside, &name).await, (403, "unknown_name".to_owned()));
                let visited = [("x-forwarded-host", name.as_str())];
                let answer = inside.send("GET", "/internal/route", &visited, "").await;
                answer.refused(404, "not_found");
            }
        };
        // A scan that waits once in fifty names comes last.
        tokio::select! {
            () = needy => panic!("the scan waits for the database"),
            () = scan => {}
        }
    })
    .await;
}
