//! A case as its file has it: who serves what, what was there before, what must be said.

use std::collections::BTreeMap;
use std::fs;
use std::net::IpAddr;
use std::path::Path;

use app::domain::certificate::Stage;
use app::domain::circumstances::{Circumstances, Order, Service};
use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::finding::{Limit, Risk};
use app::domain::name::{Hostname, OwnerName};
use serde::Deserialize;
use time::OffsetDateTime;

use super::expected::Expected;
use super::rename::renamed;

/// The value that every case asks to be published.
pub(crate) const PROOF: &str = "fairlead-verify-lab";
/// What a connection of every case is to lead to, unless it says otherwise.
const TARGET: &str = "edge.shop.test";
const POOL: &str = "192.0.2.10";

/// Whether a case shows its row, or what only looks like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Positive,
    Negative,
}

/// One file: its name is the code that it is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    positive: Vec<toml::Value>,
    negative: Vec<toml::Value>,
}

/// A case, and where it comes from.
pub(crate) struct Case {
    pub(crate) code: String,
    pub(crate) part: Part,
    number: usize,
    scene: Scene,
}

impl std::ops::Deref for Case {
    type Target = Scene;

    fn deref(&self) -> &Scene {
        &self.scene
    }
}

/// What a file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scene {
    /// In a sentence.
    pub(crate) about: String,
    pub(crate) hostname: Hostname,
    kind: Option<Kind>,
    template: Option<RecordTemplate>,
    account: Option<String>,
    acme_delegation: Option<OwnerName>,
    /// By apex.
    #[serde(default)]
    pub(crate) zones: BTreeMap<String, Zone>,
    /// Zones as they were when the resolvers were asked for `asked`.
    #[serde(default)]
    pub(crate) before: BTreeMap<String, Zone>,
    /// `name TYPE`: what the resolvers were asked for before the change.
    #[serde(default)]
    pub(crate) asked: Vec<String>,
    /// The looks of before found the zones of before.
    #[serde(default)]
    pub(crate) looked_before: bool,
    /// All resolvers fail.
    #[serde(default)]
    pub(crate) resolvers_fail: bool,
    /// So does the server at which the walk down begins.
    #[serde(default)]
    pub(crate) root_fails: bool,
    /// Lines of the registry itself, beside its delegations.
    #[serde(default)]
    pub(crate) registry: String,
    /// Web servers, by address; on every other address of the case nobody listens.
    #[serde(default)]
    pub(crate) web: BTreeMap<IpAddr, WebServer>,
    /// What the registry's own service answers, where it has one.
    pub(crate) rdap: Option<Rdap>,
    #[serde(default)]
    books: Books,
    #[serde(default)]
    pub(crate) runs: Runs,
    pub(crate) findings: Vec<Expected>,
}

/// Where a case can run, and why not everywhere.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Runs {
    #[serde(default)]
    pub(crate) only: Where,
    #[serde(default)]
    because: String,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Where {
    #[default]
    Everywhere,
    /// On servers of this process.
    Inside,
    /// On NSD and Unbound.
    Real,
}

impl Runs {
    pub(crate) const fn explained(&self) -> bool {
        matches!(self.only, Where::Everywhere) == self.because.is_empty()
    }
}

/// What our own books say of the connection; nothing, as a rule.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Books {
    taken: bool,
    ended: bool,
    risk: Option<Risk>,
    timed_out: Option<Stage>,
    limited_by: Option<Limit>,
    rejected_for: Option<String>,
    origin_status: Option<u16>,
}

/// A zone, and who serves it.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Zone {
    /// Zone-file lines: `owner ttl TYPE data`, the owner relative to the zone.
    #[serde(default)]
    pub(crate) records: String,
    /// The servers that the parent's NS set names, and that have the zone.
    #[serde(default = "customers_servers")]
    pub(crate) servers: Vec<String>,
    /// The servers of the zone's own NS set, where they are others.
    pub(crate) own: Option<Vec<String>>,
    /// Servers that have the zone, though no NS set names them.
    #[serde(default)]
    pub(crate) also: Vec<String>,
    /// What differs at one server.
    #[serde(default)]
    pub(crate) at: BTreeMap<String, AtServer>,
    /// Of the SOA: how long an absence is remembered, seconds.
    pub(crate) negative_ttl: Option<u32>,
    #[serde(default)]
    pub(crate) signed: Signed,
}

/// What answers at one address.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebServer {
    /// On port 80: `edge` (with our marker), `silent`, or a status with the place that it
    /// redirects to or with the server's name; connections are refused where nothing is told.
    pub(crate) http: Option<String>,
    /// On port 443: the names of its certificate, which may be none.
    pub(crate) certificate: Option<Vec<String>>,
    /// Whether it tells browsers to use HTTPS alone, for the names below too.
    #[serde(default)]
    pub(crate) policy: bool,
}

/// The service's answer about any domain.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rdap {
    /// Of HTTP: 200, or 404 for a domain that nobody has.
    pub(crate) status: u16,
    /// The body (RFC 9083 §5.3).
    #[serde(default)]
    pub(crate) body: String,
}

/// How a zone is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Signed {
    /// Not at all, and the parent has no DS.
    #[default]
    No,
    Well,
    /// The parent's DS set is of a key that is no more.
    StaleDs,
    /// The signatures have ended.
    Expired,
    /// The parent has a DS set, the zone no signatures.
    Stripped,
}

/// How one server differs from the others.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AtServer {
    /// Its version of the zone.
    pub(crate) records: Option<String>,
    /// What it has every second time that it is asked.
    pub(crate) or: Option<String>,
    pub(crate) serial: Option<u32>,
    pub(crate) fault: Option<Fault>,
}

/// How a server misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fault {
    Silent,
    Servfail,
    Refused,
    /// Answers without AA.
    Lame,
    /// A referral to the root.
    Upward,
    /// TC over UDP.
    Truncated,
    /// After 300 ms.
    Late,
    /// Octets that are no message.
    Garbage,
    /// The answer to somebody else's id, and nothing else.
    WrongId,
    /// An answer to another question, then the right one.
    Spoofed,
    /// More octets than a look takes in.
    Oversized,
    /// SERVFAIL for CAA alone.
    ServfailForCaa,
}

fn customers_servers() -> Vec<String> {
    ["ns1", "ns2"].map(str::to_owned).to_vec()
}

impl Scene {
    pub(crate) fn desired(&self) -> Desired {
        let hostname = self.hostname.clone();
        let base = hostname.base();
        let guessed = if hostname.is_wildcard() {
            Kind::Wildcard
        } else if self.zones.contains_key(base.as_str()) {
            Kind::Apex
        } else {
            Kind::Subdomain
        };
        Desired {
            kind: self.kind.unwrap_or(guessed),
            challenge: Challenge {
                name: hostname.challenge_name().unwrap(),
                value: PROOF.to_owned(),
            },
            template: self.template.clone().unwrap(),
            hostname,
            issuers: vec!["letsencrypt.org".to_owned()],
            accounts: vec![self.account.clone()],
            acme_delegation: self.acme_delegation.clone(),
        }
    }
}

impl Scene {
    /// What our own books say at `now`.
    pub(crate) fn circumstances(&self, now: OffsetDateTime) -> Circumstances {
        let books = &self.books;
        let order = if let Some(stage) = books.timed_out {
            Order::TimedOut(stage)
        } else if let Some(limit) = books.limited_by {
            Order::Limited { limit, retry_at: now + time::Duration::HOUR }
        } else if let Some(problem) = books.rejected_for.clone() {
            Order::Rejected { problem, detail: "refused".to_owned() }
        } else if let Some(status) = books.origin_status {
            Order::NoOrigin { status }
        } else {
            Order::Quiet
        };
        let service = if books.ended { Service::Ended } else { Service::Wanted };
        Circumstances { taken: books.taken, service, risk: books.risk, order }
    }
}

impl Case {
    pub(crate) fn title(&self) -> String {
        let part = match self.part {
            Part::Positive => "positive",
            Part::Negative => "negative",
        };
        format!("{}, {part} {}: {}", self.code, self.number, self.about.trim())
    }
}

/// Every case of every file, with the names as the files have them.
pub(crate) fn all() -> Vec<Case> {
    read(|_| String::new())
}

/// The same, each with registrable domains of its own, so that all can be served at once.
pub(crate) fn all_apart() -> Vec<Case> {
    read(|number| format!("-{number}"))
}

fn read(suffix: impl Fn(usize) -> String) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lab");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{code}.toml: {e}"));
        let parts = [(Part::Positive, file.positive), (Part::Negative, file.negative)];
        for (part, values) in parts {
            for (at, value) in values.into_iter().enumerate() {
                let value = renamed(with_defaults(value), &suffix(cases.len()));
                let scene: Result<Scene, _> = value.try_into();
                let number = at + 1;
                let scene = scene.unwrap_or_else(|e| panic!("{code}.toml, {part:?} {number}: {e}"));
                cases.push(Case { code: code.clone(), part, number, scene });
            }
        }
    }
    cases
}

/// A scene that is no case of a row.
pub(crate) fn scene(text: &str) -> Scene {
    with_defaults(toml::from_str(text).unwrap()).try_into().unwrap()
}

/// What a case need not say: the tenant's template, and a zone for its target.
fn with_defaults(mut case: toml::Value) -> toml::Value {
    let given = case.as_table_mut().unwrap();
    let template = table([("cname_target", TARGET.into()), ("a", vec![POOL].into())]);
    given.entry("template").or_insert(template);
    let shop =
        [("servers", vec!["tenant"].into()), ("records", format!("edge 300 A {POOL}").into())];
    let zones = given.entry("zones").or_insert(table([]));
    zones.as_table_mut().unwrap().entry("shop.test").or_insert(table(shop));
    case
}

fn table<const N: usize>(entries: [(&str, toml::Value); N]) -> toml::Value {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<toml::Table>().into()
}
