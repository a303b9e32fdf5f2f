//! What CAs allow is counted here before they count it: an order that they would refuse is not
//! made, tells when it goes, and goes by itself.

use app::domain::issuance::Allowance;
use app::domain::name::Hostname;
use fairlead::store::certificates::{AskedOf, OrderEnd};
use fairlead::store::{OrderId, Store};
use futures::future::join_all;
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::ca::{At, Ca};
use super::setup::{Acme, DAY, MINUTE, NAME, is_live, moment, serial, status};
use crate::database::{on_postgres, on_sqlite};
use crate::store::NOW;
use crate::world::{codes, finding, path};

const OTHER: &str = "other.sandbox.test";
/// A name of which there is nothing but orders in the books.
const BUSY: &str = "busy.example.test";
/// The directory of a CA that nobody asks.
const DIRECTORY: &str = "https://ca.example.test/directory";
const LIMITED: &str = "certificate_rate_limited";
/// An order of a name that nobody serves goes so long after there is room, at most: not all that
/// waited go at once.
const SPREAD: Duration = Duration::minutes(10);

/// An order that is in the books as if it had been made at `at`.
async fn order(acme: &Acme, ca: &Ca, hostname: &str, at: OffsetDateTime) -> OrderId {
    let hostname: Hostname = hostname.parse().unwrap();
    let store = &acme.running.service.store;
    store.note_order(&ca.directory(), &hostname, |_| None, at).await.unwrap().unwrap()
}

/// As many of them as a CA takes of one account in three hours.
async fn orders(acme: &Acme, ca: &Ca, at: OffsetDateTime) {
    for _ in 0..300 {
        order(acme, ca, BUSY, at).await;
    }
}

/// So many certificates of a name, in the books as if they had been got at `at`.
async fn certificates(acme: &Acme, ca: &Ca, hostname: &str, at: OffsetDateTime, count: usize) {
    for _ in 0..count {
        let order = order(acme, ca, hostname, at).await;
        acme.running.service.store.end_order(order, OrderEnd::Issued, at).await.unwrap();
    }
}

/// What had to wait until `room` goes then, or within `spread` after.
#[track_caller]
fn goes_soon_after(room: OffsetDateTime, spread: Duration, at: OffsetDateTime) {
    // The books have whole microseconds.
    let earliest = room - Duration::MICROSECOND;
    assert!(earliest <= at && at < room + spread, "{room} {at}");
}

/// When an order goes that has to wait until `room`, of a name that nobody serves; it is not late
/// meanwhile.
async fn held(acme: &Acme, made: &Value, room: OffsetDateTime) -> OffsetDateTime {
    let waits = acme.until(made, |it| codes(it).contains(&LIMITED)).await;
    let params = &finding(&waits, LIMITED)["params"];
    // It is we who keep within what the CA allows.
    assert_eq!(params["limit"], "own", "{waits:#}");
    assert_eq!(params["retry_at"], waits["certificate"]["retry_at"], "{waits:#}");
    assert_eq!(acme.told(made, "ssl.failed").await, 0, "nothing went wrong: {waits:#}");
    let retry_at = moment(&params["retry_at"]);
    goes_soon_after(room, SPREAD, retry_at);
    assert_eq!(waits["state"], "issuing_cert", "{waits:#}");
    acme.world.advance(16 * MINUTE).await;
    for still in [acme.look(made).await, acme.read(made).await] {
        assert_eq!(still["state"], "issuing_cert", "{still:#}");
        let params = &finding(&still, LIMITED)["params"];
        assert_eq!(moment(&params["retry_at"]), retry_at, "{still:#}");
    }
    retry_at
}

/// Lets time go by until just after `at`, if that is still to come.
async fn wait(acme: &Acme, at: OffsetDateTime) {
    let left = at - acme.world.clock.now();
    acme.world.advance((left.whole_seconds() + 1).max(0)).await;
}

#[tokio::test]
async fn a_sixth_certificate_of_a_name_waits_until_the_first_is_a_week_old() {
    let acme = Acme::start().await;
    let now = acme.world.clock.now();
    for days in 3..=6 {
        certificates(&acme, &acme.ca, NAME, now - Duration::days(days), 1).await;
    }
    // The fifth is got here, for who then gives the name back and comes again.
    let live = acme.live(NAME).await;
    acme.client.delete(&path(&live, "")).await.ok(200);
    acme.later(&live, |it| status(it) == "deleted").await;
    let made = acme.connect(NAME).await;
    let retry_at = held(&acme, &made, now + Duration::DAY).await;
    assert_eq!(acme.ca.count(At::NewOrder), 1);

    // Nor does it go before because somebody asks for it.
    acme.retry(&made).await;
    wait(&acme, retry_at - Duration::HOUR).await;
    acme.live(OTHER).await;
    let waits = acme.read(&made).await;
    assert!(codes(&waits).contains(&LIMITED), "{waits:#}");
    assert_eq!(moment(&waits["certificate"]["retry_at"]), retry_at);
    assert_eq!(acme.ca.count(At::NewOrder), 2, "one of the other name");

    wait(&acme, retry_at).await;
    let live = acme.later(&made, is_live).await;
    assert!(!codes(&live).contains(&LIMITED), "{live:#}");
    assert_eq!((acme.ca.count(At::NewOrder), acme.ca.issued().len()), (3, 3));
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&live));
    acme.stop().await;
}

#[tokio::test]
async fn a_renewal_that_waits_for_room_is_no_matter_of_visitors() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    // It is renewed in less than a day then.
    acme.world.advance(26 * DAY).await;
    let now = acme.world.clock.now();
    certificates(&acme, &acme.ca, NAME, now, 5).await;
    acme.world.advance(DAY).await;
    let waits = acme.later(&live, |it| it["certificate"]["retry_at"].is_string()).await;
    let retry_at = moment(&waits["certificate"]["retry_at"]);
    // Who has none goes first.
    goes_soon_after(now + Duration::WEEK, Duration::hours(3), retry_at);
    assert_eq!((is_live(&waits), status(&waits)), (true, "active"), "{waits:#}");
    assert!(!codes(&waits).contains(&LIMITED), "{waits:#}");
    assert_eq!((acme.ca.count(At::NewOrder), acme.told(&live, "ssl.failed").await), (1, 0));
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&live));

    wait(&acme, retry_at).await;
    let renewed = acme.later(&live, |it| serial(it) != serial(&live)).await;
    assert_eq!((is_live(&renewed), acme.ca.count(At::NewOrder)), (true, 2), "{renewed:#}");
    acme.stop().await;
}

#[tokio::test]
async fn an_account_makes_no_more_than_three_hundred_orders_in_three_hours() {
    let acme = Acme::start().await;
    let begun = acme.world.clock.now() - Duration::hours(2);
    orders(&acme, &acme.ca, begun).await;
    let mut all = Vec::new();
    for name in [NAME, OTHER] {
        let made = acme.connect(name).await;
        let retry_at = held(&acme, &made, begun + Duration::hours(3)).await;
        all.push((made, retry_at));
    }
    assert_eq!(acme.ca.count(At::NewOrder), 0);
    for (made, retry_at) in &all {
        wait(&acme, *retry_at).await;
        let live = acme.later(made, is_live).await;
        assert!(!codes(&live).contains(&LIMITED), "{live:#}");
        // What waited was never late.
        assert_eq!(acme.told(made, "domain.stalled").await, 0, "{live:#}");
    }
    assert_eq!((acme.ca.count(At::NewOrder), acme.ca.issued().len()), (2, 2));
    acme.stop().await;
}

#[tokio::test]
async fn another_ca_takes_what_the_first_has_no_room_for() {
    let (first, second) = (Ca::start().await, Ca::start().await);
    let acme = Acme::with(&[first.clone(), second.clone()], &[]).await;
    orders(&acme, &first, acme.world.clock.now()).await;
    let live = acme.live(NAME).await;
    assert_eq!((first.count(At::NewOrder), second.count(At::NewOrder)), (0, 1));
    assert_eq!(serial(&live), second.issued()[0].serial);
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&live));
    // Nothing went wrong that anybody need hear of.
    assert_eq!(acme.told(&live, "ssl.failed").await, 0);
    acme.stop().await;
}

#[tokio::test]
async fn where_no_ca_has_room_the_order_goes_to_whichever_has_it_first() {
    let (first, second) = (Ca::start().await, Ca::start().await);
    let acme = Acme::with(&[first.clone(), second.clone()], &[]).await;
    let now = acme.world.clock.now();
    certificates(&acme, &first, NAME, now - Duration::days(4), 5).await;
    certificates(&acme, &second, NAME, now - Duration::days(6), 5).await;
    let made = acme.connect(NAME).await;
    let retry_at = held(&acme, &made, now + Duration::DAY).await;
    assert_eq!((first.count(At::NewOrder), second.count(At::NewOrder)), (0, 0));
    wait(&acme, retry_at).await;
    let live = acme.later(&made, is_live).await;
    assert_eq!((first.count(At::NewOrder), second.count(At::NewOrder)), (0, 1));
    assert_eq!(serial(&live), second.issued()[0].serial);
    acme.stop().await;
}

/// When there is room for another order, where ten may be made in an hour.
fn room_at(asked: AskedOf) -> Option<OffsetDateTime> {
    Allowance { at_most: 10, within: Duration::HOUR }.room_at(asked.orders, NOW)
}

/// Many orders of many names at one moment, by nodes with these stores.
async fn race(stores: &[Store]) {
    stores[0].keep_acme_account(DIRECTORY, "sealed").await.unwrap();
    let name = |nth: usize| format!("shop{nth}.example.test").parse().unwrap();
    let names: Vec<Hostname> = (0..40).map(name).collect();
    let each = names.iter().zip(stores.iter().cycle());
    let each = each.map(|(name, store)| store.note_order(DIRECTORY, name, room_at, NOW));
    let noted = join_all(each).await.into_iter().map(Result::unwrap);
    let (made, late): (Vec<_>, Vec<_>) = noted.partition(Result::is_ok);
    assert_eq!((made.len(), late.len()), (10, 30));
    assert!(late.iter().all(|it| *it == Err(NOW + Duration::HOUR)), "{late:?}");
    let asked = stores[0].asked_of(DIRECTORY, &names[0], NOW).await.unwrap();
    assert_eq!(asked.orders.len(), 10);
}

#[tokio::test]
async fn of_many_who_count_at_once_as_many_go_as_there_is_room_for() {
    on_sqlite(async |store, _| race(&[store]).await).await;
    on_postgres(async |store, url| {
        let other = Store::open(&url).await.unwrap();
        race(&[store, other.clone()]).await;
        other.close().await;
    })
    .await;
}
