//! Tokens alone, without the database: our minting and verifying beside fast-jwt on Node, and beside
//! the library's bare calls.

use std::error::Error;
use std::hint::black_box;
use std::process::Stdio;

use app::domain::session::{AUDIENCE, Claims, Scope};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use fairlead::clock::Clock;
use fairlead::service::sessions::TokenKeys;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};

use crate::http::secret;
use crate::{cpu, report, tools};

const TIMES: u32 = 50_000;
const ISSUER: &str = "https://connect.example";

/// The fastest of Node's.
const PEER: (&str, &str) = ("fast-jwt", "6.3.6");

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let secret = secret();
    let keys = TokenKeys::new(std::slice::from_ref(&secret));
    let (encoding, decoding) =
        (EncodingKey::from_secret(&secret.bytes), DecodingKey::from_secret(&secret.bytes));
    let claims = claims();
    let now = Clock::default().now();
    let header = Header::new(Algorithm::HS256);
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&[ISSUER]);
    let token = keys.mint(&claims)?;

    let raw_mint = time(|| Ok(jsonwebtoken::encode(&header, &claims, &encoding)?))?;
    let mint = time(|| Ok(keys.mint(&claims)?))?;
    let raw_verify = time(|| Ok(jsonwebtoken::decode::<Claims>(&token, &decoding, &validation)?))?;
    let verify = time(|| Ok(keys.verify(&token, ISSUER, now)?))?;
    let (peer_mint, peer_verify) = peer(&BASE64.encode(&secret.bytes), &claims)?;

    let title = format!("HS256 tokens alone, {} bytes, one thread", token.len());
    report::table(&title, &["what", "CPU µs", "each second", "rate : anchor", "goal", ""])?;
    for (name, micros, judged) in [
        ("mint, fast-jwt on Node", peer_mint, report::anchor()),
        ("mint, jsonwebtoken's encode", raw_mint, report::told(peer_mint / raw_mint)),
        ("mint", mint, report::at_least(peer_mint / mint, 4.0)),
        ("verify, fast-jwt on Node", peer_verify, report::anchor()),
        ("verify, jsonwebtoken's decode", raw_verify, report::told(peer_verify / raw_verify)),
        ("verify", verify, report::at_least(peer_verify / verify, 2.5)),
    ] {
        let measured = [name.to_owned(), format!("{micros:.2}"), format!("{:.0}", 1e6 / micros)];
        report::row(&[measured.as_slice(), judged.as_slice()].concat())?;
    }
    Ok(())
}

/// CPU µs to mint and to verify, by the other.
fn peer(secret: &str, claims: &Claims) -> Result<(f64, f64), Box<dyn Error>> {
    let folder = tools::package(PEER.0, PEER.1)?;
    let output = tools::node("tokens.mjs")
        .arg(folder)
        .args([secret, &serde_json::to_string(claims)?, &TIMES.to_string()])
        .stderr(Stdio::inherit())
        .output()?;
    let line = String::from_utf8(output.stdout)?;
    let (mint, verify) = line.trim().split_once(' ').ok_or("fast-jwt did not finish")?;
    Ok((mint.parse()?, verify.parse()?))
}

/// CPU time by call, µs.
fn time<T>(mut call: impl FnMut() -> Result<T, Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    for _ in 0..TIMES / 10 {
        black_box(call()?);
    }
    let begun = cpu::of_thread()?;
    for _ in 0..TIMES {
        black_box(call()?);
    }
    Ok(report::micros(cpu::of_thread()?.saturating_sub(begun), TIMES))
}

pub(crate) fn claims() -> Claims {
    let now = Clock::default().now().unix_timestamp();
    Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: "01977777-7777-7777-8777-777777777777".to_owned(),
        iat: now,
        exp: now + 3600,
        jti: "01977777-7777-7777-8777-777777777778".to_owned(),
        scope: Scope { reference: Some("customer-1".to_owned()), ..Scope::default() },
        locale: None,
        allow: Vec::new(),
    }
}
