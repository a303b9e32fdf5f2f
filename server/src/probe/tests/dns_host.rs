//! What DNS hosts say of adding records by themselves, and what becomes of those that don't.

use app::domain::domain_connect::{Template, Unknown};
use app::domain::observation::{NameServer, Zone};

use super::scene::{Act, Heard, Scene, moved, own_address, text};
use crate::net::AddressRules;

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

/// What comes of a host that says `settings` with its own address in the place of `{own}`, and knows
/// the template by `knows`; and what it was asked.
async fn asked(settings: Act, knows: Act) -> (Result<Option<String>, Unknown>, Vec<String>) {
    let mut scene = Scene::new();
    scene.probe.plain_hosts = true;
    let address = scene
        .serve(own_address(), move |heard: &Heard| match heard.path.as_str() {
            "/api/v2/acme.test/settings" => match &settings {
                Act::Say(said) => {
                    let said = String::from_utf8_lossy(said).replace("{own}", &heard.host);
                    let (_, body) = said.split_once("\r\n\r\n").unwrap_or_default();
                    let status = said.split("\r\n").next().unwrap_or_default();
                    text(status.trim_start_matches("HTTP/1.1 "), "", body)
                }
                Act::Hold(_) => settings.clone(),
            },
            path if path == format!("/know/{TEMPLATE}") => knows.clone(),
            _ => text("404 Not Found", "", ""),
        })
        .await;
    let template: Template = "saas.example/shops".parse().unwrap();
    let place = format!("{address}/api");
    let found = scene.probe.dns_host(&place, &zone(), &template, &scene).await;
    let own = address.to_string();
    let found = found.map(|url| url.map(|url| url.as_str().replace(&own, "host")));
    (found, scene.heard().into_iter().map(|heard| heard.path).collect())
}

const WELL: &str = r#"{"providerName": "Host", "urlSyncUX": "http://{own}/ux/",
    "urlAPI": "http://{own}/know", "nameServers": ["ns1.host.test"], "width": 750}"#;

fn yes() -> Act {
    text("200 OK", "", "{}")
}

#[tokio::test]
async fn a_host_that_knows_zone_and_template_is_where_its_customer_is_asked() {
    let (found, heard) = asked(text("200 OK", "", WELL), yes()).await;
    assert_eq!(found, Ok(Some(format!("http://host/ux/{TEMPLATE}/apply"))));
    assert_eq!(heard, ["/api/v2/acme.test/settings".to_owned(), format!("/know/{TEMPLATE}")]);
}

#[tokio::test]
async fn who_does_not_know_the_zone_or_the_template_is_not_offered() {
    let long = format!(
        r#"{{"urlSyncUX": "http://{{own}}/{}", "urlAPI": "http://{{own}}/know"}}"#,
        "x".repeat(2_100)
    );
    for (settings, knows) in [
        (WELL, text("404 Not Found", "", "")),
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
        (r#"{"urlSyncUX": "https://{own}/ux", "urlAPI": "http://{own}/know"}"#, yes()),
        (r#"{"urlSyncUX": "http://a:b@{own}/ux", "urlAPI": "http://{own}/know"}"#, yes()),
        (r#"{"urlSyncUX": "http://{own}/ux?go=", "urlAPI": "http://{own}/know"}"#, yes()),
        (&long, yes()),
    ] {
        let (found, _) = asked(text("200 OK", "", settings), knows.clone()).await;
        assert_eq!(found, Ok(None), "{settings} {knows:?}");
    }
    let (found, _) = asked(text("404 Not Found", "", ""), yes()).await;
    assert_eq!(found, Ok(None));
}

#[tokio::test]
async fn of_a_host_that_is_not_well_nothing_is_known() {
    let bad = "500 Internal Server Error";
    for (settings, knows) in [
        (text(bad, "", ""), yes()),
        (text("429 Too Many Requests", "", ""), yes()),
        (Act::Hold(Vec::new()), yes()),
        (text("200 OK", "", WELL), text(bad, "", "")),
        (text("200 OK", "", WELL), moved("ftp://host.test/")),
        (text("200 OK", "", WELL), Act::Hold(Vec::new())),
    ] {
        let (found, _) = asked(settings.clone(), knows.clone()).await;
        assert_eq!(found, Err(Unknown), "{settings:?} {knows:?}");
    }
}

#[tokio::test]
async fn nobody_is_asked_without_tls_or_where_that_is_forbidden() {
    let template: Template = "saas.example/shops".parse().unwrap();
    let mut scene = Scene::new();
    let ip = own_address();
    let address = scene.serve(ip, |_| text("200 OK", "", WELL)).await;
    scene.name("host.test", &[ip]);
    let port = address.port();
    // There is a server, and it has no TLS.
    let found = scene.probe.dns_host(&address.to_string(), &zone(), &template, &scene).await;
    assert_eq!(found, Err(Unknown));
    assert!(scene.heard().iter().all(|heard| heard.path.is_empty()), "{:?}", scene.heard());
    // What is no place is not asked, though a server is where it seems to lead.
    scene.probe.plain_hosts = true;
    let before = scene.heard().len();
    for place in [
        format!("user@host.test:{port}"),
        format!("host.test:{port}/?x"),
        format!("host.test:{port}/#x"),
        "\u{7f}".to_owned(),
        String::new(),
    ] {
        let found = scene.probe.dns_host(&place, &zone(), &template, &scene).await;
        assert_eq!(found, Ok(None), "{place}");
    }
    // Nor is an address that is out of bounds.
    scene.probe.rules = AddressRules::public();
    let place = address.to_string();
    assert_eq!(scene.probe.dns_host(&place, &zone(), &template, &scene).await, Err(Unknown));
    assert_eq!(scene.heard().len(), before);
}
