//! Signing secrets at rest: sealed, and with another key when the operator wishes so.

use app::domain::event::EventType;
use fairlead::store::{EndpointId, Environment};
use serde_json::json;

use super::house::{House, node, on_both};
use super::receiver::Receiver;
use super::signatures::{plain, standard};
use crate::client::Client;
use crate::process::{sandbox, secret};
use crate::world::{KEY, id};

fn second(key: &str) -> String {
    key.replacen("k1:", "k2:", 1)
}

#[tokio::test]
async fn secrets_are_sealed_and_the_key_that_seals_can_be_given_up() {
    on_both(async |url| {
        let (first, next) = (secret(), second(&secret()));
        let both = format!("{next},{first}");
        let house = House::with(url, Environment::Test, &[("CREDENTIAL_KEY", &first)]).await;
        let mut receiver = Receiver::start(&[200]).await;
        let endpoint = house.endpoint(&receiver, &[]).await;
        let signing = endpoint["signing_secret"].as_str().unwrap();
        let endpoint: EndpointId = id(&endpoint).parse().unwrap();
        let kept = house.store().find_endpoint(endpoint).await.unwrap().unwrap();
        assert!(kept.secret.starts_with("k1:") && !kept.secret.contains(&signing[6..]));
        assert!(!format!("{kept:?}").contains(&signing[6..]));
        let rotating = node(url, &house.clock, &[("CREDENTIAL_KEY", &both)]).await;
        rotating.service.tidy_webhooks().await.unwrap();
        let resealed = house.store().find_endpoint(endpoint).await.unwrap().unwrap();
        assert!(resealed.secret.starts_with("k2:"), "{resealed:?}");
        assert_eq!(resealed.updated_at, kept.updated_at);
        let rotated = node(url, &house.clock, &[("CREDENTIAL_KEY", &next)]).await;
        house.begin_at(&rotated);
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        let message = receiver.next().await;
        assert_eq!(message.header("webhook-signature"), standard(&message, signing));
        assert_eq!(message.header("x-cd-signature"), plain(&message, signing));
        rotating.stop().await;
        rotated.stop().await;
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn without_its_key_nothing_is_signed_and_a_rotation_helps() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut receiver = Receiver::start(&[200]).await;
        let endpoint = house.endpoint(&receiver, &[]).await;
        let stranger = node(url, &house.clock, &[("CREDENTIAL_KEY", &second(&secret()))]).await;
        house.begin_at(&stranger);
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        let delivery = house.until("", 1).await.remove(0);
        assert_eq!(house.tried(&delivery, 1).await["last_error"], "internal");
        assert!(receiver.is_quiet());
        let key = house.running.service.new_key(
            &house.application,
            "key",
            &fairlead::service::caller::KeyScope::ALL,
            None,
        );
        let api = Client::new(stranger.listen, Some(&key.await.unwrap().1));
        let rotate = format!("/v1/webhook-endpoints/{}/rotate", id(&endpoint));
        let fresh = api.post(&rotate, json!({})).await.ok(201);
        house.advance(67);
        let message = receiver.next().await;
        let signing = fresh["signing_secret"].as_str().unwrap();
        assert_eq!(message.header("webhook-signature"), standard(&message, signing));
        stranger.stop().await;
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn the_sandbox_keeps_its_key_with_its_database() {
    let folder = tempfile::tempdir().unwrap();
    let mut receiver = Receiver::start(&[200]).await;
    let (program, address) = sandbox(folder.path());
    let hook = json!({ "url": receiver.url() });
    let client = Client::new(address, Some(KEY));
    let endpoint = client.post("/v1/webhook-endpoints", hook).await.ok(201);
    drop(program);
    let (_program, address) = sandbox(folder.path());
    let client = Client::new(address, Some(KEY));
    let application = client.get("/sandbox").await.ok(200)["application_id"].clone();
    let wish = json!({ "application_id": application, "hostname": "a.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    client.delete(&crate::world::path(&made, "")).await.ok(200);
    let message = receiver.next().await;
    assert_eq!(message.json()["type"], "domain.archived");
    let signing = endpoint["signing_secret"].as_str().unwrap();
    assert_eq!(message.header("webhook-signature"), standard(&message, signing));
}
