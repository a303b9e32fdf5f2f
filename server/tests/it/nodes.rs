//! Several nodes on one Postgres: one world, whoever is asked.

use fairlead::service::hub::EVERYBODY;
use fairlead::store::buckets::BUCKETS;
use fairlead::store::{Environment, NodeId};
use fairlead::worker::LOOK_ROUND;
use serde_json::{Value, json};

use crate::client::Client;
use crate::database::on_postgres;
use crate::world::{World, gate, path, tenant};

#[tokio::test]
async fn two_nodes_share_connections_keys_tokens_and_the_gate() {
    on_postgres(async |store, url| {
        let world = World::on_demand().await;
        let (here, there) =
            (world.production(Some(&url)).await, world.production(Some(&url)).await);
        let (application, key) = tenant(&here, Environment::Live).await;
        let first = Client::new(here.listen, Some(&key));
        let second = Client::new(there.listen, Some(&key));
        let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
        let made = first.post("/v1/connections", wish).await.ok(201);
        let mut stream = second.stream(&path(&made, "/events")).await;
        stream.until(|now| now["state"] == "pending_ownership").await;
        world.obey(&made, &["ownership"]).await;
        stream.until(|now| now["state"] == "propagating").await;
        world.obey(&made, &["routing"]).await;
        stream.until(|now| now["state"] == "issuing_cert").await;
        let id = made["id"].as_str().unwrap().parse().unwrap();
        let events = store.events_of(id).await.unwrap();
        let events: Vec<_> = events.iter().map(|event| event.event_type.as_str()).collect();
        assert_eq!(events, ["domain.verified"]);
        one_attempt_between(&here, &there).await;
        one_of_many(&first, &second, &application.id.to_string()).await;
        let body = json!({ "application_id": application.id, "reference": "c1" });
        let token = first.post("/v1/tokens", body).await.ok(201);
        let customer = Client::new(there.listen, token["auth_token"].as_str());
        customer.get("/v1/connections").await.ok(200);
        let jti = token["jti"].as_str().unwrap();
        first.delete(&format!("/v1/tokens/{jti}")).await.ok(204);
        customer.get("/v1/connections").await.refused(401, "unauthorized");
        first.delete(&path(&made, "")).await.ok(200);
        stream.until(|now| now["state"] == "archived").await;
        here.stop().await;
        there.stop().await;
    })
    .await;
}

#[tokio::test]
async fn two_nodes_that_are_asked_at_once_look_once() {
    on_postgres(async |_, url| {
        let world = World::on_demand().await;
        let (here, there) =
            (world.production(Some(&url)).await, world.production(Some(&url)).await);
        let (application, key) = tenant(&here, Environment::Live).await;
        let (first, second) =
            (Client::new(here.listen, Some(&key)), Client::new(there.listen, Some(&key)));
        let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
        let made = first.post("/v1/connections", wish).await.ok(201);
        let check = path(&made, "/records:check");
        let counted = async |node: &fairlead::serve::Running| {
            let text = Client::new(node.internal, None).get("/metrics").await.text();
            let counts = text.lines().filter(|line| line.starts_with("fairlead_checks_total{"));
            counts.map(|line| line.rsplit(' ').next().unwrap().parse::<u32>().unwrap()).sum::<u32>()
        };
        first.post(&check, json!({})).await.ok(200);
        second.post(&check, json!({})).await.ok(200);
        assert_eq!((counted(&here).await, counted(&there).await), (1, 0));
        world.advance(2).await;
        second.post(&check, json!({})).await.ok(200);
        assert_eq!(counted(&there).await, 1);
        here.stop().await;
        there.stop().await;
    })
    .await;
}

/// Both nodes know the name within a second or two, and grant one attempt between them.
async fn one_attempt_between(here: &fairlead::serve::Running, there: &fairlead::serve::Running) {
    let doors = [here, there].map(|node| Client::new(node.internal, None));
    let mut allowed = 0;
    for door in &doors {
        loop {
            let (status, why) = gate(door, "shop.sandbox.test").await;
            allowed += usize::from(status == 200);
            if status == 200 || why == "attempt_paused" {
                break;
            }
        }
    }
    assert_eq!(allowed, 1);
}

/// Of many who create the same thing at once on both nodes, one succeeds.
async fn one_of_many(first: &Client, second: &Client, application: &str) {
    let wish = json!({
        "application_id": application, "hostname": "same.sandbox.test", "reference": "c1",
    });
    let nodes = [first, second];
    let create = |nth: usize| nodes[nth % 2].post("/v1/connections", wish.clone());
    let answers = futures::future::join_all((0..10).map(create)).await;
    let made: Vec<Value> =
        answers.iter().filter(|answer| answer.status == 201).map(|answer| answer.ok(201)).collect();
    assert_eq!(made.len(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        let error = answer.refused(409, "HostnameConflict");
        assert_eq!(error["details"]["connection_id"], made[0]["id"]);
    }
}

#[tokio::test]
async fn a_stream_goes_on_at_another_node_where_it_ended_at_the_first() {
    on_postgres(async |_, url| {
        let world = World::on_demand().await;
        let settings = [("DATABASE_URL", url.as_str()), ("WORKER_ENABLED", "0")];
        let (here, there) =
            (world.production_with(&settings).await, world.production_with(&settings).await);
        let (application, key) = tenant(&here, Environment::Live).await;
        let [first, second] = [&here, &there].map(|node| Client::new(node.listen, Some(&key)));
        let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
        let made = first.post("/v1/connections", wish).await.ok(201);
        let events = path(&made, "/events");
        let mut stream = second.stream(&events).await;
        stream.until(|now| now["state"] == "created").await;
        // The change is made at one node and told at the other.
        first.post(&path(&made, "/records:check"), json!({})).await.ok(200);
        let told = stream.next().await.unwrap();
        drop(stream);
        let mut stream = first.resumed(&events, &told.id).await;
        first.delete(&path(&made, "")).await.ok(200);
        let next = stream.next().await.unwrap();
        assert_ne!(next.id, told.id, "what was seen at the other node is not told again");
        assert!(next.data.contains("archived"), "{}", next.data);
        // What happened while nobody listened is told at once, wherever it is asked for.
        let mut stream = second.resumed(&events, &told.id).await;
        assert_eq!(stream.next().await.unwrap().id, next.id);
        here.stop().await;
        there.stop().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_revoked_at_one_node_makes_the_streams_of_others_look() {
    on_postgres(async |_, url| {
        let world = World::on_demand().await;
        let (here, there) =
            (world.production(Some(&url)).await, world.production(Some(&url)).await);
        let (application, key) = tenant(&here, Environment::Live).await;
        let client = Client::new(here.listen, Some(&key));
        let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
        let made = client.post("/v1/connections", wish).await.ok(201);
        let share = client.post(&path(&made, "/share"), json!({})).await.ok(201);
        let token = json!({ "application_id": application.id, "reference": "c1" });
        let token = client.post("/v1/tokens", token).await.ok(201);
        let keys = format!("/v1/applications/{}/keys", application.id);
        let wish = json!({ "name": "x", "scopes": ["connections:read"] });
        let second = client.post(&keys, wish).await.ok(201);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let share = path(&made, &format!("/share/{}", text(&share["share_id"])));
        for revoked in [
            format!("/v1/tokens/{}", text(&token["jti"])),
            format!("{keys}/{}", text(&second["id"])),
            share,
        ] {
            let mut told = there.service.hub.subscribe();
            client.delete(&revoked).await.ok(204);
            while told.recv().await.unwrap() != EVERYBODY {}
        }
        here.stop().await;
        there.stop().await;
    })
    .await;
}

#[tokio::test]
async fn every_gate_soon_knows_what_was_verified_or_archived_at_any_node() {
    on_postgres(async |_, url| {
        let world = World::on_demand().await;
        let settings = [("DATABASE_URL", url.as_str()), ("WORKER_ENABLED", "0")];
        let nodes = [
            world.production_with(&settings).await,
            world.production_with(&settings).await,
            world.production_with(&settings).await,
        ];
        let (application, key) = tenant(&nodes[0], Environment::Live).await;
        for (nth, node) in nodes.iter().enumerate() {
            let client = Client::new(node.listen, Some(&key));
            let hostname = format!("shop{nth}.sandbox.test");
            let wish = json!({ "application_id": application.id, "hostname": hostname });
            let made = client.post("/v1/connections", wish).await.ok(201);
            world.obey(&made, &["ownership", "routing"]).await;
            let check = client.post(&path(&made, "/records:check"), json!({})).await.ok(200);
            assert_eq!(check["state"], "issuing_cert", "{check:#}");
            knows(&nodes, &hostname, &["", "attempt_paused"]).await;
            client.delete(&path(&made, "")).await.ok(200);
            knows(&nodes, &hostname, &["ended"]).await;
        }
        for node in nodes {
            node.stop().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_node_that_is_told_to_stop_hands_its_share_on_at_once() {
    on_postgres(async |store, url| {
        let world = World::on_demand().await;
        let here = world.production(Some(&url)).await;
        let (application, key) = tenant(&here, Environment::Live).await;
        let client = Client::new(here.listen, Some(&key));
        let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
        let made = client.post("/v1/connections", wish).await.ok(201);
        let mut stream = client.stream(&path(&made, "/events")).await;
        stream.until(|now| now["state"] == "pending_ownership").await;
        let share = |text: &str| text.contains("fairlead_queue_buckets 256\n");
        let inside = Client::new(here.internal, None);
        while !share(&inside.get("/metrics").await.text()) {
            tokio::task::yield_now().await;
        }
        here.stop().await;
        // Whoever comes need not wait until it is taken for dead.
        let clock = fairlead::clock::Clock::default();
        let next = NodeId::fresh();
        let share = store.tend(next, clock.now(), time::Duration::HOUR).await.unwrap();
        assert_eq!(share.taken.len(), BUCKETS);
        assert!(share.taken.iter().all(|(_, tended_at)| tended_at.is_some()));
        assert!(share.held.iter().all(|held| held.lease_number == 2));
    })
    .await;
}

/// Every node answers one of these soon: each reads what others wrote twice a second.
async fn knows(nodes: &[fairlead::serve::Running], hostname: &str, wanted: &[&str]) {
    const { assert!(LOOK_ROUND.whole_milliseconds() <= 500) };
    let clock = fairlead::clock::Clock::default();
    let end = clock.now() + time::Duration::seconds(30);
    for node in nodes {
        let door = Client::new(node.internal, None);
        loop {
            let (_, why) = gate(&door, hostname).await;
            if wanted.contains(&why.as_str()) {
                break;
            }
            assert!(clock.now() < end, "{hostname}: {why}");
            clock.sleep_until(clock.now() + time::Duration::milliseconds(20)).await;
        }
    }
}
