//! What our own books tell beside the DNS: claims, orders, origins, names that are listed.

use fairlead::store::Environment;
use serde_json::{Value, json};

use crate::client::Client;
use crate::world::{World, codes, finding, gate, id, path, tenant};

#[tokio::test]
async fn a_listed_name_is_not_connected_and_help_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("names");
    std::fs::write(&list, "# by hand\nbank.sandbox.test\n~paypal.com\n").unwrap();
    let world = World::with(&[
        ("HIGH_RISK_DOMAINS", list.to_str().unwrap()),
        ("SUPPORT_URL", "https://help.example/domains"),
    ])
    .await;
    for listed in
        ["bank.sandbox.test", "www.Bank.sandbox.test", "shop.paypa1.example", "раураl.example"]
    {
        let wish = world.wish(listed);
        let refused = world.tenant().post("/v1/connections", wish).await;
        let problem = refused.refused(422, "high_risk_domain");
        assert_eq!(problem["details"]["support_url"], "https://help.example/domains");
    }
    world.connect("mybank.sandbox.test").await;
}

#[tokio::test]
async fn who_is_too_late_is_told_so_and_others_are_told_once_they_have_proven_themselves() {
    let world = World::on_demand().await;
    let wish = |reference: &str| {
        json!({
            "application_id": world.application(),
            "hostname": "shop.sandbox.test",
            "reference": reference,
        })
    };
    let make =
        async |reference| world.tenant().post("/v1/connections", wish(reference)).await.ok(201);
    let (first, second) = (make("one").await, make("two").await);
    assert!(!codes(&world.check(&second).await).contains(&"hostname_taken"));
    world.obey(&first, &["ownership", "routing"]).await;
    assert_eq!(world.check(&first).await["state"], "live");
    // The same tenant may know at once.
    let checked = world.check(&second).await;
    assert_eq!(codes(&checked)[0], "hostname_taken", "{checked:#}");
    assert_eq!(checked["state"], "pending_ownership");
    // It changes nothing for the holder.
    assert_eq!(codes(&world.check(&first).await), Vec::<&str>::new());
    world.tenant().delete(&path(&first, "")).await.ok(200);
    assert!(!codes(&world.check(&second).await).contains(&"hostname_taken"));
}

#[tokio::test]
async fn an_origin_that_does_not_answer_is_the_tenants_matter() {
    let world = World::on_demand().await;
    let application = format!("/v1/applications/{}", world.application());
    let origin = world.tenant().get(&application).await.ok(200)["origin"].clone();
    let set = async |origin: Value| {
        world.tenant().patch(&application, json!({ "origin": origin })).await.ok(200);
    };
    set("http://127.0.0.1:9".into()).await;
    let made = world.connect("shop.sandbox.test").await;
    world.obey(&made, &["ownership", "routing"]).await;
    let checked = world.check(&made).await;
    assert_eq!(checked["state"], "issuing_cert", "{checked:#}");
    let silent = finding(&checked, "origin_unreachable");
    assert_eq!((&silent["actor"], &silent["params"]["status"]), (&json!("tenant"), &json!(502)));
    // A look at the DNS alone does not make it answer.
    finding(&world.read(&made).await, "origin_unreachable");
    set(origin).await;
    let checked = world.check(&made).await;
    assert_eq!((&checked["state"], codes(&checked)), (&json!("live"), vec![]), "{checked:#}");
}

#[tokio::test]
async fn an_order_that_brings_nothing_is_told_until_it_has_timed_out() {
    let world = World::on_demand().await;
    let settings = [("EDGE_ADDR", "127.0.0.1:9"), ("WORKER_ENABLED", "0")];
    let running = world.production_with(&settings).await;
    let (application, key) = tenant(&running, Environment::Live).await;
    let client = Client::new(running.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    world.obey(&made, &["ownership", "routing"]).await;
    let check = async || {
        world.advance(3).await;
        client.post(&path(&made, "/records:check"), json!({})).await.ok(200)
    };
    assert_eq!(check().await["state"], "issuing_cert");
    let inside = Client::new(running.internal, None);
    assert_eq!(gate(&inside, "shop.sandbox.test").await.0, 200, "one attempt is granted");
    let waiting = check().await;
    let limited = finding(&waiting, "certificate_rate_limited");
    assert_eq!(
        (&limited["params"]["limit"], &limited["severity"]),
        (&json!("own"), &json!("info"))
    );
    assert!(limited["params"]["retry_at"].is_string(), "{limited}");
    world.advance(16 * 60).await;
    let ended = check().await;
    assert_eq!(ended["state"], "stalled", "{ended:#}");
    assert_eq!(finding(&ended, "certificate_timed_out")["params"]["stage"], "issuance");
    assert!(!codes(&ended).contains(&"certificate_rate_limited"), "{ended:#}");
    running.stop().await;
}

#[tokio::test]
async fn a_name_that_is_served_no_longer_and_still_leads_here_is_a_risk() {
    let world = World::on_demand().await;
    let made = world.live("shop.sandbox.test").await;
    world.fault(2, "old_data").await;
    world.withdraw("shop.sandbox.test", "CNAME").await;
    world.check(&made).await;
    world.advance(6 * 60).await;
    let drifted = world.check(&made).await;
    assert_eq!(drifted["state"], "drifted", "{drifted:#}");
    assert!(!codes(&drifted).contains(&"takeover_risk"));
    world.advance(73 * 3600).await;
    let risk = world.check(&made).await;
    assert_eq!(finding(&risk, "takeover_risk")["params"]["types"], json!(["CNAME"]));
}

#[tokio::test]
async fn what_a_look_leaves_is_there_for_the_next_one_after_a_restart() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    let store = &world.running.service.store;
    let known = store.find_connection(id(&made).parse().unwrap()).await.unwrap().unwrap();
    let servers: Vec<_> = known.earlier.in_charge.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(servers, ["ns1.sandbox.test", "ns2.sandbox.test"]);
}
