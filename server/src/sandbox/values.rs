//! Names, types and values as people write them, and as the zones hold them.

use std::str::FromStr as _;

use hickory_proto::rr::rdata::{CNAME, NS, NULL, TXT};
use hickory_proto::rr::{Name, RData, RecordType};
use hickory_proto::serialize::binary::{BinDecodable as _, BinEncodable as _};

use super::zones::ZoneError;

/// One string of a TXT record (RFC 1035 §3.3).
const MAX_STRING: usize = 255;

pub(super) fn name(text: &str) -> Result<Name, ZoneError> {
    let mut name = Name::from_ascii(text.trim()).map_err(|_| ZoneError::Name(text.to_owned()))?;
    if name.is_root() {
        return Err(ZoneError::Name(text.to_owned()));
    }
    name.set_fqdn(true);
    Ok(name.to_lowercase())
}

pub(super) fn record_type(text: &str) -> Result<RecordType, ZoneError> {
    let refused = || ZoneError::Type(text.to_owned());
    let rtype = RecordType::from_str(&text.to_ascii_uppercase()).map_err(|_| refused())?;
    match rtype {
        RecordType::A
        | RecordType::AAAA
        | RecordType::CAA
        | RecordType::CNAME
        | RecordType::DNAME
        | RecordType::HTTPS
        | RecordType::MX
        | RecordType::NS
        | RecordType::SRV
        | RecordType::TXT => Ok(rtype),
        _ => Err(refused()),
    }
}

pub(super) fn read(rtype: RecordType, value: &str) -> Result<RData, ZoneError> {
    if rtype == RecordType::TXT {
        let mut strings: Vec<&[u8]> = value.as_bytes().chunks(MAX_STRING).collect();
        if strings.is_empty() {
            // One string at least (RFC 1035 §3.3.14), and be it an empty one.
            strings.push(b"");
        }
        return Ok(RData::TXT(TXT::from_bytes(strings)));
    }
    let refused = || ZoneError::Value { rtype, value: value.to_owned() };
    // Names are whole names here, with or without a dot at the end.
    if rtype == RecordType::CNAME {
        return name(value).map(|to| RData::CNAME(CNAME(to))).map_err(|_| refused());
    }
    if rtype == RecordType::NS {
        return name(value).map(|to| RData::NS(NS(to))).map_err(|_| refused());
    }
    if rtype == RecordType::DNAME {
        let to = name(value).and_then(|to| to.to_bytes().map_err(|_| refused()));
        let rdata = NULL::with(to.map_err(|_| refused())?);
        return Ok(RData::Unknown { code: rtype, rdata });
    }
    let dotted = match (rtype, value.ends_with('.')) {
        (RecordType::MX | RecordType::SRV, false) => format!("{value}."),
        _ => value.to_owned(),
    };
    RData::try_from_str(rtype, &dotted).map_err(|_| refused())
}

pub(super) fn written(data: &RData) -> String {
    match data {
        RData::TXT(txt) => {
            let whole: Vec<u8> = txt.txt_data.iter().flat_map(|part| part.to_vec()).collect();
            String::from_utf8_lossy(&whole).into_owned()
        }
        RData::CNAME(CNAME(to)) | RData::NS(NS(to)) => shown(to),
        RData::Unknown { .. } => subtree(data).as_ref().map(shown).unwrap_or_default(),
        other => other.to_string().trim_end_matches('.').to_owned(),
    }
}

/// Where a DNAME leads, which the library leaves as octets.
pub(super) fn subtree(data: &RData) -> Option<Name> {
    match data {
        RData::Unknown { code: RecordType::DNAME, rdata } => Name::from_bytes(&rdata.anything).ok(),
        _ => None,
    }
}

pub(super) fn shown(name: &Name) -> String {
    name.to_ascii().trim_end_matches('.').to_owned()
}
