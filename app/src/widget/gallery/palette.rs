//! Whose colours the pages have.

use crate::backend::{Brand, SessionView};
use crate::domain::branding::Branding;

const GREEN: &str = r##"{"name":"Northwind","colours":{"accent":"#00693e","surface":"#fffaf0"},
    "dark_colours":{"accent":"#7fd6a4","surface":"#101418"},"radius":"16px","font":"Georgia, serif"}"##;
const YELLOW: &str = r##"{"colours":{"accent":"#ffd400","surface":"#e8e8ff","text":"#cccccc"},
    "dark_colours":{"text":"#333333"},"radius":"0px"}"##;

/// Ours, or those of a tenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// As they come.
    #[default]
    Ours,
    /// A tenant's that knows what it does.
    Green,
    /// A tenant's whose wishes nobody could read, were they all fulfilled.
    Yellow,
}

impl Palette {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ours, Self::Green, Self::Yellow];

    /// What it is called in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Green => "green",
            Self::Yellow => "yellow",
        }
    }

    /// Reads the query of a page; any other is ours.
    #[must_use]
    pub fn from_query(query: Option<&str>) -> Self {
        let pairs = query.unwrap_or_default().split('&');
        let named = pairs.filter_map(|pair| pair.strip_prefix("palette="));
        let of = |name: &str| Self::ALL.into_iter().find(|palette| palette.as_str() == name);
        named.filter_map(of).next_back().unwrap_or_default()
    }

    /// The same visit in these colours.
    pub(super) fn dress(self, view: SessionView) -> Result<SessionView, serde_json::Error> {
        match self {
            Self::Ours => Ok(view),
            Self::Green => branded(GREEN, view),
            Self::Yellow => branded(YELLOW, view),
        }
    }
}

/// The same visit to a tenant with this branding.
pub(super) fn branded(branding: &str, view: SessionView) -> Result<SessionView, serde_json::Error> {
    let branding: Branding = serde_json::from_str(branding)?;
    Ok(SessionView { brand: Brand { branding, ..Brand::default() }, ..view })
}
