//! Why a store method did not do what it was asked.

use app::domain::quota::Exceeded;
use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

use super::ids::{ConnectionId, TenantId};

/// What a caller can tell apart.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Away, locked, full or read-only: it may work later.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// Somebody else saved first: load again.
    #[error("the connection was changed meanwhile")]
    StaleVersion,
    /// The hostname is another connection's.
    #[error("the hostname is held by connection {holder}")]
    ClaimHeld {
        /// The connection that holds it.
        holder: ConnectionId,
        /// Whose it is: only that tenant may be told of the holder.
        tenant: TenantId,
    },
    /// The same customer asked for the same hostname before.
    #[error("the same hostname is already being connected as {0}")]
    Duplicate(ConnectionId),
    /// The customer has as many unproven connections as one may have.
    #[error("too many connections of one customer wait for their proof")]
    TooManyUnproven,
    /// The plan has no room.
    #[error(transparent)]
    QuotaExceeded(#[from] Exceeded),
    /// The database holds what no version of this program wrote there.
    #[error("{0} is corrupt in the database")]
    Corrupt(&'static str),
    /// A newer program has been here.
    #[error(
        "the database has schema version {found}, and this program (fairlead {}) knows no version \
        after {known}: run the newer fairlead that migrated it, or restore a backup from before",
        env!("CARGO_PKG_VERSION")
    )]
    Newer {
        /// The database's version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// The tables could not be brought up to date.
    #[error("the database could not be migrated")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Anything else: a bug.
    #[error("the database refused")]
    Foreign(#[source] sqlx::Error),
}

/// SQLite's code for a database that somebody else has locked.
const BUSY: i32 = 5;

impl StoreError {
    /// Whether somebody else uses the SQLite database in a way that leaves no room: BUSY, or no
    /// answer while it lasted.
    pub(super) fn is_busy(&self) -> bool {
        match self {
            Self::Unavailable(sqlx::Error::PoolTimedOut) => true,
            Self::Unavailable(sqlx::Error::Database(error)) => {
                let code = error.code().unwrap_or_default();
                error.try_downcast_ref::<SqliteError>().is_some() && primary(&code) == Some(BUSY)
            }
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if is_transient(&error) { Self::Unavailable(error) } else { Self::Foreign(error) }
    }
}

pub(super) fn is_unique_violation(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}

fn is_transient(error: &sqlx::Error) -> bool {
    use sqlx::Error as E;
    if let E::Database(error) = error {
        let sqlite = error.try_downcast_ref::<SqliteError>().is_some();
        let postgres = error.try_downcast_ref::<PgDatabaseError>().is_some();
        let code = error.code().unwrap_or_default();
        return (sqlite && is_transient_sqlite(&code))
            || (postgres && is_transient_postgres(&code));
    }
    matches!(
        error,
        E::Io(_) | E::Tls(_) | E::Protocol(_) | E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed
    )
}

/// BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN.
fn is_transient_sqlite(code: &str) -> bool {
    matches!(primary(code), Some(BUSY | 6 | 8 | 10 | 13 | 14))
}

/// The primary result code (<https://www.sqlite.org/rescode.html>): the low byte of the extended
/// one.
fn primary(code: &str) -> Option<i32> {
    code.parse().ok().map(|code: i32| code & 0xff)
}

/// By the SQLSTATE's class: connection, lock or serialisation lost, resources, operator,
/// system; and a standby that only reads.
fn is_transient_postgres(code: &str) -> bool {
    ["08", "40", "53", "55", "57", "58"].iter().any(|class| code.starts_with(class))
        || code == "25006"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_locked_full_or_away_may_work_later_and_a_bug_will_not() {
        // BUSY_SNAPSHOT, LOCKED_SHAREDCACHE, IOERR_WRITE, FULL; then ERROR, CONSTRAINT_UNIQUE.
        for (code, wanted) in [
            ("517", true),
            ("262", true),
            ("778", true),
            ("13", true),
            ("1", false),
            ("2067", false),
        ] {
            assert_eq!(is_transient_sqlite(code), wanted, "{code}");
        }
        // Disk full, starting up, deadlock, standby; then syntax, unique.
        for (code, wanted) in [
            ("53100", true),
            ("57P03", true),
            ("40P01", true),
            ("25006", true),
            ("42601", false),
            ("23505", false),
        ] {
            assert_eq!(is_transient_postgres(code), wanted, "{code}");
        }
    }
}
