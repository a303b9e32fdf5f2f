//! Misbehaviour on command: what a server does instead of answering.

use std::sync::{Arc, PoisonError, RwLock};

use hickory_proto::rr::Name;
use serde::Deserialize;

/// Which server misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "serde_json::Value")]
pub enum Which {
    /// The first authoritative server.
    First,
    /// The second.
    Second,
    /// The resolver.
    Resolver,
    /// The edge, where it is asked over HTTP.
    Edge,
}

impl TryFrom<serde_json::Value> for Which {
    type Error = &'static str;

    fn try_from(value: serde_json::Value) -> Result<Self, Self::Error> {
        match (value.as_u64(), value.as_str()) {
            (Some(1), _) => Ok(Self::First),
            (Some(2), _) => Ok(Self::Second),
            (_, Some("resolver")) => Ok(Self::Resolver),
            (_, Some("edge")) => Ok(Self::Edge),
            _ => Err("server must be 1, 2, \"resolver\" or \"edge\""),
        }
    }
}

/// For which questions it misbehaves.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Asked {
    /// All.
    Everything,
    /// Those for this name.
    One(Name),
}

impl TryFrom<String> for Asked {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "*" {
            return Ok(Self::Everything);
        }
        let mut name =
            Name::from_ascii(&text).map_err(|_| "name must be a domain name or \"*\"")?;
        name.set_fqdn(true);
        Ok(Self::One(name))
    }
}

/// What it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Answers.
    None,
    /// Fails.
    Servfail,
    /// Does not want to.
    Refused,
    /// Says nothing.
    Silent,
    /// Takes its time.
    Slow,
    /// Answers as if the zone were none of its business.
    Lame,
    /// Sends every datagram cut off.
    Truncate,
    /// Serves the zone as it was before the last change: a secondary that lags.
    OldData,
    /// Answers as if another web server stood before it.
    Intercept,
    /// Redirects to what was asked for.
    RedirectLoop,
    /// Hangs up.
    HttpDown,
}

impl Kind {
    /// Whether a server of this sort can misbehave so.
    const fn fits(self, server: Which) -> bool {
        let of_the_web = match self {
            Self::Intercept | Self::RedirectLoop | Self::HttpDown => true,
            Self::None
            | Self::Servfail
            | Self::Refused
            | Self::Silent
            | Self::Slow
            | Self::Lame
            | Self::Truncate
            | Self::OldData => false,
        };
        matches!(self, Self::None) || of_the_web == matches!(server, Which::Edge)
    }
}

/// One rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "FaultBody")]
pub struct Fault {
    /// Who misbehaves.
    pub server: Which,
    /// For which name; `*` is every name.
    pub name: Asked,
    /// How.
    pub kind: Kind,
    /// For [`Kind::Slow`]: milliseconds, at most 30,000.
    pub delay_ms: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultBody {
    server: Which,
    name: Asked,
    kind: Kind,
    #[serde(default)]
    delay_ms: u32,
}

impl TryFrom<FaultBody> for Fault {
    type Error = &'static str;

    fn try_from(body: FaultBody) -> Result<Self, Self::Error> {
        let FaultBody { server, name, kind, delay_ms } = body;
        if !kind.fits(server) {
            return Err("this server does not misbehave in this way");
        }
        Ok(Self { server, name, kind, delay_ms })
    }
}

/// The rules in force. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<RwLock<Vec<Fault>>>);

impl Faults {
    /// Sets a rule in place of the one for the same server and name.
    pub fn set(&self, fault: Fault) {
        let mut rules = self.0.write().unwrap_or_else(PoisonError::into_inner);
        rules.retain(|rule| rule.server != fault.server || rule.name != fault.name);
        if fault.kind != Kind::None {
            rules.push(fault);
        }
    }

    /// What `server` does when asked for `name`; a rule for the name comes before the one for
    /// all.
    #[must_use]
    pub fn of(&self, server: Which, name: &Name) -> (Kind, u32) {
        let rules = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mine = || rules.iter().filter(|rule| rule.server == server);
        let exact = mine().find(|rule| matches!(&rule.name, Asked::One(one) if one == name));
        let rule = exact.or_else(|| mine().find(|rule| rule.name == Asked::Everything));
        rule.map_or((Kind::None, 0), |rule| (rule.kind, rule.delay_ms.min(30_000)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(json: &str) -> Fault {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_rule_for_a_name_comes_before_the_one_for_all() {
        let faults = Faults::default();
        faults.set(fault(r#"{"server":1,"name":"*","kind":"servfail"}"#));
        faults.set(fault(r#"{"server":1,"name":"XN--a.test","kind":"slow","delay_ms":99999}"#));
        let of = |server, name| faults.of(server, &Name::from_ascii(name).unwrap());
        assert_eq!(of(Which::First, "xn--a.test."), (Kind::Slow, 30_000));
        assert_eq!(of(Which::First, "b.test."), (Kind::Servfail, 0));
        assert_eq!(of(Which::Second, "b.test."), (Kind::None, 0));
        faults.set(fault(r#"{"server":1,"name":"xn--a.test.","kind":"none"}"#));
        assert_eq!(of(Which::First, "xn--a.test."), (Kind::Servfail, 0));
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for json in [
            r#"{"server":3,"name":"*","kind":"none"}"#,
            r#"{"server":"1","name":"*","kind":"none"}"#,
            r#"{"server":1,"name":"a..b","kind":"none"}"#,
            r#"{"server":1,"name":"*","kind":"melt"}"#,
            r#"{"server":1,"name":"*","kind":"none","for":1}"#,
            r#"{"server":1,"name":"*","kind":"intercept"}"#,
            r#"{"server":"edge","name":"*","kind":"servfail"}"#,
        ] {
            assert!(serde_json::from_str::<Fault>(json).is_err(), "{json}");
        }
    }
}
