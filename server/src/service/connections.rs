//! Connections: create, list, find, prove, archive.

use app::domain::certificate::Method;
use app::domain::connection::Input;
use app::domain::desired::{Challenge, Desired, DesiredRecord, Kind, Purpose, RecordTemplate};
use app::domain::diagnosis::{ObservedRecord, RecordStatus};
use app::domain::finding::Severity;
use app::domain::observation::Delegation;
use app::domain::provider::{Provider, ProviderRef};

use super::caller::{Actor, Caller, KeyScope};
use super::check::Move;
use super::hub::Watch;
use super::intake::{self, Intake};
use super::told::By;
use super::{Service, ServiceError};
use crate::clock::random_bytes;
use crate::store::connections::{Filter, Limits, NewConnection, SetupType};
use crate::store::history::{HistoryEntry, HistoryKind};
use crate::store::save::AttemptChange;
use crate::store::usage::Quota;
use crate::store::{Application, Connection, ConnectionId, List, Page, StoreError};

/// A widget token may hold so many unproven connections per reference.
const MAX_UNPROVEN: u32 = 5;
/// A check that ends at the same moment moves the version: then it is tried again.
const TRIES: usize = 5;
/// What every challenge begins with.
pub(super) const CHALLENGE: &str = "fairlead-verify-";
/// The longest `reference`, characters.
const MAX_REFERENCE: usize = 200;

/// Whether a text may be a `reference` or a `batch_id`: 1 to 200 characters.
#[must_use]
pub fn is_reference(text: &str) -> bool {
    (1..=MAX_REFERENCE).contains(&text.chars().count())
}

/// What a new connection is asked to be.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// As typed.
    pub hostname: String,
    /// The tenant's own id of its customer.
    pub reference: Option<String>,
    /// Several made together.
    pub batch_id: Option<String>,
    /// Other records than the application's.
    pub template: Option<RecordTemplate>,
    /// Opaque to us.
    pub metadata: serde_json::Value,
    /// Whether the name is to be taken over from another connection, if one holds it.
    pub transfer: bool,
}

impl Service {
    /// Creates a connection for `application`, and looks at it as soon as a worker is free.
    pub async fn create_connection(
        &self,
        caller: &Caller,
        application: &Application,
        wish: Wish,
    ) -> Result<Connection, ServiceError> {
        let intake = intake::read(&wish.hostname)?;
        caller.may_create(&intake.hostname)?;
        if self.risk_of(application.id, application.environment, &intake.hostname).await?.is_some()
        {
            return Err(ServiceError::HighRisk { support_url: self.settings.support_url.clone() });
        }
        let (reference, mut limits) = reference_for(caller, wish.reference)?;
        let quota = Quota { tenant: application.tenant_id, environment: application.environment };
        let plan = self.plan_of(quota).await?;
        limits.plan = plan.limits;
        let zone = self.dns.zone_of(&intake.hostname).await.ok();
        let zone = zone.as_ref().and_then(Delegation::zone);
        let now = self.clock.now();
        let kind = intake::kind(&intake.hostname, zone);
        let zone_apex = zone.map(|zone| &zone.apex);
        let provider = zone.and_then(Provider::of).map(ProviderRef::from);
        let template = wish.template.clone().unwrap_or_else(|| application.record_template.clone());
        let display = intake.display.clone();
        let desired = self.desired(template, intake, kind);
        let by = By { cause: "request", actor: caller.actor() };
        let born = by.line(HistoryKind::Created, serde_json::json!({}));
        let new = NewConnection {
            id: ConnectionId::fresh(),
            application,
            display_hostname: &display,
            setup_type: SetupType::Manual,
            reference: reference.as_deref(),
            metadata: &wish.metadata,
            batch_id: wish.batch_id.as_deref(),
            desired: &desired,
            zone_apex,
            provider: provider.as_ref(),
            transfer: wish.transfer,
            history: &[born],
        };
        let created = match self.store.create_connection(&new, limits, now).await {
            Ok(connection) => connection,
            Err(StoreError::Duplicate(id)) => return Err(ServiceError::Conflict { own: Some(id) }),
            Err(StoreError::ClaimHeld { holder, tenant }) => {
                // A customer is not told of other customers; a tenant is told of its own.
                let own = matches!(caller, Caller::Key(key) if key.tenant == tenant);
                return Err(ServiceError::Conflict { own: own.then_some(holder) });
            }
            Err(StoreError::QuotaExceeded(full)) => return Err(Self::no_room(caller, full, plan)),
            Err(StoreError::TooManyUnproven) => {
                return Err(ServiceError::TooMany { retry_after: time::Duration::HOUR });
            }
            Err(error) => return Err(error.into()),
        };
        self.remember_due(created.id, created.due_at());
        self.wake.notify_one();
        Ok(created)
    }

    fn desired(&self, template: RecordTemplate, intake: Intake, kind: Kind) -> Desired {
        let token = base32(&random_bytes::<32>());
        // The zone's name leaves room for the token, or it could not be set.
        let zone = self.settings.acme_zone.as_ref().filter(|_| kind == Kind::Wildcard);
        let acme_delegation = zone.and_then(|zone| zone.child(&token).ok());
        Desired {
            challenge: Challenge {
                name: intake.challenge_name,
                value: format!("{CHALLENGE}{token}"),
            },
            hostname: intake.hostname,
            kind,
            template,
            issuers: self.settings.issuers.clone(),
            accounts: Vec::new(),
            acme_delegation,
        }
    }

    /// The connection, if the caller reaches it.
    pub async fn connection(
        &self,
        caller: &Caller,
        id: ConnectionId,
    ) -> Result<Connection, ServiceError> {
        let connection = self.store.find_connection(id).await?;
        connection.filter(|found| caller.reaches(found)).ok_or(ServiceError::NotFound)
    }

    /// The connections that the caller reaches, the latest first.
    pub async fn connections(
        &self,
        caller: &Caller,
        mut filter: Filter<'_>,
        page: Page,
    ) -> Result<List<Connection>, ServiceError> {
        let nothing = List { data: Vec::new(), next: None };
        match caller {
            Caller::Key(key) => {
                if !key.holds(KeyScope::AppsAdmin) {
                    if filter.application.is_some_and(|wanted| wanted != key.application) {
                        return Ok(nothing);
                    }
                    filter.application = Some(key.application);
                }
                let found =
                    self.store.list_connections(key.tenant, key.environment, &filter, page).await?;
                Ok(found)
            }
            Caller::Token(token) => {
                let scope = &token.claims.scope;
                let mut found =
                    self.store.connections_in_scope(token.application.id, scope, page).await?;
                found.data.retain(|connection| filter.admits(connection));
                Ok(found)
            }
        }
    }

    /// Has connections looked at now, and often for as long as the returned guard lives.
    pub async fn watch(&self, ids: Vec<ConnectionId>) -> Result<Watch, ServiceError> {
        let watch = self.hub.watch(ids.clone());
        let now = self.clock.now();
        if self.agenda.is_worked() {
            for id in &ids {
                self.remember_due(*id, Some(now));
            }
            self.wake.notify_one();
        } else {
            self.store.wake(&ids, now).await?;
        }
        Ok(watch)
    }

    /// Looks at the ownership TXT now.
    pub async fn verify(
        &self,
        caller: &Caller,
        id: ConnectionId,
    ) -> Result<Connection, ServiceError> {
        self.connection(caller, id).await?;
        let mut connection = self.check_now(id, caller.actor()).await?;
        // One that is to take the name over is proven, and waits for the notice to end.
        if connection.progress.holds_claim() || connection.contest.notice.is_some() {
            return Ok(connection);
        }
        let is_proof = |record: &ObservedRecord| {
            record.record.purpose == Purpose::Ownership
                && matches!(record.status, RecordStatus::Published | RecordStatus::Propagated)
        };
        // The record is right, and yet the name is not ours: somebody else holds it.
        if connection.observed.iter().any(is_proof) {
            return Err(ServiceError::Conflict { own: None });
        }
        let challenge = &connection.desired.challenge.name;
        connection.findings.retain(|finding| {
            finding.severity == Severity::Blocking
                && finding.record.as_ref().is_none_or(|at| at.host == *challenge)
        });
        Err(ServiceError::OwnershipNotFound(Box::new(connection)))
    }

    /// Offboards a connection; returns it and the records that may go now.
    pub async fn archive(
        &self,
        caller: &Caller,
        id: ConnectionId,
    ) -> Result<(Connection, Vec<DesiredRecord>), ServiceError> {
        caller.may_delete()?;
        self.connection(caller, id).await?;
        let ended = self.end(id, caller.actor()).await?;
        let records = ended.desired.records();
        Ok((ended, records))
    }

    /// Archives a connection, whoever asks for it.
    pub(super) async fn end(
        &self,
        id: ConnectionId,
        actor: Actor,
    ) -> Result<Connection, ServiceError> {
        // A check that ends meanwhile has moved the version: look again and archive that.
        for _ in 0..TRIES {
            let connection = self.find(id).await?;
            if connection.progress.state().is_final() {
                return Ok(connection);
            }
            let archive = Move { input: Input::Archive, actor, now: self.clock.now() };
            let update = self.stepped(&connection, archive, &[]);
            match self.save(vec![update], archive.now).await {
                Ok(saved) => {
                    self.hub.changed(id);
                    return Ok(saved);
                }
                Err(ServiceError::Store(StoreError::StaleVersion)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(ServiceError::TooMany { retry_after: time::Duration::SECOND })
    }

    /// What happened to a connection, the latest first.
    pub async fn history(
        &self,
        caller: &Caller,
        id: ConnectionId,
        page: Page,
    ) -> Result<List<HistoryEntry>, ServiceError> {
        self.connection(caller, id).await?;
        Ok(self.store.history(id, page).await?)
    }

    /// Has the certificate tried again: a stage that timed out starts anew, the pauses between
    /// attempts are short again, and a look is due now.
    pub async fn retry_certificate(
        &self,
        caller: &Caller,
        id: ConnectionId,
        method: Method,
    ) -> Result<Connection, ServiceError> {
        let connection = self.ready(caller, id).await?;
        let now = self.clock.now();
        if let Some(retry_after) = self.store.submit(connection.tenant_id, now).await? {
            return Err(ServiceError::TooManySubmissions { retry_after });
        }
        for _ in 0..TRIES {
            let mut connection = self.ready(caller, id).await?;
            connection.certificate.method = Some(method);
            let retry = Move { input: Input::Retry, actor: caller.actor(), now };
            let mut update = self.stepped(&connection, retry, &[]);
            update.attempts = AttemptChange::Eased;
            // Nobody has looked, and whoever is looking goes on.
            update.last_checked_at = connection.last_checked_at;
            update.next_check_at = Some(now);
            update.ends_lease = None;
            match self.save(vec![update], now).await {
                Ok(saved) => {
                    self.restart_certificate(id, now).await?;
                    self.hub.changed(id);
                    self.wake.notify_one();
                    return Ok(saved);
                }
                Err(ServiceError::Store(StoreError::StaleVersion)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(ServiceError::TooMany { retry_after: time::Duration::SECOND })
    }

    /// The connection, if its name is proven and it is followed.
    async fn ready(&self, caller: &Caller, id: ConnectionId) -> Result<Connection, ServiceError> {
        let connection = self.connection(caller, id).await?;
        if connection.progress.holds_claim() {
            Ok(connection)
        } else {
            Err(ServiceError::NotReady("the ownership of the hostname is not proven"))
        }
    }
}

/// The reference of a new connection, and how many unproven ones it may have.
fn reference_for(
    caller: &Caller,
    wished: Option<String>,
) -> Result<(Option<String>, Limits), ServiceError> {
    let reference = match caller {
        Caller::Key(_) => return Ok((wished, Limits::default())),
        Caller::Token(token) => token.claims.scope.reference.clone(),
    };
    if wished.is_some() && wished != reference {
        return Err(ServiceError::Forbidden("the token is for another reference"));
    }
    // Without a reference the token is for one hostname, which is connected once anyway.
    let max_unproven_per_reference = reference.is_some().then_some(MAX_UNPROVEN);
    Ok((reference, Limits { max_unproven_per_reference, ..Limits::default() }))
}

/// RFC 4648 §6, lower case, without padding: 32 bytes become 52 characters.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    let bits: Vec<u8> = bits.collect();
    bits.chunks(5)
        .map(|chunk| {
            let value = chunk.iter().fold(0_u8, |value, bit| value << 1 | bit) << (5 - chunk.len());
            char::from(ALPHABET[usize::from(value & 31)])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenge_tokens_are_lower_case_base32() {
        // RFC 4648 §10.
        for (text, want) in [("", ""), ("f", "my"), ("foo", "mzxw6"), ("foobar", "mzxw6ytboi")] {
            assert_eq!(base32(text.as_bytes()), want);
        }
        assert_eq!(base32(&[0xff; 32]).len(), 52);
    }
}
