//! `POST /v1/connections`, durable, beside the same rows inserted by hand in the same transactions.

use std::error::Error;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use fairlead::clock::new_id;
use fairlead::http::{App, router};
use futures::future::try_join_all;
use serde_json::json;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use tokio_util::sync::CancellationToken;

use crate::cpu;
use crate::data::{Database, block_on, tenant};
use crate::http::service;
use crate::load::{Fault, Load, Subject, compare, serve};
use crate::report;

const CLIENTS: u32 = 16;
const LOAD: Load = Load { connections: CLIENTS, requests: 3_200, rounds: 1 };
const ROUNDS: usize = 3;
const COLUMNS: [&str; 5] = ["what", "each second", "ratio", "goal", ""];
/// The same columns as a new connection's.
const INSERT: &str = "INSERT INTO connections (id, application_id, tenant_id, environment, hostname, \
    display_hostname, setup_type, reference, metadata, batch_id, desired, zone_apex, provider, \
    progress, state, certificate, next_check_at, created_at, updated_at, change, contest) \
    SELECT $1, application_id, tenant_id, environment, $2, $2, setup_type, reference, metadata, \
    batch_id, desired, zone_apex, provider, progress, state, certificate, next_check_at, created_at, \
    updated_at, change, contest FROM connections WHERE id = $3";
/// And the first line of its history.
const HISTORY: &str = "INSERT INTO history (id, connection_id, at, kind, payload) \
    SELECT $1, $2, at, kind, payload FROM history WHERE connection_id = $3";
/// And what is counted of it.
const COUNTS: &str = "INSERT INTO usage_changes (tenant_id, environment, id, period, counter, n) \
    SELECT tenant_id, environment, $1, '', 'active', 1 FROM connections WHERE id = $3 UNION ALL \
    SELECT tenant_id, environment, $2, '2026-01', 'connections_created', 1 FROM connections \
    WHERE id = $3";

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let title = format!("New connections, durable, {CLIENTS} clients at once");
    report::table(&title, &COLUMNS)?;
    for database in Database::each()? {
        measure(&database)?;
    }
    Ok(())
}

fn measure(database: &Database) -> Result<(), Box<dyn Error>> {
    let url = database.url.clone();
    let (tell, told) = std::sync::mpsc::channel();
    let server = serve(async move || {
        let service = Arc::new(service(&url).await?);
        let made = tenant(&service).await?;
        tell.send((made.application.id.to_string(), made.key))?;
        Ok(router::public(App::new(service, None, CancellationToken::new()), Router::new()))
    })?;
    let (application, key) = told.recv()?;
    let counter = AtomicU32::new(0);
    let request = move |_| {
        let nth = counter.fetch_add(1, Ordering::Relaxed);
        let hostname = format!("c{nth}.customer.example");
        let body = json!({ "application_id": application, "hostname": hostname }).to_string();
        format!(
            "POST /v1/connections HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    };
    let name = "`POST /v1/connections`";
    let subjects =
        [Subject { name, server, request: Box::new(request), status: "201", process: None }];
    let (mut raw, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.extend(compare(LOAD, &subjects)?.first().map(|figures| figures.per_second));
        raw.push(insert(database)?);
    }
    let (raw, ours) = (median(raw), median(ours));
    let engine = database.engine;
    let told = |name: String, rate: f64, judged: [String; 3]| {
        report::row(&[[name, format!("{rate:.0}")].as_slice(), judged.as_slice()].concat())
    };
    told(
        format!("its rows inserted by hand, one transaction each, {engine}"),
        raw,
        report::anchor(),
    )?;
    told(format!("{name}, {engine}"), ours, report::at_least(ours / raw, 0.5))?;
    Ok(())
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

/// Rows a second, as many at once as there are clients, each in a transaction of its own.
fn insert(database: &Database) -> Result<f64, Box<dyn Error>> {
    block_on(async {
        let share = LOAD.requests / CLIENTS;
        if database.engine == "Postgres" {
            let pool = PgPoolOptions::new().max_connections(CLIENTS).test_before_acquire(false);
            insert_postgres(pool.connect(&database.url).await?, share).await
        } else {
            let options = SqliteConnectOptions::from_str(&database.url)?
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full);
            // One writer, as SQLite has it: more would wait for its lock by polling.
            let pool = SqlitePoolOptions::new().max_connections(1).test_before_acquire(false);
            let pool = pool.acquire_timeout(Duration::from_mins(1));
            insert_sqlite(pool.connect_with(options).await?, share).await
        }
    })
}

macro_rules! insert {
    ($name:ident, $pool:ty, $begin:literal) => {
        async fn $name(pool: $pool, share: u32) -> Result<f64, Fault> {
            let sql = "SELECT id FROM connections LIMIT 1";
            let one: &str = &sqlx::query_scalar::<_, String>(sql).fetch_one(&pool).await?;
            let client = async || {
                for _ in 0..share {
                    let id = new_id().to_string();
                    let hostname = format!("{id}.customer.example");
                    let mut tx = pool.begin_with($begin).await?;
                    let insert = sqlx::query(INSERT).bind(&id).bind(&hostname).bind(one);
                    insert.execute(&mut *tx).await?;
                    let line = sqlx::query(HISTORY).bind(new_id().to_string()).bind(&id).bind(one);
                    line.execute(&mut *tx).await?;
                    let [first, second] = [new_id().to_string(), new_id().to_string()];
                    let counts = sqlx::query(COUNTS).bind(first).bind(second).bind(one);
                    counts.execute(&mut *tx).await?;
                    tx.commit().await?;
                }
                Ok::<(), Fault>(())
            };
            let begun = cpu::instant();
            try_join_all((0..CLIENTS).map(|_| client())).await?;
            let rate = f64::from(share * CLIENTS) / begun.elapsed().as_secs_f64();
            pool.close().await;
            Ok(rate)
        }
    };
}

insert!(insert_sqlite, SqlitePool, "BEGIN IMMEDIATE");
insert!(insert_postgres, PgPool, "BEGIN");
