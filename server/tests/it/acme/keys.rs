//! The key by which keys of certificates and of accounts are sealed is followed by another, and given
//! up.

use std::fs;
use std::path::Path;
use std::slice::from_ref;

use fairlead::serve::Running;
use serde_json::Value;
use tempfile::TempDir;

use super::ca::{At, Ca};
use super::setup::{Acme, HOUR, NAME, is_live, serial};
use crate::client::Client;
use crate::process::secret;

/// Where everything is kept, and whom to trust, from one start to the next.
fn lasting(folder: &Path, ca: &Ca) -> Vec<(&'static str, String)> {
    let written = |name: &str, text: String| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    vec![
        ("DATABASE_URL", format!("sqlite://{}", folder.join("keys.db").display())),
        ("ACME_ROOT", written("doors.pem", ca.root_pem())),
        ("TRUSTED_ROOTS", written("roots.pem", ca.issuer_pem())),
    ]
}

fn borrowed<'a>(settings: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    settings.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// The server is stopped, and started with these keys.
async fn restart(mut acme: Acme, lasting: &[(&'static str, String)], keys: &str) -> Acme {
    acme.running.stop().await;
    let place = acme.edge.place;
    let (edge, port, directory) =
        (place.to_string(), place.port().to_string(), acme.ca.directory());
    let more = [
        ("EDGE_ADDR", edge.as_str()),
        ("HTTPS_PORT", &port),
        ("EDGE_ISSUER_MODE", "acme"),
        ("EDGE_ISSUER", "ca1.example"),
        ("EDGE_TOKEN", "0123456789abcdef0123456789abcdef"),
        ("ACME_DIRECTORY", &directory),
        ("CREDENTIAL_KEY", keys),
    ];
    acme.running = acme.world.production_with(&[&more, &*borrowed(lasting)].concat()).await;
    acme.client = Client::new(acme.running.listen, acme.client.credential());
    acme.edge.ask(&acme.running);
    acme
}

/// Our account at the CA, as it is kept.
async fn account(running: &Running, ca: &Ca) -> String {
    running.service.store.acme_account(&ca.directory()).await.unwrap().unwrap()
}

/// Visitors are shown the same certificate as before.
async fn still_serves(acme: &Acme, live: &Value) {
    acme.poll(0, live, async |_| acme.visit(NAME).await.is_ok()).await;
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(live));
    assert_eq!((acme.ca.count(At::NewAccount), acme.ca.count(At::NewOrder)), (1, 1));
}

#[tokio::test]
async fn the_key_that_seals_can_be_given_up_and_certificates_go_on() {
    let (first, next) = (secret(), secret().replacen("k1:", "k2:", 1));
    let (ca, folder) = (Ca::start().await, TempDir::new().unwrap());
    let lasting = lasting(folder.path(), &ca);
    let begun = [borrowed(&lasting), vec![("CREDENTIAL_KEY", first.as_str())]].concat();
    let acme = Acme::with(from_ref(&ca), &begun).await;
    let live = acme.live(NAME).await;
    assert!(acme.row(&live).await.bundle.unwrap().starts_with("k1:"));
    assert!(account(&acme.running, &ca).await.starts_with("k1:"));

    let acme = restart(acme, &lasting, &format!("{next},{first}")).await;
    still_serves(&acme, &live).await;
    // What rests is looked at once in six hours.
    acme.world.advance(6 * HOUR).await;
    acme.poll(1, &live, async |_| {
        let bundle = acme.row(&live).await.bundle.unwrap();
        bundle.starts_with("k2:") && account(&acme.running, &ca).await.starts_with("k2:")
    })
    .await;

    let acme = restart(acme, &lasting, &next).await;
    still_serves(&acme, &live).await;
    let renew_at = acme.row(&live).await.issuance.renew_at.unwrap();
    let left = renew_at - acme.world.clock.now();
    acme.world.advance(left.whole_seconds() - HOUR).await;
    still_serves(&acme, &live).await;
    acme.world.advance(HOUR + 1).await;
    let renewed = acme.later(&live, |it| serial(it) != serial(&live)).await;
    assert!(is_live(&renewed), "{renewed:#}");
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&renewed));
    assert_eq!((ca.count(At::NewAccount), ca.count(At::NewOrder)), (1, 2));
    assert!(acme.row(&live).await.bundle.unwrap().starts_with("k2:"));
    acme.stop().await;
}
