//! The guide in `docs/self-hosting.md`: its commands are run in their order by a shell, with the
//! real program, behind a real Caddy and before a real CA. What changes the machine itself is marked
//! there, left out, and done here in another way where the rest needs it.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::Router;
use axum::http::HeaderMap;
use serde_json::Value;
use tempfile::TempDir;
use tokio::task::spawn_blocking;

use crate::edge::pebble::Pebble;
use crate::edge::{Resolver, ZONE, free, resolver, serve};
use crate::tools::root;
use crate::world::World;

const GUIDE: &str = include_str!("../../../docs/self-hosting.md");
/// Behind the word `sh` of a box that is left out; readers don't see it.
const LEFT_OUT: &str = " no-test";

/// What is done in the place of boxes that are left out, known by one of their commands.
const INSTEAD: [(&str, &str); 5] = [
    ("systemctl enable --now fairlead", SERVE),
    ("systemctl restart fairlead", SERVE),
    ("systemctl restart caddy", CADDY),
    ("dig +short TXT", CUSTOMER),
    ("dig +short CNAME _acme-challenge", CUSTOMER),
];
/// What ran before ends well, and the programs end with the shell.
const SERVE: &str = r#"
[ -z "${server:-}" ] || { kill "$server" && wait "$server"; }
setpriv --pdeathsig TERM env $(cat etc/fairlead.env) fairlead serve >>ready.json 2>>serve.log &
server=$!
until curl --silent --fail --output ready.txt "http://$LISTEN_ADDR/readyz"; do sleep 0.1; done
"#;
/// Of what the operator's shell knows, the edge has the token only where a file tells it.
const CADDY: &str = r#"
[ -z "${edge:-}" ] || { kill "$edge" && wait "$edge"; }
touch etc/caddy/edge.env
setpriv --pdeathsig TERM env --unset=EDGE_TOKEN $(cat etc/caddy/edge.env) \
  caddy run --config etc/caddy/Caddyfile --adapter caddyfile >>caddy.log 2>&1 &
edge=$!
"#;
/// The customer does as they were told, and not at once: looks on demand are shared for 2 s.
const CUSTOMER: &str = r#"
echo "$connection" | jq -c '.desired_records[] | {name: .host, type, ttl: 5, values: [.value]}' \
  | while read -r record; do
      curl --silent --show-error --fail-with-body --request PUT "$SANDBOX/sandbox/records" \
        --header 'Content-Type: application/json' --data "$record"
    done
sleep 3
"#;
/// The CA of the test, for the one name of the operator's own.
const ISSUER: &str = "\ttls {
\t\tissuer acme {
\t\t\tdir {$ACME_DIRECTORY}
\t\t\ttrusted_roots {$ACME_ROOT}
\t\t\tdisable_tlsalpn_challenge
\t\t}
\t}
\treverse_proxy ";

/// The boxes of commands: whether each is run, and what stands in it.
fn boxes() -> Vec<(bool, &'static str)> {
    let boxes = GUIDE.split("\n```sh").skip(1).map(|rest| {
        let (mark, rest) = rest.split_once('\n').unwrap();
        let (commands, _) = rest.split_once("\n```").unwrap();
        assert!(["", LEFT_OUT].contains(&mark), "{mark}");
        (mark.is_empty(), commands)
    });
    boxes.collect()
}

/// One script of all boxes, since each goes on where the last one ended; `places` has what each
/// name and address of the guide is here.
fn script(places: &[(&str, String)]) -> String {
    // What is refused ends it, also before a pipe.
    let mut script = "set -euo pipefail\n".to_owned();
    for (nth, (is_run, commands)) in boxes().into_iter().enumerate() {
        script += &["echo '## box ", &nth.to_string(), "' >&2\n"].concat();
        if is_run {
            let here = |text: String, (from, to): &(&str, String)| text.replace(*from, to);
            script += &places.iter().fold(commands.to_owned(), here);
        } else {
            let mut instead = INSTEAD.iter().filter(|(known, _)| commands.contains(*known));
            script += instead.next().map_or("", |(_, instead)| *instead);
        }
        script += "\n";
    }
    script + "echo '## the end' >&2\n"
}

/// A machine for an operator: a DNS and a CA of its own, and an application to lead to.
struct Machine {
    world: World,
    /// Whom the CA asks: it finds the zone for wildcards where the operator serves it.
    _resolver: Resolver,
    zone: SocketAddr,
    pebble: Pebble,
    folder: TempDir,
    /// Of the edge, over HTTP and HTTPS, and of the server, for the outside and for the edge.
    ports: [u16; 4],
    origin: String,
}

impl Machine {
    async fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let ports = [(); 4].map(|()| free().port());
        let world = World::on_demand().await;
        world.publish("connect.sandbox.test", "A", 5, &["127.0.0.1"]).await;
        let zone = free();
        let resolver = resolver(folder.path(), world.dns(), zone).await;
        let pebble = Pebble::start(folder.path(), resolver.place, ports[0]).await;
        let answer = async |headers: HeaderMap| {
            let visited = headers.get("x-forwarded-host").and_then(|it| it.to_str().ok());
            format!("the pages of {}\n", visited.unwrap_or("nobody"))
        };
        let origin = format!("http://{}", serve(Router::new().fallback(answer)).await);
        let machine = Self { world, _resolver: resolver, zone, pebble, folder, ports, origin };
        machine.furnish();
        machine
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// The folders that systems have, the program where shells find it, and a `curl` that finds
    /// names at the edge and trusts the CA.
    fn furnish(&self) {
        for folder in ["bin", "etc/caddy", "var/lib/fairlead", "var/backups"] {
            fs::create_dir_all(self.path(folder)).unwrap();
        }
        let links = [
            (Path::new(env!("CARGO_BIN_EXE_fairlead")).to_owned(), "bin/fairlead"),
            (root().join("docs"), "docs"),
        ];
        for (to, name) in links {
            std::os::unix::fs::symlink(to.canonicalize().unwrap(), self.path(name)).unwrap();
        }
        let [ca, tls] = [self.pebble.root.display().to_string(), self.ports[1].to_string()];
        let places = ["connect", "shop", "boots.shops"]
            .map(|name| format!("connect-to = \"{name}.sandbox.test:443:127.0.0.1:{tls}\"\n"));
        let trust = format!("cacert = \"{ca}\"\n");
        fs::write(self.path(".curlrc"), places.concat() + &trust).unwrap();
    }

    /// What names and addresses of the guide are here, the longer ones first; and first of all those
    /// that what comes in another's place could look like.
    fn places(&self) -> Vec<(&'static str, String)> {
        let [_, tls, listen, internal] = self.ports.map(|port| format!("127.0.0.1:{port}"));
        // The doctor would look for the root of the world's DNS, and for the name there.
        let doctor = "PUBLIC_URL=http://$LISTEN_ADDR ROOT_HINTS=$RESOLVERS \
                      fairlead doctor --json >doctor.json || true";
        vec![
            ("127.0.0.1:443", tls),
            ("127.0.0.1:3000", listen),
            ("127.0.0.1:3001", internal),
            ("fairlead doctor", doctor.to_owned()),
            ("\treverse_proxy ", ISSUER.to_owned()),
            ("https://origin.example.com", self.origin.clone()),
            ("acme.example.com", ZONE.to_owned()),
            ("example.com", "sandbox.test".to_owned()),
            ("example.net", "sandbox.test".to_owned()),
            ("203.0.113.10:53", self.zone.to_string()),
            ("203.0.113.10", "127.0.0.1".to_owned()),
            ("/etc/", self.path("etc/")),
            ("/var/", self.path("var/")),
        ]
    }

    /// What the server and the edge are told beside what the guide tells them.
    fn settings(&self) -> Vec<(&'static str, String)> {
        let [http, https, ..] = self.ports.map(|port| port.to_string());
        let [_, _, listen, internal] = self.ports.map(|port| format!("127.0.0.1:{port}"));
        let path = std::env::var("PATH").unwrap();
        vec![
            ("PATH", format!("{}:{path}", self.path("bin"))),
            ("HOME", self.path("")),
            ("CURL_HOME", self.path("")),
            ("SANDBOX", format!("http://{}", self.world.running.listen)),
            ("CONTROLPLANE_URL", format!("http://{internal}")),
            ("LISTEN_ADDR", listen),
            ("INTERNAL_ADDR", internal),
            ("RESOLVERS", self.world.address("resolver_addr").to_string()),
            ("DNS_PORT", self.world.dns().port().to_string()),
            ("HTTP_PORT", http),
            ("HTTPS_PORT", https),
            ("RDAP_BOOTSTRAP", "off".to_owned()),
            ("ALLOW_PRIVATE_NETWORKS", "1".to_owned()),
            ("TRUSTED_ROOTS", self.pebble.root.display().to_string()),
            ("EDGE_BIND", "127.0.0.1".to_owned()),
            ("EDGE_STORAGE", self.path("caddy")),
            ("ACME_DIRECTORY", self.pebble.directory()),
            ("ACME_ROOT", self.pebble.door.display().to_string()),
        ]
    }

    fn said(&self) -> String {
        let logs = ["serve.log", "caddy.log", "doctor.json"].map(|name| self.path(name));
        logs.map(|log| fs::read_to_string(log).unwrap_or_default()).join("\n")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_who_does_what_the_guide_says_has_a_live_domain() {
    let machine = Machine::start().await;
    // With all that it started, should it wait for what does not come.
    let mut shell = Command::new("timeout");
    shell.args(["--kill-after=5", "240", "bash", "-c"]).arg(script(&machine.places()));
    shell.env_clear().envs(machine.settings()).current_dir(machine.folder.path());
    let done = spawn_blocking(move || shell.stdin(Stdio::null()).output().unwrap()).await.unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    let shown = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}\n{shown}\n{}", machine.said());
    assert!(said.contains("## the end"), "{said}");
    for wanted in [
        "nothing to apply",
        "Nothing stands in the way.",
        "\"state\": \"live\"",
        "the pages of shop.sandbox.test",
        "domain.flow.completed",
        "\"method\": \"http\"",
        "\"method\": \"txt\"",
        "the pages of boots.shops.sandbox.test",
    ] {
        assert!(shown.contains(wanted), "{wanted:?} in\n{shown}");
    }
    // The operator's own name has a certificate as well, and the first domain one by either way.
    assert_eq!((machine.pebble.orders(), machine.pebble.failures()), (4, 0), "{}", machine.said());
    let doctor = fs::read_to_string(machine.path("doctor.json")).unwrap();
    let doctor: Value = serde_json::from_str(&doctor).unwrap();
    for line in doctor["lines"].as_array().unwrap() {
        let is_of_the_world =
            ["resolvers", "name_servers"].contains(&line["subject"].as_str().unwrap());
        assert!(is_of_the_world || line["standing"] != "failed", "{line}");
    }
    let backups = fs::read_dir(machine.path("var/backups/fairlead")).unwrap();
    assert_eq!(backups.count(), 1);
}

#[test]
fn only_what_changes_the_machine_or_asks_the_worlds_dns_is_left_out() {
    let boxes = boxes();
    assert_eq!(GUIDE.matches("\n```").count(), 2 * boxes.len(), "every box has commands");
    for (is_run, commands) in &boxes {
        let of_the_machine = ["apt-get ", "systemctl ", "dig "];
        let mut lines = commands.lines();
        let is_marked = lines.any(|line| of_the_machine.iter().any(|it| line.starts_with(it)));
        assert_eq!(*is_run, !is_marked, "{commands}");
    }
    let left_out: Vec<&str> =
        boxes.iter().filter(|(is_run, _)| !is_run).map(|(_, commands)| *commands).collect();
    let (some, all) = (left_out.len(), boxes.len());
    assert!(3 * some < 2 * all && 20 < all, "{some} of {all}");
    for commands in &left_out {
        let instead = INSTEAD.iter().filter(|(known, _)| commands.contains(*known)).count();
        // What runs for good there runs here too.
        assert!(instead == 1 || (instead == 0 && !commands.contains("systemctl ")), "{commands}");
    }
    for (known, _) in INSTEAD {
        assert!(left_out.iter().any(|commands| commands.contains(known)), "{known}");
    }
}
