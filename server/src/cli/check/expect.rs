//! What the command line says that a record must be.

use std::net::IpAddr;
use std::str::FromStr;

use app::domain::desired::{Cidr, CidrError, RecordTemplate};
use app::domain::expectation::Destination;
use app::domain::name::{NameError, OwnerName};
use app::domain::record::RecordType;

/// One `TYPE=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// The name is an alias of this one.
    Cname(OwnerName),
    /// The name has an address of this range.
    Address(Cidr),
}

/// Why a text says nothing that could be expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ExpectError {
    #[error("write it as TYPE=VALUE, such as CNAME=edge.example.com or A=192.0.2.1")]
    NoValue,
    #[error("\"{0}\" can't be expected here: CNAME, A and AAAA lead visitors on")]
    Type(String),
    #[error("\"{value}\" is no address for {rtype}")]
    Family { rtype: RecordType, value: Cidr },
    #[error(transparent)]
    Name(#[from] NameError),
    #[error(transparent)]
    Address(#[from] CidrError),
}

impl FromStr for Expected {
    type Err = ExpectError;

    fn from_str(text: &str) -> Result<Self, ExpectError> {
        let (rtype, value) = text.split_once('=').ok_or(ExpectError::NoValue)?;
        let value = value.trim();
        match rtype.trim().parse() {
            Ok(RecordType::Cname) => Ok(Self::Cname(value.parse()?)),
            Ok(rtype @ (RecordType::A | RecordType::Aaaa)) => {
                let value: Cidr = value.parse()?;
                if matches!(value.network(), IpAddr::V4(_)) == (rtype == RecordType::A) {
                    Ok(Self::Address(value))
                } else {
                    Err(ExpectError::Family { rtype, value })
                }
            }
            Ok(other) => Err(ExpectError::Type(other.to_string())),
            Err(_) => Err(ExpectError::Type(rtype.to_owned())),
        }
    }
}

/// More than one CNAME was expected, where a name can have one (RFC 2181 §10.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name can have one CNAME only: give --expect CNAME=… once")]
pub(super) struct TwoTargets;

/// Where all of them together lead; `None` where nothing is expected.
pub(super) fn destination(expected: &[Expected]) -> Result<Option<Destination>, TwoTargets> {
    let (mut target, mut a, mut aaaa) = (None, Vec::new(), Vec::new());
    for expected in expected {
        match expected {
            Expected::Cname(name) if target.is_none() => target = Some(name.clone()),
            Expected::Cname(_) => return Err(TwoTargets),
            Expected::Address(range) if range.network().is_ipv4() => a.push(*range),
            Expected::Address(range) => aaaa.push(*range),
        }
    }
    Ok(match target {
        Some(cname_target) => Some(Destination::Name(RecordTemplate { cname_target, a, aaaa })),
        None if a.is_empty() && aaaa.is_empty() => None,
        None => Some(Destination::Addresses { a, aaaa }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_expected_is_what_leads_on() {
        for (text, want) in [
            ("CNAME=Edge.Example.com.", Ok("edge.example.com")),
            ("cname = edge.example.com", Ok("edge.example.com")),
            ("A=192.0.2.1", Ok("192.0.2.1")),
            ("A=192.0.2.0/24", Ok("192.0.2.0/24")),
            ("AAAA=2001:db8::/32", Ok("2001:db8::/32")),
            ("A", Err("write it as TYPE=VALUE, such as CNAME=edge.example.com or A=192.0.2.1")),
            ("A=2001:db8::1", Err("\"2001:db8::1\" is no address for A")),
            ("AAAA=192.0.2.1", Err("\"192.0.2.1\" is no address for AAAA")),
            (
                "MX=mail.example",
                Err("\"MX\" can't be expected here: CNAME, A and AAAA lead visitors on"),
            ),
            ("X=1", Err("\"X\" can't be expected here: CNAME, A and AAAA lead visitors on")),
            ("CNAME=a..b", Err("the name has an empty label")),
            ("A=here", Err("\"here\" is neither an IP address nor a range like 192.0.2.0/24")),
        ] {
            let got = text.parse::<Expected>().map(|expected| match expected {
                Expected::Cname(name) => name.to_string(),
                Expected::Address(range) => range.to_string(),
            });
            let got = got.map_err(|error| error.to_string());
            assert_eq!(got.as_deref().map_err(String::as_str), want, "{text:?}");
        }
    }

    #[test]
    fn expectations_add_up_to_one_destination() {
        let read = |texts: &[&str]| {
            destination(&texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<_>>())
        };
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["CNAME=a.example", "CNAME=b.example"]), Err(TwoTargets));
        let both = read(&["A=192.0.2.1", "CNAME=a.example", "A=192.0.2.2"]);
        let Ok(Some(Destination::Name(template))) = both else { panic!("{both:?}") };
        assert_eq!((template.a.len(), template.aaaa.len()), (2, 0));
        assert!(matches!(read(&["AAAA=2001:db8::1"]), Ok(Some(Destination::Addresses { .. }))));
    }
}
