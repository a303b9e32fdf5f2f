//! What is counted, in the names that Prometheus' conventions ask for.
//!
//! The only importer of `prometheus_client`. What is asked often is looked up once: counting it
//! is an addition in memory.

mod histogram;

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use app::domain::gate::Denial;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use tokio::time::Instant;

pub use self::histogram::Histogram;

type Label = [(&'static str, &'static str); 1];
type Counters = Family<Label, Counter>;
type Amounts = Family<Label, Gauge<i64, AtomicI64>>;
type Amount = Gauge<f64, AtomicU64>;

/// An answer from memory takes microseconds.
const OF_ASKS: &[Duration] = &[
    Duration::from_micros(1),
    Duration::from_micros(5),
    Duration::from_micros(10),
    Duration::from_micros(50),
    Duration::from_micros(100),
    Duration::from_millis(1),
    Duration::from_millis(10),
    Duration::from_millis(100),
    Duration::from_secs(1),
];
/// A request waits for the database, or for a look at a domain.
const OF_REQUESTS: &[Duration] = &[
    Duration::from_millis(1),
    Duration::from_millis(5),
    Duration::from_millis(10),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(10),
];
/// A check waits for other people's servers.
const OF_CHECKS: &[Duration] = &[
    Duration::from_millis(10),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_mins(1),
];

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    /// Everything is as it should be.
    Right,
    /// Something is missing or wrong.
    Wrong,
    /// Nobody could be asked.
    Inconclusive,
    /// A short poll showed what the last look had shown.
    Unchanged,
    /// Somebody else moved the connection on meanwhile.
    Overtaken,
    /// It was not carried to its end: the database failed.
    Failed,
    /// The server stopped before it was over, and gave the connection back.
    GivenBack,
}

impl CheckOutcome {
    const ALL: [Self; 7] = [
        Self::Right,
        Self::Wrong,
        Self::Inconclusive,
        Self::Unchanged,
        Self::Overtaken,
        Self::Failed,
        Self::GivenBack,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Inconclusive => "inconclusive",
            Self::Unchanged => "unchanged",
            Self::Overtaken => "overtaken",
            Self::Failed => "failed",
            Self::GivenBack => "given_back",
        }
    }
}

/// What is measured when somebody looks.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Names that the gate knows.
    pub names: usize,
    /// How long the longest overdue connection is overdue, of those that are this node's or
    /// nobody's; `None` when the database is away.
    pub lag: Option<Duration>,
    /// The buckets of connections that this node looks at.
    pub buckets: usize,
    /// Attempts to tell webhook endpoints so far, by outcome.
    pub deliveries: Vec<(&'static str, u64)>,
    /// The connections to the database.
    pub pools: Vec<PoolSample>,
}

/// One pool of connections to the database.
#[derive(Clone, Copy, Debug)]
pub struct PoolSample {
    /// What it is for.
    pub name: &'static str,
    /// Connections that somebody uses.
    pub used: u32,
    /// Connections that wait for somebody.
    pub idle: u32,
    /// As many as there may be.
    pub max: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Connections {
    pool: &'static str,
    state: &'static str,
}

/// How long requests took, by their route.
type Durations = Family<[(&'static str, String); 1], Histogram, fn() -> Histogram>;

/// The counters and the registry that they are read through.
#[derive(Debug)]
pub struct Metrics {
    registry: Mutex<Registry>,
    asks: Asks,
    ask_duration: Histogram,
    requests: Family<Answered, Counter>,
    request_duration: Durations,
    checks: Counters,
    check_duration: Histogram,
    findings: Counters,
    deliveries: Counters,
    measured: Measured,
}

/// The answers of the gate, each found beforehand.
#[derive(Debug)]
struct Asks {
    allow: Counter,
    unknown_name: Counter,
    not_verified: Counter,
    grace_over: Counter,
    ended: Counter,
    not_observed: Counter,
    would_be_refused: Counter,
    attempt_paused: Counter,
}

#[derive(Debug, Default)]
struct Measured {
    names: Gauge<i64, AtomicI64>,
    lag: Amount,
    buckets: Gauge<i64, AtomicI64>,
    up: Gauge<i64, AtomicI64>,
    connections: Family<Connections, Gauge<i64, AtomicI64>>,
    max_connections: Amounts,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("fairlead");
        let asks = Counters::default();
        let ask_duration = Histogram::new(OF_ASKS);
        let requests = Family::<Answered, Counter>::default();
        let request_duration = Family::new_with_constructor(of_requests as fn() -> Histogram);
        let checks = Counters::default();
        for outcome in CheckOutcome::ALL {
            checks.get_or_create_owned(&[("outcome", outcome.as_str())]);
        }
        let check_duration = Histogram::new(OF_CHECKS);
        let findings = Counters::default();
        let deliveries = Counters::default();
        let measured = Measured::default();
        // The encoder adds `_total` to the counters.
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The version that runs", version);
        registry.register("asks", "Questions of edges, by answer", asks.clone());
        let what = "How long the gate took to answer";
        registry.register("ask_duration_seconds", what, ask_duration.clone());
        let what = "Requests answered, by route and status";
        registry.register("http_requests", what, requests.clone());
        let what = "How long requests took until their answer began, by route";
        registry.register("http_request_duration_seconds", what, request_duration.clone());
        registry.register("checks", "Checks of connections, by what came of them", checks.clone());
        let what = "How long checks of connections took";
        registry.register("check_duration_seconds", what, check_duration.clone());
        let what = "Findings that a check told and the one before did not, by code";
        registry.register("findings", what, findings.clone());
        let what = "Attempts to tell webhook endpoints, by outcome";
        registry.register("webhook_deliveries", what, deliveries.clone());
        measured.register(&mut registry);
        let registry = Mutex::new(registry);
        let asks = Asks::new(&asks);
        Self {
            registry,
            asks,
            ask_duration,
            requests,
            request_duration,
            checks,
            check_duration,
            findings,
            deliveries,
            measured,
        }
    }
}

fn of_requests() -> Histogram {
    Histogram::new(OF_REQUESTS)
}

impl Metrics {
    /// An edge asked, at `since`.
    pub fn asked(&self, denied: Option<Denial>, since: Instant) {
        self.asks.of(denied).inc();
        self.ask_duration.observe(since.elapsed());
    }

    /// A request was answered; `route` is the pattern, never the path.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let method = match method {
            "GET" => "GET",
            "HEAD" => "HEAD",
            "POST" => "POST",
            "PUT" => "PUT",
            "PATCH" => "PATCH",
            "DELETE" => "DELETE",
            "OPTIONS" => "OPTIONS",
            // Whoever asks must not make a new series with each word that comes to mind.
            _ => "other",
        };
        let route = route.to_owned();
        self.request_duration.get_or_create(&[("route", route.clone())]).observe(took);
        self.requests.get_or_create(&Answered { method, route, status }).inc();
    }

    /// A check ended that began at `since`.
    pub fn checked(&self, outcome: CheckOutcome, since: Instant) {
        self.checks.get_or_create(&[("outcome", outcome.as_str())]).inc();
        self.check_duration.observe(since.elapsed());
    }

    /// A check told what the one before had not.
    pub fn found(&self, code: &'static str) {
        self.findings.get_or_create(&[("code", code)]).inc();
    }

    /// Everything counted so far, and what was measured just now.
    pub fn text(&self, sample: &Sample) -> String {
        self.measured.take(sample);
        for (outcome, count) in &sample.deliveries {
            let counter = self.deliveries.get_or_create(&[("outcome", *outcome)]);
            counter.inner().store(*count, Ordering::Relaxed);
        }
        let registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        // Writing to a text can't fail.
        let _ = encode(&mut text, &registry);
        text
    }
}

impl Asks {
    fn new(family: &Counters) -> Self {
        let of = |answer| family.get_or_create_owned(&[("answer", answer)]);
        Self {
            allow: of("allow"),
            unknown_name: of("unknown_name"),
            not_verified: of("not_verified"),
            grace_over: of("grace_over"),
            ended: of("ended"),
            not_observed: of("not_observed"),
            would_be_refused: of("would_be_refused"),
            attempt_paused: of("attempt_paused"),
        }
    }

    const fn of(&self, denied: Option<Denial>) -> &Counter {
        match denied {
            None => &self.allow,
            Some(Denial::UnknownName) => &self.unknown_name,
            Some(Denial::NotVerified) => &self.not_verified,
            Some(Denial::GraceOver) => &self.grace_over,
            Some(Denial::Ended) => &self.ended,
            Some(Denial::NotObserved) => &self.not_observed,
            Some(Denial::WouldBeRefused) => &self.would_be_refused,
            Some(Denial::AttemptPaused) => &self.attempt_paused,
        }
    }
}

impl Measured {
    fn register(&self, registry: &mut Registry) {
        registry.register("index_names", "Names that the gate knows", self.names.clone());
        let what = "How long the longest overdue connection of this node or of nobody is overdue; \
            NaN without the database";
        registry.register("queue_lag_seconds", what, self.lag.clone());
        let what = "Buckets of connections, of 256, that this node looks at";
        registry.register("queue_buckets", what, self.buckets.clone());
        registry.register("database_up", "Whether the database answers", self.up.clone());
        let what = "Connections to the database, by pool and state";
        registry.register("database_connections", what, self.connections.clone());
        let what = "How many connections to the database there may be, by pool";
        registry.register("database_connections_max", what, self.max_connections.clone());
    }

    fn take(&self, sample: &Sample) {
        self.names.set(i64::try_from(sample.names).unwrap_or(i64::MAX));
        self.lag.set(sample.lag.map_or(f64::NAN, |lag| lag.as_secs_f64()));
        self.buckets.set(i64::try_from(sample.buckets).unwrap_or(i64::MAX));
        self.up.set(i64::from(sample.lag.is_some()));
        for pool in &sample.pools {
            let PoolSample { name, used, idle, max } = *pool;
            for (state, count) in [("used", used), ("idle", idle)] {
                let labels = Connections { pool: name, state };
                self.connections.get_or_create(&labels).set(i64::from(count));
            }
            self.max_connections.get_or_create(&[("pool", name)]).set(i64::from(max));
        }
    }
}
