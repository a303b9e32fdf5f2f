//! Every cause is told, shortly and calmly.

use super::*;
use crate::domain::finding::Finding;
use crate::domain::provider::Provider;
use crate::widget::words::{Lang, finding_text};

fn owner(text: &str) -> OwnerName {
    text.parse().unwrap()
}

/// The causes one after the other: a new one does not compile before it is in the row.
fn after(cause: Option<&Cause>) -> Option<Cause> {
    let (name, at) = (owner("shop.acme.com"), owner("acme.com"));
    let ip = || vec!["198.51.100.7".parse().unwrap()];
    let resolver = "Google 8.8.8.8".to_owned();
    let servers = || vec!["ns1.host.net".to_owned(), "ns2.host.net".to_owned()];
    Some(match cause {
        None => Cause::OwnershipMissing { name },
        Some(Cause::OwnershipMissing { .. }) => {
            Cause::OwnershipMismatch { name, wanted: "abc".into(), found: vec!["ab".into()] }
        }
        Some(Cause::OwnershipMismatch { .. }) => Cause::OwnershipAtWrongName { name, found_at: at },
        Some(Cause::OwnershipAtWrongName { .. }) => {
            Cause::OwnershipQuoted { name, wanted: "abc".into(), found: "\"abc\"".into() }
        }
        Some(Cause::OwnershipQuoted { .. }) => Cause::OwnershipBehindCname { name, target: at },
        Some(Cause::OwnershipBehindCname { .. }) => {
            Cause::NameDoubled { name, found_at: owner("shop.acme.com.acme.com"), zone: at }
        }
        Some(Cause::NameDoubled { .. }) => Cause::RoutingMissing { name },
        Some(Cause::RoutingMissing { .. }) => {
            Cause::CnameWrongTarget { name, wanted: at.clone(), found: at, slip: Slip::Typo }
        }
        Some(Cause::CnameWrongTarget { .. }) => {
            Cause::CnameMultiple { name: name.clone(), wanted: at, found: vec![name] }
        }
        Some(Cause::CnameMultiple { .. }) => Cause::CnameAtApex { name: at, target: name },
        Some(Cause::CnameAtApex { .. }) => Cause::CnameIndirect { name, via: at },
        Some(Cause::CnameIndirect { .. }) => Cause::CnameFlattened { name },
        Some(Cause::CnameFlattened { .. }) => Cause::CnameLoop { name, at },
        Some(Cause::CnameLoop { .. }) => Cause::CnameChainBroken { name, at, in_zone: true },
        Some(Cause::CnameChainBroken { .. }) => Cause::AddressWrong { name, found: ip() },
        Some(Cause::AddressWrong { .. }) => Cause::AddressExtra { name, extra: ip() },
        Some(Cause::AddressExtra { .. }) => Cause::AaaaLeftover { name, extra: ip() },
        Some(Cause::AaaaLeftover { .. }) => {
            Cause::AuthoritiesDisagree { name, lagging: servers(), serials: vec![] }
        }
        Some(Cause::AuthoritiesDisagree { .. }) => {
            Cause::StaleCache { name, resolver, visible_at: None }
        }
        Some(Cause::StaleCache { .. }) => {
            let visible_at = Some(OffsetDateTime::UNIX_EPOCH);
            Cause::NegativeCache { name, resolver, visible_at }
        }
        Some(Cause::NegativeCache { .. }) => Cause::DomainNotRegistered { name },
        Some(Cause::DomainNotRegistered { .. }) => {
            Cause::LameDelegation { zone: at, servers: servers(), all: true }
        }
        Some(Cause::LameDelegation { .. }) => {
            Cause::NameserverUnreachable { zone: at, servers: servers() }
        }
        Some(Cause::NameserverUnreachable { .. }) => Cause::LookupFailed,
        Some(Cause::LookupFailed) => Cause::CaaForbids {
            at,
            allowed: vec!["digicert.com".into()],
            issuer: "letsencrypt.org".into(),
            tag: "issue".into(),
            in_zone: true,
        },
        Some(Cause::CaaForbids { .. }) => Cause::CaaLookupFailed { at },
        Some(Cause::CaaLookupFailed { .. }) => {
            Cause::CertificateTimedOut { stage: Stage::Validation }
        }
        Some(Cause::CertificateTimedOut { .. }) => return None,
    })
}

fn at_cloudflare(zone: &OwnerName) -> WordsContext<'_> {
    let provider = Provider::by_id("cloudflare");
    WordsContext { lang: Lang::En, provider, zone: Some(zone), tenant: "Northwind" }
}

fn text(cause: Cause) -> crate::widget::words::Text {
    finding_text(&Finding::new(cause, None, &[]), &at_cloudflare(&owner("acme.com")))
}

#[test]
fn every_cause_is_told_in_short_calm_sentences() {
    let mut cause = after(None);
    while let Some(this) = cause {
        let told = text(this.clone());
        let code = this.code();
        let words = |text: &str| text.split_whitespace().count();
        assert!((1..=8).contains(&words(&told.title)), "{code}: {}", told.title);
        assert!(told.title.ends_with('.'), "{code}");
        for sentence in [&told.why, &told.fix].iter().flat_map(|text| text.split(". ")) {
            assert!((1..=20).contains(&words(sentence)), "{code}: {sentence}");
            assert!(!sentence.contains('!') && !sentence.contains("simply"), "{code}");
        }
        cause = after(Some(&this));
    }
}

#[test]
fn the_words_are_those_of_the_dns_host() {
    let doubled = Cause::NameDoubled {
        name: owner("www.acme.com"),
        found_at: owner("www.acme.com.acme.com"),
        zone: owner("acme.com"),
    };
    let told = text(doubled);
    assert_eq!(told.title, "The name was entered twice.");
    assert_eq!(
        told.why,
        "Cloudflare adds “acme.com” by itself, so the record landed at www.acme.com.acme.com."
    );
    assert_eq!(told.fix, "Change the name to www.");
}

#[test]
fn a_wrong_code_is_told_by_what_differs() {
    let mismatch = |found: &str| {
        let (name, wanted) = (owner("_x.acme.com"), "fairlead-verify-abcdefgh".to_owned());
        text(Cause::OwnershipMismatch { name, wanted, found: vec![found.to_owned()] }).why
    };
    assert_eq!(
        mismatch("fairlead-verify-abcd"),
        "The value at _x.acme.com is cut off: it ends with …ify-abcd."
    );
    assert_eq!(
        mismatch("fairlead-verify-abcdefghij"),
        "The value at _x.acme.com has more at its end: ij."
    );
    assert_eq!(mismatch("old"), "At _x.acme.com we found old.");
}
