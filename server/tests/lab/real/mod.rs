//! The same on NSD, with Unbound as a caching and validating resolver in front: every server a
//! process and an address of its own, the referrals from the root down real.

#[path = "../../shared/daemon.rs"]
mod daemon;
mod keys;
mod question;
mod servers;
mod serving;
mod wait;
mod well;
mod world;

use app::domain::earlier::Earlier;
use app::domain::record::RecordType;
use fairlead::clock::Clock;
use futures::StreamExt as _;
use time::Duration;

use self::world::{World, is_possible};
use super::case::{Case, Scene, Where, all_apart};
use super::expected::difference;
use super::layout::{Net, served, served_before};
use super::look::{Pause, looks, remember};

/// Looks at a time.
const BESIDE: usize = 40;

/// Time passes as it does.
struct Wait(Clock);

impl Pause for Wait {
    async fn pause(&self, span: Duration) {
        self.0.sleep_until(self.0.now() + span).await;
    }
}

/// Somebody asks the resolvers, as the scene has it.
async fn ask_early(world: &World, scene: &Scene) {
    for question in &scene.asked {
        let (name, rtype) = question.split_once(' ').unwrap();
        let rtype = RecordType::ALL.into_iter().find(|known| known.as_str() == rtype).unwrap();
        for resolver in world.resolvers() {
            world.ask(resolver, name, rtype).await;
        }
    }
}

/// What the resolvers and our own looks know from before.
async fn prepare(world: &World, case: &Case) -> Earlier {
    ask_early(world, case).await;
    if case.looked_before {
        return remember(&world.dns(), &case.desired()).await;
    }
    Earlier::default()
}

#[tokio::test]
async fn real_servers_give_every_case_exactly_its_findings() {
    if !is_possible() {
        return;
    }
    let mut cases = all_apart();
    cases.retain(|case| case.runs.only != Where::Inside);
    // What resolvers remember from before must last until it is looked at.
    cases.sort_by_key(|case| case.before.is_empty());
    let scenes = || cases.iter().map(|case| &**case);
    let net = Net::random();
    let mut world = World::start(net, served_before(scenes(), net)).await;
    let mut earlier = Vec::new();
    for case in &cases {
        earlier.push(prepare(&world, case).await);
    }
    world.publish(served(scenes(), net)).await;
    let looking = cases.iter().zip(earlier).map(async |(case, earlier)| {
        // One for each: all cases are at the same few servers, which one alone must not flood.
        let dns = world.dns();
        let seen = looks(&dns, &case.desired(), earlier, &Wait(world.clock.clone())).await;
        let findings = seen.findings(case);
        difference(&case.findings, &findings).map(|report| format!("{}{report}", case.title()))
    });
    let looking = futures::stream::iter(looking).buffer_unordered(BESIDE);
    let mut wrong: Vec<String> = looking.filter_map(std::future::ready).collect().await;
    wrong.sort();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
