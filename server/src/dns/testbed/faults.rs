//! Ways to misbehave.

use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::{Name, RData, Record, RecordType};

use super::name;
use crate::clock::random_bytes;

/// How a server misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dns) enum Fault {
    None,
    Silent,
    /// Octets that are no message, under the right id and question.
    Garbage,
    /// A flood of random octets.
    Noise,
    /// The answer to somebody else's id.
    WrongId,
    /// The answer to another question, then the right one.
    Spoofed,
    /// The question comes back in lower case; over TCP too.
    LowerCase,
    /// TC over UDP.
    Truncated,
    /// Answers without AA.
    Lame,
    /// A referral to the root.
    Upward,
    Rcode(ResponseCode),
    /// Fails for one type only.
    FailsFor(RecordType),
    /// No TCP.
    UdpOnly,
    /// Answers lie in wait until they are released.
    Held,
    /// Rejects what has OPT (RFC 6891 §7).
    NoEdns,
}

pub(super) fn misbehave(right: &Message, query: &Message, fault: Fault, tcp: bool) -> Vec<Vec<u8>> {
    let mut wrong = right.clone();
    let right = right.to_vec().unwrap();
    match fault {
        Fault::Silent => return Vec::new(),
        Fault::UdpOnly if tcp => return Vec::new(),
        Fault::None | Fault::UdpOnly | Fault::Held => return vec![right],
        // It is about EDNS, and told by EDNS (RFC 6891 §6.1.3).
        Fault::Rcode(ResponseCode::BADVERS) if query.edns.is_none() => return vec![right],
        Fault::Noise => return vec![vec![0xff; 40], random_bytes::<40>().to_vec()],
        Fault::Garbage => {
            let mut octets = right;
            // One answer is announced, and what follows the question is no record.
            octets[6..12].copy_from_slice(&[0, 1, 0, 0, 0, 0]);
            let end = 12 + wrong.queries[0].name().len() + 4;
            octets.truncate(end);
            octets.extend([0xc0; 30]);
            return vec![octets];
        }
        Fault::WrongId => wrong.metadata.id = wrong.metadata.id.wrapping_add(1),
        Fault::Spoofed => {
            wrong.queries[0].set_name(name("evil.example"));
            return vec![wrong.to_vec().unwrap(), right];
        }
        Fault::LowerCase => {
            let lower = wrong.queries[0].name().to_lowercase();
            wrong.queries[0].set_name(lower);
        }
        Fault::Truncated => {
            wrong.metadata.truncation = true;
            wrong.answers.clear();
        }
        Fault::Lame => wrong.metadata.authoritative = false,
        Fault::Upward => {
            wrong.metadata.authoritative = false;
            wrong.answers.clear();
            let root = RData::NS(hickory_proto::rr::rdata::NS(name("a.root")));
            wrong.authorities = vec![Record::from_rdata(Name::root(), 60, root)];
        }
        Fault::Rcode(code) => {
            wrong.metadata.response_code = code;
            wrong.answers.clear();
        }
        Fault::NoEdns => {
            wrong.edns = None;
            if query.edns.is_some() {
                wrong.metadata.response_code = ResponseCode::FormErr;
                wrong.answers.clear();
            }
        }
        Fault::FailsFor(rtype) => {
            if wrong.queries[0].query_type() == rtype {
                wrong.metadata.response_code = ResponseCode::ServFail;
                wrong.answers.clear();
            }
        }
    }
    vec![wrong.to_vec().unwrap()]
}
