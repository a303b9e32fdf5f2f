//! What stands at a name before anybody has been asked to change anything.

use serde::Serialize;

use super::desired::Desired;
use super::finding::Finding;
use super::name::{Hostname, OwnerName};
use super::observation::{Answer, Observation, ServerKind};
use super::record::{Rdata, RecordType};

/// A record that the authorities have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExistingRecord {
    /// The owner name, whole, without trailing dot.
    pub host: OwnerName,
    /// The type's mnemonic.
    #[serde(rename = "type")]
    pub rtype: String,
    /// The value; TXT as raw text.
    pub value: String,
    /// The lowest TTL that a server told, seconds.
    pub ttl: u32,
}

/// Which CAs may issue for a name (RFC 8659).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaaSurvey {
    /// Where the set was found that decides; `null` where there is none up to the top.
    pub name: Option<OwnerName>,
    /// The set.
    pub records: Vec<ExistingRecord>,
    /// Whether the edge's CAs may issue; `null` where nobody could be asked.
    pub allows: Option<bool>,
}

/// What a first look finds before anything is asked of the customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// How many records stand at the hostname.
    pub existing: usize,
    /// How many of them must go first.
    pub conflicts: usize,
    /// Whether our CAs may issue; `None` where nobody could be asked.
    pub caa_allows: Option<bool>,
}

impl Survey {
    /// What `observation` shows of it.
    #[must_use]
    pub fn of(desired: &Desired, observation: &Observation, findings: &[Finding]) -> Self {
        let existing = existing(&desired.hostname, observation);
        Self {
            conflicts: conflicts(desired, &existing).len(),
            existing: existing.len(),
            caa_allows: caa(&desired.hostname, observation, findings).allows,
        }
    }
}

/// What the authorities have at exactly `hostname`.
#[must_use]
pub fn existing(hostname: &Hostname, observation: &Observation) -> Vec<ExistingRecord> {
    let here = |answer: &&Answer| {
        answer.asked.name == *hostname.as_owner() && answer.asked.rtype != RecordType::Caa
    };
    shown(authorities(observation).filter(here))
}

/// Which of `existing` must go before the desired records can stand and be followed.
#[must_use]
pub fn conflicts(desired: &Desired, existing: &[ExistingRecord]) -> Vec<ExistingRecord> {
    let wanted = desired.records();
    let alias = wanted.iter().any(|record| record.rtype == RecordType::Cname);
    let stands_in_the_way = |record: &&ExistingRecord| {
        let address = record.value.parse().ok();
        let leads = matches!(record.rtype.as_str(), "CNAME" | "A" | "AAAA");
        let is_wanted = wanted.iter().any(|wanted| {
            wanted.host == record.host
                && wanted.rtype.as_str() == record.rtype
                && wanted.value == record.value
        }) || address.is_some_and(|address| desired.template.owns(address));
        // Nothing can stand beside a CNAME (RFC 1034 §3.6.2).
        !is_wanted && (leads || alias)
    };
    existing.iter().filter(stands_in_the_way).cloned().collect()
}

/// The CAA set that decides, and whether it lets the edge's CAs issue, by what was found of it.
#[must_use]
pub fn caa(hostname: &Hostname, observation: &Observation, findings: &[Finding]) -> CaaSurvey {
    let asked = |answer: &&Answer| answer.asked.rtype == RecordType::Caa;
    let base = hostname.base();
    // A CA climbs: the lowest name that has a set decides (RFC 8659 §3).
    let decides = base.ancestors().find(|name| {
        let has = |answer: &Answer| answer.asked.name == *name && answer.values().next().is_some();
        authorities(observation).filter(asked).any(has)
    });
    let records = match &decides {
        Some(name) => shown(
            authorities(observation).filter(|answer| asked(answer) && answer.asked.name == *name),
        ),
        None => Vec::new(),
    };
    let known = authorities(observation).filter(asked).any(|answer| !answer.reply.unanswered());
    let forbids = |finding: &Finding| {
        finding.cause.refuses_certificate() && finding.cause.code().starts_with("caa_")
    };
    let refused = findings.iter().any(forbids);
    CaaSurvey { name: decides, records, allows: known.then_some(!refused) }
}

fn authorities(observation: &Observation) -> impl Iterator<Item = &Answer> {
    let authority = |answer: &&Answer| answer.asked.server.kind == ServerKind::Authoritative;
    observation.answers.iter().filter(authority)
}

/// Each record once, with its lowest TTL.
fn shown<'a>(answers: impl Iterator<Item = &'a Answer>) -> Vec<ExistingRecord> {
    let records = answers.flat_map(|answer| {
        let here = answer.records().iter().filter(|record| record.owner == answer.asked.name);
        here.map(|record| ExistingRecord {
            host: record.owner.clone(),
            rtype: record.rdata.mnemonic().to_owned(),
            value: value(&record.rdata),
            ttl: record.ttl,
        })
    });
    // By TTL last, so that the lowest of equals comes first.
    let mut records: Vec<ExistingRecord> = records.collect();
    records.sort();
    records.dedup_by(|next, first| (&next.rtype, &next.value) == (&first.rtype, &first.value));
    records
}

fn value(rdata: &Rdata) -> String {
    match rdata {
        Rdata::Txt(text) => text.clone(),
        Rdata::A(_)
        | Rdata::Aaaa(_)
        | Rdata::Caa { .. }
        | Rdata::Cname(_)
        | Rdata::Dname(_)
        | Rdata::Mx { .. }
        | Rdata::Ns(_)
        | Rdata::Soa { .. }
        | Rdata::Other { .. } => rdata.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::desired::{Challenge, Kind, RecordTemplate};

    fn desired(kind: Kind) -> Desired {
        let hostname: Hostname = "shop.acme.com".parse().unwrap();
        Desired {
            challenge: Challenge {
                name: hostname.challenge_name().unwrap(),
                value: "fairlead-verify-x".to_owned(),
            },
            hostname,
            kind,
            template: RecordTemplate {
                cname_target: "edge.example.com".parse().unwrap(),
                a: vec!["192.0.2.0/24".parse().unwrap(), "198.51.100.1".parse().unwrap()],
                aaaa: Vec::new(),
            },
            issuers: Vec::new(),
            accounts: Vec::new(),
            acme_delegation: None,
        }
    }

    #[test]
    fn what_must_go_depends_on_what_is_to_come() {
        for (kind, rtype, value, goes) in [
            (Kind::Subdomain, "CNAME", "edge.example.com", false),
            (Kind::Subdomain, "CNAME", "old.example.net", true),
            (Kind::Subdomain, "A", "203.0.113.7", true),
            (Kind::Subdomain, "A", "192.0.2.9", false),
            (Kind::Subdomain, "MX", "10 mail.acme.com", true),
            (Kind::Subdomain, "TXT", "a note", true),
            (Kind::Apex, "MX", "10 mail.acme.com", false),
            (Kind::Apex, "TXT", "v=spf1 -all", false),
            (Kind::Apex, "A", "198.51.100.1", false),
            (Kind::Apex, "AAAA", "2001:db8::1", true),
            (Kind::Apex, "CNAME", "old.example.net", true),
        ] {
            let record = ExistingRecord {
                host: "shop.acme.com".parse().unwrap(),
                rtype: rtype.to_owned(),
                value: value.to_owned(),
                ttl: 300,
            };
            let found = conflicts(&desired(kind), std::slice::from_ref(&record));
            assert_eq!(!found.is_empty(), goes, "{kind:?} {rtype} {value}");
        }
    }
}
