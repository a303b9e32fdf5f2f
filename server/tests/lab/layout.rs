//! Which server has which zones: the root, a registry for `test`, and everybody's servers.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use fairlead::clock::random_bytes;

use super::case::{AtServer, Fault, Scene, Signed, Zone};

/// The servers of the world, with the names that NS records give them; each has the address of
/// its place.
const SERVERS: [(&str, &str); 7] = [
    ("root", "a.root"),
    ("registry", "ns1.nic.test"),
    ("ns1", "ns1.host.test"),
    ("ns2", "ns2.host.test"),
    ("old", "ns1.old.test"),
    ("tenant", "ns1.tenant.test"),
    // Nothing ever comes from there.
    ("dark", "ns1.dark.test"),
];
/// A name server that has no address.
const NOWHERE: (&str, &str) = ("nowhere", "ns1.nowhere.test");

/// A part of 127/8 of one's own, so that worlds beside each other may use the same port.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Net([u8; 2]);

impl Net {
    pub(crate) fn random() -> Self {
        let [a, b] = random_bytes::<2>();
        // 127.0/16 is where everybody else is.
        Self([a.max(1), b])
    }

    pub(crate) fn server(self, key: &str) -> Ipv4Addr {
        let at = SERVERS.iter().position(|(known, _)| *known == key);
        let at = at.unwrap_or_else(|| panic!("there is no server \"{key}\" in the laboratory"));
        self.host(u8::try_from(at + 1).unwrap())
    }

    pub(crate) fn resolver(self, nth: u8) -> Ipv4Addr {
        self.host(53 + nth)
    }

    /// From where a test asks that is not what is tested.
    pub(crate) fn bystander(self) -> Ipv4Addr {
        self.host(99)
    }

    fn host(self, last: u8) -> Ipv4Addr {
        let Self([a, b]) = self;
        Ipv4Addr::new(127, a, b, last)
    }
}

/// The servers that answer, without the one that never does.
pub(crate) fn answering() -> impl Iterator<Item = &'static str> {
    SERVERS.iter().map(|(key, _)| *key).filter(|key| *key != "dark")
}

fn ns_name(key: &str) -> &'static str {
    let all = SERVERS.iter().chain([&NOWHERE]);
    let found = all.into_iter().find(|(known, _)| *known == key);
    found.unwrap_or_else(|| panic!("there is no server \"{key}\" in the laboratory")).1
}

/// A zone at one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Served {
    pub(crate) server: &'static str,
    /// Without trailing dot; the root is empty.
    pub(crate) apex: String,
    /// `owner. ttl TYPE data`
    pub(crate) lines: Vec<String>,
    /// What every second answer is made from instead.
    pub(crate) or: Option<Vec<String>>,
    pub(crate) fault: Option<Fault>,
    pub(crate) signed: Signed,
}

/// Everything that the servers of these scenes have.
pub(crate) fn served<'a>(scenes: impl Iterator<Item = &'a Scene> + Clone, net: Net) -> Vec<Served> {
    let mut all: Vec<Served> = Vec::new();
    for zone in scenes.clone().flat_map(|scene| zones(scene, &scene.zones)) {
        // Scenes may share what they have in common.
        if !all.contains(&zone) {
            all.push(zone);
        }
    }
    all.extend(top(scenes.map(|scene| (scene, &scene.zones)), net));
    all
}

/// What they had before.
pub(crate) fn served_before<'a>(
    scenes: impl Iterator<Item = &'a Scene> + Clone,
    net: Net,
) -> Vec<Served> {
    let befores: Vec<(&Scene, BTreeMap<String, Zone>)> = scenes
        .map(|scene| {
            let mut zones = scene.zones.clone();
            zones.extend(scene.before.clone());
            (scene, zones)
        })
        .collect();
    let mut all: Vec<Served> =
        befores.iter().flat_map(|(scene, before)| zones(scene, before)).collect();
    all.extend(top(befores.iter().map(|(scene, zones)| (*scene, zones)), net));
    all
}

/// The root and the registry.
fn top<'a>(
    scenes: impl Iterator<Item = (&'a Scene, &'a BTreeMap<String, Zone>)>,
    net: Net,
) -> [Served; 2] {
    let nic = ns_name("registry");
    let glue = format!("{nic}. 300 A {}", net.server("registry"));
    let mut root_fails = false;
    let mut root = vec![soa("", 1, 30), format!(". 300 NS {}.", ns_name("root"))];
    root.push(format!("{}. 300 A {}", ns_name("root"), net.server("root")));
    root.extend([format!("test. 300 NS {nic}."), glue.clone()]);
    let mut registry = vec![soa("test", 1, 30), format!("test. 300 NS {nic}."), glue];
    for (key, name) in &SERVERS[2..] {
        registry.push(format!("{name}. 300 A {}", net.server(key)));
    }
    for (scene, zones) in scenes {
        root_fails |= scene.root_fails;
        registry.extend(absolute(&scene.registry, "test"));
        registry.extend(delegations("test", zones));
    }
    let served = |server, apex: &str, lines| Served {
        server,
        apex: apex.to_owned(),
        lines,
        or: None,
        fault: None,
        signed: Signed::Well,
    };
    let mut root = served("root", "", root);
    root.fault = root_fails.then_some(Fault::Servfail);
    [root, served("registry", "test", registry)]
}

fn zones(scene: &Scene, zones: &BTreeMap<String, Zone>) -> Vec<Served> {
    let mut all = Vec::new();
    for (apex, zone) in zones {
        let plain = AtServer::default();
        for key in zone.servers.iter().chain(zone.own.iter().flatten()).chain(&zone.also) {
            let Some((server, _)) = SERVERS[1..].iter().find(|(known, _)| known == key) else {
                assert_eq!(key, NOWHERE.0, "{}: no such server", scene.about);
                continue;
            };
            let known = |served: &Served| served.server == *server && served.apex == *apex;
            if *server == "dark" || all.iter().any(known) {
                continue;
            }
            let at = zone.at.get(key).unwrap_or(&plain);
            let lines = |records| {
                let serial = at.serial.unwrap_or(7);
                let mut lines = vec![soa(apex, serial, zone.negative_ttl.unwrap_or(30))];
                let own = zone.own.as_ref().unwrap_or(&zone.servers);
                lines.extend(own.iter().map(|key| format!("{apex}. 300 NS {}.", ns_name(key))));
                lines.extend(delegations(apex, zones));
                lines.extend(absolute(records, apex));
                lines
            };
            all.push(Served {
                server,
                apex: apex.clone(),
                lines: lines(at.records.as_ref().unwrap_or(&zone.records)),
                or: at.or.as_deref().map(lines),
                fault: at.fault,
                signed: zone.signed,
            });
        }
    }
    all
}

/// The NS sets that `parent` has for the zones right below it.
fn delegations(parent: &str, zones: &BTreeMap<String, Zone>) -> Vec<String> {
    let below = |apex: &str, parent: &str| {
        apex.strip_suffix(parent).is_some_and(|head| head.ends_with('.'))
    };
    let above = |apex: &str| {
        let known = zones.keys().filter(|other| below(apex, other));
        known.max_by_key(|other| other.len()).map_or("test", String::as_str)
    };
    let children = zones.iter().filter(|(apex, _)| above(apex) == parent);
    let lines = children.flat_map(|(apex, zone)| {
        zone.servers.iter().map(move |key| format!("{apex}. 300 NS {}.", ns_name(key)))
    });
    lines.collect()
}

fn soa(apex: &str, serial: u32, negative_ttl: u32) -> String {
    format!("{apex}. 300 SOA ns.lab. hostmaster.lab. {serial} 3600 600 86400 {negative_ttl}")
}

/// The lines with whole owners.
fn absolute(records: &str, apex: &str) -> Vec<String> {
    let lines = records.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.map(|line| {
        let (owner, rest) = line.split_once(' ').unwrap();
        match owner {
            "@" => format!("{apex}. {rest}"),
            _ if owner.ends_with('.') => line.to_owned(),
            _ => format!("{owner}.{apex}. {rest}"),
        }
    });
    lines.collect()
}
