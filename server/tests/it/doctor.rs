//! `fairlead doctor`: each thing that can be wrong is made wrong, and told with what to do.

use std::net::SocketAddr;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use fairlead::config::Config;
use fairlead::doctor::examine;
use fairlead::doctor::report::{Line, Report, Standing, Subject};
use fairlead::store::Store;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UdpSocket};
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

use crate::acme::ca::Ca;
use crate::database::on_postgres;
use crate::process::first_tenant;
use crate::world::{SECRET, World};

/// A well server, and all that it needs, on loopback.
struct Scene {
    world: World,
    server: fairlead::serve::Running,
    root: NameServer,
}

impl Scene {
    async fn start() -> Self {
        let world = World::on_demand().await;
        let server = world.production(None).await;
        let root = NameServer::start(Answers { udp: true, tcp: true, authoritative: true }).await;
        Self { world, server, root }
    }

    /// What the doctor says of it, with some settings changed.
    async fn examine(&self, changed: &[(&str, &str)]) -> Report {
        let folder = self.world.database();
        let database = folder.replace("fairlead.db", "production.db");
        let (url, root) = (format!("http://{}", self.server.listen), self.root.address.to_string());
        let secret = format!("{}:{}", SECRET.1, BASE64.encode(SECRET.0));
        let text = |field: &str| self.world.guide[field].as_str().unwrap().to_owned();
        let usual = [
            ("MODE", "production".to_owned()),
            ("PUBLIC_URL", url),
            ("DATABASE_URL", database),
            ("RESOLVERS", root.clone()),
            ("ROOT_HINTS", root),
            ("EDGE_ADDR", text("edge_addr")),
            ("TOKEN_SECRET", secret.clone()),
            ("CREDENTIAL_KEY", secret),
        ];
        let (config, problems) = Config::examine(|name| {
            let given = changed.iter().find(|(known, _)| *known == name);
            given.map(|(_, value)| (*value).to_owned()).or_else(|| {
                let usual = usual.iter().find(|(known, _)| *known == name);
                usual.map(|(_, value)| value.clone())
            })
        });
        examine(&config, &problems, &self.world.clock).await
    }
}

fn lines(report: &Report, subject: Subject) -> Vec<&Line> {
    report.lines.iter().filter(|line| line.subject == subject).collect()
}

/// The one line of the subject that stands so.
#[track_caller]
fn only(report: &Report, subject: Subject, standing: Standing) -> String {
    let lines = lines(report, subject);
    let such: Vec<_> = lines.iter().filter(|line| line.standing == standing).collect();
    assert_eq!(such.len(), 1, "{subject:?} {standing:?}: {lines:#?}");
    assert_eq!(such[0].remedy.is_some(), standing != Standing::Ok, "{:?}", such[0]);
    assert_eq!(report.is_well(), !report.lines.iter().any(|l| l.standing == Standing::Failed));
    such[0].seen.clone()
}

#[tokio::test]
async fn each_ca_is_there_and_is_the_one_that_records_are_compared_with() {
    let (scene, ca) = (Scene::start().await, Ca::start().await);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("door.pem");
    std::fs::write(&root, ca.root_pem()).unwrap();
    let (directory, root) = (ca.directory(), root.to_str().unwrap().to_owned());
    let ours = [
        ("EDGE_ISSUER_MODE", "acme"),
        ("EDGE_TOKEN", "0123456789abcdef0123456789abcdef"),
        ("ACME_DIRECTORY", &directory),
        ("ACME_ROOT", &root),
    ];
    let told = async |more: &[(&str, &str)], standing| {
        // What is said first counts.
        only(&scene.examine(&[more, &ours].concat()).await, Subject::Ca, standing)
    };
    let good = told(&[("EDGE_ISSUER", "CA1.example")], Standing::Ok).await;
    assert!(good.contains(&directory), "{good}");
    let other = told(&[], Standing::Failed).await;
    assert!(other.contains("ca1.example to CAA records, and not letsencrypt.org"), "{other}");
    let nowhere = ("ACME_DIRECTORY", "https://127.0.0.1:1/directory");
    let away = told(&[nowhere], Standing::Failed).await;
    assert!(away.starts_with("https://127.0.0.1:1/directory: "), "{away}");
    let wrong = directory.replace("/directory", "/nonce");
    told(&[("ACME_DIRECTORY", &wrong)], Standing::Failed).await;
}

#[tokio::test]
async fn a_server_that_has_all_it_needs_is_well() {
    let scene = Scene::start().await;
    let report = scene.examine(&[]).await;
    assert!(report.is_well(), "{report:#?}");
    for subject in
        [Subject::Database, Subject::Resolvers, Subject::Edge, Subject::PublicUrl, Subject::Clock]
    {
        only(&report, subject, Standing::Ok);
    }
    assert_eq!(lines(&report, Subject::NameServers).len(), 2);
    assert_eq!(lines(&report, Subject::Disk).len(), 1);
    assert!(only(&report, Subject::Database, Standing::Ok).contains("wal"));
    // Plain HTTP on loopback, and a secret that somebody typed: worth a word each.
    assert!(only(&report, Subject::Settings, Standing::Warning).contains("PUBLIC_URL"));
    assert!(only(&report, Subject::Secrets, Standing::Warning).contains(SECRET.1));
    let said = format!("{report:?}");
    assert!(!said.contains(std::str::from_utf8(&SECRET.0).unwrap()), "{said}");
}

#[tokio::test]
async fn every_setting_that_is_wrong_is_told_and_the_rest_is_looked_at() {
    let scene = Scene::start().await;
    let report = scene.examine(&[("RESOLVERS", "one"), ("DRIFT_GRACE", "soon")]).await;
    let wrong: Vec<_> = lines(&report, Subject::Settings)
        .iter()
        .filter(|line| line.standing == Standing::Failed)
        .map(|line| line.seen.split(':').next().unwrap().to_owned())
        .collect();
    assert_eq!(wrong, ["RESOLVERS", "DRIFT_GRACE"]);
    assert!(lines(&report, Subject::Resolvers).is_empty());
    only(&report, Subject::Database, Standing::Ok);
    only(&report, Subject::PublicUrl, Standing::Ok);
}

#[tokio::test]
async fn a_secret_that_has_signed_for_long_is_told() {
    let scene = Scene::start().await;
    let url = scene.world.database().replace("fairlead.db", "production.db");
    let mut other = SqliteConnection::connect(&url).await.unwrap();
    let name = format!("secret:TOKEN_SECRET:{}", SECRET.1);
    let moved = sqlx::query("UPDATE meta SET value = '1000000' WHERE name = $1").bind(name);
    assert_eq!(moved.execute(&mut other).await.unwrap().rows_affected(), 1, "serving noted it");
    other.close().await.unwrap();
    let report = scene.examine(&[]).await;
    let told = lines(&report, Subject::Secrets);
    assert!(told.iter().any(|line| line.seen.contains("in use for")), "{told:?}");
}

#[tokio::test]
async fn a_sqlite_that_is_no_database_newer_locked_or_away_is_told() {
    let scene = Scene::start().await;
    let folder = tempfile::tempdir().unwrap();
    let at = |file: &str| format!("sqlite://{}", folder.path().join(file).display());
    std::fs::write(folder.path().join("letter.db"), "this is a letter, not a database").unwrap();
    for (url, standing, word) in [
        (at("letter.db"), Standing::Failed, "not a database"),
        (at("no/folder/x.db"), Standing::Failed, "folder"),
        (at("none.db"), Standing::Warning, "not there yet"),
    ] {
        let report = scene.examine(&[("DATABASE_URL", &url)]).await;
        let seen = only(&report, Subject::Database, standing);
        assert!(seen.contains(word), "{seen}");
        assert!(!folder.path().join("none.db").exists(), "it changes nothing");
    }
    let url = at("ours.db");
    Store::open(&url).await.unwrap().close().await;
    let mut other = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let report = scene.examine(&[("DATABASE_URL", &url)]).await;
    assert!(only(&report, Subject::Database, Standing::Failed).contains("locked"));
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut other).await.unwrap();
    let report = scene.examine(&[("DATABASE_URL", &url)]).await;
    assert!(only(&report, Subject::Database, Standing::Warning).contains("journal mode"));
    let sql = "UPDATE _sqlx_migrations SET version = 9001 WHERE version = 1";
    sqlx::query(sql).execute(&mut other).await.unwrap();
    let report = scene.examine(&[("DATABASE_URL", &url)]).await;
    assert!(only(&report, Subject::Database, Standing::Failed).contains("9001"));
    other.close().await.unwrap();
}

#[tokio::test]
async fn a_postgres_that_only_reads_mixes_up_or_is_away_is_told() {
    let scene = Scene::start().await;
    let away = scene.examine(&[("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")]).await;
    only(&away, Subject::Database, Standing::Failed);
    on_postgres(async |store, url| {
        let report = scene.examine(&[("DATABASE_URL", &url)]).await;
        assert!(report.is_well(), "{report:#?}");
        // Its clock, and the public URL's.
        assert_eq!(lines(&report, Subject::Clock).len(), 2);
        store.close().await;
        let mut admin = PgConnection::connect(&url).await.unwrap();
        let name: String =
            sqlx::query_scalar("SELECT current_database()").fetch_one(&mut admin).await.unwrap();
        let mut set = async |what: &str| {
            let sql = format!("ALTER DATABASE {name} SET {what}");
            sqlx::query(AssertSqlSafe(sql)).execute(&mut admin).await.unwrap();
            scene.examine(&[("DATABASE_URL", &url)]).await
        };
        let report = set("default_transaction_isolation = 'serializable'").await;
        let seen = lines(&report, Subject::Database);
        assert!(seen.iter().any(|line| line.seen.contains("serializable")), "{seen:?}");
        let report = set("synchronous_commit = off").await;
        let seen = lines(&report, Subject::Database);
        assert!(seen.iter().any(|line| line.seen.contains("synchronous_commit")), "{seen:?}");
        let report = set("default_transaction_read_only = on").await;
        assert!(only(&report, Subject::Database, Standing::Failed).contains("read-only"));
        let mut admin = PgConnection::connect(&url).await.unwrap();
        sqlx::query("SET default_transaction_read_only = off").execute(&mut admin).await.unwrap();
        let sql = "UPDATE _sqlx_migrations SET version = 9001 WHERE version = 1";
        sqlx::query(sql).execute(&mut admin).await.unwrap();
        let report = scene.examine(&[("DATABASE_URL", &url)]).await;
        assert!(only(&report, Subject::Database, Standing::Failed).contains("9001"));
    })
    .await;
}

#[tokio::test]
async fn a_resolver_that_is_silent_or_refuses_is_told_beside_one_that_answers() {
    let scene = Scene::start().await;
    let silent = UdpSocket::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let good = scene.root.address;
    // One that knows nothing of the root.
    let refusing = scene.world.address("resolver_addr");
    let addresses = format!("{good},{silent},{refusing}");
    let report = scene.examine(&[("RESOLVERS", &addresses)]).await;
    let told = lines(&report, Subject::Resolvers);
    let standing = |address: SocketAddr| {
        let of = told.iter().find(|line| line.seen.contains(&address.to_string()));
        of.map(|line| line.standing)
    };
    assert_eq!(standing(good), Some(Standing::Ok), "{told:?}");
    assert_eq!(standing(silent), Some(Standing::Failed), "{told:?}");
    assert_eq!(standing(refusing), Some(Standing::Failed), "{told:?}");
    assert!(!report.is_well());
}

#[tokio::test]
async fn port_53_that_is_shut_or_answered_by_others_is_told_for_each_transport() {
    let scene = Scene::start().await;
    let all = Answers { udp: true, tcp: true, authoritative: true };
    for (answers, udp, tcp) in [
        (Answers { udp: false, ..all }, Standing::Failed, Standing::Ok),
        (Answers { tcp: false, ..all }, Standing::Ok, Standing::Failed),
        (Answers { authoritative: false, ..all }, Standing::Failed, Standing::Failed),
    ] {
        let server = NameServer::start(answers).await;
        let report = scene.examine(&[("ROOT_HINTS", &server.address.to_string())]).await;
        let told = lines(&report, Subject::NameServers);
        let standing = |way: &str| told.iter().find(|l| l.seen.contains(way)).unwrap().standing;
        assert_eq!((standing("UDP"), standing("TCP")), (udp, tcp), "{told:?}");
        if !answers.authoritative {
            assert!(told[0].remedy.as_ref().unwrap().contains("in its place"), "{told:?}");
        }
    }
}

#[tokio::test]
async fn an_edge_that_is_away_mute_or_something_else_is_told() {
    let scene = Scene::start().await;
    let mute = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mute_addr = mute.local_addr().unwrap().to_string();
    let plain = canned("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await;
    for (edge, word) in [
        ("127.0.0.1:1", "can't be reached"),
        (&mute_addr, "no answer"),
        (&plain.0.to_string(), "does not speak TLS"),
    ] {
        let report = scene.examine(&[("EDGE_ADDR", edge)]).await;
        let seen = only(&report, Subject::Edge, Standing::Failed);
        assert!(seen.contains(word), "{seen}");
    }
    let report = scene.examine(&[("EDGE_ADDR", "")]).await;
    assert!(lines(&report, Subject::Edge).is_empty());
    let odd = lines(&report, Subject::Settings);
    assert!(odd.iter().any(|line| line.seen.contains("EDGE_ADDR")), "{odd:?}");
}

#[tokio::test]
async fn a_public_url_that_leads_elsewhere_is_told_and_so_is_its_clock() {
    let scene = Scene::start().await;
    let body = r#"{"status":"ok","marker":"fairlead-marker v1 YQ AAAA"}"#;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ndate: Sun, 01 Mar 2020 12:00:00 GMT\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let other = canned(&answer).await;
    let report = scene.examine(&[("PUBLIC_URL", &format!("http://{}", other.0))]).await;
    assert!(only(&report, Subject::PublicUrl, Standing::Failed).contains("not as this server"));
    assert!(only(&report, Subject::Clock, Standing::Failed).contains("behind"));
    // A certificate that browsers would refuse.
    let edge = format!("https://localhost:{}", scene.world.address("edge_addr").port());
    for (url, word) in [(edge.as_str(), "TLS"), ("http://127.0.0.1:1", "can't be reached")] {
        let report = scene.examine(&[("PUBLIC_URL", url)]).await;
        let seen = only(&report, Subject::PublicUrl, Standing::Failed);
        assert!(seen.contains(word), "{seen}");
        assert!(lines(&report, Subject::Clock).is_empty());
    }
    // The right server under another secret.
    let secret = format!("{}:{}", SECRET.1, BASE64.encode([1, 2, 3, 4, 5, 6, 7, 8].repeat(4)));
    let report = scene.examine(&[("TOKEN_SECRET", &secret)]).await;
    assert!(only(&report, Subject::PublicUrl, Standing::Failed).contains("not as this server"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_tells_programs_and_people_and_exits_by_it() {
    let scene = Scene::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut serving = crate::process::production(folder.path());
    first_tenant(&serving);
    serving
        .env("PUBLIC_URL", format!("http://{}", scene.server.listen))
        .env("TOKEN_SECRET", format!("{}:{}", SECRET.1, BASE64.encode(SECRET.0)))
        .env("CREDENTIAL_KEY", format!("{}:{}", SECRET.1, BASE64.encode(SECRET.0)))
        .env("RESOLVERS", scene.root.address.to_string())
        .env("ROOT_HINTS", scene.root.address.to_string())
        .env("EDGE_ADDR", scene.world.guide["edge_addr"].as_str().unwrap());
    let doctor = |more: &[(&str, &str)], args: &[&str]| {
        let mut doctor = Command::new(serving.get_program());
        doctor.env_clear().current_dir(folder.path()).arg("doctor").args(args);
        doctor.envs(serving.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let out = doctor.envs(more.iter().copied()).output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap())
    };
    let (code, said) = doctor(&[], &["--json"]);
    let told: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, &told["ok"]), (Some(0), &Value::Bool(true)), "{said}");
    let line = &told["lines"][0];
    for field in ["subject", "standing", "seen", "do"] {
        assert!(line.get(field).is_some(), "{field}: {line}");
    }
    let (code, said) = doctor(&[("EDGE_ADDR", "127.0.0.1:1")], &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("failed  edge         127.0.0.1:1 can't be reached"), "{said}");
    assert!(said.contains("→ start the edge"), "{said}");
    assert!(said.contains("1 failed"), "{said}");
    let (code, said) = doctor(&[("PUBLIC_URL", ""), ("TOKEN_SECRET", "")], &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("PUBLIC_URL: missing") && said.contains("TOKEN_SECRET: missing"));
}

/// Which questions a name server answers.
#[derive(Clone, Copy)]
struct Answers {
    udp: bool,
    tcp: bool,
    authoritative: bool,
}

/// A server of the root, as far as it is asked for the root's name servers.
struct NameServer {
    address: SocketAddr,
    _stop: DropGuard,
}

impl NameServer {
    async fn start(answers: Answers) -> Self {
        let (tcp, udp) = loop {
            let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
            if let Ok(udp) = UdpSocket::bind(tcp.local_addr().unwrap()).await {
                break (tcp, udp);
            }
        };
        let address = tcp.local_addr().unwrap();
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let end = stop.clone();
        tasks.spawn(async move {
            end.run_until_cancelled(async {
                let mut buffer = [0; 1500];
                loop {
                    let (length, from) = udp.recv_from(&mut buffer).await.unwrap();
                    if answers.udp {
                        let answer = answer(&buffer[..length], answers.authoritative);
                        udp.send_to(&answer, from).await.unwrap();
                    }
                }
            })
            .await;
        });
        let end = stop.clone();
        tasks.spawn(async move {
            end.run_until_cancelled(async {
                while let Ok((mut stream, _)) = tcp.accept().await {
                    let Ok(length) = stream.read_u16().await else { continue };
                    let mut query = vec![0; usize::from(length)];
                    if stream.read_exact(&mut query).await.is_ok() && answers.tcp {
                        let answer = answer(&query, answers.authoritative);
                        stream.write_u16(u16::try_from(answer.len()).unwrap()).await.unwrap();
                        stream.write_all(&answer).await.unwrap();
                    }
                }
            })
            .await;
        });
        Self { address, _stop: stop.drop_guard() }
    }
}

/// The question again, and one NS record for it.
fn answer(query: &[u8], authoritative: bool) -> Vec<u8> {
    let mut end = 12;
    while query[end] != 0 {
        end += usize::from(query[end]) + 1;
    }
    end += 5;
    let mut answer = query[..end].to_vec();
    answer[2] = if authoritative { 0x84 } else { 0x80 };
    answer[3] = 0;
    answer[4..12].copy_from_slice(&[0, 1, 0, 1, 0, 0, 0, 0]);
    // A pointer to the question's name, NS, IN, an hour, "a.root."
    answer.extend([0xc0, 12, 0, 2, 0, 1, 0, 0, 14, 16, 0, 8, 1, b'a', 4]);
    answer.extend(b"root\0");
    answer
}

/// A server that says the same to everybody.
async fn canned(answer: &str) -> (SocketAddr, DropGuard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, answer) = (CancellationToken::new(), answer.to_owned());
    let end = stop.clone();
    TaskTracker::new().spawn(async move {
        end.run_until_cancelled(async {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut buffer = [0; 2048];
                let _ = stream.read(&mut buffer).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        })
        .await;
    });
    (address, stop.drop_guard())
}
