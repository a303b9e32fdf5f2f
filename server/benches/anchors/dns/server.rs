//! The authoritative server that is asked: NSD where it is installed, or else the sandbox's own
//! on a thread of its own, with fewer names since it is made for few.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use fairlead::sandbox::authority::bind_pair;
use fairlead::sandbox::faults::Faults;
use fairlead::sandbox::zones::Zones;
use tempfile::TempDir;
use tokio::runtime::Builder;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(super) const ZONE: &str = "bench.test";
const NSD_NAMES: u32 = 50_000;
const SANDBOX_NAMES: u32 = 64;

/// A server with `names` names in its zone; ends when dropped.
pub(super) struct Authority {
    pub(super) kind: &'static str,
    pub(super) address: SocketAddr,
    pub(super) names: u32,
    nsd: Option<(Child, TempDir)>,
}

impl Authority {
    pub(super) fn start() -> Result<Self, Box<dyn Error>> {
        let known = ["/usr/sbin/nsd", "/usr/local/sbin/nsd", "/usr/bin/nsd"];
        match known.into_iter().find(|path| Path::new(path).exists()) {
            Some(path) => Self::nsd(path),
            None => Self::sandbox(),
        }
    }

    fn nsd(path: &str) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        // Somebody else may take the port in between; then NSD does not start, and we say so.
        let address = UdpSocket::bind("127.0.0.1:0")?.local_addr()?;
        let at = folder.path().display();
        let config = format!(
            "server:\n  server-count: 1\n  ip-address: 127.0.0.1@{port}\n  username: \"\"\n  \
             zonesdir: \"{at}\"\n  pidfile: \"\"\n  xfrdfile: \"\"\n  zonelistfile: \"{at}/list\"\n  \
             database: \"\"\n  rrl-ratelimit: 0\nremote-control:\n  control-enable: no\n\
             zone:\n  name: {ZONE}\n  zonefile: zone\n",
            port = address.port()
        );
        fs::write(folder.path().join("nsd.conf"), config)?;
        fs::write(folder.path().join("zone"), zone(NSD_NAMES)?)?;
        let child = Command::new(path)
            .arg("-d")
            .arg("-c")
            .arg(folder.path().join("nsd.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let nsd = Some((child, folder));
        let started = Self { kind: "NSD", address, names: NSD_NAMES, nsd };
        started.wait()?;
        Ok(started)
    }

    fn sandbox() -> Result<Self, Box<dyn Error>> {
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || -> Result<(), Box<dyn Error + Send + Sync>> {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
            runtime.block_on(async {
                let zones = Zones::seeded(std::net::Ipv4Addr::LOCALHOST.into())?;
                zones.put_zone(ZONE, &zone(SANDBOX_NAMES)?)?;
                let pair = bind_pair(&zones, &Faults::default(), &tasks, &stop).await?;
                tell.send(pair.addrs)?;
                stop.cancelled().await;
                Ok(())
            })
        });
        let [address, _] = told.recv().map_err(|_| "the sandbox's DNS did not start")?;
        let kind = "the sandbox's own server (NSD is not installed)";
        Ok(Self { kind, address, names: SANDBOX_NAMES, nsd: None })
    }

    /// Until it answers.
    fn wait(&self) -> Result<(), Box<dyn Error>> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        socket.connect(self.address)?;
        socket.set_read_timeout(Some(Duration::from_millis(100)))?;
        let mut query = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        query.extend(super::question(&name(0))?);
        for _ in 0..100 {
            let mut buffer = [0; 512];
            if socket.send(&query).is_ok() && socket.recv(&mut buffer).is_ok() {
                return Ok(());
            }
            // A refused port answers at once.
            std::thread::park_timeout(Duration::from_millis(50));
        }
        Err("NSD does not answer".into())
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        if let Some((child, _)) = &mut self.nsd {
            // Its children end with it: they notice the closed pipe.
            let _ = Command::new("kill").arg(child.id().to_string()).status();
            let _ = child.wait();
        }
    }
}

pub(super) fn name(nth: u32) -> String {
    format!("_verify.d{nth}.{ZONE}")
}

pub(super) fn value(nth: u32) -> String {
    format!("fairlead-verify-{nth:032}")
}

/// The hostname whose proof stands at [`name`].
pub(super) fn host(nth: u32) -> String {
    format!("d{nth}.{ZONE}")
}

/// What every hostname is an alias of.
pub(super) const TARGET: &str = "edge.bench.test";

fn zone(names: u32) -> Result<String, std::fmt::Error> {
    let mut text = format!(
        "$ORIGIN {ZONE}.\n$TTL 60\n@ SOA ns1 host 1 3600 600 86400 60\n@ NS ns1\nns1 A 127.0.0.1\n\
         {TARGET}. A 192.0.2.1\n"
    );
    for nth in 0..names {
        writeln!(text, "{}. TXT \"{}\"", name(nth), value(nth))?;
        writeln!(text, "{}. CNAME {TARGET}.", host(nth))?;
    }
    Ok(text)
}
