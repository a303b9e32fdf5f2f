//! Tables on standard output.

use std::io::{self, Write as _};
use std::time::Duration;

/// Begins a table.
pub(crate) fn table(title: &str, columns: &[&str]) -> io::Result<()> {
    let rule: Vec<&str> = columns.iter().map(|_| "---").collect();
    let mut out = io::stdout().lock();
    writeln!(out, "\n### {title}\n\n| {} |\n| {} |", columns.join(" | "), rule.join(" | "))
}

/// One line of it.
pub(crate) fn row(cells: &[String]) -> io::Result<()> {
    writeln!(io::stdout().lock(), "| {} |", cells.join(" | "))
}

/// A ratio that must not be above `most`.
pub(crate) fn at_most(ratio: f64, most: f64) -> [String; 3] {
    [format!("{ratio:.3}x"), format!("≤ {most:.3}x"), verdict(ratio <= most)]
}

/// A ratio that must not be below `least`.
pub(crate) fn at_least(ratio: f64, least: f64) -> [String; 3] {
    [format!("{ratio:.2}x"), format!("≥ {least:.2}x"), verdict(least <= ratio)]
}

/// A ratio that nothing is asked of.
pub(crate) fn told(ratio: f64) -> [String; 3] {
    [format!("{ratio:.2}x"), "–".to_owned(), String::new()]
}

/// The row of the anchor itself.
pub(crate) fn anchor() -> [String; 3] {
    ["1".to_owned(), "anchor".to_owned(), String::new()]
}

/// The word for it.
pub(crate) fn verdict(met: bool) -> String {
    if met { "met" } else { "MISSED" }.to_owned()
}

/// `spent` by operation, µs.
pub(crate) fn micros(spent: Duration, operations: u32) -> f64 {
    spent.as_secs_f64() * 1e6 / f64::from(operations)
}
