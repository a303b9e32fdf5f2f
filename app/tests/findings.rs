//! `docs/findings.md`, made from the code: `UPDATE_DOCS=1 cargo test -p app --features ssr` writes
//! it anew, and without that the test compares.

#![cfg(test)]
#![cfg(feature = "ssr")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use app::domain::finding::{Cause, Finding, examples};
use app::widget::words::{Lang, WordsContext, finding_text};

const HEAD: &str = include_str!("findings/head.md");
const DOCUMENT: &str = "../docs/findings.md";
/// Where the laboratory has a file for each code.
const LABORATORY: &str = "server/lab";

/// The groups, each with its first code.
const GROUPS: [(&str, &str); 6] = [
    ("Ownership", "ownership_missing"),
    ("Routing", "routing_missing"),
    ("Propagation", "authorities_disagree"),
    ("Zone", "domain_not_registered"),
    ("Certificate", "caa_forbids"),
    ("Claim", "hostname_taken"),
];

/// `(code, doc comment)` of each variant, in the order of the source.
fn variants() -> Vec<(String, String)> {
    let source = include_str!("../src/domain/finding/cause.rs");
    let (_, body) = source.split_once("pub enum Cause {").unwrap();
    let (mut variants, mut comment) = (Vec::new(), String::new());
    for line in body.lines() {
        if let Some(text) = line.strip_prefix("    /// ") {
            comment.push_str(if comment.is_empty() { "" } else { " " });
            comment.push_str(text);
        } else if let Some(name) =
            line.strip_prefix("    ").filter(|rest| rest.starts_with(char::is_uppercase))
        {
            let name = name.trim_end_matches([' ', '{', ',']);
            variants.push((snake(name), std::mem::take(&mut comment)));
        }
    }
    variants
}

fn snake(name: &str) -> String {
    let mut code = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.push(letter.to_ascii_lowercase());
    }
    code
}

/// The comment without its sources, and its sources.
fn parted(comment: &str) -> (String, String) {
    let (mut text, mut sources) = (String::new(), Vec::new());
    let mut rest = comment;
    while let Some((before, after)) = rest.split_once(" (RFC ") {
        let (inside, next) = after.split_once(')').unwrap();
        text.push_str(before);
        sources.push(format!("RFC {inside}"));
        rest = next;
    }
    text.push_str(rest);
    let sources = sources.join(", ").replace("RFC ", "");
    (
        text.trim_end_matches('.').to_owned(),
        if sources.is_empty() { "–".to_owned() } else { sources },
    )
}

fn row(code: &str, comment: &str, causes: &[Cause]) -> String {
    let faces: Vec<Finding> =
        causes.iter().filter(|cause| cause.code() == code).cloned().map(Finding::unseen).collect();
    let zone = "acme.com".parse().unwrap();
    let to = WordsContext { lang: Lang::En, provider: None, zone: Some(&zone), tenant: None };
    let written = |of: fn(&Finding) -> serde_json::Value| {
        let mut words: Vec<String> = Vec::new();
        for face in &faces {
            let word = of(face).as_str().unwrap().to_owned();
            words.extend(Some(word).filter(|word| !words.contains(word)));
        }
        words.join(" / ")
    };
    let severity = written(|face| serde_json::to_value(face.severity).unwrap());
    let actor = written(|face| serde_json::to_value(face.actor).unwrap());
    let text = finding_text(faces.first().unwrap_or_else(|| panic!("no sample of {code}")), &to);
    let (when, sources) = parted(comment);
    let case = format!("{LABORATORY}/{code}.toml");
    assert!(Path::new("..").join(&case).exists(), "the laboratory has no {case}");
    let cells = [&severity, &actor, &text.title, &when, &text.fix, &sources];
    let cells = cells.map(|cell| cell.replace('|', "\\|")).join(" | ");
    format!("| `{code}` | {cells} | [{code}](../{case}) |\n")
}

fn document() -> String {
    let causes = examples::all().unwrap();
    let mut text = HEAD.to_owned();
    for (code, comment) in variants() {
        if let Some((group, _)) = GROUPS.iter().find(|(_, first)| *first == code) {
            write!(
                text,
                "\n## {group}\n\n| code | severity | actor | says | when | what to do, for example | RFC | laboratory |\n\
                 | --- | --- | --- | --- | --- | --- | --- | --- |\n"
            )
            .unwrap();
        }
        text.push_str(&row(&code, &comment, &causes));
    }
    text
}

#[test]
fn the_documentation_is_what_the_code_says() {
    let document = document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(DOCUMENT, &document).unwrap();
    }
    let written = fs::read_to_string(DOCUMENT).unwrap();
    assert!(written == document, "docs/findings.md is old: run it with UPDATE_DOCS=1");
}

#[test]
fn every_code_is_in_the_documentation_once_and_says_by_what_rfc() {
    let variants = variants();
    assert_eq!(variants.len(), 61);
    // What a proxy, a registrar or a well-known name is stands in no RFC.
    let without: Vec<&str> = variants
        .iter()
        .filter(|(_, comment)| !comment.contains("(RFC "))
        .map(|(code, _)| code.as_str())
        .collect();
    assert_eq!(
        without,
        [
            "cname_flattened",
            "proxied",
            "provider_forwarding",
            "www_not_covered",
            "lookup_failed",
            "high_risk_domain",
            "target_broken",
            "origin_unreachable",
            "hostname_taken",
            "takeover_risk",
        ]
    );
}
