//! A tenant's branding: what the API takes and refuses, and what of it stands in the pages.

use axum::Router;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use crate::client::Answer;
use crate::sessions::address;
use crate::world::{World, path};

const GUIDE: &str = include_str!("../../../docs/branding.md");
const LOGO: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script></svg>"#;

fn svg() -> String {
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(LOGO))
}

async fn set(world: &World, branding: Value) -> Answer {
    let path = format!("/v1/applications/{}", world.application());
    world.tenant().patch(&path, json!({ "branding": branding })).await
}

/// The page of a fresh session, and of a share link.
async fn pages(world: &World, made: &Value) -> [Answer; 2] {
    let token = world.token(json!({ "connection_id": made["id"] })).await;
    let shared = world.tenant().post(&path(made, "/share"), json!({})).await.ok(201);
    let url = shared["url"].as_str().unwrap();
    let nobody = world.nobody();
    let shared = nobody.get(&url[url.find("/connect/").unwrap()..]).await;
    [nobody.get(&address(&token)).await, shared]
}

async fn question(world: &World, query: &str) -> String {
    let token = world.token(json!({ "reference": "branding" })).await;
    world.nobody().get(&format!("{}{query}", address(&token))).await.text()
}

#[tokio::test]
async fn the_example_of_the_guide_is_taken_and_seen() {
    let world = World::on_demand().await;
    let (_, example) = GUIDE.split_once("```json\n").unwrap();
    let example: Value = serde_json::from_str(example.split("```").next().unwrap()).unwrap();
    let path = format!("/v1/applications/{}", world.application());
    let changed = world.tenant().patch(&path, example.clone()).await.ok(200);
    assert_eq!(changed["branding"], example["branding"]);
    assert_eq!(world.tenant().get(&path).await.ok(200)["branding"], example["branding"]);
    let branding = &example["branding"];
    let made = world.connect("shop.sandbox.test").await;
    for page in pages(&world, &made).await {
        let html = page.text();
        for field in ["name", "help_url"] {
            assert!(html.contains(branding[field].as_str().unwrap()), "{field}: {html}");
        }
        assert!(
            html.contains(&format!(
                "--accent:{};",
                branding["colours"]["accent"].as_str().unwrap()
            ))
        );
        assert!(html.contains(&format!("--radius:{};", branding["radius"].as_str().unwrap())));
        assert!(!html.contains("class=\"langs\""), "{html}");
    }
    let german = question(&world, "?lang=de").await;
    assert!(german.contains(branding["texts"]["de"]["question"].as_str().unwrap()), "{german}");
    // Our own words where the tenant has none.
    assert!(question(&world, "?lang=fr").await.contains("Quel domaine"));
    // Every field of the guide's table is one of the document, and the other way round.
    let document = world.nobody().get("/openapi.json").await.ok(200);
    let fields = document["components"]["schemas"]["Branding"]["properties"].as_object().unwrap();
    for field in fields.keys() {
        assert!(
            GUIDE.contains(&format!("| `{field}` |")),
            "docs/branding.md does not tell {field}"
        );
    }
}

#[tokio::test]
async fn what_can_not_be_shown_is_refused_by_its_field() {
    let world = World::on_demand().await;
    set(&world, json!({ "name": "Northwind" })).await.ok(200);
    for (branding, field, said) in [
        (
            json!({ "colours": { "accent": "red" } }),
            "branding.colours.accent",
            "\"red\" is not a colour: write it as #2952cc or #25c",
        ),
        (
            json!({ "colours": { "accent": "#fff}</style><script>" } }),
            "branding.colours.accent",
            "is not a colour",
        ),
        (
            json!({ "colours": { "text": "url(javascript:alert(1))" } }),
            "branding.colours.text",
            "is not a colour",
        ),
        (
            json!({ "colours": { "surface": "#123456" } }),
            "branding.colours.surface",
            "#123456 is too dark for the light scheme",
        ),
        (
            json!({ "dark_colours": { "surface": "#eee" } }),
            "branding.dark_colours.surface",
            "#eeeeee is too light for the dark scheme",
        ),
        (json!({ "radius": "8" }), "branding.radius", "is not a radius"),
        (json!({ "radius": 8 }), "branding.radius", "expected a string"),
        (json!({ "font": "x\";}body{display:none" }), "branding.font", "is not the name of a font"),
        (json!({ "logo": "http://acme.test/logo.svg" }), "branding.logo", "is not a picture"),
        (
            json!({ "logo": "https://nobody.sandbox.test/logo.svg" }),
            "branding.logo",
            "\"nobody.sandbox.test\" leads to no public address",
        ),
        (
            json!({ "favicon": "https://127.0.0.1/logo.svg" }),
            "branding.favicon",
            "it must be https:// with a public name",
        ),
        (json!({ "logo": "data:text/html;base64,PHN2Zy8+" }), "branding.logo", "is not a picture"),
        (
            json!({ "favicon": "data:image/png;base64,PHN2Zy8+" }),
            "branding.favicon",
            "does not begin as image/png",
        ),
        (json!({ "help_url": "javascript:alert(1)" }), "branding.help_url", "is not a link"),
        (json!({ "name": "" }), "branding.name", "it is empty"),
        (
            json!({ "name": "a".repeat(61) }),
            "branding.name",
            "it has 61 characters, and at most 60 fit",
        ),
        (
            json!({ "texts": { "en": { "done": "x".repeat(201) } } }),
            "branding.texts.en.done",
            "it has 201 characters",
        ),
        (
            json!({ "texts": { "en": { "done": "a\u{202e}b" } } }),
            "branding.texts.en.done",
            "U+202E",
        ),
        (
            json!({ "texts": { "xx": {} } }),
            "branding.texts",
            "\"xx\" is not a language of the widget",
        ),
        (json!({ "hide": ["records"] }), "branding.hide[0]", "unknown variant `records`"),
    ] {
        let error = set(&world, branding.clone()).await.refused(400, "invalid");
        let message = error["message"].as_str().unwrap();
        assert!(message.starts_with(field) && message.contains(said), "{branding}: {message}");
        let fields = error["details"]["fields"][0].as_str().unwrap();
        assert!(fields.starts_with(field), "{branding}: {error}");
    }
    set(&world, json!({ "css": "*{}" })).await.refused(400, "invalid");
    // Nothing of a refused body is kept; an empty one takes all back.
    let path = format!("/v1/applications/{}", world.application());
    assert_eq!(world.tenant().get(&path).await.ok(200)["branding"]["name"], "Northwind");
    let cleared = set(&world, json!({})).await.ok(200);
    assert_eq!(cleared["branding"]["name"], Value::Null);
}

#[tokio::test]
async fn whatever_a_tenant_writes_is_text_on_its_pages() {
    let world = World::on_demand().await;
    let evil = "\"Ann & Bob's\" </style><script>alert(1)</script>";
    let branding = json!({
        "name": evil, "logo": svg(), "logo_alt": evil, "colours": { "accent": "#FFD400" },
        "texts": { "en": { "title": evil, "question": evil, "kept": evil, "help": evil, "go_on": evil, "question_why": evil, "done": evil } },
    });
    set(&world, branding).await.ok(200);
    let made = world.live("shop.sandbox.test").await;
    let asked = question(&world, "").await;
    for html in pages(&world, &made).await.map(|page| page.text()).into_iter().chain([asked]) {
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(html.matches("</style>").count(), 2, "a sheet ends where ours ends: {html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
        assert!(html.contains("alt=\"&quot;Ann &amp; Bob"), "{html}");
    }
}

#[tokio::test]
async fn the_style_carries_the_nonce_and_text_stays_readable() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    let before = pages(&world, &made).await;
    assert!(before.iter().all(|page| page.text().matches("<style").count() == 1));
    set(&world, json!({ "colours": { "accent": "#FFD400" }, "colour_scheme": "dark" }))
        .await
        .ok(200);
    for page in pages(&world, &made).await {
        let html = page.text();
        let policy = page.header("content-security-policy").to_owned();
        let (_, nonce) = policy.split_once("style-src 'self' 'nonce-").unwrap();
        let nonce = nonce.split('\'').next().unwrap();
        assert_eq!(html.matches("<style").count(), 2);
        assert_eq!(html.matches(&format!("<style nonce=\"{nonce}\">")).count(), 2, "{html}");
        assert!(html.contains("--accent:#ffd400;--on-accent:#000000;"), "{html}");
        assert!(!html.contains("--link:#ffd400;--link-over:#e"), "yellow is no link on white");
        assert!(html.contains("data-theme=\"dark\""), "{html}");
    }
    // The page around it has the last word.
    assert!(question(&world, "?theme=light").await.contains("data-theme=\"light\""));
}

#[tokio::test]
async fn pictures_are_ours_and_run_nothing() {
    let world = World::on_demand().await;
    set(&world, json!({ "logo": svg() })).await.ok(200);
    let html = question(&world, "").await;
    let start = html.find("/brand/").unwrap();
    let place = html[start..].split('"').next().unwrap().to_owned();
    assert_eq!(html.matches(&place).count(), 2, "as the logo and as the icon: {html}");
    let picture = world.nobody().get(&place).await;
    assert_eq!((picture.status, picture.text().as_str()), (200, LOGO));
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert!(picture.header("content-security-policy").contains("default-src 'none'"));
    assert!(picture.header("content-security-policy").ends_with("sandbox"));
    assert!(picture.header("cache-control").contains("immutable"));
    set(&world, json!({})).await.ok(200);
    world.nobody().get(&place).await.refused(404, "not_found");
    let nobodys = "/brand/00000000-0000-7000-8000-000000000000/0000000000000000";
    world.nobody().get(nobodys).await.refused(404, "not_found");
    world.nobody().get("/brand/x/y").await.refused(404, "not_found");
}

#[tokio::test]
async fn what_is_hidden_is_not_on_the_page_and_not_sent_later() {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    let parts = [
        ("steps", "id=\"steps\""),
        ("visible", "id=\"seen\""),
        ("zone_file", "download="),
        ("languages", "class=\"langs\""),
        ("footer", "class=\"foot\""),
        ("how_to", "class=\"how\""),
    ];
    let [page, _] = pages(&world, &made).await;
    for (part, mark) in parts {
        assert!(page.text().contains(mark), "{part}");
        set(&world, json!({ "hide": [part] })).await.ok(200);
        for page in pages(&world, &made).await {
            assert!(!page.text().contains(mark), "{part}");
            assert!(page.text().contains("class=\"record\""));
        }
    }
    set(&world, json!({ "hide": ["help"], "help_url": "https://acme.test/help" })).await.ok(200);
    assert!(!question(&world, "").await.contains("acme.test/help"));
    set(&world, json!({ "hide": ["name"], "logo": svg(), "name": "Northwind" })).await.ok(200);
    let html = question(&world, "").await;
    assert!(!html.contains("class=\"name\"") && html.contains("alt=\"Northwind\""), "{html}");

    set(&world, json!({ "hide": ["visible", "steps"] })).await.ok(200);
    let token = world.token(json!({ "connection_id": made["id"] })).await;
    let mut stream = world.nobody().stream(&format!("{}/events", address(&token))).await;
    world.obey(&made, &["ownership"]).await;
    world.check(&made).await;
    let mut sent = Vec::new();
    while let Some(event) = stream.next().await {
        sent.push(event.data.split('\n').next().unwrap().to_owned());
        assert!(!event.data.contains("id=\"seen\""), "{}", event.data);
        if event.data.contains("Visible everywhere") || event.data.contains("Found at") {
            break;
        }
    }
    assert!(!sent.contains(&"seen".to_owned()) && !sent.contains(&"steps".to_owned()), "{sent:?}");
}

#[tokio::test]
async fn a_picture_named_by_its_address_is_fetched_once_and_kept() {
    let world = World::on_demand().await;
    let large = "GIF8".repeat(20 * 1024 / 4 + 1);
    let svg_type = [("content-type", "Image/SVG+xml; charset=utf-8")];
    let shop = Router::new()
        .route("/logo.svg", get(async move || (svg_type, LOGO)))
        .route("/page", get(async || "no picture"))
        .route("/large", get(async || ([("content-type", "image/gif")], large)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let serving = TaskTracker::new().spawn(async move { axum::serve(listener, shop).await });
    let application = format!("/v1/applications/{}", world.application());
    world.tenant().patch(&application, json!({ "origin": origin })).await.ok(200);
    world.live("cdn.sandbox.test").await;
    let logo = |path: &str| json!({ "logo": format!("https://cdn.sandbox.test{path}") });
    for (path, said) in [
        ("/none", "its server answered 404"),
        ("/page", "is not a picture"),
        ("/large", "it has more than 20480 bytes"),
    ] {
        let error = set(&world, logo(path)).await.refused(400, "invalid");
        assert!(error["message"].as_str().unwrap().contains(said), "{error}");
        assert_eq!(error["details"]["fields"], json!(["branding.logo"]));
    }
    let changed = set(&world, logo("/logo.svg")).await.ok(200);
    assert_eq!(changed["branding"]["logo"], svg());
    // It is ours from then on.
    serving.abort();
    let html = question(&world, "").await;
    let place = html[html.find("/brand/").unwrap()..].split('"').next().unwrap();
    assert_eq!(world.nobody().get(place).await.text(), LOGO);
}
