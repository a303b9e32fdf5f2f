//! The configuration of NSD and Unbound.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use super::super::case::Fault;
use super::super::layout::{Net, Served};
use super::daemon::Daemon;
use super::keys::Keys;

/// Where name servers listen: Unbound asks nowhere else, having followed a referral.
pub(super) const PORT: u16 = 53;

/// One NSD with everything that one server has.
pub(super) fn nsd(folder: &Path, address: Ipv4Addr, zones: &[(Served, PathBuf)]) -> Daemon {
    fs::create_dir_all(folder).unwrap();
    let at = folder.display();
    let mut conf = format!(
        "server:
  ip-address: {address}
  port: {PORT}
  do-ip6: no
  username: \"\"
  chroot: \"\"
  server-count: 1
  rrl-ratelimit: 0
  database: \"\"
  zonesdir: \"{at}\"
  zonelistfile: \"{at}/zone.list\"
  pidfile: \"{at}/nsd.pid\"
  xfrdfile: \"{at}/xfrd.state\"
  xfrdir: \"{at}\"
remote-control:
  control-enable: no
"
    );
    for (served, file) in zones {
        let file = match served.fault {
            None => file.clone(),
            // A server that was never told of the zone.
            Some(Fault::Refused) => continue,
            // One that was told of it, and does not have it.
            Some(Fault::Servfail) => folder.join("missing.zone"),
            Some(fault) => panic!("NSD can't do this: {fault:?}"),
        };
        let (apex, file) = (&served.apex, file.display());
        write!(conf, "zone:\n  name: \"{apex}.\"\n  zonefile: \"{file}\"\n").unwrap();
    }
    let path = folder.join("nsd.conf");
    fs::write(&path, conf).unwrap();
    Daemon::start(&folder.join("log"), "nsd", &["-d", "-c", path.to_str().unwrap()])
}

/// The files of all zones, signed where they are to be.
pub(super) fn zone_files(folder: &Path, served: Vec<Served>, keys: &mut Keys) -> Files {
    fs::create_dir_all(folder).unwrap();
    let ds: Vec<(String, String)> = served
        .iter()
        .filter_map(|zone| Some((zone.apex.clone(), keys.ds(&zone.apex, zone.signed)?)))
        .filter(|(apex, _)| !apex.is_empty())
        .collect();
    let mut files = Files::default();
    for (at, mut zone) in served.into_iter().enumerate() {
        let mut below: Vec<&String> =
            ds.iter().filter(|(apex, _)| parent(apex) == zone.apex).map(|(_, ds)| ds).collect();
        below.sort();
        below.dedup();
        zone.lines.extend(below.into_iter().map(|ds| ds.trim().to_owned()));
        let file = folder.join(format!("{at}.zone"));
        fs::write(&file, zone.lines.join("\n") + "\n").unwrap();
        let file = keys.sign(&zone.apex, zone.signed, &file);
        files.entry(zone.server).or_default().push((zone, file));
    }
    files
}

/// By server.
pub(super) type Files = BTreeMap<&'static str, Vec<(Served, PathBuf)>>;

/// In the laboratory only names right below the registry are signed.
fn parent(apex: &str) -> &str {
    apex.split_once('.').map_or("", |(_, parent)| parent)
}

/// A caching resolver that validates, from the laboratory's own root.
pub(super) fn unbound(folder: &Path, address: Ipv4Addr, net: Net, anchor: &Path) -> Daemon {
    fs::create_dir_all(folder).unwrap();
    let (at, anchor) = (folder.display(), anchor.display());
    let hints = format!(". 300 NS a.root.\na.root. 300 A {}\n", net.server("root"));
    fs::write(folder.join("root.hints"), hints).unwrap();
    let conf = format!(
        "server:
  interface: {address}
  port: {PORT}
  do-ip6: no
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  root-hints: \"{at}/root.hints\"
  trust-anchor-file: \"{anchor}\"
  trust-anchor-signaling: no
  module-config: \"validator iterator\"
  local-zone: \"test.\" nodefault
  username: \"\"
  chroot: \"\"
  directory: \"{at}\"
  pidfile: \"\"
  use-syslog: no
  logfile: \"\"
  log-queries: yes
  log-time-ascii: no
  num-threads: 1
  ede: yes
remote-control:
  control-enable: no
"
    );
    let path = folder.join("unbound.conf");
    fs::write(&path, conf).unwrap();
    Daemon::start(&folder.join("log"), "unbound", &["-d", "-p", "-c", path.to_str().unwrap()])
}
