//! The documents: what they lead to is there, and the comparison has an answer everywhere.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The documents for readers of this repository.
fn documents() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let docs = docs.filter(|path| path.extension().is_some_and(|it| it == "md"));
    docs.chain(["README.md", "ARCHITECTURE.md"].map(|name| root().join(name))).collect()
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let mut count = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let place = link.split('#').next().unwrap();
            if place.is_empty() || place.contains(':') || place.starts_with('/') {
                continue;
            }
            let target = document.parent().unwrap().join(place);
            assert!(target.exists(), "{} leads to {place}", document.display());
            count += 1;
        }
    }
    assert!(100 < count, "{count} links");
}

#[test]
fn the_architecture_names_only_files_that_are_there() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let places = ["", "server/src", "app/src", "server"].map(|place| root().join(place));
    let named = text.split('`').skip(1).step_by(2);
    let is_code = |it: &str| Path::new(it).extension().is_some_and(|it| it == "rs");
    let paths = named.filter(|it| is_code(it) || it.ends_with('/'));
    let mut count = 0;
    for path in paths.filter(|path| !path.starts_with('/')) {
        assert!(places.iter().any(|place| place.join(path).exists()), "there is no {path}");
        count += 1;
    }
    assert!(40 < count, "{count} paths");
}

#[test]
fn the_comparison_has_an_answer_and_a_test_in_every_row() {
    let text = fs::read_to_string(root().join("docs/widget.md")).unwrap();
    let (_, compared) = text.split_once("\n## Compared\n").unwrap();
    let rows = compared.lines().filter(|line| line.starts_with("| ") && !line.contains("---"));
    let rows: Vec<Vec<&str>> = rows
        .map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect())
        .filter(|cells: &Vec<&str>| cells.first() != Some(&"feature"))
        .collect();
    assert!(100 < rows.len(), "{} rows", rows.len());
    for cells in rows {
        assert_eq!(cells.len(), 7, "{cells:?}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{cells:?}");
        let (ours, seen_by) = (cells[5], cells[6]);
        assert!(seen_by.contains("](../") || ours.starts_with("no"), "{cells:?}");
    }
}
