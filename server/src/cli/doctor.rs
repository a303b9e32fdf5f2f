//! `fairlead doctor`: looks at everything that the server needs, and says what to do.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::say;
use super::terminal::{Ink, Terminal};
use crate::clock::Clock;
use crate::config::Config;
use crate::doctor::examine;
use crate::doctor::report::{Line, Report, Standing};

/// How it is told.
#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    /// For programs.
    #[arg(long)]
    json: bool,
}

/// Exits with 0 when nothing failed, else with 1.
pub(super) async fn run(
    args: DoctorArgs,
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let (config, problems) = Config::examine(lookup);
    let report = examine(&config, &problems, &Clock::default()).await;
    if args.json {
        say(&json!({ "ok": report.is_well(), "lines": report.lines }))?;
    } else {
        let mut text = String::new();
        write(&report, &Terminal::stdout(), &mut text)?;
        say(&text.trim_end())?;
    }
    Ok(if report.is_well() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn write(report: &Report, terminal: &Terminal, out: &mut String) -> std::fmt::Result {
    for line in &report.lines {
        let Line { subject, standing, seen, remedy } = line;
        let ink = match standing {
            Standing::Ok => Ink::Good,
            Standing::Warning => Ink::Odd,
            Standing::Failed => Ink::Bad,
        };
        let head = (ink, format!("{:<8}{:<13}", standing.as_str(), subject.as_str()));
        terminal.write(out, &head, &[(Ink::Plain, seen.clone())])?;
        if let Some(remedy) = remedy {
            let head = (Ink::Plain, " ".repeat(21));
            terminal.write(out, &head, &[(Ink::Faint, format!("→ {remedy}"))])?;
        }
    }
    let failed = report.lines.iter().filter(|line| line.standing == Standing::Failed).count();
    let warned = report.lines.iter().filter(|line| line.standing == Standing::Warning).count();
    writeln!(out, "\n{failed} failed, {warned} to look at")
}
