//! The log: one object a line, each line of a request with its id, and never a secret.

use base64::Engine as _;
use serde_json::{Value, json};

use super::Node;
use crate::client::Client;
use crate::process::{first_tenant, production};

#[tokio::test]
async fn every_line_of_a_request_has_its_id_and_no_line_has_a_secret() {
    let folder = tempfile::tempdir().unwrap();
    let secret =
        base64::engine::general_purpose::STANDARD.encode(*b"0123456789abcdef0123456789ABCDEF");
    let mut serving = production(folder.path());
    serving
        .env("TOKEN_SECRET", format!("k1:{secret}"))
        .env("CREDENTIAL_KEY", format!("k1:{secret}"))
        .env("RESOLVERS", "127.0.0.1:1")
        .env("LOG", "trace");
    let tenant = first_tenant(&serving);
    let key = tenant["api_key"].as_str().unwrap().to_owned();
    let node = Node::start(&mut serving, folder.path());
    let client = Client::new(node.listen, Some(&key));
    let wish = json!({ "application_id": tenant["application_id"], "reference": "r-1" });
    let minted = client.post("/v1/tokens", wish).await;
    let token = minted.ok(201);
    let address = token["widget_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let auth_token = token["auth_token"].as_str().unwrap().to_owned();
    let wrong = format!("{}x", &key[..key.len() - 1]);
    let asked = [
        ("/v1/tokens", minted),
        ("/widget/{address}", client.get(&format!("/widget/{address}")).await),
        (
            "/v1/connections",
            Client::new(node.listen, Some(&auth_token)).get("/v1/connections").await,
        ),
        ("/v1/connections", Client::new(node.listen, Some(&wrong)).get("/v1/connections").await),
        ("unmatched", client.get(&format!("/nothing/{address}")).await),
    ];
    node.tell_to_stop();
    let (code, log) = node.ended();
    assert_eq!(code, Some(0), "{log}");
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
        .collect();
    for (path, answer) in asked {
        let id = answer.header("x-request-id");
        let of: Vec<_> = lines.iter().filter(|line| line["request_id"] == id).collect();
        assert!(of.iter().any(|line| line["message"] == "answered"), "{path} {id}");
        assert!(of.iter().all(|line| line["path"] == path), "{of:#?}");
        let status = of.iter().find_map(|line| line["status"].as_u64()).unwrap();
        assert_eq!(status, u64::from(answer.status));
    }
    // What the database is asked within a request says for which one.
    let within = lines.iter().filter(|line| line["target"].as_str().unwrap().starts_with("sqlx"));
    assert!(within.clone().any(|line| line["request_id"].is_string()));
    for secret in [&key, &wrong, &auth_token, &address, &secret] {
        assert!(!log.contains(secret.as_str()), "{secret}");
    }
}

#[tokio::test]
async fn who_wants_text_gets_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut serving = production(folder.path());
    serving.env("RESOLVERS", "127.0.0.1:1").env("LOG_FORMAT", "text");
    let node = Node::start(&mut serving, folder.path());
    node.tell_to_stop();
    let (_, log) = node.ended();
    assert!(log.contains("INFO") && log.contains("serving"), "{log}");
    assert!(!log.contains('{') && !log.contains('\u{1b}'), "{log}");
}
