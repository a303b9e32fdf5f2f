//! CAs that refuse: what is told, when they are asked again, and when another one is asked instead.

use std::cell::RefCell;
use std::slice::from_ref;

use app::domain::finding::Risk;
use fairlead::store::allowances::Decision;
use fairlead::store::certificates::AskedOf;
use serde_json::{Value, json};
use time::Duration;

use super::ca::{At, Ca, Problem};
use super::setup::{Acme, DAY, HOUR, MINUTE, NAME, is_live, moment, serial, status};
use crate::edge::free;
use crate::world::{codes, finding, id};

const OTHER: &str = "other.sandbox.test";
const HELP: &str = "https://saas.example/help";
const REJECTED: Problem = Problem::new(400, "rejectedIdentifier", "not this name");
const UNPROVEN: Problem = Problem::new(403, "unauthorized", "something else was found there");
const SLOW_DOWN: Problem =
    Problem { retry_after: Some("7200"), ..Problem::new(429, "rateLimited", "too many orders") };

/// Whether a limit holds the order back.
fn is_limited(read: &Value) -> bool {
    codes(read).contains(&"certificate_rate_limited")
}

#[tokio::test]
async fn a_name_that_every_ca_rejects_has_failed_and_is_not_asked_for_again() {
    let acme = Acme::with(&[Ca::start().await], &[("SUPPORT_URL", HELP)]).await;
    acme.ca.refuse_always(At::NewOrder, Some(REJECTED));
    let made = acme.connect(NAME).await;
    let failed = acme.until(&made, |it| it["state"] == "failed").await;
    assert_eq!(
        (status(&failed), &failed["error_code"]),
        ("failed", &json!("certificate_rejected"))
    );
    let params = &finding(&failed, "certificate_rejected")["params"];
    assert_eq!(params["problem"], "rejectedIdentifier", "{failed:#}");
    assert_eq!(params["detail"], "not this name", "{failed:#}");
    assert_eq!(acme.told(&made, "ssl.failed").await, 1);

    acme.world.advance(2 * DAY).await;
    let other = acme.connect(OTHER).await;
    acme.until(&other, |it| it["state"] == "failed").await;
    assert_eq!(acme.ca.count(At::NewOrder), 2, "one of each name");
    let read = acme.read(&made).await;
    let told = vec!["high_risk_domain", "certificate_rejected"];
    assert_eq!((status(&read), codes(&read)), ("failed", told));
    assert_eq!(finding(&read, "high_risk_domain")["params"]["why"], "refused", "{read:#}");

    // Nobody spends another order on it but by an operator's leave.
    let again = acme.wish(NAME).await;
    let refused = again.ok(422);
    assert_eq!(refused["error"]["code"], "high_risk_domain", "{refused:#}");
    assert_eq!(refused["error"]["details"]["support_url"], HELP, "{refused:#}");
    let store = &acme.running.service.store;
    let id = id(&made).parse().unwrap();
    let application = store.find_connection(id).await.unwrap().unwrap().application_id;
    let decided = acme.running.service.decide(application, NAME, Decision::Allow).await.unwrap();
    assert_eq!(decided.risk, Some(Risk::Refused));
    acme.ca.refuse_always(At::NewOrder, None);
    acme.live(NAME).await;
    assert_eq!(acme.ca.count(At::NewOrder), 3);
    acme.stop().await;
}

#[tokio::test]
async fn what_one_ca_rejects_another_may_take_once_it_has_room() {
    let (first, second) = (Ca::start().await, Ca::start().await);
    first.refuse_always(At::NewOrder, Some(SLOW_DOWN));
    second.refuse_always(At::NewOrder, Some(REJECTED));
    let acme = Acme::with(&[first.clone(), second.clone()], &[]).await;
    let made = acme.connect(NAME).await;
    let failed = acme.until(&made, |it| status(it) == "failed").await;
    assert_eq!(codes(&failed), ["certificate_rejected"], "{failed:#}");
    assert_eq!(failed["state"], "issuing_cert", "{failed:#}");
    assert_eq!((first.count(At::NewOrder), second.count(At::NewOrder)), (1, 1));
    first.refuse_always(At::NewOrder, None);
    acme.world.advance(DAY).await;
    acme.later(&made, is_live).await;
    acme.stop().await;
}

#[tokio::test]
async fn a_ca_that_is_asked_too_much_is_asked_again_when_it_said() {
    let acme = Acme::start().await;
    acme.ca.answer(At::NewOrder, SLOW_DOWN);
    let before = acme.world.clock.now();
    let made = acme.connect(NAME).await;
    let limited = acme.until(&made, is_limited).await;
    let params = &finding(&limited, "certificate_rate_limited")["params"];
    assert_eq!(params["limit"], "ca");
    assert_eq!(params["retry_at"], limited["certificate"]["retry_at"]);
    let two_hours = Duration::hours(2);
    let (earliest, latest) = (before + two_hours, acme.world.clock.now() + two_hours);
    let retry_at = moment(&params["retry_at"]);
    assert!(earliest <= retry_at && retry_at <= latest, "{earliest} {retry_at} {latest}");

    acme.world.advance(HOUR).await;
    acme.live(OTHER).await;
    assert_eq!((acme.ca.count(At::NewOrder), acme.ca.issued().len()), (2, 1));
    acme.world.advance(HOUR).await;
    let live = acme.later(&made, is_live).await;
    assert!(!is_limited(&live), "{live:#}");
    assert_eq!(acme.ca.count(At::NewOrder), 3);
    acme.stop().await;
}

#[tokio::test]
async fn nobody_who_asks_for_it_makes_us_come_before_a_ca_s_own_word() {
    let acme = Acme::start().await;
    acme.ca.answer(At::NewOrder, SLOW_DOWN);
    let made = acme.connect(NAME).await;
    let limited = acme.until(&made, is_limited).await;
    acme.retry(&made).await;
    acme.live(OTHER).await;
    assert_eq!(acme.ca.count(At::NewOrder), 2, "one of the other name");
    let waits = acme.read(&made).await;
    assert_eq!(waits["certificate"]["retry_at"], limited["certificate"]["retry_at"], "{waits:#}");
    acme.stop().await;
}

#[tokio::test]
async fn no_sixth_order_is_spent_within_an_hour_on_a_name_that_is_not_proven() {
    let acme = Acme::start().await;
    acme.ca.fail_validation(Some(UNPROVEN));
    let made = acme.connect(NAME).await;
    let begun = acme.world.clock.now();
    for nth in 1..=5 {
        acme.poll(1, &made, async |_| acme.row(&made).await.issuance.failures == nth).await;
        let failed = acme.until(&made, |it| status(it) == "failed").await;
        let params = &finding(&failed, "certificate_rejected")["params"];
        assert_eq!(params["problem"], "unauthorized", "{failed:#}");
        acme.retry(&made).await;
    }
    let waits = acme.later(&made, is_limited).await;
    assert_eq!((acme.ca.count(At::NewOrder), acme.told(&made, "ssl.failed").await), (5, 5));
    let params = &finding(&waits, "certificate_rate_limited")["params"];
    // It is we who keep within what the CA allows.
    assert_eq!(params["limit"], "own", "{waits:#}");
    let (now, retry_at) = (acme.world.clock.now(), moment(&waits["certificate"]["retry_at"]));
    // An hour after the first failure, or a little later: many may wait for the same moment.
    let latest = now + Duration::minutes(70);
    assert!(begun + Duration::HOUR < retry_at && retry_at < latest, "{begun} {retry_at} {now}");

    acme.ca.fail_validation(None);
    acme.world.advance((retry_at - now).whole_seconds() + 1).await;
    acme.later(&made, is_live).await;
    assert_eq!(acme.ca.count(At::NewOrder), 6);
    acme.stop().await;
}

#[tokio::test]
async fn another_ca_is_asked_at_once_where_the_first_rejects() {
    let (first, second) = (Ca::start().await, Ca::start().await);
    first.refuse_always(At::NewOrder, Some(REJECTED));
    let acme = Acme::with(&[first.clone(), second.clone()], &[]).await;
    let live = acme.live(NAME).await;
    assert_eq!((first.count(At::NewOrder), second.count(At::NewOrder)), (1, 1));
    assert!(first.issued().is_empty());
    assert_eq!(acme.visit(NAME).await.unwrap(), second.issued()[0].serial);
    assert_eq!(serial(&live), second.issued()[0].serial);
    // Nothing went wrong that anybody need hear of.
    assert_eq!(acme.told(&live, "ssl.failed").await, 0);
    acme.stop().await;
}

#[tokio::test]
async fn another_ca_is_asked_where_the_first_can_t_be_reached() {
    let second = Ca::start().await;
    let both = format!("https://{}/directory,{}", free(), second.directory());
    let more = [("ACME_DIRECTORY", both.as_str()), ("EDGE_ISSUER", "ca1.example,ca2.example")];
    let acme = Acme::with(from_ref(&second), &more).await;
    let made = acme.connect(NAME).await;
    acme.until(&made, |it| status(it) == "initializing").await;
    acme.world.advance(5 * MINUTE).await;
    let live = acme.later(&made, is_live).await;
    assert_eq!(serial(&live), second.issued()[0].serial);
    assert_eq!(acme.told(&made, "ssl.failed").await, 0);
    acme.stop().await;
}

#[tokio::test]
async fn a_ca_that_was_never_reached_was_never_asked() {
    let mut acme = Acme::start().await;
    // From here on we have an account there.
    acme.live(OTHER).await;
    let directory = acme.ca.directory();
    // With the last that holds it, it stops.
    acme.ca = Ca::start().await;
    let made = acme.connect(NAME).await;
    acme.poll(5, &made, async |it| status(it) == "initializing_timed_out").await;
    // Nothing is noted, since there is never room.
    let (name, now, asked) = (NAME.parse().unwrap(), acme.world.clock.now(), RefCell::default());
    let full = |seen: AskedOf| {
        asked.replace(seen);
        Some(now)
    };
    let noted = acme.running.service.store.note_order(&directory, &name, full, now).await;
    assert_eq!(noted.unwrap(), Err(now));
    let asked = asked.into_inner();
    assert!(asked.failures.len() <= 1, "{} failures of a name", asked.failures.len());
    // The other name's, and the one that could not be made.
    assert!(asked.orders.len() <= 2, "{} orders", asked.orders.len());
    acme.stop().await;
}

#[tokio::test]
async fn a_ca_that_rejects_what_is_served_already_is_asked_again_a_day_later() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    acme.ca.refuse_always(At::NewOrder, Some(REJECTED));
    acme.world.advance(27 * DAY).await;
    acme.poll(1, &live, async |it| {
        assert_eq!((is_live(it), status(it)), (true, "active"), "{it:#}");
        0 < acme.told(&live, "ssl.failed").await && !acme.row(&live).await.paper.is_untold
    })
    .await;
    let failed = acme.read(&live).await;
    assert!(!codes(&failed).contains(&"certificate_rejected"), "{failed:#}");
    let left = moment(&failed["certificate"]["retry_at"]) - acme.world.clock.now();
    assert!(Duration::hours(23) < left && left <= Duration::DAY, "{left}");
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&live));

    acme.world.advance(12 * HOUR).await;
    let other = acme.connect(OTHER).await;
    acme.until(&other, |it| status(it) == "failed").await;
    assert_eq!(acme.ca.count(At::NewOrder), 3, "one of the other name");
    acme.ca.refuse_always(At::NewOrder, None);
    acme.world.advance(12 * HOUR).await;
    let renewed = acme.later(&live, |it| serial(it) != serial(&live)).await;
    assert_eq!((is_live(&renewed), acme.ca.count(At::NewOrder)), (true, 4));
    assert_eq!(acme.told(&live, "ssl.failed").await, 1);
    acme.stop().await;
}
