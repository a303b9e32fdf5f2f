//! Who does not know it yet: authorities that lag, and caches that remember.

use std::net::IpAddr;

use time::{Duration, OffsetDateTime};

use super::beside;
use super::facts::{Facts, label, labels};
use super::ownership;
use super::way::{Course, View, leads_astray, sorted_out, views};
use crate::domain::desired::{DesiredRecord, Purpose};
use crate::domain::earlier::{PATIENCE, TOLERANCE};
use crate::domain::finding::{Cause, Finding, Severity};
use crate::domain::observation::{Answer, Reply, Server, ServerKind};
use crate::domain::record::{Rdata, RecordType};

/// Servers of one zone are to be alike after so long.
pub(super) const LAG: Duration = Duration::HOUR;
/// A record that is to be replaced should not be kept for longer, seconds.
const MAX_TTL: u32 = 3600;
/// Extended DNS Errors by which a resolver tells that it serves what it should have let go
/// (RFC 8914 §4.4, §4.20).
const STALE: [u16; 2] = [3, 19];

/// How one server stands towards one desired record.
pub(super) struct Standing<'a> {
    pub(super) server: &'a Server,
    pub(super) stand: Stand,
    /// All that it said.
    pub(super) answers: Vec<&'a Answer>,
    /// Those of them that must change.
    pub(super) old: Vec<&'a Answer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    Right,
    /// Something else is there.
    Wrong,
    /// It says that there is nothing.
    Absent,
    /// It said nothing that helps.
    Unknown,
}

impl Standing<'_> {
    /// Whether it answered, and is not right.
    pub(super) const fn lags(&self) -> bool {
        matches!(self.stand, Stand::Wrong | Stand::Absent)
    }
}

/// Every server of one side, towards `record`.
pub(super) fn standings<'a>(
    facts: &Facts<'a>,
    record: &DesiredRecord,
    kind: ServerKind,
) -> Vec<Standing<'a>> {
    match record.purpose {
        Purpose::Ownership => {
            let name = &facts.desired.challenge.name;
            let answers = facts.on_side(name, RecordType::Txt, kind);
            answers.into_iter().map(|answer| of_proof(facts, answer)).collect()
        }
        Purpose::Routing | Purpose::Redirect | Purpose::Certificate | Purpose::Email => {
            views(facts, kind).into_iter().map(|view| of_way(facts, view)).collect()
        }
    }
}

fn of_proof<'a>(facts: &Facts<'_>, answer: &'a Answer) -> Standing<'a> {
    let stand = if answer.reply.unanswered() {
        Stand::Unknown
    } else if ownership::is_proof(answer, &facts.desired.challenge.value) {
        Stand::Right
    } else if answer.records().is_empty() {
        Stand::Absent
    } else {
        Stand::Wrong
    };
    let answers = vec![answer];
    Standing { server: &answer.asked.server, stand, old: answers.clone(), answers }
}

fn of_way<'a>(facts: &Facts<'_>, view: View<'a>) -> Standing<'a> {
    let stand = match view.course {
        Course::Right => Stand::Right,
        Course::Wrong => Stand::Wrong,
        Course::Nowhere => Stand::Absent,
        Course::Unknown => Stand::Unknown,
    };
    let mut old = view.answers.clone();
    // Beside an old answer, neither a right one nor the absence of another type must change.
    old.retain(|answer| stand == Stand::Absent || leads_astray(facts, answer));
    Standing { server: view.server, stand, old, answers: view.answers }
}

/// Records that some authorities have and others have not.
pub(super) fn disagreement(facts: &Facts<'_>) -> Vec<Finding> {
    // Servers that vary by themselves do not lag behind each other.
    let varying = beside::answers_vary(facts).is_some();
    let lagging = |record: &&DesiredRecord| !(varying && record.purpose == Purpose::Routing);
    let wanted = facts.wanted();
    wanted.iter().filter(lagging).filter_map(|record| disagreement_at(facts, record)).collect()
}

fn disagreement_at(facts: &Facts<'_>, record: &DesiredRecord) -> Option<Finding> {
    let mut all = standings(facts, record, ServerKind::Authoritative);
    all.retain(|standing| standing.stand != Stand::Unknown);
    let lagging = || all.iter().filter(|standing| standing.lags());
    let count = lagging().count();
    if count == 0 || count == all.len() {
        return None;
    }
    let seen: Vec<&Answer> = all.iter().flat_map(|standing| standing.answers.clone()).collect();
    let cause = Cause::AuthoritiesDisagree {
        name: record.host.clone(),
        lagging: labels(lagging().map(|standing| standing.server)),
        serials: serials(facts),
    };
    let finding = Finding::new(cause, Some(record), &seen);
    let since = facts.observation.earlier.disagreeing_since;
    let long = since.is_some_and(|since| since + LAG <= facts.observation.observed_at);
    Some(if long { finding.weighing(Severity::Warning) } else { finding })
}

/// The zone's version at each server that told it.
fn serials(facts: &Facts<'_>) -> Vec<(String, u32)> {
    let Some(zone) = facts.zone() else { return Vec::new() };
    let told = |answer: &&Answer| {
        let serial = answer.values().find_map(Rdata::serial)?;
        Some((label(&answer.asked.server), serial))
    };
    facts.at_authorities(&zone.apex, RecordType::Soa).iter().filter_map(told).collect()
}

/// Records that every authority has, and some resolver remembers otherwise.
pub(super) fn caches(facts: &Facts<'_>) -> Vec<Finding> {
    facts.wanted().iter().flat_map(|record| caches_of(facts, record)).collect()
}

fn caches_of(facts: &Facts<'_>, record: &DesiredRecord) -> Vec<Finding> {
    let authorities = standings(facts, record, ServerKind::Authoritative);
    let right = authorities.iter().any(|standing| standing.stand == Stand::Right);
    if !right || authorities.iter().any(Standing::lags) {
        return Vec::new();
    }
    let resolvers = standings(facts, record, ServerKind::Recursive);
    let remembering = |stand| remembered(facts, record, [&authorities, &resolvers], stand);
    [Stand::Wrong, Stand::Absent].into_iter().filter_map(remembering).collect()
}

/// One finding for all resolvers that remember the same: the one that remembers longest counts.
fn remembered(
    facts: &Facts<'_>,
    record: &DesiredRecord,
    [authorities, resolvers]: [&[Standing<'_>]; 2],
    stand: Stand,
) -> Option<Finding> {
    let lagging: Vec<&Standing<'_>> =
        resolvers.iter().filter(|standing| standing.stand == stand).collect();
    let last = lagging
        .iter()
        .map(|standing| (standing, forgets_at(facts, standing)))
        .max_by_key(|(_, end)| (end.is_none(), *end));
    let (standing, visible_at) = last?;
    let (name, resolver) = (record.host.clone(), label(standing.server));
    let latest_at = latest_at(facts, record, authorities, &lagging);
    let cause = match stand {
        Stand::Wrong => Cause::StaleCache { name, resolver, visible_at, latest_at },
        Stand::Absent => Cause::NegativeCache { name, resolver, visible_at, latest_at },
        Stand::Right | Stand::Unknown => return None,
    };
    let seen: Vec<&Answer> = lagging.iter().flat_map(|standing| standing.old.clone()).collect();
    Some(Finding::new(cause, Some(record), &seen))
}

/// When every cache that keeps to the TTLs has let go of what these remember: as long after this
/// look as the authorities allow, and not before these caches themselves say so.
pub(super) fn latest_at(
    facts: &Facts<'_>,
    record: &DesiredRecord,
    authorities: &[Standing<'_>],
    lagging: &[&Standing<'_>],
) -> Option<OffsetDateTime> {
    let allowed = |standing: &&Standing<'_>| match standing.stand {
        Stand::Wrong => published_ttl(record, authorities),
        Stand::Absent => facts.zone().and_then(|zone| zone.negative_ttl),
        Stand::Right | Stand::Unknown => None,
    };
    let now = facts.observation.observed_at;
    let allowed = lagging.iter().filter_map(allowed).map(|ttl| now + Duration::seconds(ttl.into()));
    let told = lagging.iter().flat_map(|standing| &standing.old);
    let told = told.filter_map(|answer| kept_until(answer));
    allowed.chain(told).max()
}

/// For how long the authorities let the record be kept, seconds.
fn published_ttl(record: &DesiredRecord, authorities: &[Standing<'_>]) -> Option<u32> {
    let answers = authorities.iter().flat_map(|standing| &standing.answers);
    let records = answers.flat_map(|answer| answer.records());
    records.filter(|found| found.owner == record.host).map(|found| found.ttl).max()
}

/// What stands where the way belongs and must be replaced, and is kept for long.
///
/// The proof is no matter of TTLs: it is read from the authorities alone. Nor is what some of
/// them have replaced already: it is too late to lower anything there.
pub(super) fn ttl(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(record) = facts.wanted_for(Purpose::Routing) else { return Vec::new() };
    let standings = standings(facts, &record, ServerKind::Authoritative);
    if standings.iter().any(|standing| standing.stand == Stand::Right) {
        return Vec::new();
    }
    let kept_long = |answer: &&Answer| {
        let here = answer.records().iter().filter(|found| found.owner == record.host);
        here.map(|found| found.ttl).max().filter(|ttl| MAX_TTL < *ttl)
    };
    let wrong = standings.iter().filter(|standing| standing.stand == Stand::Wrong);
    let mut seen: Vec<&Answer> = wrong.flat_map(|standing| standing.answers.clone()).collect();
    seen.retain(|answer| must_go(facts, answer) && kept_long(answer).is_some());
    let longest = seen.iter().filter_map(kept_long).max();
    let cause = longest.map(|ttl| Cause::TtlHigh { name: record.host.clone(), ttl });
    cause.map(|cause| Finding::new(cause, Some(&record), &seen)).into_iter().collect()
}

/// Whether a part of a way that is wrong must be replaced itself.
fn must_go(facts: &Facts<'_>, answer: &Answer) -> bool {
    if let Some(target) = answer.alias() {
        return facts.wants_addresses() || *target != facts.desired.template.cname_target;
    }
    let addresses: Vec<IpAddr> = answer.values().filter_map(Rdata::address).collect();
    let (_, foreign) = sorted_out(facts, &addresses);
    !foreign.is_empty()
}

/// When a resolver lets everything go that it should not have; `None` where that can't be told.
pub(super) fn forgets_at(facts: &Facts<'_>, standing: &Standing<'_>) -> Option<OffsetDateTime> {
    let ends: Option<Vec<OffsetDateTime>> =
        standing.old.iter().map(|answer| end_of(facts, answer)).collect();
    ends?.into_iter().max()
}

/// When a resolver lets an answer go, unless looks before show that it does not.
fn end_of(facts: &Facts<'_>, latest: &Answer) -> Option<OffsetDateTime> {
    if latest.ede.iter().any(|code| STALE.contains(code)) {
        return None;
    }
    // Who was wrong twice is not believed a third time.
    if PATIENCE <= facts.observation.earlier.missed(latest) {
        return None;
    }
    let last = kept_until(latest)?;
    let asked = &latest.asked;
    // A full TTL again means that the resolver was refilled by an authority that lags.
    let before = facts
        .observation
        .asked(&asked.name, asked.rtype, ServerKind::Recursive)
        .filter(|answer| answer.asked.server == asked.server && answer.at < latest.at)
        .filter(|answer| says_the_same(answer, latest))
        .last()
        .and_then(kept_until);
    before.is_none_or(|before| last <= before + TOLERANCE).then_some(last)
}

fn says_the_same(one: &Answer, other: &Answer) -> bool {
    let values = |answer: &Answer| {
        let mut values: Vec<_> =
            answer.records().iter().map(|r| (r.owner.clone(), r.rdata.clone())).collect();
        values.sort();
        values
    };
    one.reply.is_absence() == other.reply.is_absence() && values(one) == values(other)
}

/// When an answer may be kept no longer, by itself.
pub(super) fn kept_until(answer: &Answer) -> Option<OffsetDateTime> {
    left(answer).map(|ttl| answer.at + Duration::seconds(ttl.into()))
}

/// How long an answer is kept, seconds.
fn left(answer: &Answer) -> Option<u32> {
    match &answer.reply {
        Reply::Records { .. } => answer.ttl(),
        Reply::NoData { negative_ttl } | Reply::NoName { negative_ttl } => *negative_ttl,
        Reply::ServFail | Reply::Refused | Reply::Lame | Reply::Silent | Reply::Malformed => None,
    }
}
