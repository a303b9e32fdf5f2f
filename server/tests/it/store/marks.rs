//! A reader of the gate's rows misses no change, whoever made it.

use app::domain::gate::Attempts;
use fairlead::store::gate::Mark;
use fairlead::store::save::ConnectionUpdate;
use fairlead::store::{Application, ConnectionId, Store};
use sqlx::{Connection as _, PgConnection};

use super::{NOW, application, connection};
use crate::database::{on_each, on_postgres, on_sqlite};

/// What changed since a mark, which moves on.
pub(crate) async fn changed(store: &Store, mark: &mut Option<Mark>) -> Vec<ConnectionId> {
    let mut reader = store.read_gate(*mark).await.unwrap();
    let mut ids = Vec::new();
    while let Some(page) = reader.next().await.unwrap() {
        ids.extend(page.lines().map(|line| line.unwrap().id));
    }
    *mark = Some(reader.mark());
    ids.sort();
    ids
}

/// Reads on. On Postgres rows may come again, as long as any older transaction of the whole
/// server runs.
async fn check(store: &Store, mark: &mut Option<Mark>, wanted: &[ConnectionId]) {
    let ids = changed(store, mark).await;
    assert!(wanted.iter().all(|id| ids.contains(id)), "{wanted:?} are not all in {ids:?}");
}

#[tokio::test]
async fn every_change_is_seen_by_the_next_reading() {
    on_each(async |store| {
        let mut application = application(&store).await;
        let mut mark = None;
        assert_eq!(changed(&store, &mut mark).await, []);
        let one = connection(&store, &application, "one.example.test").await;
        let two = connection(&store, &application, "two.example.test").await;
        check(&store, &mut mark, &[one.id, two.id]).await;
        store.save(&ConnectionUpdate::of(&one), NOW).await.unwrap();
        check(&store, &mut mark, &[one.id]).await;
        store.grant_attempt(two.id, Attempts::default(), NOW).await.unwrap();
        check(&store, &mut mark, &[two.id]).await;

        application.origin = Some("https://new.acme.test".to_owned());
        store.update_application(&application).await.unwrap();
        let origins = store.gate_origins(mark).await.unwrap();
        assert!(origins.contains(&(application.id, application.origin.clone())), "{origins:?}");
        assert_eq!(changed(&store, &mut None).await, [one.id, two.id]);
    })
    .await;
}

#[tokio::test]
async fn on_sqlite_a_change_is_seen_once() {
    on_sqlite(async |store, _| {
        let application = application(&store).await;
        let one = connection(&store, &application, "one.example.test").await;
        let two = connection(&store, &application, "two.example.test").await;
        let mut mark = None;
        assert_eq!(changed(&store, &mut mark).await, [one.id, two.id]);
        assert_eq!(changed(&store, &mut mark).await, []);
        store.save(&ConnectionUpdate::of(&two), NOW).await.unwrap();
        assert_eq!(changed(&store, &mut mark).await, [two.id]);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_commits_late_is_seen_although_later_ones_were() {
    on_postgres(async |store, url| {
        let application: Application = application(&store).await;
        let slow = connection(&store, &application, "slow.example.test").await;
        let fast = connection(&store, &application, "fast.example.test").await;
        let mut mark = None;
        changed(&store, &mut mark).await;

        let mut other = PgConnection::connect(&url).await.unwrap();
        let mut tx = other.begin().await.unwrap();
        let sql =
            "UPDATE connections SET change = pg_current_xact_id()::text::bigint WHERE id = $1";
        sqlx::query(sql).bind(slow.id.to_string()).execute(&mut *tx).await.unwrap();
        store.save(&ConnectionUpdate::of(&fast), NOW).await.unwrap();
        check(&store, &mut mark, &[fast.id]).await;
        tx.commit().await.unwrap();
        check(&store, &mut mark, &[slow.id]).await;
        other.close().await.unwrap();
    })
    .await;
}
