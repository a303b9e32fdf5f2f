//! The zones that both authoritative servers hold, and how they change.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};

use hickory_proto::rr::rdata::{NS, SOA};
use hickory_proto::rr::{Name, RData, RecordType};
use hickory_proto::serialize::txt::Parser;
use serde::Serialize;

use super::values::{name, read, record_type, shown, written};

/// Of everything that the servers themselves need, seconds.
const TTL: u32 = 30;
/// How long an absence is remembered, seconds: long enough to be seen, too short to bore.
const NEGATIVE_TTL: u32 = 30;
const MAX_TTL: u32 = 0x7fff_ffff;
/// The largest record set that is taken, octets of text.
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
    #[error("\"{0}\" can't have more than one {1}")]
    SeveralAliases(Name, RecordType),
    /// What the zone can't be without.
    #[error("the {1} records of \"{0}\" stay: the zone would not work without them")]
    Needed(Name, RecordType),
    /// The zone file can't be read.
    #[error("the zone file can't be read: {0}")]
    File(String),
}

/// All records of one name and type.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// A record set as the outside sees it.
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

/// The zones without which nothing here would work.
const OWN: [&str; 2] = ["test", "sandbox.test"];

impl Zones {
    /// `test.` and `sandbox.test.`, with the edge's address.
    pub fn seeded(edge: IpAddr) -> Result<Self, ZoneError> {
        let zones = Self::default();
        for apex in OWN {
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
        zones.settle();
        Ok(zones)
    }

    /// Replaces the record set of `name` and `rtype`, and raises the zone's serial.
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
            if 1 < data.len() && (is_alias || rtype == RecordType::DNAME) {
                return Err(ZoneError::SeveralAliases(owner.clone(), rtype));
            }
            here.insert(rtype, Set { ttl, data });
            Ok(())
        })
    }

    /// Deletes the record set of `name` and `rtype`; one that is not there is deleted already.
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
            if MAX_TTL < set.ttl {
                return Err(ZoneError::Ttl);
            }
            zone.entry(owner).or_default().insert(key.record_type, set);
        }
        for (owner, sets) in &zone {
            let Some(alias) = sets.get(&RecordType::CNAME) else { continue };
            if 1 < sets.len() {
                return Err(ZoneError::AliasBesideData(owner.clone()));
            }
            if 1 < alias.data.len() {
                return Err(ZoneError::SeveralAliases(owner.clone(), RecordType::CNAME));
            }
        }
        // Whatever the file says: these two servers hold the zone.
        let servers = base(&apex)?.remove(&apex).unwrap_or_default();
        let top = zone.entry(apex.clone()).or_default();
        top.extend(servers.into_iter().filter(|(rtype, _)| *rtype == RecordType::NS));
        self.insert(apex.clone(), zone);
        for held in self.apexes_from(&apex) {
            self.delegate(&held)?;
        }
        Ok(())
    }

    /// Ends a zone that was put in, and its delegation; one that is not there has ended already.
    pub fn delete_zone(&self, apex: &str) -> Result<(), ZoneError> {
        let apex = name(apex)?;
        if OWN.iter().any(|own| name(own).is_ok_and(|own| own == apex)) {
            return Err(ZoneError::Needed(apex, RecordType::SOA));
        }
        {
            let mut zones = self.0.write().unwrap_or_else(PoisonError::into_inner);
            if zones.remove(&apex).is_none() {
                return Ok(());
            }
        }
        if self.apex_of(&apex).is_none() {
            return Ok(());
        }
        self.change(&apex, |above| {
            above.remove(&apex);
            Ok(())
        })
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

    /// The apex and those of the zones below it.
    fn apexes_from(&self, apex: &Name) -> Vec<Name> {
        let zones = self.0.read().unwrap_or_else(PoisonError::into_inner);
        zones.keys().filter(|held| apex.zone_of(held)).cloned().collect()
    }

    /// Makes what is there now what a lagging server serves too.
    fn settle(&self) {
        let mut zones = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for zone in zones.values_mut() {
            zone.before = zone.current.clone();
        }
    }

    fn insert(&self, apex: Name, mut version: Version) {
        let mut zones = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let held = zones.get(&apex).map(|zone| zone.current.clone());
        if let Some(held) = &held {
            outgrow(&apex, held, &mut version);
        }
        let before = held.unwrap_or_else(|| version.clone());
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
        if next == zone.current {
            // Nothing changed: a lagging server goes on with what it has.
            return Ok(());
        }
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
            let sets = zone.current.entry(apex.clone()).or_default();
            if sets.get(&RecordType::NS) != Some(&set) {
                sets.insert(RecordType::NS, set.clone());
                raise_serial(&parent, &mut zone.current);
                // A zone that is put in is there at once, on a lagging server too.
                zone.before.entry(apex.clone()).or_default().insert(RecordType::NS, set);
            }
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
    if let Some(soa) = start_of(apex, version) {
        soa.increment_serial();
    }
}

/// Has `version` carry a later serial than `held`, which it replaces.
fn outgrow(apex: &Name, held: &Version, version: &mut Version) {
    let least = match held.get(apex).and_then(|sets| sets.get(&RecordType::SOA)?.data.first()) {
        Some(RData::SOA(soa)) => soa.serial.wrapping_add(1),
        _ => return,
    };
    if let Some(soa) = start_of(apex, version) {
        soa.serial = soa.serial.max(least);
    }
}

fn start_of<'a>(apex: &Name, version: &'a mut Version) -> Option<&'a mut SOA> {
    match version.get_mut(apex)?.get_mut(&RecordType::SOA)?.data.first_mut()? {
        RData::SOA(soa) => Some(soa),
        _ => None,
    }
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
            ("b.sandbox.test", "AXFR", "x"),
            ("b.sandbox.test", "AAAA", "192.0.2.1"),
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
        for refused in [
            "$INCLUDE /etc/passwd\n",
            "@ 60 IN A 192.0.2.1\n@ 60 IN CNAME edge.sandbox.test.\n",
            "www.elsewhere.test. 60 IN A 192.0.2.1\n",
        ] {
            assert!(zones.put_zone("acme.test", refused).is_err(), "{refused}");
        }
    }

    fn serial(zones: &Zones, apex: &str, old: bool) -> u32 {
        let apex = name(apex).unwrap();
        let (found, mut version) = zones.version_for(&apex, old).unwrap();
        assert_eq!(found, apex);
        start_of(&apex, &mut version).unwrap().serial
    }

    #[test]
    fn only_changes_raise_the_serial_and_leave_a_version_behind() {
        let zones = zones();
        let first = serial(&zones, "sandbox.test", false);
        assert_eq!(serial(&zones, "sandbox.test", true), first);
        put(&zones, "a.sandbox.test", "A", "192.0.2.1").unwrap();
        put(&zones, "a.sandbox.test", "A", "192.0.2.1").unwrap();
        zones.delete_rrset("nothing.sandbox.test", "A").unwrap();
        assert_eq!(serial(&zones, "sandbox.test", false), first + 1);
        assert_eq!(serial(&zones, "sandbox.test", true), first);
    }

    #[test]
    fn a_zone_file_outgrows_the_zone_and_keeps_what_is_delegated_from_it() {
        let zones = zones();
        let held = serial(&zones, "test", false);
        let soa = "@ 60 IN SOA ns1.sandbox.test. me.sandbox.test. 1 3600 600 86400 5";
        zones.put_zone("test", soa).unwrap();
        assert!(held < serial(&zones, "test", false));
        let (_, top) = zones.version_for(&name("test").unwrap(), false).unwrap();
        assert!(top[&name("sandbox.test").unwrap()].contains_key(&RecordType::NS));
    }

    #[test]
    fn an_empty_text_and_a_moved_subtree_come_back_as_they_went_in() {
        let zones = zones();
        put(&zones, "e.sandbox.test", "TXT", "").unwrap();
        put(&zones, "d.sandbox.test", "DNAME", "new.sandbox.test").unwrap();
        let values = |name: &str| -> Vec<String> {
            zones.list().into_iter().find(|set| set.name == name).unwrap().values
        };
        assert_eq!(values("e.sandbox.test"), [""]);
        assert_eq!(values("d.sandbox.test"), ["new.sandbox.test"]);
    }
}
