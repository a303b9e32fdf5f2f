//! Migrating: one at a time, forward only, and never past a newer program.

use std::process::Command;
use std::time::Duration;

use fairlead::store::{Store, StoreError};
use futures::future::join_all;
use sqlx::migrate::Migrate as _;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tokio::time::timeout;

use crate::database::{on_postgres, on_sqlite};
use crate::process::production;

/// Long enough for whoever does not wait to have gone on.
const MEANWHILE: Duration = Duration::from_millis(500);
/// Longer than a request waits for a database.
const PAST_PATIENCE: Duration = Duration::from_secs(4);

fn sqlite(folder: &tempfile::TempDir) -> String {
    format!("sqlite://{}", folder.path().join("fairlead.db").display())
}

#[tokio::test]
async fn many_who_start_at_once_migrate_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite(&folder);
    let opened = join_all((0..6).map(|_| Store::open(&url))).await;
    for store in opened {
        store.unwrap().close().await;
    }
    on_postgres(async |store, url| {
        store.close().await;
        empty(&url).await;
        let opened = join_all((0..6).map(|_| Store::open(&url))).await;
        for store in opened {
            store.unwrap().close().await;
        }
        let mut conn = PgConnection::connect(&url).await.unwrap();
        let sql = "SELECT COUNT(*) FROM _sqlx_migrations";
        let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap();
        let schema = Store::schema(&url).await.unwrap();
        assert_eq!((Some(schema.known), schema.pending.len()), (schema.found, 0));
        assert!(0 < count && count <= schema.known);
    })
    .await;
}

/// As if nobody had been there.
async fn empty(url: &str) {
    let mut conn = PgConnection::connect(url).await.unwrap();
    for sql in ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"] {
        sqlx::query(sql).execute(&mut conn).await.unwrap();
    }
    conn.close().await.unwrap();
}

/// SQLite refuses at once, and whatever its busy timeout says, to change how a database that
/// somebody uses keeps its journal.
#[tokio::test]
async fn who_finds_another_making_the_database_waits_for_the_end_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite(&folder);
    let mut other = SqliteConnection::connect(&format!("{url}?mode=rwc")).await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    let opening = Store::open(&url);
    tokio::pin!(opening);
    let waited = timeout(PAST_PATIENCE, &mut opening).await;
    assert!(waited.is_err(), "it waits: {waited:?}");
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    opening.await.unwrap().close().await;
}

#[tokio::test]
async fn who_finds_another_migrating_waits_for_the_end_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite(&folder);
    let mut other = SqliteConnection::connect(&format!("{url}?mode=rwc")).await.unwrap();
    sqlx::query("PRAGMA journal_mode = WAL").execute(&mut other).await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let opening = Store::open(&url);
    tokio::pin!(opening);
    assert!(timeout(MEANWHILE, &mut opening).await.is_err(), "it waits");
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    opening.await.unwrap().close().await;

    on_postgres(async |store, url| {
        store.close().await;
        empty(&url).await;
        let mut other = PgConnection::connect(&url).await.unwrap();
        other.lock().await.unwrap();
        let opening = Store::open(&url);
        tokio::pin!(opening);
        assert!(timeout(MEANWHILE, &mut opening).await.is_err(), "it waits");
        other.unlock().await.unwrap();
        opening.await.unwrap().close().await;
    })
    .await;
}

/// Moves the database on to a version that no program has yet.
const AHEAD: &str = "INSERT INTO _sqlx_migrations \
    (version, description, success, checksum, execution_time) \
    SELECT 9001, 'of tomorrow', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";

#[track_caller]
fn expect_newer(refused: &Result<impl std::fmt::Debug, StoreError>) {
    let &Err(StoreError::Newer { found, known }) = refused else { panic!("{refused:?}") };
    assert!(found == 9001 && 0 < known && known < 9001, "{known}");
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_left_alone() {
    on_sqlite(async |store, url| {
        store.close().await;
        let mut other = SqliteConnection::connect(&url).await.unwrap();
        sqlx::query(AHEAD).execute(&mut other).await.unwrap();
        expect_newer(&Store::open(&url).await);
        expect_newer(&Store::schema(&url).await);
    })
    .await;
    on_postgres(async |store, url| {
        store.close().await;
        let mut other = PgConnection::connect(&url).await.unwrap();
        sqlx::query(AHEAD).execute(&mut other).await.unwrap();
        expect_newer(&Store::open(&url).await);
        expect_newer(&Store::schema(&url).await);
    })
    .await;
}

#[tokio::test]
async fn a_migration_that_is_not_what_was_applied_is_refused() {
    on_sqlite(async |store, url| {
        store.close().await;
        let mut other = SqliteConnection::connect(&url).await.unwrap();
        let sql = "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1";
        sqlx::query(sql).execute(&mut other).await.unwrap();
        let refused = Store::open(&url).await;
        assert!(matches!(refused, Err(StoreError::Migrate(_))), "{refused:?}");
    })
    .await;
}

/// Runs a command on the database of `serving`: whether it went well, and what it said.
fn run(serving: &Command, args: &[&str]) -> (bool, String) {
    let mut command = Command::new(serving.get_program());
    command.env_clear().args(args);
    command.envs(serving.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let out = command.output().unwrap();
    let text = [out.stdout, out.stderr].concat();
    (out.status.success(), String::from_utf8(text).unwrap())
}

#[tokio::test]
async fn the_command_says_what_it_would_do_does_it_and_is_refused_by_both_versions() {
    let folder = tempfile::tempdir().unwrap();
    let serving = production(folder.path());
    let file = folder.path().join("fairlead.db");
    let (well, said) = run(&serving, &["migrate", "--dry-run"]);
    assert!(well && said.contains("to apply: 0001 first") && said.contains("none"), "{said}");
    assert!(!file.exists(), "it only says so");
    let (well, said) = run(&serving, &["migrate"]);
    assert!(well && said.contains("applied 0001 first") && said.contains("up to date"), "{said}");
    let (well, said) = run(&serving, &["migrate", "--dry-run"]);
    assert!(well && said.contains("nothing to apply"), "{said}");
    let (well, said) = run(&serving, &["migrate"]);
    assert!(well && !said.contains("applied") && said.contains("up to date"), "{said}");
    let mut other = SqliteConnection::connect(&sqlite(&folder)).await.unwrap();
    sqlx::query(AssertSqlSafe(AHEAD)).execute(&mut other).await.unwrap();
    for args in [&["migrate"][..], &["migrate", "--dry-run"], &["serve"]] {
        let (well, said) = run(&serving, args);
        assert!(!well && said.contains("schema version 9001"), "{args:?}: {said}");
        assert!(said.contains(env!("CARGO_PKG_VERSION")) && said.contains("newer"), "{said}");
    }
}
