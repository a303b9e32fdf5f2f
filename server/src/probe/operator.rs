//! What the operator's own addresses answer: the edge, and the server under its public URL.

use std::net::SocketAddr;
use std::time::Duration;

use rustls::pki_types::ServerName;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout};
use url::Url;

use super::marker::{Reading, Token};
use super::{Probe, exchange};

/// How long each step may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// What is read of an answer.
const MAX_BODY: usize = 4096;
/// A name that no certificate is for and that nobody can connect (RFC 6761 §6.4): a handshake
/// with it makes no edge order anything.
const NOBODY: &str = "fairlead.invalid";

/// How an edge takes a handshake for a name that it does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greeting {
    /// It speaks TLS: it refused by an alert, or showed some certificate.
    Tls(Duration),
    /// It speaks something else.
    NotTls,
    /// Nobody listens there.
    Refused,
    /// Nothing came.
    TimedOut,
}

/// What came from the public URL.
#[derive(Clone, Debug)]
pub struct OwnAnswer {
    /// The status.
    pub status: u16,
    /// Whether the answer is a server's that holds our secret.
    pub is_ours: bool,
    /// Its clock, by the `Date` header: whole seconds.
    pub date: Option<OffsetDateTime>,
    /// How long it all took.
    pub took: Duration,
}

/// Why nothing came from the public URL.
#[derive(Debug, thiserror::Error)]
pub enum OwnError {
    /// The address can't be asked.
    #[error("\"{0}\" is no address of a web server")]
    Address(String),
    /// The name leads nowhere.
    #[error("\"{0}\" has no address")]
    NoAddress(String),
    /// Nobody answers there.
    #[error("{0} can't be reached")]
    Unreachable(SocketAddr, #[source] std::io::Error),
    /// The certificate is not one that browsers take.
    #[error("the TLS handshake failed")]
    Handshake(#[source] std::io::Error),
    /// Something else than HTTP, or nothing.
    #[error("no HTTP answer came")]
    NoAnswer,
    /// It took too long.
    #[error("it took longer than {} seconds", PATIENCE.as_secs())]
    TimedOut,
}

impl Probe {
    /// Knocks at the edge.
    pub async fn greet(&self, edge: SocketAddr) -> Greeting {
        let since = Instant::now();
        let greeting = async {
            let Ok(tcp) = TcpStream::connect(edge).await else { return Greeting::Refused };
            let Ok(name) = ServerName::try_from(NOBODY) else { return Greeting::NotTls };
            match self.lenient.connect(name, tcp).await {
                Ok(_) => Greeting::Tls(since.elapsed()),
                Err(error) if super::tls::is_alert(&error) => Greeting::Tls(since.elapsed()),
                Err(_) => Greeting::NotTls,
            }
        };
        timeout(PATIENCE, greeting).await.unwrap_or(Greeting::TimedOut)
    }

    /// Asks the server at `public_url` for a proof that it is this one.
    pub async fn ask_own(&self, public_url: &str) -> Result<OwnAnswer, OwnError> {
        timeout(PATIENCE, self.asked_own(public_url)).await.map_err(|_| OwnError::TimedOut)?
    }

    async fn asked_own(&self, public_url: &str) -> Result<OwnAnswer, OwnError> {
        let since = Instant::now();
        let token = Token::random();
        let url = format!("{public_url}/healthz?token={}", token.as_str());
        let bad = || OwnError::Address(public_url.to_owned());
        let url: Url = url.parse().map_err(|_| bad())?;
        let host = url.host_str().ok_or_else(bad)?.trim_matches(['[', ']']);
        let port = url.port_or_known_default().ok_or_else(bad)?;
        let found = lookup_host((host, port)).await.ok().and_then(|mut found| found.next());
        let address = found.ok_or_else(|| OwnError::NoAddress(host.to_owned()))?;
        let tcp = TcpStream::connect(address).await;
        let tcp = tcp.map_err(|error| OwnError::Unreachable(address, error))?;
        let deadline = self.patience.begin();
        let heard = if url.scheme() == "https" {
            let name = ServerName::try_from(host.to_owned()).map_err(|_| bad())?;
            let tls = self.strict.connect(name, tcp).await.map_err(OwnError::Handshake)?;
            exchange::get(tls, &url, MAX_BODY, deadline).await
        } else {
            exchange::get(tcp, &url, MAX_BODY, deadline).await
        };
        let heard = heard.map_err(|_| OwnError::NoAnswer)?;
        let date = heard.field(&hyper::header::DATE);
        let date = date.and_then(|date| OffsetDateTime::parse(&date, &Rfc2822).ok());
        let is_ours = self.proves(&token, &heard.body);
        Ok(OwnAnswer { status: heard.status, is_ours, date, took: since.elapsed() })
    }

    fn proves(&self, token: &Token, body: &[u8]) -> bool {
        let body: Option<serde_json::Value> = serde_json::from_slice(body).ok();
        let Some(marker) = body.as_ref().and_then(|body| body["marker"].as_str()) else {
            return false;
        };
        NOBODY.parse().is_ok_and(|name| {
            self.markers.read(&name, token, marker.as_bytes()) == Reading::Genuine
        })
    }
}
