//! What DNS hosts say of adding records by themselves, and what becomes of those that don't.

use app::domain::domain_connect::Template;
use app::domain::observation::{NameServer, Zone};
use url::Url;

use super::scene::{Act, Heard, Scene, moved, own_address, text};

const TEMPLATE: &str = "v2/domainTemplates/providers/saas.example/services/shops";

fn zone() -> Zone {
    let server = |name: &str| NameServer { name: name.parse().unwrap(), addresses: Vec::new() };
    Zone {
        apex: "acme.test".parse().unwrap(),
        servers: vec![server("ns1.host.test"), server("ns2.host.test")],
        negative_ttl: None,
        parent: None,
    }
}

/// A host that says `settings` with its own address in the place of `{own}`, and knows the template
/// by `knows`.
async fn asked(settings: &'static str, knows: Act) -> (Option<Url>, Vec<String>) {
    let mut scene = Scene::new();
    scene.probe.plain_hosts = true;
    let address = scene
        .serve(own_address(), move |heard: &Heard| match heard.path.as_str() {
            "/api/v2/acme.test/settings" => {
                text("200 OK", "", &settings.replace("{own}", &heard.host))
            }
            path if path == format!("/know/{TEMPLATE}") => knows.clone(),
            _ => text("404 Not Found", "", ""),
        })
        .await;
    let template: Template = "saas.example/shops".parse().unwrap();
    let place = format!("{address}/api");
    let found = scene.probe.dns_host(&place, &zone(), &template, &scene).await;
    let found =
        found.map(|url| url.as_str().replace(&address.to_string(), "host").parse().unwrap());
    (found, scene.heard().into_iter().map(|heard| heard.path).collect())
}

const WELL: &str = r#"{"providerName": "Host", "urlSyncUX": "http://{own}/ux/",
    "urlAPI": "http://{own}/know", "nameServers": ["ns1.host.test"], "width": 750}"#;

fn yes() -> Act {
    text("200 OK", "", "{}")
}

#[tokio::test]
async fn a_host_that_knows_zone_and_template_is_where_its_customer_is_asked() {
    let (found, heard) = asked(WELL, yes()).await;
    assert_eq!(found.unwrap().as_str(), format!("http://host/ux/{TEMPLATE}/apply"));
    assert_eq!(heard, ["/api/v2/acme.test/settings".to_owned(), format!("/know/{TEMPLATE}")]);
}

#[tokio::test]
async fn who_does_not_know_the_zone_or_the_template_is_not_offered() {
    for (settings, knows) in [
        (WELL, text("404 Not Found", "", "")),
        (WELL, text("500 Internal Server Error", "", "")),
        (WELL, moved("ftp://host.test/")),
        (WELL, Act::Hold(Vec::new())),
        ("<html>", yes()),
        ("{}", yes()),
        // Only the asynchronous flow, which needs an agreement of the service's owner with the host.
        (r#"{"urlAsyncUX": "http://{own}/ux", "urlAPI": "http://{own}/know"}"#, yes()),
        // The zone has moved on, and the record that led here with it.
        (
            r#"{"urlSyncUX": "http://{own}/ux", "urlAPI": "http://{own}/know",
                "nameServers": ["ns1.before.test"]}"#,
            yes(),
        ),
        // Nothing that a browser is to be sent to.
        (r#"{"urlSyncUX": "javascript:alert(1)", "urlAPI": "http://{own}/know"}"#, yes()),
        (r#"{"urlSyncUX": "http://a:b@{own}/ux", "urlAPI": "http://{own}/know"}"#, yes()),
        (r#"{"urlSyncUX": "http://{own}/ux?go=", "urlAPI": "http://{own}/know"}"#, yes()),
    ] {
        let (found, _) = asked(settings, knows.clone()).await;
        assert_eq!(found, None, "{settings} {knows:?}");
    }
}

#[tokio::test]
async fn nobody_is_asked_without_tls_or_where_that_is_forbidden() {
    let template: Template = "saas.example/shops".parse().unwrap();
    let mut scene = Scene::new();
    let address = scene.serve(own_address(), |_| text("200 OK", "", WELL)).await;
    for place in [
        address.to_string(),
        "192.0.2.1".to_owned(),
        "user@host.test".to_owned(),
        "host.test/?x".to_owned(),
        "\u{7f}".to_owned(),
        String::new(),
    ] {
        assert_eq!(scene.probe.dns_host(&place, &zone(), &template, &scene).await, None, "{place}");
    }
    assert!(scene.heard().iter().all(|heard| heard.path.is_empty()), "{:?}", scene.heard());
    // With TLS elsewhere, and at a private address.
    scene.probe.plain_hosts = true;
    scene.probe.rules = crate::net::AddressRules::public();
    let place = address.to_string();
    assert_eq!(scene.probe.dns_host(&place, &zone(), &template, &scene).await, None);
    assert!(scene.heard().is_empty());
}
