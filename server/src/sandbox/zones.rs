//! The zones that both authoritative servers hold, and how they change.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::str::FromStr as _;
use std::sync::{Arc, PoisonError, RwLock};

use hickory_proto::rr::rdata::{CNAME, NS, SOA, TXT};
use hickory_proto::rr::{Name, RData, RecordType};
use hickory_proto::serialize::txt::Parser;
use serde::Serialize;

/// Of everything that the servers themselves need, seconds.
const TTL: u32 = 30;
/// How long an absence is remembered, seconds: long enough to be seen, too short to bore.
const NEGATIVE_TTL: u32 = 30;
const MAX_TTL: u32 = 0x7fff_ffff;
/// One string of a TXT record (RFC 1035 §3.3).
const MAX_STRING: usize = 255;
/// The largest RRset that is taken, octets of text.
const MAX_VALUES: usize = 60_000;

/// Why a change is refused.
#[derive(Debug, thiserror::Error)]
pub enum ZoneError {
    /// Not a name.
    #[error("\"{0}\" is not a domain name")]
    Name(String),
    /// No zone here has it.
    #[error("\"{0}\" is in none of the zones: put its zone first")]
    Outside(Name),
    /// Not a type.
    #[error("\"{0}\" is not a record type that can be set here")]
    Type(String),
    /// Not a value of that type.
    #[error("\"{value}\" is not a value of type {rtype}")]
    Value {
        /// The type.
        rtype: RecordType,
        /// What was given.
        value: String,
    },
    /// Nothing to set.
    #[error("values: at least one is needed")]
    Empty,
    /// Too much to set.
    #[error("values: more than 60,000 characters")]
    TooLarge,
    /// RFC 2181 §8.
    #[error("ttl: at most 2147483647")]
    Ttl,
    /// RFC 1034 §3.6.2.
    #[error("\"{0}\" can't hold a CNAME beside other records")]
    AliasBesideData(Name),
    /// RFC 2181 §10.1.
    #[error("\"{0}\" can't have more than one CNAME")]
    SeveralAliases(Name),
    /// What the zone can't be without.
    #[error("the {1} records of \"{0}\" stay: the zone would not work without them")]
    Needed(Name, RecordType),
    /// The zone file can't be read.
    #[error("the zone file can't be read: {0}")]
    File(String),
}

/// All records of one name and type.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) ttl: u32,
    pub(super) data: Vec<RData>,
}

/// One version of a zone.
pub(super) type Version = BTreeMap<Name, BTreeMap<RecordType, Set>>;

#[derive(Clone, Debug)]
struct Zone {
    current: Version,
    /// As it was before the last change.
    before: Version,
}

/// An RRset as the outside sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordSet {
    /// The owner, without trailing dot.
    pub name: String,
    /// The mnemonic.
    #[serde(rename = "type")]
    pub rtype: String,
    /// Seconds.
    pub ttl: u32,
    /// In presentation format; TXT as raw text.
    pub values: Vec<String>,
}

/// The zones. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Zones(Arc<RwLock<BTreeMap<Name, Zone>>>);

impl Zones {
    /// `test.` and `sandbox.test.`, with the edge's address.
    pub fn seeded(edge: IpAddr) -> Result<Self, ZoneError> {
        let zones = Self::default();
        for apex in ["test", "sandbox.test"] {
            zones.insert(name(apex)?, base(&name(apex)?)?);
        }
        for (host, address) in [
            ("ns1.sandbox.test", "127.0.0.1".to_owned()),
            ("ns2.sandbox.test", "127.0.0.2".to_owned()),
            ("edge.sandbox.test", edge.to_string()),
        ] {
            zones.put_rrset(host, "A", TTL, &[address])?;
        }
        zones.delegate(&name("sandbox.test")?)?;
        Ok(zones)
    }

    /// Replaces the RRset of `name` and `rtype`, and raises the zone's serial.
    pub fn put_rrset(
        &self,
        owner: &str,
        rtype: &str,
        ttl: u32,
        values: &[String],
    ) -> Result<(), ZoneError> {
        let (owner, rtype) = (name(owner)?, record_type(rtype)?);
        if MAX_TTL < ttl {
            return Err(ZoneError::Ttl);
        }
        if values.is_empty() {
            return Err(ZoneError::Empty);
        }
        if MAX_VALUES < values.iter().map(String::len).sum() {
            return Err(ZoneError::TooLarge);
        }
        let data = values.iter().map(|value| read(rtype, value)).collect::<Result<Vec<_>, _>>()?;
        self.change(&owner, |zone| {
            let here = zone.entry(owner.clone()).or_default();
            let others = here.keys().any(|other| *other != rtype);
            let alias_here = here.contains_key(&RecordType::CNAME);
            let is_alias = rtype == RecordType::CNAME;
            if others && (is_alias || alias_here) {
                return Err(ZoneError::AliasBesideData(owner.clone()));
            }
            if is_alias && 1 < data.len() {
                return Err(ZoneError::SeveralAliases(owner.clone()));
            }
            here.insert(rtype, Set { ttl, data });
            Ok(())
        })
    }

    /// Deletes the RRset of `name` and `rtype`; one that is not there is deleted already.
    pub fn delete_rrset(&self, owner: &str, rtype: &str) -> Result<(), ZoneError> {
        let (owner, rtype) = (name(owner)?, record_type(rtype)?);
        let apex = self.apex_of(&owner).ok_or_else(|| ZoneError::Outside(owner.clone()))?;
        if apex == owner && matches!(rtype, RecordType::NS | RecordType::SOA) {
            return Err(ZoneError::Needed(owner, rtype));
        }
        self.change(&owner, |zone| {
            if let Some(here) = zone.get_mut(&owner) {
                here.remove(&rtype);
                if here.is_empty() {
                    zone.remove(&owner);
                }
            }
            Ok(())
        })
    }

    /// Takes a zone over from its file, and has its parent delegate to it.
    pub fn put_zone(&self, apex: &str, text: &str) -> Result<(), ZoneError> {
        let apex = name(apex)?;
        let parsed = Parser::new(text, None, Some(apex.clone())).parse();
        let (_, sets) = parsed.map_err(|error| ZoneError::File(error.to_string()))?;
        let mut zone = base(&apex)?;
        for (key, set) in sets {
            let owner = Name::from(key.name);
            if !apex.zone_of(&owner) {
                return Err(ZoneError::Outside(owner));
            }
            let data = set.records_without_rrsigs().map(|record| record.data.clone()).collect();
            let set = Set { ttl: set.ttl(), data };
            zone.entry(owner).or_default().insert(key.record_type, set);
        }
        // Whatever the file says: these two servers hold the zone.
        let servers = base(&apex)?.remove(&apex).unwrap_or_default();
        let top = zone.entry(apex.clone()).or_default();
        top.extend(servers.into_iter().filter(|(rtype, _)| *rtype == RecordType::NS));
        self.insert(apex.clone(), zone);
        self.delegate(&apex)
    }

    /// Everything that is published, apex by apex, without what the servers themselves need.
    #[must_use]
    pub fn list(&self) -> Vec<RecordSet> {
        let zones = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut listed = Vec::new();
        for (apex, zone) in zones.iter() {
            for (owner, sets) in &zone.current {
                for (rtype, set) in sets {
                    let delegation = *rtype == RecordType::NS && zones.contains_key(owner);
                    if *rtype == RecordType::SOA || (delegation && owner != apex) {
                        continue;
                    }
                    listed.push(RecordSet {
                        name: shown(owner),
                        rtype: rtype.to_string(),
                        ttl: set.ttl,
                        values: set.data.iter().map(written).collect(),
                    });
                }
            }
        }
        listed
    }

    /// The zone that holds `owner`, in the version that is asked for.
    pub(super) fn version_for(&self, owner: &Name, old: bool) -> Option<(Name, Version)> {
        let zones = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (apex, zone) = zones
            .iter()
            .filter(|(apex, _)| apex.zone_of(owner))
            .max_by_key(|(apex, _)| apex.num_labels())?;
        Some((apex.clone(), if old { zone.before.clone() } else { zone.current.clone() }))
    }

    fn apex_of(&self, owner: &Name) -> Option<Name> {
        let zones = self.0.read().unwrap_or_else(PoisonError::into_inner);
        zones
            .keys()
            .filter(|apex| apex.zone_of(owner))
            .max_by_key(|apex| apex.num_labels())
            .cloned()
    }

    fn insert(&self, apex: Name, version: Version) {
        let mut zones = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let before = zones.get(&apex).map_or_else(|| version.clone(), |zone| zone.current.clone());
        zones.insert(apex, Zone { current: version, before });
    }

    fn change(
        &self,
        owner: &Name,
        edit: impl FnOnce(&mut Version) -> Result<(), ZoneError>,
    ) -> Result<(), ZoneError> {
        let apex = self.apex_of(owner).ok_or_else(|| ZoneError::Outside(owner.clone()))?;
        let mut zones = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let Some(zone) = zones.get_mut(&apex) else {
            return Err(ZoneError::Outside(owner.clone()));
        };
        let mut next = zone.current.clone();
        edit(&mut next)?;
        raise_serial(&apex, &mut next);
        zone.before = std::mem::replace(&mut zone.current, next);
        Ok(())
    }

    /// Has the zone above `apex` name this one's servers.
    fn delegate(&self, apex: &Name) -> Result<(), ZoneError> {
        let above = apex.base_name();
        let Some(parent) = self.apex_of(&above).filter(|parent| parent != apex) else {
            return Ok(());
        };
        let servers = [server_name(1)?, server_name(2)?].map(|host| RData::NS(NS(host)));
        let mut zones = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(zone) = zones.get_mut(&parent) {
            let set = Set { ttl: TTL, data: servers.to_vec() };
            zone.current.entry(apex.clone()).or_default().insert(RecordType::NS, set);
            raise_serial(&parent, &mut zone.current);
            zone.before = zone.current.clone();
        }
        Ok(())
    }
}

/// SOA and NS of a zone that holds nothing else.
fn base(apex: &Name) -> Result<Version, ZoneError> {
    let contact = name("hostmaster.sandbox.test")?;
    let soa = SOA::new(server_name(1)?, contact, 1, 3600, 600, 86400, NEGATIVE_TTL);
    let servers = [server_name(1)?, server_name(2)?].map(|host| RData::NS(NS(host)));
    let sets = BTreeMap::from([
        (RecordType::SOA, Set { ttl: TTL, data: vec![RData::SOA(soa)] }),
        (RecordType::NS, Set { ttl: TTL, data: servers.to_vec() }),
    ]);
    Ok(Version::from([(apex.clone(), sets)]))
}

fn server_name(number: u8) -> Result<Name, ZoneError> {
    name(&format!("ns{number}.sandbox.test"))
}

fn raise_serial(apex: &Name, version: &mut Version) {
    let sets = version.get_mut(apex).and_then(|sets| sets.get_mut(&RecordType::SOA));
    if let Some(RData::SOA(soa)) = sets.and_then(|set| set.data.first_mut()) {
        soa.increment_serial();
    }
}

fn name(text: &str) -> Result<Name, ZoneError> {
    let mut name = Name::from_ascii(text.trim()).map_err(|_| ZoneError::Name(text.to_owned()))?;
    if name.is_root() {
        return Err(ZoneError::Name(text.to_owned()));
    }
    name.set_fqdn(true);
    Ok(name.to_lowercase())
}

fn record_type(text: &str) -> Result<RecordType, ZoneError> {
    let refused = || ZoneError::Type(text.to_owned());
    let rtype = RecordType::from_str(&text.to_ascii_uppercase()).map_err(|_| refused())?;
    match rtype {
        RecordType::A
        | RecordType::AAAA
        | RecordType::CAA
        | RecordType::CNAME
        | RecordType::HTTPS
        | RecordType::MX
        | RecordType::NS
        | RecordType::SRV
        | RecordType::TXT => Ok(rtype),
        _ => Err(refused()),
    }
}

fn read(rtype: RecordType, value: &str) -> Result<RData, ZoneError> {
    if rtype == RecordType::TXT {
        let strings: Vec<&[u8]> = value.as_bytes().chunks(MAX_STRING).collect();
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
    let dotted = match (rtype, value.ends_with('.')) {
        (RecordType::MX | RecordType::SRV, false) => format!("{value}."),
        _ => value.to_owned(),
    };
    RData::try_from_str(rtype, &dotted).map_err(|_| refused())
}

fn written(data: &RData) -> String {
    match data {
        RData::TXT(txt) => {
            let whole: Vec<u8> = txt.txt_data.iter().flat_map(|part| part.to_vec()).collect();
            String::from_utf8_lossy(&whole).into_owned()
        }
        RData::CNAME(CNAME(to)) | RData::NS(NS(to)) => shown(to),
        other => other.to_string().trim_end_matches('.').to_owned(),
    }
}

fn shown(name: &Name) -> String {
    name.to_ascii().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones() -> Zones {
        Zones::seeded("127.0.0.1".parse().unwrap()).unwrap()
    }

    fn put(zones: &Zones, owner: &str, rtype: &str, value: &str) -> Result<(), ZoneError> {
        zones.put_rrset(owner, rtype, 5, &[value.to_owned()])
    }

    #[test]
    fn records_are_listed_as_they_were_put() {
        let zones = zones();
        let long = "x".repeat(600);
        put(&zones, "Shop.Sandbox.test.", "cname", "edge.sandbox.test").unwrap();
        put(&zones, "t.sandbox.test", "TXT", &long).unwrap();
        put(&zones, "c.sandbox.test", "CAA", "0 issue \"ca.example\"").unwrap();
        put(&zones, "m.sandbox.test", "MX", "10 mail.example.test").unwrap();
        let find = |name: &str| zones.list().into_iter().find(|set| set.name == name).unwrap();
        assert_eq!(find("shop.sandbox.test").values, ["edge.sandbox.test"]);
        assert_eq!(find("t.sandbox.test").values, [long]);
        assert_eq!(find("m.sandbox.test").values, ["10 mail.example.test"]);
        zones.delete_rrset("shop.sandbox.test", "CNAME").unwrap();
        assert!(zones.list().iter().all(|set| set.name != "shop.sandbox.test"));
    }

    #[test]
    fn what_a_real_host_would_refuse_is_refused() {
        let zones = zones();
        put(&zones, "a.sandbox.test", "A", "192.0.2.1").unwrap();
        for (owner, rtype, value) in [
            ("a.sandbox.test", "CNAME", "edge.sandbox.test"),
            ("sandbox.test", "CNAME", "edge.sandbox.test"),
            ("shop.example.com", "A", "192.0.2.1"),
            ("b.sandbox.test", "A", "here"),
            ("b.sandbox.test", "SOA", "x"),
            ("b..sandbox.test", "A", "192.0.2.1"),
        ] {
            assert!(put(&zones, owner, rtype, value).is_err(), "{owner} {rtype} {value}");
        }
        assert!(zones.put_rrset("b.sandbox.test", "A", 5, &[]).is_err());
        assert!(zones.delete_rrset("sandbox.test", "NS").is_err());
    }

    #[test]
    fn a_zone_is_taken_over_from_its_file() {
        let zones = zones();
        let text = "$TTL 60\n@ IN A 192.0.2.1\nwww IN CNAME edge.sandbox.test.\n";
        zones.put_zone("acme.test", text).unwrap();
        let apex = name("acme.test").unwrap();
        let (found, version) = zones.version_for(&name("www.acme.test").unwrap(), false).unwrap();
        assert_eq!(found, apex);
        assert!(version[&apex].contains_key(&RecordType::SOA));
        let (_, parent) = zones.version_for(&name("test").unwrap(), false).unwrap();
        assert!(parent[&apex].contains_key(&RecordType::NS));
        assert!(zones.put_zone("acme.test", "$INCLUDE /etc/passwd\n").is_err());
    }
}
