//! The gate's memory with a million names: what a name takes, and how soon the program answers
//! after its start, on both databases.

use std::error::Error;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fairlead::clock::random_bytes;

use crate::cpu;
use crate::data::Database;
use crate::report;
use crate::tools::Process;

const NAMES: u32 = 1_000_000;
const ROUNDS: usize = 3;
const COLUMNS: [&str; 5] = ["what", "CPU s", "measured", "goal", ""];

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    report::table(&format!("The gate's memory, {NAMES} names"), &COLUMNS)?;
    for database in Database::each()? {
        let empty = start(&database, 1)?;
        database.fill(NAMES)?;
        measure(&database, empty.rss, "")?;
        if database.engine == "Postgres" {
            // As hours of looks leave it: every page written to since the last vacuum.
            database.run("UPDATE connections SET last_checked_at = last_checked_at + 1")?;
            measure(&database, empty.rss, ", every row looked at since")?;
        }
    }
    Ok(())
}

fn measure(database: &Database, empty: u64, when: &str) -> Result<(), Box<dyn Error>> {
    let mut rounds = (0..ROUNDS).map(|_| start(database, NAMES)).collect::<Result<Vec<_>, _>>()?;
    rounds.sort_by_key(|round| round.wall);
    let Some(middle) = rounds.get(ROUNDS / 2) else { return Ok(()) };
    let engine = database.engine;
    let seconds = middle.wall.as_secs_f64();
    report::row(&[
        format!("from its start until it listens, {engine}{when}"),
        format!("{:.2}", middle.cpu.as_secs_f64()),
        format!("{seconds:.2} s"),
        "≤ 2 s".to_owned(),
        report::verdict(seconds <= 2.0),
    ])?;
    let share = f64::from(u32::try_from(middle.rss.saturating_sub(empty))?) / f64::from(NAMES);
    report::row(&[
        format!("bytes a name, of the program's resident memory, {engine}{when}"),
        String::new(),
        format!("{share:.1}"),
        "≤ 48".to_owned(),
        report::verdict(share <= 48.0),
    ])?;
    Ok(())
}

/// A start of the real program.
struct Start {
    wall: Duration,
    cpu: Duration,
    /// Resident memory of its own, bytes: not what it shares with the files that it reads.
    rss: u64,
}

/// Starts the program, asks it how many names it knows, and stops it.
fn start(database: &Database, names: u32) -> Result<Start, Box<dyn Error>> {
    let secret = || format!("bench:{}", STANDARD.encode(random_bytes::<32>()));
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairlead"));
    command
        .arg("serve")
        .env_clear()
        .env("DATABASE_URL", &database.url)
        .env("PUBLIC_URL", "https://connect.example")
        .env("TOKEN_SECRET", secret())
        .env("CREDENTIAL_KEY", secret())
        .env("WORKER_ENABLED", "0")
        .env("LISTEN_ADDR", "127.0.0.1:0")
        .env("INTERNAL_ADDR", "127.0.0.1:0")
        .stderr(Stdio::null());
    let begun = cpu::instant();
    let (process, line) = Process::start(&mut command)?;
    let wall = begun.elapsed();
    let ready: serde_json::Value =
        serde_json::from_str(&line).map_err(|_| "the program did not start")?;
    let internal = ready["internal"].as_str().ok_or("no address")?.parse()?;
    let known = crate::load::fetch(internal, "/metrics")?;
    let known = known.lines().find_map(|line| line.strip_prefix("fairlead_index_names "));
    if 1 < names && known != Some(names.to_string().as_str()) {
        return Err(format!("{known:?} names are known, not {names}").into());
    }
    let pid = process.0.id();
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let rss = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let rss = rss.and_then(|text| text.trim().strip_suffix(" kB")).ok_or("no RssAnon")?;
    Ok(Start { wall, cpu: cpu::of_other(pid)?, rss: rss.trim().parse::<u64>()? * 1024 })
}
