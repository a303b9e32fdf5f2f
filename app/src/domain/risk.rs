//! The names that a person must look at before they are connected.

use std::fmt;
use std::str::FromStr;

use super::finding::Risk;
use super::name::Hostname;

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

/// The operator's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HighRisk(Vec<Pattern>);

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

impl HighRisk {
    /// Why a person must look at `hostname` first, if one must.
    #[must_use]
    pub fn of(&self, hostname: &Hostname) -> Option<Risk> {
        self.0.iter().any(|pattern| pattern.matches(hostname)).then_some(Risk::Listed)
    }
}

/// One pattern a line; what follows a `#` is a comment.
impl FromStr for HighRisk {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let lines = text.lines().enumerate().filter_map(|(at, line)| {
            let line = line.split('#').next().unwrap_or_default().trim();
            (!line.is_empty()).then_some((at + 1, line))
        });
        let read = |(line, text): (usize, &str)| {
            Pattern::parse(text).ok_or_else(|| PatternError { line, text: text.to_owned() })
        };
        lines.map(read).collect::<Result<_, _>>().map(Self)
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

    #[test]
    fn a_listed_name_covers_all_below_it() {
        let list: HighRisk = "\
            # banks\n\
            Bank.example\n\
            \n\
            *-login.example   # whatever stands before\n\
            pay*l.test\n"
            .parse()
            .unwrap();
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
            let found = list.of(&name.parse().unwrap());
            assert_eq!(found, listed.then_some(Risk::Listed), "{name}");
        }
    }

    #[test]
    fn a_line_that_is_no_pattern_is_named() {
        for (text, line) in [("a.example\nb c.example", 2), ("*", 1), ("\n\n*.*", 3), ("büro", 1)]
        {
            assert_eq!(text.parse::<HighRisk>().unwrap_err().line, line, "{text:?}");
        }
        assert_eq!("# none\n".parse::<HighRisk>(), Ok(HighRisk::default()));
    }
}
