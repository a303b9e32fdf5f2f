//! A fresh database for each test: SQLite in a temporary folder always, Postgres when
//! `TEST_POSTGRES_URL` names a server.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::str::FromStr;

use fairlead::clock::new_id;
use fairlead::store::Store;
use futures::FutureExt as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

/// Runs a test on each engine.
pub(crate) async fn on_each(test: impl AsyncFn(Store)) {
    on_sqlite(async |store, _| test(store).await).await;
    on_postgres(async |store, _| test(store).await).await;
}

/// Runs a test on SQLite; it also gets the URL.
pub(crate) async fn on_sqlite(test: impl AsyncFnOnce(Store, String)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("fairlead.db").display());
    let store = Store::open(&url).await.unwrap();
    test(store.clone(), url).await;
    store.close().await;
}

/// Runs a test on Postgres, if there is one; it also gets the URL.
pub(crate) async fn on_postgres(test: impl AsyncFnOnce(Store, String)) {
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else { return };
    let server = PgConnectOptions::from_str(&server).unwrap();
    let name = format!("fairlead_{}", new_id().simple());
    let mut admin = server.connect().await.unwrap();
    run(&mut admin, format!("CREATE DATABASE {name}")).await;
    let url = server.clone().database(&name).to_url_lossy().to_string();
    let outcome = AssertUnwindSafe(async {
        let store = Store::open(&url).await.unwrap();
        test(store.clone(), url).await;
        store.close().await;
    });
    let outcome = outcome.catch_unwind().await;
    run(&mut admin, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    admin.close().await.unwrap();
    outcome.unwrap_or_else(|panic| resume_unwind(panic));
}

async fn run(admin: &mut PgConnection, sql: String) {
    sqlx::query(AssertSqlSafe(sql)).execute(admin).await.unwrap();
}
