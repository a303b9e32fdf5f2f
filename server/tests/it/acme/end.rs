//! Certificates that are not wanted any more, and those that were never to be.

use fairlead::store::Environment;
use serde_json::json;
use time::Duration;

use super::ca::{At, Ca, Hold, Problem};
use super::setup::{Acme, MINUTE, NAME, is_live, serial, status};
use crate::client::Client;
use crate::world::{path, tenant};

#[tokio::test]
async fn what_is_ended_is_revoked_and_its_key_forgotten_and_whoever_comes_next_has_their_own() {
    let acme = Acme::start().await;
    let service = &acme.running.service;
    let live = acme.live(NAME).await;
    let bundle = service.certificate_for(NAME).unwrap();
    acme.client.delete(&path(&live, "")).await.ok(200);
    assert_eq!(service.certificate_for(NAME), None);
    acme.later(&live, |it| status(it) == "deleted").await;
    acme.poll(1, &live, async |_| acme.row(&live).await.issuance.is_over).await;
    assert!(acme.ca.issued()[0].is_revoked);
    let row = acme.row(&live).await;
    assert_eq!((row.bundle, row.next_key), (None, None));
    assert!(acme.visit(NAME).await.is_err());

    let again = acme.live(NAME).await;
    let issued = acme.ca.issued();
    assert_eq!((issued.len(), acme.ca.count(At::NewOrder)), (2, 2));
    assert!(!issued[1].is_revoked);
    assert_eq!(serial(&again), issued[1].serial);
    assert_eq!(acme.visit(NAME).await.unwrap(), issued[1].serial);
    let key = |bundle: &str| bundle.split("-----BEGIN CERTIFICATE").next().unwrap().to_owned();
    assert_ne!(key(&service.certificate_for(NAME).unwrap()), key(&bundle));
    acme.stop().await;
}

#[tokio::test]
async fn what_a_ca_does_not_revoke_in_time_is_told_and_asked_again() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    acme.ca.refuse_always(At::Revoke, Some(Problem::new(503, "serverInternal", "closed")));
    acme.client.delete(&path(&live, "")).await.ok(200);
    acme.until(&live, |it| status(it) == "pending_deletion").await;
    acme.world.advance(5 * MINUTE).await;
    acme.until(&live, |it| status(it) == "deletion_timed_out").await;
    acme.ca.refuse_always(At::Revoke, None);
    acme.world.advance(5 * MINUTE).await;
    acme.until(&live, |it| status(it) == "deleted").await;
    assert!(acme.ca.issued()[0].is_revoked);
    acme.stop().await;
}

#[tokio::test]
async fn whoever_changes_over_gets_a_certificate_for_each_name_that_is_served() {
    let acme = Acme::start().await;
    for name in [NAME, "blog.sandbox.test"] {
        acme.live(name).await;
    }
    let live = acme.connect("other.sandbox.test").await;
    acme.later(&live, is_live).await;
    acme.forget().await;
    let service = &acme.running.service;
    futures::future::join_all((0..4).map(|_| service.want_certificates())).await;
    let wanted = acme.rows().await;
    assert_eq!(wanted.len(), 3);
    // One after the other, as fast as a CA takes them.
    let mut due: Vec<_> = wanted.iter().filter_map(|it| it.due_at).collect();
    due.sort_unstable();
    assert!(due.windows(2).all(|pair| Duration::seconds(30) < pair[1] - pair[0]), "{due:?}");
    acme.poll(5, &live, async |_| acme.ca.issued().len() == 6).await;
    acme.stop().await;
}

#[tokio::test]
async fn a_name_that_changes_hands_is_served_all_the_while() {
    let acme = Acme::with(&[Ca::start().await], &[("CLAIM_NOTICE", "1s")]).await;
    let live = acme.live(NAME).await;
    let before = acme.visit(NAME).await.unwrap();
    let (application, key) = tenant(&acme.running, Environment::Live).await;
    let heir = Client::new(acme.running.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": NAME, "transfer": true });
    let made = heir.post("/v1/connections", wish).await.ok(201);
    acme.world.obey(&made, &["ownership"]).await;
    acme.ca.hold(Hold::Issuance, true);
    acme.poll(1, &live, async |read| {
        acme.look_by(&heir, &made).await;
        read["state"] == "archived"
    })
    .await;
    // The keys are ours: visitors have the old certificate until the new one is there.
    acme.poll(1, &live, async |_| 0 < acme.ca.count(At::Finalize) - 1).await;
    assert_eq!(acme.visit(NAME).await.unwrap(), before);
    assert!(acme.ca.issued().iter().all(|it| !it.is_revoked));

    acme.ca.hold(Hold::Issuance, false);
    acme.poll(1, &live, async |_| acme.visit(NAME).await.unwrap() != before).await;
    acme.poll(1, &live, async |_| acme.ca.issued()[0].is_revoked).await;
    assert_eq!(acme.visit(NAME).await.unwrap(), acme.ca.issued()[1].serial);
    assert!(!acme.ca.issued()[1].is_revoked);
    acme.stop().await;
}

#[tokio::test]
async fn what_is_ended_in_the_middle_comes_to_nothing() {
    let acme = Acme::start().await;
    acme.ca.hold(Hold::Validation, true);
    let made = acme.connect(NAME).await;
    acme.until(&made, |it| status(it) == "pending_validation").await;
    acme.client.delete(&path(&made, "")).await.ok(200);
    acme.poll(1, &made, async |_| acme.row(&made).await.issuance.is_over).await;
    // Nothing is under way any more.
    let ended = acme.read(&made).await;
    assert!(["none", "deleted"].contains(&status(&ended)), "{ended:#}");
    acme.ca.hold(Hold::Validation, false);
    acme.live("other.sandbox.test").await;
    assert_eq!(acme.ca.issued().len(), 1, "of the other name");
    assert_eq!((acme.ca.count(At::Revoke), acme.told(&made, "ssl.failed").await), (0, 0));
    let row = acme.row(&made).await;
    assert_eq!((row.bundle, row.next_key, row.paper.answer), (None, None, None));
    acme.stop().await;
}

#[tokio::test]
async fn what_is_made_for_tests_gets_no_certificate_and_takes_none_away() {
    let acme = Acme::start().await;
    let live = acme.live(NAME).await;
    let (application, key) = tenant(&acme.running, Environment::Test).await;
    let client = Client::new(acme.running.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": NAME });
    let made = client.post("/v1/connections", wish).await.ok(201);
    acme.world.obey(&made, &["ownership", "routing"]).await;
    for _ in 0..2 {
        acme.look_by(&client, &made).await;
    }
    // Whether that is taken or refused.
    let retry = json!({ "ssl": { "method": "http", "type": "dv" } });
    client.patch(&path(&made, ""), retry).await;
    // What was due before has had its turn.
    acme.live("other.sandbox.test").await;
    assert_eq!(acme.ca.count(At::NewOrder), 2, "one of the other name");
    assert_eq!(acme.visit(NAME).await.unwrap(), serial(&live));
    assert!(is_live(&acme.look(&live).await));
    acme.stop().await;
}
