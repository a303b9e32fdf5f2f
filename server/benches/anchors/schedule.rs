//! Live connections that are looked at again and again, without the looking: what it costs to
//! know what is due, to claim it, to write that nothing changed, and to follow what other nodes
//! write meanwhile.
//!
//! Seconds are not waited for: the clock is moved, and CPU time is counted for each. Transactions
//! are those that the database itself has counted.

use std::error::Error;
use std::str::FromStr as _;
use std::time::Duration as Span;

use app::domain::branding::Branding;
use app::domain::certificate::{Certificate, CertificateStatus};
use app::domain::connection::{Input, Judgement, Policy, Progress, Verdict};
use app::domain::desired::{Challenge, Desired, Kind};
use app::domain::diagnosis::{ObservedRecord, RecordStatus, SeenBy};
use app::domain::name::Hostname;
use app::domain::observation::ServerKind;
use fairlead::clock::new_id;
use fairlead::service::Service;
use fairlead::service::buckets::{HEARTBEAT, Node};
use fairlead::service::quiet::BATCH;
use fairlead::store::connections::{Limits, NewConnection, SetupType};
use fairlead::store::gate::Mark;
use fairlead::store::save::ConnectionUpdate;
use fairlead::store::{Application, Connection};
use fairlead::store::{ApplicationId, ConnectionId, Environment, Store, Tenant, TenantId};
use fairlead::worker::{LOOK_ROUND, QUIET_ROUND};
use serde_json::json;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection, query, query_scalar,
};
use time::{Duration, OffsetDateTime};
use tokio::runtime::Builder;

use crate::http::service;
use crate::{cpu, report};

const CONNECTIONS: i64 = 1_000_000;
/// After so many such spans a backend has told what it counted.
const PAUSE: Span = Span::from_millis(500);
const SETTLING: u32 = 24;
const COLUMNS: [&str; 7] = [
    "what",
    "looks/s",
    "ours, % of a core",
    "database, % of a core",
    "transactions/s",
    "of a core, goal",
    "",
];
/// The first is due after so long: when all are made.
const MAKING: Duration = Duration::HOUR;
const CASES: [Case; 2] = [
    Case { name: "every 6 h", period: Duration::hours(6), steps: 60, most: 2.0 },
    Case { name: "every 5 min", period: Duration::minutes(5), steps: 10, most: 100.0 },
];

/// One pace, and what it may cost.
struct Case {
    name: &'static str,
    period: Duration,
    /// How many are counted, each of a second and what its work takes.
    steps: u32,
    /// Of one core, percent.
    most: f64,
}

/// What was spent.
#[derive(Default)]
struct Spent {
    /// By the service's clock.
    time: Duration,
    looks: usize,
    transactions: Option<i64>,
    ours: Span,
    database: Option<Span>,
}

type Result<T> = std::result::Result<T, Box<dyn Error>>;

pub(crate) fn sqlite() -> Result<()> {
    each(&async |case| on_sqlite(case).await)
}

pub(crate) fn postgres() -> Result<()> {
    each(&async |case| on_postgres(case).await)
}

fn each(measure: &impl AsyncFn(&Case) -> Result<()>) -> Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    report::table(&format!("Scheduling {CONNECTIONS} live connections"), &COLUMNS)?;
    runtime.block_on(async {
        for case in &CASES {
            measure(case).await?;
        }
        Ok(())
    })
}

async fn on_sqlite(case: &Case) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("schedule.db").display());
    let service = service(&url).await.map_err(|error| error.to_string())?;
    let begun = service.clock.now();
    let seed = seed(&service.store, begun, case).await?;
    let mut database = SqliteConnection::connect(&url).await?;
    let many = copies(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)",
        "n",
        "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || \
        substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || \
        hex(randomblob(6)))",
    );
    let copied = query(AssertSqlSafe(many)).bind(seed.to_string()).bind(CONNECTIONS - 1);
    copied.bind(us(case.period) / CONNECTIONS).execute(&mut database).await?;
    database.close().await?;
    tell(&format!("SQLite, {}", case.name), case, &measure(&service, case, begun, None).await?)
}

async fn on_postgres(case: &Case) -> Result<()> {
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else { return Ok(()) };
    let server = PgConnectOptions::from_str(&server)?;
    let name = format!("fairlead_bench_{}", new_id().simple());
    let mut admin = server.connect().await?;
    query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await?;
    let url = server.clone().database(&name).to_url_lossy().to_string();
    let measured = in_postgres(case, &url).await;
    let drop = format!("DROP DATABASE {name} WITH (FORCE)");
    query(AssertSqlSafe(drop)).execute(&mut admin).await?;
    tell(&format!("PostgreSQL, {}", case.name), case, &measured?)
}

async fn in_postgres(case: &Case, url: &str) -> Result<Spent> {
    let service = service(url).await.map_err(|error| error.to_string())?;
    let begun = service.clock.now();
    let seed = seed(&service.store, begun, case).await?;
    let mut database = PgConnection::connect(url).await?;
    let many = copies("", "generate_series(1, $2) AS n (i)", "gen_random_uuid()::text");
    let copied = query(AssertSqlSafe(many)).bind(seed.to_string()).bind(CONNECTIONS - 1);
    copied.bind(us(case.period) / CONNECTIONS).execute(&mut database).await?;
    query("VACUUM ANALYZE connections").execute(&mut database).await?;
    let spent = measure(&service, case, begun, Some(&mut database)).await?;
    database.close().await?;
    service.store.close().await;
    Ok(spent)
}

fn us(span: Duration) -> i64 {
    i64::try_from(span.whole_microseconds()).unwrap_or(i64::MAX)
}

/// The first connection `$1` again `$2` times, each due `$3` µs after the one before.
fn copies(with: &str, numbers: &str, id: &str) -> String {
    format!(
        "{with} INSERT INTO connections (id, application_id, tenant_id, environment, hostname, \
        display_hostname, setup_type, metadata, desired, zone_apex, provider, progress, state, \
        claim_held, observed, findings, earlier, certificate, observed_at, last_checked_at, \
        next_check_at, created_at, updated_at, change) \
        SELECT {id}, application_id, tenant_id, environment, 'd' || i || '.customer.example', \
        display_hostname, setup_type, metadata, desired, zone_apex, provider, progress, state, \
        claim_held, observed, findings, earlier, certificate, observed_at, last_checked_at, \
        next_check_at + i * $3, created_at, updated_at, change \
        FROM connections, {numbers} WHERE id = $1"
    )
}

/// One live connection, as a look left it a period before it is due.
async fn seed(store: &Store, now: OffsetDateTime, case: &Case) -> Result<ConnectionId> {
    let due = now + MAKING;
    let seen_at = due - case.period;
    let application = application(store, seen_at).await?;
    let hostname: Hostname = "d0.customer.example".parse()?;
    let value = format!("fairlead-verify-{:052}", 0);
    let desired = Desired {
        challenge: Challenge { name: hostname.challenge_name()?, value },
        hostname,
        kind: Kind::Subdomain,
        template: application.record_template.clone(),
        issuers: vec!["letsencrypt.org".to_owned()],
        accounts: Vec::new(),
        acme_delegation: None,
    };
    let new = NewConnection {
        id: ConnectionId::fresh(),
        application: &application,
        display_hostname: "d0.customer.example",
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
    let made = store.create_connection(&new, Limits::default(), seen_at).await?;
    Ok(store.save(&live(&made, seen_at, due), seen_at).await?.id)
}

async fn application(store: &Store, now: OffsetDateTime) -> Result<Application> {
    let tenant = Tenant { id: TenantId::fresh(), name: "Bench".to_owned(), created_at: now };
    store.create_tenant(&tenant).await?;
    let application = Application {
        id: ApplicationId::fresh(),
        tenant_id: tenant.id,
        environment: Environment::Live,
        name: "Bench".to_owned(),
        allowed_origins: Vec::new(),
        origin: None,
        record_template: serde_json::from_value(json!({
            "cname_target": "edge.bench.example", "a": ["192.0.2.1"], "aaaa": [],
        }))?,
        branding: Branding::default(),
        created_at: now,
        updated_at: now,
    };
    store.create_application(&application).await?;
    Ok(application)
}

fn live(made: &Connection, seen_at: OffsetDateTime, due: OffsetDateTime) -> ConnectionUpdate {
    let right = Verdict { ownership: Judgement::Right, routing: Judgement::Right };
    let step = |progress: Progress, input| progress.step(input, seen_at, &Policy::default()).0;
    let progress = step(step(made.progress, Input::Looked(right)), Input::Served);
    let observed = made.desired.records().into_iter().map(|record| ObservedRecord {
        propagated: true,
        observed_value: Some(record.value.clone()),
        status: RecordStatus::Propagated,
        seen_by: (1..=5).map(|nth| seen_by(nth, &record.value, seen_at)).collect(),
        visible_at: None,
        latest_at: None,
        confidence: None,
        record,
    });
    let certificate = Certificate {
        status: CertificateStatus::Active,
        issuer: Some("Bench CA".to_owned()),
        not_before: Some(seen_at - Duration::DAY),
        not_after: Some(seen_at + Duration::days(60)),
        serial: Some("0123456789abcdef0123456789abcdef".to_owned()),
        ..Certificate::default()
    };
    ConnectionUpdate {
        progress,
        observed: observed.collect(),
        certificate,
        observed_at: Some(seen_at),
        last_checked_at: Some(seen_at),
        next_check_at: Some(due),
        ..ConnectionUpdate::of(made)
    }
}

fn seen_by(nth: u32, value: &str, observed_at: OffsetDateTime) -> SeenBy {
    SeenBy {
        server: format!("ns{nth}.dns-host.example"),
        address: format!("192.0.2.{nth}"),
        kind: ServerKind::Authoritative,
        values: vec![value.to_owned()],
        rcode: "NOERROR".to_owned(),
        ttl: Some(300),
        observed_at,
    }
}

/// So many seconds of a node's work, as the worker and the follower do it, without the looks.
async fn measure(
    service: &Service,
    case: &Case,
    begun: OffsetDateTime,
    mut database: Option<&mut PgConnection>,
) -> Result<Spent> {
    let mut duty = Duty::begin(service, begun + MAKING).await?;
    // What becomes due while the database settles is not counted.
    for _ in 0..SETTLING {
        pause().await;
        duty.step().await?;
    }
    let mut spent = Spent::default();
    let before = match &mut database {
        Some(database) => Some((of_backends(database).await?, transactions(database).await?)),
        None => None,
    };
    let ours = cpu::of_process()?;
    duty.looks = 0;
    let since = service.clock.now();
    for _ in 0..case.steps {
        service.clock.advance(Duration::SECOND);
        duty.step().await?;
    }
    spent.time = service.clock.now() - since;
    spent.looks = duty.looks;
    spent.ours = cpu::of_process()?.saturating_sub(ours);
    if let (Some(database), Some((of_them, counted))) = (database, before) {
        spent.database = Some(of_backends(database).await?.saturating_sub(of_them));
        for _ in 0..SETTLING {
            pause().await;
        }
        spent.transactions = Some(transactions(database).await? - counted);
    }
    Ok(spent)
}

/// Each backend tells what it has counted once it was idle for a while.
async fn pause() {
    let _ = tokio::time::timeout(PAUSE, std::future::pending::<()>()).await;
}

/// What the database's processes have spent.
async fn of_backends(database: &mut PgConnection) -> Result<Span> {
    let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()";
    let pids: Vec<i32> = query_scalar(sql).fetch_all(database).await?;
    Ok(pids.iter().filter_map(|pid| cpu::of(*pid).ok()).sum())
}

async fn transactions(database: &mut PgConnection) -> Result<i64> {
    let sql = "SELECT xact_commit + xact_rollback FROM pg_stat_database \
        WHERE datname = current_database()";
    Ok(query_scalar(sql).fetch_one(database).await?)
}

/// What a node does again and again, when by its clock it is time.
struct Duty<'a> {
    service: &'a Service,
    node: Node,
    mark: Mark,
    tend_at: OffsetDateTime,
    follow_at: OffsetDateTime,
    work_at: OffsetDateTime,
    looks: usize,
}

impl<'a> Duty<'a> {
    /// A node that has read what is due when, at this moment.
    async fn begin(service: &'a Service, at: OffsetDateTime) -> Result<Self> {
        let mark = service.load_index().await?;
        let mut node = Node::default();
        tend(service, &mut node).await?;
        service.clock.advance(at - service.clock.now());
        Ok(Self { service, node, mark, tend_at: at, follow_at: at, work_at: at, looks: 0 })
    }

    async fn step(&mut self) -> Result<()> {
        let now = self.service.clock.now();
        if self.tend_at <= now {
            self.tend_at += HEARTBEAT;
            tend(self.service, &mut self.node).await?;
        }
        while self.follow_at <= now {
            self.follow_at += LOOK_ROUND;
            self.mark = self.service.follow_changes(self.mark).await?;
        }
        if self.work_at <= now {
            self.work_at += QUIET_ROUND;
            self.work().await?;
        }
        Ok(())
    }

    async fn work(&mut self) -> Result<()> {
        loop {
            let claimed = self.service.claim_due(BATCH).await?;
            for connection in &claimed {
                if !self.service.found_same(connection) {
                    return Err("a look that found everything as it was is not quiet".into());
                }
            }
            self.looks += claimed.len();
            self.service.write_notes().await?;
            if claimed.len() < BATCH {
                return Ok(());
            }
        }
    }
}

/// A node shows itself, and reads what it has taken: all of it where it was not seen for a while.
async fn tend(service: &Service, node: &mut Node) -> Result<()> {
    service.tend(node).await?;
    while service.read_bucket(node).await? {
        // A worker shows itself meanwhile, lest it be taken for dead.
        service.tend(node).await?;
    }
    Ok(())
}

fn tell(name: &str, case: &Case, spent: &Spent) -> Result<()> {
    let seconds = spent.time.as_seconds_f64();
    let share = |span: Span| 100.0 * span.as_secs_f64() / seconds;
    let all = share(spent.ours + spent.database.unwrap_or_default());
    let looks = f64::from(u32::try_from(spent.looks)?) / seconds;
    let transactions = match spent.transactions {
        Some(count) => Some(f64::from(i32::try_from(count)?) / seconds),
        None => None,
    };
    let most = if case.most < 10.0 { ", ≤ 5 transactions/s" } else { "" };
    // Who falls behind is not cheap.
    let pace = f64::from(i32::try_from(CONNECTIONS)?) / case.period.as_seconds_f64();
    let met = 0.95 * pace <= looks
        && all <= case.most
        && (most.is_empty() || transactions.is_none_or(|it| it <= 5.0));
    report::row(&[
        name.to_owned(),
        format!("{looks:.0}"),
        format!("{:.2}", share(spent.ours)),
        spent.database.map_or_else(|| "within ours".to_owned(), |it| format!("{:.2}", share(it))),
        transactions.map_or_else(|| "–".to_owned(), |it| format!("{it:.1}")),
        format!("≤ {:.0} %{most}", case.most),
        report::verdict(met),
    ])?;
    Ok(())
}
