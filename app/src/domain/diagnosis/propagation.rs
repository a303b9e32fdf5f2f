//! Who does not know it yet: authorities that lag, and caches that remember.

use time::{Duration, OffsetDateTime};

use super::facts::{Facts, label};
use super::{ownership, routing};
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::finding::{Cause, Finding};
use crate::domain::name::OwnerName;
use crate::domain::observation::{Answer, Reply, Server, ServerKind};
use crate::domain::record::{Rdata, RecordType};

/// Two looks at one cache may differ by so much when they promise the same end.
const TOLERANCE: Duration = Duration::seconds(2);

/// How one server stands towards one desired record.
pub(super) struct Standing<'a> {
    pub(super) server: &'a Server,
    pub(super) right: bool,
    /// Whether it says that there is nothing.
    pub(super) absent: bool,
    /// `false`: it said nothing.
    pub(super) answered: bool,
    pub(super) answers: Vec<&'a Answer>,
}

/// Every server of one side, towards `record`.
pub(super) fn standings<'a>(
    facts: &Facts<'a>,
    record: &DesiredRecord,
    kind: ServerKind,
) -> Vec<Standing<'a>> {
    match record.purpose {
        Purpose::Ownership => ownership_standings(facts, kind),
        Purpose::Routing | Purpose::Redirect | Purpose::Certificate | Purpose::Email => {
            routing_standings(facts, kind)
        }
    }
}

fn ownership_standings<'a>(facts: &Facts<'a>, kind: ServerKind) -> Vec<Standing<'a>> {
    let challenge = &facts.desired.challenge;
    let answers = match kind {
        ServerKind::Authoritative => facts.at_authorities(&challenge.name, RecordType::Txt),
        ServerKind::Recursive => facts.observation.recursive(&challenge.name, RecordType::Txt),
    };
    let standing = |answer: &'a Answer| Standing {
        server: &answer.asked.server,
        right: ownership::is_proof(answer, &challenge.value),
        absent: answer.reply.is_absence(),
        answered: !answer.reply.unanswered(),
        answers: vec![answer],
    };
    answers.into_iter().map(standing).collect()
}

fn routing_standings<'a>(facts: &Facts<'a>, kind: ServerKind) -> Vec<Standing<'a>> {
    let standing = |view: routing::View<'a>| Standing {
        right: routing::is_right(facts, &view.way),
        absent: view.way == routing::Way::Nowhere,
        answered: view.way != routing::Way::Unknown,
        server: view.server,
        answers: view.answers,
    };
    routing::views(facts, kind).into_iter().map(standing).collect()
}

/// Records that some authorities have and others have not.
pub(super) fn disagreement(facts: &Facts<'_>) -> Vec<Finding> {
    distinct(facts).iter().filter_map(|record| disagreement_at(facts, record)).collect()
}

fn disagreement_at(facts: &Facts<'_>, record: &DesiredRecord) -> Option<Finding> {
    let mut all = standings(facts, record, ServerKind::Authoritative);
    all.retain(|standing| standing.answered);
    let lagging: Vec<&Standing<'_>> = all.iter().filter(|standing| !standing.right).collect();
    if lagging.is_empty() || lagging.len() == all.len() {
        return None;
    }
    let mut names: Vec<String> = lagging.iter().map(|standing| label(standing.server)).collect();
    names.dedup();
    let seen: Vec<&Answer> = all.iter().flat_map(|standing| standing.answers.clone()).collect();
    let cause = Cause::AuthoritiesDisagree {
        name: record.host.clone(),
        lagging: names,
        serials: serials(facts),
    };
    Some(Finding::new(cause, Some(record), &seen))
}

/// The zone's version at each server that told it.
fn serials(facts: &Facts<'_>) -> Vec<(String, u32)> {
    let Some(zone) = facts.zone() else { return Vec::new() };
    let told = |answer: &&Answer| {
        answer.values().find_map(|rdata| match rdata {
            Rdata::Soa { serial, .. } => Some((label(&answer.asked.server), *serial)),
            Rdata::A(_)
            | Rdata::Aaaa(_)
            | Rdata::Caa { .. }
            | Rdata::Cname(_)
            | Rdata::Dname(_)
            | Rdata::Mx { .. }
            | Rdata::Ns(_)
            | Rdata::Txt(_)
            | Rdata::Other { .. } => None,
        })
    };
    facts.at_authorities(&zone.apex, RecordType::Soa).iter().filter_map(told).collect()
}

/// Records that every authority has, and some resolver remembers otherwise.
pub(super) fn caches(facts: &Facts<'_>) -> Vec<Finding> {
    distinct(facts).iter().flat_map(|record| caches_of(facts, record)).collect()
}

fn caches_of(facts: &Facts<'_>, record: &DesiredRecord) -> Vec<Finding> {
    let authorities = standings(facts, record, ServerKind::Authoritative);
    let mut answered = authorities.iter().filter(|standing| standing.answered).peekable();
    if answered.peek().is_none() || !answered.all(|standing| standing.right) {
        return Vec::new();
    }
    standings(facts, record, ServerKind::Recursive)
        .iter()
        .filter(|standing| standing.answered && !standing.right)
        .map(|standing| remembered(facts, record, standing))
        .collect()
}

fn remembered(facts: &Facts<'_>, record: &DesiredRecord, standing: &Standing<'_>) -> Finding {
    let name: OwnerName = record.host.clone();
    let resolver = label(standing.server);
    let visible_at = forgets_at(facts, standing);
    let cause = if standing.absent {
        Cause::NegativeCache { name, resolver, visible_at }
    } else {
        Cause::StaleCache { name, resolver, visible_at }
    };
    Finding::new(cause, Some(record), &standing.answers)
}

/// When a resolver lets everything go that it should not have.
pub(super) fn forgets_at(facts: &Facts<'_>, standing: &Standing<'_>) -> Option<OffsetDateTime> {
    let ends = standing.answers.iter().filter_map(|answer| end_of(facts, answer));
    let ends: Vec<Option<OffsetDateTime>> = ends.collect();
    // One that can't be told makes the whole untellable.
    if ends.is_empty() || ends.contains(&None) {
        return None;
    }
    ends.into_iter().flatten().max()
}

/// `None`: the answer holds nothing that ends. `Some(None)`: it ends, but nobody can tell when,
/// since the resolver was refilled by a server that lags.
#[expect(clippy::option_option, reason = "nothing to wait for and an unknown wait differ")]
fn end_of(facts: &Facts<'_>, latest: &Answer) -> Option<Option<OffsetDateTime>> {
    let end = |answer: &Answer| left(answer).map(|ttl| answer.at + Duration::seconds(ttl.into()));
    let last = end(latest)?;
    let asked = &latest.asked;
    let before = facts
        .observation
        .asked(&asked.name, asked.rtype, ServerKind::Recursive)
        .filter(|answer| answer.asked.server == asked.server && answer.at < latest.at)
        .filter(|answer| answer.reply.rcode() == latest.reply.rcode())
        .last()
        .and_then(end);
    Some(before.is_none_or(|before| last <= before + TOLERANCE).then_some(last))
}

/// How long an answer is kept, seconds.
fn left(answer: &Answer) -> Option<u32> {
    match &answer.reply {
        Reply::Records { .. } => answer.ttl(),
        Reply::NoData { negative_ttl } | Reply::NoName { negative_ttl } => *negative_ttl,
        Reply::ServFail | Reply::Refused | Reply::Lame | Reply::Silent | Reply::Malformed => None,
    }
}

/// One record for each place and purpose: several addresses at one name stand or fall together.
fn distinct(facts: &Facts<'_>) -> Vec<DesiredRecord> {
    let mut records = facts.desired.records();
    records.dedup_by(|later, first| later.purpose == first.purpose);
    records
}
