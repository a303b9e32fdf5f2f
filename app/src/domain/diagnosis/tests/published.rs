//! What the outside sees of a finding: its JSON, its code, its row in the documentation.

use std::collections::BTreeSet;

use super::*;
use crate::domain::finding::{Cause, Evidence};
use crate::domain::web::{Handshake, HandshakeEnd, Hop, Visit, VisitEnd};

/// One of each, and of those with two faces both.
fn causes() -> Vec<Cause> {
    crate::domain::finding::examples::all().unwrap()
}

/// The codes as the source has them, where the compiler sees to it that none is forgotten.
fn codes_in_source() -> Vec<&'static str> {
    let source = include_str!("../../finding/weight.rs");
    let (_, from) = source.split_once("fn code(&self)").unwrap();
    let (list, _) = from.split_once("fn weight(&self)").unwrap();
    list.lines().filter_map(|line| line.split('"').nth(1)).collect()
}

#[test]
fn every_finding_is_read_as_it_was_written() {
    let mut codes: Vec<&str> = causes().iter().map(Cause::code).collect();
    let mut published = codes_in_source();
    codes.sort_unstable();
    codes.dedup();
    published.sort_unstable();
    assert_eq!(codes, published);
    for cause in causes() {
        let finding = Finding::unseen(cause);
        let json = serde_json::to_value(&finding).unwrap();
        assert_eq!(json["code"], finding.cause.code());
        assert_eq!(serde_json::from_value::<Finding>(json).unwrap(), finding);
    }
}

/// What keeps every order back, wherever it is found.
const REFUSING: [&str; 24] = [
    "aaaa_leftover",
    "acme_delegation_missing",
    "acme_path_intercepted",
    "address_extra",
    "address_private",
    "address_wrong",
    "caa_forbids",
    "caa_lookup_failed",
    "caa_unknown_critical",
    "cname_at_apex",
    "cname_chain_broken",
    "cname_conflict",
    "cname_loop",
    "cname_multiple",
    "cname_wrong_target",
    "dnssec_bogus",
    "domain_not_registered",
    "high_risk_domain",
    "http_unreachable",
    "no_delegation",
    "provider_forwarding",
    "registration_hold",
    "routing_missing",
    "target_broken",
];

#[test]
fn exactly_these_keep_an_order_back() {
    let mut seen = BTreeSet::new();
    for cause in causes() {
        // Where some server answers, and where our edge answers behind the proxy, a CA finds us.
        let refuses = REFUSING.contains(&cause.code())
            || matches!(
                cause,
                Cause::LameDelegation { all: true, .. } | Cause::Proxied { reached: false, .. }
            );
        assert_eq!(cause.refuses_certificate(), refuses, "{cause:?}");
        seen.extend(refuses.then(|| cause.code()));
    }
    let flagged = ["lame_delegation", "proxied"];
    assert_eq!(seen, REFUSING.into_iter().chain(flagged).collect());
}

#[test]
fn a_finding_is_written_as_the_contract_has_it() {
    let case = Case::of(&[CNAME, TARGET]);
    let mut findings = case.findings();
    findings[0].evidence.truncate(1);
    let json = serde_json::to_value(&findings[0]).unwrap();
    assert_eq!(serde_json::from_value::<Finding>(json).unwrap(), findings[0]);
    insta::assert_json_snapshot!(findings[0], @r#"
    {
      "code": "ownership_missing",
      "params": {
        "name": "_customdomain-challenge.shop.acme.com"
      },
      "severity": "blocking",
      "actor": "customer",
      "record": {
        "host": "_customdomain-challenge.shop.acme.com",
        "type": "TXT"
      },
      "evidence": [
        {
          "asked": {
            "name": "_customdomain-challenge.shop.acme.com",
            "type": "TXT",
            "server": "ns1.acme.com (198.51.100.1:53)",
            "transport": "tcp"
          },
          "answer": {
            "rcode": "NXDOMAIN",
            "values": []
          },
          "at": "2026-03-01T12:00:00Z"
        }
      ]
    }
    "#);
}

#[test]
fn an_observed_record_is_written_as_the_contract_has_it() {
    let mut case = Case::of(&RIGHT);
    case.resolve(&resolver(1), &[CNAME, TARGET], NOW);
    let mut record = case.records().swap_remove(0);
    record.seen_by.drain(..2);
    insta::assert_json_snapshot!(record, @r#"
    {
      "host": "_customdomain-challenge.shop.acme.com",
      "type": "TXT",
      "value": "fairlead-verify-abc",
      "ttl": 300,
      "purpose": "ownership",
      "propagated": false,
      "observed_value": "fairlead-verify-abc",
      "status": "published",
      "seen_by": [
        {
          "server": "resolver 1",
          "address": "203.0.113.1:53",
          "kind": "recursive",
          "values": [],
          "rcode": "NXDOMAIN",
          "ttl": null,
          "observed_at": "2026-03-01T12:00:00Z"
        }
      ],
      "visible_at": "2026-03-01T12:01:00Z",
      "latest_at": "2026-03-01T12:01:00Z",
      "confidence": "sampled"
    }
    "#);
}

#[test]
fn the_particulars_of_every_code_are_published() {
    let findings: Vec<Finding> = causes().into_iter().map(Finding::unseen).collect();
    insta::assert_json_snapshot!(findings);
}

#[test]
fn what_web_servers_said_is_written_as_the_contract_has_it() {
    let visit = Visit {
        url: "http://shop.acme.com/.well-known/acme-challenge/x".to_owned(),
        address: IpAddr::from([93, 184, 216, 9]),
        end: VisitEnd::Answered,
        hops: vec![Hop {
            url: "http://shop.acme.com/.well-known/acme-challenge/x".to_owned(),
            address: (IpAddr::from([93, 184, 216, 9]), 80).into(),
            status: Some(404),
            server: Some("nginx".to_owned()),
            location: None,
        }],
        at: NOW,
    };
    let handshake = Handshake {
        subject: name("shop.acme.com"),
        address: IpAddr::from([93, 184, 216, 9]),
        end: HandshakeEnd::Shown {
            names: vec!["old.example".to_owned()],
            covers: false,
            issuer: Some("Some CA".to_owned()),
            not_after: NOW,
            trusted: false,
        },
        at: NOW,
    };
    let evidence = [Evidence::from(&visit), Evidence::from(&handshake)];
    let json = serde_json::to_value(&evidence).unwrap();
    assert_eq!(serde_json::from_value::<[Evidence; 2]>(json).unwrap(), evidence);
    insta::assert_json_snapshot!(evidence);
}
