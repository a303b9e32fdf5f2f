//! A picture that a tenant names by its address: fetched once, so that readers ask us alone for it.

use hyper::header::CONTENT_TYPE;
use rustls::pki_types::ServerName;
use tokio::time::timeout_at;
use url::Url;

use super::exchange::get;
use super::{Probe, Resolve};

/// What came from the address.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The media type, as it was told.
    pub kind: String,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// Why no picture came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Not an address on the public web.
    #[error("it must be https:// with a public name and no user name")]
    Address,
    /// The name leads nowhere that may be contacted.
    #[error("\"{0}\" leads to no public address")]
    Unresolved(String),
    /// Nobody answers there, or not in time.
    #[error("its server can't be reached")]
    Unreachable,
    /// The certificate is not one that browsers take.
    #[error("its server's certificate is not valid")]
    Tls,
    /// Anything but a success; redirects are not followed.
    #[error("its server answered {0}")]
    Status(u16),
    /// It does not fit.
    #[error("it has more than {0} bytes")]
    TooLarge(usize),
}

impl Probe {
    /// Fetches at most `limit` octets over HTTPS from a valid certificate's holder.
    pub async fn picture(
        &self,
        address: &str,
        limit: usize,
        resolve: &impl Resolve,
    ) -> Result<Fetched, FetchError> {
        let url = Url::parse(address).map_err(|_| FetchError::Address)?;
        let aim = self.aim(&url).filter(|aim| aim.is_tls).ok_or(FetchError::Address)?;
        let deadline = self.patience.begin();
        let name = aim.name.as_str().to_owned();
        let found = resolve.addresses(&aim.name).await.unwrap_or_default();
        let ip = self.candidates(&found).into_iter().next();
        let ip = ip.ok_or_else(|| FetchError::Unresolved(name.clone()))?;
        let tcp = self.reach((ip, aim.port).into(), deadline).await;
        let tcp = tcp.map_err(|_| FetchError::Unreachable)?;
        let server = ServerName::try_from(name).map_err(|_| FetchError::Address)?;
        let shaking = timeout_at(deadline.step(), self.strict.connect(server, tcp)).await;
        let tls = shaking.map_err(|_| FetchError::Unreachable)?.map_err(|_| FetchError::Tls)?;
        let heard = get(tls, &url, limit + 1, deadline).await;
        let heard = heard.map_err(|_| FetchError::Unreachable)?;
        match heard.status {
            200 if limit < heard.body.len() => Err(FetchError::TooLarge(limit)),
            200 => {
                let kind = heard.field(&CONTENT_TYPE).unwrap_or_default();
                Ok(Fetched { kind, bytes: heard.body })
            }
            other => Err(FetchError::Status(other)),
        }
    }
}
