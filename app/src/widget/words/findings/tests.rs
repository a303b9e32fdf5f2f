//! Every cause is told, shortly and calmly.

use std::collections::BTreeSet;

use crate::domain::finding::{Cause, Finding, RecordRef, Severity, Slip};
use crate::domain::name::OwnerName;
use crate::domain::provider::Provider;
use crate::domain::record::RecordType;
use crate::widget::words::{self, Lang, Phrase, Piece, Text, Told, WordsContext};

fn all() -> Vec<Cause> {
    crate::domain::finding::examples::all().unwrap()
}

fn owner(text: &str) -> OwnerName {
    text.parse().unwrap()
}

/// Who is spoken to: a reader whose host is known, and one whose host is not.
fn readers(zone: &OwnerName) -> [WordsContext<'_>; 2] {
    let known = WordsContext {
        lang: Lang::En,
        provider: None,
        zone: Some(zone),
        tenant: Some("Northwind"),
    };
    [WordsContext { provider: Provider::by_id("cloudflare"), ..known }, known]
}

fn told(finding: &Finding) -> [Told; 2] {
    readers(&owner("acme.com")).map(|to| words::told(finding, &to))
}

fn finding(cause: &Cause) -> Finding {
    Finding::unseen(cause.clone())
}

/// As a reader at Cloudflare has it.
fn text(finding: &Finding) -> Text {
    let zone = owner("acme.com");
    let [to, _] = readers(&zone);
    words::finding_text(finding, &to)
}

#[test]
fn every_code_has_a_cause_here() {
    let source = include_str!("../../../domain/finding/weight.rs");
    let (_, from) = source.split_once("fn code(&self)").unwrap();
    let (list, _) = from.split_once("fn weight(&self)").unwrap();
    let codes: BTreeSet<&str> = list.lines().filter_map(|line| line.split('"').nth(1)).collect();
    let here: BTreeSet<&str> = all().iter().map(Cause::code).collect();
    assert_eq!(here, codes);
}

/// A phrase as its words: a value counts as one, whatever is in it.
fn sentence(phrase: Phrase) -> String {
    let words = phrase.0.into_iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Given(text) => text,
        Piece::Name(_)
        | Piece::Copy(_)
        | Piece::Marked(..)
        | Piece::Strong(_)
        | Piece::At(_)
        | Piece::Until(_)
        | Piece::On(_)
        | Piece::Ago(_)
        | Piece::Slot(_) => "X".to_owned(),
    });
    words.collect()
}

#[test]
fn every_cause_is_told_in_short_calm_sentences() {
    let count = |text: &str| text.split_whitespace().count();
    for cause in all() {
        for Told { title, why, fix } in told(&finding(&cause)) {
            let (title, why, fix) = (sentence(title), sentence(why), sentence(fix));
            let code = cause.code();
            assert!((1..=8).contains(&count(&title)), "{code}: {title}");
            for sentence in [&why, &fix].iter().flat_map(|text| text.split(". ")) {
                assert!((1..20).contains(&count(sentence)), "{code}: {sentence}");
            }
            assert_eq!(why.split(". ").count(), 1, "{code}: one sentence: {why}");
            for text in [&title, &why, &fix] {
                assert!(text.ends_with('.') && !text.ends_with(".."), "{code}: {text}");
                assert!(text.chars().next().is_some_and(|c| !c.is_whitespace()), "{code}: {text}");
                for wrong in ["!", "simply", "propagat", "  ", " . ", " ,", "…"] {
                    assert!(!text.contains(wrong), "{code}: {wrong:?} in {text}");
                }
            }
        }
    }
}

fn texts<T: ToString>(items: &[T]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

/// What the reader has to type, or to find in the list of records: to be copied as a whole.
fn to_copy(cause: &Cause, to: &WordsContext<'_>) -> Vec<String> {
    let entered = |name: &OwnerName| vec![to.entered(name).unwrap().to_owned()];
    match cause {
        Cause::OwnershipMissing { name }
        | Cause::OwnershipAtWrongName { name, .. }
        | Cause::OwnershipBehindCname { name, .. }
        | Cause::NameDoubled { name, .. }
        | Cause::RoutingMissing { name }
        | Cause::CnameAtApex { name, .. }
        | Cause::CnameConflict { name, .. }
        | Cause::Proxied { name, .. }
        | Cause::ProviderForwarding { name, .. }
        | Cause::CnameChainLong { name, .. }
        | Cause::WildcardMasks { name, .. }
        | Cause::AnswersVary { name, .. }
        | Cause::HttpsRecordLeftover { name, .. }
        | Cause::EditedElsewhere { name, .. }
        | Cause::AcmeLeftover { name, .. }
        | Cause::TakeoverRisk { name, .. } => entered(name),
        Cause::OwnershipMismatch { wanted, .. } | Cause::OwnershipQuoted { wanted, .. } => {
            vec![wanted.clone()]
        }
        Cause::CnameWrongTarget { wanted, slip: Slip::ZoneAppended, .. } => {
            vec![format!("{wanted}.")]
        }
        Cause::CnameWrongTarget { wanted, slip: Slip::Typo | Slip::Other, .. } => {
            vec![wanted.to_string()]
        }
        Cause::CnameMultiple { wanted, found, .. } if found.contains(wanted) => {
            texts(&found.iter().filter(|target| *target != wanted).collect::<Vec<_>>())
        }
        Cause::CnameMultiple { wanted, .. } => vec![wanted.to_string()],
        Cause::CnameLoop { at, .. }
        | Cause::CnameChainBroken { at, in_zone: true, .. }
        | Cause::CaaLookupFailed { at } => vec![at.to_string()],
        Cause::MailShadowed { name, .. } if to.zone == Some(name) => vec![],
        Cause::MailShadowed { name, .. } => vec![format!("www.{name}")],
        Cause::AddressPrivate { found: addresses, .. }
        | Cause::AddressWrong { found: addresses, .. }
        | Cause::AddressExtra { extra: addresses, .. }
        | Cause::AaaaLeftover { extra: addresses, .. } => texts(addresses),
        Cause::TtlHigh { name, .. } => [entered(name), vec!["300".to_owned()]].concat(),
        Cause::WwwNotCovered { name, .. }
        | Cause::DomainNotRegistered { name }
        | Cause::RegistrationHold { name, .. }
        | Cause::HighRiskDomain { name, .. }
        | Cause::HostnameTaken { name } => vec![name.to_string()],
        Cause::NoDelegation { zone }
        | Cause::DnssecBogus { zone, .. }
        | Cause::LameDelegation { zone, all: true, .. } => vec![zone.to_string()],
        Cause::LameDelegation { servers, all: false, .. }
        | Cause::NameserverUnreachable { servers, .. } => servers.clone(),
        Cause::DelegationMismatch { parent_only, child_only, .. } => {
            [parent_only.as_slice(), child_only].concat()
        }
        Cause::CaaForbids { issuer, tag, in_zone: true, .. } => {
            vec![format!("0 {tag} \"{issuer}\"")]
        }
        Cause::CaaUnknownCritical { tag, in_zone: true, .. } => vec![tag.clone()],
        Cause::CaaMalformed { value, .. } if value.contains(' ') => vec![],
        Cause::CaaMalformed { value, .. } => vec![value.trim_matches('"').to_owned()],
        Cause::CaaAccountBound { .. } => vec!["0 issue \"letsencrypt.org\"".to_owned()],
        Cause::AcmePathIntercepted { .. } => {
            vec!["http://shop.acme.com/.well-known/acme-challenge/".to_owned()]
        }
        Cause::HttpUnreachable { address, ours: false, .. }
        | Cause::WrongCertificate { address, ours: false, .. } => vec![address.to_string()],
        Cause::RedirectLoop { at, .. } => vec![at.clone()],
        Cause::AcmeDelegationMissing { name, wanted, .. } => {
            [entered(name), vec![wanted.to_string()]].concat()
        }
        // These are mended by time or by somebody else.
        Cause::CnameIndirect { .. }
        | Cause::CnameFlattened { .. }
        | Cause::CnameChainBroken { in_zone: false, .. }
        | Cause::AuthoritiesDisagree { .. }
        | Cause::NameserversChanging { .. }
        | Cause::StaleCache { .. }
        | Cause::NegativeCache { .. }
        | Cause::LookupFailed
        | Cause::CaaForbids { in_zone: false, .. }
        | Cause::CaaUnknownCritical { in_zone: false, .. }
        | Cause::HttpUnreachable { ours: true, .. }
        | Cause::WrongCertificate { ours: true, .. }
        | Cause::CertificateTimedOut { .. }
        | Cause::CertificateRateLimited { .. }
        | Cause::CertificateRejected { .. }
        | Cause::HstsBeforeCertificate { .. }
        | Cause::TargetBroken { .. }
        | Cause::OriginUnreachable { .. } => vec![],
    }
}

/// Whatever a finding gives to be copied, in its order.
fn copied(told: Told) -> Vec<String> {
    let Told { title, why, fix } = told;
    let pieces = title.0.into_iter().chain(why.0).chain(fix.0);
    let copied = pieces.filter_map(|piece| match piece {
        Piece::Copy(value) => Some(value),
        Piece::Text(_)
        | Piece::Given(_)
        | Piece::Name(_)
        | Piece::Marked(..)
        | Piece::Strong(_)
        | Piece::At(_)
        | Piece::Until(_)
        | Piece::On(_)
        | Piece::Ago(_)
        | Piece::Slot(_) => None,
    });
    copied.collect()
}

#[test]
fn whatever_is_to_be_copied_is_there_whole() {
    let zone = owner("acme.com");
    for to in readers(&zone) {
        for cause in all() {
            let copied = copied(words::told(&finding(&cause), &to));
            assert_eq!(copied, to_copy(&cause, &to), "{}", cause.code());
        }
    }
}

#[test]
fn whatever_is_to_be_copied_is_there_in_every_language() {
    let zone = owner("acme.com");
    let copied = |told: Told| copied(told).into_iter().collect::<BTreeSet<_>>();
    for to in readers(&zone) {
        for cause in all() {
            let english = copied(words::told(&finding(&cause), &to));
            for lang in Lang::ALL {
                let there = words::told(&finding(&cause), &WordsContext { lang, ..to });
                assert_eq!(copied(there), english, "{} {}", lang.tag(), cause.code());
            }
        }
    }
}

#[test]
fn the_words_are_those_of_the_dns_host() {
    let doubled = Cause::NameDoubled {
        name: owner("www.acme.com"),
        found_at: owner("www.acme.com.acme.com"),
        zone: owner("acme.com"),
    };
    let told = text(&finding(&doubled));
    assert_eq!(told.title, "The name was entered twice.");
    assert_eq!(
        told.why,
        "Cloudflare adds “acme.com” by itself, so the record landed at www.acme.com.acme.com."
    );
    assert_eq!(told.fix, "Change the name to www.");
}

#[test]
fn a_proxy_is_switched_off_in_its_own_words() {
    let proxied = |by: &str| {
        let (name, by) = (owner("shop.acme.com"), by.to_owned());
        text(&finding(&Cause::Proxied { name, by, reached: false })).fix
    };
    assert_eq!(
        proxied("Cloudflare"),
        "In Cloudflare DNS, switch the cloud of shop from orange to grey (“DNS only”)."
    );
    assert_eq!(proxied("Fastly"), "At Fastly, switch the proxy (CDN) off for shop.");
}

#[test]
fn a_wrong_code_is_told_by_what_differs() {
    let mismatch = |found: &str| {
        let (name, wanted) = (owner("_x.acme.com"), "fairlead-verify-abcdefgh".to_owned());
        text(&finding(&Cause::OwnershipMismatch { name, wanted, found: vec![found.to_owned()] }))
            .why
    };
    for (found, why) in [
        ("fairlead-verify-abcd", "stands fairlead-verify-abcd, without its end efgh."),
        (
            "fairlead-verify-abcdefghij",
            "stands fairlead-verify-abcdefghij: its end ij is too much.",
        ),
        ("fairlead-verify-zyx", "stands fairlead-verify-zyx, which is an older or another code."),
        ("old", "stands old, which is something else."),
    ] {
        assert_eq!(mismatch(found), format!("At _x.acme.com {why}"));
    }
    assert_eq!(mismatch(""), "The value at _x.acme.com is empty.");
}

#[test]
fn a_code_below_a_wildcard_is_added_and_the_wildcard_stays() {
    let behind = |wildcard: Option<&str>| {
        let (name, target) = (owner("_x.acme.com"), owner("host.net"));
        let wildcard = wildcard.map(owner);
        text(&finding(&Cause::OwnershipBehindCname { name, target, wildcard }))
    };
    assert!(behind(Some("*.acme.com")).why.contains("*.acme.com"));
    assert!(behind(Some("*.acme.com")).fix.starts_with("Keep the wildcard, and add the TXT"));
    assert!(behind(None).fix.starts_with("Delete the CNAME with the name _x"));
}

#[test]
fn a_server_that_lags_is_named_with_both_versions_and_asked_about_after_an_hour() {
    let mut lagging = finding(&Cause::AuthoritiesDisagree {
        name: owner("shop.acme.com"),
        lagging: vec!["ns2.host.net".to_owned()],
        serials: vec![("ns1.host.net".to_owned(), 8), ("ns2.host.net".to_owned(), 7)],
    });
    let told = text(&lagging);
    assert_eq!(
        told.why,
        "ns2.host.net has not taken over the change yet (version 7 instead of 8)."
    );
    assert_eq!(told.fix, "Nothing to do for the next hour.");
    lagging.severity = Severity::Warning;
    let told = text(&lagging);
    assert!(told.why.contains("in an hour (version 7 instead of 8)"), "{}", told.why);
    assert_eq!(told.fix, "Ask Cloudflare why ns2.host.net has not taken it over.");
}

#[test]
fn what_is_remembered_is_called_by_what_the_record_is() {
    let mut stale = finding(&Cause::StaleCache {
        name: owner("shop.acme.com"),
        resolver: "Google".to_owned(),
        visible_at: None,
        latest_at: None,
    });
    for (rtype, what) in
        [(RecordType::Cname, "address"), (RecordType::A, "address"), (RecordType::Txt, "value")]
    {
        stale.record = Some(RecordRef { host: owner("shop.acme.com"), rtype });
        assert_eq!(text(&stale).title, format!("The old {what} is still remembered."));
    }
}

#[test]
fn mail_is_kept_by_addresses_at_the_apex_and_by_another_name_below_it() {
    let shadowed = |name: &str| {
        text(&finding(&Cause::MailShadowed { name: owner(name), types: vec!["MX".to_owned()] })).fix
    };
    assert_eq!(shadowed("acme.com"), "Use the A record below instead.");
    assert!(shadowed("shop.acme.com").contains("www.shop.acme.com"));
}

#[test]
fn an_apex_that_has_no_addresses_to_ask_for_needs_an_alias_record() {
    let (name, target) = (owner("acme.com"), owner("edge.host.net"));
    let mut apex = finding(&Cause::CnameAtApex { name: name.clone(), target });
    assert!(text(&apex).fix.ends_with("replace any CNAME named @ by the records shown here."));
    apex.record = Some(RecordRef { host: name, rtype: RecordType::Cname });
    assert_eq!(
        text(&apex).fix,
        "At Cloudflare, add an alias record (ALIAS or ANAME) to edge.host.net, or connect \
         www.acme.com instead."
    );
}
