//! Pebble, the CA of the tests: what it issues, whom it asks, and what it has refused.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::json;
use time::Duration;
use tokio::process::Command;

use super::daemon::Daemon;
use super::{free, listens};

/// How a CA behaves.
#[derive(Clone, Copy)]
pub(super) struct Mood {
    /// How many of a hundred nonces it refuses.
    pub(super) refuses: u8,
    /// How many of a hundred names it remembers that were proven before.
    pub(super) remembers: u8,
    /// For how long its certificates are good; its own are five years.
    pub(super) life: Option<Duration>,
}

impl Mood {
    /// Each name is checked anew (but one in a hundred), and nothing is refused at random.
    pub(super) const CALM: Self = Self { refuses: 0, remembers: 0, life: None };
    /// As on a bad day.
    pub(super) const MOODY: Self = Self { refuses: 10, remembers: 50, ..Self::CALM };
}

/// A CA that checks names over HTTP.
pub(crate) struct Pebble {
    daemon: Option<Daemon>,
    place: SocketAddr,
    management: SocketAddr,
    /// Whom to trust at its directory, PEM.
    pub(crate) door: PathBuf,
    /// Whom visitors trust who take its certificates, PEM.
    pub(crate) root: PathBuf,
}

impl Pebble {
    /// Asks names' addresses of `dns`, and comes to them at the port `http`.
    pub(crate) async fn start(folder: &Path, dns: SocketAddr, http: u16) -> Self {
        Self::with(folder, dns, http, Mood::CALM).await
    }

    /// The same in another mood.
    pub(super) async fn with(folder: &Path, dns: SocketAddr, http: u16, mood: Mood) -> Self {
        let (place, management) = (free(), free());
        let path = |name: &str| folder.join(name);
        let (ca, leaf, key) = certificates();
        for (name, text) in [("door.pem", &ca), ("leaf.pem", &leaf), ("leaf.key", &key)] {
            fs::write(path(name), text).unwrap();
        }
        let config = json!({ "pebble": {
            "listenAddress": place,
            "managementListenAddress": management,
            "certificate": path("leaf.pem"),
            "privateKey": path("leaf.key"),
            "httpPort": http,
            "tlsPort": 9,
            "ocspResponderURL": "",
            "externalAccountBindingRequired": false,
            "certificateValidityPeriod": mood.life.map_or(0, Duration::whole_seconds),
        } });
        fs::write(path("pebble.json"), config.to_string()).unwrap();
        let (file, dns) = (path("pebble.json"), dns.to_string());
        let nonces = format!("PEBBLE_WFE_NONCEREJECT={}", mood.refuses);
        let names = format!("PEBBLE_AUTHZREUSE={}", mood.remembers);
        let arguments = [
            "PEBBLE_VA_NOSLEEP=1",
            &nonces,
            &names,
            "pebble",
            "-config",
            file.to_str().unwrap(),
            "-dnsserver",
            &dns,
        ];
        let daemon = Daemon::start(&path("pebble.log"), "env", &arguments);
        listens(&daemon, management).await;
        let daemon = Some(daemon);
        let (door, root) = (path("door.pem"), path("root.pem"));
        fs::write(&root, fetch(&door, management, "roots/0").await).unwrap();
        Self { daemon, place, management, door, root }
    }

    /// The URL of its directory (RFC 8555 §7.1.1).
    pub(crate) fn directory(&self) -> String {
        format!("https://localhost:{}/dir", self.place.port())
    }

    /// How many orders were made.
    pub(crate) fn orders(&self) -> usize {
        self.count("Added order")
    }

    /// How many authorizations were made: one for each name that was not remembered.
    pub(super) fn authorizations(&self) -> usize {
        self.count("authorizations in the db")
    }

    /// How often a name was proven.
    pub(super) fn proofs(&self) -> usize {
        self.count("set VALID by completed challenge")
    }

    /// How many authorizations failed.
    pub(crate) fn failures(&self) -> usize {
        self.count("set INVALID by completed challenge")
    }

    /// How many nonces it has refused to somebody who asks one thing after the other, and fetches
    /// a nonce before each. It does not say so: the same is asked twice then, with nothing between.
    pub(super) fn refusals(&self) -> usize {
        let said = self.said();
        let asked = said.lines().filter_map(|line| line.strip_suffix(" -> calling handler()"));
        // After its name, the day and the time.
        let asked: Vec<&str> = asked.filter_map(|line| line.splitn(4, ' ').nth(3)).collect();
        let is_again = |pair: &&[&str]| pair[0] == pair[1] && pair[0].starts_with("POST ");
        asked.windows(2).filter(is_again).count()
    }

    /// Whether the certificate of this serial was revoked.
    pub(super) async fn has_revoked(&self, serial: &str) -> bool {
        let status = format!("cert-status-by-serial/{serial}");
        fetch(&self.door, self.management, &status).await.contains("\"Revoked\"")
    }

    /// It goes away, with all that it said.
    pub(super) fn leave(&mut self) {
        self.daemon = None;
    }

    /// What it said so far.
    pub(super) fn said(&self) -> String {
        self.daemon.as_ref().map(Daemon::said).unwrap_or_default()
    }

    fn count(&self, what: &str) -> usize {
        self.said().matches(what).count()
    }
}

/// What Pebble answers to whoever runs it.
async fn fetch(door: &Path, management: SocketAddr, path: &str) -> String {
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--show-error", "--fail", "--cacert"]).arg(door);
    curl.arg(format!("https://localhost:{}/{path}", management.port()));
    let done = curl.output().await.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A CA, and the certificate and key of this machine: PEM.
pub(super) fn certificates() -> (String, String, String) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(names).unwrap();
    // Who has the issuer's name is taken for the issuer.
    params.distinguished_name.push(DnType::CommonName, "localhost");
    let leaf = params.signed_by(&key, &ca).unwrap();
    (ca.pem(), leaf.pem(), key.serialize_pem())
}
