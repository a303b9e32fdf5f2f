//! `fairlead`: reads the command line, and hands over.

use std::process::ExitCode;

use clap::Parser as _;
use fairlead::cli::{Cli, run};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            fairlead::cli::report(error.as_ref());
            ExitCode::FAILURE
        }
    }
}
