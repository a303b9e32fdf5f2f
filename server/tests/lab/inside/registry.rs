//! The registry's own service, in this process.

use app::domain::registration::Registration;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use fairlead::dns::Dns;
use fairlead::net::AddressRules;
use fairlead::probe::{Probe, ProbeConfig};
use fairlead::service::web::Asker;
use serde_json::json;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::super::case::Rdap;
use super::super::look::Seen;

/// What it says of the domain that its zone does not have.
pub(super) async fn ask(
    says: &Rdap,
    dns: &Dns,
    seen: &Seen,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Option<Registration> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap());
    let file = json!({ "services": [[["test"], [base]]] }).to_string();
    let answer = (StatusCode::from_u16(says.status).unwrap(), says.body.clone());
    let routes = Router::new()
        .route("/dns.json", get(async move || file))
        .route("/domain/{name}", get(async move || answer));
    let stopped = stop.clone().cancelled_owned();
    tasks.spawn(async move {
        axum::serve(listener, routes).with_graceful_shutdown(stopped).await.unwrap();
    });
    let config = ProbeConfig {
        rules: AddressRules::private_too(),
        registries: Some(format!("{base}dns.json").parse().unwrap()),
        ..ProbeConfig::default()
    };
    let probe = Probe::new(config).unwrap();
    Asker { probe: &probe, dns }.ask_registry(&seen.desired, seen.last()).await
}
