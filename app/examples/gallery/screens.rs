//! Connections in every state, as they come from the server, and the pages they make.

use std::io;
use std::net::IpAddr;
use std::sync::LazyLock;

use app::backend::{
    Answer, Assets, Brand, ConnectionView, DomainProblem, Door, Focus, NoSession, PageContext,
    RecordView, Refused, SessionView, ShareLink, Theme,
};
use app::domain;
use app::domain::certificate::{Certificate, Stage};
use app::domain::connection::{Axis, AxisStatus, ErrorCode, Lifecycle, Progress};
use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::diagnosis::{ObservedRecord, RecordStatus, SeenBy};
use app::domain::finding::{
    Cause, Evidence, EvidenceAnswer, EvidenceAsked, Finding, RecordRef, Severity, Slip,
};
use app::domain::name::NameError;
use app::domain::observation::{ServerKind, Transport};
use app::domain::provider::Provider;
use app::domain::record::RecordType;
use app::domain::session::Scope;
use app::domain::survey::Survey;
use app::domain::web::{Handshake, HandshakeEnd, Hop, Visit, VisitEnd};
use app::widget::words::Lang;
use app::widget::{no_session_html, page_html};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

// Two crates take this file in, from two places.
#[path = "causes.rs"]
pub(crate) mod causes;
#[path = "survive.rs"]
mod survive;

pub(crate) type Error = Box<dyn std::error::Error>;

const NOW: OffsetDateTime = datetime!(2026-11-21 14:26 UTC);

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    style: [
        include_str!("../../../style/tokens.css"),
        include_str!("../../../style/widget.css"),
        include_str!("../../../style/way.css"),
    ]
    .concat(),
    script: "/pkg/app.js".to_owned(),
    module: "/pkg/app_bg.wasm".to_owned(),
});

pub(crate) fn screens() -> Result<Vec<(&'static str, String)>, Error> {
    screens_in(Lang::En)
}

/// The same, as the readers of a language see them.
pub(crate) fn screens_in(lang: Lang) -> Result<Vec<(&'static str, String)>, Error> {
    let page = |view: &SessionView, refused| page(&SessionView { lang, ..view.clone() }, refused);
    let bound = Scope { domain: Some("shop.acme.com".parse()?), ..Scope::default() };
    let mut screens = vec![
        ("domain", page(&session(vec![]), None)),
        ("domain-bound", page(&SessionView { scope: bound, ..session(vec![]) }, None)),
        ("domain-refused", page(&session(vec![]), Some(refused()))),
        ("domain-taken", page(&session(vec![]), Some(refused_as(DomainProblem::Taken)))),
        ("domain-no-room", page(&session(vec![]), Some(refused_as(DomainProblem::NoRoom)))),
        ("domain-high-risk", page(&session(vec![]), Some(refused_as(DomainProblem::HighRisk)))),
        ("domain-ours", page(&session(vec![]), Some(refused_as(DomainProblem::Unavailable)))),
        ("analysis", page(&session(vec![analysis()?]), None)),
        ("analysis-found", page(&session(vec![analysed()?]), None)),
        ("records", page(&session(vec![waiting()?]), None)),
        ("apex", page(&session(vec![apex()?]), None)),
        ("checked", answered(&session(vec![waiting()?]), lang, Answer::Checked)),
        ("link", answered(&session(vec![waiting()?]), lang, Answer::Link(link()))),
        ("clearing", page(&session(vec![clearing()?]), None)),
        ("pair", page(&SessionView { focus: focus("www.acme.com"), ..session(pair()?) }, None)),
        ("pair-offered", page(&session(vec![www()?]), None)),
        ("progress", page(&session(vec![progress()?]), None)),
        ("slip", page(&session(vec![slip()?]), None)),
        ("issuing", page(&session(vec![issuing()?]), None)),
        ("live", page(&session(vec![live()?]), None)),
        ("drifted", page(&session(vec![drifted()?]), None)),
        ("stalled", page(&session(vec![stalled()?]), None)),
        ("failed", page(&session(vec![failed()?]), None)),
        ("archived", page(&session(vec![archived()?]), None)),
        ("removable", page(&SessionView { may_delete: true, ..session(vec![live()?]) }, None)),
        ("outage", page(&session(vec![outage()?]), None)),
        ("list", page(&session(vec![live()?, progress()?, waiting()?]), None)),
        ("hostile", page(&hostile()?, None)),
        ("not-found", no_session_html(NoSession::NotFound, lang)),
        ("over", no_session_html(NoSession::Over, lang)),
        ("shared", page(&shared(vec![waiting()?]), None)),
        ("shared-live", page(&shared(vec![live()?]), None)),
        ("link-over", no_session_html(NoSession::LinkOver, lang)),
        ("ours", no_session_html(NoSession::Unavailable, lang)),
    ];
    screens.extend(survive::screens(&page)?);
    for (name, causes) in causes::groups()? {
        screens.push((name, page(&session(vec![findings(causes)?]), None)));
    }
    Ok(screens)
}

/// A page with a card for each of `causes`.
fn findings(causes: Vec<Cause>) -> Result<ConnectionView, Error> {
    let mut connection = waiting()?;
    for cause in causes {
        let mut finding = finding(cause, None);
        finding.evidence = seen_of(&finding.cause)?;
        if let Cause::AuthoritiesDisagree { lagging, .. } = &finding.cause
            && lagging.len() == 1
        {
            // As after an hour.
            finding.severity = Severity::Warning;
        }
        connection.findings.push(finding);
    }
    Ok(connection)
}

pub(crate) fn page(view: &SessionView, refused: Option<Refused>) -> String {
    let nonce = "gallery".to_owned();
    page_html(
        view,
        &PageContext {
            nonce,
            assets: &ASSETS,
            theme: Theme::Auto,
            refused,
            answer: Answer::Nothing,
        },
    )
}

/// The page after one of its forms was sent.
fn answered(view: &SessionView, lang: Lang, answer: Answer) -> String {
    let nonce = "gallery".to_owned();
    let context = PageContext { nonce, assets: &ASSETS, theme: Theme::Auto, refused: None, answer };
    page_html(&SessionView { lang, ..view.clone() }, &context)
}

pub(crate) fn link() -> ShareLink {
    let url = "https://fairlead.example/connect/q3tcmzsgu4tknrygi3dsnb".to_owned();
    ShareLink { url, expires_at: NOW + Duration::days(30) }
}

fn refused_as(problem: DomainProblem) -> Refused {
    Refused { entered: "https://Shop.Acme.com/cart".to_owned(), problem }
}

fn refused() -> Refused {
    let problem = DomainProblem::Name(NameError::BadLabel("my_shop".to_owned()));
    Refused { entered: "my_shop.acme.com".to_owned(), problem }
}

pub(crate) fn session(connections: Vec<ConnectionView>) -> SessionView {
    SessionView {
        door: Door::Session,
        id: "gallery".to_owned(),
        tenant: "Northwind Shops".to_owned(),
        brand: Brand::default(),
        allowed_origins: vec!["https://dashboard.northwind.example".to_owned()],
        now: NOW,
        expires_at: NOW + Duration::days(3650),
        scope: Scope { reference: Some("customer-1".to_owned()), ..Scope::default() },
        may_delete: false,
        lang: Lang::En,
        names_lang: false,
        support_url: Some("https://northwind.example/help".to_owned()),
        focus: Focus::Auto,
        connections,
    }
}

/// The same by a share link.
pub(crate) fn shared(connections: Vec<ConnectionView>) -> SessionView {
    let scope = Scope { connection_id: Some("1".to_owned()), ..Scope::default() };
    let allowed_origins = Vec::new();
    SessionView { door: Door::Share, scope, allowed_origins, ..session(connections) }
}

fn connection(hostname: &str, zone: &str, kind: Kind) -> Result<ConnectionView, Error> {
    let hostname: domain::name::Hostname = hostname.parse()?;
    let desired = Desired {
        challenge: Challenge {
            name: hostname.challenge_name()?,
            value: "fairlead-verify-mzxw6ytboi2dsojqgq3tcmzsgu4tknrygi3dsnbvgm2a".to_owned(),
        },
        template: RecordTemplate {
            cname_target: "edge.northwind.example".parse()?,
            a: vec!["203.0.113.10".parse()?, "203.0.113.11".parse()?],
            aaaa: vec!["2001:db8:5:1::10".parse()?],
        },
        issuers: vec!["letsencrypt.org".to_owned()],
        account: None,
        acme_delegation: None,
        hostname: hostname.clone(),
        kind,
    };
    let progress = Progress::new(NOW - Duration::minutes(5));
    let records: Vec<RecordView> = desired.records().into_iter().map(RecordView::from).collect();
    Ok(ConnectionView {
        id: hostname.to_string(),
        display_hostname: hostname.to_string(),
        hostname,
        kind,
        state: progress.state(),
        progress,
        zone: Some(zone.parse()?),
        provider: Provider::by_id("cloudflare"),
        records,
        findings: Vec::new(),
        certificate: Certificate::default(),
        last_checked_at: Some(NOW - Duration::seconds(2)),
        next_check_at: None,
        survey: None,
    })
}

pub(crate) fn waiting() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    connection.progress.axes.ownership = axis(AxisStatus::Waiting, 5);
    connection.state = connection.progress.state();
    Ok(connection)
}

/// The first look, with what the zone tells.
pub(crate) fn analysis() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    connection.last_checked_at = None;
    Ok(connection)
}

/// The same, a moment later.
pub(crate) fn analysed() -> Result<ConnectionView, Error> {
    let survey = Survey { existing: 3, conflicts: 2, caa_allows: Some(false) };
    Ok(ConnectionView { survey: Some(survey), ..analysis()? })
}

/// Everything that asks for deletion.
pub(crate) fn clearing() -> Result<ConnectionView, Error> {
    let mut connection = waiting()?;
    let name = connection.hostname.as_owner().clone();
    let extra: Vec<IpAddr> = vec!["2001:db8:9::7".parse()?];
    let causes = [
        Cause::AaaaLeftover { name: name.clone(), extra },
        Cause::HttpsRecordLeftover { name: name.clone(), found: "1 old.host.net.".to_owned() },
        Cause::CnameConflict { name, types: vec!["A".to_owned(), "MX".to_owned()], mail: true },
    ];
    connection.findings = causes.into_iter().map(|cause| finding(cause, None)).collect();
    Ok(connection)
}

fn focus(id: &str) -> Focus {
    Focus::Connection(id.to_owned())
}

/// A zone's own name and its `www`.
pub(crate) fn pair() -> Result<Vec<ConnectionView>, Error> {
    Ok(vec![www()?, apex()?])
}

pub(crate) fn www() -> Result<ConnectionView, Error> {
    connection("www.acme.com", "acme.com", Kind::Subdomain)
}

/// A value with a letter too many, and a target with two of them swapped.
pub(crate) fn slip() -> Result<ConnectionView, Error> {
    let mut connection = waiting()?;
    for (at, slip) in [(0, "lost"), (1, "swapped")] {
        see(&mut connection, at, RecordStatus::Mismatched);
        let record = connection.records.get_mut(at).ok_or_else(|| io::Error::other("none"))?;
        let value = &record.wanted.value;
        let value = match slip {
            "lost" => value.chars().take(value.len() - 6).collect(),
            _ => value.replace("edge", "egde"),
        };
        for seen in record.seen.iter_mut().flat_map(|seen| &mut seen.seen_by) {
            seen.values.iter_mut().for_each(|seen| seen.clone_from(&value));
        }
    }
    let (txt, cname) = (reference(&connection, 0)?, reference(&connection, 1)?);
    let typo = Cause::CnameWrongTarget {
        name: cname.host.clone(),
        wanted: "edge.northwind.example".parse()?,
        found: "egde.northwind.example".parse()?,
        slip: Slip::Typo,
    };
    let wanted = &connection.records.first().ok_or_else(|| io::Error::other("none"))?.wanted.value;
    let short: String = wanted.chars().take(wanted.len() - 6).collect();
    let cut = Cause::OwnershipMismatch {
        name: txt.host.clone(),
        wanted: wanted.clone(),
        found: vec![short],
    };
    connection.findings = vec![finding(cut, Some(txt)), finding(typo, Some(cname))];
    Ok(connection)
}

fn outage() -> Result<ConnectionView, Error> {
    let mut connection = waiting()?;
    connection.findings = vec![Finding::unseen(Cause::LookupFailed)];
    Ok(connection)
}

fn archived() -> Result<ConnectionView, Error> {
    let mut connection = live()?;
    connection.progress.lifecycle = Lifecycle::Archived;
    connection.state = connection.progress.state();
    let name = connection.hostname.as_owner().clone();
    let cause = Cause::TakeoverRisk { name, types: vec!["CNAME".to_owned()] };
    connection.findings = vec![finding(cause, None)];
    Ok(connection)
}

pub(crate) fn apex() -> Result<ConnectionView, Error> {
    let mut connection = connection("acme.com", "acme.com", Kind::Apex)?;
    connection.provider = None;
    let cause = Cause::CaaForbids {
        at: "acme.com".parse()?,
        allowed: vec!["digicert.com".to_owned()],
        issuer: "letsencrypt.org".to_owned(),
        tag: "issue".to_owned(),
        in_zone: true,
    };
    connection.findings = vec![finding(cause, None)];
    Ok(connection)
}

pub(crate) fn progress() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    connection.progress.axes.ownership = axis(AxisStatus::Ok, 5);
    connection.progress.axes.routing = axis(AxisStatus::Waiting, 4);
    connection.state = connection.progress.state();
    see(&mut connection, 0, RecordStatus::Published);
    see(&mut connection, 1, RecordStatus::Missing);
    let until = Some(NOW + Duration::minutes(6));
    let (txt, cname) = (reference(&connection, 0)?, reference(&connection, 1)?);
    let resolver = "Google 8.8.8.8".to_owned();
    let negative = Cause::NegativeCache {
        name: txt.host.clone(),
        resolver,
        visible_at: until,
        latest_at: until,
    };
    let doubled = Cause::NameDoubled {
        name: cname.host.clone(),
        found_at: "shop.acme.com.acme.com".parse()?,
        zone: "acme.com".parse()?,
    };
    connection.findings = vec![finding(doubled, Some(cname)), finding(negative, Some(txt))];
    Ok(connection)
}

pub(crate) fn issuing() -> Result<ConnectionView, Error> {
    let mut connection = progress()?;
    connection.progress.axes.routing = axis(AxisStatus::Ok, 1);
    connection.findings.clear();
    everywhere(&mut connection);
    connection.state = connection.progress.state();
    Ok(connection)
}

pub(crate) fn live() -> Result<ConnectionView, Error> {
    let mut connection = issuing()?;
    connection.progress.axes.certificate = axis(AxisStatus::Ok, 1);
    connection.progress.axes.serving = axis(AxisStatus::Ok, 0);
    connection.progress.first_live_at = Some(NOW);
    connection.state = connection.progress.state();
    Ok(connection)
}

pub(crate) fn drifted() -> Result<ConnectionView, Error> {
    let mut connection = live()?;
    connection.progress.axes.routing = axis(AxisStatus::Failing, 9);
    connection.state = connection.progress.state();
    see(&mut connection, 1, RecordStatus::Mismatched);
    let about = reference(&connection, 1)?;
    let cause = Cause::AddressWrong {
        name: about.host.clone(),
        found: vec!["198.51.100.7".parse()?],
        owner: None,
    };
    connection.findings = vec![finding(cause, Some(about))];
    Ok(connection)
}

fn stalled() -> Result<ConnectionView, Error> {
    let mut connection = issuing()?;
    connection.progress.lifecycle = Lifecycle::Stalled;
    connection.progress.error = Some(ErrorCode::CertificateTimedOut);
    connection.state = connection.progress.state();
    let cause = Cause::CertificateTimedOut { stage: Stage::Issuance };
    connection.findings = vec![finding(cause, None)];
    Ok(connection)
}

fn failed() -> Result<ConnectionView, Error> {
    let mut connection = waiting()?;
    connection.progress.lifecycle = Lifecycle::Failed;
    connection.progress.error = Some(ErrorCode::HighRiskDomain);
    connection.state = connection.progress.state();
    Ok(connection)
}

/// A name of 253 characters, and a tenant who tries to break out.
pub(crate) fn hostile() -> Result<SessionView, Error> {
    let label = "a".repeat(60);
    let name = format!("{label}.{label}.{label}.acme.com");
    let mut long = connection(&name, "acme.com", Kind::Subdomain)?;
    long.findings = vec![finding(
        Cause::OwnershipMismatch {
            name: long.hostname.challenge_name()?,
            wanted: "fairlead-verify-mzxw6ytboi2dsojqgq3tcmzsgu4tknrygi3dsnbvgm2a".to_owned(),
            found: vec!["<script>alert(1)</script>\"'&".to_owned()],
        },
        Some(reference(&long, 0)?),
    )];
    see(&mut long, 0, RecordStatus::Mismatched);
    let tenant = "\"Ann & Bob's\" <script>alert(1)</script> Shop".to_owned();
    Ok(SessionView { tenant, may_delete: true, ..session(vec![long]) })
}

fn axis(status: AxisStatus, minutes: i64) -> Axis {
    Axis { status, since: NOW - Duration::minutes(minutes) }
}

fn reference(connection: &ConnectionView, at: usize) -> Result<RecordRef, io::Error> {
    let record = connection.records.get(at).ok_or_else(|| io::Error::other("no such record"))?;
    Ok(RecordRef::from(&record.wanted))
}

fn finding(cause: Cause, record: Option<RecordRef>) -> Finding {
    let (severity, actor) = cause.weight();
    let evidence = match (&record, severity) {
        (Some(record), Severity::Blocking) => vec![evidence(record)],
        (Some(_) | None, Severity::Blocking | Severity::Warning | Severity::Info) => Vec::new(),
    };
    Finding { cause, severity, actor, record, evidence }
}

fn evidence(record: &RecordRef) -> Evidence {
    let answer =
        EvidenceAnswer { rcode: "NXDOMAIN".to_owned(), values: vec![], ttl: None, ede: vec![] };
    dns(record.clone(), "ada.ns.cloudflare.com (173.245.58.100:53)", answer)
}

fn dns(about: RecordRef, server: &str, answer: EvidenceAnswer) -> Evidence {
    let asked = EvidenceAsked {
        name: about.host,
        rtype: about.rtype,
        server: server.to_owned(),
        transport: Transport::Udp,
    };
    Evidence::Dns { asked, answer, at: NOW }
}

/// Evidence of each kind, where a cause of its kind would have it.
fn seen_of(cause: &Cause) -> Result<Vec<Evidence>, Error> {
    let address = IpAddr::from([198, 51, 100, 7]);
    let about = RecordRef { host: "shop.acme.com".parse()?, rtype: RecordType::A };
    let url = "http://shop.acme.com/.well-known/acme-challenge/fairlead-7q2x".to_owned();
    let seen = match cause {
        Cause::AcmePathIntercepted { .. } | Cause::RedirectLoop { .. } => {
            let hop = |url: &str, status, location: Option<&str>| Hop {
                url: url.to_owned(),
                address: (address, 80).into(),
                status: Some(status),
                server: Some("nginx".to_owned()),
                location: location.map(str::to_owned),
            };
            let to = "https://shop.acme.com/.well-known/acme-challenge/fairlead-7q2x";
            let hops = vec![hop(&url, 301, Some(to)), hop(to, 404, None)];
            vec![Evidence::from(&Visit { url, address, end: VisitEnd::Answered, hops, at: NOW })]
        }
        Cause::HttpUnreachable { address, .. } => {
            let (address, end) = (*address, VisitEnd::TimedOut);
            vec![Evidence::from(&Visit { url, address, end, hops: vec![], at: NOW })]
        }
        Cause::WrongCertificate { names, .. } => {
            let end = HandshakeEnd::Shown {
                names: names.clone(),
                covers: false,
                issuer: Some("DigiCert TLS RSA SHA256 2020 CA1".to_owned()),
                not_after: NOW + Duration::days(40),
            };
            let subject = about.host;
            vec![Evidence::Tls(Handshake { subject, address, end, at: NOW })]
        }
        Cause::AddressWrong { .. } | Cause::StaleCache { .. } => {
            let answer = EvidenceAnswer {
                rcode: "NOERROR".to_owned(),
                values: vec!["198.51.100.7".to_owned(), "198.51.100.8".to_owned()],
                ttl: Some(360),
                ede: vec![3],
            };
            vec![dns(about, "Google (8.8.8.8:53)", answer)]
        }
        cause if cause.weight().0 == Severity::Blocking => vec![evidence(&about)],
        _ => Vec::new(),
    };
    Ok(seen)
}

fn everywhere(connection: &mut ConnectionView) {
    for at in 0..connection.records.len() {
        see(connection, at, RecordStatus::Propagated);
    }
}

fn see(connection: &mut ConnectionView, at: usize, status: RecordStatus) {
    let Some(record) = connection.records.get_mut(at) else { return };
    let there = matches!(status, RecordStatus::Published | RecordStatus::Propagated);
    let right = vec![record.wanted.value.clone()];
    let old = match status {
        RecordStatus::Mismatched | RecordStatus::Published => vec!["old.host.net".to_owned()],
        RecordStatus::Missing | RecordStatus::Propagated => Vec::new(),
    };
    let at_authority = if there { right.clone() } else { old.clone() };
    let at_google = if status == RecordStatus::Propagated { right } else { old };
    let at_opendns =
        if status == RecordStatus::Propagated { at_authority.clone() } else { Vec::new() };
    let mut seen_by = vec![
        seen_by("ada.ns.cloudflare.com", "173.245.58.100:53", at_authority.clone()),
        seen_by("bob.ns.cloudflare.com", "[2606:4700:58::adf5:3b6c]:53", at_authority.clone()),
        seen_by("Google", "8.8.8.8:53", at_google),
        seen_by("Quad9", "9.9.9.9:53", at_authority),
        seen_by("OpenDNS", "208.67.222.222:53", at_opendns),
    ];
    if status == RecordStatus::Mismatched
        && let Some(silent) = seen_by.get_mut(1)
    {
        (silent.values, silent.rcode) = (Vec::new(), "TIMEOUT".to_owned());
    }
    let published = status == RecordStatus::Published;
    record.seen = Some(ObservedRecord {
        record: record.wanted.clone(),
        propagated: status == RecordStatus::Propagated,
        observed_value: None,
        status,
        seen_by,
        visible_at: published.then_some(NOW + Duration::minutes(6)),
        latest_at: None,
        confidence: None,
    });
}

fn seen_by(server: &str, address: &str, values: Vec<String>) -> SeenBy {
    let authority = server.contains(".ns.");
    SeenBy {
        server: server.to_owned(),
        address: address.to_owned(),
        kind: if authority { ServerKind::Authoritative } else { ServerKind::Recursive },
        rcode: if values.is_empty() { "NXDOMAIN" } else { "NOERROR" }.to_owned(),
        ttl: (!values.is_empty()).then_some(150),
        values,
        observed_at: NOW - Duration::seconds(2),
    }
}
