//! What somebody expects of a name, where that may be less than a connection asks for.
//!
//! Whoever has not said what to expect of a record is told nothing about that record: the
//! findings come through here alone, each with what must have been said for it to be a fault.

use super::desired::{Challenge, Desired, Kind, Purpose, RecordTemplate};
use super::diagnosis::{ObservedRecord, diagnose, observed_records};
use super::finding::{Cause, Finding};
use super::name::{Hostname, OwnerName};
use super::observation::Observation;

/// What is expected of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The name.
    pub hostname: Hostname,
    /// What it is to its zone.
    pub kind: Kind,
    /// Where the ownership TXT stands.
    pub challenge_name: OwnerName,
    /// The value of the ownership TXT.
    pub ownership: Option<String>,
    /// Where the name must lead.
    pub routing: Option<Destination>,
    /// The CAs that must be able to issue, by their CAA names.
    pub issuers: Vec<String>,
    /// Our accounts at them, in their order.
    pub accounts: Vec<Option<String>>,
}

/// Where a name must lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To a name, and what it leads to.
    Name(RecordTemplate),
    /// To addresses alone.
    Addresses {
        /// The range of IPv4.
        a: Vec<super::desired::Cidr>,
        /// The range of IPv6.
        aaaa: Vec<super::desired::Cidr>,
    },
}

/// What must have been said for a cause to be a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// Nothing: the zone itself is at fault.
    Nothing,
    /// The ownership TXT's value.
    Ownership,
    /// Where the name must lead.
    Routing,
    /// What the record must be that the finding is about.
    ItsRecord,
    /// Which CA must be able to issue.
    Issuer,
    /// A connection's books, which a mere expectation has not.
    Books,
}

impl Expectation {
    /// The same as a connection would ask for it. What was left open is filled with what
    /// nothing can be compared with, since [`Expectation::findings`] leaves it out.
    #[must_use]
    pub fn desired(&self) -> Desired {
        // Without a target of its own, a name is asked for addresses; here for none.
        let itself = self.hostname.as_owner().clone();
        let template = match &self.routing {
            Some(Destination::Name(template)) => template.clone(),
            Some(Destination::Addresses { a, aaaa }) => {
                RecordTemplate { cname_target: itself, a: a.clone(), aaaa: aaaa.clone() }
            }
            None => RecordTemplate { cname_target: itself, a: Vec::new(), aaaa: Vec::new() },
        };
        Desired {
            hostname: self.hostname.clone(),
            kind: self.kind,
            challenge: Challenge {
                name: self.challenge_name.clone(),
                value: self.ownership.clone().unwrap_or_default(),
            },
            template,
            issuers: self.issuers.clone(),
            accounts: self.accounts.clone(),
            acme_delegation: None,
        }
    }

    /// What there is to say of what was expected, and of the zone.
    #[must_use]
    pub fn findings(&self, observation: &Observation) -> Vec<Finding> {
        let mut findings = diagnose(&self.desired(), observation);
        findings.retain(|finding| self.judges(finding));
        findings
    }

    /// How the expected records stand.
    #[must_use]
    pub fn records(&self, observation: &Observation) -> Vec<ObservedRecord> {
        let mut records = observed_records(&self.desired(), observation);
        records.retain(|observed| self.expects(observed.record.purpose));
        records
    }

    const fn expects(&self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::Ownership => self.ownership.is_some(),
            Purpose::Routing | Purpose::Redirect => self.routing.is_some(),
            Purpose::Certificate | Purpose::Email => false,
        }
    }

    fn judges(&self, finding: &Finding) -> bool {
        match needs(&finding.cause) {
            Needs::Nothing => true,
            Needs::Ownership => self.ownership.is_some(),
            Needs::Routing => self.routing.is_some(),
            Needs::Issuer => !self.issuers.is_empty(),
            Needs::Books => false,
            Needs::ItsRecord => match &finding.record {
                Some(record) if record.host == self.challenge_name => self.ownership.is_some(),
                Some(_) => self.routing.is_some(),
                None => true,
            },
        }
    }
}

const fn needs(cause: &Cause) -> Needs {
    match cause {
        Cause::DomainNotRegistered { .. }
        | Cause::RegistrationHold { .. }
        | Cause::NoDelegation { .. }
        | Cause::LameDelegation { .. }
        | Cause::NameserverUnreachable { .. }
        | Cause::NameserversChanging { .. }
        | Cause::DelegationMismatch { .. }
        | Cause::DnssecBogus { .. }
        | Cause::LookupFailed => Needs::Nothing,
        Cause::OwnershipMissing { .. }
        | Cause::OwnershipMismatch { .. }
        | Cause::OwnershipAtWrongName { .. }
        | Cause::OwnershipQuoted { .. }
        | Cause::OwnershipBehindCname { .. } => Needs::Ownership,
        Cause::NameDoubled { .. }
        | Cause::AuthoritiesDisagree { .. }
        | Cause::TtlHigh { .. }
        | Cause::EditedElsewhere { .. }
        | Cause::StaleCache { .. }
        | Cause::NegativeCache { .. } => Needs::ItsRecord,
        Cause::RoutingMissing { .. }
        | Cause::CnameWrongTarget { .. }
        | Cause::CnameMultiple { .. }
        | Cause::CnameAtApex { .. }
        | Cause::CnameConflict { .. }
        | Cause::CnameIndirect { .. }
        | Cause::CnameFlattened { .. }
        | Cause::Proxied { .. }
        | Cause::ProviderForwarding { .. }
        | Cause::CnameLoop { .. }
        | Cause::CnameChainBroken { .. }
        | Cause::CnameChainLong { .. }
        | Cause::WildcardMasks { .. }
        | Cause::MailShadowed { .. }
        | Cause::AnswersVary { .. }
        | Cause::HttpsRecordLeftover { .. }
        | Cause::AddressPrivate { .. }
        | Cause::WwwNotCovered { .. }
        | Cause::AddressWrong { .. }
        | Cause::AddressExtra { .. }
        | Cause::AaaaLeftover { .. }
        | Cause::AcmePathIntercepted { .. }
        | Cause::HttpUnreachable { .. }
        | Cause::RedirectLoop { .. }
        | Cause::WrongCertificate { .. }
        | Cause::HstsBeforeCertificate { .. }
        | Cause::TargetBroken { .. } => Needs::Routing,
        Cause::CaaForbids { .. }
        | Cause::CaaLookupFailed { .. }
        | Cause::CaaUnknownCritical { .. }
        | Cause::CaaMalformed { .. }
        | Cause::CaaAccountBound { .. }
        | Cause::AcmeDelegationMissing { .. }
        | Cause::AcmeLeftover { .. } => Needs::Issuer,
        Cause::CertificateTimedOut { .. }
        | Cause::CertificateRateLimited { .. }
        | Cause::CertificateRejected { .. }
        | Cause::HighRiskDomain { .. }
        | Cause::OriginUnreachable { .. }
        | Cause::HostnameTaken { .. }
        | Cause::TakeoverRisk { .. } => Needs::Books,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::domain::observation::{
        Answer, Asked, Delegation, NameServer, Reply, Server, ServerKind, Transport, Zone,
    };
    use crate::domain::record::RecordType;

    /// A zone whose only server says that nothing is there, and does not answer for CAA.
    fn empty_zone() -> Observation {
        let address = std::net::IpAddr::from([198, 51, 100, 1]);
        let name = |text: &str| text.parse::<OwnerName>().unwrap();
        let server = Server {
            name: Some("ns1.acme.com".to_owned()),
            address: (address, 53).into(),
            kind: ServerKind::Authoritative,
        };
        let servers = vec![NameServer { name: name("ns1.acme.com"), addresses: vec![address] }];
        let zone = Zone { apex: name("acme.com"), servers, negative_ttl: Some(60), parent: None };
        let at = datetime!(2026-03-01 12:00 UTC);
        let answer = |owner: &str, rtype: RecordType| {
            let asked = Asked {
                name: name(owner),
                rtype,
                server: server.clone(),
                transport: Transport::Udp,
            };
            let reply = if rtype == RecordType::Caa {
                Reply::ServFail
            } else {
                Reply::NoName { negative_ttl: Some(60) }
            };
            Answer { asked, reply, ede: Vec::new(), at }
        };
        let answers = vec![
            answer("_customdomain-challenge.shop.acme.com", RecordType::Txt),
            answer("shop.acme.com", RecordType::Cname),
            answer("shop.acme.com", RecordType::A),
            answer("shop.acme.com", RecordType::Aaaa),
            answer("shop.acme.com", RecordType::Caa),
        ];
        Observation::of(at, Delegation::Zone(zone), answers)
    }

    fn nothing() -> Expectation {
        let hostname: Hostname = "shop.acme.com".parse().unwrap();
        Expectation {
            challenge_name: hostname.challenge_name().unwrap(),
            hostname,
            kind: Kind::Subdomain,
            ownership: None,
            routing: None,
            issuers: Vec::new(),
            accounts: Vec::new(),
        }
    }

    #[test]
    fn nobody_is_told_of_what_nobody_expects() {
        let address = "192.0.2.7".parse().unwrap();
        let expectations = [
            (nothing(), vec![], 0),
            (
                Expectation { ownership: Some("x".to_owned()), ..nothing() },
                vec!["ownership_missing"],
                1,
            ),
            (
                Expectation {
                    routing: Some(Destination::Addresses { a: vec![address], aaaa: vec![] }),
                    ..nothing()
                },
                vec!["routing_missing"],
                1,
            ),
            (
                Expectation { issuers: vec!["ca.example".to_owned()], ..nothing() },
                vec!["caa_lookup_failed"],
                0,
            ),
        ];
        let observation = empty_zone();
        for (expectation, want, records) in expectations {
            let findings = expectation.findings(&observation);
            let codes: Vec<_> = findings.iter().map(|finding| finding.cause.code()).collect();
            assert_eq!(codes, want, "{expectation:?}");
            assert_eq!(expectation.records(&observation).len(), records, "{expectation:?}");
        }
    }

    #[test]
    fn a_zone_that_is_broken_is_told_to_everybody() {
        let zone = "acme.com".parse().unwrap();
        let delegation = Delegation::NotRegistered { name: zone };
        let observation = Observation { delegation, ..empty_zone() };
        let findings = nothing().findings(&observation);
        let codes: Vec<_> = findings.iter().map(|finding| finding.cause.code()).collect();
        assert_eq!(codes, ["domain_not_registered"]);
    }

    #[test]
    fn addresses_alone_are_asked_for_as_addresses() {
        let range = "192.0.2.0/24".parse().unwrap();
        let routing = Some(Destination::Addresses { a: vec![range], aaaa: vec![] });
        let records = Expectation { routing, ..nothing() }.desired().records();
        let last = records.last().unwrap();
        assert_eq!((last.rtype, last.value.as_str()), (RecordType::A, "192.0.2.0/24"));
    }
}
