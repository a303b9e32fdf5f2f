//! What web servers say, where the name leads to them.

use time::Duration;

use super::*;
use crate::domain::finding::{Actor, Cause, Severity};
use crate::domain::web::{Handshake, HandshakeEnd, Hop, Visit, VisitEnd, Web};

const OURS: [u8; 4] = [192, 0, 2, 7];
const PROXY: [u8; 4] = [198, 51, 100, 80];

fn hop(address: [u8; 4], status: Option<u16>) -> Hop {
    Hop {
        url: format!("http://shop.acme.com/{}", status.unwrap_or_default()),
        address: (IpAddr::from(address), 80).into(),
        status,
        server: status.map(|_| "nginx".to_owned()),
        location: None,
    }
}

fn visit(end: VisitEnd, hops: Vec<Hop>) -> Visit {
    let url = "http://shop.acme.com/.well-known/acme-challenge/x".to_owned();
    Visit { url, address: IpAddr::from(OURS), end, hops, at: NOW }
}

fn handshake(end: HandshakeEnd) -> Handshake {
    Handshake { subject: name("shop.acme.com"), address: IpAddr::from(OURS), end, at: NOW }
}

fn shown(covers: bool, not_after: OffsetDateTime) -> HandshakeEnd {
    let names = vec!["*.hosting.example".to_owned()];
    let issuer = Some("Some CA".to_owned());
    HandshakeEnd::Shown { names, covers, issuer, not_after, trusted: true }
}

/// One for the name that no browser takes.
fn self_made(not_after: OffsetDateTime) -> HandshakeEnd {
    let names = vec!["shop.acme.com".to_owned()];
    HandshakeEnd::Shown { names, covers: true, issuer: None, not_after, trusted: false }
}

fn case(lines: &[&str], web: Web) -> Case {
    let mut case = Case::of(lines);
    case.observation.web = Some(web);
    case
}

fn visited(visits: Vec<Visit>) -> Case {
    case(&RIGHT, Web { visits, ..Web::default() })
}

#[test]
fn each_visit_ends_at_our_edge_or_something_says_why_not() {
    use VisitEnd::{
        Answered, Broken, Circle, Forbidden, Marker, Nowhere, Refused, TimedOut, TooMany, Unchecked,
    };
    let (ok, moved, nobody) = (Some(200), Some(301), None);
    for (end, statuses, want) in [
        (Marker, &[ok][..], &[][..]),
        (Marker, &[moved, ok], &[]),
        (Unchecked, &[ok], &[]),
        (Answered, &[Some(404)], &["acme_path_intercepted"]),
        (Answered, &[moved, ok], &["acme_path_intercepted"]),
        // Led away, to where nobody is.
        (Refused, &[moved, nobody], &["acme_path_intercepted"]),
        (TimedOut, &[moved, nobody], &["acme_path_intercepted"]),
        (Broken, &[moved, nobody], &["acme_path_intercepted"]),
        (Nowhere, &[moved], &["acme_path_intercepted"]),
        (Forbidden, &[moved], &["acme_path_intercepted"]),
        (Refused, &[nobody], &["http_unreachable"]),
        (TimedOut, &[nobody], &["http_unreachable"]),
        (Broken, &[nobody], &["http_unreachable"]),
        (Refused, &[], &["http_unreachable"]),
        // Nobody was asked.
        (Forbidden, &[], &[]),
        (Nowhere, &[], &[]),
        (Circle, &[moved, moved], &["redirect_loop"]),
        (TooMany, &[moved, moved], &["redirect_loop"]),
    ] {
        let hops = || statuses.iter().map(|status| hop(PROXY, *status)).collect();
        check(&visited(vec![visit(end, hops())]), want);
        // While the name leads elsewhere, so do the visits: the cause is the way.
        let web = Web { visits: vec![visit(end, hops())], ..Web::default() };
        check(&case(&[TXT, TARGET], web.clone()), &["routing_missing"]);
        let wrong = [TXT, TARGET, "shop.acme.com A 93.184.216.80"];
        check(&case(&wrong, web), &["address_wrong"]);
    }
    check(&case(&RIGHT, Web::default()), &[]);
}

#[test]
fn the_server_that_answered_is_named() {
    let hops = vec![hop(PROXY, Some(301)), hop(PROXY, None)];
    let finding = visited(vec![visit(VisitEnd::Refused, hops)]).findings().swap_remove(0);
    let told = Cause::AcmePathIntercepted {
        url: "http://shop.acme.com/.well-known/acme-challenge/x".to_owned(),
        server: Some("nginx".to_owned()),
        status: 301,
    };
    assert_eq!((finding.cause, finding.actor), (told, Actor::Customer));
    // Where nobody but our edge answered, the customer can mend nothing.
    let own = visit(VisitEnd::Answered, vec![hop(OURS, Some(404))]);
    let finding = visited(vec![own]).findings().swap_remove(0);
    assert_eq!((finding.severity, finding.actor), (Severity::Blocking, Actor::Operator));
    let led = vec![hop(OURS, Some(301)), hop(PROXY, Some(200))];
    let finding = visited(vec![visit(VisitEnd::Answered, led)]).findings().swap_remove(0);
    assert_eq!(finding.actor, Actor::Customer);
}

#[test]
fn where_redirects_turn_back_is_told() {
    let hops = vec![hop(PROXY, Some(301)), hop(PROXY, Some(302))];
    let finding = visited(vec![visit(VisitEnd::Circle, hops)]).findings().swap_remove(0);
    let told = Cause::RedirectLoop {
        url: "http://shop.acme.com/.well-known/acme-challenge/x".to_owned(),
        at: "http://shop.acme.com/302".to_owned(),
    };
    assert_eq!((finding.cause, finding.severity), (told, Severity::Warning));
}

#[test]
fn each_address_is_told_with_whose_it_is_and_how_it_fails() {
    let at = |address: &str, end| {
        let address: IpAddr = address.parse().unwrap();
        Visit { address, ..visit(end, Vec::new()) }
    };
    let case = visited(vec![
        at("192.0.2.7", VisitEnd::TimedOut),
        at("198.51.100.80", VisitEnd::Refused),
        at("2001:db8::1", VisitEnd::Broken),
        at("2001:db8::2", VisitEnd::Marker),
    ]);
    let told: Vec<_> = case
        .findings()
        .into_iter()
        .map(|finding| {
            let Cause::HttpUnreachable { address, refused, ours, .. } = finding.cause else {
                panic!()
            };
            (address.to_string(), refused, ours, finding.actor)
        })
        .collect();
    let want = [
        ("192.0.2.7", false, true, Actor::Operator),
        ("198.51.100.80", true, false, Actor::Customer),
        ("2001:db8::1", true, false, Actor::Customer),
    ];
    assert_eq!(told, want.map(|(ip, refused, ours, actor)| (ip.to_owned(), refused, ours, actor)));
}

#[test]
fn several_visits_that_end_alike_are_one_cause() {
    let away = || visit(VisitEnd::Answered, vec![hop(PROXY, Some(404))]);
    let around = || visit(VisitEnd::Circle, vec![hop(PROXY, Some(301))]);
    let case = visited(vec![away(), around(), away(), around()]);
    check(&case, &["acme_path_intercepted", "redirect_loop"]);
    assert!(case.findings().iter().all(|finding| finding.evidence.len() == 2));
}

#[test]
fn certificates_are_for_the_name_or_told() {
    use HandshakeEnd::{Alert, Broken, Forbidden, Refused, TimedOut};
    let later = NOW + Duration::DAY;
    for (ends, want) in [
        (vec![shown(true, later)], &[][..]),
        (vec![shown(false, later)], &["wrong_certificate"]),
        (vec![shown(true, later), shown(false, later)], &["wrong_certificate"]),
        (vec![self_made(later)], &["wrong_certificate"]),
        (vec![shown(false, later), shown(false, later)], &["wrong_certificate"]),
        (vec![Alert, Refused, TimedOut, Broken, Forbidden], &[]),
    ] {
        let web =
            || Web { handshakes: ends.iter().cloned().map(handshake).collect(), ..Web::default() };
        check(&case(&RIGHT, web()), want);
        check(&case(&[TXT, TARGET], web()), &["routing_missing"]);
    }
    let handshakes = vec![handshake(shown(false, later))];
    let finding = case(&RIGHT, Web { handshakes, ..Web::default() }).findings().swap_remove(0);
    let told = Cause::WrongCertificate {
        name: name("shop.acme.com"),
        names: vec!["*.hosting.example".to_owned()],
        issuer: Some("Some CA".to_owned()),
        address: IpAddr::from(OURS),
        trusted: true,
        ours: true,
    };
    assert_eq!((finding.cause, finding.severity), (told, Severity::Warning));
}

#[test]
fn a_name_above_that_asks_for_https_matters_until_a_certificate_is_there() {
    use HandshakeEnd::{Alert, Broken, Forbidden, Refused, TimedOut};
    let (later, ended) = (NOW + Duration::DAY, NOW - Duration::DAY);
    for (ends, want) in [
        (vec![Alert], &["hsts_before_certificate"][..]),
        (vec![Refused], &["hsts_before_certificate"]),
        (vec![shown(true, ended)], &["hsts_before_certificate"]),
        (vec![shown(false, later)], &["wrong_certificate", "hsts_before_certificate"]),
        (vec![self_made(later)], &["wrong_certificate", "hsts_before_certificate"]),
        (vec![shown(true, later)], &[]),
        (vec![Alert, shown(true, later)], &[]),
        // Nobody told whether there is one.
        (vec![TimedOut, Broken, Forbidden], &[]),
        (vec![], &[]),
    ] {
        let handshakes: Vec<Handshake> = ends.into_iter().map(handshake).collect();
        let web = Web { handshakes, hsts: Some(name("acme.com")), ..Web::default() };
        check(&case(&RIGHT, web.clone()), want);
        check(&case(&[TXT, TARGET], web.clone()), &["routing_missing"]);
        let without: Vec<&str> =
            want.iter().copied().filter(|code| *code != "hsts_before_certificate").collect();
        check(&case(&RIGHT, Web { hsts: None, ..web }), &without);
    }
}
