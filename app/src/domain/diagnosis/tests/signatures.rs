//! Signed zones, and what validating resolvers make of them.

use super::*;
use crate::domain::finding::Cause;
use crate::domain::observation::{Dnssec, DnssecFault, Validation};

const FAULT: DnssecFault = DnssecFault::NoMatchingKey;

fn answer(server: &Server, rtype: RecordType, reply: Reply, ede: &[u16]) -> Answer {
    let asked =
        Asked { name: name("acme.com"), rtype, server: server.clone(), transport: Transport::Udp };
    Answer { asked, reply, ede: ede.to_vec(), at: NOW }
}

fn soa() -> Reply {
    Reply::Records { records: vec![record("acme.com SOA 1")] }
}

fn ds() -> Answer {
    let rdata = Rdata::Other { mnemonic: "DS".to_owned(), text: "1 13 2 AB".to_owned() };
    let records = vec![Record { owner: name("acme.com"), ttl: 300, rdata }];
    answer(&server(9), RecordType::Ds, Reply::Records { records }, &[])
}

/// A resolver that refuses the zone, with these errors, and has it without its check.
fn refusing(last: u8, ede: &[u16]) -> Validation {
    Validation {
        healthy: true,
        checked: answer(&resolver(last), RecordType::Soa, Reply::ServFail, ede),
        unchecked: answer(&resolver(last), RecordType::Soa, soa(), &[]),
    }
}

fn case(fault: Option<DnssecFault>, validations: Vec<Validation>) -> Case {
    let mut case = Case::of(&[]);
    case.observation.dnssec = Some(Dnssec { ds: ds(), fault, validations });
    case
}

#[test]
fn a_bogus_zone_hides_what_is_in_it() {
    for (fault, ede) in [
        (Some(FAULT), &[][..]),
        (None, &[6]),
        (None, &[12]),
        (Some(DnssecFault::Expired { at: NOW }), &[7]),
    ] {
        let case = case(fault.clone(), vec![refusing(1, ede), refusing(2, &[])]);
        check(&case, &["dnssec_bogus"]);
        let told = &case.findings()[0].cause;
        assert_eq!(*told, Cause::DnssecBogus { zone: name("acme.com"), fault });
        // The DS set, and of each resolver both answers.
        assert_eq!(case.findings()[0].evidence.len(), 5);
    }
}

#[test]
fn it_takes_two_resolvers_that_are_well_and_a_reason() {
    let missing = ["ownership_missing", "routing_missing"];
    let unwell = Validation { healthy: false, ..refusing(2, &[6]) };
    let mut fails_anyway = refusing(2, &[6]);
    fails_anyway.unchecked.reply = Reply::ServFail;
    let mut silent = refusing(2, &[6]);
    silent.checked.reply = Reply::Silent;
    let mut content = refusing(2, &[]);
    content.checked.reply = soa();
    for (fault, second) in [
        (None, refusing(2, &[])),
        // Codes beside those that blame the signatures.
        (None, refusing(2, &[5, 13, 22])),
        (Some(FAULT), unwell),
        (Some(FAULT), fails_anyway),
        (Some(FAULT), silent),
        (Some(FAULT), content),
        // One resolver that was asked twice is one.
        (Some(FAULT), refusing(1, &[6])),
    ] {
        check(&case(fault, vec![refusing(1, &[]), second]), &missing);
    }
    let mut unsigned = case(Some(FAULT), vec![refusing(1, &[6]), refusing(2, &[6])]);
    let dnssec = unsigned.observation.dnssec.as_mut().unwrap();
    dnssec.ds.reply = Reply::NoData { negative_ttl: None };
    check(&unsigned, &missing);
    check(&case(None, Vec::new()), &missing);
}

#[test]
fn a_third_resolver_that_still_has_it_changes_nothing() {
    let mut content = refusing(3, &[]);
    content.checked.reply = soa();
    let all = vec![refusing(1, &[9]), content, refusing(2, &[])];
    check(&case(None, all), &["dnssec_bogus"]);
}
