//! One setting at a time, from text to a value; what can't be read is written down.

use std::net::{IpAddr, SocketAddr};

use time::Duration;

/// Reads settings by a lookup, and gathers what is wrong with them.
pub(super) struct Reader<F> {
    pub(super) lookup: F,
    pub(super) problems: Vec<String>,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    pub(super) fn get(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    pub(super) fn complain(&mut self, name: &str, what: &str) {
        self.problems.push(format!("  {name}: {what}"));
    }

    pub(super) fn parsed<T: Default>(
        &mut self,
        name: &str,
        default: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> T {
        let text = self.get(name).unwrap_or_else(|| default.to_owned());
        parse(&text).unwrap_or_else(|| {
            self.complain(name, &format!("\"{text}\" can't be read"));
            T::default()
        })
    }

    pub(super) fn optional<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.get(name)?;
        let value = parse(&text);
        if value.is_none() {
            self.complain(name, &format!("\"{text}\" can't be read"));
        }
        value
    }

    pub(super) fn address(&mut self, name: &str, default: &str, loopback_only: bool) -> SocketAddr {
        let text = self.get(name).unwrap_or_else(|| default.to_owned());
        let Ok(address) = text.parse::<SocketAddr>() else {
            self.complain(name, &format!("\"{text}\" is no address with a port"));
            return SocketAddr::from(([127, 0, 0, 1], 0));
        };
        if loopback_only && !address.ip().is_loopback() {
            self.complain(name, "the sandbox binds loopback addresses only");
        }
        address
    }

    pub(super) fn addresses(&mut self, name: &str, default: &str, port: u16) -> Vec<SocketAddr> {
        let mut addresses = Vec::new();
        for text in self.list(name, default) {
            match text.parse::<SocketAddr>() {
                Ok(address) => addresses.push(address),
                Err(_) => match text.parse::<IpAddr>() {
                    Ok(ip) => addresses.push(SocketAddr::new(ip, port)),
                    Err(_) => self.complain(name, &format!("\"{text}\" is no IP address")),
                },
            }
        }
        addresses
    }

    pub(super) fn list(&self, name: &str, default: &str) -> Vec<String> {
        let text = self.get(name).unwrap_or_else(|| default.to_owned());
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    pub(super) fn flag(&mut self, name: &str, default: bool) -> bool {
        let default = if default { "1" } else { "0" };
        self.parsed(name, default, |text| match text {
            "1" | "true" => Some(true),
            "0" | "false" => Some(false),
            _ => None,
        })
    }

    /// `90`, `90s`, `15m`, `72h` or `3d`; a bare number is seconds.
    pub(super) fn duration(&mut self, name: &str, default: Duration) -> Duration {
        let Some(text) = self.get(name) else { return default };
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = match text.get(digits.len()..) {
            Some("" | "s") => Some(1),
            Some("m") => Some(60),
            Some("h") => Some(3600),
            Some("d") => Some(86_400),
            _ => None,
        };
        match (digits.parse::<i64>(), unit) {
            (Ok(count), Some(unit)) if 0 <= count => Duration::seconds(count.saturating_mul(unit)),
            _ => {
                self.complain(name, &format!("\"{text}\" is no duration like 90s, 15m, 72h, 3d"));
                default
            }
        }
    }

    /// A whole number of days, one or more.
    pub(super) fn days(&mut self, name: &str, default: &str) -> Duration {
        self.parsed(name, default, |text| {
            text.parse::<u16>()
                .ok()
                .filter(|days| 0 < *days)
                .map(|days| Duration::days(days.into()))
        })
    }

    /// The same, as timers have it.
    pub(super) fn span(&mut self, name: &str, default: std::time::Duration) -> std::time::Duration {
        let default = default.try_into().unwrap_or_default();
        self.duration(name, default).try_into().unwrap_or_default()
    }

    /// What the file that a setting names says; `None` where none is named.
    pub(super) fn file(&mut self, name: &str) -> Option<String> {
        let path = self.get(name)?;
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) => {
                self.complain(name, &format!("\"{path}\" can't be read: {error}"));
                None
            }
        }
    }
}
