//! Buckets are shared fairly among the nodes that live, each by one at a time.

use std::collections::BTreeMap;

use fairlead::store::buckets::{BUCKETS, Share};
use fairlead::store::{NodeId, Store};
use futures::future::join_all;
use time::{Duration, OffsetDateTime};

use super::{NOW, application, connection};
use crate::database::{on_each, on_postgres, on_sqlite};

const PATIENCE: Duration = Duration::seconds(10);

async fn tend(store: &Store, node: NodeId, now: OffsetDateTime) -> Share {
    store.tend(node, now, PATIENCE).await.unwrap()
}

#[tokio::test]
async fn who_is_alone_holds_everything_and_takes_nothing_twice() {
    on_each(async |store| {
        let node = NodeId::fresh();
        let share = tend(&store, node, NOW).await;
        assert_eq!((share.held.len(), share.taken.len()), (BUCKETS, BUCKETS));
        assert!(share.taken.iter().all(|(_, tended_at)| tended_at.is_none()));
        let share = tend(&store, node, NOW + Duration::SECOND).await;
        assert_eq!((share.held.len(), share.taken.len()), (BUCKETS, 0));
        assert!(share.held.iter().all(|held| held.lease_number == 1));
        store.leave(node, NOW + Duration::MINUTE).await.unwrap();
        let share = tend(&store, NodeId::fresh(), NOW + Duration::HOUR).await;
        assert_eq!(share.taken.len(), BUCKETS);
        let left_at = Some(NOW + Duration::MINUTE);
        assert!(share.taken.iter().all(|(_, tended_at)| *tended_at == left_at));
        assert!(share.held.iter().all(|held| held.lease_number == 2));
    })
    .await;
}

/// Whose each bucket is, when each of `nodes` has just shown itself: nobody's twice.
async fn holders(store: &Store, nodes: &[NodeId], now: OffsetDateTime) -> BTreeMap<u8, NodeId> {
    let mut shares = Vec::new();
    // All are seen, who has too much gives back, who has too little takes: then it is even.
    for _ in 0..4 {
        shares = join_all(nodes.iter().map(|node| tend(store, *node, now))).await;
    }
    let mut holders = BTreeMap::new();
    for (node, share) in nodes.iter().zip(&shares) {
        for held in &share.held {
            assert_eq!(holders.insert(held.bucket, *node), None, "{}", held.bucket);
        }
        let fair = BUCKETS / nodes.len();
        assert!((fair..=fair + 1).contains(&share.held.len()), "{}", share.held.len());
    }
    holders
}

#[tokio::test]
async fn nodes_that_come_and_die_share_fairly() {
    on_postgres(async |store, _| {
        let nodes: Vec<_> = (0..3).map(|_| NodeId::fresh()).collect();
        assert_eq!(holders(&store, &nodes[..1], NOW).await.len(), BUCKETS);
        assert_eq!(holders(&store, &nodes, NOW + Duration::SECOND).await.len(), BUCKETS);
        // One dies: until its time is over it keeps what it has.
        let soon = NOW + PATIENCE;
        let early = join_all(nodes[..2].iter().map(|node| tend(&store, *node, soon))).await;
        assert!(early.iter().all(|share| share.taken.is_empty()));
        let later = soon + Duration::SECOND * 2;
        let held = holders(&store, &nodes[..2], later).await;
        assert_eq!(held.len(), BUCKETS);
        // It was only slow: it has nothing, and gets its share as any other.
        let late = tend(&store, nodes[2], later).await;
        assert!(late.held.iter().all(|it| !held.contains_key(&it.bucket)));
        assert_eq!(holders(&store, &nodes, later).await.len(), BUCKETS);
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_nobody_is_told_by_everybody() {
    on_each(async |store| {
        let application = application(&store).await;
        connection(&store, &application, "shop.example.test").await;
        let next = async |now| store.next_untended(now, PATIENCE).await.unwrap();
        assert_eq!(next(NOW).await, Some(NOW), "no node has ever come");
        let node = NodeId::fresh();
        tend(&store, node, NOW).await;
        assert_eq!(next(NOW + PATIENCE - Duration::MICROSECOND).await, None);
        assert_eq!(next(NOW + PATIENCE).await, Some(NOW), "it is dead");
        tend(&store, node, NOW + PATIENCE).await;
        assert_eq!(next(NOW + PATIENCE).await, None);
        store.leave(node, NOW + PATIENCE).await.unwrap();
        assert_eq!(next(NOW + PATIENCE).await, Some(NOW), "it has left");
    })
    .await;
}

#[tokio::test]
async fn on_sqlite_whoever_was_there_before_is_dead() {
    on_sqlite(async |store, _| {
        tend(&store, NodeId::fresh(), NOW).await;
        let share = tend(&store, NodeId::fresh(), NOW).await;
        assert_eq!(share.taken.len(), BUCKETS);
        assert!(share.taken.iter().all(|(_, tended_at)| *tended_at == Some(NOW)));
    })
    .await;
}
