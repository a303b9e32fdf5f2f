//! What the outside sees of a finding: its JSON, its code, its row in the documentation.

use super::*;
use crate::domain::certificate::Stage;
use crate::domain::finding::{Cause, Slip};

/// One of each.
fn causes() -> Vec<Cause> {
    let at = || name("shop.acme.com");
    let ip = || vec![IpAddr::from([192, 0, 2, 7])];
    let zone = || name("acme.com");
    let servers = || vec!["ns1.acme.com".to_owned()];
    let text = || VALUE.to_owned();
    vec![
        Cause::OwnershipMissing { name: at() },
        Cause::OwnershipMismatch { name: at(), wanted: text(), found: vec![text()] },
        Cause::OwnershipAtWrongName { name: at(), found_at: zone() },
        Cause::OwnershipQuoted { name: at(), wanted: text(), found: text() },
        Cause::OwnershipBehindCname { name: at(), target: zone() },
        Cause::NameDoubled { name: at(), found_at: at(), zone: zone() },
        Cause::RoutingMissing { name: at() },
        Cause::CnameWrongTarget { name: at(), wanted: at(), found: zone(), slip: Slip::Typo },
        Cause::CnameMultiple { name: at(), wanted: at(), found: vec![at(), zone()] },
        Cause::CnameAtApex { name: zone(), target: at() },
        Cause::CnameIndirect { name: at(), via: zone() },
        Cause::CnameFlattened { name: at() },
        Cause::CnameLoop { name: at(), at: at() },
        Cause::CnameChainBroken { name: at(), at: zone(), in_zone: true },
        Cause::AddressWrong { name: at(), found: ip() },
        Cause::AddressExtra { name: at(), extra: ip() },
        Cause::AaaaLeftover { name: at(), extra: ip() },
        Cause::AuthoritiesDisagree {
            name: at(),
            lagging: servers(),
            serials: vec![("ns1.acme.com".to_owned(), 7)],
        },
        Cause::StaleCache { name: at(), resolver: text(), visible_at: Some(NOW) },
        Cause::NegativeCache { name: at(), resolver: text(), visible_at: None },
        Cause::DomainNotRegistered { name: zone() },
        Cause::LameDelegation { zone: zone(), servers: servers(), all: true },
        Cause::NameserverUnreachable { zone: zone(), servers: servers() },
        Cause::LookupFailed,
        Cause::CaaForbids {
            at: zone(),
            allowed: vec![],
            issuer: text(),
            tag: "issue".to_owned(),
            in_zone: true,
        },
        Cause::CaaLookupFailed { at: zone() },
        Cause::CertificateTimedOut { stage: Stage::Validation },
    ]
}

/// The codes as the source has them, where the compiler sees to it that none is forgotten.
fn codes_in_source() -> Vec<&'static str> {
    let source = include_str!("../../finding.rs");
    let (_, from) = source.split_once("fn code(&self)").unwrap();
    let (list, _) = from.split_once("fn weight(&self)").unwrap();
    list.lines().filter_map(|line| line.split('"').nth(1)).collect()
}

/// `(code, severity, actor)` of each row of a table.
fn rows(text: &str) -> Vec<(&str, &str, &str)> {
    fn row(line: &str) -> Option<(&str, &str, &str)> {
        let mut cells = line.strip_prefix("| `")?.split('|').map(str::trim);
        Some((cells.next()?.trim_end_matches('`'), cells.next()?, cells.next()?))
    }
    text.lines().filter_map(row).collect()
}

#[test]
fn each_code_has_its_row_in_the_documentation_and_no_other_has() {
    let documented = rows(include_str!("../../../../../docs/findings.md"));
    let codes: Vec<&str> = documented.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, codes_in_source());
    for cause in causes() {
        let finding = serde_json::to_value(Finding::new(cause.clone(), None, &[])).unwrap();
        let (_, severity, actor) = documented.iter().find(|row| row.0 == cause.code()).unwrap();
        // A row may name the lighter case behind the heavier one.
        assert!(severity.starts_with(finding["severity"].as_str().unwrap()), "{}", cause.code());
        assert!(actor.starts_with(finding["actor"].as_str().unwrap()), "{}", cause.code());
    }
}

#[test]
fn every_finding_is_read_as_it_was_written() {
    let codes: Vec<&str> = causes().iter().map(Cause::code).collect();
    assert_eq!(codes, codes_in_source());
    for cause in causes() {
        let finding = Finding::new(cause, None, &[]);
        let json = serde_json::to_value(&finding).unwrap();
        assert_eq!(json["code"], finding.cause.code());
        assert_eq!(serde_json::from_value::<Finding>(json).unwrap(), finding);
    }
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
