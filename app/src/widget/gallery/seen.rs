//! What servers said: of the records in each status, and as evidence of findings.

use std::net::IpAddr;

use time::Duration;

use super::{Error, NOW};
use crate::backend::ConnectionView;
use crate::domain::diagnosis::{ObservedRecord, RecordStatus, SeenBy};
use crate::domain::finding::{
    Cause, Evidence, EvidenceAnswer, EvidenceAsked, Finding, RecordRef, Severity,
};
use crate::domain::observation::{ServerKind, Transport};
use crate::domain::record::RecordType;
use crate::domain::web::{Handshake, HandshakeEnd, Hop, Visit, VisitEnd};

pub(super) fn finding(cause: Cause, record: Option<RecordRef>) -> Finding {
    let (severity, actor) = cause.weight();
    let evidence = match (&record, severity) {
        (Some(record), Severity::Blocking) => vec![evidence(record)],
        (Some(_) | None, Severity::Blocking | Severity::Warning | Severity::Info) => Vec::new(),
    };
    Finding { cause, severity, actor, record, evidence }
}

fn evidence(record: &RecordRef) -> Evidence {
    let answer =
        EvidenceAnswer { rcode: "NXDOMAIN".to_owned(), values: vec![], ttl: None, ede: vec![] };
    dns(record.clone(), "ada.ns.cloudflare.com (173.245.58.100:53)", answer)
}

fn dns(about: RecordRef, server: &str, answer: EvidenceAnswer) -> Evidence {
    let asked = EvidenceAsked {
        name: about.host,
        rtype: about.rtype,
        server: server.to_owned(),
        transport: Transport::Udp,
    };
    Evidence::Dns { asked, answer, at: NOW }
}

/// Whatever may have come back: each kind of answer without records, each end of a visit and of a
/// handshake.
pub(super) fn each_answer() -> Result<Vec<Evidence>, Error> {
    let about = RecordRef { host: "shop.acme.com".parse()?, rtype: RecordType::A };
    let address = IpAddr::from([198, 51, 100, 7]);
    let rcodes =
        ["NOERROR", "NXDOMAIN", "SERVFAIL", "REFUSED", "LAME", "TIMEOUT", "FORMERR", "NOTIMP"];
    let empty = rcodes.map(|rcode| {
        let (values, ede) = (Vec::new(), Vec::new());
        let answer = EvidenceAnswer { rcode: rcode.to_owned(), values, ttl: Some(100), ede };
        dns(about.clone(), "Google (8.8.8.8:53)", answer)
    });
    let visits = [
        VisitEnd::Marker,
        VisitEnd::Unchecked,
        VisitEnd::Answered,
        VisitEnd::Refused,
        VisitEnd::TimedOut,
        VisitEnd::Broken,
        VisitEnd::Forbidden,
        VisitEnd::Nowhere,
        VisitEnd::Circle,
        VisitEnd::TooMany,
    ];
    let visits = visits.map(|end| {
        let url = "http://shop.acme.com/.well-known/acme-challenge/fairlead-7q2x".to_owned();
        Evidence::from(&Visit { url, address, end, hops: Vec::new(), at: NOW })
    });
    let covers = HandshakeEnd::Shown {
        names: vec!["shop.acme.com".to_owned()],
        covers: true,
        issuer: Some("E7".to_owned()),
        not_after: NOW + Duration::days(89),
        trusted: true,
    };
    let handshakes = [
        covers,
        HandshakeEnd::Alert,
        HandshakeEnd::Refused,
        HandshakeEnd::TimedOut,
        HandshakeEnd::Broken,
        HandshakeEnd::Forbidden,
    ];
    let handshakes = handshakes.map(|end| {
        let subject = about.host.clone();
        Evidence::Tls(Handshake { subject, address, end, at: NOW })
    });
    Ok(empty.into_iter().chain(visits).chain(handshakes).collect())
}

/// Evidence of each kind, where a cause of its kind would have it.
pub(super) fn seen_of(cause: &Cause) -> Result<Vec<Evidence>, Error> {
    let address = IpAddr::from([198, 51, 100, 7]);
    let about = RecordRef { host: "shop.acme.com".parse()?, rtype: RecordType::A };
    let url = "http://shop.acme.com/.well-known/acme-challenge/fairlead-7q2x".to_owned();
    let seen = match cause {
        Cause::AcmePathIntercepted { .. } | Cause::RedirectLoop { .. } => {
            let hop = |url: &str, status, location: Option<&str>| Hop {
                url: url.to_owned(),
                address: (address, 80).into(),
                status: Some(status),
                server: Some("nginx".to_owned()),
                location: location.map(str::to_owned),
            };
            let to = "https://shop.acme.com/.well-known/acme-challenge/fairlead-7q2x";
            let hops = vec![hop(&url, 301, Some(to)), hop(to, 404, None)];
            vec![Evidence::from(&Visit { url, address, end: VisitEnd::Answered, hops, at: NOW })]
        }
        Cause::HttpUnreachable { address, .. } => {
            let (address, end) = (*address, VisitEnd::TimedOut);
            vec![Evidence::from(&Visit { url, address, end, hops: vec![], at: NOW })]
        }
        Cause::WrongCertificate { names, issuer, trusted, .. } => {
            let own = "DigiCert TLS RSA SHA256 2020 CA1";
            let issuer = if *trusted { Some(own.to_owned()) } else { issuer.clone() };
            let end = HandshakeEnd::Shown {
                names: names.clone(),
                covers: !trusted,
                issuer,
                not_after: NOW + Duration::days(40),
                trusted: *trusted,
            };
            let subject = about.host;
            vec![Evidence::Tls(Handshake { subject, address, end, at: NOW })]
        }
        Cause::AddressWrong { .. } | Cause::StaleCache { .. } => {
            let answer = EvidenceAnswer {
                rcode: "NOERROR".to_owned(),
                values: vec!["198.51.100.7".to_owned(), "198.51.100.8".to_owned()],
                ttl: Some(360),
                ede: vec![3],
            };
            vec![dns(about, "Google (8.8.8.8:53)", answer)]
        }
        cause if cause.weight().0 == Severity::Blocking => vec![evidence(&about)],
        _ => Vec::new(),
    };
    Ok(seen)
}

pub(super) fn everywhere(connection: &mut ConnectionView) {
    for at in 0..connection.records.len() {
        see(connection, at, RecordStatus::Propagated);
    }
}

pub(super) fn see(connection: &mut ConnectionView, at: usize, status: RecordStatus) {
    let Some(record) = connection.records.get_mut(at) else { return };
    let there = matches!(status, RecordStatus::Published | RecordStatus::Propagated);
    let right = vec![record.wanted.value.clone()];
    let old = match status {
        RecordStatus::Mismatched | RecordStatus::Published => vec!["old.host.net".to_owned()],
        RecordStatus::Missing | RecordStatus::Propagated => Vec::new(),
    };
    let at_authority = if there { right.clone() } else { old.clone() };
    let at_google = if status == RecordStatus::Propagated { right } else { old };
    let at_opendns =
        if status == RecordStatus::Propagated { at_authority.clone() } else { Vec::new() };
    let mut seen_by = vec![
        seen_by("ada.ns.cloudflare.com", "173.245.58.100:53", at_authority.clone()),
        seen_by("bob.ns.cloudflare.com", "[2606:4700:58::adf5:3b6c]:53", at_authority.clone()),
        seen_by("Google", "8.8.8.8:53", at_google),
        seen_by("Quad9", "9.9.9.9:53", at_authority),
        seen_by("OpenDNS", "208.67.222.222:53", at_opendns),
    ];
    if status == RecordStatus::Mismatched
        && let Some(silent) = seen_by.get_mut(1)
    {
        (silent.values, silent.rcode) = (Vec::new(), "TIMEOUT".to_owned());
    }
    let published = status == RecordStatus::Published;
    record.seen = Some(ObservedRecord {
        record: record.wanted.clone(),
        propagated: status == RecordStatus::Propagated,
        observed_value: None,
        status,
        seen_by,
        visible_at: published.then_some(NOW + Duration::minutes(6)),
        latest_at: None,
        confidence: None,
    });
}

fn seen_by(server: &str, address: &str, values: Vec<String>) -> SeenBy {
    let authority = server.contains(".ns.");
    SeenBy {
        server: server.to_owned(),
        address: address.to_owned(),
        kind: if authority { ServerKind::Authoritative } else { ServerKind::Recursive },
        rcode: if values.is_empty() { "NXDOMAIN" } else { "NOERROR" }.to_owned(),
        ttl: (!values.is_empty()).then_some(150),
        values,
        observed_at: NOW - Duration::seconds(2),
    }
}
