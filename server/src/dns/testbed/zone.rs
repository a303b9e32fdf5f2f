//! Zones, as a test writes them down.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::rdata::{CNAME, NULL, SOA, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use hickory_proto::serialize::binary::BinEncodable as _;

use super::name;

pub(super) struct Zone {
    pub(super) apex: Name,
    /// Each is whole; questions take them in turn.
    variants: Vec<Vec<Record>>,
    asked: HashMap<(Name, RecordType), usize>,
}

impl Zone {
    pub(super) fn new(apex: &str, variants: &[&[&str]]) -> Self {
        let variant = |lines: &&[&str]| {
            let soa = SOA::new(name("ns"), name("hostmaster"), 7, 60, 60, 600, 30);
            let mut records = vec![Record::from_rdata(name(apex), 60, RData::SOA(soa))];
            records.extend(lines.iter().map(|line| parse(line)));
            records
        };
        let variants = variants.iter().map(variant).collect();
        Self { apex: name(apex), variants, asked: HashMap::new() }
    }

    /// Fills in the answer; the target if there is an alias to chase.
    pub(super) fn look_up(
        &mut self,
        wanted: &Name,
        rtype: RecordType,
        signed: bool,
        answer: &mut Message,
    ) -> Option<Name> {
        let turn = self.asked.entry((wanted.clone(), rtype)).or_default();
        let records = &self.variants[*turn % self.variants.len()];
        *turn += 1;
        let cut = records.iter().find(|record| {
            record.record_type() == RecordType::NS
                && record.name != self.apex
                && record.name.zone_of(wanted)
                && !(rtype == RecordType::DS && record.name == *wanted)
        });
        if let Some(cut) = cut {
            // AA is about the first name of the answer (RFC 1035 §4.1.1).
            answer.metadata.authoritative &= !answer.answers.is_empty();
            let ns = records
                .iter()
                .filter(|record| record.name == cut.name && record.record_type() == RecordType::NS);
            answer.authorities.extend(ns.cloned());
            let glue = records.iter().filter(|record| record.data.ip_addr().is_some());
            answer.additionals.extend(glue.cloned());
            return None;
        }
        if let Some(target) = redirected(records, wanted, answer) {
            return Some(target);
        }
        let here = standing_at(records, wanted);
        let cname = here.iter().find(|record| record.record_type() == RecordType::CNAME);
        if let Some(record) = cname.filter(|_| rtype != RecordType::CNAME) {
            answer.answers.push(record.clone());
            let RData::CNAME(target) = &record.data else { return None };
            return Some(target.0.clone());
        }
        let found: Vec<_> =
            here.iter().filter(|record| record.record_type() == rtype).cloned().collect();
        if found.is_empty() {
            if here.is_empty() && !exists(records, wanted) {
                answer.metadata.response_code = ResponseCode::NXDomain;
            }
            answer.authorities.push(records[0].clone());
        }
        answer.answers.extend(found);
        let over = here.iter().filter(|record| signed && covers(record, rtype));
        answer.answers.extend(over.cloned());
        None
    }
}

/// Whether the name or anything below it is there.
fn exists(records: &[Record], wanted: &Name) -> bool {
    records.iter().any(|record| wanted.zone_of(&record.name))
}

/// The records at the name, or what a wildcard makes of it (RFC 4592 §3.3.1).
fn standing_at(records: &[Record], wanted: &Name) -> Vec<Record> {
    let at = |owner: Name| {
        let mut here: Vec<Record> =
            records.iter().filter(|record| record.name == owner).cloned().collect();
        for record in &mut here {
            record.name = wanted.clone();
        }
        here
    };
    if exists(records, wanted) {
        return at(wanted.clone());
    }
    let mut encloser = wanted.base_name();
    while !encloser.is_root() && !exists(records, &encloser) {
        encloser = encloser.base_name();
    }
    at(name("*").append_name(&encloser).unwrap())
}

/// What a DNAME above the name makes of it (RFC 6672 §3.2).
fn redirected(records: &[Record], wanted: &Name, answer: &mut Message) -> Option<Name> {
    let above = |record: &&Record| {
        record.record_type() == RecordType::DNAME
            && record.name.zone_of(wanted)
            && record.name != *wanted
    };
    let dname = records.iter().find(above)?;
    let RData::Unknown { rdata, .. } = &dname.data else { return None };
    let labels = usize::from(wanted.num_labels() - dname.name.num_labels());
    let head = Name::from_labels(wanted.iter().take(labels)).unwrap();
    let target = head.append_name(&read_name(&rdata.anything)).unwrap();
    answer.answers.push(dname.clone());
    let cname = RData::CNAME(CNAME(target.clone()));
    answer.answers.push(Record::from_rdata(wanted.clone(), dname.ttl, cname));
    Some(target)
}

fn read_name(mut octets: &[u8]) -> Name {
    let mut labels = Vec::new();
    while let [len, rest @ ..] = octets
        && *len != 0
    {
        let (label, rest) = rest.split_at(usize::from(*len));
        labels.push(label);
        octets = rest;
    }
    Name::from_labels(labels).unwrap()
}

fn covers(record: &Record, rtype: RecordType) -> bool {
    let RData::Unknown { code: RecordType::RRSIG, rdata } = &record.data else { return false };
    rdata.anything.first_chunk() == Some(&u16::from(rtype).to_be_bytes())
}

fn parse(line: &str) -> Record {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap();
    let (owner, ttl, rtype, data) = (word(), word(), word(), word());
    let rtype: RecordType = rtype.parse().unwrap();
    let data = match rtype {
        RecordType::TXT => {
            let strings = data.as_bytes().chunks(255).collect();
            RData::TXT(TXT::from_bytes(strings))
        }
        RecordType::DNAME | RecordType::DS | RecordType::DNSKEY | RecordType::RRSIG => {
            RData::Unknown { code: rtype, rdata: NULL::with(octets(rtype, data)) }
        }
        _ => RData::try_from_str(rtype, data).unwrap(),
    };
    Record::from_rdata(name(owner), ttl.parse().unwrap(), data)
}

/// Types that the library does not read from text.
fn octets(rtype: RecordType, data: &str) -> Vec<u8> {
    let words: Vec<&str> = data.split(' ').collect();
    let short = |at: usize| words[at].parse::<u16>().unwrap().to_be_bytes();
    let long = |at: usize| words[at].parse::<u32>().unwrap().to_be_bytes();
    let octet = |at: usize| words[at].parse::<u8>().unwrap();
    let wire = |text: &str| name(text).to_bytes().unwrap();
    match rtype {
        RecordType::DNAME => wire(data),
        RecordType::DS => {
            let digits = (0..words[3].len()).step_by(2);
            let digest = digits.map(|at| u8::from_str_radix(&words[3][at..at + 2], 16).unwrap());
            [&short(0)[..], &[octet(1), octet(2)], &digest.collect::<Vec<_>>()].concat()
        }
        RecordType::DNSKEY => {
            let key = STANDARD.decode(words[3]).unwrap();
            [&short(0)[..], &[octet(1), octet(2)], &key].concat()
        }
        RecordType::RRSIG => {
            let covered: RecordType = words[0].parse().unwrap();
            let covered = u16::from(covered).to_be_bytes();
            let fixed = [&covered[..], &[octet(1), octet(2)], &long(3), &long(4), &long(5)];
            let signer = wire(words[7]);
            let signature = STANDARD.decode(words[8]).unwrap();
            [&fixed.concat()[..], &short(6), &signer, &signature].concat()
        }
        other => panic!("{other}"),
    }
}
