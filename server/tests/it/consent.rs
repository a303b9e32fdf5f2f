//! The way to a DNS host that adds records by itself: where it leads, and for whom.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::rsa::KeyPair;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::{Value, json};
use url::Url;

use crate::sessions::address;
use crate::world::{World, id};

const KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/template_key/pkcs8.pem");
const HOST: &str = "shop.sandbox.test";

/// A connection of a zone whose host adds records, after its first look.
async fn offered(world: &World) -> Value {
    let place = world.address("domain_connect").to_string();
    world.publish("_domainconnect.sandbox.test", "TXT", 5, &[&place]).await;
    let connection = world.connect(HOST).await;
    world.check(&connection).await;
    connection
}

/// The path that leads a visit for `connection` to the host.
async fn way(world: &World, connection: &Value) -> String {
    let token = world.token(json!({ "connection_id": id(connection) })).await;
    format!("{}/consent?connection={}", address(&token), id(connection))
}

#[tokio::test]
async fn what_is_asked_of_a_host_is_signed() {
    let settings = [("DOMAIN_CONNECT_KEY", KEY), ("DOMAIN_CONNECT_KEY_NAME", "_dck1")];
    World::on_each(&settings, async |world| {
        let connection = offered(world).await;
        let answer = world.nobody().get(&way(world, &connection).await).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let url: Url = answer.header("location").parse().unwrap();
        let (signed, by) = url.query().unwrap().split_once("&sig=").unwrap();
        let names: Vec<&str> =
            signed.split('&').map(|pair| pair.split('=').next().unwrap()).collect();
        assert!(names.is_sorted(), "{names:?}");
        let value = |name: &str| {
            let mut pairs = url.query_pairs().filter(|(key, _)| key == name);
            let value = pairs.next().map(|(_, value)| value.into_owned());
            assert!(pairs.next().is_none(), "{name} twice: {url}");
            value.unwrap_or_default()
        };
        assert!(by.ends_with("&key=_dck1"), "{url}");
        let pem = std::fs::read(KEY).unwrap();
        let key = PrivatePkcs8KeyDer::from_pem_slice(&pem).unwrap();
        let key = KeyPair::from_pkcs8(key.secret_pkcs8_der()).unwrap();
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public().as_ref());
        let signature = BASE64.decode(value("sig")).unwrap();
        assert!(public.verify(signed.as_bytes(), &signature).is_ok(), "{url}");
        assert_eq!((value("domain"), value("host")), ("sandbox.test".into(), "shop".into()));
        assert_eq!(value("groupId"), "proof,target");
        assert_eq!(value("state"), id(&connection));
        assert_eq!(connection["ownership_challenge"]["value"], value("proof"));
    })
    .await;
}

#[tokio::test]
async fn what_a_host_said_is_found_out_again_when_it_is_old() {
    let world = World::with(&[]).await;
    let connection = offered(&world).await;
    let way = way(&world, &connection).await;
    assert_eq!(world.nobody().get(&way).await.status, 303);
    world.withdraw("_domainconnect.sandbox.test", "TXT").await;
    world.advance(9 * 60).await;
    assert_eq!(world.nobody().get(&way).await.status, 303, "it is kept");
    world.advance(61).await;
    let answer = world.nobody().get(&way).await;
    assert_eq!(answer.status, 502);
    assert!(answer.text().contains("This is not possible right now"), "{}", answer.text());
}

#[tokio::test]
async fn a_discovery_record_may_be_an_alias_in_the_zone_or_out_of_it() {
    for target in ["hosts.sandbox.test", "hosts.provider.test"] {
        let world = World::with(&[]).await;
        let place = world.address("domain_connect").to_string();
        let zone = "@ 30 IN SOA ns1.sandbox.test. hostmaster.sandbox.test. 1 60 60 600 5\n";
        world.nobody().send("PUT", "/sandbox/zones/provider.test", &[], zone).await.ok(204);
        world.publish(target, "TXT", 5, &[&place]).await;
        world.publish("_domainconnect.sandbox.test", "CNAME", 5, &[target]).await;
        let connection = world.connect(HOST).await;
        world.check(&connection).await;
        let answer = world.nobody().get(&way(&world, &connection).await).await;
        assert_eq!(answer.status, 303, "{target}: {}", answer.text());
    }
}

#[tokio::test]
async fn nobody_is_led_there_for_what_is_not_theirs() {
    let world = World::with(&[]).await;
    let connection = offered(&world).await;
    let other = world.connect("other.sandbox.test").await;
    let way = way(&world, &connection).await;
    let foreign = way.replace(id(&connection), id(&other));
    let none = way.replace(id(&connection), "");
    for (path, want) in
        [(foreign, 404), (none, 404), ("/widget/nobody/consent?connection=x".into(), 404)]
    {
        assert_eq!(world.nobody().get(&path).await.status, want, "{path}");
    }
    // By a link for a colleague there is no such way.
    let shared = format!("/v1/connections/{}/share", id(&connection));
    let link = world.tenant().post(&shared, json!({})).await.ok(201);
    let url: Url = link["url"].as_str().unwrap().parse().unwrap();
    let page = world.nobody().get(url.path()).await.text();
    assert!(!page.contains("/consent"), "{page}");
    assert_eq!(world.nobody().get(&format!("{}/consent", url.path())).await.status, 404);
}

#[tokio::test]
async fn other_sites_lead_nobody_there_by_our_name() {
    let world = World::with(&[]).await;
    let connection = offered(&world).await;
    let way = way(&world, &connection).await;
    for (site, want) in
        [("same-origin", 303), ("none", 303), ("same-site", 403), ("cross-site", 403)]
    {
        let answer = world.nobody().send("GET", &way, &[("sec-fetch-site", site)], "").await;
        assert_eq!(answer.status, want, "{site}");
    }
}

#[tokio::test]
async fn who_comes_back_is_told_what_came_of_it_and_nothing_that_the_host_sends() {
    let world = World::with(&[]).await;
    let given = "You can close this window";
    let stopped = "error=access_denied&error_description=user_cancel";
    for (path, want) in [
        ("en?state=x", given),
        ("en?state=x&state=y", given),
        ("xx?", given),
        (&format!("de?{stopped}"), "Es wurde nichts geändert"),
        ("en?error=access_denied&error_description=suspended", "did not add the records"),
        ("en?error=server_error&error_description=%3Cb%3Ebold", "did not add the records"),
        ("en?state=%22%3E%3Cscript%3E&error=", "did not add the records"),
    ] {
        let answer = world.nobody().get(&format!("/widget/consent/{path}")).await;
        let page = answer.text();
        assert_eq!(answer.status, 200);
        assert!(page.contains(want), "{path}: {page}");
        assert!(!page.contains("bold") && !page.contains("data-connection"), "{path}: {page}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    }
    let id = "01a20280-71d5-7793-948b-44809c8febf4";
    let page = world.nobody().get(&format!("/widget/consent/en?state={id}")).await.text();
    assert!(page.contains(&format!("data-connection=\"{id}\"")), "{page}");
}

#[tokio::test]
async fn a_host_that_leads_back_has_the_records_looked_at_though_no_page_asks() {
    let world = World::on_demand().await;
    let connection = offered(&world).await;
    let before = world.read(&connection).await["last_checked_at"].clone();
    world.obey(&connection, &["ownership", "routing"]).await;
    world.advance(3).await;
    let back = format!("/widget/consent/en?state={}", id(&connection));
    assert_eq!(world.nobody().get(&way(&world, &connection).await).await.status, 303);
    assert_eq!(world.nobody().get(&back).await.status, 200);
    for _ in 0..10_000 {
        if world.read(&connection).await["last_checked_at"] != before {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("nobody looked");
}
