//! The database and the disk under it.

use std::fs;
use std::path::Path;

use super::report::{Line, Subject};
use crate::store::condition::{Condition, EngineCondition};
use crate::store::{Store, StoreError};

/// Less than this, and the next minutes may fill it.
const FULL: u64 = 100 << 20;
/// Less than this, or than a twentieth, and somebody should look.
const NEARLY_FULL: u64 = 1 << 30;
/// The oldest Postgres that has what the change marks need (`pg_current_xact_id`).
const OLDEST: u32 = 130_000;

/// The database at `url`; its condition too, where it could be seen.
pub(super) async fn look(url: &str) -> (Vec<Line>, Option<Condition>) {
    if let Some(file) = Store::file(url).filter(|file| !file.exists()) {
        return (vec![absent(&file)], None);
    }
    match Store::condition(url).await {
        Ok(condition) => (judge(&condition), Some(condition)),
        Err(error) => (vec![unreachable(&error)], None),
    }
}

fn absent(file: &Path) -> Line {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = file.display();
    if folder.is_none_or(Path::is_dir) {
        let seen = format!("{file} is not there yet");
        return Line::warning(Subject::Database, seen, "`fairlead migrate` or `serve` makes it");
    }
    let seen = format!("{file} can't be made: its folder is not there");
    Line::failed(Subject::Database, seen, "make the folder, owned by the user that serves")
}

fn unreachable(error: &StoreError) -> Line {
    let mut seen = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        seen = format!("{seen}: {cause}");
        source = cause.source();
    }
    let remedy = match error {
        StoreError::Newer { .. } => "use a fairlead at least as new as the one that migrated it",
        StoreError::Unavailable(_)
        | StoreError::StaleVersion
        | StoreError::ClaimHeld { .. }
        | StoreError::Duplicate(_)
        | StoreError::TooManyUnproven
        | StoreError::QuotaExceeded(_)
        | StoreError::Corrupt(_)
        | StoreError::Migrate(_)
        | StoreError::Foreign(_) => {
            "check DATABASE_URL, that the database runs, and who may use it"
        }
    };
    Line::failed(Subject::Database, seen, remedy)
}

fn judge(condition: &Condition) -> Vec<Line> {
    let subject = Subject::Database;
    let mut lines = Vec::new();
    if let Some(why) = &condition.read_only {
        let seen = format!("it can't be written: {why}");
        let remedy = "let the user that serves write and make tables; end what holds a lock";
        lines.push(Line::failed(subject, seen, remedy));
    }
    let schema = &condition.schema;
    if !schema.pending.is_empty() {
        let found = schema.found.map_or_else(|| "none".to_owned(), |found| found.to_string());
        let seen = format!("its schema version is {found}, this program's is {}", schema.known);
        lines.push(Line::warning(subject, seen, "back it up, then run `fairlead migrate`"));
    }
    lines.extend(of_engine(&condition.engine));
    if lines.is_empty() {
        let kind = match &condition.engine {
            EngineCondition::Sqlite { journal_mode } => {
                format!("SQLite, journal mode {journal_mode}")
            }
            EngineCondition::Postgres { version, isolation, .. } => {
                format!("Postgres {}, {isolation}", version / 10_000)
            }
        };
        let seen = format!("{kind}, writable, schema version {}", schema.known);
        lines.push(Line::ok(subject, seen));
    }
    lines
}

fn of_engine(engine: &EngineCondition) -> Vec<Line> {
    let subject = Subject::Database;
    let mut lines = Vec::new();
    match engine {
        EngineCondition::Sqlite { journal_mode } if journal_mode == "wal" => {}
        EngineCondition::Sqlite { journal_mode } => {
            let seen = format!("its journal mode is {journal_mode}, not wal");
            let remedy = "`fairlead serve` turns it on; where it does not stay on, the disk is \
                one (such as NFS) that SQLite can't be trusted to";
            lines.push(Line::warning(subject, seen, remedy));
        }
        EngineCondition::Postgres { version, isolation, forgetful, now: _ } => {
            if *version < OLDEST {
                let seen = format!("Postgres {} is older than 13", version / 10_000);
                lines.push(Line::failed(subject, seen, "upgrade Postgres"));
            }
            if isolation != "read committed" {
                let seen = format!("its default isolation is \"{isolation}\"");
                let remedy = "set default_transaction_isolation to read committed for this user: \
                    others make nodes fail each other's transactions";
                lines.push(Line::warning(subject, seen, remedy));
            }
            if !forgetful.is_empty() {
                let seen =
                    format!("{}: a crash can lose what was acknowledged", forgetful.join(", "));
                lines.push(Line::warning(subject, seen, "turn it on in postgresql.conf"));
            }
        }
    }
    lines
}

/// The disk that holds the file of a SQLite database.
pub(super) fn disk(url: &str) -> Option<Line> {
    let file = Store::file(url)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let used = fs::metadata(&file).map_or(0, |meta| meta.len());
    Some(match rustix::fs::statvfs(folder) {
        Ok(space) => {
            let bytes = |blocks: u64| blocks.saturating_mul(space.f_frsize);
            room(bytes(space.f_bavail), bytes(space.f_blocks), used)
        }
        Err(error) => {
            let seen = format!("the room at {} can't be measured: {error}", folder.display());
            Line::warning(Subject::Disk, seen, "check that the folder is there")
        }
    })
}

/// Whether there is room: `free` and `total` of the disk, `used` by the database.
fn room(free: u64, total: u64, used: u64) -> Line {
    let subject = Subject::Disk;
    let seen = format!("{} free of {}, the database has {}", size(free), size(total), size(used));
    if free < FULL {
        let remedy = "make room now: what can't be written is refused with 503";
        return Line::failed(subject, seen, remedy);
    }
    if free < NEARLY_FULL || free < total / 20 {
        return Line::warning(subject, seen, "make room, or move the database to a larger disk");
    }
    if free < used {
        let seen = format!("{seen}: no room for a backup beside it");
        return Line::warning(subject, seen, "write backups to another disk, or make room");
    }
    Line::ok(subject, seen)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..0x10_0000 => format!("{} KiB", bytes >> 10),
        0x10_0000..0x4000_0000 => format!("{} MiB", bytes >> 20),
        _ => format!("{} GiB", bytes >> 30),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::doctor::report::Standing;
    use crate::store::schema::Schema;

    const GIB: u64 = 1 << 30;

    #[test]
    fn a_disk_is_judged_by_what_is_left() {
        for (free, total, used, wanted) in [
            (50 * GIB, 100 * GIB, GIB, Standing::Ok),
            (FULL - 1, 100 * GIB, 0, Standing::Failed),
            (FULL, 2 * GIB, 0, Standing::Warning),
            (4 * GIB, 100 * GIB, 0, Standing::Warning),
            (30 * GIB, 100 * GIB, 31 * GIB, Standing::Warning),
        ] {
            let line = room(free, total, used);
            assert_eq!(line.standing, wanted, "{line:?}");
        }
    }

    #[test]
    fn a_postgres_is_judged_by_what_it_forgets_and_mixes_up() {
        let postgres = |version, isolation: &str, forgetful: &[&str]| {
            let schema = Schema { found: Some(2), known: 2, pending: Vec::new() };
            let engine = EngineCondition::Postgres {
                version,
                isolation: isolation.to_owned(),
                forgetful: forgetful.iter().map(|it| (*it).to_owned()).collect(),
                now: datetime!(2026-03-01 12:00 UTC),
            };
            judge(&Condition { schema, read_only: None, secrets: Vec::new(), engine })
        };
        for (lines, standing, word) in [
            (postgres(150_004, "read committed", &[]), Standing::Ok, "Postgres 15"),
            (postgres(120_017, "read committed", &[]), Standing::Failed, "Postgres 12"),
            (postgres(150_004, "serializable", &[]), Standing::Warning, "serializable"),
            (postgres(150_004, "read committed", &["fsync = off"]), Standing::Warning, "fsync"),
        ] {
            assert_eq!(lines.len(), 1, "{lines:?}");
            assert_eq!(lines[0].standing, standing, "{lines:?}");
            assert!(lines[0].seen.contains(word), "{lines:?}");
        }
    }
}
