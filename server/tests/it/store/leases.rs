//! What is checked by one is not checked by another, until its lease is over.

use std::collections::HashSet;

use fairlead::store::save::ConnectionUpdate;
use futures::future::join_all;
use time::Duration;

use super::{NOW, application, connection};
use crate::database::on_each;

const LEASE: Duration = Duration::MINUTE;

#[tokio::test]
async fn a_due_connection_is_claimed_by_one_of_many() {
    on_each(async |store| {
        let application = application(&store).await;
        for n in 0..40 {
            connection(&store, &application, &format!("shop{n}.example.test")).await;
        }
        let claims = (0..8).map(|_| async {
            let mut ids = Vec::new();
            loop {
                let some = store.claim_due(NOW, LEASE, 3).await.unwrap();
                assert!(some.len() <= 3);
                if some.is_empty() {
                    return ids;
                }
                assert!(some.iter().all(|it| it.lease_number == 1 && it.is_being_checked(NOW)));
                ids.extend(some.into_iter().map(|it| it.id));
            }
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
        assert_eq!(store.next_due().await.unwrap(), Some(NOW));
        assert_eq!(store.claim_due(NOW, LEASE, 1).await.unwrap().len(), 1);

        assert_eq!(store.next_due().await.unwrap(), Some(NOW + LEASE));
        let early = NOW + LEASE - Duration::MICROSECOND;
        assert_eq!(store.claim_due(early, LEASE, 1).await.unwrap(), []);
        assert_eq!(store.take_lease(made.id, early, LEASE).await.unwrap(), None);
        let again = store.claim_due(NOW + LEASE, LEASE, 1).await.unwrap();
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
        assert_eq!(store.claim_due(NOW, LEASE, 1).await.unwrap(), []);
        let soon = NOW + Duration::SECOND;
        store.wake(&[made.id], soon).await.unwrap();
        store.wake(&[made.id], rare).await.unwrap();
        assert_eq!(store.next_due().await.unwrap(), Some(soon));

        // While somebody checks it, nobody is sent to look at it again and again.
        store.take_lease(made.id, NOW, LEASE).await.unwrap();
        store.wake(&[made.id], NOW).await.unwrap();
        assert_eq!(store.next_due().await.unwrap(), Some(NOW + LEASE));
    })
    .await;
}
