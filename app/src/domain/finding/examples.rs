//! One of each cause, and of those with two faces both: what the cards say is looked at and
//! tested with these.

use std::net::IpAddr;

use time::OffsetDateTime;
use time::macros::datetime;

use super::{Cause, Limit, Risk, Slip};
use crate::domain::certificate::Stage;
use crate::domain::name::OwnerName;
use crate::domain::observation::DnssecFault;
use crate::domain::registration::Hold;

type Error = Box<dyn std::error::Error + Send + Sync>;
type Causes = Result<Vec<Cause>, Error>;

const SOON: OffsetDateTime = datetime!(2026-11-21 14:32 UTC);
const CODE: &str = "fairlead-verify-mzxw6ytboi2dsojqgq3tcmzsgu4tknrygi3dsnbvgm2a";

/// The causes, group by group.
///
/// # Errors
///
/// None, unless a name in this file is none.
pub fn groups() -> Result<Vec<(&'static str, Vec<Cause>)>, Error> {
    Ok(vec![
        ("findings-ownership", ownership()?),
        ("findings-routing", routing()?),
        ("findings-addresses", addresses()?),
        ("findings-propagation", propagation()?),
        ("findings-zone", zone()?),
        ("findings-certificate", certificate()?),
        ("findings-web", web()?),
        ("findings-claim", claim()?),
    ])
}

/// All of them, in the order of the groups.
///
/// # Errors
///
/// Those of [`groups`].
pub fn all() -> Causes {
    Ok(groups()?.into_iter().flat_map(|(_, causes)| causes).collect())
}

fn shop() -> Result<OwnerName, Error> {
    Ok("shop.acme.com".parse()?)
}

fn apex() -> Result<OwnerName, Error> {
    Ok("acme.com".parse()?)
}

fn challenge() -> Result<OwnerName, Error> {
    Ok("_customdomain-challenge.shop.acme.com".parse()?)
}

fn edge() -> Result<OwnerName, Error> {
    Ok("edge.northwind.example".parse()?)
}

fn old_ip() -> IpAddr {
    IpAddr::from([198, 51, 100, 7])
}

fn strings<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

fn ownership() -> Causes {
    let mismatch = |found: &str| -> Result<Cause, Error> {
        let (wanted, found) = (CODE.to_owned(), vec![found.to_owned()]);
        Ok(Cause::OwnershipMismatch { name: challenge()?, wanted, found })
    };
    Ok(vec![
        Cause::OwnershipMissing { name: challenge()? },
        mismatch("fairlead-verify-gezdgnbvgy3tqojqgezdgnbvgy3tqojqgezdgnbvgy3q")?,
        mismatch("fairlead-verify-mzxw6ytboi2dsojqgq3tcmzsgu4t")?,
        mismatch(&format!("{CODE}.acme.com"))?,
        mismatch("v=spf1 -all")?,
        mismatch("")?,
        Cause::OwnershipMismatch { name: challenge()?, wanted: CODE.to_owned(), found: Vec::new() },
        Cause::OwnershipAtWrongName { name: challenge()?, found_at: apex()? },
        Cause::OwnershipQuoted {
            name: challenge()?,
            wanted: CODE.to_owned(),
            found: format!("\"{CODE}\""),
        },
        Cause::OwnershipBehindCname {
            name: challenge()?,
            target: "parking.host.net".parse()?,
            wildcard: None,
        },
        Cause::OwnershipBehindCname {
            name: challenge()?,
            target: "parking.host.net".parse()?,
            wildcard: Some("*.acme.com".parse()?),
        },
        Cause::NameDoubled {
            name: "www.acme.com".parse()?,
            found_at: "www.acme.com.acme.com".parse()?,
            zone: apex()?,
        },
    ])
}

fn routing() -> Causes {
    let wrong = |found: &str, slip| -> Result<Cause, Error> {
        Ok(Cause::CnameWrongTarget { name: shop()?, wanted: edge()?, found: found.parse()?, slip })
    };
    let types = || strings(["MX", "TXT"]);
    Ok(vec![
        Cause::RoutingMissing { name: shop()? },
        wrong("edge.northwind.example.acme.com", Slip::ZoneAppended)?,
        wrong("egde.northwind.example", Slip::Typo)?,
        wrong("old.host.net", Slip::Other)?,
        Cause::CnameMultiple {
            name: shop()?,
            wanted: edge()?,
            found: vec![edge()?, "old.host.net".parse()?],
        },
        Cause::CnameMultiple {
            name: shop()?,
            wanted: edge()?,
            found: vec!["older.host.net".parse()?, "old.host.net".parse()?],
        },
        Cause::CnameAtApex { name: apex()?, target: edge()? },
        Cause::CnameConflict { name: shop()?, types: strings(["A", "TXT"]), mail: false },
        Cause::CnameConflict { name: shop()?, types: types(), mail: true },
        Cause::CnameIndirect { name: shop()?, via: "store.acme.com".parse()? },
        Cause::CnameFlattened { name: shop()? },
        Cause::CnameLoop { name: shop()?, at: "store.acme.com".parse()? },
        Cause::CnameLoop { name: shop()?, at: shop()? },
        Cause::CnameChainBroken { name: shop()?, at: "gone.acme.com".parse()?, in_zone: true },
        Cause::CnameChainBroken { name: shop()?, at: edge()?, in_zone: false },
        Cause::CnameChainLong { name: shop()?, hops: 9 },
        Cause::WildcardMasks { name: shop()?, wildcard: "*.acme.com".parse()? },
        Cause::MailShadowed { name: apex()?, types: types() },
        Cause::MailShadowed { name: shop()?, types: types() },
        Cause::AnswersVary { name: shop()?, wrong: strings(["198.51.100.7", "198.51.100.8"]) },
    ])
}

fn addresses() -> Causes {
    let v6 = || -> Result<IpAddr, Error> { Ok("2a01:4f8:c2c:123f::1".parse()?) };
    let wrong = |owner: Option<&str>| -> Result<Cause, Error> {
        let owner = owner.map(str::to_owned);
        Ok(Cause::AddressWrong { name: shop()?, found: vec![old_ip()], owner })
    };
    Ok(vec![
        Cause::Proxied { name: shop()?, by: "Cloudflare".to_owned(), reached: false },
        Cause::Proxied { name: shop()?, by: "Cloudflare".to_owned(), reached: true },
        Cause::Proxied { name: shop()?, by: "Fastly".to_owned(), reached: false },
        Cause::ProviderForwarding {
            name: shop()?,
            by: "GoDaddy".to_owned(),
            found: vec![old_ip()],
        },
        Cause::HttpsRecordLeftover {
            name: shop()?,
            found: "1 . alpn=\"h2,h3\" ipv4hint=198.51.100.7".to_owned(),
        },
        Cause::AddressPrivate { name: shop()?, found: vec!["192.168.1.20".parse()?] },
        Cause::WwwNotCovered { name: "www.acme.com".parse()?, stands: true },
        Cause::WwwNotCovered { name: "www.acme.com".parse()?, stands: false },
        wrong(None)?,
        wrong(Some("Squarespace"))?,
        Cause::AddressExtra { name: shop()?, extra: vec![old_ip()] },
        Cause::AaaaLeftover { name: shop()?, extra: vec![v6()?] },
        Cause::AaaaLeftover { name: shop()?, extra: vec![v6()?, "2a01:4f8:c2c:123f::2".parse()?] },
    ])
}

fn propagation() -> Causes {
    let disagree = |lagging: Vec<String>| -> Result<Cause, Error> {
        let serials = vec![
            ("ns1.host.net".to_owned(), 2_026_112_102),
            ("ns2.host.net".to_owned(), 2_026_112_101),
        ];
        Ok(Cause::AuthoritiesDisagree { name: shop()?, lagging, serials })
    };
    let resolver = || "Google 8.8.8.8".to_owned();
    let servers = || strings(["ns1.newhost.net", "ns2.newhost.net"]);
    let later = SOON + time::Duration::HOUR;
    let stale = |visible_at, latest_at| -> Result<Cause, Error> {
        Ok(Cause::StaleCache { name: shop()?, resolver: resolver(), visible_at, latest_at })
    };
    let negative = |visible_at, latest_at| -> Result<Cause, Error> {
        Ok(Cause::NegativeCache { name: shop()?, resolver: resolver(), visible_at, latest_at })
    };
    Ok(vec![
        disagree(strings(["ns2.host.net"]))?,
        disagree(strings(["ns2.host.net", "ns3.host.net"]))?,
        Cause::TtlHigh { name: shop()?, ttl: 14_400 },
        Cause::EditedElsewhere {
            name: shop()?,
            found_at: strings(["ns1.host.net", "ns2.host.net"]),
            in_charge: servers(),
        },
        Cause::NameserversChanging {
            zone: apex()?,
            parent: servers(),
            child: strings(["ns1.host.net", "ns2.host.net"]),
            ttl: 172_800,
        },
        stale(Some(SOON), Some(later))?,
        stale(None, Some(later))?,
        stale(None, None)?,
        negative(Some(SOON), Some(later))?,
        negative(None, Some(later))?,
        negative(None, None)?,
    ])
}

fn zone() -> Causes {
    let servers = || strings(["ns1.host.net", "ns2.host.net"]);
    let mismatch = |parent_only, child_only| -> Result<Cause, Error> {
        Ok(Cause::DelegationMismatch { zone: apex()?, parent_only, child_only })
    };
    let hold = |hold, ended_at| -> Result<Cause, Error> {
        Ok(Cause::RegistrationHold { name: apex()?, hold, ended_at })
    };
    let bogus = |fault| -> Result<Cause, Error> { Ok(Cause::DnssecBogus { zone: apex()?, fault }) };
    Ok(vec![
        Cause::DomainNotRegistered { name: apex()? },
        hold(Hold::Expired, Some(SOON))?,
        hold(Hold::Expired, None)?,
        hold(Hold::Registrar, None)?,
        hold(Hold::Registry, None)?,
        Cause::NoDelegation { zone: apex()? },
        mismatch(servers(), strings(["ns3.host.net"]))?,
        mismatch(servers(), Vec::new())?,
        mismatch(Vec::new(), servers())?,
        bogus(Some(DnssecFault::NoMatchingKey))?,
        bogus(Some(DnssecFault::NotSigned))?,
        bogus(Some(DnssecFault::Expired { at: SOON }))?,
        bogus(Some(DnssecFault::NotYetValid { at: SOON }))?,
        bogus(None)?,
        Cause::LameDelegation { zone: apex()?, servers: servers(), all: true },
        Cause::LameDelegation { zone: apex()?, servers: strings(["ns2.host.net"]), all: false },
        Cause::NameserverUnreachable { zone: apex()?, servers: strings(["ns2.host.net"]) },
        Cause::NameserverUnreachable { zone: apex()?, servers: servers() },
        Cause::LookupFailed,
    ])
}

fn certificate() -> Causes {
    let forbids = |allowed: Vec<String>, in_zone| -> Result<Cause, Error> {
        let (issuer, tag) = ("letsencrypt.org".to_owned(), "issue".to_owned());
        Ok(Cause::CaaForbids { at: apex()?, allowed, issuer, tag, in_zone })
    };
    let critical = |in_zone| -> Result<Cause, Error> {
        Ok(Cause::CaaUnknownCritical { at: apex()?, tag: "tbs".to_owned(), in_zone })
    };
    let malformed = |value: &str| -> Result<Cause, Error> {
        Ok(Cause::CaaMalformed { at: apex()?, value: value.to_owned() })
    };
    let timed_out = |stage| Cause::CertificateTimedOut { stage };
    let limited = |limit| Cause::CertificateRateLimited { limit, retry_at: SOON };
    let risk = |why| -> Result<Cause, Error> { Ok(Cause::HighRiskDomain { name: shop()?, why }) };
    Ok(vec![
        forbids(strings(["digicert.com"]), true)?,
        forbids(strings(["digicert.com", "sectigo.com"]), true)?,
        forbids(Vec::new(), true)?,
        forbids(Vec::new(), false)?,
        Cause::CaaLookupFailed { at: apex()? },
        critical(true)?,
        critical(false)?,
        malformed("\"letsencrypt.org\"")?,
        malformed("lets encrypt.org")?,
        Cause::CaaAccountBound {
            at: apex()?,
            value: "letsencrypt.org; accounturi=https://acme.example/acct/1".to_owned(),
        },
        Cause::AcmeDelegationMissing {
            name: "_acme-challenge.acme.com".parse()?,
            wanted: "k7.acme.northwind.example".parse()?,
            found: None,
        },
        Cause::AcmeDelegationMissing {
            name: "_acme-challenge.acme.com".parse()?,
            wanted: "k7.acme.northwind.example".parse()?,
            found: Some("old.host.net".parse()?),
        },
        Cause::AcmeLeftover {
            name: "_acme-challenge.shop.acme.com".parse()?,
            types: strings(["TXT"]),
        },
        timed_out(Stage::Initializing),
        timed_out(Stage::Validation),
        timed_out(Stage::Issuance),
        timed_out(Stage::Deployment),
        timed_out(Stage::Deletion),
        limited(Limit::Own),
        limited(Limit::Ca),
        Cause::CertificateRejected {
            problem: "unauthorized".to_owned(),
            detail: "The key authorization file from the server did not match this challenge"
                .to_owned(),
        },
        risk(Risk::Listed)?,
        risk(Risk::LookAlike)?,
        risk(Risk::Refused)?,
    ])
}

fn web() -> Causes {
    let url = || "http://shop.acme.com/.well-known/acme-challenge/fairlead-7q2x".to_owned();
    let intercepted = |server: Option<&str>| Cause::AcmePathIntercepted {
        url: url(),
        server: server.map(str::to_owned),
        status: 404,
    };
    let silent = |address: &str, refused, ours| -> Result<Cause, Error> {
        Ok(Cause::HttpUnreachable { name: shop()?, address: address.parse()?, refused, ours })
    };
    // What nobody trusts is at our own edge.
    let wrong = |names, issuer: Option<&str>, trusted: bool| -> Result<Cause, Error> {
        let (name, issuer, ours) = (shop()?, issuer.map(str::to_owned), !trusted);
        Ok(Cause::WrongCertificate { name, names, issuer, address: old_ip(), trusted, ours })
    };
    Ok(vec![
        intercepted(Some("nginx")),
        intercepted(None),
        silent("198.51.100.7", true, false)?,
        silent("2a01:4f8:c2c:123f::1", false, false)?,
        silent("203.0.113.10", false, true)?,
        Cause::RedirectLoop { url: url(), at: "https://shop.acme.com/".to_owned() },
        wrong(strings(["oldhost.net", "www.oldhost.net"]), Some("DigiCert"), true)?,
        wrong(strings(["a.host.net", "b.host.net", "c.host.net", "d.host.net"]), None, true)?,
        wrong(Vec::new(), None, true)?,
        wrong(strings(["shop.acme.com"]), Some("Firewall CA"), false)?,
        Cause::HstsBeforeCertificate { by: apex()? },
        Cause::TargetBroken { target: edge()? },
        Cause::OriginUnreachable { status: 502 },
    ])
}

fn claim() -> Causes {
    Ok(vec![
        Cause::HostnameTaken { name: shop()? },
        Cause::TakeoverRisk { name: shop()?, types: strings(["CNAME", "TXT"]) },
    ])
}
