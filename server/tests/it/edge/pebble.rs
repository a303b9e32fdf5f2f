//! Pebble, the CA of the tests: what it issues, whom it asks, and what it has refused.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::json;
use tokio::process::Command;

use super::daemon::Daemon;
use super::{free, listens};

/// A CA that checks names over HTTP.
pub(crate) struct Pebble {
    daemon: Daemon,
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
        // Each name is checked anew, and nothing is refused at random.
        Self::with(folder, dns, http, ["PEBBLE_WFE_NONCEREJECT=0", "PEBBLE_AUTHZREUSE=0"]).await
    }

    /// The same as a CA on a bad day: one nonce in ten is refused, and of what was proven before
    /// half is remembered.
    pub(super) async fn moody(folder: &Path, dns: SocketAddr, http: u16) -> Self {
        Self::with(folder, dns, http, ["PEBBLE_WFE_NONCEREJECT=10", "PEBBLE_AUTHZREUSE=50"]).await
    }

    async fn with(folder: &Path, dns: SocketAddr, http: u16, mood: [&str; 2]) -> Self {
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
        } });
        fs::write(path("pebble.json"), config.to_string()).unwrap();
        let (file, dns) = (path("pebble.json"), dns.to_string());
        let [nonces, names] = mood;
        let arguments = [
            "PEBBLE_VA_NOSLEEP=1",
            nonces,
            names,
            "pebble",
            "-config",
            file.to_str().unwrap(),
            "-dnsserver",
            &dns,
        ];
        let daemon = Daemon::start(&path("pebble.log"), "env", &arguments);
        listens(&daemon, management).await;
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
        self.daemon.said().matches("Added order").count()
    }

    /// Whether the certificate of this serial was revoked.
    pub(super) async fn has_revoked(&self, serial: &str) -> bool {
        let status = format!("cert-status-by-serial/{serial}");
        fetch(&self.door, self.management, &status).await.contains("\"Revoked\"")
    }

    /// What it said so far.
    pub(super) fn said(&self) -> String {
        self.daemon.said()
    }

    /// How many authorizations failed.
    pub(crate) fn failures(&self) -> usize {
        self.daemon.said().matches("set INVALID by completed challenge").count()
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
