//! Looks that changed nothing, many in one statement.

use std::collections::HashSet;

use app::domain::claim::Contest;
use fairlead::store::notes::{Note, Sight};
use fairlead::store::save::ConnectionUpdate;
use fairlead::store::{Connection, Store};
use time::Duration;

use super::{NOW, application, connection, proof};
use crate::database::on_each;

const LEASE: Duration = Duration::MINUTE;

fn note(looked_at: &Connection) -> Note {
    Note {
        id: looked_at.id,
        version: looked_at.version,
        lease_number: looked_at.lease_number,
        checked_at: NOW + Duration::SECOND,
        observed_at: Some(NOW),
        next_check_at: NOW + Duration::HOUR,
        sight: None,
        contest: None,
    }
}

async fn claim(store: &Store, made: &[Connection]) -> Vec<Connection> {
    let ids: Vec<_> = made.iter().map(|it| it.id).collect();
    store.claim(&ids, NOW, NOW, LEASE).await.unwrap()
}

#[tokio::test]
async fn many_looks_are_remembered_at_once_and_end_their_leases() {
    on_each(async |store| {
        let application = application(&store).await;
        let mut made = Vec::new();
        for n in 0..150 {
            made.push(connection(&store, &application, &format!("s{n}.example.test")).await);
        }
        let claimed = claim(&store, &made).await;
        assert_eq!(claimed.len(), 150);
        let notes: Vec<_> = claimed.iter().map(note).collect();
        let kept = store.note_looks(&notes).await.unwrap();
        assert_eq!(
            kept.into_iter().collect::<HashSet<_>>(),
            claimed.iter().map(|it| it.id).collect()
        );
        for looked_at in &claimed {
            let now = store.find_connection(looked_at.id).await.unwrap().unwrap();
            let wanted = Connection {
                last_checked_at: Some(NOW + Duration::SECOND),
                observed_at: Some(NOW),
                next_check_at: Some(NOW + Duration::HOUR),
                lease_until: None,
                ..looked_at.clone()
            };
            assert_eq!(now, wanted, "nothing else was touched");
        }
        assert_eq!(store.note_looks(&[]).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_was_seen_is_written_where_it_is_given() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = [connection(&store, &application, "shop.example.test").await];
        let claimed = claim(&store, &made).await;
        let mut seen = note(&claimed[0]);
        let progress = proof(&claimed[0]).progress;
        let sight = Sight {
            progress,
            observed: Vec::new(),
            findings: Vec::new(),
            earlier: claimed[0].earlier.clone(),
        };
        seen.sight = Some(Box::new(sight));
        let contest = Contest { missed_at: Some(NOW), ..Contest::new(true) };
        seen.contest = Some(contest.clone());
        store.note_looks(&[seen]).await.unwrap();
        let now = store.find_connection(made[0].id).await.unwrap().unwrap();
        assert_eq!((now.progress, &now.contest), (progress, &contest));
        assert_eq!(now.desired, made[0].desired);
    })
    .await;
}

#[tokio::test]
async fn a_note_under_an_older_lease_or_of_an_older_version_is_refused() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = [
            connection(&store, &application, "one.example.test").await,
            connection(&store, &application, "two.example.test").await,
        ];
        let claimed = claim(&store, &made).await;
        let late: Vec<_> = claimed.iter().map(note).collect();
        // The first has fallen to somebody else, the second was saved by somebody.
        let first = claimed.iter().find(|it| it.id == made[0].id).unwrap();
        let second = claimed.iter().find(|it| it.id == made[1].id).unwrap();
        let number = store.take_lease(first.id, NOW + LEASE, LEASE).await.unwrap();
        assert_eq!(number, Some(2));
        store.save(&ConnectionUpdate::of(second), NOW).await.unwrap();
        let before = [first.id, second.id].map(|id| store.find_connection(id));
        let before = futures::future::try_join_all(before).await.unwrap();
        assert_eq!(store.note_looks(&late).await.unwrap(), []);
        let after = [first.id, second.id].map(|id| store.find_connection(id));
        assert_eq!(futures::future::try_join_all(after).await.unwrap(), before);
    })
    .await;
}
