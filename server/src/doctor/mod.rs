//! What an operator wants to know when something is wrong, and before: whether everything that
//! this server needs is there. Looks and tells; changes nothing.

mod database;
mod network;
pub mod report;
mod settings;

use time::{Duration, OffsetDateTime};

use self::report::{Line, Report, Subject};
use crate::acme::Acme;
use crate::clock::Clock;
use crate::config::{Config, Mode};
use crate::dns::Dns;
use crate::probe::Probe;
use crate::serve::{dns_config, probe_config};
use crate::store::condition::{Condition, EngineCondition};

/// Clocks that are further apart than this…
const APART: Duration = Duration::seconds(3);
/// … and than this, when tokens and certificates begin to be refused.
const FAR_APART: Duration = Duration::seconds(60);

/// Looks at everything that the settings name; where one can't be read, at the rest.
pub async fn examine(config: &Config, problems: &[String], clock: &Clock) -> Report {
    let readable = |name: &str| !problems.iter().any(|problem| is_about(problem, name));
    let mut lines = settings::settings(config, problems);
    let mut condition = None;
    if readable("DATABASE_URL") {
        let (told, seen) = database::look(&config.database_url).await;
        lines.extend(told);
        lines.extend(database::disk(&config.database_url));
        condition = seen;
    }
    let now = clock.now();
    if readable("TOKEN_SECRET") && config.mode == Mode::Production {
        let noted = condition.as_ref().map(|seen| seen.secrets.clone()).unwrap_or_default();
        lines.extend(settings::secrets(config, &noted, now));
    }
    lines.extend(condition.as_ref().and_then(|seen| database_clock(seen, now)));
    // The sandbox has a world of its own, which is there while it runs.
    if config.mode == Mode::Production {
        lines.extend(outside(config, readable, clock).await);
    }
    Report { lines }
}

/// Everything beyond this machine.
async fn outside(config: &Config, readable: impl Fn(&str) -> bool, clock: &Clock) -> Vec<Line> {
    let mut lines = Vec::new();
    match Dns::new(dns_config(config, None), clock.clone()) {
        Ok(dns) => {
            if readable("RESOLVERS") {
                lines.extend(network::resolvers(&dns, &config.asking.resolvers).await);
            }
            if readable("ROOT_HINTS") && readable("DNS_PORT") {
                lines.extend(network::name_servers(&dns).await);
            }
        }
        Err(error) => {
            let seen = format!("the resolvers can't be used: {error}");
            lines.push(Line::failed(Subject::Resolvers, seen, "mend RESOLVERS"));
        }
    }
    let Ok(probe) = Probe::new(probe_config(config, None, clock)) else { return lines };
    if let Some(edge) = config.edge.filter(|_| readable("EDGE_ADDR")) {
        lines.push(network::edge(&probe, edge).await);
    }
    if let Some(acme) = &config.acme
        && readable("ACME_DIRECTORY")
        && readable("EDGE_ISSUER")
        && let Ok(acme) = Acme::new(acme.issuers.clone(), acme.contact.clone(), &acme.roots)
    {
        lines.extend(network::cas(&acme, &config.issuers, clock.now()).await);
    }
    if let Some(url) = &config.public_url {
        let answer = probe.ask_own(url).await;
        lines.push(network::public_url(url, &answer));
        if let Some(date) = answer.ok().and_then(|answer| answer.date) {
            // A header of whole seconds is half of one behind, on average.
            let theirs = date + Duration::milliseconds(500);
            lines.push(apart("PUBLIC_URL", theirs - clock.now()));
        }
    }
    lines
}

fn is_about(problem: &str, name: &str) -> bool {
    problem.trim_start().strip_prefix(name).is_some_and(|rest| rest.starts_with(':'))
}

/// A SQLite database has no clock but this machine's.
fn database_clock(condition: &Condition, now: OffsetDateTime) -> Option<Line> {
    match &condition.engine {
        EngineCondition::Sqlite { .. } => None,
        EngineCondition::Postgres { now: theirs, .. } => Some(apart("Postgres", *theirs - now)),
    }
}

fn apart(whose: &str, ahead: Duration) -> Line {
    let subject = Subject::Clock;
    let way = if ahead.is_negative() { "behind" } else { "ahead of" };
    let seen =
        format!("the clock of {whose} is {:.1} s {way} this one", ahead.abs().as_seconds_f64());
    let remedy = "let both keep their time by NTP";
    match ahead.abs() {
        far if FAR_APART < far => Line::failed(subject, seen, remedy),
        some if APART < some => Line::warning(subject, seen, remedy),
        _ => Line::ok(subject, seen),
    }
}

#[cfg(test)]
mod tests {
    use super::report::Standing;
    use super::*;

    #[test]
    fn clocks_may_differ_a_little() {
        for (seconds, standing, word) in [
            (0, Standing::Ok, "ahead"),
            (-3, Standing::Ok, "behind"),
            (4, Standing::Warning, "ahead"),
            (-60, Standing::Warning, "behind"),
            (61, Standing::Failed, "ahead"),
        ] {
            let line = apart("Postgres", Duration::seconds(seconds));
            assert_eq!(line.standing, standing, "{line:?}");
            assert!(line.seen.contains(word), "{line:?}");
        }
    }
}
