//! Backups, by the commands that `docs/operations.md` gives: of a server that goes on writing,
//! restored to a new place, with everything in it that had been acknowledged.

use std::path::Path;
use std::process::Command;

use fairlead::store::Store;
use futures::future::join_all;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{Node, follow};
use crate::client::Client;
use crate::database::on_postgres;
use crate::process::{first_tenant, production};
use crate::store::marks::changed;

/// A server with a tenant; the URL is the database's.
fn serving(folder: &Path, url: &str) -> Command {
    let mut serving = production(folder);
    // Nobody is asked: what is due stays due.
    serving.env("DATABASE_URL", url).env("RESOLVERS", "127.0.0.1:1").env("WORKER_ENABLED", "0");
    serving
}

/// The same server on another database.
fn moved(serving: &Command, url: &str) -> Command {
    let mut moved = Command::new(serving.get_program());
    moved.env_clear().arg("serve").stdout(std::process::Stdio::piped());
    moved.envs(serving.get_envs().filter_map(|(name, value)| Some((name, value?))));
    moved.env("DATABASE_URL", url);
    moved
}

async fn create(client: &Client, application: &Value, nth: usize) -> Value {
    let hostname = format!("shop{nth}.example.com");
    let wish = json!({ "application_id": application, "hostname": hostname, "reference": "r" });
    client.post("/v1/connections", wish).await.ok(201)
}

/// Backs up by `backup` while connections are made without end, restores by `restore`, and finds
/// all that had been made before.
async fn survives(
    serving: &mut Command,
    folder: &Path,
    restored: &str,
    backup: impl FnOnce() + Send + 'static,
    restore: impl FnOnce(),
) {
    let tenant = first_tenant(serving);
    let key = tenant["api_key"].as_str().unwrap().to_owned();
    let application = tenant["application_id"].clone();
    let node = Node::start(serving, folder);
    let client = Client::new(node.listen, Some(&key));
    // At once: each waits for resolvers that are not there.
    let made = join_all((0..12).map(|nth| create(&client, &application, nth))).await;
    let stop = CancellationToken::new();
    let (tasks, end) = (TaskTracker::new(), stop.clone());
    let (writer, of) = (client.clone(), application.clone());
    let written = tasks.spawn(async move {
        let mut nth = 100;
        while !end.is_cancelled() {
            create(&writer, &of, nth).await;
            nth += 1;
        }
        nth - 100
    });
    tasks.spawn_blocking(backup).await.unwrap();
    stop.cancel();
    assert!(0 < written.await.unwrap(), "it went on writing");
    drop(node);

    restore();
    let elsewhere = tempfile::tempdir().unwrap();
    let node = Node::start(&mut moved(serving, restored), elsewhere.path());
    let client = Client::new(node.listen, Some(&key));
    for before in &made {
        let path = format!("/v1/connections/{}", before["id"].as_str().unwrap());
        let after = client.get(&path).await.ok(200);
        for field in ["hostname", "reference", "ownership_challenge", "desired_records", "state"] {
            assert_eq!(after[field], before[field], "{field}");
        }
    }
    let shown = format!("/v1/applications/{}", application.as_str().unwrap());
    assert_eq!(client.get(&shown).await.ok(200)["name"], "Acme");
    // It is a server like any other.
    create(&client, &application, 1_000_000).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sqlite_that_is_written_to_is_backed_up_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (database, backup, restored) = (at("fairlead.db"), at("backup.db"), at("restored.db"));
    let mut serving = serving(folder.path(), &format!("sqlite://{database}"));
    let from = backup.clone();
    survives(
        &mut serving,
        folder.path(),
        &format!("sqlite://{restored}"),
        move || follow("backup-sqlite", &[("DATABASE", &database), ("BACKUP", &from)]),
        || follow("restore-sqlite", &[("BACKUP", &backup), ("RESTORED", &restored)]),
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_that_is_written_to_is_backed_up_and_restored() {
    on_postgres(async |store, url| {
        store.close().await;
        // Its own tools do not know what our driver adds.
        let url = url.split('?').next().unwrap().to_owned();
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup").to_str().unwrap().to_owned();
        let mut admin = PgConnection::connect(&url).await.unwrap();
        let sql = "SELECT current_database()";
        let name: String = sqlx::query_scalar(sql).fetch_one(&mut admin).await.unwrap();
        let other = format!("{name}_restored");
        let run = async |admin: &mut PgConnection, sql: String| {
            sqlx::query(AssertSqlSafe(sql)).execute(admin).await.unwrap();
        };
        run(&mut admin, format!("CREATE DATABASE {other} TEMPLATE template0")).await;
        let restored = url.replace(&name, &other);
        let mut serving = serving(folder.path(), &url);
        let (from, to) = (url.clone(), backup.clone());
        survives(
            &mut serving,
            folder.path(),
            &restored,
            move || follow("backup-postgres", &[("DATABASE_URL", &from), ("BACKUP", &to)]),
            || follow("restore-postgres", &[("BACKUP", &backup), ("RESTORED_URL", &restored)]),
        )
        .await;
        run(&mut admin, format!("DROP DATABASE {other} WITH (FORCE)")).await;
    })
    .await;
}

#[tokio::test]
async fn the_marks_of_another_cluster_become_this_ones() {
    on_postgres(async |store, url| {
        let application = crate::store::application(&store).await;
        crate::store::connection(&store, &application, "shop.example.test").await;
        let mut mark = None;
        assert_eq!(changed(&store, &mut mark).await.len(), 1);
        let mut other = PgConnection::connect(&url).await.unwrap();
        for table in ["connections", "applications"] {
            let sql = format!("UPDATE {table} SET change = 4000000000000");
            sqlx::query(AssertSqlSafe(sql)).execute(&mut other).await.unwrap();
        }
        // As it is, every row would be read anew each second.
        assert_eq!(changed(&store, &mut mark).await.len(), 1);
        assert_eq!(changed(&store, &mut mark).await.len(), 1);
        let opened = Store::open(&url).await.unwrap();
        let mut mark = None;
        assert_eq!(changed(&opened, &mut mark).await.len(), 1);
        assert_eq!(changed(&opened, &mut mark).await.len(), 0);
        crate::store::connection(&opened, &application, "blog.example.test").await;
        assert_eq!(changed(&opened, &mut mark).await.len(), 1);
        opened.close().await;
    })
    .await;
}
