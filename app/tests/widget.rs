//! The widget's pages, as the server renders them.

#[path = "../examples/gallery/screens.rs"]
mod screens;

use app::backend::{Focus, Theme};
use app::widget::{LiveParts, check_answer, parts, state_line, zone_file};
use screens::{drifted, hostile, issuing, live, page, progress, screens, session, waiting};

fn ids(parts: &[app::widget::Part]) -> Vec<&str> {
    parts.iter().map(|part| part.id.as_str()).collect()
}

#[test]
fn every_page_keeps_to_the_policy_it_is_served_with() {
    for (name, html) in screens().unwrap() {
        assert!(html.starts_with("<!DOCTYPE html>"), "{name}");
        assert!(!html.contains(" style="), "{name}: style-src 'self' forbids it");
        assert_eq!(
            html.matches("<script").count(),
            html.matches("<script nonce=\"gallery\">").count(),
            "{name}: every script carries the nonce"
        );
        for event in [" onclick=", " onload=", " onerror=", "javascript:"] {
            assert!(!html.contains(event), "{name}: {event}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{name}: one heading");
    }
}

#[test]
fn whatever_a_stranger_wrote_is_text() {
    let html = page(&hostile().unwrap(), None);
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn the_records_page_says_what_to_do_and_where() {
    let html = page(&session(vec![waiting().unwrap()]), None);
    for text in [
        "Add two records for shop.acme.com",
        "Your DNS is at ",
        "<b>Cloudflare</b>",
        "aria-label=\"Copy name _customdomain-challenge.shop\"",
        "aria-label=\"Copy value edge.northwind.example\"",
        "Full name:",
        "_customdomain-challenge.shop.acme.com",
        "Waiting for you",
        "action=\"/widget/gallery/check?connection=shop.acme.com\"",
        "Check now",
    ] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn a_finding_stands_under_the_record_it_concerns() {
    let html = page(&session(vec![progress().unwrap()]), None);
    let (first, second) = html.split_once("id=\"r2\"").unwrap();
    assert!(first.contains("One record to correct"));
    assert!(first.contains("Found at Cloudflare"));
    assert!(first.contains("looked before you added it"));
    assert!(second.contains("Not right yet"));
    assert!(second.contains("The name was entered twice."));
    assert!(second.contains("What we saw"));
}

#[test]
fn a_live_domain_can_be_opened() {
    let view = session(vec![live().unwrap()]);
    let html = page(&view, None);
    assert!(html.contains("shop.acme.com is live"));
    assert!(html.contains("href=\"https://shop.acme.com/\""));
    assert!(html.contains("Keep both records in place"));
    assert_eq!(
        state_line(&view).as_deref(),
        Some("live\tlive\tshop.acme.com\tcloudflare\tshop.acme.com")
    );
}

#[test]
fn an_open_page_is_sent_what_changed_and_no_more() {
    let mut stream = LiveParts::default();
    let mut view = session(vec![progress().unwrap()]);
    assert_eq!(ids(&stream.changes(&view)), ["screen", "steps", "say"]);
    assert!(stream.changes(&view).is_empty());

    view.connections[0].last_checked_at = None;
    assert_eq!(ids(&stream.changes(&view)), ["look"]);

    view.connections = vec![issuing().unwrap()];
    let changed = stream.changes(&view);
    assert!(ids(&changed).contains(&"r2") && !ids(&changed).contains(&"screen"));

    view.connections = vec![live().unwrap()];
    assert_eq!(ids(&stream.changes(&view)), ["screen", "steps", "say"]);
}

#[test]
fn every_part_is_on_the_page_it_belongs_to() {
    for connection in [waiting, progress, issuing, live, drifted] {
        let view = session(vec![connection().unwrap()]);
        let html = page(&view, None);
        for part in parts(&view) {
            assert!(html.contains(&part.html), "{}", part.id);
            assert!(part.html.contains(&format!("id=\"{}\"", part.id)), "{}", part.id);
        }
    }
}

#[test]
fn the_question_is_never_replaced_under_the_hands_of_its_reader() {
    let mut stream = LiveParts::default();
    let view = session(vec![]);
    assert!(!ids(&stream.changes(&view)).contains(&"screen"));
    assert_eq!(check_answer(&view), "");
    assert_eq!(state_line(&view), None);
}

#[test]
fn several_connections_are_a_list_and_each_has_its_address() {
    let mut other = progress().unwrap();
    other.id = "two".to_owned();
    let mut view = session(vec![waiting().unwrap(), other]);
    assert!(page(&view, None).contains("href=\"/widget/gallery?connection=two\""));
    view.focus = Focus::from_query(Some("theme=dark&connection=two"));
    assert!(page(&view, None).contains("One record to correct"));
    view.focus = Focus::from_query(Some("new"));
    assert!(page(&view, None).contains("Which domain do you want to use?"));
    assert_eq!(Theme::from_query(Some("theme=dark&connection=two")), Theme::Dark);
}

#[test]
fn a_check_always_has_something_to_say() {
    for connection in [waiting, progress, issuing, live, drifted] {
        let answer = check_answer(&session(vec![connection().unwrap()]));
        assert!(answer.contains(" Checked ") && answer.contains("<time"), "{answer}");
    }
}

#[test]
fn a_zone_file_holds_whole_names_and_quoted_text() {
    let mut connection = waiting().unwrap();
    connection.records[0].wanted.value = format!("a\"\\{}", "b".repeat(260));
    let file = zone_file(&connection);
    let (txt, cname) = file.split_once('\n').unwrap();
    assert!(txt.starts_with("_customdomain-challenge.shop.acme.com.\t300\tIN\tTXT\t\"a\\\"\\\\b"));
    assert!(txt.ends_with("\" \"bbbbbbbb\""), "{txt}");
    assert_eq!(cname, "shop.acme.com.\t300\tIN\tCNAME\tedge.northwind.example.\n");
}
