//! Never poison the well: by the resolvers' own logs, nobody asks them for what is not there.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use app::domain::earlier::Earlier;
use fairlead::dns::Dns;
use time::{Duration, OffsetDateTime};

use super::super::case::{PROOF, Scene, scene};
use super::super::layout::{Net, Served, served};
use super::super::look::looks;
use super::Wait;
use super::serving::Serving;
use super::world::{World, is_possible};

/// Between the first sight of an answer at all authorities and the first question to a resolver.
const SETTLED: Duration = Duration::seconds(5);
const RIGHT: &str = r#"
_customdomain-challenge.www 300 TXT "fairlead-verify-lab"
www 300 CNAME edge.shop.test.
"#;

/// A domain that has these records at each of its two servers.
fn domain(name: &str, first: &str, second: &str) -> Scene {
    scene(&format!(
        "about = \"{name}\"
hostname = \"www.{name}\"
findings = []
[zones.\"{name}\"]
negative_ttl = 300
records = '''{first}'''
[zones.\"{name}\".at.ns2]
records = '''{second}'''
"
    ))
}

/// What everybody has, in the order of time: the records come to one server after the other, or
/// not at all, or wrong at first. `proof` is the one of the connection that is served.
fn acts(proof: &str) -> [Vec<Scene>; 3] {
    let wrong = "_customdomain-challenge.www 300 TXT \"another\"\n";
    let served = &RIGHT.replace(PROOF, proof);
    [
        vec![
            domain("never.test", "", ""),
            domain("served.test", "", ""),
            domain("late.test", "", ""),
            domain("wrong.test", wrong, wrong),
            domain("well.test", RIGHT, RIGHT),
        ],
        vec![
            domain("never.test", "", ""),
            domain("served.test", served, ""),
            domain("late.test", RIGHT, ""),
            domain("wrong.test", wrong, RIGHT),
            domain("well.test", RIGHT, RIGHT),
        ],
        vec![
            domain("never.test", "", ""),
            domain("served.test", served, served),
            domain("late.test", RIGHT, RIGHT),
            domain("wrong.test", RIGHT, RIGHT),
            domain("well.test", RIGHT, RIGHT),
        ],
    ]
}

/// `(name, type)` that both servers of the customers have in an act; an alias stands for all
/// types.
fn positive(served: &[Served]) -> BTreeSet<(String, String)> {
    let at = |key: &str| -> BTreeSet<(String, String)> {
        let lines = served.iter().filter(|zone| zone.server == key).flat_map(|zone| &zone.lines);
        let pairs = lines.flat_map(|line| {
            let words: Vec<&str> = line.splitn(4, ' ').collect();
            let owner = words[0].trim_end_matches('.').to_owned();
            let types =
                if words[2] == "CNAME" { vec!["CNAME", "A", "AAAA"] } else { vec![words[2]] };
            types.into_iter().map(move |rtype| (owner.clone(), rtype.to_owned()))
        });
        pairs.collect()
    };
    &at("ns1") & &at("ns2")
}

/// `fairlead check`, as anybody can run it.
fn check(world: &World, hostname: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairlead"));
    command.args(["check", hostname, "--dns-only", "--allow-private-networks", "--json"]);
    command.args(["--expect", "CNAME=edge.shop.test", "--ownership", "fairlead-verify-lab"]);
    command.args(["--root-hints", &world.root().to_string()]);
    for resolver in world.resolvers() {
        command.args(["--resolver", &resolver.to_string()]);
    }
    let done = command.env_clear().stdin(Stdio::null()).output().unwrap();
    // 0 and 1 tell how the domain is, 2 that nothing could be told.
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(matches!(done.status.code(), Some(0 | 1)), "{:?}: {said}", done.status);
}

async fn look_at_all(world: &World, dns: &Dns, scenes: &[Scene]) {
    let looking = scenes.iter().map(async |scene| {
        looks(dns, &scene.desired(), Earlier::default(), &Wait(world.clock.clone())).await;
    });
    futures::future::join_all(looking).await;
}

#[tokio::test]
async fn no_resolver_is_asked_for_what_is_not_at_every_authority() {
    if !is_possible() {
        return;
    }
    let net = Net::random();
    let of = |act: &[Scene]| served(act.iter(), net);
    let mut world = World::start(net, of(&acts(PROOF)[0])).await;
    let serving = Serving::start(&world).await;
    let (connection, proof) = serving.connect("www.served.test").await;
    let dns = world.dns();
    let mut since: Vec<(OffsetDateTime, BTreeSet<(String, String)>)> = Vec::new();
    for act in &acts(&proof) {
        let all = of(act);
        let there = positive(&all);
        world.publish(all).await;
        since.push((world.clock.now(), there));
        serving.check(&connection).await;
        for scene in act {
            serving.look_at(scene.hostname.as_str()).await;
        }
        look_at_all(&world, &dns, act).await;
        serving.check(&connection).await;
        for scene in act {
            check(&world, scene.hostname.as_str());
        }
    }
    let customers = ["never.test", "served.test", "late.test", "wrong.test", "well.test"];
    let ours = |name: &str| {
        customers.iter().any(|apex| name == *apex || name.ends_with(&format!(".{apex}")))
    };
    let asked: Vec<_> = world.asked().into_iter().filter(|(_, name, _)| ours(name)).collect();
    for (second, name, rtype) in &asked {
        let key = (name.clone(), rtype.clone());
        let from = since.iter().find(|(_, there)| there.contains(&key)).map(|(from, _)| *from);
        let from = from.unwrap_or_else(|| panic!("a resolver was asked for {name} {rtype}"));
        let early = Duration::seconds(from.unix_timestamp() + SETTLED.whole_seconds() - second);
        assert!(early <= Duration::SECOND, "{name} {rtype}: {early} before it had settled");
    }
    // And they were asked: for both records of whatever was right in the end.
    for apex in ["served.test", "late.test", "wrong.test", "well.test"] {
        for (name, rtype) in [
            (format!("www.{apex}"), "CNAME"),
            (format!("_customdomain-challenge.www.{apex}"), "TXT"),
        ] {
            let found = asked.iter().any(|(_, n, t)| *n == name && t == rtype);
            assert!(found, "no resolver was asked for {name} {rtype}");
        }
    }
}
