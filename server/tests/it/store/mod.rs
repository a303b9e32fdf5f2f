//! The store's contract, on both engines.

mod buckets;
mod claims;
mod counts;
mod durability;
mod groups;
mod leases;
pub(crate) mod marks;
mod notes;
mod rows;
mod saves;

use app::domain::connection::{Input, Judgement, Policy, Progress, Verdict};
use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::name::Hostname;
use fairlead::store::connections::{Limits, NewConnection, SetupType};
use fairlead::store::save::ConnectionUpdate;
use fairlead::store::{
    Application, ApplicationId, Connection, ConnectionId, Environment, Page, Store, StoreError,
    Tenant, TenantId,
};
use serde_json::json;
use time::OffsetDateTime;
use time::macros::datetime;

pub(crate) const NOW: OffsetDateTime = datetime!(2026-03-01 12:00:00.123456 UTC);
const ALL: Page = Page { after: None, limit: 100 };

/// A tenant with one application.
pub(crate) async fn application(store: &Store) -> Application {
    let tenant = Tenant { id: TenantId::fresh(), name: "Acme".to_owned(), created_at: NOW };
    store.create_tenant(&tenant).await.unwrap();
    let application = Application {
        id: ApplicationId::fresh(),
        tenant_id: tenant.id,
        environment: Environment::Live,
        name: "Shop".to_owned(),
        allowed_origins: vec!["https://app.acme.test".to_owned()],
        origin: Some("https://origin.acme.test:443".to_owned()),
        record_template: template(),
        branding: serde_json::from_value(json!({"name": "Acme"})).unwrap(),
        created_at: NOW,
        updated_at: NOW,
    };
    store.create_application(&application).await.unwrap();
    application
}

fn template() -> RecordTemplate {
    RecordTemplate {
        cname_target: "edge.acme.test".parse().unwrap(),
        a: vec!["192.0.2.0/24".parse().unwrap()],
        aaaa: Vec::new(),
    }
}

fn desired(hostname: &str) -> Desired {
    let hostname: Hostname = hostname.parse().unwrap();
    let name = hostname.challenge_name().unwrap();
    let challenge = Challenge { name, value: "fairlead-verify-abc".to_owned() };
    let issuers = vec!["ca.test".to_owned()];
    Desired {
        hostname,
        kind: Kind::Subdomain,
        challenge,
        template: template(),
        issuers,
        accounts: Vec::new(),
        acme_delegation: None,
    }
}

async fn create(
    store: &Store,
    application: &Application,
    reference: &str,
    hostname: &str,
    max: Option<u32>,
) -> Result<Connection, StoreError> {
    let limits = Limits { max_unproven_per_reference: max, ..Limits::default() };
    create_within(store, application, reference, hostname, limits).await
}

async fn create_within(
    store: &Store,
    application: &Application,
    reference: &str,
    hostname: &str,
    limits: Limits,
) -> Result<Connection, StoreError> {
    let new = NewConnection {
        id: ConnectionId::fresh(),
        application,
        display_hostname: hostname,
        setup_type: SetupType::Manual,
        reference: Some(reference),
        metadata: &json!({"plan": "pro"}),
        batch_id: Some("batch"),
        desired: &desired(hostname),
        zone_apex: None,
        provider: None,
        transfer: false,
        history: &[],
    };
    store.create_connection(&new, limits, NOW).await
}

pub(crate) async fn connection(
    store: &Store,
    application: &Application,
    hostname: &str,
) -> Connection {
    create(store, application, "customer", hostname, None).await.unwrap()
}

fn stepped(progress: Progress, input: Input) -> Progress {
    progress.step(input, NOW, &Policy::default()).0
}

/// The update that proves the connection's ownership.
fn proof(connection: &Connection) -> ConnectionUpdate {
    let verdict = Verdict { ownership: Judgement::Right, routing: Judgement::Unknown };
    let progress = stepped(connection.progress, Input::Looked(verdict));
    assert!(progress.holds_claim());
    ConnectionUpdate { progress, ..ConnectionUpdate::of(connection) }
}

/// The update that makes it live.
fn live(connection: &Connection) -> ConnectionUpdate {
    let right = Verdict { ownership: Judgement::Right, routing: Judgement::Right };
    let progress = stepped(connection.progress, Input::Looked(right));
    let progress = stepped(progress, Input::Served);
    ConnectionUpdate { progress, ..ConnectionUpdate::of(connection) }
}

/// The update that archives it.
fn archival(connection: &Connection) -> ConnectionUpdate {
    let progress = stepped(connection.progress, Input::Archive);
    ConnectionUpdate { progress, ..ConnectionUpdate::of(connection) }
}
