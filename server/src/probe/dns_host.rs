//! What a DNS host says of adding records by itself (draft-kowalik-domainconnect §4, §5).

use app::domain::domain_connect::{Host, Template};
use app::domain::observation::Zone;
use url::Url;

use super::{Probe, Resolve};

/// Such an answer is a page of text at most.
const MAX_ANSWER: usize = 64 * 1024;

impl Probe {
    /// Where the host of `zone` asks its customer before it adds records by `template`; `place` is
    /// what the zone's discovery record says. `None` where the host does not know the zone or the
    /// template, or nobody answers who is allowed to be asked.
    pub async fn dns_host(
        &self,
        place: &str,
        zone: &Zone,
        template: &Template,
        resolve: &impl Resolve,
    ) -> Option<Url> {
        let settings = self.below(&format!("{}://{place}", self.scheme()), "v2")?;
        let settings = self.below(settings.as_str(), &format!("{}/settings", zone.apex))?;
        let said = self.said(settings, resolve).await?;
        let host: Host =
            serde_json::from_slice(&said).ok().filter(|host: &Host| host.serves(&zone.servers))?;
        let asks = self.below(&host.asks?, &template.to_string())?;
        let knows = self.below(&host.knows?, &template.to_string())?;
        self.said(knows, resolve).await?;
        self.below(asks.as_str(), "apply")
    }

    /// What a service answers, where that is a success.
    async fn said(&self, url: Url, resolve: &impl Resolve) -> Option<Vec<u8>> {
        let (heard, ..) = self.fetch(url, MAX_ANSWER, self.plain_hosts, resolve).await?;
        (heard.status == 200).then_some(heard.body)
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
            && base.fragment().is_none();
        let base = Some(base).filter(|base| is_plain && base.scheme() == self.scheme())?;
        Url::parse(&format!("{}/{tail}", base.as_str().trim_end_matches('/'))).ok()
    }
}
