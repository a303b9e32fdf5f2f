//! Tokens alone: our minting and verifying beside the library's bare calls.

use std::error::Error;
use std::hint::black_box;

use app::domain::session::{AUDIENCE, Claims, Scope};
use fairlead::clock::Clock;
use fairlead::service::sessions::TokenKeys;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};

use crate::http::secret;
use crate::{cpu, report};

const TIMES: u32 = 50_000;
const ISSUER: &str = "https://connect.example";

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

    let title = format!("HS256 tokens alone, {} bytes, one thread", token.len());
    report::table(&title, &["what", "CPU µs", "each second", "CPU : anchor", "goal", ""])?;
    for (name, micros, judged) in [
        ("jsonwebtoken, encode", raw_mint, report::anchor()),
        ("mint", mint, report::told(mint / raw_mint)),
        ("jsonwebtoken, decode", raw_verify, report::anchor()),
        ("verify", verify, report::told(verify / raw_verify)),
    ] {
        let measured = [name.to_owned(), format!("{micros:.2}"), format!("{:.0}", 1e6 / micros)];
        report::row(&[measured.as_slice(), judged.as_slice()].concat())?;
    }
    Ok(())
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
