//! Share links: whoever has one sees one connection, and can do no more than have it looked at.

use serde_json::{Value, json};

use crate::world::{World, id, path};

const DAY: i64 = 86_400;

/// The path of a share link.
fn place(shared: &Value) -> String {
    let url = shared["url"].as_str().unwrap();
    url[url.find("/connect/").unwrap()..].to_owned()
}

async fn share(world: &World, made: &Value) -> Value {
    world.tenant().post(&path(made, "/share"), json!({})).await.ok(201)
}

#[tokio::test]
async fn a_link_shows_the_records_and_has_them_looked_at() {
    World::on_each(&[], async |world| {
        let made = world.connect("shop.sandbox.test").await;
        world.connect("other.sandbox.test").await;
        let link = place(&share(world, &made).await);
        assert_eq!(link.len(), "/connect/".len() + 22, "128 bits: {link}");
        let before = world.read(&made).await;
        let visitor = world.nobody();
        let page = visitor.get(&link).await;
        let html = page.text();
        assert_eq!(page.status, 200);
        for text in [
            "shop.sandbox.test",
            made["ownership_challenge"]["value"].as_str().unwrap(),
            "Check now",
            &format!("data-base=\"{link}\""),
        ] {
            assert!(html.contains(text), "{text} in {html}");
        }
        for foreign in ["other.sandbox.test", "/widget/", " data-done", "/connections\"", "/delete"]
        {
            assert!(!html.contains(foreign), "{foreign}");
        }
        let policy = page.header("content-security-policy");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("x-robots-tag"), "noindex");
        assert!(page.headers.get("set-cookie").is_none());
        // Opening it, as a previewer of messages does, changes nothing.
        assert_eq!(world.read(&made).await, before);
        world.obey(&made, &["ownership"]).await;
        let answer = visitor.form(&format!("{link}/check"), "").await;
        assert_eq!((answer.status, answer.header("location")), (303, &*format!("{link}?checked")));
        world.looked(&made).await;
        assert_eq!(world.read(&made).await["checks"]["ownership"]["status"], "ok");
        world.obey(&made, &["routing"]).await;
        world.check(&made).await;
        let part = [("accept", "text/html-part")];
        let answer = visitor.send("POST", &format!("{link}/check"), &part, "").await;
        assert!(answer.text().contains("is live"), "{}", answer.text());
        assert!(visitor.get(&link).await.text().contains("shop.sandbox.test is live"));
        let history = world.tenant().get(&path(&made, "/history")).await.ok(200);
        assert!(history.to_string().contains("share_link"), "{history:#}");
    })
    .await;
}

#[tokio::test]
async fn a_link_creates_and_deletes_nothing_and_is_no_credential() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    let link = place(&share(&world, &made).await);
    let visitor = world.nobody();
    for below in ["/connections", "/delete", "/token", "/share"] {
        let answer = visitor.form(&format!("{link}{below}"), "domain=a.sandbox.test").await;
        answer.refused(404, "not_found");
    }
    let delete = visitor.form(&format!("{link}/check?connection=x&delete"), "").await;
    assert_eq!(delete.status, 303);
    let secret = link.trim_start_matches("/connect/");
    world.client(secret).get("/v1/connections").await.refused(401, "unauthorized");
    assert_eq!(visitor.get(&format!("/widget/{secret}")).await.status, 404);
    visitor.delete(&link).await.refused(400, "invalid");
    assert_eq!(
        world.tenant().get("/v1/connections").await.ok(200)["data"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_link_ends_when_it_is_revoked_and_after_thirty_days() {
    World::on_each(&[], async |world| {
        let made = world.connect("shop.sandbox.test").await;
        let (revoked, kept) = (share(world, &made).await, share(world, &made).await);
        assert_ne!(place(&revoked), place(&kept));
        let visitor = world.nobody();
        let mut stream = visitor.stream(&format!("{}/events", place(&revoked))).await;
        assert_eq!(stream.next().await.unwrap().name, "part");
        let tenant = world.tenant();
        let by_id = path(&made, &format!("/share/{}", revoked["share_id"].as_str().unwrap()));
        tenant.delete(&by_id).await.ok(204);
        tenant.delete(&by_id).await.ok(204);
        let end = stream.end().await.unwrap();
        assert_eq!((end.name.as_str(), end.data.as_str()), ("end", "over"));
        let gone = visitor.get(&place(&revoked)).await;
        assert_eq!(gone.status, 410);
        assert!(gone.text().contains("This link has ended"), "{}", gone.text());
        assert!(!gone.text().contains("shop.sandbox.test"));
        let check = format!("{}/check", place(&revoked));
        let part = [("accept", "text/html-part")];
        visitor.send("POST", &check, &part, "").await.refused(410, "gone");
        // Who has no script is told on a page.
        let gone = visitor.form(&check, "").await;
        assert_eq!(gone.status, 410);
        assert!(gone.text().contains("This link has ended"), "{}", gone.text());
        visitor.get(&format!("{}/events", place(&revoked))).await.refused(410, "gone");
        world.advance(30 * DAY - 60).await;
        assert_eq!(visitor.get(&place(&kept)).await.status, 200);
        world.advance(60).await;
        assert_eq!(visitor.get(&place(&kept)).await.status, 410);
        assert_eq!(visitor.get("/connect/AAAAAAAAAAAAAAAAAAAAAA").await.status, 404);
        // Only the digest is kept.
        let store = &world.running.service.store;
        let secret = place(&kept).trim_start_matches("/connect/").to_owned();
        assert_eq!(store.find_share(&secret).await.unwrap(), None);
        let digest = fairlead::service::sessions::digest(&secret);
        assert!(store.find_share(&digest).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn the_oldest_link_makes_room_for_the_fifty_first() {
    World::on_each(&[], async |world| {
        let made = world.connect("shop.sandbox.test").await;
        let first = place(&share(world, &made).await);
        let second = place(&share(world, &made).await);
        for _ in 2..50 {
            share(world, &made).await;
        }
        assert_eq!(world.nobody().get(&first).await.status, 200, "fifty");
        share(world, &made).await;
        assert_eq!(world.nobody().get(&first).await.status, 404);
        assert_eq!(world.nobody().get(&second).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_broke_goes_on_with_what_has_changed() {
    World::on_each(&[], async |world| {
        let made = world.connect("shop.sandbox.test").await;
        let check = path(&made, "/records:check");
        world.tenant().post(&check, json!({})).await.ok(200);
        let events = format!("{}/events", place(&share(world, &made).await));
        let mut stream = world.nobody().stream(&events).await;
        let mut part = stream.next().await.unwrap();
        assert!(part.data.starts_with("screen\n"), "all of it, the first time: {}", part.data);
        // Only the last of several says what the page then has.
        assert_eq!(part.id, "cut");
        while !part.id.contains('-') {
            part = stream.next().await.unwrap();
        }
        drop(stream);
        world.advance(60).await;
        world.tenant().post(&check, json!({})).await.ok(200);
        // By the header of a browser, and by the address of a stream that the page opens anew.
        let by_header = world.nobody().resumed(&events, &part.id).await;
        let by_query = world.nobody().stream(&format!("{events}?seen={}", part.id)).await;
        for mut stream in [by_header, by_query] {
            let mut parts = Vec::new();
            loop {
                let event = stream.next().await.unwrap();
                parts.push(event.data.lines().next().unwrap_or_default().to_owned());
                if event.id.contains('-') {
                    break;
                }
            }
            assert!(parts.contains(&"look".to_owned()), "{parts:?}");
            assert!(!parts.contains(&"screen".to_owned()), "{parts:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_by_link_follows_what_happens() {
    let world = World::start().await;
    let made = world.connect("shop.sandbox.test").await;
    let link = place(&share(&world, &made).await);
    let mut stream = world.nobody().stream(&format!("{link}/events")).await;
    world.obey(&made, &["ownership", "routing"]).await;
    loop {
        let event = stream.next().await.expect("the stream ended");
        if event.name == "state" && event.data.split('\t').nth(1) == Some("live") {
            break;
        }
    }
}

#[tokio::test]
async fn only_whoever_reaches_the_connection_shares_it_and_ends_its_links() {
    let world = World::on_demand().await;
    let wish = json!({
        "application_id": world.application(), "hostname": "a.sandbox.test", "reference": "c1",
    });
    let made = world.tenant().post("/v1/connections", wish).await.ok(201);
    let shared = share(&world, &made).await;
    let by_id =
        |made: &Value| path(made, &format!("/share/{}", shared["share_id"].as_str().unwrap()));
    let stranger = world.rival("Stranger").await.client;
    stranger.post(&path(&made, "/share"), json!({})).await.refused(404, "not_found");
    stranger.delete(&by_id(&made)).await.refused(404, "not_found");
    stranger.get(&path(&made, "/history")).await.refused(404, "not_found");
    let other = world.connect("b.sandbox.test").await;
    world.tenant().delete(&by_id(&other)).await.refused(404, "not_found");
    let token = async |reference: &str| {
        let token = world.token(json!({ "reference": reference })).await;
        world.client(token["auth_token"].as_str().unwrap())
    };
    let (own, foreign) = (token("c1").await, token("c2").await);
    foreign.post(&path(&made, "/share"), json!({})).await.refused(404, "not_found");
    foreign.delete(&by_id(&made)).await.refused(404, "not_found");
    foreign.get(&path(&made, "/history")).await.refused(404, "not_found");
    own.get(&path(&made, "/history")).await.ok(200);
    let theirs = own.post(&path(&made, "/share"), json!({})).await.ok(201);
    assert_eq!(world.nobody().get(&place(&theirs)).await.status, 200);
    own.delete(&by_id(&made)).await.ok(204);
    assert_eq!(world.nobody().get(&place(&shared)).await.status, 410);
    // A body is not needed, and the secret is shown once.
    let key = [("idempotency-key", "k1")];
    let route = path(&made, "/share");
    let first = world.tenant().send("POST", &route, &key, "").await.ok(201);
    let again = world.tenant().send("POST", &route, &key, "").await.ok(201);
    assert_eq!((&again["share_id"], &again["secret_omitted"]), (&first["share_id"], &json!(true)));
    assert!(again.get("url").is_none(), "{again}");
    world.tenant().post(&route, json!({ "days": 9 })).await.refused(400, "invalid");
    assert!(id(&made).len() == 36);
}
