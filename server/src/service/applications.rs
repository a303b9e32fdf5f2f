//! Tenants, applications, API keys.

use std::collections::BTreeSet;

use app::domain::branding::Branding;
use app::domain::desired::RecordTemplate;
use app::domain::origin::{Origin, Scheme};

use super::caller::{KeyCaller, KeyScope};
use super::sessions::digest;
use super::{Service, ServiceError};
use crate::clock::random_bytes;
use crate::store::keys::ApiKey;
use crate::store::{Application, ApplicationId, Environment, KeyId, List, Page, Tenant, TenantId};

/// The longest name, characters.
const MAX_NAME: usize = 200;
/// The most origins that one application may be embedded in.
const MAX_ORIGINS: usize = 50;
/// Characters of an API key's random part.
const SECRET_LENGTH: usize = 43;

/// What can be set on an application; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct ApplicationChange {
    /// What people call it.
    pub name: Option<String>,
    /// Where it may be embedded.
    pub allowed_origins: Option<Vec<Origin>>,
    /// Where visitors are sent.
    pub origin: Option<Origin>,
    /// Which records customers publish.
    pub record_template: Option<RecordTemplate>,
    /// How the widget looks, as a whole.
    pub branding: Option<Branding>,
}

impl Service {
    /// Makes a tenant, its first application, and that application's first key, which holds
    /// every scope. Returns the key's secret, for once.
    pub async fn create_tenant(
        &self,
        name: &str,
        environment: Environment,
        change: ApplicationChange,
        secret: Option<String>,
    ) -> Result<(Application, String), ServiceError> {
        let now = self.clock.now();
        let tenant = Tenant { id: TenantId::fresh(), name: checked_name(name)?, created_at: now };
        self.store.create_tenant(&tenant).await?;
        let application = self.new_application(tenant.id, environment, change).await?;
        let scopes = KeyScope::ALL.to_vec();
        let (_, secret) = self.new_key(&application, "first key", &scopes, secret).await?;
        Ok((application, secret))
    }

    /// Makes an application for the caller's tenant and environment.
    pub async fn create_application(
        &self,
        caller: &KeyCaller,
        change: ApplicationChange,
    ) -> Result<Application, ServiceError> {
        self.new_application(caller.tenant, caller.environment, change).await
    }

    /// Makes an application; `name` and `record_template` are needed.
    pub async fn new_application(
        &self,
        tenant: TenantId,
        environment: Environment,
        change: ApplicationChange,
    ) -> Result<Application, ServiceError> {
        let now = self.clock.now();
        let name = change.name.as_deref().unwrap_or_default();
        let template = change.record_template.clone();
        let blank = Application {
            id: ApplicationId::fresh(),
            tenant_id: tenant,
            environment,
            name: checked_name(name)?,
            allowed_origins: Vec::new(),
            origin: None,
            record_template: template
                .ok_or_else(|| ServiceError::invalid("record_template", "is missing"))?,
            branding: Branding::default(),
            created_at: now,
            updated_at: now,
        };
        let application = self.changed(blank, change).await?;
        self.store.create_application(&application).await?;
        Ok(application)
    }

    /// Changes an application that the caller reaches.
    pub async fn update_application(
        &self,
        caller: &KeyCaller,
        id: ApplicationId,
        change: ApplicationChange,
    ) -> Result<Application, ServiceError> {
        let application = self.application(caller, id).await?;
        let mut application = self.changed(application, change).await?;
        application.updated_at = self.clock.now();
        self.store.update_application(&application).await?;
        Ok(application)
    }

    /// The application, if the caller reaches it.
    pub async fn application(
        &self,
        caller: &KeyCaller,
        id: ApplicationId,
    ) -> Result<Application, ServiceError> {
        if id == caller.application {
            return Ok(Application::clone(&caller.home));
        }
        let application = self.store.find_application(id).await?;
        application.filter(|found| caller.reaches(found)).ok_or(ServiceError::NotFound)
    }

    /// How the pages of an application look; its pictures are for everybody.
    pub async fn branding(&self, id: ApplicationId) -> Result<Branding, ServiceError> {
        let application = self.store.find_application(id).await?;
        application.map(|found| found.branding).ok_or(ServiceError::NotFound)
    }

    /// The applications of the caller's tenant and environment.
    pub async fn applications(
        &self,
        caller: &KeyCaller,
        page: Page,
    ) -> Result<List<Application>, ServiceError> {
        Ok(self.store.list_applications(caller.tenant, caller.environment, page).await?)
    }

    async fn changed(
        &self,
        mut application: Application,
        change: ApplicationChange,
    ) -> Result<Application, ServiceError> {
        if let Some(name) = change.name {
            application.name = checked_name(&name)?;
        }
        if let Some(origins) = change.allowed_origins {
            if MAX_ORIGINS < origins.len() {
                return Err(ServiceError::invalid("allowed_origins", "has more than 50 entries"));
            }
            if let Some(ours) = origins.iter().find(|o| o.to_string() == self.settings.public_url) {
                let what = format!("{ours} is this server itself, which must not share an origin");
                return Err(ServiceError::invalid("allowed_origins", what));
            }
            application.allowed_origins = origins
                .iter()
                .map(ToString::to_string)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect();
        }
        if let Some(origin) = change.origin {
            let plain_live =
                origin.scheme() == Scheme::Http && application.environment == Environment::Live;
            if plain_live && !self.settings.sandbox {
                tracing::info!(application = %application.id, "the origin is reached in clear text");
            }
            application.origin = Some(origin.to_string());
        }
        if let Some(template) = change.record_template {
            application.record_template = template;
        }
        if let Some(branding) = change.branding {
            // Boxed: what fetches is deep, and seldom needed.
            application.branding = Box::pin(self.with_pictures(branding)).await?;
        }
        Ok(application)
    }

    /// Makes a key with scopes that the caller holds; returns its secret, for once.
    pub async fn create_key(
        &self,
        caller: &KeyCaller,
        application: ApplicationId,
        name: &str,
        scopes: &[KeyScope],
    ) -> Result<(ApiKey, String), ServiceError> {
        let application = self.application(caller, application).await?;
        if scopes.is_empty() {
            return Err(ServiceError::invalid("scopes", "names none"));
        }
        if scopes.iter().any(|scope| !caller.holds(*scope)) {
            return Err(ServiceError::Forbidden("a key grants only scopes that it holds"));
        }
        self.new_key(&application, name, scopes, None).await
    }

    /// Makes a key; `secret` is given in the sandbox only, where it is published.
    pub async fn new_key(
        &self,
        application: &Application,
        name: &str,
        scopes: &[KeyScope],
        secret: Option<String>,
    ) -> Result<(ApiKey, String), ServiceError> {
        let secret = secret.unwrap_or_else(|| new_secret(application.environment));
        let scopes: BTreeSet<KeyScope> = scopes.iter().copied().collect();
        let tail = secret.len().saturating_sub(4);
        let key = ApiKey {
            id: KeyId::fresh(),
            application_id: application.id,
            name: checked_name(name)?,
            scopes: scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
            secret_hash: digest(&secret),
            last4: secret.get(tail..).unwrap_or_default().to_owned(),
            created_at: self.clock.now(),
            revoked_at: None,
            last_used_at: None,
        };
        self.store.create_key(&key).await?;
        Ok((key, secret))
    }

    /// The keys of an application that the caller reaches, without their secrets.
    pub async fn keys(
        &self,
        caller: &KeyCaller,
        application: ApplicationId,
        page: Page,
    ) -> Result<List<ApiKey>, ServiceError> {
        let application = self.application(caller, application).await?;
        Ok(self.store.list_keys(application.id, page).await?)
    }

    /// Revokes a key, from this moment on.
    pub async fn revoke_key(
        &self,
        caller: &KeyCaller,
        application: ApplicationId,
        key: KeyId,
    ) -> Result<(), ServiceError> {
        let application = self.application(caller, application).await?;
        let revoked = self.store.revoke_key(application.id, key, self.clock.now()).await?;
        self.hub.look_again();
        if revoked { Ok(()) } else { Err(ServiceError::NotFound) }
    }

    /// Whether a key that was good still is: streams outlive their first look.
    pub async fn key_still_good(&self, caller: &KeyCaller) -> Result<(), ServiceError> {
        let found = self.store.find_key(&caller.secret_hash).await?;
        found.map(|_| ()).ok_or(ServiceError::Gone)
    }

    /// The holder of a key's secret.
    pub async fn key_caller(&self, secret: &str) -> Result<KeyCaller, ServiceError> {
        let found = self.store.find_key(&digest(secret)).await?;
        let (key, application) = found.ok_or(ServiceError::Unauthorized)?;
        if key.revoked_at.is_some() {
            return Err(ServiceError::Unauthorized);
        }
        self.store.touch_key(&key, self.clock.now()).await?;
        let scopes = key.scopes.iter().filter_map(|word| KeyScope::parse(word)).collect();
        Ok(KeyCaller {
            key: key.id,
            secret_hash: key.secret_hash,
            tenant: application.tenant_id,
            application: application.id,
            environment: application.environment,
            home: Box::new(application),
            scopes,
        })
    }
}

fn checked_name(name: &str) -> Result<String, ServiceError> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(ServiceError::invalid("name", "is empty")),
        1..=MAX_NAME => Ok(name.to_owned()),
        _ => Err(ServiceError::invalid("name", "has more than 200 characters")),
    }
}

/// `sk_(test|live)_` and 43 characters of base 62: 256 bits.
fn new_secret(environment: Environment) -> String {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    // 248 is the largest multiple of 62 in a byte: bytes above it would favour some characters.
    let bytes = std::iter::repeat_with(random_bytes::<64>).flatten();
    let letters = bytes.filter(|byte| *byte < 248).map(|byte| byte % 62);
    let random: String = letters
        .filter_map(|at| ALPHABET.get(usize::from(at)).copied().map(char::from))
        .take(SECRET_LENGTH)
        .collect();
    format!("sk_{}_{random}", environment.as_str())
}
