//! What the CA of these tests is told, and what it tells.

use serde_json::{Value, json};

/// What a request may be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum At {
    /// Where everything is.
    Directory,
    /// A fresh nonce.
    Nonce,
    /// An account.
    NewAccount,
    /// An order.
    NewOrder,
    /// How an order stands.
    Order,
    /// How a name stands.
    Authorization,
    /// What is wanted for a name, and that it is there.
    Challenge,
    /// The request for a certificate.
    Finalize,
    /// The certificate.
    Certificate,
    /// Its end.
    Revoke,
    /// When it is to be renewed.
    RenewalInfo,
}

/// A stage that can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Hold {
    /// Names are looked at.
    Validation,
    /// Certificates are signed.
    Issuance,
}

/// Why something is refused.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Problem {
    /// Of the answer.
    pub(crate) status: u16,
    /// The type, without its namespace.
    pub(crate) kind: &'static str,
    /// In words.
    pub(crate) detail: &'static str,
    /// When to come again, in seconds or as a date.
    pub(crate) retry_after: Option<&'static str>,
    /// The type of what is wrong with one of the names, without its namespace.
    pub(crate) subproblem: Option<&'static str>,
}

/// What the CA wants to find.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// The name, without an asterisk.
    pub(crate) name: String,
    /// `http-01` or `dns-01`.
    pub(crate) kind: &'static str,
    /// The last part of the path.
    pub(crate) token: String,
    /// What is to be found there (RFC 8555 §8.1).
    pub(crate) key_authorization: String,
}

/// A certificate that was signed.
#[derive(Clone, Debug)]
pub(crate) struct Issued {
    /// Lower-case hex.
    pub(crate) serial: String,
    /// What it is called when its renewal is asked for (RFC 9773 §4.1).
    pub(crate) id: String,
    /// The names.
    pub(crate) names: Vec<String>,
    /// Which one it follows.
    pub(crate) replaces: Option<String>,
    /// Whether it was revoked.
    pub(crate) is_revoked: bool,
}

impl Problem {
    /// Without anything that need not be there.
    pub(crate) const fn new(status: u16, kind: &'static str, detail: &'static str) -> Self {
        Self { status, kind, detail, retry_after: None, subproblem: None }
    }

    pub(super) fn json(&self) -> Value {
        let name = |kind: &str| format!("urn:ietf:params:acme:error:{kind}");
        let mut shown = json!({
            "type": name(self.kind),
            "detail": self.detail,
            "status": self.status,
        });
        if let Some(kind) = self.subproblem {
            shown["subproblems"] = json!([{ "type": name(kind), "detail": self.detail }]);
        }
        shown
    }
}
