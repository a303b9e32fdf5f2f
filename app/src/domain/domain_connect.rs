//! Records that the DNS host adds by itself, after it has asked its customer: the synchronous flow
//! of Domain Connect (draft-ietf-dconn-domainconnect).
//!
//! A template that the DNS hosts know holds the records; what is here says which of its groups a
//! connection needs, and with which values. That somebody came back from there proves nothing: the
//! records are looked for as if they had been typed.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::Deserialize;

use super::desired::{Desired, Kind, Purpose};
use super::name::OwnerName;
use super::observation::NameServer;
use super::record::RecordType;

/// The label below the zone's apex whose TXT record names the host's service.
const DISCOVERY: &str = "_domainconnect";
/// Addresses of one family that the template has room for.
const ADDRESSES: usize = 4;
/// What the id of the template for zones' own names has at its end.
const APEX: &str = "-apex";
/// The longest id of a provider or a service that is taken.
const ID: usize = 64;

/// Which template adds the records, as the DNS hosts know it. A zone's own name has one of its own,
/// since a template with a CNAME is for names below it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Whose it is.
    pub provider: String,
    /// Which one of theirs.
    pub service: String,
}

/// Not the two ids of a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a provider's id and a service's id, as in example.com/custom-domain")]
pub struct TemplateError(String);

/// Nobody could be asked, or nobody was well: nothing follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it could not be found out")]
pub struct Unknown;

impl Template {
    /// The one for a name: `own` where that is the zone's own.
    #[must_use]
    pub fn of(&self, own: bool) -> Self {
        let Self { provider, service } = self.clone();
        Self { provider, service: if own { service + APEX } else { service } }
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let is_id = |id: &&str| {
            let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
            (1..=ID).contains(&id.len()) && id.bytes().all(fits) && !id.starts_with('.')
        };
        let ids =
            text.split_once('/').filter(|(provider, service)| is_id(provider) && is_id(service));
        let (provider, service) = ids.ok_or_else(|| TemplateError(text.to_owned()))?;
        Ok(Self { provider: provider.to_owned(), service: service.to_owned() })
    }
}

impl fmt::Display for Template {
    /// The path of the template below a host's service.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { provider, service } = self;
        write!(f, "v2/domainTemplates/providers/{provider}/services/{service}")
    }
}

/// The name at which `apex` says who adds records to it; `None` where there is no room for one.
#[must_use]
pub fn discovery(apex: &OwnerName) -> Option<OwnerName> {
    format!("{DISCOVERY}.{apex}").parse().ok()
}

/// What a DNS host's service says of a zone, as far as we read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Host {
    /// Where its customers are asked.
    #[serde(rename = "urlSyncUX")]
    pub asks: Option<String>,
    /// Where programs ask which templates it knows.
    #[serde(rename = "urlAPI")]
    pub knows: Option<String>,
    /// The servers that the zone has there, where it tells them.
    pub name_servers: Vec<String>,
}

impl Host {
    /// Whether it speaks for a zone with these servers: the record that led to it may be left from
    /// a host before.
    #[must_use]
    pub fn serves(&self, servers: &[NameServer]) -> bool {
        let told: Vec<OwnerName> =
            self.name_servers.iter().filter_map(|name| name.parse().ok()).collect();
        told.is_empty() || servers.iter().any(|server| told.contains(&server.name))
    }
}

/// What is asked of the host: the values of the query. `None` where the
/// template has no room for the records, or the host no rule for the name.
#[must_use]
pub fn application(desired: &Desired, apex: &OwnerName) -> Option<Vec<(String, String)>> {
    let hostname = desired.hostname.as_owner();
    let host = hostname.relative_to(apex).filter(|_| desired.kind != Kind::Wildcard)?;
    let mut groups = Vec::new();
    let mut values = Vec::new();
    let mut fill = |group: String, value: String| {
        values.push((group.clone(), value));
        groups.push(group);
    };
    let (mut fours, mut sixes) = (0, 0);
    for record in desired.records() {
        let group = match (record.purpose, record.rtype, record.value.parse()) {
            (Purpose::Ownership, RecordType::Txt, _) => "proof".to_owned(),
            (Purpose::Routing, RecordType::Cname, _) if host.is_empty() => "alias".to_owned(),
            (Purpose::Routing, RecordType::Cname, _) => "target".to_owned(),
            (Purpose::Routing, RecordType::A, Ok(IpAddr::V4(_))) if fours < ADDRESSES => {
                fours += 1;
                format!("a{fours}")
            }
            (Purpose::Routing, RecordType::Aaaa, Ok(IpAddr::V6(_))) if sixes < ADDRESSES => {
                sixes += 1;
                format!("aaaa{sixes}")
            }
            _ => return None,
        };
        fill(group, record.value);
    }
    let own = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let mut query = vec![own("domain", apex.as_str())];
    query.extend((!host.is_empty()).then(|| own("host", host)));
    query.push(own("groupId", &groups.join(",")));
    query.extend(values);
    Some(query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::desired::{Challenge, RecordTemplate};

    fn desired(hostname: &str, kind: Kind, addresses: &[&str]) -> Desired {
        let pool = |six: bool| {
            let family = addresses.iter().filter(|text| text.contains(':') == six);
            family.map(|text| text.parse().unwrap()).collect()
        };
        let name = hostname.trim_start_matches("*.");
        Desired {
            hostname: hostname.parse().unwrap(),
            kind,
            challenge: Challenge {
                name: format!("_customdomain-challenge.{name}").parse().unwrap(),
                value: "fairlead-verify-x".to_owned(),
            },
            template: RecordTemplate {
                cname_target: "edge.saas.example".parse().unwrap(),
                a: pool(false),
                aaaa: pool(true),
            },
            issuers: Vec::new(),
            accounts: Vec::new(),
            acme_delegation: None,
        }
    }

    fn asked(desired: &Desired) -> Option<String> {
        let query = application(desired, &"acme.example".parse().unwrap())?;
        let pairs = query.iter().map(|(key, value)| format!("{key}={value}"));
        Some(pairs.collect::<Vec<_>>().join("&"))
    }

    #[test]
    fn the_groups_of_the_records_are_asked_for_with_their_values() {
        let (sub, apex) = (Kind::Subdomain, Kind::Apex);
        let proof = "proof=fairlead-verify-x";
        let two = ["192.0.2.1", "192.0.2.2", "2001:db8::1"];
        for (hostname, kind, pool, want) in [
            (
                "shop.acme.example",
                sub,
                &two[..0],
                format!(
                    "domain=acme.example&host=shop&groupId=proof,target&{proof}&target=edge.saas.example"
                ),
            ),
            (
                "a.b.acme.example",
                sub,
                &two,
                format!(
                    "domain=acme.example&host=a.b&groupId=proof,target&{proof}&target=edge.saas.example"
                ),
            ),
            (
                "acme.example",
                apex,
                &[],
                format!("domain=acme.example&groupId=proof,alias&{proof}&alias=edge.saas.example"),
            ),
            (
                "acme.example",
                apex,
                &two,
                format!(
                    "domain=acme.example&groupId=proof,a1,a2,aaaa1&{proof}&a1=192.0.2.1&a2=192.0.2.2&aaaa1=2001:db8::1"
                ),
            ),
        ] {
            assert_eq!(asked(&desired(hostname, kind, pool)), Some(want), "{hostname}");
        }
    }

    #[test]
    fn the_templates_that_are_handed_out_have_every_group_with_its_variable() {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Entry {
            group_id: String,
            #[serde(rename = "type")]
            rtype: String,
            host: Option<String>,
            #[serde(alias = "pointsTo")]
            data: String,
        }
        #[derive(Deserialize)]
        struct Handed {
            records: Vec<Entry>,
        }
        let handed =
            |text: &str| -> Vec<Entry> { serde_json::from_str::<Handed>(text).unwrap().records };
        let below = handed(include_str!("../../../docs/deploy/example.com.custom-domain.json"));
        let own = handed(include_str!("../../../docs/deploy/example.com.custom-domain-apex.json"));
        let pool = |n: usize| [format!("192.0.2.{n}"), format!("2001:db8::{n}")];
        let pool: Vec<String> = (1..=ADDRESSES).flat_map(pool).collect();
        let pool: Vec<&str> = pool.iter().map(String::as_str).collect();
        let mut asked = Vec::new();
        for (hostname, kind, pool) in [
            ("shop.acme.example", Kind::Subdomain, &[][..]),
            ("acme.example", Kind::Apex, &[]),
            ("acme.example", Kind::Apex, &pool),
        ] {
            let desired = desired(hostname, kind, pool);
            let query = application(&desired, &"acme.example".parse().unwrap()).unwrap();
            let (_, groups) = query.iter().find(|(key, _)| key == "groupId").unwrap();
            for (group, record) in groups.split(',').zip(desired.records()) {
                let of = if kind == Kind::Apex { &own } else { &below };
                let entry = of.iter().find(|entry| entry.group_id == group).unwrap();
                assert_eq!(entry.data, format!("%{group}%"));
                let apex = if group == "alias" { "APEX" } else { "" };
                assert_eq!(entry.rtype, format!("{apex}{}", record.rtype), "{group}");
                let below = entry.host.as_deref().unwrap_or("@").trim_start_matches('@');
                let below = if below.is_empty() { String::new() } else { format!("{below}.") };
                assert_eq!(record.host.as_str(), format!("{below}{hostname}"), "{group}");
                asked.push(group.to_owned());
            }
        }
        let mut all = own.iter().chain(&below);
        assert!(all.all(|entry| asked.contains(&entry.group_id)), "{asked:?}");
    }

    #[test]
    fn what_the_template_has_no_room_for_is_not_asked() {
        assert_eq!(asked(&desired("*.acme.example", Kind::Wildcard, &[])), None);
        assert_eq!(asked(&desired("shop.else.example", Kind::Subdomain, &[])), None);
        let five = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"];
        assert_eq!(asked(&desired("acme.example", Kind::Apex, &five)), None);
        assert!(
            asked(&desired("acme.example", Kind::Apex, five.first_chunk::<4>().unwrap())).is_some()
        );
    }

    #[test]
    fn a_template_is_two_ids_that_fit_into_a_path() {
        let read = |text: &str| text.parse::<Template>().map(|template| template.to_string());
        let path = "v2/domainTemplates/providers/saas.example/services/custom-domain";
        assert_eq!(read("saas.example/custom-domain").as_deref(), Ok(path));
        let template: Template = "saas.example/custom-domain".parse().unwrap();
        assert_eq!(template.of(false), template);
        assert_eq!(template.of(true).to_string(), format!("{path}-apex"));
        let long = format!("{}/b", "a".repeat(65));
        for bad in ["", "a", "a/", "/b", "a/b/c", "a b/c", "../b", "a/..", "a?/b", "ä/b", &long] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_host_that_lost_the_zone_does_not_speak_for_it() {
        let server = |name: &str| NameServer { name: name.parse().unwrap(), addresses: Vec::new() };
        let host = |names: &[&str]| Host {
            name_servers: names.iter().map(|name| (*name).to_owned()).collect(),
            ..Host::default()
        };
        let now = [server("ns1.new.example"), server("ns2.new.example")];
        for (told, want) in [
            (&[][..], true),
            (&["NS2.new.example.", "ns1.old.example"], true),
            (&["ns1.old.example"], false),
            (&["not a name"], true),
        ] {
            assert_eq!(host(told).serves(&now), want, "{told:?}");
        }
    }
}
