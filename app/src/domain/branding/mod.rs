//! How a tenant's widget looks and what it says: checked when it is set, so that a page can write
//! it down without another look.
//!
//! Every value is a type that holds nothing but what it names; the style that is made of them can
//! not hold anything else.

/// Reads from and writes as a JSON string, by what the type has in `FromStr` and `Display`.
macro_rules! as_text {
    ($type:ty, $error:ty) => {
        impl TryFrom<String> for $type {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.to_string()
            }
        }
    };
}
use as_text;

pub mod colour;
pub mod palette;
pub mod picture;
pub mod values;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use self::palette::{Chosen, DarkColours, LightColours, Side};
use self::picture::Logo;
use self::values::{BrandName, FontStack, Link, Radius, Words};

/// Which colours are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ColourScheme {
    /// Those of the reader's system.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A part of the page that a tenant can leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The name beside the logo.
    Name,
    /// The marker of the three steps.
    Steps,
    /// The steps at the DNS host.
    HowTo,
    /// Where each record is visible.
    Visible,
    /// The zone file to download.
    ZoneFile,
    /// The link to help.
    Help,
    /// The choice of languages.
    Languages,
    /// All below the records: the last look, "Check now", help and languages.
    Footer,
}

/// A language that the widget speaks (BCP 47).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct LangTag(String);

/// The languages that there are.
pub const LANGUAGES: [&str; 12] =
    ["en", "de", "fr", "es", "pt-BR", "it", "nl", "pl", "tr", "ja", "zh-Hans", "ar"];

/// Why a text is not a language of the widget.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a language of the widget: those are {list}", list = LANGUAGES.join(", "))]
pub struct LangTagError(pub String);

impl FromStr for LangTag {
    type Err = LangTagError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if LANGUAGES.contains(&text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(LangTagError(shortened(text)))
        }
    }
}

impl std::fmt::Display for LangTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

as_text!(LangTag, LangTagError);

/// A tenant's own words in one language; the rest is ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The title of the page: "Connect your domain".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Words>,
    /// "Which domain do you want to use?"
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Words>,
    /// The sentence below the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question_why: Option<Words>,
    /// The button below the question: "Continue".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go_on: Option<Words>,
    /// The note of a live domain: "We look after it …".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Words>,
    /// The button that ends a visit: "Done".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Words>,
    /// The link to help: "Get help".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Words>,
}

/// How a tenant's widget looks and what it says. What is left out is as it is everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Branding {
    /// What readers know the tenant by, instead of the application's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<BrandName>,
    /// The logo, of at most 20 KiB: `data:image/…;base64,…`, or an `https://` address from which
    /// it is fetched when it is set; it is then answered as `data:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// What the logo says to those who don't see it; empty where the name stands beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_alt: Option<BrandName>,
    /// The icon of the hosted page, like the logo; the logo where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favicon: Option<Logo>,
    /// Where readers find help: `https://…` or `mailto:…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help_url: Option<Link>,
    /// Which colours are seen, where the embedding page does not say.
    #[serde(default)]
    pub colour_scheme: ColourScheme,
    /// The colours of the light scheme. The accent counts for the dark one, too.
    #[serde(default, skip_serializing_if = "LightColours::is_empty")]
    pub colours: LightColours,
    /// The colours of the dark scheme.
    #[serde(default, skip_serializing_if = "DarkColours::is_empty")]
    pub dark_colours: DarkColours,
    /// How round corners are, from `0px` to `24px`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius: Option<Radius>,
    /// Font families of the reader's computer, the best first, with commas between them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub font: Option<FontStack>,
    /// What is left out of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<Part>,
    /// The tenant's own words, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<LangTag, Texts>,
}

impl Branding {
    /// Whether a part of the page is left out.
    #[must_use]
    pub fn hides(&self, part: Part) -> bool {
        self.hide.contains(&part)
    }

    /// The tenant's own words in a language.
    #[must_use]
    pub fn texts(&self, lang: &str) -> Option<&Texts> {
        self.texts.iter().find(|(tag, _)| tag.0 == lang).map(|(_, texts)| texts)
    }

    /// What is behind everything and the text on it, each in both schemes, as a style sheet says it
    /// (CSS Color 5 §`light-dark()`).
    #[must_use]
    pub fn ground(&self) -> [String; 2] {
        let light = Side::Light.ground(self.colours.chosen());
        let dark = Side::Dark.ground(self.dark_colours.chosen());
        [(light.0, dark.0), (light.1, dark.1)]
            .map(|(light, dark)| format!("light-dark({light},{dark})"))
    }

    /// The style that differs from the style sheet, to stand after it; empty where nothing does.
    #[must_use]
    pub fn css(&self) -> String {
        let (light, dark) = (self.colours.chosen(), self.dark_colours.chosen());
        let coloured = !(light.is_empty() && dark.is_empty());
        let colours = |side: Side, chosen: Chosen| {
            let tokens = if coloured { side.tokens(chosen) } else { Vec::new() };
            tokens.iter().fold(String::new(), |mut css, (name, colour)| {
                // Writing to a string can't fail.
                let _ = write!(css, "{name}:{colour};");
                css
            })
        };
        let mut root = colours(Side::Light, light);
        if let Some(radius) = self.radius {
            let _ = write!(root, "--radius:{radius};--radius-small:{};", radius.inner());
        }
        if let Some(font) = &self.font {
            let _ = write!(root, "--font:{};", font.css());
        }
        let dark = colours(Side::Dark, dark.or_accent(self.colours.accent));
        let mut css = String::new();
        if !root.is_empty() {
            let _ = write!(css, ":root{{{root}}}");
        }
        if !dark.is_empty() {
            // Twice, as in the style sheet: by the reader's system, and by the page's own word; on
            // paper neither.
            let _ = write!(
                css,
                "@media screen and (prefers-color-scheme:dark)\
                 {{:root:not([data-theme=light]){{{dark}}}}}\
                 @media screen{{:root[data-theme=dark]{{{dark}}}}}"
            );
        }
        css
    }
}

/// The beginning of what was sent, for a message about it.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).collect();
    if MOST < text.chars().count() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn read(branding: Value) -> Result<Branding, String> {
        serde_json::from_value(branding).map_err(|error: serde_json::Error| error.to_string())
    }

    #[test]
    fn nothing_chosen_changes_nothing() {
        assert_eq!(read(json!({})).unwrap().css(), "");
        assert_eq!(Branding::default(), read(json!({})).unwrap());
    }

    #[test]
    fn what_was_set_is_answered() {
        let set = json!({
            "name": "Northwind", "logo": "data:image/svg+xml;base64,PHN2Zy8+", "logo_alt": "Northwind Shops",
            "help_url": "https://northwind.example/help", "colour_scheme": "dark",
            "colours": { "accent": "#00693e", "surface": "#fffaf0", "text": "#101010" },
            "dark_colours": { "accent": "#7fd6a4", "surface": "#101418" },
            "radius": "12px", "font": "Inter, sans-serif", "hide": ["languages", "visible"],
            "texts": { "de": { "question": "Welche Domain?" }, "pt-BR": { "done": "Pronto" } },
        });
        let branding = read(set.clone()).unwrap();
        assert_eq!(serde_json::to_value(&branding).unwrap(), set);
        assert!(branding.hides(Part::Visible) && !branding.hides(Part::Help));
        let german = branding.texts("de").unwrap();
        assert_eq!(german.question.as_ref().unwrap().as_str(), "Welche Domain?");
        assert!(branding.texts("en").is_none());
        let css = branding.css();
        for part in [
            ":root{",
            "--accent:#00693e;",
            "--surface:#fffaf0;",
            "--radius:12px;--radius-small:10px;",
            "--font:\"Inter\",sans-serif;",
            ":root[data-theme=dark]{",
            "--surface:#101418;",
        ] {
            assert!(css.contains(part), "{part}: {css}");
        }
    }

    #[test]
    fn what_can_not_be_shown_is_refused_with_its_reason() {
        for (branding, said) in [
            (json!({ "colours": { "accent": "red;}</style>" } }), "is not a colour"),
            (json!({ "colours": { "surface": "#808080" } }), "too dark for the light scheme"),
            (json!({ "dark_colours": { "surface": "#808080" } }), "too light for the dark scheme"),
            (json!({ "radius": "1e9px" }), "is not a radius"),
            (json!({ "font": "\"};*{display:none" }), "is not the name of a font"),
            (json!({ "logo": "https://x.test/\"onerror=\"alert(1)" }), "is not a picture"),
            (json!({ "help_url": "javascript:alert(1)" }), "is not a link"),
            (json!({ "colour_scheme": "sepia" }), "unknown variant `sepia`"),
            (json!({ "hide": ["records"] }), "unknown variant `records`"),
            (json!({ "texts": { "tlh": {} } }), "is not a language of the widget"),
            (json!({ "texts": { "en": { "records": "x" } } }), "unknown field `records`"),
            (json!({ "texts": { "en": { "done": "" } } }), "it is empty"),
            (json!({ "css": "*{}" }), "unknown field `css`"),
        ] {
            let error = read(branding.clone()).unwrap_err();
            assert!(error.contains(said), "{branding}: {error}");
        }
    }

    /// The whole alphabet of what is written: letters, digits, and what a declaration needs.
    fn is_declarations(css: &str) -> bool {
        css.chars().all(|c| c.is_alphanumeric() || " -_:;,#(){}[]=@\".".contains(c))
            && !css.contains("url(")
            && css.matches('{').count() == css.matches('}').count()
            && css.matches('"').count().is_multiple_of(2)
    }

    proptest! {
        #[test]
        fn whatever_is_taken_stays_within_its_declaration(
            accent in ".{0,9}", hex in "#[0-9a-fA-F]{3,6}", radius in "[0-9]{0,3}.{0,3}", font in ".{0,20}",
        ) {
            for accent in [accent, hex] {
                for field in [
                    json!({ "colours": { "accent": accent, "surface": accent } }),
                    json!({ "dark_colours": { "surface": accent } }),
                    json!({ "radius": radius }),
                    json!({ "font": font }),
                ] {
                    if let Ok(branding) = read(field) {
                        prop_assert!(is_declarations(&branding.css()), "{}", branding.css());
                    }
                }
            }
        }
    }
}
