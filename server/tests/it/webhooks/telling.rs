//! Each event is written once for each endpoint that wants it, and tried until it arrives.

use std::collections::HashSet;

use app::domain::event::EventType;
use fairlead::store::Environment;
use futures::future::join_all;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::house::{House, node, on_both};
use super::receiver::{Message, Receiver, SILENCE};
use crate::client::Client;
use crate::world::{World, id, tenant};

fn time(value: &Value) -> OffsetDateTime {
    OffsetDateTime::parse(value.as_str().unwrap(), &Rfc3339).unwrap()
}

#[tokio::test]
async fn every_event_is_told_once_to_each_endpoint_that_wants_it() {
    Box::pin(on_both(async |url| {
        let house = House::open(url).await;
        let (mut all, mut few) = (Receiver::start(&[200]).await, Receiver::start(&[204]).await);
        let everything = house.endpoint(&all, &[]).await;
        assert_eq!((&everything["events"], &everything["enabled"]), (&json!([]), &json!(true)));
        house.endpoint(&few, &["domain.failed", "domain.failed", "ssl.failed"]).await;
        let mut shops =
            [house.connection("a.example.test").await, house.connection("b.example.test").await];
        for shop in &mut shops {
            for event in [EventType::Verified, EventType::SslIssued, EventType::Failed] {
                house.happens(shop, event).await;
            }
        }
        // Others hand on at the same time: on this node, and on another.
        let other = node(url, &house.clock, &[]).await;
        (0..3).for_each(|_| house.begin());
        house.begin_at(&other);
        let told = all.some(6).await;
        let failures = few.some(2).await;
        house.until("&status=delivered", 8).await;
        assert!(all.is_quiet() && few.is_quiet());
        assert_eq!(house.deliveries("").await.len(), 8);
        assert_eq!(house.store().pending_events(10).await.unwrap(), []);
        let ids: HashSet<String> = told.iter().map(|it| it.json()["id"].to_string()).collect();
        assert_eq!(ids.len(), 6);
        assert!(failures.iter().all(|it| it.json()["type"] == "domain.failed"));
        for shop in &shops {
            let bodies: Vec<Value> = told.iter().map(Message::json).collect();
            let of_it = bodies.iter().filter(|body| body["jobId"] == json!(shop.id));
            let mut sequence: Vec<(i64, &str)> = of_it
                .map(|body| (body["sequence"].as_i64().unwrap(), body["type"].as_str().unwrap()))
                .collect();
            sequence.sort_unstable();
            let wanted = [(1, "domain.verified"), (2, "ssl.issued"), (3, "domain.failed")];
            assert_eq!(sequence, wanted);
        }
        other.stop().await;
        house.stop().await;
    }))
    .await;
}

#[tokio::test]
async fn each_attempt_is_counted_for_its_tenant() {
    on_both(async |url| {
        let house = House::open(url).await;
        let (taking, refusing) = (Receiver::start(&[200]).await, Receiver::start(&[500]).await);
        house.endpoint(&taking, &[]).await;
        house.endpoint(&refusing, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        house.begin();
        house.until("&status=delivered", 1).await;
        let all = house.deliveries("").await;
        let waiting = all.iter().find(|it| it["status"] != "delivered").unwrap();
        house.tried(waiting, 1).await;
        let usage = house.api.get("/v1/usage").await.ok(200);
        assert_eq!(usage["counters"]["webhook_deliveries"], 2);
        assert_eq!(usage["counters"]["connections_verified"], 1);
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn of_many_nodes_one_hands_an_event_on() {
    on_both(async |url| {
        let house = House::open(url).await;
        let receiver = Receiver::start(&[200]).await;
        house.endpoint(&receiver, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        for _ in 0..60 {
            house.happens(&mut shop, EventType::Drift).await;
        }
        let nodes = join_all((0..4).map(|_| node(url, &house.clock, &[]))).await;
        let handing = nodes.iter().map(async |node| {
            let mut events = 0;
            loop {
                let done = node.service.hand_on(7).await.unwrap();
                assert_eq!(done.events, done.deliveries);
                if done.events == 0 {
                    return events;
                }
                events += done.events;
            }
        });
        assert_eq!(join_all(handing).await.iter().sum::<usize>(), 60);
        let written = house.deliveries("").await;
        let events: HashSet<&str> =
            written.iter().map(|it| it["event_id"].as_str().unwrap()).collect();
        assert_eq!((written.len(), events.len()), (60, 60));
        for node in nodes {
            node.stop().await;
        }
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn without_an_endpoint_an_event_is_done_with() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        let done = house.running.service.hand_on(10).await.unwrap();
        assert_eq!((done.events, done.deliveries), (1, 0));
        assert_eq!(house.running.service.hand_on(10).await.unwrap().events, 0);
        let receiver = Receiver::start(&[200]).await;
        house.endpoint(&receiver, &[]).await;
        assert_eq!(house.running.service.hand_on(10).await.unwrap().events, 0);
        assert_eq!(house.deliveries("").await, [] as [Value; 0]);
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_is_told_again_with_the_same_bytes() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut receiver = Receiver::start(&[500, 302, 200]).await;
        house.endpoint(&receiver, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        house.begin();
        let first = receiver.next().await;
        let delivery = house.until("&status=pending&type=domain.verified", 1).await.remove(0);
        let failed = house.tried(&delivery, 1).await;
        let said = ["last_status", "last_error", "last_answer"].map(|field| failed[field].clone());
        assert_eq!(said, [json!(500), json!("status"), json!("said")]);
        let pause = time(&failed["next_attempt_at"]) - time(&failed["last_attempt_at"]);
        assert!((60.0..=66.0).contains(&pause.as_seconds_f64()), "{pause}");
        house.advance(67);
        let second = receiver.next().await;
        let failed = house.tried(&delivery, 2).await;
        assert_eq!(
            (&failed["last_status"], &failed["last_error"]),
            (&json!(302), &json!("redirect"))
        );
        let pause = time(&failed["next_attempt_at"]) - time(&failed["last_attempt_at"]);
        assert!((120.0..=132.0).contains(&pause.as_seconds_f64()), "{pause}");
        house.advance(133);
        let third = receiver.next().await;
        let arrived = house.until("&status=delivered", 1).await.remove(0);
        assert_eq!((&arrived["attempts"], &arrived["last_error"]), (&json!(3), &Value::Null));
        assert_eq!((&first.body, &first.body), (&second.body, &third.body));
        let ids = [&first, &second, &third].map(|message| message.header("webhook-id").to_owned());
        assert!(ids.iter().all(|id| *id == first.json()["id"].as_str().unwrap()));
        let times = [&first, &second, &third].map(|it| it.header("webhook-timestamp").to_owned());
        assert!(times[0] < times[1] && times[1] < times[2], "{times:?}");
        assert_eq!(arrived["payload"], first.json());
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn after_seven_attempts_it_is_a_dead_letter_that_can_be_told_again() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut receiver = Receiver::start(&[503]).await;
        house.endpoint(&receiver, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        house.begin();
        let first = receiver.next().await;
        let delivery = house.until("", 1).await.remove(0);
        for (attempts, minutes) in (1..).zip([1, 2, 4, 8, 16, 32]) {
            house.tried(&delivery, attempts).await;
            house.advance(minutes * 66 + 1);
            assert_eq!(receiver.next().await.body, first.body);
        }
        let dead = house.until("&status=dead_letter", 1).await.remove(0);
        assert_eq!((&dead["attempts"], &dead["next_attempt_at"]), (&json!(7), &Value::Null));
        house.advance(86_400);
        let replay = format!("/v1/webhook-deliveries/{}/replay", id(&dead));
        receiver.answers(&[200]);
        let accepted = house.api.post(&replay, json!({})).await.ok(202);
        assert_eq!((&accepted["status"], &accepted["attempts"]), (&json!("pending"), &json!(0)));
        // Had it been tried meanwhile, that would be what came first.
        assert_eq!(receiver.next().await.body, first.body);
        house.until("&status=delivered", 1).await;
        assert!(receiver.is_quiet());
        house.api.post(&replay, json!({})).await.ok(202);
        assert_eq!(receiver.next().await.body, first.body);
        house.until("&status=delivered", 1).await;
        let metrics = Client::new(house.running.internal, None).get("/metrics").await.text();
        for line in [
            "fairlead_webhook_deliveries_total{outcome=\"delivered\"} 2",
            "fairlead_webhook_deliveries_total{outcome=\"failed\"} 6",
            "fairlead_webhook_deliveries_total{outcome=\"dead_letter\"} 1",
            "fairlead_webhook_deliveries_total{outcome=\"gone\"} 0",
        ] {
            assert!(metrics.contains(line), "{line} in {metrics}");
        }
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn an_endpoint_that_is_gone_is_told_nothing_more() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut receiver = Receiver::start(&[500, 410]).await;
        let endpoint = house.endpoint(&receiver, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        house.begin();
        receiver.next().await;
        let waiting = house.until("", 1).await.remove(0);
        house.tried(&waiting, 1).await;
        house.happens(&mut shop, EventType::Drift).await;
        assert_eq!(receiver.next().await.json()["type"], "domain.drift");
        let dead = house.until("&status=dead_letter", 2).await;
        assert_eq!(dead[0]["last_status"], 410);
        assert_eq!(dead[1]["last_error"], "endpoint_disabled");
        let listed = house.api.get("/v1/webhook-endpoints").await.ok(200)["data"][0].clone();
        assert_eq!(
            (&listed["enabled"], &listed["disabled_reason"]),
            (&json!(false), &json!("gone"))
        );
        house.happens(&mut shop, EventType::Recovered).await;
        while !house.store().pending_events(1).await.unwrap().is_empty() {
            house.running.service.hooks.notify_one();
        }
        let replay = format!("/v1/webhook-deliveries/{}/replay", id(&waiting));
        house.api.post(&replay, json!({})).await.refused(409, "not_ready");
        let path = format!("/v1/webhook-endpoints/{}", id(&endpoint));
        let enabled = house.api.patch(&path, json!({ "enabled": true })).await.ok(200);
        assert_eq!((&enabled["enabled"], &enabled["disabled_at"]), (&json!(true), &Value::Null));
        receiver.answers(&[200]);
        house.api.post(&replay, json!({})).await.ok(202);
        assert_eq!(receiver.next().await.json()["type"], "domain.verified");
        house.until("&status=delivered", 1).await;
        assert!(receiver.is_quiet());
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_silent_receiver_delays_no_other() {
    on_both(async |url| {
        let house = House::open(url).await;
        let (mut silent, mut good) =
            (Receiver::start(&[SILENCE]).await, Receiver::start(&[200]).await);
        let dead_end = house.endpoint(&silent, &["domain.drift"]).await;
        house.endpoint(&good, &["domain.recovered"]).await;
        let mut shop = house.connection("a.example.test").await;
        for _ in 0..60 {
            house.happens(&mut shop, EventType::Drift).await;
        }
        house.begin();
        silent.some(8).await;
        for _ in 0..30 {
            house.happens(&mut shop, EventType::Recovered).await;
        }
        good.some(30).await;
        house.until("&status=delivered", 30).await;
        let of_silent = format!("&endpoint_id={}", id(&dead_end));
        let waiting = house.deliveries(&of_silent).await;
        assert_eq!(waiting.len(), 60);
        // Each attempt takes five seconds, and few are made at once: most were not tried yet.
        let untried = waiting.iter().filter(|delivery| delivery["attempts"] == 0).count();
        assert!(30 < untried, "{untried}");
        silent.answers(&[200]);
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn no_private_address_is_contacted_where_that_is_not_allowed() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut receiver = Receiver::start(&[200]).await;
        house.endpoint(&receiver, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        // The rules of the node that sends count, whatever counted when the endpoint was made.
        let strict = node(url, &house.clock, &[("ALLOW_PRIVATE_NETWORKS", "0")]).await;
        house.begin_at(&strict);
        let delivery = house.until("", 1).await.remove(0);
        let failed = house.tried(&delivery, 1).await;
        assert_eq!(
            (&failed["last_error"], &failed["last_status"]),
            (&json!("unsafe_address"), &Value::Null)
        );
        assert!(receiver.is_quiet());
        strict.stop().await;
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn others_see_none_of_it() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut receiver = Receiver::start(&[200]).await;
        let endpoint = house.endpoint(&receiver, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        house.begin();
        receiver.next().await;
        let delivery = house.until("&status=delivered", 1).await.remove(0);
        for environment in [Environment::Test, Environment::Live] {
            let (_, key) = tenant(&house.running, environment).await;
            let stranger = Client::new(house.running.listen, Some(&key));
            for list in ["/v1/webhook-endpoints", "/v1/webhook-deliveries"] {
                assert_eq!(stranger.get(list).await.ok(200)["data"], json!([]));
                let named = format!("{list}?application_id={}", house.application.id);
                assert_eq!(stranger.get(&named).await.ok(200)["data"], json!([]));
            }
            let path = format!("/v1/webhook-endpoints/{}", id(&endpoint));
            stranger.patch(&path, json!({ "enabled": false })).await.refused(404, "not_found");
            stranger.delete(&path).await.refused(404, "not_found");
            stranger.post(&format!("{path}/rotate"), json!({})).await.refused(404, "not_found");
            let replay = format!("/v1/webhook-deliveries/{}/replay", id(&delivery));
            stranger.post(&replay, json!({})).await.refused(404, "not_found");
            let theirs = json!({ "application_id": house.application.id, "url": receiver.url() });
            stranger.post("/v1/webhook-endpoints", theirs).await.refused(404, "not_found");
        }
        assert!(receiver.is_quiet());
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn in_the_sandbox_a_domain_that_goes_live_is_told_over_http_and_https() {
    let world = World::start().await;
    let mut receiver = Receiver::start(&[200]).await;
    let endpoint = json!({ "url": receiver.url() });
    world.tenant().post("/v1/webhook-endpoints", endpoint).await.ok(201);
    let made = world.connect("shop.sandbox.test").await;
    world.obey(&made, &["ownership", "routing"]).await;
    let mut told = receiver.some(3).await;
    told.sort_by_key(|message| message.json()["sequence"].as_i64());
    let types: Vec<String> =
        told.iter().map(|it| it.json()["type"].as_str().unwrap().to_owned()).collect();
    assert_eq!(types, ["domain.verified", "ssl.issued", "domain.flow.completed"]);
    let last = told[2].json();
    assert_eq!(last["jobId"], made["id"]);
    assert_eq!(
        (&last["data"]["hostname"], &last["data"]["state"]),
        (&json!("shop.sandbox.test"), &json!("live"))
    );
    // A name in the sandbox's own DNS, with a certificate of its own CA.
    let port = world.address("edge_addr").port();
    let secure = json!({ "url": format!("https://shop.sandbox.test:{port}/hook") });
    let secure = world.tenant().post("/v1/webhook-endpoints", secure).await.ok(201);
    receiver.answers(&[500, 200]);
    let other = world.connect("other.sandbox.test").await;
    world.tenant().delete(&crate::world::path(&other, "")).await.ok(200);
    assert_eq!(receiver.next().await.json()["type"], "domain.archived");
    let spoken_of = format!("/v1/webhook-deliveries?endpoint_id={}", id(&secure));
    loop {
        let answer = world.tenant().get(&spoken_of).await.ok(200);
        let spoken = &answer["data"][0];
        if spoken["attempts"] == 1 {
            // What stands behind the edge has spoken, whatever it said.
            assert!(spoken["last_status"].is_number(), "{spoken:#}");
            break;
        }
    }
    world.advance(67).await;
    assert_eq!(receiver.next().await.json()["type"], "domain.archived");
}
