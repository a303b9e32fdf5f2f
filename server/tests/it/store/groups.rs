//! What many ask for at once is committed together, and answered to each by itself.

use futures::future::join_all;

use super::*;
use crate::database::{on_each, on_sqlite};

#[tokio::test]
async fn of_many_made_at_once_each_gets_its_own_answer_and_the_good_ones_stay() {
    on_each(async |store| {
        let application = application(&store).await;
        let held = connection(&store, &application, "held.example.test").await;
        store.save(&proof(&held), NOW).await.unwrap();
        let first = connection(&store, &application, "same.example.test").await;
        // Every third is good, and stands between two that are refused.
        let tries = (0..90).map(|nth| {
            let (store, application) = (&store, &application);
            async move {
                let hostname = match nth % 3 {
                    0 => format!("new{nth}.example.test"),
                    1 => "held.example.test".to_owned(),
                    _ => "same.example.test".to_owned(),
                };
                create(store, application, "customer", &hostname, None).await
            }
        });
        for (nth, outcome) in join_all(tries).await.into_iter().enumerate() {
            match (nth % 3, outcome) {
                (0, Ok(made)) => {
                    assert_eq!(made.hostname.as_str(), format!("new{nth}.example.test"));
                    assert_eq!(store.find_connection(made.id).await.unwrap(), Some(made));
                }
                (1, Err(StoreError::ClaimHeld { holder, .. })) => assert_eq!(holder, held.id),
                (2, Err(StoreError::Duplicate(id))) => assert_eq!(id, first.id),
                (_, outcome) => panic!("{nth}: {outcome:?}"),
            }
        }
        assert_eq!(count(&store).await, 32);
    })
    .await;
}

#[tokio::test]
async fn a_limit_holds_among_those_that_are_committed_together() {
    on_each(async |store| {
        let application = application(&store).await;
        let tries = (0..64).map(|nth| {
            let (store, application) = (&store, &application);
            let hostname = format!("n{nth}.example.test");
            async move { create(store, application, "customer", &hostname, Some(5)).await }
        });
        let outcomes = join_all(tries).await;
        let made = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let refused = |it: &&Result<_, _>| matches!(it, Err(StoreError::TooManyUnproven));
        assert_eq!((made, outcomes.iter().filter(refused).count()), (5, 59));
        assert_eq!(count(&store).await, 5);
    })
    .await;
}

/// Whoever goes away in the middle takes nothing from the others.
#[tokio::test]
async fn a_caller_that_goes_away_leaves_the_others_their_answers() {
    on_each(async |store| {
        let application = application(&store).await;
        let name = |nth: usize| format!("n{nth}.example.test");
        for round in 0..8 {
            let names: Vec<String> = (0..8).map(|nth| name(round * 8 + nth)).collect();
            let mut tries: Vec<_> = names
                .iter()
                .map(|name| Box::pin(create(&store, &application, "customer", name, None)))
                .collect();
            let gone = tries.split_off(4);
            let all = join_all(gone);
            tokio::select! {
                biased;
                _ = all => {}
                () = std::future::ready(()) => {}
            }
            for outcome in join_all(tries).await {
                outcome.unwrap();
            }
        }
        assert!(32 <= count(&store).await);
    })
    .await;
}

/// The database refuses the row itself, in the middle of the others.
#[tokio::test]
async fn a_failure_of_the_database_is_told_to_the_one_it_meets() {
    on_sqlite(async |store, url| {
        use sqlx::Connection as _;
        let application = application(&store).await;
        let mut other = sqlx::SqliteConnection::connect(&url).await.unwrap();
        let sql = "CREATE TRIGGER no_bad BEFORE INSERT ON connections \
            WHEN NEW.hostname LIKE 'bad%' BEGIN SELECT RAISE(ROLLBACK, 'no'); END";
        sqlx::query(sql).execute(&mut other).await.unwrap();
        other.close().await.unwrap();
        let names: Vec<String> = (0..30)
            .map(|nth| format!("{}{nth}.example.test", if nth % 5 == 2 { "bad" } else { "good" }))
            .collect();
        let tries = names.iter().map(|name| create(&store, &application, "customer", name, None));
        for (name, outcome) in names.iter().zip(join_all(tries).await) {
            assert_eq!(outcome.is_ok(), name.starts_with("good"), "{name}: {outcome:?}");
        }
        assert_eq!(count(&store).await, 24);
    })
    .await;
}

async fn count(store: &Store) -> usize {
    let mut reader = store.read_gate(None).await.unwrap();
    let mut count = 0;
    while let Some(page) = reader.next().await.unwrap() {
        count += page.lines().count();
    }
    count
}
