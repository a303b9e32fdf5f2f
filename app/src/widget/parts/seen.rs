//! Where each record is visible: a row for every server that was asked.
//!
//! The roles repeat what the elements say: on a narrow page the rows are stacked by the style
//! sheet, and a table that is not laid out as one would lose its meaning to screen readers.

use std::net::SocketAddr;

use leptos::prelude::*;
use time::{Duration, OffsetDateTime};

use super::icon::{Icon, icon};
use super::phrase::phrase;
use crate::backend::ConnectionView;
use crate::domain::diagnosis::{ObservedRecord, RecordStatus, SeenBy};
use crate::domain::observation::ServerKind;
use crate::domain::record::RecordType;
use crate::widget::words::{self, Lang, Piece, say, text};

/// The tables, folded; empty before the first look.
pub(crate) fn seen(connection: &ConnectionView, lang: Lang) -> AnyView {
    let records = connection.records.iter().filter_map(|record| record.seen.as_ref());
    let tables: Vec<_> = records
        .filter(|record| !record.seen_by.is_empty())
        .map(|record| table(&Asked { record, wanted: wanted(connection, record), lang }))
        .collect();
    if tables.is_empty() {
        return view! { <div id="seen"></div> }.into_any();
    }
    view! {
        <div id="seen">
            <details class="fold">
                <summary>{text!(lang, visible)}</summary>
                <p class="muted">{text!(lang, visible_why)}</p>
                {tables}
            </details>
        </div>
    }
    .into_any()
}

/// A record that every server was asked for.
struct Asked<'a> {
    record: &'a ObservedRecord,
    /// All values that may stand at its name.
    wanted: Vec<&'a str>,
    lang: Lang,
}

fn wanted<'a>(connection: &'a ConnectionView, record: &ObservedRecord) -> Vec<&'a str> {
    let records = connection.records.iter().map(|record| &record.wanted);
    let here = records.filter(|wanted| wanted.host == record.record.host);
    here.map(|wanted| wanted.value.as_str()).collect()
}

fn table(asked: &Asked<'_>) -> AnyView {
    let Asked { record, lang, .. } = *asked;
    let caption = format!("{} {}", record.record.rtype, record.record.host);
    view! {
        <table class="seen" role="table">
            <caption class="mono" dir="ltr">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{text!(lang, column_server)}</th>
                    <th scope="col" role="columnheader">{text!(lang, column_status)}</th>
                    <th scope="col" role="columnheader">{text!(lang, column_values)}</th>
                </tr>
            </thead>
            {side(asked, ServerKind::Authoritative, text!(lang, authorities))}
            {side(asked, ServerKind::Recursive, text!(lang, resolvers))}
        </table>
    }
    .into_any()
}

/// The servers of one side, under their heading; nothing where none was asked.
fn side(asked: &Asked<'_>, kind: ServerKind, heading: String) -> Option<AnyView> {
    let servers: Vec<&SeenBy> =
        asked.record.seen_by.iter().filter(|seen| seen.kind == kind).collect();
    if servers.is_empty() {
        return None;
    }
    let rows = servers.into_iter().map(|seen| row(asked, seen)).collect_view();
    let body = view! {
        <tbody role="rowgroup">
            <tr role="row" class="side">
                <th scope="rowgroup" colspan="3" role="rowheader">{heading}</th>
            </tr>
            {rows}
        </tbody>
    };
    Some(body.into_any())
}

fn row(asked: &Asked<'_>, seen: &SeenBy) -> impl IntoView + use<> {
    let Asked { record, lang, .. } = *asked;
    let stand = Stand::of(asked, seen);
    let (class, drawing, word) = stand.shown(lang);
    let until = stand.remembered(record, seen).map(|at| {
        let until = say!(lang, seen_until, at = Piece::Until(at));
        view! { <small>{phrase(until, lang)}</small> }
    });
    let values = match stand {
        Stand::Unknown => {
            view! { <span>{phrase(words::rcode(&seen.rcode, lang), lang)}</span> }.into_any()
        }
        Stand::Nothing | Stand::Forgetful => view! { <span class="none">"–"</span> }.into_any(),
        Stand::Right | Stand::Beside | Stand::Other | Stand::Old => {
            let values = seen.values.iter().map(|value| {
                view! { <span class="mono value" dir="ltr">{value.clone()}</span> }
            });
            values.collect_view().into_any()
        }
    };
    let asked_at = say!(lang, asked, at = Piece::Ago(seen.observed_at));
    let address = address(&seen.address);
    let name = if seen.server.is_empty() { address.clone() } else { seen.server.clone() };
    // A product's name may have the address in it already.
    let address = (!name.contains(&address))
        .then(|| view! { <small class="mono" dir="ltr">{address}</small> });
    view! {
        <tr role="row" data-key=seen.address.clone()>
            <th scope="row" role="rowheader">
                <span class="mono" dir="ltr">{name}</span>
                {address}
                <small>{phrase(asked_at, lang)}</small>
            </th>
            <td role="cell"><span class=class>{icon(drawing)}{word}</span>{until}</td>
            <td role="cell">{values}</td>
        </tr>
    }
}

/// Without the port that all of them have.
fn address(text: &str) -> String {
    match text.parse::<SocketAddr>() {
        Ok(address) if address.port() == 53 => address.ip().to_string(),
        Ok(_) | Err(_) => text.to_owned(),
    }
}

/// How one server stands towards a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    Right,
    /// Right, with something else beside it.
    Beside,
    Nothing,
    /// It remembers that there was nothing.
    Forgetful,
    Other,
    /// It remembers what was there before.
    Old,
    /// It could not be asked.
    Unknown,
}

impl Stand {
    fn of(asked: &Asked<'_>, seen: &SeenBy) -> Self {
        let Asked { record, wanted, .. } = asked;
        let settled = match record.status {
            RecordStatus::Published | RecordStatus::Propagated => true,
            RecordStatus::Missing | RecordStatus::Mismatched => false,
        };
        let remembers = settled && seen.kind == ServerKind::Recursive;
        if !matches!(seen.rcode.as_str(), "NOERROR" | "NXDOMAIN") {
            Self::Unknown
        } else if seen.values.is_empty() {
            if remembers { Self::Forgetful } else { Self::Nothing }
        } else if settled && as_the_authorities(record, seen) {
            // Flattened or reached through another name: right, though the text is another.
            Self::Right
        } else if seen.values.iter().any(|value| same(record, value, &record.record.value)) {
            let allowed = |value: &String| wanted.iter().any(|other| same(record, value, other));
            let alone = record.record.rtype == RecordType::Txt || seen.values.iter().all(allowed);
            if alone { Self::Right } else { Self::Beside }
        } else if remembers {
            Self::Old
        } else {
            Self::Other
        }
    }

    fn shown(self, lang: Lang) -> (&'static str, Icon, String) {
        match self {
            Self::Right => ("stand good", Icon::Tick, text!(lang, seen_right)),
            Self::Beside => ("stand bad", Icon::Bang, text!(lang, seen_beside)),
            Self::Nothing => ("stand", Icon::Wait, text!(lang, seen_nothing)),
            Self::Forgetful => ("stand info", Icon::Clock, text!(lang, seen_nothing)),
            Self::Other => ("stand bad", Icon::Bang, text!(lang, seen_other)),
            Self::Old => ("stand info", Icon::Clock, text!(lang, seen_old)),
            Self::Unknown => ("stand warn", Icon::Bang, text!(lang, seen_unknown)),
        }
    }

    /// Until when the server remembers; `None` where it does not, or where that can't be told.
    fn remembered(self, record: &ObservedRecord, seen: &SeenBy) -> Option<OffsetDateTime> {
        match self {
            Self::Forgetful | Self::Old => {
                // The record's time is that of the last server. Without it, no TTL is trusted.
                let last = record.visible_at?;
                let own = seen.ttl.map(|ttl| seen.observed_at + Duration::seconds(ttl.into()));
                Some(own.map_or(last, |own| own.min(last)))
            }
            Self::Right | Self::Beside | Self::Nothing | Self::Other | Self::Unknown => None,
        }
    }
}

/// Whether the server says what those say that hold the zone.
fn as_the_authorities(record: &ObservedRecord, seen: &SeenBy) -> bool {
    let mut authorities =
        record.seen_by.iter().filter(|other| other.kind == ServerKind::Authoritative);
    record.status == RecordStatus::Propagated
        || authorities.any(|other| other.values == seen.values)
}

/// Text is compared as it is; names and addresses are not (RFC 4343 §3).
fn same(record: &ObservedRecord, one: &str, other: &str) -> bool {
    if record.record.rtype == RecordType::Txt {
        one == other
    } else {
        one.eq_ignore_ascii_case(other)
    }
}
