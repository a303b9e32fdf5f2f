//! The gate's memory says what the rule says of the rows, after a start as after a change.

use std::sync::Arc;

use app::domain::certificate::Certificate;
use app::domain::connection::{AxisStatus, Lifecycle, Policy};
use app::domain::gate::{self, Attempts, Denial, Gate, Pass};
use app::domain::quota::Plans;
use app::domain::risk::HighRisk;
use fairlead::clock::Clock;
use fairlead::config::NamedSecret;
use fairlead::dns::{Dns, DnsConfig};
use fairlead::edge::assertion::AssertionKeys;
use fairlead::net::AddressRules;
use fairlead::probe::{Probe, ProbeConfig};
use fairlead::seal::Seal;
use fairlead::service::applications::ApplicationChange;
use fairlead::service::billing::NoBilling;
use fairlead::service::caller::Caller;
use fairlead::service::connections::Wish;
use fairlead::service::sessions::TokenKeys;
use fairlead::service::{Parts, Service, Settings};
use fairlead::store::save::ConnectionUpdate;
use fairlead::store::{Application, Connection, Environment, Store};
use fairlead::webhooks::{Sender, SenderConfig};
use time::{Duration, OffsetDateTime};

use crate::database::{on_each, on_sqlite};

fn secret() -> NamedSecret {
    NamedSecret { id: "a".to_owned(), bytes: vec![7; 32] }
}

fn service(store: &Store) -> Service {
    let clock = Clock::default();
    let rules = AddressRules::default();
    let nobody = DnsConfig { resolvers: vec![], root_hints: vec![], port: 53, rules };
    Service::new(Parts {
        store: store.clone(),
        dns: Dns::new(nobody, clock.clone()).unwrap(),
        probe: Probe::new(ProbeConfig::default()).unwrap(),
        edge: None,
        certificates: None,
        clock,
        tokens: TokenKeys::new(&[secret()]),
        assertions: AssertionKeys::new(&[secret()]),
        seal: Seal::new(&[secret()]),
        sender: Sender::new(SenderConfig { rules, roots: Vec::new() }).unwrap(),
        policy: Policy::default(),
        settings: Settings {
            public_url: "https://connect.example".to_owned(),
            issuers: Vec::new(),
            sandbox: false,
            high_risk: HighRisk::default(),
            support_url: None,
            caches: Vec::new(),
            domain_connect: None,
            acme_zone: None,
            plans: Plans::default(),
        },
        billing: Arc::new(NoBilling),
    })
}

/// A connection for each way in which one can stand, before the gate.
async fn cast(service: &Service) -> (Application, Vec<Connection>) {
    let change = ApplicationChange {
        name: Some("Shop".to_owned()),
        record_template: Some(
            serde_json::from_str(r#"{"cname_target":"edge.acme.test","a":[],"aaaa":[]}"#).unwrap(),
        ),
        ..ApplicationChange::default()
    };
    let made = service.create_tenant("Acme", Environment::Live, change, None).await.unwrap();
    let (application, key) = made;
    let caller = Caller::Key(service.key_caller(&key).await.unwrap());
    let mut all = Vec::new();
    for nth in 0..STANDINGS {
        let wish = Wish { hostname: format!("s{nth}.example.com"), ..Wish::default() };
        let made = service.create_connection(&caller, &application, wish).await.unwrap();
        all.push(stand(service, &made, nth, 0).await);
    }
    (application, all)
}

const STANDINGS: usize = 2 * 2 * 3 * 4 * 3;

/// Lets a connection stand in the way with this number, `turn` ways on.
async fn stand(service: &Service, made: &Connection, nth: usize, turn: usize) -> Connection {
    let now = whole(service.clock.now());
    let nth = nth + turn;
    let mut update = ConnectionUpdate::of(made);
    let long_ago = now - Duration::hours(80);
    update.refused = nth.is_multiple_of(2);
    update.observed_at = [None, Some(now - Duration::minutes(2)), Some(long_ago)][nth / 2 % 3];
    let end = [
        None,
        Some(now - Duration::HOUR),
        Some(now + Duration::minutes(5)),
        Some(now + Duration::DAY),
    ];
    update.certificate = Certificate { not_after: end[nth / 6 % 4], ..Certificate::default() };
    let axes = &mut update.progress.axes;
    axes.ownership.status =
        [AxisStatus::Waiting, AxisStatus::Ok][usize::from(!nth.is_multiple_of(7))];
    axes.routing.since = if nth % 11 < 5 { long_ago } else { now };
    match nth / 24 % 6 {
        0 | 1 => axes.routing.status = AxisStatus::Ok,
        2 => update.progress.first_live_at = Some(long_ago),
        3 | 4 => {
            update.progress.first_live_at = Some(long_ago);
            axes.routing.status = AxisStatus::Failing;
        }
        _ => update.progress.lifecycle = Lifecycle::Archived,
    }
    service.store.save(&update, now).await.unwrap();
    if nth % 5 == 3 {
        let attempted = now - Duration::minutes(13);
        service.store.grant_attempt(made.id, Attempts::default(), attempted).await.unwrap();
    }
    service.store.find_connection(made.id).await.unwrap().unwrap()
}

fn whole(at: OffsetDateTime) -> OffsetDateTime {
    at.replace_nanosecond(0).unwrap()
}

/// What the rule says of a whole row.
fn ruled(connection: &Connection, now: OffsetDateTime) -> Pass {
    let gate = Gate {
        open: gate::open(&connection.progress, &Policy::default()),
        valid_until: connection.certificate.not_after,
        observed_at: connection.observed_at,
        refused: connection.refused,
        attempts: connection.attempts,
    };
    gate.pass(now)
}

fn compare(service: &Service, all: &[Connection], at: OffsetDateTime) {
    let mut seen = std::collections::HashSet::new();
    for connection in all {
        let name = connection.hostname.as_str();
        for minutes in [0, 3, 7, 9, 30, 60 * 24 * 2] {
            let later = at + Duration::minutes(minutes);
            let mut wanted = ruled(connection, later);
            if 60 <= minutes && wanted == Pass::Attempt {
                wanted = Pass::Deny(Denial::NotObserved);
            }
            assert_eq!(service.index.pass(name, later), wanted, "{name} after {minutes} min");
            seen.insert(wanted);
        }
    }
    assert_eq!(service.index.pass("other.example.com", at), Pass::Deny(Denial::UnknownName));
    for pass in [Pass::Allow, Pass::Attempt, Pass::Deny(Denial::GraceOver)] {
        assert!(seen.contains(&pass), "no name stands so: {pass:?}");
    }
}

#[tokio::test]
async fn after_a_start_and_after_changes_it_says_what_the_rule_says() {
    Box::pin(on_each(async |store| {
        let writer = service(&store);
        let (mut application, mut all) = cast(&writer).await;
        let started = service(&store);
        let mark = started.load_index().await.unwrap();
        assert_eq!(started.index.len(), STANDINGS);
        compare(&started, &all, started.clock.now());
        let known = started.index.find("s1.example.com").unwrap();
        assert_eq!((known.origin, known.application), (None, application.id));

        for (nth, connection) in all.iter_mut().enumerate() {
            *connection = stand(&writer, connection, nth, 29).await;
        }
        application.origin = Some("https://new.acme.test".to_owned());
        store.update_application(&application).await.unwrap();
        started.follow_changes(mark).await.unwrap();
        compare(&started, &all, started.clock.now());
        let known = started.index.find("s1.example.com").unwrap();
        assert_eq!(known.origin, Some("https://new.acme.test".parse().unwrap()));
    }))
    .await;
}

/// More rows than one page has, changed while they are read.
#[tokio::test]
async fn every_page_is_read_and_what_changes_meanwhile_is_not_lost() {
    on_sqlite(async |store, url| {
        use sqlx::Connection as _;
        let writer = service(&store);
        let (_, all) = cast(&writer).await;
        let mut other = sqlx::SqliteConnection::connect(&url).await.unwrap();
        let sql = "CREATE TEMP TABLE one AS SELECT * FROM connections LIMIT 1; \
            INSERT INTO connections (id, hostname, application_id, tenant_id, environment, \
            display_hostname, setup_type, metadata, desired, progress, state, certificate, \
            created_at, updated_at, change) \
            WITH RECURSIVE numbers (n) AS \
            (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 19999) \
            SELECT printf('01977777-7777-7777-8777-%012x', n), 'n' || n || '.example.com', \
            application_id, tenant_id, environment, display_hostname, setup_type, metadata, desired, \
            progress, 'created', certificate, created_at, updated_at, 1 FROM one, numbers";
        sqlx::raw_sql(sql).execute(&mut other).await.unwrap();
        other.close().await.unwrap();
        let mut reader = store.read_gate(None).await.unwrap();
        let mut pages = 1;
        reader.next().await.unwrap().unwrap();
        // It was on the first page, and is at the end from here on.
        let moved = store.save(&ConnectionUpdate::of(&all[0]), OffsetDateTime::UNIX_EPOCH).await;
        let moved = moved.unwrap().id;
        let mut last = None;
        while let Some(page) = reader.next().await.unwrap() {
            pages += 1;
            last = page.lines().last().map(|line| line.unwrap().id);
        }
        assert_eq!((pages, last), (3, Some(moved)));
        drop(reader);
        let started = service(&store);
        started.load_index().await.unwrap();
        assert_eq!(started.index.len(), STANDINGS + 20_000);
        assert_eq!(
            started.index.pass("n19999.example.com", started.clock.now()),
            Pass::Deny(Denial::NotVerified)
        );
    })
    .await;
}
