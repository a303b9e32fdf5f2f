//! The laboratory: every row of the findings' table on name servers, with the findings that are
//! expected beside the zones, no more and no fewer.
//!
//! The cases are files in `server/lab`. They run twice: on servers in this process, which also
//! misbehave on command, and on NSD with Unbound in front, where the system has them.

#![cfg(test)]

mod case;
mod expected;
mod inside;
mod layout;
mod look;
mod real;
mod rename;

use std::collections::BTreeSet;

use case::{Part, all};

/// Every published code, as the code has it.
fn codes() -> BTreeSet<String> {
    let weights = include_str!("../../../app/src/domain/finding/weight.rs");
    let code = |line: &str| Some(line.split_once(" => \"")?.1.strip_suffix("\",")?.to_owned());
    weights.lines().filter_map(code).collect()
}

#[test]
fn every_finding_has_a_case_and_a_counter_case() {
    let codes = codes();
    let cases = all();
    let with = |part| -> BTreeSet<String> {
        let cases = cases.iter().filter(|case| case.part == part);
        cases.map(|case| case.code.clone()).collect()
    };
    let proven: BTreeSet<String> = &with(Part::Positive) & &with(Part::Negative);
    let unknown: Vec<_> = proven.difference(&codes).collect();
    assert!(unknown.is_empty(), "no finding has these codes: {unknown:?}");
    let missing: Vec<_> = codes.difference(&proven).collect();
    assert!(missing.is_empty(), "no case in server/lab: {missing:?}");
}

#[test]
fn a_case_shows_its_row_and_a_counter_case_does_not() {
    for case in all() {
        let told = case.findings.iter().any(|finding| finding.code == case.code);
        assert_eq!(told, case.part == Part::Positive, "{}", case.title());
        assert!(case.runs.explained(), "{}: say why it does not run everywhere", case.title());
    }
}
