//! A server on a database of its own that looks at no domain: what there is to tell, the test
//! writes down itself.

use std::sync::Arc;
use std::time::Duration as Patience;

use app::domain::event::EventType;
use fairlead::clock::Clock;
use fairlead::courier;
use fairlead::serve::Running;
use fairlead::store::save::{ConnectionUpdate, NewEvent};
use fairlead::store::{Application, Connection, Environment, Store};
use serde_json::{Value, json};
use time::Duration;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::receiver::Receiver;
use crate::client::Client;
use crate::database::{on_postgres, on_sqlite};
use crate::store::connection;
use crate::world::{id, serve, tenant};

/// Whatever takes longer does not come.
const PATIENCE: Patience = Patience::from_secs(40);

/// Runs a test on each engine; it gets the database's URL.
pub(crate) async fn on_both(test: impl AsyncFn(&str)) {
    on_sqlite(async |_, url| test(&url).await).await;
    on_postgres(async |_, url| test(&url).await).await;
}

pub(crate) struct House {
    pub(crate) running: Running,
    pub(crate) clock: Clock,
    pub(crate) application: Application,
    pub(crate) api: Client,
    couriers: TaskTracker,
    stop: CancellationToken,
}

impl House {
    /// With a tenant for trying out, whose receivers may be on this machine.
    pub(crate) async fn open(url: &str) -> Self {
        Self::with(url, Environment::Test, &[]).await
    }

    pub(crate) async fn with(
        url: &str,
        environment: Environment,
        settings: &[(&str, &str)],
    ) -> Self {
        let clock = Clock::default();
        let running = node(url, &clock, settings).await;
        let (application, key) = tenant(&running, environment).await;
        let api = Client::new(running.listen, Some(&key));
        let (couriers, stop) = (TaskTracker::new(), CancellationToken::new());
        Self { running, clock, application, api, couriers, stop }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.running.service.store
    }

    /// Tells what there is to tell, from now on.
    pub(crate) fn begin(&self) {
        self.begin_at(&self.running);
    }

    pub(crate) fn begin_at(&self, node: &Running) {
        self.couriers.spawn(courier::run(Arc::clone(&node.service), self.stop.clone()));
    }

    /// Ends when the last attempt has.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        self.couriers.close();
        self.couriers.wait().await;
        self.running.stop().await;
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.advance(Duration::seconds(seconds));
    }

    pub(crate) async fn endpoint(&self, receiver: &Receiver, events: &[&str]) -> Value {
        let body = json!({ "url": receiver.url(), "events": events });
        self.api.post("/v1/webhook-endpoints", body).await.ok(201)
    }

    pub(crate) async fn connection(&self, hostname: &str) -> Connection {
        connection(self.store(), &self.application, hostname).await
    }

    /// Writes an event down, as a transition does.
    pub(crate) async fn happens(&self, connection: &mut Connection, event_type: EventType) {
        let data = json!({
            "hostname": connection.hostname, "state": "verified", "reference": "customer",
        });
        let event = NewEvent { event_type, data };
        let update = ConnectionUpdate { events: vec![event], ..ConnectionUpdate::of(connection) };
        *connection = self.store().save(&update, self.clock.now()).await.unwrap();
    }

    /// The deliveries that are so, newest first.
    pub(crate) async fn deliveries(&self, filter: &str) -> Vec<Value> {
        let path = format!("/v1/webhook-deliveries?limit=100{filter}");
        self.api.get(&path).await.ok(200)["data"].as_array().unwrap().clone()
    }

    /// Asks until there are so many deliveries that are so.
    pub(crate) async fn until(&self, filter: &str, count: usize) -> Vec<Value> {
        let asking = async {
            loop {
                let found = self.deliveries(filter).await;
                if found.len() == count {
                    return found;
                }
                tokio::task::yield_now().await;
            }
        };
        let found = timeout(PATIENCE, asking).await;
        found.unwrap_or_else(|_| panic!("never {count} deliveries with {filter}"))
    }

    /// Asks until a delivery was tried so often.
    pub(crate) async fn tried(&self, delivery: &Value, attempts: u64) -> Value {
        let asking = async {
            loop {
                let all = self.deliveries("").await;
                let same = all.into_iter().find(|other| id(other) == id(delivery)).unwrap();
                if same["attempts"] == attempts {
                    return same;
                }
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, asking).await.unwrap_or_else(|_| panic!("not tried {attempts} times"))
    }
}

/// A server on this database; nobody tells anything yet.
pub(crate) async fn node(url: &str, clock: &Clock, settings: &[(&str, &str)]) -> Running {
    let basic = [
        ("MODE", "production"),
        ("PUBLIC_URL", "https://connect.example.com"),
        ("DATABASE_URL", url),
        ("RESOLVERS", "127.0.0.1:9"),
        ("ALLOW_PRIVATE_NETWORKS", "1"),
        ("WORKER_ENABLED", "0"),
    ];
    serve(&[&basic, settings].concat(), clock).await
}
