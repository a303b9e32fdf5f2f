//! A tenant's server that hears of thousands of connections, and writes down what it heard.

use std::collections::BTreeMap;

use fairlead::clock::{Clock, random_bytes};
use fairlead::config::NamedSecret;
use fairlead::seal::Seal;
use fairlead::store::endpoints::Endpoint;
use fairlead::store::{ApplicationId, EndpointId, Store};
use fairlead::webhooks::sign::SigningSecret;

use super::HEARD;
use crate::webhooks::receiver::Receiver;

/// What was heard, by the event's id: its connection and its number there.
pub(super) type Heard = BTreeMap<String, (String, i64)>;

pub(super) struct Listener {
    receiver: Receiver,
    heard: Heard,
}

impl Listener {
    /// Listens to some events of an application.
    pub(super) async fn start(
        store: &Store,
        application: ApplicationId,
        seal: &NamedSecret,
    ) -> Self {
        let receiver = Receiver::start(&[200]).await;
        let (id, now) = (EndpointId::fresh(), Clock::default().now());
        let secret = SigningSecret::new(random_bytes()).reveal();
        let seal = Seal::new(std::slice::from_ref(seal));
        let sealed = seal.seal(secret.as_bytes(), &format!("webhook_endpoints/{id}")).unwrap();
        let endpoint = Endpoint {
            id,
            application_id: application,
            url: receiver.url(),
            events: HEARD.to_vec(),
            secret: sealed.text().to_owned(),
            old_secret: None,
            old_until: None,
            disabled: None,
            created_at: now,
            updated_at: now,
        };
        assert!(store.create_endpoint(&endpoint, 1).await.unwrap());
        Self { receiver, heard: Heard::new() }
    }

    /// All that came so far. What comes twice is the same both times.
    pub(super) fn heard(&mut self) -> &Heard {
        while let Some(message) = self.receiver.came() {
            let told = message.json();
            let text = |field: &str| told[field].as_str().unwrap().to_owned();
            let said = (text("jobId"), told["sequence"].as_i64().unwrap());
            if let Some(before) = self.heard.insert(text("id"), said.clone()) {
                assert_eq!(before, said, "{told}");
            }
        }
        &self.heard
    }
}
