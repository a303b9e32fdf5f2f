//! Between octets and meaning: questions are written, answers are read.
//!
//! Answers are hostile input: whatever can't be read is [`Reply::Malformed`], never a panic.

use std::net::IpAddr;

use app::domain::name::OwnerName;
use app::domain::observation::Reply;
use app::domain::record::{Rdata, Record, RecordType};
use hickory_proto::op::{Message, MessageType, ResponseCode};
use hickory_proto::rr::rdata::opt::{EdnsCode, EdnsOption};
use hickory_proto::rr::{self, DNSClass, Name, RData};
use hickory_proto::serialize::binary::{BinDecodable as _, BinDecoder};

/// The largest datagram that is asked for: what no path fragments (RFC 9715 §3).
const UDP_PAYLOAD: u16 = 1232;
/// Octets before the question (RFC 1035 §4.1.1).
pub(super) const HEADER: usize = 12;
/// The option code of Extended DNS Errors (RFC 8914 §5.1).
const EDE: u16 = 15;
/// The longest TTL (RFC 2181 §8); anything above counts as zero.
const MAX_TTL: u32 = 0x7fff_ffff;

/// A name and a type to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    pub(crate) name: OwnerName,
    pub(crate) rtype: RecordType,
}

impl Question {
    pub(crate) const fn new(name: OwnerName, rtype: RecordType) -> Self {
        Self { name, rtype }
    }
}

/// What kind of answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// From the zone's own data: RD=0, and the answer must have AA.
    Authoritative,
    /// From whoever asks around: RD=1.
    Recursive,
}

/// The NS set of a child, told by the parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Referral {
    pub(crate) zone: OwnerName,
    pub(crate) names: Vec<OwnerName>,
}

/// The start of the zone that an answer belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) apex: OwnerName,
    pub(crate) negative_ttl: u32,
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) reply: Reply,
    pub(crate) ede: Vec<u16>,
    /// From the SOA record in the answer or in the authority section.
    pub(crate) start: Option<Start>,
    pub(crate) referral: Option<Referral>,
    /// Addresses in the additional section.
    pub(crate) glue: Vec<(OwnerName, IpAddr)>,
}

impl Response {
    /// Nothing was learnt, for this reason.
    pub(crate) const fn failed(reply: Reply) -> Self {
        Self { reply, ede: Vec::new(), start: None, referral: None, glue: Vec::new() }
    }
}

/// The query as octets, and its question's part of them.
///
/// Written by hand, since nothing can go wrong with it: an [`OwnerName`] always fits.
/// The letters' case follows the bits of `case` (draft-vixie-dnsext-dns0x20).
pub(super) fn encode(question: &Question, id: u16, mode: Mode, case: &[u8; 32]) -> Query {
    let mut octets = Vec::with_capacity(HEADER + question.name.as_str().len() + 17);
    octets.extend(id.to_be_bytes());
    let rd = match mode {
        Mode::Authoritative => 0,
        Mode::Recursive => 1,
    };
    // One question, one additional record: the OPT below.
    octets.extend([rd, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
    let mut at = 0;
    for label in question.name.labels() {
        octets.push(u8::try_from(label.len()).unwrap_or(u8::MAX));
        for byte in label.bytes() {
            let bit = case.get(at / 8).is_some_and(|bits| (bits >> (at % 8)) & 1 == 1);
            octets.push(if bit { byte.to_ascii_uppercase() } else { byte });
            at += 1;
        }
    }
    octets.push(0);
    octets.extend(u16::from(code(question.rtype)).to_be_bytes());
    octets.extend([0, 1]);
    let end = octets.len();
    // OPT (RFC 6891 §6.1.2): root, type 41, payload size, no extended RCODE or flags, no options.
    octets.extend([0, 0, 41]);
    octets.extend(UDP_PAYLOAD.to_be_bytes());
    octets.extend([0; 6]);
    Query { octets, end }
}

/// A query ready to be sent.
pub(super) struct Query {
    pub(super) octets: Vec<u8>,
    end: usize,
}

impl Query {
    /// The question section.
    pub(super) fn question(&self) -> &[u8] {
        self.octets.get(HEADER..self.end).unwrap_or_default()
    }
}

/// Whether the answer was cut to fit (RFC 1035 §4.1.1, TC).
pub(super) fn is_truncated(octets: &[u8]) -> bool {
    octets.get(2).is_some_and(|flags| flags & 0x02 != 0)
}

/// What `octets`, already known to answer `question`, mean.
pub(super) fn decode(octets: &[u8], question: &Question, mode: Mode) -> Option<Response> {
    let message = Message::from_vec(octets).ok()?;
    if message.metadata.message_type != MessageType::Response {
        return None;
    }
    let start = find_start(&message.answers, &question.name)
        .or_else(|| find_start(&message.authorities, &question.name));
    let referral = find_referral(&message, &question.name);
    let reply = match message.metadata.response_code {
        ResponseCode::NoError | ResponseCode::NXDomain => answer(&message, mode, start.as_ref()),
        ResponseCode::Refused => Reply::Refused,
        ResponseCode::NotAuth | ResponseCode::NotZone => Reply::Lame,
        ResponseCode::FormErr
        | ResponseCode::NotImp
        // One number for both (RFC 6895 §2.3).
        | ResponseCode::BADVERS
        | ResponseCode::BADSIG => Reply::Malformed,
        // SERVFAIL, and what makes no sense after a question.
        _ => Reply::ServFail,
    };
    let glue = message.additionals.iter().filter_map(glue).collect();
    Some(Response { reply, ede: extended_errors(&message), start, referral, glue })
}

fn answer(message: &Message, mode: Mode, start: Option<&Start>) -> Reply {
    let records: Vec<Record> = message.answers.iter().filter_map(record).collect();
    let lame = match mode {
        Mode::Authoritative => !message.metadata.authoritative,
        // A referral instead of an answer: nobody asked around for us.
        Mode::Recursive => !message.metadata.recursion_available && records.is_empty(),
    };
    let negative_ttl = start.map(|start| start.negative_ttl);
    if lame {
        Reply::Lame
    } else if !records.is_empty() {
        // NXDOMAIN after a CNAME is about its target (RFC 6604 §3): the name asked for exists.
        Reply::Records { records }
    } else if !message.answers.is_empty() {
        Reply::Malformed
    } else if message.metadata.response_code == ResponseCode::NXDomain {
        Reply::NoName { negative_ttl }
    } else {
        Reply::NoData { negative_ttl }
    }
}

/// The SOA record of a zone that holds `name`; the negative TTL is by RFC 2308 §5.
fn find_start(section: &[rr::Record], name: &OwnerName) -> Option<Start> {
    section.iter().filter(|record| record.dns_class == DNSClass::IN).find_map(|record| {
        let RData::SOA(soa) = &record.data else { return None };
        let apex = owner(&record.name)?;
        let negative_ttl = ttl(record).min(soa.minimum);
        name.is_under(&apex).then_some(Start { apex, negative_ttl })
    })
}

/// A delegation that leads down towards `name`. Where the SOA is told too, or records are, the
/// NS set is only a courtesy.
fn find_referral(message: &Message, name: &OwnerName) -> Option<Referral> {
    let answers = message.metadata.response_code == ResponseCode::NoError
        && message.answers.is_empty()
        && !message.authorities.iter().any(|record| matches!(record.data, RData::SOA(_)));
    if !answers {
        return None;
    }
    let mut referral: Option<Referral> = None;
    for record in &message.authorities {
        let RData::NS(ns) = &record.data else { continue };
        let (Some(zone), Some(server)) = (owner(&record.name), owner(&ns.0)) else { continue };
        match &mut referral {
            None if name.is_under(&zone) => referral = Some(Referral { zone, names: vec![server] }),
            Some(known) if known.zone == zone => known.names.push(server),
            None | Some(_) => {}
        }
    }
    referral
}

fn glue(record: &rr::Record) -> Option<(OwnerName, IpAddr)> {
    let name = owner(&record.name)?;
    match &record.data {
        RData::A(a) => Some((name, IpAddr::V4(a.0))),
        RData::AAAA(aaaa) => Some((name, IpAddr::V6(aaaa.0))),
        _ => None,
    }
}

fn extended_errors(message: &Message) -> Vec<u16> {
    let Some(edns) = &message.edns else { return Vec::new() };
    let options = edns.options().get_all(EdnsCode::from(EDE));
    options
        .into_iter()
        .filter_map(|option| match option {
            EdnsOption::Unknown(_, data) => data.first_chunk::<2>().copied(),
            _ => None,
        })
        .map(u16::from_be_bytes)
        .collect()
}

fn record(record: &rr::Record) -> Option<Record> {
    if record.dns_class != DNSClass::IN {
        return None;
    }
    Some(Record { owner: owner(&record.name)?, ttl: ttl(record), rdata: rdata(&record.data) })
}

fn ttl(record: &rr::Record) -> u32 {
    if MAX_TTL < record.ttl { 0 } else { record.ttl }
}

fn rdata(data: &RData) -> Rdata {
    let named = |name: &Name, as_rdata: fn(OwnerName) -> Rdata| {
        owner(name).map_or_else(|| other(data), as_rdata)
    };
    match data {
        RData::A(a) => Rdata::A(a.0),
        RData::AAAA(aaaa) => Rdata::Aaaa(aaaa.0),
        RData::CAA(caa) => Rdata::Caa {
            critical: caa.issuer_critical,
            tag: caa.tag.to_ascii_lowercase(),
            value: String::from_utf8_lossy(&caa.value).into_owned(),
        },
        RData::CNAME(target) => named(&target.0, Rdata::Cname),
        RData::NS(server) => named(&server.0, Rdata::Ns),
        RData::MX(mx) => owner(&mx.exchange).map_or_else(
            || other(data),
            |exchange| Rdata::Mx { preference: mx.preference, exchange },
        ),
        RData::SOA(soa) => owner(&soa.mname).map_or_else(
            || other(data),
            |primary| Rdata::Soa { primary, serial: soa.serial, minimum: soa.minimum },
        ),
        RData::TXT(txt) => Rdata::Txt(String::from_utf8_lossy(&txt.txt_data.concat()).into_owned()),
        // The library leaves DNAME as octets; its name is never compressed (RFC 6672 §2.5).
        RData::Unknown { code: rr::RecordType::DNAME, rdata } => {
            uncompressed(&rdata.anything).map_or_else(|| other(data), Rdata::Dname)
        }
        _ => other(data),
    }
}

fn uncompressed(octets: &[u8]) -> Option<OwnerName> {
    owner(&Name::read(&mut BinDecoder::new(octets)).ok()?)
}

fn other(data: &RData) -> Rdata {
    Rdata::Other { mnemonic: data.record_type().to_string(), text: data.to_string() }
}

/// The name as the domain has it; `None` for what could not be written in a zone file as it is.
pub(super) fn owner(name: &Name) -> Option<OwnerName> {
    if name.is_root() {
        return Some(OwnerName::root());
    }
    let mut text = String::with_capacity(name.len());
    for label in name {
        // A dot within a label would be read as two labels.
        let label = std::str::from_utf8(label).ok().filter(|label| !label.contains('.'))?;
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(label);
    }
    text.parse().ok()
}

/// The type's number.
pub(super) const fn code(rtype: RecordType) -> rr::RecordType {
    match rtype {
        RecordType::A => rr::RecordType::A,
        RecordType::Aaaa => rr::RecordType::AAAA,
        RecordType::Caa => rr::RecordType::CAA,
        RecordType::Cname => rr::RecordType::CNAME,
        RecordType::Dname => rr::RecordType::DNAME,
        RecordType::Dnskey => rr::RecordType::DNSKEY,
        RecordType::Ds => rr::RecordType::DS,
        RecordType::Https => rr::RecordType::HTTPS,
        RecordType::Mx => rr::RecordType::MX,
        RecordType::Ns => rr::RecordType::NS,
        RecordType::Soa => rr::RecordType::SOA,
        RecordType::Txt => rr::RecordType::TXT,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn question(name: &str, rtype: RecordType) -> Question {
        Question::new(name.parse().unwrap(), rtype)
    }

    #[test]
    fn a_query_is_what_the_library_would_read() {
        for (case, want) in [([0; 32], "_x.acme.test."), ([0xff; 32], "_X.ACME.TEST.")] {
            for mode in [Mode::Authoritative, Mode::Recursive] {
                let question = question("_x.acme.test", RecordType::Caa);
                let query = encode(&question, 0xbeef, mode, &case);
                let read = Message::from_vec(&query.octets).unwrap();
                assert_eq!(read.metadata.id, 0xbeef);
                assert_eq!(read.metadata.recursion_desired, mode == Mode::Recursive);
                assert_eq!(read.queries[0].name().to_ascii(), want);
                assert_eq!(read.queries[0].query_type(), rr::RecordType::CAA);
                assert_eq!(read.edns.as_ref().unwrap().max_payload(), UDP_PAYLOAD);
                assert_eq!(query.question().len(), "_x.acme.test".len() + 2 + 4);
            }
        }
    }

    #[test]
    fn the_root_can_be_asked_for() {
        let question = Question::new(OwnerName::root(), RecordType::Ns);
        let query = encode(&question, 1, Mode::Recursive, &[0; 32]);
        assert!(Message::from_vec(&query.octets).unwrap().queries[0].name().is_root());
    }

    #[test]
    fn names_that_no_zone_file_could_hold_are_no_names() {
        let dotted = Name::from_labels([b"a.b".as_slice(), b"test"]).unwrap();
        assert_eq!(owner(&dotted), None);
        let target = rr::rdata::CNAME(dotted);
        assert!(matches!(rdata(&RData::CNAME(target)), Rdata::Other { .. }));
    }

    #[test]
    fn extended_errors_are_read() {
        let question = question("acme.test", RecordType::A);
        let mut message = Message::response(1, hickory_proto::op::OpCode::Query);
        message.metadata.response_code = ResponseCode::ServFail;
        let mut edns = hickory_proto::op::Edns::new();
        let option = EdnsOption::Unknown(EDE, vec![0, 9, b'n', b'o']);
        edns.options_mut().as_mut().push((EdnsCode::from(EDE), option));
        message.edns = Some(edns);
        let octets = message.to_vec().unwrap();
        let response = decode(&octets, &question, Mode::Recursive).unwrap();
        assert_eq!((response.reply, response.ede), (Reply::ServFail, vec![9]));
    }

    proptest! {
        #[test]
        fn hostile_octets_never_panic(mut octets in prop::collection::vec(any::<u8>(), 0..400)) {
            let question = question("acme.test", RecordType::Txt);
            let _ = decode(&octets, &question, Mode::Authoritative);
            // The same behind a plausible header.
            let header = [0, 1, 0x84, 0, 0, 0, 0, 2, 0, 1, 0, 1];
            octets.splice(..0, header);
            let _ = is_truncated(&octets);
            let _ = decode(&octets, &question, Mode::Authoritative);
        }
    }
}
