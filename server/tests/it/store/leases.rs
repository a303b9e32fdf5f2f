//! What is checked by one is not checked by another, until its lease is over.

use std::collections::HashSet;

use fairlead::store::save::ConnectionUpdate;
use fairlead::store::{ConnectionId, Store};
use futures::future::join_all;
use time::{Duration, OffsetDateTime};

use super::{NOW, application, connection, live};
use crate::database::on_each;

const LEASE: Duration = Duration::MINUTE;

async fn due(store: &Store, id: ConnectionId) -> Option<OffsetDateTime> {
    store.due_of(&[id]).await.unwrap().first().map(|due| due.at)
}

#[tokio::test]
async fn a_due_connection_is_claimed_by_one_of_many() {
    on_each(async |store| {
        let application = application(&store).await;
        let mut all = Vec::new();
        for n in 0..40 {
            all.push(connection(&store, &application, &format!("shop{n}.example.test")).await.id);
        }
        let claims = (0..8).map(|_| async {
            let mut ids = Vec::new();
            for some in all.chunks(3) {
                let some = store.claim(some, NOW, NOW, LEASE).await.unwrap();
                assert!(some.iter().all(|it| it.lease_number == 1 && it.is_being_checked(NOW)));
                ids.extend(some.into_iter().map(|it| it.id));
            }
            ids
        });
        let ids: Vec<_> = join_all(claims).await.concat();
        assert_eq!((ids.len(), ids.iter().collect::<HashSet<_>>().len()), (40, 40));
    })
    .await;
}

#[tokio::test]
async fn a_check_whose_process_died_falls_back_by_its_lease() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        assert_eq!(due(&store, made.id).await, Some(NOW));
        assert_eq!(store.claim(&[made.id], NOW, NOW, LEASE).await.unwrap().len(), 1);

        assert_eq!(due(&store, made.id).await, Some(NOW + LEASE));
        let early = NOW + LEASE - Duration::MICROSECOND;
        assert_eq!(store.claim(&[made.id], early, early, LEASE).await.unwrap(), []);
        assert_eq!(store.take_lease(made.id, early, LEASE).await.unwrap(), None);
        let again = store.claim(&[made.id], NOW + LEASE, NOW + LEASE, LEASE).await.unwrap();
        assert_eq!(again.first().unwrap().lease_number, 2);
    })
    .await;
}

#[tokio::test]
async fn a_late_save_does_not_end_the_next_lease() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        let first = store.take_lease(made.id, NOW, LEASE).await.unwrap().unwrap();
        let second = store.take_lease(made.id, NOW + LEASE, LEASE).await.unwrap().unwrap();
        assert_eq!((first, second), (1, 2));

        let late = ConnectionUpdate { ends_lease: Some(first), ..ConnectionUpdate::of(&made) };
        let saved = store.save(&late, NOW).await.unwrap();
        assert!(saved.is_being_checked(NOW + LEASE));

        let own = ConnectionUpdate { ends_lease: Some(second), ..ConnectionUpdate::of(&saved) };
        assert_eq!(store.save(&own, NOW).await.unwrap().lease_until, None);
        assert_eq!(store.take_lease(made.id, NOW, LEASE).await.unwrap(), Some(3));
    })
    .await;
}

#[tokio::test]
async fn waking_makes_due_earlier_and_never_later() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        let rare = NOW + Duration::DAY;
        let update = ConnectionUpdate { next_check_at: Some(rare), ..ConnectionUpdate::of(&made) };
        store.save(&update, NOW).await.unwrap();
        assert_eq!(store.claim(&[made.id], NOW, NOW, LEASE).await.unwrap(), []);
        let soon = NOW + Duration::SECOND;
        store.wake(&[made.id], soon).await.unwrap();
        store.wake(&[made.id], rare).await.unwrap();
        assert_eq!(due(&store, made.id).await, Some(soon));

        // While somebody checks it, nobody is sent to look at it again and again.
        store.take_lease(made.id, NOW, LEASE).await.unwrap();
        store.wake(&[made.id], NOW).await.unwrap();
        assert_eq!(due(&store, made.id).await, Some(NOW + LEASE));
    })
    .await;
}

#[tokio::test]
async fn a_lease_is_over_for_whoever_holds_an_older_one() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        let first = store.take_lease(made.id, NOW, LEASE).await.unwrap().unwrap();
        assert_eq!(store.lease_end(made.id, first).await.unwrap(), Some(NOW + LEASE));
        let second = store.take_lease(made.id, NOW + LEASE, LEASE).await.unwrap().unwrap();
        assert_eq!(store.lease_end(made.id, first).await.unwrap(), None);
        assert_eq!(store.lease_end(made.id, second).await.unwrap(), Some(NOW + LEASE * 2));
    })
    .await;
}

#[tokio::test]
async fn a_bucket_tells_when_its_own_are_due_that_have_not_ended() {
    on_each(async |store| {
        let application = application(&store).await;
        let mut wanted = Vec::new();
        for n in 0..20 {
            let made = connection(&store, &application, &format!("shop{n}.example.test")).await;
            wanted.push(made.id);
        }
        let ended = connection(&store, &application, "ended.example.test").await;
        store.save(&super::archival(&ended), NOW).await.unwrap();
        let mut found = Vec::new();
        for bucket in 0..=255 {
            for due in store.due_in(bucket).await.unwrap() {
                assert_eq!((due.id.bucket(), due.at, due.since), (bucket, NOW, NOW));
                found.push(due.id);
            }
        }
        found.sort();
        assert_eq!(found, wanted);
    })
    .await;
}

#[tokio::test]
async fn what_was_proven_is_due_after_its_end_until_it_says_otherwise() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        let proven = store.save(&live(&made), NOW).await.unwrap();
        let ended = store.save(&super::archival(&proven), NOW).await.unwrap();
        let in_bucket = async || store.due_in(made.id.bucket()).await.unwrap();
        assert_eq!((ended.next_check_at, in_bucket().await.len()), (Some(NOW), 1));
        assert_eq!(store.standing(&[made.id], NOW).await.unwrap(), []);
        let taken = store.claim(&[made.id], NOW, NOW, LEASE).await.unwrap().pop().unwrap();
        let over = ConnectionUpdate {
            next_check_at: None,
            ends_lease: Some(taken.lease_number),
            ..ConnectionUpdate::of(&taken)
        };
        store.save(&over, NOW).await.unwrap();
        // Nobody who watches it makes it due again.
        store.wake(&[made.id], NOW).await.unwrap();
        assert_eq!((due(&store, made.id).await, in_bucket().await), (None, vec![]));
    })
    .await;
}

#[tokio::test]
async fn what_is_live_and_due_is_read_and_not_leased() {
    on_each(async |store| {
        let application = application(&store).await;
        let pending = connection(&store, &application, "new.example.test").await;
        let mut all = vec![pending.id];
        for (name, due) in [("late", NOW), ("early", NOW + Duration::SECOND), ("leased", NOW)] {
            let made = connection(&store, &application, &format!("{name}.example.test")).await;
            let update = ConnectionUpdate { next_check_at: Some(due), ..live(&made) };
            all.push(store.save(&update, NOW).await.unwrap().id);
        }
        assert_eq!(store.take_lease(all[3], NOW, LEASE).await.unwrap(), Some(1));
        let standing = store.standing(&all, NOW).await.unwrap();
        let found = store.find_connection(all[1]).await.unwrap().unwrap();
        assert_eq!(standing, [found], "and it is as it was");
        assert_eq!(standing[0].lease_number, 0);
    })
    .await;
}
