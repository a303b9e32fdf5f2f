//! Which certificate is shown, and what is shown instead.

use std::sync::Arc;

use app::domain::web::{Handshake, HandshakeEnd};
use rustls::ServerConfig;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use time::Duration;

use super::super::ProbeConfig;
use super::scene::{Act, SHOP, Scene, certificate, now, own_address, shop, text};
use crate::net::AddressRules;

async fn shake(scene: &Scene, ip: std::net::IpAddr) -> Handshake {
    scene.probe.shake(shop().as_owner(), ip, scene.probe.patience.begin()).await.unwrap()
}

/// What a server shows whose certificate is for these names.
async fn shown(names: &[&str], days: i64) -> HandshakeEnd {
    let mut scene = Scene::new();
    let ip = own_address();
    let (config, _) = certificate(names, now() + Duration::days(days));
    scene.serve_tls(ip, config, |_| text("200 OK", "", "")).await;
    let handshake = shake(&scene, ip).await;
    assert_eq!((handshake.subject.as_str(), handshake.address), (SHOP, ip));
    handshake.end
}

#[tokio::test]
async fn a_certificate_is_read_whoever_signed_it_and_however_old_it_is() {
    for (names, days, want) in [
        (&[SHOP][..], 30, true),
        (&["*.acme.com", "acme.com"], 30, true),
        (&[SHOP], -400, true),
        (&["*.hosting.example", "hosting.example"], 30, false),
        (&["acme.com"], 30, false),
    ] {
        let HandshakeEnd::Shown { names: told, covers, issuer, not_after, trusted } =
            shown(names, days).await
        else {
            panic!("{names:?}")
        };
        assert_eq!(told, names);
        assert_eq!((covers, issuer.as_deref()), (want, Some("Old Hosting Ltd")), "{names:?}");
        assert!(!trusted, "{names:?}");
        let off = not_after - (now() + Duration::days(days));
        assert!(off.abs() < Duration::minutes(1), "{off}");
    }
}

#[tokio::test]
async fn many_names_are_cut_and_still_count() {
    let mut names: Vec<String> = (0..60).map(|n| format!("n{n}.hosting.example")).collect();
    names.push(SHOP.to_owned());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let HandshakeEnd::Shown { names: told, covers, .. } = shown(&names, 30).await else { panic!() };
    assert_eq!((told.len(), covers), (20, true));
}

#[tokio::test]
async fn a_certificate_without_names_tells_its_common_name() {
    let HandshakeEnd::Shown { names, covers, .. } = shown(&[], 30).await else { panic!() };
    assert_eq!((names, covers), (vec!["default.invalid".to_owned()], false));
}

#[derive(Debug)]
struct Nothing;

impl ResolvesServerCert for Nothing {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        assert_eq!(hello.server_name(), Some(SHOP));
        None
    }
}

#[tokio::test]
async fn a_server_without_a_certificate_for_the_name_says_so_by_an_alert() {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(Nothing));
    let mut scene = Scene::new();
    let ip = own_address();
    scene.serve_tls(ip, config, |_| text("200 OK", "", "")).await;
    assert_eq!(shake(&scene, ip).await.end, HandshakeEnd::Alert);
}

#[tokio::test]
async fn what_is_no_tls_is_told_from_silence() {
    let mut scene = Scene::new();
    let ip = own_address();
    let listener = tokio::net::TcpListener::bind((ip, 0)).await.unwrap();
    scene.probe.https_port = listener.local_addr().unwrap().port();
    assert_eq!(shake(&scene, ip).await.end, HandshakeEnd::TimedOut);
    let babbles = async |octets: &'static [u8]| {
        let babbling = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::io::AsyncWriteExt::write_all(&mut stream, octets).await.unwrap();
            drop(stream);
        };
        tokio::join!(babbling, shake(&scene, ip)).1.end
    };
    // The connection that timed out is still to be taken.
    drop(listener.accept().await.unwrap());
    let http = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    for octets in [&http[..], b"\x16\x03\x03garbage that goes on for a while", b""] {
        assert_eq!(babbles(octets).await, HandshakeEnd::Broken, "{octets:?}");
    }
    drop(listener);
    assert_eq!(shake(&scene, ip).await.end, HandshakeEnd::Refused);
    let strict =
        Scene::with(ProbeConfig { rules: AddressRules::public(), ..ProbeConfig::default() });
    assert_eq!(shake(&strict, ip).await.end, HandshakeEnd::Forbidden);
}

#[tokio::test]
async fn plain_http_on_the_port_for_tls_is_no_tls() {
    let mut scene = Scene::new();
    let ip = own_address();
    let address = scene.serve(ip, |_| Act::Say(Vec::new())).await;
    scene.probe.https_port = address.port();
    assert_eq!(shake(&scene, ip).await.end, HandshakeEnd::Broken);
}
