//! The value of a CAA set's `issue` and `issuewild` (RFC 8659 §4.2), with the parameters that
//! bind it to accounts and to ways of checking (RFC 8657).

use crate::domain::desired::Desired;

/// How plain names are checked, by the edge's CA and by ours (RFC 8555 §8.3).
const PLAIN_METHODS: [&str; 1] = ["http-01"];
/// The only way for a wildcard (RFC 8555 §8.4).
const WILDCARD_METHODS: [&str; 1] = ["dns-01"];

/// Whom one property lets issue, and on what terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issue<'a> {
    /// The CA's name, lower case; empty for nobody.
    pub(super) issuer: String,
    parameters: Vec<(&'a str, &'a str)>,
}

/// What a property grants to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grant {
    /// Nothing: another CA, another account, or ways of checking that we don't go.
    Nothing,
    /// It is bound to an account, and which is ours isn't known here.
    Bound,
    /// A certificate.
    Certificate,
}

impl<'a> Issue<'a> {
    /// `None` for what doesn't have the form: such a property lets nobody issue.
    pub(super) fn parse(value: &'a str) -> Option<Self> {
        let (issuer, parameters) = match value.split_once(';') {
            Some((issuer, parameters)) => (trimmed(issuer), trimmed(parameters)),
            None => (trimmed(value), ""),
        };
        if !issuer.is_empty() && !issuer.split('.').all(is_label) {
            return None;
        }
        let parameters: Option<Vec<(&str, &str)>> = match parameters {
            "" => Some(Vec::new()),
            some => some.split(';').map(parameter).collect(),
        };
        Some(Self { issuer: issuer.to_ascii_lowercase(), parameters: parameters? })
    }

    /// Whether it names one of our CAs.
    pub(super) fn is_ours(&self, desired: &Desired) -> bool {
        desired.issuers.iter().any(|ours| self.names(ours))
    }

    /// What it grants by the best of our CAs.
    pub(super) fn grant(&self, desired: &Desired) -> Grant {
        let all = (0..desired.issuers.len()).map(|nth| self.grant_by(nth, desired));
        all.max().unwrap_or(Grant::Nothing)
    }

    /// What it grants by one of our CAs.
    pub(super) fn grant_by(&self, nth: usize, desired: &Desired) -> Grant {
        let is_named = desired.issuers.get(nth).is_some_and(|ours| self.names(ours));
        if !is_named || !self.allows_method(desired) {
            return Grant::Nothing;
        }
        let accounts: Vec<&str> = self.all("accounturi").collect();
        let ours = desired.accounts.get(nth).and_then(Option::as_deref);
        match (accounts.as_slice(), ours) {
            ([], _) => Grant::Certificate,
            ([_], None) => Grant::Bound,
            ([bound], Some(ours)) if *bound == ours => Grant::Certificate,
            // More than one can't be met (RFC 8657 §3).
            ([_, ..], _) => Grant::Nothing,
        }
    }

    fn names(&self, ours: &str) -> bool {
        ours.trim_end_matches('.').eq_ignore_ascii_case(&self.issuer)
    }

    /// Whether one of our ways of checking is listed, where any are (RFC 8657 §4).
    fn allows_method(&self, desired: &Desired) -> bool {
        let ours: &[&str] =
            if desired.hostname.is_wildcard() { &WILDCARD_METHODS } else { &PLAIN_METHODS };
        self.all("validationmethods")
            .all(|listed| listed.split(',').any(|method| ours.contains(&method)))
    }

    fn all(&self, tag: &str) -> impl Iterator<Item = &'a str> {
        let here = self.parameters.iter().filter(move |(name, _)| name.eq_ignore_ascii_case(tag));
        here.map(|(_, value)| *value)
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

fn parameter(text: &str) -> Option<(&str, &str)> {
    let (tag, value) = text.split_once('=')?;
    let (tag, value) = (trimmed(tag), trimmed(value));
    (is_label(tag) && value.bytes().all(|b| b.is_ascii_graphic())).then_some((tag, value))
}

fn is_label(text: &str) -> bool {
    let edge = |at: Option<u8>| at.is_some_and(|b| b.is_ascii_alphanumeric());
    edge(text.bytes().next())
        && edge(text.bytes().next_back())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_grammar_allows_and_nothing_else() {
        for (value, want) in [
            ("letsencrypt.org", Some("letsencrypt.org")),
            (" \tLetsEncrypt.Org ", Some("letsencrypt.org")),
            ("", Some("")),
            (";", Some("")),
            ("ca.example; ", Some("ca.example")),
            ("ca1.example; account=230123; policy = ev", Some("ca1.example")),
            ("ca.example;a=", Some("ca.example")),
            ("ca.example;a=b=c", Some("ca.example")),
            ("%%%%%", None),
            ("\"letsencrypt.org\"", None),
            ("lets encrypt.org", None),
            ("letsencrypt.org.", None),
            (".org", None),
            ("-ca.example", None),
            ("ca.example; policy", None),
            ("ca.example; policy=ev;", None),
            ("ca.example; a b=c", None),
            ("ca.example; a=b c", None),
            ("ca.example; =c", None),
            ("bücher.example", None),
        ] {
            let read = Issue::parse(value).map(|issue| issue.issuer);
            assert_eq!(read.as_deref(), want, "{value:?}");
        }
    }
}
