//! Name servers and caches that misbehave: what is said of them, and that nothing is lost.

use hickory_proto::rr::RecordType;
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::world::{World, codes, finding, id};

pub(crate) fn at(value: &Value) -> OffsetDateTime {
    OffsetDateTime::parse(value.as_str().unwrap(), &Rfc3339).unwrap()
}

#[track_caller]
pub(crate) fn near(got: OffsetDateTime, want: OffsetDateTime) {
    let off = (got - want).abs();
    assert!(off <= Duration::seconds(4), "{got} is {off} off {want}");
}

async fn servers(world: &World, kind: &str) {
    for server in [1, 2] {
        world.fault(server, kind).await;
    }
}

#[tokio::test]
async fn one_silent_server_is_named_and_stops_nothing() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.obey(&made, &["ownership", "routing"]).await;
    world.fault(1, "silent").await;
    let checked = world.check(&made).await;
    let silent = finding(&checked, "nameserver_unreachable");
    assert_eq!(silent["severity"], "warning");
    assert_eq!(silent["params"]["servers"], json!(["ns1.sandbox.test"]));
    assert_eq!(checked["state"], "live", "{:?}", codes(&checked));
    world.fault(1, "none").await;
    assert_eq!(codes(&world.check(&made).await), Vec::<&str>::new());
}

#[tokio::test]
async fn silence_of_all_servers_changes_nothing() {
    let world = World::on_demand().await;
    let live = world.live("shop.sandbox.test").await;
    let waiting = world.connect("new.sandbox.test").await;
    assert_eq!(world.check(&waiting).await["state"], "pending_ownership");
    world.obey(&waiting, &["ownership", "routing"]).await;
    for kind in ["silent", "servfail", "refused"] {
        servers(&world, kind).await;
        for _ in 0..2 {
            world.advance(6 * 60).await;
            let checked = world.check(&live).await;
            assert_eq!(checked["state"], "live", "{kind}");
            let known = ["lookup_failed", "nameserver_unreachable", "lame_delegation"];
            assert!(codes(&checked).iter().any(|code| known.contains(code)), "{kind} {checked:#}");
            assert_eq!(world.check(&waiting).await["state"], "pending_ownership", "{kind}");
        }
    }
    assert_eq!(world.ask("shop.sandbox.test").await.0, 200);
    servers(&world, "none").await;
    world.nobody().post("/sandbox/resolver:flush", json!({})).await.ok(204);
    assert_eq!(world.check(&live).await["state"], "live");
    assert_eq!(world.check(&waiting).await["state"], "live");
    assert!(!world.events(&live).await.contains(&"domain.drift"));
}

#[tokio::test]
async fn a_server_that_does_not_know_the_zone_is_lame() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    world.obey(&made, &["ownership", "routing"]).await;
    world.fault(2, "lame").await;
    let checked = world.check(&made).await;
    let lame = finding(&checked, "lame_delegation");
    assert_eq!((&lame["severity"], &lame["params"]["all"]), (&json!("warning"), &json!(false)));
    assert_eq!(lame["params"]["servers"], json!(["ns2.sandbox.test"]));
    // Half of the zone's servers are enough for a proof.
    assert_eq!(checked["state"], "live", "{:?}", codes(&checked));
    world.fault(1, "lame").await;
    assert_eq!(world.check(&made).await["state"], "live");
}

#[tokio::test]
async fn answers_that_are_cut_off_are_fetched_again_over_tcp() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.obey(&made, &["ownership", "routing"]).await;
    servers(&world, "truncate").await;
    let checked = world.check(&made).await;
    assert_eq!(checked["state"], "live", "{checked:#}");
}

#[tokio::test]
async fn sixty_kilobytes_of_txt_are_read_and_told_in_short() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    let challenge = made["ownership_challenge"]["name"].as_str().unwrap();
    let wanted = made["ownership_challenge"]["value"].as_str().unwrap();
    let noise: Vec<String> = (0..55).map(|nth| format!("{nth} {}", "x".repeat(1000))).collect();
    let mut values: Vec<&str> = noise.iter().map(String::as_str).collect();
    world.publish(challenge, "TXT", 5, &values).await;
    let checked = world.check(&made).await;
    let wrong = finding(&checked, "ownership_mismatch");
    assert!(wrong["evidence"].to_string().len() < 100_000);
    values.push(wanted);
    world.publish(challenge, "TXT", 5, &values).await;
    world.obey(&made, &["routing"]).await;
    assert_eq!(world.check(&made).await["state"], "live");
}

#[tokio::test]
async fn aliases_in_a_circle_are_seen_through() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.obey(&made, &["ownership"]).await;
    world.publish("shop.sandbox.test", "CNAME", 5, &["a.sandbox.test"]).await;
    world.publish("a.sandbox.test", "CNAME", 5, &["b.sandbox.test"]).await;
    world.publish("b.sandbox.test", "CNAME", 5, &["shop.sandbox.test"]).await;
    let checked = world.check(&made).await;
    assert_eq!(checked["state"], "propagating");
    assert_eq!(finding(&checked, "cname_loop")["severity"], "blocking");
}

#[tokio::test]
async fn a_server_that_lags_is_named_and_waited_for() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    world.obey(&made, &["ownership"]).await;
    world.fault(2, "old_data").await;
    let checked = world.check(&made).await;
    let lag = finding(&checked, "authorities_disagree");
    assert_eq!(lag["actor"], "nobody");
    assert_eq!(lag["params"]["lagging"], json!(["ns2.sandbox.test"]));
    assert_eq!(checked["state"], "pending_ownership");
    assert_eq!(world.events(&made).await, Vec::<&str>::new());
    world.fault(2, "none").await;
    assert_eq!(world.check(&made).await["state"], "propagating");
}

#[tokio::test]
async fn a_resolver_that_was_asked_too_early_says_when_it_forgets_the_absence() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    let challenge = made["ownership_challenge"]["name"].as_str().unwrap();
    let answer = world.resolve(challenge, RecordType::TXT).await;
    assert!(answer.answers.is_empty());
    let forgets = world.clock.now() + Duration::seconds(answer.authorities[0].ttl.into());
    world.obey(&made, &["ownership", "routing"]).await;
    let checked = world.check_caches(&made).await;
    let cached = finding(&checked, "negative_cache");
    assert_eq!((&cached["severity"], &cached["actor"]), (&json!("info"), &json!("nobody")));
    near(at(&cached["params"]["visible_at"]), forgets);
    let records = checked["records"].as_array().unwrap();
    let record = records.iter().find(|record| record["purpose"] == "ownership").unwrap();
    assert_eq!(record["status"], "published");
    near(at(&record["visible_at"]), forgets);
    // The authorities decide: a cache that lags stops nobody from going live.
    assert_eq!(checked["state"], "live");
    world.advance(31).await;
    let checked = world.check_caches(&made).await;
    assert_eq!(codes(&checked), Vec::<&str>::new(), "{checked:#}");
}

#[tokio::test]
async fn a_resolver_that_remembers_the_old_address_says_until_when() {
    let world = World::on_demand().await;
    let zone = "@ 600 A 127.0.0.9\nwww 5 CNAME acme.test.\n";
    world.nobody().send("PUT", "/sandbox/zones/acme.test", &[], zone).await.ok(204);
    let made = world.connect("acme.test").await;
    world.obey(&made, &["ownership"]).await;
    let answer = world.resolve("acme.test", RecordType::A).await;
    let forgets = world.clock.now() + Duration::seconds(answer.answers[0].ttl.into());
    world.obey(&made, &["routing"]).await;
    let checked = world.check_caches(&made).await;
    let cached = finding(&checked, "stale_cache");
    assert_eq!(cached["record"]["host"], "acme.test");
    near(at(&cached["params"]["visible_at"]), forgets);
    world.advance(300).await;
    let checked = world.check_caches(&made).await;
    near(at(&finding(&checked, "stale_cache")["params"]["visible_at"]), forgets);
    world.advance(300).await;
    assert_eq!(codes(&world.check_caches(&made).await), Vec::<&str>::new());
}

#[tokio::test]
async fn looking_at_a_name_before_its_records_are_there_spoils_no_cache() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    for _ in 0..3 {
        world.check(&made).await;
    }
    world.obey(&made, &["ownership"]).await;
    world.check(&made).await;
    world.obey(&made, &["routing"]).await;
    let checked = world.check_caches(&made).await;
    assert_eq!(codes(&checked), Vec::<&str>::new());
    for record in checked["records"].as_array().unwrap() {
        assert_eq!(record["status"], "propagated", "{record:#}");
    }
}

#[tokio::test]
async fn a_caa_that_forbids_keeps_the_gate_shut() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.publish("sandbox.test", "CAA", 5, &["0 issue \"other.example\""]).await;
    world.obey(&made, &["ownership", "routing"]).await;
    let checked = world.check(&made).await;
    let caa = finding(&checked, "caa_forbids");
    assert_eq!(caa["params"]["at"], "sandbox.test");
    assert_ne!(checked["state"], "live", "{}", id(&made));
    assert_eq!(world.ask("shop.sandbox.test").await, (403, "would_be_refused".to_owned()));
    world.withdraw("sandbox.test", "CAA").await;
    assert_eq!(world.check(&made).await["state"], "live");
}

#[tokio::test]
async fn records_at_wrong_names_are_found_there() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    let value = made["ownership_challenge"]["value"].as_str().unwrap();
    world.publish("shop.sandbox.test", "TXT", 5, &[value]).await;
    let checked = world.check(&made).await;
    let wrong = finding(&checked, "ownership_at_wrong_name");
    assert_eq!(wrong["params"]["found_at"], "shop.sandbox.test");
    world.withdraw("shop.sandbox.test", "TXT").await;
    let doubled = "_customdomain-challenge.shop.sandbox.test.sandbox.test";
    world.publish(doubled, "TXT", 5, &[value]).await;
    let checked = world.check(&made).await;
    assert_eq!(finding(&checked, "name_doubled")["params"]["found_at"], doubled);
    assert_eq!(checked["state"], "pending_ownership");
    // A wildcard answers for the challenge's name without standing there.
    world.withdraw(doubled, "TXT").await;
    world.publish("*.sandbox.test", "CNAME", 5, &["proof.sandbox.test"]).await;
    world.publish("proof.sandbox.test", "TXT", 5, &[value]).await;
    let checked = world.check(&made).await;
    assert_eq!(checked["state"], "pending_ownership", "{:?}", codes(&checked));
}
