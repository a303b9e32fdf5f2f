//! Widget tokens as strangers forge them, and the session addresses that they open.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fairlead::serve::Running;
use fairlead::store::Environment;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::client::Client;
use crate::world::{SECRET, World, tenant};

/// The path of a token's session address.
pub(crate) fn address(token: &Value) -> String {
    let url = token["widget_url"].as_str().unwrap();
    url[url.find("/widget/").unwrap()..].to_owned()
}

/// A JWT made by hand.
fn sign(header: &Value, claims: &Value, secret: &[u8]) -> String {
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let signed = format!("{}.{}", encode(header), encode(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

fn part(token: &str, nth: usize) -> Value {
    let part = token.split('.').nth(nth).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[tokio::test]
async fn forged_and_foreign_tokens_are_refused() {
    let world = World::on_demand().await;
    let token = world.token(json!({ "reference": "c1" })).await;
    let token = token["auth_token"].as_str().unwrap();
    let (header, claims) = (part(token, 0), part(token, 1));
    assert_eq!(header["alg"], "HS256");
    assert_eq!(header["kid"], SECRET.1);
    assert_eq!(claims["aud"], "fairlead-widget");
    assert_eq!(claims["sub"], world.application());
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
    // The forger's tools work: what is signed as we sign it is taken.
    let refused = async |token: &str| {
        world.client(token).get("/v1/connections").await.refused(401, "unauthorized");
        let form = format!("token={token}");
        let answer = world.nobody().form("/widget", &form).await;
        assert_eq!(answer.status, 401, "{token}");
    };
    let with = |field: &str, value: Value| {
        let mut claims = claims.clone();
        claims[field] = value;
        claims
    };
    let own = sign(&header, &claims, &SECRET.0);
    world.client(&own).get("/v1/connections").await.ok(200);
    let unsigned = |alg: &str| {
        let signed = sign(&json!({ "alg": alg, "kid": SECRET.1 }), &claims, &SECRET.0);
        format!("{}.", signed.rsplit_once('.').unwrap().0)
    };
    for alg in ["none", "None", "NONE", "HS256"] {
        refused(&unsigned(alg)).await;
    }
    for header in [
        json!({ "alg": "none", "kid": SECRET.1 }),
        json!({ "alg": "HS384", "kid": SECRET.1 }),
        json!({ "alg": "RS256", "kid": SECRET.1 }),
        json!({ "alg": "HS256", "kid": "retired" }),
        json!({ "alg": "HS256" }),
    ] {
        refused(&sign(&header, &claims, &SECRET.0)).await;
    }
    refused(&sign(&header, &claims, b"another secret of thirty-two bytes")).await;
    // Signed by us, and yet none that we have minted.
    for claims in [
        with("jti", "00000000-0000-7000-8000-000000000000".into()),
        with("iss", "https://elsewhere.example".into()),
        with("aud", "fairlead-origin".into()),
        with("exp", 1.into()),
        with("reference", Value::Null),
    ] {
        refused(&sign(&header, &claims, &SECRET.0)).await;
    }
    let (start, rest) = token.split_once('.').unwrap();
    let (_, end) = rest.split_once('.').unwrap();
    let wider = URL_SAFE_NO_PAD.encode(with("reference", "c2".into()).to_string());
    refused(&format!("{start}.{wider}.{end}")).await;
}

#[tokio::test]
async fn a_token_ends_with_its_last_second() {
    let world = World::on_demand().await;
    let token = world.token(json!({ "reference": "c1", "ttl_seconds": 60 })).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    client.get("/v1/connections").await.ok(200);
    world.advance(60).await;
    client.get("/v1/connections").await.refused(401, "unauthorized");
}

#[tokio::test]
async fn a_secret_is_replaced_without_ending_a_visit() {
    use base64::engine::general_purpose::STANDARD;
    let world = World::on_demand().await;
    let (old, new) =
        (STANDARD.encode(SECRET.0), STANDARD.encode(b"abcdefghijklmnopqrstuvwxyz012345"));
    let (old, new) = (format!("{}:{old}", SECRET.1), format!("k2:{new}"));
    let before = world.production_with(&[("TOKEN_SECRET", &old)]).await;
    let (shop, key) = tenant(&before, Environment::Test).await;
    let mint = async |running: &Running| {
        let wish = json!({ "application_id": shop.id, "reference": "c1" });
        Client::new(running.listen, Some(&key)).post("/v1/tokens", wish).await.ok(201)
    };
    let status = async |running: &Running, token: &Value| {
        let token = token["auth_token"].as_str().unwrap();
        Client::new(running.listen, Some(token)).get("/v1/connections").await.status
    };
    let first = mint(&before).await;
    let page = Client::new(before.listen, None).get(&address(&first)).await;
    assert_eq!((status(&before, &first).await, page.status), (200, 200));
    before.stop().await;
    let both = world.production_with(&[("TOKEN_SECRET", &format!("{new},{old}"))]).await;
    let second = mint(&both).await;
    assert_eq!(part(second["auth_token"].as_str().unwrap(), 0)["kid"], "k2");
    assert_eq!((status(&both, &first).await, status(&both, &second).await), (200, 200));
    assert_eq!(Client::new(both.listen, None).get(&address(&first)).await.status, 200);
    both.stop().await;
    let after = world.production_with(&[("TOKEN_SECRET", &new)]).await;
    assert_eq!((status(&after, &first).await, status(&after, &second).await), (401, 200));
    after.stop().await;
}

#[tokio::test]
async fn a_token_allows_only_words_that_are_known() {
    let world = World::on_demand().await;
    let allowed =
        world.token(json!({ "reference": "c1", "allow": ["delete", "email:apply"] })).await;
    let claims = part(allowed["auth_token"].as_str().unwrap(), 1);
    assert_eq!(claims["allow"], json!(["delete", "email:apply"]));
    for allow in [json!(["everything"]), json!("delete"), json!(["Delete"]), json!([null])] {
        let body =
            json!({ "application_id": world.application(), "reference": "c1", "allow": allow });
        world.tenant().post("/v1/tokens", body).await.refused(400, "invalid");
    }
    // It has no use where it is not taken: what needs a key's scope is refused with it too.
    let client = world.client(allowed["auth_token"].as_str().unwrap());
    client.get("/v1/applications").await.refused(403, "forbidden");
}

#[tokio::test]
async fn tokens_of_another_server_are_refused() {
    let (world, elsewhere) = (World::on_demand().await, World::on_demand().await);
    let token = elsewhere.token(json!({ "reference": "c1" })).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    client.get("/v1/connections").await.refused(401, "unauthorized");
}

#[tokio::test]
async fn a_session_address_must_be_opened_within_five_minutes() {
    let world = World::on_demand().await;
    let early = address(&world.token(json!({ "reference": "c1" })).await);
    let late = address(&world.token(json!({ "reference": "c1" })).await);
    world.advance(4 * 60).await;
    assert_eq!(world.nobody().get(&early).await.status, 200);
    world.advance(2 * 60).await;
    assert_eq!(world.nobody().get(&early).await.status, 200);
    assert_eq!(world.nobody().get(&late).await.status, 410);
    world.nobody().get(&format!("{late}/events")).await.refused(410, "gone");
    assert_eq!(world.nobody().get("/widget/nobodyknowsthis").await.status, 404);
}

#[tokio::test]
async fn everything_below_an_ended_session_is_gone() {
    let world = World::on_demand().await;
    let token = world.token(json!({ "reference": "c1" })).await;
    let place = address(&token);
    assert_eq!(world.nobody().get(&place).await.status, 200);
    let mut stream = world.nobody().stream(&format!("{place}/events")).await;
    stream.next().await.unwrap();
    world.advance(3600).await;
    assert_eq!(stream.end().await.unwrap().name, "end");
    assert_eq!(world.nobody().get(&place).await.status, 410);
    let nobody = world.nobody();
    nobody.get(&format!("{place}/events")).await.refused(410, "gone");
    let part = [("accept", "text/html-part")];
    nobody.send("POST", &format!("{place}/check"), &part, "").await.refused(410, "gone");
    let told = nobody.form(&format!("{place}/check"), "").await;
    assert!(told.status == 410 && told.text().contains("This session has ended"));
    assert_eq!(nobody.form(&format!("{place}/share"), "").await.status, 410);
    assert_eq!(nobody.form(&format!("{place}/delete"), "").await.status, 410);
    let connect = nobody.form(&format!("{place}/connections"), "domain=a.sandbox.test").await;
    assert_eq!(connect.status, 410);
    assert_eq!(world.tenant().get("/v1/connections").await.ok(200)["data"], json!([]));
}

#[tokio::test]
async fn a_session_goes_on_with_a_fresh_token_of_the_same_reach_only() {
    let world = World::on_demand().await;
    let place = address(&world.token(json!({ "reference": "c1" })).await);
    assert_eq!(world.nobody().get(&place).await.status, 200);
    world.advance(50 * 60).await;
    let renew = format!("{place}/token");
    let with = async |token: &Value| {
        let text = token["auth_token"].as_str().unwrap().to_owned();
        world.nobody().send("POST", &renew, &[("content-type", "text/plain")], text).await
    };
    for reach in [
        json!({ "reference": "c2" }),
        json!({ "reference": "c1", "domain": "a.sandbox.test" }),
        json!({ "domain": "a.sandbox.test" }),
    ] {
        with(&world.token(reach).await).await.refused(403, "forbidden");
    }
    with(&json!({ "auth_token": "nonsense" })).await.refused(401, "unauthorized");
    let fresh = world.token(json!({ "reference": "c1" })).await;
    let answer = with(&fresh).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.text(), part(fresh["auth_token"].as_str().unwrap(), 1)["exp"].to_string());
    world.advance(30 * 60).await;
    assert_eq!(world.nobody().get(&place).await.status, 200);
    world.advance(30 * 60).await;
    assert_eq!(world.nobody().get(&place).await.status, 410);
    let late = world.token(json!({ "reference": "c1" })).await;
    with(&late).await.refused(410, "gone");
}

#[tokio::test]
async fn the_widget_is_framed_by_the_allowed_origins_and_nobody_else() {
    let world = World::on_demand().await;
    let application = format!("/v1/applications/{}", world.application());
    let place = address(&world.token(json!({ "reference": "c1" })).await);
    for (origins, want) in [
        (
            json!(["https://app.acme.example", "https://eu.acme.example:8443"]),
            "https://app.acme.example https://eu.acme.example:8443",
        ),
        (json!([]), "'none'"),
    ] {
        world.tenant().patch(&application, json!({ "allowed_origins": origins })).await.ok(200);
        let page = world.nobody().get(&place).await;
        let policy = page.header("content-security-policy");
        let (rest, ancestors) = policy.rsplit_once("; ").unwrap();
        assert_eq!(ancestors, format!("frame-ancestors {want}"));
        let nonce = rest.split('\'').find_map(|part| part.strip_prefix("nonce-")).unwrap();
        assert!(page.text().contains(nonce));
        assert_eq!(
            rest.replace(nonce, "N"),
            "default-src 'none'; script-src 'nonce-N' 'wasm-unsafe-eval'; \
             style-src 'self' 'nonce-N'; img-src 'self'; font-src 'self'; \
             connect-src 'self'; form-action 'self'; base-uri 'none'"
        );
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(!page.headers.contains_key("set-cookie"));
        let again = world.nobody().get(&place).await;
        assert!(!again.header("content-security-policy").contains(nonce), "nonces come once");
    }
    for bad in ["*", "https://*.acme.example", "https://a.example,b", "https://a.example/x", ""] {
        let body = json!({ "allowed_origins": [bad] });
        world.tenant().patch(&application, body).await.refused(400, "invalid");
    }
    let own = world.guide["public_url"].clone();
    let body = json!({ "allowed_origins": [own] });
    world.tenant().patch(&application, body).await.refused(400, "invalid");
}

#[tokio::test]
async fn the_widget_works_without_scripts() {
    let world = World::on_demand().await;
    let token = world.token(json!({ "reference": "c1" })).await;
    let form = format!("token={}", token["auth_token"].as_str().unwrap());
    let opened = world.nobody().form("/widget?theme=dark&locale=de-AT", &form).await;
    assert_eq!(opened.status, 303);
    let place = opened.header("location").to_owned();
    let (place, query) = place.split_once('?').unwrap();
    assert_eq!(query, "locale=de&theme=dark");
    let refused =
        world.nobody().form(&format!("{place}/connections"), "domain=my_shop.x.test").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("my_shop"));
    let form = "domain=https%3A%2F%2FShop.sandbox.test%2F";
    let made = world.nobody().form(&format!("{place}/connections"), form).await;
    assert_eq!(made.status, 303);
    let page = world.nobody().get(made.header("location")).await.text();
    let made = world.tenant().get("/v1/connections").await.ok(200)["data"][0].clone();
    assert_eq!(made["reference"], "c1");
    for record in made["desired_records"].as_array().unwrap() {
        assert!(page.contains(record["value"].as_str().unwrap()), "{record}");
    }
    world.obey(&made, &["ownership", "routing"]).await;
    let checked = world.nobody().form(&format!("{place}/check"), "").await;
    assert_eq!(checked.status, 303);
    assert_eq!(world.looked(&made).await["state"], "live");
}
