//! How CAs are reached: HTTPS, one connection a request, with a time-out and a bound on what comes.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST, HeaderValue, RETRY_AFTER};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use instant_acme::{BodyWrapper, BytesResponse, Error, HttpClient};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use url::Url;

use crate::net::beside;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long it may take until a request can be sent.
const CONNECTING: Duration = Duration::from_secs(10);
/// The largest answer: a chain of certificates has some kilobytes.
const MAX_BODY: usize = 256 * 1024;

/// What a CA said of when to come again, as it said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Later {
    /// In so many seconds.
    In(u32),
    /// Then.
    At(OffsetDateTime),
}

/// Reaches CAs, and remembers what the last that had too much to do said of when to come again.
#[derive(Clone)]
pub(super) struct Client {
    tls: TlsConnector,
    later: Arc<Mutex<Option<Later>>>,
}

impl Client {
    pub(super) fn new(config: Arc<ClientConfig>) -> Self {
        Self { tls: TlsConnector::from(config), later: Arc::default() }
    }

    /// What was said last of when to come again.
    pub(super) fn later(&self) -> Option<Later> {
        self.later.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What stands at an address for everybody, JSON.
    pub(super) async fn read(&self, url: &Url) -> Result<serde_json::Value, Error> {
        let request = Request::get(url.as_str()).body(BodyWrapper::default())?;
        let mut answer = self.request(request).await?;
        if !answer.parts.status.is_success() {
            let why = format!("the CA answered with status {}", answer.parts.status.as_u16());
            return Err(Error::Other(why.into()));
        }
        let body = answer.body.into_bytes().await.map_err(Error::Other)?;
        Ok(serde_json::from_slice(&body)?)
    }

    async fn connect(
        &self,
        host: String,
        port: u16,
        name: ServerName<'static>,
    ) -> Result<TlsStream<TcpStream>, Error> {
        let connecting = async {
            let tcp = TcpStream::connect((host, port)).await.map_err(unsent)?;
            self.tls.connect(name, tcp).await.map_err(unsent)
        };
        let connected = timeout(CONNECTING, connecting).await;
        connected.map_err(|_| unsent(std::io::Error::from(std::io::ErrorKind::TimedOut)))?
    }

    async fn ask(self, mut request: Request<BodyWrapper<Bytes>>) -> Result<BytesResponse, Error> {
        if request.uri().scheme_str() != Some("https") {
            return Err(Error::Str("the CA names an address that is not https"));
        }
        let authority = request.uri().authority().cloned();
        let authority = authority.ok_or(Error::Str("the CA's address names no host"))?;
        let port = authority.port_u16().unwrap_or(443);
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let name = ServerName::try_from(host.clone()).map_err(unsent)?;
        let value = HeaderValue::from_str(authority.as_str()).map_err(unsent)?;
        request.headers_mut().insert(HOST, value);
        request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        *request.uri_mut() = path.parse()?;

        let tls = self.connect(host, port, name).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(tls)).await.map_err(unsent)?;
        let answer = async {
            let (parts, body) = sender.send_request(request).await.map_err(other)?.into_parts();
            let body = Limited::new(body, MAX_BODY).collect().await;
            let body = body.map_err(Error::Other)?.to_bytes();
            Ok::<_, Error>(Response::from_parts(parts, Full::new(body)))
        };
        let answer: Response<Full<Bytes>> = beside(answer, connection).await?;
        // Others have it for when to poll, or to renew.
        if answer.status() == StatusCode::TOO_MANY_REQUESTS
            || answer.status() == StatusCode::SERVICE_UNAVAILABLE
        {
            let later = answer.headers().get(RETRY_AFTER).and_then(later);
            *self.later.lock().unwrap_or_else(PoisonError::into_inner) = later;
        }
        Ok(answer.into())
    }
}

impl HttpClient for Client {
    fn request(
        &self,
        request: Request<BodyWrapper<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<BytesResponse, Error>> + Send>> {
        let client = self.clone();
        Box::pin(async move {
            let answer = timeout(PATIENCE, client.ask(request)).await;
            answer.map_err(|_| Error::Str("the CA did not answer within 20 s"))?
        })
    }
}

/// What a CA can't have heard of.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unsent(Box<dyn std::error::Error + Send + Sync>);

fn unsent(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Other(Box::new(Unsent(Box::new(error))))
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Other(Box::new(error))
}

/// Seconds, or a date (RFC 9110 §10.2.3).
fn later(value: &HeaderValue) -> Option<Later> {
    let text = value.to_str().ok()?;
    let date = || {
        let text = text.replace("GMT", "+0000");
        OffsetDateTime::parse(&text, &Rfc2822).ok().map(Later::At)
    };
    text.parse().ok().map(Later::In).or_else(date)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn when_to_come_again_is_told_in_two_ways() {
        let read = |text: &'static str| later(&HeaderValue::from_static(text));
        assert_eq!(read("120"), Some(Later::In(120)));
        let date = datetime!(2026-11-21 14:26 UTC);
        assert_eq!(read("Sat, 21 Nov 2026 14:26:00 GMT"), Some(Later::At(date)));
        assert_eq!(read("soon"), None);
    }
}
