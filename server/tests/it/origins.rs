//! What an origin behind the edge is told of a visit, checked as origins check it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD as BASE64, URL_SAFE_NO_PAD};
use fairlead::clock::Clock;
use fairlead::config::NamedSecret;
use fairlead::edge::assertion::{AUDIENCE, Assertion, AssertionKeys};
use jsonwebtoken::jwk::JwkSet;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::tools::said_by;
use crate::world::{World, id};

#[expect(unreachable_pub, reason = "it is for other crates to copy")]
#[path = "../../../end2end/origins/verify.rs"]
pub(crate) mod verify;

fn secret(id: &str) -> NamedSecret {
    NamedSecret { id: id.to_owned(), bytes: Sha256::digest(id).to_vec() }
}

/// Another signature than this.
fn forged(signature: &str) -> String {
    let mut bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    bytes[7] ^= 1;
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What the edge is told for a visit to `hostname`.
async fn assertion(world: &World, hostname: &str) -> String {
    let headers = [("x-forwarded-host", hostname)];
    let answer = world.inside().send("GET", "/internal/route", &headers, "").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.header("x-fairlead-assertion").to_owned()
}

#[tokio::test]
async fn origins_in_three_languages_take_what_is_for_them_and_nothing_else() {
    let written =
        ["new", "old"].map(secret).map(|it| format!("{}:{}", it.id, BASE64.encode(it.bytes)));
    let world = World::with(&[("TOKEN_SECRET", &written.join(",")), ("WORKER_ENABLED", "0")]).await;
    let live = world.live("shop.sandbox.test").await;
    let (server, application) = (world.running.public_url.clone(), world.application());
    let good = assertion(&world, "shop.sandbox.test").await;
    let now = Clock::default().now();
    let made = |keys: &[&str], change: &dyn Fn(&mut Assertion<'_>)| {
        let keys: Vec<NamedSecret> = keys.iter().map(|id| secret(id)).collect();
        let mut assertion = Assertion {
            iss: &server,
            aud: AUDIENCE,
            sub: id(&live).to_owned(),
            hostname: "shop.sandbox.test",
            application_id: application.clone(),
            iat: now.unix_timestamp(),
            exp: now.unix_timestamp() + 60,
        };
        change(&mut assertion);
        AssertionKeys::new(&keys).sign(&assertion).unwrap()
    };
    let (signed, end) = good.rsplit_once('.').unwrap();
    let other = world.token(json!({ "connection_id": id(&live) })).await;
    let tokens = [
        good.clone(),
        made(&["old"], &|_| {}),
        // Clocks differ.
        made(&["new"], &|it| it.exp = now.unix_timestamp() - 20),
        String::new(),
        "a.b.c".to_owned(),
        format!("{signed}.{}", forged(end)),
        format!(
            "{}.{}.",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#),
            signed.split_once('.').unwrap().1
        ),
        made(&["new"], &|it| it.exp = now.unix_timestamp() - 120),
        made(&["unknown"], &|_| {}),
        made(&["new"], &|it| it.exp = now.unix_timestamp() - 31),
        made(&["new"], &|it| it.aud = "connect-widget"),
        made(&["new"], &|it| it.iss = "https://other.example"),
        made(&["new"], &|it| it.application_id = "another".to_owned()),
        // Whoever has a widget token has no assertion.
        other["auth_token"].as_str().unwrap().to_owned(),
    ];
    let mut wanted = vec![Value::Null; tokens.len()];
    wanted[..3].fill("shop.sandbox.test".into());
    let input = json!({ "server": server, "application": application, "assertions": tokens });
    for script in ["verify-assertion.mjs", "verify_assertion.py"] {
        // It asks this server for the keys.
        let input = input.clone();
        let said = tokio::task::spawn_blocking(move || said_by(script, &input)).await.unwrap();
        assert_eq!(said, Value::from(wanted.clone()), "{script}");
    }
    let keys: JwkSet =
        serde_json::from_value(world.nobody().get("/.well-known/jwks.json").await.ok(200)).unwrap();
    for (token, wanted) in tokens.iter().zip(wanted) {
        let visit = verify::visit(token, &keys, &server, &application);
        assert_eq!(json!(visit.as_ref().ok().map(|visit| &visit.hostname)), wanted, "{visit:?}");
        assert!(visit.is_err() || visit.unwrap().connection == id(&live));
    }
}
