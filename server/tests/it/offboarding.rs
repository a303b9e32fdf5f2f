//! After the end: it is looked for a while whether the records of who has left still lead here.

use app::domain::connection::State;
use fairlead::service::check::LEASE;
use fairlead::store::{Connection, ConnectionId};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::world::{World, codes, finding, id, path};

const NAME: &str = "shop.sandbox.test";
const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn connection_id(made: &Value) -> ConnectionId {
    id(made).parse().unwrap()
}

async fn row(world: &World, made: &Value) -> Connection {
    let found = world.running.service.store.find_connection(connection_id(made)).await;
    found.unwrap().unwrap()
}

/// When whoever takes its bucket looks at it.
async fn due(world: &World, made: &Value) -> Option<OffsetDateTime> {
    let id = connection_id(made);
    let dues = world.running.service.store.due_in(id.bucket()).await.unwrap();
    dues.iter().find(|due| due.id == id).map(|due| due.at)
}

/// Looks as the worker does, if it is due; whether it was.
async fn look(world: &World, made: &Value) -> bool {
    let service = &world.running.service;
    let now = service.clock.now();
    let taken = service.store.claim(&[connection_id(made)], now, now, LEASE).await.unwrap().pop();
    let is_due = taken.is_some();
    if let Some(taken) = taken {
        service.check_taken(taken).await.unwrap();
    }
    is_due
}

/// What a look says that is due after so many seconds.
async fn seen_after(world: &World, made: &Value, seconds: i64) -> Value {
    world.advance(seconds).await;
    assert!(look(world, made).await, "nothing is due after {seconds} s");
    let shown = world.read(made).await;
    assert_eq!(shown["state"], "archived");
    shown
}

async fn archive(world: &World, made: &Value) {
    world.tenant().delete(&path(made, "")).await.ok(200);
}

/// Whether the history has this line of the finding, found by the worker.
async fn is_told(world: &World, made: &Value, kind: &str, cause: &str) -> bool {
    let page = world.tenant().get(&path(made, "/history?limit=100")).await.ok(200);
    let lines = page["data"].as_array().unwrap();
    lines.iter().any(|line| {
        let says = |field: &str, want: &str| line[field] == want;
        says("kind", kind)
            && says("code", "takeover_risk")
            && says("cause", cause)
            && says("actor", "worker")
    })
}

#[tokio::test]
async fn records_that_still_lead_here_are_told_and_nothing_else_happens() {
    Box::pin(World::on_each(&[], async |world| {
        let made = world.live(NAME).await;
        archive(world, &made).await;
        let (before, events) = (row(world, &made).await, world.events(&made).await);
        assert!(!look(world, &made).await, "not at once");
        let ended = seen_after(world, &made, 2 * MINUTE).await;
        assert_eq!(codes(&ended), ["takeover_risk"]);
        assert_eq!(finding(&ended, "takeover_risk")["params"]["types"], json!(["CNAME"]));
        assert!(is_told(world, &made, "finding_came", "dns").await);
        let after = row(world, &made).await;
        assert_eq!(after.progress, before.progress);
        assert_eq!((&after.certificate, after.attempts), (&before.certificate, before.attempts));
        assert_eq!(world.events(&made).await, events);
        assert!(before.last_checked_at < after.last_checked_at);
        assert!(before.observed_at < after.observed_at);
        assert_eq!((after.lease_until, due(world, &made).await), (None, after.next_check_at));
        assert_eq!(world.ask(NAME).await, (403, "ended".to_owned()));
        // It does not go on for ever, and what was seen last stands.
        let ended = seen_after(world, &made, 31 * DAY).await;
        assert_eq!(codes(&ended), ["takeover_risk"]);
        assert_eq!((&ended["next_check_at"], due(world, &made).await), (&Value::Null, None));
    }))
    .await;
}

#[tokio::test]
async fn records_that_are_gone_at_two_looks_a_day_apart_are_believed_to_be() {
    World::on_each(&[], async |world| {
        let made = world.live(NAME).await;
        archive(world, &made).await;
        assert_eq!(codes(&seen_after(world, &made, 2 * MINUTE).await), ["takeover_risk"]);
        world.withdraw(NAME, "CNAME").await;
        // Not being able to ask changes nothing.
        for server in [1, 2] {
            world.fault(server, "servfail").await;
        }
        assert_eq!(codes(&seen_after(world, &made, HOUR).await), ["takeover_risk"]);
        for server in [1, 2] {
            world.fault(server, "none").await;
        }
        assert_eq!(codes(&seen_after(world, &made, HOUR).await), [""; 0]);
        assert!(is_told(world, &made, "finding_went", "dns").await);
        // Who comes back within the day is told of again.
        world.obey(&made, &["routing"]).await;
        assert_eq!(codes(&seen_after(world, &made, HOUR).await), ["takeover_risk"]);
        world.withdraw(NAME, "CNAME").await;
        assert_eq!(codes(&seen_after(world, &made, HOUR).await), [""; 0]);
        assert!(due(world, &made).await.is_some());
        let over = seen_after(world, &made, DAY).await;
        assert_eq!((codes(&over), &over["next_check_at"]), (vec![], &Value::Null));
        assert_eq!(due(world, &made).await, None);
        world.advance(2 * DAY).await;
        assert!(!look(world, &made).await);
    })
    .await;
}

#[tokio::test]
async fn a_name_that_somebody_connected_again_is_meant_to_lead_here() {
    World::on_each(&[], async |world| {
        let made = world.live(NAME).await;
        archive(world, &made).await;
        assert_eq!(codes(&seen_after(world, &made, 2 * MINUTE).await), ["takeover_risk"]);
        let rival = world.rival("Rival").await;
        let wish = json!({ "application_id": rival.application, "hostname": NAME });
        let theirs = rival.client.post("/v1/connections", wish).await.ok(201);
        world.obey(&theirs, &["ownership", "routing"]).await;
        let check = path(&theirs, "/records:check");
        assert_eq!(rival.client.post(&check, json!({})).await.ok(200)["state"], "live");
        let over = seen_after(world, &made, HOUR).await;
        assert_eq!((codes(&over), &over["next_check_at"]), (vec![], &Value::Null));
        assert!(is_told(world, &made, "finding_went", "claim").await);
        assert_eq!(due(world, &made).await, None);
        // Whoever has the name now notices nothing.
        assert_eq!(world.ask(NAME).await.0, 200);
        assert_eq!(rival.client.get(&path(&theirs, "")).await.ok(200)["state"], "live");
    })
    .await;
}

#[tokio::test]
async fn whoever_is_forgotten_is_not_looked_back_at() {
    World::on_each(&[], async |world| {
        let mut wish = world.wish(NAME);
        wish["reference"] = "alice".into();
        let made = world.tenant().post("/v1/connections", wish).await.ok(201);
        world.obey(&made, &["ownership", "routing"]).await;
        assert_eq!(world.check(&made).await["state"], "live");
        archive(world, &made).await;
        assert!(due(world, &made).await.is_some());
        let application = world.application().parse().unwrap();
        world.running.service.erase_customer(application, "alice").await.unwrap();
        assert_eq!(due(world, &made).await, None);
        world.advance(2 * MINUTE).await;
        assert!(!look(world, &made).await);
        assert!(world.read(&made).await["next_check_at"].is_null());
    })
    .await;
}

#[tokio::test]
async fn the_worker_looks_back_by_itself() {
    let world = World::start().await;
    let made = world.connect(NAME).await;
    world.obey(&made, &["ownership", "routing"]).await;
    let mut stream = world.tenant().stream(&path(&made, "/events")).await;
    stream.until(|now| now["state"] == "live").await;
    archive(&world, &made).await;
    world.advance(2 * MINUTE).await;
    let seen = |now: &Value| now["findings"].to_string().contains("takeover_risk");
    assert_eq!(stream.until(seen).await["state"], "archived");
    assert_eq!(row(&world, &made).await.progress.state(), State::Archived);
}
