//! Connections in every state, as they come from the server.

use std::io;
use std::net::IpAddr;

use time::Duration;

use super::seen::{everywhere, finding, see, seen_of};
use super::{Error, NOW};
use crate::backend::{ConnectionView, RecordView};
use crate::domain::certificate::{Certificate, Stage};
use crate::domain::connection::{Axis, AxisStatus, ErrorCode, Lifecycle, Progress};
use crate::domain::desired::{Challenge, Desired, Kind, Purpose, RecordTemplate};
use crate::domain::diagnosis::RecordStatus;
use crate::domain::finding::{Cause, Finding, RecordRef, Severity, Slip};
use crate::domain::name::Hostname;
use crate::domain::provider::Provider;
use crate::domain::survey::Survey;

pub(super) fn connection(hostname: &str, zone: &str, kind: Kind) -> Result<ConnectionView, Error> {
    let hostname: Hostname = hostname.parse()?;
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
        accounts: Vec::new(),
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
        moves_at: None,
        consent: None,
    })
}

pub(super) fn waiting() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    connection.progress.axes.ownership = axis(AxisStatus::Waiting, 5);
    connection.state = connection.progress.state();
    Ok(connection)
}

/// Whose records the DNS host adds by itself.
pub(super) fn offered() -> Result<ConnectionView, Error> {
    Ok(ConnectionView { consent: Some("dash.cloudflare.com".to_owned()), ..waiting()? })
}

/// Proven, while another account that has it is given time.
pub(super) fn moving() -> Result<ConnectionView, Error> {
    let mut connection = progress()?;
    connection.progress = Progress::new(NOW - Duration::hours(1));
    connection.state = connection.progress.state();
    Ok(ConnectionView { moves_at: Some(NOW + Duration::hours(23)), ..connection })
}

/// The first look, with what the zone tells.
pub(super) fn analysis() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    connection.last_checked_at = None;
    Ok(connection)
}

/// The same, a moment later.
pub(super) fn analysed() -> Result<ConnectionView, Error> {
    let survey = Survey { existing: 3, conflicts: 2, caa_allows: Some(false) };
    Ok(ConnectionView { survey: Some(survey), ..analysis()? })
}

/// The same at a host that nobody here knows.
pub(super) fn unknown() -> Result<ConnectionView, Error> {
    Ok(ConnectionView { provider: None, ..analysis()? })
}

/// The same where nothing is in the way.
pub(super) fn clean() -> Result<ConnectionView, Error> {
    let survey = Survey { existing: 0, conflicts: 0, caa_allows: Some(true) };
    Ok(ConnectionView { survey: Some(survey), ..analysis()? })
}

/// The same of a domain that is nowhere, whose rules nobody can read.
pub(super) fn not_found() -> Result<ConnectionView, Error> {
    let survey = Survey { existing: 0, conflicts: 0, caa_allows: None };
    Ok(ConnectionView { survey: Some(survey), zone: None, provider: None, ..analysis()? })
}

/// Everything that asks for deletion.
pub(super) fn clearing() -> Result<ConnectionView, Error> {
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

pub(super) fn www() -> Result<ConnectionView, Error> {
    connection("www.acme.com", "acme.com", Kind::Subdomain)
}

/// A value with a letter too many, and a target with two of them swapped.
pub(super) fn slip() -> Result<ConnectionView, Error> {
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

pub(super) fn outage() -> Result<ConnectionView, Error> {
    let mut connection = waiting()?;
    connection.findings = vec![Finding::unseen(Cause::LookupFailed)];
    Ok(connection)
}

/// What is over: by somebody's wish, or for a reason.
pub(super) fn archived(error: Option<ErrorCode>) -> Result<ConnectionView, Error> {
    let mut connection = if error.is_some() { waiting()? } else { live()? };
    connection.progress.lifecycle = Lifecycle::Archived;
    connection.progress.error = error;
    connection.state = connection.progress.state();
    if error.is_some() {
        return Ok(connection);
    }
    let name = connection.hostname.as_owner().clone();
    let cause = Cause::TakeoverRisk { name, types: vec!["CNAME".to_owned()] };
    connection.findings = vec![finding(cause, None)];
    Ok(connection)
}

pub(super) fn apex() -> Result<ConnectionView, Error> {
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

pub(super) fn progress() -> Result<ConnectionView, Error> {
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

pub(super) fn issuing() -> Result<ConnectionView, Error> {
    let mut connection = progress()?;
    connection.progress.axes.routing = axis(AxisStatus::Ok, 1);
    connection.findings.clear();
    everywhere(&mut connection);
    connection.state = connection.progress.state();
    Ok(connection)
}

pub(super) fn live() -> Result<ConnectionView, Error> {
    let mut connection = issuing()?;
    connection.progress.axes.certificate = axis(AxisStatus::Ok, 1);
    connection.progress.axes.serving = axis(AxisStatus::Ok, 0);
    connection.progress.first_live_at = Some(NOW);
    connection.state = connection.progress.state();
    Ok(connection)
}

pub(super) fn drifted() -> Result<ConnectionView, Error> {
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

pub(super) fn stalled() -> Result<ConnectionView, Error> {
    let mut connection = issuing()?;
    connection.progress.lifecycle = Lifecycle::Stalled;
    connection.progress.error = Some(ErrorCode::CertificateTimedOut);
    connection.state = connection.progress.state();
    let cause = Cause::CertificateTimedOut { stage: Stage::Issuance };
    connection.findings = vec![finding(cause, None)];
    Ok(connection)
}

/// All is right, and nothing has come of it for days.
pub(super) fn right_and_idle() -> Result<ConnectionView, Error> {
    let mut connection = all_found()?;
    connection.progress.lifecycle = Lifecycle::Stalled;
    connection.progress.error = Some(ErrorCode::NoProgress);
    connection.state = connection.progress.state();
    Ok(connection)
}

/// An address that is right, and a foreign one beside it.
pub(super) fn beside() -> Result<ConnectionView, Error> {
    let mut connection = connection("acme.com", "acme.com", Kind::Apex)?;
    connection.provider = Provider::by_id("huawei-cloud");
    let about = reference(&connection, 1)?;
    let foreign: IpAddr = "198.51.100.7".parse()?;
    see(&mut connection, 1, RecordStatus::Mismatched);
    if let Some(record) = connection.records.get_mut(1) {
        let values = vec![record.wanted.value.clone(), foreign.to_string()];
        for seen in record.seen.iter_mut().flat_map(|seen| &mut seen.seen_by) {
            (seen.values, seen.rcode) = (values.clone(), "NOERROR".to_owned());
        }
    }
    see(&mut connection, 2, RecordStatus::Propagated);
    let cause = Cause::AddressExtra { name: about.host.clone(), extra: vec![foreign] };
    connection.findings = vec![finding(cause, Some(about))];
    Ok(connection)
}

/// At a host that has a dot at the end of names, and nothing for the apex.
pub(super) fn dotted() -> Result<ConnectionView, Error> {
    let connection = connection("acme.com", "acme.com", Kind::Apex)?;
    Ok(ConnectionView { provider: Provider::by_id("desec"), ..connection })
}

/// Nothing has moved for days.
pub(super) fn idle() -> Result<ConnectionView, Error> {
    let mut connection = waiting()?;
    connection.progress.lifecycle = Lifecycle::Stalled;
    connection.progress.error = Some(ErrorCode::NoProgress);
    connection.state = connection.progress.state();
    Ok(connection)
}

/// One is found, the other is not there yet.
pub(super) fn to_go() -> Result<ConnectionView, Error> {
    let mut connection = progress()?;
    connection.findings.clear();
    see(&mut connection, 0, RecordStatus::Propagated);
    Ok(connection)
}

/// Both are found, and not visible everywhere.
pub(super) fn all_found() -> Result<ConnectionView, Error> {
    let mut connection = to_go()?;
    see(&mut connection, 1, RecordStatus::Published);
    Ok(connection)
}

/// Of a wildcard no page can be opened.
pub(super) fn wildcard() -> Result<ConnectionView, Error> {
    let mut connection = live()?;
    connection.hostname = "*.acme.com".parse()?;
    connection.display_hostname = connection.hostname.to_string();
    Ok(connection)
}

pub(super) fn failed(error: Option<ErrorCode>) -> Result<ConnectionView, Error> {
    let mut connection = waiting()?;
    connection.progress.lifecycle = Lifecycle::Failed;
    connection.progress.error = error;
    connection.state = connection.progress.state();
    Ok(connection)
}

fn axis(status: AxisStatus, minutes: i64) -> Axis {
    Axis { status, since: NOW - Duration::minutes(minutes) }
}

pub(super) fn reference(connection: &ConnectionView, at: usize) -> Result<RecordRef, io::Error> {
    let record = connection.records.get(at).ok_or_else(|| io::Error::other("no such record"))?;
    Ok(RecordRef::from(&record.wanted))
}

/// A record in each status, and one that nobody has looked for; each is there for another purpose.
pub(super) fn statuses() -> Result<ConnectionView, Error> {
    use RecordStatus::{Mismatched, Missing, Propagated, Published};
    let mut connection = waiting()?;
    let cname = connection.records.get(1).map(|record| record.wanted.clone());
    let statuses = [Some(Missing), Some(Mismatched), Some(Published), Some(Propagated), None];
    connection.records =
        cname.iter().cycle().take(statuses.len()).cloned().map(RecordView::from).collect();
    let purposes = [
        Purpose::Ownership,
        Purpose::Routing,
        Purpose::Certificate,
        Purpose::Redirect,
        Purpose::Email,
    ];
    for (record, purpose) in connection.records.iter_mut().zip(purposes) {
        record.wanted.purpose = purpose;
    }
    for (at, status) in statuses.into_iter().enumerate() {
        if let Some(status) = status {
            see(&mut connection, at, status);
        }
    }
    Ok(connection)
}

/// A page with a card for each of `causes`.
pub(super) fn findings(causes: Vec<Cause>) -> Result<ConnectionView, Error> {
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
