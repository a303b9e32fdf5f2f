//! The words with which an entry of [`super::hosts`] is written.

use super::{
    Alias, Apex, Names, Order, Provider, Proxy, Reading, TargetDot, TxtQuotes, ValueFields,
};

/// A host of which only the servers are known.
pub(super) const fn host(
    id: &'static str,
    name: &'static str,
    nameservers: &'static [&'static str],
) -> Provider {
    Provider {
        id,
        name,
        nameservers,
        beside: &[],
        console: None,
        name_field: None,
        names: None,
        apex: None,
        value_fields: ValueFields { a: None, aaaa: None, cname: None, txt: None },
        order: None,
        target_dot: None,
        txt_quotes: None,
        alias: None,
        wildcard: None,
        min_ttl: None,
        proxy: None,
        reading: Reading::Page,
        sources: &[],
    }
}

impl Provider {
    pub(super) const fn beside(self, beside: &'static [&'static str]) -> Self {
        Self { beside, ..self }
    }

    pub(super) const fn console(self, console: &'static str) -> Self {
        Self { console: Some(console), ..self }
    }

    /// Names are short, in this field.
    pub(super) const fn short(self, field: &'static str) -> Self {
        Self { name_field: Some(field), names: Some(Names::Short), ..self }
    }

    /// Names are short, in a field that is called by another word in each language.
    pub(super) const fn short_names(self) -> Self {
        Self { names: Some(Names::Short), ..self }
    }

    pub(super) const fn apex(self, apex: Apex) -> Self {
        Self { apex: Some(apex), ..self }
    }

    /// The same field for every value.
    pub(super) const fn value(self, field: &'static str) -> Self {
        Self { value_fields: ValueFields::all(field), ..self }
    }

    pub(super) const fn values(self, value_fields: ValueFields) -> Self {
        Self { value_fields, ..self }
    }

    pub(super) const fn order(self, order: Order) -> Self {
        Self { order: Some(order), ..self }
    }

    pub(super) const fn dot(self, dot: TargetDot) -> Self {
        Self { target_dot: Some(dot), ..self }
    }

    pub(super) const fn quotes(self, quotes: TxtQuotes) -> Self {
        Self { txt_quotes: Some(quotes), ..self }
    }

    pub(super) const fn alias(self, alias: Alias) -> Self {
        Self { alias: Some(alias), ..self }
    }

    pub(super) const fn wildcards(self) -> Self {
        Self { wildcard: Some(true), ..self }
    }

    pub(super) const fn min_ttl(self, seconds: u32) -> Self {
        Self { min_ttl: Some(seconds), ..self }
    }

    pub(super) const fn proxy(self, proxy: &'static Proxy) -> Self {
        Self { proxy: Some(proxy), ..self }
    }

    /// The pages themselves were read.
    pub(super) const fn read(self, sources: &'static [&'static str]) -> Self {
        Self { reading: Reading::Page, sources, ..self }
    }

    /// The pages were read as others quote them.
    pub(super) const fn quoted(self, sources: &'static [&'static str]) -> Self {
        Self { reading: Reading::Quoted, sources, ..self }
    }
}
