//! What is counted is what is there: through every way of ending, and for what was there before.

use app::domain::connection::{ErrorCode, Input};
use app::domain::quota::{Counter, Counts, Limits as PlanLimits, Period, Used};
use fairlead::store::connections::Limits;
use fairlead::store::save::ConnectionUpdate;
use fairlead::store::usage::Quota;
use fairlead::store::{Application, Store, StoreError};
use futures::future::join_all;
use sqlx::{Connection as _, PgConnection, SqliteConnection};

use super::{NOW, application, archival, connection, create_within, proof, stepped};
use crate::database::{on_each, on_postgres, on_sqlite};

/// What a database from before the plans lacks.
const FORGET: [&str; 4] = [
    "DROP TABLE usage_changes",
    "DROP TABLE usage",
    "DROP TABLE subscriptions",
    "DELETE FROM _sqlx_migrations WHERE version = 5",
];

fn quota(application: &Application) -> Quota {
    Quota { tenant: application.tenant_id, environment: application.environment }
}

async fn used(store: &Store, application: &Application) -> (u64, u64) {
    let Used { active_connections, new_connections_per_month } =
        store.used(quota(application), NOW).await.unwrap();
    (active_connections, new_connections_per_month)
}

#[tokio::test]
async fn every_end_gives_back_once_what_it_has_to() {
    on_each(async |store| {
        let application = application(&store).await;
        let mut made = Vec::new();
        for name in ["a", "b", "c", "d"] {
            made.push(connection(&store, &application, &format!("{name}.example.test")).await);
        }
        assert_eq!(used(&store, &application).await, (4, 4));
        let [waiting, archived, failed, proven] = &made[..] else { panic!("{made:?}") };
        let archived = store.save(&archival(archived), NOW).await.unwrap();
        assert_eq!(used(&store, &application).await, (3, 3));
        let progress = stepped(failed.progress, Input::Fail(ErrorCode::DomainGone));
        let failure = ConnectionUpdate { progress, ..ConnectionUpdate::of(failed) };
        store.save(&failure, NOW).await.unwrap();
        assert_eq!(used(&store, &application).await, (2, 2));
        let proven = store.save(&proof(proven), NOW).await.unwrap();
        store.save(&archival(&proven), NOW).await.unwrap();
        assert_eq!(used(&store, &application).await, (1, 2));
        // What has ended gives nothing back again, however often it is written.
        store.save(&archival(&archived), NOW).await.unwrap();
        let stale = store.save(&archival(&made[1]), NOW).await;
        assert!(matches!(stale, Err(StoreError::StaleVersion)), "{stale:?}");
        assert_eq!(used(&store, &application).await, (1, 2));
        // Of two who end the same one at once, one gives it back.
        let (one, two) = (archival(waiting), archival(waiting));
        join_all([store.save(&one, NOW), store.save(&two, NOW)]).await;
        assert_eq!(used(&store, &application).await, (0, 1));
        assert_eq!(store.miscounts().await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn who_creates_while_others_end_and_add_up_takes_no_more_than_there_is() {
    on_each(async |store| {
        let application = application(&store).await;
        let plan = PlanLimits { active_connections: Some(8), ..PlanLimits::default() };
        let limits = Limits { plan, ..Limits::default() };
        let names: Vec<_> = (0..32).map(|nth| format!("s{nth}.example.test")).collect();
        let tries = names.iter().map(|name| {
            let (store, application) = (&store, &application);
            async move {
                let made = create_within(store, application, "c", name, limits).await;
                store.fold_usage().await.unwrap();
                assert!(used(store, application).await.0 <= 8);
                match made {
                    Ok(made) => {
                        store.save(&archival(&made), NOW).await.unwrap();
                        true
                    }
                    Err(StoreError::QuotaExceeded(full)) => {
                        assert_eq!(full.max, 8);
                        false
                    }
                    Err(other) => panic!("{other:?}"),
                }
            }
        });
        let made = join_all(tries).await.into_iter().filter(|made| *made).count();
        assert!(8 <= made, "{made}");
        assert_eq!(used(&store, &application).await.0, 0);
        assert_eq!(store.miscounts().await.unwrap(), []);
    })
    .await;
}

/// One that waits, one that ended unproven, one that ended proven.
async fn before_plans(store: &Store) -> Application {
    let application = application(store).await;
    connection(store, &application, "a.example.test").await;
    let ended = connection(store, &application, "b.example.test").await;
    store.save(&archival(&ended), NOW).await.unwrap();
    let proven = connection(store, &application, "c.example.test").await;
    let proven = store.save(&proof(&proven), NOW).await.unwrap();
    store.save(&archival(&proven), NOW).await.unwrap();
    application
}

async fn counted_after(url: &str, application: &Application) {
    let store = Store::open(url).await.unwrap();
    assert_eq!(store.miscounts().await.unwrap(), []);
    assert_eq!(used(&store, application).await, (1, 2));
    let month = store.counted(quota(application), Some(Period::of(NOW))).await.unwrap();
    let wanted = [(Counter::ConnectionsCreated, 3), (Counter::ConnectionsReturned, 1)];
    assert_eq!(month, Counts::from(wanted));
    store.close().await;
}

#[tokio::test]
async fn what_was_there_before_plans_is_counted_when_they_come() {
    on_sqlite(async |store, url| {
        let application = before_plans(&store).await;
        store.close().await;
        let mut other = SqliteConnection::connect(&url).await.unwrap();
        for sql in FORGET {
            sqlx::query(sql).execute(&mut other).await.unwrap();
        }
        other.close().await.unwrap();
        counted_after(&url, &application).await;
    })
    .await;
    on_postgres(async |store, url| {
        let application = before_plans(&store).await;
        store.close().await;
        let mut other = PgConnection::connect(&url).await.unwrap();
        for sql in FORGET {
            sqlx::query(sql).execute(&mut other).await.unwrap();
        }
        other.close().await.unwrap();
        counted_after(&url, &application).await;
    })
    .await;
}
