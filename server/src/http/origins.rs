//! What origins need to know whose visitors they get.

use axum::Json as Answer;
use axum::extract::State;
use schemars::JsonSchema;
use serde::Serialize;

use super::App;

/// A set of keys (RFC 7517 §5).
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Keys")]
pub(crate) struct KeysView {
    /// The first signs; the others verify what was signed before a rotation.
    keys: Vec<KeyView>,
}

/// A public key (RFC 8037 §2).
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Key")]
struct KeyView {
    /// What an assertion's header names.
    kid: String,
    kty: &'static str,
    crv: &'static str,
    alg: &'static str,
    r#use: &'static str,
    /// 32 bytes, base64url.
    x: String,
}

/// `GET /.well-known/jwks.json`: the keys by which origins verify what the edge tells them.
pub(crate) async fn keys(State(app): State<App>) -> Answer<KeysView> {
    let keys = app.service.assertion_keys().into_iter().map(|key| KeyView {
        kid: key.id,
        kty: "OKP",
        crv: "Ed25519",
        alg: "EdDSA",
        r#use: "sig",
        x: key.x,
    });
    Answer(KeysView { keys: keys.collect() })
}
