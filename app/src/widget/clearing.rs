//! What must be deleted before the records can work: cards of their own, before those to add.

use std::net::IpAddr;

use crate::backend::ConnectionView;
use crate::domain::finding::{Cause, Finding, Severity};
use crate::domain::name::OwnerName;
use crate::domain::record::RecordType;

/// What a finding asks to delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clearing<'a> {
    /// The finding that asks.
    pub(super) finding: &'a Finding,
    /// The name of the records.
    pub(super) host: &'a OwnerName,
    /// Their types, as mnemonics.
    pub(super) types: Vec<String>,
    /// Their values, where they are known.
    pub(super) values: Vec<String>,
    /// Whether mail goes with them, which the finding then says.
    pub(super) mail: bool,
}

impl<'a> Clearing<'a> {
    /// What `finding` asks to delete; `None` where it asks to add or to change something.
    #[must_use]
    pub(super) fn of(finding: &'a Finding) -> Option<Self> {
        let cause = &finding.cause;
        let (host, types, values, mail) = if let Cause::CnameConflict { name, types, mail } = cause
        {
            (name, types.clone(), Vec::new(), *mail)
        } else if let Cause::AcmeLeftover { name, types } | Cause::TakeoverRisk { name, types } =
            cause
        {
            (name, types.clone(), Vec::new(), false)
        } else if let Cause::AddressExtra { name, extra } | Cause::AaaaLeftover { name, extra } =
            cause
        {
            (name, families(extra), texts(extra), false)
        } else if let Cause::AddressWrong { name, found, .. }
        | Cause::AddressPrivate { name, found } = cause
            && finding.record.as_ref().is_some_and(|it| it.rtype == RecordType::Cname)
        {
            // No console turns an address into an alias: one goes, the other comes.
            (name, families(found), texts(found), false)
        } else if let Cause::HttpsRecordLeftover { name, found } = cause {
            (name, vec![mnemonic(RecordType::Https)], vec![found.clone()], false)
        } else if let Cause::OwnershipBehindCname { name, target, wildcard: None } = cause {
            (name, vec![mnemonic(RecordType::Cname)], texts([target]), false)
        } else if let Cause::CnameMultiple { name, wanted, found } = cause
            && found.contains(wanted)
        {
            let others = found.iter().filter(|target| *target != wanted);
            (name, vec![mnemonic(RecordType::Cname)], texts(others), false)
        } else {
            return None;
        };
        Some(Self { finding, host, types, values, mail })
    }

    /// Whether it stands in the place of a record of another type, which has yet to come.
    #[must_use]
    pub(super) const fn makes_room(&self) -> bool {
        matches!(self.finding.cause, Cause::AddressWrong { .. } | Cause::AddressPrivate { .. })
    }

    /// Whether nothing goes on before it is done.
    #[must_use]
    pub(super) fn blocks(&self) -> bool {
        self.finding.severity == Severity::Blocking
    }
}

/// Everything that is to be deleted, what blocks first.
pub(super) fn clearings(connection: &ConnectionView) -> Vec<Clearing<'_>> {
    let mut clearings: Vec<_> = connection.findings.iter().filter_map(Clearing::of).collect();
    clearings.sort_by_key(|clearing| clearing.finding.severity);
    clearings
}

fn mnemonic(rtype: RecordType) -> String {
    rtype.as_str().to_owned()
}

fn texts<T: ToString>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}

/// The types of records that hold such addresses, each once.
fn families(addresses: &[IpAddr]) -> Vec<String> {
    let v4 = addresses.iter().any(IpAddr::is_ipv4).then_some(RecordType::A);
    let v6 = addresses.iter().any(IpAddr::is_ipv6).then_some(RecordType::Aaaa);
    v4.into_iter().chain(v6).map(mnemonic).collect()
}
