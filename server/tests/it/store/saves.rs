//! A save is all or nothing, and the first one wins.

use app::domain::certificate::{Certificate, CertificateStatus};
use app::domain::desired::{DesiredRecord, Purpose};
use app::domain::diagnosis::{ObservedRecord, RecordStatus};
use app::domain::earlier::Earlier;
use app::domain::event::EventType;
use app::domain::gate::Attempts;
use app::domain::provider::ProviderRef;
use app::domain::record::RecordType;
use fairlead::store::history::HistoryKind;
use fairlead::store::save::{AttemptChange, ConnectionUpdate, NewEvent, NewHistory};
use fairlead::store::{Connection, StoreError};
use futures::future::join_all;
use serde_json::json;
use time::Duration;

use super::{ALL, NOW, application, archival, connection, proof};
use crate::database::on_each;

fn told(connection: &Connection, event: EventType) -> ConnectionUpdate {
    ConnectionUpdate {
        history: vec![NewHistory { kind: HistoryKind::Transition, payload: json!({"to": "x"}) }],
        events: vec![NewEvent { event_type: event, data: json!({"hostname": "x"}) }],
        ..ConnectionUpdate::of(connection)
    }
}

#[tokio::test]
async fn everything_that_a_check_found_is_read_again() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        let record = DesiredRecord {
            host: "shop.example.test".parse().unwrap(),
            rtype: RecordType::Cname,
            value: "edge.acme.test".to_owned(),
            ttl: 300,
            purpose: Purpose::Routing,
        };
        let observed = ObservedRecord {
            record,
            propagated: true,
            observed_value: Some("edge.acme.test".to_owned()),
            status: RecordStatus::Propagated,
            seen_by: Vec::new(),
            visible_at: None,
            latest_at: Some(NOW),
            confidence: None,
        };
        let status = CertificateStatus::Active;
        let certificate = Certificate { status, not_after: Some(NOW), ..Certificate::default() };
        let provider = ProviderRef { id: "p".to_owned(), name: "P".to_owned() };
        let earlier = Earlier { disagreeing_since: Some(NOW), ..Earlier::default() };
        let later = NOW + Duration::MINUTE;
        let update = ConnectionUpdate {
            zone_apex: Some("example.test".parse().unwrap()),
            provider: Some(provider.clone()),
            observed: vec![observed.clone()],
            earlier: earlier.clone(),
            certificate: certificate.clone(),
            refused: true,
            observed_at: Some(later),
            last_checked_at: Some(later),
            next_check_at: Some(later + Duration::HOUR),
            ..proof(&made)
        };
        let saved = store.save(&update, later).await.unwrap();
        let wanted = Connection {
            zone_apex: update.zone_apex.clone(),
            provider: Some(provider),
            progress: update.progress,
            observed: vec![observed],
            earlier,
            certificate,
            refused: true,
            observed_at: Some(later),
            last_checked_at: Some(later),
            next_check_at: Some(later + Duration::HOUR),
            version: 2,
            updated_at: later,
            ..made
        };
        assert_eq!(saved, wanted);
        assert_eq!(store.find_connection(saved.id).await.unwrap(), Some(saved));
    })
    .await;
}

#[tokio::test]
async fn of_two_savers_of_one_version_one_is_told_that_it_is_stale() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        let update = told(&made, EventType::Verified);
        let outcomes = join_all((0..4).map(|_| store.save(&update, NOW))).await;
        assert_eq!(outcomes.iter().flatten().count(), 1);
        for error in outcomes.into_iter().filter_map(Result::err) {
            assert!(matches!(error, StoreError::StaleVersion), "{error:?}");
        }
        assert_eq!(store.events_of(made.id).await.unwrap().len(), 1);
        assert_eq!(store.history(made.id, ALL).await.unwrap().data.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn events_are_numbered_per_connection_in_the_order_of_their_saves() {
    on_each(async |store| {
        let application = application(&store).await;
        let other = connection(&store, &application, "other.example.test").await;
        let made = connection(&store, &application, "shop.example.test").await;
        let mut update = told(&made, EventType::SslIssued);
        update.events.push(NewEvent { event_type: EventType::FlowCompleted, data: json!({}) });
        let saved = store.save(&update, NOW).await.unwrap();
        store.save(&told(&other, EventType::Verified), NOW).await.unwrap();
        let saved = store.save(&told(&saved, EventType::Drift), NOW).await.unwrap();
        assert_eq!(saved.sequence, 3);

        let events = store.events_of(made.id).await.unwrap();
        let told: Vec<_> = events.iter().map(|it| (it.sequence, it.event_type)).collect();
        assert_eq!(
            told,
            [(1, EventType::SslIssued), (2, EventType::FlowCompleted), (3, EventType::Drift)]
        );
        assert_eq!(events[2].data, json!({"hostname": "x"}));
        assert_eq!(store.pending_events(3).await.unwrap().len(), 3);
        assert_eq!(store.pending_events(10).await.unwrap().len(), 4);
        let history = store.history(made.id, ALL).await.unwrap().data;
        assert!(history.iter().all(|line| line.payload == json!({"to": "x"})));
        assert_eq!(history.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_has_ended_unproven_is_never_due_again() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        let saved = store.save(&archival(&made), NOW).await.unwrap();
        assert_eq!(saved.next_check_at, None);
        store.wake(&[made.id], NOW).await.unwrap();
        let ids = [made.id];
        assert_eq!(store.claim(&ids, NOW, NOW, Duration::MINUTE).await.unwrap(), []);
        assert_eq!(store.take_lease(made.id, NOW, Duration::MINUTE).await.unwrap(), None);
        assert_eq!(store.due_of(&ids).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn an_attempt_is_granted_to_one_of_many_and_forgotten_with_a_certificate() {
    on_each(async |store| {
        let application = application(&store).await;
        let made = connection(&store, &application, "shop.example.test").await;
        let none = Attempts::default();
        let grants = join_all((0..8).map(|_| store.grant_attempt(made.id, none, NOW))).await;
        assert_eq!(grants.into_iter().filter(|it| *it.as_ref().unwrap()).count(), 1);

        let counted = store.find_connection(made.id).await.unwrap().unwrap();
        assert_eq!(counted.attempts, Attempts { count: 1, last_at: Some(NOW) });
        assert!(store.grant_attempt(made.id, counted.attempts, NOW).await.unwrap());

        // A save that saw no certificate leaves them, although it was loaded before.
        let saved = store.save(&ConnectionUpdate::of(&made), NOW).await.unwrap();
        assert_eq!(saved.attempts.count, 2);
        let seen =
            ConnectionUpdate { attempts: AttemptChange::Over, ..ConnectionUpdate::of(&saved) };
        assert_eq!(store.save(&seen, NOW).await.unwrap().attempts, none);
    })
    .await;
}
