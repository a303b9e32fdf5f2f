//! The states of the drawing, on both engines: how each is reached, left, told and remembered.

use std::collections::BTreeSet;

use fairlead::store::Environment;
use serde_json::{Value, json};

use crate::client::Client;
use crate::database::{on_postgres, on_sqlite};
use crate::world::{World, codes, finding, gate, id, path, tenant};

const NAME: &str = "shop.sandbox.test";
const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

#[tokio::test]
async fn without_progress_it_stalls_comes_back_and_is_archived_after_a_month() {
    World::on_each(&[], async |world| {
        let made = world.connect(NAME).await;
        world.obey(&made, &["ownership"]).await;
        assert_eq!(world.check(&made).await["state"], "propagating");
        world.advance(72 * HOUR).await;
        assert_eq!(world.check(&made).await["state"], "stalled");
        let stalled = world.read(&made).await;
        assert_eq!(stalled["error_code"], "no_progress");
        // The name is still its own, and the gate as it was before.
        world
            .tenant()
            .post("/v1/connections", world.wish(NAME))
            .await
            .refused(409, "HostnameConflict");
        assert_eq!(world.ask(NAME).await, (403, "would_be_refused".to_owned()));
        world.publish(NAME, "CNAME", 5, &["elsewhere.sandbox.test"]).await;
        assert_eq!(world.check(&made).await["state"], "stalled", "still nothing that is right");
        world.advance(30 * DAY).await;
        assert_eq!(world.check(&made).await["state"], "archived");
        let ended = world.read(&made).await;
        assert_eq!(ended["error_code"], "no_progress");
        assert!(ended["next_check_at"].is_string(), "its records may lead here: {ended:#}");
        assert_eq!(
            world.events(&made).await,
            ["domain.verified", "domain.stalled", "domain.archived"]
        );
        assert_eq!(world.ask(NAME).await, (403, "ended".to_owned()));
        let again = world.connect(NAME).await;
        world.obey(&again, &["ownership"]).await;
        world.check(&again).await;
        world.advance(72 * HOUR).await;
        assert_eq!(world.check(&again).await["state"], "stalled");
        world.obey(&again, &["routing"]).await;
        assert_eq!(world.check(&again).await["state"], "live");
        assert!(world.read(&again).await["error_code"].is_null());
    })
    .await;
}

#[tokio::test]
async fn an_unproven_one_ends_after_two_weeks_and_its_token_with_it() {
    World::on_each(&[], async |world| {
        let made = world.connect(NAME).await;
        world.check(&made).await;
        world.advance(14 * DAY).await;
        world.obey(&made, &["ownership"]).await;
        // The proof comes with the look that would have ended it: it counts.
        let late = world.check(&made).await;
        assert_eq!(late["state"], "propagating", "{late:#}");
        let other = world.connect("b.sandbox.test").await;
        world.check(&other).await;
        world.advance(14 * DAY).await;
        assert_eq!(world.check(&other).await["state"], "archived");
        assert_eq!(world.read(&other).await["error_code"], "challenge_expired");
        world.obey(&other, &["ownership"]).await;
        assert_eq!(world.check(&other).await["state"], "archived");
    })
    .await;
}

#[tokio::test]
async fn drift_needs_two_looks_is_forgiven_for_its_grace_and_recovers() {
    World::on_each(&[], async |world| {
        let made = world.live(NAME).await;
        world.withdraw(NAME, "CNAME").await;
        assert_eq!(world.check(&made).await["state"], "live");
        // Not being able to ask agrees with nobody.
        world.fault(1, "servfail").await;
        world.fault(2, "servfail").await;
        world.advance(6 * MINUTE).await;
        assert_eq!(world.check(&made).await["state"], "live");
        world.fault(1, "none").await;
        world.fault(2, "none").await;
        assert_eq!(world.check(&made).await["state"], "drifted");
        world.advance(72 * HOUR - 10 * MINUTE).await;
        assert_eq!(world.ask(NAME).await.0, 200);
        world.advance(10 * MINUTE).await;
        assert_eq!(world.ask(NAME).await, (403, "grace_over".to_owned()));
        world.obey(&made, &["routing"]).await;
        assert_eq!(world.check(&made).await["state"], "live");
        assert_eq!(world.ask(NAME).await.0, 200);
        assert_eq!(world.events(&made).await[3..], ["domain.drift", "domain.recovered"]);
    })
    .await;
}

#[tokio::test]
async fn a_domain_that_ends_fails_before_it_was_live_and_drifts_after() {
    World::on_each(&[], async |world| {
        let zone = |name: &str| format!("/sandbox/zones/{name}");
        let register = async |name: &str| {
            world.nobody().send("PUT", &zone(name), &[], "@ 30 TXT \"here\"\n").await.ok(204);
        };
        let live = {
            register("live.test").await;
            world.live("live.test").await
        };
        register("acme.test").await;
        let made = world.connect("acme.test").await;
        world.check(&made).await;
        // Who connects what is not registered yet is waited for.
        let early = world.connect("early.test").await;
        finding(&world.check(&early).await, "domain_not_registered");
        for name in ["acme.test", "live.test"] {
            world.nobody().delete(&zone(name)).await.ok(204);
        }
        world.nobody().delete(&zone("sandbox.test")).await.refused(400, "invalid");
        world.advance(HOUR).await;
        let looked = world.check(&made).await;
        assert_eq!(looked["state"], "pending_ownership", "one look is no end: {looked:#}");
        world.check(&live).await;
        world.advance(HOUR).await;
        assert_eq!(world.check(&made).await["state"], "failed");
        assert_eq!(world.read(&made).await["error_code"], "domain_gone");
        assert_eq!(world.events(&made).await, ["domain.failed"]);
        assert_eq!(world.check(&live).await["state"], "drifted");
        assert_eq!(world.check(&early).await["state"], "pending_ownership");
        // The name is free again, for whoever registers the domain.
        register("acme.test").await;
        world.connect("acme.test").await;
    })
    .await;
}

/// A server on `url` that looks at the world's DNS, with these settings beside.
async fn node(world: &World, url: &str, settings: &[(&str, &str)]) -> fairlead::serve::Running {
    let basic = [("DATABASE_URL", url), ("WORKER_ENABLED", "0")];
    world.production_with(&[&basic, settings].concat()).await
}

#[tokio::test]
async fn a_name_that_comes_onto_the_list_fails_while_it_is_not_live() {
    let listed = async |url: String| {
        let world = World::on_demand().await;
        let before = node(&world, &url, &[]).await;
        let (application, key) = tenant(&before, Environment::Live).await;
        let wish = json!({ "application_id": application.id, "hostname": NAME });
        let client = Client::new(before.listen, Some(&key));
        let made = client.post("/v1/connections", wish).await.ok(201);
        let check = path(&made, "/records:check");
        assert_eq!(client.post(&check, json!({})).await.ok(200)["state"], "pending_ownership");
        before.stop().await;
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("names");
        std::fs::write(&list, "sandbox.test\n").unwrap();
        let after = node(&world, &url, &[("HIGH_RISK_DOMAINS", list.to_str().unwrap())]).await;
        let client = Client::new(after.listen, Some(&key));
        // Within two seconds it would be told what the other found.
        world.advance(2).await;
        let failed = client.post(&check, json!({})).await.ok(200);
        assert_eq!(failed["state"], "failed");
        assert!(codes(&failed).contains(&"high_risk_domain"));
        assert_eq!(client.get(&path(&made, "")).await.ok(200)["error_code"], "high_risk_domain");
        after.stop().await;
    };
    on_sqlite(async |_, url| listed(url).await).await;
    on_postgres(async |_, url| listed(url).await).await;
}

/// A hostname whose certificate does not come: its edge answers nobody.
async fn timed_out(world: &World, node: &fairlead::serve::Running) -> (Value, Client) {
    let (application, key) = tenant(node, Environment::Live).await;
    let client = Client::new(node.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": NAME });
    let made = client.post("/v1/connections", wish).await.ok(201);
    let retry = json!({ "ssl": { "method": "http", "type": "dv" } });
    client.patch(&path(&made, ""), retry).await.refused(409, "not_ready");
    world.obey(&made, &["ownership", "routing"]).await;
    let check = path(&made, "/records:check");
    assert_eq!(client.post(&check, json!({})).await.ok(200)["state"], "issuing_cert");
    let inside = Client::new(node.internal, None);
    assert_eq!(gate(&inside, NAME).await.0, 200);
    world.advance(16 * MINUTE).await;
    assert_eq!(client.post(&check, json!({})).await.ok(200)["state"], "stalled");
    (made, client)
}

/// Another tenant, and its connection that waits for a certificate.
async fn neighbour(world: &World, node: &fairlead::serve::Running) -> (Client, Value) {
    let (application, key) = tenant(node, Environment::Live).await;
    let client = Client::new(node.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": "next.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    world.obey(&made, &["ownership", "routing"]).await;
    let looked = client.post(&path(&made, "/records:check"), json!({})).await.ok(200);
    assert_eq!(looked["state"], "issuing_cert", "{looked:#}");
    (client, made)
}

async fn retries(url: String) {
    let world = World::on_demand().await;
    let edge = [("EDGE_ADDR", "127.0.0.1:9")];
    let (here, there) = (node(&world, &url, &edge).await, node(&world, &url, &edge).await);
    let (made, client) = timed_out(&world, &here).await;
    let shown = client.get(&path(&made, "")).await.ok(200);
    assert_eq!(shown["certificate"]["status"], "issuance_timed_out");
    let retry = json!({ "ssl": { "method": "http", "type": "dv" } });
    let again = client.patch(&path(&made, ""), retry.clone()).await.ok(200);
    assert_eq!((&again["state"], &again["error_code"]), (&json!("issuing_cert"), &Value::Null));
    assert_eq!(again["certificate"]["status"], "pending_issuance");
    assert!(again["next_check_at"].as_str() <= again["updated_at"].as_str(), "due now: {again:#}");
    // Within the gate's limits: an order that was just made is not followed by another one.
    let inside = Client::new(here.internal, None);
    client.post(&path(&made, "/records:check"), json!({})).await.ok(200);
    assert_eq!(gate(&inside, NAME).await.0, 200, "twelve minutes are over");
    client.patch(&path(&made, ""), retry.clone()).await.ok(200);
    assert_eq!(gate(&inside, NAME).await, (403, "attempt_paused".to_owned()));
    // The second pause would be twice as long: whoever asks again waits for one alone.
    world.advance(12 * MINUTE).await;
    client.post(&path(&made, "/records:check"), json!({})).await.ok(200);
    assert_eq!(gate(&inside, NAME).await.0, 200);
    let (rival, theirs) = neighbour(&world, &here).await;
    // Fifteen a minute, whichever node is asked; what is refused here does not count.
    world.advance(MINUTE).await;
    for (body, fields) in [
        (
            json!({ "ssl": retry["ssl"], "metadata": {}, "state": "live" }),
            json!(["metadata", "state"]),
        ),
        (json!({ "colour": "red" }), json!(["colour"])),
        (json!({}), json!(["ssl"])),
        (json!({ "ssl": { "method": "mail", "type": "dv" } }), json!(["ssl"])),
        (json!({ "ssl": { "method": "http", "type": "ev" } }), json!(["ssl"])),
        (json!({ "ssl": { "method": "http", "type": "dv", "ca": "x" } }), json!(["ssl"])),
    ] {
        let error = client.patch(&path(&made, ""), body.clone()).await.refused(400, "invalid");
        assert_eq!(error["details"]["fields"], fields, "{body}");
    }
    let other = Client::new(there.listen, client.credential());
    for nth in 0..15 {
        let node = if nth % 2 == 0 { &client } else { &other };
        node.patch(&path(&made, ""), retry.clone()).await.ok(200);
    }
    let refused = other.patch(&path(&made, ""), retry.clone()).await;
    refused.refused(429, "certificate_rate_limited");
    assert_eq!(refused.header("retry-after"), "30");
    rival.patch(&path(&theirs, ""), retry.clone()).await.ok(200);
    world.advance(29).await;
    client.patch(&path(&made, ""), retry.clone()).await.refused(429, "certificate_rate_limited");
    world.advance(MINUTE).await;
    client.patch(&path(&made, ""), retry.clone()).await.ok(200);
    client.delete(&path(&made, "")).await.ok(200);
    client.patch(&path(&made, ""), retry).await.refused(409, "not_ready");
    here.stop().await;
    there.stop().await;
}

#[tokio::test]
async fn a_certificate_that_timed_out_is_tried_again_within_limits_on_any_node() {
    on_sqlite(async |_, url| retries(url).await).await;
    on_postgres(async |_, url| retries(url).await).await;
}

#[tokio::test]
async fn a_certificate_that_ends_while_live_is_told_once_and_changes_no_headline() {
    World::on_each(&[], async |world| {
        let made = world.live(NAME).await;
        // From here on a CA would refuse, so the gate lets no edge ask one.
        world.publish("sandbox.test", "CAA", 5, &["0 issue \"other.example\""]).await;
        world.advance(91 * DAY).await;
        for _ in 0..3 {
            assert_eq!(world.check(&made).await["state"], "live");
        }
        assert_eq!(world.read(&made).await["certificate"]["status"], "failed");
        assert_eq!(world.events(&made).await[3..], ["ssl.failed"]);
        world.withdraw("sandbox.test", "CAA").await;
        assert_eq!(world.check(&made).await["state"], "live");
        assert_eq!(world.read(&made).await["certificate"]["status"], "active");
        assert_eq!(world.events(&made).await[3..], ["ssl.failed"]);
    })
    .await;
}

#[tokio::test]
async fn a_certificate_that_nobody_renews_is_told_of_before_it_ends() {
    let world = World::on_demand().await;
    let first = world.live(NAME).await;
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("roots.pem");
    std::fs::write(&roots, world.guide["ca_pem"].as_str().unwrap()).unwrap();
    let edge = world.guide["edge_addr"].as_str().unwrap();
    let roots = roots.to_str().unwrap();
    let settings = [("EDGE_ADDR", edge), ("TRUSTED_ROOTS", roots), ("WORKER_ENABLED", "0")];
    let running = world.production_with(&settings).await;
    let (application, key) = tenant(&running, Environment::Live).await;
    let client = Client::new(running.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": NAME });
    let made = client.post("/v1/connections", wish).await.ok(201);
    world.obey(&made, &["ownership", "routing"]).await;
    let connection = made["id"].as_str().unwrap().parse().unwrap();
    let told = async |days: i64| {
        world.advance(days * DAY).await;
        client.post(&path(&made, "/records:check"), json!({})).await.ok(200);
        let shown = client.get(&path(&made, "")).await.ok(200);
        assert_eq!(shown["state"], "live", "{shown:#}");
        let events = running.service.store.events_of(connection).await.unwrap();
        let last = events.last().unwrap().event_type.as_str();
        (shown["certificate"]["status"].as_str().unwrap().to_owned(), last)
    };
    // The edge has it, and is refused the next.
    assert_eq!(told(0).await, ("active".to_owned(), "domain.flow.completed"));
    world.tenant().delete(&path(&first, "")).await.ok(200);
    assert_eq!(told(70).await, ("active".to_owned(), "domain.flow.completed"));
    for days in [6, 1] {
        assert_eq!(told(days).await, ("expiring".to_owned(), "ssl.expiring"));
    }
    assert_eq!(told(20).await, ("failed".to_owned(), "ssl.failed"));
    running.stop().await;
}

#[tokio::test]
async fn a_certificate_that_ends_while_drifted_is_told_too() {
    World::on_each(&[("DRIFT_GRACE", "365d")], async |world| {
        let made = world.live(NAME).await;
        world.publish(NAME, "CNAME", 5, &["elsewhere.sandbox.test"]).await;
        world.advance(91 * DAY).await;
        while world.check(&made).await["state"] != "drifted" {
            world.advance(MINUTE).await;
        }
        world.check(&made).await;
        assert!(world.events(&made).await.contains(&"ssl.failed"));
        assert_eq!(world.read(&made).await["certificate"]["status"], "failed");
    })
    .await;
}

#[tokio::test]
async fn a_proof_that_lapsed_verifies_nothing() {
    World::on_each(&[("STALL_AFTER", "365d")], async |world| {
        let made = world.connect(NAME).await;
        world.obey(&made, &["ownership"]).await;
        world.tenant().post(&path(&made, "/verify"), json!({})).await.ok(200);
        let challenge = made["ownership_challenge"]["name"].as_str().unwrap();
        world.withdraw(challenge, "TXT").await;
        world.advance(31 * DAY).await;
        let verify = world.tenant().post(&path(&made, "/verify"), json!({})).await;
        verify.refused(409, "ownership_not_found");
        assert_eq!(world.read(&made).await["checks"]["ownership"]["status"], "waiting");
    })
    .await;
}

/// Every line of a history, the oldest first, read in pages of `limit`.
async fn history(client: &Client, made: &Value, limit: usize) -> Vec<Value> {
    let (mut lines, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = format!("/history?limit={limit}{cursor}");
        let page = client.get(&path(made, &page)).await.ok(200);
        let data = page["data"].as_array().unwrap();
        assert!(data.len() <= limit);
        lines.extend(data.iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    lines.reverse();
    lines
}

#[tokio::test]
async fn the_history_tells_what_happened_when_why_and_by_whom() {
    World::on_each(&[], async |world| {
        let wish = json!({
            "application_id": world.application(), "hostname": NAME, "reference": "c1",
        });
        let made = world.tenant().post("/v1/connections", wish).await.ok(201);
        world.check(&made).await;
        let token = world.token(json!({ "reference": "c1", "allow": ["delete"] })).await;
        let customer = world.client(token["auth_token"].as_str().unwrap());
        world.obey(&made, &["ownership", "routing"]).await;
        world.advance(3).await;
        customer.post(&path(&made, "/verify"), json!({})).await.ok(200);
        customer.delete(&path(&made, "")).await.ok(200);
        let lines = history(&world.tenant(), &made, 2).await;
        assert_eq!(lines, history(&customer, &made, 100).await);
        let seen: BTreeSet<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
        assert_eq!(seen.len(), lines.len(), "no line twice");
        for line in &lines {
            for field in ["id", "at", "kind", "cause", "actor"] {
                assert!(line[field].is_string(), "{field}: {line}");
            }
        }
        let said = |line: &Value| {
            let what = ["to", "code"].iter().find_map(|field| line[*field].as_str());
            let [kind, cause, actor] =
                ["kind", "cause", "actor"].map(|it| line[it].as_str().unwrap());
            format!("{kind} {} {cause} {actor}", what.unwrap_or("-"))
        };
        let said: Vec<String> = lines.iter().map(said).collect();
        assert_eq!(
            said,
            [
                "created - request api_key",
                "finding_came ownership_missing dns api_key",
                "finding_came routing_missing dns api_key",
                "transition pending_ownership dns api_key",
                "finding_went ownership_missing dns widget",
                "finding_went routing_missing dns widget",
                "transition verified dns widget",
                "transition issuing_cert dns widget",
                "transition live edge widget",
                "transition archived request widget",
            ]
        );
        assert!(lines[0]["key_id"].is_string());
        let bad = world.tenant().get(&path(&made, "/history?cursor=x")).await;
        bad.refused(400, "invalid");
    })
    .await;
}

#[tokio::test]
async fn time_and_the_worker_are_named_where_nobody_asked() {
    let world = World::start().await;
    let made = world.connect(NAME).await;
    let mut stream = world.tenant().stream(&path(&made, "/events")).await;
    stream.until(|now| now["state"] == "pending_ownership").await;
    world.advance(72 * HOUR).await;
    stream.until(|now| now["state"] == "stalled").await;
    let lines = history(&world.tenant(), &made, 100).await;
    let stalled = lines.iter().find(|line| line["to"] == "stalled").unwrap();
    assert_eq!((&stalled["cause"], &stalled["actor"]), (&json!("time"), &json!("worker")));
}

#[tokio::test]
async fn many_made_together_are_found_by_their_batch() {
    World::on_each(&[], async |world| {
        world.connect("other.sandbox.test").await;
        for nth in 0..100 {
            let mut wish = world.wish(&format!("s{nth}.sandbox.test"));
            wish["batch_id"] = "import-7".into();
            world.tenant().post("/v1/connections", wish).await.ok(201);
        }
        let (mut found, mut cursor, mut pages) = (BTreeSet::new(), String::new(), 0);
        loop {
            let list = format!("/v1/connections?batch_id=import-7&limit=30{cursor}");
            let page = world.tenant().get(&list).await.ok(200);
            pages += 1;
            for made in page["data"].as_array().unwrap() {
                assert_eq!(made["batch_id"], "import-7");
                assert!(found.insert(id(made).to_owned()), "{} comes twice", id(made));
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!((found.len(), pages), (100, 4));
        let none = world.tenant().get("/v1/connections?batch_id=import-8").await.ok(200);
        assert_eq!(none["data"], json!([]));
    })
    .await;
}
