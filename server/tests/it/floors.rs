//! Who may import whom: each foreign crate has one importer, and imports point down.

use std::fs;
use std::path::{Path, PathBuf};

/// The start of a crate's name, and where it may stand.
const IMPORTERS: &[(&str, &[&str])] = &[
    ("schemars", &["app/src/domain", "server/src/store/", "server/src/http"]),
    ("sqlx", &["server/src/store/"]),
    ("hickory_", &["server/src/dns", "server/src/sandbox"]),
    ("axum", &["server/src/http", "server/src/sandbox"]),
    ("instant_acme", &["server/src/acme/"]),
    ("jsonwebtoken", &["server/src/service/sessions.rs"]),
    ("ring", &["server/src/seal.rs", "server/src/template_key.rs", "server/src/edge/assertion.rs"]),
    ("toml", &["server/src/config/"]),
    ("prometheus_client", &["server/src/metrics/"]),
    ("rustix", &["server/src/doctor/"]),
    ("tracing_subscriber", &["server/src/telemetry/"]),
    ("fluent_bundle", &["app/src/widget/words/"]),
    ("leptos", &["app/src/widget", "app/src/lib.rs", "server/src/http"]),
];

/// A floor, and what lies above it.
const ABOVE: &[(&str, &[&str])] = &[
    ("app/src/domain", &["crate::widget", "crate::backend"]),
    ("server/src/net", &["dns", "probe", "store", "edge", "service", "worker", "http", "sandbox"]),
    ("server/src/seal", &["dns", "probe", "store", "webhooks", "service", "http", "sandbox"]),
    ("server/src/template_key", &["dns", "probe", "store", "service", "http", "sandbox"]),
    ("server/src/webhooks", &["dns", "probe", "store", "seal", "service", "courier", "http"]),
    ("server/src/dns", &["probe", "store", "edge", "service", "worker", "http", "sandbox"]),
    ("server/src/probe", &["dns", "store", "edge", "service", "worker", "http", "sandbox"]),
    ("server/src/acme", &["dns", "probe", "store", "edge", "service", "http", "sandbox"]),
    ("server/src/store", &["dns", "probe", "edge", "service", "worker", "http", "sandbox"]),
    ("server/src/edge", &["service", "worker", "http", "sandbox"]),
    ("server/src/service", &["worker", "courier", "http", "sandbox"]),
    ("server/src/courier", &["http", "sandbox"]),
    ("server/src/issuer", &["http", "sandbox"]),
    (
        "server/src/metrics",
        &["net", "dns", "probe", "store", "edge", "service", "worker", "http", "sandbox", "doctor"],
    ),
    (
        "server/src/telemetry",
        &["dns", "probe", "store", "edge", "service", "worker", "http", "sandbox", "doctor"],
    ),
    ("server/src/service", &["worker", "http", "sandbox", "doctor"]),
    ("server/src/doctor", &["service", "worker", "http", "sandbox", "cli"]),
    ("server/src/worker", &["http", "sandbox"]),
];

#[test]
fn every_foreign_crate_has_one_importer() {
    for (path, line) in imports() {
        for (name, homes) in IMPORTERS {
            let at_home = homes.iter().any(|home| path.starts_with(home));
            assert!(at_home || !line.starts_with(name), "{path}: use {line}");
        }
    }
}

#[test]
fn imports_point_down() {
    for (path, line) in imports() {
        for (floor, above) in ABOVE.iter().filter(|(floor, _)| path.starts_with(floor)) {
            let named = line.strip_prefix("crate::").map(|rest| rest.trim_start_matches('{'));
            let up = above.iter().any(|name| {
                line.starts_with(name) && name.contains("::")
                    || named.is_some_and(|rest| {
                        rest.split([':', ',', ';', '}', ' ']).next() == Some(name)
                    })
            });
            assert!(!up, "{path} is of {floor}: use {line}");
        }
    }
}

/// What follows `use` in every source file, with the file's path from the workspace.
fn imports() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    for file in ["app/src", "server/src"].iter().flat_map(|folder| sources(&root.join(folder))) {
        let path = file.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&file).unwrap().lines() {
            let line = line.trim_start().trim_start_matches("pub ");
            if let Some(import) = line.strip_prefix("use ") {
                found.push((path.clone(), import.to_owned()));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let below = folders.iter().flat_map(|folder| sources(folder));
    files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .chain(below)
        .collect()
}
