//! The client side of ACME (RFC 8555): each step of an order by itself, so that any node can go on
//! where another one died. What is needed for that is in the order's URL.

mod http;

use std::fmt;
use std::sync::Arc;

use app::domain::certificate::Method;
use app::domain::issuance::{Refusal, renewal};
use app::domain::name::Hostname;
use instant_acme::{
    Account, AccountCredentials, AuthorizationStatus, CertificateIdentifier, ChallengeType, Error,
    ExternalAccountKey, Identifier, NewAccount, NewOrder, OrderStatus, Problem, RevocationReason,
    RevocationRequest,
};
use rcgen::{CertificateParams, DistinguishedName, KeyPair, PublicKeyData as _};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use time::{Duration, OffsetDateTime};
use url::Url;
use x509_parser::prelude::{FromDer as _, GeneralName, X509Certificate};

use self::http::{Client, Later, Unsent};

/// Nobody waits for a CA longer than this, whatever it says.
const LONGEST: Duration = Duration::WEEK;
/// Characters of what a CA says that are kept.
const MOST_WORDS: usize = 500;

/// A CA, as an operator names it.
#[derive(Clone)]
pub struct Issuer {
    /// Its directory (RFC 8555 §7.1.1).
    pub directory: Url,
    /// By which it knows an account of ours that it has elsewhere (RFC 8555 §7.3.4).
    pub external: Option<ExternalAccount>,
}

/// An account that a CA has outside of ACME.
#[derive(Clone)]
pub struct ExternalAccount {
    /// The key's identifier.
    pub id: String,
    /// The key.
    pub key: Vec<u8>,
}

/// Why a step brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}: {detail}")]
pub struct AcmeError {
    /// What it means.
    pub refusal: Refusal,
    /// The error's type, without its namespace.
    pub problem: String,
    /// The CA's own words.
    pub detail: String,
    /// When it may be asked again, where it said so: a week from now at most.
    pub later: Option<OffsetDateTime>,
    /// Whether the order is over with it.
    pub is_final: bool,
}

/// What the CA wants to find.
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge {
    /// How it looks.
    pub method: Method,
    /// The last part of the path where it looks (RFC 8555 §8.3).
    pub token: String,
    /// What it wants to find there.
    pub key_authorization: String,
    /// What it wants to find in the DNS instead (RFC 8555 §8.4).
    pub dns_value: String,
}

/// How an order stands (RFC 8555 §7.1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The name is not proven yet.
    Pending,
    /// It is: a key may be sent.
    Ready,
    /// The CA signs.
    Processing,
    /// The certificate is there.
    Valid,
}

/// A certificate, as the CA gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// PEM, the leaf first.
    pub pem: String,
    /// Valid from.
    pub not_before: OffsetDateTime,
    /// Valid to.
    pub not_after: OffsetDateTime,
    /// Lower-case hex.
    pub serial: String,
}

/// A key, and the request for a certificate with it (RFC 2986).
pub struct Request {
    /// The private key, PEM.
    pub key: String,
    /// What is sent, DER.
    pub csr: Vec<u8>,
}

/// Asks CAs.
pub struct Acme {
    issuers: Vec<Issuer>,
    contact: Option<String>,
    tls: Arc<ClientConfig>,
}

/// An account at one of the CAs.
pub struct Login {
    account: Account,
    client: Client,
}

impl Acme {
    /// For these CAs, of whom the first is asked first. `roots` are trusted beside the public ones.
    pub fn new(
        issuers: Vec<Issuer>,
        contact: Option<String>,
        roots: &[CertificateDer<'static>],
    ) -> Result<Self, rustls::Error> {
        let mut store = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for root in roots {
            store.add(root.clone())?;
        }
        let config = ClientConfig::builder().with_root_certificates(store).with_no_client_auth();
        Ok(Self { issuers, contact, tls: Arc::new(config) })
    }

    /// The CAs.
    #[must_use]
    pub fn issuers(&self) -> &[Issuer] {
        &self.issuers
    }

    /// The names by which CAA records know a CA, as it says itself (RFC 8555 §7.1.1); none where it
    /// says nothing of them.
    pub async fn caa_names(
        &self,
        issuer: &Issuer,
        now: OffsetDateTime,
    ) -> Result<Vec<String>, AcmeError> {
        let client = Client::new(Arc::clone(&self.tls));
        let directory = client.read(&issuer.directory).await;
        let directory: serde_json::Value =
            directory.map_err(|error| AcmeError::of(error, &client, now))?;
        if directory.get("newOrder").is_none() {
            return Err(AcmeError::ours("malformed", "this is no directory of a CA".to_owned()));
        }
        let names = directory.pointer("/meta/caaIdentities").and_then(|names| names.as_array());
        let names = names.into_iter().flatten().filter_map(|name| name.as_str());
        Ok(names.map(str::to_ascii_lowercase).collect())
    }

    /// Opens the account that `credentials` are of.
    pub async fn login(&self, credentials: &str, now: OffsetDateTime) -> Result<Login, AcmeError> {
        let client = Client::new(Arc::clone(&self.tls));
        let credentials: AccountCredentials = serde_json::from_str(credentials)
            .map_err(|error| AcmeError::ours("malformed", error.to_string()))?;
        let builder = Account::builder_with_http(Box::new(client.clone()));
        let account = builder.from_credentials(credentials).await;
        let account = account.map_err(|error| AcmeError::of(error, &client, now))?;
        Ok(Login { account, client })
    }

    /// Makes an account at one of the CAs; what it answers opens it again, and is secret.
    pub async fn register(
        &self,
        issuer: &Issuer,
        now: OffsetDateTime,
    ) -> Result<(Login, String), AcmeError> {
        let client = Client::new(Arc::clone(&self.tls));
        let contact = self.contact.as_ref().map(|address| format!("mailto:{address}"));
        let contacts: Vec<&str> = contact.as_deref().into_iter().collect();
        let wanted = NewAccount {
            contact: &contacts,
            terms_of_service_agreed: true,
            only_return_existing: false,
        };
        let external = issuer.external.as_ref();
        let external = external.map(|it| ExternalAccountKey::new(it.id.clone(), &it.key));
        let builder = Account::builder_with_http(Box::new(client.clone()));
        let made = builder.create(&wanted, issuer.directory.to_string(), external.as_ref()).await;
        let (account, credentials) = made.map_err(|error| AcmeError::of(error, &client, now))?;
        let credentials = serde_json::to_string(&credentials)
            .map_err(|error| AcmeError::ours("malformed", error.to_string()))?;
        Ok((Login { account, client }, credentials))
    }
}

/// The names by which CAA records know the n-th of so many CAs: all, where it is the only one;
/// otherwise there is one for each.
#[must_use]
pub fn names_of(nth: usize, issuers: usize, names: &[String]) -> &[String] {
    if issuers == 1 { names } else { names.get(nth..=nth).unwrap_or_default() }
}

/// The URL of the account that `credentials` open (RFC 8555 §7.1.2), by which CAA records name it
/// (RFC 8657 §3).
#[must_use]
pub fn account_url(credentials: &str) -> Option<String> {
    let credentials: serde_json::Value = serde_json::from_str(credentials).ok()?;
    Some(credentials.get("id")?.as_str()?.to_owned())
}

impl Login {
    /// Orders a certificate for `hostname`; the order's URL. `replaces` is the leaf that it is to
    /// follow (RFC 9773 §5).
    pub async fn order(
        &self,
        hostname: &Hostname,
        replaces: Option<&CertificateDer<'_>>,
        now: OffsetDateTime,
    ) -> Result<String, AcmeError> {
        let names = [Identifier::Dns(hostname.as_str().to_owned())];
        let replaces = replaces.and_then(|leaf| CertificateIdentifier::try_from(leaf).ok());
        if let Some(replaces) = replaces {
            match self.account.new_order(&NewOrder::new(&names).replaces(replaces)).await {
                Ok(order) => return Ok(order.url().to_owned()),
                // Not every CA knows of it, and one may have another opinion of what it replaces.
                Err(Error::Unsupported(_)) => {}
                Err(Error::Api(problem)) if is_of_replacement(&problem) => {}
                // It says nothing of it, and keeps the order's URL to itself.
                Err(Error::Other(error)) if error.to_string().starts_with("replaces field") => {}
                Err(error) => return Err(self.error(error, now)),
            }
        }
        let order = self.account.new_order(&NewOrder::new(&names)).await;
        Ok(order.map_err(|error| self.error(error, now))?.url().to_owned())
    }

    /// What the CA wants to find; `None` where the name is proven already.
    pub async fn challenge(
        &self,
        order: &str,
        method: Method,
        now: OffsetDateTime,
    ) -> Result<Option<Challenge>, AcmeError> {
        let mut order = self.find(order, now).await?;
        let mut authorizations = order.authorizations();
        let Some(authorization) = authorizations.next().await else { return Ok(None) };
        let mut authorization = authorization.map_err(|error| self.error(error, now))?;
        if authorization.status == AuthorizationStatus::Valid {
            return Ok(None);
        }
        let challenge = authorization.challenge(kind(method));
        let challenge = challenge.ok_or_else(|| {
            AcmeError::ours("unsupported", format!("the CA offers no {method:?} challenge"))
        })?;
        let key_authorization = challenge.key_authorization();
        Ok(Some(Challenge {
            method,
            token: challenge.token.clone(),
            dns_value: key_authorization.dns_value(),
            key_authorization: key_authorization.as_str().to_owned(),
        }))
    }

    /// Tells the CA that it finds what it wants.
    pub async fn ready(
        &self,
        order: &str,
        method: Method,
        now: OffsetDateTime,
    ) -> Result<(), AcmeError> {
        let mut order = self.find(order, now).await?;
        let mut authorizations = order.authorizations();
        let Some(authorization) = authorizations.next().await else { return Ok(()) };
        let mut authorization = authorization.map_err(|error| self.error(error, now))?;
        if authorization.status != AuthorizationStatus::Pending {
            return Ok(());
        }
        let Some(mut challenge) = authorization.challenge(kind(method)) else { return Ok(()) };
        challenge.set_ready().await.map_err(|error| self.error(error, now))
    }

    /// How an order stands; an error where the CA has given it up, with its reason.
    pub async fn standing(&self, order: &str, now: OffsetDateTime) -> Result<Standing, AcmeError> {
        let mut order = self.find(order, now).await?;
        let state = order.state();
        let problem = state.error.clone();
        match state.status {
            OrderStatus::Pending => Ok(Standing::Pending),
            OrderStatus::Ready => Ok(Standing::Ready),
            OrderStatus::Processing => Ok(Standing::Processing),
            OrderStatus::Valid => Ok(Standing::Valid),
            OrderStatus::Invalid => {
                // The challenge knows more than the order.
                let mut authorizations = order.authorizations();
                while let Some(Ok(authorization)) = authorizations.next().await {
                    let mut errors =
                        authorization.challenges.iter().filter_map(|it| it.error.as_ref());
                    if let Some(problem) = errors.next_back() {
                        return Err(AcmeError { is_final: true, ..self.refused(problem, now) });
                    }
                }
                let unknown = || AcmeError {
                    refusal: Refusal::Trouble,
                    problem: "invalid".to_owned(),
                    detail: "the CA gave the order up without a reason".to_owned(),
                    later: None,
                    is_final: true,
                };
                let told = problem.as_ref().map(|problem| self.refused(problem, now));
                Err(AcmeError { is_final: true, ..told.unwrap_or_else(unknown) })
            }
        }
    }

    /// Sends the request for a certificate.
    pub async fn finalize(
        &self,
        order: &str,
        csr: &[u8],
        now: OffsetDateTime,
    ) -> Result<(), AcmeError> {
        let mut order = self.find(order, now).await?;
        order.finalize_csr(csr).await.map_err(|error| self.error(error, now))
    }

    /// The certificate of an order, for `hostname` and this key; `None` while the CA signs.
    pub async fn certificate(
        &self,
        order: &str,
        hostname: &Hostname,
        key: &str,
        now: OffsetDateTime,
    ) -> Result<Option<Chain>, AcmeError> {
        let mut order = self.find(order, now).await?;
        let pem = order.certificate().await.map_err(|error| self.error(error, now))?;
        let Some(pem) = pem else { return Ok(None) };
        let chain = Chain::read(pem).filter(|chain| chain.is_for(hostname, key, now));
        chain.map(Some).ok_or_else(|| AcmeError {
            refusal: Refusal::Trouble,
            problem: "malformed".to_owned(),
            detail: "what the CA gave is no certificate for this name and key".to_owned(),
            later: None,
            is_final: true,
        })
    }

    /// When to renew, where the CA says it: a moment in the window that it suggests (RFC 9773 §4.2),
    /// by `share` from 0 to 1.
    pub async fn renew_at(&self, chain: &Chain, share: f64) -> Option<OffsetDateTime> {
        let leaf = chain.leaf()?;
        let id = CertificateIdentifier::try_from(&leaf).ok()?;
        let (info, _) = self.account.renewal_info(&id).await.ok()?;
        let window = info.suggested_window;
        let at = window.start + (window.end - window.start) * share.clamp(0.0, 1.0);
        // Whatever it says, there is a certificate when this one ends.
        Some(at.min(chain.not_after - Duration::DAY.min((chain.not_after - chain.not_before) / 6)))
    }

    /// Has a certificate revoked that is not used any more (RFC 8555 §7.6).
    pub async fn revoke(
        &self,
        leaf: &CertificateDer<'_>,
        now: OffsetDateTime,
    ) -> Result<(), AcmeError> {
        let reason = Some(RevocationReason::CessationOfOperation);
        let revoked = self.account.revoke(&RevocationRequest { certificate: leaf, reason }).await;
        match revoked {
            Err(Error::Api(problem))
                if problem.r#type.as_deref().is_some_and(|it| it.ends_with(":alreadyRevoked")) =>
            {
                Ok(())
            }
            other => other.map_err(|error| self.error(error, now)),
        }
    }

    async fn find(
        &self,
        order: &str,
        now: OffsetDateTime,
    ) -> Result<instant_acme::Order, AcmeError> {
        let found = self.account.order(order.to_owned()).await;
        found.map_err(|error| self.error(error, now))
    }

    fn error(&self, error: Error, now: OffsetDateTime) -> AcmeError {
        AcmeError::of(error, &self.client, now)
    }

    fn refused(&self, problem: &Problem, now: OffsetDateTime) -> AcmeError {
        AcmeError::of(Error::Api(problem.clone()), &self.client, now)
    }
}

const fn kind(method: Method) -> ChallengeType {
    match method {
        Method::Http => ChallengeType::Http01,
        Method::Txt => ChallengeType::Dns01,
    }
}

/// Whether the CA can't have heard of what failed so.
fn is_unsent(error: &Error) -> bool {
    matches!(error, Error::Other(error) if error.is::<Unsent>())
}

/// What a CA says, as far as anybody reads it.
fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(MOST_WORDS).collect()
}

/// Whether a CA refuses only what the order is to replace (RFC 9773 §5).
fn is_of_replacement(problem: &Problem) -> bool {
    let kind = problem.r#type.as_deref().unwrap_or_default();
    kind.ends_with(":alreadyReplaced")
        || (kind.ends_with(":malformed")
            && problem.detail.as_deref().is_some_and(|it| it.contains("replace")))
}

impl AcmeError {
    fn ours(problem: &str, detail: String) -> Self {
        let problem = problem.to_owned();
        Self { refusal: Refusal::Ours, problem, detail, later: None, is_final: false }
    }

    fn of(error: Error, client: &Client, now: OffsetDateTime) -> Self {
        let later = client.later().map(|later| match later {
            Later::In(seconds) => now + Duration::seconds(seconds.into()),
            Later::At(at) => at,
        });
        let later = later.map(|at| at.min(now + LONGEST));
        match error {
            Error::Api(problem) => {
                let kind = problem.r#type.as_deref();
                // A problem of one name may be told below that of the whole order.
                let below = problem.subproblems.first().and_then(|it| it.r#type.as_deref());
                let refusal = Refusal::of(below.or(kind));
                let name = below.or(kind).unwrap_or("unknown");
                Self {
                    refusal,
                    problem: name.rsplit(':').next().unwrap_or(name).to_owned(),
                    detail: words(&problem.detail.unwrap_or_default()),
                    later: later.filter(|_| refusal == Refusal::TooMuch),
                    is_final: false,
                }
            }
            error => Self {
                refusal: Refusal::Trouble,
                problem: if is_unsent(&error) { "unreachable" } else { "unanswered" }.to_owned(),
                detail: words(&error.to_string()),
                later: None,
                is_final: false,
            },
        }
    }
}

impl Chain {
    /// Reads what a CA gave.
    #[must_use]
    pub fn read(pem: String) -> Option<Self> {
        let leaf = CertificateDer::from_pem_slice(pem.as_bytes()).ok()?;
        let (_, read) = X509Certificate::from_der(&leaf).ok()?;
        let at = |seconds: i64| OffsetDateTime::from_unix_timestamp(seconds).ok();
        let (not_before, not_after) = (
            at(read.validity().not_before.timestamp())?,
            at(read.validity().not_after.timestamp())?,
        );
        let serial = read.raw_serial_as_string().replace(':', "");
        Some(Self { pem, not_before, not_after, serial })
    }

    /// Whether visitors of a name are served with it and this key, now and for a while.
    fn is_for(&self, hostname: &Hostname, key: &str, now: OffsetDateTime) -> bool {
        let Some(leaf) = self.leaf() else { return false };
        let Ok((_, read)) = X509Certificate::from_der(&leaf) else { return false };
        let Ok(key) = KeyPair::from_pem(key) else { return false };
        let told = read.subject_alternative_name().ok().flatten();
        let is_named = told.is_some_and(|names| {
            let is_it = |name: &GeneralName<'_>| match name {
                GeneralName::DNSName(name) => name.eq_ignore_ascii_case(hostname.as_str()),
                _ => false,
            };
            names.value.general_names.iter().any(is_it)
        });
        let is_ours = read.public_key().raw == key.subject_public_key_info();
        // Clocks differ: one that begins in a moment will do.
        let is_valid = self.not_before <= now + Duration::HOUR && now < self.not_after;
        is_named && is_ours && is_valid
    }

    /// When it is renewed where its CA says nothing.
    #[must_use]
    pub fn renewal(&self) -> OffsetDateTime {
        renewal(self.not_before, self.not_after)
    }

    /// The leaf, DER.
    #[must_use]
    pub fn leaf(&self) -> Option<CertificateDer<'static>> {
        CertificateDer::from_pem_slice(self.pem.as_bytes()).ok()
    }
}

impl Request {
    /// A fresh key (P-256), and a request for `hostname` with it.
    pub fn new(hostname: &Hostname) -> Result<Self, rcgen::Error> {
        let key = KeyPair::generate()?;
        let csr = Self::with(hostname, &key)?;
        Ok(Self { key: key.serialize_pem(), csr })
    }

    /// A request with a key that is kept.
    pub fn again(hostname: &Hostname, key: &str) -> Result<Vec<u8>, rcgen::Error> {
        Self::with(hostname, &KeyPair::from_pem(key)?)
    }

    fn with(hostname: &Hostname, key: &KeyPair) -> Result<Vec<u8>, rcgen::Error> {
        let mut params = CertificateParams::new([hostname.as_str().to_owned()])?;
        // No common name: one has 64 characters at most, and nobody reads it any more.
        params.distinguished_name = DistinguishedName::new();
        Ok(params.serialize_request(key)?.der().to_vec())
    }
}

impl fmt::Debug for ExternalAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternalAccount({}, …)", self.id)
    }
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Issuer({}, {:?})", self.directory, self.external)
    }
}

impl fmt::Debug for Challenge {
    /// Without what the CA wants to find.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge").field("method", &self.method).finish_non_exhaustive()
    }
}
