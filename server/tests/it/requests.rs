//! What every request may rely on: one envelope for errors, lists in pages, creation once.

use fairlead::clock::Clock;
use fairlead::store::Environment;
use futures::future::{Either, select};
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};
use time::Duration;

use crate::client::Client;
use crate::database::on_postgres;
use crate::world::{World, codes, id, path, tenant};

#[tokio::test]
async fn every_refusal_has_the_one_envelope() {
    let world = World::on_demand().await;
    let (outside, inside) = (world.nobody(), world.inside());
    outside.get("/nowhere").await.refused(404, "not_found");
    outside.get("/v1/nowhere").await.refused(404, "not_found");
    inside.get("/nowhere").await.refused(404, "not_found");
    inside.get("/v1/connections").await.refused(404, "not_found");
    outside.get("/internal/ask?domain=a.test").await.refused(404, "not_found");
    outside.delete("/v1/connections").await.refused(400, "invalid");
    inside.delete("/internal/ask").await.refused(400, "invalid");
    inside.get("/internal/ask").await.refused(400, "invalid");
    inside.get("/internal/route").await.refused(400, "invalid");
    let tenant = world.tenant();
    tenant.get("/v1/connections/not-an-id").await.refused(404, "not_found");
    tenant.get("/v1/connections?colour=red").await.refused(400, "invalid");
    tenant.get("/v1/connections?state=happy").await.refused(400, "invalid");
    tenant.get("/v1/connections/%ff").await.refused(404, "not_found");
    for (path, body) in [
        ("/sandbox/clock", json!({ "advance_seconds": -1 })),
        ("/sandbox/clock", json!({ "years": 1 })),
        ("/sandbox/records", json!({ "name": "a.example", "type": "A", "ttl": 1, "values": [] })),
        ("/sandbox/faults", json!({ "server": 3, "name": "*", "kind": "silent" })),
    ] {
        outside.put(path, body).await.refused(400, "invalid");
    }
    outside.delete("/sandbox/records").await.refused(400, "invalid");
    outside.delete("/sandbox/clock").await.refused(400, "invalid");
    outside.post("/widget", json!({})).await.refused(400, "invalid");
    let plain = [("content-type", "text/plain")];
    outside.send("POST", "/widget/a/connections", &plain, "shop").await.refused(400, "invalid");
    outside.send("POST", "/widget/a/token", &plain, vec![0xff, 0xfe]).await.refused(400, "invalid");
    let rebound = [("host", "rebound.example")];
    outside.send("GET", "/sandbox", &rebound, "").await.refused(403, "forbidden");
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own_and_none_of_the_callers() {
    let world = World::on_demand().await;
    let own = [("x-request-id", "forged\u{7f}")];
    let own = [("x-request-id", own[0].1.trim_end_matches('\u{7f}'))];
    let first = world.nobody().send("GET", "/healthz", &own, "").await;
    let second = world.nobody().send("GET", "/sandbox", &own, "").await;
    assert_ne!(first.header("x-request-id"), "forged");
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
}

#[tokio::test]
async fn unknown_and_malformed_fields_are_named() {
    let world = World::on_demand().await;
    let client = world.tenant();
    for (route, mut body, field) in [
        ("/v1/connections", world.wish("a.sandbox.test"), "colour"),
        ("/v1/tokens", json!({ "application_id": world.application(), "reference": "x" }), "scope"),
        ("/v1/applications", json!({ "name": "x" }), "tenant_id"),
    ] {
        body[field] = "x".into();
        let error = client.post(route, body).await.refused(400, "invalid");
        assert_eq!(error["details"]["fields"], json!([field]), "{error}");
    }
    let missing = json!({ "application_id": world.application() });
    let error = client.post("/v1/connections", missing).await.refused(400, "invalid");
    assert_eq!(error["details"]["fields"], json!(["hostname"]));
    let mut wrong = world.wish("a.sandbox.test");
    wrong["reference"] = 7.into();
    let error = client.post("/v1/connections", wrong).await.refused(400, "invalid");
    assert!(error["message"].as_str().unwrap().contains("reference"), "{error}");
    for bad in ["", "x".repeat(201).as_str()] {
        let mut wish = world.wish("a.sandbox.test");
        wish["reference"] = bad.into();
        let error = client.post("/v1/connections", wish).await.refused(400, "invalid");
        assert_eq!(error["details"]["fields"], json!(["reference"]));
    }
    for broken in ["", "{", "[]", "null", "{\"hostname\":\"a.test\",", "\u{feff}{}"] {
        let json = [("content-type", "application/json")];
        client.send("POST", "/v1/connections", &json, broken).await.refused(400, "invalid");
    }
}

#[tokio::test]
async fn pages_travel_compressed_and_answers_to_programs_do_not() {
    let world = World::on_demand().await;
    let minted = world.token(json!({ "reference": "r" })).await;
    let page = minted["widget_url"].as_str().unwrap();
    let page = &page[page.find("/widget/").unwrap()..];
    for (accepted, encoding) in [("br, gzip", Some("br")), ("gzip", Some("gzip")), ("", None)] {
        let headers = [("accept-encoding", accepted)];
        let answer = world.nobody().send("GET", page, &headers, "").await;
        assert_eq!(answer.status, 200);
        let got = answer.headers.get("content-encoding").map(|value| value.to_str().unwrap());
        assert_eq!(got, encoding, "{accepted}");
        let api = world.tenant().send("GET", "/v1/connections", &headers, "").await;
        assert!(!api.headers.contains_key("content-encoding"));
    }
}

#[tokio::test]
async fn bodies_over_64_kib_are_refused() {
    let world = World::on_demand().await;
    let application = format!("/v1/applications/{}", world.application());
    let large = json!({ "name": "x".repeat(64 * 1024) });
    for route in ["/v1/connections", "/v1/tokens", "/v1/applications"] {
        world.tenant().post(route, large.clone()).await.refused(413, "too_large");
    }
    world.tenant().patch(&application, large).await.refused(413, "too_large");
    let form = format!("token={}", "x".repeat(64 * 1024));
    assert_eq!(world.nobody().form("/widget", &form).await.status, 413);
    let mut wish = world.wish("a.sandbox.test");
    wish["metadata"] = json!({ "note": "x".repeat(8 * 1024) });
    let error = world.tenant().post("/v1/connections", wish).await.refused(400, "invalid");
    assert_eq!(error["details"]["fields"], json!(["metadata"]));
}

#[tokio::test]
async fn what_is_no_hostname_is_refused_with_its_reason() {
    let world = World::on_demand().await;
    let label = "a".repeat(64);
    let long = format!("{}.test", vec!["a".repeat(60); 5].join("."));
    for (text, want) in [
        ("", "empty"),
        ("192.0.2.1", "IP address"),
        ("http://[2001:db8::1]/", "IP address"),
        ("1.2.3.4:8080", "IP address"),
        ("co.uk", "public suffix"),
        ("github.io", "public suffix"),
        ("localhost", "single label"),
        ("my_shop.sandbox.test", "my_shop"),
        ("-shop.sandbox.test", "-shop"),
        ("a..sandbox.test", "empty label"),
        (&format!("{label}.sandbox.test"), "63"),
        (&long, "253"),
        ("*.*.sandbox.test", "*"),
        ("shop.*.sandbox.test", "*"),
        ("sh\u{0}op.sandbox.test", ""),
    ] {
        let wish = world.wish(text);
        let error =
            world.tenant().post("/v1/connections", wish).await.refused(422, "invalid_hostname");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(want), "{text:?}: {message}");
    }
    assert_eq!(world.tenant().get("/v1/connections").await.ok(200)["data"], json!([]));
}

#[tokio::test]
async fn pasted_addresses_are_cleaned_and_unicode_becomes_a_labels() {
    let world = World::on_demand().await;
    for (text, hostname, display) in [
        (" https://Me:pw@Shop.Sandbox.Test:8443/cart?x=1#y ", "shop.sandbox.test", ""),
        ("*.wild.sandbox.test.", "*.wild.sandbox.test", ""),
        ("Bücher.sandbox.test", "xn--bcher-kva.sandbox.test", "bücher.sandbox.test"),
        ("xn--wgv71a119e.sandbox.test", "xn--wgv71a119e.sandbox.test", "日本語.sandbox.test"),
        ("日本。sandbox。test", "xn--wgv71a.sandbox.test", "日本.sandbox.test"),
        ("💩.sandbox.test", "xn--ls8h.sandbox.test", "💩.sandbox.test"),
    ] {
        let made = world.connect(text).await;
        assert_eq!(made["hostname"], hostname, "{text:?}");
        let display = if display.is_empty() { hostname } else { display };
        assert_eq!(made["display_hostname"], display, "{text:?}");
        let base = hostname.trim_start_matches("*.");
        let challenge = &made["ownership_challenge"];
        assert_eq!(challenge["name"], format!("_customdomain-challenge.{base}"));
        let value = challenge["value"].as_str().unwrap();
        let random = value.strip_prefix("fairlead-verify-").unwrap();
        assert_eq!(random.len(), 52);
        let is_base32 = |byte: u8| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte);
        assert!(random.bytes().all(is_base32), "{random}");
    }
}

#[tokio::test]
async fn whoever_hung_up_and_comes_again_finds_it_made() {
    on_postgres(async |_, url| {
        let world = World::on_demand().await;
        let node = world.production(Some(&url)).await;
        let (application, key) = tenant(&node, Environment::Live).await;
        let client = Client::new(node.listen, Some(&key));
        let once = [("content-type", "application/json"), ("idempotency-key", "order-1")];
        let wish = json!({ "application_id": application.id, "hostname": "shop.sandbox.test" });
        let create = || client.send("POST", "/v1/connections", &once, wish.to_string());
        // It waits for the table when its caller is gone.
        let mut other = PgConnection::connect(&url).await.unwrap();
        let mut lock = other.begin().await.unwrap();
        let table = "LOCK TABLE connections IN SHARE ROW EXCLUSIVE MODE";
        sqlx::query(table).execute(&mut *lock).await.unwrap();
        let both = select(Box::pin(create()), Box::pin(create())).await;
        let (Either::Left((answered, waiting)) | Either::Right((answered, waiting))) = both;
        answered.refused(429, "rate_limited");
        drop(waiting);
        let clock = Clock::default();
        clock.sleep_until(clock.now() + Duration::milliseconds(500)).await;
        lock.rollback().await.unwrap();
        let until = clock.now() + Duration::seconds(20);
        let made = loop {
            let again = create().await;
            if again.status != 429 || until < clock.now() {
                break again;
            }
            clock.sleep_until(clock.now() + Duration::milliseconds(50)).await;
        };
        assert_eq!(made.ok(201)["hostname"], "shop.sandbox.test");
        assert_eq!(made.header("idempotency-replayed"), "true");
        node.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_reference_has_as_many_characters_as_it_may_in_any_script() {
    let world = World::on_demand().await;
    for (reference, status) in
        [("ü".repeat(200), 201), ("ü".repeat(201), 400), (String::new(), 400)]
    {
        let mut wish = world.wish("a.sandbox.test");
        wish["reference"] = reference.into();
        assert_eq!(world.tenant().post("/v1/connections", wish).await.status, status);
    }
}

#[tokio::test]
async fn the_same_request_twice_makes_one_thing() {
    let world = World::on_demand().await;
    let once = [("content-type", "application/json"), ("idempotency-key", "order-1")];
    let client = world.tenant();
    let wish = world.wish("a.sandbox.test").to_string();
    let create =
        async |body: &str| client.send("POST", "/v1/connections", &once, body.to_owned()).await;
    let first = create(&wish).await;
    assert!(!first.headers.contains_key("idempotency-replayed"));
    let second = create(&wish).await;
    assert_eq!(second.header("idempotency-replayed"), "true");
    assert_eq!(second.ok(201), first.ok(201));
    let other = world.wish("b.sandbox.test").to_string();
    create(&other).await.refused(409, "idempotency_mismatch");
    let listed = client.get("/v1/connections").await.ok(200);
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    // Another caller's key of the same name is another key.
    let narrow = world.client(&world.key(&fairlead::service::caller::KeyScope::ALL).await);
    let answer = narrow.send("POST", "/v1/connections", &once, other.clone()).await;
    assert_eq!(answer.ok(201)["hostname"], "b.sandbox.test");
    world.advance(24 * 3600 + 1).await;
    create(&world.wish("c.sandbox.test").to_string()).await.ok(201);
}

#[tokio::test]
async fn a_replay_leaves_secrets_out() {
    let world = World::on_demand().await;
    let once = [("content-type", "application/json"), ("idempotency-key", "visit-1")];
    let client = world.tenant();
    let keys = format!("/v1/applications/{}/keys", world.application());
    for (route, body, secrets) in [
        (
            "/v1/tokens",
            json!({ "application_id": world.application(), "reference": "x" }),
            &["auth_token", "widget_url"][..],
        ),
        (&keys, json!({ "name": "x", "scopes": ["connections:read"] }), &["secret"]),
    ] {
        let once = [once[0], ("idempotency-key", route)];
        let first = client.send("POST", route, &once, body.to_string()).await.ok(201);
        let second = client.send("POST", route, &once, body.to_string()).await;
        assert_eq!(second.header("idempotency-replayed"), "true");
        let mut want = first.clone();
        for secret in secrets {
            assert!(want.as_object_mut().unwrap().remove(*secret).is_some());
        }
        want["secret_omitted"] = true.into();
        assert_eq!(second.ok(201), want);
    }
}

#[tokio::test]
async fn a_refused_request_may_be_mended_under_its_key() {
    let world = World::on_demand().await;
    let once = [("content-type", "application/json"), ("idempotency-key", "order-1")];
    let send = async |hostname: &str| {
        let body = world.wish(hostname).to_string();
        world.tenant().send("POST", "/v1/connections", &once, body).await
    };
    send("my_shop.sandbox.test").await.refused(422, "invalid_hostname");
    send("shop.sandbox.test").await.ok(201);
    let long = [("content-type", "application/json"), ("idempotency-key", &*"k".repeat(256))];
    let body = world.wish("b.sandbox.test").to_string();
    world.tenant().send("POST", "/v1/connections", &long, body).await.refused(400, "invalid");
}

#[tokio::test]
async fn a_hundred_at_once_with_one_key_make_one_thing() {
    let world = World::on_demand().await;
    let once = [("content-type", "application/json"), ("idempotency-key", "order-1")];
    let body = world.wish("a.sandbox.test").to_string();
    let client = world.tenant();
    let send = || client.send("POST", "/v1/connections", &once, body.clone());
    let answers = futures::future::join_all((0..100).map(|_| send())).await;
    assert!(answers.iter().any(|answer| answer.status == 201));
    for answer in &answers {
        assert!(matches!(answer.status, 201 | 429), "{}", answer.text());
    }
    let made: std::collections::HashSet<String> = answers
        .iter()
        .filter(|answer| answer.status == 201)
        .map(|answer| id(&answer.ok(201)).to_owned())
        .collect();
    assert_eq!(made.len(), 1);
    assert_eq!(client.get("/v1/connections").await.ok(200)["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn lists_come_in_pages_without_gap_or_repeat() {
    let world = World::on_demand().await;
    let mut made = Vec::new();
    for nth in 0..5 {
        let mut wish = world.wish(&format!("s{nth}.sandbox.test"));
        wish["reference"] = if nth < 3 { "few" } else { "other" }.into();
        wish["batch_id"] = "b1".into();
        made.push(world.tenant().post("/v1/connections", wish).await.ok(201)["id"].clone());
    }
    made.reverse();
    let client = world.tenant();
    let walk = async |query: &str, limit: u32| {
        let (mut ids, mut pages, mut cursor) = (Vec::new(), 0, String::new());
        loop {
            let path = format!("/v1/connections?limit={limit}{query}{cursor}");
            let page = client.get(&path).await.ok(200);
            let data = page["data"].as_array().unwrap();
            assert!(data.len() <= limit as usize);
            ids.extend(data.iter().map(|connection| connection["id"].clone()));
            pages += 1;
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return (ids, pages),
            }
        }
    };
    assert_eq!(walk("", 2).await, (made.clone(), 3));
    assert_eq!(walk("", 5).await, (made.clone(), 1));
    assert_eq!(walk("", 100).await.0, made);
    assert_eq!(walk("&reference=few", 1).await, (made[2..].to_vec(), 3));
    assert_eq!(walk("&batch_id=b1&hostname=S4.sandbox.test", 20).await.0, made[..1]);
    assert_eq!(walk("&state=created", 20).await.0, made);
    assert_eq!(walk("&state=live", 20).await.0, Vec::<Value>::new());
    for query in ["limit=0", "limit=101", "limit=x", "cursor=nonsense"] {
        client.get(&format!("/v1/connections?{query}")).await.refused(400, "invalid");
    }
    let token = world.token(json!({ "reference": "few" })).await;
    let customer = world.client(token["auth_token"].as_str().unwrap());
    let page = customer.get("/v1/connections?limit=2").await.ok(200);
    assert_eq!(page["data"].as_array().unwrap().len(), 2);
    let next = page["next_cursor"].as_str().unwrap();
    let page = customer.get(&format!("/v1/connections?limit=2&cursor={next}")).await.ok(200);
    assert_eq!(page["data"][0]["id"], made[4]);
    assert_eq!(page["next_cursor"], Value::Null);
    let keys = format!("/v1/applications/{}/keys?limit=1", world.application());
    assert_eq!(client.get(&keys).await.ok(200)["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn one_customer_holds_five_unproven_domains_at_most() {
    let world = World::on_demand().await;
    let token = world.token(json!({ "reference": "c1" })).await;
    let client = world.client(token["auth_token"].as_str().unwrap());
    let wishes: Vec<Value> =
        (0..8).map(|nth| world.wish(&format!("s{nth}.sandbox.test"))).collect();
    let create = |wish: Value| client.post("/v1/connections", wish);
    let answers = futures::future::join_all(wishes.into_iter().map(create)).await;
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(made, 5);
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status != 201).collect();
    for answer in refused {
        answer.refused(429, "rate_limited");
        assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
    }
    let made = answers.iter().find(|answer| answer.status == 201).unwrap().ok(201);
    let same = world.wish(made["hostname"].as_str().unwrap());
    let error = client.post("/v1/connections", same).await.refused(409, "HostnameConflict");
    assert_eq!(error["details"]["connection_id"], made["id"]);
    world.obey(&made, &["ownership"]).await;
    assert_eq!(world.check(&made).await["state"], "propagating");
    client.post("/v1/connections", world.wish("s9.sandbox.test")).await.ok(201);
}

#[tokio::test]
async fn checks_within_two_seconds_are_one_check() {
    let world = World::on_demand().await;
    let made = world.connect("a.sandbox.test").await;
    let check = path(&made, "/records:check");
    let client = world.tenant();
    let first = client.post(&check, json!({})).await.ok(200);
    assert!(codes(&first).contains(&"ownership_missing"));
    let looked = world.read(&made).await["last_checked_at"].clone();
    let many = (0..10).map(|_| client.post(&check, json!({})));
    for answer in futures::future::join_all(many).await {
        answer.ok(200);
    }
    assert_eq!(world.read(&made).await["last_checked_at"], looked);
    world.check(&made).await;
    assert_ne!(world.read(&made).await["last_checked_at"], looked);
}

#[tokio::test]
async fn health_and_numbers_are_told() {
    let world = World::on_demand().await;
    for client in [world.nobody(), world.inside()] {
        assert_eq!(client.get("/healthz").await.ok(200)["status"], "ok");
        assert_eq!(client.get("/readyz").await.ok(200)["status"], "ready");
    }
    world.ask("nobody.sandbox.test").await;
    let numbers = world.inside().get("/metrics").await;
    assert_eq!(numbers.status, 200);
    assert!(numbers.header("content-type").starts_with("application/openmetrics-text"));
    let text = numbers.text();
    assert!(text.contains("fairlead_asks_total{answer=\"unknown_name\"} 1"), "{text}");
    assert!(text.ends_with("# EOF\n"), "{text}");
    world.nobody().get("/metrics").await.refused(404, "not_found");
}
