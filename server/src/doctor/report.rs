//! What the doctor tells: one line for each thing that was looked at.

use serde::Serialize;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Flags and environment.
    Settings,
    /// `TOKEN_SECRET` and its like.
    Secrets,
    /// The database.
    Database,
    /// The disk that SQLite writes to.
    Disk,
    /// This machine's clock against others.
    Clock,
    /// `RESOLVERS`.
    Resolvers,
    /// Port 53 of the world's name servers.
    NameServers,
    /// `EDGE_ADDR`.
    Edge,
    /// `PUBLIC_URL`.
    PublicUrl,
    /// `ACME_DIRECTORY` and `EDGE_ISSUER`.
    Ca,
}

impl Subject {
    /// What people call it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Secrets => "secrets",
            Self::Database => "database",
            Self::Disk => "disk",
            Self::Clock => "clock",
            Self::Resolvers => "resolvers",
            Self::NameServers => "name servers",
            Self::Edge => "edge",
            Self::PublicUrl => "public URL",
            Self::Ca => "CA",
        }
    }
}

/// How it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As it should be.
    Ok,
    /// It works, and somebody should know.
    Warning,
    /// It does not work.
    Failed,
}

impl Standing {
    /// What people call it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }
}

/// What was seen of one thing, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What was looked at.
    pub subject: Subject,
    /// How it is.
    pub standing: Standing,
    /// What was seen.
    pub seen: String,
    /// What to do; nothing where all is well.
    #[serde(rename = "do")]
    pub remedy: Option<String>,
}

impl Line {
    pub(super) fn ok(subject: Subject, seen: impl Into<String>) -> Self {
        Self { subject, standing: Standing::Ok, seen: seen.into(), remedy: None }
    }

    pub(super) fn warning(
        subject: Subject,
        seen: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (seen, remedy) = (seen.into(), Some(remedy.into()));
        Self { subject, standing: Standing::Warning, seen, remedy }
    }

    pub(super) fn failed(
        subject: Subject,
        seen: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (seen, remedy) = (seen.into(), Some(remedy.into()));
        Self { subject, standing: Standing::Failed, seen, remedy }
    }
}

/// Everything that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Line by line.
    pub lines: Vec<Line>,
}

impl Report {
    /// Whether nothing failed.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.lines.iter().all(|line| line.standing != Standing::Failed)
    }
}
