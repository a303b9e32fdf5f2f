//! Which company hosts a zone, what its console calls things, and what is typed there.
//!
//! The facts stand in `hosts`, an entry a company, each from that company's own documentation.
//! What is not documented is `None`, and the reader gets words that are right everywhere.

mod entry;
mod hosts;
mod pattern;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::name::OwnerName;
use super::observation::Zone;
use super::record::{RecordType, quoted};

/// A DNS host, as far as a customer has to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Provider {
    /// The stable id.
    pub id: &'static str,
    /// The product's name.
    pub name: &'static str,
    /// Its servers: `#` stands for digits, `*` for anything within a label.
    #[serde(skip)]
    pub nameservers: &'static [&'static str],
    /// Another company's servers that it puts beside its own; they prove nothing by themselves.
    #[serde(skip)]
    pub beside: &'static [&'static str],
    /// Where a customer edits records; `{zone}` stands for the zone's name.
    pub console: Option<&'static str>,
    /// What it calls the field for the owner name.
    pub name_field: Option<&'static str>,
    /// How an owner name is entered.
    pub names: Option<Names>,
    /// What is entered for the apex.
    pub apex: Option<Apex>,
    /// What it calls the field for the value.
    pub value_fields: ValueFields,
    /// Which of the fields comes first on its form.
    pub order: Option<Order>,
    /// Whether a name as value ends with a dot.
    pub target_dot: Option<TargetDot>,
    /// Who puts the quotes around a TXT value.
    pub txt_quotes: Option<TxtQuotes>,
    /// What it offers at the apex in place of a CNAME.
    pub alias: Option<Alias>,
    /// Whether `*` may be the leftmost label.
    pub wildcard: Option<bool>,
    /// The lowest TTL that it takes, seconds.
    pub min_ttl: Option<u32>,
    /// Its proxy before the records, where it has one.
    pub proxy: Option<&'static Proxy>,
    /// How the pages were read.
    pub reading: Reading,
    /// The addresses of its own documentation that say all this.
    pub sources: &'static [&'static str],
}

/// How an owner name is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Names {
    /// Without the zone's name, which the host appends.
    Short,
    /// Whole.
    Full,
}

/// What is entered for the apex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Apex {
    /// `@`.
    At,
    /// Nothing.
    Blank,
    /// The zone's name.
    Full,
}

/// What the field for the value is called, by the record's type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValueFields {
    /// Of an A record.
    pub a: Option<&'static str>,
    /// Of an AAAA record.
    pub aaaa: Option<&'static str>,
    /// Of a CNAME record.
    pub cname: Option<&'static str>,
    /// Of a TXT record.
    pub txt: Option<&'static str>,
}

/// The order of the fields on a form, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Type, name, value, TTL.
    TypeNameValueTtl,
    /// Name, type, TTL, value.
    NameTypeTtlValue,
}

/// Whether a name as value ends with a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TargetDot {
    /// Without it the host appends the zone.
    Needed,
    /// With or without it, it is the same name.
    Optional,
}

/// Who puts the quotes around a TXT value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TxtQuotes {
    /// The customer types them.
    Typed,
    /// The host adds them.
    Added,
}

/// What a host offers at the apex in place of a CNAME, for a target of another company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Alias {
    /// A CNAME is entered, and answered with addresses.
    Flattening,
    /// A record type of its own, by this name.
    Record(&'static str),
    /// Nothing.
    None,
}

/// A host's proxy, in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proxy {
    /// What the switch is called.
    pub switch: &'static str,
    /// Its state in which the host answers with its own addresses.
    pub on: &'static str,
    /// Its state in which the record is answered as it stands.
    pub off: &'static str,
}

/// How a host's pages were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The page itself.
    Page,
    /// In somebody else's guide that quotes the page.
    Quoted,
}

/// The id and the name, as a connection carries them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

impl ValueFields {
    /// The same word whatever the type.
    #[must_use]
    pub const fn all(field: &'static str) -> Self {
        Self { a: Some(field), aaaa: Some(field), cname: Some(field), txt: Some(field) }
    }
}

impl Provider {
    /// The hosts that are known, by their ids.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        hosts::ALL.iter().copied().flatten()
    }

    /// The host of `zone`, when all of its servers are that company's.
    #[must_use]
    pub fn of(zone: &Zone) -> Option<&'static Self> {
        let names = || zone.servers.iter().map(|server| &server.name);
        let provider = Self::all().find(|provider| names().any(|name| provider.owns(name)))?;
        names().all(|name| provider.owns(name) || provider.borrows(name)).then_some(provider)
    }

    /// The host with this id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        Self::all().find(|provider| provider.id == id)
    }

    fn owns(&self, server: &OwnerName) -> bool {
        self.nameservers.iter().any(|pattern| pattern::fits(pattern, server.as_str()))
    }

    fn borrows(&self, server: &OwnerName) -> bool {
        self.beside.iter().any(|pattern| pattern::fits(pattern, server.as_str()))
    }

    /// What the customer enters into the name field for `host` in the zone `apex`; empty where
    /// the field stays empty.
    #[must_use]
    pub fn entered_name<'a>(&'a self, host: &'a OwnerName, apex: &OwnerName) -> &'a str {
        match (host.relative_to(apex), self.names) {
            (Some(""), _) => match self.apex {
                Some(Apex::At) | None => "@",
                Some(Apex::Blank) => "",
                Some(Apex::Full) => host.as_str(),
            },
            (Some(head), Some(Names::Short) | None) => head,
            (Some(_), Some(Names::Full)) | (None, _) => host.as_str(),
        }
    }

    /// What the customer enters into the value field for `value`.
    #[must_use]
    pub fn entered_value<'v>(&self, rtype: RecordType, value: &'v str) -> Cow<'v, str> {
        match rtype {
            RecordType::Cname | RecordType::Dname | RecordType::Mx | RecordType::Ns => {
                match self.target_dot {
                    Some(TargetDot::Needed) => format!("{}.", value.trim_end_matches('.')).into(),
                    Some(TargetDot::Optional) | None => value.into(),
                }
            }
            RecordType::Txt => match self.txt_quotes {
                Some(TxtQuotes::Typed) => quoted(value).into(),
                Some(TxtQuotes::Added) | None => value.into(),
            },
            RecordType::A
            | RecordType::Aaaa
            | RecordType::Caa
            | RecordType::Dnskey
            | RecordType::Ds
            | RecordType::Https
            | RecordType::Soa => value.into(),
        }
    }

    /// What it calls the field for the value of a record of this type.
    #[must_use]
    pub const fn value_field(&self, rtype: RecordType) -> Option<&'static str> {
        match rtype {
            RecordType::A => self.value_fields.a,
            RecordType::Aaaa => self.value_fields.aaaa,
            RecordType::Cname => self.value_fields.cname,
            RecordType::Txt => self.value_fields.txt,
            RecordType::Caa
            | RecordType::Dname
            | RecordType::Dnskey
            | RecordType::Ds
            | RecordType::Https
            | RecordType::Mx
            | RecordType::Ns
            | RecordType::Soa => None,
        }
    }

    /// Where a customer edits the records of `zone`.
    #[must_use]
    pub fn console_of(&self, zone: Option<&OwnerName>) -> Option<Cow<'static, str>> {
        let console = self.console?;
        if console.contains("{zone}") {
            Some(console.replace("{zone}", zone?.as_str()).into())
        } else {
            Some(console.into())
        }
    }

    /// Whether it makes an alias record of a CNAME at the apex.
    #[must_use]
    pub const fn makes_alias_records(&self) -> bool {
        matches!(self.alias, Some(Alias::Flattening))
    }

    /// `ttl`, or the lowest that the host takes.
    #[must_use]
    pub fn ttl(&self, ttl: u32) -> u32 {
        self.min_ttl.map_or(ttl, |least| ttl.max(least))
    }
}
