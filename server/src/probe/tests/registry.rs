//! What registries' services say, and what becomes of those that don't.

use app::domain::name::OwnerName;
use app::domain::registration::{Hold, Registration};

use super::super::registry::Registries;
use super::scene::{Act, Scene, moved, own_address, text};

const HELD: &str = r#"{"objectClassName": "domain", "status": ["client hold", "inactive"],
    "events": [{"eventAction": "registration", "eventDate": "2020-01-01T00:00:00Z"},
               {"eventAction": "expiration", "eventDate": "2099-01-01T00:00:00Z"}]}"#;

fn acme() -> OwnerName {
    "acme.test".parse().unwrap()
}

/// A registry's service beside the bootstrap file, which names it for `names`.
async fn scene(names: &'static str, domain: Act) -> Scene {
    let mut scene = Scene::new();
    let ip = own_address();
    let address = scene
        .serve(ip, move |heard| {
            let base = &heard.host;
            match heard.path.as_str() {
                "/dns.json" => {
                    let services = format!(
                        r#"{{"version": "1.0", "services": [
                            [["example"], ["http://127.0.0.1:1/"]],
                            [[{names}], ["http://{base}/rdap/"]]]}}"#
                    );
                    text("200 OK", "", &services)
                }
                "/rdap/domain/acme.test" => domain.clone(),
                _ => text("500 Internal Server Error", "", ""),
            }
        })
        .await;
    let bootstrap = format!("http://{address}/dns.json").parse().unwrap();
    scene.probe.registries = Some(Registries::new(bootstrap));
    scene
}

async fn told(scene: &Scene) -> Option<Registration> {
    scene.probe.registration(&acme(), scene).await
}

#[tokio::test]
async fn a_domain_on_hold_is_told_with_what_was_seen() {
    let scene = scene("\"test\"", text("200 OK", "Server: registry\r\n", HELD)).await;
    let told = told(&scene).await.unwrap();
    assert_eq!((told.registered, told.hold()), (true, Some(Hold::Registrar)));
    assert_eq!(told.expires_at.unwrap().year(), 2099);
    assert!(told.visit.url.ends_with("/rdap/domain/acme.test"), "{}", told.visit.url);
    assert_eq!(told.visit.hops[0].status, Some(200));
    assert_eq!(told.visit.hops[0].server.as_deref(), Some("registry"));
}

#[tokio::test]
async fn a_domain_that_nobody_has_is_told() {
    let scene = scene("\"test\"", text("404 Not Found", "", "{}")).await;
    let told = told(&scene).await.unwrap();
    assert_eq!((told.registered, told.hold()), (false, None));
}

#[tokio::test]
async fn a_registry_is_not_asked_again_at_once() {
    let scene = scene("\"test\"", text("404 Not Found", "", "{}")).await;
    assert_eq!(told(&scene).await, told(&scene).await);
    assert_eq!(scene.heard().len(), 2, "the file, and the domain");
}

#[tokio::test]
async fn who_does_not_answer_as_a_registry_tells_nothing() {
    for act in [
        text("200 OK", "", "<html>"),
        text("200 OK", "", &format!("{{\"status\": [\"{}\"]}}", "x".repeat(70_000))),
        text("429 Too Many Requests", "", ""),
        moved("https://192.0.2.1/"),
        moved("ftp://registry.test/"),
        Act::Hold(Vec::new()),
    ] {
        let scene = scene("\"test\"", act.clone()).await;
        assert_eq!(told(&scene).await, None, "{act:?}");
    }
}

#[tokio::test]
async fn a_domain_of_a_registry_without_a_service_is_not_asked_for() {
    for names in ["\"org\"", "\"cme.test\"", "\"x.acme.test\""] {
        let scene = scene(names, text("200 OK", "", HELD)).await;
        assert_eq!(told(&scene).await, None, "{names}");
        assert_eq!(scene.heard().len(), 1, "{names}");
    }
}
