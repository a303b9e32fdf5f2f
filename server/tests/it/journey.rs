//! From a name to a domain that is live, with everything real but the names.

use fairlead::store::Page;
use fairlead::store::history::HistoryKind;
use serde_json::json;

use crate::world::{World, codes, finding, id, path};

#[tokio::test]
async fn a_domain_goes_the_whole_way_and_announces_each_step_once() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    assert_eq!(made["state"], "created");
    assert_eq!(made["kind"], "subdomain");
    let checked = world.check(&made).await;
    assert_eq!(checked["state"], "pending_ownership");
    assert!(codes(&checked).contains(&"ownership_missing"), "{checked:#}");
    assert!(codes(&checked).contains(&"routing_missing"), "{checked:#}");
    world.obey(&made, &["ownership"]).await;
    assert_eq!(world.check(&made).await["state"], "propagating");
    world.obey(&made, &["routing"]).await;
    let checked = world.check(&made).await;
    assert_eq!(checked["state"], "live");
    assert_eq!(codes(&checked), Vec::<&str>::new());
    let checked = world.check_caches(&made).await;
    assert_eq!(checked["state"], "live");
    let records = checked["records"].as_array().unwrap();
    assert!(records.iter().all(|record| record["status"] == "propagated"), "{records:#?}");
    assert_eq!(
        world.events(&made).await,
        ["domain.verified", "ssl.issued", "domain.flow.completed"]
    );
    let page = Page { after: None, limit: 100 };
    let history = world.running.service.store.history(id(&made).parse().unwrap(), page).await;
    let mut history = history.unwrap().data;
    history.reverse();
    let arrows: Vec<String> = history
        .iter()
        .filter(|entry| entry.kind == HistoryKind::Transition)
        .map(|entry| entry.payload["to"].as_str().unwrap().to_owned())
        .collect();
    let way = ["pending_ownership", "verified", "propagating", "issuing_cert", "live"];
    assert_eq!(arrows, way);
    let certificate = world.visit("shop.sandbox.test").await.unwrap();
    assert_eq!(world.read(&made).await["certificate"]["serial"], certificate.serial.unwrap());
}

#[tokio::test]
async fn the_worker_and_the_stream_bring_a_domain_live_with_nobody_asking() {
    let world = World::start().await;
    let made = world.connect("shop.sandbox.test").await;
    let mut stream = world.tenant().stream(&path(&made, "/events")).await;
    stream.until(|now| now["state"] == "pending_ownership").await;
    world.obey(&made, &["ownership"]).await;
    stream.until(|now| now["state"] == "propagating").await;
    world.obey(&made, &["routing"]).await;
    let live = stream.until(|now| now["state"] == "live").await;
    assert_eq!(live["certificate"]["status"], "active");
    assert_eq!(live["checks"]["serving"]["status"], "ok");
    assert_eq!(
        world.events(&made).await,
        ["domain.verified", "ssl.issued", "domain.flow.completed"]
    );
}

#[tokio::test]
async fn a_zone_put_in_lets_its_apex_go_live_by_address() {
    let world = World::on_demand().await;
    let zone = "@ 30 A 93.184.216.9\n";
    world.nobody().send("PUT", "/sandbox/zones/acme.test", &[], zone).await.ok(204);
    let made = world.connect("acme.test").await;
    assert_eq!(made["kind"], "apex");
    let checked = world.check(&made).await;
    finding(&checked, "address_wrong");
    world.obey(&made, &["ownership", "routing"]).await;
    assert_eq!(world.check(&made).await["state"], "live");
}

#[tokio::test]
async fn a_wrong_target_is_named_and_mended() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.obey(&made, &["ownership"]).await;
    world.publish("shop.sandbox.test", "CNAME", 5, &["edge.sandbox.test.sandbox.test"]).await;
    let checked = world.check(&made).await;
    assert_eq!(checked["state"], "propagating");
    let wrong = finding(&checked, "cname_wrong_target");
    assert_eq!(wrong["severity"], "blocking");
    assert_eq!(wrong["actor"], "customer");
    assert_eq!(wrong["params"]["found"], "edge.sandbox.test.sandbox.test");
    assert_eq!(wrong["record"]["host"], "shop.sandbox.test");
    assert!(!wrong["evidence"].as_array().unwrap().is_empty());
    for words in ["title", "why", "fix"] {
        assert!(wrong["text"][words].as_str().is_some_and(|text| !text.is_empty()), "{wrong:#}");
    }
    assert_eq!(world.ask("shop.sandbox.test").await, (403, "would_be_refused".to_owned()));
    world.obey(&made, &["routing"]).await;
    assert_eq!(world.check(&made).await["state"], "live");
}

#[tokio::test]
async fn verify_without_the_record_is_refused_with_what_was_found() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    let verify = path(&made, "/verify");
    let error = world.tenant().post(&verify, json!({})).await.refused(409, "ownership_not_found");
    let missing = finding(&error["details"], "ownership_missing");
    assert!(!missing["text"]["fix"].as_str().unwrap().is_empty(), "{missing}");
    let challenge = made["ownership_challenge"]["name"].as_str().unwrap();
    world.publish(challenge, "TXT", 5, &["fairlead-verify-somethingelse"]).await;
    world.advance(3).await;
    let error = world.tenant().post(&verify, json!({})).await.refused(409, "ownership_not_found");
    finding(&error["details"], "ownership_mismatch");
    world.obey(&made, &["ownership"]).await;
    world.advance(3).await;
    let verified = world.tenant().post(&verify, json!({})).await.ok(200);
    assert_eq!(verified["checks"]["ownership"]["status"], "ok");
    assert_eq!(world.events(&made).await, ["domain.verified"]);
}

#[tokio::test]
async fn archiving_frees_the_name_and_tells_which_records_may_go() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    let ended = world.tenant().delete(&path(&made, "")).await.ok(200);
    assert_eq!(ended["state"], "archived");
    assert_eq!(ended["records_to_remove"], made["desired_records"]);
    assert_eq!(world.tenant().delete(&path(&made, "")).await.ok(200)["state"], "archived");
    assert_eq!(world.events(&made).await.last(), Some(&"domain.archived"));
    assert_eq!(world.ask("shop.sandbox.test").await, (403, "ended".to_owned()));
    let again = world.connect("shop.sandbox.test").await;
    assert_ne!(again["ownership_challenge"]["value"], made["ownership_challenge"]["value"]);
    assert_eq!(world.check(&again).await["state"], "pending_ownership");
}

#[tokio::test]
async fn a_held_name_is_refused_with_its_id_only_to_its_own_tenant() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    let wish = world.wish("Shop.Sandbox.Test.");
    let error = world.tenant().post("/v1/connections", wish).await.refused(409, "HostnameConflict");
    assert_eq!(error["details"]["connection_id"], made["id"]);
    let (other, key) =
        crate::world::tenant(&world.running, fairlead::store::Environment::Test).await;
    let wish = json!({ "application_id": other.id, "hostname": "shop.sandbox.test" });
    let stranger = world.client(&key);
    let error = stranger.post("/v1/connections", wish).await.refused(409, "HostnameConflict");
    assert!(error.get("details").is_none(), "{error}");
    assert!(!error.to_string().contains(id(&made)));
    let token = world.token(json!({ "reference": "someone else" })).await;
    let customer = world.client(token["auth_token"].as_str().unwrap());
    let wish = world.wish("shop.sandbox.test");
    let error = customer.post("/v1/connections", wish).await.refused(409, "HostnameConflict");
    assert!(error.get("details").is_none(), "{error}");
}

#[tokio::test]
async fn the_first_proof_wins_and_the_others_stay_unproven() {
    let world = World::on_demand().await;
    let first = world.connect("shop.sandbox.test").await;
    let (other, key) =
        crate::world::tenant(&world.running, fairlead::store::Environment::Test).await;
    let stranger = world.client(&key);
    let wish = json!({ "application_id": other.id, "hostname": "shop.sandbox.test" });
    let second = stranger.post("/v1/connections", wish).await.ok(201);
    let challenge = first["ownership_challenge"]["name"].as_str().unwrap();
    let value = |made: &serde_json::Value| {
        made["ownership_challenge"]["value"].as_str().unwrap().to_owned()
    };
    world.publish(challenge, "TXT", 5, &[&value(&first), &value(&second)]).await;
    world.obey(&first, &["routing"]).await;
    assert_eq!(world.check(&first).await["state"], "live");
    let verify = path(&second, "/verify");
    let error = stranger.post(&verify, json!({})).await.refused(409, "HostnameConflict");
    assert!(error.get("details").is_none(), "{error}");
    assert_eq!(stranger.get(&path(&second, "")).await.ok(200)["state"], "pending_ownership");
    assert_eq!(world.check(&first).await["state"], "live");
}
