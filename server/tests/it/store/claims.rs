//! One hostname, one holder.

use fairlead::store::{Store, StoreError};
use futures::future::join_all;

use super::{NOW, application, archival, connection, create, proof};
use crate::database::on_each;

#[tokio::test]
async fn a_held_hostname_is_not_connected_again_until_its_holder_is_archived() {
    on_each(async |store| {
        let (ours, theirs) = (application(&store).await, application(&store).await);
        let holder = connection(&store, &ours, "shop.example.test").await;
        let holder = store.save(&proof(&holder), NOW).await.unwrap();
        for application in [&ours, &theirs] {
            let refused = create(&store, application, "x", "shop.example.test", None).await;
            let Err(StoreError::ClaimHeld { holder: id, tenant }) = refused else {
                panic!("{refused:?}")
            };
            assert_eq!((id, tenant), (holder.id, ours.tenant_id));
        }
        connection(&store, &theirs, "*.shop.example.test").await;
        store.save(&archival(&holder), NOW).await.unwrap();
        connection(&store, &theirs, "shop.example.test").await;
        connection(&store, &ours, "shop.example.test").await;
    })
    .await;
}

#[tokio::test]
async fn the_first_proof_wins_and_the_second_hears_who_did() {
    on_each(async |store| {
        let (ours, theirs) = (application(&store).await, application(&store).await);
        let first = connection(&store, &ours, "shop.example.test").await;
        let second = connection(&store, &theirs, "shop.example.test").await;
        let (one, two) = (proof(&first), proof(&second));
        let outcomes = join_all([store.save(&one, NOW), store.save(&two, NOW)]).await;
        let winners: Vec<_> = outcomes.iter().flatten().map(|saved| saved.id).collect();
        let [winner] = winners[..] else { panic!("{outcomes:?}") };
        let loser = outcomes.into_iter().find_map(Result::err).unwrap();
        assert!(
            matches!(loser, StoreError::ClaimHeld { holder, .. } if holder == winner),
            "{loser:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_holder_that_yields_does_so_in_the_transaction_of_the_proof() {
    on_each(async |store| {
        let (ours, theirs) = (application(&store).await, application(&store).await);
        let second = connection(&store, &theirs, "shop.example.test").await;
        let first = connection(&store, &ours, "shop.example.test").await;
        let first = store.save(&proof(&first), NOW).await.unwrap();

        // Not the one without the other: the second update's version is stale.
        let mut stale = proof(&second);
        stale.version += 1;
        let refused = store.save_together(&[archival(&first), stale], NOW).await;
        assert!(matches!(refused, Err(StoreError::StaleVersion)), "{refused:?}");
        assert_eq!(store.find_connection(first.id).await.unwrap().as_ref(), Some(&first));

        let updates = [archival(&first), proof(&second)];
        let saved = store.save_together(&updates, NOW).await.unwrap();
        assert!(!saved[0].progress.holds_claim() && saved[1].progress.holds_claim());
    })
    .await;
}

#[tokio::test]
async fn one_customer_connects_a_hostname_once() {
    on_each(async |store| {
        let application = application(&store).await;
        let tries = (0..4).map(|_| create(&store, &application, "a", "shop.example.test", None));
        let outcomes = join_all(tries).await;
        let made: Vec<_> = outcomes.iter().flatten().map(|made| made.id).collect();
        let [made] = made[..] else { panic!("{outcomes:?}") };
        for error in outcomes.into_iter().filter_map(Result::err) {
            assert!(matches!(error, StoreError::Duplicate(id) if id == made), "{error:?}");
        }
        create(&store, &application, "b", "shop.example.test", None).await.unwrap();
    })
    .await;
}

async fn tried(store: &Store, reference: &str, limit: Option<u32>, tries: usize) -> usize {
    let application = application(store).await;
    let names: Vec<_> = (0..tries).map(|n| format!("{reference}{n}.example.test")).collect();
    let tries = names.iter().map(|name| create(store, &application, reference, name, limit));
    let outcomes = join_all(tries).await;
    let refused = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    for error in refused {
        assert!(matches!(error, StoreError::TooManyUnproven), "{error:?}");
    }
    if let Some(limit) = limit {
        let again = create(store, &application, reference, &names[0], Some(limit)).await;
        let expected = outcomes.iter().flatten().any(|made| made.display_hostname == names[0]);
        assert_eq!(matches!(again, Err(StoreError::Duplicate(_))), expected, "{again:?}");
    }
    outcomes.iter().flatten().count()
}

#[tokio::test]
async fn many_at_once_over_a_limit_make_exactly_as_many_as_it_allows() {
    on_each(async |store| {
        assert_eq!(tried(&store, "limited", Some(5), 12).await, 5);
        assert_eq!(tried(&store, "unlimited", None, 12).await, 12);
    })
    .await;
}
