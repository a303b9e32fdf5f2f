//! What the widget must survive: the longest names and values, letters of other scripts, many
//! records, and tenants with colours of their own.

use super::domain::branding::Branding;
use super::domain::desired::Kind;
use super::{
    Brand, ConnectionView, DomainProblem, Error, NOW, NameError, RecordStatus, RecordView, Refused,
    SessionView, connection, progress, see, session,
};
use time::Duration;

/// The longest name that leaves room for the ownership record's (RFC 1035 §2.3.4).
const LONGEST: usize = 229;

/// A page for each.
pub(super) fn screens(
    page_of: &dyn Fn(&SessionView, Option<Refused>) -> String,
) -> Result<Vec<(&'static str, String)>, Error> {
    Ok(vec![
        ("longest", page_of(&session(vec![longest()?]), None)),
        ("longest-refused", page_of(&session(vec![]), Some(too_long()))),
        ("idn", page_of(&session(vec![idn("xn--bcher-kva.acme.com", "bücher.acme.com")?]), None)),
        (
            "idn-arabic",
            page_of(&session(vec![idn("xn--pgbs0dh.acme.com", "تونس.acme.com")?]), None),
        ),
        ("txt-255", page_of(&session(vec![long_value()?]), None)),
        ("twenty", page_of(&session(vec![twenty()?]), None)),
        ("branded", page_of(&branded(GREEN)?, None)),
        ("branded-yellow", page_of(&branded(YELLOW)?, None)),
    ])
}

const GREEN: &str = r##"{"name":"Northwind","colours":{"accent":"#00693e","surface":"#fffaf0"},
    "dark_colours":{"accent":"#7fd6a4","surface":"#101418"},"radius":"16px","font":"Georgia, serif"}"##;
const YELLOW: &str = r##"{"colours":{"accent":"#ffd400","surface":"#e8e8ff","text":"#cccccc"},
    "dark_colours":{"text":"#333333"},"radius":"0px"}"##;

fn branded(branding: &str) -> Result<SessionView, Error> {
    let branding: Branding = serde_json::from_str(branding)?;
    let brand = Brand { branding, ..Brand::default() };
    Ok(SessionView { brand, ..session(vec![progress()?]) })
}

fn longest() -> Result<ConnectionView, Error> {
    let label = "a".repeat(63);
    let mut name = format!("{label}.{label}.{label}.");
    let zone = ".acme.com";
    name.push_str(&"b".repeat(LONGEST - name.len() - zone.len()));
    name.push_str(zone);
    connection(&name, "acme.com", Kind::Subdomain)
}

fn too_long() -> Refused {
    let label = "a".repeat(62);
    let entered = format!("{label}.{label}.{label}.{}.com", "b".repeat(60));
    Refused { problem: DomainProblem::Name(NameError::TooLong(entered.len())), entered }
}

fn idn(name: &str, shown: &str) -> Result<ConnectionView, Error> {
    let connection = connection(name, "acme.com", Kind::Subdomain)?;
    Ok(ConnectionView { display_hostname: shown.to_owned(), ..connection })
}

/// One string of a TXT record holds 255 octets (RFC 1035 §3.3.14).
fn long_value() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    if let Some(record) = connection.records.first_mut() {
        record.wanted.value = "v".repeat(255);
    }
    see(&mut connection, 0, RecordStatus::Mismatched);
    Ok(connection)
}

fn twenty() -> Result<ConnectionView, Error> {
    let mut connection = connection("shop.acme.com", "acme.com", Kind::Subdomain)?;
    let first = connection.records.first().map(|record| record.wanted.clone());
    while let Some(wanted) = first.clone().filter(|_| connection.records.len() < 20) {
        connection.records.push(RecordView::from(wanted));
    }
    connection.last_checked_at = Some(NOW - Duration::seconds(2));
    Ok(connection)
}
