//! Our own figures beside the least that could do the same, in one run: `./fairlead bench`.
//!
//! CPU time by operation is the verdict, wall clock is only told. All on loopback, all bounded
//! in count. Names after `--` choose some of them: `cargo bench --bench anchors -- ask dns`.

mod cpu;
mod creates;
mod data;
mod dns;
mod http;
mod index;
mod jwt;
mod load;
mod report;
mod schedule;
mod tools;

use std::error::Error;

type Measurement = fn() -> Result<(), Box<dyn Error>>;

const ALL: &[(&str, Measurement)] = &[
    ("ask", http::ask),
    ("index", index::run),
    ("mint", http::minting),
    ("jwt", jwt::run),
    ("schedule-sqlite", schedule::sqlite),
    ("schedule-postgres", schedule::postgres),
    ("creates", creates::run),
    ("dns", dns::questions),
    ("looks", dns::looks),
];

fn main() -> Result<(), Box<dyn Error>> {
    let chosen: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    for (name, measure) in ALL {
        if chosen.is_empty() || chosen.iter().any(|it| it == name) {
            measure()?;
        }
    }
    Ok(())
}
