//! The widget's pages, as the server renders them.

#![cfg(test)]

use std::sync::LazyLock;

use app::backend::{
    Answer, Assets, ConnectionView, DomainProblem, Focus, PageContext, Refused, SessionView,
    ShareLink, Theme,
};
use app::domain::finding::examples::groups;
use app::domain::finding::{Cause, Finding};
use app::domain::provider::Provider;
use app::widget::gallery::{self, Palette, Shown};
use app::widget::words::Lang;
use app::widget::{
    LiveParts, check_answer, link_answer, page_html, parts, running_answer, state_line, zone_file,
};

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    style: [
        include_str!("../../style/tokens.css"),
        include_str!("../../style/widget.css"),
        include_str!("../../style/way.css"),
    ]
    .concat(),
    script: "/pkg/app.js".to_owned(),
    module: "/pkg/app_bg.wasm".to_owned(),
});

/// The pages of the gallery by their names.
fn screens_in(lang: Lang) -> Vec<(&'static str, String)> {
    let screens = gallery::screens(lang).unwrap().into_iter();
    let colours = (Theme::Auto, Palette::Ours);
    screens.map(|it| (it.name, it.html("gallery".to_owned(), &ASSETS, colours).unwrap())).collect()
}

fn screens() -> Vec<(&'static str, String)> {
    screens_in(Lang::En)
}

/// What the server knows where a screen of the gallery is shown.
fn visit(name: &str) -> (SessionView, Answer) {
    let mut screens = gallery::screens(Lang::En).unwrap().into_iter();
    match screens.find(|it| it.name == name).unwrap().shown {
        Shown::Visit { view, answer, .. } => (*view, answer),
        Shown::Parts { .. } => panic!("{name} is no visit"),
        Shown::Notice(why) => panic!("{name} is {why:?}"),
    }
}

/// The first connection of a screen of the gallery.
fn shown(name: &str) -> ConnectionView {
    visit(name).0.connections.remove(0)
}

fn link() -> ShareLink {
    match visit("link").1 {
        Answer::Link(link) => link,
        other => panic!("{other:?}"),
    }
}

fn session(connections: Vec<ConnectionView>) -> SessionView {
    SessionView { connections, ..visit("domain").0 }
}

fn shared(connections: Vec<ConnectionView>) -> SessionView {
    SessionView { connections, ..visit("shared").0 }
}

fn page(view: &SessionView, refused: Option<Refused>) -> String {
    let (nonce, assets) = ("gallery".to_owned(), &*ASSETS);
    page_html(view, &PageContext { nonce, assets, refused, answer: Answer::Nothing })
}

fn ids(parts: &[app::widget::Part]) -> Vec<&str> {
    parts.iter().map(|part| part.id.as_str()).collect()
}

#[test]
fn every_page_keeps_to_the_policy_it_is_served_with() {
    for (name, html) in screens() {
        assert!(html.starts_with("<!DOCTYPE html>"), "{name}");
        assert!(!html.contains(" style="), "{name}: style-src forbids it");
        assert_eq!(
            html.matches("<script").count(),
            html.matches("<script nonce=\"gallery\">").count(),
            "{name}: every script carries the nonce"
        );
        assert_eq!(
            html.matches("<style").count(),
            html.matches("<style nonce=\"gallery\">").count(),
            "{name}: so does the style"
        );
        for event in [" onclick=", " onload=", " onerror=", "javascript:"] {
            assert!(!html.contains(event), "{name}: {event}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{name}: one heading");
    }
}

#[test]
fn whatever_a_stranger_wrote_is_text() {
    let html = page(&visit("hostile").0, None);
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn the_records_page_says_what_to_do_and_where() {
    let html = page(&session(vec![shown("records")]), None);
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
fn the_records_are_told_in_the_words_of_the_dns_host() {
    let table: &[(Option<&str>, &[&str], &[&str])] = &[
        (
            Some("cloudflare"),
            &[
                "<dt>Name</dt>",
                "<dt>Content</dt>",
                "<dt>Target</dt>",
                "Set “<b>Proxy status</b>” to “<b>DNS only</b>”.",
                "into the field that the card names, and save.",
                "If Cloudflare asks for a TTL (how long copies are kept), enter 300 seconds.",
                "href=\"https://dash.cloudflare.com/?to=/:account/:zone/dns/records\"",
            ],
            &["<dt>Value</dt>"],
        ),
        (
            Some("godaddy"),
            &[
                "<dt>Value</dt>",
                "href=\"https://dcc.godaddy.com/control/acme.com/dns\"",
                "GoDaddy may offer a TTL (how long copies are kept): the lowest it has is fine.",
            ],
            &["Proxy status"],
        ),
        (
            Some("desec"),
            &[
                "<dt>Subname</dt>",
                "Copy value edge.northwind.example.\"",
                "If deSEC asks for a TTL (how long copies are kept), enter 3600 seconds.",
                "The dot at the end of a CNAME’s value belongs to it.",
            ],
            &["Copy value edge.northwind.example\"", "belong to it"],
        ),
        (
            Some("route53"),
            &[
                "<dt>Record name</dt>",
                "Copy value &quot;fairlead-verify",
                "The quotes around a TXT value belong to it.",
            ],
            &["Copy value edge.northwind.example.\""],
        ),
        (Some("azure"), &["Open Azure DNS", "enter 300 seconds"], &["DNS DNS"]),
        (
            None,
            &["<dt>Name</dt>", "<dt>Value</dt>", "Copy value edge.northwind.example\""],
            &["How to do this at", "dash.cloudflare.com", "Cloudflare</b>"],
        ),
    ];
    for (id, present, absent) in table {
        let mut connection = shown("records");
        connection.provider = id.and_then(Provider::by_id);
        // Leptos keeps its place between two texts.
        let html = page(&session(vec![connection]), None).replace("<!>", "");
        for text in *present {
            assert!(html.contains(text), "{id:?}: {text}");
        }
        for text in *absent {
            assert!(!html.contains(text), "{id:?}: {text}");
        }
    }
}

#[test]
fn a_name_that_is_not_typed_is_not_copied() {
    let at_apex = |id| {
        let mut connection = shown("records");
        connection.provider = Provider::by_id(id);
        let zone = connection.zone.clone().unwrap();
        connection.records.last_mut().unwrap().wanted.host = zone;
        page(&session(vec![connection]), None).replace("<!>", "")
    };
    let blank = at_apex("porkbun");
    assert!(blank.contains("<dd><p class=\"empty short\">(leave empty)</p>"));
    assert!(!blank.contains("Copy name (leave empty)"));
    assert!(at_apex("cloudflare").contains("Copy name @\""));
}

#[test]
fn a_zone_file_has_no_ttl_below_what_the_dns_host_takes() {
    let ttl_at = |id| {
        let mut connection = shown("records");
        connection.provider = Provider::by_id(id);
        zone_file(&connection).split('\t').nth(1).unwrap().to_owned()
    };
    assert_eq!(ttl_at("cloudflare"), "300");
    assert_eq!(ttl_at("desec"), "3600");
}

#[test]
fn a_finding_stands_under_the_record_it_concerns() {
    let html = page(&session(vec![shown("progress")]), None);
    let (first, second) = html.split_once("id=\"r2\"").unwrap();
    assert!(first.contains("One record to correct"));
    assert!(first.contains("Found at Cloudflare"));
    assert!(first.contains("looked before you added it"));
    assert!(second.contains("Not right yet"));
    assert!(second.contains("The name was entered twice."));
    assert!(second.contains("What we saw"));
}

#[test]
fn every_finding_has_its_card() {
    let pages = screens();
    for (name, causes) in groups().unwrap() {
        let (_, html) = pages.iter().find(|(page, _)| *page == name).unwrap();
        // What is simply not there yet is said by the record's own card.
        let absent = |cause: &&Cause| cause.code().ends_with("_missing");
        let plain = causes.iter().filter(absent).count();
        let delegation = causes.iter().filter(|c| c.code() == "acme_delegation_missing").count();
        let cards = html.matches("class=\"finding").count();
        assert_eq!(cards, causes.len() - plain + delegation, "{name}");
        assert_eq!(cards, html.matches("<p class=\"do\">").count(), "{name}");
    }
}

#[test]
fn each_kind_of_evidence_can_be_read() {
    let pages = screens();
    let page = |name: &str| &pages.iter().find(|(page, _)| *page == name).unwrap().1;
    let (web, addresses) = (page("findings-web"), page("findings-addresses"));
    for text in ["We opened ", "DigiCert TLS RSA", "does not carry our mark", "No answer came in"] {
        assert!(web.contains(text), "{text}");
    }
    for text in ["Google (8.8.8.8:53)", "A shop.acme.com", "6 minutes (TTL 360)", "198.51.100.8"] {
        assert!(addresses.contains(text), "{text}");
    }
}

#[test]
fn each_server_is_told_with_what_it_has_and_until_when() {
    let html = page(&session(vec![shown("progress")]), None);
    let (_, table) = html.split_once("class=\"mono\">TXT ").unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    let row = |server: &str| {
        let (_, from) = table.split_once(&format!(">{server}<")).unwrap();
        from.split_once("</tr>").unwrap().0.to_owned()
    };
    for (server, texts) in [
        ("ada.ns.cloudflare.com", ["173.245.58.100<", ">Right<", ">fairlead-verify-"].as_slice()),
        ("Google", &["8.8.8.8<", ">Old answer<", ">until ", "14:28:28Z", ">old.host.net<"]),
        ("Quad9", &["9.9.9.9<", ">Right<", "14:25:58Z"]),
        ("OpenDNS", &[">Nothing yet<", ">until ", "14:32:00Z"]),
    ] {
        let row = row(server);
        // Leptos keeps its place between two texts.
        let row = row.replace("<!>", "");
        for text in texts {
            assert!(row.contains(text), "{server}: {text} in {row}");
        }
        assert_eq!(row.contains(">until "), ["Google", "OpenDNS"].contains(&server), "{server}");
    }
}

#[test]
fn a_live_domain_can_be_opened() {
    let view = session(vec![shown("live")]);
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
    let mut view = session(vec![shown("progress")]);
    assert_eq!(ids(&stream.changes(&view)), ["screen", "steps", "say"]);
    assert!(stream.changes(&view).is_empty());

    view.connections[0].last_checked_at = None;
    assert_eq!(ids(&stream.changes(&view)), ["look"]);

    view.connections = vec![shown("issuing")];
    let changed = stream.changes(&view);
    assert!(ids(&changed).contains(&"r2") && !ids(&changed).contains(&"screen"));

    view.connections = vec![shown("live")];
    assert_eq!(ids(&stream.changes(&view)), ["screen", "steps", "say"]);
}

#[test]
fn a_stream_goes_on_where_another_one_ended() {
    let mut stream = LiveParts::default();
    let view = session(vec![shown("records")]);
    stream.changes(&view);
    let mark = stream.mark();
    assert!(mark.bytes().all(|byte| byte.is_ascii_graphic()) && mark.len() < 400, "{mark}");

    let mut next = LiveParts::resumed(&mark);
    assert!(next.changes(&view).is_empty(), "what is there is not sent again");
    assert_eq!(next.mark(), mark);
    let mut next = LiveParts::resumed(&mark);
    let looked = Some(gallery::NOW);
    let later = session(vec![ConnectionView { last_checked_at: looked, ..shown("records") }]);
    assert_eq!(ids(&next.changes(&later)), ["look"], "what changed meanwhile is");
    let mut next = LiveParts::resumed(&mark);
    assert!(ids(&next.changes(&session(vec![shown("live")]))).contains(&"screen"));

    // A first look that ended meanwhile still has its last word.
    let mut stream = LiveParts::default();
    stream.changes(&session(vec![shown("analysis")]));
    let mut next = LiveParts::resumed(&stream.mark());
    let survey = shown("analysis-found").survey;
    let ended = session(vec![ConnectionView { survey, ..shown("records") }]);
    assert_eq!(ids(&next.changes(&ended)), ["analysis"]);

    // Whatever is no mark of ours is taken for none.
    for mark in ["", "cut", "1-", "1-xyz", "-1", "1-2-123456789", "\u{0}"] {
        let mut next = LiveParts::resumed(mark);
        assert!(ids(&next.changes(&view)).contains(&"screen"), "{mark:?}");
    }
    // The question stands on a page that was just opened, and not on one that was cut off.
    let asked = session(vec![]);
    assert!(!ids(&LiveParts::resumed("").changes(&asked)).contains(&"screen"));
    assert!(ids(&LiveParts::resumed("cut").changes(&asked)).contains(&"screen"));

    // What is no part by itself is sent with the screen.
    let removable = SessionView { may_delete: true, ..view };
    assert!(ids(&LiveParts::resumed(&mark).changes(&removable)).contains(&"screen"));
}

#[test]
fn every_part_is_on_the_page_it_belongs_to() {
    for name in ["records", "progress", "issuing", "live", "drifted"] {
        let view = session(vec![shown(name)]);
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
    let mut other = shown("progress");
    other.id = "two".to_owned();
    let mut view = session(vec![shown("records"), other]);
    assert!(page(&view, None).contains("href=\"/widget/gallery?connection=two\""));
    view.focus = Focus::from_query(Some("theme=dark&connection=two"));
    assert!(page(&view, None).contains("One record to correct"));
    view.focus = Focus::from_query(Some("new"));
    assert!(page(&view, None).contains("Which domain do you want to use?"));
    assert_eq!(Theme::from_query(Some("theme=dark&connection=two")), Theme::Dark);
}

#[test]
fn the_colours_of_an_address_go_on() {
    for (theme, query, want) in [
        (Theme::Auto, "?new", "?new"),
        (Theme::Dark, "", "?theme=dark"),
        (Theme::Light, "?lang=de", "?lang=de&theme=light"),
    ] {
        assert_eq!(theme.carried(query.to_owned()), want);
    }
    // Every link and form of a page that was opened in them.
    for name in ["records", "list", "live", "shared", "clearing"] {
        let html = page(&SessionView { theme: Theme::Dark, ..visit(name).0 }, None);
        let places = ["href=\"", "action=\""].map(|mark| html.split(mark).skip(1));
        let places = places.into_iter().flatten().filter_map(|rest| rest.split('"').next());
        let own: Vec<_> = places.filter(|place| place.contains("/gallery")).collect();
        assert!(!own.is_empty(), "{name}");
        assert!(own.iter().all(|place| place.contains("theme=dark")), "{name}: {own:?}");
    }
}

#[test]
fn a_check_always_has_something_to_say() {
    for name in ["records", "progress", "issuing", "live", "drifted"] {
        let answer = check_answer(&session(vec![shown(name)]));
        assert!(answer.contains(" Checked ") && answer.contains("<time"), "{answer}");
    }
}

#[test]
fn of_a_look_that_nobody_answered_nothing_is_claimed() {
    for name in ["records", "progress", "all-found", "issuing", "live", "drifted", "stalled-right"]
    {
        let mut connection = shown(name);
        connection.findings = vec![Finding::unseen(Cause::LookupFailed)];
        let answer = check_answer(&session(vec![connection]));
        assert!(answer.starts_with("Our check failed."), "{name}: {answer}");
    }
}

#[test]
fn a_zone_file_holds_whole_names_and_quoted_text() {
    let mut connection = shown("records");
    connection.records[0].wanted.value = format!("a\"\\{}", "b".repeat(260));
    let file = zone_file(&connection);
    let (txt, cname) = file.split_once('\n').unwrap();
    assert!(txt.starts_with("_customdomain-challenge.shop.acme.com.\t300\tIN\tTXT\t\"a\\\"\\\\b"));
    assert!(txt.ends_with("\" \"bbbbbbbb\""), "{txt}");
    assert_eq!(cname, "shop.acme.com.\t300\tIN\tCNAME\tedge.northwind.example.\n");
}

#[test]
fn every_screen_is_whole_in_every_language() {
    let english = screens();
    for lang in Lang::ALL {
        let html = format!("<html lang=\"{}\" dir=\"{}\"", lang.tag(), lang.dir());
        for ((name, model), (_, page)) in english.iter().zip(screens_in(lang)) {
            assert!(page.contains(&html), "{name} {}", lang.tag());
            // The same to copy, to open and to press, whatever stands between.
            for mark in ["data-copy=", "<button", "<a ", "<time ", "<details", "<li", "<mark>"] {
                let counts = (page.matches(mark).count(), model.matches(mark).count());
                assert_eq!(counts.0, counts.1, "{name} {}: {mark}", lang.tag());
            }
            assert!(!page.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)), "{name}");
        }
    }
}

#[test]
fn a_page_in_another_language_says_nothing_in_english() {
    let words = ["Continue<", "Check now", "Copy all", "Waiting for you", "Your DNS", "Live<"];
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        for (name, page) in screens_in(lang) {
            for word in words {
                assert!(!page.contains(word), "{name} {}: {word}", lang.tag());
            }
        }
    }
}

#[test]
fn a_language_that_the_address_names_goes_on_with_every_link() {
    let view = |names_lang| SessionView {
        lang: Lang::De,
        names_lang,
        may_delete: true,
        ..session(vec![shown("records")])
    };
    let named = page(&view(true), None);
    for text in [
        "data-query=\"?lang=de\"",
        "/check?connection=shop.acme.com&amp;lang=de\"",
        "/delete?connection=shop.acme.com&amp;lang=de\"",
        "href=\"/widget/gallery?lang=ar\" lang=\"ar\" dir=\"rtl\"",
    ] {
        assert!(named.contains(text), "{text}");
    }
    let silent = page(&view(false), None);
    assert!(silent.contains("data-query=\"\"") && silent.contains("aria-current=\"true\""));
    assert!(silent.contains("/check?connection=shop.acme.com\""));
}

#[test]
fn what_runs_the_other_way_stands_apart() {
    let mut view = session(vec![shown("live")]);
    view.tenant = "متجر الشمال".to_owned();
    assert!(page(&view, None).contains("<bdi>متجر الشمال</bdi>"));
    view = SessionView { lang: Lang::Ar, ..session(vec![shown("live")]) };
    assert!(page(&view, None).contains("<bdi>Northwind Shops</bdi>"));
}

/// A page of the gallery, without the marks that Leptos leaves between texts.
fn screen(name: &str) -> Option<String> {
    let (_, html) = screens().into_iter().find(|(page, _)| *page == name)?;
    Some(html.replace("<!>", ""))
}

#[test]
fn the_first_look_ticks_off_what_is_known_and_hides_no_record() {
    let began = screen("analysis").unwrap();
    for text in [
        "Looking at ",
        "<b>acme.com</b>",
        "<b>Cloudflare</b>",
        "Reading the records that are there",
        "Reading the rules for certificates (CAA)",
        "Looking for what is in the way",
        "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>",
        "aria-label=\"Copy value edge.northwind.example\"",
        "Check now",
    ] {
        assert!(began.contains(text), "{text}");
    }
    assert_eq!(began.matches("class=\"open\"").count(), 3);
    let found = screen("analysis-found").unwrap();
    for text in [
        "Records at shop.acme.com: 3<",
        "A rule for certificates (CAA) must change",
        "Records to delete first: 2",
    ] {
        assert!(found.contains(text), "{text}");
    }
    assert_eq!(found.matches("class=\"open\"").count(), 0);
    assert_eq!(found.matches("class=\"found attention\"").count(), 2);
    assert!(!screen("records").unwrap().contains("http-equiv=\"refresh\""));
}

#[test]
fn the_first_look_ends_by_itself_after_its_last_word() {
    let mut stream = LiveParts::default();
    let mut view = session(vec![shown("analysis")]);
    assert!(ids(&stream.changes(&view)).contains(&"screen"));

    view.connections = vec![shown("analysis-found")];
    assert_eq!(ids(&stream.changes(&view)), ["analysis"]);
    assert!(!stream.lingers());

    let survey = shown("analysis-found").survey;
    view.connections = vec![ConnectionView { survey, ..shown("records") }];
    assert_eq!(ids(&stream.changes(&view)), ["analysis"]);
    assert!(stream.lingers());
    assert!(ids(&stream.changes(&view)).contains(&"screen"));
    assert!(!stream.lingers());
    assert!(stream.changes(&view).is_empty());

    // Whose look was another node's is not kept waiting for lines that nobody has.
    let mut stream = LiveParts::default();
    stream.changes(&session(vec![shown("analysis")]));
    assert!(ids(&stream.changes(&session(vec![shown("records")]))).contains(&"screen"));
}

#[test]
fn what_must_go_stands_before_what_must_come() {
    let html = page(&session(vec![shown("clearing")]), None).replace("<!>", "");
    let (before, after) = html.split_once("class=\"records\"").unwrap();
    let (_, cards) = before.split_once("id=\"clear\"").unwrap();
    assert_eq!(cards.matches("To delete<").count(), 3);
    assert!(!after.contains("To delete"));
    // What blocks comes first, and says itself what becomes of mail.
    assert!(cards.find("Mail records stand in the way").unwrap() < cards.find("HTTPS").unwrap());
    assert!(!cards.contains("Keep the mail records (MX)"), "no card contradicts another");
    let mut spared = shown("clearing");
    spared.findings.truncate(1);
    assert!(page(&session(vec![spared]), None).contains("Keep the mail records (MX)"));
    for copied in ["data-copy=\"2001:db8:9::7\"", "data-copy=\"1 old.host.net.\""] {
        assert!(cards.contains(copied), "{copied}");
    }
    assert!(cards.contains("aria-label=\"Copy name shop\""));
    // An address where an alias is to come is deleted, not replaced.
    let drifted = page(&session(vec![shown("drifted")]), None).replace("<!>", "");
    let (_, card) = drifted.split_once("id=\"clear\"").unwrap();
    let (card, _) = card.split_once("</ul>").unwrap();
    assert!(card.contains("data-copy=\"198.51.100.7\""), "{card}");
    assert!(card.contains("delete the record with") && !card.contains("replace"), "{card}");
    // Each is said once.
    assert_eq!(html.matches("Old IPv6").count() + html.matches("An old IPv6").count(), 1);
}

#[test]
fn what_stands_there_is_marked_beside_what_should() {
    let html = page(&session(vec![shown("slip")]), None).replace("<!>", "");
    let (txt, cname) = html.split_once("id=\"r2\"").unwrap();
    let (_, txt) = txt.split_once("<dt>We see</dt>").unwrap();
    let missing = "<ins><span class=\"sr\"> missing: </span>";
    assert!(txt.contains(missing) && !txt.contains("<del>"), "{txt}");
    let (_, cname) = cname.split_once("<dt>We see</dt>").unwrap();
    for text in [
        "<del><span class=\"sr\"> too much: </span>gd</del>",
        "<ins><span class=\"sr\"> missing: </span>dg</ins>",
        "Struck out: too much. Underlined: missing.",
    ] {
        assert!(cname.contains(text), "{text} in {cname}");
    }
    assert!(!screen("records").unwrap().contains("We see"));
}

#[test]
fn the_names_can_be_had_whole_without_a_script() {
    let html = screen("records").unwrap();
    assert!(html.contains("<input type=\"checkbox\" id=\"full\">"));
    assert!(html.contains("if your DNS host does not add acme.com by itself"));
    for copied in [
        "aria-label=\"Copy name _customdomain-challenge.shop\" class=\"copy short\"",
        "aria-label=\"Copy name _customdomain-challenge.shop.acme.com\" class=\"copy full\"",
        "edge.northwind.example\" class=\"link full\"",
    ] {
        assert!(html.contains(copied), "{copied}");
    }
    // Where the name is entered whole there is nothing to choose.
    let mut connection = shown("records");
    connection.zone = None;
    assert!(!page(&session(vec![connection]), None).contains("id=\"full\""));
}

#[test]
fn a_link_is_sent_with_an_e_mail_that_is_written_already() {
    let view = session(vec![shown("records")]);
    let part = link_answer(&view, &link()).replace("<!>", "");
    assert!(part.contains(&format!("data-copy=\"{}\"", link().url)));
    let (_, mail) = part.split_once("href=\"mailto:?subject=").unwrap();
    let (mail, _) = mail.split_once('"').unwrap();
    let (subject, body) = mail.split_once("&amp;body=").unwrap();
    assert_eq!(subject, "DNS%20records%20for%20shop.acme.com");
    for text in ["%0D%0A", "TXT%20_customdomain-challenge.shop.acme.com", "connect%2Fq3tcm"] {
        assert!(body.contains(text), "{text} in {body}");
    }
    assert!(body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%-._~".contains(&byte)));
    // Without a script the fold comes back open, with the link in it.
    let whole = screen("link").unwrap();
    assert!(whole.contains("<details open class=\"fold send\">") && whole.contains(&link().url));
    assert!(screen("records").unwrap().contains("action=\"/widget/gallery/share?connection="));
    let shared = page(&shared(vec![shown("records")]), None);
    assert!(!shared.contains("/share"), "who came by a link makes none");
}

#[test]
fn a_look_that_takes_long_is_told_of_and_one_without_a_script_is_answered() {
    let running = running_answer(&session(vec![shown("records")]));
    assert!(running.contains("We are asking the servers") && running.contains("<time"));
    let (_, answer) = screen("checked")
        .unwrap()
        .split_once("<p id=\"answer\" data-answer>")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert!(answer.starts_with("Still not at Cloudflare’s servers."), "{}", &answer[..80]);
    assert!(screen("records").unwrap().contains("<p id=\"answer\" data-answer></p>"));
}

#[test]
fn both_names_of_a_pair_lead_to_each_other() {
    let html = screen("pair").unwrap();
    assert!(html.contains("href=\"/widget/gallery?connection=acme.com\" class=\"link\">Also: "));
    let offered = page(&session(vec![shown("pair-offered")]), None).replace("<!>", "");
    assert!(offered.contains("<input type=\"hidden\" name=\"domain\" value=\"acme.com\">"));
    assert!(offered.contains("action=\"/widget/gallery/connections\""));
    let offered = page(&session(vec![shown("apex")]), None);
    assert!(offered.contains("name=\"domain\" value=\"www.acme.com\""));
    // A visit for one name alone can't add another, and knows both where both are there.
    let alone = page(&shared(vec![shown("pair-offered")]), None);
    assert!(!alone.contains("class=\"pair\""));
    assert_eq!(visit("pair").0.connections.len(), 2);
    assert!(!screen("records").unwrap().contains("class=\"pair\""), "shop.acme.com has no twin");
}

#[test]
fn a_refusal_says_what_was_understood_and_what_can_be_done() {
    let taken = screen("domain-taken").unwrap();
    assert!(taken.contains("We’ll use <span dir=\"ltr\" class=\"mono\">shop.acme.com</span>"));
    assert!(taken.contains("name=\"transfer\" value=\"1\""));
    assert!(taken.contains("is told before it moves"));
    let (before, _) = taken.split_once("name=\"transfer\"").unwrap();
    assert!(before.contains(">Continue</button>"), "the Enter key must not move a name");
    assert!(taken.contains("value=\"https://Shop.Acme.com/cart\""), "nothing typed is lost");
    for name in ["domain-no-room", "domain-high-risk"] {
        assert!(
            screen(name).unwrap().contains("href=\"https://northwind.example/help\""),
            "{name}"
        );
    }
    let refused = |entered: &str| Refused {
        entered: entered.to_owned(),
        problem: DomainProblem::Unavailable,
    };
    let html = page(&session(vec![]), Some(refused("shop.acme.com")));
    assert_eq!(html.matches("We’ll use").count(), 1, "only the field's own");
    assert!(html.contains("name=\"both\""));
    let bound = app::domain::session::Scope {
        domain: Some("acme.com".parse().unwrap()),
        ..Default::default()
    };
    let bound = page(&SessionView { scope: bound, ..session(vec![]) }, None);
    assert!(!bound.contains("name=\"both\""), "whose visit is for one name has no other");
}

#[test]
fn whoever_leaves_knows_that_it_goes_on() {
    for name in ["records", "progress", "issuing", "drifted", "shared"] {
        assert!(
            screen(name).unwrap().contains("You can close this page. We keep checking"),
            "{name}"
        );
    }
    assert!(!screen("live").unwrap().contains("You can close this page"));
}
