//! What the forms of the widget's page do, with a script and without.

use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::sessions::address;
use crate::world::{World, path};

const PART: [(&str, &str); 1] = [("accept", "text/html-part")];

/// A customer's visit: the path of the page, and a browser.
async fn visit(world: &World) -> (String, Client) {
    let token = world.token(json!({ "reference": "c1", "allow": ["delete"] })).await;
    (address(&token), world.nobody())
}

async fn connections(world: &World) -> Vec<Value> {
    world.tenant().get("/v1/connections").await.ok(200)["data"].as_array().unwrap().clone()
}

fn hostnames(connections: &[Value]) -> Vec<&str> {
    let mut names: Vec<&str> =
        connections.iter().map(|it| it["hostname"].as_str().unwrap()).collect();
    names.sort_unstable();
    names
}

/// The page that a form led to.
async fn followed(browser: &Client, answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    browser.get(answer.header("location")).await.text()
}

/// "Check now" without a script: the page that follows, once the look has ended that it began.
async fn checked(world: &World, browser: &Client, check: &str) -> String {
    let answer = browser.form(check, "").await;
    let (_, id) = check.split_once("connection=").unwrap();
    world.looked(&json!({ "id": id })).await;
    followed(browser, &answer).await
}

#[tokio::test]
async fn a_stream_with_nothing_to_tell_says_that_it_is_alive() {
    let world = World::start().await;
    let (place, browser) = visit(&world).await;
    browser.stream(&format!("{place}/events")).await.hears_that_it_is_alive().await;
}

#[tokio::test]
async fn whoever_sees_the_only_domain_go_is_told_and_a_later_visit_begins_anew() {
    let world = World::start().await;
    let (place, browser) = visit(&world).await;
    browser.form(&format!("{place}/connections"), "domain=shop.sandbox.test").await;
    let made = connections(&world).await.remove(0);
    world.check(&made).await;
    let mut stream = browser.stream(&format!("{place}/events")).await;
    world.advance(2).await;
    world.tenant().delete(&path(&made, "")).await.ok(200);
    let told = async {
        loop {
            let event = stream.next().await.expect("the stream ended");
            if event.name == "part" && event.data.contains("is no longer connected") {
                return event.data;
            }
        }
    };
    assert!(told.await.starts_with("screen\n"));
    // A page that is loaded anew says the same, and leads on.
    let page = browser.get(&place).await.text();
    assert!(page.contains("is no longer connected") && page.contains("?new"), "{page}");
    world.advance(2).await;
    let (later, browser) = visit(&world).await;
    let page = browser.get(&later).await.text();
    assert!(page.contains("Which domain do you want to use?"), "{page}");
}

#[tokio::test]
async fn a_pair_is_two_connections_of_one_batch_that_lead_to_each_other() {
    World::on_each(&[], async |world| {
        let (place, browser) = visit(world).await;
        let form = "domain=https%3A%2F%2FSandbox.test%2Fshop&both=1";
        let made = browser.form(&format!("{place}/connections"), form).await;
        let page = followed(&browser, &made).await;
        let all = connections(world).await;
        assert_eq!(hostnames(&all), ["sandbox.test", "www.sandbox.test"]);
        assert!(all[0]["batch_id"].is_string());
        assert_eq!(all[0]["batch_id"], all[1]["batch_id"]);
        let of = |name: &str| all.iter().find(|it| it["hostname"] == name).unwrap()["id"].clone();
        let first = of("sandbox.test");
        assert!(
            made.header("location").contains(first.as_str().unwrap()),
            "the one that was named"
        );
        // The first look is not over: the other name is told of on the page after it.
        assert!(page.contains("id=\"analysis\""), "{page}");
        let check = format!("{place}/check?connection={}", first.as_str().unwrap());
        let page = checked(world, &browser, &check).await;
        let other =
            format!("href=\"{place}?connection={}\"", of("www.sandbox.test").as_str().unwrap());
        assert!(page.contains(&other), "{page}");
    })
    .await;
}

#[tokio::test]
async fn the_other_name_of_a_pair_is_offered_where_it_was_not_asked_for() {
    let world = World::on_demand().await;
    let (place, browser) = visit(&world).await;
    let connect = format!("{place}/connections");
    let made = browser.form(&connect, "domain=www.sandbox.test").await;
    let check = made.header("location").replacen(&place, &format!("{place}/check"), 1);
    let page = checked(&world, &browser, &check).await;
    assert!(page.contains("name=\"domain\" value=\"sandbox.test\""), "{page}");
    // A name without a twin is connected alone, whatever is ticked.
    browser.form(&connect, "domain=shop.sandbox.test&both=1").await;
    assert_eq!(hostnames(&connections(&world).await), ["shop.sandbox.test", "www.sandbox.test"]);
}

#[tokio::test]
async fn a_look_is_answered_on_the_page_where_there_is_no_script() {
    let world = World::on_demand().await;
    let (place, browser) = visit(&world).await;
    let made = browser.form(&format!("{place}/connections"), "domain=shop.sandbox.test").await;
    let check = made.header("location").replacen(&place, &format!("{place}/check"), 1);
    let page = checked(&world, &browser, &check).await.replace("<!>", "");
    assert!(page.contains("id=\"answer\" data-answer>Still not at"), "{page}");
    assert!(!page.contains("id=\"analysis\""), "the first look has ended");
    // A visit that never was is told in words, not as a program would be.
    let gone = browser.form(&format!("/widget/{}/check", "A".repeat(22)), "").await;
    assert_eq!(gone.status, 404);
    assert!(gone.text().starts_with("<!DOCTYPE html>"), "{}", gone.text());
    let gone = browser.send("POST", &format!("/widget/{}/check", "A".repeat(22)), &PART, "").await;
    gone.refused(404, "not_found");
}

#[tokio::test]
async fn a_look_that_takes_long_is_not_waited_for() {
    let world = World::on_demand().await;
    let (place, browser) = visit(&world).await;
    let made = browser.form(&format!("{place}/connections"), "domain=shop.sandbox.test").await;
    let check = made.header("location").replacen(&place, &format!("{place}/check"), 1);
    let id: fairlead::store::ConnectionId =
        check.split_once("connection=").unwrap().1.parse().unwrap();
    // Another node holds it, and tells nothing.
    let (store, now) = (&world.running.service.store, world.clock.now());
    assert!(store.take_lease(id, now, time::Duration::minutes(1)).await.unwrap().is_some());
    let asked = browser.send("POST", &check, &PART, "");
    let patience = std::time::Duration::from_secs(5);
    let answer = tokio::time::timeout(patience, asked).await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("We are asking the servers"), "{}", answer.text());
}

#[tokio::test]
async fn a_link_is_made_for_the_connection_shown_and_for_no_other() {
    World::on_each(&[], async |world| {
        let (place, browser) = visit(world).await;
        let made = browser.form(&format!("{place}/connections"), "domain=shop.sandbox.test").await;
        let share = made.header("location").replacen(&place, &format!("{place}/share"), 1);
        let part = browser.send("POST", &share, &PART, "").await;
        assert_eq!((part.status, part.header("cache-control")), (200, "no-store"));
        let part = part.text();
        let (_, link) = part.split_once("data-copy=\"").unwrap();
        let (link, _) = link.split_once('"').unwrap();
        let opened = browser.get(&link[link.find("/connect/").unwrap()..]).await;
        assert!(opened.text().contains("shop.sandbox.test"), "{}", opened.text());
        assert!(part.contains("href=\"mailto:?subject="), "{part}");
        // Without a script the whole page comes back with another link.
        world.check(&connections(world).await[0]).await;
        let whole = browser.form(&share, "").await;
        assert_eq!(whole.status, 200);
        assert!(whole.text().contains("/connect/") && whole.text().contains("<h1"));
        let foreign = world.connect("other.sandbox.test").await;
        let foreign = foreign["id"].as_str().unwrap();
        let refused = browser.form(&format!("{place}/share?connection={foreign}"), "").await;
        assert!(!refused.text().contains("other.sandbox.test"), "{}", refused.text());
    })
    .await;
}

#[tokio::test]
async fn a_taken_name_can_be_moved_by_whoever_proves_it() {
    let world = World::on_demand().await;
    world.live("shop.sandbox.test").await;
    let (place, browser) = visit(&world).await;
    let connect = format!("{place}/connections");
    let refused = browser.form(&connect, "domain=shop.sandbox.test").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("name=\"transfer\""), "{}", refused.text());
    let made = browser.form(&connect, "domain=shop.sandbox.test&transfer=1").await;
    assert_eq!(made.status, 303, "{}", made.text());
    let states: Vec<Value> =
        connections(&world).await.iter().map(|it| it["state"].clone()).collect();
    assert_eq!(states.len(), 2);
    assert!(states.contains(&json!("live")), "the holder keeps it until then: {states:?}");
}

#[tokio::test]
async fn whoever_comes_too_late_is_told_so_in_the_frame() {
    let world = World::on_demand().await;
    let application = format!("/v1/applications/{}", world.application());
    let origins = json!({ "allowed_origins": ["https://app.acme.example"] });
    world.tenant().patch(&application, origins).await.ok(200);
    let (place, browser) = visit(&world).await;
    let made = browser.form(&format!("{place}/connections"), "domain=shop.sandbox.test").await;
    let query = made.header("location").split_once('?').unwrap().1.to_owned();
    world.advance(3_700).await;
    let below = |tail: &str| format!("{place}{tail}?{query}");
    let answers = [
        browser.get(&place).await,
        browser.form(&below("/check"), "").await,
        browser.form(&below("/share"), "").await,
        browser.form(&below("/delete"), "").await,
        browser.form(&format!("{place}/connections"), "domain=other.sandbox.test").await,
    ];
    for answer in answers {
        assert_eq!(answer.status, 410, "{}", answer.text());
        assert!(answer.text().contains("<h1"), "no page came");
        let policy = answer.header("content-security-policy");
        assert!(policy.ends_with("frame-ancestors https://app.acme.example"), "{policy}");
    }
    assert_ne!(connections(&world).await[0]["state"], "archived");
}

#[tokio::test]
async fn who_may_not_remove_a_domain_sees_it_as_it_stands() {
    let world = World::on_demand().await;
    let place = address(&world.token(json!({ "reference": "c1" })).await);
    let browser = world.nobody();
    let made = browser.form(&format!("{place}/connections"), "domain=shop.sandbox.test").await;
    let delete = made.header("location").replacen(&place, &format!("{place}/delete"), 1);
    let page = followed(&browser, &browser.form(&delete, "").await).await;
    assert!(page.contains("shop.sandbox.test"), "{page}");
    assert_ne!(connections(&world).await[0]["state"], "archived");
}

#[tokio::test]
async fn a_removed_domain_says_which_records_may_go() {
    let world = World::on_demand().await;
    let (place, browser) = visit(&world).await;
    let made = browser.form(&format!("{place}/connections"), "domain=shop.sandbox.test").await;
    let delete = made.header("location").replacen(&place, &format!("{place}/delete"), 1);
    let page = followed(&browser, &browser.form(&delete, "").await).await.replace("<!>", "");
    assert!(page.contains("is no longer connected"), "{page}");
    assert!(page.contains("_customdomain-challenge.shop"), "{page}");
    // It is over: the visit goes on without it.
    let page = browser.get(&format!("{place}?new")).await.text();
    assert!(page.contains("name=\"domain\"") && !page.contains("shop.sandbox.test"), "{page}");
}

#[tokio::test]
async fn who_watches_the_first_look_is_told_what_it_found_before_the_records_come() {
    let world = World::on_demand().await;
    let (place, browser) = visit(&world).await;
    let made = browser.form(&format!("{place}/connections"), "domain=shop.sandbox.test").await;
    let below =
        |tail: &str| made.header("location").replacen(&place, &format!("{place}/{tail}"), 1);
    let mut stream = browser.stream(&below("events")).await;
    let mut next = async |wanted: &str| loop {
        let event = stream.next().await.unwrap();
        let (id, html) = event.data.split_once('\n').unwrap_or_default();
        if event.name == "part" && id == wanted {
            return html.replace("<!>", "");
        }
    };
    let began = next("screen").await;
    assert!(began.contains("Reading the records that are there"), "{began}");
    let looked = browser.send("POST", &below("check"), &PART, "").await;
    assert_eq!(looked.status, 200);
    let found = next("analysis").await;
    for line in ["Nothing stands at shop.sandbox.test yet", "Nothing is in the way"] {
        assert!(found.contains(line), "{line} in {found}");
    }
    let records = next("screen").await;
    assert!(records.contains("id=\"r1\"") && !records.contains("id=\"analysis\""), "{records}");
}

#[tokio::test]
async fn a_visit_for_one_name_is_told_what_became_of_it_and_begins_anew() {
    let world = World::on_demand().await;
    let bound = json!({ "reference": "c1", "domain": "shop.sandbox.test" });
    let (place, browser) = (address(&world.token(bound).await), world.nobody());
    let create = format!("{place}/connections");
    let made = browser.form(&create, "domain=shop.sandbox.test").await;
    assert_eq!(made.status, 303, "{}", made.text());
    let first = connections(&world).await[0]["id"].as_str().unwrap().to_owned();
    world.tenant().delete(&format!("/v1/connections/{first}")).await.ok(200);
    let page = browser.get(&place).await.text();
    assert!(page.contains("is no longer connected"), "{page}");
    let (before, _) = page.split_once("Connect it again").unwrap();
    let (_, form) = before.rsplit_once("<form").unwrap();
    assert!(form.contains("name=\"domain\" value=\"shop.sandbox.test\""), "{form}");
    let again = browser.form(&create, "domain=shop.sandbox.test").await;
    assert_eq!(again.status, 303, "{}", again.text());
    let all = connections(&world).await;
    assert!(
        all.iter().any(|it| it["id"] != first.as_str() && it["state"] != "archived"),
        "{all:?}"
    );
    // Back on the visit's own address there is the new one alone.
    assert!(!browser.get(&place).await.text().contains("is no longer connected"));
}
