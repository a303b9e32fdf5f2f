//! What was acknowledged stays, and a database that can't be used is told from a bug.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use fairlead::store::{Store, StoreError};
use sqlx::{Connection as _, SqliteConnection};

use super::marks::changed;
use super::{ALL, NOW, application, connection};
use crate::database::on_sqlite;

/// Set for the process that is going to be killed: where it writes.
const VICTIM: &str = "FAIRLEAD_TEST_VICTIM";

#[tokio::test]
async fn kill_9_loses_no_acknowledged_write() {
    if let Ok(url) = std::env::var(VICTIM) {
        return write_until_killed(&url).await;
    }
    on_sqlite(async |store, url| {
        store.close().await;
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::durability::kill_9_loses_no_acknowledged_write"])
            .args(["--nocapture", "--test-threads=1"])
            .env(VICTIM, &url)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(victim.stdout.take().unwrap()).lines().map(Result::unwrap);
        let written = lines.filter_map(|line| line.strip_prefix("written ").map(str::to_owned));
        let acknowledged: Vec<_> = written.take(20).collect();
        victim.kill().unwrap();
        victim.wait().unwrap();

        let store = Store::open(&url).await.unwrap();
        assert_eq!(acknowledged.len(), 20);
        for id in acknowledged {
            let found = store.find_connection(id.parse().unwrap()).await.unwrap();
            assert!(found.is_some(), "{id}");
        }
        let application = application(&store).await;
        connection(&store, &application, "next.example.test").await;
        store.close().await;
    })
    .await;
}

async fn write_until_killed(url: &str) {
    let store = Store::open(url).await.unwrap();
    let application = application(&store).await;
    // An end, should nobody kill it.
    for n in 0..10_000 {
        let made = connection(&store, &application, &format!("shop{n}.example.test")).await;
        let mut out = std::io::stdout().lock();
        writeln!(out, "written {}", made.id).unwrap();
        out.flush().unwrap();
    }
}

#[tokio::test]
async fn a_locked_database_is_unavailable_for_writers_and_still_read() {
    on_sqlite(async |store, url| {
        let made = application(&store).await;
        let mut other = SqliteConnection::connect(&url).await.unwrap();
        sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
        let refused = store.update_application(&made).await;
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
        assert!(store.find_application(made.id).await.unwrap().is_some());
        sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
        store.update_application(&made).await.unwrap();
        other.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_away_is_unavailable() {
    // Nobody listens at port 1, and nothing can be made below a file.
    for url in ["postgres://fairlead@127.0.0.1:1/fairlead", "sqlite:///dev/null/fairlead.db"] {
        let refused = Store::open(url).await;
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_row_that_makes_no_sense_is_named_and_no_panic() {
    on_sqlite(async |store, url| {
        let made = application(&store).await;
        let mut other = SqliteConnection::connect(&url).await.unwrap();
        let sql = "UPDATE applications SET branding = '{'";
        sqlx::query(sql).execute(&mut other).await.unwrap();
        let refused = store.list_applications(made.tenant_id, made.environment, ALL).await;
        let Err(StoreError::Corrupt(column)) = refused else { panic!("{refused:?}") };
        assert_eq!(column, "applications.branding");
        other.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_database_in_memory_works_too() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    let application = application(&store).await;
    let made = connection(&store, &application, "shop.example.test").await;
    assert_eq!(changed(&store, &mut None).await, [made.id]);
    assert_eq!(store.stamp("sandbox").await.unwrap(), "sandbox");
    let claimed = store.claim(&[made.id], NOW, NOW, time::Duration::MINUTE).await.unwrap();
    assert_eq!(claimed.len(), 1);
}
