//! Which company hosts a zone, and what it calls things.

use serde::{Deserialize, Serialize};

use super::name::OwnerName;
use super::observation::Zone;

/// A DNS host, as far as a customer has to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Provider {
    /// The stable id.
    pub id: &'static str,
    /// The product's name.
    pub name: &'static str,
    /// Its console, where a customer edits records.
    pub console: Option<&'static str>,
    /// What it calls the field for the owner name.
    pub name_field: &'static str,
    /// What it calls the field for the value.
    pub value_field: &'static str,
    /// What is entered for the apex.
    pub apex: &'static str,
    /// The ends of its servers' names.
    #[serde(skip)]
    pub nameservers: &'static [&'static str],
}

/// The id and the name, as a connection carries them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderRef {
    /// The stable id.
    pub id: String,
    /// The product's name.
    pub name: String,
}

impl From<&Provider> for ProviderRef {
    fn from(provider: &Provider) -> Self {
        Self { id: provider.id.to_owned(), name: provider.name.to_owned() }
    }
}

/// The hosts that are known, each by the names of its servers.
pub const PROVIDERS: &[Provider] = &[
    Provider {
        id: "cloudflare",
        name: "Cloudflare",
        console: Some("https://dash.cloudflare.com/?to=/:account/:zone/dns/records"),
        name_field: "Name",
        value_field: "Content",
        apex: "@",
        nameservers: &["ns.cloudflare.com"],
    },
    Provider {
        id: "sandbox",
        name: "Sandbox DNS",
        console: None,
        name_field: "Name",
        value_field: "Value",
        apex: "@",
        nameservers: &["sandbox.test"],
    },
];

impl Provider {
    /// The host of `zone`, when all of its servers are one company's.
    #[must_use]
    pub fn of(zone: &Zone) -> Option<&'static Self> {
        let first = zone.servers.first()?;
        let provider = PROVIDERS.iter().find(|provider| provider.runs(&first.name))?;
        zone.servers.iter().all(|server| provider.runs(&server.name)).then_some(provider)
    }

    /// The host with this id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        PROVIDERS.iter().find(|provider| provider.id == id)
    }

    fn runs(&self, server: &OwnerName) -> bool {
        self.nameservers
            .iter()
            .any(|end| end.parse::<OwnerName>().is_ok_and(|end| server.is_under(&end)))
    }

    /// What the customer enters into the name field for `host` in the zone `apex`.
    #[must_use]
    pub fn entered_name<'a>(&'a self, host: &'a OwnerName, apex: &OwnerName) -> &'a str {
        match host.relative_to(apex) {
            Some("") => self.apex,
            Some(head) => head,
            None => host.as_str(),
        }
    }
}
