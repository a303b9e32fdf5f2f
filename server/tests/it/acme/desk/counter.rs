//! What clients ask of the CA of these tests, and how it shows what it has.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use fairlead::clock::random_bytes;
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::{
    Answer, Authorization, Challenge, Desk, Message, NOT_FOUND, Order, Problem, Proof, UNREADABLE,
};
use crate::acme::signer;

/// What is asked of it.
impl Desk {
    pub(super) fn directory(&self) -> Answer {
        let mut shown = json!({
            "newNonce": self.url("/nonce"),
            "newAccount": self.url("/account"),
            "newOrder": self.url("/order"),
            "revokeCert": self.url("/revoke"),
            "meta": { "caaIdentities": ["ca1.example"] },
        });
        if self.window.is_some() {
            shown["renewalInfo"] = json!(self.url("/renewal"));
        }
        Answer::new(200, &shown)
    }

    pub(super) fn new_account(&mut self, message: &Message) -> Result<Answer, Problem> {
        let thumbprint = message.thumbprint.clone().ok_or(UNREADABLE)?;
        let known = self.accounts.iter().position(|it| *it == thumbprint);
        let nth = known.unwrap_or(self.accounts.len());
        if known.is_none() {
            self.accounts.push(thumbprint);
        }
        let status = if known.is_some() { 200 } else { 201 };
        let location = Some(self.url(&format!("/account/{nth}")));
        Ok(Answer { location, ..Answer::new(status, &json!({ "status": "valid" })) })
    }

    pub(super) fn new_order(&mut self, account: usize, payload: &Value) -> Result<Answer, Problem> {
        let identifiers = payload["identifiers"].as_array().ok_or(UNREADABLE)?;
        let names = identifiers.iter().map(|it| {
            let name = it["value"].as_str().filter(|_| it["type"] == "dns");
            name.map(str::to_owned)
        });
        let names: Option<Vec<String>> = names.collect();
        let names = names.filter(|names| !names.is_empty()).ok_or(UNREADABLE)?;
        // Who does not know of it does not read it.
        let replaces = payload["replaces"].as_str().filter(|_| self.window.is_some());
        if let Some(id) = replaces {
            self.may_be_replaced(id)?;
        }
        let first = self.authorizations.len();
        self.authorizations.extend(names.iter().map(|name| authorization(account, name)));
        let nth = self.orders.len();
        self.orders.push(Order {
            account,
            names,
            replaces: replaces.map(str::to_owned),
            authorizations: (first..self.authorizations.len()).collect(),
            key: None,
            certificate: None,
            problem: None,
        });
        Ok(self.show_order(201, nth))
    }

    /// Whether the certificate of this identifier may be followed by another (RFC 9773 §5).
    fn may_be_replaced(&self, id: &str) -> Result<(), Problem> {
        if !self.certificates.iter().any(|it| it.leaf.id == id) {
            return Err(Problem::new(400, "malformed", "what is to be replaced is not known"));
        }
        let mut others = self.orders.iter().filter(|it| it.replaces.as_deref() == Some(id));
        if others.any(|it| self.status(it) != "invalid") {
            return Err(Problem::new(409, "alreadyReplaced", "another order follows it"));
        }
        Ok(())
    }

    /// A challenge; where something is sent, even nothing in braces, the name is ready.
    pub(super) fn told(
        &mut self,
        nth: usize,
        part: usize,
        account: usize,
        payload: &Value,
    ) -> Result<Answer, Problem> {
        let is_open = self.authorization(nth, account)?.status() == "pending";
        let challenge = self.authorizations[nth].challenges.get_mut(part).ok_or(NOT_FOUND)?;
        if is_open && payload.is_object() && matches!(challenge.proof, Proof::Open) {
            challenge.proof = Proof::Told;
        }
        Ok(Answer::new(200, &self.show_challenge(nth, part)))
    }

    pub(super) fn finalize(
        &mut self,
        nth: usize,
        account: usize,
        payload: &Value,
    ) -> Result<Answer, Problem> {
        let order = self.order(nth, account)?;
        if self.status(order) != "ready" {
            return Err(Problem::new(403, "orderNotReady", "the order is not ready"));
        }
        let mut wanted = order.names.clone();
        let request = payload["csr"].as_str().and_then(|it| BASE64.decode(it).ok());
        let read = request.and_then(|it| signer::read(&it));
        let bad = Problem::new(400, "badCSR", "this is no request for these names");
        let (key, mut names) = read.ok_or(bad)?;
        names.sort();
        wanted.sort();
        if names != wanted {
            return Err(bad);
        }
        self.orders[nth].key = Some(key);
        Ok(self.show_order(200, nth))
    }

    pub(super) fn certificate(&self, nth: usize, account: usize) -> Result<Answer, Problem> {
        let found = self.certificates.get(nth).ok_or(NOT_FOUND)?;
        self.order(found.order, account)?;
        let (kind, body) = ("application/pem-certificate-chain", found.leaf.pem.clone());
        Ok(Answer { kind, body, ..Answer::empty() })
    }

    pub(super) fn revoke(&mut self, payload: &Value) -> Result<Answer, Problem> {
        let der = payload["certificate"].as_str().and_then(|it| BASE64.decode(it).ok());
        let der = der.ok_or(UNREADABLE)?;
        let found = self.certificates.iter_mut().find(|it| it.leaf.der[..] == der[..]);
        let found = found.ok_or(NOT_FOUND)?;
        if found.is_revoked {
            return Err(Problem::new(400, "alreadyRevoked", "it is revoked"));
        }
        found.is_revoked = true;
        Ok(Answer::empty())
    }

    pub(super) fn renewal(&self, id: &str) -> Result<Answer, Problem> {
        let is_known = self.certificates.iter().any(|it| it.leaf.id == id);
        let (start, end) = self.window.filter(|_| is_known).ok_or(NOT_FOUND)?;
        let shown = json!({ "suggestedWindow": { "start": date(start), "end": date(end) } });
        Ok(Answer { retry_after: Some("21600"), ..Answer::new(200, &shown) })
    }
}

/// How things are shown.
impl Desk {
    /// How an order stands (RFC 8555 §7.1.6).
    pub(super) fn status(&self, order: &Order) -> &'static str {
        let statuses = order.authorizations.iter().map(|nth| self.authorizations[*nth].status());
        let statuses: Vec<&str> = statuses.collect();
        if order.problem.is_some() || statuses.contains(&"invalid") {
            "invalid"
        } else if order.certificate.is_some() {
            "valid"
        } else if order.key.is_some() {
            "processing"
        } else if statuses.iter().all(|status| *status == "valid") {
            "ready"
        } else {
            "pending"
        }
    }

    pub(super) fn show_order(&self, status: u16, nth: usize) -> Answer {
        let order = &self.orders[nth];
        let names = order.names.iter().map(|name| json!({ "type": "dns", "value": name }));
        let authorizations = order.authorizations.iter();
        let authorizations = authorizations.map(|nth| self.url(&format!("/authorization/{nth}")));
        let mut shown = json!({
            "status": self.status(order),
            "expires": date(self.clock.now() + Duration::WEEK),
            "identifiers": names.collect::<Vec<Value>>(),
            "authorizations": authorizations.collect::<Vec<String>>(),
            "finalize": self.url(&format!("/order/{nth}/finalize")),
        });
        if let Some(problem) = &order.problem {
            shown["error"] = problem.json();
        }
        if let Some(id) = &order.replaces {
            shown["replaces"] = json!(id);
        }
        if let Some(certificate) = order.certificate {
            shown["certificate"] = json!(self.url(&format!("/certificate/{certificate}")));
        }
        let location = Some(self.url(&format!("/order/{nth}")));
        Answer { location, ..Answer::new(status, &shown) }
    }

    pub(super) fn show_authorization(&self, nth: usize) -> Answer {
        let it = &self.authorizations[nth];
        let challenges = (0..it.challenges.len()).map(|part| self.show_challenge(nth, part));
        let mut shown = json!({
            "identifier": { "type": "dns", "value": it.name },
            "status": it.status(),
            "expires": date(self.clock.now() + Duration::WEEK),
            "challenges": challenges.collect::<Vec<Value>>(),
        });
        if it.is_wildcard {
            shown["wildcard"] = json!(true);
        }
        Answer::new(200, &shown)
    }

    fn show_challenge(&self, nth: usize, part: usize) -> Value {
        let it = &self.authorizations[nth].challenges[part];
        let mut shown = json!({
            "type": it.kind,
            "url": self.url(&format!("/challenge/{nth}/{part}")),
            "token": it.token,
            "status": it.proof.word(),
        });
        if let Proof::Bad(problem) = &it.proof {
            shown["error"] = problem.json();
        }
        shown
    }
}

/// What is to be proven for a name; one with an asterisk is proven by the DNS only.
fn authorization(account: usize, name: &str) -> Authorization {
    let base = name.strip_prefix("*.");
    let kinds: &[&'static str] = if base.is_some() { &["dns-01"] } else { &["http-01", "dns-01"] };
    let challenges = kinds.iter().map(|&kind| Challenge {
        kind,
        token: BASE64.encode(random_bytes::<16>()),
        proof: Proof::Open,
    });
    Authorization {
        account,
        name: base.unwrap_or(name).to_owned(),
        is_wildcard: base.is_some(),
        challenges: challenges.collect(),
    }
}

fn date(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap()
}
