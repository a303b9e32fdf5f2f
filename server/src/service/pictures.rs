//! Pictures that a branding names by their addresses: fetched when it is set, and kept with it.

use std::net::IpAddr;

use app::domain::branding::Branding;
use app::domain::branding::picture::{Logo, MAX_PICTURE, Picture, PictureError};
use app::domain::name::OwnerName;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Service, ServiceError};
use crate::dns::Dns;
use crate::probe::Resolve;
use crate::probe::picture::FetchError;

/// Why an address gave no picture.
#[derive(Debug, thiserror::Error)]
enum NoPicture {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Content(#[from] PictureError),
}

impl Service {
    /// The same branding with every picture in it.
    pub(super) async fn with_pictures(
        &self,
        mut branding: Branding,
    ) -> Result<Branding, ServiceError> {
        for (picture, field) in
            [(&mut branding.logo, "branding.logo"), (&mut branding.favicon, "branding.favicon")]
        {
            if let Some(Logo::At(address)) = picture {
                let fetched = self.fetch(address.as_str()).await;
                let fetched = fetched
                    .map_err(|why| ServiceError::invalid(field, format!("\"{address}\": {why}")))?;
                *picture = Some(Logo::Kept(fetched));
            }
        }
        Ok(branding)
    }

    async fn fetch(&self, address: &str) -> Result<Picture, NoPicture> {
        let resolve = Names(&self.dns);
        let fetched = self.probe.picture(address, MAX_PICTURE, &resolve).await?;
        // Parameters, such as a charset, say nothing of a picture.
        let kind = fetched.kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let text = format!("data:{kind};base64,{}", STANDARD.encode(fetched.bytes));
        Ok(text.parse()?)
    }
}

struct Names<'a>(&'a Dns);

impl Resolve for Names<'_> {
    async fn addresses(&self, name: &OwnerName) -> Option<Vec<IpAddr>> {
        self.0.addresses(name, name).await
    }
}
