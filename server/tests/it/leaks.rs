//! No secret is ever told: the real program, as talkative as it can be, and every secret made.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use fairlead::clock::random_bytes;
use fairlead::config::Config;
use fairlead::store::Store;
use serde_json::{Value, json};
use url::Url;

use crate::client::{Answer, Client};
use crate::database::{on_postgres, on_sqlite};
use crate::process::{Program, command, first_tenant, like, production, signal};
use crate::world::{KEY, World, path};

/// How every JWT begins: `{"` in base64.
const JWT: &str = "eyJ";

/// A program whose every word is kept.
struct Talkative {
    program: Program,
    listen: SocketAddr,
    internal: SocketAddr,
    stdout: BufReader<ChildStdout>,
    said: String,
    stderr: std::path::PathBuf,
}

impl Talkative {
    fn start(serving: &Command, folder: &Path) -> Self {
        let stderr = folder.join("stderr");
        let mut command = like(serving);
        command.env("LOG", "trace").arg("serve").current_dir(folder);
        command.stdout(Stdio::piped()).stderr(File::create(&stderr).unwrap());
        let mut program = Program(command.spawn().unwrap());
        let mut stdout = BufReader::new(program.0.stdout.take().unwrap());
        let mut said = String::new();
        stdout.read_line(&mut said).unwrap();
        let ready: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said:?}"));
        let address = |field: &str| ready[field].as_str().unwrap().parse().unwrap();
        let (listen, internal) = (address("listen"), address("internal"));
        Self { program, listen, internal, stdout, said, stderr }
    }

    /// Stops it; everything that it said.
    fn end(mut self) -> String {
        signal(&self.program.0, "-TERM");
        assert_eq!(self.program.0.wait().unwrap().code(), Some(0));
        self.stdout.read_to_string(&mut self.said).unwrap();
        self.said + &std::fs::read_to_string(&self.stderr).unwrap()
    }
}

/// The secrets that were made, and what was said to those who asked wrongly.
#[derive(Default)]
struct Secrets {
    kept: Vec<(&'static str, String)>,
    errors: Vec<String>,
}

impl Secrets {
    fn keep(&mut self, what: &'static str, secret: &str) -> String {
        assert!(8 <= secret.len(), "{what} is too short to be looked for");
        self.kept.push((what, secret.to_owned()));
        secret.to_owned()
    }

    /// A JWT, and its signature alone.
    fn keep_token(&mut self, what: &'static str, token: &str) -> String {
        self.keep(what, token.rsplit('.').next().unwrap());
        self.keep(what, token)
    }

    /// The random end of an address.
    fn keep_address(&mut self, what: &'static str, url: &str) -> String {
        self.keep(what, url.rsplit('/').next().unwrap())
    }

    /// A setting like `kid:base64`: as it is written, and as the bytes that it means.
    fn keep_setting(&mut self, what: &'static str, setting: &str) {
        let encoded = self.keep(what, setting.split_once(':').unwrap().1);
        let bytes = BASE64.decode(encoded).unwrap();
        let hex = bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        self.keep(what, &hex);
        self.keep(what, format!("{:?}", &bytes[..8]).trim_matches(['[', ']']));
    }

    /// An answer that must be a refusal.
    #[track_caller]
    fn refused(&mut self, answer: &Answer) {
        assert!((400..500).contains(&answer.status), "{answer:?}");
        self.errors.push(answer.text());
    }

    fn are_not_in(&self, said: &str) {
        let places = self.errors.iter().map(|body| ("an answer", body.as_str()));
        for (place, text) in places.chain([("the log", said)]) {
            for (what, secret) in &self.kept {
                if let Some(at) = text.find(secret.as_str()) {
                    let around = text.get(at.saturating_sub(300)..at).unwrap_or_default();
                    panic!("{what} is in {place} after …{around}");
                }
            }
            assert!(!text.contains(JWT), "a token is in {place}");
        }
    }
}

/// Every way in which a key is made, used, misused and revoked.
async fn use_keys(door: SocketAddr, key: &str, application: &str, secrets: &mut Secrets) {
    let client = Client::new(door, Some(key));
    let keys = format!("/v1/applications/{application}/keys");
    let body = json!({ "name": "ci", "scopes": ["connections:read"] }).to_string();
    let once = [("content-type", "application/json"), ("idempotency-key", "the first of them")];
    let made = client.send("POST", &keys, &once, body.clone()).await.ok(201);
    let narrow = secrets.keep("an API key", made["secret"].as_str().unwrap());
    let again = client.send("POST", &keys, &once, body).await.ok(201);
    assert_eq!(again["secret_omitted"], true);
    client.get(&keys).await.ok(200);
    let holder = Client::new(door, Some(&narrow));
    holder.get("/v1/connections").await.ok(200);
    secrets.refused(&holder.get("/v1/applications").await);
    secrets.refused(&holder.get(&format!("/v1/{narrow}")).await);
    let wrong = json!({ "application_id": application, "hostname": "x.y.test", "key": narrow });
    secrets.refused(&client.post("/v1/connections", json!({ "hostname": 1 })).await);
    assert_eq!(client.post("/v1/connections", wrong).await.status, 400);
    client.delete(&format!("{keys}/{}", made["id"].as_str().unwrap())).await.ok(204);
    secrets.refused(&holder.get("/v1/connections").await);
    secrets.refused(&Client::new(door, Some(&format!("{key}x"))).get("/v1/connections").await);
}

/// Every way in which a token and its session addresses are made, used, misused and revoked.
async fn use_tokens(door: SocketAddr, key: &str, application: &str, secrets: &mut Secrets) {
    let (client, nobody) = (Client::new(door, Some(key)), Client::new(door, None));
    let body = json!({ "application_id": application, "reference": "c1", "allow": ["delete"] });
    let mut minted = Vec::new();
    for _ in 0..2 {
        let made = client.post("/v1/tokens", body.clone()).await.ok(201);
        let token = secrets.keep_token("a token", made["auth_token"].as_str().unwrap());
        let url = made["widget_url"].as_str().unwrap();
        minted.push((made["jti"].clone(), token, secrets.keep_address("a session address", url)));
    }
    let (jti, token, address) = &minted[0];
    let customer = Client::new(door, Some(token));
    let wish = json!({ "application_id": application, "hostname": "shop.sandbox.test" });
    let made = customer.post("/v1/connections", wish).await.ok(201);
    customer.get("/v1/connections").await.ok(200);
    secrets.refused(&customer.get("/v1/applications").await);
    secrets.refused(&Client::new(door, Some(&format!("{token}x"))).get("/v1/connections").await);
    let page = format!("/widget/{address}");
    assert_eq!(nobody.get(&page).await.status, 200);
    nobody.stream(&format!("{page}/events")).await.next().await.unwrap();
    use_shares(door, &customer, &path(&made, "/share"), secrets).await;
    assert_eq!(nobody.form(&format!("{page}/check"), "").await.status, 303);
    let place = format!("{page}/connections");
    assert_eq!(nobody.form(&place, "domain=b.sandbox.test").await.status, 303);
    assert_eq!(nobody.form(&place, "domain=no+name").await.status, 422);
    let plain = [("content-type", "text/plain")];
    let renewed = nobody.send("POST", &format!("{page}/token"), &plain, minted[1].1.clone()).await;
    assert_eq!(renewed.status, 200, "{renewed:?}");
    secrets.refused(&nobody.send("POST", &format!("{page}/token"), &plain, "a.b.c").await);
    let opened = nobody.form("/widget", &format!("token={token}")).await;
    assert_eq!(opened.status, 303);
    let second = secrets.keep_address("a session address", opened.header("location"));
    assert_eq!(nobody.get(&format!("/widget/{second}")).await.status, 200);
    secrets.refused(&nobody.send("POST", "/widget", &plain, token.clone()).await);
    secrets.refused(&nobody.get(&format!("{page}/nowhere")).await);
    secrets.refused(&nobody.delete(&page).await);
    secrets.refused(&nobody.form(&format!("{page}/delete?connection=none"), "").await);
    client.delete(&format!("/v1/tokens/{}", jti.as_str().unwrap())).await.ok(204);
    secrets.refused(&customer.get("/v1/connections").await);
    secrets.refused(&nobody.get(&page).await);
    secrets.refused(&nobody.get(&format!("{page}/events")).await);
    secrets.refused(&nobody.form("/widget", &format!("token={token}")).await);
    client.delete(&path(&made, "")).await.ok(200);
}

/// An endpoint with its secrets, made, listed, misused and rotated; what happens later is told to
/// it, or tried.
async fn use_webhooks(client: &Client, application: &str, secrets: &mut Secrets) {
    let place = "/v1/webhook-endpoints";
    let wish = json!({
        "application_id": application, "url": "https://receiver.example.com/in", "events": [],
    });
    let made = client.post(place, wish).await.ok(201);
    let path = format!("{place}/{}", made["id"].as_str().unwrap());
    let rotated = client.post(&format!("{path}/rotate"), json!({})).await;
    assert!((200..300).contains(&rotated.status), "{rotated:?}");
    for answer in [made, rotated.ok(rotated.status)] {
        let secret = secrets.keep("a signing secret", answer["signing_secret"].as_str().unwrap());
        secrets.keep_setting("a signing secret", &secret.replacen('_', ":", 1));
    }
    assert!(!client.get(place).await.text().contains("whsec_"));
    secrets.refused(&client.patch(&path, json!({ "signing_secret": 1 })).await);
    secrets.refused(&client.post(place, json!({ "url": "no address" })).await);
}

/// A share link, opened, misused and revoked.
async fn use_shares(door: SocketAddr, customer: &Client, place: &str, secrets: &mut Secrets) {
    let nobody = Client::new(door, None);
    let made = customer.post(place, json!({})).await.ok(201);
    let address = secrets.keep_address("a share link", made["url"].as_str().unwrap());
    let page = format!("/connect/{address}");
    assert_eq!(nobody.get(&page).await.status, 200);
    nobody.stream(&format!("{page}/events")).await.next().await.unwrap();
    secrets.refused(&nobody.delete(&page).await);
    secrets.refused(&nobody.get(&format!("{page}/nowhere")).await);
    let id = made["share_id"].as_str().unwrap();
    customer.delete(&format!("{place}/{id}")).await.ok(204);
    secrets.refused(&nobody.get(&page).await);
}

/// A program for customers with every setting that is secret, at `database`.
async fn production_tells_nothing(world: &World, database: &str, secrets: &mut Secrets) {
    let folder = tempfile::tempdir().unwrap();
    let credential_key = format!("c1:{}", BASE64.encode(random_bytes::<32>()));
    let mut serving = production(folder.path());
    serving
        .env("DATABASE_URL", database)
        .env("CREDENTIAL_KEY", &credential_key)
        .env("RESOLVERS", world.guide["resolver_addr"].as_str().unwrap())
        .env("DNS_PORT", world.dns().port().to_string())
        .env("ALLOW_PRIVATE_NETWORKS", "1");
    let token_secret = serving.get_envs().find(|(name, _)| *name == "TOKEN_SECRET").unwrap().1;
    secrets.keep_setting("TOKEN_SECRET", token_secret.unwrap().to_str().unwrap());
    secrets.keep_setting("CREDENTIAL_KEY", &credential_key);
    let made = first_tenant(&serving);
    let key = secrets.keep("the first key", made["api_key"].as_str().unwrap());
    let application = made["application_id"].as_str().unwrap();
    let program = Talkative::start(&serving, folder.path());
    let client = Client::new(program.listen, Some(&key));
    use_webhooks(&client, application, secrets).await;
    use_keys(program.listen, &key, application, secrets).await;
    use_tokens(program.listen, &key, application, secrets).await;
    let said = program.end();
    // It was as talkative as it can be, and we heard it.
    assert!(said.contains("TRACE") && said.contains("/v1/tokens"), "{} bytes", said.len());
    assert!(said.contains("INSERT INTO tokens"), "not even the database's statements are there");
    secrets.are_not_in(&said);
}

#[tokio::test]
async fn the_program_at_its_most_talkative_tells_no_secret_on_sqlite() {
    let world = World::on_demand().await;
    on_sqlite(async |_, url| {
        production_tells_nothing(&world, &url, &mut Secrets::default()).await;
    })
    .await;
}

#[tokio::test]
async fn the_program_at_its_most_talkative_tells_no_secret_on_postgres() {
    let world = World::on_demand().await;
    on_postgres(async |_, url| {
        let mut secrets = Secrets::default();
        let mut url = Url::parse(&url).unwrap();
        // A server that asks for no password takes any.
        if url.password().is_none() {
            url.set_password(Some("hush-hush-hush")).unwrap();
        }
        secrets.keep("the database's password", url.password().unwrap());
        production_tells_nothing(&world, url.as_str(), &mut secrets).await;
    })
    .await;
}

/// The whole way to live: the edge, its assertions to the origin, and a stream beside it.
#[tokio::test]
async fn the_sandbox_at_its_most_talkative_tells_no_secret_on_the_way_to_live() {
    let folder = tempfile::tempdir().unwrap();
    let mut serving = command(folder.path());
    serving.env("MODE", "sandbox");
    let program = Talkative::start(&serving, folder.path());
    let client = Client::new(program.listen, Some(KEY));
    let mut secrets = Secrets::default();
    let guide = client.get("/sandbox").await.ok(200);
    let application = guide["application_id"].as_str().unwrap();
    use_webhooks(&client, application, &mut secrets).await;
    use_keys(program.listen, KEY, application, &mut secrets).await;
    use_tokens(program.listen, KEY, application, &mut secrets).await;
    let wish = json!({ "application_id": application, "hostname": "live.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    for record in made["desired_records"].as_array().unwrap() {
        let body = json!({
            "name": record["host"], "type": record["type"], "ttl": 5, "values": [record["value"]],
        });
        client.put("/sandbox/records", body).await.ok(204);
    }
    let mut stream = client.stream(&path(&made, "/events")).await;
    stream.until(|now| now["state"] == "live").await;
    drop(stream);
    let forwarded = [("x-forwarded-host", "live.sandbox.test")];
    let edge = Client::new(program.internal, None);
    let route = edge.send("GET", "/internal/route", &forwarded, "").await;
    assert_eq!(route.status, 200, "{route:?}");
    let mut values = route.headers.values().filter_map(|value| value.to_str().ok());
    let assertion = values.find(|value| value.contains(JWT)).expect("an assertion");
    secrets.keep_token("an assertion", assertion.rsplit(' ').next().unwrap());
    secrets.are_not_in(&program.end());
}

/// What can't be opened is told without the password to it.
#[tokio::test]
async fn a_database_that_is_away_is_told_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let password = "hush-hush-hush";
    for url in [
        format!("postgres://fairlead:{password}@127.0.0.1:1/fairlead"),
        format!("postgres://fairlead:{password}@:notaport/fairlead"),
        format!("postgres://fairlead:{password}@127.0.0.1:1/fairlead?sslmode=strange"),
        format!("mysql://fairlead:{password}@db.example/fairlead"),
    ] {
        let mut program = production(folder.path());
        program.env("DATABASE_URL", &url).env("LOG", "trace");
        let ended = program.output().unwrap();
        assert!(!ended.status.success());
        let said = [ended.stdout, ended.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(said.to_lowercase().contains("database"), "{said}");
        assert!(!said.contains(password), "{said}");
    }
}

/// What holds a secret shows nothing of it to whoever prints it while looking for a fault.
#[tokio::test]
async fn what_holds_a_secret_hides_it_from_debug_output() {
    let token_secret = BASE64.encode(random_bytes::<32>());
    let setting = format!("k1:{token_secret}");
    let mut secrets = Secrets::default();
    secrets.keep_setting("TOKEN_SECRET", &setting);
    secrets.keep("the database's password", "hush-hush-hush");
    let config = Config::read(|name| match name {
        "PUBLIC_URL" => Some("https://connect.example.com".to_owned()),
        "TOKEN_SECRET" | "CREDENTIAL_KEY" => Some(setting.clone()),
        "DATABASE_URL" => Some("postgres://fairlead:hush-hush-hush@127.0.0.1/x".to_owned()),
        _ => None,
    });
    let mut shown = format!("{:?}", config.unwrap());
    on_postgres(async |_, url| {
        let mut url = Url::parse(&url).unwrap();
        if url.password().is_none() {
            url.set_password(Some("hush-hush-hush")).unwrap();
        }
        secrets.keep("the database's password", url.password().unwrap());
        let store = Store::open(url.as_str()).await.unwrap();
        shown = format!("{shown}{store:?}");
        store.close().await;
    })
    .await;
    secrets.are_not_in(&shown);
}
