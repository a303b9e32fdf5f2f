//! The servers of this process: authorities that misbehave on command, and resolvers that
//! remember by the same clock as what is tested.

mod authority;
mod registry;
mod resolver;
mod socket;
mod web;
mod zone;

use std::net::SocketAddr;
use std::sync::Arc;

use app::domain::earlier::Earlier;
use fairlead::clock::{Clock, random_bytes};
use fairlead::dns::{Dns, DnsConfig};
use fairlead::net::AddressRules;
use futures::StreamExt as _;
use time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::authority::Authorities;
use self::resolver::Resolver;
use self::web::Webs;
use super::case::{Case, Where, all};
use super::expected::difference;
use super::layout::{Net, answering, served, served_before};
use super::look::{Pause, looks, remember};

/// Worlds at a time.
const BESIDE: usize = 16;

/// All servers of one case; they stop with it.
struct World {
    net: Net,
    port: u16,
    clock: Clock,
    authorities: Arc<Authorities>,
    resolvers: Vec<Arc<Resolver>>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Drop for World {
    fn drop(&mut self) {
        self.stop.cancel();
        self.tasks.close();
    }
}

impl World {
    async fn start(case: &Case) -> Self {
        let net = Net::random();
        let port = 20_000 + u16::from_be_bytes(random_bytes::<2>()) % 12_000;
        let clock = Clock::default();
        let authorities = Arc::new(Authorities::default());
        let resolver = |_| Resolver::new(Arc::clone(&authorities), clock.clone(), case);
        let world = Self {
            net,
            port,
            resolvers: (0..2).map(resolver).map(Arc::new).collect(),
            clock,
            authorities,
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        };
        for key in answering() {
            let server = authority::Server::new(key, Arc::clone(&world.authorities));
            world.listen(net.server(key), server).await;
        }
        // Somebody must be there, or the system would say that nobody is.
        world.listen(net.server("dark"), socket::Dark).await;
        for (nth, resolver) in (0..).zip(&world.resolvers) {
            world.listen(net.resolver(nth), Arc::clone(resolver)).await;
        }
        world
    }

    async fn listen(&self, ip: std::net::Ipv4Addr, answers: impl socket::Answers) {
        let address = SocketAddr::from((ip, self.port));
        socket::listen(address, answers, &self.tasks, &self.stop).await;
    }

    fn dns(&self) -> Dns {
        let resolvers = (0..2).map(|nth| SocketAddr::from((self.net.resolver(nth), self.port)));
        let config = DnsConfig {
            resolvers: resolvers.collect(),
            root_hints: vec![SocketAddr::from((self.net.server("root"), self.port))],
            port: self.port,
            rules: AddressRules::private_too(),
        };
        Dns::new(config, self.clock.clone()).unwrap()
    }
}

/// Time passes at once.
struct Leap(Clock);

impl Pause for Leap {
    async fn pause(&self, span: Duration) {
        self.0.advance(span);
    }
}

/// What differs from what the case expects.
async fn run(case: &Case) -> Option<String> {
    let world = World::start(case).await;
    let desired = case.desired();
    let scene = || std::iter::once(&**case);
    let mut earlier = Earlier::default();
    if !case.before.is_empty() {
        world.authorities.publish(served_before(scene(), world.net));
        for question in &case.asked {
            let (name, rtype) = question.split_once(' ').unwrap();
            world.resolvers.iter().for_each(|resolver| resolver.remember(name, rtype));
        }
        if case.looked_before {
            earlier = remember(&world.dns(), &desired).await;
        }
    }
    world.authorities.publish(served(scene(), world.net));
    // A second one, since the first may remember who was in charge.
    let dns = world.dns();
    let mut seen = looks(&dns, &desired, earlier, &Leap(world.clock.clone())).await;
    if !case.web.is_empty() {
        let webs = Webs::start(case, &world.clock, &world.tasks, &world.stop);
        seen.web = Some(webs.ask(&dns, &seen).await);
    }
    if let Some(rdap) = &case.rdap {
        seen.registration = registry::ask(rdap, &dns, &seen, &world.tasks, &world.stop).await;
    }
    let findings = seen.findings(case);
    difference(&case.findings, &findings).map(|report| format!("{}{report}", case.title()))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_case_gives_exactly_its_findings() {
    let cases = all();
    let here = cases.iter().filter(|case| case.runs.only != Where::Real);
    let running = futures::stream::iter(here.map(run)).buffer_unordered(BESIDE);
    let mut wrong: Vec<String> = running.filter_map(std::future::ready).collect().await;
    wrong.sort();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
