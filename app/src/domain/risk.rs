//! The names that a person must look at before they are connected.

use std::fmt;

use super::finding::Risk;
use super::likeness::distance;
use super::name::{Hostname, OwnerName};

/// A name of the operator's list, which stands for itself and all names below it; `*` is any
/// run of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

/// A line of the list that no name can match.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: \"{text}\" is no pattern of a domain name")]
pub struct PatternError {
    /// Which line, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// A well-known name, and the shape of its first label.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WellKnown {
    name: OwnerName,
    shape: String,
}

/// The shortest shape of which one other character still looks alike: of short ones, most are
/// somebody's own.
const SHORTEST: usize = 6;

/// The operator's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HighRisk {
    listed: Vec<Pattern>,
    well_known: Vec<WellKnown>,
}

impl Pattern {
    fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"-._*".contains(&b);
        // What consists of nothing else would keep everybody out.
        let says_something = text.bytes().any(|b| b.is_ascii_alphanumeric());
        (says_something && text.bytes().all(fits)).then_some(Self(text))
    }

    fn matches(&self, hostname: &Hostname) -> bool {
        let ancestors = hostname.as_owner().ancestors();
        hostname.base().ancestors().chain(ancestors).any(|name| matches(&self.0, name.as_str()))
    }
}

/// Each `*` takes as little as it can; when that leads nowhere, the last one takes one more.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut from) = (0, 0);
    let mut last_star: Option<(usize, usize)> = None;
    while let Some(byte) = text.get(from) {
        match (pattern.get(at), last_star) {
            (Some(b'*'), _) => {
                last_star = Some((at, from));
                at += 1;
            }
            (Some(wanted), _) if wanted == byte => (at, from) = (at + 1, from + 1),
            (Some(_) | None, Some((star, taken))) => {
                last_star = Some((star, taken + 1));
                (at, from) = (star + 1, taken + 1);
            }
            (Some(_) | None, None) => return false,
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|byte| *byte == b'*')
}

impl WellKnown {
    fn parse(text: &str, shape: impl Fn(&str) -> String) -> Option<Self> {
        let name: OwnerName = text.parse().ok()?;
        let label = name.as_str().split('.').next()?;
        Some(Self { shape: shape(label), name })
    }

    /// Whether `shape` may be taken for it, and `hostname` is not its own.
    fn resembles(&self, hostname: &Hostname, shape: &str) -> bool {
        let near = SHORTEST <= self.shape.len() && distance(&self.shape, shape) == 1;
        !hostname.base().is_under(&self.name) && (near || self.shape == shape)
    }
}

impl HighRisk {
    /// One pattern a line, or `~` and a well-known name, whose look-alikes are meant; what follows
    /// a `#` is a comment. `shape` is what a label looks like.
    pub fn read(text: &str, shape: impl Fn(&str) -> String) -> Result<Self, PatternError> {
        let mut risks = Self::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            let understood = match line.strip_prefix('~') {
                _ if line.is_empty() => Some(()),
                Some(name) => {
                    WellKnown::parse(name, &shape).map(|name| risks.well_known.push(name))
                }
                None => Pattern::parse(line).map(|pattern| risks.listed.push(pattern)),
            };
            if understood.is_none() {
                return Err(PatternError { line: at + 1, text: line.to_owned() });
            }
        }
        Ok(risks)
    }

    /// Why a person must look at `hostname` first, if one must; `shape` is what the label looks
    /// like that was registered.
    #[must_use]
    pub fn of(&self, hostname: &Hostname, shape: &str) -> Option<Risk> {
        if self.listed.iter().any(|pattern| pattern.matches(hostname)) {
            return Some(Risk::Listed);
        }
        let alike = self.well_known.iter().any(|name| name.resembles(hostname, shape));
        alike.then_some(Risk::LookAlike)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As if only one and l looked alike.
    fn read(text: &str) -> Result<HighRisk, PatternError> {
        HighRisk::read(text, |label| label.replace('1', "l"))
    }

    #[test]
    fn what_may_be_taken_for_a_well_known_name_is_found() {
        let list = read("~paypal.com\n~visa.com").unwrap();
        for (name, shape, alike) in [
            ("paypal.com", "paypal", false),
            ("shop.paypal.com", "paypal", false),
            ("paypa1.com", "paypal", true),
            ("paypal.shop", "paypal", true),
            ("www.paypall.com", "paypall", true),
            ("paypals-friends.com", "paypals-friends", false),
            ("vista.com", "vista", false),
            ("visa.shop", "visa", true),
        ] {
            let found = list.of(&name.parse().unwrap(), shape);
            assert_eq!(found, alike.then_some(Risk::LookAlike), "{name}");
        }
    }

    #[test]
    fn a_listed_name_covers_all_below_it() {
        let text = "\
            # banks\n\
            Bank.example\n\
            \n\
            *-login.example   # whatever stands before\n\
            pay*l.test\n";
        let list = read(text).unwrap();
        for (name, listed) in [
            ("bank.example", true),
            ("www.bank.example", true),
            ("*.bank.example", true),
            ("mybank.example", false),
            ("bank.example.org", false),
            ("acme-login.example", true),
            ("a.acme-login.example", true),
            ("login.example", false),
            ("paypal.test", true),
            ("payl.test", true),
            ("shop.paypaal.test", true),
            ("paypals.test", false),
        ] {
            let found = list.of(&name.parse().unwrap(), "");
            assert_eq!(found, listed.then_some(Risk::Listed), "{name}");
        }
    }

    #[test]
    fn a_line_that_is_no_pattern_is_named() {
        for (text, line) in [
            ("~", 1),
            ("~a b", 1),
            ("a.example\nb c.example", 2),
            ("*", 1),
            ("\n\n*.*", 3),
            ("büro", 1),
        ] {
            assert_eq!(read(text).unwrap_err().line, line, "{text:?}");
        }
        assert_eq!(read("# none\n"), Ok(HighRisk::default()));
    }
}
