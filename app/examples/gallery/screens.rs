//! Connections in every state, as they come from the server, and the pages they make.

use std::io;

use app::backend::{
    ConnectionView, DomainProblem, Focus, NoSession, PageContext, RecordView, Refused, SessionView,
    Theme,
};
use app::domain::certificate::{Certificate, Stage};
use app::domain::connection::{Axis, AxisStatus, ErrorCode, Lifecycle, Progress};
use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::diagnosis::{ObservedRecord, RecordStatus, SeenBy};
use app::domain::finding::{
    Cause, Evidence, EvidenceAnswer, EvidenceAsked, Finding, RecordRef, Severity,
};
use app::domain::name::NameError;
use app::domain::observation::{ServerKind, Transport};
use app::domain::provider::Provider;
use app::domain::session::Scope;
use app::widget::{no_session_html, page_html};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

pub(crate) type Error = Box<dyn std::error::Error>;

const NOW: OffsetDateTime = datetime!(2026-11-21 14:26 UTC);

pub(crate) fn screens() -> Result<Vec<(&'static str, String)>, Error> {
    let bound = Scope { domain: Some("shop.acme.com".parse()?), ..Scope::default() };
    Ok(vec![
        ("domain", page(&session(vec![]), None)),
        ("domain-bound", page(&SessionView { scope: bound, ..session(vec![]) }, None)),
        ("domain-refused", page(&session(vec![]), Some(refused()))),
        ("records", page(&session(vec![waiting()?]), None)),
        ("apex", page(&session(vec![apex()?]), None)),
        ("progress", page(&session(vec![progress()?]), None)),
        ("issuing", page(&session(vec![issuing()?]), None)),
        ("live", page(&session(vec![live()?]), None)),
        ("drifted", page(&session(vec![drifted()?]), None)),
        ("stalled", page(&session(vec![stalled()?]), None)),
        ("failed", page(&session(vec![failed()?]), None)),
        ("list", page(&session(vec![live()?, progress()?, waiting()?]), None)),
        ("hostile", page(&hostile()?, None)),
        ("not-found", no_session_html(NoSession::NotFound)),
        ("over", no_session_html(NoSession::Over)),
    ])
}

pub(crate) fn page(view: &SessionView, refused: Option<Refused>) -> String {
    page_html(view, &PageContext { nonce: "gallery".to_owned(), theme: Theme::Auto, refused })
}

fn refused() -> Refused {
    let problem = DomainProblem::Name(NameError::BadLabel("my_shop".to_owned()));
    Refused { entered: "my_shop.acme.com".to_owned(), problem }
}

pub(crate) fn session(connections: Vec<ConnectionView>) -> SessionView {
    SessionView {
        id: "gallery".to_owned(),
        tenant: "Northwind Shops".to_owned(),
        allowed_origins: vec!["https://dashboard.northwind.example".to_owned()],
        now: NOW,
        expires_at: NOW + Duration::days(3650),
        scope: Scope { reference: Some("customer-1".to_owned()), ..Scope::default() },
        may_delete: false,
        locale: None,
        support_url: Some("https://northwind.example/help".to_owned()),
        focus: Focus::Auto,
        connections,
    }
}

fn connection(hostname: &str, zone: &str, kind: Kind) -> Result<ConnectionView, Error> {
    let hostname: app::domain::name::Hostname = hostname.parse()?;
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
    })
}

pub(crate) fn waiting() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    connection.progress.axes.ownership = axis(AxisStatus::Waiting, 5);
    connection.state = connection.progress.state();
    Ok(connection)
}

fn apex() -> Result<ConnectionView, Error> {
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
    let negative = Cause::NegativeCache { name: txt.host.clone(), resolver, visible_at: until };
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
    let cause =
        Cause::AddressWrong { name: about.host.clone(), found: vec!["198.51.100.7".parse()?] };
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
    Evidence {
        asked: EvidenceAsked {
            name: record.host.clone(),
            rtype: record.rtype,
            server: "ada.ns.cloudflare.com (173.245.58.100:53)".to_owned(),
            transport: Transport::Udp,
        },
        answer: EvidenceAnswer {
            rcode: "NXDOMAIN".to_owned(),
            values: Vec::new(),
            ttl: None,
            ede: Vec::new(),
        },
        at: NOW,
    }
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
    let at_authority = if there { right.clone() } else { Vec::new() };
    let at_google = if status == RecordStatus::Propagated { right } else { Vec::new() };
    let seen_by = vec![
        seen_by("ada.ns.cloudflare.com", ServerKind::Authoritative, at_authority.clone()),
        seen_by("bob.ns.cloudflare.com", ServerKind::Authoritative, at_authority.clone()),
        seen_by("Google 8.8.8.8", ServerKind::Recursive, at_google),
        seen_by("Quad9 9.9.9.9", ServerKind::Recursive, at_authority),
    ];
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

fn seen_by(server: &str, kind: ServerKind, values: Vec<String>) -> SeenBy {
    SeenBy {
        server: server.to_owned(),
        address: String::new(),
        kind,
        rcode: if values.is_empty() { "NXDOMAIN" } else { "NOERROR" }.to_owned(),
        values,
        ttl: None,
        observed_at: NOW,
    }
}
