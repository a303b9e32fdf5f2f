//! Signatures as tenants check them: with the published packages, and by hand.

use app::domain::event::EventType;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::house::{House, on_both};
use super::receiver::{Message, Receiver};
use crate::tools::said_by;
use crate::world::id;

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// The signature of Standard Webhooks with one secret.
pub(crate) fn standard(message: &Message, secret: &str) -> String {
    let key = BASE64.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let (id, at) = (message.header("webhook-id"), message.header("webhook-timestamp"));
    format!("v1,{}", BASE64.encode(mac(&key, &format!("{id}.{at}.{}", message.body))))
}

/// The plain signature.
pub(crate) fn plain(message: &Message, secret: &str) -> String {
    let at = message.header("x-cd-timestamp");
    let signature = mac(secret.as_bytes(), &format!("{at}.{}", message.body));
    let hex: Vec<String> = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={}", hex.concat())
}

/// What the public packages say of a message, and of what was changed on it.
fn verified(message: &Message, secret: &str) -> [Value; 2] {
    let headers: serde_json::Map<String, Value> = message
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().into()))
        .collect();
    let input = json!({ "secret": secret, "headers": headers, "body": message.body });
    ["verify-webhook.mjs", "verify_webhook.py"].map(|script| said_by(script, &input))
}

const GOOD: &str = r#"{"standard":true,"plain":true}"#;
const BAD: &str = r#"{"standard":false,"plain":false}"#;

#[track_caller]
fn expect(message: &Message, secret: &str, wanted: &str) {
    let wanted: Value = serde_json::from_str(wanted).unwrap();
    assert_eq!(verified(message, secret), [wanted.clone(), wanted]);
}

#[tokio::test]
async fn the_public_packages_take_our_messages_and_nothing_that_was_changed() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut receiver = Receiver::start(&[200]).await;
        let endpoint = house.endpoint(&receiver, &[]).await;
        let secret = endpoint["signing_secret"].as_str().unwrap();
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        house.begin();
        let message = receiver.next().await;
        assert_eq!(message.header("content-type"), "application/json");
        assert_eq!(message.header("webhook-timestamp"), message.header("x-cd-timestamp"));
        expect(&message, secret, GOOD);
        let mut changed = message.clone();
        changed.body = changed.body.replace("a.example.test", "b.example.test");
        expect(&changed, secret, BAD);
        let mut later = message.clone();
        let at: i64 = later.header("webhook-timestamp").parse().unwrap();
        for name in ["webhook-timestamp", "x-cd-timestamp"] {
            later.headers.insert(name, (at + 1).to_string().parse().unwrap());
        }
        expect(&later, secret, BAD);
        let other = house.endpoint(&receiver, &["domain.drift"]).await;
        expect(&message, other["signing_secret"].as_str().unwrap(), BAD);
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn while_a_rotation_overlaps_both_secrets_are_good_and_afterwards_the_new_one() {
    on_both(async |url| {
        let house = House::open(url).await;
        let mut receiver = Receiver::start(&[200]).await;
        let endpoint = house.endpoint(&receiver, &[]).await;
        let old = endpoint["signing_secret"].as_str().unwrap();
        let rotate = format!("/v1/webhook-endpoints/{}/rotate", id(&endpoint));
        let fresh = house.api.post(&rotate, json!({})).await.ok(201);
        let new = fresh["signing_secret"].as_str().unwrap();
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        house.begin();
        let message = receiver.next().await;
        // Before the clock moves: an attempt that is not written down by then is made again.
        house.until("&status=delivered", 1).await;
        let both = format!("{} {}", standard(&message, new), standard(&message, old));
        assert_eq!(message.header("webhook-signature"), both);
        expect(&message, old, GOOD);
        expect(&message, new, r#"{"standard":true,"plain":false}"#);
        house.advance(86_400 - 600);
        house.happens(&mut shop, EventType::Drift).await;
        let message = receiver.next().await;
        house.until("&status=delivered", 2).await;
        assert_eq!(message.header("x-cd-signature"), plain(&message, old));
        house.advance(601);
        house.happens(&mut shop, EventType::Recovered).await;
        let message = receiver.next().await;
        assert_eq!(message.header("webhook-signature"), standard(&message, new));
        assert_eq!(message.header("x-cd-signature"), plain(&message, new));
        house.running.service.tidy_webhooks().await.unwrap();
        let kept = house.store().find_endpoint(id(&endpoint).parse().unwrap()).await.unwrap();
        assert_eq!(kept.unwrap().old_secret, None);
        house.stop().await;
    })
    .await;
}
