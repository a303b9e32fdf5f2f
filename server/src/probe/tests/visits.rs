//! What one address answers on the path by which CAs check.

use std::net::IpAddr;
use std::time::Duration;

use app::domain::web::{VisitEnd, Web};
use tokio::time::Instant;

use super::super::marker::{MarkerKeys, Token};
use super::super::{Probe, ProbeConfig, Sight, some};
use super::scene::{Act, SHOP, Scene, moved, own_address, shop, text};
use crate::net::AddressRules;

#[tokio::test]
async fn our_edge_is_known_by_its_marker() {
    let mut scene = Scene::new();
    let (ip, keys) = (own_address(), scene.keys.clone());
    let address = scene.serve(ip, move |heard| Scene::marker(&keys, heard)).await;
    let visit = scene.visit(ip).await;
    assert_eq!((visit.end, visit.address), (VisitEnd::Marker, ip));
    let [hop] = visit.hops.as_slice() else { panic!("{visit:?}") };
    assert_eq!((hop.address, hop.status, &hop.url), (address, Some(200), &visit.url));
    let [heard] = scene.heard().try_into().unwrap();
    let token = heard.path.strip_prefix("/.well-known/acme-challenge/").unwrap();
    assert!(visit.url.ends_with(token) && token.parse::<Token>().is_ok(), "{}", visit.url);
    assert_eq!(heard.host, SHOP);
    let mut fields: Vec<&str> =
        heard.head.lines().skip(1).filter_map(|line| line.split(':').next()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["", "accept", "connection", "host", "user-agent"]);
    // Each visit has a token of its own, so that nothing can be remembered.
    assert_ne!(scene.visit(ip).await.url, visit.url);
}

#[tokio::test]
async fn an_unknown_key_is_not_taken_for_an_answer_of_somebody_else() {
    let mut scene = Scene::new();
    let (ip, keys) = (own_address(), scene.keys.clone());
    scene.serve(ip, move |heard| Scene::marker(&keys, heard)).await;
    scene.probe.markers = MarkerKeys::default();
    assert_eq!(scene.visit(ip).await.end, VisitEnd::Unchecked);
}

#[tokio::test]
async fn a_marker_that_was_kept_by_a_cache_is_none() {
    let mut scene = Scene::new();
    let old = scene.keys.sign(&shop(), &Token::random()).unwrap();
    let ip = own_address();
    scene.serve(ip, move |_| text("200 OK", "", &old)).await;
    assert_eq!(scene.visit(ip).await.end, VisitEnd::Answered);
}

#[tokio::test]
async fn a_marker_counts_only_as_a_good_answer() {
    let mut scene = Scene::new();
    let (ip, keys) = (own_address(), scene.keys.clone());
    let script = move |heard: &_| {
        let Act::Say(octets) = Scene::marker(&keys, heard) else { panic!() };
        let said = String::from_utf8(octets).unwrap();
        Act::Say(said.replace("200 OK", "404 Not Found").into_bytes())
    };
    scene.serve(ip, script).await;
    assert_eq!(scene.visit(ip).await.end, VisitEnd::Answered);
}

#[tokio::test]
async fn whoever_answers_instead_is_named() {
    let mut scene = Scene::new();
    let ip = own_address();
    let long = "x".repeat(300);
    let fields = format!("Server: ngi\tnx {long}\r\n");
    scene.serve(ip, move |_| text("404 Not Found", &fields, "<h1>no</h1>")).await;
    let visit = scene.visit(ip).await;
    assert_eq!(visit.end, VisitEnd::Answered);
    let server = visit.hops[0].server.clone().unwrap();
    assert!(server.starts_with("nginx xxx") && server.len() == 100, "{server}");
    assert_eq!(visit.hops[0].status, Some(404));
    let parked = text("200 OK", "", "<h1>This domain is parked</h1>");
    assert_eq!(Scene::end_of(parked).await, VisitEnd::Answered);
    // A redirect to nowhere in particular is an answer.
    assert_eq!(Scene::end_of(text("301 Moved", "", "")).await, VisitEnd::Answered);
}

#[tokio::test]
async fn what_is_no_http_is_told_from_silence() {
    let long_head = format!("HTTP/1.1 200 OK\r\nX-Long: {}\r\n\r\n", "x".repeat(64 * 1024));
    let many = "X-Many: 1\r\n".repeat(500);
    for (octets, want) in [
        ("", VisitEnd::Broken),
        ("SSH-2.0-OpenSSH_9.2\r\n", VisitEnd::Broken),
        ("\u{0}\u{1}\u{2}garbage\r\n\r\n", VisitEnd::Broken),
        ("HTTP/1.1 2000 OK\r\n\r\n", VisitEnd::Broken),
        ("HTTP/1.1 200 OK\r\nContent-", VisitEnd::Broken),
        (&long_head, VisitEnd::Broken),
        (&format!("HTTP/1.1 200 OK\r\n{many}\r\n"), VisitEnd::Broken),
        ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nless", VisitEnd::Answered),
    ] {
        let shown: String = octets.chars().take(40).collect();
        assert_eq!(Scene::end_of(Act::Say(octets.into())).await, want, "{shown:?}");
    }
}

#[tokio::test]
async fn whoever_drips_is_not_waited_for() {
    for (octets, want) in [
        ("", VisitEnd::TimedOut),
        ("HTTP/1.1 200 OK\r\nContent-Le", VisitEnd::TimedOut),
        // The head is an answer, whatever the body would have been.
        ("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nfairlead", VisitEnd::Answered),
        ("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n", VisitEnd::Answered),
    ] {
        assert_eq!(Scene::end_of(Act::Hold(octets.into())).await, want, "{octets:?}");
    }
}

#[tokio::test]
async fn a_body_is_read_only_so_far() {
    let mut scene = Scene::new();
    let (ip, keys) = (own_address(), scene.keys.clone());
    let script = move |heard: &_| {
        let Act::Say(marker) = Scene::marker(&keys, heard) else { panic!() };
        let marker = String::from_utf8(marker).unwrap();
        let marker = marker.split_once("\r\n\r\n").unwrap().1.trim_end();
        // The blanks after the marker would make it one, if they were all there was.
        let body = format!("{marker}{}", " ".repeat(10 * 1024 * 1024));
        text("200 OK", "", &format!("{body}x"))
    };
    scene.serve(ip, script).await;
    // What lies beyond the cut was not seen.
    assert_eq!(scene.visit(ip).await.end, VisitEnd::Marker);
    let endless = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(10 * 1024 * 1024));
    assert_eq!(Scene::end_of(Act::Hold(endless.into())).await, VisitEnd::Answered);
}

#[tokio::test]
async fn a_refused_connection_is_told_from_one_that_stays_silent() {
    let mut scene = Scene::new();
    let ip = own_address();
    let listener = tokio::net::TcpListener::bind((ip, 0)).await.unwrap();
    scene.probe.http_port = listener.local_addr().unwrap().port();
    // Nobody accepts: the system takes the connection, and that is all.
    let visit = scene.visit(ip).await;
    assert_eq!((visit.end, visit.hops.len()), (VisitEnd::TimedOut, 1));
    drop(listener);
    let visit = scene.visit(ip).await;
    assert_eq!((visit.end, visit.hops[0].status), (VisitEnd::Refused, None));
}

#[tokio::test]
async fn private_addresses_are_not_contacted() {
    let scene =
        Scene::with(ProbeConfig { rules: AddressRules::public(), ..ProbeConfig::default() });
    for address in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1"]
    {
        let visit = scene.visit(address.parse().unwrap()).await;
        assert_eq!((visit.end, visit.hops.len()), (VisitEnd::Forbidden, 0), "{address}");
    }
}

#[tokio::test]
async fn ipv6_is_visited_like_ipv4() {
    let ip: IpAddr = "::1".parse().unwrap();
    let mut scene = Scene::new();
    if tokio::net::TcpListener::bind((ip, 0)).await.is_err() {
        // Without any IPv6 there is none to be visited.
        return;
    }
    let keys = scene.keys.clone();
    scene.serve(ip, move |heard| Scene::marker(&keys, heard)).await;
    assert_eq!(scene.visit(ip).await.end, VisitEnd::Marker);
}

#[tokio::test]
async fn every_address_is_visited_at_once_and_a_wildcard_never() {
    let mut scene = Scene::new();
    let (ip, keys) = (own_address(), scene.keys.clone());
    scene.serve(ip, move |heard| Scene::marker(&keys, heard)).await;
    let (wildcard, shop) = ("*.acme.com".parse().unwrap(), shop());
    let addresses = [ip, own_address(), own_address()];
    let mut sight = Sight { hostname: &shop, addresses: &addresses, above: &[], handshakes: false };
    let web = scene.probe.look(&sight, &scene).await;
    let ends: Vec<(IpAddr, VisitEnd)> = web.visits.iter().map(|v| (v.address, v.end)).collect();
    let refused = VisitEnd::Refused;
    assert_eq!(ends, [(ip, VisitEnd::Marker), (addresses[1], refused), (addresses[2], refused)]);
    assert_eq!((web.handshakes.len(), web.hsts), (0, None));
    sight.hostname = &wildcard;
    assert_eq!(scene.probe.look(&sight, &scene).await, Web::default());
    assert_eq!(scene.heard().len(), 1);
}

#[test]
fn few_addresses_stand_for_many_and_both_families_count() {
    let addresses = |texts: &[&str]| -> Vec<IpAddr> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    };
    for (all, want) in [
        (&[][..], &[][..]),
        (&["192.0.2.1"], &["192.0.2.1"]),
        (
            &["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"],
            &["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"],
        ),
        (
            &["192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1", "2001:db8::2", "2001:db8::3"],
            &["2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2"],
        ),
        (
            &["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "2001:db8::1"],
            &["2001:db8::1", "192.0.2.1", "192.0.2.2", "192.0.2.3"],
        ),
    ] {
        assert_eq!(some(&addresses(all)), addresses(want), "{all:?}");
    }
}

#[tokio::test]
async fn nobody_is_kept_longer_than_a_visit_may_take() {
    let probe = Probe::new(ProbeConfig::default()).unwrap();
    let deadline = probe.patience.begin();
    let left = |until: Instant| until - Instant::now();
    assert!(left(deadline.step()) <= Duration::from_secs(5));
    assert!(left(deadline.end) <= Duration::from_secs(10));
    // Redirects that each take their time are followed until the whole is over.
    let mut scene = Scene::new();
    let ip = own_address();
    scene.serve(ip, |heard| moved(&format!("{}a", heard.path))).await;
    scene.probe.patience.in_all = Duration::ZERO;
    assert_eq!(scene.visit(ip).await.end, VisitEnd::TimedOut);
}
