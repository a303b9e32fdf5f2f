//! Each cause's published code, and how much it matters to whom.

use super::{Actor, Cause, Severity};
use crate::domain::certificate::Stage;

impl Cause {
    /// The published code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OwnershipMissing { .. } => "ownership_missing",
            Self::OwnershipMismatch { .. } => "ownership_mismatch",
            Self::OwnershipAtWrongName { .. } => "ownership_at_wrong_name",
            Self::OwnershipQuoted { .. } => "ownership_quoted",
            Self::OwnershipBehindCname { .. } => "ownership_behind_cname",
            Self::NameDoubled { .. } => "name_doubled",
            Self::RoutingMissing { .. } => "routing_missing",
            Self::CnameWrongTarget { .. } => "cname_wrong_target",
            Self::CnameMultiple { .. } => "cname_multiple",
            Self::CnameAtApex { .. } => "cname_at_apex",
            Self::CnameConflict { .. } => "cname_conflict",
            Self::CnameIndirect { .. } => "cname_indirect",
            Self::CnameFlattened { .. } => "cname_flattened",
            Self::Proxied { .. } => "proxied",
            Self::ProviderForwarding { .. } => "provider_forwarding",
            Self::CnameLoop { .. } => "cname_loop",
            Self::CnameChainBroken { .. } => "cname_chain_broken",
            Self::CnameChainLong { .. } => "cname_chain_long",
            Self::WildcardMasks { .. } => "wildcard_masks",
            Self::MailShadowed { .. } => "mail_shadowed",
            Self::AnswersVary { .. } => "answers_vary",
            Self::HttpsRecordLeftover { .. } => "https_record_leftover",
            Self::AddressPrivate { .. } => "address_private",
            Self::WwwNotCovered { .. } => "www_not_covered",
            Self::AddressWrong { .. } => "address_wrong",
            Self::AddressExtra { .. } => "address_extra",
            Self::AaaaLeftover { .. } => "aaaa_leftover",
            Self::AuthoritiesDisagree { .. } => "authorities_disagree",
            Self::TtlHigh { .. } => "ttl_high",
            Self::EditedElsewhere { .. } => "edited_elsewhere",
            Self::NameserversChanging { .. } => "nameservers_changing",
            Self::StaleCache { .. } => "stale_cache",
            Self::NegativeCache { .. } => "negative_cache",
            Self::DomainNotRegistered { .. } => "domain_not_registered",
            Self::RegistrationHold { .. } => "registration_hold",
            Self::NoDelegation { .. } => "no_delegation",
            Self::DelegationMismatch { .. } => "delegation_mismatch",
            Self::DnssecBogus { .. } => "dnssec_bogus",
            Self::LameDelegation { .. } => "lame_delegation",
            Self::NameserverUnreachable { .. } => "nameserver_unreachable",
            Self::LookupFailed => "lookup_failed",
            Self::CaaForbids { .. } => "caa_forbids",
            Self::CaaLookupFailed { .. } => "caa_lookup_failed",
            Self::CaaUnknownCritical { .. } => "caa_unknown_critical",
            Self::CaaMalformed { .. } => "caa_malformed",
            Self::CaaAccountBound { .. } => "caa_account_bound",
            Self::AcmePathIntercepted { .. } => "acme_path_intercepted",
            Self::HttpUnreachable { .. } => "http_unreachable",
            Self::RedirectLoop { .. } => "redirect_loop",
            Self::AcmeDelegationMissing { .. } => "acme_delegation_missing",
            Self::AcmeLeftover { .. } => "acme_leftover",
            Self::CertificateTimedOut { .. } => "certificate_timed_out",
            Self::CertificateRateLimited { .. } => "certificate_rate_limited",
            Self::CertificateRejected { .. } => "certificate_rejected",
            Self::HighRiskDomain { .. } => "high_risk_domain",
            Self::WrongCertificate { .. } => "wrong_certificate",
            Self::HstsBeforeCertificate { .. } => "hsts_before_certificate",
            Self::TargetBroken { .. } => "target_broken",
            Self::OriginUnreachable { .. } => "origin_unreachable",
            Self::HostnameTaken { .. } => "hostname_taken",
            Self::TakeoverRisk { .. } => "takeover_risk",
        }
    }

    /// How much it matters, and who must act.
    #[must_use]
    pub const fn weight(&self) -> (Severity, Actor) {
        match self {
            Self::OwnershipMissing { .. }
            | Self::OwnershipMismatch { .. }
            | Self::OwnershipAtWrongName { .. }
            | Self::OwnershipQuoted { .. }
            | Self::OwnershipBehindCname { .. }
            | Self::NameDoubled { .. }
            | Self::RoutingMissing { .. }
            | Self::CnameWrongTarget { .. }
            | Self::CnameMultiple { .. }
            | Self::CnameAtApex { .. }
            | Self::CnameConflict { .. }
            | Self::Proxied { reached: false, .. }
            | Self::ProviderForwarding { .. }
            | Self::CnameLoop { .. }
            | Self::CnameChainBroken { in_zone: true, .. }
            | Self::AddressPrivate { .. }
            | Self::AddressWrong { .. }
            | Self::AddressExtra { .. }
            | Self::AaaaLeftover { .. }
            | Self::EditedElsewhere { .. }
            | Self::DomainNotRegistered { .. }
            | Self::RegistrationHold { .. }
            | Self::NoDelegation { .. }
            | Self::DnssecBogus { .. }
            | Self::LameDelegation { all: true, .. }
            | Self::CaaForbids { in_zone: true, .. }
            | Self::CaaLookupFailed { .. }
            | Self::CaaUnknownCritical { in_zone: true, .. }
            | Self::AcmePathIntercepted { .. }
            | Self::HttpUnreachable { ours: false, .. }
            | Self::AcmeDelegationMissing { .. }
            | Self::CertificateTimedOut { stage: Stage::Validation }
            | Self::CertificateRejected { .. }
            | Self::HostnameTaken { .. } => (Severity::Blocking, Actor::Customer),
            Self::CnameChainBroken { in_zone: false, .. }
            | Self::CaaForbids { in_zone: false, .. }
            | Self::CaaUnknownCritical { in_zone: false, .. }
            | Self::TargetBroken { .. }
            | Self::OriginUnreachable { .. } => (Severity::Blocking, Actor::Tenant),
            Self::HttpUnreachable { ours: true, .. }
            | Self::HighRiskDomain { .. }
            | Self::CertificateTimedOut {
                stage: Stage::Initializing | Stage::Issuance | Stage::Deployment | Stage::Deletion,
            } => (Severity::Blocking, Actor::Operator),
            Self::Proxied { reached: true, .. }
            | Self::CnameChainLong { .. }
            | Self::MailShadowed { .. }
            | Self::AnswersVary { .. }
            | Self::HttpsRecordLeftover { .. }
            | Self::TtlHigh { .. }
            | Self::LameDelegation { all: false, .. }
            | Self::NameserverUnreachable { .. }
            | Self::DelegationMismatch { .. }
            | Self::CaaMalformed { .. }
            | Self::RedirectLoop { .. }
            | Self::AcmeLeftover { .. }
            | Self::WrongCertificate { ours: false, .. } => (Severity::Warning, Actor::Customer),
            Self::TakeoverRisk { .. } => (Severity::Warning, Actor::Tenant),
            Self::LookupFailed | Self::WrongCertificate { ours: true, .. } => {
                (Severity::Warning, Actor::Operator)
            }
            Self::CnameIndirect { .. }
            | Self::CnameFlattened { .. }
            | Self::WildcardMasks { .. }
            | Self::WwwNotCovered { .. }
            | Self::NameserversChanging { .. }
            | Self::CaaAccountBound { .. } => (Severity::Info, Actor::Customer),
            Self::AuthoritiesDisagree { .. }
            | Self::StaleCache { .. }
            | Self::NegativeCache { .. }
            | Self::CertificateRateLimited { .. }
            | Self::HstsBeforeCertificate { .. } => (Severity::Info, Actor::Nobody),
        }
    }

    /// Whether a CA would refuse while this holds: an order would be spent for nothing.
    #[must_use]
    pub const fn refuses_certificate(&self) -> bool {
        match self {
            Self::RoutingMissing { .. }
            | Self::CnameWrongTarget { .. }
            | Self::CnameMultiple { .. }
            | Self::CnameAtApex { .. }
            | Self::CnameConflict { .. }
            | Self::ProviderForwarding { .. }
            | Self::CnameLoop { .. }
            | Self::CnameChainBroken { .. }
            | Self::AddressPrivate { .. }
            | Self::AddressWrong { .. }
            | Self::AddressExtra { .. }
            | Self::AaaaLeftover { .. }
            | Self::DomainNotRegistered { .. }
            | Self::RegistrationHold { .. }
            | Self::NoDelegation { .. }
            | Self::DnssecBogus { .. }
            | Self::CaaForbids { .. }
            | Self::CaaLookupFailed { .. }
            | Self::CaaUnknownCritical { .. }
            | Self::AcmePathIntercepted { .. }
            | Self::HttpUnreachable { .. }
            | Self::AcmeDelegationMissing { .. }
            | Self::TargetBroken { .. }
            | Self::HighRiskDomain { .. }
            | Self::LameDelegation { all: true, .. }
            | Self::Proxied { reached: false, .. } => true,
            Self::OwnershipMissing { .. }
            | Self::OwnershipMismatch { .. }
            | Self::OwnershipAtWrongName { .. }
            | Self::OwnershipQuoted { .. }
            | Self::OwnershipBehindCname { .. }
            | Self::NameDoubled { .. }
            | Self::CnameIndirect { .. }
            | Self::CnameFlattened { .. }
            | Self::CnameChainLong { .. }
            | Self::WildcardMasks { .. }
            | Self::MailShadowed { .. }
            | Self::AnswersVary { .. }
            | Self::HttpsRecordLeftover { .. }
            | Self::WwwNotCovered { .. }
            | Self::AuthoritiesDisagree { .. }
            | Self::TtlHigh { .. }
            | Self::EditedElsewhere { .. }
            | Self::NameserversChanging { .. }
            | Self::StaleCache { .. }
            | Self::NegativeCache { .. }
            | Self::DelegationMismatch { .. }
            | Self::NameserverUnreachable { .. }
            | Self::LookupFailed
            | Self::CaaMalformed { .. }
            | Self::CaaAccountBound { .. }
            | Self::RedirectLoop { .. }
            | Self::AcmeLeftover { .. }
            | Self::CertificateTimedOut { .. }
            | Self::CertificateRateLimited { .. }
            | Self::CertificateRejected { .. }
            | Self::WrongCertificate { .. }
            | Self::HstsBeforeCertificate { .. }
            | Self::OriginUnreachable { .. }
            | Self::HostnameTaken { .. }
            | Self::TakeoverRisk { .. }
            | Self::LameDelegation { all: false, .. }
            | Self::Proxied { reached: true, .. } => false,
        }
    }
}
