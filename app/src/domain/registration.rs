//! What a registry's own service says of a domain that its zone does not have (RFC 9083).

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::name::OwnerName;
use super::web::Visit;

/// Why a registered domain is kept out of the DNS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// Its time is over, and nobody has paid for more.
    Expired,
    /// The registrar holds it back: a contact address was not confirmed, a bill not paid.
    Registrar,
    /// The registry holds it back, as in a dispute.
    Registry,
}

/// One answer of the registry's service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The domain that was asked for.
    pub name: OwnerName,
    /// The request, and what came back.
    pub visit: Visit,
    /// Whether the registry has the domain.
    pub registered: bool,
    /// The domain's status values (RFC 9083 §10.2.2), at most 20.
    pub status: Vec<String>,
    /// Until when it is registered, where that is told.
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
}

impl Registration {
    /// Why the domain is kept out of the DNS, by the values that stand for the EPP statuses of
    /// a hold and of the time after the end (RFC 8056 §2).
    #[must_use]
    pub fn hold(&self) -> Option<Hold> {
        let is = |value: &str| self.status.iter().any(|word| word.eq_ignore_ascii_case(value));
        let over = ["redemption period", "pending delete", "pending restore", "auto renew period"];
        let ended = self.expires_at.is_some_and(|at| at <= self.visit.at);
        if !self.registered {
            None
        } else if ended || over.into_iter().any(is) {
            Some(Hold::Expired)
        } else if is("server hold") {
            Some(Hold::Registry)
        } else {
            is("client hold").then_some(Hold::Registrar)
        }
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::domain::web::VisitEnd;

    const NOW: OffsetDateTime = time::macros::datetime!(2026-11-21 12:00 UTC);

    fn hold(registered: bool, status: &[&str], left: Option<Duration>) -> Option<Hold> {
        let visit = Visit {
            url: "https://rdap.example/domain/acme.com".to_owned(),
            address: [192, 0, 2, 1].into(),
            end: VisitEnd::Answered,
            hops: Vec::new(),
            at: NOW,
        };
        let status = status.iter().map(|word| (*word).to_owned()).collect();
        let expires_at = left.map(|left| NOW + left);
        let name = "acme.com".parse().unwrap();
        Registration { name, visit, registered, status, expires_at }.hold()
    }

    #[test]
    fn what_the_registry_says_is_read_as_people_mean_it() {
        let (left, over) = (Some(Duration::DAY), Some(-Duration::DAY));
        for (registered, status, expires, want) in [
            (false, &[][..], None, None),
            (true, &[], None, None),
            (true, &["active", "client transfer prohibited"], left, None),
            (true, &["client hold"], left, Some(Hold::Registrar)),
            (true, &["Client Hold", "server hold"], left, Some(Hold::Registry)),
            // A registrar that was not paid holds back what it renewed by itself.
            (true, &["client hold", "auto renew period"], left, Some(Hold::Expired)),
            (true, &["client hold"], over, Some(Hold::Expired)),
            (true, &["redemption period"], None, Some(Hold::Expired)),
            (true, &["pending delete"], None, Some(Hold::Expired)),
            (false, &["client hold"], over, None),
        ] {
            assert_eq!(hold(registered, status, expires), want, "{status:?}");
        }
    }
}
