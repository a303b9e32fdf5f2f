//! Settings and secrets: what can't be read, what is read and hardly meant.

use time::{Duration, OffsetDateTime};

use super::report::{Line, Subject};
use crate::config::{Config, Mode, NamedSecret};

/// A secret that signs for longer than this should be changed.
const OLD: Duration = Duration::days(365);

/// The settings: every one that is missing or wrong, then those that are odd.
pub(super) fn settings(config: &Config, problems: &[String]) -> Vec<Line> {
    let subject = Subject::Settings;
    let remedy = "mend it in the environment or by its flag; `fairlead --help` lists every setting";
    let mut lines: Vec<Line> =
        problems.iter().map(|problem| Line::failed(subject, problem.trim(), remedy)).collect();
    lines.extend(odd(config).map(|(seen, remedy)| Line::warning(subject, seen, remedy)));
    if lines.is_empty() {
        let mode = config.mode.as_str();
        lines.push(Line::ok(subject, format!("all can be read, MODE is {mode}")));
    }
    lines
}

fn odd(config: &Config) -> impl Iterator<Item = (String, &'static str)> {
    let production = config.mode == Mode::Production;
    let plain = config.public_url.as_ref().filter(|url| url.starts_with("http://"));
    let plain = plain.map(|url| {
        let seen = format!("PUBLIC_URL is {url}: tokens and pages would travel in the open");
        (seen, "put a TLS proxy before LISTEN_ADDR and give its https:// address")
    });
    let exposed = (!config.internal.ip().is_loopback()).then(|| {
        let seen = format!("INTERNAL_ADDR is {}, which others may reach", config.internal);
        (seen, "let nobody but the edge and the monitoring reach that port")
    });
    let private = config.asking.allow_private_networks.then(|| {
        let seen = "ALLOW_PRIVATE_NETWORKS is on: customers' records can lead this server to \
            addresses inside your network";
        (seen.to_owned(), "turn it off unless every customer is inside too")
    });
    let (edge, worker) = (config.edge.is_none(), config.worker);
    let edgeless = edge.then(|| {
        let seen = "EDGE_ADDR is not set: no domain can become live";
        (seen.to_owned(), "set it to the address and port where the edge takes TLS")
    });
    let idle = (!worker).then(|| {
        let seen = "WORKER_ENABLED is off: this process checks no domain by itself";
        (seen.to_owned(), "make sure that another process on the same database does")
    });
    let odd = [plain, exposed, private, edgeless, idle];
    odd.into_iter().flatten().filter(move |_| production)
}

/// The secrets that sign: whether they look like chance, and how long they have been used.
pub(super) fn secrets(
    config: &Config,
    noted: &[(String, OffsetDateTime)],
    now: OffsetDateTime,
) -> Vec<Line> {
    let subject = Subject::Secrets;
    let mut lines = Vec::new();
    for secret in &config.token_secrets {
        let name = format!("TOKEN_SECRET \"{}\"", secret.id);
        if is_typed(secret) {
            let seen = format!("{name} is made of letters and signs alone: somebody typed it");
            lines.push(Line::warning(subject, seen, FRESH));
        }
        let since = noted.iter().find(|(known, _)| *known == secret.note("TOKEN_SECRET"));
        if let Some(age) = since.map(|(_, since)| now - *since).filter(|age| OLD < *age) {
            let seen = format!("{name} has been in use for {} days", age.whole_days());
            lines.push(Line::warning(subject, seen, ROTATE));
        }
    }
    if lines.is_empty() {
        let count = config.token_secrets.len();
        lines.push(Line::ok(subject, format!("TOKEN_SECRET holds {count}, random and fresh")));
    }
    lines
}

const FRESH: &str = "put a new one first: `openssl rand -base64 32` makes one";
const ROTATE: &str = "put a new one first and keep this one behind it for a day \
    (docs/operations.md, \"Rotating secrets\")";

/// Of 32 random bytes, some are no printable ASCII: that all are happens once in 10^13.
fn is_typed(secret: &NamedSecret) -> bool {
    secret.bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::doctor::report::Standing;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn config(more: &[(&str, &str)]) -> Config {
        let random = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        let given = |name: &str| {
            let usual = [
                ("PUBLIC_URL", "https://c.example"),
                ("TOKEN_SECRET", random),
                ("CREDENTIAL_KEY", random),
                ("EDGE_ADDR", "192.0.2.1:443"),
            ];
            let mut all = more.iter().rev().chain(&usual);
            all.find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        Config::read(given).unwrap()
    }

    #[test]
    fn what_is_odd_is_told_and_nothing_else() {
        for (setting, value, word) in [
            ("MODE", "production", ""),
            ("PUBLIC_URL", "http://c.example", "PUBLIC_URL"),
            ("INTERNAL_ADDR", "0.0.0.0:3001", "INTERNAL_ADDR"),
            ("ALLOW_PRIVATE_NETWORKS", "1", "ALLOW_PRIVATE_NETWORKS"),
            ("EDGE_ADDR", "", "EDGE_ADDR"),
            ("WORKER_ENABLED", "0", "WORKER_ENABLED"),
        ] {
            let lines = settings(&config(&[(setting, value)]), &[]);
            assert_eq!(lines.len(), 1, "{lines:?}");
            let wanted = if word.is_empty() { Standing::Ok } else { Standing::Warning };
            assert_eq!(lines[0].standing, wanted, "{lines:?}");
            assert!(lines[0].seen.contains(word), "{lines:?}");
        }
    }

    #[test]
    fn a_secret_that_was_typed_or_is_old_is_told_and_never_shown() {
        let typed = "k1:Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSBvayE=";
        let lines = secrets(&config(&[("TOKEN_SECRET", typed)]), &[], NOW);
        assert_eq!(lines[0].standing, Standing::Warning);
        assert!(!format!("{lines:?}").contains("horse"), "{lines:?}");
        for (days, wanted) in [(365, Standing::Ok), (366, Standing::Warning)] {
            let noted = [("TOKEN_SECRET:k1".to_owned(), NOW - Duration::days(days))];
            let lines = secrets(&config(&[]), &noted, NOW);
            assert_eq!((lines.len(), lines[0].standing), (1, wanted), "{lines:?}");
        }
    }
}
