//! What each cause is called, why it is one, and what to do about it: a file for each group.

mod certificate;
mod claim;
mod ownership;
mod propagation;
mod routing;
mod zone;

#[cfg(test)]
mod tests;

use crate::domain::finding::{Cause, Finding};
use crate::widget::words::{Told, WordsContext};

/// The words for `finding`.
pub(in crate::widget::words) fn told(finding: &Finding, to: &WordsContext<'_>) -> Told {
    let rtype = finding.record.as_ref().map(|record| record.rtype);
    match &finding.cause {
        Cause::OwnershipMissing { name } => ownership::missing(name, to),
        Cause::OwnershipMismatch { name, wanted, found } => {
            ownership::mismatch(name, wanted, found)
        }
        Cause::OwnershipAtWrongName { name, found_at } => ownership::wrong_name(name, found_at, to),
        Cause::OwnershipQuoted { name, wanted, found } => ownership::quoted(name, wanted, found),
        Cause::OwnershipBehindCname { name, target, wildcard } => {
            ownership::behind_cname(name, target, wildcard.as_ref(), to)
        }
        Cause::NameDoubled { name, found_at, zone } => ownership::doubled(name, found_at, zone, to),

        Cause::RoutingMissing { name } => routing::missing(name, to),
        Cause::CnameWrongTarget { name, wanted, found, slip } => {
            routing::wrong_target(name, wanted, found, *slip, to)
        }
        Cause::CnameMultiple { name, wanted, found } => routing::multiple(name, wanted, found),
        Cause::CnameAtApex { name, target } => routing::at_apex(name, target, rtype, to),
        Cause::CnameConflict { name, types, mail } => routing::conflict(name, types, *mail, to),
        Cause::CnameIndirect { name, via } => routing::indirect(name, via),
        Cause::CnameFlattened { name } => routing::flattened(name, to),
        Cause::Proxied { name, by, reached } => routing::proxied(name, by, *reached, to),
        Cause::ProviderForwarding { name, by, found } => routing::forwarding(name, by, found, to),
        Cause::CnameLoop { name, at } => routing::looped(name, at),
        Cause::CnameChainBroken { name, at, in_zone } => routing::broken(name, at, *in_zone, to),
        Cause::CnameChainLong { name, hops } => routing::long(name, *hops, to),
        Cause::WildcardMasks { name, wildcard } => routing::wildcard(name, wildcard, to),
        Cause::MailShadowed { name, types } => routing::mail(name, types, to),
        Cause::AnswersVary { name, wrong } => routing::vary(name, wrong, to),
        Cause::HttpsRecordLeftover { name, found } => routing::https_record(name, found, to),
        Cause::AddressPrivate { name, found } => routing::private(name, found, to),
        Cause::WwwNotCovered { name, stands } => routing::www(name, *stands, to),
        Cause::AddressWrong { name, found, owner } => {
            routing::address_wrong(name, found, owner.as_deref(), to)
        }
        Cause::AddressExtra { name, extra } => routing::address_extra(name, extra, to),
        Cause::AaaaLeftover { name, extra } => routing::leftover(name, extra),

        Cause::AuthoritiesDisagree { lagging, serials, .. } => {
            propagation::disagree(lagging, serials, finding.severity, to)
        }
        Cause::TtlHigh { name, ttl } => propagation::ttl_high(name, *ttl, to),
        Cause::EditedElsewhere { name, found_at, in_charge } => {
            propagation::edited_elsewhere(name, found_at, in_charge, to)
        }
        Cause::NameserversChanging { zone, parent, child, ttl } => {
            propagation::changing(zone, parent, child, *ttl)
        }
        Cause::StaleCache { resolver, visible_at, latest_at, .. } => {
            propagation::stale(resolver, (*visible_at, *latest_at), rtype)
        }
        Cause::NegativeCache { resolver, visible_at, latest_at, .. } => {
            propagation::negative(resolver, (*visible_at, *latest_at), to)
        }

        Cause::DomainNotRegistered { name } => zone::not_registered(name),
        Cause::RegistrationHold { name, hold, ended_at } => zone::held_back(name, *hold, *ended_at),
        Cause::NoDelegation { zone } => zone::no_delegation(zone),
        Cause::DelegationMismatch { zone, parent_only, child_only } => {
            zone::mismatch(zone, parent_only, child_only)
        }
        Cause::DnssecBogus { zone, fault } => zone::bogus(zone, fault.as_ref(), to),
        Cause::LameDelegation { zone, servers, all } => zone::lame(zone, servers, *all),
        Cause::NameserverUnreachable { zone, servers } => zone::unreachable(zone, servers, to),
        Cause::LookupFailed => zone::lookup_failed(),

        Cause::CaaForbids { at, allowed, issuer, tag, in_zone } => {
            certificate::caa(at, allowed, &format!("0 {tag} \"{issuer}\""), *in_zone, to)
        }
        Cause::CaaLookupFailed { at } => certificate::caa_lookup(at, to),
        Cause::CaaUnknownCritical { at, tag, in_zone } => {
            certificate::caa_critical(at, tag, *in_zone, to)
        }
        Cause::CaaMalformed { at, value } => certificate::caa_malformed(at, value),
        Cause::CaaAccountBound { at, value } => certificate::caa_bound(at, value),
        Cause::AcmePathIntercepted { url, server, .. } => {
            certificate::intercepted(url, server.as_deref())
        }
        Cause::HttpUnreachable { name, address, refused, ours } => {
            certificate::http(name, *address, *refused, *ours)
        }
        Cause::RedirectLoop { url, at } => certificate::redirects(url, at),
        Cause::AcmeDelegationMissing { name, wanted, found } => {
            certificate::delegation(name, wanted, found.as_ref(), to)
        }
        Cause::AcmeLeftover { name, types } => certificate::leftover(name, types, to),
        Cause::CertificateTimedOut { stage } => certificate::timed_out(*stage),
        Cause::CertificateRateLimited { limit, retry_at } => {
            certificate::rate_limited(*limit, *retry_at)
        }
        Cause::CertificateRejected { problem, detail } => {
            certificate::rejected(problem, detail, to)
        }
        Cause::HighRiskDomain { name, why } => certificate::high_risk(name, *why, to),
        Cause::WrongCertificate { name, names, issuer, address } => {
            certificate::wrong(name, names, issuer.as_deref(), *address)
        }
        Cause::HstsBeforeCertificate { by } => certificate::hsts(by),
        Cause::TargetBroken { target } => certificate::target(target, to),
        Cause::OriginUnreachable { status } => certificate::origin(*status, to),

        Cause::HostnameTaken { name } => claim::taken(name),
        Cause::TakeoverRisk { name, types } => claim::takeover(name, types, to),
    }
}
