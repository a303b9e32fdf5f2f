//! Who asks, and how far they reach.

use app::domain::name::Hostname;
use app::domain::session::{Allow, Claims};

use super::ServiceError;
use crate::store::{Application, ApplicationId, Connection, Environment, KeyId, TenantId};

/// What an API key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyScope {
    /// Read connections.
    ConnectionsRead,
    /// Create, check and archive connections; mint widget tokens.
    ConnectionsWrite,
    /// Manage the tenant's applications and keys.
    AppsAdmin,
    /// Manage webhook endpoints.
    WebhooksWrite,
    /// Read usage.
    UsageRead,
}

impl KeyScope {
    /// Every scope.
    pub const ALL: [Self; 5] = [
        Self::ConnectionsRead,
        Self::ConnectionsWrite,
        Self::AppsAdmin,
        Self::WebhooksWrite,
        Self::UsageRead,
    ];

    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConnectionsRead => "connections:read",
            Self::ConnectionsWrite => "connections:write",
            Self::AppsAdmin => "apps:admin",
            Self::WebhooksWrite => "webhooks:write",
            Self::UsageRead => "usage:read",
        }
    }

    /// The scope with this word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// The holder of an API key.
#[derive(Clone, Debug)]
pub struct KeyCaller {
    /// The key.
    pub key: KeyId,
    /// By which the key is found again.
    pub secret_hash: String,
    /// Whose it is.
    pub tenant: TenantId,
    /// The application it belongs to.
    pub application: ApplicationId,
    /// The same, as it was found with the key.
    pub home: Box<Application>,
    /// The environment it is fixed to.
    pub environment: Environment,
    /// What it may do.
    pub scopes: Vec<KeyScope>,
}

impl KeyCaller {
    /// Whether the key holds `scope`.
    #[must_use]
    pub fn holds(&self, scope: KeyScope) -> bool {
        self.scopes.contains(&scope)
    }

    /// Whether the key reaches an application: its own, or any of its tenant and environment
    /// with `apps:admin`.
    #[must_use]
    pub fn reaches(&self, application: &Application) -> bool {
        application.tenant_id == self.tenant
            && application.environment == self.environment
            && (application.id == self.application || self.holds(KeyScope::AppsAdmin))
    }
}

/// The holder of a widget token, or of the session address that it was exchanged for.
#[derive(Clone, Debug)]
pub struct TokenCaller {
    /// What the token says.
    pub claims: Claims,
    /// The application it was minted for.
    pub application: Application,
}

/// Who moves a connection, as its history tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A tenant's server.
    ApiKey(KeyId),
    /// A visitor of the widget.
    Widget,
    /// Whoever has a share link.
    ShareLink,
    /// We, by ourselves.
    Worker,
    /// Who runs this server.
    Operator,
}

impl Actor {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ApiKey(_) => "api_key",
            Self::Widget => "widget",
            Self::ShareLink => "share_link",
            Self::Worker => "worker",
            Self::Operator => "operator",
        }
    }

    /// The key that was used.
    #[must_use]
    pub const fn key(self) -> Option<KeyId> {
        match self {
            Self::ApiKey(key) => Some(key),
            Self::Widget | Self::ShareLink | Self::Worker | Self::Operator => None,
        }
    }
}

/// Whoever may ask for connections.
#[derive(Clone, Debug)]
pub enum Caller {
    /// A tenant's server.
    Key(KeyCaller),
    /// A visitor of the widget.
    Token(Box<TokenCaller>),
}

impl Caller {
    /// Who that is, for a history.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match self {
            Self::Key(key) => Actor::ApiKey(key.key),
            Self::Token(_) => Actor::Widget,
        }
    }

    /// Whether the caller reaches a connection. What it does not reach does not exist for it.
    #[must_use]
    pub fn reaches(&self, connection: &Connection) -> bool {
        match self {
            Self::Key(key) => {
                connection.tenant_id == key.tenant
                    && connection.environment == key.environment
                    && (connection.application_id == key.application
                        || key.holds(KeyScope::AppsAdmin))
            }
            Self::Token(token) => {
                connection.application_id == token.application.id
                    && token.claims.scope.reaches(
                        connection.reference.as_deref(),
                        &connection.id.to_string(),
                        &connection.hostname,
                    )
            }
        }
    }

    /// Whether the caller may create a connection for `hostname`.
    pub fn may_create(&self, hostname: &Hostname) -> Result<(), ServiceError> {
        match self {
            Self::Key(_) => Ok(()),
            Self::Token(token) if token.claims.scope.may_create(hostname) => Ok(()),
            Self::Token(_) => Err(ServiceError::Forbidden("the token is for another domain")),
        }
    }

    /// Whether the caller may archive what it reaches.
    pub fn may_delete(&self) -> Result<(), ServiceError> {
        match self {
            Self::Key(_) => Ok(()),
            Self::Token(token) if token.claims.allow.contains(&Allow::Delete) => Ok(()),
            Self::Token(_) => Err(ServiceError::Forbidden("the token does not allow to delete")),
        }
    }
}
