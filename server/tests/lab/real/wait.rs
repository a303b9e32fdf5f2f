//! The wait, in seconds: the time that is told is the time at which the resolver lets go.

use std::net::IpAddr;

use app::domain::diagnosis::diagnose;
use app::domain::earlier::Earlier;
use app::domain::finding::Cause;
use app::domain::observation::ServerKind;
use app::domain::record::RecordType;
use time::{Duration, OffsetDateTime};

use super::super::case::{Scene, scene};
use super::super::layout::{Net, served, served_before};
use super::super::look::{Seen, looks};
use super::question::Heard;
use super::world::{World, is_possible};
use super::{Wait, ask_early};

/// How far the told second may be from the one that is seen.
const TOLERANCE: Duration = Duration::seconds(2);
/// Between two questions that watch a resolver.
const STEP: Duration = Duration::milliseconds(200);
const TARGET: &str = "edge.shop.test.";

/// The old alias is remembered for 20 s.
const STALE: &str = r#"
about = "stale"
hostname = "www.acme.test"
asked = ["www.acme.test CNAME"]
findings = []
[before."acme.test"]
records = '''
_customdomain-challenge.www 300 TXT "fairlead-verify-lab"
www 20 CNAME www.legacy.test.
'''
[zones."acme.test"]
records = '''
_customdomain-challenge.www 300 TXT "fairlead-verify-lab"
www 300 CNAME edge.shop.test.
'''
[zones."legacy.test"]
servers = ["old"]
records = "www 300 A 8.8.8.8"
"#;

/// The absence is remembered for 20 s.
const ABSENT: &str = r#"
about = "absent"
hostname = "www.acme.test"
asked = ["www.acme.test CNAME", "www.acme.test A", "www.acme.test AAAA"]
findings = []
[before."acme.test"]
negative_ttl = 20
records = '''
_customdomain-challenge.www 300 TXT "fairlead-verify-lab"
shop 300 A 192.0.2.10
'''
[zones."acme.test"]
negative_ttl = 20
records = '''
_customdomain-challenge.www 300 TXT "fairlead-verify-lab"
www 300 CNAME edge.shop.test.
'''
"#;

/// What was told: which resolver, and until when.
struct Told {
    resolver: String,
    visible_at: OffsetDateTime,
}

fn told(seen: &Seen, code: &str) -> Told {
    let findings = diagnose(&seen.desired, seen.last());
    let [finding] = findings.as_slice() else { panic!("{code}: {findings:#?}") };
    assert_eq!(finding.cause.code(), code, "{finding:#?}");
    match &finding.cause {
        Cause::StaleCache { resolver, visible_at: Some(at), .. }
        | Cause::NegativeCache { resolver, visible_at: Some(at), .. } => {
            Told { resolver: resolver.clone(), visible_at: *at }
        }
        other => panic!("no time is told: {other:?}"),
    }
}

/// When each resolver first has the new alias.
async fn seen_at(world: &World, resolver: IpAddr, until: OffsetDateTime) -> OffsetDateTime {
    loop {
        let now = world.clock.now();
        let heard = world.ask(resolver, "www.acme.test", RecordType::Cname).await;
        if heard == Heard::Values(vec![TARGET.to_owned()]) {
            return now;
        }
        assert!(now < until, "{resolver} still says {heard:?} at {now}, long after {until}");
        world.clock.sleep_until(now + STEP).await;
    }
}

async fn wait_for(scene: &Scene, code: &str) {
    let net = Net::random();
    let scenes = || std::iter::once(scene);
    let mut world = World::start(net, served_before(scenes(), net)).await;
    ask_early(&world, scene).await;
    world.publish(served(scenes(), net)).await;
    let pause = Wait(world.clock.clone());
    let seen = looks(&world.dns(), &scene.desired(), Earlier::default(), &pause).await;
    let told = told(&seen, code);
    let left = told.visible_at - world.clock.now();
    assert!(Duration::ZERO < left, "{code}: nothing was left to wait for: {left}");
    let mut watched = 0;
    for resolver in world.resolvers() {
        let at = seen_at(&world, resolver, told.visible_at + Duration::seconds(10)).await;
        if resolver.to_string() == told.resolver {
            let off = at - told.visible_at;
            assert!(off.abs() <= TOLERANCE, "{code}: {resolver} let go {off} after what was told");
            watched += 1;
        }
        // What each resolver itself has told is as good as what is said of the last of them.
        let own =
            seen.last().asked(scene.hostname.as_owner(), RecordType::Cname, ServerKind::Recursive);
        let own = own.filter(|answer| answer.asked.server.address.ip() == resolver).last().unwrap();
        let ttl = match &own.reply {
            app::domain::observation::Reply::NoName { negative_ttl }
            | app::domain::observation::Reply::NoData { negative_ttl } => *negative_ttl,
            _ => own.ttl(),
        };
        let off = at - (own.at + Duration::seconds(ttl.unwrap().into()));
        assert!(off.abs() <= TOLERANCE, "{code}: {resolver} let go {off} after its own TTL");
    }
    assert_eq!(watched, 1, "{code}: \"{}\" is none of the resolvers", told.resolver);
}

#[tokio::test]
async fn an_old_answer_goes_at_the_second_that_was_told() {
    if is_possible() {
        wait_for(&scene(STALE), "stale_cache").await;
    }
}

#[tokio::test]
async fn a_remembered_absence_goes_at_the_second_that_was_told() {
    if is_possible() {
        wait_for(&scene(ABSENT), "negative_cache").await;
    }
}
