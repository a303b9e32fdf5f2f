//! Fairlead itself, serving in this world: the way that a tenant's customers come.

use std::net::SocketAddr;
use std::process::Command;

use base64::Engine as _;
use fairlead::clock::random_bytes;
use serde_json::{Value, json};
use time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::daemon::Daemon;
use super::world::World;

const PROGRAM: &str = env!("CARGO_BIN_EXE_fairlead");
/// How long it may take to start.
const STARTING: Duration = Duration::seconds(20);

/// A running server with one tenant.
pub(super) struct Serving {
    address: SocketAddr,
    key: String,
    application: String,
    _program: Daemon,
}

impl Serving {
    pub(super) async fn start(world: &World) -> Self {
        let settings = settings(world);
        let made = Command::new(PROGRAM)
            .env_clear()
            .envs(settings.iter().filter_map(|setting| setting.split_once('=')))
            .args(["tenant", "create", "--name", "Acme", "--cname-target", "edge.shop.test"])
            .args(["--address", "192.0.2.10", "--allowed-origin", "https://app.acme.example"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let made: Value = serde_json::from_slice(&made.stdout).unwrap();
        let text = |field: &str| made[field].as_str().unwrap().to_owned();
        let mut arguments = vec!["-i"];
        arguments.extend(settings.iter().map(String::as_str));
        arguments.extend([PROGRAM, "serve"]);
        let program = Daemon::start(&world.folder().join("fairlead.log"), "env", &arguments);
        let address = listening(world, &program).await;
        Self {
            address,
            key: text("api_key"),
            application: text("application_id"),
            _program: program,
        }
    }

    /// A new connection: its path, and the value that proves it.
    pub(super) async fn connect(&self, hostname: &str) -> (String, String) {
        let wish = json!({ "application_id": self.application, "hostname": hostname });
        let made = self.post("/v1/connections", &wish).await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let path = format!("/v1/connections/{}", text(&made["id"]));
        (path, text(&made["ownership_challenge"]["value"]))
    }

    /// All checks of a connection, now.
    pub(super) async fn check(&self, connection: &str) -> Value {
        self.post(&format!("{connection}/records:check"), &json!({})).await
    }

    /// What stands at a name, for somebody who has not connected it.
    pub(super) async fn look_at(&self, hostname: &str) {
        self.post("/v1/domains:check", &json!({ "domain": hostname })).await;
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let Self { address, key, .. } = self;
        let body = body.to_string();
        let length = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {key}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\
             connection: close\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 20"), "POST {path}: {answer}");
        serde_json::from_str(body).unwrap_or_else(|e| panic!("POST {path}: {e}: {answer}"))
    }
}

fn settings(world: &World) -> Vec<String> {
    let secret = base64::engine::general_purpose::STANDARD.encode(random_bytes::<32>());
    let resolvers: Vec<String> = world.resolvers().map(|ip| ip.to_string()).collect();
    let folder = world.folder();
    vec![
        format!("DATABASE_URL=sqlite://{}", folder.join("fairlead.db").display()),
        "LISTEN_ADDR=127.0.0.1:0".to_owned(),
        "INTERNAL_ADDR=127.0.0.1:0".to_owned(),
        "PUBLIC_URL=https://connect.example.com".to_owned(),
        format!("TOKEN_SECRET=k1:{secret}"),
        format!("CREDENTIAL_KEY=k1:{secret}"),
        format!("RESOLVERS={}", resolvers.join(",")),
        format!("ROOT_HINTS={}", world.root()),
        "ALLOW_PRIVATE_NETWORKS=1".to_owned(),
    ]
}

/// Where it listens, once it says so.
async fn listening(world: &World, program: &Daemon) -> SocketAddr {
    let until = world.clock.now() + STARTING;
    loop {
        let said = program.said();
        let ready = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        if let Some(ready) = ready.into_iter().find(|line| line["ready"] == true) {
            return ready["listen"].as_str().unwrap().parse().unwrap();
        }
        assert!(world.clock.now() < until, "fairlead does not start:\n{said}");
        world.clock.sleep_until(world.clock.now() + Duration::milliseconds(50)).await;
    }
}
