//! What time does to a connection; the sandbox's clock is moved, nobody waits.

use serde_json::Value;

use crate::world::{World, path};

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

#[tokio::test]
async fn a_live_domain_drifts_after_two_looks_and_recovers() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    world.publish("shop.sandbox.test", "CNAME", 5, &["elsewhere.sandbox.test"]).await;
    for _ in 0..3 {
        assert_eq!(world.check(&made).await["state"], "live", "one look is no drift");
    }
    world.advance(5 * MINUTE).await;
    assert_eq!(world.check(&made).await["state"], "drifted");
    assert_eq!(world.events(&made).await[3..], ["domain.drift"]);
    world.advance(71 * HOUR).await;
    assert_eq!(world.check(&made).await["state"], "drifted");
    assert_eq!(world.ask("shop.sandbox.test").await.0, 200);
    world.visit("shop.sandbox.test").await.unwrap();
    world.advance(HOUR + MINUTE).await;
    assert_eq!(world.ask("shop.sandbox.test").await, (403, "grace_over".to_owned()));
    let route = [("x-forwarded-host", "shop.sandbox.test")];
    world.inside().send("GET", "/internal/route", &route, "").await.refused(410, "gone");
    world.obey(&made, &["routing"]).await;
    assert_eq!(world.check(&made).await["state"], "live");
    assert_eq!(world.ask("shop.sandbox.test").await.0, 200);
    assert_eq!(world.events(&made).await[3..], ["domain.drift", "domain.recovered"]);
}

#[tokio::test]
async fn a_slip_that_is_mended_within_minutes_is_no_drift() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    world.withdraw("shop.sandbox.test", "CNAME").await;
    assert_eq!(world.check(&made).await["state"], "live");
    world.obey(&made, &["routing"]).await;
    world.advance(5 * MINUTE).await;
    assert_eq!(world.check(&made).await["state"], "live");
    world.withdraw("shop.sandbox.test", "CNAME").await;
    assert_eq!(world.check(&made).await["state"], "live");
    assert_eq!(world.events(&made).await.len(), 3);
}

#[tokio::test]
async fn a_lost_proof_takes_no_live_domain_down() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    world.withdraw(made["ownership_challenge"]["name"].as_str().unwrap(), "TXT").await;
    for _ in 0..3 {
        world.advance(6 * HOUR).await;
        assert_eq!(world.check(&made).await["state"], "live");
    }
    assert_eq!(world.ask("shop.sandbox.test").await.0, 200);
    assert_eq!(world.events(&made).await.len(), 3);
}

#[tokio::test]
async fn without_progress_a_connection_stalls_and_goes_on_when_its_records_come() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    assert_eq!(world.check(&made).await["state"], "pending_ownership");
    world.advance(71 * HOUR).await;
    assert_eq!(world.check(&made).await["state"], "pending_ownership");
    world.advance(HOUR).await;
    assert_eq!(world.check(&made).await["state"], "stalled");
    assert_eq!(world.check(&made).await["state"], "stalled");
    assert_eq!(world.read(&made).await["error_code"], "no_progress");
    assert_eq!(world.events(&made).await, ["domain.stalled"]);
    world.obey(&made, &["ownership", "routing"]).await;
    assert_eq!(world.check(&made).await["state"], "live");
    assert_eq!(
        world.events(&made).await,
        ["domain.stalled", "domain.verified", "ssl.issued", "domain.flow.completed"]
    );
    assert!(world.read(&made).await["error_code"].is_null());
}

#[tokio::test]
async fn a_challenge_that_nobody_answers_ends_after_two_weeks() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    world.advance(14 * DAY - HOUR).await;
    assert_eq!(world.check(&made).await["state"], "stalled");
    world.advance(HOUR).await;
    assert_eq!(world.check(&made).await["state"], "archived");
    let ended = world.read(&made).await;
    assert_eq!(ended["error_code"], "challenge_expired");
    assert!(ended["next_check_at"].is_null());
    assert_eq!(world.events(&made).await, ["domain.stalled", "domain.archived"]);
    world.obey(&made, &["ownership", "routing"]).await;
    assert_eq!(world.check(&made).await["state"], "archived");
    world.connect("shop.sandbox.test").await;
}

#[tokio::test]
async fn the_worker_sees_drift_and_stalling_by_itself() {
    let world = World::start().await;
    let (live, waiting) =
        (world.connect("a.sandbox.test").await, world.connect("b.sandbox.test").await);
    world.obey(&live, &["ownership", "routing"]).await;
    let mut told = world.tenant().stream(&path(&waiting, "/events")).await;
    told.until(|now| now["state"] == "pending_ownership").await;
    let mut stream = world.tenant().stream(&path(&live, "/events")).await;
    stream.until(|now| now["state"] == "live").await;
    world.publish("a.sandbox.test", "CNAME", 5, &["elsewhere.sandbox.test"]).await;
    world.advance(6 * HOUR).await;
    let seen = |now: &Value| now["findings"].to_string().contains("cname_wrong_target");
    assert_eq!(stream.until(seen).await["state"], "live");
    world.advance(6 * MINUTE).await;
    stream.until(|now| now["state"] == "drifted").await;
    world.advance(72 * HOUR).await;
    told.until(|now| now["state"] == "stalled").await;
}

#[tokio::test]
async fn a_certificate_is_renewed_while_the_domain_stays_live() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    let first = world.read(&made).await["certificate"]["serial"].clone();
    world.advance(61 * DAY).await;
    assert_eq!(world.check(&made).await["state"], "live");
    assert_ne!(world.read(&made).await["certificate"]["serial"], first);
    assert_eq!(world.events(&made).await.len(), 3);
}
