//! What names above say of HTTPS, and when they are asked.

use std::net::IpAddr;

use app::domain::name::OwnerName;
use app::domain::web::{HandshakeEnd, Web};
use rustls::pki_types::CertificateDer;
use time::Duration;

use super::super::{Probe, ProbeConfig, Sight};
use super::scene::{SHOP, Scene, certificate, now, own_address, shop, text};
use crate::net::AddressRules;

const POLICY: &str = "Strict-Transport-Security: max-age=600; includeSubDomains\r\n";

fn above() -> Vec<OwnerName> {
    vec!["acme.com".parse().unwrap()]
}

/// A server at `acme.com` and at the shop, which says this; its certificate is for `names`.
async fn scene(names: &[&str], fields: &'static str, trusted: bool) -> (Scene, IpAddr) {
    let mut scene = Scene::new();
    let (config, root) = certificate(names, now() + Duration::days(30));
    if trusted {
        scene.probe = trusting(&scene, root);
    }
    let ip = own_address();
    scene.name("acme.com", &[ip]);
    scene.serve_tls(ip, config, move |_| text("301 Moved", fields, "")).await;
    (scene, ip)
}

fn trusting(scene: &Scene, root: CertificateDer<'static>) -> Probe {
    let config = ProbeConfig {
        roots: vec![root],
        rules: AddressRules::private_too(),
        markers: scene.keys.clone(),
        ..ProbeConfig::default()
    };
    let patience = scene.probe.patience;
    Probe { patience, ..Probe::new(config).unwrap() }
}

async fn look(scene: &Scene, ip: IpAddr, above: &[OwnerName], handshakes: bool) -> Web {
    let sight = Sight { hostname: &shop(), addresses: &[ip], above, handshakes };
    scene.probe.look(&sight, scene).await
}

#[tokio::test]
async fn a_name_above_that_insists_on_https_is_told_until_there_is_a_certificate() {
    let (scene, ip) = scene(&["acme.com"], POLICY, true).await;
    let web = look(&scene, ip, &above(), true).await;
    assert_eq!(web.hsts, Some("acme.com".parse().unwrap()));
    assert!(matches!(web.handshakes[0].end, HandshakeEnd::Shown { covers: false, .. }));
    let [heard] = scene.heard().try_into().unwrap();
    assert_eq!((heard.path.as_str(), heard.host.as_str()), ("/", "acme.com"));
    // Nobody is asked when it doesn't matter.
    assert_eq!(look(&scene, ip, &above(), false).await.hsts, None);
    assert_eq!(look(&scene, ip, &[], true).await.hsts, None);
    assert_eq!(scene.heard().len(), 1);
}

#[tokio::test]
async fn a_certificate_for_the_name_makes_it_not_matter() {
    let (scene, ip) = scene(&["acme.com", SHOP], POLICY, true).await;
    assert_eq!(look(&scene, ip, &above(), true).await.hsts, None);
    assert_eq!(scene.heard().len(), 0);
}

#[tokio::test]
async fn what_is_said_under_a_bad_certificate_or_not_at_all_counts_for_nothing() {
    for (names, fields, trusted) in [
        (&["acme.com"][..], POLICY, false),
        (&["other.com"], POLICY, true),
        (&["acme.com"], "Strict-Transport-Security: max-age=600\r\n", true),
        (&["acme.com"], "", true),
    ] {
        let (scene, ip) = scene(names, fields, trusted).await;
        let web = look(&scene, ip, &above(), true).await;
        assert_eq!((web.hsts, web.handshakes.len()), (None, 1), "{names:?} {fields} {trusted}");
    }
}
