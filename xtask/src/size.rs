//! The bundle's weight, and what it may weigh.

use crate::{Result, compress, compress::Effort, read, read_text, say, site};

/// What a group of files may weigh together, in bytes of brotli.
struct Budget {
    what: &'static str,
    files: &'static [File],
    most: usize,
}

/// Where a file is found.
enum File {
    At(&'static str),
    /// Under the name that the loader's manifest has for it.
    OfLoader(&'static str),
}

const BUDGETS: [Budget; 5] = [
    Budget {
        what: "widget code",
        files: &[File::At(site::WASM), File::At(site::SCRIPT)],
        most: 40_000,
    },
    Budget { what: "style", files: &[File::At(site::STYLE)], most: 8_000 },
    Budget { what: "embed.js, the element alone", files: &[File::At(site::EMBED)], most: 1_187 },
    Budget {
        what: "embed.js, all of it",
        files: &[File::At(site::EMBED), File::OfLoader("more")],
        most: 3_000,
    },
    Budget { what: "embed.js, pinned", files: &[File::OfLoader("script")], most: 3_000 },
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
            let file = file.place()?;
            let weight = weigh(&file)?;
            sum.raw += weight.raw;
            sum.gzip += weight.gzip;
            sum.brotli += weight.brotli;
            if files.len() > 1 {
                row(&file, &weight, "")?;
            }
        }
        row(what, &sum, &most.to_string())?;
        if sum.brotli > most {
            over.push(format!("{what} {} > {most}", sum.brotli));
        }
    }
    Ok(over)
}

impl File {
    fn place(&self) -> Result<String> {
        match self {
            Self::At(place) => Ok((*place).to_owned()),
            Self::OfLoader(key) => {
                let manifest = read_text(&site::folder().join(site::EMBED_MANIFEST))?;
                value_of(&manifest, key)
                    .map(|address| address.trim_start_matches('/').to_owned())
                    .ok_or_else(|| format!("{} names no {key}", site::EMBED_MANIFEST).into())
            }
        }
    }
}

/// One text of a flat JSON object that we wrote ourselves, a line each.
fn value_of<'a>(json: &'a str, key: &str) -> Option<&'a str> {
    json.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        (found.trim().trim_matches('"') == key).then(|| value.trim().trim_matches([',', '"']))
    })
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

#[cfg(test)]
mod tests {
    use super::value_of;

    #[test]
    fn the_manifest_is_read_by_key() {
        let json = "{\n  \"script\": \"/embed/v1.a.js\",\n  \"more\": \"/embed/b.js\"\n}\n";
        assert_eq!(value_of(json, "script"), Some("/embed/v1.a.js"));
        assert_eq!(value_of(json, "more"), Some("/embed/b.js"));
        assert_eq!(value_of(json, "types"), None);
    }
}
