//! Lengths, fonts, words and addresses that go into a page: each is read into a type first, and
//! nothing else is ever written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The roundest corner, CSS pixels.
const MAX_RADIUS: u8 = 24;
const MAX_FAMILIES: usize = 8;
const MAX_FAMILY: usize = 60;
const MAX_WORDS: usize = 200;
const MAX_NAME: usize = 60;
const MAX_LINK: usize = 2000;

/// How round corners are, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Radius(u8);

/// Why a text is not a radius.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a radius: write whole pixels, from 0px to {MAX_RADIUS}px")]
pub struct RadiusError(pub String);

impl Radius {
    /// That of what lies inside.
    #[must_use]
    pub const fn inner(self) -> Self {
        Self(self.0.saturating_sub(2))
    }
}

impl FromStr for Radius {
    type Err = RadiusError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || RadiusError(super::shortened(text));
        let digits = text.strip_suffix("px").ok_or_else(error)?;
        // A sign would be read, too.
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(error());
        }
        digits.parse().ok().filter(|pixels| *pixels <= MAX_RADIUS).map(Self).ok_or_else(error)
    }
}

impl fmt::Display for Radius {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}px", self.0)
    }
}

super::as_text!(Radius, RadiusError);

/// Font families in the order in which they are tried; they must be on the reader's computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct FontStack(Vec<String>);

/// Why a text is not a list of font families.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// One of them is no name.
    #[error("\"{0}\" is not the name of a font: letters, digits, spaces, - and _, up to 60")]
    Family(String),
    /// Too many.
    #[error("it has more than 8 families")]
    TooMany,
}

/// Families that every system has its own of: keywords of CSS, which are not quoted.
const GENERIC: [&str; 7] =
    ["sans-serif", "serif", "monospace", "system-ui", "ui-sans-serif", "ui-serif", "ui-rounded"];

impl FontStack {
    /// As the value of `font-family`: every name quoted, and a family at the end that there is.
    #[must_use]
    pub fn css(&self) -> String {
        let is_generic = |family: &str| GENERIC.contains(&family);
        let quoted = self.0.iter().map(|family| {
            if is_generic(family) { family.clone() } else { format!("\"{family}\"") }
        });
        let ends = self.0.iter().any(|family| is_generic(family));
        quoted.chain((!ends).then(|| "sans-serif".to_owned())).collect::<Vec<_>>().join(",")
    }
}

impl FromStr for FontStack {
    type Err = FontError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let families: Vec<String> = text.split(',').map(family).collect::<Result<_, _>>()?;
        if MAX_FAMILIES < families.len() { Err(FontError::TooMany) } else { Ok(Self(families)) }
    }
}

fn family(text: &str) -> Result<String, FontError> {
    let name = text.trim();
    let bare = |quote| name.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let name = bare('"').or_else(|| bare('\'')).unwrap_or(name);
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let length = name.chars().count();
    if (1..=MAX_FAMILY).contains(&length) && name.chars().all(fits) {
        Ok(name.to_owned())
    } else {
        Err(FontError::Family(super::shortened(text)))
    }
}

impl fmt::Display for FontStack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

super::as_text!(FontStack, FontError);

/// One line of the tenant's own words: plain text, which is escaped like any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Words(String);

/// What a tenant is called: short words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct BrandName(String);

/// Why a text can't be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Nothing is there.
    #[error("it is empty")]
    Empty,
    /// It does not fit.
    #[error("it has {0} characters, and at most {1} fit")]
    TooLong(usize, usize),
    /// A line break, or a character that turns the direction of what follows.
    #[error("it has the character U+{0:04X}: one line of plain text is shown")]
    Control(u32),
}

fn line(text: &str, most: usize) -> Result<String, WordsError> {
    let text = text.trim();
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    if let Some(control) = text.chars().find(|c| c.is_control() || turns(*c)) {
        return Err(WordsError::Control(control.into()));
    }
    match text.chars().count() {
        0 => Err(WordsError::Empty),
        length if most < length => Err(WordsError::TooLong(length, most)),
        _ => Ok(text.to_owned()),
    }
}

impl Words {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl BrandName {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Words {
    type Err = WordsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        line(text, MAX_WORDS).map(Self)
    }
}

impl FromStr for BrandName {
    type Err = WordsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        line(text, MAX_NAME).map(Self)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BrandName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

super::as_text!(Words, WordsError);
super::as_text!(BrandName, WordsError);

/// Where readers find help: a page, or a mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Link(String);

/// Why a text is not a link that readers are sent to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a link: write https://… or mailto:…, up to 2000 characters of ASCII")]
pub struct LinkError(pub String);

impl Link {
    /// As in `href`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Link {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}".contains(&byte);
        let names_host = |rest: &str| {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            // A user name before the host would hide where the link leads.
            host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') && !host.contains('@')
        };
        let names_mailbox = |rest: &str| {
            rest.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty())
        };
        let leads = text.strip_prefix("https://").is_some_and(names_host)
            || text.strip_prefix("mailto:").is_some_and(names_mailbox);
        if leads && text.len() <= MAX_LINK && text.bytes().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(LinkError(super::shortened(text)))
        }
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

super::as_text!(Link, LinkError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_radius_is_whole_pixels() {
        for text in ["0px", "8px", "24px"] {
            assert_eq!(text.parse::<Radius>().unwrap().to_string(), text);
        }
        for text in
            ["", "8", "px", "25px", "-1px", "+1px", "1.5px", "8px;}", "8 px", "calc(1px)", "１px"]
        {
            assert!(text.parse::<Radius>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_font_is_a_quoted_name_or_a_keyword() {
        for (text, css) in [
            ("Inter", "\"Inter\",sans-serif"),
            ("Inter, 'Noto Sans', serif", "\"Inter\",\"Noto Sans\",serif"),
            ("inherit", "\"inherit\",sans-serif"),
            ("ヒラギノ角ゴ, system-ui", "\"ヒラギノ角ゴ\",system-ui"),
        ] {
            assert_eq!(text.parse::<FontStack>().unwrap().css(), css);
        }
        for text in [
            "",
            "Inter,",
            "a\"b",
            "a;b",
            "a}b",
            "</style>",
            "a\\b",
            "url(javascript:alert(1))",
            "a\nb",
            "Inter\", x",
            &"a".repeat(61),
            "a,b,c,d,e,f,g,h,i",
        ] {
            assert!(text.parse::<FontStack>().is_err(), "{text}");
        }
    }

    #[test]
    fn words_are_one_line() {
        assert_eq!(" Hello <b> ".parse::<Words>().unwrap().as_str(), "Hello <b>");
        for text in ["", "  ", "a\nb", "a\u{202e}b", "a\u{2066}b", "a\0b", &"a".repeat(201)] {
            assert!(text.parse::<Words>().is_err(), "{text:?}");
        }
        assert!("ä".repeat(200).parse::<Words>().is_ok());
        assert!("ä".repeat(61).parse::<BrandName>().is_err());
    }

    #[test]
    fn links_lead_to_pages_and_mailboxes() {
        for text in
            ["https://acme.test/help?a=b#c", "https://[2001:db8::1]/", "mailto:help@acme.test"]
        {
            assert_eq!(text.parse::<Link>().unwrap().as_str(), text);
        }
        for text in [
            "",
            "http://acme.test",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "https://",
            "https:///x",
            "data:text/html,x",
            "//acme.test",
            "https://a\"b",
            "https://a b",
            " https://a",
            "https://a\nb",
            "mailto:",
            "mailto:@x",
            "https://user@acme.test/",
            "https://ä.test",
        ] {
            assert!(text.parse::<Link>().is_err(), "{text:?}");
        }
    }
}
