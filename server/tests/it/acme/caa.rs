//! CAA records (RFC 8659) choose among the CAs, and among accounts (RFC 8657): no CA is sent an
//! order that it would have to refuse.

use super::ca::{At, Ca};
use super::setup::{Acme, is_live, serial};
use crate::world::codes;

#[tokio::test]
async fn the_ca_that_records_allow_is_asked_though_it_is_not_the_first() {
    let second = Ca::start().await;
    let acme = Acme::with(&[Ca::start().await, second.clone()], &[]).await;
    acme.world.publish("one.sandbox.test", "CAA", 5, &["0 issue \"ca2.example\""]).await;
    let made = acme.connect("shop.one.sandbox.test").await;
    let live = acme.later(&made, is_live).await;
    assert_eq!(serial(&live), second.issued()[0].serial);
    assert_eq!((acme.ca.count(At::NewOrder), second.count(At::NewOrder)), (0, 1));
    // Where both may, it is the first.
    acme.live("shop.sandbox.test").await;
    assert_eq!((acme.ca.count(At::NewOrder), second.count(At::NewOrder)), (1, 1));
    acme.stop().await;
}

#[tokio::test]
async fn a_record_for_an_account_is_compared_with_ours() {
    let acme = Acme::start().await;
    // From here on we have an account there.
    acme.live("shop.sandbox.test").await;
    let account = acme.ca.directory().replace("/directory", "/account/0");
    let bound = async |name: &str, account: &str| {
        let value = format!("0 issue \"ca1.example; accounturi={account}\"");
        acme.world.publish(name, "CAA", 5, &[&value]).await;
    };
    bound("ours.sandbox.test", &account).await;
    let ours = acme.live("shop.ours.sandbox.test").await;
    assert_eq!(codes(&ours), [""; 0], "{ours:#}");
    bound("theirs.sandbox.test", &format!("{account}1")).await;
    let orders = acme.ca.count(At::NewOrder);
    let made = acme.connect("shop.theirs.sandbox.test").await;
    let shown = acme.until(&made, |it| codes(it).first() == Some(&"caa_forbids")).await;
    assert_eq!(shown["state"], "issuing_cert", "{shown:#}");
    bound("theirs.sandbox.test", &account).await;
    acme.look(&made).await;
    acme.later(&made, is_live).await;
    assert_eq!(acme.ca.count(At::NewOrder), orders + 1);
    acme.stop().await;
}
