//! Whether a name above tells browsers to use HTTPS alone for all names below it (RFC 6797).

use std::net::SocketAddr;

use app::domain::name::OwnerName;
use futures::future::join_all;
use hyper::header::STRICT_TRANSPORT_SECURITY;
use rustls::pki_types::ServerName;
use tokio::time::timeout_at;
use url::Url;

use super::exchange::get;
use super::{Deadline, Probe, Resolve};

/// Names above that are asked.
const NAMES: usize = 3;

impl Probe {
    /// The nearest of the names `above` that says so. A server that does not answer says
    /// nothing, as to a browser.
    pub(super) async fn insists_on_https(
        &self,
        above: &[OwnerName],
        resolve: &impl Resolve,
        deadline: Deadline,
    ) -> Option<OwnerName> {
        let asking = above.iter().take(NAMES).map(async |name| {
            let said = timeout_at(deadline.step(), self.policy_of(name, resolve, deadline))
                .await
                .ok()
                .flatten();
            said.is_some_and(|policy| covers_below(&policy)).then(|| name.clone())
        });
        join_all(asking).await.into_iter().flatten().next()
    }

    /// What the name says under its own, valid certificate; under another it would not count
    /// (RFC 6797 §8.1).
    async fn policy_of(
        &self,
        name: &OwnerName,
        resolve: &impl Resolve,
        deadline: Deadline,
    ) -> Option<String> {
        let url = Url::parse(&format!("https://{name}/")).ok()?;
        let server = ServerName::try_from(name.as_str().to_owned()).ok()?;
        let addresses = resolve.addresses(name).await?;
        let ip = self.candidates(&addresses).into_iter().next()?;
        let tcp = self.reach(SocketAddr::new(ip, self.https_port), deadline).await.ok()?;
        let stream = self.strict.connect(server, tcp).await.ok()?;
        get(stream, &url, 0, deadline).await.ok()?.field(&STRICT_TRANSPORT_SECURITY)
    }
}

/// Whether a policy is in force, and for the names below too (RFC 6797 §6.1).
fn covers_below(policy: &str) -> bool {
    let mut below = false;
    let mut lasts = false;
    for directive in policy.split(';') {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "includesubdomains" => below = true,
            "max-age" => {
                let seconds = value.trim().trim_matches('"');
                let is_number = !seconds.is_empty() && seconds.bytes().all(|b| b.is_ascii_digit());
                lasts = is_number && seconds.bytes().any(|b| b != b'0');
            }
            _ => {}
        }
    }
    below && lasts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_counts_below_only_when_it_says_so_and_lasts() {
        for (policy, want) in [
            ("max-age=31536000; includeSubDomains", true),
            ("max-age=31536000; includeSubDomains; preload", true),
            ("INCLUDESUBDOMAINS ; Max-Age=\"60\"", true),
            ("max-age=99999999999999999999999; includeSubDomains", true),
            ("max-age=31536000", false),
            ("includeSubDomains", false),
            ("max-age=0; includeSubDomains", false),
            ("max-age=; includeSubDomains", false),
            ("max-age=soon; includeSubDomains", false),
            ("max-age=60; includeSubDomainsToo", false),
            ("", false),
        ] {
            assert_eq!(covers_below(policy), want, "{policy}");
        }
    }
}
