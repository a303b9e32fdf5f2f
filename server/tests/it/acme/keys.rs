//! The key by which keys of certificates and of accounts are sealed is followed by another, and given
//! up.

use std::slice::from_ref;

use fairlead::serve::Running;
use serde_json::Value;

use super::ca::{At, Ca};
use super::setup::{Acme, HOUR, NAME, is_live, serial};
use crate::process::secret;

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
    let ca = Ca::start().await;
    let acme = Acme::with(from_ref(&ca), &[("CREDENTIAL_KEY", &first)]).await;
    let live = acme.live(NAME).await;
    assert!(acme.row(&live).await.bundle.unwrap().starts_with("k1:"));
    assert!(account(&acme.running, &ca).await.starts_with("k1:"));

    let acme = acme.restart(0, &[("CREDENTIAL_KEY", &format!("{next},{first}"))]).await;
    still_serves(&acme, &live).await;
    // What rests is looked at once in six hours.
    acme.world.advance(6 * HOUR).await;
    acme.poll(1, &live, async |_| {
        let bundle = acme.row(&live).await.bundle.unwrap();
        bundle.starts_with("k2:") && account(&acme.running, &ca).await.starts_with("k2:")
    })
    .await;

    let acme = acme.restart(0, &[("CREDENTIAL_KEY", &next)]).await;
    still_serves(&acme, &live).await;
    acme.world.advance(acme.fresh_for(&live).await - HOUR).await;
    still_serves(&acme, &live).await;
    acme.world.advance(HOUR + 1).await;
    let renewed = acme.later(&live, |it| serial(it) != serial(&live)).await;
    assert!(is_live(&renewed), "{renewed:#}");
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&renewed));
    assert_eq!((ca.count(At::NewAccount), ca.count(At::NewOrder)), (1, 2));
    assert!(acme.row(&live).await.bundle.unwrap().starts_with("k2:"));
    acme.stop().await;
}
