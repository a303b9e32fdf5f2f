//! A process that dies while it tells: what it held falls back by its lease.

use app::domain::event::EventType;
use fairlead::store::Environment;
use serde_json::{Value, json};
use time::Duration;

use super::house::{House, on_both};
use super::receiver::{Receiver, SILENCE};
use crate::process::{production, secret, started};

#[tokio::test]
async fn killed_while_it_tells_another_carries_on_with_the_same_bytes() {
    on_both(async |url| {
        let key = secret();
        let house = House::with(url, Environment::Test, &[("CREDENTIAL_KEY", &key)]).await;
        let mut receiver = Receiver::start(&[SILENCE]).await;
        house.endpoint(&receiver, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        for event in [EventType::Verified, EventType::SslIssued, EventType::FlowCompleted] {
            house.happens(&mut shop, event).await;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut command = production(folder.path());
        command.env("DATABASE_URL", url).env("CREDENTIAL_KEY", &key);
        command.env("ALLOW_PRIVATE_NETWORKS", "1").env("RESOLVERS", "127.0.0.1:9");
        let (mut program, _) = started(&mut command);
        let mut heard = receiver.some(3).await;
        program.0.kill().unwrap();
        program.0.wait().unwrap();
        receiver.answers(&[200]);
        let held = house.deliveries("&status=pending").await;
        assert!(
            held.len() == 3 && held.iter().all(|delivery| delivery["attempts"] == 0),
            "{held:?}"
        );
        // Still the dead one's, as far as anybody knows.
        let service = &house.running.service;
        let endpoint = held[0]["endpoint_id"].as_str().unwrap().parse().unwrap();
        let claim = async |at| {
            let lease = Duration::seconds(30);
            service.store.claim_deliveries(&[(endpoint, 9)], at, lease).await.unwrap().len()
        };
        assert_eq!(claim(house.clock.now()).await, 0);
        house.begin();
        assert!(receiver.is_quiet());
        house.advance(31);
        let mut again = receiver.some(3).await;
        let key = |message: &super::receiver::Message| message.json()["sequence"].as_i64();
        heard.sort_by_key(key);
        again.sort_by_key(key);
        let bodies = |all: &[super::receiver::Message]| -> Vec<String> {
            all.iter().map(|message| message.body.clone()).collect()
        };
        assert_eq!(bodies(&heard), bodies(&again));
        house.until("&status=delivered", 3).await;
        assert!(receiver.is_quiet());
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_result_that_comes_after_its_lease_changes_nothing() {
    on_both(async |url| {
        let house = House::open(url).await;
        let receiver = Receiver::start(&[500]).await;
        house.endpoint(&receiver, &[]).await;
        let mut shop = house.connection("a.example.test").await;
        house.happens(&mut shop, EventType::Verified).await;
        let service = &house.running.service;
        service.hand_on(10).await.unwrap();
        let now = house.clock.now();
        let due = service.store.due_endpoints(now, None, 10).await.unwrap();
        let wanted: Vec<_> = due.iter().map(|endpoint| (*endpoint, 9)).collect();
        let lease = Duration::seconds(30);
        let claim = async |at| service.store.claim_deliveries(&wanted, at, lease).await.unwrap();
        let mut late = claim(now).await;
        let late = late.remove(0);
        assert_eq!(claim(now + lease - Duration::MICROSECOND).await, []);
        let mut next = claim(now + lease).await;
        let next = next.remove(0);
        assert_eq!((late.lease_number, next.lease_number), (1, 2));
        service.deliver(&late).await.unwrap();
        let shown = house.deliveries("").await.remove(0);
        assert_eq!((&shown["attempts"], &shown["last_status"]), (&json!(0), &Value::Null));
        service.deliver(&next).await.unwrap();
        let shown = house.deliveries("").await.remove(0);
        assert_eq!((&shown["attempts"], &shown["last_status"]), (&json!(1), &json!(500)));
        house.stop().await;
    })
    .await;
}
