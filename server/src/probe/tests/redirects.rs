//! Where redirects lead, and where they are not followed.

use std::net::IpAddr;

use app::domain::web::{Visit, VisitEnd};
use time::Duration;

use super::super::ProbeConfig;
use super::scene::{Act, SHOP, Scene, certificate, moved, now, own_address, text};
use crate::net::AddressRules;

/// The statuses and ports of a visit.
fn way(visit: &Visit) -> Vec<(u16, u16)> {
    let hops = visit.hops.iter();
    hops.map(|hop| (hop.address.port(), hop.status.unwrap_or_default())).collect()
}

#[tokio::test]
async fn a_redirect_to_https_is_followed_whatever_the_certificate() {
    let mut scene = Scene::new();
    let (ip, keys) = (own_address(), scene.keys.clone());
    let (config, _) = certificate(&["default.invalid"], now() - Duration::days(400));
    let tls = scene.serve_tls(ip, config, move |heard| Scene::marker(&keys, heard)).await;
    let to_https = |heard: &super::scene::Heard| moved(&format!("https://{SHOP}{}", heard.path));
    let plain = scene.serve(ip, to_https).await;
    let visit = scene.visit(ip).await;
    assert_eq!(visit.end, VisitEnd::Marker, "{visit:?}");
    assert_eq!(way(&visit), [(plain.port(), 301), (tls.port(), 200)]);
    assert_eq!(visit.hops[0].location.as_ref(), Some(&visit.hops[1].url));
}

#[tokio::test]
async fn names_are_looked_up_and_the_hostname_stays_where_the_visit_began() {
    let mut scene = Scene::new();
    let (ip, elsewhere, keys) = (own_address(), own_address(), scene.keys.clone());
    scene.name("www.acme.com", &[ip]);
    scene.name(SHOP, &[elsewhere]);
    let script = move |heard: &super::scene::Heard| match heard.path.as_str() {
        path if heard.host.starts_with("www.") => moved(&format!("//{SHOP}{path}?x=1#part")),
        path if path.ends_with("?x=1") => {
            let heard = super::scene::Heard { path: path.replace("?x=1", ""), ..heard.clone() };
            Scene::marker(&keys, &heard)
        }
        path => moved(&format!("http://WWW.acme.com.{path}")),
    };
    scene.serve(ip, script).await;
    let visit = scene.visit(ip).await;
    assert_eq!(visit.end, VisitEnd::Marker, "{visit:?}");
    assert_eq!(visit.hops.len(), 3);
    assert!(visit.hops.iter().all(|hop| hop.address.ip() == ip));
    let hosts: Vec<String> = scene.heard().into_iter().map(|heard| heard.host).collect();
    assert_eq!(hosts, [SHOP, "www.acme.com.", SHOP]);
}

#[tokio::test]
async fn relative_redirects_are_followed() {
    for (location, want) in [
        ("/elsewhere", "/elsewhere"),
        ("elsewhere", "/.well-known/acme-challenge/elsewhere"),
        ("../x/./y", "/.well-known/x/y"),
        ("?a=b", "?a=b"),
    ] {
        let mut scene = Scene::new();
        let ip = own_address();
        let script = move |heard: &super::scene::Heard| {
            let seen = heard.path.ends_with(want);
            if seen { text("200 OK", "", "here") } else { moved(location) }
        };
        scene.serve(ip, script).await;
        let visit = scene.visit(ip).await;
        assert_eq!((visit.end, visit.hops.len()), (VisitEnd::Answered, 2), "{location} {visit:?}");
    }
}

#[tokio::test]
async fn ten_redirects_are_followed_and_not_one_more() {
    for (steps, want, hops) in [(10, VisitEnd::Answered, 11), (11, VisitEnd::TooMany, 11)] {
        let mut scene = Scene::new();
        let ip = own_address();
        let script = move |heard: &super::scene::Heard| {
            let at: u32 = heard.path.strip_prefix("/at/").map_or(0, |at| at.parse().unwrap());
            if at == steps { text("200 OK", "", "") } else { moved(&format!("/at/{}", at + 1)) }
        };
        scene.serve(ip, script).await;
        let visit = scene.visit(ip).await;
        assert_eq!((visit.end, visit.hops.len()), (want, hops), "{steps}");
        assert_eq!(scene.heard().len(), hops);
    }
}

#[tokio::test]
async fn a_circle_ends_where_it_began() {
    // To itself, and between HTTP and HTTPS.
    let mut scene = Scene::new();
    let ip = own_address();
    let plain = scene.serve(ip, |heard| moved(&format!("https://{SHOP}{}", heard.path))).await;
    let (config, _) = certificate(&[SHOP], now() + Duration::days(1));
    let back = |heard: &super::scene::Heard| moved(&format!("http://{SHOP}{}", heard.path));
    let tls = scene.serve_tls(ip, config, back).await;
    let visit = scene.visit(ip).await;
    assert_eq!(visit.end, VisitEnd::Circle);
    assert_eq!(way(&visit), [(plain.port(), 301), (tls.port(), 301)]);
    let mut scene = Scene::new();
    scene.serve(ip, |heard| moved(&heard.path)).await;
    let visit = scene.visit(ip).await;
    assert_eq!((visit.end, visit.hops.len()), (VisitEnd::Circle, 1));
}

#[tokio::test]
async fn what_is_no_url_of_the_web_is_not_followed() {
    let long = format!("/{}", "x".repeat(3000));
    for location in [
        "ftp://www.acme.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://user:secret@www.acme.com/",
        "http://user@www.acme.com/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://",
        "http://a..b/",
        &long,
    ] {
        let mut scene = Scene::new();
        let ip = own_address();
        scene.name("www.acme.com", &[ip]);
        let to = location.to_owned();
        scene.serve(ip, move |_| moved(&to)).await;
        let visit = scene.visit(ip).await;
        assert_eq!((visit.end, visit.hops.len()), (VisitEnd::Forbidden, 1), "{location}");
        assert_eq!(visit.hops[0].status, Some(301), "{location}");
        assert_eq!(scene.heard().len(), 1, "{location}");
    }
}

/// How a visit goes on that is redirected there, and whether anybody else was asked, where only
/// the public internet may be contacted.
async fn led(location: &str, names: &[(&str, &str)]) -> (VisitEnd, usize) {
    let mut scene = Scene::new();
    let ip = own_address();
    let to = location.to_owned();
    let address = scene.serve(ip, move |_| moved(&to)).await;
    scene.probe.rules = AddressRules::public_and(address);
    for (name, address) in names {
        scene.name(name, &[address.parse().unwrap()]);
    }
    let visit = scene.visit(ip).await;
    (visit.end, visit.hops.len())
}

#[tokio::test]
async fn a_public_name_with_a_private_address_is_not_visited() {
    for address in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "64:ff9b::a00:1"]
    {
        let names = [("www.acme.com", address)];
        let (end, hops) = led("http://www.acme.com/", &names).await;
        assert_eq!((end, hops), (VisitEnd::Forbidden, 1), "{address}");
    }
}

#[tokio::test]
async fn only_the_ports_of_the_web_are_visited() {
    for port in [22, 53, 8080, 6379] {
        let names = [("www.acme.com", "1.1.1.1")];
        let (end, hops) = led(&format!("http://www.acme.com:{port}/"), &names).await;
        assert_eq!((end, hops), (VisitEnd::Forbidden, 1), "{port}");
    }
}

#[tokio::test]
async fn a_name_without_address_is_told_from_one_that_could_not_be_looked_up() {
    let mut scene = Scene::new();
    let ip = own_address();
    scene.name("gone.acme.com", &[]);
    scene.serve(ip, |_| moved("http://gone.acme.com/")).await;
    assert_eq!(scene.visit(ip).await.end, VisitEnd::Nowhere);
    let mut scene = Scene::new();
    scene.serve(ip, |_| moved("http://unknown.acme.com/")).await;
    // Nothing follows from it: there was no visit.
    assert_eq!(scene.probe.walk(&super::scene::shop(), ip, &scene).await, None);
}

#[tokio::test]
async fn whoever_is_led_to_is_told_with_how_it_ended() {
    let mut scene = Scene::new();
    let (ip, closed) = (own_address(), own_address());
    scene.name("www.acme.com", &[closed]);
    scene.serve(ip, |_| moved("http://www.acme.com/")).await;
    let visit = scene.visit(ip).await;
    assert_eq!(visit.end, VisitEnd::Refused);
    assert_eq!((visit.hops[1].address.ip(), visit.hops[1].status), (closed, None));
    // TLS where none is spoken.
    let mut scene = Scene::new();
    let address = scene.serve(ip, |_| moved(&format!("https://{SHOP}/"))).await;
    scene.probe.https_port = address.port();
    let visit = scene.visit(ip).await;
    assert_eq!((visit.end, visit.hops.len()), (VisitEnd::Broken, 2));
}

#[tokio::test]
async fn the_other_family_is_tried_where_the_first_does_not_answer() {
    let six: IpAddr = "::1".parse().unwrap();
    let mut scene = Scene::new();
    let ip = own_address();
    let script = |heard: &super::scene::Heard| -> Act {
        if heard.host == SHOP { moved("http://www.acme.com/") } else { text("200 OK", "", "") }
    };
    let address = scene.serve(ip, script).await;
    scene.name("www.acme.com", &[ip, six]);
    let visit = scene.visit(ip).await;
    assert_eq!(visit.end, VisitEnd::Answered, "{visit:?}");
    assert_eq!(visit.hops.last().map(|hop| hop.address), Some(address));
}

#[tokio::test]
async fn the_rules_hold_in_public_too() {
    let scene =
        Scene::with(ProbeConfig { rules: AddressRules::public(), ..ProbeConfig::default() });
    assert_eq!(scene.probe.candidates(&["10.0.0.1".parse().unwrap()]), Vec::<IpAddr>::new());
    let mixed = ["10.0.0.1", "1.1.1.1", "fd00::1", "2606:4700::1111"];
    let mixed: Vec<IpAddr> = mixed.iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(scene.probe.candidates(&mixed), [mixed[3], mixed[1]]);
}
