//! Endpoints over the API: made once, shown without their secrets, refused where they lead inside.

use fairlead::service::caller::KeyScope;
use fairlead::store::Environment;
use serde_json::{Value, json};

use super::house::{House, on_both};
use crate::client::Client;
use crate::world::id;

const PATH: &str = "/v1/webhook-endpoints";

#[tokio::test]
async fn an_endpoint_is_made_shown_changed_and_removed() {
    on_both(async |url| {
        let house = House::open(url).await;
        let wish = json!({ "url": "http://127.0.0.1:9/hook", "events": ["domain.drift"] });
        let made = house.api.post(PATH, wish).await.ok(201);
        let secret = made["signing_secret"].as_str().unwrap();
        assert!(secret.starts_with("whsec_") && secret.len() == 50, "{secret}");
        assert_eq!(made["application_id"], json!(house.application.id));
        let listed = house.api.get(PATH).await;
        assert!(!listed.text().contains("whsec_"));
        let mut shown = made.clone();
        shown.as_object_mut().unwrap().remove("signing_secret");
        assert_eq!(listed.ok(200)["data"], json!([shown]));
        let path = format!("{PATH}/{}", id(&made));
        let change = json!({ "url": "http://127.0.0.1:9/other", "events": [], "enabled": false });
        let changed = house.api.patch(&path, change).await.ok(200);
        assert_eq!(changed["url"], "http://127.0.0.1:9/other");
        assert_eq!(
            (&changed["events"], &changed["disabled_reason"]),
            (&json!([]), &json!("request"))
        );
        house.api.patch(&path, json!({ "signing_secret": "x" })).await.refused(400, "invalid");
        let wrong = json!({ "url": "http://127.0.0.1:9/", "events": ["domain.sold"] });
        let error = house.api.post(PATH, wrong).await.refused(400, "invalid");
        assert_eq!(error["details"]["fields"], json!(["events"]));
        assert!(error["message"].as_str().unwrap().contains("domain.verified"), "{error}");
        house.api.delete(&path).await.ok(204);
        house.api.delete(&path).await.refused(404, "not_found");
        assert_eq!(house.api.get(PATH).await.ok(200)["data"], json!([]));
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn the_same_request_twice_makes_one_endpoint_and_one_rotation() {
    on_both(async |url| {
        let house = House::open(url).await;
        let kind = ("content-type", "application/json");
        let post = async |path: &str, key: &str, body: &str| {
            let headers = [kind, ("idempotency-key", key)];
            house.api.send("POST", path, &headers, body.to_owned()).await
        };
        let body = json!({ "url": "http://127.0.0.1:9/hook" }).to_string();
        let first = post(PATH, "a", &body).await.ok(201);
        let again = post(PATH, "a", &body).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        let again = again.ok(201);
        assert_eq!((id(&again), &again["secret_omitted"]), (id(&first), &json!(true)));
        assert_eq!(again["signing_secret"], Value::Null);
        let rotate = format!("{PATH}/{}/rotate", id(&first));
        let fresh = post(&rotate, "b", "").await.ok(201);
        assert_ne!(fresh["signing_secret"], first["signing_secret"]);
        assert!(fresh["old_secret_until"].is_string());
        let again = post(&rotate, "b", "").await.ok(201);
        assert_eq!(again["signing_secret"], Value::Null);
        assert_eq!(again["old_secret_until"], fresh["old_secret_until"]);
        let listed = house.api.get(PATH).await.ok(200);
        assert_eq!(listed["data"].as_array().unwrap().len(), 1);
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn where_events_may_be_sent_is_said_at_once() {
    on_both(async |url| {
        let strict = [("ALLOW_PRIVATE_NETWORKS", "0")];
        for environment in [Environment::Live, Environment::Test] {
            let house = House::with(url, environment, &strict).await;
            for (address, says) in [
                ("http://hooks.example.com/", "https://"),
                ("https://hooks.example.com:8443/", "443"),
                ("https://127.0.0.1/", "public"),
                ("https://169.254.169.254/latest/meta-data", "public"),
                ("https://[::1]/", "public"),
                ("https://localhost/", "public"),
                ("https://connect.example.com/v1/applications", "itself"),
                ("https://me:pass@hooks.example.com/", "password"),
                ("nonsense", "https://"),
            ] {
                let answer = house.api.post(PATH, json!({ "url": address })).await;
                let error = answer.refused(422, "unsafe_url");
                assert!(error["message"].as_str().unwrap().contains(says), "{address}: {error}");
            }
            let good = json!({ "url": "https://hooks.example.com/fairlead?a=b" });
            let made = house.api.post(PATH, good).await.ok(201);
            let path = format!("{PATH}/{}", id(&made));
            let inside = json!({ "url": "https://10.0.0.1/" });
            house.api.patch(&path, inside).await.refused(422, "unsafe_url");
            house.stop().await;
        }
        let house = House::with(url, Environment::Live, &[]).await;
        let plain = json!({ "url": "http://127.0.0.1:9/" });
        house.api.post(PATH, plain).await.refused(422, "unsafe_url");
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_key_tells_its_own_application_and_an_admins_any_of_its_tenant() {
    on_both(async |url| {
        let house = House::open(url).await;
        let service = &house.running.service;
        let body = json!({ "name": "second", "record_template": {
            "cname_target": "edge.sandbox.test", "a": ["127.0.0.1"], "aaaa": [],
        } });
        let second = house.api.post("/v1/applications", body).await.ok(201);
        let own = service.store.find_application(id(&second).parse().unwrap()).await.unwrap();
        let scopes = [KeyScope::WebhooksWrite];
        let (_, narrow) = service.new_key(&own.unwrap(), "narrow", &scopes, None).await.unwrap();
        let narrow = Client::new(house.running.listen, Some(&narrow));
        let hook = "http://127.0.0.1:9/hook";
        let admins = json!({ "url": hook, "application_id": id(&second) });
        let admins = house.api.post(PATH, admins).await.ok(201);
        let own = narrow.post(PATH, json!({ "url": hook })).await.ok(201);
        assert_eq!(
            (&own["application_id"], &admins["application_id"]),
            (&second["id"], &second["id"])
        );
        let first = house.api.post(PATH, json!({ "url": hook })).await.ok(201);
        let others = json!({ "url": hook, "application_id": house.application.id });
        narrow.post(PATH, others).await.refused(404, "not_found");
        narrow.delete(&format!("{PATH}/{}", id(&first))).await.refused(404, "not_found");
        let count = async |client: &Client, path: &str| {
            client.get(path).await.ok(200)["data"].as_array().unwrap().len()
        };
        assert_eq!(count(&narrow, PATH).await, 2);
        assert_eq!(count(&house.api, PATH).await, 3);
        let of_first = format!("{PATH}?application_id={}", house.application.id);
        assert_eq!((count(&house.api, &of_first).await, count(&narrow, &of_first).await), (1, 0));
        let page = house.api.get(&format!("{PATH}?limit=2")).await.ok(200);
        let next = format!("{PATH}?limit=2&cursor={}", page["next_cursor"].as_str().unwrap());
        assert_eq!(count(&house.api, &next).await, 1);
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn an_application_has_twenty_endpoints_and_no_more_however_many_ask_at_once() {
    on_both(async |url| {
        let house = House::open(url).await;
        let wish = json!({ "url": "http://127.0.0.1:9/hook" });
        let asks = (0..30).map(|_| house.api.post(PATH, wish.clone()));
        let answers = futures::future::join_all(asks).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 20);
        for refused in answers.iter().filter(|answer| answer.status != 201) {
            refused.refused(400, "invalid");
        }
        house.stop().await;
    })
    .await;
}
