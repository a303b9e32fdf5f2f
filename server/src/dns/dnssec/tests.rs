//! Signed zones in a small world. The signatures are made up: nobody here verifies them.

use app::domain::observation::{Dnssec, DnssecFault, Reply};
use app::domain::record::RecordType;
use hickory_proto::rr::RecordType as Wire;
use sha2::{Digest as _, Sha256};
use time::Duration;

use super::records::Key;
use crate::dns::testbed::{Fault, Server};
use crate::dns::tests::{Fixture, NS};

const KEY: &[u8] = &[1, 1, 3, 13, 0xab, 0xcd];

/// The zone's key at the parent.
fn ds() -> String {
    let digest = Sha256::digest([b"\x04acme\x04test\x00", KEY].concat());
    let digits = digest.iter().fold(String::new(), |text, octet| text + &format!("{octet:02x}"));
    format!("acme.test 300 DS {} 13 2 {digits}", Key::read(KEY).unwrap().tag())
}

impl Fixture {
    /// Both servers serve the zone signed, until so long from now.
    fn sign(&self, left: Duration) {
        let now = self.world.clock.now();
        let (from, until) = ((now - Duration::days(20)).unix_timestamp(), now + left);
        let tag = Key::read(KEY).unwrap().tag();
        let over = |covered| {
            let until = until.unix_timestamp();
            format!("acme.test 300 RRSIG {covered} 13 2 300 {until} {from} {tag} acme.test. AQID")
        };
        let key = "acme.test 300 DNSKEY 257 3 13 q80=";
        self.publish(&[key, &over("DNSKEY"), &over("SOA")]);
    }

    /// What is known at the first look from which resolvers are asked.
    async fn judged(&self) -> Option<Dnssec> {
        self.observe().await;
        self.world.clock.advance(Duration::seconds(5));
        self.observe().await.dnssec
    }
}

fn asked_for_start(resolver: &Server) -> usize {
    resolver.count("acme.test", Wire::SOA)
}

#[tokio::test]
async fn a_zone_that_is_not_signed_is_not_looked_at() {
    let fixture = Fixture::new().await;
    assert_eq!(fixture.judged().await, None);
    assert_eq!(asked_for_start(&fixture.resolver), 0);
    assert_eq!(fixture.customer[0].count("acme.test", Wire::DNSKEY), 0);
    assert_eq!(fixture.registry.count("acme.test", Wire::DS), 1, "remembered");
}

#[tokio::test]
async fn a_sound_zone_has_no_fault() {
    let mut fixture = Fixture::new().await;
    fixture.register(&[&ds()]);
    fixture.sign(Duration::days(1));
    fixture.resolver.serve("acme.test", &NS);
    fixture.resolver.validate(&[]);
    let dnssec = fixture.judged().await.unwrap();
    assert_eq!(dnssec.fault, None);
    assert_eq!(dnssec.ds.asked.rtype, RecordType::Ds);
    assert_eq!(dnssec.ds.asked.server.address, fixture.registry.address);
    assert_eq!(dnssec.ds.values().count(), 1);
    let [validation] = &dnssec.validations[..] else { panic!("{dnssec:?}") };
    assert!(validation.healthy);
    assert!(matches!(validation.checked.reply, Reply::Records { .. }));
    assert_eq!(asked_for_start(&fixture.resolver), 2, "once with the check, once without");
}

#[tokio::test]
async fn a_broken_zone_is_told_by_itself_and_by_resolvers() {
    let mut fixture = Fixture::new().await;
    fixture.register(&[&ds()]);
    fixture.sign(Duration::hours(-1));
    let ended = fixture.world.clock.now() - Duration::hours(1);
    fixture.resolver.serve("acme.test", &NS);
    fixture.resolver.validate(&["acme.test"]);
    let dnssec = fixture.judged().await.unwrap();
    let Some(DnssecFault::Expired { at }) = dnssec.fault else { panic!("{:?}", dnssec.fault) };
    assert!((at - ended).abs() <= Duration::seconds(1));
    let validation = &dnssec.validations[0];
    assert!(validation.healthy);
    assert_eq!(
        (&validation.checked.reply, &validation.checked.ede[..]),
        (&Reply::ServFail, &[9][..])
    );
    assert!(matches!(validation.unchecked.reply, Reply::Records { .. }));
    assert_eq!(asked_for_start(&fixture.resolver), 3, "the failure is repeated once");
}

#[tokio::test]
async fn a_ds_set_that_was_left_behind_is_found() {
    let mut fixture = Fixture::new().await;
    fixture.register(&["acme.test 300 DS 1 13 2 ab"]);
    assert_eq!(fixture.judged().await.unwrap().fault, Some(DnssecFault::NotSigned));
    fixture.sign(Duration::days(1));
    let seen = fixture.observe().await;
    assert_eq!(seen.dnssec.unwrap().fault, Some(DnssecFault::NoMatchingKey));
    let apex = "acme.test".parse().unwrap();
    let keys = seen.answers.iter().find(|answer| answer.asked.rtype == RecordType::Dnskey);
    assert_eq!(keys.unwrap().asked.name, apex, "as evidence");
}

#[tokio::test]
async fn a_resolver_that_does_not_validate_is_no_witness() {
    let mut fixture = Fixture::new().await;
    fixture.register(&[&ds()]);
    fixture.resolver.fail(Fault::FailsFor(Wire::SOA));
    let dnssec = fixture.judged().await.unwrap();
    assert!(!dnssec.validations[0].healthy);
}
