//! The use cases: load, observe, diagnose, step, save. Order of calls, nothing else.

pub mod agenda;
pub mod allowances;
pub mod applications;
pub mod ask;
pub mod billing;
pub mod buckets;
pub mod caller;
pub mod check;
mod circumstances;
mod claims;
pub mod connections;
pub mod consent;
pub mod deliveries;
pub mod domains;
pub mod hub;
pub mod intake;
pub mod issue;
mod measure;
mod offboarding;
mod pictures;
pub mod plans;
pub mod purge;
pub mod quiet;
pub mod retention;
pub mod sessions;
pub mod shares;
pub mod tokens;
mod told;
pub mod web;
pub mod webhooks;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use app::domain::connection::Policy;
use app::domain::name::OwnerName;
use app::domain::quota::Plans;
use app::domain::risk::HighRisk;
use time::Duration;
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::config::DomainConnect;
use crate::dns::Dns;
use crate::edge::assertion::AssertionKeys;
use crate::edge::index::AskIndex;
use crate::edge::purge::Cache;
use crate::metrics::Metrics;
use crate::probe::Probe;
use crate::seal::{Seal, SealError};
use crate::store::{ConnectionId, Store, StoreError};
use crate::webhooks::{Sender, UrlError};
use agenda::Agenda;
use billing::{Billing, BillingError};
use check::Looks;
use consent::Consents;
use deliveries::Courier;
use hub::Hub;
use issue::Certificates;
use plans::{FullPlan, Tallies};
use quiet::Notes;
use sessions::{TokenError, TokenKeys};

/// What the use cases work with.
pub struct Service {
    /// The database.
    pub store: Store,
    /// Who asks the DNS.
    pub dns: Dns,
    /// Who visits the edge, and asks the web.
    pub probe: Probe,
    /// Where the edge is; `None` without `EDGE_ADDR`.
    pub edge: Option<SocketAddr>,
    /// Whoever gets certificates; `None` where the edge does.
    pub certificates: Option<Certificates>,
    /// The time.
    pub clock: Clock,
    /// The keys of the widget tokens.
    pub tokens: TokenKeys,
    /// The keys of what the edge tells origins.
    pub assertions: AssertionKeys,
    /// The gate's memory.
    pub index: AskIndex,
    /// What is counted.
    pub metrics: Metrics,
    /// Who watches what.
    pub hub: Hub,
    /// What this node looks at, and when.
    pub agenda: Agenda,
    /// Looks that changed nothing, not yet written.
    pub notes: Notes,
    /// Wakes the worker.
    pub wake: Notify,
    /// The keys under which secrets are kept.
    pub seal: Seal,
    /// Who tells tenants' servers.
    pub courier: Courier,
    /// Wakes whoever tells them.
    pub hooks: Notify,
    /// The times that are rules.
    pub policy: Policy,
    /// What the outside calls this server.
    pub settings: Settings,
    /// Who takes the money.
    pub billing: Arc<dyn Billing>,
    consents: Consents,
    tallies: Tallies,
    looks: Mutex<HashMap<ConnectionId, Arc<tokio::sync::Mutex<Looks>>>>,
}

/// What the outside calls this server, and whom it trusts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `PUBLIC_URL`, without a slash at the end.
    pub public_url: String,
    /// The CAs, by CAA name.
    pub issuers: Vec<String>,
    /// Whether loopback origins are taken: in the sandbox only.
    pub sandbox: bool,
    /// The names that a person must look at before they are connected.
    pub high_risk: HighRisk,
    /// What tenants may have.
    pub plans: Plans,
    /// Where help is found.
    pub support_url: Option<String>,
    /// The caches before origins.
    pub caches: Vec<Cache>,
    /// By which template DNS hosts add records.
    pub domain_connect: Option<DomainConnect>,
    /// The zone in which CAs find what proves wildcards.
    pub acme_zone: Option<OwnerName>,
}

/// What a use case is built of.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Who asks the DNS.
    pub dns: Dns,
    /// Who visits the edge, and asks the web.
    pub probe: Probe,
    /// Where the edge is.
    pub edge: Option<SocketAddr>,
    /// Whoever gets certificates.
    pub certificates: Option<Certificates>,
    /// The time.
    pub clock: Clock,
    /// The keys of the widget tokens.
    pub tokens: TokenKeys,
    /// The keys of what the edge tells origins.
    pub assertions: AssertionKeys,
    /// The keys under which secrets are kept.
    pub seal: Seal,
    /// Who tells tenants' servers.
    pub sender: Sender,
    /// The times that are rules.
    pub policy: Policy,
    /// What the outside calls this server.
    pub settings: Settings,
    /// Who takes the money.
    pub billing: Arc<dyn Billing>,
}

impl Service {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let Parts {
            store,
            dns,
            probe,
            edge,
            certificates,
            clock,
            tokens,
            assertions,
            seal,
            sender,
            policy,
            settings,
            billing,
        } = parts;
        Self {
            store,
            dns,
            probe,
            edge,
            certificates,
            clock,
            tokens,
            assertions,
            index: AskIndex::default(),
            metrics: Metrics::default(),
            hub: Hub::default(),
            agenda: Agenda::default(),
            notes: Notes::default(),
            wake: Notify::new(),
            seal,
            courier: Courier::new(sender),
            hooks: Notify::new(),
            policy,
            settings,
            billing,
            consents: Consents::default(),
            tallies: Tallies::default(),
            looks: Mutex::default(),
        }
    }
}

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Not there, or somebody else's.
    #[error("there is nothing here, or it is somebody else's")]
    NotFound,
    /// No good key or token.
    #[error("a valid API key or widget token is needed")]
    Unauthorized,
    /// The key or token does not reach so far.
    #[error("{0}")]
    Forbidden(&'static str),
    /// A field that can't be taken.
    #[error("{message}")]
    Invalid {
        /// What is wrong.
        message: String,
        /// Where.
        fields: Vec<&'static str>,
    },
    /// Not a name that can be connected.
    #[error(transparent)]
    Hostname(#[from] intake::IntakeError),
    /// A person must look at the name first.
    #[error("this name needs a check by hand before it can be connected")]
    HighRisk {
        /// Who does that.
        support_url: Option<String>,
    },
    /// Not an address that events are sent to.
    #[error(transparent)]
    UnsafeUrl(#[from] UrlError),
    /// Somebody holds the name.
    #[error("the hostname is already connected")]
    Conflict {
        /// The connection, when it is the caller's own.
        own: Option<ConnectionId>,
    },
    /// The tenant's plan is full.
    #[error("{0}")]
    QuotaExceeded(FullPlan),
    /// The same, to somebody who is not the one to pay.
    #[error("no more domains can be connected here for now")]
    NoRoom,
    /// Whoever takes the money was not to be had.
    #[error("the plan could not be switched")]
    Billing(#[source] BillingError),
    /// No cache is known.
    #[error("no cache is known here: EDGE_PURGE_URL is not set")]
    NoCache,
    /// The proof was not found.
    #[error("the ownership record was not found at the domain's name servers")]
    OwnershipNotFound(Box<crate::store::Connection>),
    /// Too early.
    #[error("{0}")]
    NotReady(&'static str),
    /// The idempotency key was used for something else.
    #[error("the idempotency key was used with another body")]
    IdempotencyMismatch,
    /// It was there, and is over.
    #[error("the session has ended")]
    Gone,
    /// Later.
    #[error("too many: wait and try again")]
    TooMany {
        /// How long.
        retry_after: Duration,
    },
    /// Certificates were tried too often.
    #[error("too many certificates were asked for: wait and try again")]
    TooManySubmissions {
        /// How long.
        retry_after: Duration,
    },
    /// The database.
    #[error("the database failed")]
    Store(#[source] StoreError),
    /// The tokens' keys.
    #[error("the token could not be made")]
    Token(#[source] TokenError),
    /// The keys of what is kept secret.
    #[error("a secret could not be kept")]
    Seal(#[from] SealError),
    /// A rule that can't fail did.
    #[error("a value that was checked is not good: {0}")]
    Rules(&'static str),
}

impl ServiceError {
    /// One field that can't be taken.
    pub fn invalid(field: &'static str, message: impl std::fmt::Display) -> Self {
        Self::Invalid { message: format!("{field}: {message}"), fields: vec![field] }
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ClaimHeld { .. } => Self::Conflict { own: None },
            other => Self::Store(other),
        }
    }
}
