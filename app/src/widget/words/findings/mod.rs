//! What each cause is called, why it is one, and what to do about it: a file for each group.

mod addresses;
mod certificate;
mod claim;
mod issuance;
mod ownership;
mod propagation;
mod routing;
mod zone;

#[cfg(test)]
mod tests;

use crate::domain::finding::{Cause, Finding};
use crate::widget::words::{Text, Told, WordsContext};

/// What to say about `finding`, as plain text.
#[must_use]
pub fn finding_text(finding: &Finding, to: &WordsContext<'_>) -> Text {
    let Told { title, why, fix } = told(finding, to);
    Text { title: title.to_string(), why: why.to_string(), fix: fix.to_string() }
}

/// What to say about `finding`, in pieces.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one arm for each cause, and nothing else")]
pub fn told(finding: &Finding, to: &WordsContext<'_>) -> Told {
    let lang = to.lang;
    let rtype = finding.record.as_ref().map(|record| record.rtype);
    match &finding.cause {
        Cause::OwnershipMissing { name } => ownership::missing(name, to),
        Cause::OwnershipMismatch { name, wanted, found } => {
            ownership::mismatch(name, wanted, found, lang)
        }
        Cause::OwnershipAtWrongName { name, found_at } => ownership::wrong_name(name, found_at, to),
        Cause::OwnershipQuoted { name, wanted, found } => {
            ownership::quoted(name, wanted, found, lang)
        }
        Cause::OwnershipBehindCname { name, target, wildcard } => {
            ownership::behind_cname(name, target, wildcard.as_ref(), to)
        }
        Cause::NameDoubled { name, found_at, zone } => ownership::doubled(name, found_at, zone, to),

        Cause::RoutingMissing { name } => routing::missing(name, to),
        Cause::CnameWrongTarget { name, wanted, found, slip } => {
            routing::wrong_target(name, wanted, found, *slip, to)
        }
        Cause::CnameMultiple { name, wanted, found } => {
            routing::multiple(name, wanted, found, lang)
        }
        Cause::CnameAtApex { name, target } => routing::at_apex(name, target, rtype, to),
        Cause::CnameConflict { name, types, mail } => routing::conflict(name, types, *mail, to),
        Cause::CnameIndirect { name, via } => routing::indirect(name, via, lang),
        Cause::CnameFlattened { name } => routing::flattened(name, to),
        Cause::Proxied { name, by, reached } => addresses::proxied(name, by, *reached, to),
        Cause::ProviderForwarding { name, by, found } => addresses::forwarding(name, by, found, to),
        Cause::CnameLoop { name, at } => routing::looped(name, at, lang),
        Cause::CnameChainBroken { name, at, in_zone } => routing::broken(name, at, *in_zone, to),
        Cause::CnameChainLong { name, hops } => routing::long(name, *hops, to),
        Cause::WildcardMasks { name, wildcard } => routing::wildcard(name, wildcard, to),
        Cause::MailShadowed { name, types } => routing::mail(name, types, to),
        Cause::AnswersVary { name, wrong } => addresses::vary(name, wrong, to),
        Cause::HttpsRecordLeftover { name, found } => addresses::https_record(name, found, to),
        Cause::AddressPrivate { name, found } => addresses::private(name, found, to),
        Cause::WwwNotCovered { name, stands } => addresses::www(name, *stands, to),
        Cause::AddressWrong { name, found, owner } => {
            addresses::address_wrong(name, found, owner.as_deref(), to)
        }
        Cause::AddressExtra { name, extra } => addresses::address_extra(name, extra, to),
        Cause::AaaaLeftover { name, extra } => addresses::leftover(name, extra, lang),

        Cause::AuthoritiesDisagree { lagging, serials, .. } => {
            propagation::disagree(lagging, serials, finding.severity, to)
        }
        Cause::TtlHigh { name, ttl } => propagation::ttl_high(name, *ttl, to),
        Cause::EditedElsewhere { name, found_at, in_charge } => {
            propagation::edited_elsewhere(name, found_at, in_charge, to)
        }
        Cause::NameserversChanging { zone, parent, child, ttl } => {
            propagation::changing(zone, parent, child, *ttl, lang)
        }
        Cause::StaleCache { resolver, visible_at, latest_at, .. } => {
            propagation::stale(resolver, (*visible_at, *latest_at), rtype, lang)
        }
        Cause::NegativeCache { resolver, visible_at, latest_at, .. } => {
            propagation::negative(resolver, (*visible_at, *latest_at), to)
        }

        Cause::DomainNotRegistered { name } => zone::not_registered(name, lang),
        Cause::RegistrationHold { name, hold, ended_at } => {
            zone::held_back(name, *hold, *ended_at, lang)
        }
        Cause::NoDelegation { zone } => zone::no_delegation(zone, lang),
        Cause::DelegationMismatch { zone, parent_only, child_only } => {
            zone::mismatch(zone, parent_only, child_only, lang)
        }
        Cause::DnssecBogus { zone, fault } => zone::bogus(zone, fault.as_ref(), to),
        Cause::LameDelegation { zone, servers, all } => zone::lame(zone, servers, *all, lang),
        Cause::NameserverUnreachable { zone, servers } => zone::unreachable(zone, servers, to),
        Cause::LookupFailed => zone::lookup_failed(lang),

        Cause::CaaForbids { at, allowed, issuer, tag, in_zone } => {
            certificate::caa(at, allowed, &format!("0 {tag} \"{issuer}\""), *in_zone, to)
        }
        Cause::CaaLookupFailed { at } => certificate::caa_lookup(at, to),
        Cause::CaaUnknownCritical { at, tag, in_zone } => {
            certificate::caa_critical(at, tag, *in_zone, to)
        }
        Cause::CaaMalformed { at, value } => certificate::caa_malformed(at, value, lang),
        Cause::CaaAccountBound { at, value } => certificate::caa_bound(at, value, lang),
        Cause::AcmePathIntercepted { url, server, .. } => {
            certificate::intercepted(url, server.as_deref(), lang)
        }
        Cause::HttpUnreachable { name, address, refused, ours } => {
            certificate::http(name, *address, *refused, *ours, lang)
        }
        Cause::RedirectLoop { url, at } => certificate::redirects(url, at, lang),
        Cause::AcmeDelegationMissing { name, wanted, found } => {
            issuance::delegation(name, wanted, found.as_ref(), to)
        }
        Cause::AcmeLeftover { name, types } => issuance::leftover(name, types, to),
        Cause::CertificateTimedOut { stage } => issuance::timed_out(*stage, lang),
        Cause::CertificateRateLimited { limit, retry_at } => {
            issuance::rate_limited(*limit, *retry_at, lang)
        }
        Cause::CertificateRejected { problem, detail } => issuance::rejected(problem, detail, to),
        Cause::HighRiskDomain { name, why } => issuance::high_risk(name, *why, to),
        Cause::WrongCertificate { name, names, issuer, address, trusted, ours } => {
            let issuer = issuer.as_deref();
            let told = certificate::wrong(name, names, issuer, *address, *trusted, lang);
            if *ours { certificate::by_us(told, lang) } else { told }
        }
        Cause::HstsBeforeCertificate { by } => certificate::hsts(by, lang),
        Cause::TargetBroken { target } => certificate::target(target, to),
        Cause::OriginUnreachable { status } => certificate::origin(*status, to),

        Cause::HostnameTaken { name } => claim::taken(name, lang),
        Cause::TakeoverRisk { name, types } => claim::takeover(name, types, to),
    }
}
