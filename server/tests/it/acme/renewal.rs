//! Certificates that are followed by others before they end, and what is told where they are not.

use std::slice::from_ref;

use app::domain::certificate::Stage;
use app::domain::issuance::renewal;
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::ca::{At, Ca, Problem};
use super::setup::{Acme, DAY, HOUR, NAME, is_live, moment, serial, status};

const UNPROVEN: Problem = Problem::new(403, "unauthorized", "something else was found there");
const REJECTED: Problem = Problem::new(400, "rejectedIdentifier", "not this name");

#[tokio::test]
async fn a_certificate_is_renewed_when_a_third_of_its_life_is_left() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    let [start, end] = ["not_before", "not_after"].map(|it| moment(&live["certificate"][it]));
    let renew_at = renewal(start, end);
    assert_eq!(acme.row(&live).await.issuance.renew_at, Some(renew_at));
    acme.world.advance(acme.fresh_for(&live).await - HOUR).await;
    acme.live("other.sandbox.test").await;
    assert_eq!(acme.ca.count(At::NewOrder), 2, "one of the other name");

    acme.world.advance(HOUR + 1).await;
    let renewed = acme
        .later(&live, |it| {
            assert_eq!((is_live(it), status(it)), (true, "active"), "{it:#}");
            serial(it) != serial(&live)
        })
        .await;
    let issued = acme.ca.issued();
    assert_eq!((acme.ca.count(At::NewOrder), issued.len()), (3, 3));
    assert_eq!(serial(&renewed), issued[2].serial);
    assert!(issued[2].replaces.is_none(), "the CA does not know of it");
    assert_eq!(acme.visit(NAME).await.unwrap(), issued[2].serial);
    // It is known to be served, and rests.
    acme.poll(1, &live, async |_| acme.row(&live).await.issuance.stage.is_none()).await;
    assert_eq!(acme.row(&live).await.issuance.failure, None);
    let told = async |event| acme.told(&live, event).await;
    assert_eq!((told("ssl.issued").await, told("ssl.failed").await), (1, 0));
    acme.stop().await;
}

#[tokio::test]
async fn what_came_due_while_nobody_was_there_does_not_wait_for_its_turn_to_be_looked_at() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    let fresh = acme.fresh_for(&live).await;
    // What nobody looked at meanwhile is looked at over hours, so that not all is at once.
    let acme = acme.restart(fresh, &[]).await;
    let renewed = acme.later(&live, |it| serial(it) != serial(&live)).await;
    assert!(is_live(&renewed), "{renewed:#}");
    assert_eq!(acme.ca.count(At::NewOrder), 2);
    acme.stop().await;
}

#[tokio::test]
async fn an_edge_that_takes_what_is_renewed_a_while_later_is_looked_at_until_it_has() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    acme.edge.hold(NAME);
    acme.world.advance(acme.fresh_for(&live).await + 1).await;
    let is_offered = async || acme.row(&live).await.issuance.stage == Some(Stage::Deployment);
    acme.poll(1, &live, async |_| is_offered().await).await;
    // The look at once, and the next, find the one before.
    let end = acme.world.clock.now() + Duration::seconds(20);
    let held = acme.poll(1, &live, async |_| end < acme.world.clock.now()).await;
    assert_eq!((serial(&held), is_offered().await), (serial(&live), true));

    acme.edge.hold_no_more();
    let renewed = acme.later(&live, |it| serial(it) != serial(&live)).await;
    assert!(is_live(&renewed), "{renewed:#}");
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&renewed));
    assert_eq!((acme.told(&live, "ssl.failed").await, acme.ca.issued().len()), (0, 2));
    acme.stop().await;
}

#[tokio::test]
async fn a_certificate_is_renewed_when_the_ca_suggests_it_though_that_was_later_before() {
    let ca = Ca::start().await;
    let acme = Acme::with(from_ref(&ca), &[]).await;
    let now = acme.world.clock.now();
    let window = |from: i64, to: i64| (now + Duration::days(from), now + Duration::days(to));
    let within = async |live: &Value, (from, to): (OffsetDateTime, OffsetDateTime)| {
        let renew_at = acme.row(live).await.issuance.renew_at.unwrap();
        // CAs tell it in seconds.
        from - Duration::SECOND <= renew_at && renew_at <= to
    };
    ca.suggest(Some(window(20, 24)));
    let live = acme.live(NAME).await;
    assert!(within(&live, window(20, 24)).await);
    ca.suggest(Some(window(2, 4)));
    acme.world.advance(6 * HOUR).await;
    acme.poll(1, &live, async |_| within(&live, window(2, 4)).await).await;
    assert_eq!(ca.count(At::NewOrder), 1);

    acme.world.advance(4 * DAY).await;
    let renewed = acme.later(&live, |it| serial(it) != serial(&live)).await;
    assert!(is_live(&renewed), "{renewed:#}");
    let issued = ca.issued();
    assert_eq!((issued.len(), ca.count(At::NewOrder)), (2, 2));
    assert_eq!(issued[1].replaces.as_ref(), Some(&issued[0].id));
    assert_eq!(acme.visit(NAME).await.unwrap(), issued[1].serial);
    acme.stop().await;
}

#[tokio::test]
async fn a_renewal_that_fails_is_told_while_visitors_have_what_they_had() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    acme.ca.fail_validation(Some(UNPROVEN));
    acme.world.advance(27 * DAY).await;
    acme.poll(1, &live, async |it| {
        assert_eq!((is_live(it), status(it)), (true, "active"), "{it:#}");
        0 < acme.told(&live, "ssl.failed").await
    })
    .await;
    let failed = acme.read(&live).await;
    assert_eq!(serial(&failed), serial(&live));
    assert!(acme.world.clock.now() < moment(&failed["certificate"]["retry_at"]), "{failed:#}");
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&live));

    acme.ca.fail_validation(None);
    acme.retry(&live).await;
    // At real pace: a busy machine would miss the edge's five minutes, and tell that too.
    let renewed = acme.until(&live, |it| serial(it) != serial(&live)).await;
    assert!(is_live(&renewed), "{renewed:#}");
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&renewed));
    assert_eq!((acme.told(&live, "ssl.failed").await, acme.ca.issued().len()), (1, 2));
    acme.stop().await;
}

#[tokio::test]
async fn that_a_certificate_ends_soon_is_told_once_however_often_its_renewal_fails() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    acme.ca.refuse_always(At::NewOrder, Some(REJECTED));
    // A sixth of its life is 32 days.
    acme.world.advance(60 * DAY).await;
    acme.poll(1, &live, async |_| 0 < acme.told(&live, "ssl.expiring").await).await;
    for failures in 1..=2 {
        acme.poll(1, &live, async |_| acme.row(&live).await.issuance.failures == failures).await;
        acme.look(&live).await;
        let read = acme.read(&live).await;
        assert_eq!((is_live(&read), status(&read)), (true, "expiring"), "{read:#}");
        acme.world.advance(DAY).await;
    }
    assert_eq!(acme.told(&live, "ssl.expiring").await, 1);
    acme.stop().await;
}
