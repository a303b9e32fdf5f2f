//! What is told of a name that nobody has connected, and of the DNS hosts.

use fairlead::store::Environment;
use serde_json::{Value, json};

use crate::client::Client;
use crate::world::{World, codes, shop, tenant};

async fn check(client: &Client, domain: &str) -> Value {
    client.post("/v1/domains:check", json!({ "domain": domain })).await.ok(200)
}

fn shown(records: &Value) -> Vec<(String, String)> {
    let text = |record: &Value, field: &str| record[field].as_str().unwrap().to_owned();
    let records = records.as_array().unwrap().iter();
    records.map(|record| (text(record, "type"), text(record, "value"))).collect()
}

#[tokio::test]
async fn a_free_name_has_nothing_in_its_way() {
    let world = World::on_demand().await;
    let told = check(&world.tenant(), " https://Shop.Sandbox.test/cart ").await;
    assert_eq!(told["hostname"], "shop.sandbox.test");
    assert_eq!(told["kind"], "subdomain");
    assert_eq!(told["zone"], "sandbox.test");
    assert_eq!(told["registrable_domain"], "sandbox.test");
    assert_eq!(told["public_suffix"], "test");
    assert_eq!(told["provider"]["id"], "sandbox");
    assert_eq!(told["nameservers"].as_array().unwrap().len(), 2, "{told:#}");
    assert_eq!(told["setup_types"], json!(["manual"]));
    for field in ["existing_records", "conflicts", "findings"] {
        assert_eq!(told[field], json!([]), "{told:#}");
    }
    assert_eq!(told["caa"], json!({ "name": null, "records": [], "allows": true }));
    let apex = check(&world.tenant(), "sandbox.test").await;
    assert_eq!(apex["kind"], "apex");
    assert_eq!(check(&world.tenant(), "*.sandbox.test").await["kind"], "wildcard");
}

#[tokio::test]
async fn what_stands_there_is_told_and_what_must_go() {
    let world = World::on_demand().await;
    let name = "shop.sandbox.test";
    world.publish(name, "A", 300, &["198.51.100.7"]).await;
    world.publish(name, "TXT", 60, &["a \"note\""]).await;
    world.publish("sandbox.test", "CAA", 60, &["0 issue \"ca.example\""]).await;
    let told = check(&world.tenant(), name).await;
    let there =
        [("A", "198.51.100.7"), ("TXT", "a \"note\"")].map(|(t, v)| (t.to_owned(), v.to_owned()));
    assert_eq!(shown(&told["existing_records"]), there, "{told:#}");
    // Nothing can stand beside a CNAME.
    assert_eq!(shown(&told["conflicts"]), there);
    assert_eq!(told["existing_records"][0]["ttl"], 300);
    assert_eq!(told["caa"]["name"], "sandbox.test");
    assert_eq!(told["caa"]["allows"], false);
    assert_eq!(told["caa"]["records"].as_array().unwrap().len(), 1);
    assert_eq!(codes(&told), ["caa_forbids"]);
    // What leads where it must is in nobody's way.
    world.withdraw(name, "A").await;
    world.withdraw(name, "TXT").await;
    world.publish(name, "CNAME", 60, &["edge.sandbox.test"]).await;
    let told = check(&world.tenant(), name).await;
    assert_eq!(shown(&told["existing_records"]).len(), 1, "{told:#}");
    assert_eq!(told["conflicts"], json!([]));
    world.publish(name, "CNAME", 60, &["elsewhere.test"]).await;
    let told = check(&world.tenant(), name).await;
    assert_eq!(shown(&told["conflicts"]), [("CNAME".to_owned(), "elsewhere.test".to_owned())]);
}

#[tokio::test]
async fn at_an_apex_the_declared_addresses_may_stand_beside_mail() {
    let world = World::on_demand().await;
    world.publish("shop.test", "A", 60, &["127.0.0.1"]).await;
    world.publish("shop.test", "TXT", 60, &["v=spf1 -all"]).await;
    let told = check(&world.tenant(), "shop.test").await;
    let zone = told["zone"].as_str().unwrap();
    if zone == "shop.test" {
        assert_eq!(told["conflicts"], json!([]), "{told:#}");
    }
    assert_eq!(shown(&told["existing_records"]).len(), 2, "{told:#}");
}

#[tokio::test]
async fn nobody_learns_of_other_tenants_claims() {
    let world = World::on_demand().await;
    let (other, key) = tenant(&world.running, Environment::Test).await;
    let stranger = world.client(&key);
    let before = check(&stranger, "shop.sandbox.test").await;
    let made = world.live("shop.sandbox.test").await;
    for record in made["desired_records"].as_array().unwrap() {
        let text = |field: &str| record[field].as_str().unwrap();
        world.withdraw(text("host"), text("type")).await;
    }
    assert_eq!(check(&stranger, "shop.sandbox.test").await, before);
    let wish = json!({ "application_id": other.id, "hostname": "shop.sandbox.test" });
    stranger.post("/v1/connections", wish).await.refused(409, "HostnameConflict");
}

#[tokio::test]
async fn a_token_asks_for_what_it_is_bound_to() {
    let world = World::on_demand().await;
    let made = world.connect("a.sandbox.test").await;
    let ask = async |reach: Value, domain: &str| {
        let token = world.token(reach).await;
        let client = world.client(token["auth_token"].as_str().unwrap());
        client.post("/v1/domains:check", json!({ "domain": domain })).await.status
    };
    for reach in [json!({ "domain": "a.sandbox.test" }), json!({ "connection_id": made["id"] })] {
        assert_eq!(ask(reach.clone(), "A.sandbox.test").await, 200, "{reach}");
        assert_eq!(ask(reach.clone(), "b.sandbox.test").await, 403, "{reach}");
        assert_eq!(ask(reach, "*.a.sandbox.test").await, 403);
    }
    assert_eq!(ask(json!({ "reference": "c1" }), "b.sandbox.test").await, 200);
}

#[tokio::test]
async fn what_is_no_domain_is_refused_and_what_is_not_there_is_told() {
    let world = World::on_demand().await;
    let client = world.tenant();
    for text in ["", "192.0.2.1", "co.uk", "localhost", "my_shop.sandbox.test"] {
        let body = json!({ "domain": text });
        client.post("/v1/domains:check", body).await.refused(422, "invalid_hostname");
    }
    let body = json!({ "domain": "a.sandbox.test", "more": 1 });
    client.post("/v1/domains:check", body).await.refused(400, "invalid");
    let told = check(&client, "nobody-registered-this.test").await;
    assert_eq!(told["existing_records"], json!([]));
    for server in [1, 2] {
        world.fault(server, "silent").await;
    }
    let told = check(&client, "shop.sandbox.test").await;
    assert!(!codes(&told).is_empty(), "{told:#}");
    assert_eq!(told["caa"]["allows"], Value::Null);
}

#[tokio::test]
async fn names_for_a_persons_look_are_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("names");
    std::fs::write(&file, "bank.sandbox.test\n").unwrap();
    let settings = [("WORKER_ENABLED", "0"), ("HIGH_RISK_DOMAINS", file.to_str().unwrap())];
    let world = World::with(&settings).await;
    let told = check(&world.tenant(), "www.bank.sandbox.test").await;
    assert_eq!(codes(&told), ["high_risk_domain"]);
    assert_eq!(codes(&check(&world.tenant(), "shop.sandbox.test").await), [""; 0]);
}

#[tokio::test]
async fn conflicts_are_those_of_the_callers_own_application() {
    let world = World::on_demand().await;
    world.publish("shop.sandbox.test", "CNAME", 60, &["edge.other.test"]).await;
    let service = &world.running.service;
    let mut change = shop("other");
    change.record_template =
        Some(serde_json::from_value(json!({ "cname_target": "edge.other.test" })).unwrap());
    let (_, key) = service.create_tenant("Other", Environment::Test, change, None).await.unwrap();
    let theirs = check(&world.client(&key), "shop.sandbox.test").await;
    assert_eq!(theirs["conflicts"], json!([]));
    assert_eq!(shown(&check(&world.tenant(), "shop.sandbox.test").await["conflicts"]).len(), 1);
}

#[tokio::test]
async fn the_dns_hosts_are_told_with_what_they_call_things() {
    let world = World::on_demand().await;
    let told = world.tenant().get("/v1/providers").await.ok(200);
    let hosts = told["data"].as_array().unwrap();
    assert!(20 < hosts.len());
    let known = hosts.iter().find(|host| host["id"] == "cloudflare").unwrap();
    assert_eq!(known["name"], "Cloudflare");
    assert!(known["proxy"]["switch"].is_string() && known["value_fields"]["cname"].is_string());
    assert!(hosts.iter().all(|host| host["nameservers"].is_null() && host["sources"].is_array()));
}
