//! What the CA of these tests knows, and what it answers (RFC 8555, RFC 9773). Signatures are not
//! verified; nonces and URLs are.

mod counter;
mod terms;

use std::collections::{HashMap, HashSet, VecDeque};
use std::net::SocketAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use fairlead::clock::{Clock, random_bytes};
use hyper::Method;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use time::{Duration, OffsetDateTime};

pub(crate) use self::terms::{At, Hold, Issued, Problem, Wanted};
use super::signer::{Leaf, Signer};

/// A look at a name.
pub(super) struct Visit {
    authorization: usize,
    challenge: usize,
    /// What is wanted.
    pub(super) wanted: Wanted,
    /// Where; `None`: it is not looked.
    pub(super) place: Option<SocketAddr>,
    /// What is wrong, whatever is there.
    pub(super) problem: Option<Problem>,
}

/// What goes back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) location: Option<String>,
    pub(super) retry_after: Option<&'static str>,
    pub(super) body: String,
}

/// Everything that the CA knows, and how it is told to be.
pub(super) struct Desk {
    pub(super) signer: Signer,
    pub(super) clock: Clock,
    pub(super) lifetime: (Duration, Duration),
    pub(super) window: Option<(OffsetDateTime, OffsetDateTime)>,
    pub(super) place: Option<SocketAddr>,
    pub(super) held: HashSet<Hold>,
    pub(super) unproven: Option<Problem>,
    pub(super) unsigned: Option<Problem>,
    pub(super) queued: HashMap<At, VecDeque<Problem>>,
    pub(super) always: HashMap<At, Problem>,
    pub(super) counts: HashMap<At, usize>,
    base: String,
    nonces: HashSet<String>,
    /// The thumbprint of each one's key (RFC 7638).
    accounts: Vec<String>,
    orders: Vec<Order>,
    authorizations: Vec<Authorization>,
    certificates: Vec<Certificate>,
}

struct Order {
    account: usize,
    names: Vec<String>,
    replaces: Option<String>,
    authorizations: Vec<usize>,
    /// What was sent to be signed.
    key: Option<Vec<u8>>,
    certificate: Option<usize>,
    problem: Option<Problem>,
}

struct Authorization {
    account: usize,
    name: String,
    is_wildcard: bool,
    challenges: Vec<Challenge>,
}

struct Challenge {
    kind: &'static str,
    token: String,
    proof: Proof,
}

#[derive(Clone, Copy)]
enum Proof {
    Open,
    Told,
    Good,
    Bad(Problem),
}

struct Certificate {
    order: usize,
    leaf: Leaf,
    is_revoked: bool,
}

/// What was posted.
struct Message {
    /// Who, where they have an account.
    account: Option<usize>,
    /// The thumbprint of their key, where they show it.
    thumbprint: Option<String>,
    /// What; null where there is nothing.
    payload: Value,
}

const NOT_FOUND: Problem = Problem::new(404, "malformed", "there is nothing");
const UNREADABLE: Problem = Problem::new(400, "malformed", "this can't be read");

impl Answer {
    fn new(status: u16, body: &Value) -> Self {
        let (kind, body) = ("application/json", body.to_string());
        Self { status, kind, location: None, retry_after: None, body }
    }

    fn refused(problem: &Problem) -> Self {
        Self {
            kind: "application/problem+json",
            retry_after: problem.retry_after,
            ..Self::new(problem.status, &problem.json())
        }
    }

    fn empty() -> Self {
        Self { body: String::new(), ..Self::new(200, &Value::Null) }
    }
}

impl Proof {
    const fn word(self) -> &'static str {
        match self {
            Self::Open => "pending",
            Self::Told => "processing",
            Self::Good => "valid",
            Self::Bad(_) => "invalid",
        }
    }
}

impl Authorization {
    fn status(&self) -> &'static str {
        let is = |word: &str| self.challenges.iter().any(|it| it.proof.word() == word);
        if is("invalid") {
            "invalid"
        } else if is("valid") {
            "valid"
        } else {
            "pending"
        }
    }
}

/// What the CA is told to do, and tells.
impl Desk {
    /// Everything is found below `base`.
    pub(super) fn new(base: String) -> Self {
        Self {
            signer: Signer::new(),
            clock: Clock::default(),
            lifetime: (Duration::HOUR, Duration::days(90)),
            window: None,
            place: None,
            held: HashSet::new(),
            unproven: None,
            unsigned: None,
            queued: HashMap::new(),
            always: HashMap::new(),
            counts: HashMap::new(),
            base,
            nonces: HashSet::new(),
            accounts: Vec::new(),
            orders: Vec::new(),
            authorizations: Vec::new(),
            certificates: Vec::new(),
        }
    }

    /// The certificates, in the order in which they were signed.
    pub(super) fn issued(&self) -> Vec<Issued> {
        let issued = self.certificates.iter().map(|it| {
            let order = &self.orders[it.order];
            Issued {
                serial: it.leaf.serial.clone(),
                id: it.leaf.id.clone(),
                names: order.names.clone(),
                replaces: order.replaces.clone(),
                is_revoked: it.is_revoked,
            }
        });
        issued.collect()
    }

    /// What is wanted for names that are neither proven nor given up.
    pub(super) fn wanted(&self) -> Vec<Wanted> {
        let open = self.authorizations.iter().filter(|it| it.status() == "pending");
        let each = open.flat_map(|it| it.challenges.iter().map(move |challenge| (it, challenge)));
        each.map(|(it, challenge)| self.want(it, challenge)).collect()
    }

    fn want(&self, authorization: &Authorization, challenge: &Challenge) -> Wanted {
        let thumbprint = &self.accounts[authorization.account];
        Wanted {
            name: authorization.name.clone(),
            kind: challenge.kind,
            token: challenge.token.clone(),
            key_authorization: format!("{}.{thumbprint}", challenge.token),
        }
    }

    /// The looks that are to be had.
    pub(super) fn visits(&self) -> Vec<Visit> {
        let mut visits = Vec::new();
        if self.held.contains(&Hold::Validation) {
            return visits;
        }
        for (authorization, it) in self.authorizations.iter().enumerate() {
            for (challenge, found) in it.challenges.iter().enumerate() {
                if matches!(found.proof, Proof::Told) {
                    visits.push(Visit {
                        authorization,
                        challenge,
                        wanted: self.want(it, found),
                        place: self.place.filter(|_| found.kind == "http-01"),
                        problem: self.unproven,
                    });
                }
            }
        }
        visits
    }

    /// What a look brought.
    pub(super) fn judge(&mut self, visit: &Visit, problem: Option<Problem>) {
        let it = &mut self.authorizations[visit.authorization].challenges[visit.challenge];
        // Two may have looked.
        if matches!(it.proof, Proof::Told) {
            it.proof = problem.map_or(Proof::Good, Proof::Bad);
        }
    }

    /// Signs what can be signed.
    pub(super) fn sign(&mut self) {
        if self.held.contains(&Hold::Issuance) {
            return;
        }
        let (now, (before, after)) = (self.clock.now(), self.lifetime);
        for nth in 0..self.orders.len() {
            let order = &self.orders[nth];
            let Some(key) = order.key.as_ref().filter(|_| self.status(order) == "processing")
            else {
                continue;
            };
            if self.unsigned.is_some() {
                self.orders[nth].problem = self.unsigned;
                continue;
            }
            let leaf = self.signer.sign(&order.names, key, (now - before, now + after));
            self.orders[nth].certificate = Some(self.certificates.len());
            self.certificates.push(Certificate { order: nth, leaf, is_revoked: false });
        }
    }
}

/// The door.
impl Desk {
    /// What is answered to a request, and the nonce for the next one.
    pub(super) fn take(&mut self, method: &Method, path: &str, body: &[u8]) -> (Answer, String) {
        let answer = self.answer(method, path, body);
        let nonce = BASE64.encode(random_bytes::<16>());
        self.nonces.insert(nonce.clone());
        (answer.unwrap_or_else(|problem| Answer::refused(&problem)), nonce)
    }

    fn answer(&mut self, method: &Method, path: &str, body: &[u8]) -> Result<Answer, Problem> {
        let (at, first, second) = endpoint(method, path).ok_or(NOT_FOUND)?;
        if method == Method::POST {
            let message = self.open(path, body)?;
            self.count(at)?;
            return self.posted(at, first, second, &message);
        }
        self.count(at)?;
        match at {
            At::Directory => Ok(self.directory()),
            At::Nonce => Ok(Answer::empty()),
            At::RenewalInfo => self.renewal(first),
            At::NewAccount
            | At::NewOrder
            | At::Order
            | At::Authorization
            | At::Challenge
            | At::Finalize
            | At::Certificate
            | At::Revoke => Err(NOT_FOUND),
        }
    }

    /// Counts a request; an error where we were told to refuse it.
    fn count(&mut self, at: At) -> Result<(), Problem> {
        let queued = self.queued.get_mut(&at).and_then(VecDeque::pop_front);
        let problem = queued.or_else(|| self.always.get(&at).copied());
        if problem.is_none_or(|problem| problem.kind != "badNonce") {
            *self.counts.entry(at).or_default() += 1;
        }
        problem.map_or(Ok(()), Err)
    }

    /// Reads what was posted (RFC 8555 §6.2 to §6.5).
    fn open(&mut self, path: &str, body: &[u8]) -> Result<Message, Problem> {
        let body: Value = serde_json::from_slice(body).map_err(|_| UNREADABLE)?;
        let head = opened(&body["protected"]).ok_or(UNREADABLE)?;
        let payload = opened(&body["payload"]).ok_or(UNREADABLE)?;
        let nonce = head["nonce"].as_str().unwrap_or_default();
        if !self.nonces.remove(nonce) {
            return Err(Problem::new(400, "badNonce", "this nonce is not known, or used"));
        }
        if head["url"] != self.url(path) {
            return Err(Problem::new(401, "unauthorized", "it was signed for another URL"));
        }
        let prefix = self.url("/account/");
        let account = head["kid"].as_str().and_then(|it| it.strip_prefix(prefix.as_str()));
        let account = account.map(number).filter(|nth| *nth < self.accounts.len());
        Ok(Message { account, thumbprint: thumbprint(&head["jwk"]), payload })
    }

    fn posted(
        &mut self,
        at: At,
        first: &str,
        second: &str,
        message: &Message,
    ) -> Result<Answer, Problem> {
        if at == At::NewAccount {
            return self.new_account(message);
        }
        let nobody = Problem::new(400, "accountDoesNotExist", "there is no such account");
        let account = message.account.ok_or(nobody)?;
        let (nth, payload) = (number(first), &message.payload);
        match at {
            At::NewOrder => self.new_order(account, payload),
            At::Order => {
                self.order(nth, account)?;
                Ok(self.show_order(200, nth))
            }
            At::Authorization => {
                self.authorization(nth, account)?;
                Ok(self.show_authorization(nth))
            }
            At::Challenge => self.told(nth, number(second), account, payload),
            At::Finalize => self.finalize(nth, account, payload),
            At::Certificate => self.certificate(nth, account),
            At::Revoke => self.revoke(payload),
            At::Directory | At::Nonce | At::NewAccount | At::RenewalInfo => Err(NOT_FOUND),
        }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn order(&self, nth: usize, account: usize) -> Result<&Order, Problem> {
        self.orders.get(nth).filter(|it| it.account == account).ok_or(NOT_FOUND)
    }

    fn authorization(&self, nth: usize, account: usize) -> Result<&Authorization, Problem> {
        self.authorizations.get(nth).filter(|it| it.account == account).ok_or(NOT_FOUND)
    }
}

/// What a request is for, and of which one.
fn endpoint<'p>(method: &Method, path: &'p str) -> Option<(At, &'p str, &'p str)> {
    let parts: Vec<&'p str> = path.split('/').skip(1).collect();
    let found = match parts.as_slice() {
        ["directory"] => (At::Directory, "", ""),
        ["nonce"] => (At::Nonce, "", ""),
        ["account"] => (At::NewAccount, "", ""),
        ["order"] => (At::NewOrder, "", ""),
        ["order", nth] => (At::Order, *nth, ""),
        ["order", nth, "finalize"] => (At::Finalize, *nth, ""),
        ["authorization", nth] => (At::Authorization, *nth, ""),
        ["challenge", nth, part] => (At::Challenge, *nth, *part),
        ["certificate", nth] => (At::Certificate, *nth, ""),
        ["revoke"] => (At::Revoke, "", ""),
        ["renewal", id] => (At::RenewalInfo, *id, ""),
        _ => return None,
    };
    let is_open = matches!(found.0, At::Directory | At::Nonce | At::RenewalInfo);
    (is_open != (method == Method::POST)).then_some(found)
}

/// A number in a path; one that there never is where it is none.
fn number(text: &str) -> usize {
    text.parse().unwrap_or(usize::MAX)
}

/// What a part of a message says; null where it is empty.
fn opened(part: &Value) -> Option<Value> {
    let bytes = BASE64.decode(part.as_str()?).ok()?;
    if bytes.is_empty() { Some(Value::Null) } else { serde_json::from_slice(&bytes).ok() }
}

/// The thumbprint of a key (RFC 7638 §3).
fn thumbprint(key: &Value) -> Option<String> {
    let part = |name: &str| key[name].as_str();
    let (crv, kty, x, y) = (part("crv")?, part("kty")?, part("x")?, part("y")?);
    let text = format!(r#"{{"crv":"{crv}","kty":"{kty}","x":"{x}","y":"{y}"}}"#);
    Some(BASE64.encode(Sha256::digest(text.as_bytes())))
}
