//! Has the caches before origins forget a host, by the method that they know for it: `PURGE`.

use std::fmt;
use std::io;
use std::time::Duration;

use app::domain::name::Hostname;
use futures::future::join_all;
use http_body_util::Empty;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST, USER_AGENT};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

use crate::net::beside;

/// How long one cache may take for one host.
const PATIENCE: Duration = Duration::from_secs(5);
const PURGE: &str = "PURGE";

/// A cache that is told: `EDGE_PURGE_URL` has one or several.
#[derive(Clone, PartialEq, Eq)]
pub struct Cache {
    /// Where it listens.
    place: (String, u16),
    /// The path that it is asked for.
    path: String,
}

/// Why a cache has not forgotten a host.
#[derive(Debug, thiserror::Error)]
pub enum PurgeError {
    /// It can't be reached.
    #[error("the cache can't be reached")]
    Unreachable(#[source] io::Error),
    /// It took too long.
    #[error("the cache did not answer within 5 s")]
    TimedOut,
    /// What came was no HTTP.
    #[error("the cache gave no HTTP answer")]
    Http(#[source] hyper::Error),
    /// It does not purge for us.
    #[error("the cache answered {0}")]
    Refused(StatusCode),
}

impl Cache {
    /// The cache at an `http` URL; it stands within the operator's own network.
    #[must_use]
    pub fn at(url: &Url) -> Option<Self> {
        let is_plain = url.scheme() == "http"
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none();
        let host = url.host_str().filter(|_| is_plain)?;
        let place = (host.trim_matches(['[', ']']).to_owned(), url.port_or_known_default()?);
        Some(Self { place, path: url.path().to_owned() })
    }

    /// Has it forget all that it keeps of `host`.
    pub async fn purge(&self, host: &Hostname) -> Result<(), PurgeError> {
        timeout(PATIENCE, self.ask(host)).await.map_err(|_| PurgeError::TimedOut)?
    }

    async fn ask(&self, host: &Hostname) -> Result<(), PurgeError> {
        let (name, port) = &self.place;
        let tcp = TcpStream::connect((name.as_str(), *port)).await;
        let tcp = tcp.map_err(PurgeError::Unreachable)?;
        let http = http1::handshake(TokioIo::new(tcp)).await;
        let (mut sender, connection) = http.map_err(PurgeError::Http)?;
        let request = Request::builder()
            .method(PURGE)
            .uri(self.path.as_str())
            .header(HOST, host.as_str())
            .header(USER_AGENT, "Fairlead")
            .header(CONNECTION, "close")
            .body(Empty::<Bytes>::new());
        let request = request.map_err(|_| PurgeError::Refused(StatusCode::BAD_REQUEST))?;
        let answer = beside(sender.send_request(request), connection).await;
        match answer.map_err(PurgeError::Http)?.status() {
            status if status.is_success() => Ok(()),
            status => Err(PurgeError::Refused(status)),
        }
    }
}

/// Has all caches forget a host; of several that fail, the first is told.
pub async fn purge(caches: &[Cache], host: &Hostname) -> Result<(), PurgeError> {
    join_all(caches.iter().map(|cache| cache.purge(host))).await.into_iter().collect()
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cache({}:{}{})", self.place.0, self.place.1, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_is_named_by_an_http_url() {
        for (url, place) in [
            ("http://varnish:6081", Some("Cache(varnish:6081/)")),
            ("http://[::1]:8080/x", Some("Cache(::1:8080/x)")),
            ("http://10.0.0.7/", Some("Cache(10.0.0.7:80/)")),
            ("https://varnish/", None),
            ("unix:/run/varnish", None),
            ("http://user@varnish/", None),
            ("http://varnish/?host=x", None),
        ] {
            let cache = Cache::at(&url.parse().unwrap());
            assert_eq!(cache.map(|cache| format!("{cache:?}")).as_deref(), place, "{url}");
        }
    }
}
