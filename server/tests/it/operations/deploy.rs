//! The files that come with the program: a unit for systemd, a dashboard, a container, and the
//! page that explains them.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

use super::metrics::busy;
use super::{document, root};

/// The metrics that a text names.
fn named(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words.filter(|word| word.starts_with("fairlead_")).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_dashboard_and_the_reference_name_what_is_exported_and_the_reference_all_of_it() {
    let (_world, families) = busy().await;
    let samples: BTreeSet<String> =
        families.values().flat_map(|family| &family.samples).map(|it| it.name.clone()).collect();
    let dashboard: Value = serde_json::from_str(&document("deploy/grafana.json")).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let mut shown = 0;
    for panel in panels {
        for target in panel["targets"].as_array().unwrap() {
            let names = named(target["expr"].as_str().unwrap());
            assert!(!names.is_empty(), "{}", panel["title"]);
            for name in names {
                assert!(samples.contains(&name), "{}: nobody exports {name}", panel["title"]);
                shown += 1;
            }
        }
    }
    assert!(15 <= shown, "{shown}");
    let table = document("operations.md");
    let (_, table) = table.split_once("## Figures").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let told: BTreeSet<(String, String)> = table
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split(" | ");
            Some((cells.next()?.trim_end_matches('`').to_owned(), cells.next()?.to_owned()))
        })
        .collect();
    let exported: BTreeSet<(String, String)> = families
        .iter()
        .map(|(name, family)| {
            let end = match family.kind.as_str() {
                "counter" => "_total",
                "info" => "_info",
                _ => "",
            };
            (format!("{name}{end}"), family.kind.clone())
        })
        .collect();
    assert_eq!(told, exported);
}

#[test]
fn the_unit_starts_the_program_stops_it_gently_and_gives_it_little() {
    let unit = document("deploy/fairlead.service");
    let value = |key: &str| {
        let line = unit.lines().find(|line| line.starts_with(&format!("{key}=")));
        line.unwrap_or_else(|| panic!("no {key}")).split_once('=').unwrap().1.to_owned()
    };
    assert!(value("ExecStart").ends_with("fairlead serve"));
    assert!(value("ExecStartPre").ends_with("fairlead migrate"));
    assert_eq!(value("KillSignal"), "SIGTERM");
    let patience: u64 = value("TimeoutStopSec").trim_end_matches('s').parse().unwrap();
    assert!(45 <= patience, "longer than the server takes to drain");
    for hardened in ["NoNewPrivileges", "PrivateTmp", "ProtectHome", "DynamicUser"] {
        assert_eq!(value(hardened), "yes");
    }
    for line in unit.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '['])) {
        assert!(line.contains('='), "{line}");
    }
    verify(&unit);
}

/// By systemd's own word, where it is installed.
fn verify(unit: &str) {
    if Command::new("systemd-analyze").arg("--version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fairlead.service");
    let here = env!("CARGO_BIN_EXE_fairlead");
    fs::write(&file, unit.replace("/usr/local/bin/fairlead", here)).unwrap();
    for args in [
        &["verify", "--man=no"][..],
        &["security", "--offline=true", "--threshold=15", "--no-pager"],
    ] {
        let out = Command::new("systemd-analyze").args(args).arg(&file).output().unwrap();
        let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
        assert!(out.status.success(), "{args:?}: {said}");
        assert!(!said.contains("Unknown key") && !said.contains("Failed to parse"), "{said}");
    }
}

#[test]
fn the_container_is_built_of_what_is_there_and_says_that_nobody_has() {
    let file = document("deploy/Containerfile");
    assert!(file.contains("UNTESTED"));
    let toolchain = fs::read_to_string(root().join("rust-toolchain.toml")).unwrap();
    let version = toolchain.split('"').nth(1).unwrap();
    let series = version.rsplit_once('.').filter(|_| version.matches('.').count() == 2);
    let series = series.map_or(version, |(series, _)| series);
    assert!(file.contains(&format!("rust:{series}-")), "{series}");
    assert!(root().join("xtask/wasm-target.sh").exists());
    assert!(file.contains("cargo xtask widget") && file.contains("--package server"));
}
