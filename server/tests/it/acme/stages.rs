//! The way to a certificate, stage by stage: what is shown of each, how long each may take, and
//! what follows.

use hickory_proto::rr::RecordType;
use serde_json::{Value, json};

use super::ca::{At, Ca, Hold};
use super::setup::{Acme, MINUTE, NAME, is_live, moment, serial, status};
use crate::edge::free;
use crate::world::{codes, finding};

/// The certificate once a stage has taken too long, which was told.
async fn timed_out(acme: &Acme, made: &Value, stage: &str) -> Value {
    let late = acme.until(made, |it| status(it) == format!("{stage}_timed_out")).await;
    assert_eq!(finding(&late, "certificate_timed_out")["params"]["stage"], stage, "{late:#}");
    assert_eq!(acme.told(made, "ssl.failed").await, 1, "{late:#}");
    acme.poll(0, made, async |_| acme.row(made).await.issuance.stage.is_none()).await
}

#[tokio::test]
async fn each_stage_is_shown_until_the_certificate_is_served() {
    let acme = Acme::start().await;
    let Acme { ca, edge, running, .. } = &acme;
    ca.hold(Hold::Validation, true);
    ca.hold(Hold::Issuance, true);
    edge.serves(false);
    // The name is proven by what Fairlead answers for it.
    ca.check_with(Some(running.internal));
    let made = acme.connect(NAME).await;
    acme.until(&made, |it| status(it) == "pending_validation").await;
    assert_eq!(running.service.certificate_for(NAME), None);
    ca.hold(Hold::Validation, false);
    acme.until(&made, |it| status(it) == "pending_issuance").await;
    assert!(ca.issued().is_empty() && ca.challenges().is_empty());
    ca.hold(Hold::Issuance, false);
    let waits = acme.until(&made, |it| status(it) == "pending_deployment").await;
    assert_eq!(waits["state"], "issuing_cert");
    assert!(acme.visit(NAME).await.is_err());
    edge.serves(true);
    let live = acme.later(&made, is_live).await;
    assert_eq!((status(&live), &live["certificate"]["method"]), ("active", &json!("http")));
    let issued = ca.issued();
    assert_eq!((issued.len(), ca.count(At::NewOrder)), (1, 1));
    assert_eq!(serial(&live), issued[0].serial);
    assert_eq!(acme.visit(NAME).await.unwrap(), issued[0].serial);
    let told = async |event| acme.told(&made, event).await;
    assert_eq!((told("ssl.issued").await, told("ssl.failed").await), (1, 0));
    acme.stop().await;
}

#[tokio::test]
async fn a_stage_of_the_ca_has_its_time_and_whoever_asks_for_it_starts_anew() {
    let acme = Acme::start().await;
    for (hold, stage, name, minutes) in [
        (Hold::Validation, "validation", "a.sandbox.test", 3),
        (Hold::Issuance, "issuance", "b.sandbox.test", 5),
    ] {
        acme.ca.hold(hold, true);
        let [orders, requests] = [At::NewOrder, At::Finalize].map(|at| acme.ca.count(at));
        let made = acme.connect(name).await;
        acme.until(&made, |it| status(it) == format!("pending_{stage}")).await;
        // The CA has its time from when it was sent what it is to sign.
        let is_sent = || hold == Hold::Validation || requests < acme.ca.count(At::Finalize);
        acme.poll(0, &made, async |_| is_sent()).await;
        acme.world.advance(minutes * MINUTE).await;
        let late = timed_out(&acme, &made, stage).await;
        assert!(acme.world.clock.now() < moment(&late["certificate"]["retry_at"]), "{late:#}");
        acme.ca.hold(hold, false);
        acme.retry(&made).await;
        let live = acme.later(&made, is_live).await;
        assert!(!codes(&live).contains(&"certificate_timed_out"), "{live:#}");
        assert_eq!(acme.ca.count(At::NewOrder), orders + 2);
        assert_eq!(acme.visit(name).await.unwrap(), serial(&live));
        assert_eq!(acme.told(&made, "ssl.failed").await, 1);
    }
    acme.stop().await;
}

/// What is found of each name while the CA is at it.
const CAUSES: [(&str, &str); 4] = [
    ("missing.sandbox.test", "routing_missing"),
    ("misled.sandbox.test", "cname_wrong_target"),
    ("shop.forbidden.sandbox.test", "caa_forbids"),
    ("intercepted.sandbox.test", "acme_path_intercepted"),
];

#[tokio::test]
async fn where_it_is_known_why_a_stage_takes_too_long_that_is_told_first() {
    let acme = Acme::start().await;
    acme.ca.hold(Hold::Validation, true);
    let mut all = Vec::new();
    for (name, cause) in CAUSES {
        let made = acme.connect(name).await;
        acme.until(&made, |it| status(it) == "pending_validation").await;
        all.push((made, cause));
    }
    let world = &acme.world;
    world.withdraw("missing.sandbox.test", "CNAME").await;
    world.publish("misled.sandbox.test", "CNAME", 5, &["elsewhere.sandbox.test"]).await;
    world.publish("forbidden.sandbox.test", "CAA", 5, &["0 issue \"other.example\""]).await;
    world.fault("edge", "intercept").await;
    for (made, cause) in &all {
        acme.poll(0, made, async |_| codes(&acme.look(made).await).first() == Some(cause)).await;
    }
    world.advance(3 * MINUTE).await;
    for (made, cause) in &all {
        for shown in [timed_out(&acme, made, "validation").await, acme.look(made).await] {
            assert_eq!(codes(&shown).first(), Some(cause), "{shown:#}");
            assert_eq!(codes(&shown).last(), Some(&"certificate_timed_out"), "{shown:#}");
        }
        // Whoever asks for it: no order is spent while it stands.
        acme.retry(made).await;
        acme.poll(0, made, async |_| acme.row(made).await.waits).await;
    }
    assert_eq!(acme.ca.count(At::NewOrder), CAUSES.len());

    acme.ca.hold(Hold::Validation, false);
    world.withdraw("forbidden.sandbox.test", "CAA").await;
    world.fault("edge", "none").await;
    for (made, _) in &all {
        world.obey(made, &["routing"]).await;
        let mended = async |it: &Value| {
            acme.look(made).await;
            is_live(it)
        };
        let live = acme.poll(1, made, mended).await;
        assert!(!codes(&live).contains(&"certificate_timed_out"), "{live:#}");
    }
    assert_eq!(acme.ca.count(At::NewOrder), 2 * CAUSES.len());
    acme.stop().await;
}

/// Whether a look finds that before all else.
async fn is_first(acme: &Acme, made: &Value, cause: &str) -> bool {
    codes(&acme.look(made).await).first() == Some(&cause)
}

#[tokio::test]
async fn what_resolvers_remember_is_told_before_a_stage_that_takes_too_long() {
    let acme = Acme::start().await;
    let world = &acme.world;
    acme.ca.hold(Hold::Validation, true);
    let (moved, early) = ("moved.sandbox.test", "early.sandbox.test");
    world.publish(moved, "A", 3600, &["8.8.8.8"]).await;
    world.resolve(moved, RecordType::A).await;
    world.withdraw(moved, "A").await;
    let mut all = Vec::new();
    for name in [moved, early] {
        let made = acme.connect(name).await;
        acme.until(&made, |it| status(it) == "pending_validation").await;
        all.push(made);
    }
    acme.poll(0, &all[0], async |_| is_first(&acme, &all[0], "stale_cache").await).await;
    world.advance(3 * MINUTE).await;
    timed_out(&acme, &all[1], "validation").await;
    let shown = timed_out(&acme, &all[0], "validation").await;
    for shown in [shown, acme.look(&all[0]).await] {
        assert_eq!(codes(&shown), ["stale_cache", "certificate_timed_out"], "{shown:#}");
    }
    // An absence is remembered for half a minute: it is learned late.
    world.withdraw(early, "CNAME").await;
    world.advance(6).await;
    for rtype in [RecordType::A, RecordType::CNAME] {
        world.resolve(early, rtype).await;
    }
    world.obey(&all[1], &["routing"]).await;
    acme.poll(0, &all[1], async |_| is_first(&acme, &all[1], "negative_cache").await).await;
    let shown = acme.read(&all[1]).await;
    assert_eq!(codes(&shown), ["negative_cache", "certificate_timed_out"], "{shown:#}");
    assert_eq!(acme.ca.count(At::NewOrder), 2);
    acme.stop().await;
}

#[tokio::test]
async fn what_an_edge_did_not_take_in_time_is_offered_again_and_not_ordered_again() {
    let acme = Acme::start().await;
    acme.edge.serves(false);
    let made = acme.connect(NAME).await;
    acme.until(&made, |it| status(it) == "pending_deployment").await;
    acme.world.advance(5 * MINUTE).await;
    timed_out(&acme, &made, "deployment").await;
    acme.edge.serves(true);
    acme.retry(&made).await;
    acme.later(&made, is_live).await;
    assert_eq!((acme.ca.count(At::NewOrder), acme.ca.issued().len()), (1, 1));
    assert_eq!(acme.told(&made, "ssl.failed").await, 1);
    acme.stop().await;
}

#[tokio::test]
async fn when_it_is_tried_again_is_told_until_then_whoever_looks_meanwhile() {
    let acme = Acme::start().await;
    acme.edge.serves(false);
    let made = acme.connect(NAME).await;
    acme.until(&made, |it| status(it) == "pending_deployment").await;
    acme.world.advance(5 * MINUTE).await;
    timed_out(&acme, &made, "deployment").await;
    acme.look(&made).await;
    let read = acme.read(&made).await;
    assert_eq!(status(&read), "deployment_timed_out", "{read:#}");
    assert!(acme.world.clock.now() < moment(&read["certificate"]["retry_at"]), "{read:#}");
    acme.stop().await;
}

#[tokio::test]
async fn a_ca_that_can_t_be_reached_is_waited_for_for_five_minutes() {
    let dead = format!("https://{}/directory", free());
    let acme = Acme::with(&[Ca::start().await], &[("ACME_DIRECTORY", dead.as_str())]).await;
    let made = acme.connect(NAME).await;
    acme.until(&made, |it| status(it) == "initializing").await;
    acme.world.advance(5 * MINUTE).await;
    let late = timed_out(&acme, &made, "initializing").await;
    assert!(acme.world.clock.now() < moment(&late["certificate"]["retry_at"]), "{late:#}");
    acme.retry(&made).await;
    acme.until(&made, |it| status(it) == "initializing").await;
    acme.stop().await;
}

#[tokio::test]
async fn what_is_served_is_not_ordered_again_though_somebody_asks_for_it() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    acme.retry(&live).await;
    // Whoever comes later is served, so what was due before has had its turn.
    acme.live("other.sandbox.test").await;
    assert_eq!((acme.ca.count(At::NewOrder), acme.ca.issued().len()), (2, 2));
    let read = acme.read(&live).await;
    assert_eq!((status(&read), serial(&read)), ("active", serial(&live)));
    acme.stop().await;
}

#[tokio::test]
async fn whoever_takes_the_disk_has_no_key() {
    let acme = Acme::start().await;
    acme.ca.hold(Hold::Issuance, true);
    let made = acme.connect(NAME).await;
    acme.poll(0, &made, async |_| acme.row(&made).await.next_key.is_some()).await;
    let has = |disk: &[u8], text: &str| disk.windows(text.len()).any(|at| at == text.as_bytes());
    assert!(!has(&acme.disk(), "PRIVATE KEY"));
    acme.ca.hold(Hold::Issuance, false);
    acme.until(&made, is_live).await;
    let bundle = acme.running.service.certificate_for(NAME).unwrap();
    let key = bundle.lines().skip(1).take_while(|line| !line.starts_with('-'));
    let disk = acme.disk();
    assert!(has(&disk, NAME));
    for plain in key.chain(["PRIVATE KEY", "BEGIN CERTIFICATE", "key_pkcs8"]) {
        assert!(!has(&disk, plain), "{plain}");
    }
    acme.stop().await;
}
