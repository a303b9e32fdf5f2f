//! The whole world of real servers, on addresses of its own.

use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use app::domain::record::RecordType;
use fairlead::clock::Clock;
use fairlead::dns::{Dns, DnsConfig};
use fairlead::net::AddressRules;
use tempfile::TempDir;
use time::Duration;
use tokio::net::UdpSocket;

use super::super::layout::{Net, Served, answering};
use super::daemon::Daemon;
use super::keys::Keys;
use super::question::{Heard, ask};
use super::servers::{PORT, nsd, unbound, zone_files};

/// What the laboratory is made of.
const PROGRAMS: [&str; 5] = ["nsd", "unbound", "ldns-keygen", "ldns-signzone", "setpriv"];
/// How long a server may take to start.
const STARTING: Duration = Duration::seconds(20);
const RESOLVERS: u8 = 2;

/// Servers, their files, and the time.
pub(super) struct World {
    pub(super) net: Net,
    pub(super) clock: Clock,
    keys: Keys,
    authorities: Vec<Daemon>,
    resolvers: Vec<Daemon>,
    /// Bound, and never answering.
    _dark: UdpSocket,
    phase: usize,
    folder: TempDir,
}

/// Whether the programs are there, and may listen where name servers do. `./fairlead lab` sees
/// to both, and says by `FAIRLEAD_LAB=real` that it did.
pub(super) fn is_possible() -> bool {
    let wanted = std::env::var_os("FAIRLEAD_LAB").is_some_and(|lab| lab == "real");
    let missing: Vec<_> = PROGRAMS.into_iter().filter(|program| !exists(program)).collect();
    let denied = std::net::UdpSocket::bind((Net::random().server("root"), PORT)).err();
    if missing.is_empty() && denied.is_none() {
        return true;
    }
    let why = format!("missing programs: {missing:?}, port {PORT}: {denied:?}");
    assert!(!wanted, "the laboratory can't run: {why}");
    // Not by `eprintln`, which is kept from the reader of a test that passes.
    let _ =
        writeln!(std::io::stderr(), "real servers did not run, ./fairlead lab runs them: {why}");
    false
}

impl World {
    /// Every server with these zones, and resolvers that remember nothing.
    pub(super) async fn start(net: Net, served: Vec<Served>) -> Self {
        let folder = tempfile::Builder::new().prefix("fairlead-lab.").tempdir().unwrap();
        let dark = UdpSocket::bind((net.server("dark"), PORT)).await.unwrap_or_else(|e| {
            panic!("port {PORT} of {} can't be bound ({e}): run ./fairlead lab", net.server("dark"))
        });
        let mut world = Self {
            net,
            clock: Clock::default(),
            keys: Keys::new(folder.path().join("keys")),
            authorities: Vec::new(),
            resolvers: Vec::new(),
            _dark: dark,
            phase: 0,
            folder,
        };
        world.publish(served).await;
        let anchor = world.keys.anchor("");
        for nth in 0..RESOLVERS {
            let folder = world.folder.path().join(format!("resolver{nth}"));
            let daemon = unbound(&folder, net.resolver(nth), net, &anchor);
            world.resolvers.push(daemon);
        }
        for (nth, resolver) in (0..).zip(&world.resolvers) {
            world.started(net.resolver(nth).into(), "test", resolver).await;
        }
        world
    }

    /// The authorities have these zones from here on, and no others.
    pub(super) async fn publish(&mut self, served: Vec<Served>) {
        self.phase += 1;
        let folder = self.folder.path().join(format!("phase{}", self.phase));
        let files = zone_files(&folder.join("zones"), served, &mut self.keys);
        // All have stopped before one starts.
        self.authorities.clear();
        for key in answering() {
            let zones = files.get(key).map_or(&[][..], Vec::as_slice);
            self.authorities.push(nsd(&folder.join(key), self.net.server(key), zones));
        }
        for (key, daemon) in answering().zip(&self.authorities) {
            let well = files
                .get(key)
                .and_then(|zones| zones.iter().find(|(zone, _)| zone.fault.is_none()));
            let apex = well.map_or(".", |(zone, _)| &zone.apex);
            self.started(self.net.server(key).into(), apex, daemon).await;
        }
    }

    /// Returns once the server answers anything at all.
    async fn started(&self, address: IpAddr, name: &str, daemon: &Daemon) {
        let until = self.clock.now() + STARTING;
        while let Heard::Nothing = self.ask(address, name, RecordType::Soa).await {
            let late = until < self.clock.now();
            assert!(!late, "{address} does not answer:\n{}", daemon.said());
            self.clock.sleep_until(self.clock.now() + Duration::milliseconds(50)).await;
        }
    }

    /// A question by somebody else than what is tested.
    pub(super) async fn ask(&self, server: IpAddr, name: &str, rtype: RecordType) -> Heard {
        let from = SocketAddr::from((self.net.bystander(), 0));
        ask(from, SocketAddr::from((server, PORT)), name, rtype).await
    }

    pub(super) fn resolvers(&self) -> impl Iterator<Item = IpAddr> {
        let net = self.net;
        (0..RESOLVERS).map(move |nth| net.resolver(nth).into())
    }

    /// What a resolver was asked by others than the test itself: `(second, name, type)`.
    pub(super) fn asked(&self) -> Vec<(i64, String, String)> {
        let bystander = self.net.bystander().to_string();
        let said: Vec<String> = self.resolvers.iter().map(Daemon::said).collect();
        let lines = said.iter().flat_map(|said| said.lines());
        let asked = lines.filter_map(|line| {
            // [1700000000] unbound[1:0] info: 127.0.0.1 www.acme.test. A IN
            let (at, rest) = line.strip_prefix('[')?.split_once(']')?;
            let (_, rest) = rest.split_once(" info: ")?;
            let mut words = rest.split(' ');
            let client: IpAddr = words.next()?.parse().ok()?;
            let (name, rtype) = (words.next()?, words.next()?);
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            (client.to_string() != bystander).then(|| (at.parse().unwrap(), name, rtype.to_owned()))
        });
        asked.collect()
    }

    pub(super) fn root(&self) -> SocketAddr {
        SocketAddr::from((self.net.server("root"), PORT))
    }

    /// For files that go with the world.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn dns(&self) -> Dns {
        let config = DnsConfig {
            resolvers: self.resolvers().map(|ip| SocketAddr::from((ip, PORT))).collect(),
            root_hints: vec![self.root()],
            port: PORT,
            rules: AddressRules::private_too(),
        };
        Dns::new(config, self.clock.clone()).unwrap()
    }
}

/// Whether the system has it.
fn exists(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    // Where Debian keeps servers, and a user's PATH does not lead.
    folders.push("/usr/sbin".into());
    folders.iter().any(|folder| folder.join(program).is_file())
}
