//! What the widget must survive: the longest names and values, letters of other scripts, many
//! records, and strangers who try to break out.

use time::Duration;

use super::palette::branded;
use super::seen::{finding, see};
use super::states::{connection, progress, reference};
use super::{Error, NOW, session};
use crate::backend::{ConnectionView, DomainProblem, RecordView, SessionView};
use crate::domain::desired::Kind;
use crate::domain::diagnosis::RecordStatus;
use crate::domain::finding::Cause;
use crate::domain::name::NameError;

/// The longest name that leaves room for the ownership record's (RFC 1035 §2.3.4).
const LONGEST: usize = 229;

/// A page of which the tenant leaves out all that can be.
pub(super) fn bare() -> Result<SessionView, Error> {
    let hidden = r#"{"hide":["steps","how_to","visible","zone_file","help","languages","footer"]}"#;
    Ok(branded(hidden, session(vec![progress()?]))?)
}

/// A page with the tenant's own words.
pub(super) fn own_words() -> Result<SessionView, Error> {
    let own = r#"{"texts":{"en":{"question":"Where shall your shop live?",
        "question_why":"Three steps, no code.","go_on":"Off we go"}}}"#;
    Ok(branded(own, session(Vec::new()))?)
}

pub(super) fn longest() -> Result<ConnectionView, Error> {
    let label = "a".repeat(63);
    let mut name = format!("{label}.{label}.{label}.");
    let zone = ".acme.com";
    name.push_str(&"b".repeat(LONGEST - name.len() - zone.len()));
    name.push_str(zone);
    connection(&name, "acme.com", Kind::Subdomain)
}

pub(super) fn too_long() -> (String, DomainProblem) {
    let label = "a".repeat(62);
    let entered = format!("{label}.{label}.{label}.{}.com", "b".repeat(60));
    let problem = DomainProblem::Name(NameError::TooLong(entered.len()));
    (entered, problem)
}

pub(super) fn idn(name: &str, shown: &str) -> Result<ConnectionView, Error> {
    let connection = connection(name, "acme.com", Kind::Subdomain)?;
    Ok(ConnectionView { display_hostname: shown.to_owned(), ..connection })
}

/// One string of a TXT record holds 255 octets (RFC 1035 §3.3.14).
pub(super) fn long_value() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    if let Some(record) = connection.records.first_mut() {
        record.wanted.value = "v".repeat(255);
    }
    see(&mut connection, 0, RecordStatus::Mismatched);
    Ok(connection)
}

pub(super) fn twenty() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    let first = connection.records.first().map(|record| record.wanted.clone());
    while let Some(wanted) = first.clone().filter(|_| connection.records.len() < 20) {
        connection.records.push(RecordView::from(wanted));
    }
    connection.last_checked_at = Some(NOW - Duration::seconds(2));
    Ok(connection)
}

/// A name of 253 characters, and a tenant who tries to break out.
pub(super) fn hostile() -> Result<SessionView, Error> {
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
