//! The getting of one certificate is one node's at a time, on both engines.

use std::collections::HashSet;

use fairlead::service::issue::LEASE;
use fairlead::store::certificates::Issuing;
use fairlead::store::{ConnectionId, Store};
use futures::future::join_all;
use time::{Duration, OffsetDateTime};

use crate::database::on_each;
use crate::store::{NOW, application, connection};

/// Certificates that are wanted since [`NOW`].
async fn wanted(store: &Store, count: usize) -> Vec<ConnectionId> {
    let application = application(store).await;
    let mut all = Vec::new();
    for nth in 0..count {
        let made = connection(store, &application, &format!("shop{nth}.example.test")).await;
        store.want_certificate(made.id, &made.hostname, NOW).await.unwrap();
        all.push(made.id);
    }
    all
}

/// What is leased then, where that is one or nothing.
async fn lease(store: &Store, now: OffsetDateTime) -> Option<Issuing> {
    let leased = store.lease_certificates(9, now, now + LEASE).await.unwrap();
    assert!(leased.len() <= 1);
    leased.into_iter().next()
}

#[tokio::test]
async fn a_certificate_that_is_due_is_leased_by_one_of_many() {
    on_each(async |store| {
        let all = wanted(&store, 20).await;
        let many =
            (0..8).map(|_| async { store.lease_certificates(99, NOW, NOW + LEASE).await.unwrap() });
        let leased = join_all(many).await.concat();
        assert!(leased.iter().all(|it| it.lease_number == 1));
        let ids: HashSet<ConnectionId> = leased.iter().map(|it| it.connection).collect();
        assert_eq!((leased.len(), ids), (20, all.into_iter().collect()));
    })
    .await;
}

#[tokio::test]
async fn what_a_node_finds_out_after_its_lease_has_fallen_to_another_is_not_kept() {
    on_each(async |store| {
        wanted(&store, 1).await;
        let first = lease(&store, NOW).await.unwrap();
        assert!(lease(&store, NOW + LEASE - Duration::MICROSECOND).await.is_none());
        let second = lease(&store, NOW + LEASE).await.unwrap();
        assert_eq!((first.lease_number, second.lease_number), (1, 2));
        let late = Issuing { bundle: Some("late".to_owned()), ..first };
        let kept = Issuing { bundle: Some("kept".to_owned()), due_at: None, ..second };
        assert!(!store.save_certificate(&late, None).await.unwrap());
        assert!(store.save_certificate(&kept, None).await.unwrap());
        assert!(!store.save_certificate(&late, None).await.unwrap());
        let mut rows = Vec::new();
        store.read_certificates(None, |row| rows.push(row)).await.unwrap();
        assert_eq!((rows.len(), rows[0].bundle.as_deref()), (1, Some("kept")));
        assert!(lease(&store, NOW + LEASE * 2).await.is_none(), "nothing is due");
    })
    .await;
}

/// A node that finds nothing to do for months at what it holds.
async fn rest(store: &Store, held: Issuing) {
    let rests = Issuing { due_at: Some(NOW + Duration::days(60)), ..held };
    store.save_certificate(&rests, None).await.unwrap();
}

#[tokio::test]
async fn what_is_in_a_hurry_while_a_node_is_at_it_is_not_left_for_months() {
    on_each(async |store| {
        let id = wanted(&store, 1).await[0];
        let held = lease(&store, NOW).await.unwrap();
        // Its connection ends meanwhile.
        let later = NOW + Duration::SECOND;
        store.hurry_certificate(id, later).await.unwrap();
        rest(&store, held).await;
        assert!(lease(&store, later).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn what_somebody_asks_for_while_a_node_is_at_it_is_done_at_once() {
    on_each(async |store| {
        let id = wanted(&store, 1).await[0];
        let held = lease(&store, NOW).await.unwrap();
        let later = NOW + Duration::SECOND;
        store.restart_certificate(id, later).await.unwrap();
        rest(&store, held).await;
        let again = lease(&store, later).await.unwrap();
        assert_eq!(again.issuance.retry_at, Some(later));
    })
    .await;
}
