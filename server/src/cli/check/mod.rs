//! `fairlead check`: looks at any domain from here, and says what is wrong with it.
//!
//! No server, no database: what a connection would know is given on the command line, and what
//! is not given is not judged.

mod expect;
mod report;

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use app::domain::desired::Kind;
use app::domain::diagnosis::{ObservedRecord, RecordStatus, after};
use app::domain::earlier::Earlier;
use app::domain::expectation::Expectation;
use app::domain::finding::{Cause, Finding, Severity};
use app::domain::name::{Hostname, OwnerName};
use app::domain::observation::{Delegation, Observation, ServerKind};
use app::domain::provider::{Provider, ProviderRef};
use app::domain::web::Web;
use app::widget::words::{Lang, WordsContext};
use clap::Args;
use serde_json::json;
use time::Duration;
use time::format_description::well_known::Rfc3339;

use self::expect::{Expected, destination};
use self::report::Report;
use super::terminal::Terminal;
use crate::clock::Clock;
use crate::config::Asking;
use crate::dns::{Dns, DnsConfig, LookupError};
use crate::http::with_words;
use crate::probe::{Probe, ProbeConfig};
use crate::service::intake::{self, Intake};
use crate::service::web::{Asker, to_visit};

/// Something stops the domain.
const BLOCKED: u8 = 1;
/// Nothing can be said about it.
const COULD_NOT_LOOK: u8 = 2;
/// How long the authorities must have been right before a resolver is asked: one that is asked
/// too early remembers that nothing was there.
const SETTLED: Duration = Duration::seconds(5);
/// Between two looks that show whether a resolver's TTL falls.
const TTL_STEP: Duration = Duration::seconds(2);

/// What can't be known here.
const MARKER: &str = "The edge’s signed marker was not verified: that needs the server’s key.";
const NO_WEB: &str = "No web server was asked.";

/// What to look at, and what to expect there.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The domain, as people write it.
    #[arg(value_parser = intake::read)]
    hostname: Intake,
    /// Ask no web server and no registry's service, only the DNS.
    #[arg(long)]
    dns_only: bool,
    /// A record that must lead visitors on: CNAME=edge.example.com, A=192.0.2.1 or a range of
    /// addresses; may be given several times.
    #[arg(long = "expect", value_name = "TYPE=VALUE")]
    expected: Vec<Expected>,
    /// The value of the ownership TXT.
    #[arg(long, value_name = "VALUE")]
    ownership: Option<String>,
    /// A CA that must be able to issue, by its CAA name; may be given several times.
    #[arg(long = "issuer", value_name = "CA")]
    issuers: Vec<OwnerName>,
    /// A resolver to ask what visitors see; may be given several times.
    #[arg(long = "resolver", value_name = "IP[:PORT]")]
    resolvers: Vec<String>,
    /// Where to begin instead of asking a resolver; may be given several times.
    // Of the same name as the setting, whose place it takes.
    #[arg(long, value_name = "IP[:PORT]")]
    root_hints: Vec<String>,
    /// Contact private addresses too.
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "1")]
    allow_private_networks: Option<String>,
    /// Print JSON, for programs.
    #[arg(long)]
    json: bool,
}

/// What came of the looks.
struct Seen {
    expectation: Expectation,
    display: String,
    observation: Observation,
    records: Vec<ObservedRecord>,
    findings: Vec<Finding>,
    provider: Option<&'static Provider>,
}

/// Looks, prints, and answers what the shell is told.
pub(super) async fn run(args: CheckArgs, lookup: impl Fn(&str) -> Option<String>) -> ExitCode {
    let json = args.json;
    let checked = async {
        let seen = look(args, lookup).await?;
        print(&seen, json)?;
        Ok::<_, Box<dyn Error>>(seen.code())
    };
    match checked.await {
        Ok(code) => code,
        Err(error) => {
            super::report(error.as_ref());
            ExitCode::from(COULD_NOT_LOOK)
        }
    }
}

async fn look(
    args: CheckArgs,
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<Seen, Box<dyn Error>> {
    let joined = |given: &[String]| (!given.is_empty()).then(|| given.join(","));
    let asking = Asking::read(|name| match name {
        "RESOLVERS" => joined(&args.resolvers).or_else(|| lookup(name)),
        "ROOT_HINTS" => joined(&args.root_hints).or_else(|| lookup(name)),
        "ALLOW_PRIVATE_NETWORKS" => args.allow_private_networks.clone().or_else(|| lookup(name)),
        _ => lookup(name),
    })?;
    let routing = destination(&args.expected)?;
    let rules = asking.rules();
    let Asking { resolvers, root_hints, dns_port: port, .. } = asking;
    let Asking { http_port, https_port, registries, .. } = asking;
    let clock = Clock::default();
    let config = ProbeConfig { rules, http_port, https_port, registries, ..ProbeConfig::default() };
    let probe = Probe::new(config)?;
    let dns = Dns::new(DnsConfig { resolvers, root_hints, port, rules }, clock.clone())?;
    let Intake { hostname, display, challenge_name } = args.hostname;
    let expectation = Expectation {
        kind: kind(&dns, &hostname).await?,
        hostname,
        challenge_name,
        ownership: args.ownership,
        routing,
        issuers: args.issuers.iter().map(ToString::to_string).collect(),
        accounts: Vec::new(),
    };
    let mut observation = settled(&dns, &clock, &expectation, args.json).await?;
    if !args.dns_only {
        let asker = Asker { probe: &probe, dns: &dns };
        observation.web = ask_web(&asker, &expectation, &observation).await;
        let desired = expectation.desired();
        observation.registration = asker.ask_registry(&desired, &observation).await;
    }
    let provider = observation.delegation.zone().and_then(Provider::of);
    let records = expectation.records(&observation);
    let findings = expectation.findings(&observation);
    Ok(Seen { expectation, display, observation, records, findings, provider })
}

/// What web servers say, where the name leads as expected; without handshakes, since one may
/// make an edge order a certificate.
async fn ask_web(
    asker: &Asker<'_>,
    expectation: &Expectation,
    observation: &Observation,
) -> Option<Web> {
    let desired = expectation.desired();
    let addresses = to_visit(asker.dns, &desired, observation);
    if expectation.routing.is_none() || addresses.is_empty() {
        return None;
    }
    Some(asker.ask(&desired, observation, &addresses, false).await)
}

/// What the name is to its zone; only the DNS knows.
async fn kind(dns: &Dns, hostname: &Hostname) -> Result<Kind, LookupError> {
    let delegation = dns.zone_of(hostname).await?;
    Ok(intake::kind(hostname, delegation.zone()))
}

/// The look after which nothing more is to be learnt by waiting a few seconds.
async fn settled(
    dns: &Dns,
    clock: &Clock,
    expectation: &Expectation,
    quiet: bool,
) -> Result<Observation, LookupError> {
    let desired = expectation.desired();
    let observation = dns.observe(&desired, &Earlier::default()).await?;
    if !is_spreading(expectation, &observation) {
        return Ok(observation);
    }
    pause(clock, SETTLED, "The name servers have it. Before resolvers are asked", quiet).await;
    let observation = dns.observe(&desired, &after(&desired, &observation)).await?;
    if !is_spreading(expectation, &observation) || !knows_resolvers(&observation) {
        return Ok(observation);
    }
    pause(clock, TTL_STEP, "Some resolvers have an old answer. To see whether it ages", quiet)
        .await;
    dns.observe(&desired, &after(&desired, &observation)).await
}

/// Whether every authority has a record that resolvers may not have.
fn is_spreading(expectation: &Expectation, observation: &Observation) -> bool {
    let records = expectation.records(observation);
    records.iter().any(|record| record.status == RecordStatus::Published)
}

fn knows_resolvers(observation: &Observation) -> bool {
    observation.answers.iter().any(|answer| answer.asked.server.kind == ServerKind::Recursive)
}

async fn pause(clock: &Clock, span: Duration, why: &str, quiet: bool) {
    if !quiet {
        // Whoever can't be told waits all the same.
        let _ = writeln!(io::stderr(), "{why}, we wait {} seconds …", span.whole_seconds());
    }
    clock.sleep_until(clock.now() + span).await;
}

impl Seen {
    fn words(&self) -> WordsContext<'_> {
        WordsContext {
            lang: Lang::default(),
            provider: self.provider,
            zone: self.observation.delegation.zone().map(|zone| &zone.apex),
            tenant: None,
        }
    }

    fn could_look(&self) -> bool {
        let failed = |finding: &Finding| finding.cause == Cause::LookupFailed;
        self.observation.delegation != Delegation::Unknown && !self.findings.iter().any(failed)
    }

    /// What was not looked at, and why.
    fn left_out(&self) -> Vec<&'static str> {
        let mut left_out = Vec::new();
        if self.expectation.ownership.is_none() {
            left_out.push("The ownership record was not judged: no --ownership was given.");
        }
        if self.expectation.routing.is_none() {
            left_out.push("Where the name leads was not judged: no --expect was given.");
        }
        if self.expectation.issuers.is_empty() {
            left_out.push("CAA records were not judged: no --issuer was given.");
        }
        left_out.push(self.of_the_web());
        left_out
    }

    const fn of_the_web(&self) -> &'static str {
        if self.observation.web.is_some() { MARKER } else { NO_WEB }
    }

    fn code(&self) -> ExitCode {
        let blocks = |finding: &Finding| finding.severity == Severity::Blocking;
        if !self.could_look() {
            ExitCode::from(COULD_NOT_LOOK)
        } else if self.findings.iter().any(blocks) {
            ExitCode::from(BLOCKED)
        } else {
            ExitCode::SUCCESS
        }
    }

    fn json(&self) -> serde_json::Value {
        let words = self.words();
        let findings = self.findings.iter().map(|finding| with_words(finding, &words));
        json!({
            "hostname": self.expectation.hostname,
            "zone": words.zone,
            "provider": self.provider.map(ProviderRef::from),
            "records": self.records,
            "findings": findings.collect::<Vec<_>>(),
            "observed_at": self.observation.observed_at.format(&Rfc3339).ok(),
        })
    }
}

fn print(seen: &Seen, json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        // For people: programs read the rest.
        let _ = writeln!(io::stderr(), "{}", seen.of_the_web());
        writeln!(out, "{:#}", seen.json())?;
    } else {
        write!(out, "{}", Report { seen, terminal: Terminal::stdout() })?;
    }
    out.flush()
}
