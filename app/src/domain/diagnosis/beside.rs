//! What is worth knowing beside the way itself: what a change would break, and what makes
//! visitors meet something else though the way is right.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::facts::{Facts, LEADING, serves};
use super::propagation::LAG;
use super::routing::{self, BESIDE};

use super::way::{Course, End, View, Way, followed, points_elsewhere, sorted_out, views};
use crate::domain::connection::Judgement;
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::finding::{Cause, Finding};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, ServerKind};
use crate::domain::record::{Rdata, RecordType};

/// So many names in a row are no worry; resolvers give up at some number above.
const COMFORTABLE: usize = 8;
/// How mail is proven at the name itself (RFC 7208 §3.1).
const MAIL_TEXT: &str = "v=spf1";

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(record) = facts.wanted_for(Purpose::Routing) else { return Vec::new() };
    [shadowed_mail, leftover_https, long_chain, masking_wildcard, uncovered_www]
        .into_iter()
        .filter_map(|check| check(facts, &record))
        .collect()
}

/// Records by which mail reaches the name, where a CNAME is asked for that would hide them.
fn shadowed_mail(facts: &Facts<'_>, record: &DesiredRecord) -> Option<Finding> {
    if facts.wants_addresses() || routing::judge(facts) != Judgement::Wrong {
        return None;
    }
    let name = facts.desired.hostname.as_owner();
    let mut seen: Vec<&Answer> =
        BESIDE.into_iter().flat_map(|rtype| facts.answered(name, rtype)).collect();
    seen.retain(|answer| answer.values().any(is_for_mail));
    let mut types: Vec<String> = seen.iter().map(|a| a.asked.rtype.to_string()).collect();
    types.dedup();
    let cause = Cause::MailShadowed { name: name.clone(), types };
    (!seen.is_empty()).then(|| Finding::new(cause, Some(record), &seen))
}

fn is_for_mail(rdata: &Rdata) -> bool {
    match rdata {
        Rdata::Mx { .. } => true,
        Rdata::Txt(text) => text.starts_with(MAIL_TEXT),
        Rdata::A(_)
        | Rdata::Aaaa(_)
        | Rdata::Caa { .. }
        | Rdata::Cname(_)
        | Rdata::Dname(_)
        | Rdata::Ns(_)
        | Rdata::Soa { .. }
        | Rdata::Other { .. } => false,
    }
}

/// An HTTPS record that leads browsers past the addresses (RFC 9460 §3).
fn leftover_https(facts: &Facts<'_>, record: &DesiredRecord) -> Option<Finding> {
    let name = facts.desired.hostname.as_owner();
    let answers = facts.answered(name, RecordType::Https);
    let astray = |answer: &&Answer| {
        let texts = answer.values().map(ToString::to_string);
        texts.into_iter().find(|text| leads_past(facts, name, text))
    };
    let found = answers.iter().find_map(astray)?;
    let cause = Cause::HttpsRecordLeftover { name: name.clone(), found };
    Some(Finding::new(cause, Some(record), &answers))
}

/// Whether an HTTPS record, `priority target params`, names another host or its addresses, or
/// says that there is no service (RFC 9460 §2.5.1).
fn leads_past(facts: &Facts<'_>, name: &OwnerName, text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let (priority, target) = (parts.next().unwrap_or("1"), parts.next().unwrap_or("."));
    let another = target != "."
        && target
            .parse::<OwnerName>()
            .is_ok_and(|target| target != *name && target != facts.desired.template.cname_target);
    let hints: Vec<IpAddr> = parts
        .filter_map(|param| param.split_once('='))
        .filter(|(key, _)| matches!(*key, "ipv4hint" | "ipv6hint"))
        .flat_map(|(_, list)| list.trim_matches('"').split(','))
        .filter_map(|hint| hint.parse().ok())
        .collect();
    let (_, mut foreign) = sorted_out(facts, &hints);
    // A proxy makes its own hints: those of addresses that stand there are no cause of their own.
    let standing = addresses_at(facts, name);
    foreign.retain(|hint| !standing.contains(hint));
    another || (priority == "0" && target == ".") || !foreign.is_empty()
}

/// The addresses that stand at `name`, by the zone's servers.
fn addresses_at(facts: &Facts<'_>, name: &OwnerName) -> Vec<IpAddr> {
    let answers = LEADING.into_iter().flat_map(|rtype| facts.answered(name, rtype));
    answers.flat_map(|answer| answer.values().filter_map(Rdata::address)).collect()
}

/// A way that is right, through more names than is good.
fn long_chain(facts: &Facts<'_>, record: &DesiredRecord) -> Option<Finding> {
    let views = views(facts, ServerKind::Authoritative);
    let longest = views.iter().filter_map(|view| match &view.way {
        Way::Known { aliases, .. } => match followed(facts, aliases.first()?) {
            (End::Target, hops) => Some((hops, view)),
            (End::Elsewhere | End::Loop(_) | End::Broken(_) | End::Unknown, _) => None,
        },
        Way::Unknown => None,
    });
    let (hops, view) = longest.max_by_key(|(hops, _)| *hops)?;
    let name = facts.desired.hostname.as_owner().clone();
    let cause = Cause::CnameChainLong { name, hops };
    (COMFORTABLE < hops).then(|| Finding::new(cause, Some(record), &view.answers))
}

/// The hostname has no entry of its own: a wildcard answers for it.
fn masking_wildcard(facts: &Facts<'_>, record: &DesiredRecord) -> Option<Finding> {
    if facts.desired.hostname.is_wildcard() {
        return None;
    }
    let name = facts.desired.hostname.as_owner();
    let wildcard = facts.wildcard_over(name, &LEADING)?;
    let mut seen: Vec<&Answer> =
        LEADING.into_iter().flat_map(|rtype| facts.answered(name, rtype)).collect();
    seen.retain(|answer| !answer.records().is_empty());
    let cause = Cause::WildcardMasks { name: name.clone(), wildcard };
    Some(Finding::new(cause, Some(record), &seen))
}

/// Visitors who type `www` before an apex that is right.
fn uncovered_www(facts: &Facts<'_>, _: &DesiredRecord) -> Option<Finding> {
    if !facts.is_apex() || routing::judge(facts) != Judgement::Right {
        return None;
    }
    let name = facts.desired.hostname.as_owner().child("www").ok()?;
    let seen: Vec<&Answer> =
        LEADING.into_iter().flat_map(|rtype| facts.answered(&name, rtype)).collect();
    let alias = seen.iter().find_map(|answer| answer.alias());
    let addresses = addresses_at(facts, &name);
    let covered = match alias {
        Some(target) => {
            target == facts.desired.hostname.as_owner() || followed(facts, target).0 == End::Target
        }
        None => !addresses.is_empty() && sorted_out(facts, &addresses).1.is_empty(),
    };
    let stands = alias.is_some() || !addresses.is_empty();
    (!seen.is_empty() && !covered)
        .then(|| Finding::new(Cause::WwwNotCovered { name, stands }, None, &seen))
}

/// Answers that differ without any server lagging: by one server each time, or for long between
/// servers that have the same version of the zone.
pub(super) fn answers_vary(facts: &Facts<'_>) -> Option<Finding> {
    varying(facts).or_else(|| differing(facts))
}

/// Whether the same server gives different answers, and not all of them lead to the tenant.
pub(super) fn varying(facts: &Facts<'_>) -> Option<Finding> {
    let record = facts.wanted_for(Purpose::Routing)?;
    let zone = facts.zone()?;
    let name = facts.desired.hostname.as_owner();
    let all: Vec<&Answer> = LEADING
        .into_iter()
        .flat_map(|rtype| facts.observation.asked(name, rtype, ServerKind::Authoritative))
        .filter(|answer| !answer.reply.unanswered() && serves(zone, &answer.asked.server))
        .collect();
    let differs = |one: &&&Answer| {
        all.iter().any(|other| {
            one.asked.rtype == other.asked.rtype
                && one.asked.server == other.asked.server
                && !one.values().all(|value| other.values().any(|v| v == value))
        })
    };
    let varying: Vec<&Answer> = all.iter().filter(differs).copied().collect();
    let astray: Vec<&Answer> =
        varying.iter().filter(|answer| points_elsewhere(facts, answer)).copied().collect();
    if astray.is_empty() || astray.len() == varying.len() {
        return None;
    }
    Some(vary(facts, &record, &astray, &varying))
}

/// Whether servers that have the same version of the zone lead different ways, for so long that
/// none of them can be lagging. A serial alone proves nothing: some hosts never change it.
pub(super) fn differing(facts: &Facts<'_>) -> Option<Finding> {
    let record = facts.wanted_for(Purpose::Routing)?;
    let since = facts.observation.earlier.disagreeing_since?;
    let mut views = views(facts, ServerKind::Authoritative);
    views.retain(|view| view.course != Course::Unknown);
    let led = |course| views.iter().any(|view| view.course == course);
    let both = led(Course::Right) && led(Course::Wrong) && !led(Course::Nowhere);
    if facts.observation.observed_at < since + LAG || !both || !is_one_version(facts, &views) {
        return None;
    }
    let seen: Vec<&Answer> = views.iter().flat_map(|view| view.answers.clone()).collect();
    let astray: Vec<&Answer> =
        seen.iter().filter(|answer| points_elsewhere(facts, answer)).copied().collect();
    Some(vary(facts, &record, &astray, &seen))
}

/// Whether every one of the servers told the zone's serial, and the same.
fn is_one_version(facts: &Facts<'_>, views: &[View<'_>]) -> bool {
    let Some(zone) = facts.zone() else { return false };
    let starts = facts.answered(&zone.apex, RecordType::Soa);
    let serial = |view: &View<'_>| {
        let own = starts.iter().find(|answer| answer.asked.server == *view.server)?;
        own.values().find_map(Rdata::serial)
    };
    let serials: Option<BTreeSet<u32>> = views.iter().map(serial).collect();
    serials.is_some_and(|serials| serials.len() == 1)
}

fn vary(
    facts: &Facts<'_>,
    record: &DesiredRecord,
    astray: &[&Answer],
    seen: &[&Answer],
) -> Finding {
    let mut wrong: Vec<String> =
        astray.iter().flat_map(|answer| answer.values().map(ToString::to_string)).collect();
    wrong.sort();
    wrong.dedup();
    let name = facts.desired.hostname.as_owner().clone();
    Finding::new(Cause::AnswersVary { name, wrong }, Some(record), seen)
}
