//! What a DNS host says of adding records by itself (draft-ietf-dconn-domainconnect).

use app::domain::domain_connect::{Host, Template, Unknown};
use app::domain::observation::Zone;
use url::Url;

use super::{Probe, Resolve};

/// Such an answer is a page of text at most.
const MAX_ANSWER: usize = 64 * 1024;

/// Such an address is one that browsers keep whole.
const MAX_URL: usize = 2048;

impl Probe {
    /// Where the host of `zone` asks its customer before it adds records by `template`; `place` is
    /// what the zone's discovery record says. `None` where the host does not know the zone or the
    /// template.
    pub async fn dns_host(
        &self,
        place: &str,
        zone: &Zone,
        template: &Template,
        resolve: &impl Resolve,
    ) -> Result<Option<Url>, Unknown> {
        let settings = self.below(&format!("{}://{place}", self.scheme()), "v2");
        let settings =
            settings.and_then(|base| self.below(base.as_str(), &format!("{}/settings", zone.apex)));
        let Some(settings) = settings else { return Ok(None) };
        let Some(said) = self.said(settings, resolve).await? else { return Ok(None) };
        let host: Host = serde_json::from_slice(&said).unwrap_or_default();
        if !host.serves(&zone.servers) {
            return Ok(None);
        }
        let below = |base: Option<String>| self.below(&base?, &template.to_string());
        let Some((asks, knows)) = below(host.asks).zip(below(host.knows)) else { return Ok(None) };
        let template = self.said(knows, resolve).await?;
        Ok(template.and_then(|_| self.below(asks.as_str(), "apply")))
    }

    /// What a service answers; `None` where it has nothing to say.
    async fn said(&self, url: Url, resolve: &impl Resolve) -> Result<Option<Vec<u8>>, Unknown> {
        let heard = self.fetch(url, MAX_ANSWER, self.plain_hosts, resolve).await;
        let (heard, ..) = heard.ok_or(Unknown)?;
        match heard.status {
            200 => Ok(Some(heard.body)),
            400..=428 | 430..=499 => Ok(None),
            _ => Err(Unknown),
        }
    }

    const fn scheme(&self) -> &'static str {
        if self.plain_hosts { "http" } else { "https" }
    }

    /// An address below another, which is one that browsers may be sent to.
    fn below(&self, base: &str, tail: &str) -> Option<Url> {
        let base = Url::parse(base).ok()?;
        let is_plain = base.username().is_empty()
            && base.password().is_none()
            && base.query().is_none()
            && base.fragment().is_none()
            && base.as_str().len() <= MAX_URL;
        let base = Some(base).filter(|base| is_plain && base.scheme() == self.scheme())?;
        Url::parse(&format!("{}/{tail}", base.as_str().trim_end_matches('/'))).ok()
    }
}
