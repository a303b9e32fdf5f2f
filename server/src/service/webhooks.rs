//! Webhook endpoints: whom an application's events are told to, and with which secret.

use app::domain::event::EventType;
use time::{Duration, OffsetDateTime};

use super::caller::{KeyCaller, KeyScope};
use super::{Service, ServiceError};
use crate::clock::random_bytes;
use crate::seal::{SealError, Sealed};
use crate::store::endpoints::{DisabledReason, Endpoint, NewSecrets};
use crate::store::{Application, ApplicationId, EndpointId, Environment, List, Page};
use crate::webhooks::sign::{Secrets, SigningSecret};
use crate::webhooks::{EndpointUrl, Reach, UrlError};

/// How long messages are signed with the old secret too.
const OVERLAP: Duration = Duration::DAY;
/// The most endpoints of one application: each event is told to all of them.
const MAX_ENDPOINTS: u32 = 20;
/// Secrets that are sealed again in one go.
const RESEALED: u32 = 100;

/// An endpoint to be made.
#[derive(Clone, Debug)]
pub struct EndpointWish {
    /// Whose events; those of the key's own application when not said.
    pub application: Option<ApplicationId>,
    /// Where.
    pub url: String,
    /// Which events; all when there are none.
    pub events: Vec<EventType>,
}

/// What can be changed on an endpoint; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct EndpointChange {
    /// Where.
    pub url: Option<String>,
    /// Which events.
    pub events: Option<Vec<EventType>>,
    /// Whether anything is sent.
    pub enabled: Option<bool>,
}

impl Service {
    /// Makes an endpoint. Returns its signing secret, for once.
    pub async fn create_endpoint(
        &self,
        caller: &KeyCaller,
        wish: EndpointWish,
    ) -> Result<(Endpoint, SigningSecret), ServiceError> {
        let application = wish.application.unwrap_or(caller.application);
        let application = self.application(caller, application).await?;
        let url = self.endpoint_url(&wish.url, &application)?;
        let id = EndpointId::fresh();
        let now = self.clock.now().truncate_to_microsecond();
        let secret = SigningSecret::new(random_bytes());
        let endpoint = Endpoint {
            id,
            application_id: application.id,
            url: url.as_str().to_owned(),
            events: without_doubles(wish.events),
            secret: self.sealed(id, &secret)?,
            old_secret: None,
            old_until: None,
            disabled: None,
            created_at: now,
            updated_at: now,
        };
        if self.store.create_endpoint(&endpoint, MAX_ENDPOINTS).await? {
            Ok((endpoint, secret))
        } else {
            let what = format!("has {MAX_ENDPOINTS} webhook endpoints, which is the most");
            Err(ServiceError::invalid("application_id", what))
        }
    }

    /// The endpoint, if the caller reaches its application.
    pub async fn endpoint(
        &self,
        caller: &KeyCaller,
        id: EndpointId,
    ) -> Result<Endpoint, ServiceError> {
        let endpoint = self.store.find_endpoint(id).await?.ok_or(ServiceError::NotFound)?;
        self.application(caller, endpoint.application_id).await?;
        Ok(endpoint)
    }

    /// The endpoints that the caller reaches.
    pub async fn endpoints(
        &self,
        caller: &KeyCaller,
        application: Option<ApplicationId>,
        page: Page,
    ) -> Result<List<Endpoint>, ServiceError> {
        let Ok(application) = reached(caller, application) else {
            return Ok(List { data: Vec::new(), next: None });
        };
        let (tenant, environment) = (caller.tenant, caller.environment);
        Ok(self.store.list_endpoints(tenant, environment, application, page).await?)
    }

    /// Changes an endpoint. What waited for one that is disabled becomes a dead letter.
    pub async fn change_endpoint(
        &self,
        caller: &KeyCaller,
        id: EndpointId,
        change: EndpointChange,
    ) -> Result<Endpoint, ServiceError> {
        let mut endpoint = self.endpoint(caller, id).await?;
        let now = self.clock.now().truncate_to_microsecond();
        if let Some(url) = change.url {
            let application = self.application(caller, endpoint.application_id).await?;
            self.endpoint_url(&url, &application)?.as_str().clone_into(&mut endpoint.url);
        }
        if let Some(events) = change.events {
            endpoint.events = without_doubles(events);
        }
        endpoint.disabled = match change.enabled {
            Some(true) => None,
            Some(false) => endpoint.disabled.or(Some((now, DisabledReason::Request))),
            None => endpoint.disabled,
        };
        endpoint.updated_at = now;
        self.store.change_endpoint(&endpoint).await?;
        Ok(endpoint)
    }

    /// Gives an endpoint another secret; the old one signs too for a day.
    pub async fn rotate_endpoint(
        &self,
        caller: &KeyCaller,
        id: EndpointId,
    ) -> Result<(Endpoint, SigningSecret), ServiceError> {
        let mut endpoint = self.endpoint(caller, id).await?;
        let now = self.clock.now().truncate_to_microsecond();
        let secret = SigningSecret::new(random_bytes());
        let fresh = self.sealed(id, &secret)?;
        // An old secret that nobody can open any more must not keep its tenant from a new one.
        let old = match self.opened(id, &endpoint.secret) {
            Ok(old) => Some(self.sealed(id, &old)?),
            Err(error) => {
                tracing::warn!(endpoint = %id, %error, "an old signing secret is lost");
                None
            }
        };
        let old_until = old.is_some().then_some(now + OVERLAP);
        let new = NewSecrets { secret: &fresh, old_secret: old.as_deref(), old_until };
        if !self.store.change_secrets(id, &endpoint.secret, &new, now).await? {
            return Err(ServiceError::NotReady("the secret was rotated by somebody else just now"));
        }
        endpoint =
            Endpoint { secret: fresh, old_secret: old, old_until, updated_at: now, ..endpoint };
        Ok((endpoint, secret))
    }

    /// Removes an endpoint and everything that waits for it.
    pub async fn delete_endpoint(
        &self,
        caller: &KeyCaller,
        id: EndpointId,
    ) -> Result<(), ServiceError> {
        self.endpoint(caller, id).await?;
        if self.store.delete_endpoint(id).await? { Ok(()) } else { Err(ServiceError::NotFound) }
    }

    /// What an endpoint's messages are signed with at `now`.
    pub(super) fn secrets(
        &self,
        endpoint: &Endpoint,
        now: OffsetDateTime,
    ) -> Result<Secrets, SealError> {
        let overlaps = endpoint.old_until.is_some_and(|until| now < until);
        let old = endpoint.old_secret.as_ref().filter(|_| overlaps);
        let open = |text: &String| self.opened(endpoint.id, text);
        Ok(Secrets { current: open(&endpoint.secret)?, old: old.map(open).transpose()? })
    }

    /// Seals secrets again that were sealed with another key than the first, so that one can be
    /// given up.
    pub(super) async fn seal_again(&self) -> Result<(), ServiceError> {
        let Some(key_id) = self.seal.key_id() else { return Ok(()) };
        for endpoint in self.store.sealed_otherwise(key_id, RESEALED).await? {
            let id = endpoint.id;
            let again = |text: &String| self.sealed(id, &self.opened(id, text)?);
            let old = endpoint.old_secret.as_ref().map(again).transpose();
            let (Ok(secret), Ok(old)) = (again(&endpoint.secret), old) else {
                tracing::warn!(endpoint = %id, "a signing secret can't be opened");
                continue;
            };
            let old_until = endpoint.old_until;
            let new = NewSecrets { secret: &secret, old_secret: old.as_deref(), old_until };
            let at = endpoint.updated_at;
            self.store.change_secrets(id, &endpoint.secret, &new, at).await?;
        }
        Ok(())
    }

    fn endpoint_url(
        &self,
        text: &str,
        application: &Application,
    ) -> Result<EndpointUrl, ServiceError> {
        let rules = self.courier.sender.rules();
        let reach = match application.environment {
            Environment::Live => Reach::Live,
            Environment::Test if rules.allows_private() => Reach::Private,
            Environment::Test => Reach::Test,
        };
        let url = EndpointUrl::parse(text, reach, rules)?;
        if url.is_of(&self.settings.public_url) {
            return Err(UrlError::Ourselves.into());
        }
        Ok(url)
    }

    fn sealed(&self, id: EndpointId, secret: &SigningSecret) -> Result<String, SealError> {
        let sealed = self.seal.seal(secret.reveal().as_bytes(), &belongs_to(id))?;
        Ok(sealed.text().to_owned())
    }

    fn opened(&self, id: EndpointId, text: &str) -> Result<SigningSecret, SealError> {
        let plain = self.seal.open(&Sealed::from_text(text.to_owned()), &belongs_to(id))?;
        SigningSecret::parse(&plain).map_err(|_| SealError::Broken)
    }
}

/// The row that a secret is sealed for.
fn belongs_to(id: EndpointId) -> String {
    format!("webhook_endpoints/{id}")
}

fn without_doubles(events: Vec<EventType>) -> Vec<EventType> {
    let mut once: Vec<EventType> = Vec::with_capacity(events.len());
    for event in events {
        if !once.contains(&event) {
            once.push(event);
        }
    }
    once
}

/// The caller reaches nothing of what was wished for.
pub(super) struct OutOfReach;

/// The application that a list of the caller's is narrowed to, if to any.
pub(super) fn reached(
    caller: &KeyCaller,
    wished: Option<ApplicationId>,
) -> Result<Option<ApplicationId>, OutOfReach> {
    let own = caller.application;
    if caller.holds(KeyScope::AppsAdmin) {
        Ok(wished)
    } else if wished.is_none_or(|wished| wished == own) {
        Ok(Some(own))
    } else {
        Err(OutOfReach)
    }
}
