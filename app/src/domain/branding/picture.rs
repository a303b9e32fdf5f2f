//! Logos and icons: small pictures, kept with the branding and sent by us alone.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::values::{Link, LinkError};

/// The largest picture, bytes: a page has a logo and an icon, and a request holds both.
pub const MAX_PICTURE: usize = 20 * 1024;

/// What kind of picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureType {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// An icon of Windows.
    Icon,
    /// Scalable Vector Graphics.
    Svg,
}

impl PictureType {
    const ALL: [Self; 6] = [Self::Png, Self::Jpeg, Self::Gif, Self::Webp, Self::Icon, Self::Svg];

    /// Its media type.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Icon => "image/x-icon",
            Self::Svg => "image/svg+xml",
        }
    }

    /// Whether `bytes` begin as such a picture does.
    fn fits(self, bytes: &[u8]) -> bool {
        match self {
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
            Self::Gif => bytes.starts_with(b"GIF8"),
            Self::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
            Self::Icon => bytes.starts_with(b"\0\0\x01\0"),
            Self::Svg => std::str::from_utf8(bytes).is_ok_and(|text| {
                text.trim_start().starts_with("<svg") || text.starts_with("<?xml")
            }),
        }
    }
}

/// A picture, as a `data:` address holds it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Picture {
    kind: PictureType,
    /// Base 64. An application is read with each request, and its picture seldom.
    data: Arc<str>,
}

/// Why a text is not a picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Another address.
    #[error(
        "\"{0}\" is not a picture: write https://…, or data:image/png;base64,… (or jpeg, gif, webp, x-icon, svg+xml)"
    )]
    Address(String),
    /// Letters that are no base 64.
    #[error("what follows \"base64,\" is not base 64 (RFC 4648 §4)")]
    Base64,
    /// Something else than it says.
    #[error("it is not what it says: it does not begin as {0} does")]
    Content(&'static str),
    /// Too large.
    #[error("it has {0} bytes, and at most {MAX_PICTURE} fit")]
    TooLarge(usize),
}

impl Picture {
    /// What kind of picture it is.
    #[must_use]
    pub const fn kind(&self) -> PictureType {
        self.kind
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        decoded(&self.data).unwrap_or_default()
    }
}

impl FromStr for Picture {
    type Err = PictureError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let head = PictureType::ALL.into_iter().find_map(|kind| {
            let rest = text.strip_prefix("data:")?.strip_prefix(kind.as_str())?;
            Some((kind, rest.strip_prefix(";base64,")?))
        });
        let (kind, data) = head.ok_or_else(|| PictureError::Address(super::shortened(text)))?;
        let bytes = decoded(data).ok_or(PictureError::Base64)?;
        if MAX_PICTURE < bytes.len() {
            return Err(PictureError::TooLarge(bytes.len()));
        }
        if kind.fits(&bytes) {
            Ok(Self { kind, data: data.into() })
        } else {
            Err(PictureError::Content(kind.as_str()))
        }
    }
}

/// A picture as a tenant sets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub enum Logo {
    /// The picture itself.
    Kept(Picture),
    /// Where it is to be fetched, before it is kept.
    At(PictureAddress),
}

/// Where a picture is fetched: `https://` and a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureAddress(Link);

impl PictureAddress {
    /// As in a URL.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for PictureAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Logo {
    /// The picture, once it is kept.
    #[must_use]
    pub const fn picture(&self) -> Option<&Picture> {
        match self {
            Self::Kept(picture) => Some(picture),
            Self::At(_) => None,
        }
    }
}

impl FromStr for Logo {
    type Err = PictureError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("https://") {
            let link = text.parse().map_err(|LinkError(short)| PictureError::Address(short))?;
            Ok(Self::At(PictureAddress(link)))
        } else {
            text.parse().map(Self::Kept)
        }
    }
}

impl fmt::Display for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept(picture) => picture.fmt(f),
            Self::At(address) => address.fmt(f),
        }
    }
}

super::as_text!(Logo, PictureError);

/// The octets of a base 64 text, padded as RFC 4648 §4 has it.
fn decoded(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let digits = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    let mut bytes = Vec::with_capacity(digits.len());
    let (mut held, mut bits) = (0u32, 0u32);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if 8 <= bits {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data:{};base64,{}", self.kind.as_str(), self.data)
    }
}

impl fmt::Debug for Picture {
    /// Without what would fill a page of the log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}, {} characters)", self.kind.as_str(), self.data.len())
    }
}

super::as_text!(Picture, PictureError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_what_it_says() {
        let picture: Picture = "data:image/gif;base64,R0lGODlhAQABAAAAACw=".parse().unwrap();
        assert_eq!(picture.kind(), PictureType::Gif);
        assert_eq!(picture.bytes(), b"GIF89a\x01\0\x01\0\0\0\0,");
        let svg = "data:image/svg+xml;base64,PHN2Zy8+";
        assert_eq!(svg.parse::<Picture>().unwrap().to_string(), svg);
        for (text, said) in [
            ("", "is not a picture"),
            ("https://acme.test/logo.png", "is not a picture"),
            ("javascript:alert(1)", "is not a picture"),
            ("data:text/html;base64,PHN2Zy8+", "is not a picture"),
            ("data:image/png,x", "is not a picture"),
            ("data:image/png;base64,PHN2Zy8+", "does not begin as image/png"),
            ("data:image/gif;base64,R0lGODlhAQABAAAAACw", "not base 64"),
            ("data:image/gif;base64,R0lG\"><script>", "not base 64"),
            ("data:image/gif;base64,R0lG====", "not base 64"),
        ] {
            let error = text.parse::<Picture>().unwrap_err().to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
        for text in
            ["https://acme.test/a b", "https://", "http://acme.test/logo.png", "https://a\"b"]
        {
            assert!(text.parse::<Logo>().is_err(), "{text}");
        }
        let named: Logo = "https://acme.test/logo.png".parse().unwrap();
        assert_eq!(
            (named.picture(), named.to_string().as_str()),
            (None, "https://acme.test/logo.png")
        );
        let large = format!("data:image/gif;base64,R0lG{}", "OOOO".repeat(MAX_PICTURE / 3));
        assert!(matches!(large.parse::<Picture>(), Err(PictureError::TooLarge(_))));
    }
}
