//! `fairlead check`, the real program, looking at the sandbox's DNS from outside.

use std::process::Command;

use serde_json::Value;

use crate::world::{World, codes, finding};

/// What it answered, printed and said.
struct Checked {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Checked {
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err))
    }
}

async fn run(arguments: &[&str]) -> Checked {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairlead"));
    command.env_clear().arg("check").args(arguments);
    // The sandbox is in this process: waiting must not stop it.
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Checked { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

impl World {
    /// Looks at a domain of the sandbox.
    async fn look_at(&self, hostname: &str, arguments: &[&str]) -> Checked {
        let port = self.dns().port().to_string();
        let resolver = self.guide["resolver_addr"].as_str().unwrap();
        let here = ["--resolver", resolver, "--dns-port", &port, "--allow-private-networks"];
        run(&[&[hostname], &here[..], arguments].concat()).await
    }

    /// The text without what differs from run to run.
    fn timeless(&self, text: &str) -> String {
        let port = format!(":{}", self.dns().port());
        let time = |word: &str| word.len() > 25 && word.starts_with("\"20") && word.contains('T');
        let line = |line: &str| {
            let word = line.split(' ').find(|word| time(word.trim_end_matches(',')));
            let line = line.replace(&port, ":53");
            word.map_or_else(|| line.clone(), |at| line.replace(at.trim_end_matches(','), "\"…\""))
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    }
}

#[tokio::test]
async fn what_nobody_expects_is_not_judged() {
    let world = World::on_demand().await;
    let checked = world.look_at("shop.sandbox.test", &["--dns-only"]).await;
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    for said in [
        "zone          sandbox.test",
        "DNS host      Sandbox DNS",
        "name servers  ns1.sandbox.test ns2.sandbox.test",
        "Nothing stands in the way.",
        "no --ownership was given",
        "no --expect was given",
        "no --issuer was given",
        "No web server was asked.",
    ] {
        assert!(checked.out.contains(said), "{said:?} in\n{}", checked.out);
    }
    // No colours for a pipe.
    assert!(!checked.out.contains('\u{1b}'), "{}", checked.out);
    let json = world.look_at("shop.sandbox.test", &["--dns-only", "--json"]).await;
    assert_eq!((codes(&json.json()), &json.json()["records"]), (vec![], &Value::Array(vec![])));
}

#[tokio::test]
async fn what_is_missing_is_told_with_what_was_seen() {
    let world = World::on_demand().await;
    let arguments = ["--dns-only", "--ownership", "fairlead-verify-abc"];
    let checked = world.look_at("shop.sandbox.test", &arguments).await;
    assert_eq!(checked.code, Some(1), "{}{}", checked.out, checked.err);
    for said in [
        "TXT   _customdomain-challenge.shop.sandbox.test",
        "      expected     fairlead-verify-abc\n      found        nothing\n",
        "[ownership_missing]\n",
        "One thing stands in the way.",
        "We asked ns1.sandbox.test",
    ] {
        assert!(checked.out.contains(said), "{said:?} in\n{}", checked.out);
    }
    let checked = world.look_at("shop.sandbox.test", &[&arguments[..], &["--json"]].concat()).await;
    assert_eq!(checked.code, Some(1), "{}", checked.err);
    insta::assert_snapshot!(world.timeless(&checked.out));
}

#[tokio::test]
async fn a_record_that_is_right_is_waited_for_at_the_resolvers() {
    let world = World::on_demand().await;
    world.publish("shop.sandbox.test", "CNAME", 60, &["edge.sandbox.test"]).await;
    let arguments = ["--dns-only", "--expect", "CNAME=edge.sandbox.test"];
    let checked = world.look_at("shop.sandbox.test", &arguments).await;
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    assert!(checked.err.contains("we wait 5 seconds"), "{}", checked.err);
    assert!(checked.out.contains("resolver     127."), "{}", checked.out);
    assert!(!checked.out.contains("no --expect"), "{}", checked.out);
}

#[tokio::test]
async fn addresses_can_be_expected_and_so_can_ranges() {
    let world = World::on_demand().await;
    world.publish("shop.sandbox.test", "A", 60, &["93.184.216.9"]).await;
    let look = async |range: &'static str| {
        let arguments = ["--dns-only", "--json", "--expect", range];
        world.look_at("shop.sandbox.test", &arguments).await
    };
    let (right, wrong) = tokio::join!(look("A=93.184.216.0/24"), look("A=93.184.217.7"));
    assert_eq!((right.code, codes(&right.json())), (Some(0), vec![]), "{}", right.out);
    let record = &right.json()["records"][0];
    assert_eq!((&record["type"], &record["value"]), (&"A".into(), &"93.184.216.0/24".into()));
    assert_eq!(wrong.code, Some(1), "{}", wrong.out);
    assert_eq!(finding(&wrong.json(), "address_wrong")["params"]["found"][0], "93.184.216.9");
}

#[tokio::test]
async fn a_zone_that_is_not_there_stands_in_the_way_of_everything() {
    let world = World::on_demand().await;
    let checked = world.look_at("shop.nobody.test", &["--json"]).await;
    assert_eq!(checked.code, Some(1), "{}{}", checked.out, checked.err);
    assert_eq!(codes(&checked.json()), ["domain_not_registered"]);
    assert_eq!(checked.json()["zone"], Value::Null);
}

#[tokio::test]
async fn who_could_not_look_says_nothing_of_the_domain() {
    let world = World::on_demand().await;
    world.fault("resolver", "servfail").await;
    let checked = world.look_at("shop.sandbox.test", &["--json"]).await;
    assert_eq!((checked.code, checked.out.as_str()), (Some(2), ""), "{}", checked.err);
    assert!(checked.err.contains("no resolver tells the name servers"), "{}", checked.err);
}

#[tokio::test]
async fn what_can_not_be_read_is_told_before_anything_is_asked() {
    for (arguments, said) in [
        (&["localhost"][..], "\"localhost\" is a single label, not a domain"),
        (&["co.uk"], "\"co.uk\" is a public suffix"),
        (&["my_shop.example.com"], "has a character that a host name can't have"),
        (&[], "<HOSTNAME>"),
        (&["a.example", "--expect", "MX=mail.example"], "\"MX\" can't be expected here"),
        (&["a.example", "--expect", "A=2001:db8::1"], "\"2001:db8::1\" is no address for A"),
        (&["a.example", "--expect", "CNAME"], "write it as TYPE=VALUE"),
        (
            &["a.example", "--expect", "CNAME=b.example", "--expect", "CNAME=c.example"],
            "a name can have one CNAME only",
        ),
        (&["a.example", "--issuer", "a..b"], "the name has an empty label"),
        (&["a.example", "--resolver", "one"], "\"one\" is no IP address"),
        (&["a.example", "--root-hints", "1.1.1.1", "--root-hints", "x"], "\"x\" is no IP address"),
        (&["a.example", "--dns-port", "many"], "DNS_PORT"),
        (&["a.example", "--frobnicate"], "--frobnicate"),
    ] {
        let checked = run(arguments).await;
        assert_eq!((checked.code, checked.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(checked.err.contains(said), "{arguments:?}: {}", checked.err);
        assert!(!checked.err.contains("panicked"), "{}", checked.err);
    }
}

#[tokio::test]
async fn web_servers_are_asked_where_the_name_leads_as_expected() {
    let world = World::on_demand().await;
    world.publish("shop.sandbox.test", "CNAME", 60, &["edge.sandbox.test"]).await;
    let port = world.address("edge_http_addr").port().to_string();
    let arguments = ["--expect", "CNAME=edge.sandbox.test", "--http-port", &port];
    let look = async || world.look_at("shop.sandbox.test", &arguments).await;
    let checked = look().await;
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    assert!(checked.out.contains("signed marker was not verified"), "{}", checked.out);
    world.fault("edge", "intercept").await;
    let checked = look().await;
    assert_eq!(checked.code, Some(1), "{}{}", checked.out, checked.err);
    assert!(checked.out.contains("[acme_path_intercepted]"), "{}", checked.out);
}
