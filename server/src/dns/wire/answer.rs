//! Answers as meaning.

use std::net::IpAddr;

use app::domain::name::OwnerName;
use app::domain::observation::Reply;
use app::domain::record::{Rdata, Record};
use hickory_proto::op::{Message, MessageType, ResponseCode};
use hickory_proto::rr::rdata::opt::{EdnsCode, EdnsOption};
use hickory_proto::rr::{self, DNSClass, RData};

use super::rdata::rdata;
use super::{Mode, Question, Raw, Referral, Response, Start, owner, owner_near};

/// The option code of Extended DNS Errors (RFC 8914 §5.1).
const EDE: u16 = 15;
/// The longest TTL (RFC 2181 §8); anything above counts as zero.
const MAX_TTL: u32 = 0x7fff_ffff;

/// Whether the answer was cut to fit (RFC 1035 §4.1.1, TC).
pub(in crate::dns) fn is_truncated(octets: &[u8]) -> bool {
    octets.get(2).is_some_and(|flags| flags & 0x02 != 0)
}

/// What `octets`, already known to answer `question`, mean.
pub(in crate::dns) fn decode(octets: &[u8], question: &Question, mode: Mode) -> Option<Response> {
    let message = Message::from_vec(octets).ok()?;
    if message.metadata.message_type != MessageType::Response {
        return None;
    }
    let start = find_start(&message.answers, &question.name)
        .or_else(|| find_start(&message.authorities, &question.name));
    let reply = match message.metadata.response_code {
        ResponseCode::NoError | ResponseCode::NXDomain => {
            answer(&message, &question.name, mode, start.as_ref())
        }
        ResponseCode::Refused => Reply::Refused,
        ResponseCode::NotAuth | ResponseCode::NotZone => Reply::Lame,
        ResponseCode::FormErr
        | ResponseCode::NotImp
        // One number for both (RFC 6895 §2.3).
        | ResponseCode::BADVERS
        | ResponseCode::BADSIG
        // The right cookie came with it, for the next try (RFC 7873 §5.3).
        | ResponseCode::BADCOOKIE => Reply::Malformed,
        // SERVFAIL, and what makes no sense after a question.
        _ => Reply::ServFail,
    };
    Some(Response {
        reply,
        ede: extended_errors(&message),
        authentic: message.metadata.authentic_data,
        start,
        referral: find_referral(&message, &question.name),
        glue: message.additionals.iter().filter_map(glue).collect(),
        raw: message.answers.iter().filter_map(raw).collect(),
        cookie: cookie(&message),
    })
}

fn answer(message: &Message, name: &OwnerName, mode: Mode, start: Option<&Start>) -> Reply {
    let mut records: Vec<Record> =
        message.answers.iter().filter_map(|it| record(it, name)).collect();
    let lame = match mode {
        Mode::Authoritative | Mode::Signed => !message.metadata.authoritative,
        // A referral instead of an answer: nobody asked around for us.
        Mode::Recursive | Mode::Unchecked => {
            !message.metadata.recursion_available && records.is_empty()
        }
    };
    let negative_ttl = start.map(|start| start.negative_ttl);
    if lame {
        Reply::Lame
    } else if !records.is_empty() {
        // NXDOMAIN after a CNAME is about its target (RFC 6604 §3): the name asked for exists.
        records.extend(synthesized(&records, name));
        Reply::Records { records }
    } else if !message.answers.is_empty() {
        Reply::Malformed
    } else if message.metadata.response_code == ResponseCode::NXDomain {
        Reply::NoName { negative_ttl }
    } else {
        Reply::NoData { negative_ttl }
    }
}

/// The CNAME that a DNAME makes of `name` (RFC 6672 §3.1), where the server left it to us.
fn synthesized(records: &[Record], name: &OwnerName) -> Option<Record> {
    if records.iter().any(|record| record.owner == *name) {
        return None;
    }
    records.iter().find_map(|record| {
        let Rdata::Dname(target) = &record.rdata else { return None };
        let head = name.relative_to(&record.owner)?;
        let alias = target.prefixed(head).ok()?;
        Some(Record { owner: name.clone(), ttl: record.ttl, rdata: Rdata::Cname(alias) })
    })
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
            None if name.is_under(&zone) => {
                referral = Some(Referral { zone, names: vec![server], ttl: ttl(record) });
            }
            Some(known) if known.zone == zone => {
                known.names.push(server);
                known.ttl = known.ttl.min(ttl(record));
            }
            None | Some(_) => {}
        }
    }
    referral
}

fn glue(record: &rr::Record) -> Option<(OwnerName, IpAddr)> {
    let address = record.data.ip_addr()?;
    Some((owner(&record.name)?, address))
}

fn raw(record: &rr::Record) -> Option<Raw> {
    let RData::Unknown {
        code: rr::RecordType::DS | rr::RecordType::DNSKEY | rr::RecordType::RRSIG,
        rdata,
    } = &record.data
    else {
        return None;
    };
    let rtype = u16::from(record.data.record_type());
    Some(Raw { owner: owner(&record.name)?, rtype, octets: rdata.anything.clone() })
}

fn extended_errors(message: &Message) -> Vec<u16> {
    let Some(edns) = &message.edns else { return Vec::new() };
    let options = edns.options().as_ref().iter();
    options
        .filter_map(|(_, option)| match option {
            EdnsOption::Unknown(EDE, data) => data.first_chunk::<2>().copied(),
            _ => None,
        })
        .map(u16::from_be_bytes)
        .collect()
}

fn cookie(message: &Message) -> Option<Vec<u8>> {
    match message.edns.as_ref()?.option(EdnsCode::Cookie)? {
        EdnsOption::Unknown(_, octets) => Some(octets.clone()),
        _ => None,
    }
}

fn record(record: &rr::Record, asked: &OwnerName) -> Option<Record> {
    if record.dns_class != DNSClass::IN {
        return None;
    }
    Some(Record {
        owner: owner_near(&record.name, asked)?,
        ttl: ttl(record),
        rdata: rdata(&record.data),
    })
}

fn ttl(record: &rr::Record) -> u32 {
    if MAX_TTL < record.ttl { 0 } else { record.ttl }
}

#[cfg(test)]
mod tests {
    use app::domain::record::RecordType;
    use hickory_proto::op::{Edns, OpCode};
    use proptest::prelude::*;

    use super::*;

    fn question(name: &str, rtype: RecordType) -> Question {
        Question::new(name.parse().unwrap(), rtype)
    }

    #[test]
    fn extended_errors_are_read() {
        let question = question("acme.test", RecordType::A);
        let mut message = Message::response(1, OpCode::Query);
        message.metadata.response_code = ResponseCode::ServFail;
        let mut edns = Edns::new();
        let option = EdnsOption::Unknown(EDE, vec![0, 9, b'n', b'o']);
        edns.options_mut().as_mut().push((EdnsCode::from(EDE), option));
        message.edns = Some(edns);
        let octets = message.to_vec().unwrap();
        let response = decode(&octets, &question, Mode::Recursive).unwrap();
        assert_eq!((response.reply, response.ede), (Reply::ServFail, vec![9]));
    }

    #[test]
    fn a_subtree_that_is_redirected_makes_an_alias() {
        let dname = |owner: &str| Record {
            owner: owner.parse().unwrap(),
            ttl: 60,
            rdata: Rdata::Dname("shop.example".parse().unwrap()),
        };
        let name: OwnerName = "a.b.acme.test".parse().unwrap();
        let alias = synthesized(&[dname("acme.test")], &name).unwrap();
        assert_eq!((alias.owner, alias.ttl), (name.clone(), 60));
        assert_eq!(alias.rdata, Rdata::Cname("a.b.shop.example".parse().unwrap()));
        assert_eq!(synthesized(&[dname("other.test")], &name), None);
        // The name that has the DNAME is itself not redirected (RFC 6672 §2.3).
        assert_eq!(synthesized(&[dname("a.b.acme.test")], &name), None);
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
