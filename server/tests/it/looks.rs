//! Looks of the worker: those that change nothing are written later, together, and lose nothing;
//! one whose lease has fallen to another starts nothing. What is live is looked at without a
//! lease, until there is news of it.

use app::domain::certificate::CertificateStatus;
use app::domain::connection::State;
use fairlead::service::check::LEASE;
use fairlead::store::Connection;
use fairlead::store::save::ConnectionUpdate;
use serde_json::Value;

use crate::world::{World, id};

/// Leases it as the worker does, whether it is due or not.
async fn claim(world: &World, made: &Value) -> Connection {
    let service = &world.running.service;
    let (id, now) = (id(made).parse().unwrap(), service.clock.now());
    let claimed = service.store.claim(&[id], now + LEASE * 10_000, now, LEASE).await;
    claimed.unwrap().pop().unwrap()
}

/// Looks as the worker does.
async fn look(world: &World, made: &Value) -> Connection {
    let claimed = claim(world, made).await;
    world.running.service.check_taken(claimed).await.unwrap();
    row(world, made).await
}

async fn row(world: &World, made: &Value) -> Connection {
    let found = world.running.service.store.find_connection(id(made).parse().unwrap()).await;
    found.unwrap().unwrap()
}

#[tokio::test]
async fn a_live_name_that_is_as_it_was_is_noted_and_nothing_is_told() {
    let world = World::on_demand().await;
    let service = &world.running.service;
    let made = world.live("shop.sandbox.test").await;
    // By now the resolvers have it, too: that is news.
    world.advance(3_600).await;
    world.check(&made).await;
    let (before, events) = (row(&world, &made).await, world.events(&made).await);
    world.advance(3_600).await;
    let looked = look(&world, &made).await;
    assert_eq!((service.notes.len(), looked.version), (1, before.version));
    assert!(looked.lease_until.is_some(), "nobody else looks until it is written");
    service.write_notes().await.unwrap();
    let after = row(&world, &made).await;
    assert_eq!((service.notes.len(), after.version, after.lease_until), (0, before.version, None));
    assert!(before.last_checked_at < after.last_checked_at);
    assert!(Some(service.clock.now()) < after.next_check_at);
    assert_eq!(world.events(&made).await, events);
}

#[tokio::test]
async fn a_certificate_that_time_has_changed_is_told_although_it_is_the_same() {
    let world = World::on_demand().await;
    let service = &world.running.service;
    let made = world.live("shop.sandbox.test").await;
    world.check(&made).await;
    let mut update = ConnectionUpdate::of(&row(&world, &made).await);
    update.certificate.status = CertificateStatus::Expiring;
    service.store.save(&update, service.clock.now()).await.unwrap();
    let looked = look(&world, &made).await;
    assert!(service.notes.is_empty());
    assert_eq!(looked.certificate.status, CertificateStatus::Active);
}

#[tokio::test]
async fn that_a_proof_was_missed_is_remembered_of_every_look() {
    let world = World::on_demand().await;
    let service = &world.running.service;
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    let before = row(&world, &made).await;
    world.advance(60).await;
    look(&world, &made).await;
    assert_eq!(service.notes.len(), 1);
    service.write_notes().await.unwrap();
    let after = row(&world, &made).await;
    assert_eq!(after.version, before.version);
    assert!(before.contest.missed_at < after.contest.missed_at, "{:?}", after.contest);
}

#[tokio::test]
async fn what_was_saved_meanwhile_stands_and_is_not_locked_away() {
    let world = World::on_demand().await;
    let service = &world.running.service;
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    world.advance(60).await;
    let looked = look(&world, &made).await;
    let saved = service.store.save(&ConnectionUpdate::of(&looked), service.clock.now()).await;
    service.write_notes().await.unwrap();
    let after = row(&world, &made).await;
    assert_eq!(after, Connection { lease_until: None, ..saved.unwrap() });
}

#[tokio::test]
async fn whose_lease_has_fallen_to_another_visits_no_edge() {
    let world = World::on_demand().await;
    let service = &world.running.service;
    let made = world.connect("shop.sandbox.test").await;
    world.obey(&made, &["ownership", "routing"]).await;
    let slow = claim(&world, &made).await;
    world.advance(LEASE.whole_seconds()).await;
    let other = claim(&world, &made).await;
    assert_eq!(other.lease_number, slow.lease_number + 1);
    service.check_taken(slow).await.unwrap();
    let after = row(&world, &made).await;
    assert_eq!(after.progress.state(), State::IssuingCert);
    assert_eq!(after.attempts.count, 0, "a handshake would have started an order");
    assert!(after.lease_until.is_some(), "the lease is the other's");
    // Whoever has the lease brings it to its end.
    service.store.end_lease(after.id, other.lease_number).await.unwrap();
    assert_eq!(look(&world, &made).await.progress.state(), State::Live);
}

/// Takes it as the worker does what is live and due.
async fn standing(world: &World, made: &Value) -> Connection {
    let service = &world.running.service;
    let (id, now) = (id(made).parse().unwrap(), service.clock.now());
    service.store.standing(&[id], now).await.unwrap().pop().unwrap()
}

/// A live name that is due, by now of no news.
async fn overdue(world: &World) -> Value {
    let made = world.live("shop.sandbox.test").await;
    world.advance(3_600).await;
    world.check(&made).await;
    world.advance(24 * 3_600).await;
    made
}

/// Withdraws what it wants.
async fn disobey(world: &World, connection: &Value) {
    for record in connection["desired_records"].as_array().unwrap() {
        let text = |field: &str| record[field].as_str().unwrap();
        world.withdraw(text("host"), text("type")).await;
    }
}

#[tokio::test]
async fn a_live_name_that_is_as_it_was_needs_no_lease() {
    let world = World::on_demand().await;
    let service = &world.running.service;
    let made = overdue(&world).await;
    let before = standing(&world, &made).await;
    service.check_taken(before.clone()).await.unwrap();
    assert_eq!((service.notes.len(), row(&world, &made).await), (1, before.clone()));
    service.write_notes().await.unwrap();
    let after = row(&world, &made).await;
    assert_eq!((after.version, after.lease_number), (before.version, before.lease_number));
    assert!(before.last_checked_at < after.last_checked_at);
}

#[tokio::test]
async fn news_of_a_live_name_is_told_under_a_lease_and_once() {
    let world = World::on_demand().await;
    let service = &world.running.service;
    let made = overdue(&world).await;
    disobey(&world, &made).await;
    // Two nodes hold its bucket for a moment: both look.
    let (one, other) = (standing(&world, &made).await, standing(&world, &made).await);
    service.check_taken(one.clone()).await.unwrap();
    let told = row(&world, &made).await;
    assert!(one.version < told.version);
    assert_eq!((told.lease_number, told.lease_until), (one.lease_number + 1, None));
    service.check_taken(other).await.unwrap();
    let after = row(&world, &made).await;
    assert_eq!((after.version, after.lease_until), (told.version, None), "it was told already");
}

#[tokio::test]
async fn news_is_left_to_whoever_has_leased_the_name_meanwhile() {
    let world = World::on_demand().await;
    let service = &world.running.service;
    let made = overdue(&world).await;
    let slow = standing(&world, &made).await;
    disobey(&world, &made).await;
    let other = claim(&world, &made).await;
    service.check_taken(slow).await.unwrap();
    assert_eq!(row(&world, &made).await, other);
}
