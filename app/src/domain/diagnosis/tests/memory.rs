//! What one look leaves for the next.

use time::Duration;

use super::*;
use crate::domain::earlier::{Earlier, Prediction, TargetAddress};
use crate::domain::finding::Cause;
use crate::domain::observation::Parent;

const OLD: &str = "_customdomain-challenge.shop.acme.com 50 TXT old";

fn left(case: &Case) -> Earlier {
    after(&case.desired, &case.observation)
}

fn name_server(n: u8) -> NameServer {
    let addresses = vec![IpAddr::from([198, 51, 100, n])];
    NameServer { name: name(&format!("ns{n}.acme.com")), addresses }
}

fn names(servers: &[NameServer]) -> Vec<String> {
    servers.iter().map(|server| server.name.to_string()).collect()
}

/// The look after `case`, this much later, in which a resolver serves these lines.
fn next(case: &Case, later: Duration, lines: &[&str]) -> Case {
    let mut next = Case::of(&RIGHT);
    next.observation.earlier = left(case);
    next.observation.observed_at = NOW + later;
    next.resolve(&resolver(1), lines, NOW + later);
    next
}

#[test]
fn servers_that_go_are_remembered_and_those_that_come_are_not_elsewhere() {
    let mut case = Case::of(&RIGHT);
    assert_eq!(names(&left(&case).in_charge), ["ns1.acme.com", "ns2.acme.com"]);
    assert!(left(&case).servers.is_empty());
    let told = vec![name_server(1), name_server(5)];
    let Delegation::Zone(zone) = &mut case.observation.delegation else { panic!() };
    zone.parent = Some(Parent { zone: name("com"), servers: told, ttl: 300 });
    case.observation.earlier = Earlier {
        in_charge: vec![name_server(1), name_server(3)],
        servers: vec![name_server(2), name_server(3), name_server(4)],
        ..Earlier::default()
    };
    // By the parent's word alone, in charge at the last look, and before it.
    assert_eq!(names(&left(&case).servers), ["ns5.acme.com", "ns3.acme.com", "ns4.acme.com"]);
    // Another name of a server in charge, and a name that leads nowhere, are nobody else.
    let alias = NameServer { name: name("dns.host.example"), ..name_server(1) };
    let nowhere = NameServer { addresses: Vec::new(), ..name_server(6) };
    case.observation.earlier = Earlier { in_charge: vec![alias, nowhere], ..Earlier::default() };
    assert_eq!(names(&left(&case).servers), ["ns5.acme.com"]);
}

#[test]
fn no_more_is_remembered_than_is_bearable() {
    let mut case = Case::of(&RIGHT);
    let hostile = NameServer {
        addresses: (0..=255).map(|n| IpAddr::from([203, 0, 113, n])).collect(),
        ..name_server(9)
    };
    let servers = std::iter::once(hostile).chain((10..60).map(name_server)).collect();
    let target = (0..=255)
        .map(|n| TargetAddress { address: IpAddr::from([203, 0, 113, n]), seen_at: NOW })
        .collect();
    case.observation.earlier = Earlier { servers, target, ..Earlier::default() };
    for n in 1..60 {
        case.resolve(&resolver(n), &[CNAME, TARGET], NOW);
    }
    let left = left(&case);
    assert_eq!(left.servers.len(), 16);
    assert_eq!(left.servers[0].addresses.len(), 16);
    assert_eq!((left.target.len(), left.predictions.len()), (64, 32));
    // The newest stays.
    assert_eq!(left.target[0].address, IpAddr::from([192, 0, 2, 7]));
}

#[test]
fn the_targets_addresses_are_remembered_for_a_day() {
    let mut case = Case::of(&[TXT, CNAME, TARGET, "edge.north.example A 192.0.2.8"]);
    let seen = |last: u8, ago: Duration| TargetAddress {
        address: IpAddr::from([192, 0, 2, last]),
        seen_at: NOW - ago,
    };
    case.observation.earlier.target =
        vec![seen(7, Duration::HOUR), seen(9, Duration::hours(23)), seen(10, Duration::DAY)];
    let now = Duration::ZERO;
    let want = [seen(7, now), seen(8, now), seen(9, Duration::hours(23))];
    assert_eq!(left(&case).target, want);
}

#[test]
fn since_when_servers_disagree_is_kept_until_they_agree() {
    let since = NOW - Duration::HOUR;
    let with = |case: Case, since| {
        let mut case = case;
        case.observation.earlier.disagreeing_since = since;
        left(&case).disagreeing_since
    };
    let split = || Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, &[TXT, TARGET]);
    assert_eq!(with(split(), None), Some(NOW));
    assert_eq!(with(split(), Some(since)), Some(since));
    assert_eq!(with(Case::of(&RIGHT), None), None);
    assert_eq!(with(Case::of(&RIGHT), Some(since)), None);
    // Also when they agree on what is wrong.
    assert_eq!(with(Case::of(&[TARGET]), Some(since)), None);
    // Whoever lagged, and could not be asked, may lag still.
    let silent = || split().when(|asked| asked.server == server(2), &Reply::Silent);
    assert_eq!(with(silent(), Some(since)), Some(since));
    assert_eq!(with(silent(), None), None);
}

#[test]
fn what_could_not_be_asked_leaves_what_was_known() {
    let mut case = Case::of(&RIGHT);
    let zone = case.observation.delegation.zone().unwrap().clone();
    case.resolve(&resolver(1), &[OLD, CNAME, TARGET], NOW);
    case.observation.earlier =
        Earlier { in_charge: vec![name_server(3)], disagreeing_since: Some(NOW), ..left(&case) };
    for delegation in [Delegation::Unknown, Delegation::Lame(zone)] {
        case.observation.delegation = delegation;
        assert_eq!(left(&case), case.observation.earlier);
    }
    let mut case = Case::of(&RIGHT);
    case.resolve(&resolver(1), &[OLD, CNAME, TARGET], NOW);
    let promised = left(&case).predictions;
    assert_eq!(promised.len(), 1);
    // The resolver fails: it has neither kept nor broken its promise.
    let failing = next(&case, Duration::HOUR, &RIGHT);
    let failing = failing.when(|asked| asked.server == resolver(1), &Reply::ServFail);
    assert_eq!(left(&failing).predictions, promised);
    // Neither did authorities that are silent change what is to come.
    let silent = failing.when(|_| true, &Reply::Silent);
    assert_eq!(left(&silent).predictions, promised);
    // A day after, nobody remembers.
    let late = next(&case, Duration::DAY + Duration::minutes(1), &RIGHT);
    let late = late.when(|asked| asked.server == resolver(1), &Reply::ServFail);
    assert!(left(&late).predictions.is_empty());
}

#[test]
fn a_promise_that_was_broken_twice_is_not_made_again() {
    let stale = &[OLD, CNAME, TARGET];
    let mut case = Case::of(&RIGHT);
    case.resolve(&resolver(1), stale, NOW);
    // A TTL of 50 seconds, each time a minute later: the promise is broken each time.
    for (minutes, promised) in [(0, true), (1, true), (2, false), (3, false)] {
        let now = NOW + Duration::minutes(minutes);
        if 0 < minutes {
            case = next(&case, Duration::minutes(minutes), stale);
        }
        check(&case, &["stale_cache"]);
        let Cause::StaleCache { visible_at, latest_at, .. } = case.findings().swap_remove(0).cause
        else {
            panic!()
        };
        let promise = promised.then_some(now + Duration::seconds(50));
        assert_eq!(visible_at, promise, "{minutes}");
        assert_eq!(latest_at, Some(now + Duration::seconds(300)));
        let record = case.records().swap_remove(0);
        assert_eq!((record.visible_at, record.latest_at), (visible_at, latest_at));
        assert_eq!(record.confidence.is_some(), promised);
    }
    assert_eq!(left(&case).predictions[0].missed, 3);
    // Another answer is another promise, and so is the same one after the right one.
    let other = "_customdomain-challenge.shop.acme.com 50 TXT older";
    let visible = |case: &Case| case.records().swap_remove(0).visible_at.is_some();
    assert!(visible(&next(&case, Duration::minutes(4), &[other, CNAME, TARGET])));
    let right = next(&case, Duration::minutes(4), &RIGHT);
    assert!(left(&right).predictions.is_empty());
    assert!(visible(&next(&right, Duration::minutes(5), stale)));
}

#[test]
fn absences_are_promised_to_end_as_well() {
    let mut case = Case::of(&RIGHT);
    case.resolve(&resolver(1), &[CNAME, TARGET], NOW);
    for minutes in [2, 4] {
        case = next(&case, Duration::minutes(minutes), &[CNAME, TARGET]);
        check(&case, &["negative_cache"]);
    }
    let Cause::NegativeCache { visible_at, latest_at, .. } = case.findings().swap_remove(0).cause
    else {
        panic!()
    };
    assert_eq!(visible_at, None);
    assert_eq!(latest_at, Some(NOW + Duration::minutes(5)));
}

#[test]
fn a_promise_is_broken_only_once_its_time_has_passed() {
    let mut case = Case::of(&RIGHT);
    case.resolve(&resolver(1), &[OLD, CNAME, TARGET], NOW);
    let want = Prediction {
        name: name("_customdomain-challenge.shop.acme.com"),
        rtype: RecordType::Txt,
        resolver: "resolver 1".to_owned(),
        found: "_customdomain-challenge.shop.acme.com TXT old".to_owned(),
        visible_at: NOW + Duration::seconds(50),
        missed: 0,
    };
    assert_eq!(left(&case).predictions, [want]);
    for (seconds, missed) in [(50, 0), (52, 0), (53, 1)] {
        let again = next(&case, Duration::seconds(seconds), &[OLD, CNAME, TARGET]);
        assert_eq!(left(&again).predictions[0].missed, missed, "{seconds}");
    }
    // While authorities lag, a cache may be refilled: nothing is promised.
    let mut lagging = Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, &[CNAME, TARGET]);
    lagging.observation.earlier = left(&case);
    lagging.resolve(&resolver(1), &[OLD, CNAME, TARGET], NOW + Duration::HOUR);
    assert!(left(&lagging).predictions.is_empty());
    lagging.observation.answers.retain(|answer| answer.asked.server != resolver(1));
    assert!(left(&lagging).predictions.is_empty());
    // Nor is anything left of a question that is no longer asked.
    case.observation.earlier = left(&case);
    case.observation.answers.retain(|answer| answer.asked.server.kind != ServerKind::Recursive);
    assert_eq!(left(&case).predictions.len(), 1);
    case.desired.challenge.name = name("_other.shop.acme.com");
    assert!(left(&case).predictions.is_empty());
}

#[test]
fn an_answer_is_known_again_in_any_order_and_the_last_of_a_name_counts() {
    const OLDER: &str = "_customdomain-challenge.shop.acme.com 40 TXT older";
    let mut case = Case::of(&RIGHT);
    case.resolve(&resolver(1), &[OLD, OLDER, CNAME, TARGET], NOW);
    let again = next(&case, Duration::minutes(1), &[OLDER, OLD, CNAME, TARGET]);
    assert_eq!(left(&again).predictions[0].missed, 1);
    // Two addresses of one resolver.
    let other = Server { address: resolver(2).address, ..resolver(1) };
    for longer in [resolver(1), other.clone()] {
        let shorter = if longer == other { resolver(1) } else { other.clone() };
        let mut case = Case::of(&RIGHT);
        case.resolve(&shorter, &[OLDER, CNAME, TARGET], NOW);
        case.resolve(&longer, &[OLD, CNAME, TARGET], NOW);
        let ends: Vec<_> = left(&case).predictions.iter().map(|one| one.visible_at).collect();
        assert_eq!(ends, [NOW + Duration::seconds(50)]);
    }
}

#[test]
fn what_is_left_is_read_as_it_was_written() {
    let mut case = Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, &[TXT, TARGET]);
    case.resolve(&resolver(1), &[OLD, CNAME, TARGET], NOW);
    case.observation.earlier.in_charge = vec![name_server(3)];
    let left = left(&case);
    let json = serde_json::to_string(&left).unwrap();
    assert_eq!(serde_json::from_str::<Earlier>(&json).unwrap(), left);
    assert_eq!(serde_json::from_str::<Earlier>("{}").unwrap(), Earlier::default());
}
