//! Zones in memory, and what an authority answers from them (RFC 1034 §4.3.2).

use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::rdata::{NULL, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use hickory_proto::serialize::binary::{BinDecodable as _, BinDecoder, BinEncodable as _};

/// The records of a zone.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    apex: Name,
    records: Vec<Record>,
}

pub(super) fn name(text: &str) -> Name {
    let labels = text.split('.').filter(|label| !label.is_empty());
    Name::from_labels(labels.map(str::as_bytes)).unwrap()
}

impl Zone {
    pub(super) fn parse(apex: &str, lines: &[String]) -> Self {
        Self { apex: name(apex), records: lines.iter().map(|line| record(line)).collect() }
    }

    /// How many labels of `wanted` the zone's name has; `None` outside of it.
    pub(super) fn depth(&self, wanted: &Name) -> Option<u8> {
        self.apex.zone_of(wanted).then(|| self.apex.num_labels())
    }

    pub(super) fn is_apex(&self, wanted: &Name) -> bool {
        self.apex == *wanted
    }

    /// Fills in the answer; the target if there is an alias to chase.
    pub(super) fn look_up(
        &self,
        wanted: &Name,
        rtype: RecordType,
        answer: &mut Message,
    ) -> Option<Name> {
        if let Some(cut) = self.cut(wanted, rtype) {
            self.refer(&cut, answer);
            return None;
        }
        if let Some(target) = self.synthesised(wanted, answer) {
            return Some(target);
        }
        let exists = self.records.iter().any(|record| wanted.zone_of(&record.name));
        let from = if exists { Some(wanted.clone()) } else { self.wildcard(wanted) };
        let Some(from) = from else {
            answer.metadata.response_code = ResponseCode::NXDomain;
            answer.authorities.push(self.records[0].clone());
            return None;
        };
        let of_type = |rtype| -> Vec<Record> {
            let all = self.records.iter();
            let found = all.filter(|record| record.name == from && record.record_type() == rtype);
            let found = found.cloned().map(|mut record| {
                record.name = wanted.clone();
                record
            });
            found.collect()
        };
        let aliases = of_type(RecordType::CNAME);
        if rtype != RecordType::CNAME
            && let Some(RData::CNAME(target)) = aliases.first().map(|record| &record.data)
        {
            let target = target.0.clone();
            answer.answers.push(aliases[0].clone());
            return Some(target);
        }
        let found = of_type(rtype);
        if found.is_empty() {
            answer.authorities.push(self.records[0].clone());
        }
        answer.answers.extend(found);
        None
    }

    /// The delegation that `wanted` lies below. Its DS set is the parent's.
    fn cut(&self, wanted: &Name, rtype: RecordType) -> Option<Name> {
        let cut = self.records.iter().find(|record| {
            record.record_type() == RecordType::NS
                && record.name != self.apex
                && record.name.zone_of(wanted)
        })?;
        let own = rtype == RecordType::DS && cut.name == *wanted;
        (!own).then(|| cut.name.clone())
    }

    fn refer(&self, cut: &Name, answer: &mut Message) {
        // AA is about the first name of the answer (RFC 1035 §4.1.1).
        answer.metadata.authoritative &= !answer.answers.is_empty();
        let ns: Vec<&Record> = self.records.iter().filter(|record| record.name == *cut).collect();
        for record in &ns {
            let RData::NS(target) = &record.data else { continue };
            let glue = self
                .records
                .iter()
                .filter(|record| record.name == target.0 && record.data.ip_addr().is_some());
            answer.additionals.extend(glue.cloned());
        }
        answer.authorities.extend(ns.into_iter().cloned());
    }

    /// Below a DNAME the CNAME is made (RFC 6672 §3.1).
    fn synthesised(&self, wanted: &Name, answer: &mut Message) -> Option<Name> {
        let record = self.records.iter().find(|record| {
            record.record_type() == RecordType::DNAME
                && record.name != *wanted
                && record.name.zone_of(wanted)
        })?;
        let RData::Unknown { rdata, .. } = &record.data else { return None };
        let base = Name::read(&mut BinDecoder::new(&rdata.anything)).unwrap();
        let head = usize::from(wanted.num_labels() - record.name.num_labels());
        let labels = wanted.iter().take(head).chain(base.iter());
        let target = Name::from_labels(labels).unwrap();
        answer.answers.push(record.clone());
        let alias = RData::CNAME(hickory_proto::rr::rdata::CNAME(target.clone()));
        answer.answers.push(Record::from_rdata(wanted.clone(), record.ttl, alias));
        Some(target)
    }

    /// The wildcard at the closest encloser (RFC 4592 §3.3.1).
    fn wildcard(&self, wanted: &Name) -> Option<Name> {
        let mut above = wanted.base_name();
        while !self.records.iter().any(|record| above.zone_of(&record.name)) {
            above = above.base_name();
        }
        let wildcard = above.prepend_label("*").unwrap();
        self.records.iter().any(|record| record.name == wildcard).then_some(wildcard)
    }
}

fn record(line: &str) -> Record {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_else(|| panic!("not a record: {line}"));
    let (owner, ttl, rtype, data) = (word(), word(), word(), word());
    let rtype: RecordType = rtype.parse().unwrap();
    let data = match rtype {
        RecordType::DNAME => {
            RData::Unknown { code: rtype, rdata: NULL::with(name(data).to_bytes().unwrap()) }
        }
        RecordType::TXT => {
            RData::TXT(TXT::from_bytes(strings(data).iter().map(String::as_bytes).collect()))
        }
        _ => RData::try_from_str(rtype, data).unwrap_or_else(|e| panic!("{line}: {e}")),
    };
    Record::from_rdata(name(owner), ttl.parse().unwrap(), data)
}

/// The character strings of a TXT record, each in quotes (RFC 1035 §5.1).
fn strings(data: &str) -> Vec<String> {
    let (mut strings, mut current, mut escaped, mut inside) =
        (Vec::new(), String::new(), false, false);
    for c in data.chars() {
        match c {
            _ if escaped => {
                current.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' if inside => {
                strings.push(std::mem::take(&mut current));
                inside = false;
            }
            '"' => inside = true,
            _ if inside => current.push(c),
            _ => {}
        }
    }
    assert!(!inside && !strings.is_empty(), "not the strings of a TXT record: {data}");
    strings
}
