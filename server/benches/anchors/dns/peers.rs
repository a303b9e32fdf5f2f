//! The clients of others, each in a process of its own that measures itself.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Tally;
use super::server::{Authority, ZONE};

/// A client that is asked for the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Node,
    Dnspython,
}

impl Peer {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Node => "Node, dns.promises.Resolver (c-ares)",
            Self::Dnspython => "dnspython, asyncresolver",
        }
    }

    /// Look-ups of one round: enough to measure, for the slower the fewer.
    pub(super) const fn count(self) -> u32 {
        match self {
            Self::Node => 15_000,
            Self::Dnspython => 2_000,
        }
    }

    fn command(self, server: &Authority) -> Command {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/anchors/dns/peers");
        match self {
            Self::Node => {
                let mut command = Command::new("node");
                command.arg(folder.join("lookup.mjs")).arg(server.address.to_string());
                command
            }
            Self::Dnspython => {
                // The system's own, for which the package is installed.
                let mut command = Command::new("/usr/bin/python3");
                command.arg(folder.join("lookup.py"));
                command.args([server.address.ip().to_string(), server.address.port().to_string()]);
                command
            }
        }
    }

    /// One round.
    pub(super) fn measure(self, server: &Authority, window: u32) -> Result<Tally, Box<dyn Error>> {
        let count = self.count();
        let output = self
            .command(server)
            .args([
                ZONE.to_owned(),
                server.names.to_string(),
                count.to_string(),
                window.to_string(),
            ])
            .stderr(Stdio::inherit())
            .output()?;
        let line = String::from_utf8(output.stdout)?;
        let figures: Vec<&str> = line.split_whitespace().collect();
        let [lost, wrong, cpu_us, per_second] = figures[..] else {
            return Err(format!("{} did not finish", self.name()).into());
        };
        Ok(Tally {
            count,
            lost: lost.parse()?,
            wrong: wrong.parse()?,
            cpu_us: cpu_us.parse()?,
            per_second: per_second.parse()?,
            ..Tally::default()
        })
    }
}
