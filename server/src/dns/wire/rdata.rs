//! What one record says, as the domain has it.

use std::fmt::Write as _;

use app::domain::name::OwnerName;
use app::domain::record::Rdata;
use hickory_proto::rr::rdata::SVCB;
use hickory_proto::rr::rdata::svcb::SvcParamValue;
use hickory_proto::rr::{self, Name, RData};
use hickory_proto::serialize::binary::{BinDecodable as _, BinDecoder};

use super::owner;
use crate::dns::dnssec::presentation;

pub(super) fn rdata(data: &RData) -> Rdata {
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
    let text = match data {
        RData::HTTPS(https) => service(&https.0),
        RData::SVCB(svcb) => service(svcb),
        RData::Unknown { code, rdata } => presentation(u16::from(*code), &rdata.anything)
            .unwrap_or_else(|| as_unknown(&rdata.anything)),
        _ => data.to_string(),
    };
    Rdata::Other { mnemonic: data.record_type().to_string(), text }
}

/// RDATA of any type (RFC 3597 §5).
fn as_unknown(octets: &[u8]) -> String {
    let mut text = format!("\\# {} ", octets.len());
    for octet in octets {
        // A String takes everything.
        let _ = write!(text, "{octet:02X}");
    }
    text
}

/// SVCB and HTTPS (RFC 9460 §2.1); the library's own way ends each list with a comma.
fn service(svcb: &SVCB) -> String {
    let mut text = format!("{} {}", svcb.svc_priority, svcb.target_name);
    for (key, value) in &svcb.svc_params {
        let list = match value {
            SvcParamValue::Mandatory(keys) => joined(&keys.0),
            SvcParamValue::Alpn(ids) => joined(&ids.0),
            SvcParamValue::Ipv4Hint(hints) => joined(&hints.0),
            SvcParamValue::Ipv6Hint(hints) => joined(&hints.0),
            SvcParamValue::NoDefaultAlpn => {
                let _ = write!(text, " {key}");
                continue;
            }
            SvcParamValue::Port(_)
            | SvcParamValue::EchConfigList(_)
            | SvcParamValue::Unknown(_) => value.to_string().trim_end_matches(',').to_owned(),
        };
        let _ = write!(text, " {key}={list}");
    }
    text
}

fn joined<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use hickory_proto::rr::rdata::NULL;

    use super::*;

    fn unknown(code: u16, octets: &[u8]) -> Rdata {
        rdata(&RData::Unknown { code: code.into(), rdata: NULL::with(octets.to_vec()) })
    }

    #[test]
    fn names_that_no_zone_file_could_hold_are_no_names() {
        let dotted = Name::from_labels([b"a.b".as_slice(), b"test"]).unwrap();
        assert_eq!(owner(&dotted), None);
        let target = rr::rdata::CNAME(dotted);
        assert!(matches!(rdata(&RData::CNAME(target)), Rdata::Other { .. }));
    }

    #[test]
    fn other_types_are_written_as_zone_files_have_them() {
        let text = "1 . alpn=h2,h3 no-default-alpn port=8443 ipv4hint=192.0.2.1,192.0.2.2 \
                    ipv6hint=2001:db8::1";
        let https = RData::try_from_str(rr::RecordType::HTTPS, text).unwrap();
        let want = Rdata::Other { mnemonic: "HTTPS".to_owned(), text: text.to_owned() };
        assert_eq!(rdata(&https), want);
        let text = "\\# 3 00FF10".to_owned();
        assert_eq!(
            unknown(65_280, &[0, 0xff, 0x10]),
            Rdata::Other { mnemonic: rr::RecordType::from(65_280).to_string(), text }
        );
        let ds = [&[0xec, 0x45, 5, 1][..], &[0xab; 20]].concat();
        let text = format!("60485 5 1 {}", "AB".repeat(20));
        assert_eq!(unknown(43, &ds), Rdata::Other { mnemonic: "DS".to_owned(), text });
        let dname = b"\x04shop\x04test\x00";
        assert_eq!(unknown(39, dname), Rdata::Dname("shop.test".parse().unwrap()));
    }
}
