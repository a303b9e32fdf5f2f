//! Questions as octets.

use super::{COOKIE, HEADER, Mode, Question, code};
use crate::dns::cookies::Cookie;

/// The largest datagram that is asked for: what no path fragments (RFC 9715 §3).
const UDP_PAYLOAD: u16 = 1232;
/// Flags of the header's second half (RFC 1035 §4.1.1, RFC 4035 §3).
const RD: u8 = 0x01;
const AD: u8 = 0x20;
const CD: u8 = 0x10;
/// The flag of OPT by which signatures are asked for (RFC 3225 §3), in its upper octet.
const DO: u8 = 0x80;

/// What a question carries beside itself (RFC 6891).
#[derive(Clone, Copy, Debug)]
pub(in crate::dns) enum Edns<'a> {
    /// Nothing: for servers that don't understand it.
    Bare,
    /// The payload size.
    Plain,
    /// A cookie too.
    Cookie(&'a Cookie),
}

/// A query ready to be sent.
pub(in crate::dns) struct Query {
    pub(in crate::dns) octets: Vec<u8>,
    end: usize,
}

impl Query {
    /// The question section.
    pub(in crate::dns) fn question(&self) -> &[u8] {
        self.octets.get(HEADER..self.end).unwrap_or_default()
    }
}

/// The query as octets, and its question's part of them.
///
/// Written by hand, since nothing can go wrong with it: an `OwnerName` always fits.
/// The letters' case follows the bits of `case` (draft-vixie-dnsext-dns0x20).
pub(in crate::dns) fn encode(
    question: &Question,
    id: u16,
    mode: Mode,
    case: &[u8; 32],
    edns: Edns<'_>,
) -> Query {
    // The name and its first length, root and type and class, OPT with the longest cookie.
    let mut octets = Vec::with_capacity(HEADER + question.name.as_str().len() + 6 + 11 + 44);
    octets.extend(id.to_be_bytes());
    let (upper, lower) = match mode {
        Mode::Authoritative | Mode::Signed => (0, 0),
        Mode::Recursive => (RD, AD),
        Mode::Unchecked => (RD, CD),
    };
    let additional = u8::from(!matches!(edns, Edns::Bare));
    octets.extend([upper, lower, 0, 1, 0, 0, 0, 0, 0, additional]);
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
    match edns {
        Edns::Bare => {}
        Edns::Plain => opt(&mut octets, mode, None),
        Edns::Cookie(cookie) => opt(&mut octets, mode, Some(cookie)),
    }
    Query { octets, end }
}

/// OPT (RFC 6891 §6.1.2): root, type 41, payload size, no extended RCODE, version 0, flags.
fn opt(octets: &mut Vec<u8>, mode: Mode, cookie: Option<&Cookie>) {
    octets.extend([0, 0, 41]);
    octets.extend(UDP_PAYLOAD.to_be_bytes());
    let flags = match mode {
        Mode::Signed => DO,
        Mode::Authoritative | Mode::Recursive | Mode::Unchecked => 0,
    };
    octets.extend([0, 0, flags, 0]);
    let Some(cookie) = cookie else {
        octets.extend([0, 0]);
        return;
    };
    let (client, server) = (cookie.client(), cookie.server());
    // At most 8 and 32 octets (RFC 7873 §4).
    let len = u8::try_from(client.len() + server.len()).unwrap_or(u8::MAX);
    octets.extend([0, len + 4]);
    octets.extend(COOKIE.to_be_bytes());
    octets.extend([0, len]);
    octets.extend(client);
    octets.extend(server);
}

#[cfg(test)]
mod tests {
    use app::domain::name::OwnerName;
    use app::domain::record::RecordType;
    use hickory_proto::op::Message;
    use hickory_proto::rr;
    use hickory_proto::rr::rdata::opt::{EdnsCode, EdnsOption};

    use super::*;

    fn read(question: &Question, mode: Mode, edns: Edns<'_>) -> Message {
        Message::from_vec(&encode(question, 0xbeef, mode, &[0; 32], edns).octets).unwrap()
    }

    #[test]
    fn a_query_is_what_the_library_would_read() {
        let question = Question::new("_x.acme.test".parse().unwrap(), RecordType::Caa);
        for (case, want) in [([0; 32], "_x.acme.test."), ([0xff; 32], "_X.ACME.TEST.")] {
            let query = encode(&question, 0xbeef, Mode::Recursive, &case, Edns::Plain);
            let read = Message::from_vec(&query.octets).unwrap();
            assert_eq!(read.metadata.id, 0xbeef);
            assert_eq!(read.queries[0].name().to_ascii(), want);
            assert_eq!(read.queries[0].query_type(), rr::RecordType::CAA);
            assert_eq!(read.edns.as_ref().unwrap().max_payload(), UDP_PAYLOAD);
            assert_eq!(query.question().len(), "_x.acme.test".len() + 2 + 4);
        }
        // RD, AD, CD, DO.
        for (mode, want) in [
            (Mode::Authoritative, [false, false, false, false]),
            (Mode::Signed, [false, false, false, true]),
            (Mode::Recursive, [true, true, false, false]),
            (Mode::Unchecked, [true, false, true, false]),
        ] {
            let read = read(&question, mode, Edns::Plain);
            let flags = &read.metadata;
            let signed = read.edns.as_ref().unwrap().flags().dnssec_ok;
            let seen = [flags.recursion_desired, flags.authentic_data, flags.checking_disabled];
            assert_eq!([seen[0], seen[1], seen[2], signed], want, "{mode:?}");
        }
    }

    #[test]
    fn cookies_are_carried_by_an_option() {
        let question = Question::new("acme.test".parse().unwrap(), RecordType::A);
        let mut cookie = Cookie::fresh([7; 8]);
        for server in [&[][..], &[9; 8], &[9; 32]] {
            cookie.learn(server);
            let read = read(&question, Mode::Authoritative, Edns::Cookie(&cookie));
            let option = read.edns.as_ref().unwrap().option(EdnsCode::Cookie).unwrap().clone();
            let whole = [&[7; 8], server].concat();
            assert_eq!(option, EdnsOption::Unknown(COOKIE, whole));
        }
        assert_eq!(read(&question, Mode::Authoritative, Edns::Bare).edns, None);
    }

    #[test]
    fn the_root_can_be_asked_for() {
        let question = Question::new(OwnerName::root(), RecordType::Ns);
        assert!(read(&question, Mode::Recursive, Edns::Plain).queries[0].name().is_root());
    }
}
