//! What this server answers for the certificates that it gets by itself, from memory: keys and
//! chains for edges, and what CAs want to find.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use app::domain::name::Hostname;
use sha2::{Digest as _, Sha256};

use crate::store::ConnectionId;

/// The shortest token of edges, characters.
const SHORTEST: usize = 24;
const END: &str = "-----END CERTIFICATE-----";

/// By which an edge shows that it may have keys: `EDGE_TOKEN`, as its digest.
#[derive(Clone)]
pub struct EdgeToken([u8; 32]);

/// Not a token of edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("wants 24 characters or more, of letters, digits, - and _ alone")]
pub struct EdgeTokenError;

impl FromStr for EdgeToken {
    type Err = EdgeTokenError;

    fn from_str(text: &str) -> Result<Self, EdgeTokenError> {
        // As it stands in a URL, and in the edge's own configuration.
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let good = SHORTEST <= text.len() && text.bytes().all(plain);
        good.then(|| Self(Sha256::digest(text).into())).ok_or(EdgeTokenError)
    }
}

impl EdgeToken {
    /// Whether it is this one; how long the digests are alike says nothing of the tokens.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        Sha256::digest(text)[..] == self.0
    }
}

impl fmt::Debug for EdgeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EdgeToken(…)")
    }
}

/// What a certificate that is under way wants to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The last part of the path where it is looked for (RFC 8555 §8.3).
    pub token: String,
    /// What is found there.
    pub key_authorization: String,
    /// A name of ours, and what is found there in the DNS (RFC 8555 §8.4).
    pub text: Option<(String, String)>,
}

/// Every certificate that is served, and every answer that is wanted.
#[derive(Default)]
pub struct Vault {
    inner: RwLock<Inner>,
}

#[derive(Default)]
struct Inner {
    /// By hostname.
    served: HashMap<String, Served>,
    /// By hostname: each has one order under way at most.
    answers: HashMap<String, (ConnectionId, Answer)>,
    /// By names of ours in the DNS.
    texts: HashMap<String, (ConnectionId, String)>,
    /// What follows the leaf is the same for most: it is kept once.
    tails: HashSet<Arc<str>>,
}

struct Served {
    connection: ConnectionId,
    /// The key and the leaf, PEM.
    own: Box<str>,
    tail: Arc<str>,
}

impl Vault {
    /// What is served for a connection's name, a key and a chain in PEM, and what is wanted to be
    /// found for it.
    pub fn put(
        &self,
        connection: ConnectionId,
        hostname: &Hostname,
        bundle: Option<&str>,
        answer: Option<Answer>,
    ) {
        let mut inner = self.write();
        let name = hostname.as_str();
        if let Some(bundle) = bundle {
            let cut = bundle.find(END).map_or(bundle.len(), |at| at + END.len());
            let (own, tail) = bundle.split_at(cut);
            let tail = inner.tail(tail);
            inner.served.insert(name.to_owned(), Served { connection, own: own.into(), tail });
        } else if inner.served.get(name).is_some_and(|served| served.connection == connection) {
            inner.served.remove(name);
        }
        inner.texts.retain(|_, (of, _)| *of != connection);
        if let Some((at, text)) = answer.as_ref().and_then(|answer| answer.text.clone()) {
            inner.texts.insert(at, (connection, text));
        }
        if let Some(answer) = answer {
            inner.answers.insert(name.to_owned(), (connection, answer));
        } else if inner.answers.get(name).is_some_and(|(of, _)| *of == connection) {
            inner.answers.remove(name);
        }
    }

    /// Whose certificate is served for exactly this name, and that: key and chain, PEM.
    #[must_use]
    pub fn bundle(&self, hostname: &str) -> Option<(ConnectionId, String)> {
        let inner = self.read();
        let Served { connection, own, tail } = inner.served.get(hostname)?;
        Some((*connection, format!("{own}{tail}")))
    }

    /// Whether a certificate is served for a connection.
    #[must_use]
    pub fn serves(&self, connection: ConnectionId, hostname: &Hostname) -> bool {
        let inner = self.read();
        inner.served.get(hostname.as_str()).is_some_and(|served| served.connection == connection)
    }

    /// What a CA wants to find at a token.
    #[must_use]
    pub fn answer(&self, hostname: &str, token: &str) -> Option<String> {
        let inner = self.read();
        let (_, answer) = inner.answers.get(hostname)?;
        (answer.token == token).then(|| answer.key_authorization.clone())
    }

    /// What stands at a name of ours in the DNS.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.read().texts.get(name).map(|(_, text)| text.clone())
    }

    // A panic while the lock was held leaves whole entries behind.
    fn read(&self) -> RwLockReadGuard<'_, Inner> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Inner> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn tail(&mut self, text: &str) -> Arc<str> {
        if let Some(kept) = self.tails.get(text) {
            return Arc::clone(kept);
        }
        // CAs change what they sign with every few months.
        self.tails.retain(|kept| 1 < Arc::strong_count(kept));
        let tail: Arc<str> = text.into();
        self.tails.insert(Arc::clone(&tail));
        tail
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(key: &str, leaf: &str, rest: &str) -> String {
        format!("{key}\n-----BEGIN CERTIFICATE-----\n{leaf}\n{END}\n{rest}")
    }

    #[test]
    fn what_is_served_is_what_was_put_and_what_all_have_is_kept_once() {
        let vault = Vault::default();
        let names: Vec<Hostname> =
            (0..3).map(|nth| format!("shop{nth}.example").parse().unwrap()).collect();
        let ids = names.iter().map(|_| ConnectionId::fresh()).collect::<Vec<_>>();
        for (name, id) in names.iter().zip(&ids) {
            vault.put(*id, name, Some(&bundle("key", name.as_str(), "the same")), None);
        }
        let shown = vault.bundle("shop1.example").unwrap();
        assert_eq!(shown, (ids[1], bundle("key", "shop1.example", "the same")));
        assert_eq!(vault.read().tails.len(), 1);
        vault.put(ids[1], &names[1], None, None);
        assert_eq!(vault.bundle("shop1.example"), None);
    }

    #[test]
    fn who_lost_a_name_takes_nothing_from_whoever_has_it_now() {
        let vault = Vault::default();
        let name: Hostname = "shop.example".parse().unwrap();
        let (before, after) = (ConnectionId::fresh(), ConnectionId::fresh());
        let answer = |token: &str| Answer {
            token: token.to_owned(),
            key_authorization: format!("{token}.thumb"),
            text: Some((format!("{token}.acme.example"), "digest".to_owned())),
        };
        vault.put(before, &name, Some("old"), Some(answer("a")));
        vault.put(after, &name, Some("new"), Some(answer("b")));
        vault.put(before, &name, None, None);
        assert_eq!(vault.bundle("shop.example"), Some((after, "new".to_owned())));
        assert!(vault.serves(after, &name) && !vault.serves(before, &name));
        assert_eq!(vault.answer("shop.example", "b").as_deref(), Some("b.thumb"));
        assert_eq!(vault.answer("shop.example", "a"), None);
        assert_eq!(vault.text("b.acme.example").as_deref(), Some("digest"));
        assert_eq!(vault.text("a.acme.example"), None);
        assert_eq!(vault.answer("other.example", "b"), None);
    }

    #[test]
    fn a_token_of_edges_is_long_and_plain_and_shown_nowhere() {
        let token: EdgeToken = "abcdefghijklmnopqrstuvwx".parse().unwrap();
        assert!(token.is("abcdefghijklmnopqrstuvwx") && !token.is("abcdefghijklmnopqrstuvwy"));
        assert_eq!(format!("{token:?}"), "EdgeToken(…)");
        for bad in ["", "short", "abcdefghijklmnopqrstuvw/", "abcdefghijklmnopqrstuvw "] {
            assert!(bad.parse::<EdgeToken>().is_err(), "{bad}");
        }
    }
}
