//! The settings: text from flags and environment becomes a `Config`, once.
//!
//! Everything missing or bad is reported together, so that nobody mends one at a time.

mod plans;
mod reader;

use std::collections::BTreeSet;
use std::fmt;
use std::net::SocketAddr;
use std::ops::Deref;

use app::domain::connection::Policy;
use app::domain::desired::{Cidr, CidrError};
use app::domain::domain_connect::Template;
use app::domain::name::OwnerName;
use app::domain::origin::Origin;
use app::domain::quota::Plans;
use app::domain::rate::{Rate, Rates};
use app::domain::risk::{HighRisk, PatternError};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD as BASE64, URL_SAFE_NO_PAD};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use time::Duration;
use url::Url;

use self::reader::Reader;
use crate::acme::{ExternalAccount, Issuer};
use crate::clock::random_bytes;
use crate::dns::challenges::ChallengeZone;
use crate::edge::purge::Cache;
use crate::edge::vault::EdgeToken;
use crate::net::AddressRules;
use crate::shape::shape;
use crate::template_key::TemplateKey;

/// What this server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Serves real domains.
    Production,
    /// A DNS and TLS world of its own on loopback.
    Sandbox,
}

impl Mode {
    /// The stamp that a database carries.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Sandbox => "sandbox",
        }
    }
}

/// A secret that signs, with the id under which it is known.
#[derive(Clone)]
pub struct NamedSecret {
    /// The `kid`.
    pub id: String,
    /// 32 bytes or more.
    pub bytes: Vec<u8>,
}

impl NamedSecret {
    /// Under which name its age is remembered: by setting and id, never by what it is.
    #[must_use]
    pub fn note(&self, setting: &str) -> String {
        format!("{setting}:{}", self.id)
    }
}

impl fmt::Debug for NamedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NamedSecret({}, …)", self.id)
    }
}

/// Where the database is, with the password to it.
#[derive(Clone)]
pub struct DatabaseUrl(String);

impl Deref for DatabaseUrl {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for DatabaseUrl {
    fn from(url: &str) -> Self {
        Self(url.to_owned())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.0.split_once(':').map_or("", |(scheme, _)| scheme);
        write!(f, "DatabaseUrl({scheme}:…)")
    }
}

/// Whom to ask, and what is out of bounds: what a look needs, with a server or without.
#[derive(Clone, Debug)]
pub struct Asking {
    /// `RESOLVERS`.
    pub resolvers: Vec<SocketAddr>,
    /// `ROOT_HINTS`.
    pub root_hints: Vec<SocketAddr>,
    /// `DNS_PORT`.
    pub dns_port: u16,
    /// `HTTP_PORT`.
    pub http_port: u16,
    /// `HTTPS_PORT`.
    pub https_port: u16,
    /// `RDAP_BOOTSTRAP`: where it is told which registry answers for which domains.
    pub registries: Option<Url>,
    /// `ALLOW_PRIVATE_NETWORKS`.
    pub allow_private_networks: bool,
    /// `DENIED_NETWORKS`.
    pub denied_networks: &'static [Cidr],
}

impl Asking {
    /// Reads the settings by `lookup`, which knows flags and environment.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut reader = Reader { lookup, problems: Vec::new() };
        let asking = reader.asking(false);
        if reader.problems.is_empty() { Ok(asking) } else { Err(ConfigError(reader.problems)) }
    }

    /// Which addresses may be contacted.
    #[must_use]
    pub const fn rules(&self) -> AddressRules {
        let rules = if self.allow_private_networks {
            AddressRules::private_too()
        } else {
            AddressRules::public()
        };
        rules.without(self.denied_networks)
    }
}

/// By which template DNS hosts add records, and how they know that it is ours.
#[derive(Clone, Debug)]
pub struct DomainConnect {
    /// `DOMAIN_CONNECT`.
    pub template: Template,
    /// `DOMAIN_CONNECT_KEY`, known to hosts as `DOMAIN_CONNECT_KEY_NAME`.
    pub key: Option<TemplateKey>,
}

/// How this server gets certificates by itself: with `EDGE_ISSUER_MODE=acme`.
#[derive(Clone, Debug)]
pub struct AcmeConfig {
    /// `ACME_DIRECTORY` with `ACME_EAB`: the CAs, of whom the first is asked first.
    pub issuers: Vec<Issuer>,
    /// `ACME_CONTACT`: an e-mail address.
    pub contact: Option<String>,
    /// `ACME_ROOT`: whom to trust at the directories, beside the public CAs.
    pub roots: Vec<CertificateDer<'static>>,
    /// `EDGE_TOKEN`: by which edges show that they may have keys.
    pub token: EdgeToken,
    /// `ACME_DNS_ZONE`, `ACME_DNS_NS`, `ACME_DNS_LISTEN`: where wildcards are proven.
    pub zone: Option<ChallengeZone>,
}

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// `MODE`.
    pub mode: Mode,
    /// `PUBLIC_URL`, without a slash at the end; known only once the port is, when it isn't set.
    pub public_url: Option<String>,
    /// `LISTEN_ADDR`.
    pub listen: SocketAddr,
    /// `INTERNAL_ADDR`.
    pub internal: SocketAddr,
    /// `DATABASE_URL`.
    pub database_url: DatabaseUrl,
    /// `TOKEN_SECRET`: the first signs, all verify.
    pub token_secrets: Vec<NamedSecret>,
    /// `CREDENTIAL_KEY`: the first seals, all open. None in a sandbox that was given none.
    pub credential_keys: Vec<NamedSecret>,
    /// `WORKER_ENABLED`.
    pub worker: bool,
    /// Whom to ask.
    pub asking: Asking,
    /// `EDGE_ADDR`; without it nothing can go live.
    pub edge: Option<SocketAddr>,
    /// `TRUSTED_ROOTS`: those of CAs that are trusted beside the public ones.
    pub trusted_roots: Vec<CertificateDer<'static>>,
    /// `EDGE_PURGE_URL`: the caches before origins.
    pub caches: Vec<Cache>,
    /// How certificates are got by this server; `None` where the edge gets them itself.
    pub acme: Option<AcmeConfig>,
    /// `EDGE_ISSUER`.
    pub issuers: Vec<String>,
    /// `DRIFT_GRACE`, `DRIFT_AGREEMENT`, `STALL_AFTER`, `CLAIM_NOTICE`.
    pub policy: Policy,
    /// `RETENTION_DAYS`.
    pub retention: Duration,
    /// `HIGH_RISK_DOMAINS`.
    pub high_risk: HighRisk,
    /// `PLANS`.
    pub plans: Plans,
    /// `SUPPORT_URL`.
    pub support_url: Option<String>,
    /// Whether DNS hosts are asked to add records by themselves.
    pub domain_connect: Option<DomainConnect>,
    /// `LOG`.
    pub log: String,
    /// `RATE_LIMIT_KEY`, `RATE_LIMIT_TOKEN`, `RATE_LIMIT_FAILURES`, `TRUSTED_PROXIES`.
    pub rates: Rates,
    /// `LOG_FORMAT`; by where it goes when it isn't set.
    pub log_format: Option<LogFormat>,
    /// `OTEL_EXPORTER_OTLP_ENDPOINT`, where traces are sent, without a slash at the end.
    pub otlp: Option<Url>,
    /// `DRAIN_DELAY`, `DRAIN_TIMEOUT`.
    pub drain: Drain,
}

/// How lines of the log look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line: for programs.
    Json,
    /// For people.
    Text,
}

/// How much time the server takes to go away.
#[derive(Clone, Copy, Debug)]
pub struct Drain {
    /// Not ready any more, and still taking what comes: whoever sends it has to notice first.
    pub delay: std::time::Duration,
    /// What was begun may take so long to end.
    pub timeout: std::time::Duration,
}

/// Everything that is wrong with the settings.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} setting(s) are missing or wrong:\n{}", .0.len(), .0.join("\n"))]
pub struct ConfigError(pub Vec<String>);

/// The public resolvers that are asked what visitors see.
const RESOLVERS: &str = "1.1.1.1,8.8.8.8,9.9.9.9";
/// The registries' services, as IANA lists them (RFC 9224 §3).
const RDAP_BOOTSTRAP: &str = "https://data.iana.org/rdap/dns.json";
/// The CA that is asked where none is named, as CAA records have it.
const EDGE_ISSUER: &str = "letsencrypt.org";
/// The same where we ask it ourselves.
const ACME_DIRECTORY: &str = "https://acme-v02.api.letsencrypt.org/directory";
/// Where the zone for wildcards is served: the port of the DNS, at every address.
const ACME_DNS_LISTEN: &str = "0.0.0.0:53";
/// Octets of a label at most (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;
const OFF: &str = "off";
/// What the sandbox's own DNS host knows.
pub const SANDBOX_TEMPLATE: &str = "fairlead.test/custom-domain";
/// What is logged; the sandbox's name servers would tell of every question.
const LOG: &str = "info,hickory_server=warn";
/// How long what is over is kept, days.
const RETENTION_DAYS: &str = "90";
/// What was begun may take so long to end when the server stops.
const DRAIN_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(30);
/// The shortest secret, bytes.
const MIN_SECRET: usize = 32;
/// Whose `X-Forwarded-For` is believed: a proxy on this machine.
const PROXIES: &str = "127.0.0.0/8,::1";

impl Config {
    /// Reads the settings by `lookup`, which knows flags and environment.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let (config, problems) = Self::examine(lookup);
        if problems.is_empty() { Ok(config) } else { Err(ConfigError(problems)) }
    }

    /// The same, with what can't be read left at something harmless: for whoever looks what is
    /// wrong, and never to serve with.
    pub fn examine(lookup: impl Fn(&str) -> Option<String>) -> (Self, Vec<String>) {
        let mut reader = Reader { lookup, problems: Vec::new() };
        let config = reader.config();
        (config, reader.problems)
    }
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    fn config(&mut self) -> Config {
        let mode = self.mode();
        let sandbox = mode == Mode::Sandbox;
        let defaults = Policy::default();
        let acme = self.acme();
        Config {
            mode,
            acme,
            public_url: self.public_url(mode),
            listen: self.address("LISTEN_ADDR", "127.0.0.1:3000", sandbox),
            internal: self.address("INTERNAL_ADDR", "127.0.0.1:3001", sandbox),
            database_url: self.database_url(mode),
            token_secrets: self.secrets("TOKEN_SECRET", mode),
            credential_keys: self.credential_keys(mode),
            worker: self.flag("WORKER_ENABLED", true),
            asking: self.asking(sandbox),
            edge: self.optional("EDGE_ADDR", |text| text.parse().ok()),
            trusted_roots: self.roots("TRUSTED_ROOTS"),
            caches: self.caches(),
            issuers: self.list("EDGE_ISSUER", EDGE_ISSUER),
            policy: Policy {
                drift_grace: self.duration("DRIFT_GRACE", defaults.drift_grace),
                drift_agreement: self.duration("DRIFT_AGREEMENT", defaults.drift_agreement),
                stall_after: self.duration("STALL_AFTER", defaults.stall_after),
                claim_notice: self.duration(
                    "CLAIM_NOTICE",
                    if sandbox { Duration::ZERO } else { defaults.claim_notice },
                ),
                ..defaults
            },
            retention: self.days("RETENTION_DAYS", RETENTION_DAYS),
            high_risk: self.high_risk(),
            plans: self.plans(),
            support_url: self.get("SUPPORT_URL"),
            domain_connect: self.domain_connect(sandbox),
            log: self.get("LOG").unwrap_or_else(|| LOG.to_owned()),
            log_format: self.optional("LOG_FORMAT", |text| match text {
                "json" => Some(LogFormat::Json),
                "text" => Some(LogFormat::Text),
                _ => None,
            }),
            otlp: self.optional("OTEL_EXPORTER_OTLP_ENDPOINT", web_url),
            drain: Drain {
                delay: self.span("DRAIN_DELAY", std::time::Duration::ZERO),
                timeout: self.span("DRAIN_TIMEOUT", DRAIN_TIMEOUT),
            },
            rates: self.rates(),
        }
    }

    fn asking(&mut self, sandbox: bool) -> Asking {
        let port = |text: &str| text.parse::<u16>().ok();
        Asking {
            resolvers: self.addresses("RESOLVERS", RESOLVERS, 53),
            root_hints: self.addresses("ROOT_HINTS", "", 53),
            dns_port: self.parsed("DNS_PORT", "53", port),
            http_port: self.parsed("HTTP_PORT", "80", port),
            https_port: self.parsed("HTTPS_PORT", "443", port),
            registries: self.registries(sandbox),
            allow_private_networks: self.flag("ALLOW_PRIVATE_NETWORKS", sandbox),
            // Read once, and needed as long as the process lives.
            denied_networks: self.ranges("DENIED_NETWORKS", "").leak(),
        }
    }

    fn caches(&mut self) -> Vec<Cache> {
        let mut caches = Vec::new();
        for text in self.list("EDGE_PURGE_URL", "") {
            match Url::parse(&text).ok().as_ref().and_then(Cache::at) {
                Some(cache) => caches.push(cache),
                None => self.complain("EDGE_PURGE_URL", &format!("\"{text}\" is no http URL")),
            }
        }
        caches
    }

    fn acme(&mut self) -> Option<AcmeConfig> {
        match self.get("EDGE_ISSUER_MODE").as_deref() {
            None | Some("on_demand") => return None,
            Some("acme") => {}
            Some(other) => {
                let what = format!("\"{other}\" is neither \"on_demand\" nor \"acme\"");
                self.complain("EDGE_ISSUER_MODE", &what);
                return None;
            }
        }
        if self.get("EDGE_ADDR").is_none() {
            let what = "missing: where the edge is seen to serve what it is given";
            self.complain("EDGE_ADDR", what);
        }
        let issuers = self.acme_issuers();
        let names = self.list("EDGE_ISSUER", EDGE_ISSUER).len();
        let directories = self.list("ACME_DIRECTORY", ACME_DIRECTORY).len();
        // The only CA may have several.
        if names != directories && (names == 0 || directories != 1) {
            let what = format!(
                "names {names} CAs, and ACME_DIRECTORY {directories}: the n-th is the n-th's name"
            );
            self.complain("EDGE_ISSUER", &what);
        }
        let contact = self.optional("ACME_CONTACT", |text| {
            let (name, host) = text.split_once('@')?;
            let good = !name.is_empty() && host.contains('.') && !text.contains([' ', ',', ':']);
            good.then(|| text.to_owned())
        });
        let roots = self.roots("ACME_ROOT");
        let zone = self.challenge_zone();
        let Some(token) = self.get("EDGE_TOKEN") else {
            let what = "missing: what the edge shows to get keys, 24 characters or more \
                (openssl rand -hex 24)";
            self.complain("EDGE_TOKEN", what);
            return None;
        };
        // Never repeated in a message: it is a secret.
        let token = token.parse::<EdgeToken>();
        let token = token.map_err(|error| self.complain("EDGE_TOKEN", &error.to_string())).ok()?;
        Some(AcmeConfig { issuers, contact, roots, token, zone })
    }

    fn challenge_zone(&mut self) -> Option<ChallengeZone> {
        let name = |text: &str| text.parse::<OwnerName>().ok();
        let listen = self.address("ACME_DNS_LISTEN", ACME_DNS_LISTEN, false);
        // The longest label comes before it.
        let apex = self.optional("ACME_DNS_ZONE", |text| {
            name(text).filter(|zone| zone.child(&"x".repeat(LONGEST_LABEL)).is_ok())
        });
        let texts = self.list("ACME_DNS_NS", "");
        let servers: Vec<OwnerName> = texts.iter().filter_map(|text| name(text)).collect();
        if servers.len() < texts.len() || (apex.is_some() && servers.is_empty()) {
            self.complain("ACME_DNS_NS", "wants the names of this zone's servers, as the zone above has them, such as ns1.example.com");
        }
        // Nobody would find them: what has an address in it is not served.
        if apex.as_ref().is_some_and(|apex| servers.iter().any(|server| server.is_under(apex))) {
            self.complain("ACME_DNS_NS", "wants names outside of ACME_DNS_ZONE");
        }
        Some(ChallengeZone { apex: apex?, servers, listen })
    }

    /// Each directory with the account that it knows from elsewhere, in the same order; a dash
    /// where it knows none.
    fn acme_issuers(&mut self) -> Vec<Issuer> {
        let directories = self.list("ACME_DIRECTORY", ACME_DIRECTORY);
        let accounts = self.list("ACME_EAB", "");
        if directories.len() < accounts.len() {
            self.complain("ACME_EAB", "has more entries than ACME_DIRECTORY");
        }
        let distinct: BTreeSet<&String> = directories.iter().collect();
        if directories.is_empty() || distinct.len() < directories.len() {
            self.complain("ACME_DIRECTORY", "names no CA, or one twice");
        }
        let mut issuers = Vec::new();
        for (nth, text) in directories.iter().enumerate() {
            let directory = Url::parse(text).ok().filter(|url| url.scheme() == "https");
            let Some(directory) = directory else {
                self.complain("ACME_DIRECTORY", &format!("\"{text}\" is no https URL"));
                continue;
            };
            let external = accounts.get(nth).filter(|text| *text != "-");
            let external = external.and_then(|text| {
                let account = external_account(text);
                if account.is_none() {
                    let what = format!("entry {} is not written id:key, in base64url", nth + 1);
                    self.complain("ACME_EAB", &what);
                }
                account
            });
            issuers.push(Issuer { directory, external });
        }
        issuers
    }

    /// Nobody outside this machine is asked of what exists in the sandbox alone.
    fn registries(&mut self, sandbox: bool) -> Option<Url> {
        let default = if sandbox { OFF } else { RDAP_BOOTSTRAP };
        let text = self.get("RDAP_BOOTSTRAP").unwrap_or_else(|| default.to_owned());
        if text == OFF {
            return None;
        }
        let url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        if url.is_none() {
            self.complain("RDAP_BOOTSTRAP", &format!("\"{text}\" is neither a URL nor \"off\""));
        }
        url
    }

    /// The sandbox's own DNS host knows a template, too.
    fn domain_connect(&mut self, sandbox: bool) -> Option<DomainConnect> {
        let pem = self.file("DOMAIN_CONNECT_KEY");
        let name = self.get("DOMAIN_CONNECT_KEY_NAME");
        let text = self.get("DOMAIN_CONNECT");
        let text = text.or_else(|| sandbox.then(|| SANDBOX_TEMPLATE.to_owned()));
        let key = match (pem, name) {
            (None, None) => None,
            (Some(pem), Some(name)) => match TemplateKey::read(name, &pem) {
                Ok(key) => Some(key),
                Err(error) => {
                    self.complain("DOMAIN_CONNECT_KEY", &error.to_string());
                    None
                }
            },
            (Some(_), None) => {
                self.complain("DOMAIN_CONNECT_KEY_NAME", "missing: where DNS hosts find the public half of DOMAIN_CONNECT_KEY, such as _dck1");
                None
            }
            (None, Some(_)) => {
                self.complain(
                    "DOMAIN_CONNECT_KEY",
                    "missing: the file of the key that DOMAIN_CONNECT_KEY_NAME names",
                );
                None
            }
        };
        if text.is_none() && key.is_some() {
            self.complain("DOMAIN_CONNECT", "missing: the template that DOMAIN_CONNECT_KEY signs for, such as example.com/custom-domain");
        }
        match text?.parse::<Template>() {
            Ok(template) => Some(DomainConnect { template, key }),
            Err(error) => {
                self.complain("DOMAIN_CONNECT", &error.to_string());
                None
            }
        }
    }

    fn rates(&mut self) -> Rates {
        Rates {
            key: self.a_minute("RATE_LIMIT_KEY", "6000"),
            token: self.a_minute("RATE_LIMIT_TOKEN", "600"),
            failures: self.a_minute("RATE_LIMIT_FAILURES", "300"),
            proxies: self.ranges("TRUSTED_PROXIES", PROXIES),
        }
    }

    fn a_minute(&mut self, name: &str, default: &str) -> Option<Rate> {
        Rate::new(self.parsed(name, default, |text| text.parse().ok()), Duration::MINUTE)
    }

    fn ranges(&mut self, name: &str, default: &str) -> Vec<Cidr> {
        let texts = self.list(name, default);
        let read: Result<Vec<Cidr>, _> = texts.iter().map(|text| text.parse()).collect();
        read.unwrap_or_else(|error: CidrError| {
            self.complain(name, &error.to_string());
            Vec::new()
        })
    }

    fn high_risk(&mut self) -> HighRisk {
        let Some(text) = self.file("HIGH_RISK_DOMAINS") else { return HighRisk::default() };
        HighRisk::read(&text, shape).unwrap_or_else(|error: PatternError| {
            self.complain("HIGH_RISK_DOMAINS", &error.to_string());
            HighRisk::default()
        })
    }

    fn roots(&mut self, name: &str) -> Vec<CertificateDer<'static>> {
        let Some(text) = self.file(name) else { return Vec::new() };
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text.as_bytes()).collect();
        let roots = read.unwrap_or_default();
        let usable = !roots.is_empty()
            && roots.iter().all(|root| RootCertStore::empty().add(root.clone()).is_ok());
        if !usable {
            self.complain(name, "the file holds no certificates of CAs in PEM");
        }
        roots
    }

    fn plans(&mut self) -> Plans {
        let Some(text) = self.file("PLANS") else { return Plans::default() };
        plans::read(&text).unwrap_or_else(|problems| {
            for problem in problems {
                self.complain("PLANS", &problem);
            }
            Plans::default()
        })
    }

    fn mode(&mut self) -> Mode {
        match self.get("MODE").as_deref() {
            None | Some("production") => Mode::Production,
            Some("sandbox") => Mode::Sandbox,
            Some(other) => {
                let what = format!("\"{other}\" is neither \"production\" nor \"sandbox\"");
                self.complain("MODE", &what);
                Mode::Production
            }
        }
    }

    fn public_url(&mut self, mode: Mode) -> Option<String> {
        let Some(text) = self.get("PUBLIC_URL") else {
            if mode == Mode::Production {
                self.complain("PUBLIC_URL", "missing: the address under which browsers reach this server, such as https://connect.example.com");
            }
            return None;
        };
        match text.trim_end_matches('/').parse::<Origin>() {
            Ok(origin) => Some(origin.to_string()),
            Err(error) => {
                self.complain("PUBLIC_URL", &error.to_string());
                None
            }
        }
    }

    fn database_url(&mut self, mode: Mode) -> DatabaseUrl {
        let url = self.get("DATABASE_URL").unwrap_or_else(|| "sqlite://fairlead.db".to_owned());
        let known = ["sqlite:", "postgres:", "postgresql:"];
        if !known.iter().any(|scheme| url.starts_with(scheme)) {
            self.complain("DATABASE_URL", "must begin with sqlite:// or postgres://");
        } else if mode == Mode::Sandbox && !url.starts_with("sqlite:") {
            self.complain("DATABASE_URL", "the sandbox keeps its data in SQLite only");
        }
        DatabaseUrl(url)
    }

    /// The sandbox keeps the keys that it makes with its database: what was sealed must open when
    /// it starts again.
    fn credential_keys(&mut self, mode: Mode) -> Vec<NamedSecret> {
        match (mode, self.get("CREDENTIAL_KEY")) {
            (Mode::Sandbox, None) => Vec::new(),
            (Mode::Sandbox | Mode::Production, _) => self.secrets("CREDENTIAL_KEY", mode),
        }
    }

    /// `kid:base64[,kid:base64]`, 32 bytes or more each. The sandbox makes its own.
    fn secrets(&mut self, name: &str, mode: Mode) -> Vec<NamedSecret> {
        let Some(text) = self.get(name) else {
            if mode == Mode::Production {
                self.complain(
                    name,
                    "missing: kid:base64 of 32 random bytes or more (openssl rand -base64 32)",
                );
            }
            return vec![NamedSecret {
                id: "sandbox".to_owned(),
                bytes: random_bytes::<32>().to_vec(),
            }];
        };
        let mut secrets: Vec<NamedSecret> = Vec::new();
        for part in text.split(',').map(str::trim) {
            // The value is never repeated in a message: it is a secret.
            let Some((id, encoded)) = part.split_once(':') else {
                self.complain(name, "each secret is written kid:base64");
                continue;
            };
            match BASE64.decode(encoded) {
                Ok(bytes) if bytes.len() < MIN_SECRET => {
                    let what = format!(
                        "the secret \"{id}\" has {} bytes, 32 or more are wanted",
                        bytes.len()
                    );
                    self.complain(name, &what);
                }
                Ok(bytes) if is_monotonous(&bytes) => {
                    self.complain(name, &format!("the secret \"{id}\" is not random"));
                }
                Ok(bytes) => {
                    if secrets.iter().any(|known| known.id == id) {
                        self.complain(name, &format!("the id \"{id}\" is given twice"));
                    }
                    secrets.push(NamedSecret { id: id.to_owned(), bytes });
                }
                Err(_) => self.complain(name, &format!("the secret \"{id}\" is not base64")),
            }
        }
        secrets
    }
}

/// What a CA gives those who have an account elsewhere (RFC 8555 §7.3.4).
fn external_account(text: &str) -> Option<ExternalAccount> {
    let (id, key) = text.split_once(':')?;
    let key = URL_SAFE_NO_PAD.decode(key.trim_end_matches('=')).ok()?;
    (!id.is_empty() && !key.is_empty()).then(|| ExternalAccount { id: id.to_owned(), key })
}

/// An address of a server that speaks HTTP.
fn web_url(text: &str) -> Option<Url> {
    let url: Url = text.parse().ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Whether somebody left an example in: the same few bytes again and again.
fn is_monotonous(bytes: &[u8]) -> bool {
    let distinct: BTreeSet<_> = bytes.iter().collect();
    distinct.len() < 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(settings: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(|name| {
            settings.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_over_is_kept_for_whole_days() {
        let read = |days| read(&[("MODE", "sandbox"), ("RETENTION_DAYS", days)]);
        assert_eq!(read("7").unwrap().retention, Duration::days(7));
        for bad in ["0", "-1", "a week", "7d"] {
            assert!(read(bad).unwrap_err().to_string().contains("RETENTION_DAYS"), "{bad}");
        }
    }

    #[test]
    fn a_holder_is_told_a_day_before_and_in_the_sandbox_at_once() {
        let notice = |settings: &[(&str, &str)]| read(settings).unwrap().policy.claim_notice;
        assert_eq!(notice(&[("MODE", "sandbox")]), Duration::ZERO);
        assert_eq!(notice(&[("MODE", "sandbox"), ("CLAIM_NOTICE", "24h")]), Duration::DAY);
        let secret = BASE64.encode((0..32).collect::<Vec<u8>>());
        let secret = &*format!("k1:{secret}");
        let production = [
            ("PUBLIC_URL", "https://c.example"),
            ("TOKEN_SECRET", secret),
            ("CREDENTIAL_KEY", secret),
        ];
        assert_eq!(notice(&production), Duration::DAY);
    }

    #[test]
    fn each_ca_has_its_caa_name_where_certificates_are_got_here() {
        let (one, two) = ("https://one.example/dir", "https://two.example/dir");
        for (names, directories, good) in [
            ("one.example", one.to_owned(), true),
            ("one.example,two.example", format!("{one},{two}"), true),
            ("one.example", format!("{one},{two}"), false),
            ("one.example,two.example", one.to_owned(), true),
            ("one.example,two.example", format!("{one},{two},https://three.example/dir"), false),
        ] {
            let problems = |mode| {
                let settings = [
                    ("MODE", "sandbox"),
                    ("EDGE_ISSUER_MODE", mode),
                    ("EDGE_ISSUER", names),
                    ("ACME_DIRECTORY", directories.as_str()),
                    ("EDGE_ADDR", "127.0.0.1:443"),
                    ("EDGE_TOKEN", "0123456789abcdef0123456789abcdef"),
                ];
                read(&settings).err().map(|ConfigError(problems)| problems).unwrap_or_default()
            };
            // Which CAs the edge asks is in its own file.
            assert_eq!(problems("on_demand"), [""; 0]);
            let told = problems("acme");
            let is_told = told.iter().any(|problem| problem.contains("EDGE_ISSUER: names"));
            assert_eq!((told.is_empty(), is_told), (good, !good), "{names} {told:?}");
        }
    }

    #[test]
    fn everything_missing_is_reported_at_once() {
        let ConfigError(problems) = read(&[
            ("LISTEN_ADDR", "here"),
            ("DATABASE_URL", "mysql://x"),
            ("STALL_AFTER", "soon"),
            ("RESOLVERS", "1.1.1.1,one"),
        ])
        .unwrap_err();
        let named: Vec<_> =
            problems.iter().map(|line| line.trim().split(':').next().unwrap()).collect();
        assert_eq!(
            named,
            [
                "PUBLIC_URL",
                "LISTEN_ADDR",
                "DATABASE_URL",
                "TOKEN_SECRET",
                "CREDENTIAL_KEY",
                "RESOLVERS",
                "STALL_AFTER"
            ]
        );
    }

    #[test]
    fn short_or_monotonous_secrets_are_refused_without_repeating_them() {
        let short = BASE64.encode([7; 16]);
        let dull = BASE64.encode([7; 32]);
        for secret in [&short, &dull] {
            let text = format!("k1:{secret}");
            let error = read(&[("TOKEN_SECRET", &text), ("PUBLIC_URL", "https://c.example")]);
            let message = error.unwrap_err().to_string();
            assert!(message.contains("\"k1\""), "{message}");
            assert!(!message.contains(secret.as_str()), "{message}");
        }
    }

    #[test]
    fn settings_that_are_secret_are_in_no_debug_output() {
        let secret = BASE64.encode((0..32).collect::<Vec<u8>>());
        let config = read(&[
            ("PUBLIC_URL", "https://c.example"),
            ("TOKEN_SECRET", &format!("k1:{secret}")),
            ("CREDENTIAL_KEY", &format!("k2:{secret}")),
            ("DATABASE_URL", "postgres://fairlead:hush@db.example/fairlead"),
        ]);
        let shown = format!("{:?}", config.unwrap());
        assert!(["k1", "k2", "postgres"].iter().all(|part| shown.contains(part)), "{shown}");
        assert!(!shown.contains("hush") && !shown.contains("db.example"), "{shown}");
        assert!(!shown.contains(&secret) && !shown.contains("0, 1, 2"), "{shown}");
    }

    #[test]
    fn all_plans_that_are_wrong_are_told_with_the_other_settings() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plans.toml");
        std::fs::write(&path, "[[plan]]\nid = \"A\"\n[[plan]]\nid = \"b\"\nname = \"B\"\n")
            .unwrap();
        let settings = [("MODE", "sandbox"), ("PLANS", path.to_str().unwrap()), ("EDGE_ADDR", "x")];
        let ConfigError(problems) = read(&settings).unwrap_err();
        let plans = problems.iter().filter(|line| line.contains("PLANS: ")).count();
        assert_eq!((plans, problems.len()), (2, 3), "{problems:?}");
    }

    #[test]
    fn the_sandbox_needs_no_setting_and_leaves_loopback_never() {
        let config = read(&[("MODE", "sandbox")]).unwrap();
        assert!(config.listen.ip().is_loopback());
        assert_eq!(config.token_secrets.len(), 1);
        assert!(config.credential_keys.is_empty());
        let error = read(&[("MODE", "sandbox"), ("LISTEN_ADDR", "0.0.0.0:1")]).unwrap_err();
        assert!(error.to_string().contains("loopback"));
    }

    #[test]
    fn the_list_of_names_is_read_from_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names");
        let file = path.to_str().unwrap();
        let read = || read(&[("MODE", "sandbox"), ("HIGH_RISK_DOMAINS", file)]);
        let error = read().unwrap_err().to_string();
        assert!(error.contains("HIGH_RISK_DOMAINS") && error.contains(file), "{error}");
        std::fs::write(&path, "# ours\nbank.example\nno name\n").unwrap();
        let error = read().unwrap_err().to_string();
        assert!(error.contains("line 3: \"no name\""), "{error}");
        std::fs::write(&path, "# ours\nbank.example\n").unwrap();
        let listed = read().unwrap().high_risk;
        assert!(listed.of(&"www.bank.example".parse().unwrap(), "bank").is_some());
    }

    #[test]
    fn roots_are_read_from_a_file_and_nothing_else_is_taken_for_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("roots.pem");
        let file = path.to_str().unwrap();
        let read = || read(&[("MODE", "sandbox"), ("TRUSTED_ROOTS", file)]);
        assert!(read().unwrap_err().to_string().contains(file));
        let key = rcgen::KeyPair::generate().unwrap();
        let root = rcgen::CertificateParams::default().self_signed(&key).unwrap();
        std::fs::write(&path, root.pem().repeat(2)).unwrap();
        assert_eq!(read().unwrap().trusted_roots, [root.der().clone(), root.der().clone()]);
        for bad in [String::new(), key.serialize_pem(), root.pem().replace("MI", "MJ")] {
            std::fs::write(&path, &bad).unwrap();
            assert!(read().unwrap_err().to_string().contains("TRUSTED_ROOTS"), "{bad}");
        }
    }

    #[test]
    fn a_template_needs_its_ids_and_a_key_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        let file = path.to_str().unwrap();
        std::fs::write(&path, include_str!("../template_key/pkcs8.pem")).unwrap();
        let template = ("DOMAIN_CONNECT", "saas.example/shops");
        let named = ("DOMAIN_CONNECT_KEY_NAME", "_dck1");
        let key = ("DOMAIN_CONNECT_KEY", file);
        let complaint = |settings: &[(&str, &str)]| {
            let all = [&[("MODE", "sandbox")], settings].concat();
            let ConfigError(problems) = read(&all).unwrap_err();
            problems.join("\n").trim().split(':').next().unwrap().to_owned()
        };
        let config = read(&[("MODE", "sandbox"), template, key, named]).unwrap();
        let set = config.domain_connect.unwrap();
        assert_eq!(
            set.template.to_string(),
            "v2/domainTemplates/providers/saas.example/services/shops"
        );
        assert_eq!(set.key.unwrap().name(), "_dck1");
        assert_eq!(complaint(&[template, key]), "DOMAIN_CONNECT_KEY_NAME");
        assert_eq!(complaint(&[template, named]), "DOMAIN_CONNECT_KEY");
        assert_eq!(complaint(&[("DOMAIN_CONNECT", "saas.example")]), "DOMAIN_CONNECT");
        std::fs::write(&path, "no key").unwrap();
        assert_eq!(complaint(&[template, key, named]), "DOMAIN_CONNECT_KEY");
    }

    #[test]
    fn durations_are_read_with_their_unit() {
        for (text, want) in [("90", 90), ("15m", 900), ("72h", 259_200), ("3d", 259_200)] {
            let config = read(&[("MODE", "sandbox"), ("DRIFT_GRACE", text)]).unwrap();
            assert_eq!(config.policy.drift_grace, Duration::seconds(want), "{text}");
        }
    }
}
