//! Databases full of names, on both engines.

use std::error::Error;
use std::str::FromStr;

use app::domain::certificate::{Certificate, CertificateStatus};
use app::domain::connection::{Axis, AxisStatus};
use app::domain::desired::RecordTemplate;
use fairlead::clock::{Clock, new_id};
use fairlead::service::applications::ApplicationChange;
use fairlead::service::caller::Caller;
use fairlead::service::connections::Wish;
use fairlead::store::save::ConnectionUpdate;
use fairlead::store::{Application, Environment, Store};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use time::Duration;
use tokio::runtime::Builder;

use crate::http::service;
use crate::load::Fault;

/// A database for one measurement.
pub(crate) struct Database {
    pub(crate) url: String,
    pub(crate) engine: &'static str,
    _folder: Option<tempfile::TempDir>,
    server: Option<(PgConnectOptions, String)>,
}

/// The one that the others are copies of, and what is told of it.
const FORGET_FIRST: &str = "DELETE FROM history; DELETE FROM outbox; \
    DELETE FROM connections WHERE hostname = 'first.customer.example'";

/// A tenant's application and its key, in an open store.
pub(crate) struct Made {
    pub(crate) application: Application,
    pub(crate) key: String,
}

impl Database {
    /// A file of its own.
    pub(crate) fn sqlite() -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite://{}", folder.path().join("bench.db").display());
        Ok(Self { url, engine: "SQLite", _folder: Some(folder), server: None })
    }

    /// One on the server that `TEST_POSTGRES_URL` names, if it does; gone at the end.
    pub(crate) fn postgres() -> Result<Option<Self>, Box<dyn Error>> {
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else { return Ok(None) };
        let server = PgConnectOptions::from_str(&server)?;
        let name = format!("fairlead_bench_{}", new_id().simple());
        run_postgres(&server, format!("CREATE DATABASE {name}"))?;
        let url = server.clone().database(&name).to_url_lossy().to_string();
        Ok(Some(Self { url, engine: "Postgres", _folder: None, server: Some((server, name)) }))
    }

    /// Both, as far as there are both.
    pub(crate) fn each() -> Result<Vec<Self>, Box<dyn Error>> {
        let mut all = vec![Self::sqlite()?];
        all.extend(Self::postgres()?);
        Ok(all)
    }

    /// Brings in `count` live names, `d0.customer.example` and on.
    pub(crate) fn fill(&self, count: u32) -> Result<(), Box<dyn Error>> {
        block_on(async {
            let store = Store::open(&self.url).await?;
            store.stamp("production").await?;
            store.close().await;
            live(&self.url).await?;
            let columns = "application_id, tenant_id, environment, setup_type, metadata, desired, \
                progress, state, claim_held, observed, findings, earlier, certificate, created_at, \
                updated_at, change, next_check_at, observed_at, last_checked_at";
            let hostname = "'d' || n || '.customer.example'";
            let insert = |id: &str, numbers: &str| {
                format!(
                    "INSERT INTO connections (id, hostname, display_hostname, reference, {columns}) \
                     SELECT {id}, {hostname}, {hostname}, 'customer-' || n, {columns} \
                     FROM one, {numbers}"
                )
            };
            if self.server.is_none() {
                let numbers = format!(
                    "(WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 \
                         FROM numbers WHERE n + 1 < {count}) SELECT n FROM numbers)"
                );
                let id = "printf('01977777-7777-7777-8777-%012x', n)";
                let mut conn = SqliteConnection::connect(&self.url).await?;
                let fast = "PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;";
                sqlx::raw_sql(fast).execute(&mut conn).await?;
                let one = "CREATE TEMP TABLE one AS SELECT * FROM connections";
                sqlx::raw_sql(one).execute(&mut conn).await?;
                let sql = insert(id, &numbers);
                sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await?;
                sqlx::raw_sql(FORGET_FIRST).execute(&mut conn).await?;
                sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut conn).await?;
                conn.close().await?;
            } else {
                let numbers = format!("generate_series(0, {}) AS n", count - 1);
                let id = "'01977777-7777-7777-8777-' || lpad(to_hex(n), 12, '0')";
                let mut conn = PgConnection::connect(&self.url).await?;
                let one = "CREATE TEMP TABLE one AS SELECT * FROM connections";
                sqlx::raw_sql(one).execute(&mut conn).await?;
                let sql = insert(id, &numbers);
                sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await?;
                sqlx::raw_sql(FORGET_FIRST).execute(&mut conn).await?;
                sqlx::raw_sql("VACUUM ANALYZE connections").execute(&mut conn).await?;
                conn.close().await?;
            }
            Ok::<(), Fault>(())
        })
    }

    /// Runs one statement, whichever engine it is.
    pub(crate) fn run(&self, sql: &'static str) -> Result<(), Box<dyn Error>> {
        block_on(async {
            if self.server.is_some() {
                let mut conn = PgConnection::connect(&self.url).await?;
                sqlx::raw_sql(sql).execute(&mut conn).await?;
            } else {
                let mut conn = SqliteConnection::connect(&self.url).await?;
                sqlx::raw_sql(sql).execute(&mut conn).await?;
            }
            Ok::<(), Fault>(())
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server {
            let _ = run_postgres(server, format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn run_postgres(server: &PgConnectOptions, sql: String) -> Result<(), Box<dyn Error>> {
    block_on(async {
        let mut admin = server.connect().await?;
        sqlx::query(AssertSqlSafe(sql)).execute(&mut admin).await?;
        Ok::<(), Fault>(())
    })
}

pub(crate) fn block_on<T>(
    doing: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(doing).map_err(|fault| -> Box<dyn Error> { fault })
}

/// A tenant with an application, and its first key.
pub(crate) async fn tenant(service: &fairlead::service::Service) -> Result<Made, Fault> {
    let change = ApplicationChange {
        name: Some("bench".to_owned()),
        record_template: Some(RecordTemplate {
            cname_target: "edge.example".parse()?,
            a: Vec::new(),
            aaaa: Vec::new(),
        }),
        ..ApplicationChange::default()
    };
    let (application, key) =
        service.create_tenant("bench", Environment::Live, change, None).await?;
    Ok(Made { application, key })
}

/// One connection as it is once it's live, of which the others are copies.
async fn live(url: &str) -> Result<(), Fault> {
    let service = service(url).await?;
    let made = tenant(&service).await?;
    let caller = Caller::Key(service.key_caller(&made.key).await?);
    let wish = Wish { hostname: "first.customer.example".to_owned(), ..Wish::default() };
    let made = service.create_connection(&caller, &made.application, wish).await?;
    let now = Clock::default().now();
    let mut update = ConnectionUpdate::of(&made);
    let ok = Axis { status: AxisStatus::Ok, since: now };
    let axes = &mut update.progress.axes;
    (axes.ownership, axes.routing, axes.certificate, axes.serving) = (ok, ok, ok, ok);
    update.progress.proven_at = Some(now);
    update.progress.first_live_at = Some(now);
    update.observed_at = Some(now);
    update.last_checked_at = Some(now);
    update.next_check_at = Some(now + Duration::hours(6));
    update.certificate = Certificate {
        status: CertificateStatus::Active,
        issuer: Some("R11".to_owned()),
        not_before: Some(now.replace_nanosecond(0)?),
        not_after: Some(now.replace_nanosecond(0)? + Duration::days(90)),
        serial: Some("04a1f3c2d5e6b7a8990011223344556677ab".to_owned()),
        ..Certificate::default()
    };
    service.store.save(&update, now).await?;
    service.store.close().await;
    Ok(())
}
