//! The causes, in the words of machines.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::domain::certificate::Stage;
use crate::domain::name::OwnerName;
use crate::domain::observation::DnssecFault;
use crate::domain::registration::Hold;

/// How a wrong target came about, where that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// The DNS host appended the zone to the target.
    ZoneAppended,
    /// One or two characters differ.
    Typo,
    /// Simply another name.
    Other,
}

/// Why a name is not connected without a person's look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// It is on the operator's list.
    Listed,
    /// It looks like a well-known name.
    LookAlike,
    /// The CA refused it as such.
    Refused,
}

/// Whose limit holds an order back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Ours, which keeps within the CA's.
    Own,
    /// The CA's.
    Ca,
}

/// The causes, in the words of machines. A code, once published, keeps its meaning.
///
/// `docs/findings.md` has a row for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum Cause {
    /// No TXT at the challenge name on any authority (RFC 1035 §3.3.14).
    OwnershipMissing {
        /// Where it is looked for.
        name: OwnerName,
    },
    /// A TXT stands at the challenge name, but none is equal (RFC 1035 §3.3.14).
    OwnershipMismatch {
        /// Where it was looked for.
        name: OwnerName,
        /// What it must be.
        wanted: String,
        /// What stands there.
        found: Vec<String>,
    },
    /// The right value at another name: the bare hostname, the apex, or without the underscore
    /// (RFC 8552 §1).
    OwnershipAtWrongName {
        /// Where it is looked for.
        name: OwnerName,
        /// Where it stands.
        found_at: OwnerName,
    },
    /// The right value but for quotes, escapes, blanks or a dot that were typed in
    /// (RFC 1035 §5.1).
    OwnershipQuoted {
        /// Where it was looked for.
        name: OwnerName,
        /// What it must be.
        wanted: String,
        /// What stands there.
        found: String,
    },
    /// The challenge name is an alias, so that no TXT of its own can be seen, and whoever owns the
    /// target could prove every name that leads there (RFC 1034 §3.6.2, RFC 4592 §2).
    OwnershipBehindCname {
        /// The challenge name.
        name: OwnerName,
        /// What it is an alias of.
        target: OwnerName,
        /// The wildcard that makes it one; `None` where the CNAME stands at that very name.
        wildcard: Option<OwnerName>,
    },
    /// A desired record stands at its name with the zone appended once more (RFC 1035 §5.1).
    NameDoubled {
        /// Where it is looked for.
        name: OwnerName,
        /// Where it stands.
        found_at: OwnerName,
        /// What the DNS host appends.
        zone: OwnerName,
    },
    /// Neither CNAME nor address for the hostname (RFC 1034 §3.6).
    RoutingMissing {
        /// The hostname.
        name: OwnerName,
    },
    /// A CNAME that leads elsewhere; `slip` tells a typo and an appended zone (RFC 1034 §3.6.2).
    CnameWrongTarget {
        /// The hostname.
        name: OwnerName,
        /// Where it must lead.
        wanted: OwnerName,
        /// Where it leads.
        found: OwnerName,
        /// How that came about.
        slip: Slip,
    },
    /// More than one CNAME at one name (RFC 2181 §10.1).
    CnameMultiple {
        /// The hostname.
        name: OwnerName,
        /// Where they must lead.
        wanted: OwnerName,
        /// Where they lead.
        found: Vec<OwnerName>,
    },
    /// A CNAME stands, or would have to stand, at the zone's own name, where only other records
    /// can (RFC 1034 §3.6.2).
    CnameAtApex {
        /// The hostname.
        name: OwnerName,
        /// Where it leads, or must lead.
        target: OwnerName,
    },
    /// Records of other types stand where the CNAME must (RFC 1034 §3.6.2).
    CnameConflict {
        /// The hostname.
        name: OwnerName,
        /// The types to delete, as mnemonics.
        types: Vec<String>,
        /// Whether mail for the name would stop with them.
        mail: bool,
    },
    /// The CNAME leads to the target through another name (RFC 1034 §3.6.2).
    CnameIndirect {
        /// The hostname.
        name: OwnerName,
        /// The next name on the way.
        via: OwnerName,
    },
    /// No CNAME, but addresses that are the target's.
    CnameFlattened {
        /// The hostname.
        name: OwnerName,
    },
    /// The addresses are those of a CDN's proxy in front of the name.
    Proxied {
        /// The hostname.
        name: OwnerName,
        /// Whose proxy.
        by: String,
        /// Whether our edge's signed marker was reached through it.
        reached: bool,
    },
    /// The addresses are a registrar's, for parking or for forwarding to another URL.
    ProviderForwarding {
        /// The hostname.
        name: OwnerName,
        /// Whose.
        by: String,
        /// What stands there.
        found: Vec<IpAddr>,
    },
    /// The aliases lead in a circle, or through more than 16 names (RFC 1034 §5.2.2).
    CnameLoop {
        /// The hostname.
        name: OwnerName,
        /// The name that came twice.
        at: OwnerName,
    },
    /// An alias on the way leads to a name that does not exist (RFC 1034 §3.6.2).
    CnameChainBroken {
        /// The hostname.
        name: OwnerName,
        /// The name that does not exist.
        at: OwnerName,
        /// Whether that name is the customer's to mend.
        in_zone: bool,
    },
    /// More than eight names on the way to the target (RFC 1034 §5.2.2).
    CnameChainLong {
        /// The hostname.
        name: OwnerName,
        /// How many.
        hops: usize,
    },
    /// The answer is made from a wildcard (RFC 4592 §2).
    WildcardMasks {
        /// The hostname.
        name: OwnerName,
        /// The wildcard.
        wildcard: OwnerName,
    },
    /// The change asked for would hide records by which mail reaches the name (RFC 5321 §5.1,
    /// RFC 7208 §3).
    MailShadowed {
        /// The hostname.
        name: OwnerName,
        /// Their types, as mnemonics.
        types: Vec<String>,
    },
    /// The authorities answer differently each time, and not always rightly (RFC 2181 §5).
    AnswersVary {
        /// The hostname.
        name: OwnerName,
        /// The answers that are wrong.
        wrong: Vec<String>,
    },
    /// An HTTPS record (RFC 9460) that leads browsers elsewhere.
    HttpsRecordLeftover {
        /// The hostname.
        name: OwnerName,
        /// The record's value.
        found: String,
    },
    /// Addresses that only a private network knows, or nobody (RFC 6890 §2.2, RFC 5737).
    AddressPrivate {
        /// The hostname.
        name: OwnerName,
        /// What stands there.
        found: Vec<IpAddr>,
    },
    /// Visitors of `www` do not get here.
    WwwNotCovered {
        /// `www` and the hostname.
        name: OwnerName,
        /// Whether it leads anywhere at all.
        stands: bool,
    },
    /// Addresses, none of them the tenant's (RFC 1035 §3.4.1).
    AddressWrong {
        /// The hostname.
        name: OwnerName,
        /// What stands there.
        found: Vec<IpAddr>,
        /// Whose they are, where that is known.
        owner: Option<String>,
    },
    /// A right address, and others beside it (RFC 2181 §5).
    AddressExtra {
        /// The hostname.
        name: OwnerName,
        /// Those to delete.
        extra: Vec<IpAddr>,
    },
    /// The IPv4 addresses are right, the IPv6 ones lead elsewhere, and CAs and most visitors prefer
    /// IPv6 (RFC 6724 §2.1).
    AaaaLeftover {
        /// The hostname.
        name: OwnerName,
        /// Those to delete.
        extra: Vec<IpAddr>,
    },
    /// Some servers of the zone have the record and others have not (RFC 1034 §4.3.5, RFC 1982).
    AuthoritiesDisagree {
        /// The owner name.
        name: OwnerName,
        /// The servers that lag.
        lagging: Vec<String>,
        /// The zone's version at each server that told it.
        serials: Vec<(String, u32)>,
    },
    /// A record to be replaced may be remembered for more than an hour (RFC 2181 §8).
    TtlHigh {
        /// The owner name.
        name: OwnerName,
        /// For how long, seconds.
        ttl: u32,
    },
    /// The record stands on name servers that are not in charge (RFC 1034 §4.2.2).
    EditedElsewhere {
        /// The owner name.
        name: OwnerName,
        /// The servers that have it.
        found_at: Vec<String>,
        /// The servers in charge.
        in_charge: Vec<String>,
    },
    /// The name servers are being changed: parent and zone tell different ones, and both answer
    /// (RFC 1034 §4.2.2).
    NameserversChanging {
        /// The zone.
        zone: OwnerName,
        /// By the parent.
        parent: Vec<String>,
        /// By the zone itself.
        child: Vec<String>,
        /// How long the parent's answer may be remembered, seconds.
        ttl: u32,
    },
    /// The authorities are right, a resolver still serves the answer before (RFC 2181 §8,
    /// RFC 8914 §4.4).
    StaleCache {
        /// The owner name.
        name: OwnerName,
        /// Who remembers.
        resolver: String,
        /// When it forgets; `None` where that can't be told.
        #[serde(with = "time::serde::rfc3339::option")]
        visible_at: Option<OffsetDateTime>,
        /// When every well-behaved cache has it, at the latest.
        #[serde(with = "time::serde::rfc3339::option")]
        latest_at: Option<OffsetDateTime>,
    },
    /// The authorities are right, a resolver remembers that there was nothing (RFC 2308 §5).
    NegativeCache {
        /// The owner name.
        name: OwnerName,
        /// Who remembers.
        resolver: String,
        /// When it forgets; `None` where that can't be told.
        #[serde(with = "time::serde::rfc3339::option")]
        visible_at: Option<OffsetDateTime>,
        /// When every well-behaved cache has it, at the latest.
        #[serde(with = "time::serde::rfc3339::option")]
        latest_at: Option<OffsetDateTime>,
    },
    /// NXDOMAIN from the registry's servers (RFC 8020 §2).
    DomainNotRegistered {
        /// The name that is absent.
        name: OwnerName,
    },
    /// The registry has the domain, and keeps it out of the DNS (RFC 8056 §2).
    RegistrationHold {
        /// The domain.
        name: OwnerName,
        /// Why.
        hold: Hold,
        /// Until when it was registered, where that is told.
        #[serde(with = "time::serde::rfc3339::option")]
        ended_at: Option<OffsetDateTime>,
    },
    /// The registry knows the domain, and no name servers for it (RFC 1034 §4.2.2).
    NoDelegation {
        /// The domain.
        zone: OwnerName,
    },
    /// The NS sets of parent and zone differ (RFC 1034 §4.2.2).
    DelegationMismatch {
        /// The zone.
        zone: OwnerName,
        /// Only the parent lists these.
        parent_only: Vec<String>,
        /// Only the zone lists these.
        child_only: Vec<String>,
    },
    /// Validating resolvers refuse the zone (RFC 4035 §5.5).
    DnssecBogus {
        /// The zone.
        zone: OwnerName,
        /// What is wrong with it, where we saw it ourselves.
        fault: Option<DnssecFault>,
    },
    /// Servers that the delegation lists do not answer for the zone (RFC 1912 §2.8, RFC 9499 §7).
    LameDelegation {
        /// The zone.
        zone: OwnerName,
        /// Those that do not.
        servers: Vec<String>,
        /// Whether that leaves none.
        all: bool,
    },
    /// Some authorities are silent, for everything or for a wanted record (RFC 8906 §3).
    NameserverUnreachable {
        /// The zone.
        zone: OwnerName,
        /// Those that are.
        servers: Vec<String>,
    },
    /// Our resolvers or our network failed.
    LookupFailed,
    /// The relevant CAA set (RFC 8659 §3) allows none of our CAs.
    CaaForbids {
        /// The owner of the set.
        at: OwnerName,
        /// Whom it allows, by CAA name, or by the whole value where it is one of ours for others'
        /// accounts or ways of checking; empty when nobody.
        allowed: Vec<String>,
        /// Our first CA, which must be added.
        issuer: String,
        /// The tag that counts here: `issue`, or `issuewild` for a wildcard.
        tag: String,
        /// Whether the set is the customer's to change.
        in_zone: bool,
    },
    /// No answer for type CAA on the way up: CAs refuse then (RFC 8659 §6.1, RFC 8906 §3).
    CaaLookupFailed {
        /// The name whose CAA could not be had.
        at: OwnerName,
    },
    /// A critical property that a CA need not know, so that it must refuse (RFC 8659 §4.1).
    CaaUnknownCritical {
        /// The owner of the set.
        at: OwnerName,
        /// The property's tag.
        tag: String,
        /// Whether the set is the customer's to change.
        in_zone: bool,
    },
    /// A property whose value no CA can read as it is meant (RFC 8659 §4.2).
    CaaMalformed {
        /// The owner of the set.
        at: OwnerName,
        /// The value.
        value: String,
    },
    /// Only certain accounts, or certain ways of checking, may get a certificate (RFC 8657).
    CaaAccountBound {
        /// The owner of the set.
        at: OwnerName,
        /// The property's value.
        value: String,
    },
    /// Something answers for the path by which a CA checks the name, and it is not our edge
    /// (RFC 8555 §8.3).
    AcmePathIntercepted {
        /// The URL that was asked for.
        url: String,
        /// What answered, by its `Server` field.
        server: Option<String>,
        /// How, as an HTTP status.
        status: u16,
    },
    /// Nothing answers on port 80, where a CA begins (RFC 8555 §8.3).
    HttpUnreachable {
        /// The hostname.
        name: OwnerName,
        /// Where.
        address: IpAddr,
        /// Whether it was refused, rather than not answered in time.
        refused: bool,
        /// Whether the address is our edge's.
        ours: bool,
    },
    /// The redirects lead in a circle, or through more than ten addresses (RFC 9110 §15.4).
    RedirectLoop {
        /// The URL that was asked for.
        url: String,
        /// Where it turned back.
        at: String,
    },
    /// The alias by which a wildcard's name is checked is not there (RFC 8555 §8.4).
    AcmeDelegationMissing {
        /// Where it must stand.
        name: OwnerName,
        /// Where it must lead.
        wanted: OwnerName,
        /// What stands there.
        found: Option<OwnerName>,
    },
    /// Records of somebody else's checks stand at the name of ours (RFC 8555 §8.4).
    AcmeLeftover {
        /// The owner name.
        name: OwnerName,
        /// Their types, as mnemonics.
        types: Vec<String>,
    },
    /// A stage of issuing took too long (RFC 8555 §7.1.6).
    CertificateTimedOut {
        /// Which.
        stage: Stage,
    },
    /// A limit holds the order back (RFC 8555 §6.6).
    CertificateRateLimited {
        /// Whose.
        limit: Limit,
        /// When it is tried again.
        #[serde(with = "time::serde::rfc3339")]
        retry_at: OffsetDateTime,
    },
    /// The CA refused (RFC 8555 §6.7).
    CertificateRejected {
        /// The type of its problem document, without the namespace.
        problem: String,
        /// Its words.
        detail: String,
    },
    /// The name needs a person's look.
    HighRiskDomain {
        /// The hostname.
        name: OwnerName,
        /// Why.
        why: Risk,
    },
    /// HTTPS answers with another certificate (RFC 9110 §4.3.4).
    WrongCertificate {
        /// The hostname.
        name: OwnerName,
        /// The names that it is for.
        names: Vec<String>,
        /// Who issued it.
        issuer: Option<String>,
        /// Where it was seen.
        address: IpAddr,
        /// Whether browsers trust who issued it.
        #[serde(default = "crate::domain::web::yes")]
        trusted: bool,
        /// Whether the address is our edge's.
        #[serde(default)]
        ours: bool,
    },
    /// A name above tells browsers to use HTTPS alone for all names below it (RFC 6797 §6.1.2).
    HstsBeforeCertificate {
        /// The name above.
        by: OwnerName,
    },
    /// The name that customers are asked to alias has no address.
    TargetBroken {
        /// That name.
        target: OwnerName,
    },
    /// The edge answers, what is behind it does not.
    OriginUnreachable {
        /// The edge's HTTP status.
        status: u16,
    },
    /// Another connection holds the name.
    HostnameTaken {
        /// The hostname.
        name: OwnerName,
    },
    /// The name is no longer served, and still leads to the edge.
    TakeoverRisk {
        /// The hostname.
        name: OwnerName,
        /// The records to remove, as mnemonics.
        types: Vec<String>,
    },
}
