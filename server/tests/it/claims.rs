//! Who gets a name that more than one wants: attacks on holders, and ways on for whoever owns it.

use fairlead::store::Environment;
use futures::future::join;
use serde_json::{Value, json};

use crate::client::Client;
use crate::world::{Rival, World, codes, id, path};

const NAME: &str = "shop.sandbox.test";
const HOUR: i64 = 3600;
const DAY: [(&str, &str); 1] = [("CLAIM_NOTICE", "24h")];

async fn wish(by: &Rival, transfer: bool) -> Value {
    let body = json!({ "application_id": by.application, "hostname": NAME, "transfer": transfer });
    by.client.post("/v1/connections", body).await.ok(201)
}

/// Publishes the challenges of these connections, and of no others.
async fn prove(world: &World, connections: &[&Value]) {
    let [first, ..] = connections else { return };
    let text =
        |made: &Value, field: &str| made["ownership_challenge"][field].as_str().unwrap().to_owned();
    let values: Vec<_> = connections.iter().map(|made| text(made, "value")).collect();
    let values: Vec<_> = values.iter().map(String::as_str).collect();
    world.publish(&text(first, "name"), "TXT", 5, &values).await;
}

async fn verify(client: &Client, connection: &Value) -> crate::client::Answer {
    client.post(&path(connection, "/verify"), json!({})).await
}

/// Looks at a rival's connection.
async fn look(world: &World, by: &Rival, connection: &Value) -> Value {
    world.advance(3).await;
    by.client.post(&path(connection, "/records:check"), json!({})).await.ok(200);
    by.client.get(&path(connection, "")).await.ok(200)
}

async fn holder(world: &World) -> Option<String> {
    let name = NAME.parse().unwrap();
    let held = world.running.service.store.claim_of(Environment::Test, &name).await.unwrap();
    held.map(|(holder, _)| holder.to_string())
}

async fn kinds(client: &Client, connection: &Value) -> Vec<String> {
    let page = client.get(&path(connection, "/history?limit=100")).await.ok(200);
    let lines = page["data"].as_array().unwrap().iter().rev();
    lines.map(|line| line["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn squatting_on_a_name_holds_nothing_and_tells_nobody() {
    World::on_each(&DAY, async |world| {
        let squatter = world.rival("Squatter").await;
        let wished = wish(&squatter, false).await;
        look(world, &squatter, &wished).await;
        let made = world.live(NAME).await;
        assert_eq!(holder(world).await.as_deref(), Some(id(&made)));
        // Neither waiting beside the holder nor bidding for its name does anything unproven.
        let bid = {
            let again = world.rival("Another").await;
            let bid = wish(&again, true).await;
            for _ in 0..30 {
                world.advance(HOUR).await;
                let seen = look(world, &again, &bid).await;
                assert!(seen["transfer"]["notice_ends_at"].is_null(), "{seen:#}");
                assert!(!codes(&seen).contains(&"hostname_taken"), "a stranger is told nothing");
            }
            verify(&again.client, &bid).await.refused(409, "ownership_not_found");
            bid
        };
        assert_ne!(id(&bid), id(&made));
        assert_eq!(world.check(&made).await["state"], "live");
        assert_eq!(world.events(&made).await.len(), 3, "nobody was told of anything");
        verify(&squatter.client, &wished).await.refused(409, "ownership_not_found");
    })
    .await;
}

#[tokio::test]
async fn of_two_proofs_at_once_exactly_one_wins_and_stays() {
    World::on_each(&[], async |world| {
        let (one, two) = (world.rival("One").await, world.rival("Two").await);
        let (first, second) = (wish(&one, false).await, wish(&two, false).await);
        prove(world, &[&first, &second]).await;
        let (a, b) = join(verify(&one.client, &first), verify(&two.client, &second)).await;
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{} {}", a.text(), b.text());
        let (winner, loser) = if a.status == 200 {
            ((&one, &first), (&two, &second))
        } else {
            ((&two, &second), (&one, &first))
        };
        assert_eq!(holder(world).await.as_deref(), Some(id(winner.1)));
        // A proof that lost does not win by standing there.
        for _ in 0..3 {
            let seen = look(world, loser.0, loser.1).await;
            assert_eq!(seen["state"], "pending_ownership");
            assert!(codes(&seen).contains(&"hostname_taken"), "{seen:#}");
        }
        verify(&loser.0.client, loser.1).await.refused(409, "HostnameConflict");
        assert_eq!(world.events(winner.1).await, ["domain.verified"]);
        assert_eq!(world.events(loser.1).await, Vec::<&str>::new());
        // One that goes and comes again is newer than the holder's own.
        prove(world, &[winner.1]).await;
        look(world, loser.0, loser.1).await;
        prove(world, &[winner.1, loser.1]).await;
        assert_eq!(look(world, loser.0, loser.1).await["state"], "propagating");
        assert_eq!(holder(world).await.as_deref(), Some(id(loser.1)));
    })
    .await;
}

#[tokio::test]
async fn a_holder_that_was_never_live_yields_to_a_proof_that_came_later() {
    World::on_each(&DAY, async |world| {
        let rival = world.rival("Rival").await;
        let theirs = wish(&rival, false).await;
        let made = world.connect(NAME).await;
        prove(world, &[&made]).await;
        assert_eq!(world.check(&made).await["state"], "propagating");
        assert_eq!(holder(world).await.as_deref(), Some(id(&made)));
        prove(world, &[&made, &theirs]).await;
        let won = verify(&rival.client, &theirs).await.ok(200);
        assert_eq!(won["checks"]["ownership"]["status"], "ok");
        let lost = world.read(&made).await;
        assert_eq!(
            (&lost["state"], &lost["error_code"]),
            (&json!("archived"), &json!("claim_transferred"))
        );
        assert_eq!(
            world.events(&made).await,
            ["domain.verified", "domain.archived", "domain.claim_lost"]
        );
        assert_eq!(holder(world).await.as_deref(), Some(id(&theirs)));
        // What was archived comes back by no look.
        assert_eq!(world.check(&made).await["state"], "archived");
    })
    .await;
}

/// The edge's word on where visitors go.
async fn upstream(world: &World) -> (u16, String) {
    let host = [("x-forwarded-host", NAME)];
    let answer = world.inside().send("GET", "/internal/route", &host, "").await;
    let upstream = answer.headers.get("x-fairlead-upstream");
    (answer.status, upstream.map(|it| it.to_str().unwrap().to_owned()).unwrap_or_default())
}

#[tokio::test]
async fn a_transfer_gives_a_day_of_notice_and_then_everything_switches_at_once() {
    World::on_each(&DAY, async |world| {
        let made = world.live(NAME).await;
        let rival = world.rival("Rival").await;
        let plain = json!({ "application_id": rival.application, "hostname": NAME });
        rival.client.post("/v1/connections", plain).await.refused(409, "HostnameConflict");
        let bid = wish(&rival, true).await;
        assert_eq!(look(world, &rival, &bid).await["state"], "pending_ownership");
        prove(world, &[&bid]).await;
        world.advance(3).await;
        let waiting = verify(&rival.client, &bid).await.ok(200);
        assert_eq!(waiting["state"], "pending_ownership");
        let (begun, ends) =
            (&waiting["transfer"]["notice_begun_at"], &waiting["transfer"]["notice_ends_at"]);
        assert!(begun.is_string() && ends.is_string(), "{waiting:#}");
        // The holder hears when, and not by whom.
        assert_eq!(world.events(&made).await[3..], ["domain.claim_contested"]);
        let store = &world.running.service.store;
        let told = store.events_of(id(&made).parse().unwrap()).await.unwrap().pop().unwrap();
        assert_eq!(&told.data["notice_ends_at"], ends);
        assert_eq!(told.data["state"], "live");
        assert!(!told.data.to_string().contains(id(&bid)), "{}", told.data);
        for _ in 0..23 {
            world.advance(HOUR - 3).await;
            assert_eq!(look(world, &rival, &bid).await["state"], "pending_ownership");
            assert_eq!(holder(world).await.as_deref(), Some(id(&made)));
            assert_eq!(world.ask(NAME).await.0, 200);
        }
        assert_eq!(world.events(&made).await.len(), 4, "it is told once");
        world.advance(HOUR).await;
        let won = look(world, &rival, &bid).await;
        assert_eq!(won["state"], "live", "{won:#}");
        let lost = world.read(&made).await;
        assert_eq!(
            (&lost["state"], &lost["error_code"]),
            (&json!("archived"), &json!("claim_transferred"))
        );
        assert_eq!(
            world.events(&made).await[3..],
            ["domain.claim_contested", "domain.archived", "domain.claim_lost"]
        );
        assert_eq!(
            world.events(&bid).await,
            ["domain.verified", "ssl.issued", "domain.flow.completed"]
        );
        assert_eq!(holder(world).await.as_deref(), Some(id(&bid)));
        assert_eq!(world.ask(NAME).await.0, 200);
        world.visit(NAME).await.unwrap();
        assert!(kinds(&world.tenant(), &made).await.contains(&"claim_contested".to_owned()));
        assert!(kinds(&rival.client, &bid).await.contains(&"notice_begun".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn visitors_are_never_sent_nowhere_while_a_name_changes_hands() {
    World::on_each(&[], async |world| {
        world.live(NAME).await;
        let before = upstream(world).await;
        assert_eq!(before.0, 200);
        let (other, key) = crate::world::tenant(&world.running, Environment::Test).await;
        let rival = Rival { client: world.client(&key), application: other.id.to_string() };
        let bid = wish(&rival, true).await;
        prove(world, &[&bid]).await;
        let asking = async {
            let mut seen = Vec::new();
            while seen.last() != Some(&"127.0.0.1:9".to_owned()) {
                let (status, upstream) = upstream(world).await;
                assert_eq!(status, 200);
                assert_eq!(world.ask(NAME).await.0, 200);
                seen.push(upstream);
            }
            seen.dedup();
            seen
        };
        let (seen, switched) = join(asking, verify(&rival.client, &bid)).await;
        // The sandbox gives no notice: told and taken in one.
        switched.ok(200);
        assert_eq!(seen, [before.1, "127.0.0.1:9".to_owned()]);
    })
    .await;
}

#[tokio::test]
async fn without_notice_the_holder_is_told_and_loses_in_one() {
    World::on_each(&[], async |world| {
        let made = world.live(NAME).await;
        let rival = world.rival("Rival").await;
        let bid = wish(&rival, true).await;
        prove(world, &[&bid]).await;
        let won = verify(&rival.client, &bid).await.ok(200);
        assert_eq!(won["checks"]["ownership"]["status"], "ok");
        assert!(!codes(&won).contains(&"hostname_taken"), "{won:#}");
        assert_eq!(
            world.events(&made).await[3..],
            ["domain.claim_contested", "domain.archived", "domain.claim_lost"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_contender_whose_proof_comes_and_goes_starts_anew_each_time() {
    World::on_each(&DAY, async |world| {
        let made = world.live(NAME).await;
        let rival = world.rival("Rival").await;
        let bid = wish(&rival, true).await;
        let ends = async || look(world, &rival, &bid).await["transfer"]["notice_ends_at"].clone();
        prove(world, &[&bid]).await;
        let first = ends().await;
        for _ in 0..22 {
            world.advance(HOUR).await;
            assert_eq!(ends().await, first);
        }
        // It goes for one look, an hour before the end.
        prove(world, &[&made]).await;
        assert!(ends().await.is_null());
        prove(world, &[&bid]).await;
        let second = ends().await;
        assert!(first.as_str() < second.as_str(), "{first} {second}");
        world.advance(HOUR + HOUR / 2).await;
        assert_eq!(ends().await, second);
        assert_eq!(holder(world).await.as_deref(), Some(id(&made)));
        // Nobody has seen it for too long: whether it stood there is not known.
        world.advance(2 * HOUR + 60).await;
        let third = ends().await;
        assert!(second.as_str() < third.as_str(), "{second} {third}");
        // Not being able to ask changes nothing.
        world.fault(1, "silent").await;
        world.fault(2, "silent").await;
        world.advance(HOUR).await;
        assert_eq!(ends().await, third);
        world.fault(1, "none").await;
        world.fault(2, "none").await;
        world.advance(HOUR / 2).await;
        assert_eq!(ends().await, third);
        assert_eq!(
            world.events(&made).await[3..],
            ["domain.claim_contested", "domain.claim_contested", "domain.claim_contested"]
        );
        let kinds = kinds(&rival.client, &bid).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "notice_lost").count(), 2);
        assert_eq!(world.read(&made).await["state"], "live");
    })
    .await;
}

#[tokio::test]
async fn a_holder_that_heals_keeps_its_name_and_one_that_does_not_yields_after_its_grace() {
    World::on_each(&DAY, async |world| {
        let rival = world.rival("Rival").await;
        let theirs = wish(&rival, false).await;
        let made = world.live(NAME).await;
        let drift = async || {
            world.publish(NAME, "CNAME", 5, &["elsewhere.sandbox.test"]).await;
            world.check(&made).await;
            world.advance(6 * 60).await;
            assert_eq!(world.check(&made).await["state"], "drifted");
        };
        drift().await;
        prove(world, &[&theirs]).await;
        world.advance(71 * HOUR).await;
        assert_eq!(look(world, &rival, &theirs).await["state"], "pending_ownership");
        // Within its grace the holder mends its records.
        world.obey(&made, &["routing"]).await;
        assert_eq!(world.check(&made).await["state"], "live");
        world.advance(2 * HOUR).await;
        let seen = look(world, &rival, &theirs).await;
        assert_eq!(seen["state"], "pending_ownership");
        assert!(codes(&seen).contains(&"hostname_taken"));
        drift().await;
        world.advance(72 * HOUR).await;
        let won = verify(&rival.client, &theirs).await.ok(200);
        assert_eq!(won["checks"]["ownership"]["status"], "ok", "{won:#}");
        assert_eq!(world.read(&made).await["error_code"], "claim_transferred");
        assert_eq!(world.events(&made).await.last(), Some(&"domain.claim_lost"));
    })
    .await;
}

#[tokio::test]
async fn a_holder_that_is_archived_meanwhile_leaves_the_name_to_the_contender() {
    World::on_each(&DAY, async |world| {
        let made = world.live(NAME).await;
        let rival = world.rival("Rival").await;
        let bid = wish(&rival, true).await;
        prove(world, &[&bid]).await;
        assert_eq!(look(world, &rival, &bid).await["state"], "pending_ownership");
        world.tenant().delete(&path(&made, "")).await.ok(200);
        assert_eq!(look(world, &rival, &bid).await["state"], "live");
        assert_eq!(world.events(&made).await[3..], ["domain.claim_contested", "domain.archived"]);
        assert_eq!(world.read(&made).await["error_code"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn of_two_bids_whose_notices_end_together_one_wins_and_the_other_gives_notice_anew() {
    World::on_each(&DAY, async |world| {
        let made = world.live(NAME).await;
        let (one, two) = (world.rival("One").await, world.rival("Two").await);
        let (first, second) = (wish(&one, true).await, wish(&two, true).await);
        prove(world, &[&first, &second]).await;
        let both = async || {
            world.advance(3).await;
            join(verify(&one.client, &first), verify(&two.client, &second)).await
        };
        both().await;
        for _ in 0..23 {
            world.advance(HOUR).await;
            both().await;
        }
        assert_eq!(holder(world).await.as_deref(), Some(id(&made)));
        world.advance(HOUR).await;
        both().await;
        let shown = async |by: &Rival, made: &Value| by.client.get(&path(made, "")).await.ok(200);
        let (a, b) = (shown(&one, &first).await, shown(&two, &second).await);
        let won = |made: &Value| made["checks"]["ownership"]["status"] == "ok";
        assert!(won(&a) != won(&b), "{a:#} {b:#}");
        let (winner, loser) = if won(&a) { (&a, &b) } else { (&b, &a) };
        assert_eq!(holder(world).await.as_deref(), Some(id(winner)));
        assert_eq!(loser["state"], "pending_ownership");
        let told = world.events(&made).await;
        assert_eq!(told.iter().filter(|event| **event == "domain.claim_lost").count(), 1);
    })
    .await;
}
