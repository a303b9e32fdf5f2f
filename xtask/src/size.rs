//! The bundle's weight, and what it may weigh.

use crate::{Result, compress, compress::Effort, read, say, site};

/// What a group of files may weigh together, in bytes of brotli.
struct Budget {
    what: &'static str,
    files: &'static [&'static str],
    most: usize,
}

const BUDGETS: [Budget; 3] = [
    Budget { what: "widget code", files: &[site::WASM, site::SCRIPT], most: 38_000 },
    Budget { what: "style", files: &[site::STYLE], most: 8_000 },
    Budget { what: "embed.js", files: &[site::EMBED], most: 3_000 },
];

struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

pub(crate) fn print() -> Result<()> {
    table().map(drop)
}

pub(crate) fn check() -> Result<()> {
    let over = table()?;
    if over.is_empty() {
        return Ok(());
    }
    Err(format!("over the size budget: {}", over.join(", ")).into())
}

/// Prints every figure and returns the budgets that are overdrawn.
fn table() -> Result<Vec<String>> {
    say("| file | raw | gzip -9 | brotli 11 | budget |")?;
    say("| --- | ---: | ---: | ---: | ---: |")?;
    let mut over = Vec::new();
    for Budget { what, files, most } in BUDGETS {
        let mut sum = Weight { raw: 0, gzip: 0, brotli: 0 };
        for file in files {
            let weight = weigh(file)?;
            sum.raw += weight.raw;
            sum.gzip += weight.gzip;
            sum.brotli += weight.brotli;
            if files.len() > 1 {
                row(file, &weight, "")?;
            }
        }
        row(what, &sum, &most.to_string())?;
        if sum.brotli > most {
            over.push(format!("{what} {} > {most}", sum.brotli));
        }
    }
    Ok(over)
}

fn row(what: &str, weight: &Weight, budget: &str) -> Result<()> {
    let Weight { raw, gzip, brotli } = weight;
    say(&format!("| {what} | {raw} | {gzip} | {brotli} | {budget} |"))
}

fn weigh(file: &str) -> Result<Weight> {
    let content = read(&site::folder().join(file))
        .map_err(|error| format!("{error}; build it with `cargo xtask widget`"))?;
    Ok(Weight {
        raw: content.len(),
        gzip: compress::gzip(&content)?.len(),
        brotli: compress::brotli(&content, Effort::Best)?.len(),
    })
}
